#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <QString>

#include <memory>

namespace streamkeeper {

/// Owners for FFmpeg's objects: each is freed by its own function, whatever way a scope is left.
struct FfmpegDeleter
{
    void operator()(AVPacket *packet) const { av_packet_free(&packet); }
    void operator()(AVFrame *frame) const { av_frame_free(&frame); }
    void operator()(AVCodecContext *context) const { avcodec_free_context(&context); }
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
    void operator()(AVCodecParameters *parameters) const { avcodec_parameters_free(&parameters); }
    void operator()(SwsContext *context) const { sws_freeContext(context); }
    void operator()(SwrContext *context) const { swr_free(&context); }
};

using PacketPtr = std::unique_ptr<AVPacket, FfmpegDeleter>;
using FramePtr = std::unique_ptr<AVFrame, FfmpegDeleter>;
using CodecContextPtr = std::unique_ptr<AVCodecContext, FfmpegDeleter>;
using FormatContextPtr = std::unique_ptr<AVFormatContext, FfmpegDeleter>;
using CodecParametersPtr = std::unique_ptr<AVCodecParameters, FfmpegDeleter>;
using SwsContextPtr = std::unique_ptr<SwsContext, FfmpegDeleter>;
using SwrContextPtr = std::unique_ptr<SwrContext, FfmpegDeleter>;

/// The same picture for another owner, on any thread; its pixels are not copied.
[[nodiscard]] inline std::shared_ptr<const AVFrame> sharedCopy(const AVFrame &frame)
{
    return std::shared_ptr<AVFrame>(av_frame_clone(&frame), FfmpegDeleter());
}

/// What FFmpeg calls the error: for the log only.
[[nodiscard]] inline QString ffmpegErrorText(int code)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof(text));
    return QString::fromUtf8(text);
}

} // namespace streamkeeper
