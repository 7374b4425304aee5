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
QString clockTime(qint64 utcMs, qint64 nowMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    const QString time = local.toString(QStringLiteral("HH:mm"));
    return local.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date()
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
    if (const Camera *camera = fleet.camera(row.camera)) {
        facts.cameraAddition = camera->addition;
        facts.activation = camera->activation;
    }
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
        return Texts::tr("The media server cannot be asked now.");
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
        return Texts::tr("The address is kept by automatic provisioning. Switch the camera to manual first.");
    case Obstacle::AutoStream:
        return Texts::tr("Streams that were added automatically to automatic cameras cannot be deleted.");
    case Obstacle::NoAddress:
        return Texts::tr("The stream has no address yet.");
    case Obstacle::TransferLocked:
        return Texts::tr("The stream was transferred a short while ago and stays where it is for now.");
    }
    return {};
}

QString obstacle(Obstacle which, const StreamFacts &facts, qint64 nowMs)
{
    if (which != Obstacle::TransferLocked)
        return obstacle(which);
    constexpr qint64 minuteMs = 60'000;
    // Rounded up: "in 0 min" would be now.
    return Texts::tr("Transferred at %1. It can be moved again in %n min.", nullptr,
                     int((facts.transferLockLeftMs + minuteMs - 1) / minuteMs))
        .arg(clockTime(facts.transferredAtMs, nowMs));
}

QString operationKind(OperationKind kind)
{
    return Texts::tr(operationFacts(kind).text);
}

QString operationKind(const Operation &operation)
{
    return operation.unknownKind.isEmpty() ? operationKind(operation.kind)
                                           : Texts::tr("Unknown (%1)").arg(operation.unknownKind);
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
        case OperationPhase::Prepared:
        case OperationPhase::Asking:
        case OperationPhase::Finished:
            return Texts::tr("Asking");
        }
        break;
    case OperationState::Confirmed:
        return operation.payload.picture == Picture::None ? Texts::tr("Confirmed, no picture")
                                                          : Texts::tr("Confirmed");
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
    return Texts::tr(operationFacts(pending.kind).underWay);
}

} // namespace texts

} // namespace streamkeeper
