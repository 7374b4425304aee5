#include "tests/fleet/ControlApi.h"

#include "tests/fleet/MediaMtxApi.h"
#include "tests/fleet/OnvifControl.h"
#include "tests/fleet/StreamIni.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
HttpAnswer done()
{
    return HttpAnswer::json("{\"ok\":true}");
}

HttpAnswer wrong(const QString &text)
{
    return HttpAnswer::jsonError(400, text.toUtf8());
}

HttpAnswer wrongForMediaMtx()
{
    return wrong(u"The paths of a MediaMTX server are changed by its own API."_s);
}

HttpAnswer unknown(const QString &text)
{
    return HttpAnswer::jsonError(404, text.toUtf8());
}

/// Whether a path is of the form of a route's, in which a star stands for one name.
bool fits(const QByteArray &form, const QByteArray &path)
{
    const QList<QByteArray> wanted = form.split('/');
    const QList<QByteArray> given = path.split('/');
    return wanted.size() == given.size() && std::equal(wanted.begin(), wanted.end(), given.begin(),
                                                       [](const QByteArray &one, const QByteArray &other) {
                                                           return one == other ||
                                                                  (one == "*" && !other.isEmpty());
                                                       });
}

/// Takes optional whole numbers from a body and remembers the first that is none.
class NumberReader
{
public:
    explicit NumberReader(const QJsonObject &body)
        : m_body(body)
    {
    }

    [[nodiscard]] std::optional<int> read(const QString &name, int minimum,
                                          int maximum = std::numeric_limits<int>::max())
    {
        const QJsonValue value = m_body[name];
        if (value.isUndefined() || value.isNull()) {
            return std::nullopt;
        }
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!(number >= minimum && number <= maximum) || number != double(int(number))) {
            m_problem = u"\"%1\" must be a whole number from %2 to %3."_s.arg(name).arg(minimum).arg(maximum);
            return std::nullopt;
        }
        return int(number);
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    const QJsonObject &m_body;
    QString m_problem;
};
} // namespace

ControlApi::ControlApi(Fleet &fleet)
    : m_fleet(fleet)
    , m_server([this](const test::HttpRequest &request, const test::HttpResponder &responder) {
        const HttpAnswer reply = answer(request);
        responder.answer(reply.status, reply.body, reply.headers);
    })
    , m_routes{{"GET", "/state", &ControlApi::getState, {}},
               {"GET", "/log", &ControlApi::getLog, {}},
               {"GET", "/captures", &ControlApi::getCaptures, {}},
               {"GET", "/outages", &ControlApi::getOutages, {}},
               {"POST", "/archive", &ControlApi::controlArchive, {u"server"_s, u"uid"_s, u"action"_s}},
               {"POST",
                "/fault",
                &ControlApi::setFault,
                {u"server"_s, u"kind"_s, u"status"_s, u"delayMs"_s, u"skewSeconds"_s, u"path"_s, u"count"_s,
                 u"scope"_s, u"effect"_s}},
               {"POST", "/effects", &ControlApi::setEffectDelay, {u"server"_s, u"delayMs"_s}},
               {"POST", "/server", &ControlApi::controlServer, {u"server"_s, u"action"_s, u"loseState"_s}},
               {"POST", "/camera", &ControlApi::controlCamera, {u"camera"_s, u"action"_s}},
               {"POST", "/onvif", &ControlApi::controlOnvif, onvifFields()},
               {"GET", "/onvif", &ControlApi::getOnvif, {}},
               {"POST",
                "/stream",
                &ControlApi::controlStream,
                {u"uid"_s, u"server"_s, u"set"_s, u"action"_s, u"name"_s, u"cameraUid"_s, u"address"_s}},
               {"POST", "/certificate", &ControlApi::renewCertificate, {u"server"_s, u"action"_s}},
               {"PUT",
                "/servers/*/auth",
                &ControlApi::setAuth,
                {u"method"_s, u"jwks"_s, u"inHttpQuery"_s, u"playbackQuery"_s, u"openRead"_s, u"adminReads"_s,
                 u"issuer"_s, u"audience"_s, u"claimKey"_s}},
               {"PUT", "/jwks.json", &ControlApi::putKeys, {}, true},
               {"GET", "/jwks.json", &ControlApi::getKeys, {}, true},
               {"DELETE", "/jwks.json", &ControlApi::deleteKeys, {}, true}}
{
}

bool ControlApi::listen(quint16 port)
{
    return m_server.listen(port);
}

HttpAnswer ControlApi::answer(const test::HttpRequest &request)
{
    bool pathKnown = false;
    for (const Route &route : m_routes) {
        if (fits(route.path, request.path)) {
            if (route.verb == request.method) {
                return callMethod(route, request);
            }
            pathKnown = true;
        }
    }
    return pathKnown ? HttpAnswer::jsonError(405, "This path knows another method.")
                     : unknown(u"There is nothing at %1."_s.arg(QString::fromUtf8(request.path)));
}

HttpAnswer ControlApi::callMethod(const Route &route, const test::HttpRequest &request)
{
    QJsonObject body;
    if (route.verb != "GET" && !route.takesText) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
        if (!document.isObject()) {
            return wrong(u"The body must be a JSON object: %1."_s.arg(error.errorString()));
        }
        body = document.object();
        const QStringList names = body.keys();
        for (const QString &name : names) {
            if (!route.fields.contains(name)) {
                return wrong(u"\"%1\" is not known here."_s.arg(name));
            }
        }
    }
    return (this->*route.method)(request, body);
}

MediaServer *ControlApi::serverOf(const QJsonObject &body, HttpAnswer &problem) const
{
    const QJsonValue name = body[u"server"_s];
    if (!name.isString()) {
        problem = wrong(u"\"server\" must name a server, like \"ms-01\"."_s);
        return nullptr;
    }
    MediaServer *const server = m_fleet.findServer(name.toString().toUtf8());
    if (server == nullptr) {
        problem = unknown(u"There is no server \"%1\"."_s.arg(name.toString()));
    }
    return server;
}

HttpAnswer ControlApi::getState(const test::HttpRequest &, const QJsonObject &)
{
    return HttpAnswer::json(m_fleet.describe());
}

HttpAnswer ControlApi::getLog(const test::HttpRequest &request, const QJsonObject &)
{
    const QByteArray name = request.queryValue("server").value_or(QByteArray());
    const MediaServer *const server = m_fleet.findServer(name);
    if (server == nullptr) {
        return unknown(u"There is no server \"%1\"; say /log?server=ms-01."_s.arg(QString::fromUtf8(name)));
    }
    JsonWriter json;
    server->requestLog().write(json);
    return HttpAnswer::json(json.bytes());
}

HttpAnswer ControlApi::getCaptures(const test::HttpRequest &, const QJsonObject &)
{
    JsonWriter json;
    json.beginArray();
    for (const CaptureLog::Entry &entry : m_fleet.captures().entries()) {
        json.beginObject();
        json.member("uid", entry.uid);
        json.member("server", entry.server);
        json.member("source", entry.source);
        json.member("beginMs", entry.beginMs);
        if (entry.endMs) {
            json.member("endMs", *entry.endMs);
            json.member("handedBack", entry.isHandedBack);
        }
        json.endObject();
    }
    json.endArray();
    return HttpAnswer::json(json.bytes());
}

HttpAnswer ControlApi::getOutages(const test::HttpRequest &, const QJsonObject &)
{
    JsonWriter json;
    json.beginArray();
    for (const CaptureLog::Outage &outage : m_fleet.captures().outages()) {
        json.beginObject();
        json.member("server", outage.server);
        json.member("beginMs", outage.beginMs);
        if (outage.endMs) {
            json.member("endMs", *outage.endMs);
        }
        json.endObject();
    }
    json.endArray();
    return HttpAnswer::json(json.bytes());
}

HttpAnswer ControlApi::controlArchive(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    if (body[u"action"_s].toString() != u"forget"_s) {
        return wrong(u"\"action\" must be forget."_s);
    }
    server->archiveOf(body[u"uid"_s].toString().toUtf8())->forgetHalf();
    return HttpAnswer::json("{}");
}

HttpAnswer ControlApi::setFault(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    const std::optional<Fault::Kind> kind = Fault::kindFromName(body[u"kind"_s].toString().toUtf8());
    if (!kind) {
        return wrong(
            u"\"kind\" must be one of none, refuse, drop, hang, late, slow, cut, status, html, garbage, "
            "truncated, huge, wrongtypes, skew."_s);
    }
    Fault fault;
    fault.kind = *kind;
    NumberReader numbers(body);
    fault.status = numbers.read(u"status"_s, 200, 599).value_or(503);
    fault.delay = std::chrono::milliseconds(numbers.read(u"delayMs"_s, 0, 600'000).value_or(0));
    fault.skew =
        std::chrono::seconds(numbers.read(u"skewSeconds"_s, -1'000'000'000, 1'000'000'000).value_or(0));
    fault.count = numbers.read(u"count"_s, 1);
    if (!numbers.problem().isEmpty()) {
        return wrong(numbers.problem());
    }
    const QJsonValue path = body[u"path"_s];
    if (!path.isUndefined() && !path.toString().startsWith(u'/')) {
        return wrong(u"\"path\" must be the begin of a path, like \"/api/streams/\"."_s);
    }
    const std::optional<Fault::Scope> scope =
        Fault::scopeFromName(body[u"scope"_s].toString(u"all"_s).toUtf8());
    if (!scope) {
        return wrong(u"\"scope\" must be all, reads or writes."_s);
    }
    fault.scope = *scope;
    const QJsonValue effect = body[u"effect"_s];
    if (!effect.isUndefined() && !effect.isBool()) {
        return wrong(u"\"effect\" must be true or false."_s);
    }
    fault.effect = effect.isBool() ? std::optional(effect.toBool()) : std::nullopt;
    if ((fault.closesPort() || fault.kind == Fault::Kind::Skew) && (!path.isUndefined() || fault.count)) {
        return wrong(u"skew, and refuse without a scope, concern the whole server: \"path\" and \"count\" do "
                     u"not go with "
                     "them."_s);
    }
    fault.pathPrefix = path.toString().toUtf8();
    server->setFault(fault);
    return done();
}

HttpAnswer ControlApi::setEffectDelay(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    NumberReader numbers(body);
    const std::optional<int> delayMs = numbers.read(u"delayMs"_s, 0, 600'000);
    if (!delayMs) {
        return wrong(numbers.problem().isEmpty() ? u"\"delayMs\" is missing."_s : numbers.problem());
    }
    server->setEffectDelay(std::chrono::milliseconds(*delayMs));
    return done();
}

HttpAnswer ControlApi::controlServer(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    const QString action = body[u"action"_s].toString();
    if (action != "stop"_L1 && action != "start"_L1 && action != "restart"_L1) {
        return wrong(u"\"action\" must be stop, start or restart."_s);
    }
    const QJsonValue loseState = body[u"loseState"_s];
    if (!loseState.isUndefined() && (!loseState.isBool() || action == "start"_L1)) {
        return wrong(u"\"loseState\" must be true or false, and goes with stop and restart."_s);
    }
    if (action != "start"_L1) {
        server->stop();
    }
    if (loseState.toBool()) {
        server->loadStartUp();
    }
    QString failure;
    if (action != "stop"_L1 && !server->start(failure)) {
        return HttpAnswer::jsonError(500, failure.toUtf8());
    }
    return done();
}

Camera *ControlApi::cameraNamed(const QString &number, HttpAnswer &problem) const
{
    Camera *const camera = m_fleet.findCamera(number.toInt());
    if (camera == nullptr) {
        problem = unknown(u"There is no live camera \"%1\"; say its number, like \"1\"."_s.arg(number));
    }
    return camera;
}

HttpAnswer ControlApi::controlOnvif(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    Camera *const camera = cameraNamed(body[u"camera"_s].toVariant().toString(), problem);
    return camera == nullptr ? problem : setOnvif(*camera, body);
}

HttpAnswer ControlApi::getOnvif(const test::HttpRequest &request, const QJsonObject &)
{
    HttpAnswer problem;
    const QByteArray number = request.queryValue("camera").value_or(QByteArray());
    const Camera *const camera = cameraNamed(QString::fromUtf8(number), problem);
    return camera == nullptr ? problem : onvifLog(*camera);
}

HttpAnswer ControlApi::controlCamera(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    Camera *const camera = cameraNamed(body[u"camera"_s].toVariant().toString(), problem);
    if (camera == nullptr) {
        return problem;
    }
    const QString action = body[u"action"_s].toString();
    if (action != "on"_L1 && action != "off"_L1) {
        return wrong(u"\"action\" must be on or off."_s);
    }
    QString failure;
    if (action == "off"_L1) {
        camera->switchOff();
    } else if (!camera->switchOn(&failure)) {
        return HttpAnswer::jsonError(500, failure.toUtf8());
    }
    return done();
}

HttpAnswer ControlApi::controlStream(const test::HttpRequest &, const QJsonObject &body)
{
    const QByteArray uid = body[u"uid"_s].toString().toUtf8();
    if (uid.isEmpty()) {
        return wrong(u"\"uid\" must name a stream."_s);
    }
    const QString action = body[u"action"_s].toString();
    if (action == "add"_L1) {
        return addStream(uid, body);
    }
    HttpAnswer problem;
    MediaServer *const server =
        body.contains(u"server"_s) ? serverOf(body, problem) : m_fleet.findServerOfStream(uid);
    if (server == nullptr && problem.status >= 400) {
        return problem;
    }
    MediaStream *const stream = server != nullptr ? server->findStream(uid) : nullptr;
    if (server != nullptr && server->type() == MediaServer::Type::MediaMtx) {
        return wrongForMediaMtx();
    }
    if (stream == nullptr) {
        return unknown(u"There is no stream \"%1\"."_s.arg(QString::fromUtf8(uid)));
    }
    if (action == "remove"_L1) {
        server->removeStream(uid);
        return done();
    }
    if (!action.isEmpty()) {
        return wrong(u"\"action\" must be add or remove."_s);
    }
    return changeStream(*server, *stream, body[u"set"_s]);
}

HttpAnswer ControlApi::addStream(const QByteArray &uid, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    if (server->type() == MediaServer::Type::MediaMtx) {
        return wrongForMediaMtx();
    }
    const bool plain = uid.size() <= 36 && std::all_of(uid.begin(), uid.end(), [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                                  (c >= 'a' && c <= 'z') || c == '-' || c == '_';
                       });
    if (!plain) {
        return wrong(u"\"uid\" must be of letters, digits, - and _, at most 36: it stands in addresses."_s);
    }
    const QString address = body[u"address"_s].toString();
    if (!address.startsWith("rtsp://"_L1)) {
        return wrong(u"\"address\" must begin with rtsp://."_s);
    }
    StreamSettings settings;
    settings.uid = uid;
    settings.cameraUid = body[u"cameraUid"_s].toString().toUtf8();
    settings.name = body[u"name"_s].toString();
    settings.address = address.toUtf8();
    settings.isSynthetic = isSyntheticAddress(settings.address);
    settings.isHigh = isHighAddress(settings.address);
    settings.otherKeys = streamIni::startUpKeys();
    return server->addStream(std::move(settings)) ? done()
                                                  : wrong(u"This server has a stream with that uid."_s);
}

HttpAnswer ControlApi::changeStream(MediaServer &server, MediaStream &stream, const QJsonValue &set)
{
    const QJsonObject changes = set.toObject();
    if (changes.isEmpty()) {
        return wrong(u"\"set\" must be an object with enabled, status, access or address."_s);
    }
    // Everything is checked before anything is changed.
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const bool ok =
            (it.key() == "enabled"_L1 && it->isBool()) ||
            (it.key() == "status"_L1 && (it->isString() || it->isNull())) ||
            (it.key() == "access"_L1 && (it->toString() == "private"_L1 || it->toString() == "public"_L1)) ||
            (it.key() == "address"_L1 && it->toString().startsWith("rtsp://"_L1));
        if (!ok) {
            return wrong(
                u"\"%1\" cannot be set so: enabled is a boolean, status a text or null, access private or "
                "public, address begins with rtsp://."_s.arg(it.key()));
        }
    }
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.key() == "enabled"_L1) {
            server.setStreamEnabled(stream, it->toBool());
        } else if (it.key() == "status"_L1) {
            stream.setStatusOverride(it->isNull() ? std::nullopt : std::optional(it->toString().toUtf8()));
        } else if (it.key() == "access"_L1) {
            stream.setPrivate(it->toString() == "private"_L1);
        } else {
            stream.setAddress(it->toString().toUtf8());
        }
    }
    return done();
}

HttpAnswer ControlApi::setAuth(const test::HttpRequest &request, const QJsonObject &body)
{
    HttpAnswer problem;
    const QString name = QString::fromUtf8(request.path.split('/').value(2));
    MediaServer *const server = serverOf({{u"server"_s, name}}, problem);
    if (server == nullptr) {
        return problem;
    }
    if (server->mediaMtx() == nullptr) {
        return wrong(u"Only MediaMTX servers have a choice of how they know their users."_s);
    }
    const QString method = body[u"method"_s].toString();
    if (method != "internal"_L1 && method != "jwt"_L1) {
        return wrong(u"\"method\" must be internal or jwt."_s);
    }
    MediaMtxAuth::Settings auth;
    auth.method = method == "jwt"_L1 ? MediaMtxAuth::Method::Jwt : MediaMtxAuth::Method::Internal;
    auth.jwks = auth.method == MediaMtxAuth::Method::Jwt ? m_fleet.ownJwks() : QUrl();
    if (const QJsonValue jwks = body[u"jwks"_s]; !jwks.isUndefined()) {
        auth.jwks = QUrl(jwks.toString(), QUrl::StrictMode);
        if (!auth.jwks.scheme().startsWith("http"_L1) || auth.jwks.host().isEmpty()) {
            return wrong(u"\"jwks\" must be an address with http:// or https://."_s);
        }
    }
    for (const auto &[member, text] :
         {std::pair(u"issuer"_s, &auth.tokens.issuer), std::pair(u"audience"_s, &auth.tokens.audience),
          std::pair(u"claimKey"_s, &auth.tokens.claimKey)}) {
        const QJsonValue value = body[member];
        if (!value.isUndefined() && !value.isString()) {
            return wrong(u"\"%1\" must be a text."_s.arg(member));
        }
        *text = value.toString(*text);
    }
    if (auth.tokens.claimKey.isEmpty()) {
        return wrong(u"\"claimKey\" must not be empty."_s); // the real server does not start then
    }
    for (const auto &[member, flag] :
         {std::pair(u"inHttpQuery"_s, &auth.inHttpQuery), std::pair(u"playbackQuery"_s, &auth.playbackQuery),
          std::pair(u"openRead"_s, &auth.openRead), std::pair(u"adminReads"_s, &auth.adminReads)}) {
        const QJsonValue value = body[member];
        if (!value.isUndefined() && !value.isBool()) {
            return wrong(u"\"%1\" must be true or false."_s.arg(member));
        }
        *flag = value.toBool(*flag);
    }
    server->mediaMtx()->setAuth(auth);
    return done();
}

HttpAnswer ControlApi::putKeys(const test::HttpRequest &request, const QJsonObject &)
{
    m_keys = request.body;
    return done();
}

HttpAnswer ControlApi::getKeys(const test::HttpRequest &, const QJsonObject &)
{
    return m_keys ? HttpAnswer::json(*m_keys) : unknown(u"No keys are published here."_s);
}

HttpAnswer ControlApi::deleteKeys(const test::HttpRequest &, const QJsonObject &)
{
    m_keys.reset();
    return done();
}

HttpAnswer ControlApi::renewCertificate(const test::HttpRequest &, const QJsonObject &body)
{
    HttpAnswer problem;
    MediaServer *const server = serverOf(body, problem);
    if (server == nullptr) {
        return problem;
    }
    if (body[u"action"_s].toString() != "renew"_L1) {
        return wrong(u"\"action\" must be renew."_s);
    }
    if (!server->usesTls()) {
        return wrong(u"This server uses HTTP: it has no certificate."_s);
    }
    server->renewCertificate();
    JsonWriter json;
    json.beginObject();
    json.member("fingerprint", server->fingerprint());
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

} // namespace streamkeeper::fleet
