#include "models/texts/StreamActionTexts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamActionTexts)
};

/// The time of day, with the date when it was not today.
QString clockTime(qint64 utcMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    const QString time = local.toString(QStringLiteral("HH:mm"));
    return local.date() == QDate::currentDate()
               ? time
               : QLocale().toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time;
}

} // namespace

StreamFacts factsOf(const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    StreamFacts facts;
    facts.isManaged = row.isManaged();
    facts.isPending = row.pending.has_value();
    facts.hasServer = row.mainServer >= 0;
    facts.isEnabled = row.isEnabled;
    facts.addition = row.addition;
    facts.drift = row.drift;
    facts.audio = row.audio;
    if (facts.hasServer) {
        const FleetServer &server = fleet.servers()[size_t(row.mainServer)];
        facts.serverAnswers = server.snapshot && !server.isStale();
        facts.capabilities = server.capabilities();
    }
    if (const ObservedStream *seen = fleet.observed(row)) {
        facts.hasAudioTrack = seen->hasAudio;
        if (facts.audio == Tristate::Unknown && seen->hasAudio == Tristate::Yes)
            facts.audio = Tristate::Yes;
    }
    if (const Stream *stream = fleet.stream(row.id)) {
        facts.hasAddress = !stream->address.isEmpty();
        facts.isAddressSealed = stream->address.hasSecret() && stream->address.full().isEmpty();
        if (stream->lastTransferAt) {
            facts.transferredAtMs = stream->lastTransferAt->toMSecsSinceEpoch();
            facts.transferLockLeftMs = transferLockLeftMs(facts.transferredAtMs, fleet.transferLock(), nowMs);
        }
    }
    if (const Camera *camera = fleet.camera(row.camera))
        facts.cameraAddition = camera->addition;
    return facts;
}

namespace texts {

QString obstacle(Obstacle obstacle)
{
    switch (obstacle) {
    case Obstacle::None:
        return {};
    case Obstacle::NotManaged:
        return Texts::tr("The stream is not in the registry. Adopt it first.");
    case Obstacle::Managed:
        return Texts::tr("The stream is in the registry already.");
    case Obstacle::Pending:
        return Texts::tr("An operation on this stream is under way. Wait until it has ended.");
    case Obstacle::NoServer:
        return Texts::tr("No media server holds this stream.");
    case Obstacle::ServerSilent:
        return Texts::tr("The media server does not answer.");
    case Obstacle::SecretsLocked:
        return Texts::tr("The address of the stream is sealed. Unlock the secrets of this registry first.");
    case Obstacle::Missing:
        return Texts::tr("The media server does not have this stream. Re-create it first.");
    case Obstacle::NotMissing:
        return Texts::tr("The media server has this stream.");
    case Obstacle::NotDifferent:
        return Texts::tr("Registry and media server agree about this stream.");
    case Obstacle::SwitchedOff:
        return Texts::tr("The stream is switched off. Enable it first.");
    case Obstacle::AlreadyEnabled:
        return Texts::tr("The stream is enabled.");
    case Obstacle::AlreadyDisabled:
        return Texts::tr("The stream is switched off already.");
    case Obstacle::NotProvided:
        return Texts::tr("Not provided by this server.");
    case Obstacle::NoAudio:
        return Texts::tr("The camera sends no sound.");
    case Obstacle::AudioAlreadyOn:
        return Texts::tr("The sound is captured.");
    case Obstacle::AudioAlreadyOff:
        return Texts::tr("The sound is not captured.");
    case Obstacle::AutoAddress:
        return Texts::tr("The address is kept by automatic provisioning. Switch the stream to manual first.");
    case Obstacle::AutoStream:
        return Texts::tr("Streams that were added automatically to automatic cameras cannot be deleted.");
    case Obstacle::NoAddress:
        return Texts::tr("The stream has no address yet.");
    case Obstacle::TransferLocked:
        return Texts::tr("The stream was transferred a short while ago and stays where it is for now.");
    }
    return {};
}

QString obstacle(Obstacle which, const StreamFacts &facts)
{
    if (which != Obstacle::TransferLocked)
        return obstacle(which);
    constexpr qint64 minuteMs = 60'000;
    // Rounded up: "in 0 min" would be now.
    return Texts::tr("Transferred at %1. It can be moved again in %n min.", nullptr,
                     int((facts.transferLockLeftMs + minuteMs - 1) / minuteMs))
        .arg(clockTime(facts.transferredAtMs));
}

QString operationKind(OperationKind kind)
{
    switch (kind) {
    case OperationKind::AddStream:
        return Texts::tr("Add stream");
    case OperationKind::DeleteStream:
        return Texts::tr("Delete stream");
    case OperationKind::Restart:
        return Texts::tr("Restart");
    case OperationKind::Enable:
        return Texts::tr("Enable");
    case OperationKind::Disable:
        return Texts::tr("Disable");
    case OperationKind::AudioOn:
        return Texts::tr("Audio on");
    case OperationKind::AudioOff:
        return Texts::tr("Audio off");
    case OperationKind::ChangeAddress:
        return Texts::tr("Change address");
    case OperationKind::ChangeSettings:
        return Texts::tr("Change settings");
    case OperationKind::Transfer:
        return Texts::tr("Transfer");
    case OperationKind::UpdateIndexes:
        return Texts::tr("Update indexes");
    case OperationKind::ReleaseCopy:
        return Texts::tr("Release an old copy");
    case OperationKind::Push:
        return Texts::tr("Push ours");
    case OperationKind::Recreate:
        return Texts::tr("Re-create");
    case OperationKind::TakeTheirs:
        return Texts::tr("Take theirs");
    case OperationKind::Adopt:
        return Texts::tr("Adopt");
    case OperationKind::Forget:
        return Texts::tr("Remove from the registry");
    case OperationKind::AddServer:
        return Texts::tr("Add media server");
    case OperationKind::EditServer:
        return Texts::tr("Edit media server");
    case OperationKind::RemoveServer:
        return Texts::tr("Remove media server");
    case OperationKind::AddCamera:
        return Texts::tr("Add camera");
    case OperationKind::EditCamera:
        return Texts::tr("Edit camera");
    case OperationKind::DeleteCamera:
        return Texts::tr("Delete camera");
    case OperationKind::AddCluster:
        return Texts::tr("Add cluster");
    case OperationKind::EditCluster:
        return Texts::tr("Edit cluster");
    case OperationKind::RemoveCluster:
        return Texts::tr("Delete cluster");
    case OperationKind::AddServerGroup:
        return Texts::tr("Add server group");
    case OperationKind::EditServerGroup:
        return Texts::tr("Edit server group");
    case OperationKind::RemoveServerGroup:
        return Texts::tr("Delete server group");
    case OperationKind::SetAccess:
        return Texts::tr("Set access");
    case OperationKind::ShareStream:
        return Texts::tr("Share");
    case OperationKind::RevokeLink:
        return Texts::tr("Revoke a link");
    }
    return {};
}

QString operationState(const Operation &operation)
{
    switch (operation.state) {
    case OperationState::Waiting:
        return Texts::tr("Waiting");
    case OperationState::Running:
        switch (operation.phase) {
        case OperationPhase::Asked:
            return operation.kind == OperationKind::Transfer ? Texts::tr("Waiting for picture")
                                                             : Texts::tr("Asked");
        case OperationPhase::Retrying:
            return Texts::tr("Retrying");
        case OperationPhase::Undoing:
            return Texts::tr("Undoing");
        default:
            return Texts::tr("Asking");
        }
    case OperationState::Confirmed:
        return Texts::tr("Confirmed");
    case OperationState::Unconfirmed:
        return Texts::tr("Unconfirmed");
    case OperationState::Failed:
        return Texts::tr("Failed");
    case OperationState::Cancelled:
        return Texts::tr("Cancelled");
    }
    return {};
}

QString pending(const PendingOperation &pending)
{
    if (pending.phase == OperationPhase::Retrying)
        return Texts::tr("retrying");
    if (pending.phase == OperationPhase::Undoing)
        return Texts::tr("undoing");
    switch (pending.kind) {
    case OperationKind::AddStream:
    case OperationKind::Recreate:
        return Texts::tr("creating");
    case OperationKind::DeleteStream:
        return Texts::tr("deleting");
    case OperationKind::Restart:
        return Texts::tr("restarting");
    case OperationKind::Enable:
        return Texts::tr("enabling");
    case OperationKind::Disable:
        return Texts::tr("disabling");
    case OperationKind::Transfer:
        return Texts::tr("transferring");
    case OperationKind::UpdateIndexes:
        return Texts::tr("reading indexes");
    case OperationKind::ReleaseCopy:
        return Texts::tr("releasing");
    default:
        return Texts::tr("saving");
    }
}

} // namespace texts

} // namespace streamkeeper
