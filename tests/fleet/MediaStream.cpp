#include "tests/fleet/MediaStream.h"

#include "tests/fleet/SteadyClock.h"
#include "tests/fleet/StreamIni.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace streamkeeper::fleet {

namespace {
/// An HLS player asks at least once in a segment's length; one that is silent for this long has gone.
constexpr qint64 HlsViewerTimeoutMs = 4000;

} // namespace

MediaStream::MediaStream(StreamSettings settings, const Surroundings &surroundings)
    : m_settings(std::move(settings))
    , m_nodeName(surroundings.nodeName)
    , m_archive(surroundings.archive)
    , m_captures(surroundings.captures)
    , m_warmUpMs(surroundings.warmUp.count())
    , m_isSteady(surroundings.isSteady)
    , m_isSecondary(m_settings.isSecondaryOn(surroundings.nodeName))
{
    m_archive->setSynthetic(m_settings.isSynthetic);
    if (m_settings.isSynthetic) {
        return;
    }
    m_hub = std::make_shared<StreamHub>();
    m_hls = std::make_shared<HlsWindow>(m_archive);
    m_hub->setListener(m_hls);
    m_source =
        std::make_shared<StreamSource>(surroundings.captureLoop, m_hub, m_hls, surroundings.reconnectDelay);
    m_admission = std::make_shared<StreamAdmission>();
    m_hlsLoad = std::make_unique<HlsLoad>();
    updateAdmission();
}

MediaStream::~MediaStream()
{
    if (m_source) {
        m_admission->isGone = true;
        m_source->stop();
    }
    m_isServing = false;
    noteCapture(false, std::exchange(m_isCapturing, false));
    m_archive->setRecording(false);
}

void MediaStream::setEnabled(bool enabled)
{
    m_settings.enabled = enabled;
    m_volatile.enabled.reset();
    applyCapture(false);
}

void MediaStream::setEnabledForNow(bool enabled)
{
    m_volatile.enabled = enabled;
    applyCapture(false);
}

void MediaStream::setPrivate(bool isPrivate)
{
    m_settings.access = isPrivate ? "private" : "public";
    updateAdmission();
}

void MediaStream::setAddress(const QByteArray &address)
{
    m_settings.address = address;
    applyCapture(true);
}

void MediaStream::reconfigure(StreamSettings settings)
{
    m_settings = std::move(settings);
    m_isSecondary = m_settings.isSecondaryOn(m_nodeName);
    m_volatile = {};
    applyCapture(true);
}

void MediaStream::setNodes(const QByteArray &primary, const QList<QByteArray> &secondaries)
{
    m_settings.setNodes(primary, secondaries);
    m_settings.isHolder = false;
    m_isSecondary = m_settings.isSecondaryOn(m_nodeName);
    m_isTakingOver = m_isTakingOver && m_isSecondary;
    applyCapture(false);
}

void MediaStream::becomeHolder(const QByteArray &primary, const QList<QByteArray> &secondaries)
{
    m_settings.setNodes(primary, secondaries);
    m_settings.isHolder = true;
    m_isTakingOver = false;
    applyCapture(false);
}

void MediaStream::setTakingOver(bool isTakingOver)
{
    if (m_isTakingOver != isTakingOver) {
        m_isTakingOver = isTakingOver;
        m_isHandingBack = !isTakingOver;
        applyCapture(false);
        m_isHandingBack = false;
    }
}

void MediaStream::restart()
{
    applyCapture(true);
}

void MediaStream::setRecordingPaused(bool isPaused, std::optional<std::chrono::seconds> duration)
{
    m_volatile.recordingPaused = isPaused;
    m_volatile.recordingResumesSteadyMs =
        isPaused && duration ? steadyMs() + std::chrono::milliseconds(*duration).count() : 0;
    updateArchive();
}

void MediaStream::setRecordingForNow(bool isOn)
{
    m_volatile.recording = isOn;
    updateArchive();
}

void MediaStream::updateArchive()
{
    const bool isOn = m_isCapturing && isRecordingOn();
    const qint64 pausedForMs = m_volatile.recordingResumesSteadyMs - steadyMs();
    const bool isShortPause = isOn && isRecordingPaused() && m_volatile.recordingResumesSteadyMs != 0;
    m_archive->setDepth(std::chrono::seconds(streamIni::seconds(m_settings.otherKeys.value("dvr-duration"))));
    m_archive->setRecording(isOn && !isRecordingPaused(),
                            isShortPause ? std::optional(std::chrono::milliseconds(pausedForMs))
                                         : std::nullopt);
}

void MediaStream::noteCapture(bool anew, bool wasCapturing)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (wasCapturing && (anew || !m_isCapturing)) {
        m_captures.end(m_settings.uid, m_nodeName, now, m_isHandingBack);
    }
    if (m_isCapturing && (anew || !wasCapturing)) {
        const qsizetype at = m_settings.address.lastIndexOf('@');
        const QByteArray source = at < 0 ? m_settings.address.mid(7) : m_settings.address.mid(at + 1);
        m_captures.begin(m_settings.uid, m_nodeName, source, now + (m_warmsUp ? m_warmUpMs : 0));
    }
}

void MediaStream::setBroadcastPaused(bool isPaused)
{
    m_volatile.broadcastPaused = isPaused;
    updateAdmission();
}

bool MediaStream::isRecordingOn() const
{
    return m_volatile.recording.value_or(m_settings.dvr == "true");
}

bool MediaStream::isRecordingPaused() const
{
    const bool hasResumed =
        m_volatile.recordingResumesSteadyMs != 0 && steadyMs() >= m_volatile.recordingResumesSteadyMs;
    return m_volatile.recordingPaused && !hasResumed;
}

StreamAdmission::Rule MediaStream::rule() const
{
    if (m_settings.access == "private") {
        return StreamAdmission::Rule::TokenHolders;
    }
    // All viewers come from 127.0.0.1.
    const bool isOpen = m_settings.access == "public" ||
                        (m_settings.access == "protected" && streamIni::whitelistHasLoopback(m_settings));
    return isOpen ? StreamAdmission::Rule::Everybody : StreamAdmission::Rule::Nobody;
}

bool MediaStream::isWatchable() const
{
    return rule() != StreamAdmission::Rule::Nobody && isEnabled() && isItsTurn() &&
           !m_volatile.broadcastPaused;
}

void MediaStream::updateAdmission()
{
    if (m_admission) {
        m_admission->rule = rule();
        m_admission->isLive = isEnabled() && isItsTurn();
        m_admission->isDelivered = !m_volatile.broadcastPaused;
    }
}

void MediaStream::applyCapture(bool anew)
{
    updateAdmission();
    const bool wasCapturing = std::exchange(m_isCapturing, captures());
    noteCapture(anew, wasCapturing);
    updateArchive();
    if (m_isCapturing && (anew || !wasCapturing)) {
        m_captureStartUtcMs = QDateTime::currentMSecsSinceEpoch();
        m_pictureUtcMs = m_captureStartUtcMs + (m_warmsUp ? m_warmUpMs : 0);
        if (m_source) {
            m_hls->clear();
            m_source->start(m_settings.address, m_settings.wantsAudio);
        }
    } else if (!m_isCapturing && wasCapturing && m_source) {
        m_source->stop();
        m_hls->clear();
    }
}

void MediaStream::serverStarted(bool isNew)
{
    m_isServing = true;
    m_warmsUp = isNew && m_settings.isSynthetic;
    applyCapture(true);
    m_warmsUp = m_settings.isSynthetic;
}

void MediaStream::serverStopped()
{
    m_isServing = false;
    m_volatile = {};
    applyCapture(false);
    if (m_source) {
        m_source->clearCounters();
        m_hub->clearCounters();
        *m_hlsLoad = {};
    }
}

StreamNumbers MediaStream::numbers(qint64 nowUtcMs, qint64 serverStartUtcMs) const
{
    StreamNumbers numbers =
        m_settings.isSynthetic
            ? syntheticNumbers({quint32(qHash(m_settings.uid, 1)), m_settings.isHigh, nowUtcMs,
                                serverStartUtcMs, std::max(m_captureStartUtcMs, serverStartUtcMs),
                                m_isSteady})
            : liveNumbers(serverStartUtcMs);
    if (!m_settings.isSynthetic) {
        // The server's clock may be skewed; what was measured has the right time.
        const qint64 skewSeconds = (nowUtcMs - QDateTime::currentMSecsSinceEpoch()) / 1000;
        for (qint64 *time : {&numbers.reconnectTime, &numbers.pingTime, &numbers.startTime}) {
            *time += *time != 0 ? skewSeconds : 0;
        }
    }
    numbers.hasAudio = numbers.hasAudio && m_settings.wantsAudio;
    const bool isWarmingUp = m_pictureUtcMs > QDateTime::currentMSecsSinceEpoch();
    if (!isEnabled() || !isItsTurn() || isWarmingUp) {
        const qint64 total = numbers.reconnectTotal;
        numbers = {};
        numbers.status = isWarmingUp && isEnabled() && isItsTurn() ? "pending" : "inactive";
        numbers.reconnectTotal = total;
    }
    if (m_statusOverride) {
        numbers.status = *m_statusOverride;
    }
    return numbers;
}

qint64 MediaStream::captureStartUtcMs(const StreamNumbers &numbers) const
{
    if (numbers.status != "active") {
        return 0;
    }
    return m_hub ? m_hub->sourceStartUtcMs() : m_captureStartUtcMs;
}

StreamNumbers MediaStream::liveNumbers(qint64 serverStartUtcMs) const
{
    const StreamSource::Reading reading = m_source->reading();
    const StreamFormat format = m_hub->format();
    const qint64 now = steadyMs();
    StreamNumbers numbers;
    switch (reading.state) {
    case StreamSource::State::Active:
        numbers.status = "active";
        break;
    case StreamSource::State::Connecting:
        numbers.status = "pending";
        break;
    case StreamSource::State::Lost:
    case StreamSource::State::Stopped:
        numbers.status = "inactive";
        break;
    }
    numbers.bitrateIn = m_hub->bitsPerSecondIn();
    numbers.bitrateOut = m_hub->bitsPerSecondOut() + m_hlsLoad->out.bitsPerSecond(now);
    numbers.bytesIn = m_hub->bytesIn();
    numbers.bytesOut = m_hub->bytesOutSinceStart();
    numbers.clients = m_hub->playingViewerCount() + hlsViewerCount(now);
    numbers.width = format.width;
    numbers.height = format.height;
    numbers.hasVideo = format.hasVideo;
    numbers.hasAudio = format.hasAudio;
    numbers.reconnectAttempt = reading.reconnectAttempt;
    numbers.reconnectTotal = reading.reconnectTotal;
    numbers.reconnectTime = (reading.nextReconnectUtcMs + 999) / 1000;
    const qint64 pingMs = m_hub->lastUnitUtcMs();
    numbers.pingTime = pingMs < serverStartUtcMs ? 0 : pingMs / 1000;
    numbers.startTime = m_hub->sourceStartUtcMs() / 1000;
    return numbers;
}

QByteArray MediaStream::sdp() const
{
    return m_source ? m_source->reading().sdp : QByteArray();
}

std::optional<qint64> MediaStream::silenceMs(qint64 nowUtcMs) const
{
    if (!m_hub || m_hub->lastUnitUtcMs() == 0) {
        return std::nullopt;
    }
    return qMax<qint64>(0, nowUtcMs - m_hub->lastUnitUtcMs());
}

void MediaStream::countHls(const QByteArray &viewer, qint64 bytes, qint64 nowSteadyMs)
{
    m_hlsLoad->out.add(bytes, nowSteadyMs);
    m_hlsLoad->lastSeenSteadyMs.insert(viewer, nowSteadyMs);
    m_hlsLoad->lastSeenSteadyMs.removeIf(
        [nowSteadyMs](const auto &entry) { return nowSteadyMs - entry.value() > HlsViewerTimeoutMs; });
}

int MediaStream::hlsViewerCount(qint64 nowSteadyMs) const
{
    int count = 0;
    for (const qint64 seen : m_hlsLoad->lastSeenSteadyMs) {
        count += nowSteadyMs - seen <= HlsViewerTimeoutMs ? 1 : 0;
    }
    return count;
}

} // namespace streamkeeper::fleet
