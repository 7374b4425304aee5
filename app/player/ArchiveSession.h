#pragma once

#include "app/player/ArchivePiece.h"
#include "app/player/AudioBuffer.h"
#include "app/player/MediaFetcher.h"
#include "app/player/PacketQueue.h"
#include "app/player/PlaybackThread.h"
#include "app/player/UpdateBox.h"
#include "models/domain/Result.h"

#include <QCoreApplication>
#include <QVideoFrame>

#include <chrono>
#include <condition_variable>
#include <optional>
#include <vector>

struct AVFrame;

namespace streamkeeper {

class PieceReader;

/// Plays recorded time from one moment on, piece by piece, until it is told that there is no more or a piece
/// cannot be had: a reading thread that fetches ahead and a decoding thread that shows each picture when it
/// is due. It knows no server and no map: it asks for pieces (Update::wantedFromMs) and is given them.
/// Jumping is a new session; speed and pause may change at any time.
class ArchiveSession : public PlaybackThread
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::ArchiveSession)

public:
    struct Request
    {
        qint64 fromMs = 0; ///< the picture of this moment is the first that is shown
        double speed = 1;
        bool isPaused = false; ///< shows the first picture and waits
        std::shared_ptr<MediaFetcher> fetcher;
        std::shared_ptr<AudioBuffer> audio; ///< heard at speed 1
        QSize targetSize;                   ///< device pixels
        std::chrono::milliseconds openTimeout{15'000};
        std::chrono::milliseconds readTimeout{15'000};
    };

    /// A piece that could not be played.
    struct Failure
    {
        Error error;
        qint64 fromMs = 0; ///< nothing from here on was played
        ServerId server;
    };

    /// What is new since the last call. Only the newest picture is kept.
    struct Update
    {
        std::optional<QVideoFrame> frame;
        std::shared_ptr<const AVFrame> picture; ///< the same at full resolution
        qint64 pictureMs = 0;                   ///< when it was recorded, UTC
        QSize pictureSize;
        bool hasAudio = false;
        std::vector<RecordedPeriod> skipped; ///< gaps that were passed over
        std::optional<qint64> wantedFromMs;  ///< give a piece from here on: givePiece() or giveEnd()
        bool isKeyFramesOnly = false;        ///< decoding cannot keep up with the speed
        bool hasEnded = false;               ///< everything that was given has been shown
        std::optional<Failure> failure;      ///< after everything before it has been shown

        void forgetNews()
        {
            frame.reset();
            picture.reset();
            skipped.clear();
            wantedFromMs.reset();
        }
    };

    [[nodiscard]] static std::shared_ptr<ArchiveSession> start(Request request, std::function<void()> wake);
    ArchiveSession(Request request, std::function<void()> wake);

    [[nodiscard]] Update takeUpdate();
    void givePiece(ArchivePiece piece);
    void giveEnd();
    /// No piece can be given.
    void giveFailure(Failure failure);
    void setPaused(bool isPaused);
    void setSpeed(double speed);

private:
    using Clock = std::chrono::steady_clock;
    struct Pictures; ///< the decoding thread's own state
    struct Given
    {
        std::optional<ArchivePiece> piece; ///< none: the end
        std::optional<Failure> failure;
    };

    void run() override;
    void readPieces(PacketQueue &queue);
    [[nodiscard]] std::optional<Given> ask(qint64 fromMs);
    [[nodiscard]] std::optional<Failure> readPiece(const ArchivePiece &piece, PacketQueue &queue);
    void give(Given given);
    void decodeFrom(PacketQueue &queue);
    void take(const PacketQueue::Item &item, Pictures &pictures);
    void changeTracks(const PacketTracks &tracks, Pictures &pictures);
    void decodeVideo(const AVPacket &packet, Pictures &pictures);
    void handleFrame(const AVFrame &frame, Pictures &pictures);
    void showWhenDue(const AVFrame &frame, qint64 utcUs, Pictures &pictures);
    [[nodiscard]] bool waitUntilDue(qint64 utcUs, Pictures &pictures);
    void noteLateness(Clock::duration late, Pictures &pictures);
    void show(const AVFrame &frame, qint64 utcUs, Pictures &pictures);
    void endWith(const Error &error, Pictures &pictures);
    [[nodiscard]] double speed();

    const Request m_request;

    std::mutex m_controlMutex;
    std::condition_variable_any m_controlChanged;
    double m_speed = 1;
    bool m_isPaused = false;
    quint64 m_controlVersion = 0; ///< the clock of the decoding thread is set anew after a change
    std::optional<Given> m_given;

    UpdateBox<Update> m_update;
    std::optional<Failure> m_readFailure; ///< told when everything before it was shown
};

} // namespace streamkeeper
