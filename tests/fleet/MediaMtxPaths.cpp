#include "tests/fleet/MediaMtxPaths.h"

#include "tests/fleet/MediaMtxMembers.h"
#include "tests/fleet/MediaServer.h"
#include "tests/fleet/SteadyClock.h"
#include "tests/fleet/StreamIni.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr std::chrono::milliseconds WatchInterval{100};
constexpr auto DemandStep = 20UL; // ms

/// A duration as MediaMTX writes them, like "10s" or "1m30s"; one that is not set has the server's default.
qint64 durationMs(const QJsonObject &members, const QString &name)
{
    QString text = members[name].toString();
    const mediaMtx::Member *const known = mediaMtx::findPathMember(name.toLatin1());
    if (!members.contains(name) && known != nullptr) {
        text = QString::fromLatin1(known->defaultJson).remove(u'"');
    }
    qint64 total = 0;
    qint64 number = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isDigit()) {
            number = number * 10 + text[i].digitValue();
            continue;
        }
        const bool isMilliseconds = text.mid(i, 2) == "ms"_L1;
        const qint64 factor = isMilliseconds    ? 1
                              : text[i] == u'm' ? 60'000
                              : text[i] == u'h' ? 3'600'000
                              : text[i] == u'd' ? 86'400'000
                                                : 1000;
        total += number * factor;
        number = 0;
        i += isMilliseconds ? 1 : 0;
    }
    return total;
}
} // namespace

MediaMtxPaths::MediaMtxPaths(MediaServer &server, const MediaMtxConfig &config, MediaMtxHls &hls)
    : m_server(server)
    , m_config(config)
    , m_hls(hls)
{
    connect(&m_timer, &QTimer::timeout, this, &MediaMtxPaths::watch);
    m_timer.start(WatchInterval);
}

void MediaMtxPaths::update(const QByteArray &name)
{
    const QJsonObject *const wanted = m_config.find(name);
    const auto running = m_running.find(name);
    if (running != m_running.end()) {
        if (wanted != nullptr && MediaMtxConfig::canStayOpen(running->second, *wanted)) {
            running->second = *wanted;
            if (MediaStream *const stream = m_server.findStream(name)) {
                stream->setRecordingForNow(wanted->value(u"record"_s).toBool());
            }
            return;
        }
        m_running.erase(running);
        m_startUtcMs.remove(name);
        m_hls.closePath(name);
        m_server.removeStream(name);
    }
    if (wanted != nullptr && !MediaMtxConfig::isPattern(name)) {
        open(name, *wanted);
    }
}

void MediaMtxPaths::reopenAll()
{
    m_hls.closeAll();
    m_server.removeAllStreams();
    m_running.clear();
    m_startUtcMs.clear();
    for (const auto &[name, members] : m_config.paths()) {
        if (!MediaMtxConfig::isPattern(name)) {
            open(name, members);
        }
    }
}

void MediaMtxPaths::open(const QByteArray &name, const QJsonObject &members)
{
    m_running.insert_or_assign(name, members);
    const QString source = MediaMtxConfig::source(members);
    if (source == "publisher"_L1) {
        return; // nobody publishes to the fleet
    }
    StreamSettings settings;
    settings.uid = name;
    settings.address = source.toUtf8();
    // Other sources than RTSP are never there.
    settings.enabled = source.startsWith("rtsp://"_L1) && !MediaMtxConfig::isOnDemand(members);
    settings.isSynthetic = isSyntheticAddress(settings.address);
    settings.isHigh = isHighAddress(settings.address);
    settings.dvr = members[u"record"_s].toBool() ? "true" : "false";
    settings.otherKeys["dvr-duration"] =
        QByteArray::number(durationMs(members, u"recordDeleteAfter"_s) / 1000);
    if (!settings.isSynthetic) {
        m_startUtcMs.insert(name, 0);
    }
    m_server.addStream(std::move(settings));
}

void MediaMtxPaths::watch()
{
    for (auto it = m_startUtcMs.begin(); it != m_startUtcMs.end(); ++it) {
        const QByteArray &name = it.key();
        MediaStream *const stream = m_server.findStream(name);
        const auto running = m_running.find(name);
        if (stream == nullptr || running == m_running.end()) {
            continue;
        }
        if (MediaMtxConfig::isOnDemand(running->second)) {
            watchOnDemand(*stream, running->second);
        }
        const qint64 start = stream->hasVideo() ? stream->hub()->sourceStartUtcMs() : 0;
        if (it.value() != 0 && start != it.value()) {
            m_server.closeViewers(*stream); // the server ends its readers with the source
            m_hls.closePath(name);
        }
        it.value() = start;
    }
}

void MediaMtxPaths::watchOnDemand(MediaStream &stream, const QJsonObject &members)
{
    const qint64 asked = stream.admission()->askedSteadyMs;
    const bool hasReaders = stream.hub()->playingViewerCount() > 0;
    if (hasReaders) {
        stream.admission()->askedSteadyMs = steadyMs();
    }
    const bool isWanted =
        hasReaders || (asked != 0 && steadyMs() - asked < durationMs(members, u"sourceOnDemandCloseAfter"_s));
    if (isWanted != stream.isEnabled() && stream.settings().address.startsWith("rtsp://")) {
        stream.setEnabledForNow(isWanted);
    }
}

std::function<void()> MediaMtxPaths::waiter(const MediaStream &stream, const QJsonObject &members)
{
    if (!MediaMtxConfig::isOnDemand(members)) {
        return {};
    }
    const qint64 patience = durationMs(members, u"sourceOnDemandStartTimeout"_s);
    return [admission = stream.admission(), hub = stream.hub(), patience] {
        const qint64 start = steadyMs();
        admission->askedSteadyMs = start;
        while (!hub->isReady() && !admission->isGone && steadyMs() - start < patience) {
            QThread::msleep(DemandStep);
        }
    };
}

} // namespace streamkeeper::fleet
