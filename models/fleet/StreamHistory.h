#pragma once

#include "models/domain/ServerSnapshot.h"

#include <array>
#include <vector>

namespace streamkeeper {

/// A change for the worse or the better, for "last events" of the detail panel.
struct StreamEvent
{
    qint64 atMs = 0; ///< UTC of the poll that showed it
    StreamStatus status = StreamStatus::Inactive;
    bool isOff = false;
    QString note; ///< the server's word, if it had one
};

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

    /// Keeps the latest few.
    void addEvent(StreamEvent event);
    [[nodiscard]] const std::vector<StreamEvent> &events() const { return m_events; }

private:
    std::vector<Sample> m_ring;
    int m_next = 0;
    std::vector<StreamEvent> m_events;
};

} // namespace streamkeeper
