#include "app/edits/RegistryEditor.h"

#include "models/registry/EventRepository.h"
#include "models/registry/OperationRepository.h"

#include <QLoggingCategory>

#include <algorithm>
#include <memory>
#include <utility>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(logEdits, "streamkeeper.edits", QtInfoMsg)

VoidResult write(RegistryDatabase &database, const RegistryEdit &edit, const Clock &clock)
{
    return database.inTransaction([&]() -> VoidResult {
        if (auto saved = SecretRepository(database).save(edit.secrets); !saved)
            return saved;
        if (auto written = edit.write(database); !written)
            return written;
        const qint64 now = clock.nowMs();
        for (const Operation &entry : edit.entries) {
            if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                return noted;
            Operation ended = entry;
            ended.state = OperationState::Confirmed;
            if (auto noted = EventRepository(database).addEndOf(ended, now); !noted)
                return noted;
        }
        return edit.leavesSecrets ? SecretRepository(database).removeUnused() : VoidResult();
    });
}

/// A few of them, so that others get their turn, and Cancel is heard. The registry's thread has nothing of
/// these edits but what it shares.
auto writingSome(std::shared_ptr<const std::vector<RegistryEdit>> edits, size_t begin, const Clock &clock)
{
    constexpr size_t most = 250;
    return [edits = std::move(edits), begin, clock](RegistryDatabase &database) {
        std::vector<VoidResult> results;
        for (size_t i = begin; i < std::min(edits->size(), begin + most); ++i)
            results.push_back(write(database, (*edits)[i], clock));
        return Result<std::vector<VoidResult>>(std::move(results));
    };
}

} // namespace

RegistryEditor::RegistryEditor(Registry &registry, RegistryMemory &memory, Clock clock, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_memory(memory)
    , m_clock(std::move(clock))
{
}

void RegistryEditor::apply(RegistryEdit edit, QObject *context, Done<void> done)
{
    // What runs here ends here, too: the job is destroyed on the registry's thread.
    const auto remember = std::exchange(edit.remember, {});
    const auto written = std::make_shared<const RegistryEdit>(std::move(edit));
    const auto job = [written, clock = m_clock](RegistryDatabase &database) {
        return write(database, *written, clock);
    };
    const auto answered = [this, written, remember, guard = QPointer<QObject>(context),
                           done = std::move(done)](const VoidResult &result) {
        if (result) {
            for (const SealedSecret &secret : written->secrets)
                m_memory.secrets.insert(secret);
            if (remember)
                remember();
            Q_EMIT this->written();
        } else {
            qCWarning(logEdits).noquote() << result.error().message << result.error().detail;
            if (!done)
                Q_EMIT failed(result.error());
        }
        if (done && guard)
            done(result);
    };
    m_registry.run(this, job, answered);
}

void RegistryEditor::applyEach(std::vector<RegistryEdit> edits, Progress progress, std::stop_token stop,
                               RememberEach remember, QObject *context, Done<std::vector<VoidResult>> done)
{
    applyInTurn(std::move(edits), std::move(progress), std::move(stop), std::move(remember), context,
                std::move(done));
}

QCoro::Task<void> RegistryEditor::applyInTurn(std::vector<RegistryEdit> edits, Progress progress,
                                              std::stop_token stop, RememberEach remember,
                                              QPointer<QObject> context, Done<std::vector<VoidResult>> done)
{
    const auto all = std::make_shared<const std::vector<RegistryEdit>>(std::move(edits));
    std::vector<VoidResult> results;
    while (results.size() < all->size() && !stop.stop_requested()) {
        const auto writing = [this, all, begin = results.size()](auto answer) {
            m_registry.run(this, writingSome(all, begin, m_clock), std::move(answer));
        };
        const auto written = co_await m_scope.call<std::vector<VoidResult>>(writing);
        if (m_scope.isClosed())
            co_return; // nobody waits any more
        std::ranges::copy(*written, std::back_inserter(results));
        if (context && progress)
            progress(int(results.size()), int(all->size()));
    }
    results.resize(all->size(), fail(ErrorCategory::Cancelled, tr("Cancelled before it was begun.")));
    remember(results);
    if (std::ranges::any_of(results, [](const VoidResult &result) { return bool(result); }))
        Q_EMIT this->written();
    if (context)
        done(std::move(results));
}

} // namespace streamkeeper
