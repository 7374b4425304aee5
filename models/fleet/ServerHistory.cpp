#include "models/fleet/ServerHistory.h"

#include "models/domain/Units.h"

namespace streamkeeper {

namespace {

qint32 toKbps(const std::optional<qint64> &bps)
{
    return bps && *bps >= 0 ? qint32(kbpsFromBps(*bps)) : -1;
}

} // namespace

void ServerHistory::noteState(bool isAnswering, qint64 atMs)
{
    if (m_sinceMs == 0 || isAnswering != m_isAnswering)
        m_sinceMs = atMs;
    m_isAnswering = isAnswering;
}

void ServerHistory::addFailure(qint64 failedAtMs)
{
    noteState(false, failedAtMs);
}

void ServerHistory::add(const ServerSnapshot &snapshot)
{
    noteState(true, snapshot.polledAtMs);
    const ServerLoad &load = snapshot.load;
    const Sample sample{snapshot.polledAtMs, load.cpuPercent.value_or(-1), toKbps(load.trafficInBps),
                        toKbps(load.trafficOutBps), load.clients.value_or(-1)};
    if (!m_samples.empty() && m_samples.back().atMs / stepMs == sample.atMs / stepMs) {
        m_samples.back() = sample;
        return;
    }
    // 120 small values: moving them up once in half a minute costs nothing.
    if (m_samples.size() == capacity)
        m_samples.erase(m_samples.begin());
    m_samples.push_back(sample);
}

} // namespace streamkeeper
