#include "tests/fleet/RateMeter.h"

namespace streamkeeper::fleet {

void RateMeter::add(qint64 bytes, qint64 nowMs)
{
    m_totalBytes += bytes;
    if (m_buckets.empty() || nowMs - m_buckets.back().startMs >= BucketMs) {
        m_buckets.push_back({nowMs, 0});
    }
    m_buckets.back().bytes += bytes;
    while (nowMs - m_buckets.front().startMs > WindowMs) {
        m_buckets.pop_front();
    }
}

qint64 RateMeter::bitsPerSecond(qint64 nowMs) const
{
    qint64 bytes = 0;
    for (const Bucket &bucket : m_buckets) {
        if (nowMs - bucket.startMs <= WindowMs) {
            bytes += bucket.bytes;
        }
    }
    return bytes * 8 * 1000 / WindowMs;
}

void RateMeter::clear()
{
    m_buckets.clear();
    m_totalBytes = 0;
}

} // namespace streamkeeper::fleet
