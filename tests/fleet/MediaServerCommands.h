#pragma once

#include "tests/fleet/ServerDialect.h"

#include <QByteArray>
#include <QJsonObject>

namespace streamkeeper::fleet {

class MediaServer;
class MediaStream;

/// The methods of media_server_v2 that change a stream (media-server-v2-api.md 2, 2.4, 2.5). Each checks its
/// request strictly, answers `{"uid"}` and leaves what it does to the answer's effect. What the vendor leaves
/// open is decided so: `broadcast` and `dvr` of ReconfigureStream pause when true and resume when false; an
/// uid is of letters, digits, - and _; a node that is only named as a reserve does not capture.
class MediaServerCommands
{
public:
    struct Call
    {
        const test::HttpRequest &request;
        QByteArray uid;      ///< from the path
        MediaStream *stream; ///< null if the server has none of that uid
    };
    explicit MediaServerCommands(MediaServer &server);

    [[nodiscard]] ApiAnswer createStream(const Call &call);
    [[nodiscard]] ApiAnswer restartStream(const Call &call);
    [[nodiscard]] ApiAnswer reconfigureStream(const Call &call);
    [[nodiscard]] ApiAnswer enableRecording(const Call &call);
    /// Without a target that has the stream nothing is done. `is_save_current`: who is no target any more
    /// keeps the stream for its recordings (media-server-v2-api.md 2.6).
    [[nodiscard]] ApiAnswer transferStream(const Call &call);
    [[nodiscard]] ApiAnswer deleteStream(const Call &call);

private:
    /// Accepted: `{"uid"}`, and `effect` on the stream, if it is still there by then.
    [[nodiscard]] ApiAnswer accept(const QByteArray &uid, std::function<void(MediaStream &)> effect);

    MediaServer &m_server;
};

} // namespace streamkeeper::fleet
