#include "tests/fleet/Fleet.h"

#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaMtxApi.h"
#include "tests/fleet/StreamIni.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr size_t MaximumListedCameras = 1000;
/// Then the fleet is announced even if a camera has no video yet.
constexpr qint64 MaximumStartMs = 10'000;
constexpr std::chrono::milliseconds TakeoverInterval{200};
/// From the order to capture to the first picture of a synthetic stream.
constexpr std::chrono::milliseconds WarmUp{300};

/// Addresses of synthetic cameras: from a private network, so that they look real and lead nowhere.
QByteArray syntheticAddress(const CameraPlan &plan, bool high)
{
    const int host = plan.number;
    return "rtsp://" + plan.userInfo() + "10." + QByteArray::number(64 + host / 62500 % 64) + '.' +
           QByteArray::number(host / 250 % 250) + '.' + QByteArray::number(host % 250 + 1) + ":554" +
           (high ? "/Streaming/Channels/101" : "/Streaming/Channels/102");
}

QByteArray addressOf(const CameraPlan &plan, const Camera *camera, bool high)
{
    return camera != nullptr ? camera->url(high) : syntheticAddress(plan, high);
}

void writeServer(JsonWriter &json, const MediaServer &server)
{
    json.beginObject();
    json.member("name", server.name());
    const bool isMediaMtx = server.type() == MediaServer::Type::MediaMtx;
    json.member("type", isMediaMtx ? "mediamtx" : "media_server_v2");
    json.member("scheme", server.usesTls() ? "https" : "http");
    json.member("host", "127.0.0.1");
    json.member("apiPort", server.apiPort());
    json.member("hlsPort", server.mediaPort());
    json.member("rtspPort", server.rtspPort());
    if (isMediaMtx) {
        json.member("user", MediaMtxApi::User);
        json.member("password", server.token());
        const bool usesJwt = server.mediaMtx()->auth().method == MediaMtxAuth::Method::Jwt;
        json.member("authMethod", usesJwt ? "jwt" : "internal");
    } else {
        json.member("token", server.token());
    }
    json.member("fingerprint", server.fingerprint());
    json.member("running", server.isRunning());
    json.endObject();
}

/// What a MediaMTX server calls the stream. Its paths have no other name.
QByteArray mediaMtxPath(const CameraPlan &plan, bool high)
{
    return (plan.isLive ? "" : "synthetic") + plan.path(high).mid(plan.isLive ? 1 : 4);
}

QByteArray remoteName(const MediaServer &server, const CameraPlan &plan, bool high)
{
    return server.type() == MediaServer::Type::MediaMtx ? mediaMtxPath(plan, high)
                                                        : (high ? plan.highUid : plan.lowUid);
}

void writeCamera(JsonWriter &json, const CameraPlan &plan, const Camera *camera, const MediaServer &server)
{
    json.beginObject();
    json.member("number", plan.number);
    json.member("uid", plan.uid);
    json.member("name", plan.name);
    json.member("ip", "127.0.0.1");
    json.member("live", plan.isLive);
    json.member("audio", plan.hasAudio);
    for (const bool high : {true, false}) {
        json.key(high ? "high" : "low");
        json.beginObject();
        json.member("uid", high ? plan.highUid : plan.lowUid);
        json.member("url", addressOf(plan, camera, high));
        json.member("remoteName", remoteName(server, plan, high));
        json.endObject();
    }
    if (camera != nullptr) {
        json.key("onvif");
        json.beginObject();
        json.member("address", "127.0.0.1:" + QByteArray::number(camera->onvif().port()));
        json.member("user", plan.user);
        json.member("password", plan.password);
        json.endObject();
    }
    json.member("on", camera == nullptr || camera->isOn());
    json.member("server", server.name());
    json.endObject();
}
} // namespace

Fleet::Fleet(FleetOptions options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_services{m_rtspLoop,
                 m_captureLoop,
                 stableSecret("access token secret", 1, 64),
                 options.hurried(options.reconnectDelay),
                 options.hurried(options.effectDelay),
                 options.hurried(WarmUp),
                 options.isSteady,
                 m_processStats,
                 m_recordings.path(),
                 m_captures,
                 [this](const QByteArray &node) { return findServer(node); },
                 [this](int number) { return startUpStreams(number); }}
    , m_probes([this](const QByteArray &relatesTo) { return probeMatches(relatesTo); })
{
    connect(&m_readyTimer, &QTimer::timeout, this, &Fleet::checkReady);
    connect(&m_takeoverTimer, &QTimer::timeout, this, [this] {
        for (const auto &server : m_servers) {
            server->updateTakeovers();
        }
    });
    connect(&m_troubleTimer, &QTimer::timeout, this, &Fleet::troubleCameras);
}

void Fleet::troubleCameras()
{
    const qint64 seconds = m_sinceStart.elapsed() / 1000;
    for (int i = 0; i < m_options.troubled; ++i) {
        Camera &camera = *m_cameras[size_t(m_options.live - 1 - i)];
        // The first lost is the one that stays so; each of the others has a rhythm of its own.
        const qint64 period = 40 + 15 * i;
        const bool isAway = i == 0 ? seconds > 20 : seconds > 20 && seconds % period < 12;
        if (isAway && camera.isOn())
            camera.switchOff();
        else if (!isAway && !camera.isOn())
            (void)camera.switchOn();
    }
}

Fleet::~Fleet()
{
    // Pullers first: cameras that go first would only make them reconnect.
    m_servers.clear();
    m_captureLoop.run([] {});
}

bool Fleet::start(QString &problem)
{
    if (!m_recordings.isValid()) {
        problem = u"There is no folder for recordings: %1"_s.arg(m_recordings.errorString());
        return false;
    }
    for (int number = 1; number <= m_options.servers; ++number) {
        const auto tls = m_options.tls == TlsUse::First && number > 1 ? TlsUse::None : m_options.tls;
        const auto type = number > m_options.servers - m_options.mediaMtxServers
                              ? MediaServer::Type::MediaMtx
                              : MediaServer::Type::MediaServerV2;
        m_servers.push_back(std::make_unique<MediaServer>(number, type, tls, m_services));
        if (MediaMtxApi *const mediaMtx = m_servers.back()->mediaMtx(); mediaMtx && m_options.usesJwt) {
            MediaMtxAuth::Settings auth;
            auth.method = MediaMtxAuth::Method::Jwt;
            auth.jwks = m_options.jwks.isEmpty() ? ownJwks() : QUrl(m_options.jwks);
            mediaMtx->setAuth(auth);
        }
    }
    m_plans.reserve(size_t(m_options.cameras));
    for (int number = 1; number <= m_options.cameras; ++number) {
        m_plans.push_back(planCamera(number, number <= m_options.live));
        if (m_plans.back().isLive) {
            m_cameras.push_back(std::make_unique<Camera>(m_rtspLoop, m_plans.back(), m_options.gopSeconds));
            if (!m_cameras.back()->switchOn(&problem)) {
                return false;
            }
        }
    }
    if (!m_probes.listen() || (m_options.answersGroup && !m_probes.joinGroup())) {
        problem = u"Searches of the network cannot be answered: no UDP port, or no multicast."_s;
        return false;
    }
    for (const auto &server : m_servers) {
        if (!server->start(problem)) {
            return false;
        }
    }
    (void)m_processStats.read();
    m_sinceStart.start();
    m_readyTimer.start(20);
    m_takeoverTimer.start(m_options.hurried(TakeoverInterval));
    if (m_options.troubled > 0) {
        m_troubleTimer.start(1000);
    }
    return true;
}

QUrl Fleet::ownJwks() const
{
    return QUrl(u"http://127.0.0.1:%1/jwks.json"_s.arg(m_controlPort));
}

QList<QByteArray> Fleet::probeMatches(const QByteArray &relatesTo) const
{
    QList<QByteArray> matches;
    for (const auto &camera : m_cameras) {
        if (camera->isOn()) {
            matches.append(camera->onvif().probeMatch(relatesTo));
        }
    }
    return matches;
}

const Camera *Fleet::cameraOf(const CameraPlan &plan) const
{
    return plan.isLive ? m_cameras[size_t(plan.number - 1)].get() : nullptr;
}

std::vector<StreamSettings> Fleet::startUpStreams(int serverNumber) const
{
    std::vector<StreamSettings> streams;
    const MediaServer &server = *m_servers[size_t(serverNumber - 1)];
    for (size_t i = size_t(serverNumber - 1); i < m_plans.size(); i += m_servers.size()) {
        const CameraPlan &plan = m_plans[i];
        for (const bool high : {true, false}) {
            StreamSettings settings;
            settings.uid = remoteName(server, plan, high);
            settings.cameraUid = plan.uid;
            settings.name =
                plan.name + (high ? u" high"_s : u" low"_s) + (plan.isLive ? u""_s : u" (synthetic)"_s);
            settings.address = addressOf(plan, cameraOf(plan), high);
            const bool isPrivate = m_options.privateEvery > 0 && plan.number % m_options.privateEvery == 0;
            settings.access = isPrivate ? "private" : "public";
            settings.isHigh = high;
            settings.isSynthetic = !plan.isLive;
            settings.otherKeys = streamIni::startUpKeys();
            if (plan.number <= m_options.recorded) {
                settings.dvr = "true";
                settings.otherKeys["dvr-duration"] = "1h";
            }
            streams.push_back(std::move(settings));
        }
    }
    return streams;
}

void Fleet::checkReady()
{
    // The first HLS segment takes a key frame distance or two. A long one is not worth the wait for all who
    // use RTSP.
    const bool waitsForHls = m_options.gopSeconds <= 2;
    const bool allHaveVideo =
        std::all_of(m_servers.begin(), m_servers.end(), [waitsForHls](const auto &server) {
            return std::all_of(server->streams().begin(), server->streams().end(),
                               [waitsForHls](const auto &stream) {
                                   return stream->settings().isSynthetic || !stream->isEnabled() ||
                                          (stream->hasVideo() && (stream->hasHls() || !waitsForHls));
                               });
        });
    if (allHaveVideo || m_sinceStart.elapsed() > MaximumStartMs) {
        m_readyTimer.stop();
        Q_EMIT ready();
    }
}

MediaServer *Fleet::findServer(const QByteArray &name) const
{
    const auto found = std::find_if(m_servers.begin(), m_servers.end(),
                                    [&name](const auto &server) { return server->name() == name; });
    return found == m_servers.end() ? nullptr : found->get();
}

MediaServer *Fleet::findServerOfStream(const QByteArray &uid) const
{
    const auto found = std::find_if(m_servers.begin(), m_servers.end(), [&uid](const auto &server) {
        return server->findStream(uid) != nullptr;
    });
    return found == m_servers.end() ? nullptr : found->get();
}

Camera *Fleet::findCamera(int number) const
{
    return number >= 1 && number <= int(m_cameras.size()) ? m_cameras[size_t(number - 1)].get() : nullptr;
}

QByteArray Fleet::describe() const
{
    JsonWriter json;
    json.beginObject();
    json.member("control", "http://127.0.0.1:" + QByteArray::number(m_controlPort));
    json.member("discovery", "127.0.0.1:" + QByteArray::number(m_probes.port()));
    json.key("servers");
    json.beginArray();
    for (const auto &server : m_servers) {
        writeServer(json, *server);
    }
    json.endArray();
    json.key("cameras");
    json.beginArray();
    for (size_t i = 0; i < m_plans.size() && i < MaximumListedCameras; ++i) {
        writeCamera(json, m_plans[i], cameraOf(m_plans[i]), *m_servers[i % m_servers.size()]);
    }
    json.endArray();
    json.endObject();
    return json.bytes();
}

} // namespace streamkeeper::fleet
