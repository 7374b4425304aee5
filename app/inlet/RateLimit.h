#pragma once

#include <QHash>
#include <QHostAddress>

#include <chrono>

namespace streamkeeper {

/// How often something may be: so many at once, and then so many in a second.
struct Allowance
{
    double burst = 0;
    double perSecond = 0;
};

/// A token bucket for each peer and one for all of them. A value; the moment is given from outside, of any
/// clock that only goes forward.
class RateLimit
{
public:
    /// Of whom nothing is remembered any more has a full bucket: the total counts all the same.
    RateLimit(Allowance each, Allowance all, qsizetype maxPeers);

    /// Takes one. Zero: it may be; else after what time it might.
    [[nodiscard]] std::chrono::milliseconds take(const QHostAddress &peer, std::chrono::milliseconds now);

private:
    struct Bucket
    {
        double tokens = 0;
        std::chrono::milliseconds filledAt{0};
    };

    static void fill(Bucket &bucket, const Allowance &allowance, std::chrono::milliseconds now);
    [[nodiscard]] static std::chrono::milliseconds waitOf(const Bucket &bucket, const Allowance &allowance);
    void forget(std::chrono::milliseconds now);

    Allowance m_each;
    Allowance m_all;
    qsizetype m_maxPeers;
    QHash<QHostAddress, Bucket> m_peers;
    Bucket m_total;
};

} // namespace streamkeeper
