#pragma once

#include "app/player/FfmpegPointers.h"
#include "models/domain/Result.h"

#include <QCoreApplication>
#include <QSize>

#include <functional>

namespace streamkeeper {

/// Decodes one video track with the least delay the stream allows. Lives on a decoding thread.
/// Damaged data is skipped, never fatal; a new picture size in the middle is ordinary.
class VideoDecoder
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::VideoDecoder)

public:
    using FrameHandler = std::function<void(const AVFrame &frame)>;

    VideoDecoder() = default;
    VideoDecoder(const VideoDecoder &) = delete;
    VideoDecoder &operator=(const VideoDecoder &) = delete;
    ~VideoDecoder();

    [[nodiscard]] Result<void> open(const AVCodecParameters &parameters);
    /// Takes a whole picture. Calls `handler` for each picture that is ready. Fails only where going on makes
    /// no sense: pictures of more than FrameScaler::maxSideLength.
    [[nodiscard]] Result<void> decode(const AVPacket &packet, const FrameHandler &handler);
    /// The end of what is decoded: hands out the pictures that were held back for their order. Only open()
    /// or flush() may follow.
    void drain(const FrameHandler &handler);
    /// After a gap: forget pictures that wait for their references.
    void flush();

    /// For people: "H.264".
    [[nodiscard]] static QString codecName(AVCodecID codec);

private:
    [[nodiscard]] Result<void> checkAnnouncedSize(const AVPacket &packet);
    void receiveFrames(const FrameHandler &handler);

    CodecContextPtr m_context;
    CodecContextPtr m_parserContext; ///< the parser writes into its context: never the decoder's
    AVCodecParserContext *m_parser = nullptr;
    FramePtr m_frame;
};

} // namespace streamkeeper
