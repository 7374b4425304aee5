#pragma once

#include "app/player/ArchivePiece.h"
#include "app/player/MediaInput.h"
#include "app/player/PacketQueue.h"
#include "app/player/PieceClock.h"

#include <optional>

namespace streamkeeper {

/// Reads one piece of an archive: its packets with UTC for time stamps. Lives on a reading thread.
class PieceReader
{
public:
    /// The time base of the packets: UTC microseconds by our clock.
    static constexpr AVRational timeBase{1, 1'000'000};
    /// Two pieces may tell the time of one picture so far apart: each is rounded to the ticks of its media.
    static constexpr qint64 samePictureUs = 1'000;

    /// A file is fetched whole before anything of it can be read.
    [[nodiscard]] static std::chrono::milliseconds patienceFor(const ArchivePiece &piece,
                                                               std::chrono::milliseconds ordinary)
    {
        return piece.source.protocol == MediaProtocol::File ? std::chrono::seconds(100) : ordinary;
    }

    PieceReader(ArchivePiece piece, std::shared_ptr<MediaFetcher> fetcher, std::stop_token stop);

    [[nodiscard]] Result<void> open(std::chrono::milliseconds deadline);
    /// The next packet of the video or audio track; null behind the last one of the period. A piece may begin
    /// earlier than its period: servers cut at key frames.
    [[nodiscard]] Result<PacketPtr> read(std::chrono::milliseconds deadline);

    /// After open().
    [[nodiscard]] std::shared_ptr<const PacketTracks> tracks() const { return m_tracks; }
    [[nodiscard]] bool isVideo(const AVPacket &packet) const
    {
        return packet.stream_index == m_input.videoStream()->index;
    }

private:
    [[nodiscard]] bool setTimes(AVPacket &packet);

    ArchivePiece m_piece;
    MediaInput m_input;
    std::optional<PieceClock> m_clock;
    std::shared_ptr<const PacketTracks> m_tracks;
};

} // namespace streamkeeper
