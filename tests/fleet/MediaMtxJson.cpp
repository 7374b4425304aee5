#include "tests/fleet/MediaMtxJson.h"

#include "tests/fleet/CameraPlan.h"
#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaStream.h"
#include "tests/fleet/RtspViewer.h"

#include <QHash>

#include <optional>

namespace streamkeeper::fleet::mediaMtx {

namespace {
/// "H264" profiles by the names of GStreamer and of MediaMTX.
QByteArray profileName(const char *profile)
{
    static const QHash<QByteArray, QByteArray> names{
        {"constrained-baseline", "Baseline"}, {"baseline", "Baseline"}, {"main", "Main"}, {"high", "High"}};
    return names.value(profile, profile);
}

struct VideoProperties
{
    int width = 0;
    int height = 0;
    QByteArray profile = "Main";
    QByteArray level = "4.1";
};

struct AudioProperties
{
    int sampleRate = 44'100;
    int channelCount = 1;
};

std::optional<VideoProperties> videoOf(const MediaStream &stream, const StreamNumbers &numbers)
{
    if (!numbers.hasVideo) {
        return std::nullopt;
    }
    VideoProperties video;
    video.width = numbers.width;
    video.height = numbers.height;
    const GstCapsPointer caps = stream.hub() ? stream.hub()->caps(Track::Video) : GstCapsPointer();
    if (caps) {
        const GstStructure *structure = gst_caps_get_structure(caps.get(), 0);
        video.profile = profileName(gst_structure_get_string(structure, "profile"));
        video.level = gst_structure_get_string(structure, "level");
    }
    return video;
}

std::optional<AudioProperties> audioOf(const MediaStream &stream, const StreamNumbers &numbers)
{
    if (!numbers.hasAudio) {
        return std::nullopt;
    }
    AudioProperties audio;
    const GstCapsPointer caps = stream.hub() ? stream.hub()->caps(Track::Audio) : GstCapsPointer();
    if (caps) {
        const GstStructure *structure = gst_caps_get_structure(caps.get(), 0);
        gst_structure_get_int(structure, "rate", &audio.sampleRate);
        gst_structure_get_int(structure, "channels", &audio.channelCount);
    }
    return audio;
}

void writeReader(JsonWriter &json, const char *type, const QByteArray &id)
{
    json.beginObject();
    json.member("type", type);
    json.member("id", id);
    json.endObject();
}
} // namespace

void writeTracks(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers)
{
    const auto video = stream != nullptr ? videoOf(*stream, numbers) : std::nullopt;
    const auto audio = stream != nullptr ? audioOf(*stream, numbers) : std::nullopt;
    json.key("tracks");
    json.beginArray();
    if (video) {
        json.text(QByteArrayView("H264"));
    }
    if (audio) {
        json.text(QByteArrayView("MPEG-4 Audio"));
    }
    json.endArray();
    json.key("tracks2");
    json.beginArray();
    if (video) {
        json.beginObject();
        json.member("codec", "H264");
        json.key("codecProps");
        json.beginObject();
        json.member("width", video->width);
        json.member("height", video->height);
        json.member("profile", video->profile);
        json.member("level", video->level);
        json.endObject();
        json.endObject();
    }
    if (audio) {
        json.beginObject();
        json.member("codec", "MPEG-4 Audio");
        json.key("codecProps");
        json.beginObject();
        json.member("sampleRate", audio->sampleRate);
        json.member("channelCount", audio->channelCount);
        json.endObject();
        json.endObject();
    }
    json.endArray();
}

void writeReaders(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers,
                  const std::vector<MediaMtxHls::Session> &hlsSessions)
{
    json.key("readers");
    json.beginArray();
    for (const auto &session : hlsSessions) {
        writeReader(json, "hlsSession", session.id);
    }
    if (stream != nullptr && stream->hub()) {
        for (const auto &viewer : stream->hub()->playingViewers()) {
            writeReader(json, "rtspSession", viewer->identity().id);
        }
    } else if (stream != nullptr) {
        for (int i = 0; i < numbers.clients; ++i) {
            writeReader(json, "rtspSession", stableUuid("viewer of " + stream->settings().uid, i));
        }
    }
    json.endArray();
}

void writeRtspSession(JsonWriter &json, const RtspViewer &viewer, const QByteArray &path,
                      const QByteArray &created)
{
    const ViewerIdentity &identity = viewer.identity();
    json.beginObject();
    json.member("id", identity.id);
    json.member("created", created);
    json.member("remoteAddr", identity.remoteAddress);
    json.member("state", "read");
    json.member("path", path);
    json.member("query", identity.query);
    json.member("user", identity.user);
    json.member("userAgent", identity.userAgent);
    json.member("transport", "TCP");
    json.member("profile", "AVP");
    json.key("conns");
    json.beginArray();
    json.text(QByteArrayView(identity.connectionId));
    json.endArray();
    // A reader sends nothing but control packets, which are not told here.
    for (const char *key :
         {"inboundBytes", "inboundRTPPackets", "inboundRTPPacketsLost", "inboundRTPPacketsInError",
          "inboundRTPPacketsJitter", "inboundRTCPPackets", "inboundRTCPPacketsInError"}) {
        json.member(key, 0);
    }
    json.member("outboundBytes", viewer.rtpBytes());
    json.member("outboundRTPPackets", viewer.rtpPackets());
    for (const char *key :
         {"outboundRTPPacketsReportedLost", "outboundRTPPacketsDiscarded", "outboundRTCPPackets"}) {
        json.member(key, 0);
    }
    json.member("bytesReceived", 0);
    json.member("bytesSent", viewer.rtpBytes());
    json.member("rtpPacketsReceived", 0);
    json.member("rtpPacketsSent", viewer.rtpPackets());
    for (const char *key : {"rtpPacketsLost", "rtpPacketsInError", "rtpPacketsJitter", "rtcpPacketsReceived",
                            "rtcpPacketsSent", "rtcpPacketsInError"}) {
        json.member(key, 0);
    }
    json.endObject();
}

void writeHlsSession(JsonWriter &json, const MediaMtxHls::Session &session, const QByteArray &created)
{
    json.beginObject();
    json.member("id", session.id);
    json.member("created", created);
    json.member("remoteAddr", session.remoteAddress);
    json.member("path", session.path);
    json.member("query", session.query);
    json.member("user", session.user);
    json.member("userAgent", session.userAgent);
    json.member("isCDN", false);
    json.member("outboundBytes", session.bytes);
    json.endObject();
}

QByteArray internalUsers(const std::vector<MediaMtxAuth::User> &users)
{
    JsonWriter json;
    json.beginArray();
    for (const MediaMtxAuth::User &user : users) {
        json.beginObject();
        json.member("user", user.name);
        json.member("pass", user.password);
        json.key("ips");
        json.beginArray();
        json.endArray();
        json.key("permissions");
        json.beginArray();
        for (const QByteArray &action : user.actions) {
            json.beginObject();
            json.member("action", action);
            json.member("path", "");
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
    return json.bytes();
}

} // namespace streamkeeper::fleet::mediaMtx
