#pragma once

#include "tests/fleet/MediaMtxAuth.h"
#include "tests/fleet/MediaMtxConfig.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

namespace streamkeeper::fleet {

class MediaServer;

/// The playback server of MediaMTX v1.20.0: `/list` tells what was recorded, `/get` delivers a part of it as
/// one file (media-server-apis.md B.5). A file ends at the first gap; one that is to begin in a gap begins
/// with the next recording, as with the real server. Main thread.
class MediaMtxPlayback
{
public:
    MediaMtxPlayback(MediaServer &server, const MediaMtxConfig &config, const MediaMtxAuth &auth);

    [[nodiscard]] static MediaMtxAuth::Question questionOf(const test::HttpRequest &request);
    [[nodiscard]] Delivery deliver(const test::HttpRequest &request) const;

private:
    [[nodiscard]] HttpAnswer list(const QByteArray &name) const;
    [[nodiscard]] Delivery get(const test::HttpRequest &request, const QByteArray &name) const;

    MediaServer &m_server;
    const MediaMtxConfig &m_config;
    const MediaMtxAuth &m_auth;
};

/// A time as Go writes and reads it, for all parts of a MediaMTX server.
namespace mediaMtx {
[[nodiscard]] QByteArray timeText(const ServerClock &clock, qint64 trueUtcMs);
/// UTC ms of the true time; nothing, and `problem` filled, if the text is no time.
[[nodiscard]] std::optional<qint64> readTime(const ServerClock &clock, const QByteArray &text,
                                             QByteArray &problem);
} // namespace mediaMtx

} // namespace streamkeeper::fleet
