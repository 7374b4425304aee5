#pragma once

#include "app/player/FfmpegPointers.h"

#include <QtGlobal>

#include <deque>
#include <optional>
#include <utility>

namespace streamkeeper {

/// Knows pictures again that were written before: two servers that capture one camera keep the same pictures,
/// each with times by a clock of its own. A value.
class PacketTrail
{
public:
    /// Clocks are not further apart than that: they are told in whole seconds.
    static constexpr qint64 reachUs = 2'000'000;

    explicit PacketTrail(AVCodecID codec = AV_CODEC_ID_NONE)
        : m_codec(codec)
    {
    }

    /// Written, with its time.
    void add(const AVPacket &packet);
    /// When the same picture was written, nearest to the packet's own time; none: it was not, lately.
    [[nodiscard]] std::optional<qint64> timeOf(const AVPacket &packet) const;

private:
    [[nodiscard]] size_t digestOf(const AVPacket &packet) const;

    AVCodecID m_codec;
    std::deque<std::pair<size_t, qint64>> m_pictures; ///< digest, time
};

} // namespace streamkeeper
