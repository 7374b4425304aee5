#include "tests/fleet/MediaServerApi.h"

#include "tests/fleet/AccessToken.h"
#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaServer.h"
#include "tests/fleet/StreamIni.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// What {uid} stands for if `path` fits `pattern`; empty if the pattern has none; nullopt if it does not fit.
std::optional<QByteArray> matchPath(const QByteArray &pattern, const QByteArray &path)
{
    const qsizetype at = pattern.indexOf("{uid}");
    if (at < 0) {
        return pattern == path ? std::optional<QByteArray>(QByteArray()) : std::nullopt;
    }
    const QByteArray tail = pattern.mid(at + 5);
    if (!path.startsWith(pattern.left(at)) || !path.endsWith(tail) || path.size() <= at + tail.size()) {
        return std::nullopt;
    }
    const QByteArray uid = path.mid(at, path.size() - at - tail.size());
    return uid.contains('/') ? std::nullopt : std::optional(QByteArray::fromPercentEncoding(uid));
}

void writeIdentity(JsonWriter &json, const MediaStream &stream, const StreamNumbers &numbers)
{
    const StreamSettings &settings = stream.settings();
    json.member("uid", settings.uid);
    json.member("stream_name", settings.name);
    json.member("camera_uid", settings.cameraUid);
    json.member("entry", "stream");
    json.member("enabled", stream.isEnabled());
    json.member("status", numbers.status);
    json.member("type", stream.isSecondary() ? "secondary" : "primary");
    json.member("access", settings.access);
}

void writeListEntry(JsonWriter &json, const MediaStream &stream, const StreamNumbers &numbers)
{
    json.beginObject();
    writeIdentity(json, stream, numbers);
    json.member("track_video", numbers.hasVideo);
    json.member("track_audio", numbers.hasAudio);
    json.member("video_width", numbers.width);
    json.member("video_height", numbers.height);
    json.member("dvr_enabled", stream.isRecordingOn());
    json.member("dvr_paused", stream.isRecordingPaused());
    json.key("broadcast_proto");
    json.beginArray();
    if (!stream.settings().isSynthetic) {
        const QList<QByteArray> protocols = streamIni::protocols(stream.settings());
        for (const QByteArray &protocol : protocols) {
            json.text(QByteArrayView(protocol));
        }
    }
    json.endArray();
    json.member("broadcast_paused", stream.isBroadcastPaused());
    json.member("bitrate_in", numbers.bitrateIn);
    json.member("bitrate_out", numbers.bitrateOut);
    json.member("bytes_in", numbers.bytesIn);
    json.member("clients_count", numbers.clients);
    json.member("reconnect_attempt", numbers.reconnectAttempt);
    json.member("reconnect_total", numbers.reconnectTotal);
    json.member("reconnect_time", numbers.reconnectTime);
    json.member("src_ping_time", numbers.pingTime);
    json.member("src_start_time", numbers.startTime);
    json.endObject();
}

/// Whole seconds of the server's clock; what was begun in a second is told from its begin.
qint64 serverSeconds(const MediaServer &server, qint64 utcMs)
{
    return (utcMs + server.nowUtcMs() - QDateTime::currentMSecsSinceEpoch()) / 1000;
}

void writeDvr(JsonWriter &json, const MediaServer &server, const MediaStream &stream)
{
    const std::vector<Archive::Range> ranges = stream.archive()->ranges();
    qint64 recordedMs = 0;
    for (const Archive::Range &range : ranges) {
        recordedMs += range.untilMs - range.fromMs;
    }
    const QMap<QByteArray, QByteArray> &keys = stream.settings().otherKeys;
    const bool isOn = stream.isRecordingOn();
    json.beginObject();
    json.member("enable", isOn);
    json.member("pause", stream.isRecordingPaused());
    json.member("on-demand", stream.settings().dvr == "on-demand");
    json.member("storage", isOn ? keys.value("dvr-archive") : QByteArray());
    json.member("storage_path", "");
    json.member("records_path", "");
    json.member("record_from", ranges.empty() ? 0 : serverSeconds(server, ranges.front().fromMs));
    json.member("record_to", ranges.empty() ? 0 : serverSeconds(server, ranges.back().untilMs));
    json.member("record_duration", recordedMs / 1000);
    json.member("duration_archive", streamIni::seconds(keys.value("dvr-duration")));
    json.member("duration_chunk", streamIni::seconds(keys.value("dvr-chunk")));
    json.member("ranges_count", qint64(ranges.size()));
    json.member("ranges_memory", 0);
    json.endObject();
}

void writeTracks(JsonWriter &json, const StreamNumbers &numbers, const GstCapsPointer &audioCaps)
{
    json.beginObject();
    if (numbers.hasVideo) {
        json.key("video");
        json.beginObject();
        json.member("track_id", 1);
        json.member("clock_rate", 90000);
        json.member("codec", "H264");
        json.endObject();
    }
    if (numbers.hasAudio) {
        int rate = 0;
        if (audioCaps) {
            gst_structure_get_int(gst_caps_get_structure(audioCaps.get(), 0), "rate", &rate);
        }
        json.key("audio");
        json.beginObject();
        json.member("track_id", 2);
        json.member("clock_rate", rate);
        json.member("codec", "AAC");
        json.endObject();
    }
    json.endObject();
}

/// A made-up disk, three quarters free: whether a stream may be placed here must not depend on how full this
/// machine's disk happens to be.
void writeStorages(JsonWriter &json)
{
    constexpr qint64 CapacityBytes = 4'000'000'000'000;
    constexpr qint64 Inodes = 244'000'000;
    json.beginObject();
    json.key("/archive");
    json.beginObject();
    json.member("name", "/dev/sdb1");
    json.member("mount", "/archive");
    json.member("fs", "ext4");
    json.member("capacity_total", CapacityBytes);
    json.member("capacity_free", CapacityBytes / 4 * 3);
    json.member("inode_total", Inodes);
    json.member("inode_free", Inodes / 4 * 3);
    json.member("err", 0);
    json.endObject();
    json.endObject();
}

struct Load
{
    int active = 0;
    int clients = 0;
    qint64 bitrateIn = 0;
    qint64 bitrateOut = 0;
};

Load sumStreams(const MediaServer &server)
{
    Load load;
    for (const auto &stream : server.streams()) {
        const StreamNumbers numbers = stream->numbers(server.nowUtcMs(), server.startUtcMs());
        load.active += numbers.status == "active" ? 1 : 0;
        load.clients += numbers.clients;
        load.bitrateIn += numbers.bitrateIn;
        load.bitrateOut += numbers.bitrateOut;
    }
    return load;
}

void writeServer(JsonWriter &json, const MediaServer &server)
{
    const qint64 now = server.nowUtcMs();
    const qint64 uptime = (QDateTime::currentMSecsSinceEpoch() - server.startUtcMs()) / 1000;
    json.key("server");
    json.beginObject();
    json.member("hostname", server.name());
    json.member("ip4", "127.0.0.1");
    json.member("name", "Streamkeeper test fleet, " + server.name());
    json.member("version", STREAMKEEPER_VERSION);
    json.member("build", "streamkeeper-fleet");
    json.member("revision", "");
    json.member("startat", now / 1000 - uptime);
    json.member("uptime", uptime);
    json.member("timestamp", QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(u"yyyyMMddhhmmss"_s));
    json.endObject();
}

void writeProcess(JsonWriter &json, const ProcessStats::Reading &stats)
{
    json.key("cpu");
    json.beginObject();
    json.member("usage", stats.cpuProcessPercent);
    json.member("total", stats.cpuTotalPercent);
    json.member("utime_sec", stats.userSeconds);
    json.member("stime_sec", stats.systemSeconds);
    json.endObject();
    json.key("mem");
    json.beginObject();
    json.member("rss", stats.residentBytes);
    json.member("share", stats.sharedBytes);
    json.member("usage", stats.residentBytes);
    json.endObject();
    json.key("io");
    json.beginObject();
    json.member("read_rate", stats.readRate);
    json.member("write_rate", stats.writeRate);
    json.member("read_bytes", stats.readBytes);
    json.member("write_bytes", stats.writtenBytes);
    json.endObject();
}
} // namespace

MediaServerApi::MediaServerApi(MediaServer &server)
    : m_server(server)
    , m_commands(server)
    , m_delivery(server)
{
    const auto own = [this](auto method) { return std::bind_front(method, this); };
    const auto command = [this](auto method) { return std::bind_front(method, &m_commands); };
    using Commands = MediaServerCommands;
    m_routes = {{"GET", "/api/streams/", own(&MediaServerApi::getStreams)},
                {"GET", "/api/streams/broadcast/", own(&MediaServerApi::getBroadcastUrls)},
                {"GET", "/api/streams/{uid}/", own(&MediaServerApi::getStreamInfo)},
                {"GET", "/api/streams/{uid}/ping/", own(&MediaServerApi::pingStream)},
                {"GET", "/api/streams/{uid}/ranges/", own(&MediaServerApi::getRanges)},
                {"POST", "/api/streams/{uid}/", command(&Commands::createStream), true},
                {"POST", "/streams/{uid}/", command(&Commands::createStream), true}, // as it is printed
                {"PUT", "/api/streams/{uid}/restart/", command(&Commands::restartStream)},
                {"PUT", "/api/streams/{uid}/reconfigure/", command(&Commands::reconfigureStream)},
                {"PUT", "/api/streams/{uid}/enable/", command(&Commands::enableRecording)},
                {"POST", "/api/streams/{uid}/transfer/", command(&Commands::transferStream)},
                {"DELETE", "/api/streams/{uid}/", command(&Commands::deleteStream)},
                {"POST", "/api/server/", own(&MediaServerApi::getInfo)},
                {"POST", "/api/auth/token/access/", own(&MediaServerApi::createAccessToken)}};
}

ServerDialect::Access MediaServerApi::accessOf(const test::HttpRequest &request) const
{
    if (const auto header = request.header("authorization")) {
        return {RequestLog::Authorization::Header, *header == m_server.token()};
    }
    if (const auto argument = request.queryValue("token")) {
        return {RequestLog::Authorization::Query, *argument == m_server.token()};
    }
    return {};
}

bool MediaServerApi::isWrite(const test::HttpRequest &request) const
{
    return request.method != "GET" &&
           (request.path.startsWith("/api/streams/") || request.path.startsWith("/streams/"));
}

HttpAnswer MediaServerApi::refusal(int status) const
{
    return HttpAnswer::jsonError(status, "fault");
}

void MediaServerApi::load(std::vector<StreamSettings> streams)
{
    m_server.removeAllStreams();
    for (StreamSettings &settings : streams) {
        m_server.addStream(std::move(settings));
    }
}

ApiAnswer MediaServerApi::answer(const test::HttpRequest &request)
{
    ApiAnswer answer =
        accessOf(request).isValid ? dispatch(request) : HttpAnswer::jsonError(403, "Forbidden");
    const bool asksForJson =
        request.header("content-type").value_or(QByteArray()).startsWith("application/json");
    if (answer.http.status >= 400 && !asksForJson) {
        const test::HttpHeaders headers = answer.http.headers;
        const QByteArray message =
            QJsonDocument::fromJson(answer.http.body)[u"error"_s][u"message"_s].toString().toUtf8();
        answer.http =
            HttpAnswer::htmlError(answer.http.status, QString::fromUtf8(message).toHtmlEscaped().toUtf8());
        if (answer.http.status == 405) {
            answer.http.headers.append(headers.constLast());
        }
    }
    return answer;
}

ApiAnswer MediaServerApi::dispatch(const test::HttpRequest &request)
{
    QByteArrayList allowed;
    for (const Route &route : m_routes) {
        const std::optional<QByteArray> uid = matchPath(route.path, request.path);
        if (!uid) {
            continue;
        }
        if (route.verb != request.method) {
            allowed.append(route.verb);
            continue;
        }
        if (route.verb != "GET") {
            m_server.effects().finish(*uid); // commands to one stream are done one after the other
        }
        MediaStream *const stream = m_server.findStream(*uid);
        if (route.path.contains("{uid}") && stream == nullptr && !route.takesUnknownStream) {
            return HttpAnswer::jsonError(404, "Stream not found");
        }
        return route.method({request, *uid, stream});
    }
    if (!allowed.isEmpty()) {
        HttpAnswer answer = HttpAnswer::jsonError(405, "Method not allowed");
        answer.headers.append({"Allow", allowed.join(", ")});
        return answer;
    }
    return HttpAnswer::jsonError(404, "Not found");
}

ApiAnswer MediaServerApi::getStreams(const Call &)
{
    constexpr qsizetype BytesPerStream = 700;
    JsonWriter json;
    json.reserve(BytesPerStream * qsizetype(m_server.streams().size() + 1));
    const qint64 now = m_server.nowUtcMs();
    json.beginObject();
    for (const auto &stream : m_server.streams()) {
        json.key(stream->settings().uid);
        writeListEntry(json, *stream, stream->numbers(now, m_server.startUtcMs()));
    }
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::getStreamInfo(const Call &call)
{
    const MediaStream *const stream = call.stream;
    const StreamSettings &settings = stream->settings();
    const StreamNumbers numbers = stream->numbers(m_server.nowUtcMs(), m_server.startUtcMs());
    JsonWriter json;
    json.beginObject();
    writeIdentity(json, *stream, numbers);
    json.member("whitelist", settings.otherKeys.value("stream-whitelist"));
    json.key("config");
    json.beginObject();
    json.member("file", "/etc/media-server/streams/" + settings.uid + ".ini");
    json.member("source", streamIni::text(settings));
    json.endObject();
    json.key("dvr");
    writeDvr(json, m_server, *stream);
    json.key("source");
    json.beginObject();
    json.member("url", settings.address);
    json.member("ping", stream->silenceMs(QDateTime::currentMSecsSinceEpoch()).value_or(0));
    json.member("sdp", stream->sdp());
    json.endObject();
    json.key("tracks");
    writeTracks(json, numbers, stream->hub() ? stream->hub()->caps(Track::Audio) : GstCapsPointer());
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::pingStream(const Call &call)
{
    const MediaStream *const stream = call.stream;
    JsonWriter json;
    json.beginObject();
    json.member("uid", stream->settings().uid);
    json.member("entry", "stream");
    json.member("status", stream->numbers(m_server.nowUtcMs(), m_server.startUtcMs()).status);
    json.member("enabled", stream->isEnabled());
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::getRanges(const Call &call)
{
    const std::vector<Archive::Range> ranges = call.stream->archive()->ranges();
    const qint64 start = ranges.empty() ? 0 : serverSeconds(m_server, ranges.front().fromMs);
    const qint64 stop = ranges.empty() ? 0 : serverSeconds(m_server, ranges.back().untilMs);
    JsonWriter json;
    json.beginObject();
    json.member("start", start);
    json.member("stop", stop);
    json.member("length", stop - start);
    json.key("ranges");
    json.beginArray();
    for (const Archive::Range &range : ranges) {
        const qint64 from = serverSeconds(m_server, range.fromMs);
        const qint64 end = serverSeconds(m_server, range.untilMs);
        json.beginObject();
        json.member("from", from);
        json.member("end", end);
        json.member("duration", end - from);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::getBroadcastUrls(const Call &)
{
    JsonWriter json;
    json.beginObject();
    for (const auto &stream : m_server.streams()) {
        const StreamSettings &settings = stream->settings();
        json.key(settings.uid);
        json.beginObject();
        json.member("access", settings.access);
        json.member("entry", "stream");
        json.key("urls");
        json.beginObject();
        m_delivery.writeUrls(json, *stream);
        json.endObject();
        json.endObject();
    }
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::getInfo(const Call &)
{
    const Load load = sumStreams(m_server);
    JsonWriter json;
    json.beginObject();
    writeServer(json, m_server);
    writeProcess(json, m_server.processStats().read());
    json.key("net");
    json.beginObject();
    json.member("in_bitrate", load.bitrateIn);
    json.member("out_bitrate", load.bitrateOut);
    json.member("clients", load.clients);
    json.endObject();
    json.key("streams");
    json.beginObject();
    json.member("total", qint64(m_server.streams().size()));
    json.member("active", load.active);
    json.member("clients", load.clients);
    json.endObject();
    json.key("storages");
    writeStorages(json);
    json.key("drives");
    writeStorages(json);
    json.key("cluster"); // strings, even where they look like something else
    json.beginObject();
    json.member("id", QByteArray::number(m_server.number()));
    json.member("node", m_server.name());
    json.member("hostname", m_server.name());
    json.member("enable", "false");
    json.endObject();
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

ApiAnswer MediaServerApi::createAccessToken(const Call &call)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(call.request.body, &error);
    if (!document.isObject()) {
        return HttpAnswer::jsonError(400, "The body is no JSON object: " + error.errorString().toUtf8());
    }
    const QJsonValue uid = document[u"uid"_s];
    const QJsonValue user = document[u"user"_s];
    const QJsonValue duration = document[u"duration"_s];
    if (!uid.isString() || uid.toString().isEmpty() || !(user.isString() || user.isDouble())) {
        return HttpAnswer::jsonError(400, "uid and user are required");
    }
    const qint64 seconds = duration.toInteger(-1);
    if (seconds < 0) {
        return HttpAnswer::jsonError(400, "duration must be a whole number of seconds, 0 for no end");
    }
    const QByteArray token =
        accessToken::create(m_server.secret(), uid.toString().toUtf8(), user.toVariant().toString().toUtf8(),
                            seconds, m_server.nowUtcMs());
    JsonWriter json;
    json.text(token);
    return HttpAnswer::json(json.bytes());
}

} // namespace streamkeeper::fleet
