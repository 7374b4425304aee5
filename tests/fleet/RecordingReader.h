#pragma once

#include "tests/fleet/RecordedPeriod.h"
#include "tests/fleet/StreamHub.h"

#include <memory>
#include <optional>

struct AVCodecParameters;
struct AVFormatContext;
struct AVPacket;

namespace streamkeeper::fleet {

/// Reads a recorded period as packets: H.264 access units with start codes, AAC frames with ADTS headers.
/// Times run on over gaps, which are left out; what lies behind the end of the period is left out too.
/// Needs no thread of its own; one thread at a time.
class RecordingReader
{
public:
    struct Packet
    {
        Track track = Track::Video;
        qint64 time90kHz = 0; ///< since the begin of the first segment; grows within a track
        bool isKey = false;
        AVPacket *data = nullptr; ///< lent until the next call
    };
    explicit RecordingReader(RecordedPeriod period);
    ~RecordingReader();
    RecordingReader(const RecordingReader &) = delete;
    RecordingReader &operator=(const RecordingReader &) = delete;

    /// Nothing can be read: the files are gone.
    [[nodiscard]] bool isEmpty() const { return m_video == nullptr; }
    /// What the first segment has, with its parameter sets. `audio()` may be null.
    [[nodiscard]] const AVCodecParameters *video() const { return m_video.get(); }
    [[nodiscard]] const AVCodecParameters *audio() const { return m_audio.get(); }
    /// Nothing at the end.
    [[nodiscard]] std::optional<Packet> next();

private:
    struct FreeParameters
    {
        void operator()(AVCodecParameters *parameters) const;
    };
    struct CloseInput
    {
        void operator()(AVFormatContext *input) const;
    };
    struct FreePacket
    {
        void operator()(AVPacket *packet) const;
    };
    using Parameters = std::unique_ptr<AVCodecParameters, FreeParameters>;

    void openFirst();
    bool openNext();
    void placeSegment(qint64 firstPts);
    [[nodiscard]] std::optional<Packet> place();

    const RecordedPeriod m_period;
    size_t m_next = 0; ///< segment to open
    std::unique_ptr<AVFormatContext, CloseInput> m_input;
    std::unique_ptr<AVPacket, FreePacket> m_packet;
    Parameters m_video;
    Parameters m_audio;
    bool m_isPlaced = false; ///< the first picture of this segment was met
    bool m_isAnew = true;    ///< the next segment does not continue the one before it
    qint64 m_firstPts = 0;   ///< of this segment
    qint64 m_offset = 0;     ///< from the time stamps of this segment to ours
    qint64 m_segmentEnd = 0; ///< our time
    qint64 m_limit = 0;      ///< time stamps of this segment from which on the period is over
    qint64 m_lastVideo = -1;
    qint64 m_lastAudio = -1;
};

} // namespace streamkeeper::fleet
