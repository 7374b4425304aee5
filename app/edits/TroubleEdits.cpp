#include "app/edits/TroubleEdits.h"

#include "app/async/ProcessIdentity.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/TroubleRepository.h"

#include <QCoreApplication>

#include <chrono>
#include <tuple>
#include <utility>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TroubleEdits)
};

/// Longer than two writings of what was seen are apart.
constexpr std::chrono::seconds watchTime{90};

} // namespace

void TroubleEdits::acknowledge(const std::vector<StreamId> &streams, const QString &note, QObject *context,
                               RegistryEditor::Done<void> done)
{
    const QString line = note.simplified();
    if (line.size() > maxTroubleNoteLength) {
        const auto refusal =
            fail(ErrorCategory::Invalid, Texts::tr("The note is too long: %1 characters, and %2 are taken.")
                                             .arg(line.size())
                                             .arg(maxTroubleNoteLength));
        if (done)
            done(refusal);
        else
            m_editor.tellFailure(refusal.value());
        return;
    }
    mark(streams, Half::Acknowledged, {currentAuthor(), m_editor.clock().nowMs(), line, {}, 0}, context,
         std::move(done));
}

void TroubleEdits::withdraw(const std::vector<StreamId> &streams, QObject *context,
                            RegistryEditor::Done<void> done)
{
    mark(streams, Half::Acknowledged, {}, context, std::move(done));
}

void TroubleEdits::silence(const std::vector<StreamId> &streams, qint64 untilMs, QObject *context,
                           RegistryEditor::Done<void> done)
{
    mark(streams, Half::Silenced, {{}, 0, {}, currentAuthor(), untilMs}, context, std::move(done));
}

void TroubleEdits::mark(const std::vector<StreamId> &streams, Half half, const TroubleMark &wanted,
                        QObject *context, RegistryEditor::Done<void> done)
{
    FleetState &fleet = m_editor.memory().fleet;
    const bool isOfSilence = half == Half::Silenced;
    RegistryEdit edit;
    for (const StreamId &id : streams) {
        const Stream *stream = fleet.stream(id);
        if (!stream)
            continue;
        edit.entries.push_back(auditEntry(
            isOfSilence ? OperationKind::SilenceTrouble : OperationKind::AcknowledgeTrouble, *stream, fleet));
        if (!isOfSilence)
            edit.entries.back().message = wanted.note;
    }
    edit.write = [streams, wanted, isOfSilence](RegistryDatabase &database) {
        TroubleRepository troubles(database);
        return isOfSilence ? troubles.silence(streams, wanted) : troubles.acknowledge(streams, wanted);
    };
    edit.remember = [&fleet, streams, wanted, isOfSilence] {
        for (const StreamId &id : streams) {
            TroubleMark mark = fleet.troubles().markOf(id);
            if (isOfSilence)
                std::tie(mark.silencedBy, mark.silencedUntilMs) =
                    std::tie(wanted.silencedBy, wanted.silencedUntilMs);
            else
                std::tie(mark.acknowledgedBy, mark.acknowledgedAtMs, mark.note) =
                    std::tie(wanted.acknowledgedBy, wanted.acknowledgedAtMs, wanted.note);
            fleet.troubles().setMark(id, mark);
        }
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void TroubleEdits::savePolicy(const TroublePolicy &policy, QObject *context, RegistryEditor::Done<void> done)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::EditTroubleSteps, {})};
    edit.write = [policy](RegistryDatabase &database) {
        return TroubleRepository(database).setPolicy(policy);
    };
    edit.remember = [this, policy] { m_editor.memory().fleet.setTroublePolicy(policy); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

VoidResult TroubleEdits::keep(RegistryDatabase &database, const TroubleMemory::Histories &events,
                              qint64 nowMs)
{
    if (events.isEmpty())
        return {};
    TroubleRepository troubles(database);
    const qint64 untilMs = nowMs + std::chrono::milliseconds(watchTime).count();
    const auto isDead = [nowMs](const OperationOwner &owner, qint64 leaseUntilMs) {
        return isProvenDead(owner, leaseUntilMs, nowMs);
    };
    const auto isOurs = troubles.takeWatch(currentOwner(), nowMs, untilMs, isDead);
    if (!isOurs)
        return tl::unexpected(isOurs.error());
    return *isOurs ? troubles.add(events, nowMs, int(TroubleMemory::mostEvents)) : VoidResult();
}

} // namespace streamkeeper
