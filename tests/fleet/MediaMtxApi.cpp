#include "tests/fleet/MediaMtxApi.h"

#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaMtxAnswer.h"
#include "tests/fleet/MediaMtxJson.h"
#include "tests/fleet/MediaMtxMembers.h"
#include "tests/fleet/MediaServer.h"
#include "tests/fleet/RtspViewer.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
using mediaMtx::done;
using mediaMtx::error;
using mediaMtx::jsonAnswer;
using mediaMtx::unknownCall;

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
}

/// A number of the query as Go reads it; `text` is filled with its complaint.
std::optional<qint64> readNumber(const test::HttpRequest &request, const QByteArray &name, qint64 usual,
                                 QByteArray &text)
{
    constexpr qint64 Maximum = 0x7fffffff;
    const QByteArray value = request.queryValue(name).value_or(QByteArray());
    if (value.isEmpty()) {
        return usual;
    }
    const auto complain = [&](const char *reason) {
        text = "strconv.ParseUint: parsing \"" + value + "\": " + reason;
        return std::nullopt;
    };
    if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return complain("invalid syntax");
    }
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (!ok || number > Maximum) {
        return complain("value out of range");
    }
    return number;
}

/// The complaint about what should be the id of a session; empty if it is one.
QByteArray idProblem(const QByteArray &id)
{
    if (id.size() != 36) {
        return "invalid UUID length: " + QByteArray::number(id.size());
    }
    return QUuid::fromString(QLatin1StringView(id)).isNull() ? "invalid UUID format" : "";
}
} // namespace

MediaMtxApi::MediaMtxApi(MediaServer &server)
    : m_server(server)
    , m_auth(std::make_shared<MediaMtxAuth>(server.token(), server.clock(), m_keys.reader()))
    , m_hls(server, *m_auth)
    , m_paths(server, m_config, m_hls)
    , m_playback(server, m_config, *m_auth)
{
    const auto own = [this](auto method) { return std::bind_front(method, this); };
    m_routes = {
        {"GET", "/v3/info", own(&MediaMtxApi::getInfo)},
        {"GET", "/v3/config/global/get", own(&MediaMtxApi::getGlobalConfig)},
        {"GET", "/v3/config/pathdefaults/get", own(&MediaMtxApi::getPathDefaults)},
        {"GET", "/v3/config/paths/list", own(&MediaMtxApi::listConfigPaths)},
        {"GET", "/v3/config/paths/get/", own(&MediaMtxApi::getConfigPath)},
        {"POST", "/v3/config/paths/add/",
         [this](const Call &call) { return makeChange(m_config.add(call.name, call.request.body)); }},
        {"PATCH", "/v3/config/paths/patch/",
         [this](const Call &call) { return makeChange(m_config.patch(call.name, call.request.body)); }},
        {"POST", "/v3/config/paths/replace/",
         [this](const Call &call) { return makeChange(m_config.replace(call.name, call.request.body)); }},
        {"DELETE", "/v3/config/paths/delete/",
         [this](const Call &call) { return makeChange(m_config.remove(call.name)); }},
        {"GET", "/v3/paths/list", own(&MediaMtxApi::listPaths)},
        {"GET", "/v3/paths/get/", own(&MediaMtxApi::getPath)},
        {"GET", "/v3/rtspsessions/list", own(&MediaMtxApi::listRtspSessions)},
        {"GET", "/v3/rtspsessions/get/", own(&MediaMtxApi::getRtspSession)},
        {"POST", "/v3/rtspsessions/kick/", own(&MediaMtxApi::kickRtspSession)},
        {"GET", "/v3/hlsmuxers/list", own(&MediaMtxApi::listHlsMuxers)},
        {"GET", "/v3/hlssessions/list", own(&MediaMtxApi::listHlsSessions)},
        {"GET", "/v3/hlssessions/get/", own(&MediaMtxApi::getHlsSession)},
        {"POST", "/v3/hlssessions/kick/", own(&MediaMtxApi::kickHlsSession)},
        {"POST", "/v3/auth/jwks/refresh", own(&MediaMtxApi::refreshKeys)},
        {"GET", "/v3/recordings/list", own(&MediaMtxApi::listRecordings)},
        {"GET", "/v3/recordings/get/", own(&MediaMtxApi::getRecordings)},
        {"DELETE", "/v3/recordings/deletesegment", own(&MediaMtxApi::deleteSegment)},
    };
}

void MediaMtxApi::setAuth(const MediaMtxAuth::Settings &settings)
{
    m_auth->setSettings(settings);
    m_keys.setUrl(settings.jwks);
}

MediaMtxAuth::Question MediaMtxApi::questionOf(const test::HttpRequest &request)
{
    return {MediaMtxAuth::Action::Api,
            {},
            MediaMtxAuth::Credentials::fromHeader(request.header("authorization").value_or(QByteArray())),
            request.query};
}

ServerDialect::Access MediaMtxApi::accessOf(const test::HttpRequest &request) const
{
    if (!request.header("authorization")) {
        return {};
    }
    return {RequestLog::Authorization::Header,
            m_auth->check(questionOf(request)).answer == MediaMtxAuth::Answer::Allowed};
}

void MediaMtxApi::prepare(Port port, const test::HttpRequest &request, std::function<void()> then)
{
    const MediaMtxAuth::Question question = port == Port::Api        ? questionOf(request)
                                            : port == Port::Playback ? MediaMtxPlayback::questionOf(request)
                                                                     : MediaMtxHls::questionOf(request);
    if (m_auth->needsKeys(question)) {
        m_keys.prepare(std::move(then));
    } else {
        then();
    }
}

bool MediaMtxApi::isWrite(const test::HttpRequest &request) const
{
    return request.method != "GET" && request.method != "OPTIONS";
}

HttpAnswer MediaMtxApi::refusal(int status) const
{
    return error(status, status == 401 ? "authentication error" : "fault");
}

ApiAnswer MediaMtxApi::answer(const test::HttpRequest &request)
{
    if (request.method == "OPTIONS") {
        return HttpAnswer{204, {}, {{"Access-Control-Allow-Origin", "*"}, {"Server", "mediamtx"}}};
    }
    const MediaMtxAuth::Answer verdict = m_auth->check(questionOf(request)).answer;
    if (verdict == MediaMtxAuth::Answer::Allowed) {
        return dispatch(request);
    }
    const Delivery refused = mediaMtx::unauthorized(verdict == MediaMtxAuth::Answer::Unasked);
    ApiAnswer answer = refused.http;
    answer.delay = refused.delay;
    return answer;
}

ApiAnswer MediaMtxApi::dispatch(const test::HttpRequest &request)
{
    for (const Route &route : m_routes) {
        const bool hasName = route.path.endsWith('/');
        const bool fits = hasName ? request.path.startsWith(route.path) : request.path == route.path;
        if (fits && route.verb == request.method) {
            return route.method(
                {request, QByteArray::fromPercentEncoding(request.path.mid(route.path.size()))});
        }
    }
    return unknownCall();
}

Delivery MediaMtxApi::deliverMedia(const test::HttpRequest &request)
{
    return m_hls.deliver(request);
}

RtspCheck MediaMtxApi::rtspCheck(const MediaStream &stream) const
{
    const auto running = m_paths.running().find(stream.settings().uid);
    auto wait = running == m_paths.running().end() ? std::function<void()>()
                                                   : MediaMtxPaths::waiter(stream, running->second);
    return [auth = m_auth, wait = std::move(wait),
            path = stream.settings().uid](const RtspRequest &request) -> RtspVerdict {
        const MediaMtxAuth::Verdict verdict =
            auth->checkRtsp({MediaMtxAuth::Action::Read, path,
                             MediaMtxAuth::Credentials::fromHeader(request.authorization), request.query});
        RtspVerdict result(GST_RTSP_STS_UNAUTHORIZED);
        if (verdict.answer == MediaMtxAuth::Answer::Allowed) {
            result = GST_RTSP_STS_OK;
            result.user = verdict.user;
            if (wait) {
                wait();
            }
        } else if (verdict.answer == MediaMtxAuth::Answer::Unasked) {
            result.challenge = "Basic realm=\"ipcam\"";
        } else {
            QThread::msleep(ulong(mediaMtx::guessingDelay().count()));
        }
        return result;
    };
}

void MediaMtxApi::load(std::vector<StreamSettings> streams)
{
    m_config = {};
    for (const StreamSettings &settings : streams) {
        m_config.apply({settings.uid, QJsonObject{{u"source"_s, QString::fromUtf8(settings.address)},
                                                  {u"rtspTransport"_s, u"tcp"_s}}});
    }
    m_paths.reopenAll();
}

ApiAnswer MediaMtxApi::makeChange(const MediaMtxConfig::Plan &plan)
{
    if (const auto *refusal = std::get_if<MediaMtxConfig::Refusal>(&plan)) {
        return error(refusal->status, refusal->text);
    }
    const auto &change = std::get<MediaMtxConfig::Change>(plan);
    ApiAnswer answer = done();
    answer.subject = change.name;
    answer.commit = [this, change] { m_config.apply(change); };
    answer.effect = [this, name = change.name] { m_paths.update(name); };
    return answer;
}

HttpAnswer MediaMtxApi::listPage(const Call &call, qsizetype count, const WriteItem &writeItem)
{
    constexpr qint64 UsualItems = 100;
    QByteArray problem;
    const auto perPage = readNumber(call.request, "itemsPerPage", UsualItems, problem);
    const auto page = readNumber(call.request, "page", 0, problem);
    if (!perPage || !page) {
        return error(400, problem);
    }
    if (*perPage == 0) {
        return error(400, "invalid items per page");
    }
    JsonWriter json;
    json.beginObject();
    json.member("itemCount", count);
    json.member("pageCount", (count + *perPage - 1) / *perPage);
    json.key("items");
    json.beginArray();
    const qint64 first = std::min<qint64>(count, *page * *perPage);
    for (qint64 i = first; i < std::min<qint64>(count, first + *perPage); ++i) {
        writeItem(json, i);
    }
    json.endArray();
    json.endObject();
    return jsonAnswer(200, json.bytes());
}

QByteArray MediaMtxApi::timeText(qint64 utcMs) const
{
    return mediaMtx::timeText(*m_server.clock(), utcMs);
}

ApiAnswer MediaMtxApi::getInfo(const Call &)
{
    JsonWriter json;
    json.beginObject();
    json.member("version", "v1.20.0");
    json.member("started", timeText(m_server.startUtcMs()));
    json.endObject();
    return jsonAnswer(200, json.bytes());
}

ApiAnswer MediaMtxApi::getGlobalConfig(const Call &)
{
    const auto address = [](quint16 port) { return "127.0.0.1:" + QByteArray::number(port); };
    QByteArray text = mediaMtx::globalConfig();
    text.replace("@api@", address(m_server.apiPort()));
    text.replace("@rtsp@", address(m_server.rtspPort()));
    text.replace("@rtspEncryption@", m_server.rtspsPort() != 0 ? "optional" : "no");
    text.replace("@rtsps@", m_server.rtspsPort() != 0 ? address(m_server.rtspsPort()) : ":8322");
    text.replace("@hls@", address(m_server.mediaPort()));
    text.replace("@playback@", address(m_server.playbackPort()));
    const MediaMtxAuth::Settings auth = m_auth->settings();
    text.replace("@method@", auth.method == MediaMtxAuth::Method::Jwt ? "jwt" : "internal");
    text.replace("@users@", mediaMtx::internalUsers(m_auth->users()));
    text.replace("@jwks@", auth.jwks.toEncoded());
    text.replace("@issuer@", quoted(auth.tokens.issuer));
    text.replace("@audience@", quoted(auth.tokens.audience));
    text.replace("@claimKey@", quoted(auth.tokens.claimKey));
    // A member on its way out: the server tells it only while it is set.
    text.replace("@inHttpQuery@", auth.inHttpQuery ? "\"authJWTInHTTPQuery\":true," : "");
    text.replace("@tls@", m_server.usesTls() ? "true" : "false");
    text.replace("@mediaTls@", m_server.mediaUsesTls() ? "true" : "false");
    return jsonAnswer(200, text);
}

ApiAnswer MediaMtxApi::getPathDefaults(const Call &)
{
    JsonWriter json;
    MediaMtxConfig::write(json, {}, {});
    return jsonAnswer(200, json.bytes());
}

ApiAnswer MediaMtxApi::listConfigPaths(const Call &call)
{
    // Pages are walked in order: the next item is looked for from the last one.
    auto at = m_config.paths().begin();
    qsizetype index = 0;
    return listPage(call, qsizetype(m_config.paths().size()), [&](JsonWriter &json, qsizetype wanted) {
        std::advance(at, wanted - index);
        index = wanted;
        MediaMtxConfig::write(json, at->first, at->second);
    });
}

ApiAnswer MediaMtxApi::getConfigPath(const Call &call)
{
    const QJsonObject *const members = m_config.find(call.name);
    if (members == nullptr) {
        return error(404, "path configuration not found");
    }
    JsonWriter json;
    MediaMtxConfig::write(json, call.name, *members);
    return jsonAnswer(200, json.bytes());
}

ApiAnswer MediaMtxApi::listPaths(const Call &call)
{
    auto at = m_paths.running().begin();
    qsizetype index = 0;
    return listPage(call, qsizetype(m_paths.running().size()), [&](JsonWriter &json, qsizetype wanted) {
        std::advance(at, wanted - index);
        index = wanted;
        writePath(json, at->first);
    });
}

ApiAnswer MediaMtxApi::getPath(const Call &call)
{
    if (!m_paths.running().contains(call.name)) {
        return error(404, "path not found");
    }
    JsonWriter json;
    writePath(json, call.name);
    return jsonAnswer(200, json.bytes());
}

void MediaMtxApi::writePath(JsonWriter &json, const QByteArray &name)
{
    const MediaStream *const stream = m_server.findStream(name);
    const StreamNumbers numbers =
        stream != nullptr ? stream->numbers(m_server.nowUtcMs(), m_server.startUtcMs()) : StreamNumbers();
    const qint64 start = stream != nullptr ? stream->captureStartUtcMs(numbers) : 0;
    const bool isReady = start != 0;
    const auto time = [&](const QByteArray &key, qint64 utcMs) {
        json.key(key);
        utcMs != 0 ? json.text(QByteArrayView(timeText(utcMs))) : json.null();
    };
    json.beginObject();
    json.member("name", name);
    json.member("confName", name);
    for (const char *key : {"ready", "available"}) {
        json.member(key, isReady);
        time(QByteArray(key) + "Time", start);
    }
    // True for failing sources too; the time is of the last success, or of year 1.
    const qint64 lastStart =
        stream != nullptr && stream->hub() ? stream->hub()->lastSourceStartUtcMs() : start;
    json.member("online", stream != nullptr);
    if (stream != nullptr && lastStart == 0) {
        json.member("onlineTime", "0001-01-01T00:00:00Z");
    } else {
        time("onlineTime", lastStart);
    }
    json.key("source");
    if (stream != nullptr) {
        json.beginObject();
        json.member("type", "rtspSource");
        json.member("id", "");
        json.endObject();
    } else {
        json.null();
    }
    mediaMtx::writeTracks(json, isReady ? stream : nullptr, numbers);
    mediaMtx::writeReaders(json, isReady ? stream : nullptr, numbers, m_hls.sessions(name));
    const auto muxer = m_hls.muxers().find(name);
    const qint64 hlsBytes = muxer == m_hls.muxers().end() ? 0 : muxer->second.bytes;
    const qint64 in = isReady ? numbers.bytesIn : 0;
    const qint64 out = isReady ? numbers.bytesOut + hlsBytes : 0;
    json.member("inboundBytes", in);
    json.member("outboundBytes", out);
    json.member("inboundFramesInError", 0);
    json.member("bytesReceived", in);
    json.member("bytesSent", out);
    json.endObject();
}

std::vector<MediaMtxApi::RtspSession> MediaMtxApi::rtspSessions() const
{
    std::vector<RtspSession> sessions;
    for (const auto &stream : m_server.streams()) {
        if (!stream->hub()) {
            continue;
        }
        for (const auto &viewer : stream->hub()->playingViewers()) {
            sessions.push_back({stream->settings().uid, viewer});
        }
    }
    std::sort(sessions.begin(), sessions.end(), [](const RtspSession &left, const RtspSession &right) {
        const ViewerIdentity &one = left.viewer->identity();
        const ViewerIdentity &other = right.viewer->identity();
        return std::tie(one.createdUtcMs, one.id) < std::tie(other.createdUtcMs, other.id);
    });
    return sessions;
}

ApiAnswer MediaMtxApi::listRtspSessions(const Call &call)
{
    const std::vector<RtspSession> sessions = rtspSessions();
    return listPage(call, qsizetype(sessions.size()), [&](JsonWriter &json, qsizetype index) {
        const RtspSession &session = sessions[size_t(index)];
        mediaMtx::writeRtspSession(json, *session.viewer, session.path,
                                   timeText(session.viewer->identity().createdUtcMs));
    });
}

ApiAnswer MediaMtxApi::getRtspSession(const Call &call)
{
    if (const QByteArray problem = idProblem(call.name); !problem.isEmpty()) {
        return error(400, problem);
    }
    for (const RtspSession &session : rtspSessions()) {
        if (session.viewer->identity().id == call.name) {
            JsonWriter json;
            mediaMtx::writeRtspSession(json, *session.viewer, session.path,
                                       timeText(session.viewer->identity().createdUtcMs));
            return jsonAnswer(200, json.bytes());
        }
    }
    return error(404, "session not found");
}

ApiAnswer MediaMtxApi::kickRtspSession(const Call &call)
{
    if (const QByteArray problem = idProblem(call.name); !problem.isEmpty()) {
        return error(400, problem);
    }
    const std::vector<RtspSession> sessions = rtspSessions();
    const bool isKnown = std::any_of(sessions.begin(), sessions.end(), [&call](const RtspSession &session) {
        return session.viewer->identity().id == call.name;
    });
    if (!isKnown) {
        return error(404, "session not found");
    }
    ApiAnswer answer = done();
    answer.commit = [this, id = call.name] { m_server.kickViewer(id); };
    return answer;
}

ApiAnswer MediaMtxApi::listHlsMuxers(const Call &call)
{
    const auto &muxers = m_hls.muxers();
    return listPage(call, qsizetype(muxers.size()), [&](JsonWriter &json, qsizetype index) {
        const auto &[path, muxer] = *std::next(muxers.begin(), index);
        json.beginObject();
        json.member("path", path);
        json.member("created", timeText(muxer.createdUtcMs));
        json.member("lastRequest", timeText(muxer.lastRequestUtcMs));
        json.member("outboundBytes", muxer.bytes);
        json.member("outboundFramesDiscarded", 0);
        json.member("bytesSent", muxer.bytes);
        json.endObject();
    });
}

ApiAnswer MediaMtxApi::listHlsSessions(const Call &call)
{
    const std::vector<MediaMtxHls::Session> sessions = m_hls.sessions();
    return listPage(call, qsizetype(sessions.size()), [&](JsonWriter &json, qsizetype index) {
        const MediaMtxHls::Session &session = sessions[size_t(index)];
        mediaMtx::writeHlsSession(json, session, timeText(session.createdUtcMs));
    });
}

ApiAnswer MediaMtxApi::getHlsSession(const Call &call)
{
    if (const QByteArray problem = idProblem(call.name); !problem.isEmpty()) {
        return error(400, problem);
    }
    for (const MediaMtxHls::Session &session : m_hls.sessions()) {
        if (session.id == call.name) {
            JsonWriter json;
            mediaMtx::writeHlsSession(json, session, timeText(session.createdUtcMs));
            return jsonAnswer(200, json.bytes());
        }
    }
    return error(404, "session not found");
}

ApiAnswer MediaMtxApi::kickHlsSession(const Call &call)
{
    ApiAnswer answer = getHlsSession(call);
    if (answer.http.status == 200) {
        answer = done();
        answer.commit = [this, id = call.name] { m_hls.kick(id); };
    }
    return answer;
}

ApiAnswer MediaMtxApi::refreshKeys(const Call &)
{
    ApiAnswer answer = done();
    answer.commit = [this] { m_keys.invalidate(); };
    return answer;
}

void MediaMtxApi::writeRecordings(JsonWriter &json, const QByteArray &name) const
{
    json.beginObject();
    json.member("name", name);
    json.key("segments");
    json.beginArray();
    for (const Archive::Range &range : m_server.archiveOf(name)->ranges()) {
        json.beginObject();
        json.member("start", mediaMtx::startText(*m_server.clock(), range));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

ApiAnswer MediaMtxApi::listRecordings(const Call &call)
{
    std::vector<QByteArray> names;
    for (const auto &[name, members] : m_config.paths()) {
        if (!m_server.archiveOf(name)->ranges().empty()) {
            names.push_back(name);
        }
    }
    return listPage(call, qsizetype(names.size()),
                    [&](JsonWriter &json, qsizetype index) { writeRecordings(json, names[size_t(index)]); });
}

ApiAnswer MediaMtxApi::getRecordings(const Call &call)
{
    if (m_config.find(call.name) == nullptr) {
        return error(400, "path '" + call.name + "' is not configured");
    }
    JsonWriter json;
    writeRecordings(json, call.name);
    return jsonAnswer(200, json.bytes());
}

ApiAnswer MediaMtxApi::deleteSegment(const Call &call)
{
    const QByteArray name = mediaMtx::queryValue(call.request, "path");
    const QByteArray start = mediaMtx::queryValue(call.request, "start");
    if (m_config.find(name) == nullptr) {
        return error(400, "path '" + name + "' is not configured");
    }
    QByteArray problem;
    const auto time = mediaMtx::readTime(start, problem);
    if (!time) {
        return error(400, "invalid 'start' parameter: " + problem);
    }
    const auto archive = m_server.archiveOf(name);
    const std::vector<Archive::Range> ranges = archive->ranges();
    const auto range = std::find_if(ranges.begin(), ranges.end(), [&](const Archive::Range &known) {
        return mediaMtx::startUs(*m_server.clock(), known) == *time;
    });
    if (range == ranges.end() || !archive->removeRange(range->fromMs)) {
        return error(400, "remove /var/lib/mediamtx/recordings/" + name + "/" + start +
                              ".mp4: no such file or directory");
    }
    return done();
}

} // namespace streamkeeper::fleet
