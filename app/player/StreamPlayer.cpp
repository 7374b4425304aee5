#include "app/player/StreamPlayer.h"

#include "app/player/AudioOutput.h"
#include "app/player/FrameScaler.h"
#include "models/rules/RetryRule.h"

#include <QVideoSink>

#include <algorithm>

namespace streamkeeper {

namespace {

constexpr std::chrono::milliseconds stallCheckInterval{200};
constexpr int statisticsIntervalMs = 1000;

QImage toImage(const QVideoFrame &frame)
{
    QVideoFrame mapped = frame;
    if (!mapped.isValid() || !mapped.map(QVideoFrame::ReadOnly))
        return {};
    const QImage image =
        QImage(mapped.bits(0), mapped.width(), mapped.height(), mapped.bytesPerLine(0), QImage::Format_RGB32)
            .copy();
    mapped.unmap();
    return image;
}

} // namespace

StreamPlayer::StreamPlayer(std::shared_ptr<MediaFetcher> fetcher, Clock clock, QObject *parent)
    : QObject(parent)
    , m_fetcher(std::move(fetcher))
    , m_clock(std::move(clock))
    , m_audio(new AudioOutput(this))
    , m_session(this, [this](const PlayerSession::Update &update) { handleUpdate(update); })
{
    m_stallTimer.setInterval(stallCheckInterval);
    connect(&m_stallTimer, &QTimer::timeout, this, &StreamPlayer::checkForStall);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &StreamPlayer::startSession);
}

StreamPlayer::~StreamPlayer() = default;

void StreamPlayer::setVideoSink(QVideoSink *sink)
{
    m_sink = sink;
    if (m_sink && m_frame.isValid())
        m_sink->setVideoFrame(m_frame);
}

void StreamPlayer::setTargetSize(QSize devicePixels)
{
    m_targetSize = devicePixels;
    if (m_session)
        m_session->setTargetSize(devicePixels);
}

void StreamPlayer::play(const MediaSource &source)
{
    endSession();
    m_source = source;
    m_picture.reset();
    m_frame = QVideoFrame();
    m_frameTime = {};
    m_statistics = StreamStatistics();
    m_lastError.reset();
    m_isPaused = false;
    m_wasPlaying = false;
    m_interval.reset();
    m_retryDelay = std::chrono::milliseconds(0);
    startSession();
    setState(PlayerState::Connecting, connectingText());
}

void StreamPlayer::stop()
{
    endSession();
    m_source.reset();
    m_lastError.reset();
    m_isPaused = false;
    setState(PlayerState::Idle, QString());
}

void StreamPlayer::setPaused(bool paused)
{
    if (paused == m_isPaused || !m_source)
        return;
    m_isPaused = paused;
    if (paused) {
        endSession();
        setState(PlayerState::Idle, tr("Paused."));
    } else {
        m_retryDelay = std::chrono::milliseconds(0);
        startSession();
        setState(PlayerState::Connecting, connectingText());
    }
}

void StreamPlayer::setMuted(bool muted)
{
    m_isMuted = muted;
    if (muted) {
        m_audio->close();
        return;
    }
    const bool hasDevice = m_audio->open();
    if (hasDevice != std::exchange(m_hasAudioDevice, hasDevice))
        Q_EMIT audioDeviceChanged(hasDevice);
}

void StreamPlayer::setVolume(double volume)
{
    m_audio->setVolume(std::clamp(volume, 0.0, 1.0));
}

QImage StreamPlayer::takeSnapshot() const
{
    if (!m_picture)
        return {};
    FrameScaler scaler;
    return scaler.scaleToImage(*m_picture, QSize()).value_or(QImage());
}

std::optional<PictureCache::Picture> StreamPlayer::lastPicture(const QString &streamKey)
{
    if (m_source && m_source->streamKey == streamKey)
        keepLastPicture();
    return m_pictures.find(streamKey);
}

int StreamPlayer::sessionCount() const
{
    return m_session.count();
}

void StreamPlayer::startSession()
{
    if (!m_source)
        return;
    PlayerSession::Request request;
    request.source = *m_source;
    request.transport = m_transport;
    request.fetcher = m_fetcher;
    request.audio = m_audio->buffer();
    request.targetSize = m_targetSize;
    request.openTimeout = m_timings.openTimeout;
    // Silence on the line is judged here, by the stall timer.
    request.readTimeout = 2 * m_timings.lostAfter;
    m_isFirstFrameAwaited = true;
    m_sinceFrame.start();
    m_sinceStatistics.start();
    m_session.start(std::move(request));
    m_stallTimer.start();
}

void StreamPlayer::endSession()
{
    m_retryTimer.stop();
    m_stallTimer.stop();
    if (m_session)
        keepLastPicture();
    m_session.end();
}

void StreamPlayer::keepLastPicture()
{
    if (!m_source || !m_frame.isValid())
        return;
    m_pictures.insert(m_source->streamKey, toImage(m_frame), m_frameTime);
}

void StreamPlayer::handleUpdate(const PlayerSession::Update &update)
{
    const quint64 generation = m_session.generation();
    const bool isSizeNew =
        update.statistics.pictureSize != m_statistics.pictureSize && !update.statistics.pictureSize.isEmpty();
    m_statistics = update.statistics;
    if (isSizeNew)
        Q_EMIT pictureSizeChanged(m_statistics.pictureSize);
    // A slot may have switched to another stream.
    if (m_session.isCurrent(generation) && update.frame)
        handleFrame(update);
    if (m_session.isCurrent(generation) && update.failure)
        handleFailure(*update.failure);
}

void StreamPlayer::handleFrame(const PlayerSession::Update &update)
{
    const quint64 generation = m_session.generation();
    m_frame = *update.frame;
    m_picture = update.picture;
    m_frameTime = m_clock.nowUtc();
    if (!m_isFirstFrameAwaited)
        noteInterval();
    m_sinceFrame.restart();
    m_retryDelay = std::chrono::milliseconds(0);
    m_wasPlaying = true;
    m_lastError.reset();
    if (m_sink)
        m_sink->setVideoFrame(m_frame);
    setState(PlayerState::Playing, tr("Playing from %1.").arg(m_source->hostText()));
    if (!m_session.isCurrent(generation))
        return;
    const bool isFirst = std::exchange(m_isFirstFrameAwaited, false);
    if (isFirst)
        Q_EMIT firstFrameShown();
    if (m_session.isCurrent(generation) && (isFirst || m_sinceStatistics.hasExpired(statisticsIntervalMs))) {
        m_sinceStatistics.restart();
        Q_EMIT statisticsChanged(m_statistics);
    }
}

void StreamPlayer::handleFailure(const Error &error)
{
    // A stream that played a moment ago and is now unknown (404) lost its source, not its address.
    const bool isWorthRetry = m_wasPlaying && !isHopeless(error);
    if (isWorthRetry) {
        scheduleRetry(error);
        return;
    }
    endSession();
    m_lastError = error;
    setState(PlayerState::Failed, error.message);
}

void StreamPlayer::scheduleRetry(const Error &error)
{
    endSession();
    m_lastError = error;
    m_retryDelay = m_retryDelay.count() == 0 ? m_timings.firstRetryDelay
                                             : std::min(2 * m_retryDelay, m_timings.maxRetryDelay);
    m_retryTimer.start(m_retryDelay);
    setState(PlayerState::Reconnecting, error.message);
}

void StreamPlayer::checkForStall()
{
    m_session.removeFinished();
    if (!m_session)
        return;
    const std::chrono::milliseconds quiet(m_sinceFrame.elapsed());
    // Opening has its own deadline; a first key frame may be many seconds away.
    const auto lostAfter = m_isFirstFrameAwaited ? m_timings.openTimeout + 2 * m_timings.lostAfter
                                                 : patience(m_timings.lostAfter);
    const QString host = m_source->hostText();
    const bool isFed = m_session->sincePacket() < m_timings.stalledAfter;
    const auto stalledAfter =
        m_isFirstFrameAwaited ? m_timings.stalledAfter : patience(m_timings.stalledAfter);
    if (isFed && quiet > stalledAfter) {
        setState(m_isFirstFrameAwaited ? m_state : PlayerState::Stalled,
                 tr("Data comes from %1, but no complete picture (key frame) yet. Waiting.").arg(host));
    } else if (quiet > lostAfter) {
        m_wasPlaying = true;
        scheduleRetry({ErrorCategory::Timeout,
                       tr("%1 has sent no picture for %n second(s). Connecting again.", nullptr,
                          static_cast<int>(quiet.count() / 1000))
                           .arg(host),
                       {},
                       0});
    } else if (m_state == PlayerState::Playing && quiet > stalledAfter) {
        setState(PlayerState::Stalled, tr("No picture is coming from %1 at the moment. Waiting.").arg(host));
    }
}

/// Falls slowly, so that one late picture of a slow camera is remembered for a while.
void StreamPlayer::noteInterval()
{
    const std::chrono::milliseconds now(m_sinceFrame.elapsed());
    m_interval = std::max(now, m_interval.value_or(now) * 7 / 8);
}

std::chrono::milliseconds StreamPlayer::patience(std::chrono::milliseconds usual) const
{
    constexpr int pictures = 3;
    // One picture tells no pace: the next one may be long away.
    return m_interval ? std::max(usual, pictures * *m_interval) : usual + m_timings.lostAfter;
}

QString StreamPlayer::connectingText() const
{
    return tr("Connecting to %1…").arg(m_source->hostText());
}

void StreamPlayer::setState(PlayerState state, const QString &text)
{
    if (state == m_state && text == m_stateText)
        return;
    m_state = state;
    m_stateText = text;
    Q_EMIT stateChanged(state, text);
}

} // namespace streamkeeper
