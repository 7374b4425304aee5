#pragma once

#include "tests/fleet/HlsWindow.h"
#include "tests/fleet/StreamHub.h"
#include "tests/fleet/StreamNumbers.h"
#include "tests/fleet/StreamSource.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>

namespace streamkeeper::fleet {

/// How a stream is set up on its server: what survives a restart of the server.
struct StreamSettings
{
    QByteArray uid;
    QByteArray cameraUid;
    QString name;
    QByteArray address; ///< RTSP, with the camera's user and password
    bool isPrivate = false;
    bool enabled = true;
    bool wantsAudio = true;
    bool isHigh = true;
    bool isSynthetic = false; ///< nothing behind it: numbers are computed
};

/// What the RTSP server must know of a stream on its own threads.
struct StreamAdmission
{
    std::atomic<bool> isPrivate = false;
    std::atomic<bool> isEnabled = true;
};

/// One stream on one media server: its settings, and, unless synthetic, its capture and its viewers. Used
/// from the main thread.
class MediaStream
{
public:
    MediaStream(StreamSettings settings, GstLoop &captureLoop, std::chrono::milliseconds reconnectDelay);
    ~MediaStream();
    MediaStream(const MediaStream &) = delete;
    MediaStream &operator=(const MediaStream &) = delete;

    [[nodiscard]] const StreamSettings &settings() const { return m_settings; }
    void setEnabled(bool enabled);
    void setPrivate(bool isPrivate);
    void setAddress(const QByteArray &address);
    /// Shown instead of the real status; nullopt shows the real one again.
    void setStatusOverride(const std::optional<QByteArray> &status) { m_statusOverride = status; }

    /// The server starts, or stops and forgets what is not written down.
    void serverStarted();
    void serverStopped();

    [[nodiscard]] StreamNumbers numbers(qint64 nowUtcMs, qint64 serverStartUtcMs) const;
    [[nodiscard]] QByteArray sdp() const;
    /// Milliseconds since the last data from the camera; nullopt if there is none.
    [[nodiscard]] std::optional<qint64> silenceMs(qint64 nowUtcMs) const;
    [[nodiscard]] bool hasVideo() const { return m_hub && m_hub->isReady(); }
    [[nodiscard]] bool hasHls() const { return m_hls && m_hls->playlist({}).has_value(); }

    /// Null for synthetic streams.
    [[nodiscard]] const std::shared_ptr<StreamHub> &hub() const { return m_hub; }
    [[nodiscard]] const std::shared_ptr<HlsWindow> &hls() const { return m_hls; }
    [[nodiscard]] const std::shared_ptr<StreamAdmission> &admission() const { return m_admission; }
    /// One HLS request of `viewer` was answered with so many bytes.
    void countHls(const QByteArray &viewer, qint64 bytes, qint64 nowSteadyMs);

private:
    [[nodiscard]] StreamNumbers liveNumbers(qint64 serverStartUtcMs) const;
    [[nodiscard]] int hlsViewerCount(qint64 nowSteadyMs) const;
    void startCapture();

    StreamSettings m_settings;
    std::optional<QByteArray> m_statusOverride;
    std::shared_ptr<StreamHub> m_hub;
    std::shared_ptr<HlsWindow> m_hls;
    std::shared_ptr<StreamSource> m_source;
    std::shared_ptr<StreamAdmission> m_admission;
    struct HlsLoad
    {
        QHash<QByteArray, qint64> lastSeenSteadyMs;
        RateMeter out;
    };
    std::unique_ptr<HlsLoad> m_hlsLoad;
    bool m_isServing = false;
};

} // namespace streamkeeper::fleet
