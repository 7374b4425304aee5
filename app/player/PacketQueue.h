#pragma once

#include "app/player/FfmpegPointers.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>

namespace streamkeeper {

/// Packets on their way from the reading thread to the decoding thread of one session.
///
/// Live streams must not queue up: when the decoder falls behind by maxLag, everything waiting is
/// dropped and the decoder is told to go on at the next key frame. Where the source can wait
/// (segments of HLS), the reader waits instead. Thread-safe for one reader and one decoder.
class PacketQueue
{
public:
    using Clock = std::chrono::steady_clock;
    enum class Overflow { DropAndResync, WaitForRoom };

    struct Item
    {
        PacketPtr packet;
        Clock::time_point readAt;
        bool isAfterDrop = false; ///< packets before this one were dropped
    };
    enum class PopStatus { Packet, TimedOut, Closed };

    explicit PacketQueue(Overflow overflow)
        : m_overflow(overflow)
    {
    }

    /// False when the queue was closed or `stop` was requested while waiting for room.
    bool push(PacketPtr packet, const std::stop_token &stop);
    [[nodiscard]] PopStatus pop(Item &item, Clock::time_point until, const std::stop_token &stop);
    /// No more packets will come; what waits can still be taken.
    void close();

private:
    static constexpr std::chrono::milliseconds maxLag{1500};
    static constexpr size_t maxWaitingPackets = 600; ///< WaitForRoom: 10 s of video and audio

    const Overflow m_overflow;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Item> m_items;
    bool m_isClosed = false;
    bool m_markNext = false;
};

} // namespace streamkeeper
