#pragma once

#include "tests/fleet/MediaMtxConfig.h"
#include "tests/fleet/MediaMtxHls.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace streamkeeper::fleet {

class MediaServer;
class MediaStream;

/// The paths of a MediaMTX server as they run: opens, closes and re-opens them as the configuration wants,
/// sends viewers away when a source is lost, and pulls on-demand sources while somebody asks. Main thread.
class MediaMtxPaths : public QObject
{
    Q_OBJECT
public:
    MediaMtxPaths(MediaServer &server, const MediaMtxConfig &config, MediaMtxHls &hls);

    /// Makes the running path what its configuration says now.
    void update(const QByteArray &name);
    /// Closes everything and opens what is configured.
    void reopenAll();
    /// By name, with the configuration each was opened with.
    [[nodiscard]] const std::map<QByteArray, QJsonObject> &running() const { return m_running; }
    /// Waits for an on-demand source as long as the server would. For RtspService, on a viewer's thread.
    [[nodiscard]] static std::function<void()> waiter(const MediaStream &stream, const QJsonObject &members);

private:
    void open(const QByteArray &name, const QJsonObject &members);
    void watch();
    void watchOnDemand(MediaStream &stream, const QJsonObject &members);

    MediaServer &m_server;
    const MediaMtxConfig &m_config;
    MediaMtxHls &m_hls;
    std::map<QByteArray, QJsonObject> m_running;
    /// Of the paths with real video: the begin of what they delivered when last looked at, or 0.
    QHash<QByteArray, qint64> m_startUtcMs;
    QTimer m_timer;
};

} // namespace streamkeeper::fleet
