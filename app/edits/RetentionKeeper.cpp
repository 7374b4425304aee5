#include "app/edits/RetentionKeeper.h"

#include "app/operations/AuditEntry.h"

#include <QLoggingCategory>
#include <QPointer>

#include <chrono>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(logRetention, "streamkeeper.retention", QtInfoMsg)

constexpr int mostAtOnce = 250; // some milliseconds of the write lock

} // namespace

RetentionKeeper::RetentionKeeper(RegistryEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    m_timer.setInterval(std::chrono::hours(24));
    connect(&m_timer, &QTimer::timeout, this, &RetentionKeeper::start);
}

void RetentionKeeper::start()
{
    m_timer.start();
    remove(this, [](const Result<Removed> &removed) {
        if (!removed)
            qCWarning(logRetention).noquote() << removed.error().message << removed.error().detail;
        else if (removed->operations + removed->links + removed->events > 0)
            qCInfo(logRetention) << "ended long ago, and removed:" << removed->operations << "operations,"
                                 << removed->links << "links," << removed->events << "events";
    });
}

void RetentionKeeper::read(QObject *context, RegistryEditor::Done<Retention> done)
{
    const auto job = [](RegistryDatabase &database) { return RetentionRepository(database).retention(); };
    m_editor.registry().run(context, job, std::move(done));
}

void RetentionKeeper::save(const Retention &retention, QObject *context, RegistryEditor::Done<void> done)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::EditRetention, {})};
    edit.write = [retention](RegistryDatabase &database) {
        return RetentionRepository(database).setRetention(retention);
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void RetentionKeeper::remove(QObject *context, RegistryEditor::Done<Removed> done)
{
    removeSome({},
               [guard = QPointer<QObject>(context), done = std::move(done)](const Result<Removed> &removed) {
                   if (guard)
                       done(removed);
               });
}

void RetentionKeeper::removeSome(Removed before, RegistryEditor::Done<Removed> done)
{
    const auto job = [clock = m_editor.clock()](RegistryDatabase &database) {
        return RetentionRepository(database).removeEnded(clock.nowMs(), mostAtOnce);
    };
    m_editor.registry().run(this, job, [this, before, done = std::move(done)](const Result<Removed> &some) {
        if (!some) {
            done(some);
            return;
        }
        const Removed all{before.operations + some->operations, before.links + some->links,
                          before.events + some->events};
        if (some->operations == mostAtOnce || some->links == mostAtOnce || some->events == mostAtOnce)
            removeSome(all, done);
        else
            done(all);
    });
}

} // namespace streamkeeper
