#pragma once

#include "app/mediaserver/MediaServerClient.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace streamkeeper {

/// The fixed pauses of a ServerPoller; shorter in tests.
struct PollPace
{
    std::chrono::milliseconds sweep{1'000}; ///< between readings of single addresses
    /// A counter server has no rates in its first poll: the second one follows soon.
    std::chrono::milliseconds secondSample{2'000};
};

/// Polls one server at its own pace: the next poll starts an interval after the last one ended, so a
/// slow server is never asked twice at a time; a failing one is asked ever more rarely, up to a
/// minute. Also re-reads the address of one stream per second where polls do not tell addresses.
/// Lives on the network thread. Destroying it cancels what is under way.
class ServerPoller : public QObject
{
    Q_OBJECT

public:
    ServerPoller(std::unique_ptr<MediaServerClient> client, std::chrono::milliseconds interval,
                 QObject *parent = nullptr, PollPace pace = {});
    ~ServerPoller() override;

    [[nodiscard]] MediaServerClient &client() { return *m_client; }
    void start(std::chrono::milliseconds delay);
    /// Without delay; if a poll is under way, another one follows it.
    void pollNow();
    void setInterval(std::chrono::milliseconds interval);
    /// A quiet one polls only when pollNow() says so; one that is quiet no more goes on at its pace.
    void setQuiet(bool isQuiet);

    /// Pause after the n-th failure in a row.
    [[nodiscard]] static std::chrono::milliseconds backOff(std::chrono::milliseconds interval, int failures);

Q_SIGNALS:
    void snapshotReady(const streamkeeper::SnapshotPtr &snapshot);
    void pollFailed(const streamkeeper::PollFailure &failure);

private:
    QCoro::Task<void> poll();
    QCoro::Task<void> sweep();
    void scheduleNext(bool hasSucceeded);

    std::unique_ptr<MediaServerClient> m_client;
    std::chrono::milliseconds m_interval;
    PollPace m_pace;
    QTimer m_timer;
    QTimer m_sweepTimer;
    int m_failures = 0;
    int m_successes = 0;
    bool m_isPolling = false;
    bool m_isSweeping = false;
    bool m_isAskedAgain = false;
    bool m_isQuiet = false;
};

} // namespace streamkeeper
