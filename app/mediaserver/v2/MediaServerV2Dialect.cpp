#include "app/mediaserver/v2/MediaServerV2Dialect.h"

#include "app/mediaserver/v2/MediaServerV2Client.h"

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<MediaServerClient> makeClient(const MediaServer &server, const SecretText &secret,
                                              HttpTransport &transport)
{
    return std::make_unique<MediaServerV2Client>(server, secret, transport);
}

QCoro::Task<bool> recognises(ServerChannel &channel, std::stop_token stop)
{
    HttpRequest request;
    request.method = "POST";
    request.path = u"/api/server/"_s;
    request.headers = {{"Content-Type", "application/json"}};
    const auto answer = co_await channel.send(std::move(request), stop);
    // 403 without a token is what is documented (media-server-v2-api.md 2); a server of another make does not
    // know the call.
    co_return answer && (answer->status == 403 || (answer->isOk() && answer->body.contains("\"server\"")));
}

} // namespace

const Dialect dialect{ServerType::MediaServerV2, makeClient, recognises};

} // namespace streamkeeper::v2
