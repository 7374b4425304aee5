#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace streamkeeper {

/// Puts the pieces that FFmpeg's RTP reader delivers back together to H.264 NAL units, as early as
/// can be known.
///
/// Why not FFmpeg's parser: it holds each picture back until the next one begins, which is a whole
/// frame interval of lag (167 ms at 6 fps). The reader delivers one piece per RTP packet (RFC 6184):
/// a piece that begins with a start code begins a NAL unit, any other continues the last one. A unit
/// is complete when another one begins; and very probably so when a piece came that is shorter than
/// the largest one seen (senders fill all fragments but the last) and nothing follows at once. The
/// second rule is given up for good when it was wrong once.
///
/// What comes out always ends with a slice, with parameter sets and messages before it: the decoder
/// (AV_CODEC_FLAG2_CHUNKS) takes the end of data without a slice for the end of the picture.
class H264Assembler
{
public:
    /// Takes one piece; gives what was complete before it, if anything.
    [[nodiscard]] std::optional<QByteArray> push(QByteArrayView piece);
    /// To be called when no piece follows at once: gives what is very probably complete.
    [[nodiscard]] std::optional<QByteArray> flushIfComplete();
    /// True while flushIfComplete() could give something: it is worth to wait shortly only.
    [[nodiscard]] bool isProbablyComplete() const;
    /// Forgets what waits: packets were lost on purpose.
    void reset();

    /// Can decoding begin with `units`: an IDR slice, parameter sets or a recovery point?
    [[nodiscard]] static bool hasKeyFrame(QByteArrayView units);
    [[nodiscard]] static bool hasIdrSlice(QByteArrayView units);

private:
    [[nodiscard]] std::optional<QByteArray> takeIfSlice();

    QByteArray m_pending;
    qsizetype m_lastUnitOffset = 0; ///< of the last start code in m_pending
    qsizetype m_largestPiece = 0;
    qsizetype m_lastPiece = 0;
    bool m_wasFlushedEarly = false;
    bool m_mayFlushEarly = true;
};

} // namespace streamkeeper
