#pragma once

#include "app/player/AudioBuffer.h"
#include "app/player/MediaFetcher.h"
#include "app/player/MediaInput.h"
#include "app/player/MediaSource.h"
#include "app/player/PlaybackThread.h"
#include "app/player/UpdateBox.h"

#include <QSize>
#include <QVideoFrame>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper {

class AudioDecoder;
class FrameScaler;
class PacketQueue;
class VideoDecoder;

/// What a session knows of the stream it plays. Durations count from PlayerSession::start().
struct StreamStatistics
{
    double framesPerSecond = 0; ///< decoded in the last second
    QSize pictureSize;          ///< on square pixels
    QString codec;              ///< "H.264"
    bool hasAudio = false;
    std::optional<std::chrono::microseconds> openedAfter;
    std::optional<std::chrono::microseconds> firstKeyPacketAfter; ///< its first piece was read
    std::optional<std::chrono::microseconds> firstFrameAfter;     ///< scaled and handed over
};

/// One connection to one stream, from opening to its end: a reading thread and a decoding thread. It ends for
/// good with the first failure; trying again is the player's part.
class PlayerSession : public PlaybackThread
{
public:
    struct Request
    {
        MediaSource source;
        RtspTransport transport = RtspTransport::Tcp;
        std::shared_ptr<MediaFetcher> fetcher;
        std::shared_ptr<AudioBuffer> audio;
        QSize targetSize; ///< device pixels
        std::chrono::milliseconds openTimeout{10'000};
        std::chrono::milliseconds readTimeout{10'000};
    };

    /// What is new since the last call. Only the newest frame is kept: a late GUI gets no backlog.
    struct Update
    {
        std::optional<QVideoFrame> frame;
        std::shared_ptr<const AVFrame> picture; ///< the same at full resolution
        StreamStatistics statistics;
        bool isOpen = false;
        std::optional<Error> failure;

        void forgetNews()
        {
            frame.reset();
            picture.reset();
        }
    };

    [[nodiscard]] static std::shared_ptr<PlayerSession> start(Request request, std::function<void()> wake);
    explicit PlayerSession(Request request, std::function<void()> wake);

    [[nodiscard]] Update takeUpdate();
    /// Since the last piece of a picture was read, whatever came of it. Callable from every thread.
    [[nodiscard]] std::chrono::milliseconds sincePacket() const;

private:
    struct Pictures; ///< the decoding thread's own state

    void run() override;
    [[nodiscard]] Result<void> openDecoders(const MediaInput &input, Pictures &pictures);
    [[nodiscard]] std::optional<Error> readInto(MediaInput &input, PacketQueue &queue);
    void decodeFrom(PacketQueue &queue, const MediaInput &input, Pictures &pictures);
    void decodePieces(PacketQueue &queue, const MediaInput &input, Pictures &pictures);
    void decodePackets(PacketQueue &queue, const MediaInput &input, Pictures &pictures);
    void decodePicture(const QByteArray &units, Pictures &pictures);
    void decodeVideo(const AVPacket &packet, Pictures &pictures);
    void waitUntilDue(const AVPacket &packet, const AVStream &stream, Pictures &pictures);
    void showFrame(const AVFrame &frame, Pictures &pictures);
    void noteKeyPacket(std::chrono::steady_clock::time_point readAt);
    void finish(const Error &error);

    const Request m_request;
    const std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();

    std::atomic<std::chrono::steady_clock::rep> m_lastPacket;
    UpdateBox<Update> m_update;
};

} // namespace streamkeeper
