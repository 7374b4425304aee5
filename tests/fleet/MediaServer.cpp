#include "tests/fleet/MediaServer.h"

#include "tests/fleet/AccessToken.h"
#include "tests/fleet/CameraPlan.h"

#include <QDateTime>
#include <QList>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
QByteArray mountPath(const QByteArray &uid)
{
    return "/live/" + uid;
}
} // namespace

MediaServer::MediaServer(int number, bool useTls, FleetServices &services, QObject *parent)
    : QObject(parent)
    , m_number(number)
    , m_name("ms-" + QByteArray::number(number).rightJustified(2, '0'))
    , m_token(stableSecret("api token", number, 32))
    , m_services(services)
    , m_api([this](const auto &request, const auto &responder) { handleApi(request, responder); })
    , m_media([this](const auto &request, const auto &responder) { handleMedia(request, responder); })
    , m_rtsp(services.rtspLoop)
    , m_apiMethods(*this)
{
    if (useTls) {
        m_tls = test::TlsIdentity::generate(m_name);
        m_api.setTlsIdentity(m_tls);
        m_media.setTlsIdentity(m_tls);
    }
}

MediaServer::~MediaServer()
{
    stop();
}

bool MediaServer::start(QString &problem)
{
    if (m_isRunning) {
        return true;
    }
    m_startUtcMs = QDateTime::currentMSecsSinceEpoch();
    const bool refusing = m_fault.kind == Fault::Kind::Refuse && m_api.port() != 0;
    if ((!refusing && !m_api.listen()) || !m_media.listen() || !m_rtsp.start()) {
        problem = u"%1 gets no port on 127.0.0.1"_s.arg(QString::fromUtf8(m_name));
        return false;
    }
    m_isRunning = true;
    for (const auto &stream : m_streams) {
        stream->serverStarted();
    }
    return true;
}

void MediaServer::stop()
{
    if (!m_isRunning) {
        return;
    }
    m_isRunning = false;
    m_api.stopListening();
    m_media.stopListening();
    m_rtsp.stop();
    for (const auto &stream : m_streams) {
        stream->serverStopped();
    }
}

void MediaServer::renewCertificate()
{
    m_tls = test::TlsIdentity::generate(m_name);
    for (test::HttpServer *server : {&m_api, &m_media}) {
        server->setTlsIdentity(m_tls);
        server->closeConnections();
    }
}

void MediaServer::setFault(const Fault &fault)
{
    const Fault::Kind former = m_fault.kind;
    m_fault = fault;
    m_api.setDateSkew(fault.kind == Fault::Kind::Skew ? fault.skew : std::chrono::seconds(0));
    if (fault.kind == Fault::Kind::Refuse) {
        m_api.stopListening();
    } else if (former == Fault::Kind::Refuse && m_isRunning) {
        (void)m_api.listen(); // the port was held for us
    } else if (former == Fault::Kind::Hang || former == Fault::Kind::Slow || former == Fault::Kind::Huge) {
        // What the former fault keeps hanging or dripping ends with it.
        m_api.closeConnections();
    }
}

qint64 MediaServer::nowUtcMs() const
{
    const qint64 skewSeconds = m_fault.kind == Fault::Kind::Skew ? m_fault.skew.count() : 0;
    return QDateTime::currentMSecsSinceEpoch() + skewSeconds * 1000;
}

bool MediaServer::addStream(StreamSettings settings)
{
    if (m_byUid.contains(settings.uid)) {
        return false;
    }
    m_streams.push_back(std::make_unique<MediaStream>(std::move(settings), m_services.captureLoop,
                                                      m_services.reconnectDelay));
    MediaStream &stream = *m_streams.back();
    m_byUid.insert(stream.settings().uid, &stream);
    mountStream(stream);
    if (m_isRunning) {
        stream.serverStarted();
    }
    return true;
}

void MediaServer::mountStream(const MediaStream &stream)
{
    if (!stream.hub()) {
        return;
    }
    const QByteArray uid = stream.settings().uid;
    m_rtsp.mount(mountPath(uid), stream.hub(),
                 [admission = stream.admission(), secret = m_services.secret, uid](const QByteArray &token) {
                     if (!admission->isEnabled) {
                         return GST_RTSP_STS_NOT_FOUND;
                     }
                     if (!admission->isPrivate) {
                         return GST_RTSP_STS_OK;
                     }
                     if (token.isEmpty()) {
                         return GST_RTSP_STS_UNAUTHORIZED;
                     }
                     return accessToken::isValid(token, secret, uid, QDateTime::currentMSecsSinceEpoch())
                                ? GST_RTSP_STS_OK
                                : GST_RTSP_STS_FORBIDDEN;
                 });
}

bool MediaServer::removeStream(const QByteArray &uid)
{
    MediaStream *const stream = m_byUid.take(uid);
    if (stream == nullptr) {
        return false;
    }
    if (stream->hub()) {
        m_rtsp.unmount(mountPath(uid));
    }
    std::erase_if(m_streams, [stream](const auto &candidate) { return candidate.get() == stream; });
    return true;
}

void MediaServer::setStreamEnabled(MediaStream &stream, bool enabled)
{
    stream.setEnabled(enabled);
    if (!enabled && stream.hub()) {
        m_rtsp.closeViewers(mountPath(stream.settings().uid));
    }
}

void MediaServer::handleApi(const test::HttpRequest &request, const test::HttpResponder &responder)
{
    const MediaServerApi::Access access = m_apiMethods.accessOf(request);
    const HttpAnswer answer = m_apiMethods.answer(request);
    int status = answer.status;
    if (m_fault.concerns(request.path)) {
        const Fault fault = m_fault;
        if (m_fault.count && --*m_fault.count <= 0) {
            m_fault = {};
        }
        status = fault.kind == Fault::Kind::Hang     ? 0
                 : fault.kind == Fault::Kind::Status ? fault.status
                                                     : status;
        answerFaulty(fault, answer, responder);
    } else {
        responder.answer(answer.status, answer.body, answer.headers);
    }
    m_log.add({"api", request.method, request.path, request.query, access.kind, access.isValid, status,
               QDateTime::currentMSecsSinceEpoch()});
}

void MediaServer::answerFaulty(const Fault &fault, const HttpAnswer &answer,
                               const test::HttpResponder &responder)
{
    if (fault.delay.count() > 0 && fault.kind != Fault::Kind::Slow) {
        QTimer::singleShot(fault.delay, this,
                           [fault, answer, responder] { (void)fault.answer(answer, responder); });
    } else {
        (void)fault.answer(answer, responder);
    }
}

void MediaServer::handleMedia(const test::HttpRequest &request, const test::HttpResponder &responder)
{
    const HttpAnswer answer = deliverHls(request);
    responder.answer(answer.status, answer.body, answer.headers);
    const auto token = request.queryValue("token");
    m_log.add({"media", request.method, request.path, request.query,
               token ? RequestLog::Authorization::Query : RequestLog::Authorization::None,
               answer.status == 200, answer.status, QDateTime::currentMSecsSinceEpoch()});
}

HttpAnswer MediaServer::deliverHls(const test::HttpRequest &request)
{
    const QList<QByteArray> parts = request.path.split('/'); // "", "live", uid, file
    MediaStream *const stream = parts.size() == 4 && parts[1] == "live" ? m_byUid.value(parts[2]) : nullptr;
    if (stream == nullptr || !stream->hls() || !stream->settings().enabled) {
        return HttpAnswer::htmlError(404, "Not found");
    }
    if (request.method != "GET") {
        HttpAnswer answer = HttpAnswer::htmlError(405, "Method not allowed");
        answer.headers.append(qMakePair(QByteArray("Allow"), QByteArray("GET")));
        return answer;
    }
    const QByteArray token = request.queryValue("token").value_or(QByteArray());
    if (stream->settings().isPrivate &&
        !accessToken::isValid(token, m_services.secret, stream->settings().uid,
                              QDateTime::currentMSecsSinceEpoch())) {
        return HttpAnswer::htmlError(403, "Forbidden");
    }
    std::optional<QByteArray> body;
    QByteArray type = "application/vnd.apple.mpegurl";
    if (parts[3] == "playlist.m3u8" || parts[3] == "playlist_ios.m3u8") {
        body = stream->hls()->playlist(token.isEmpty() ? QByteArray() : "token=" + token.toPercentEncoding());
    } else if (parts[3].endsWith(".ts")) {
        bool ok = false;
        const qint64 sequence = parts[3].chopped(3).toLongLong(&ok);
        body = ok ? stream->hls()->segment(sequence) : std::nullopt;
        type = "video/mp2t";
    }
    if (!body) {
        return HttpAnswer::htmlError(404, "Not found");
    }
    // All viewers come from 127.0.0.1: what tells them apart is their program and their token.
    const QByteArray viewer = request.header("user-agent").value_or(QByteArray()) + '\n' + token;
    stream->countHls(viewer, body->size(), g_get_monotonic_time() / 1000);
    return {200,
            *body,
            {{"Content-Type", type}, {"Cache-Control", "no-cache"}, {"Access-Control-Allow-Origin", "*"}}};
}

} // namespace streamkeeper::fleet
