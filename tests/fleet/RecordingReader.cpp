#include "tests/fleet/RecordingReader.h"

#include <QFile>

#include <algorithm>

extern "C" {
#include <libavformat/avformat.h>
}

namespace streamkeeper::fleet {

namespace {
constexpr qint64 TicksPerMs = 90;

AVFormatContext *openSegment(const RecordedSegment &segment)
{
    // Its content is known: looking for other formats would only take time.
    AVFormatContext *input = nullptr;
    return avformat_open_input(&input, QFile::encodeName(segment.file).constData(),
                               av_find_input_format("mpegts"), nullptr) == 0
               ? input
               : nullptr;
}

AVCodecParameters *parametersOf(const AVFormatContext &input, AVMediaType type, AVCodecID codec)
{
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        const AVCodecParameters *const known = input.streams[i]->codecpar;
        if (known->codec_type == type && known->codec_id == codec) {
            AVCodecParameters *const copy = avcodec_parameters_alloc();
            avcodec_parameters_copy(copy, known);
            copy->codec_tag = 0; // of MPEG-TS; other containers have their own
            return copy;
        }
    }
    return nullptr;
}
} // namespace

void RecordingReader::FreeParameters::operator()(AVCodecParameters *parameters) const
{
    avcodec_parameters_free(&parameters);
}

void RecordingReader::CloseInput::operator()(AVFormatContext *input) const
{
    avformat_close_input(&input);
}

void RecordingReader::FreePacket::operator()(AVPacket *packet) const
{
    av_packet_free(&packet);
}

RecordingReader::RecordingReader(RecordedPeriod period)
    : m_period(std::move(period))
    , m_packet(av_packet_alloc())
{
    av_log_set_level(AV_LOG_ERROR); // else every file is worth a line to it
    openFirst();
}

RecordingReader::~RecordingReader() = default;

void RecordingReader::openFirst()
{
    while (m_video == nullptr && openNext()) {
        // Only once: it decodes to find out what the headers do not tell.
        if (avformat_find_stream_info(m_input.get(), nullptr) >= 0) {
            m_video.reset(parametersOf(*m_input, AVMEDIA_TYPE_VIDEO, AV_CODEC_ID_H264));
            m_audio.reset(parametersOf(*m_input, AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_AAC));
        }
        if (m_video != nullptr && (m_video->width <= 0 || m_video->extradata_size <= 0)) {
            m_video.reset();
        }
    }
}

bool RecordingReader::openNext()
{
    m_input.reset();
    m_isPlaced = false;
    while (!m_input && m_next < m_period.segments.size()) {
        const RecordedSegment &segment = m_period.segments[m_next++];
        m_isAnew = m_isAnew || segment.isDiscontinuous;
        m_input.reset(openSegment(segment));
        m_isAnew = m_isAnew || !m_input; // a file was deleted meanwhile: one more gap
    }
    return m_input != nullptr;
}

void RecordingReader::placeSegment(qint64 firstPts)
{
    const RecordedSegment &segment = m_period.segments[m_next - 1];
    if (m_isAnew) {
        m_offset = m_segmentEnd - firstPts;
    }
    m_isAnew = false;
    m_isPlaced = true;
    m_firstPts = firstPts;
    m_segmentEnd = firstPts + m_offset + segment.lengthMs * TicksPerMs;
    m_limit = firstPts + (m_period.untilMs - segment.startMs) * TicksPerMs;
}

std::optional<RecordingReader::Packet> RecordingReader::next()
{
    while (m_input) {
        av_packet_unref(m_packet.get());
        if (av_read_frame(m_input.get(), m_packet.get()) < 0) {
            openNext();
            continue;
        }
        if (auto packet = place()) {
            return packet;
        }
    }
    return std::nullopt;
}

std::optional<RecordingReader::Packet> RecordingReader::place()
{
    const AVMediaType type = m_input->streams[m_packet->stream_index]->codecpar->codec_type;
    const bool isVideo = type == AVMEDIA_TYPE_VIDEO;
    if (m_packet->pts == AV_NOPTS_VALUE || !(isVideo || (type == AVMEDIA_TYPE_AUDIO && m_audio))) {
        return std::nullopt;
    }
    if (isVideo && !m_isPlaced) {
        placeSegment(m_packet->pts);
    }
    // Sound may come before the first picture; at the begin it has nothing to go with.
    if ((!m_isPlaced && m_isAnew) || (m_isPlaced && m_packet->pts >= m_limit)) {
        return std::nullopt;
    }
    qint64 &last = isVideo ? m_lastVideo : m_lastAudio;
    Packet packet{isVideo ? Track::Video : Track::Audio, m_packet->pts + m_offset,
                  (m_packet->flags & AV_PKT_FLAG_KEY) != 0, m_packet.get()};
    if (packet.time90kHz <= last) {
        if (!isVideo || packet.time90kHz < 0) {
            return std::nullopt;
        }
        packet.time90kHz = last + 1;
    }
    last = packet.time90kHz;
    return packet;
}

} // namespace streamkeeper::fleet
