#include "tests/fleet/MediaStream.h"

#include <QDateTime>

namespace streamkeeper::fleet {

namespace {
/// An HLS player asks at least once in a segment's length; one that is silent for this long has gone.
constexpr qint64 HlsViewerTimeoutMs = 4000;

qint64 steadyMs()
{
    return g_get_monotonic_time() / 1000;
}
} // namespace

MediaStream::MediaStream(StreamSettings settings, GstLoop &captureLoop,
                         std::chrono::milliseconds reconnectDelay)
    : m_settings(std::move(settings))
{
    if (m_settings.isSynthetic) {
        return;
    }
    m_hub = std::make_shared<StreamHub>();
    m_hls = std::make_shared<HlsWindow>();
    m_hub->setListener(m_hls);
    m_source = std::make_shared<StreamSource>(captureLoop, m_hub, m_hls, reconnectDelay);
    m_admission = std::make_shared<StreamAdmission>();
    m_admission->isPrivate = m_settings.isPrivate;
    m_admission->isEnabled = m_settings.enabled;
    m_hlsLoad = std::make_unique<HlsLoad>();
}

MediaStream::~MediaStream()
{
    if (m_source) {
        m_source->stop();
    }
}

void MediaStream::setEnabled(bool enabled)
{
    if (m_settings.enabled == enabled) {
        return;
    }
    m_settings.enabled = enabled;
    if (m_source) {
        m_admission->isEnabled = enabled;
        if (enabled) {
            startCapture();
        } else {
            m_source->stop();
            m_hls->clear();
        }
    }
}

void MediaStream::setPrivate(bool isPrivate)
{
    m_settings.isPrivate = isPrivate;
    if (m_admission) {
        m_admission->isPrivate = isPrivate;
    }
}

void MediaStream::setAddress(const QByteArray &address)
{
    m_settings.address = address;
    if (m_settings.enabled) {
        startCapture();
    }
}

void MediaStream::startCapture()
{
    if (m_source && m_isServing) {
        m_source->start(m_settings.address, m_settings.wantsAudio);
    }
}

void MediaStream::serverStarted()
{
    m_isServing = true;
    if (m_settings.enabled) {
        startCapture();
    }
}

void MediaStream::serverStopped()
{
    m_isServing = false;
    if (m_source) {
        m_source->stop();
        m_source->clearCounters();
        m_hub->clearCounters();
        m_hls->clear();
        *m_hlsLoad = {};
    }
}

StreamNumbers MediaStream::numbers(qint64 nowUtcMs, qint64 serverStartUtcMs) const
{
    StreamNumbers numbers = m_settings.isSynthetic
                                ? syntheticNumbers(quint32(qHash(m_settings.uid, 1)), m_settings.isHigh,
                                                   nowUtcMs, serverStartUtcMs)
                                : liveNumbers(serverStartUtcMs);
    if (!m_settings.isSynthetic) {
        // The server's clock may be skewed; what was measured has the right time.
        const qint64 skewSeconds = (nowUtcMs - QDateTime::currentMSecsSinceEpoch()) / 1000;
        for (qint64 *time : {&numbers.reconnectTime, &numbers.pingTime, &numbers.startTime}) {
            *time += *time != 0 ? skewSeconds : 0;
        }
    }
    if (!m_settings.enabled) {
        const qint64 total = numbers.reconnectTotal;
        numbers = {};
        numbers.status = "inactive";
        numbers.reconnectTotal = total;
    }
    if (m_statusOverride) {
        numbers.status = *m_statusOverride;
    }
    return numbers;
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
