#include "tests/fleet/AvFrameReader.h"

#include <QDateTime>

#include <array>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace streamkeeper::fleet {

namespace {
QByteArray textOf(int error)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(error, text.data(), text.size());
    return text.data();
}
} // namespace

AvFrameReader::AvFrameReader(const QString &url, int timeoutMs, const QByteArray &headers)
    : m_deadline(timeoutMs)
    , m_packet(av_packet_alloc())
    , m_frame(av_frame_alloc())
{
    av_log_set_level(AV_LOG_ERROR);
    open(url.toUtf8(), headers);
}

AvFrameReader::~AvFrameReader()
{
    m_deadline = QDeadlineTimer(2000); // an RTSP server is told that we go
    avcodec_free_context(&m_decoder);
    avformat_close_input(&m_input);
    av_packet_free(&m_packet);
    av_frame_free(&m_frame);
}

int AvFrameReader::isLate(void *reader)
{
    return static_cast<AvFrameReader *>(reader)->m_deadline.hasExpired() ? 1 : 0;
}

void AvFrameReader::open(const QByteArray &url, const QByteArray &headers)
{
    m_input = avformat_alloc_context();
    m_input->interrupt_callback = {isLate, this};
    AVDictionary *options = nullptr;
    if (url.startsWith("rtsp://")) {
        av_dict_set(&options, "rtsp_transport", "tcp", 0);
    } else if (!headers.isEmpty()) {
        av_dict_set(&options, "headers", headers.constData(), 0);
    }
    int result = avformat_open_input(&m_input, url.constData(), nullptr, &options);
    av_dict_free(&options);
    if (result >= 0) {
        result = avformat_find_stream_info(m_input, nullptr);
    }
    const AVCodec *codec = nullptr;
    if (result >= 0) {
        result = m_video = av_find_best_stream(m_input, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
        m_audio = av_find_best_stream(m_input, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    }
    if (result < 0) {
        m_problem = textOf(result);
        return;
    }
    m_decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(m_decoder, m_input->streams[m_video]->codecpar);
    m_decoder->thread_count = 1; // a picture comes out as soon as it is in
    result = avcodec_open2(m_decoder, codec, nullptr);
    if (result < 0) {
        m_problem = textOf(result);
        avcodec_free_context(&m_decoder);
    }
}

double AvFrameReader::durationSeconds() const
{
    return m_input != nullptr && m_input->duration > 0 ? double(m_input->duration) / AV_TIME_BASE : 0;
}

std::optional<test::FrameStamp> AvFrameReader::next(int timeoutMs)
{
    m_deadline = QDeadlineTimer(timeoutMs);
    while (m_decoder != nullptr) {
        const int received = avcodec_receive_frame(m_decoder, m_frame);
        if (received == 0) {
            if (const auto stamp = readStrip()) {
                return stamp;
            }
            continue;
        }
        if (received != AVERROR(EAGAIN)) {
            return std::nullopt;
        }
        av_packet_unref(m_packet);
        const int read = av_read_frame(m_input, m_packet);
        if (read < 0) {
            m_hasEnded = read == AVERROR_EOF;
            avcodec_send_packet(m_decoder, nullptr);
            continue;
        }
        m_audioPackets += m_packet->stream_index == m_audio ? 1 : 0;
        if (m_packet->stream_index == m_video) {
            avcodec_send_packet(m_decoder, m_packet);
        }
    }
    return std::nullopt;
}

std::optional<test::FrameStamp> AvFrameReader::readStrip() const
{
    const bool isPlanar = m_frame->format == AV_PIX_FMT_YUV420P || m_frame->format == AV_PIX_FMT_YUVJ420P;
    return isPlanar ? test::readFrameStripFromLuma(m_frame->data[0], m_frame->linesize[0], m_frame->width,
                                                   m_frame->height, QDateTime::currentMSecsSinceEpoch())
                    : std::nullopt;
}

} // namespace streamkeeper::fleet
