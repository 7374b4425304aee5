#pragma once

#include "tests/fleet/EffectQueue.h"
#include "tests/fleet/Fault.h"
#include "tests/fleet/FleetOptions.h"
#include "tests/fleet/MediaStream.h"
#include "tests/fleet/ProcessStats.h"
#include "tests/fleet/RequestLog.h"
#include "tests/fleet/RtspService.h"
#include "tests/fleet/ServerClock.h"
#include "tests/fleet/ServerDialect.h"
#include "tests/support/HttpServer.h"
#include "tests/support/TcpRelay.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace streamkeeper::fleet {

class MediaMtxApi;
class MediaServer;

/// What the media servers of a fleet have in common.
struct FleetServices
{
    GstLoop &rtspLoop;    ///< serves RTSP
    GstLoop &captureLoop; ///< pulls cameras; another thread, as it waits for servers on the first
    QByteArray secret;    ///< of access tokens
    std::chrono::milliseconds reconnectDelay;
    std::chrono::milliseconds effectDelay;
    std::chrono::milliseconds warmUp; ///< from the order to capture to the picture, of synthetic streams
    bool isSteady;                    ///< synthetic cameras are never away
    ProcessStats &processStats;
    QString recordingsFolder; ///< of all servers
    CaptureLog &captures;
    /// The server of a node name; null if there is none.
    std::function<MediaServer *(const QByteArray &node)> findServer;
    /// The streams with which the server of this number begins.
    std::function<std::vector<StreamSettings>(int number)> startUpStreams;
};

/// One media server: an API port, a media port (HLS), an RTSP port, and streams; the dialect tells how they
/// are spoken to. Lives in the main thread.
class MediaServer : public QObject
{
    Q_OBJECT
public:
    enum class Type { MediaServerV2, MediaMtx };

    MediaServer(int number, Type type, TlsUse tls, FleetServices &services, QObject *parent = nullptr);
    ~MediaServer() override;

    /// The first time on free ports, later on the same ones. False with a text for people if a port cannot be
    /// had.
    [[nodiscard]] bool start(QString &problem);
    /// What was accepted is done; then API, media and capture stop, ports are refused, volatile state is
    /// lost.
    void stop();
    /// Back to the streams of the fleet's start-up; whatever the API changed since is lost.
    void loadStartUp();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void renewCertificate();
    void setFault(const Fault &fault);
    /// How long after its answer a command takes effect.
    void setEffectDelay(std::chrono::milliseconds delay) { m_effectDelay = delay; }
    [[nodiscard]] EffectQueue &effects() { return m_effects; }

    /// False if the uid is taken.
    bool addStream(StreamSettings settings);
    bool removeStream(const QByteArray &uid);
    void removeAllStreams();
    /// Creates the stream, or gives it these settings and restarts it; its viewers are sent away.
    void writeStream(StreamSettings settings);
    /// Its viewers are sent away when it is switched off.
    void setStreamEnabled(MediaStream &stream, bool enabled);
    /// Of its live video.
    void closeViewers(const MediaStream &stream);
    void closeArchiveViewers(const MediaStream &stream);
    /// Closes the connection of one viewer of RTSP.
    void kickViewer(const QByteArray &viewerId) { m_rtsp.closeViewer(viewerId); }
    [[nodiscard]] MediaStream *findStream(const QByteArray &uid) const { return m_byUid.value(uid); }
    /// What is recorded here under this name, also of a stream that is gone.
    [[nodiscard]] std::shared_ptr<Archive> archiveOf(const QByteArray &uid);
    /// The server that answers to this name in the cluster; null if there is none.
    [[nodiscard]] MediaServer *findNode(const QByteArray &node) const { return m_services.findServer(node); }
    /// Reserves capture while their main node is out, and no longer.
    void updateTakeovers();
    /// In the order in which they were added.
    [[nodiscard]] const std::vector<std::unique_ptr<MediaStream>> &streams() const { return m_streams; }

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] const ServerDialect &dialect() const { return *m_dialect; }
    /// The dialect, if it is MediaMTX; else null.
    [[nodiscard]] MediaMtxApi *mediaMtx() const { return m_mediaMtx; }
    [[nodiscard]] const QByteArray &name() const { return m_name; }
    /// Of the API: the token of media_server_v2, or the password of MediaMTX's user "admin".
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    [[nodiscard]] const QByteArray &secret() const { return m_services.secret; }
    /// RTSP over TLS, of a MediaMTX whose API goes by TLS, too; 0: it has none.
    [[nodiscard]] quint16 rtspsPort() const { return m_rtsps ? m_rtsps->port() : quint16(0); }
    [[nodiscard]] bool usesTls() const { return !m_tls.isNull(); }
    /// Of streams and recordings; the API may use it alone.
    [[nodiscard]] bool mediaUsesTls() const { return usesTls() && m_tlsUse != TlsUse::Api; }
    [[nodiscard]] QByteArray fingerprint() const { return m_tls.fingerprint(); }
    [[nodiscard]] quint16 apiPort() const { return m_api.port(); }
    [[nodiscard]] quint16 mediaPort() const { return m_media.port(); }
    /// Where a MediaMTX server lists and delivers recordings; 0: media_server_v2.
    [[nodiscard]] quint16 playbackPort() const { return m_playback.port(); }
    [[nodiscard]] quint16 rtspPort() const { return m_rtsp.port(); }
    [[nodiscard]] ProcessStats &processStats() const { return m_services.processStats; }
    [[nodiscard]] const RequestLog &requestLog() const { return m_log; }
    /// The server's own clock (which a fault may skew), UTC ms.
    [[nodiscard]] qint64 nowUtcMs() const { return m_clock->nowUtcMs(); }
    [[nodiscard]] const std::shared_ptr<ServerClock> &clock() const { return m_clock; }
    [[nodiscard]] qint64 startUtcMs() const { return m_startUtcMs; }

private:
    void handle(ServerDialect::Port port, const test::HttpRequest &request,
                const test::HttpResponder &responder);
    void handleApi(const test::HttpRequest &request, const test::HttpResponder &responder);
    void handlePlayback(const test::HttpRequest &request, const test::HttpResponder &responder);
    void handleMedia(const test::HttpRequest &request, const test::HttpResponder &responder);
    /// The fault that meets this request, counted down.
    [[nodiscard]] std::optional<Fault> takeFault(const test::HttpRequest &request);
    void mountStream(const MediaStream &stream);
    void unmountStream(const MediaStream &stream);
    /// Answers, now or when it is made; then it is logged.
    void deliver(const Delivery &delivery, const test::HttpResponder &responder,
                 const RequestLog::Entry &entry);
    void finish(const HttpAnswer &answer, const test::HttpResponder &responder, RequestLog::Entry entry);

    int m_number;
    Type m_type;
    QByteArray m_name;
    QByteArray m_token;
    FleetServices &m_services;
    TlsUse m_tlsUse;
    test::TlsIdentity m_tls;
    std::unique_ptr<test::TcpRelay> m_rtsps; ///< before m_rtsp
    test::HttpServer m_api;
    test::HttpServer m_media;
    test::HttpServer m_playback;
    RtspService m_rtsp;
    EffectQueue m_effects;
    std::chrono::milliseconds m_effectDelay;
    QHash<QByteArray, std::shared_ptr<Archive>> m_archives;
    std::vector<std::unique_ptr<MediaStream>> m_streams;
    QHash<QByteArray, MediaStream *> m_byUid;
    std::unique_ptr<ServerDialect> m_dialect;
    MediaMtxApi *m_mediaMtx = nullptr; ///< the same
    Fault m_fault;
    RequestLog m_log;
    const std::shared_ptr<ServerClock> m_clock = std::make_shared<ServerClock>();
    /// Whose answers are being made: responders do not leave the main thread.
    struct Waiting
    {
        test::HttpResponder responder;
        RequestLog::Entry entry;
    };
    QHash<qint64, Waiting> m_waiting;
    qint64 m_nextWaiting = 0;
    qint64 m_startUtcMs = 0;
    bool m_isRunning = false;
    bool m_mustLoad = true; ///< at the next start
    QThreadPool m_workers;  ///< last: what it runs ends first
};

} // namespace streamkeeper::fleet
