#include "app/servers/PolledServers.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(PolledServers)
};

template <typename T>
QCoro::Task<Result<T>> notConnected()
{
    co_return fail(ErrorCategory::Network,
                   Texts::tr("The media server is not connected: it is not in the registry, or its token "
                             "cannot be unsealed."));
}

} // namespace

template <typename T>
void PolledServers::run(const ServerId &server, QObject *context,
                        std::function<QCoro::Task<Result<T>>(MediaServerClient &)> work, Done<T> done)
{
    m_network.run<Result<T>>(
        context,
        [server, work = std::move(work)](Poller &poller) {
            MediaServerClient *client = poller.client(server);
            return client ? work(*client) : notConnected<T>();
        },
        std::move(done));
}

void PolledServers::write(const ServerId &server, const StreamWrite &write, QObject *context, Done<void> done)
{
    run<void>(
        server, context, [write](MediaServerClient &client) { return client.writeStream(write, {}); },
        std::move(done));
}

void PolledServers::restart(const ServerId &server, const QString &remoteName, QObject *context,
                            Done<void> done)
{
    run<void>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.restartStream(remoteName, {}); },
        std::move(done));
}

void PolledServers::remove(const ServerId &server, const QString &remoteName, bool eraseRecordings,
                           QObject *context, Done<void> done)
{
    run<void>(
        server, context,
        [remoteName, eraseRecordings](MediaServerClient &client) {
            return client.removeStream(remoteName, eraseRecordings, {});
        },
        std::move(done));
}

void PolledServers::read(const ServerId &server, const QString &remoteName, QObject *context,
                         Done<RemoteStream> done)
{
    run<RemoteStream>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.readStream(remoteName, {}); },
        std::move(done));
}

void PolledServers::readTakenSettings(const ServerId &server, QObject *context, Done<QStringList> done)
{
    run<QStringList>(
        server, context, [](MediaServerClient &client) { return client.takenSettings({}); }, std::move(done));
}

void PolledServers::transfer(const ServerId &server, const QString &remoteName, const NodeTransfer &nodes,
                             QObject *context, Done<void> done)
{
    run<void>(
        server, context,
        [remoteName, nodes](MediaServerClient &client) {
            return client.transferStream(remoteName, nodes, {});
        },
        std::move(done));
}

void PolledServers::hold(const ServerId &server, const QString &remoteName, QObject *context, Done<void> done)
{
    run<void>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.holdStream(remoteName, {}); },
        std::move(done));
}

void PolledServers::reloadIndex(const ServerId &server, const QString &remoteName, QObject *context,
                                Done<void> done)
{
    run<void>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.reloadIndex(remoteName, {}); },
        std::move(done));
}

void PolledServers::readPeriods(const ServerId &server, const QString &remoteName, QObject *context,
                                Done<std::vector<RecordedPeriod>> done)
{
    run<std::vector<RecordedPeriod>>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.readPeriods(remoteName, {}); },
        std::move(done));
}

void PolledServers::archiveUrls(const ServerId &server, const QString &remoteName, const RecordedPart &part,
                                bool isPrivate, QObject *context, Done<ArchiveUrls> done)
{
    run<ArchiveUrls>(
        server, context,
        [remoteName, part, isPrivate](MediaServerClient &client) {
            return client.archiveUrls(remoteName, part, isPrivate, {});
        },
        std::move(done));
}

void PolledServers::liveUrls(const ServerId &server, const QString &remoteName, bool isPrivate,
                             QObject *context, Done<LiveUrls> done)
{
    run<LiveUrls>(
        server, context,
        [remoteName, isPrivate](MediaServerClient &client) {
            return client.liveUrls(remoteName, isPrivate, {});
        },
        std::move(done));
}

void PolledServers::readShareAbilities(const ServerId &server, const QString &remoteName, QObject *context,
                                       Done<ShareAbilities> done)
{
    run<ShareAbilities>(
        server, context,
        [remoteName](MediaServerClient &client) { return client.readShareAbilities(remoteName, {}); },
        std::move(done));
}

void PolledServers::makeLink(const ServerId &server, const LinkOrder &order, QObject *context,
                             Done<MadeLink> done)
{
    run<MadeLink>(
        server, context, [order](MediaServerClient &client) { return client.makeLink(order, {}); },
        std::move(done));
}

void PolledServers::endSessions(const ServerId &server, const QString &remoteName, const SecretText &token,
                                QObject *context, Done<int> done)
{
    run<int>(
        server, context,
        [remoteName, token](MediaServerClient &client) { return client.endSessions(remoteName, token, {}); },
        std::move(done));
}

void PolledServers::refreshKeys(const ServerId &server, QObject *context, Done<void> done)
{
    run<void>(
        server, context, [](MediaServerClient &client) { return client.refreshKeys({}); }, std::move(done));
}

void PolledServers::pollNow(const ServerId &server)
{
    m_network.post([server](Poller &poller) { poller.pollNow(server); });
}

} // namespace streamkeeper
