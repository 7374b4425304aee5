#pragma once

#include "tests/fleet/Archive.h"
#include "tests/fleet/MediaMtxAuth.h"
#include "tests/fleet/MediaMtxConfig.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

namespace streamkeeper::fleet {

class MediaServer;

/// The playback server of MediaMTX v1.20.0: `/list` tells what was recorded, `/get` delivers a part of it as
/// one file (media-server-apis.md B.5). As strict as the real one (I): recordings begin at odd microseconds,
/// a file begins at exactly the moment asked for, ends at the first gap, and there is none from a moment in a
/// gap. Main thread.
class MediaMtxPlayback
{
public:
    MediaMtxPlayback(MediaServer &server, const MediaMtxConfig &config, const MediaMtxAuth &auth);

    [[nodiscard]] static MediaMtxAuth::Question questionOf(const test::HttpRequest &request);
    [[nodiscard]] Delivery deliver(const test::HttpRequest &request) const;

private:
    [[nodiscard]] HttpAnswer list(const QByteArray &name) const;
    [[nodiscard]] Delivery get(const test::HttpRequest &request, const QByteArray &name) const;

    [[nodiscard]] RecordedPeriod periodFrom(const QByteArray &name, qint64 startUs, qint64 lengthMs) const;

    MediaServer &m_server;
    const MediaMtxConfig &m_config;
    const MediaMtxAuth &m_auth;
};

/// A time as Go writes and reads it, for all parts of a MediaMTX server.
namespace mediaMtx {
[[nodiscard]] QByteArray timeText(const ServerClock &clock, qint64 trueUtcMs);
/// When a recording began, by the server's clock, in microseconds, which are odd.
[[nodiscard]] qint64 startUs(const ServerClock &clock, const Archive::Range &range);
/// The same as it is told.
[[nodiscard]] QByteArray startText(const ServerClock &clock, const Archive::Range &range);
/// UTC microseconds; nothing, and `problem` filled, if the text is no time.
[[nodiscard]] std::optional<qint64> readTime(const QByteArray &text, QByteArray &problem);
} // namespace mediaMtx

} // namespace streamkeeper::fleet
