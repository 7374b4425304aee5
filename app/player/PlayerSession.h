#pragma once

#include "app/player/AudioBuffer.h"
#include "app/player/MediaFetcher.h"
#include "app/player/MediaInput.h"
#include "app/player/MediaSource.h"

#include <QDateTime>
#include <QSize>
#include <QVideoFrame>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

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
    QDateTime lastFrameAt; ///< UTC; when it was decoded
    std::optional<std::chrono::microseconds> openedAfter;
    std::optional<std::chrono::microseconds> firstKeyPacketAfter; ///< its first piece was read
    std::optional<std::chrono::microseconds> firstFrameAfter;     ///< scaled and handed over
};

/// One connection to one stream, from opening to its end: a reading thread and a decoding thread.
/// Made and asked by the GUI thread, which it never makes wait: it is told to stop and removes itself
/// when it has done so. It ends for good with the first failure; trying again is the player's part.
class PlayerSession : public std::enable_shared_from_this<PlayerSession>
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
    };

    /// `wake` is called from the session's threads when there is an update, at most once until the
    /// update is taken, and never after release().
    [[nodiscard]] static std::shared_ptr<PlayerSession> start(Request request, std::function<void()> wake);
    explicit PlayerSession(Request request, std::function<void()> wake);
    PlayerSession(const PlayerSession &) = delete;
    PlayerSession &operator=(const PlayerSession &) = delete;
    ~PlayerSession();

    void requestStop();
    /// All threads have ended, or are about to without touching anything but this session.
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    /// The owner goes: no more wakes, and the threads are left to end by themselves.
    void release();
    void setTargetSize(QSize devicePixels);
    [[nodiscard]] Update takeUpdate();

    /// Sessions of the whole process whose threads still run.
    [[nodiscard]] static int liveCount();

private:
    struct Pictures; ///< the decoding thread's own state

    void run();
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
    void notify();
    [[nodiscard]] QSize targetSize() const;

    const Request m_request;
    const std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();
    std::stop_source m_stop;
    std::thread m_thread;
    std::atomic<bool> m_isFinished{false};
    std::atomic<quint64> m_targetSize{0};

    std::mutex m_wakeMutex; ///< held while waking: after release() nothing is called
    std::function<void()> m_wake;
    std::atomic<bool> m_isWakePending{false};

    std::mutex m_updateMutex;
    Update m_update;
};

} // namespace streamkeeper
