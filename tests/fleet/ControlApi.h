#pragma once

#include "tests/fleet/Fleet.h"
#include "tests/fleet/HttpAnswer.h"
#include "tests/support/HttpServer.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace streamkeeper::fleet {

/// The port by which tests change the fleet behind the console's back: faults, servers, cameras, streams,
/// certificates, and the log of requests. HTTP with JSON, without authorization, on 127.0.0.1 only. Main
/// thread.
///
/// - `GET /state`: what the program printed at its start, as it is now.
/// - `POST /fault {"server","kind","status","delayMs","skewSeconds","path","count","scope","effect"}`; kinds:
/// see
///   Fault.
/// - `POST /effects {"server","delayMs"}`: how long after its answer a command takes effect (at first what
///   `--effect-ms` says).
/// - `POST /server {"server","action":"stop|start|restart","loseState"}`: media_server_v2 comes back with the
///   streams it has written down, unless `loseState` is true: then with those of the fleet's start-up.
///   MediaMTX always comes back with those of the start-up.
/// - `POST /camera {"camera":"1","action":"off|on"}`
/// - `POST /onvif {"camera":"1","login":"digest|sha256|token|any","password","clockSkewSeconds",
///   "toldOffsetSeconds","h265","profiles","services","snapshots","toldHost","toldPort",
///   "media2":"works|fails|absent","answer","answerOnly","nonceUses"}`: how the ONVIF services of a camera
///   behave (test::OnvifManners); what is not named is as usual. `answer` is one of usual, hang, drop, html,
///   truncated, garbage, huge, entities, quadratic, attributes, deep, redirect, notauthorized, noenvelope,
///   missing.
/// - `GET /onvif?camera=1`: what they were asked, and what was wrong with it.
/// - `POST /stream {"uid","server"?,"set":{"enabled","status","access","address"}}`,
/// `{"uid","action":"remove"}`,
///   `{"uid","action":"add","server","name","cameraUid","address"}`
/// - `POST /certificate {"server","action":"renew"}`: answers with the new fingerprint.
/// - `POST /archive {"server","uid","action":"forget"}`: the index of the recordings loses its older half.
/// - `GET /captures`: which server captured which stream when (CaptureLog).
/// - `GET /outages`: when servers were stopped, or restarted, by this port.
/// - `GET /log?server=ms-01`
/// - `PUT /servers/ms-03/auth {"method":"internal|jwt","jwks","inHttpQuery","playbackQuery","openRead",
///   "adminReads","issuer","audience","claimKey"}` of a MediaMTX server (MediaMtxAuth::Settings): what is not
///   named has its usual value (false, openRead true, nothing checked); `jwks` is at first the address of the
///   next.
/// - `PUT /jwks.json`: keeps the body, as it is. `GET /jwks.json`: tells it, 404 if there is none. `DELETE
///   /jwks.json`. In place of the web server on which an operator publishes the keys of tokens.
class ControlApi
{
public:
    explicit ControlApi(Fleet &fleet);
    /// On `port`, or a free one if 0. False if it is taken.
    [[nodiscard]] bool listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.port(); }

private:
    using Method = HttpAnswer (ControlApi::*)(const test::HttpRequest &request, const QJsonObject &body);
    struct Route
    {
        QByteArray verb;
        QByteArray path; ///< one that ends in "/*/" and a word has the name of a server in between
        Method method;
        QList<QString> fields;  ///< that the body may have
        bool takesText = false; ///< the body is not read here
    };
    [[nodiscard]] HttpAnswer answer(const test::HttpRequest &request);
    [[nodiscard]] HttpAnswer callMethod(const Route &route, const test::HttpRequest &request);

    [[nodiscard]] HttpAnswer getState(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer getLog(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer getCaptures(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer getOutages(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer controlArchive(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer setFault(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer setEffectDelay(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer controlServer(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer controlCamera(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer controlOnvif(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer getOnvif(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer controlStream(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer renewCertificate(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer setAuth(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer putKeys(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer getKeys(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer deleteKeys(const test::HttpRequest &request, const QJsonObject &body);
    [[nodiscard]] HttpAnswer addStream(const QByteArray &uid, const QJsonObject &body);
    [[nodiscard]] static HttpAnswer changeStream(MediaServer &server, MediaStream &stream,
                                                 const QJsonValue &set);
    /// Null, and `problem` filled, if there is no live camera of this number.
    [[nodiscard]] Camera *cameraNamed(const QString &number, HttpAnswer &problem) const;
    /// Null, and `problem` filled, if the body names no known server.
    [[nodiscard]] MediaServer *serverOf(const QJsonObject &body, HttpAnswer &problem) const;

    Fleet &m_fleet;
    test::HttpServer m_server;
    std::vector<Route> m_routes;
    std::optional<QByteArray> m_keys;
};

} // namespace streamkeeper::fleet
