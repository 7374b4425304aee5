#pragma once

#include "app/mediaserver/MediaServerClient.h"

#include <array>

namespace streamkeeper {

/// How one make of media server is spoken to. Each folder below has one; what the rest of the program has to
/// know of the make is its row in models/domain/ServerMakes.h.
struct Dialect
{
    ServerType type;
    std::unique_ptr<MediaServerClient> (*makeClient)(const MediaServer &server, const SecretText &secret,
                                                     HttpTransport &transport);
    /// Whether whoever answers there is of this make. Asks without any credentials on purpose: a stranger
    /// gets no token from this.
    QCoro::Task<bool> (*recognises)(ServerChannel &channel, std::stop_token stop);
};

/// All of them, in the order of ServerType.
[[nodiscard]] const std::array<const Dialect *, serverTypeCount> &dialects();
[[nodiscard]] const Dialect &dialectOf(ServerType type);

} // namespace streamkeeper
