#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace streamkeeper::fleet {

/// The clock of one media server, which a fault may set wrong. Times are UTC milliseconds. Thread-safe: who
/// watches by RTSP is checked on threads of the library.
class ServerClock
{
public:
    void setSkew(std::chrono::seconds skew) { m_skewSeconds = skew.count(); }
    [[nodiscard]] qint64 nowUtcMs() const { return toServer(QDateTime::currentMSecsSinceEpoch()); }
    /// What this clock showed at a moment of the true time, and the other way round.
    [[nodiscard]] qint64 toServer(qint64 trueUtcMs) const { return trueUtcMs + m_skewSeconds * 1000; }
    [[nodiscard]] qint64 toTrue(qint64 serverUtcMs) const { return serverUtcMs - m_skewSeconds * 1000; }

private:
    std::atomic<qint64> m_skewSeconds = 0;
};

} // namespace streamkeeper::fleet
