#pragma once

#include "models/domain/History.h"
#include "models/domain/ServerSnapshot.h"

#include <array>
#include <vector>

namespace streamkeeper {

/// The last hour of one stream for the charts of the detail panel: one sample per half minute, in a
/// ring that grows on first use (about 1.5 kB a stream, so 100,000 streams fit).
class StreamHistory
{
public:
    static constexpr int capacity = 120;
    static constexpr qint64 stepMs = 30'000;

    /// Unknown is -1, as in ObservedStream.
    struct Sample
    {
        qint64 atMs = 0; ///< UTC of the poll
        qint32 inKbps = -1;
        qint32 outKbps = -1;
        qint32 clients = -1;
    };

    /// Polls within one step replace each other: the last one stands for the step.
    void add(qint64 polledAtMs, const ObservedStream &observed);
    /// Oldest first.
    [[nodiscard]] std::vector<Sample> samples() const;
    [[nodiscard]] bool isEmpty() const { return m_ring.empty(); }
    /// What the samples of the quarter of an hour that begins at `atMs` come to.
    [[nodiscard]] StreamQuarter quarter(qint64 atMs) const;

private:
    std::vector<Sample> m_ring;
    int m_next = 0;
};

} // namespace streamkeeper
