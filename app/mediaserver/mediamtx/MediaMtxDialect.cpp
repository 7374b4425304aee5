#include "app/mediaserver/mediamtx/MediaMtxDialect.h"

#include "app/mediaserver/mediamtx/MediaMtxClient.h"

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<MediaServerClient> makeClient(const MediaServer &server, const SecretText &secret,
                                              HttpTransport &transport)
{
    return std::make_unique<MediaMtxClient>(server, secret, transport);
}

QCoro::Task<bool> recognises(ServerChannel &channel, std::stop_token stop)
{
    HttpRequest request;
    request.path = u"/v3/info"_s;
    const auto answer = co_await channel.send(std::move(request), stop);
    co_return answer && answer->contentType.startsWith("application/json") &&
        (answer->body.contains("\"version\"") || answer->body.contains("authentication error"));
}

} // namespace

const Dialect dialect{ServerType::MediaMtx, makeClient, recognises};

} // namespace streamkeeper::mediamtx
