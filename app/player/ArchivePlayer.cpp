#include "app/player/ArchivePlayer.h"

#include "app/player/AudioOutput.h"
#include "app/player/FrameScaler.h"
#include "models/rules/RetryRule.h"

#include <QVideoSink>

#include <algorithm>

namespace streamkeeper {

namespace {

constexpr std::chrono::milliseconds waitCheckInterval{200};
/// A server tells a segment only when it is complete, a minute by default: what ended earlier than this may
/// still go on.
constexpr qint64 growWindowMs = 180'000;
/// A shorter piece at the growing end is not worth a request.
constexpr qint64 shortestPieceMs = 2'000;

} // namespace

ArchivePlayer::ArchivePlayer(std::shared_ptr<MediaFetcher> fetcher, Clock clock, QObject *parent)
    : QObject(parent)
    , m_fetcher(std::move(fetcher))
    , m_clock(std::move(clock))
    , m_audio(new AudioOutput(this))
    , m_session(this, [this](const ArchiveSession::Update &update) { handleUpdate(update); })
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        m_unusable.clear();
        startSession(m_retryFromMs);
    });
    m_growTimer.setSingleShot(true);
    connect(&m_growTimer, &QTimer::timeout, this, &ArchivePlayer::mapNeeded);
    m_waitTimer.setInterval(waitCheckInterval);
    connect(&m_waitTimer, &QTimer::timeout, this, &ArchivePlayer::checkForWait);
}

ArchivePlayer::~ArchivePlayer() = default;

void ArchivePlayer::setVideoSink(QVideoSink *sink)
{
    m_sink = sink;
}

void ArchivePlayer::setTargetSize(QSize devicePixels)
{
    m_targetSize = devicePixels;
    if (m_session)
        m_session->setTargetSize(devicePixels);
}

void ArchivePlayer::setMap(const ArchiveMap &map)
{
    m_map = map;
    if (m_session && m_wantedFromMs && !m_isLocating)
        provide();
}

void ArchivePlayer::play(qint64 momentMs)
{
    m_lastError.reset();
    m_retryDelay = std::chrono::milliseconds(0);
    m_unusable.clear();
    m_wasPlaying = false;
    const auto recorded = recordedMomentFrom(m_map.coverage(m_clock.nowMs()), momentMs);
    const qint64 from = recorded.value_or(momentMs);
    if (from != momentMs)
        Q_EMIT momentMoved(momentMs, from);
    m_position = from;
    Q_EMIT positionChanged(from);
    startSession(from);
}

void ArchivePlayer::stop()
{
    endSession();
    m_picture.reset();
    m_frame = QVideoFrame();
    m_position.reset();
    m_lastError.reset();
    m_isPaused = false;
    m_hasAudio = false;
    updateSound();
    setState(ArchiveState::Idle, QString());
}

void ArchivePlayer::retry()
{
    if (m_position)
        play(*m_position);
}

void ArchivePlayer::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (m_session)
        m_session->setPaused(isPaused);
    m_sincePicture.restart();
    updateSound();
}

void ArchivePlayer::setSpeed(double speed)
{
    m_speed = std::clamp(speed, 0.5, 16.0);
    m_isKeyFramesOnly = false;
    if (m_session)
        m_session->setSpeed(m_speed);
    updateSound();
}

void ArchivePlayer::setMuted(bool isMuted)
{
    m_isMuted = isMuted;
    updateSound();
}

/// The device is held only while there is something to hear.
void ArchivePlayer::updateSound()
{
    const bool isWanted = !m_isMuted && m_session && !m_isPaused && m_speed == 1;
    if (isWanted)
        m_hasAudioDevice = m_audio->open();
    else
        m_audio->close();
}

QImage ArchivePlayer::takeSnapshot() const
{
    if (!m_picture)
        return {};
    FrameScaler scaler;
    return scaler.scaleToImage(*m_picture, QSize()).value_or(QImage());
}

int ArchivePlayer::sessionCount() const
{
    return m_session.count();
}

void ArchivePlayer::startSession(qint64 fromMs)
{
    endSession();
    ArchiveSession::Request request;
    request.fromMs = fromMs;
    request.speed = m_speed;
    request.isPaused = m_isPaused;
    request.fetcher = m_fetcher;
    request.audio = m_audio->buffer();
    request.targetSize = m_targetSize;
    m_isFirstPiece = true;
    m_isFirstPictureAwaited = true;
    m_isKeyFramesOnly = false;
    m_sincePicture.start();
    m_waitTimer.start();
    m_session.start(std::move(request));
    updateSound();
    setState(ArchiveState::Loading, tr("Loading the recording…"));
}

void ArchivePlayer::endSession()
{
    m_retryTimer.stop();
    m_growTimer.stop();
    m_waitTimer.stop();
    m_wantedFromMs.reset();
    m_isLocating = false;
    m_session.end();
}

void ArchivePlayer::handleUpdate(const ArchiveSession::Update &update)
{
    const quint64 generation = m_session.generation();
    m_isKeyFramesOnly = m_isKeyFramesOnly || (update.isKeyFramesOnly && m_speed > 1);
    if (std::exchange(m_hasAudio, update.hasAudio) != update.hasAudio)
        Q_EMIT soundChanged();
    for (const RecordedPeriod &gap : update.skipped)
        Q_EMIT gapSkipped(gap);
    // A slot may have jumped.
    if (m_session.isCurrent(generation) && update.frame)
        showPicture(update);
    if (!m_session.isCurrent(generation))
        return;
    if (update.wantedFromMs) {
        m_wantedFromMs = update.wantedFromMs;
        provide();
    }
    if (!m_session.isCurrent(generation))
        return;
    if (update.failure) {
        handleFailure(*update.failure);
    } else if (update.hasEnded) {
        endSession();
        setState(ArchiveState::Ended, m_picture ? tr("This is the end of what is recorded.")
                                                : tr("Nothing is recorded from this moment on."));
    }
}

void ArchivePlayer::showPicture(const ArchiveSession::Update &update)
{
    const quint64 generation = m_session.generation();
    m_frame = *update.frame;
    m_picture = update.picture;
    m_position = update.pictureMs;
    m_sincePicture.restart();
    m_retryDelay = std::chrono::milliseconds(0);
    m_wasPlaying = true;
    m_lastError.reset();
    if (m_sink)
        m_sink->setVideoFrame(m_frame);
    setState(ArchiveState::Playing, tr("Playing the recording."));
    if (!m_session.isCurrent(generation))
        return;
    Q_EMIT positionChanged(update.pictureMs);
    if (m_session.isCurrent(generation) && std::exchange(m_isFirstPictureAwaited, false))
        Q_EMIT firstPictureShown();
}

bool ArchivePlayer::mayGrow() const
{
    const auto coverage = m_map.coverage(m_clock.nowMs());
    return !coverage.empty() && m_clock.nowMs() - coverage.back().untilMs < growWindowMs;
}

/// Gives the session the piece that it wants, or tells it that there is none.
void ArchivePlayer::provide()
{
    const auto coverage = m_map.coverage(m_clock.nowMs());
    const auto moment = recordedMomentFrom(coverage, *m_wantedFromMs);
    const bool isNearEnd = !moment || coverage.back().untilMs - *moment < shortestPieceMs;
    if (isNearEnd && mayGrow() && !m_isFirstPiece) {
        waitForMore();
        return;
    }
    if (!moment) {
        m_wantedFromMs.reset();
        m_session->giveEnd();
        return;
    }
    if (const auto place = m_map.placeAt(*moment, m_clock.nowMs(), m_unusable)) {
        providePiece(*place);
        return;
    }
    const Error error = m_lastError.value_or(
        Error{ErrorCategory::Network, tr("No media server can play this moment."), {}, 0});
    m_wantedFromMs.reset();
    m_session->giveFailure({error, *moment, ServerId()});
}

void ArchivePlayer::providePiece(const ArchivePlace &place)
{
    if (!m_locate)
        return;
    const auto length = m_isFirstPiece ? m_timings.firstPiece : m_timings.piece;
    const RecordedPeriod period{place.momentMs, std::min(place.momentMs + length.count(), place.untilMs)};
    m_isFirstPiece = false;
    m_isLocating = true;
    const PieceAnswer take = [this, guard = QPointer<ArchivePlayer>(this),
                              generation = m_session.generation(), period,
                              server = place.server](const Result<ArchivePiece> &piece) {
        if (!guard || !m_session.isCurrent(generation))
            return;
        m_isLocating = false;
        m_wantedFromMs.reset();
        if (piece)
            m_session->givePiece(*piece);
        else
            m_session->giveFailure({piece.error(), period.fromMs, server});
    };
    m_locate(place, period, take);
}

void ArchivePlayer::waitForMore()
{
    if (!m_growTimer.isActive())
        m_growTimer.start(m_timings.growPause);
}

void ArchivePlayer::handleFailure(const ArchiveSession::Failure &failure)
{
    m_lastError = failure.error;
    if (failure.error.category == ErrorCategory::Cancelled) {
        endSession();
        setState(ArchiveState::Failed, failure.error.message);
        return;
    }
    // Another server may hold the same time.
    if (!failure.server.isNull())
        m_unusable.insert(failure.server);
    const auto other = m_map.placeAt(failure.fromMs, m_clock.nowMs(), m_unusable);
    if (!failure.server.isNull() && other) {
        startSession(failure.fromMs);
        return;
    }
    if (m_wasPlaying && !isHopeless(failure.error)) {
        scheduleRetry(failure.error, failure.fromMs);
        return;
    }
    endSession();
    setState(ArchiveState::Failed, failure.error.message);
}

void ArchivePlayer::scheduleRetry(const Error &error, qint64 fromMs)
{
    endSession();
    m_retryFromMs = fromMs;
    m_retryDelay = m_retryDelay.count() == 0 ? m_timings.firstRetryDelay
                                             : std::min(2 * m_retryDelay, m_timings.maxRetryDelay);
    m_retryTimer.start(m_retryDelay);
    setState(ArchiveState::Retrying, error.message);
}

void ArchivePlayer::checkForWait()
{
    m_session.removeFinished();
    const bool isQuiet = m_sincePicture.hasExpired(m_timings.waitingAfter.count());
    if (m_state != ArchiveState::Playing || m_isPaused || !isQuiet)
        return;
    setState(ArchiveState::Waiting, m_growTimer.isActive()
                                        ? tr("Everything that is recorded has been shown. Waiting for more.")
                                        : tr("Waiting for the media server."));
}

void ArchivePlayer::setState(ArchiveState state, const QString &text)
{
    if (state == m_state && text == m_stateText)
        return;
    m_state = state;
    m_stateText = text;
    Q_EMIT stateChanged(state, text);
}

} // namespace streamkeeper
