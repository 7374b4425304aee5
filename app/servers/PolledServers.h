#pragma once

#include "app/servers/NetworkThread.h"
#include "app/servers/ServerGateway.h"

#include <QHash>

namespace streamkeeper {

/// The registered media servers through the clients of the poller, on the network thread. Keeps the last poll
/// of each server. Lives on the session's thread.
class PolledServers : public ServerGateway
{
public:
    explicit PolledServers(NetworkThread &network)
        : m_network(network)
    {
    }

    void write(const ServerId &server, const StreamWrite &write, QObject *context, Done<void> done) override;
    void restart(const ServerId &server, const QString &remoteName, QObject *context,
                 Done<void> done) override;
    void remove(const ServerId &server, const QString &remoteName, bool eraseRecordings, QObject *context,
                Done<void> done) override;
    void read(const ServerId &server, const QString &remoteName, QObject *context,
              Done<RemoteStream> done) override;
    void readTakenSettings(const ServerId &server, QObject *context, Done<QStringList> done) override;
    void transfer(const ServerId &server, const QString &remoteName, const NodeTransfer &nodes,
                  QObject *context, Done<void> done) override;
    void hold(const ServerId &server, const QString &remoteName, QObject *context, Done<void> done) override;
    void reloadIndex(const ServerId &server, const QString &remoteName, QObject *context,
                     Done<void> done) override;
    void readPeriods(const ServerId &server, const QString &remoteName, QObject *context,
                     Done<std::vector<RecordedPeriod>> done) override;
    /// Where a recorded period can be had (MediaServerClient::archiveUrls).
    void archiveUrls(const ServerId &server, const QString &remoteName, const RecordedPart &part,
                     bool isPrivate, QObject *context, Done<ArchiveUrls> done);
    /// Where a stream can be watched now (MediaServerClient::liveUrls).
    void liveUrls(const ServerId &server, const QString &remoteName, bool isPrivate, QObject *context,
                  Done<LiveUrls> done);
    void readShareAbilities(const ServerId &server, const QString &remoteName, QObject *context,
                            Done<ShareAbilities> done);
    void makeLink(const ServerId &server, const LinkOrder &order, QObject *context, Done<MadeLink> done);
    void endSessions(const ServerId &server, const QString &remoteName, const SecretText &token,
                     QObject *context, Done<int> done);
    void refreshKeys(const ServerId &server, QObject *context, Done<void> done);
    void pollNow(const ServerId &server) override;
    [[nodiscard]] SnapshotPtr lastSnapshot(const ServerId &server) const override
    {
        return m_last.value(server);
    }

    void setLastSnapshot(const SnapshotPtr &snapshot) { m_last.insert(snapshot->server, snapshot); }
    void forget(const ServerId &server) { m_last.remove(server); }

private:
    /// Runs a call of the server's client there; a server that is not connected is an error.
    template <typename T>
    void run(const ServerId &server, QObject *context,
             std::function<QCoro::Task<Result<T>>(MediaServerClient &)> work, Done<T> done);

    NetworkThread &m_network;
    QHash<ServerId, SnapshotPtr> m_last;
};

} // namespace streamkeeper
