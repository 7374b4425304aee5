#include "app/player/VideoDecoder.h"

#include "app/player/FrameScaler.h"

#include <algorithm>
#include <thread>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSliceThreads = 4;

tl::unexpected<Error> tooLarge(int width, int height)
{
    return fail(
        ErrorCategory::Unsupported,
        QCoreApplication::translate("streamkeeper::VideoDecoder",
                                    "The stream has pictures of %1 × %2 pixels; more than %3 in a row or "
                                    "column are not shown. Choose another quality.")
            .arg(width)
            .arg(height)
            .arg(FrameScaler::maxSideLength));
}

bool isTooLarge(int width, int height)
{
    return width > FrameScaler::maxSideLength || height > FrameScaler::maxSideLength;
}

} // namespace

VideoDecoder::~VideoDecoder()
{
    av_parser_close(m_parser);
}

QString VideoDecoder::codecName(AVCodecID codec)
{
    switch (codec) {
    case AV_CODEC_ID_NONE:
        return tr("unknown", "video format");
    case AV_CODEC_ID_H264:
        return u"H.264"_s;
    case AV_CODEC_ID_HEVC:
        return u"H.265"_s;
    case AV_CODEC_ID_MJPEG:
        return u"MJPEG"_s;
    case AV_CODEC_ID_MPEG4:
        return u"MPEG-4"_s;
    default:
        return QString::fromUtf8(avcodec_get_name(codec)).toUpper();
    }
}

Result<void> VideoDecoder::open(const AVCodecParameters &parameters)
{
    const AVCodec *codec = avcodec_find_decoder(parameters.codec_id);
    const auto unsupported = [&](int code) {
        return fail(ErrorCategory::Unsupported,
                    tr("Video in the format %1 cannot be shown here. Choose another quality or protocol, or "
                       "open it in an external player.")
                        .arg(codecName(parameters.codec_id)),
                    ffmpegErrorText(code));
    };
    if (!codec)
        return unsupported(AVERROR_DECODER_NOT_FOUND);
    if (isTooLarge(parameters.width, parameters.height))
        return tooLarge(parameters.width, parameters.height);
    m_context.reset(avcodec_alloc_context3(codec));
    m_frame.reset(av_frame_alloc());
    if (!m_context || !m_frame)
        return unsupported(AVERROR(ENOMEM));
    if (const int code = avcodec_parameters_to_context(m_context.get(), &parameters); code < 0)
        return unsupported(code);
    m_context->flags |= AV_CODEC_FLAG_LOW_DELAY;
    m_context->max_pixels = int64_t(FrameScaler::maxSideLength) * FrameScaler::maxSideLength;
    // Threads per frame would hold back one picture per thread.
    m_context->thread_type = FF_THREAD_SLICE;
    m_context->thread_count =
        std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, maxSliceThreads);
    if (const int code = avcodec_open2(m_context.get(), codec, nullptr); code < 0)
        return unsupported(code);

    m_parser = av_parser_init(static_cast<int>(parameters.codec_id));
    if (m_parser) {
        m_parser->flags |= PARSER_FLAG_COMPLETE_FRAMES;
        m_parserContext.reset(avcodec_alloc_context3(codec));
        if (!m_parserContext || avcodec_parameters_to_context(m_parserContext.get(), &parameters) < 0)
            return unsupported(AVERROR(ENOMEM));
    }
    return {};
}

// The decoder only says "invalid" to a picture above max_pixels: this finds the reason beforehand.
Result<void> VideoDecoder::checkAnnouncedSize(const AVPacket &packet)
{
    if (!m_parser)
        return {};
    uint8_t *data = nullptr;
    int size = 0;
    av_parser_parse2(m_parser, m_parserContext.get(), &data, &size, packet.data, packet.size, AV_NOPTS_VALUE,
                     AV_NOPTS_VALUE, 0);
    const int width = std::max(m_parser->width, m_parser->coded_width);
    const int height = std::max(m_parser->height, m_parser->coded_height);
    if (isTooLarge(width, height))
        return tooLarge(width, height);
    return {};
}

Result<void> VideoDecoder::decode(const AVPacket &packet, const FrameHandler &handler)
{
    if ((packet.flags & AV_PKT_FLAG_KEY) != 0) {
        if (Result<void> size = checkAnnouncedSize(packet); !size)
            return size;
    }
    int code = avcodec_send_packet(m_context.get(), &packet);
    if (code == AVERROR(EAGAIN)) {
        receiveFrames(handler);
        code = avcodec_send_packet(m_context.get(), &packet);
    }
    // Damage in the data is reported here; the next key frame heals it.
    receiveFrames(handler);
    return {};
}

void VideoDecoder::receiveFrames(const FrameHandler &handler)
{
    while (avcodec_receive_frame(m_context.get(), m_frame.get()) >= 0) {
        handler(*m_frame);
        av_frame_unref(m_frame.get());
    }
}

void VideoDecoder::drain(const FrameHandler &handler)
{
    if (avcodec_send_packet(m_context.get(), nullptr) >= 0)
        receiveFrames(handler);
}

void VideoDecoder::flush()
{
    avcodec_flush_buffers(m_context.get());
}

} // namespace streamkeeper
