#pragma once

#include "tests/fleet/Archive.h"
#include "tests/fleet/CaptureLog.h"
#include "tests/fleet/HlsWindow.h"
#include "tests/fleet/StreamAdmission.h"
#include "tests/fleet/StreamHub.h"
#include "tests/fleet/StreamNumbers.h"
#include "tests/fleet/StreamSettings.h"
#include "tests/fleet/StreamSource.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <optional>

namespace streamkeeper::fleet {

/// One stream on one media server: its settings, and, unless synthetic, its capture and its viewers. Used
/// from the main thread.
class MediaStream
{
public:
    /// What a stream gets from its server.
    struct Surroundings
    {
        /// The server's own name in a cluster: it captures a stream of which it is the reserve only while
        /// the main node is out.
        QByteArray nodeName;
        GstLoop &captureLoop;
        std::chrono::milliseconds reconnectDelay;
        std::chrono::milliseconds warmUp;
        bool isSteady; ///< synthetic cameras are never away
        std::shared_ptr<Archive> archive;
        CaptureLog &captures;
    };
    MediaStream(StreamSettings settings, const Surroundings &surroundings);
    ~MediaStream();
    MediaStream(const MediaStream &) = delete;
    MediaStream &operator=(const MediaStream &) = delete;

    [[nodiscard]] const StreamSettings &settings() const { return m_settings; }
    void setEnabled(bool enabled);
    void setPrivate(bool isPrivate);
    void setAddress(const QByteArray &address);
    /// Other settings of the same stream, and a restart. It stays live, or synthetic, as it is.
    void reconfigure(StreamSettings settings);
    /// Another part in its cluster; what is captured goes on being captured.
    void setNodes(const QByteArray &primary, const QList<QByteArray> &secondaries);
    /// Moved away: stays for its recordings and is not captured any more.
    void becomeHolder(const QByteArray &primary, const QList<QByteArray> &secondaries);
    /// The main node is out (or back): a reserve captures meanwhile.
    void setTakingOver(bool isTakingOver);
    /// Drops the source and takes it up again; what was counted about losses stays.
    void restart();
    /// Shown instead of the real status; nullopt shows the real one again.
    void setStatusOverride(const std::optional<QByteArray> &status) { m_statusOverride = status; }

    // Volatile: undone when the server stops.
    void setEnabledForNow(bool enabled);
    void setRecordingForNow(bool isOn);
    void setRecordingPaused(bool isPaused, std::optional<std::chrono::seconds> duration);
    void setBroadcastPaused(bool isPaused);

    /// The server may connect to the camera.
    [[nodiscard]] bool isEnabled() const { return m_volatile.enabled.value_or(m_settings.enabled); }
    /// A reserve, or an archive holder.
    [[nodiscard]] bool isSecondary() const { return m_isSecondary || m_settings.isHolder; }
    [[nodiscard]] bool isReserve() const { return m_isSecondary && !m_settings.isHolder; }
    [[nodiscard]] const std::shared_ptr<Archive> &archive() const { return m_archive; }
    [[nodiscard]] bool isBroadcastPaused() const { return m_volatile.broadcastPaused; }
    [[nodiscard]] bool isRecordingOn() const;
    [[nodiscard]] bool isRecordingPaused() const;
    /// Viewers get it: captured, delivered, and open to them (perhaps with a token).
    [[nodiscard]] bool isWatchable() const;

    /// The server starts (or has got the stream while it runs, and then a camera is not there at once), or
    /// stops and forgets what is not written down.
    void serverStarted(bool isNew = false);
    void serverStopped();

    [[nodiscard]] StreamNumbers numbers(qint64 nowUtcMs, qint64 serverStartUtcMs) const;
    [[nodiscard]] QByteArray sdp() const;
    /// Milliseconds since the last data from the camera; nullopt if there is none.
    [[nodiscard]] std::optional<qint64> silenceMs(qint64 nowUtcMs) const;
    /// Begin of the present capture, while it delivers; 0 if it does not.
    [[nodiscard]] qint64 captureStartUtcMs(const StreamNumbers &numbers) const;
    [[nodiscard]] bool hasVideo() const { return m_hub && m_hub->isReady(); }
    [[nodiscard]] bool hasHls() const { return m_hls && m_hls->playlist({}).has_value(); }

    /// Null for synthetic streams.
    [[nodiscard]] const std::shared_ptr<StreamHub> &hub() const { return m_hub; }
    [[nodiscard]] const std::shared_ptr<HlsWindow> &hls() const { return m_hls; }
    [[nodiscard]] const std::shared_ptr<StreamAdmission> &admission() const { return m_admission; }
    /// One HLS request of `viewer` was answered with so many bytes.
    void countHls(const QByteArray &viewer, qint64 bytes, qint64 nowSteadyMs);

private:
    [[nodiscard]] StreamAdmission::Rule rule() const;
    [[nodiscard]] StreamNumbers liveNumbers(qint64 serverStartUtcMs) const;
    [[nodiscard]] int hlsViewerCount(qint64 nowSteadyMs) const;
    /// This node has to capture it.
    [[nodiscard]] bool isItsTurn() const
    {
        return !m_settings.isHolder && (!m_isSecondary || m_isTakingOver);
    }
    [[nodiscard]] bool captures() const { return m_isServing && isEnabled() && isItsTurn(); }
    void noteCapture(bool anew, bool wasCapturing);
    void updateArchive();
    /// Captures, or does not, as the settings say now. `anew`: even if it did before.
    void applyCapture(bool anew);
    void updateAdmission();

    struct VolatileState
    {
        std::optional<bool> enabled;
        std::optional<bool> recording;
        bool broadcastPaused = false;
        bool recordingPaused = false;
        qint64 recordingResumesSteadyMs = 0; ///< 0: not by itself
    };

    StreamSettings m_settings;
    VolatileState m_volatile;
    QByteArray m_nodeName;
    std::shared_ptr<Archive> m_archive;
    CaptureLog &m_captures;
    qint64 m_warmUpMs;
    bool m_isSteady;
    bool m_isSecondary = false;
    bool m_isTakingOver = false;
    bool m_isHandingBack = false; ///< the end of a takeover is being noted
    bool m_isCapturing = false;
    qint64 m_captureStartUtcMs = 0; ///< of a synthetic stream
    qint64 m_pictureUtcMs = 0;      ///< its first picture comes then
    /// A camera is not there at once; at the start of a server it is, so that the fleet is soon ready.
    bool m_warmsUp = false;
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
