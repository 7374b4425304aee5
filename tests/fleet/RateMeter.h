#pragma once

#include <QtGlobal>

#include <deque>

namespace streamkeeper::fleet {

/// Bits per second over the last two seconds: long enough to hold a key frame, short enough to show a loss
/// soon. Not thread-safe; its owner locks.
class RateMeter
{
public:
    void add(qint64 bytes, qint64 nowMs);
    [[nodiscard]] qint64 bitsPerSecond(qint64 nowMs) const;
    /// All bytes since construction or clear().
    [[nodiscard]] qint64 totalBytes() const { return m_totalBytes; }
    void clear();

private:
    static constexpr qint64 WindowMs = 2000;
    static constexpr qint64 BucketMs = 100;
    struct Bucket
    {
        qint64 startMs;
        qint64 bytes;
    };
    std::deque<Bucket> m_buckets;
    qint64 m_totalBytes = 0;
};

} // namespace streamkeeper::fleet
