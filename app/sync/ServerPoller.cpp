#include "app/sync/ServerPoller.h"

#include "models/domain/ServerMakes.h"

#include <QDateTime>
#include <QHashSeed>
#include <QRandomGenerator>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto maxBackOff = 60s;

/// More than servers are known to carry: freeing all their texts would be noticed.
constexpr std::size_t largeSnapshot = 10'000;

void dropSnapshot(const ServerSnapshot *snapshot)
{
    // The last to hold it is mostly the thread that draws.
    QThreadPool *threads = snapshot->streams.size() > largeSnapshot ? QThreadPool::globalInstance() : nullptr;
    if (threads)
        threads->start([snapshot] { delete snapshot; });
    else
        delete snapshot;
}

SnapshotPtr shared(ServerSnapshot &&snapshot)
{
    size_t fingerprint = QHashSeed::globalSeed();
    for (const ObservedStream &stream : snapshot.streams)
        fingerprint = qHash(stream.remoteName, fingerprint);
    snapshot.namesFingerprint = std::max<size_t>(1, fingerprint);
    return {new ServerSnapshot(std::move(snapshot)), dropSnapshot};
}

} // namespace

ServerPoller::ServerPoller(std::unique_ptr<MediaServerClient> client, std::chrono::milliseconds interval,
                           QObject *parent, PollPace pace)
    : QObject(parent)
    , m_client(std::move(client))
    , m_interval(interval)
    , m_pace(pace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { poll(); });
    m_sweepTimer.setInterval(m_pace.sweep);
    connect(&m_sweepTimer, &QTimer::timeout, this, [this] { sweep(); });
}

ServerPoller::~ServerPoller()
{
    m_timer.stop();
    m_sweepTimer.stop();
    // Every coroutine of this server ends here, while the members it uses are still alive.
    m_client->channel().close();
}

void ServerPoller::start(std::chrono::milliseconds delay)
{
    if (m_isQuiet)
        return;
    m_timer.start(delay);
    if (!capabilitiesOf(m_client->server().type).testFlag(Capability::AddressInPoll))
        m_sweepTimer.start();
}

void ServerPoller::pollNow()
{
    if (m_isPolling)
        m_isAskedAgain = true;
    else
        m_timer.start(0ms);
}

void ServerPoller::setQuiet(bool isQuiet)
{
    const bool wasQuiet = std::exchange(m_isQuiet, isQuiet);
    if (wasQuiet && !isQuiet && !m_isPolling)
        start(m_interval);
}

void ServerPoller::setInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    if (m_timer.isActive() && m_timer.remainingTimeAsDuration() > interval)
        m_timer.start(interval);
}

std::chrono::milliseconds ServerPoller::backOff(std::chrono::milliseconds interval, int failures)
{
    const auto pause = interval * (1 << std::clamp(failures - 1, 0, 10));
    return std::max(interval, std::min<std::chrono::milliseconds>(pause, maxBackOff));
}

QCoro::Task<void> ServerPoller::poll()
{
    m_isPolling = true;
    auto snapshot = co_await m_client->poll({});
    m_isPolling = false;
    if (!snapshot && snapshot.error().category == ErrorCategory::Cancelled)
        co_return;
    const bool hasSucceeded = snapshot.has_value();
    m_failures = hasSucceeded ? 0 : m_failures + 1;
    m_successes += hasSucceeded ? 1 : 0;
    scheduleNext(hasSucceeded);
    if (hasSucceeded) {
        Q_EMIT snapshotReady(shared(std::move(*snapshot)));
    } else {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const qint64 next = m_timer.isActive() ? now + m_timer.remainingTime() : 0;
        Q_EMIT pollFailed(
            PollFailure{m_client->server().id, now, next, m_failures, std::move(snapshot.error())});
    }
}

void ServerPoller::scheduleNext(bool hasSucceeded)
{
    if (m_isQuiet) {
        if (std::exchange(m_isAskedAgain, false))
            m_timer.start(0ms);
        return;
    }
    auto pause = hasSucceeded ? m_interval : backOff(m_interval, m_failures);
    const bool wantsSecondSample =
        m_successes == 1 && capabilitiesOf(m_client->server().type).testFlag(Capability::CountersNotRates);
    if (hasSucceeded && wantsSecondSample)
        pause = std::min<std::chrono::milliseconds>(pause, m_pace.secondSample);
    // A tenth of jitter: 200 servers that were added together shall not be asked together for ever.
    const int jitter = int(pause.count() / 10);
    if (hasSucceeded && !wantsSecondSample && jitter > 0)
        pause += std::chrono::milliseconds(QRandomGenerator::global()->bounded(-jitter, jitter));
    m_timer.start(std::exchange(m_isAskedAgain, false) ? 0ms : pause);
}

QCoro::Task<void> ServerPoller::sweep()
{
    if (m_isSweeping || m_failures > 0)
        co_return;
    const QString name = m_client->nextToSweep();
    if (name.isEmpty())
        co_return;
    m_isSweeping = true;
    // The result is kept by the client and joined into the next poll; a failure is tried again later.
    [[maybe_unused]] const auto read = co_await m_client->readStream(name, {});
    m_isSweeping = false;
}

} // namespace streamkeeper
