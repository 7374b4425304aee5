#include "app/operations/StreamRun.h"

#include "app/operations/StreamSettingsOf.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationRun)
};

} // namespace

QCoro::Task<void> StreamRun::run(bool isResumed)
{
    switch (operationFacts(m_operation.kind).runner) {
    case RunnerKind::Restart:
        co_await restart(isResumed);
        break;
    case RunnerKind::Delete:
        co_await remove(isResumed);
        break;
    case RunnerKind::Change:
        co_await change(isResumed);
        break;
    case RunnerKind::Nobody:
    case RunnerKind::Transfer:
    case RunnerKind::Index:
    case RunnerKind::Copy:
    case RunnerKind::RegistryOnly:
        break; // other runs (OperationRun::create)
    }
}

OperationRun::Opening StreamRun::opening() const
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    const bool editsStream = operationFacts(m_operation.kind).effect == StreamEffect::EditsStream;
    if (!known || !editsStream)
        return {};
    return {wantedStream(m_operation, *known, m_tools.unseal), {}};
}

// ---- settings: add, enable, disable, audio, address, push, recreate

QCoro::Task<void> StreamRun::change(bool isResumed)
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known) {
        m_operation.message = Texts::tr("The stream is not in the registry any more.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    if (isResumed && m_operation.phase == OperationPhase::Undoing) {
        const Error interrupted{
            ErrorCategory::Cancelled, Texts::tr("It was being undone when the program ended."), {}, 0};
        const std::vector<ServerId> all = serversOf(*known);
        co_await undo(all, interrupted);
        co_return;
    }
    const Stream after = isResumed ? *known : wantedStream(m_operation, *known, m_tools.unseal);
    // A new stream is in the registry since the operation was written down.
    if (!isResumed && m_operation.kind != OperationKind::AddStream) {
        const bool isBegun = co_await begin();
        if (!isBegun)
            co_return;
        if (m_isCancelled) {
            const Error cancelled{ErrorCategory::Cancelled, cancelledUnasked(), {}, 0};
            const std::vector<ServerId> nobody;
            co_await undo(nobody, cancelled);
            co_return;
        }
    }
    const bool needsAddress = m_operation.kind != OperationKind::SetAccess;
    if (needsAddress && after.address.hasSecret() && after.address.full().isEmpty()) {
        const Error locked{
            ErrorCategory::Secret,
            Texts::tr("The address of the stream cannot be unsealed. Unlock the secrets first."),
            {},
            0};
        const std::vector<ServerId> nobody;
        co_await undo(nobody, locked);
        co_return;
    }

    const bool creates = operationFacts(m_operation.kind).effect == StreamEffect::CreatesStream;
    if (const auto locked = creates ? lockedOthers() : std::optional<Error>()) {
        const std::vector<ServerId> nobody;
        co_await undo(nobody, *locked);
        co_return;
    }

    const QString remoteName = after.remoteName;
    // A path without a source is not on demand any more, and would be pulled all day when it gets one again.
    if (!after.isEnabled)
        co_await keepOthers(after.mainServer, remoteName);
    std::vector<ServerId> asked;
    for (const ServerId &server : serversOf(after)) {
        const StreamWrite write = writeOf(m_operation, after, server, m_tools.fleet, m_tools.unseal);
        const bool isTold = !write.mayCreate || co_await tellNotTaken(server, write);
        if (!isTold)
            co_return;
        const Request request = [this, server, write](ServerGateway::Done<void> done) {
            m_tools.servers.write(server, write, &m_context, std::move(done));
        };
        const Check isDone = shows(write);
        const Outcome outcome = co_await ask(server, remoteName, request, isDone);
        if (m_scope.isClosed())
            co_return;
        if (outcome.answer == Answer::Refused) {
            co_await undo(asked, outcome.error);
            co_return;
        }
        if (outcome.answer == Answer::Unknown) {
            m_operation.message =
                Texts::tr(
                    "%1 It is not known whether the change arrived. The registry keeps it; when the server "
                    "answers again and has it not, the row says \"different\" or \"missing\".")
                    .arg(outcome.error.message);
            co_await finish(OperationState::Unconfirmed);
            co_return;
        }
        asked.push_back(server);
    }
    const bool isNoted = co_await noteAsked();
    if (!isNoted)
        co_return;
    if (!m_tools.confirms) {
        co_await leaveAsked();
        co_return;
    }
    for (const ServerId &server : asked) {
        const Check isDone = shows(writeOf(m_operation, after, server, m_tools.fleet, m_tools.unseal));
        const bool isSeen = co_await untilShown(server, remoteName, isDone);
        if (m_scope.isClosed())
            co_return;
        if (!isSeen) {
            m_operation.message =
                Texts::tr("%1 took the change, but does not show it yet. Look at the row again after "
                          "the next polls.")
                    .arg(nameOf(server));
            co_await finish(OperationState::Unconfirmed);
            co_return;
        }
    }
    m_operation.message = m_operation.payload.reason;
    const bool startsCapture =
        m_operation.kind == OperationKind::Enable || m_operation.kind == OperationKind::Recreate;
    if (startsCapture && after.isEnabled) {
        const bool hasLooked = co_await lookForPicture(asked, remoteName);
        if (!hasLooked)
            co_return;
    }
    co_await finish(OperationState::Confirmed);
}

/// The servers have taken it; what people want to know is whether there is picture. False: the session ends.
QCoro::Task<bool> StreamRun::lookForPicture(std::vector<ServerId> servers, QString remoteName)
{
    const qint64 takenAtMs = nowMs();
    for (const auto delay : m_tools.pace.confirmDelays) {
        for (const ServerId &server : servers)
            m_tools.servers.pollNow(server);
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            co_return false;
        for (const ServerId &server : servers) {
            const std::optional<ObservedStream> seen = lastSeen(server, remoteName, takenAtMs);
            if (!seen)
                continue;
            m_operation.payload.picture = seen->status == StreamStatus::Active ? Picture::Active
                                          : seen->status == StreamStatus::Idle ? Picture::OnDemand
                                                                               : Picture::None;
            if (m_operation.payload.picture != Picture::None)
                co_return true;
        }
        if (m_isCancelled)
            break;
    }
    if (m_operation.payload.picture == Picture::None && m_operation.message.isEmpty())
        m_operation.message = Texts::tr("%1 captures the stream. The camera does not answer it yet.")
                                  .arg(nameOf(servers.front()));
    co_return true;
}

/// Back to what was before: the registry first, so that a death in the middle goes on undoing.
QCoro::Task<void> StreamRun::undo(std::vector<ServerId> servers, Error reason)
{
    const Stream *now = m_tools.fleet.stream(m_operation.stream);
    const bool isNew = m_operation.kind == OperationKind::AddStream;
    const std::optional<Stream> before =
        now && !isNew ? previousStream(m_operation, *now, m_tools.unseal) : std::nullopt;
    const std::optional<Stream> restored = now ? std::optional(*now) : std::nullopt;
    if (m_operation.phase != OperationPhase::Undoing) {
        m_operation.phase = OperationPhase::Undoing;
        const Step step{reason.message, before, false, {}};
        if (const auto written = co_await journal(step); !written)
            co_return;
    }
    const QString remoteName = m_operation.payload.name;
    QStringList failures;
    for (const ServerId &server : servers) {
        if (!restored || (!isNew && !before))
            break; // a push or re-creation changed nothing that could be put back
        const StreamWrite write =
            writeOf(m_operation, isNew ? *restored : *before, server, m_tools.fleet, m_tools.unseal);
        const Request request = [this, server, write, isNew](ServerGateway::Done<void> done) {
            if (isNew)
                m_tools.servers.remove(server, write.settings.remoteName, false, &m_context, std::move(done));
            else
                m_tools.servers.write(server, write, &m_context, std::move(done));
        };
        const Check isDone = isNew ? Check() : shows(write);
        const Outcome outcome = co_await ask(server, remoteName, request, isDone);
        if (m_scope.isClosed())
            co_return;
        if (outcome.answer != Answer::Accepted)
            failures.append(nameOf(server));
    }
    QString message = reason.message;
    const bool isAccessAlone = m_operation.kind == OperationKind::SetAccess;
    const bool isAccessWrong = isAccessAlone || m_operation.payload.setsAccess;
    if (isAccessWrong)
        message += u' ' + Texts::tr("Who may watch is not as the camera's External access says: do it again "
                                    "when the server answers.");
    if (!isAccessAlone && !failures.isEmpty())
        message += u' ' + Texts::tr("It could not be undone on %1: look at the row when that server answers.")
                              .arg(failures.join(u", "_s));
    else if (!isAccessWrong)
        message += u' ' + Texts::tr("Nothing was changed.");
    m_operation.message = message;
    const bool isUnasked = reason.category == ErrorCategory::Cancelled && m_operation.attempts == 0;
    co_await finish(isUnasked ? OperationState::Cancelled : OperationState::Failed, isNew);
}

// ---- delete

QCoro::Task<void> StreamRun::remove(bool isResumed)
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known) {
        co_await finish(OperationState::Confirmed);
        co_return;
    }
    const Stream stream = *known;
    if (!isResumed) {
        const bool isBegun = co_await begin();
        if (!isBegun)
            co_return;
    }
    const bool erases = m_operation.payload.erasesRecordings.value_or(false);
    const Check isGone = [](const Result<RemoteStream> &read) -> std::optional<bool> {
        if (read)
            return false;
        return read.error().httpStatus == 404 ? std::optional(true) : std::nullopt;
    };
    std::vector<std::pair<ServerId, QString>> places;
    for (const ServerId &server : serversOf(stream))
        places.emplace_back(server, stream.remoteName);
    // What transfers left elsewhere is part of the recordings that go; without erasing it expires by itself.
    for (const HolderCopy &copy : m_tools.fleet.holderCopies()) {
        if (erases && copy.stream == stream.id)
            places.emplace_back(copy.server, copy.remoteName);
    }
    for (const auto &[place, name] : places) {
        const ServerId server = place;
        const QString remoteName = name;
        const Request request = [this, server, erases, remoteName](ServerGateway::Done<void> done) {
            m_tools.servers.remove(server, remoteName, erases, &m_context, std::move(done));
        };
        const Outcome outcome = co_await ask(server, remoteName, request, isGone);
        if (m_scope.isClosed())
            co_return;
        if (outcome.answer == Answer::Refused) {
            m_operation.message =
                Texts::tr("%1 The stream stays in the registry.").arg(outcome.error.message);
            co_await finish(OperationState::Failed);
            co_return;
        }
        if (!m_tools.confirms && outcome.answer == Answer::Accepted)
            continue;
        const bool isSeen =
            outcome.answer == Answer::Accepted && co_await untilShown(server, remoteName, isGone);
        if (m_scope.isClosed())
            co_return;
        if (!isSeen) {
            m_operation.message =
                Texts::tr("It is not known whether %1 deleted the stream. It stays in the registry; "
                          "delete it again when the server answers.")
                    .arg(nameOf(server));
            co_await finish(OperationState::Unconfirmed);
            co_return;
        }
    }
    if (!m_tools.confirms) {
        const bool isNoted = co_await noteAsked();
        if (!isNoted)
            co_return;
        m_operation.message = Texts::tr("Asked; not waited for. A stream that its server keeps is shown as "
                                        "unmanaged after the next poll.");
        co_await finish(OperationState::Unconfirmed, true);
        co_return;
    }
    // The next poll is waited for, so that the stream does not come back as an unmanaged one for a moment.
    const qint64 goneAtMs = nowMs();
    for (const auto delay : m_tools.pace.confirmDelays) {
        m_tools.servers.pollNow(stream.mainServer);
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            co_return;
        const SnapshotPtr seen = m_tools.servers.lastSnapshot(stream.mainServer);
        if (m_isCancelled || (seen && seen->polledAtMs > goneAtMs))
            break;
    }
    co_await finish(OperationState::Confirmed, true);
}

// ---- restart

QCoro::Task<void> StreamRun::restart(bool isResumed)
{
    const int row = m_tools.fleet.rowOf(m_operation.stream);
    if (row < 0 || m_tools.fleet.row(row).mainServer < 0) {
        m_operation.message = Texts::tr("The stream has no media server.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    const FleetRow &fleetRow = m_tools.fleet.row(row);
    const int seenOn = m_tools.fleet.observedServer(fleetRow);
    const ServerId server =
        m_tools.fleet.servers()[size_t(seenOn >= 0 ? seenOn : fleetRow.mainServer)].server.id;
    const QString name = fleetRow.remoteName;
    const std::optional<ObservedStream> before = lastSeen(server, name, 0);
    if (!isResumed) {
        const bool isBegun = co_await begin();
        if (!isBegun)
            co_return;
    }
    const qint64 askedAtMs = nowMs();
    const Request request = [this, server, name](ServerGateway::Done<void> done) {
        m_tools.servers.restart(server, name, &m_context, std::move(done));
    };
    const Check cannotBeRead;
    const Outcome outcome = co_await ask(server, name, request, cannotBeRead);
    if (m_scope.isClosed())
        co_return;
    if (outcome.answer == Answer::Refused) {
        m_operation.message = outcome.error.message;
        co_await finish(OperationState::Failed);
        co_return;
    }
    if (!m_tools.confirms && outcome.answer == Answer::Unknown) {
        m_operation.message =
            Texts::tr("%1 It is not known whether the stream was restarted.").arg(outcome.error.message);
        co_await finish(OperationState::Unconfirmed);
        co_return;
    }
    const bool isNoted = co_await noteAsked();
    if (!isNoted)
        co_return;
    if (!m_tools.confirms) {
        co_await leaveAsked();
        co_return;
    }
    // Confirmed by a new capture; without one, by a poll that is later than the answer.
    const bool wasActive = before && before->status == StreamStatus::Active;
    bool isAnswered = false;
    for (const auto delay : m_tools.pace.confirmDelays) {
        m_tools.servers.pollNow(server);
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            co_return;
        if (m_isCancelled)
            break;
        const std::optional<ObservedStream> seen = lastSeen(server, name, askedAtMs);
        isAnswered = isAnswered || seen.has_value();
        if (seen && seen->status == StreamStatus::Idle && outcome.answer == Answer::Accepted) {
            m_operation.message =
                Texts::tr("%1 restarted the stream. It pulls the camera again when somebody watches.")
                    .arg(nameOf(server));
            m_operation.payload.picture = Picture::OnDemand;
            co_await finish(OperationState::Confirmed);
            co_return;
        }
        if (!seen || seen->status != StreamStatus::Active)
            continue;
        const bool isNewCapture = !before || seen->sourceStartMs != before->sourceStartMs;
        if (isNewCapture || seen->sourceStartMs == ObservedStream::unknown) {
            m_operation.payload.picture = Picture::Active;
            co_await finish(OperationState::Confirmed);
            co_return;
        }
    }
    if (isAnswered && !wasActive && outcome.answer == Answer::Accepted) {
        m_operation.message =
            Texts::tr("%1 restarted the stream. The camera does not answer it yet.").arg(nameOf(server));
        m_operation.payload.picture = Picture::None;
        co_await finish(OperationState::Confirmed);
        co_return;
    }
    m_operation.message =
        outcome.answer == Answer::Unknown
            ? Texts::tr("%1 It is not known whether the stream was restarted.").arg(outcome.error.message)
            : Texts::tr("%1 took the request, but no new capture was seen yet.").arg(nameOf(server));
    co_await finish(OperationState::Unconfirmed);
}

// ---- looking

OperationRun::Check StreamRun::shows(const StreamWrite &write) const
{
    return [write](const Result<RemoteStream> &read) -> std::optional<bool> {
        if (!read)
            return read.error().httpStatus == 404 ? std::optional(false) : std::nullopt;
        return isShown(write, *read);
    };
}

std::vector<ServerId> StreamRun::serversOf(const Stream &stream) const
{
    std::vector<ServerId> servers;
    if (!stream.mainServer.isNull())
        servers.push_back(stream.mainServer);
    if (stream.additionalServer && *stream.additionalServer != stream.mainServer)
        servers.push_back(*stream.additionalServer);
    return servers;
}

} // namespace streamkeeper
