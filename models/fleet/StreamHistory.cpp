#include "models/fleet/StreamHistory.h"

#include "models/domain/Units.h"

#include <algorithm>

namespace streamkeeper {

namespace {

qint32 toKbps(qint64 bps)
{
    return bps < 0 ? -1 : qint32(kbpsFromBps(bps));
}

/// Of those that are known; -1 if none is.
class Mean
{
public:
    void add(qint32 value)
    {
        if (value < 0)
            return;
        m_sum += value;
        ++m_count;
    }
    [[nodiscard]] qint32 value() const { return m_count == 0 ? -1 : qint32(m_sum / m_count); }

private:
    qint64 m_sum = 0;
    int m_count = 0;
};

} // namespace

void StreamHistory::add(qint64 polledAtMs, const ObservedStream &observed)
{
    const Sample sample{polledAtMs, toKbps(observed.bitrateInBps), toKbps(observed.bitrateOutBps),
                        observed.clients};
    if (!m_ring.empty()) {
        const size_t lastIndex = size_t((m_next + int(m_ring.size()) - 1) % int(m_ring.size()));
        Sample &last = m_ring[lastIndex];
        if (last.atMs / stepMs == polledAtMs / stepMs) {
            last = sample;
            return;
        }
    }
    if (int(m_ring.size()) < capacity) {
        m_ring.push_back(sample);
        m_next = int(m_ring.size()) % capacity;
        if (int(m_ring.size()) < capacity)
            m_next = 0; // the ring starts to turn only when it is full
    } else {
        m_ring[size_t(m_next)] = sample;
        m_next = (m_next + 1) % capacity;
    }
}

std::vector<StreamHistory::Sample> StreamHistory::samples() const
{
    std::vector<Sample> ordered;
    ordered.reserve(m_ring.size());
    for (size_t i = 0; i < m_ring.size(); ++i)
        ordered.push_back(m_ring[(size_t(m_next) + i) % m_ring.size()]);
    return ordered;
}

StreamQuarter StreamHistory::quarter(qint64 atMs) const
{
    StreamQuarter quarter{atMs};
    Mean in;
    Mean out;
    for (const Sample &sample : m_ring) {
        if (sample.atMs < atMs || sample.atMs >= atMs + StreamQuarter::lengthMs)
            continue;
        in.add(sample.inKbps);
        out.add(sample.outKbps);
        quarter.clients = std::max(quarter.clients, sample.clients);
    }
    quarter.inKbps = in.value();
    quarter.outKbps = out.value();
    return quarter;
}

} // namespace streamkeeper
