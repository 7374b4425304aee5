#include "models/fleet/ServerHistory.h"

#include "models/domain/Units.h"

#include <algorithm>
#include <limits>

namespace streamkeeper {

namespace {

qint32 toKbps(const std::optional<qint64> &bps)
{
    return bps && *bps >= 0 ? qint32(kbpsFromBps(*bps)) : -1;
}

qint32 toMb(qint64 bytes)
{
    constexpr qint64 bytesInMb = 1'000'000;
    return bytes < 0 ? -1 : qint32(std::min<qint64>(bytes / bytesInMb, std::numeric_limits<qint32>::max()));
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

void ServerHistory::add(const ServerSample &sample)
{
    noteState(true, sample.atMs);
    if (!m_samples.empty() && m_samples.back().atMs / stepMs == sample.atMs / stepMs) {
        m_samples.back() = sample;
        return;
    }
    // 120 small values: moving them up once in half a minute costs nothing.
    if (m_samples.size() == capacity)
        m_samples.erase(m_samples.begin());
    m_samples.push_back(sample);
}

ServerSample sampleOf(const ServerSnapshot &snapshot)
{
    const ServerLoad &load = snapshot.load;
    ServerSample sample(snapshot.polledAtMs);
    sample.set(ServerValue::CpuPercent, load.cpuPercent.value_or(-1));
    sample.set(ServerValue::MemoryMb, toMb(load.memoryBytes.value_or(-1)));
    sample.set(ServerValue::InKbps, toKbps(load.trafficInBps));
    sample.set(ServerValue::OutKbps, toKbps(load.trafficOutBps));
    sample.set(ServerValue::Clients, load.clients.value_or(-1));
    qint64 usedBytes = -1;
    qint64 totalBytes = -1;
    for (const ServerStorage &storage : load.storages) {
        if (storage.totalBytes <= 0 || storage.freeBytes < 0)
            continue;
        usedBytes = std::max<qint64>(usedBytes, 0) + storage.totalBytes - storage.freeBytes;
        totalBytes = std::max<qint64>(totalBytes, 0) + storage.totalBytes;
    }
    sample.set(ServerValue::DiskUsedMb, toMb(usedBytes));
    sample.set(ServerValue::DiskTotalMb, toMb(totalBytes));
    return sample;
}

} // namespace streamkeeper
