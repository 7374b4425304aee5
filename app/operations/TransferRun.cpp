#include "app/operations/TransferRun.h"

#include "app/operations/StreamChange.h"
#include "app/operations/StreamSettingsOf.h"
#include "models/domain/Units.h"
#include "models/registry/ArchiveRepository.h"
#include "models/registry/FleetRepository.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransferRun)
};

/// Of a server's clock as the Date header tells it, and of whole seconds in its answers.
constexpr qint64 clockErrorMs = 2000;

} // namespace

// What is awaited gets named arguments only: g++ 12 destroys converted temporaries of an awaited call twice.

QCoro::Task<void> TransferRun::run(bool isResumed)
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known) {
        m_operation.message = Texts::tr("The stream is not in the registry any more.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    const Stream before = *known;
    if (isResumed && hasSwitched(before)) {
        co_await goForward();
        co_return;
    }
    if (isResumed) {
        const Error interrupted{ErrorCategory::Cancelled,
                                Texts::tr("It was interrupted before the new servers had taken over."),
                                {},
                                0};
        co_await goBack(interrupted);
        co_return;
    }
    const Stream after = streamAfter(before);
    const bool isBegun = co_await begin();
    if (!isBegun)
        co_return;
    if (const auto locked = lockedOthers()) {
        m_operation.message = locked->message + u' ' + Texts::tr("Nothing was changed.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    noteSource();
    co_await keepOthers(before.mainServer, before.remoteName);
    if (m_scope.isClosed())
        co_return;
    const bool isClear = co_await lookAtTargets(after);
    if (!isClear)
        co_return;
    const bool isStopped = !breaksFirst() || co_await stopSource();
    if (!isStopped)
        co_return;
    const bool isConfigured = co_await configure(after, Turn::BeforePicture);
    if (!isConfigured)
        co_return;
    const bool hasPicture = !after.isEnabled || co_await untilPicture();
    if (m_scope.isClosed())
        co_return;
    if (!hasPicture) {
        const Error dark{ErrorCategory::Timeout,
                         m_isCancelled ? Texts::tr("Cancelled before the new server had taken over.")
                                       : Texts::tr("%1 showed no picture in time.").arg(nameOf(plan().to)),
                         {},
                         0};
        co_await goBack(dark);
        co_return;
    }
    co_await lookAtSource();
    if (m_scope.isClosed())
        co_return;
    // A reserve that stays one may be all that captures, if the source is out: it takes its new main server
    // only when that one shows picture.
    const bool isReserved = co_await configure(after, Turn::AfterPicture);
    if (!isReserved)
        co_return;
    const bool isSwitched = co_await switchRegistry(after);
    if (isSwitched)
        co_await goForward();
}

/// Nothing is asked when the stream or its targets are not any more what the search saw.
OperationRun::Opening TransferRun::opening() const
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known)
        return {};
    const Stream before = *known;
    const int seen = m_operation.payload.seenRevision;
    const auto refusal = seen > 0 && seen != before.revision
                             ? VoidResult(fail(ErrorCategory::Conflict,
                                               Texts::tr("Somebody else changed the stream since the search. "
                                                         "Search again.")))
                         : m_tools.admits ? m_tools.admits(m_operation, before)
                                          : VoidResult();
    // Another program may have changed the stream a moment ago: the registry itself is asked.
    const Writing isUnchanged = [before, refusal](RegistryDatabase &database) -> VoidResult {
        if (!refusal)
            return refusal;
        const auto stored = FleetRepository(database).stream(before.id);
        if (!stored)
            return tl::unexpected(stored.error());
        if (!*stored || (*stored)->revision != before.revision)
            return fail(ErrorCategory::Conflict,
                        Texts::tr("Somebody else changed the stream since the search. Search again."));
        return {};
    };
    return {{}, isUnchanged};
}

/// Writes down what each target has of the stream now, before anything is changed there. A stream of the
/// same name that is not ours is left alone.
QCoro::Task<bool> TransferRun::lookAtTargets(Stream after)
{
    std::vector<ServerId> servers{after.mainServer};
    if (after.additionalServer)
        servers.push_back(*after.additionalServer);
    const ServerId member = plan().fromAdditional;
    std::vector<TransferTarget> targets;
    for (const ServerId &server : servers) {
        const auto reading = readingOf(server, after.remoteName);
        const auto read = co_await m_scope.call<RemoteStream>(reading);
        if (m_scope.isClosed())
            co_return false;
        const bool isAbsent = !read && read.error().httpStatus == 404;
        const bool isHolder = read && m_tools.fleet.isHolderCopy(server, after.remoteName);
        if (!isAbsent && !isHolder && !(read && server == member)) {
            m_operation.message = read ? Texts::tr("%1 already has a stream named %2. Nothing was changed.")
                                             .arg(nameOf(server), after.remoteName)
                                       : read.error().message + u' ' + Texts::tr("Nothing was changed.");
            co_await finish(OperationState::Failed);
            co_return false;
        }
        targets.push_back({server, isAbsent   ? TargetBefore::Absent
                                   : isHolder ? TargetBefore::Holder
                                              : TargetBefore::Member});
    }
    plan().targets = targets;
    const Step looked{Texts::tr("looked at %n target(s)", nullptr, int(targets.size())), {}, false, {}};
    const auto written = co_await journal(looked);
    co_return written.has_value();
}

/// For a camera that takes one session: it cannot be shown by two servers at once.
QCoro::Task<bool> TransferRun::stopSource()
{
    const Step warned{Texts::tr("the camera takes one session: the old server stops first, and picture and "
                                "recording are interrupted"),
                      {},
                      false,
                      {}};
    if (const auto written = co_await journal(warned); !written)
        co_return false;
    const ServerId source = plan().from;
    const Held held = co_await hold(source);
    if (m_scope.isClosed())
        co_return false;
    if (held == Held::Yes) {
        m_isSourceHeld = true;
        co_return true;
    }
    const Error silent{ErrorCategory::Network,
                       Texts::tr("%1 could not be asked to stop, and the camera takes one session only.")
                           .arg(nameOf(source)),
                       {},
                       0};
    co_await goBack(silent);
    co_return false;
}

QCoro::Task<bool> TransferRun::configure(Stream after, Turn turn)
{
    for (const TransferTarget &target : plan().targets) {
        const ServerId server = target.server;
        const bool staysReserve = target.before == TargetBefore::Member && server != after.mainServer;
        if (staysReserve != (turn == Turn::AfterPicture))
            continue;
        const StreamWrite write = writeOf(m_operation, after, server, m_tools.fleet, m_tools.unseal);
        const bool isTold = co_await tellNotTaken(server, write);
        if (!isTold)
            co_return false;
        const Request request = [this, server, write](ServerGateway::Done<void> done) {
            m_tools.servers.write(server, write, &m_context, std::move(done));
        };
        const bool wasThere = target.before != TargetBefore::Absent;
        const Check isThere = [write, wasThere](const Result<RemoteStream> &read) -> std::optional<bool> {
            // No reading tells which nodes it was given; and what the servers' own call has made a holder
            // looks as it did before.
            if (read && wasThere)
                return std::nullopt;
            if (read)
                return isShown(write, *read);
            return read.error().httpStatus == 404 ? std::optional(false) : std::nullopt;
        };
        const QString name = after.remoteName;
        const Outcome outcome = co_await ask(server, name, request, isThere);
        if (m_scope.isClosed())
            co_return false;
        if (outcome.answer != Answer::Accepted) {
            co_await goBack(outcome.error);
            co_return false;
        }
    }
    co_return true;
}

/// Until the new main server shows picture with a bitrate; the source captures all the while.
QCoro::Task<bool> TransferRun::untilPicture()
{
    const ServerId server = plan().to;
    const QString name = plan().newName;
    const qint64 askedAtMs = nowMs();
    m_operation.phase = OperationPhase::Asked;
    const Step waiting{Texts::tr("waiting for picture on %1").arg(nameOf(server)), {}, false, {}};
    if (const auto written = co_await journal(waiting); !written)
        co_return false;
    for (const auto delay : m_tools.pace.pictureDelays) {
        m_tools.servers.pollNow(server);
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept || m_isCancelled)
            co_return false;
        noteSource();
        const std::optional<ObservedStream> seen = lastSeen(server, name, askedAtMs);
        // A server that counts bytes knows a rate only from its second poll on.
        if (!seen || seen->status != StreamStatus::Active || seen->bitrateInBps <= 0)
            continue;
        m_pictureAtMs = nowMs();
        // A start that the server tells may be more exact than the poll; one before this transfer is none.
        if (seen->sourceStartMs >= m_operation.startedAtMs)
            m_pictureAtMs = std::min(m_pictureAtMs, seen->sourceStartMs + clockErrorMs);
        co_return true;
    }
    co_return false;
}

/// Whether it captured until the target did decides what is said of the gap.
QCoro::Task<void> TransferRun::lookAtSource()
{
    const ServerId source = plan().from;
    if (m_isSourceHeld || m_pictureAtMs == 0)
        co_return;
    for (const auto delay : m_tools.pace.sourceDelays) {
        m_tools.servers.pollNow(source);
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            co_return;
        noteSource();
        const SnapshotPtr last = m_tools.servers.lastSnapshot(source);
        if (last && last->polledAtMs >= m_pictureAtMs)
            co_return;
    }
}

QCoro::Task<bool> TransferRun::switchRegistry(Stream after)
{
    after.lastTransferAt = m_tools.clock.nowUtc();
    // Kept for the sentence at the end, which may be another process' to say.
    plan().pictureAtMs = m_pictureAtMs;
    plan().sourceCapturedAtMs = m_sourceCapturedMs;
    // Only its own: of the others, what is in memory may be older than the registry.
    const std::vector<HolderCopy> copies = leftCopies(after);
    const Writing writeCopies = [copies, after](RegistryDatabase &database) -> VoidResult {
        ArchiveRepository archive(database);
        for (const ServerId &server : {after.mainServer, after.additionalServer.value_or(ServerId())}) {
            if (auto removed = archive.removeCopy(server, after.remoteName); !removed)
                return removed;
        }
        return archive.saveCopies(copies);
    };
    const Step step{Texts::tr("the registry names the new servers"), after, false, writeCopies};
    const auto written = co_await journal(step);
    if (written) {
        m_tools.fleet.setHolderCopies(copiesAfter(after, copies));
        co_return true;
    }
    if (!m_scope.isClosed())
        co_await goBack(written.error());
    co_return false;
}

QCoro::Task<void> TransferRun::goBack(Error reason)
{
    if (m_operation.phase != OperationPhase::Undoing) {
        m_operation.phase = OperationPhase::Undoing;
        const Step step{reason.message, {}, false, {}};
        if (const auto written = co_await journal(step); !written)
            co_return;
    }
    const Stream *now = m_tools.fleet.stream(m_operation.stream);
    const QString name = plan().newName;
    QStringList failures;
    std::vector<HolderCopy> leftovers;
    for (const TransferTarget &target : plan().targets) {
        const ServerId server = target.server;
        const bool isMember = target.before == TargetBefore::Member && now;
        const bool isHolder = target.before == TargetBefore::Holder;
        const StreamWrite write =
            isMember ? writeOf(m_operation, *now, server, m_tools.fleet, m_tools.unseal) : StreamWrite();
        const Request request = [this, server, name, isMember, isHolder,
                                 write](ServerGateway::Done<void> done) {
            if (isMember)
                m_tools.servers.write(server, write, &m_context, std::move(done));
            else if (isHolder)
                m_tools.servers.hold(server, name, &m_context, std::move(done));
            else
                m_tools.servers.remove(server, name, false, &m_context, std::move(done));
        };
        const Check isBack = [isMember, isHolder](const Result<RemoteStream> &read) -> std::optional<bool> {
            if (read)
                // Of a member no reading tells which nodes it was given: it is written until that is
                // accepted.
                return isMember ? std::nullopt : std::optional(isHolder && !read->isEnabled);
            return read.error().httpStatus == 404 ? std::optional(!isMember) : std::nullopt;
        };
        const Precondition mayGo = [this, server, isMember]() -> QCoro::Task<bool> {
            return isMember ? always() : mayBeTakenBack(server);
        };
        const Outcome outcome = co_await ask(server, name, request, isBack, mayGo);
        if (m_scope.isClosed())
            co_return;
        const bool isGone = !isMember && outcome.answer == Answer::Refused && outcome.error.httpStatus == 404;
        if (outcome.answer == Answer::Accepted || isGone)
            continue;
        failures.append(nameOf(server));
        if (target.before == TargetBefore::Absent)
            leftovers.push_back({server, name, m_operation.stream, 0});
    }
    const bool isRestored = !breaksFirst() || co_await restoreSource();
    if (m_scope.isClosed())
        co_return;
    m_operation.message =
        reason.message + u' ' +
        (isRestored ? Texts::tr("The stream stays where it was.")
                    : Texts::tr("The stream stays where it was, but %1 could not be asked to "
                                "capture it again: enable it there when it answers.")
                          .arg(nameOf(plan().from)));
    if (!failures.isEmpty())
        m_operation.message +=
            u' ' + Texts::tr("What was prepared on %1 is taken back as soon as it answers.")
                       .arg(failures.join(u", "_s));
    if (!leftovers.empty()) {
        const Writing save = [leftovers](RegistryDatabase &database) {
            return ArchiveRepository(database).saveCopies(leftovers);
        };
        const Step kept{Texts::tr("to be taken back: %1").arg(failures.join(u", "_s)), {}, false, save};
        if (const auto written = co_await journal(kept); written) {
            std::vector<HolderCopy> copies = m_tools.fleet.holderCopies();
            copies.insert(copies.end(), leftovers.begin(), leftovers.end());
            m_tools.fleet.setHolderCopies(std::move(copies));
        }
    }
    co_await finish(OperationState::Failed);
}

QCoro::Task<bool> TransferRun::always()
{
    co_return true;
}

/// A source that has died meanwhile captures nothing: what was prepared may be all there is, and stays until
/// the keeper of copies sees the source again.
QCoro::Task<bool> TransferRun::mayBeTakenBack(ServerId target)
{
    const Stream *stream = m_tools.fleet.stream(m_operation.stream);
    if (!stream || !stream->isEnabled || breaksFirst())
        co_return true;
    const qint64 sinceMs = nowMs();
    const ServerId source = plan().from;
    const QString name = stream->remoteName;
    m_tools.servers.pollNow(target);
    const bool isSourceSeen = co_await untilCaptured(source, name);
    if (isSourceSeen || m_scope.isClosed())
        co_return true;
    const SnapshotPtr last = m_tools.servers.lastSnapshot(target);
    co_return last && last->polledAtMs >= sinceMs && !isCapturedBy(target, plan().newName, sinceMs);
}

/// After a break that came first. Only what the break changed is written.
QCoro::Task<bool> TransferRun::restoreSource()
{
    const Stream *stream = m_tools.fleet.stream(m_operation.stream);
    if (!stream || !stream->isEnabled)
        co_return true;
    const ServerId source = plan().from;
    StreamWrite write = writeOf(m_operation, *stream, source, m_tools.fleet, m_tools.unseal);
    write.changed = StreamSettingFlags(StreamSetting::Enabled) | StreamSetting::Address;
    // A holder does not record; whether a stream did of which nothing is known, nobody can tell.
    write.changed.setFlag(StreamSetting::Recording, stream->recording == Tristate::Yes);
    write.mayCreate = false;
    const Request request = [this, source, write](ServerGateway::Done<void> done) {
        m_tools.servers.write(source, write, &m_context, std::move(done));
    };
    const Check isBack = [write](const Result<RemoteStream> &read) -> std::optional<bool> {
        return read ? std::optional(isShown(write, *read)) : std::nullopt;
    };
    const QString name = stream->remoteName;
    const Outcome outcome = co_await ask(source, name, request, isBack);
    co_return outcome.answer == Answer::Accepted;
}

// ---- reading the journal's entry

TransferPayload &TransferRun::plan()
{
    return *m_operation.payload.transfer;
}

const TransferPayload &TransferRun::plan() const
{
    return *m_operation.payload.transfer;
}

bool TransferRun::hasSwitched(const Stream &stream) const
{
    return stream.mainServer == plan().to && stream.remoteName == plan().newName;
}

Stream TransferRun::streamAfter(const Stream &stream) const
{
    Stream after = stream;
    after.mainServer = plan().to;
    const ServerId additional = plan().toAdditional;
    after.additionalServer = additional.isNull() ? std::nullopt : std::optional(additional);
    after.remoteName = plan().newName;
    return after;
}

std::vector<HolderCopy> TransferRun::copiesAfter(const Stream &after,
                                                 const std::vector<HolderCopy> &left) const
{
    std::vector<HolderCopy> copies = m_tools.fleet.holderCopies();
    const auto isReplaced = [&](const HolderCopy &copy) {
        const bool isTarget = copy.server == after.mainServer || copy.server == after.additionalServer;
        const bool isLeft = std::ranges::any_of(left, [&](const HolderCopy &other) {
            return other.server == copy.server && other.remoteName == copy.remoteName;
        });
        return isLeft || (isTarget && copy.remoteName == after.remoteName);
    };
    std::erase_if(copies, isReplaced);
    copies.insert(copies.end(), left.begin(), left.end());
    return copies;
}

std::vector<HolderCopy> TransferRun::leftCopies(const Stream &after) const
{
    std::vector<HolderCopy> copies;
    const Camera *camera = m_tools.fleet.camera(after.camera);
    const int days = std::max({1, m_keptDays, camera ? camera->archiveDays : 1});
    const qint64 depthMs = after.recording == Tristate::No ? 0 : dayMs * days;
    for (const ServerId &server : leftServers())
        copies.push_back({server, m_operation.payload.name, after.id, nowMs() + depthMs});
    return copies;
}

/// Servers that had the stream and are no targets.
std::vector<ServerId> TransferRun::leftServers() const
{
    std::vector<ServerId> left;
    for (const ServerId &server : {plan().from, plan().fromAdditional}) {
        const bool isTarget = server == plan().to || server == plan().toAdditional;
        if (!server.isNull() && !isTarget)
            left.push_back(server);
    }
    return left;
}

bool TransferRun::isCapturedBy(const ServerId &server, const QString &name, qint64 sinceMs) const
{
    const std::optional<ObservedStream> seen = lastSeen(server, name, sinceMs);
    return seen && seen->status == StreamStatus::Active;
}

const MediaServer *TransferRun::settingsOfServer(const ServerId &server) const
{
    return m_tools.fleet.mediaServer(server);
}

/// Keeps when the source was last seen capturing; nothing after it was asked to stop counts.
void TransferRun::noteSource()
{
    const ServerId source = plan().from;
    const SnapshotPtr last = m_tools.servers.lastSnapshot(source);
    if (!m_isSourceHeld && last && isCapturedBy(source, m_operation.payload.name, 0))
        m_sourceCapturedMs = last->polledAtMs;
}

} // namespace streamkeeper
