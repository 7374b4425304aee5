#pragma once

#include "app/sync/ServerPoller.h"

#include <QHash>

namespace streamkeeper {

/// All server pollers. Lives on the network thread and turns answers into snapshots, nothing else.
class Poller : public QObject
{
    Q_OBJECT

public:
    explicit Poller(HttpTransport &transport, QObject *parent = nullptr);
    ~Poller() override;

    /// Adds a server, or starts it anew with changed settings. `last` continues its counters.
    void setServer(const MediaServer &server, const SecretText &secret, const SnapshotPtr &last);
    void removeServer(const ServerId &id);
    void pollNow(const ServerId &id);
    void pollAllNow();
    void setInterval(std::chrono::milliseconds interval);
    /// Servers that are added from now on are polled only when pollNow() says so.
    void setQuiet(bool isQuiet);
    /// Cancels everything; no signal comes after it.
    void close();

    /// Null if the server is not polled.
    [[nodiscard]] MediaServerClient *client(const ServerId &id);

Q_SIGNALS:
    void snapshotReady(const streamkeeper::SnapshotPtr &snapshot);
    void pollFailed(const streamkeeper::PollFailure &failure);

private:
    HttpTransport &m_transport;
    QHash<ServerId, ServerPoller *> m_pollers;
    std::chrono::milliseconds m_interval{10'000};
    bool m_isQuiet = false;
};

} // namespace streamkeeper
