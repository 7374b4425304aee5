#pragma once

#include "app/player/ArchiveSession.h"
#include "app/player/SessionSlot.h"
#include "models/domain/Clock.h"
#include "models/rules/ArchivePlayback.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QVideoSink;

namespace streamkeeper {

class AudioOutput;

enum class ArchiveState : quint8 {
    Idle,     ///< nothing is played
    Loading,  ///< from play() to the first picture
    Playing,  ///< pictures come, or the first one of a jump stands while paused
    Waiting,  ///< the next picture is late: the server is slow, or it has not been recorded yet
    Retrying, ///< was lost; tried again with a growing delay
    Failed,   ///< given up, stateText() says why
    Ended,    ///< everything that is recorded has been shown
};

/// Plays what is recorded of one stream, over all servers that hold it, into a QVideoSink. Lives on the GUI
/// thread and never makes it wait. Gaps are passed over; a server that fails is left out where another one
/// holds the same time. All moments are UTC.
class ArchivePlayer : public QObject
{
    Q_OBJECT

public:
    using PieceAnswer = std::function<void(Result<ArchivePiece>)>;
    /// Says how a piece can be had; answers at once or later, on the GUI thread. Late answers are dropped.
    using Locate =
        std::function<void(const ArchivePlace &place, const RecordedPeriod &period, PieceAnswer answer)>;

    struct Timings
    {
        /// The first piece is short, so that a jump is quick where a piece is fetched whole.
        std::chrono::milliseconds firstPiece{8'000};
        std::chrono::milliseconds piece{30'000};
        std::chrono::milliseconds waitingAfter{1'500}; ///< without a picture
        std::chrono::milliseconds firstRetryDelay{1'000};
        std::chrono::milliseconds maxRetryDelay{15'000};
        /// How often the end of what is recorded is looked at again while it is waited for.
        std::chrono::milliseconds growPause{4'000};
    };

    explicit ArchivePlayer(std::shared_ptr<MediaFetcher> fetcher, Clock clock = {},
                           QObject *parent = nullptr);
    /// Waits at most 2 s for running sessions, then leaves them to end by themselves.
    ~ArchivePlayer() override;

    void setLocate(Locate locate) { m_locate = std::move(locate); }
    void setTimings(const Timings &timings) { m_timings = timings; }
    void setVideoSink(QVideoSink *sink);
    /// In device pixels.
    void setTargetSize(QSize devicePixels);

    /// What is recorded where, and what servers are called. Playing goes on over a change.
    void setMap(const ArchiveMap &map);
    [[nodiscard]] const ArchiveMap &map() const { return m_map; }
    /// Shows the moment and plays on from it, or stays at it while paused. One that is not recorded is moved
    /// to the next that is (momentMoved).
    void play(qint64 momentMs);
    void stop();
    /// The same moment again, after a failure or at the end.
    void retry();
    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// 0.5 to 16. Sound is heard at 1.
    void setSpeed(double speed);
    [[nodiscard]] double speed() const { return m_speed; }
    void setMuted(bool isMuted);
    [[nodiscard]] bool isMuted() const { return m_isMuted; }
    [[nodiscard]] bool hasAudioDevice() const { return m_hasAudioDevice; }

    [[nodiscard]] ArchiveState state() const { return m_state; }
    /// A sentence for people; never holds a secret.
    [[nodiscard]] QString stateText() const { return m_stateText; }
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    /// When the picture that is shown was recorded; until the first one, the moment that was asked for.
    [[nodiscard]] std::optional<qint64> position() const { return m_position; }
    [[nodiscard]] bool hasPicture() const { return m_picture != nullptr; }
    [[nodiscard]] bool hasAudio() const { return m_hasAudio; }
    /// The speed is reached only by leaving pictures out.
    [[nodiscard]] bool isKeyFramesOnly() const { return m_isKeyFramesOnly; }
    /// The picture shown now at its full resolution; null before the first one.
    [[nodiscard]] QImage takeSnapshot() const;

    [[nodiscard]] int sessionCount() const;

Q_SIGNALS:
    void stateChanged(streamkeeper::ArchiveState state, const QString &text);
    void positionChanged(qint64 momentMs);
    void firstPictureShown();
    void gapSkipped(const streamkeeper::RecordedPeriod &gap);
    /// A moment that is not recorded was asked for.
    void momentMoved(qint64 askedMs, qint64 momentMs);
    /// The end of the map is near and more may have been recorded: read it anew and set it.
    void mapNeeded();
    void soundChanged();

private:
    void startSession(qint64 fromMs);
    void endSession();
    void handleUpdate(const ArchiveSession::Update &update);
    void showPicture(const ArchiveSession::Update &update);
    void handleFailure(const ArchiveSession::Failure &failure);
    void scheduleRetry(const Error &error, qint64 fromMs);
    void provide();
    void providePiece(const ArchivePlace &place);
    void waitForMore();
    void checkForWait();
    void setState(ArchiveState state, const QString &text);
    void updateSound();
    [[nodiscard]] bool mayGrow() const;

    std::shared_ptr<MediaFetcher> m_fetcher;
    Clock m_clock;
    AudioOutput *m_audio;
    QPointer<QVideoSink> m_sink;
    Locate m_locate;
    Timings m_timings;
    QSize m_targetSize;

    ArchiveMap m_map;
    SessionSlot<ArchiveSession> m_session;
    std::optional<qint64> m_wantedFromMs;
    bool m_isLocating = false;
    bool m_isFirstPiece = true;
    bool m_isFirstPictureAwaited = false;
    QSet<ServerId> m_unusable; ///< failed since the last jump

    ArchiveState m_state = ArchiveState::Idle;
    QString m_stateText;
    std::optional<Error> m_lastError;
    std::optional<qint64> m_position;
    std::shared_ptr<const AVFrame> m_picture;
    QVideoFrame m_frame;
    QTimer m_retryTimer;
    QTimer m_growTimer;
    QTimer m_waitTimer;
    QElapsedTimer m_sincePicture;
    std::chrono::milliseconds m_retryDelay{0};
    qint64 m_retryFromMs = 0;
    double m_speed = 1;
    bool m_isPaused = false;
    bool m_isMuted = true;
    bool m_hasAudioDevice = true;
    bool m_hasAudio = false;
    bool m_isKeyFramesOnly = false;
    bool m_wasPlaying = false;
};

} // namespace streamkeeper
