#include "tests/fleet/MediaServerDelivery.h"

#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaServer.h"
#include "tests/fleet/RecordingExport.h"
#include "tests/fleet/RtspAddress.h"
#include "tests/fleet/StreamIni.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace streamkeeper::fleet {

namespace {
constexpr auto PlaylistType = "application/vnd.apple.mpegurl";

HttpAnswer media(const QByteArray &body, const QByteArray &type)
{
    return {200,
            body,
            {{"Content-Type", type}, {"Cache-Control", "no-cache"}, {"Access-Control-Allow-Origin", "*"}}};
}

HttpAnswer refused(int status)
{
    switch (status) {
    case 400:
        return HttpAnswer::htmlError(400, "Bad request");
    case 401: // who has no token is not told how to get one
    case 403:
        return HttpAnswer::htmlError(403, "Forbidden");
    default:
        return HttpAnswer::htmlError(404, "Not found");
    }
}

QByteArray tokenQuery(const QByteArray &token)
{
    return token.isEmpty() ? QByteArray() : "token=" + token.toPercentEncoding();
}

void writeUrl(JsonWriter &json, const char *key, const QByteArray &url,
              const std::initializer_list<const char *> &arguments, const char *name)
{
    json.key(key);
    json.beginObject();
    json.member("url", url);
    json.key("args");
    if (arguments.size() == 0) { // an empty object, not a list: so do the vendor's servers
        json.beginObject();
        json.endObject();
    } else {
        json.beginArray();
        for (const char *argument : arguments) {
            json.text(QByteArrayView(argument));
        }
        json.endArray();
    }
    json.member("name", name);
    json.endObject();
}
} // namespace

MediaServerDelivery::MediaServerDelivery(MediaServer &server)
    : m_server(server)
{
}

void MediaServerDelivery::writeUrls(JsonWriter &json, const MediaStream &stream) const
{
    const StreamSettings &settings = stream.settings();
    if (settings.isSynthetic) {
        return;
    }
    const QByteArray port = QByteArray::number(m_server.mediaPort());
    const QByteArray rtsp = "rtsp://127.0.0.1:" + QByteArray::number(m_server.rtspPort());
    const QByteArray http = QByteArray(m_server.mediaUsesTls() ? "https" : "http") + "://127.0.0.1:" + port;
    const QByteArray live = "/live/" + settings.uid + '/';
    const QByteArray dvr = "/dvr/" + settings.uid + '/';
    const bool isRecorded = !stream.archive()->ranges().empty();
    const QList<QByteArray> protocols = streamIni::protocols(settings);
    if (protocols.contains("rtsp")) {
        writeUrl(json, "rtsp_live", rtsp + live, {}, "RTSP live");
        if (isRecorded) {
            writeUrl(json, "rtsp_dvr", rtsp + dvr, {"timestamp", "duration"}, "RTSP archive");
        }
    }
    if (protocols.contains("hls")) {
        writeUrl(json, "hls_live", http + live + "playlist.m3u8", {}, "HLS live");
        writeUrl(json, "hls_live_ios", http + live + "playlist_ios.m3u8", {}, "HLS live iOS");
        if (isRecorded) {
            const auto arguments = {"timestamp", "duration", "time"};
            writeUrl(json, "hls_dvr", http + dvr + "playlist_ios.m3u8", arguments, "HLS archive");
            writeUrl(json, "export", http + dvr + "record.mp4", arguments, "Export");
        }
    }
}

RtspCheck MediaServerDelivery::check(const MediaStream &stream, bool isLive) const
{
    return [admission = stream.admission(), clock = m_server.clock(), secret = m_server.secret(),
            uid = stream.settings().uid, isLive](const RtspRequest &request) -> RtspVerdict {
        const int status = admission->statusFor(rtspAddress::argument(request.query, "token"), uid, secret,
                                                clock->nowUtcMs());
        if (status != 200) {
            return GstRTSPStatusCode(status);
        }
        const bool isThere = admission->isDelivered && (admission->isLive || !isLive);
        return isThere ? GST_RTSP_STS_OK : GST_RTSP_STS_NOT_FOUND;
    };
}

RtspCheck MediaServerDelivery::liveCheck(const MediaStream &stream) const
{
    return check(stream, true);
}

RtspCheck MediaServerDelivery::archiveCheck(const MediaStream &stream) const
{
    return check(stream, false);
}

RecordingLookup MediaServerDelivery::recordings(const MediaStream &stream) const
{
    return [archive = stream.archive(), clock = m_server.clock()](const QByteArray &query) {
        return RecordedPeriod::read(*archive, *clock, query);
    };
}

Delivery MediaServerDelivery::deliver(const test::HttpRequest &request) const
{
    const QList<QByteArray> parts = request.path.split('/'); // "", "live" or "dvr", uid, file
    const bool isLive = parts.size() == 4 && parts[1] == "live";
    const bool isArchive = parts.size() == 4 && parts[1] == "dvr";
    MediaStream *const stream = isLive || isArchive ? m_server.findStream(parts[2]) : nullptr;
    if (stream == nullptr || !stream->admission()) {
        return refused(404);
    }
    if (request.method != "GET") {
        HttpAnswer answer = HttpAnswer::htmlError(405, "Method not allowed");
        answer.headers.append(qMakePair(QByteArray("Allow"), QByteArray("GET")));
        return answer;
    }
    const StreamAdmission &admission = *stream->admission();
    const QByteArray token = request.queryValue("token").value_or(QByteArray());
    const int status =
        admission.statusFor(token, stream->settings().uid, m_server.secret(), m_server.nowUtcMs());
    if (status != 200) {
        return refused(status);
    }
    if (!admission.isDelivered || (isLive && !admission.isLive)) {
        return refused(404);
    }
    const Target target{*stream, parts[3], token};
    Delivery delivery = isLive ? deliverLive(target) : deliverArchive(target, request.query);
    // All viewers come from 127.0.0.1: what tells them apart is their program and their token.
    if (delivery.http.status == 200 && !delivery.work) {
        const QByteArray viewer = request.header("user-agent").value_or(QByteArray()) + '\n' + token;
        stream->countHls(viewer, delivery.http.body.size(), g_get_monotonic_time() / 1000);
    }
    return delivery;
}

Delivery MediaServerDelivery::deliverLive(const Target &target) const
{
    const HlsWindow &window = *target.stream.hls();
    if (target.file == "playlist.m3u8" || target.file == "playlist_ios.m3u8") {
        const auto playlist = window.playlist(tokenQuery(target.token));
        return playlist ? media(*playlist, PlaylistType) : refused(404);
    }
    bool ok = false;
    const qint64 sequence = target.file.endsWith(".ts") ? target.file.chopped(3).toLongLong(&ok) : 0;
    const auto segment = ok ? window.segment(sequence) : std::nullopt;
    return segment ? media(*segment, "video/mp2t") : refused(404);
}

Delivery MediaServerDelivery::deliverArchive(const Target &target, const QByteArray &query) const
{
    const Archive &archive = *target.stream.archive();
    const bool isFile = target.file == "record.mp4";
    if (isFile || target.file == "playlist_ios.m3u8") {
        const auto period = RecordedPeriod::read(archive, *m_server.clock(), query);
        if (!period) {
            return refused(period.error());
        }
        if (!isFile) {
            return media(archivePlaylist(*period, target.token), PlaylistType);
        }
        Delivery delivery = refused(404);
        delivery.work = [period = *period] {
            const QByteArray file = recordingExport::toMp4(period, recordingExport::Format::Mp4);
            return file.isEmpty() ? refused(404) : media(file, "video/mp4");
        };
        return delivery;
    }
    // Segments are called by their begin, and only the archive knows where their files are.
    bool ok = false;
    const qint64 startMs = target.file.endsWith(".ts") ? target.file.chopped(3).toLongLong(&ok) : 0;
    const QByteArray segment = ok ? archive.segment(startMs) : QByteArray();
    return segment.isEmpty() ? refused(404) : media(segment, "video/mp2t");
}

QByteArray MediaServerDelivery::archivePlaylist(const RecordedPeriod &period, const QByteArray &token) const
{
    qint64 longestMs = 1;
    for (const RecordedSegment &segment : period.segments) {
        longestMs = std::max(longestMs, segment.lengthMs);
    }
    const QByteArray query = tokenQuery(token);
    QByteArray list = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-TARGETDURATION:" +
                      QByteArray::number((longestMs + 999) / 1000) + "\n#EXT-X-MEDIA-SEQUENCE:0\n";
    for (const RecordedSegment &segment : period.segments) {
        if (segment.isDiscontinuous) {
            list += "#EXT-X-DISCONTINUITY\n";
        }
        const QDateTime start =
            QDateTime::fromMSecsSinceEpoch(m_server.clock()->toServer(segment.startMs), Qt::UTC);
        list += "#EXT-X-PROGRAM-DATE-TIME:" + start.toString(Qt::ISODateWithMs).toLatin1() +
                "\n#EXTINF:" + QByteArray::number(double(segment.lengthMs) / 1000, 'f', 3) + ",\n" +
                QByteArray::number(segment.startMs) + ".ts" + (query.isEmpty() ? query : '?' + query) + '\n';
    }
    return list + "#EXT-X-ENDLIST\n";
}

} // namespace streamkeeper::fleet
