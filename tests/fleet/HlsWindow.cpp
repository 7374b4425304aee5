#include "tests/fleet/HlsWindow.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace streamkeeper::fleet {

namespace {
constexpr size_t ListedSegments = 5;
/// A player may ask for a segment a while after it has left the list.
constexpr size_t KeptSegments = 9;
constexpr double MinimumSeconds = 0.8;
/// Time stamps start here, so that the clock of the stream, which runs behind them, is never negative.
constexpr quint64 FirstPts = 90'000;
constexpr auto StartCode = "\0\0\0\1";

quint64 pts90kHz(GstClockTime time)
{
    return FirstPts + gst_util_uint64_scale(time, 90'000, GST_SECOND);
}

class Mapped
{
public:
    explicit Mapped(GstBuffer *buffer)
        : m_buffer(buffer)
        , m_mapped(gst_buffer_map(buffer, &m_info, GST_MAP_READ) == TRUE)
    {
    }
    ~Mapped()
    {
        if (m_mapped) {
            gst_buffer_unmap(m_buffer, &m_info);
        }
    }
    Mapped(const Mapped &) = delete;
    Mapped &operator=(const Mapped &) = delete;
    [[nodiscard]] QByteArrayView view() const
    {
        return m_mapped ? QByteArrayView(m_info.data, qsizetype(m_info.size)) : QByteArrayView();
    }

private:
    GstBuffer *m_buffer;
    GstMapInfo m_info{};
    bool m_mapped;
};

QByteArray codecData(GstCaps *caps)
{
    const GValue *value = gst_structure_get_value(gst_caps_get_structure(caps, 0), "codec_data");
    GstBuffer *const buffer = value != nullptr ? gst_value_get_buffer(value) : nullptr;
    return buffer != nullptr ? Mapped(buffer).view().toByteArray() : QByteArray();
}

quint32 bigEndian(QByteArrayView bytes)
{
    quint32 value = 0;
    for (const char byte : bytes) {
        value = value << 8 | quint8(byte);
    }
    return value;
}

void appendNal(QByteArray &out, QByteArrayView nal)
{
    out.append(StartCode, 4);
    out.append(nal);
}

/// The parameter sets in an avcC record (ISO 14496-15, 5.2.4.1).
QByteArray parameterSets(const QByteArray &avcC)
{
    QByteArray out;
    qsizetype at = 5;
    for (const int mask : {0x1f, 0xff}) {
        if (at >= avcC.size()) {
            return out;
        }
        const int count = quint8(avcC[at++]) & mask;
        for (int i = 0; i < count && at + 2 <= avcC.size(); ++i) {
            const auto size = qsizetype(bigEndian(QByteArrayView(avcC).sliced(at, 2)));
            if (at + 2 + size > avcC.size()) {
                return out;
            }
            appendNal(out, QByteArrayView(avcC).sliced(at + 2, size));
            at += 2 + size;
        }
    }
    return out;
}

/// Access unit with start codes from one with lengths, led by a delimiter, as HLS wants it.
QByteArray annexB(QByteArrayView avc, const QByteArray &avcC, bool isKey)
{
    constexpr std::array<char, 2> Delimiter{'\x09', '\xf0'};
    QByteArray out;
    appendNal(out, Delimiter);
    if (isKey) {
        out += parameterSets(avcC);
    }
    const qsizetype lengthSize = avcC.size() > 4 ? (quint8(avcC[4]) & 3) + 1 : 4;
    for (qsizetype at = 0; at + lengthSize <= avc.size();) {
        const auto size = qsizetype(bigEndian(avc.sliced(at, lengthSize)));
        at += lengthSize;
        if (size <= 0 || size > avc.size() - at) {
            break;
        }
        const int type = avc[at] & 0x1f;
        if (type != 9 && type != 7 && type != 8) {
            appendNal(out, avc.sliced(at, size));
        }
        at += size;
    }
    return out;
}

/// ADTS header for a raw AAC frame, from its AudioSpecificConfig (ISO 14496-3).
QByteArray adtsHeader(const QByteArray &config, qsizetype frameSize)
{
    if (config.size() < 2) {
        return {};
    }
    const quint32 bits = bigEndian(QByteArrayView(config).first(2));
    const quint32 profile = std::max<quint32>(1, bits >> 11) - 1;
    const quint32 rate = bits >> 7 & 0xf;
    const quint32 channels = bits >> 3 & 0xf;
    const auto size = quint32(frameSize + 7);
    QByteArray header(7, '\0');
    header[0] = '\xff';
    header[1] = '\xf1';
    header[2] = char(profile << 6 | rate << 2 | channels >> 2);
    header[3] = char((channels & 3) << 6 | size >> 11);
    header[4] = char(size >> 3 & 0xff);
    header[5] = char((size & 7) << 5 | 0x1f);
    header[6] = '\xfc';
    return header;
}
} // namespace

HlsWindow::HlsWindow(std::shared_ptr<Archive> archive)
    : m_archive(std::move(archive))
{
}

void HlsWindow::takeUnit(const StreamUnit &unit, GstCaps *caps)
{
    const std::lock_guard lock(m_mutex);
    if (unit.track == Track::Video) {
        takeVideo(unit, caps);
    } else {
        takeAudio(unit, caps);
    }
}

void HlsWindow::takeVideo(const StreamUnit &unit, GstCaps *caps)
{
    if (unit.isKey) {
        const double seconds = double(GST_CLOCK_DIFF(m_currentStart, unit.time)) / GST_SECOND;
        if (!m_current || seconds >= MinimumSeconds || seconds < 0) {
            closeSegment(unit.time);
            openSegment(unit.time);
        }
    }
    if (m_current) {
        const QByteArray data = annexB(Mapped(unit.buffer).view(), codecData(caps), unit.isKey);
        m_muxer.writeVideo(m_current->bytes, data, pts90kHz(unit.time), unit.isKey);
    }
}

void HlsWindow::takeAudio(const StreamUnit &unit, GstCaps *caps)
{
    if (m_current && m_expectsAudio) {
        const Mapped mapped(unit.buffer);
        const QByteArray header = adtsHeader(codecData(caps), mapped.view().size());
        m_muxer.writeAudio(m_current->bytes, header + mapped.view().toByteArray(), pts90kHz(unit.time));
    }
}

void HlsWindow::closeSegment(GstClockTime end)
{
    if (!m_current) {
        return;
    }
    m_current->seconds = std::max(0.001, double(GST_CLOCK_DIFF(m_currentStart, end)) / GST_SECOND);
    m_archive->takeSegment(m_current->startUtcMs, m_current->seconds, pts90kHz(m_currentStart),
                           m_current->bytes);
    m_segments.push_back(std::move(*m_current));
    m_current.reset();
    if (m_segments.size() > KeptSegments) {
        m_segments.pop_front();
    }
}

void HlsWindow::openSegment(GstClockTime start)
{
    m_current = Segment();
    m_current->sequence = m_nextSequence++;
    m_current->startUtcMs = QDateTime::currentMSecsSinceEpoch();
    m_current->isDiscontinuous = std::exchange(m_isDiscontinuous, false);
    m_currentStart = start;
    m_muxer.writeTables(m_current->bytes, m_expectsAudio);
}

void HlsWindow::sourceChanged()
{
    const std::lock_guard lock(m_mutex);
    // What was begun is not worth keeping: its length is unknown.
    m_current.reset();
    m_isDiscontinuous = !m_segments.empty();
}

void HlsWindow::clear()
{
    const std::lock_guard lock(m_mutex);
    m_segments.clear();
    m_current.reset();
    m_isDiscontinuous = false;
}

void HlsWindow::setExpectsAudio(bool audio)
{
    const std::lock_guard lock(m_mutex);
    m_expectsAudio = audio;
}

std::optional<QByteArray> HlsWindow::playlist(const QByteArray &query) const
{
    const std::lock_guard lock(m_mutex);
    if (m_segments.empty()) {
        return std::nullopt;
    }
    const size_t from = m_segments.size() > ListedSegments ? m_segments.size() - ListedSegments : 0;
    double longest = 1;
    for (const Segment &segment : m_segments) {
        longest = std::max(longest, segment.seconds);
    }
    QByteArray list =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:" + QByteArray::number(int(std::ceil(longest))) +
        "\n#EXT-X-MEDIA-SEQUENCE:" + QByteArray::number(m_segments[from].sequence) + '\n';
    for (size_t i = from; i < m_segments.size(); ++i) {
        const Segment &segment = m_segments[i];
        if (segment.isDiscontinuous && i > from) {
            list += "#EXT-X-DISCONTINUITY\n";
        }
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(segment.startUtcMs, Qt::UTC);
        list += "#EXT-X-PROGRAM-DATE-TIME:" + start.toString(Qt::ISODateWithMs).toLatin1() +
                "\n#EXTINF:" + QByteArray::number(segment.seconds, 'f', 3) + ",\n" +
                QByteArray::number(segment.sequence) + ".ts" +
                (query.isEmpty() ? QByteArray() : '?' + query) + '\n';
    }
    return list;
}

std::optional<QByteArray> HlsWindow::segment(qint64 sequence) const
{
    const std::lock_guard lock(m_mutex);
    for (const Segment &segment : m_segments) {
        if (segment.sequence == sequence) {
            return segment.bytes;
        }
    }
    return std::nullopt;
}

} // namespace streamkeeper::fleet
