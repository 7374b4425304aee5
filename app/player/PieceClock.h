#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace streamkeeper {

/// Tells the UTC of the packets of one piece of an archive. Time stamps in media count from anywhere; what
/// they mean is told by EXT-X-PROGRAM-DATE-TIME of a playlist, or by the server that counts from the moment
/// asked for, else the piece is taken to begin with the moment that was asked for. A value.
class PieceClock
{
public:
    /// `fromMs` by our clock; times in `playlist` are by the server's, `clockOffsetMs` ahead of ours.
    PieceClock(qint64 fromMs, const QByteArray &playlist, qint64 clockOffsetMs);
    /// For media whose time stamps count from `zeroMs`, all along.
    [[nodiscard]] static PieceClock countingFrom(qint64 zeroMs);

    /// Of a video packet, in the order of decoding; anchors the clock. Where time stamps jump, the next part
    /// of the playlist that follows an EXT-X-DISCONTINUITY has begun.
    [[nodiscard]] qint64 utcUsOfVideo(qint64 dtsUs, qint64 ptsUs);
    /// Of a packet of another track; none before the first video packet.
    [[nodiscard]] std::optional<qint64> utcUsOf(qint64 ptsUs) const;

    /// When the parts of a playlist begin, by its own clock; without a time where it tells none.
    [[nodiscard]] static std::vector<std::optional<qint64>> partsOf(const QByteArray &playlist);

private:
    void anchor(qint64 ptsUs, qint64 utcUs);

    std::vector<qint64> m_partsUs; ///< by our clock, those that are told
    size_t m_nextPart = 0;
    std::optional<qint64> m_originUs;
    qint64 m_baseUs = 0;
    std::optional<qint64> m_lastDtsUs;
    bool m_isZeroTold = false;
    qint64 m_lastUtcUs = 0;
};

} // namespace streamkeeper
