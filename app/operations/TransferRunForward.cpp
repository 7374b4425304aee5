#include "app/operations/TransferRun.h"
#include "models/registry/ArchiveRepository.h"

#include <QCoreApplication>

#include <algorithm>

// The part of TransferRun that comes after the registry has switched: it only goes forward.

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransferRun)
};

} // namespace

// What is awaited gets named arguments only: g++ 12 destroys converted temporaries of an awaited call twice.

QCoro::Task<void> TransferRun::goForward()
{
    const bool isMoved = co_await moveByServers();
    QStringList silent;
    QStringList notAsked;
    for (const ServerId &server : leftServers()) {
        if (isMoved) // the servers' own call has stopped it
            continue;
        const Held held = co_await hold(server);
        if (m_scope.isClosed())
            co_return;
        if (held != Held::Yes)
            (held == Held::Silent ? silent : notAsked).append(nameOf(server));
    }
    const QStringList unread = co_await writeIndex();
    if (m_scope.isClosed())
        co_return;
    const QStringList going = silent + notAsked;
    const bool isVerified = co_await verify(going);
    if (m_scope.isClosed())
        co_return;
    const ReadBack kept = co_await readBack();
    if (m_scope.isClosed())
        co_return;
    QStringList sentences = placeTexts(kept, silent, notAsked, isVerified);
    if (const QString gap = gapText(); kept.isComplete() && !gap.isEmpty())
        sentences.append(gap);
    if (!unread.isEmpty())
        sentences.append(
            Texts::tr("The recordings on %1 could not be read: update the archive indexes when it "
                      "answers.")
                .arg(unread.join(u", "_s)));
    m_operation.message = sentences.join(u' ');
    const bool isDone = isVerified && kept.isComplete();
    co_await finish(isDone ? OperationState::Confirmed : OperationState::Unconfirmed);
}

/// Where the stream is, unless all is as it should be: nobody is told that servers have it which have not
/// said so.
QStringList TransferRun::placeTexts(const ReadBack &kept, const QStringList &silent,
                                    const QStringList &notAsked, bool isVerified)
{
    QStringList sentences;
    if (!kept.missing.isEmpty())
        sentences.append(Texts::tr("The registry names the new servers, but %1 does not have the stream (any "
                                   "more). Re-create it there.")
                             .arg(kept.missing.join(u", "_s)));
    if (!kept.unknown.isEmpty())
        sentences.append(Texts::tr("The registry names the new servers, but %1 does not answer: whether it "
                                   "has the stream is not known. Look at the row again after the next polls.")
                             .arg(kept.unknown.join(u", "_s)));
    if (kept.isComplete() && !silent.isEmpty())
        sentences.append(Texts::tr("The stream is on its new servers."));
    if (!silent.isEmpty())
        sentences.append(Texts::tr("%1 could not be asked to stop capturing it: that is done as soon as it "
                                   "answers.")
                             .arg(silent.join(u", "_s)));
    if (!notAsked.isEmpty())
        sentences.append(Texts::tr("%1 was not asked to stop, because the new server is not seen capturing; "
                                   "it is as soon as that one does.")
                             .arg(notAsked.join(u", "_s)));
    if (sentences.isEmpty() && !isVerified)
        sentences.append(
            Texts::tr("The stream is on its new servers, but what was seen last is not as it should "
                      "be. Look at the row again after the next polls."));
    return sentences;
}

/// A server may have died since it took the stream, and have forgotten it.
QCoro::Task<TransferRun::ReadBack> TransferRun::readBack()
{
    ReadBack kept;
    const QString name = plan().newName;
    for (const TransferTarget &target : plan().targets) {
        const ServerId server = target.server;
        const auto read = co_await readKept(server, name);
        if (m_scope.isClosed())
            co_return kept;
        if (!read)
            (read.error().httpStatus == 404 ? kept.missing : kept.unknown).append(nameOf(server));
    }
    co_return kept;
}

/// Servers answer before they act: one that does not have it yet is read again.
QCoro::Task<Result<RemoteStream>> TransferRun::readKept(ServerId server, QString name)
{
    const auto reading = readingOf(server, name);
    auto read = co_await m_scope.call<RemoteStream>(reading);
    for (const auto delay : m_tools.pace.sourceDelays) {
        const bool isMissing = !read && read.error().httpStatus == 404;
        if (!isMissing || m_scope.isClosed())
            break;
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            break;
        read = co_await m_scope.call<RemoteStream>(reading);
    }
    co_return read;
}

/// The call that nodes of one make have for it: it stops the source, and tells the nodes who is who. A server
/// that has none, or refuses, is asked to stop in the plain way. True: the source does not capture any more.
QCoro::Task<bool> TransferRun::moveByServers()
{
    const ServerId source = plan().from;
    const QString name = m_operation.payload.name;
    NodeTransfer nodes;
    const auto nameNode = [this](const ServerId &server) {
        const MediaServer *settings = settingsOfServer(server);
        return settings && capabilitiesOf(settings->type).testFlag(Capability::NodeTransfer)
                   ? settings->nodeName
                   : QString();
    };
    nodes.currentMain = nameNode(source);
    nodes.targetMain = nameNode(plan().to);
    const bool isOneName = name == plan().newName;
    const bool hasNodes = !nodes.currentMain.isEmpty() && !nodes.targetMain.isEmpty();
    if (!isOneName || !hasNodes || breaksFirst())
        co_return false;
    for (const auto &[additional, names] : {std::pair(plan().fromAdditional, &nodes.currentAdditional),
                                            std::pair(plan().toAdditional, &nodes.targetAdditional)}) {
        if (additional.isNull())
            continue;
        if (nameNode(additional).isEmpty())
            co_return false;
        names->append(nameNode(additional));
    }
    const Request request = [this, source, name, nodes](ServerGateway::Done<void> done) {
        m_tools.servers.transfer(source, name, nodes, &m_context, std::move(done));
    };
    const Check cannotBeRead;
    const Precondition isCaptured = [this] { return targetCaptures(); };
    const Outcome outcome = co_await ask(source, name, request, cannotBeRead, isCaptured);
    if (m_scope.isClosed() || outcome.answer != Answer::Accepted)
        co_return false;
    // Accepted is not done: there is no answer that tells the end of it.
    const qint64 acceptedAtMs = nowMs();
    for (const auto delay : m_tools.pace.sourceDelays) {
        m_tools.servers.pollNow(source);
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            co_return false;
        const SnapshotPtr last = m_tools.servers.lastSnapshot(source);
        if (last && last->polledAtMs > acceptedAtMs && !isCapturedBy(source, name, acceptedAtMs))
            co_return true;
    }
    co_return false;
}

/// Whether the new main server is seen capturing, now: the source may be the only one that does if it is not,
/// and then it goes on until the keeper of copies sees otherwise. Time has passed since the picture was seen:
/// a source that did not answer at once, or the death of a program.
QCoro::Task<bool> TransferRun::targetCaptures()
{
    const Stream *stream = m_tools.fleet.stream(m_operation.stream);
    if (!stream || !stream->isEnabled || breaksFirst())
        co_return true;
    const ServerId target = plan().to;
    const QString name = plan().newName;
    const bool isSeen = co_await untilCaptured(target, name);
    co_return isSeen;
}

/// True: the server is seen capturing, by a poll that began after this.
QCoro::Task<bool> TransferRun::untilCaptured(ServerId server, QString name)
{
    const qint64 sinceMs = nowMs();
    for (const auto delay : m_tools.pace.sourceDelays) {
        m_tools.servers.pollNow(server);
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            co_return false;
        if (isCapturedBy(server, name, sinceMs))
            co_return true;
    }
    co_return false;
}

QCoro::Task<TransferRun::Held> TransferRun::hold(ServerId server)
{
    const QString name = m_operation.payload.name;
    const Request request = [this, server, name](ServerGateway::Done<void> done) {
        m_tools.servers.hold(server, name, &m_context, std::move(done));
    };
    const Check isHeld = [](const Result<RemoteStream> &read) -> std::optional<bool> {
        if (read)
            return !read->isEnabled;
        return read.error().httpStatus == 404 ? std::optional(true) : std::nullopt;
    };
    const Precondition isCaptured = [this] { return targetCaptures(); };
    const Outcome outcome = co_await ask(server, name, request, isHeld, isCaptured);
    const bool isGone = outcome.answer == Answer::Refused && outcome.error.httpStatus == 404;
    if (outcome.answer == Answer::Accepted || isGone)
        co_return Held::Yes;
    const bool isOurDoing =
        outcome.error.category == ErrorCategory::Conflict && outcome.error.httpStatus == 0;
    co_return isOurDoing ? Held::NotAsked : Held::Silent;
}

/// Which server holds which period: of those that are left, and the new one from now on. Only for a stream
/// that is recorded (domain.md 1.3). Returns the names of servers whose recordings could not be read.
QCoro::Task<QStringList> TransferRun::writeIndex()
{
    QStringList unread;
    const Stream *stream = m_tools.fleet.stream(m_operation.stream);
    if (!stream || stream->recording == Tristate::No)
        co_return unread;
    const QString oldName = m_operation.payload.name;
    const QString newName = plan().newName;
    std::vector<std::pair<ServerId, QString>> places;
    for (const ServerId &server : leftServers())
        places.emplace_back(server, oldName);
    for (const TransferTarget &target : plan().targets)
        places.emplace_back(target.server, newName);
    for (const auto &[place, name] : places) {
        const ServerId server = place;
        const auto periods = co_await periodsOn(server, name);
        if (m_scope.isClosed())
            co_return unread;
        if (!periods) {
            unread.append(nameOf(server));
            continue;
        }
        const Writing write = [id = m_operation.stream, server, held = *periods](RegistryDatabase &database) {
            return ArchiveRepository(database).replace(id, server, held);
        };
        const Step step{Texts::tr("the archive index has %n period(s) of %1", nullptr, int(periods->size()))
                            .arg(nameOf(server)),
                        {},
                        false,
                        write};
        if (const auto written = co_await journal(step); !written)
            unread.append(nameOf(server));
    }
    co_return unread;
}

/// What the polls after it show: the new main server captures, and nobody who should not. Who goes on
/// capturing is said anyway.
QCoro::Task<bool> TransferRun::verify(QStringList going)
{
    const Stream *stream = m_tools.fleet.stream(m_operation.stream);
    const bool isEnabled = stream && stream->isEnabled;
    const ServerId target = plan().to;
    const QString newName = plan().newName;
    const QString oldName = m_operation.payload.name;
    const qint64 sinceMs = nowMs();
    m_operation.phase = OperationPhase::Asking; // "asked" is the wait for picture
    const Step asked{Texts::tr("looking whether all is as it should be"), {}, false, {}};
    if (const auto written = co_await journal(asked); !written)
        co_return false;
    for (const auto delay : m_tools.pace.confirmDelays) {
        m_tools.servers.pollNow(target);
        for (const ServerId &server : leftServers())
            m_tools.servers.pollNow(server);
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            co_return false;
        bool isRight = !isEnabled || isCapturedBy(target, newName, sinceMs);
        for (const ServerId &server : leftServers()) {
            const SnapshotPtr seen = m_tools.servers.lastSnapshot(server);
            const bool isFresh = seen && seen->polledAtMs >= sinceMs;
            isRight = isRight && (going.contains(nameOf(server)) ||
                                  (isFresh && !isCapturedBy(server, oldName, sinceMs)));
        }
        if (isRight)
            co_return going.isEmpty();
        if (m_isCancelled)
            co_return false;
    }
    co_return false;
}

/// What is known of the time without a capture: a bound, no more exact than what was seen.
QString TransferRun::gapText() const
{
    const qint64 pictureAtMs = plan().pictureAtMs.value_or(0);
    const qint64 capturedMs = plan().sourceCapturedAtMs.value_or(0);
    if (pictureAtMs == 0)
        return {};
    if (capturedMs >= pictureAtMs)
        return Texts::tr("No gap: the old server still captured when the new one showed picture.");
    if (capturedMs == 0)
        return Texts::tr("How long nobody captured is not known: the old server was not seen capturing.");
    const qint64 gapMs = pictureAtMs - capturedMs;
    return Texts::tr("At most %n second(s) without a capture.", nullptr, int((gapMs + 999) / 1000));
}

} // namespace streamkeeper
