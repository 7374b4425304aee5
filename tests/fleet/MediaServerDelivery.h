#pragma once

#include "tests/fleet/RtspAdmission.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

namespace streamkeeper::fleet {

class Archive;
class JsonWriter;
class MediaServer;
class MediaStream;

/// What a media_server_v2 server hands out to viewers: live video and recordings by HLS, recordings as a
/// file, and who may have them by RTSP (media-server-v2-api.md 1.3, 4.1). Recordings need no capture: those
/// of stopped streams and of archive holders are handed out too. Main thread, but for what the checks do.
class MediaServerDelivery
{
public:
    explicit MediaServerDelivery(MediaServer &server);

    /// `/live/{uid}/...` and `/dvr/{uid}/...` of the port for media.
    [[nodiscard]] Delivery deliver(const test::HttpRequest &request) const;
    [[nodiscard]] RtspCheck liveCheck(const MediaStream &stream) const;
    [[nodiscard]] RtspCheck archiveCheck(const MediaStream &stream) const;
    [[nodiscard]] RecordingLookup recordings(const MediaStream &stream) const;
    /// The members of a stream's `urls` in GetBroadcastUrls.
    void writeUrls(JsonWriter &json, const MediaStream &stream) const;

private:
    struct Target
    {
        MediaStream &stream;
        QByteArray file;
        QByteArray token;
    };
    [[nodiscard]] Delivery deliverLive(const Target &target) const;
    [[nodiscard]] Delivery deliverArchive(const Target &target, const QByteArray &query) const;
    [[nodiscard]] RtspCheck check(const MediaStream &stream, bool isLive) const;
    [[nodiscard]] QByteArray archivePlaylist(const RecordedPeriod &period, const QByteArray &token) const;

    MediaServer &m_server;
};

} // namespace streamkeeper::fleet
