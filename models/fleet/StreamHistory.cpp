#include "models/fleet/StreamHistory.h"

#include "models/domain/Units.h"

namespace streamkeeper {

namespace {

qint32 toKbps(qint64 bps)
{
    return bps < 0 ? -1 : qint32(kbpsFromBps(bps));
}

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

} // namespace streamkeeper
