#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace streamkeeper {

/// Puts the pieces that FFmpeg's RTP reader delivers back together to whole H.264 pictures (access
/// units), as early as can be known.
///
/// Why not FFmpeg's parser: it holds each picture back until the next one begins, which is a whole
/// frame interval of lag (167 ms at 6 fps). The reader delivers one piece per RTP packet (RFC 6184) and
/// keeps the marker bit to itself. A piece that begins with a start code begins a NAL unit, any other
/// continues the last one. A picture is complete when a unit comes that begins another one (H.264,
/// 7.4.1.2.3); and very probably so when a piece came that is shorter than the largest one seen
/// (senders fill all fragments but the last), as many slices as other pictures had are there, and nothing
/// follows at once. The second rule is given up for good when it was wrong once.
class H264Assembler
{
public:
    /// Takes one piece; gives the picture before it, if this one begins another. What grows beyond any
    /// picture (limits::maxPictureBytes) is thrown away, up to where the next one begins.
    [[nodiscard]] std::optional<QByteArray> push(QByteArrayView piece);
    /// To be called when no piece follows at once: gives the picture if it is very probably complete.
    [[nodiscard]] std::optional<QByteArray> flushIfComplete();
    /// True while flushIfComplete() could give something: it is worth to wait shortly only.
    [[nodiscard]] bool isProbablyComplete() const;
    /// Before the first picture is known to be whole, only time tells that no slice of it is missing.
    [[nodiscard]] bool isSliceCountKnown() const { return m_knownSlices > 0; }
    /// Forgets what waits: packets were lost on purpose.
    void reset();

    /// Can decoding begin with `units`: an IDR slice, parameter sets or a recovery point?
    [[nodiscard]] static bool hasKeyFrame(QByteArrayView units);
    [[nodiscard]] static bool hasIdrSlice(QByteArrayView units);

private:
    [[nodiscard]] QByteArray take();

    QByteArray m_pending;
    int m_slices = 0;      ///< in m_pending
    int m_knownSlices = 0; ///< the most that a whole picture had
    qsizetype m_largestPiece = 0;
    qsizetype m_lastPiece = 0;
    int m_flushedSlices = 0; ///< of a picture that was given early just now
    bool m_mayFlushEarly = true;
    bool m_isTooLarge = false; ///< what comes belongs to a picture that was thrown away
};

} // namespace streamkeeper
