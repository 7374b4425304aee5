#pragma once

#include "tests/fleet/JwksCache.h"
#include "tests/fleet/MediaMtxAuth.h"
#include "tests/fleet/MediaMtxConfig.h"
#include "tests/fleet/MediaMtxHls.h"
#include "tests/fleet/MediaMtxPaths.h"
#include "tests/fleet/MediaMtxPlayback.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <vector>

namespace streamkeeper::fleet {

class JsonWriter;
class MediaServer;
class MediaStream;
class RtspViewer;

/// The control API v3 of MediaMTX v1.20.0, over the state of one MediaServer, in the shapes and words of the
/// recordings (tests/data/mediamtx, tests/data/mediamtx-scenarios). Configuration changes at once and in
/// memory only; the running paths follow a moment later. Who may do what: MediaMtxAuth; at first "admin" with
/// the server's password may use the API, "viewer" / "viewerpass" may not, and everybody may watch.
class MediaMtxApi : public ServerDialect
{
public:
    static constexpr const char *User = "admin";

    explicit MediaMtxApi(MediaServer &server);

    [[nodiscard]] Access accessOf(const test::HttpRequest &request) const override;
    [[nodiscard]] ApiAnswer answer(const test::HttpRequest &request) override;
    [[nodiscard]] bool isWrite(const test::HttpRequest &request) const override;
    [[nodiscard]] HttpAnswer refusal(int status) const override;
    [[nodiscard]] Delivery deliverMedia(const test::HttpRequest &request) override;
    [[nodiscard]] Delivery deliverPlayback(const test::HttpRequest &request) override
    {
        return m_playback.deliver(request);
    }
    void prepare(Port port, const test::HttpRequest &request, std::function<void()> then) override;
    [[nodiscard]] QByteArray rtspPath(const QByteArray &uid) const override { return '/' + uid; }
    [[nodiscard]] RtspCheck rtspCheck(const MediaStream &stream) const override;
    void load(std::vector<StreamSettings> streams) override;
    [[nodiscard]] bool forgetsAtRestart() const override { return true; }

    /// Holds for what comes from now on; who watches already goes on. Survives a restart of the server: it is
    /// in the operator's file.
    void setAuth(const MediaMtxAuth::Settings &settings);
    [[nodiscard]] MediaMtxAuth::Settings auth() const { return m_auth->settings(); }

private:
    struct Call
    {
        const test::HttpRequest &request;
        QByteArray name; ///< what follows the route's path
    };
    struct Route
    {
        QByteArray verb;
        QByteArray path; ///< one that ends in a slash is followed by a name, which may have slashes
        std::function<ApiAnswer(const Call &call)> method;
    };
    using WriteItem = std::function<void(JsonWriter &json, qsizetype index)>;

    [[nodiscard]] static MediaMtxAuth::Question questionOf(const test::HttpRequest &request);
    [[nodiscard]] ApiAnswer dispatch(const test::HttpRequest &request);
    [[nodiscard]] static HttpAnswer listPage(const Call &call, qsizetype count, const WriteItem &writeItem);
    [[nodiscard]] ApiAnswer makeChange(const MediaMtxConfig::Plan &plan);

    [[nodiscard]] ApiAnswer getInfo(const Call &call);
    [[nodiscard]] ApiAnswer getGlobalConfig(const Call &call);
    [[nodiscard]] ApiAnswer getPathDefaults(const Call &call);
    [[nodiscard]] ApiAnswer listConfigPaths(const Call &call);
    [[nodiscard]] ApiAnswer getConfigPath(const Call &call);
    [[nodiscard]] ApiAnswer listPaths(const Call &call);
    [[nodiscard]] ApiAnswer getPath(const Call &call);
    [[nodiscard]] ApiAnswer listRtspSessions(const Call &call);
    [[nodiscard]] ApiAnswer getRtspSession(const Call &call);
    [[nodiscard]] ApiAnswer kickRtspSession(const Call &call);
    [[nodiscard]] ApiAnswer listHlsMuxers(const Call &call);
    [[nodiscard]] ApiAnswer listHlsSessions(const Call &call);
    [[nodiscard]] ApiAnswer getHlsSession(const Call &call);
    [[nodiscard]] ApiAnswer kickHlsSession(const Call &call);
    [[nodiscard]] ApiAnswer refreshKeys(const Call &call);
    [[nodiscard]] ApiAnswer listRecordings(const Call &call);
    [[nodiscard]] ApiAnswer getRecordings(const Call &call);
    [[nodiscard]] ApiAnswer deleteSegment(const Call &call);
    /// The start of each unbroken recording.
    void writeRecordings(JsonWriter &json, const QByteArray &name) const;

    void writePath(JsonWriter &json, const QByteArray &name);
    struct RtspSession
    {
        QByteArray path;
        std::shared_ptr<RtspViewer> viewer;
    };
    [[nodiscard]] std::vector<RtspSession> rtspSessions() const;
    /// The time by the server's clock.
    [[nodiscard]] QByteArray timeText(qint64 utcMs) const;

    MediaServer &m_server;
    JwksCache m_keys;
    /// Shared with those who are let in by RTSP, on their threads.
    const std::shared_ptr<MediaMtxAuth> m_auth;
    MediaMtxConfig m_config;
    MediaMtxHls m_hls;
    MediaMtxPaths m_paths;
    MediaMtxPlayback m_playback;
    std::vector<Route> m_routes;
};

} // namespace streamkeeper::fleet
