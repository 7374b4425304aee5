#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/fleet/RequestLog.h"

#include <QByteArray>

#include <vector>

namespace streamkeeper::fleet {

class JsonWriter;
class MediaServer;
class MediaStream;

/// The REST methods of media_server_v2 (vendor documentation 23.09 to 24.03), over the state of one
/// MediaServer. Turns a request into an answer and keeps nothing of its own.
class MediaServerApi
{
public:
    explicit MediaServerApi(MediaServer &server);

    struct Access
    {
        RequestLog::Authorization kind = RequestLog::Authorization::None;
        bool isValid = false;
    };
    /// Where the API token stands and whether it is right.
    [[nodiscard]] Access accessOf(const test::HttpRequest &request) const;
    [[nodiscard]] HttpAnswer answer(const test::HttpRequest &request);

private:
    using Method = HttpAnswer (MediaServerApi::*)(const test::HttpRequest &request, MediaStream *stream);
    /// `path` may have one {uid}; such a method gets the stream, and unknown streams never reach it.
    struct Route
    {
        QByteArray verb;
        QByteArray path;
        Method method;
    };
    [[nodiscard]] HttpAnswer dispatch(const test::HttpRequest &request);

    [[nodiscard]] HttpAnswer getStreams(const test::HttpRequest &request, MediaStream *stream);
    [[nodiscard]] HttpAnswer getStreamInfo(const test::HttpRequest &request, MediaStream *stream);
    [[nodiscard]] HttpAnswer pingStream(const test::HttpRequest &request, MediaStream *stream);
    [[nodiscard]] HttpAnswer getBroadcastUrls(const test::HttpRequest &request, MediaStream *stream);
    [[nodiscard]] HttpAnswer getInfo(const test::HttpRequest &request, MediaStream *stream);
    [[nodiscard]] HttpAnswer createAccessToken(const test::HttpRequest &request, MediaStream *stream);

    MediaServer &m_server;
    std::vector<Route> m_routes;
};

} // namespace streamkeeper::fleet
