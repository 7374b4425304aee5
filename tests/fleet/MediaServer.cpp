#include "tests/fleet/MediaServer.h"

#include "tests/fleet/CameraPlan.h"
#include "tests/fleet/MediaMtxApi.h"
#include "tests/fleet/MediaServerApi.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace streamkeeper::fleet {

namespace {
/// Commands of a console carry lists of addresses at most; MediaMTX takes so much.
constexpr qint64 MaximumBodyBytes = 10'485'760;

/// Where a viewer's credentials stand.
RequestLog::Authorization authorizationOf(const test::HttpRequest &request)
{
    if (request.header("authorization")) {
        return RequestLog::Authorization::Header;
    }
    const bool hasToken = request.queryValue("token") || request.queryValue("jwt");
    return hasToken ? RequestLog::Authorization::Query : RequestLog::Authorization::None;
}
} // namespace

MediaServer::MediaServer(int number, Type type, TlsUse tls, FleetServices &services, QObject *parent)
    : QObject(parent)
    , m_number(number)
    , m_type(type)
    , m_name("ms-" + QByteArray::number(number).rightJustified(2, '0'))
    , m_token(stableSecret("api token", number, 32))
    , m_services(services)
    , m_tlsUse(tls)
    , m_api([this](const auto &request, const auto &responder) {
        handle(ServerDialect::Port::Api, request, responder);
    })
    , m_media([this](const auto &request, const auto &responder) {
        handle(ServerDialect::Port::Media, request, responder);
    })
    , m_playback([this](const auto &request, const auto &responder) {
        handle(ServerDialect::Port::Playback, request, responder);
    })
    , m_rtsp(services.rtspLoop)
    , m_effectDelay(services.effectDelay)
{
    if (type == Type::MediaMtx) {
        auto dialect = std::make_unique<MediaMtxApi>(*this);
        m_mediaMtx = dialect.get();
        m_dialect = std::move(dialect);
    } else {
        m_dialect = std::make_unique<MediaServerApi>(*this);
    }
    m_api.setMaximumBodySize(MaximumBodyBytes);
    if (tls != TlsUse::None) {
        m_tls = test::TlsIdentity::generate(m_name);
        m_api.setTlsIdentity(m_tls);
    }
    if (mediaUsesTls()) {
        m_media.setTlsIdentity(m_tls);
        m_playback.setTlsIdentity(m_tls);
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
    const bool refusing = m_fault.closesPort() && m_api.port() != 0;
    if ((!refusing && !m_api.listen()) || !m_media.listen() || !m_rtsp.start()) {
        problem = u"%1 gets no port on 127.0.0.1"_s.arg(QString::fromUtf8(m_name));
        return false;
    }
    if (m_type == Type::MediaMtx && !m_playback.listen()) {
        problem = u"%1 gets no port for playback on 127.0.0.1"_s.arg(QString::fromUtf8(m_name));
        return false;
    }
    if (m_rtsps)
        m_rtsps->setRefusing(false);
    else if (m_type == Type::MediaMtx && mediaUsesTls())
        m_rtsps = std::make_unique<test::TcpRelay>(m_rtsp.port(), m_tls);
    if (m_mustLoad) {
        loadStartUp();
    }
    m_isRunning = true;
    for (const auto &stream : m_streams) {
        stream->serverStarted();
    }
    m_services.captures.endOutage(m_name, QDateTime::currentMSecsSinceEpoch());
    return true;
}

void MediaServer::stop()
{
    if (!m_isRunning) {
        return;
    }
    m_effects.finishAll();
    m_isRunning = false;
    m_services.captures.beginOutage(m_name, QDateTime::currentMSecsSinceEpoch());
    m_api.stopListening();
    m_media.stopListening();
    m_playback.stopListening();
    m_rtsp.stop();
    if (m_rtsps)
        m_rtsps->setRefusing(true);
    for (const auto &stream : m_streams) {
        stream->serverStopped();
    }
    m_mustLoad = m_dialect->forgetsAtRestart();
}

void MediaServer::loadStartUp()
{
    m_effects.finishAll();
    m_mustLoad = false;
    m_dialect->load(m_services.startUpStreams(m_number));
}

void MediaServer::renewCertificate()
{
    m_tls = test::TlsIdentity::generate(m_name);
    if (m_rtsps)
        m_rtsps->setIdentity(m_tls);
    for (test::HttpServer *server : {&m_api, &m_media, &m_playback}) {
        if (!server->tlsIdentity().isNull())
            server->setTlsIdentity(m_tls);
        server->closeConnections();
    }
}

void MediaServer::setFault(const Fault &fault)
{
    const Fault former = m_fault;
    m_fault = fault;
    const auto skew = fault.kind == Fault::Kind::Skew ? fault.skew : std::chrono::seconds(0);
    m_clock->setSkew(skew);
    for (test::HttpServer *server : {&m_api, &m_media, &m_playback}) {
        server->setDateSkew(skew);
    }
    if (fault.closesPort()) {
        m_api.stopListening();
    } else if (former.closesPort() && m_isRunning) {
        (void)m_api.listen(); // the port was held for us
    } else if (former.kind == Fault::Kind::Hang || former.kind == Fault::Kind::Slow ||
               former.kind == Fault::Kind::Huge) {
        // What the former fault keeps hanging or dripping ends with it.
        m_api.closeConnections();
    }
}

bool MediaServer::addStream(StreamSettings settings)
{
    if (m_byUid.contains(settings.uid)) {
        return false;
    }
    const MediaStream::Surroundings surroundings{m_name,
                                                 m_services.captureLoop,
                                                 m_services.reconnectDelay,
                                                 m_services.warmUp,
                                                 m_services.isSteady,
                                                 archiveOf(settings.uid),
                                                 m_services.captures};
    m_streams.push_back(std::make_unique<MediaStream>(std::move(settings), surroundings));
    MediaStream &stream = *m_streams.back();
    m_byUid.insert(stream.settings().uid, &stream);
    mountStream(stream);
    if (m_isRunning) {
        stream.serverStarted(true);
    }
    return true;
}

std::shared_ptr<Archive> MediaServer::archiveOf(const QByteArray &uid)
{
    std::shared_ptr<Archive> &archive = m_archives[uid];
    if (!archive) {
        const QString folder = m_services.recordingsFolder + u'/' + QString::fromUtf8(m_name) + u'/' +
                               QString::fromUtf8(uid.toPercentEncoding());
        archive = std::make_shared<Archive>(folder);
    }
    return archive;
}

void MediaServer::updateTakeovers()
{
    for (const auto &stream : m_streams) {
        if (!stream->isReserve()) {
            continue;
        }
        const MediaServer *const main = findNode(stream->settings().otherKeys.value("primary-node"));
        const bool isOut =
            main == nullptr || !main->isRunning() || main->findStream(stream->settings().uid) == nullptr;
        stream->setTakingOver(isOut);
    }
}

void MediaServer::mountStream(const MediaStream &stream)
{
    if (!stream.hub()) {
        return;
    }
    m_rtsp.mount(m_dialect->rtspPath(stream.settings().uid), stream.hub(), m_dialect->rtspCheck(stream));
    if (auto archive = m_dialect->rtspArchive(stream)) {
        m_rtsp.mountRecordings(archive->path, archive->lookup, std::move(archive->check));
    }
}

void MediaServer::unmountStream(const MediaStream &stream)
{
    if (!stream.hub()) {
        return;
    }
    m_rtsp.unmount(m_dialect->rtspPath(stream.settings().uid));
    if (const auto archive = m_dialect->rtspArchive(stream)) {
        m_rtsp.unmount(archive->path);
    }
}

bool MediaServer::removeStream(const QByteArray &uid)
{
    MediaStream *const stream = m_byUid.take(uid);
    if (stream == nullptr) {
        return false;
    }
    unmountStream(*stream);
    std::erase_if(m_streams, [stream](const auto &candidate) { return candidate.get() == stream; });
    return true;
}

void MediaServer::removeAllStreams()
{
    for (const auto &stream : m_streams) {
        unmountStream(*stream);
    }
    m_byUid.clear();
    m_streams.clear();
}

void MediaServer::writeStream(StreamSettings settings)
{
    MediaStream *const stream = findStream(settings.uid);
    if (stream != nullptr && stream->settings().isSynthetic == settings.isSynthetic) {
        stream->reconfigure(std::move(settings));
        closeViewers(*stream);
        closeArchiveViewers(*stream);
        return;
    }
    removeStream(settings.uid);
    addStream(std::move(settings));
}

void MediaServer::setStreamEnabled(MediaStream &stream, bool enabled)
{
    stream.setEnabled(enabled);
    if (!enabled) {
        closeViewers(stream);
    }
}

void MediaServer::closeViewers(const MediaStream &stream)
{
    if (stream.hub()) {
        m_rtsp.closeViewers(m_dialect->rtspPath(stream.settings().uid));
    }
}

void MediaServer::closeArchiveViewers(const MediaStream &stream)
{
    if (const auto archive = m_dialect->rtspArchive(stream)) {
        m_rtsp.closeViewers(archive->path);
    }
}

std::optional<Fault> MediaServer::takeFault(const test::HttpRequest &request)
{
    if (!m_fault.concerns(request.path, m_dialect->isWrite(request))) {
        return std::nullopt;
    }
    const Fault fault = m_fault;
    if (m_fault.count && --*m_fault.count <= 0) {
        m_fault = {};
    }
    return fault;
}

void MediaServer::handle(ServerDialect::Port port, const test::HttpRequest &request,
                         const test::HttpResponder &responder)
{
    m_dialect->prepare(port, request, [this, port, request, responder] {
        if (!responder.isOpen()) {
            return; // it has gone, or the server was stopped meanwhile
        }
        switch (port) {
        case ServerDialect::Port::Api:
            return handleApi(request, responder);
        case ServerDialect::Port::Media:
            return handleMedia(request, responder);
        case ServerDialect::Port::Playback:
            return handlePlayback(request, responder);
        }
    });
}

void MediaServer::handleApi(const test::HttpRequest &request, const test::HttpResponder &responder)
{
    const ServerDialect::Access access = m_dialect->accessOf(request);
    const ApiAnswer answer = m_dialect->answer(request);
    const std::optional<Fault> fault = takeFault(request);
    if (!fault || fault->letsHappen()) {
        if (answer.commit) {
            answer.commit();
        }
        if (answer.effect) {
            m_effects.add(answer.subject, fault ? std::chrono::milliseconds(0) : m_effectDelay,
                          answer.effect);
        }
    }
    const auto send = [fault, http = answer.http, refusal = m_dialect->refusal(fault ? fault->status : 500),
                       responder] {
        if (fault) {
            fault->answer(http, refusal, responder);
        } else {
            responder.answer(http.status, http.body, http.headers);
        }
    };
    const bool drips = fault && fault->kind == Fault::Kind::Slow;
    const std::chrono::milliseconds delay = answer.delay + (fault && !drips ? fault->delay : 0ms);
    if (delay.count() > 0) {
        QTimer::singleShot(delay, this, send);
    } else {
        send();
    }
    m_log.add({"api", request.method, request.path, request.query, access.kind, access.isValid,
               fault ? fault->statusFor(answer.http) : answer.http.status,
               QDateTime::currentMSecsSinceEpoch()});
}

void MediaServer::deliver(const Delivery &delivery, const test::HttpResponder &responder,
                          const RequestLog::Entry &entry)
{
    if (!delivery.work) {
        if (delivery.delay.count() == 0) {
            finish(delivery.http, responder, entry);
        } else {
            QTimer::singleShot(delivery.delay, this, [this, http = delivery.http, responder, entry] {
                finish(http, responder, entry);
            });
        }
        return;
    }
    const qint64 number = m_nextWaiting++;
    m_waiting.insert(number, {responder, entry});
    m_workers.start([this, number, work = delivery.work] {
        QMetaObject::invokeMethod(
            this,
            [this, number, answer = work()] {
                const auto waiting = m_waiting.constFind(number);
                finish(answer, waiting->responder, waiting->entry);
                m_waiting.erase(waiting);
            },
            Qt::QueuedConnection);
    });
}

void MediaServer::finish(const HttpAnswer &answer, const test::HttpResponder &responder,
                         RequestLog::Entry entry)
{
    responder.answer(answer.status, answer.body, answer.headers);
    entry.status = answer.status;
    entry.utcMs = QDateTime::currentMSecsSinceEpoch();
    m_log.add(entry);
}

void MediaServer::handlePlayback(const test::HttpRequest &request, const test::HttpResponder &responder)
{
    const Delivery delivery = m_dialect->deliverPlayback(request);
    deliver(delivery, responder,
            {"playback", request.method, request.path, request.query, authorizationOf(request),
             delivery.http.status != 401, 0, 0});
}

void MediaServer::handleMedia(const test::HttpRequest &request, const test::HttpResponder &responder)
{
    const Delivery delivery = m_dialect->deliverMedia(request);
    deliver(delivery, responder,
            {"media", request.method, request.path, request.query, authorizationOf(request),
             delivery.http.status == 200 || delivery.work, 0, 0});
}

} // namespace streamkeeper::fleet
