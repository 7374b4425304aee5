#pragma once

#include "app/player/FfmpegPointers.h"

#include <QByteArray>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>

namespace streamkeeper {

/// What decoders need to know of a source, and which packets are of which track.
struct PacketTracks
{
    CodecParametersPtr video;
    CodecParametersPtr audio; ///< null: no sound
    int videoIndex = 0;       ///< AVPacket::stream_index
    QByteArray rotation;      ///< FFmpeg's display matrix; empty: as they come
};

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
        /// Set on the first packet of a new source: what it and the following are made of.
        std::shared_ptr<const PacketTracks> tracks;
    };
    /// How much may wait (WaitForRoom).
    struct Room
    {
        size_t packets = 600; ///< 10 s of video and audio
        qint64 bytes = 64 * 1024 * 1024;
    };
    enum class PopStatus { Packet, TimedOut, Closed };

    explicit PacketQueue(Overflow overflow)
        : m_overflow(overflow)
    {
    }
    explicit PacketQueue(Room room)
        : m_overflow(Overflow::WaitForRoom)
        , m_room(room)
    {
    }

    /// False when the queue was closed or `stop` was requested while waiting for room.
    bool push(PacketPtr packet, const std::stop_token &stop, std::shared_ptr<const PacketTracks> tracks = {});
    [[nodiscard]] PopStatus pop(Item &item, Clock::time_point until, const std::stop_token &stop);
    /// No more packets will come; what waits can still be taken.
    void close();

private:
    static constexpr std::chrono::milliseconds maxLag{1500};

    const Overflow m_overflow;
    const Room m_room;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Item> m_items;
    qint64 m_waitingBytes = 0;
    bool m_isClosed = false;
    bool m_markNext = false;
};

} // namespace streamkeeper
