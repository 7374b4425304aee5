#include "tests/fleet/TsMuxer.h"

#include <algorithm>
#include <initializer_list>

namespace streamkeeper::fleet {

namespace {
constexpr qsizetype PacketSize = 188;
constexpr qsizetype PacketPayload = 184;
/// The decoder's clock runs this far behind the time stamps, so that data arrives before it is due.
constexpr quint64 ClockLead = 9000;
constexpr quint64 TimeMask = (quint64(1) << 33) - 1;

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray result;
    for (const int value : values) {
        result += char(value);
    }
    return result;
}

quint32 crc32Mpeg(const QByteArray &data)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : data) {
        crc ^= quint32(quint8(byte)) << 24;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 0x80000000U) != 0 ? (crc << 1) ^ 0x04c11db7U : crc << 1;
        }
    }
    return crc;
}

QByteArray packetHead(quint16 pid, bool start, bool hasAdaptation, quint8 counter)
{
    return bytes(
        {0x47, (start ? 0x40 : 0) | (pid >> 8), pid & 0xff, (hasAdaptation ? 0x30 : 0x10) | counter});
}

QByteArray timeStamp(quint64 pts)
{
    return bytes({int(0x21 | ((pts >> 30 & 7) << 1)), int(pts >> 22 & 0xff), int(pts >> 14 & 0xfe) | 1,
                  int(pts >> 7 & 0xff), int(pts << 1 & 0xfe) | 1});
}

/// The content of an adaptation field: flags, and the clock of the programme if `withClock`.
QByteArray adaptation(bool withClock, bool isKey, quint64 pts)
{
    QByteArray field = bytes({(withClock ? 0x10 : 0) | (isKey ? 0x40 : 0)});
    if (withClock) {
        const quint64 clock = (pts - ClockLead) & TimeMask;
        field += bytes({int(clock >> 25 & 0xff), int(clock >> 17 & 0xff), int(clock >> 9 & 0xff),
                        int(clock >> 1 & 0xff), int((clock & 1) << 7) | 0x7e, 0});
    }
    return field;
}
} // namespace

quint8 TsMuxer::nextCounter(Pid pid)
{
    const size_t index = pid == PatPid ? 0 : pid == PmtPid ? 1 : pid == VideoPid ? 2 : 3;
    return m_counters[index]++ & 0x0f;
}

void TsMuxer::writeTables(QByteArray &out, bool hasAudio)
{
    writeSection(out, PatPid,
                 bytes({0x00, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe0 | (PmtPid >> 8), PmtPid & 0xff}));
    QByteArray map =
        bytes({0x02, 0xb0, hasAudio ? 23 : 18, 0, 1, 0xc1, 0, 0, 0xe0 | (VideoPid >> 8), VideoPid & 0xff,
               0xf0, 0, 0x1b, 0xe0 | (VideoPid >> 8), VideoPid & 0xff, 0xf0, 0});
    if (hasAudio) {
        map += bytes({0x0f, 0xe0 | (AudioPid >> 8), AudioPid & 0xff, 0xf0, 0});
    }
    writeSection(out, PmtPid, map);
}

void TsMuxer::writeSection(QByteArray &out, Pid pid, QByteArray section)
{
    const quint32 crc = crc32Mpeg(section);
    section += bytes({int(crc >> 24), int(crc >> 16 & 0xff), int(crc >> 8 & 0xff), int(crc & 0xff)});
    QByteArray packet = packetHead(pid, true, false, nextCounter(pid)) + '\0' + section;
    out += packet.leftJustified(PacketSize, '\xff');
}

void TsMuxer::writeVideo(QByteArray &out, const QByteArray &annexB, quint64 pts90kHz, bool isKey)
{
    writePes(out, VideoPid, 0xe0, annexB, pts90kHz & TimeMask, isKey);
}

void TsMuxer::writeAudio(QByteArray &out, const QByteArray &adts, quint64 pts90kHz)
{
    writePes(out, AudioPid, 0xc0, adts, pts90kHz & TimeMask, false);
}

void TsMuxer::writePes(QByteArray &out, Pid pid, quint8 streamId, const QByteArray &payload, quint64 pts90kHz,
                       bool isKey)
{
    // 0 means "until the next one", which only video may say.
    const int length = pid == AudioPid ? int(payload.size() + 8) : 0;
    const QByteArray data = bytes({0, 0, 1, streamId, length >> 8 & 0xff, length & 0xff, 0x80, 0x80, 5}) +
                            timeStamp(pts90kHz) + payload;
    for (qsizetype offset = 0; offset < data.size();) {
        const bool first = offset == 0;
        QByteArray field = first && pid == VideoPid ? adaptation(true, isKey, pts90kHz) : QByteArray();
        const qsizetype fieldSize = field.isEmpty() ? 0 : field.size() + 1;
        const qsizetype size = std::min(data.size() - offset, PacketPayload - fieldSize);
        qsizetype stuffing = PacketPayload - fieldSize - size;
        const bool hasField = fieldSize > 0 || stuffing > 0;
        if (fieldSize == 0 && stuffing > 0) {
            --stuffing; // its length byte
            if (stuffing > 0) {
                field = bytes({0});
                --stuffing;
            }
        }
        out += packetHead(pid, first, hasField, nextCounter(pid));
        if (hasField) {
            out += char(field.size() + stuffing);
            out += field;
            out += QByteArray(stuffing, '\xff');
        }
        out += QByteArrayView(data).sliced(offset, size);
        offset += size;
    }
}

} // namespace streamkeeper::fleet
