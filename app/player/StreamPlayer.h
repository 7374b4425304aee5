#pragma once

#include "app/player/MediaFetcher.h"
#include "app/player/MediaSource.h"
#include "app/player/PictureCache.h"
#include "app/player/PlayerSession.h"
#include "app/player/SessionSlot.h"
#include "models/domain/Clock.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

class QVideoSink;

namespace streamkeeper {

class AudioOutput;

enum class PlayerState : quint8 {
    Idle,         ///< nothing to play, or paused
    Connecting,   ///< from play() to the first picture
    Playing,      ///< pictures come
    Stalled,      ///< connected, but no picture for a while
    Reconnecting, ///< was lost; tried again with a growing delay
    Failed,       ///< given up, stateText() says why
};

/// When a player loses patience. Tests shorten it.
struct PlayerTimings
{
    std::chrono::milliseconds openTimeout{10'000};
    // Without a picture, at a usual pace; a slower stream gets the time that some of its pictures take.
    std::chrono::milliseconds stalledAfter{3'000};
    std::chrono::milliseconds lostAfter{10'000};
    std::chrono::milliseconds firstRetryDelay{1'000};
    std::chrono::milliseconds maxRetryDelay{15'000};
};

/// Plays one live stream after another into a QVideoSink. Lives on the GUI thread and never makes it
/// wait: connections are opened, read and decoded on threads of their own, and an old one ends by
/// itself after the switch to a new one. Frames are BGRA, scaled to the target size, set on the sink
/// from the GUI thread as they come (RTSP) or by their times (HLS).
class StreamPlayer : public QObject
{
    Q_OBJECT

public:
    /// Without a fetcher, HLS ends in Failed.
    explicit StreamPlayer(std::shared_ptr<MediaFetcher> fetcher, Clock clock = {}, QObject *parent = nullptr);
    /// Waits at most 2 s for running sessions, then leaves them to end by themselves.
    ~StreamPlayer() override;

    void setVideoSink(QVideoSink *sink);
    /// In device pixels; empty: the size of the stream. Never scaled above the stream's own size.
    void setTargetSize(QSize devicePixels);
    void setTransport(RtspTransport transport) { m_transport = transport; }
    void setTimings(const PlayerTimings &timings) { m_timings = timings; }

    /// Leaves what was played before and starts anew, also when it is the same.
    void play(const MediaSource &source);
    /// Idle; the sink is left as it is.
    void stop();
    /// A live stream cannot be held up: pausing keeps the picture and closes the connection, going on
    /// connects again and is live at once.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

    /// Muted at start. The sound device is opened when unmuted; without one it stays silent.
    void setMuted(bool muted);
    [[nodiscard]] bool isMuted() const { return m_isMuted; }
    /// 0 to 1, as heard.
    void setVolume(double volume);
    /// False when unmuting found no sound device.
    [[nodiscard]] bool hasAudioDevice() const { return m_hasAudioDevice; }

    [[nodiscard]] PlayerState state() const { return m_state; }
    /// A sentence for people: what is tried, on which host, what to do. Never holds a secret.
    [[nodiscard]] QString stateText() const { return m_stateText; }
    /// Set in Failed and Reconnecting: the reason.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    [[nodiscard]] const StreamStatistics &statistics() const { return m_statistics; }

    /// The picture shown now at the stream's full resolution; null before the first one.
    [[nodiscard]] QImage takeSnapshot() const;
    /// When it came, UTC; null before the first one.
    [[nodiscard]] const QDateTime &pictureTime() const { return m_frameTime; }
    /// The last picture shown of a stream, with its time; none if it was never shown or is forgotten.
    [[nodiscard]] std::optional<PictureCache::Picture> lastPicture(const QString &streamKey);

    /// Sessions of this player that run or are ending.
    [[nodiscard]] int sessionCount() const;

Q_SIGNALS:
    void stateChanged(streamkeeper::PlayerState state, const QString &text);
    /// On square pixels; also when it changes in mid-stream.
    void pictureSizeChanged(QSize size);
    /// About once a second while pictures come.
    void statisticsChanged(const streamkeeper::StreamStatistics &statistics);
    /// The first picture of a play(), a resume or a reconnect is in the sink.
    void firstFrameShown();
    /// The operator wants sound and there is no device (false), or there is one again (true).
    void audioDeviceChanged(bool hasDevice);

private:
    void startSession();
    void endSession();
    void handleUpdate(const PlayerSession::Update &update);
    void handleFrame(const PlayerSession::Update &update);
    void handleFailure(const Error &error);
    void scheduleRetry(const Error &error);
    void checkForStall();
    void noteInterval();
    /// How long a stream of this pace may go without a picture that is expected within `usual`.
    [[nodiscard]] std::chrono::milliseconds patience(std::chrono::milliseconds usual) const;
    void keepLastPicture();
    void setState(PlayerState state, const QString &text);
    [[nodiscard]] QString connectingText() const;

    std::shared_ptr<MediaFetcher> m_fetcher;
    Clock m_clock;
    AudioOutput *m_audio;
    QPointer<QVideoSink> m_sink;
    PictureCache m_pictures;
    PlayerTimings m_timings;
    RtspTransport m_transport = RtspTransport::Tcp;
    QSize m_targetSize;

    std::optional<MediaSource> m_source;
    SessionSlot<PlayerSession> m_session;

    PlayerState m_state = PlayerState::Idle;
    QString m_stateText;
    std::optional<Error> m_lastError;
    StreamStatistics m_statistics;
    std::shared_ptr<const AVFrame> m_picture;
    QVideoFrame m_frame;
    QDateTime m_frameTime;

    QTimer m_stallTimer;
    QTimer m_retryTimer;
    QElapsedTimer m_sinceFrame;
    /// The longest of late between two pictures since play(); none: there was one picture at most.
    std::optional<std::chrono::milliseconds> m_interval;
    QElapsedTimer m_sinceStatistics;
    std::chrono::milliseconds m_retryDelay{0};
    bool m_wasPlaying = false; ///< since play(): a loss is retried, a first failure is told
    bool m_isFirstFrameAwaited = false;
    bool m_isPaused = false;
    bool m_isMuted = true;
    bool m_hasAudioDevice = true;
};

} // namespace streamkeeper
