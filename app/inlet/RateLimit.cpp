#include "app/inlet/RateLimit.h"

#include <algorithm>
#include <cmath>

namespace streamkeeper {

using std::chrono::milliseconds;

namespace {

constexpr double msPerSecond = 1'000;

} // namespace

RateLimit::RateLimit(Allowance each, Allowance all, qsizetype maxPeers)
    : m_each(each)
    , m_all(all)
    , m_maxPeers(maxPeers)
    , m_total{all.burst, milliseconds(0)}
{
}

void RateLimit::fill(Bucket &bucket, const Allowance &allowance, milliseconds now)
{
    const double seconds = double((now - bucket.filledAt).count()) / msPerSecond;
    bucket.tokens = std::min(allowance.burst, bucket.tokens + (seconds * allowance.perSecond));
    bucket.filledAt = now;
}

milliseconds RateLimit::waitOf(const Bucket &bucket, const Allowance &allowance)
{
    if (bucket.tokens >= 1)
        return milliseconds(0);
    return milliseconds(qint64(std::ceil((1 - bucket.tokens) * msPerSecond / allowance.perSecond)));
}

milliseconds RateLimit::take(const QHostAddress &peer, milliseconds now)
{
    if (!m_peers.contains(peer) && m_peers.size() >= m_maxPeers)
        forget(now);
    const auto known = m_peers.find(peer);
    Bucket &own = known != m_peers.end() ? *known : *m_peers.insert(peer, Bucket{m_each.burst, now});
    fill(own, m_each, now);
    fill(m_total, m_all, now);
    const milliseconds wait = std::max(waitOf(own, m_each), waitOf(m_total, m_all));
    if (wait > milliseconds(0))
        return wait;
    --own.tokens;
    --m_total.tokens;
    return wait;
}

void RateLimit::forget(milliseconds now)
{
    // Full buckets say nothing. If there is none, so many ask at once that the total is what counts.
    m_peers.removeIf([this, now](const auto &entry) {
        Bucket bucket = entry.value();
        fill(bucket, m_each, now);
        return bucket.tokens >= m_each.burst;
    });
    if (m_peers.size() >= m_maxPeers)
        m_peers.clear();
}

} // namespace streamkeeper
