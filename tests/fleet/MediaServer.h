#pragma once

#include "tests/fleet/Fault.h"
#include "tests/fleet/MediaServerApi.h"
#include "tests/fleet/MediaStream.h"
#include "tests/fleet/ProcessStats.h"
#include "tests/fleet/RequestLog.h"
#include "tests/fleet/RtspService.h"
#include "tests/support/HttpServer.h"

#include <QByteArray>
#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace streamkeeper::fleet {

/// What the media servers of a fleet have in common.
struct FleetServices
{
    GstLoop &rtspLoop;    ///< serves RTSP
    GstLoop &captureLoop; ///< pulls cameras; another thread, as it waits for servers on the first
    QByteArray secret;    ///< of access tokens
    std::chrono::milliseconds reconnectDelay;
    ProcessStats &processStats;
};

/// One media server: an API port (REST generation of media_server_v2), a media port (HLS), an RTSP port, and
/// streams. Lives in the main thread.
class MediaServer : public QObject
{
    Q_OBJECT
public:
    MediaServer(int number, bool useTls, FleetServices &services, QObject *parent = nullptr);
    ~MediaServer() override;

    /// The first time on free ports, later on the same ones. False with a text for people if a port cannot be
    /// had.
    [[nodiscard]] bool start(QString &problem);
    /// API, media and capture stop, ports are refused, volatile state is lost.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void renewCertificate();
    void setFault(const Fault &fault);

    /// False if the uid is taken.
    bool addStream(StreamSettings settings);
    bool removeStream(const QByteArray &uid);
    /// Its viewers are sent away when it is switched off.
    void setStreamEnabled(MediaStream &stream, bool enabled);
    [[nodiscard]] MediaStream *findStream(const QByteArray &uid) const { return m_byUid.value(uid); }
    /// In the order in which they were added.
    [[nodiscard]] const std::vector<std::unique_ptr<MediaStream>> &streams() const { return m_streams; }

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    [[nodiscard]] const QByteArray &secret() const { return m_services.secret; }
    [[nodiscard]] bool usesTls() const { return !m_tls.isNull(); }
    [[nodiscard]] QByteArray fingerprint() const { return m_tls.fingerprint(); }
    [[nodiscard]] quint16 apiPort() const { return m_api.port(); }
    [[nodiscard]] quint16 mediaPort() const { return m_media.port(); }
    [[nodiscard]] quint16 rtspPort() const { return m_rtsp.port(); }
    [[nodiscard]] ProcessStats &processStats() const { return m_services.processStats; }
    [[nodiscard]] const RequestLog &requestLog() const { return m_log; }
    /// The server's own clock (which a fault may skew), UTC ms.
    [[nodiscard]] qint64 nowUtcMs() const;
    [[nodiscard]] qint64 startUtcMs() const { return m_startUtcMs; }

private:
    void handleApi(const test::HttpRequest &request, const test::HttpResponder &responder);
    void handleMedia(const test::HttpRequest &request, const test::HttpResponder &responder);
    [[nodiscard]] HttpAnswer deliverHls(const test::HttpRequest &request);
    void answerFaulty(const Fault &fault, const HttpAnswer &answer, const test::HttpResponder &responder);
    void mountStream(const MediaStream &stream);

    int m_number;
    QByteArray m_name;
    QByteArray m_token;
    FleetServices &m_services;
    test::TlsIdentity m_tls;
    test::HttpServer m_api;
    test::HttpServer m_media;
    RtspService m_rtsp;
    MediaServerApi m_apiMethods;
    std::vector<std::unique_ptr<MediaStream>> m_streams;
    QHash<QByteArray, MediaStream *> m_byUid;
    Fault m_fault;
    RequestLog m_log;
    qint64 m_startUtcMs = 0;
    bool m_isRunning = false;
};

} // namespace streamkeeper::fleet
