#include "app/player/PacketTrail.h"

#include <QByteArray>
#include <QHashFunctions>

#include <cstdlib>

namespace streamkeeper {

namespace {

/// As long as a server's lead-in may be, and the distance of the clocks.
constexpr qint64 keptUs = 15'000'000;

/// Of the picture itself: what servers put beside it (parameter sets, delimiters) is their own.
bool isPicture(AVCodecID codec, quint8 header)
{
    if (codec == AV_CODEC_ID_H264)
        return (header & 0x1f) >= 1 && (header & 0x1f) <= 5;
    return codec == AV_CODEC_ID_HEVC && ((header >> 1) & 0x3f) < 32;
}

} // namespace

void PacketTrail::add(const AVPacket &packet)
{
    m_pictures.emplace_back(digestOf(packet), packet.pts);
    while (m_pictures.front().second < packet.pts - keptUs)
        m_pictures.pop_front();
}

std::optional<qint64> PacketTrail::timeOf(const AVPacket &packet) const
{
    const size_t digest = digestOf(packet);
    std::optional<qint64> nearest;
    for (const auto &[known, timeUs] : m_pictures) {
        const qint64 distanceUs = std::llabs(timeUs - packet.pts);
        if (known == digest && distanceUs <= reachUs &&
            (!nearest || distanceUs < std::llabs(*nearest - packet.pts)))
            nearest = timeUs;
    }
    return nearest;
}

size_t PacketTrail::digestOf(const AVPacket &packet) const
{
    const QByteArray data = QByteArray::fromRawData(reinterpret_cast<const char *>(packet.data), packet.size);
    const QByteArray startCode = QByteArray::fromRawData("\0\0\1", 3);
    size_t digest = 0;
    bool isFound = false;
    for (qsizetype at = data.indexOf(startCode); at >= 0 && at + 3 < data.size();) {
        const qsizetype next = data.indexOf(startCode, at + 3);
        qsizetype end = next < 0 ? data.size() : next;
        while (end > at + 3 && data[end - 1] == 0) // of a longer start code, or padding
            --end;
        if (isPicture(m_codec, quint8(data[at + 3]))) {
            digest = qHashBits(data.constData() + at + 3, size_t(end - at - 3), digest);
            isFound = true;
        }
        at = next;
    }
    return isFound ? digest : qHashBits(data.constData(), size_t(data.size()));
}

} // namespace streamkeeper
