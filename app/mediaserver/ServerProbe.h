#pragma once

#include "app/mediaserver/MediaServerClient.h"

#include <optional>

namespace streamkeeper {

/// The outcome of "Test connection".
struct ProbeReport
{
    Result<ServerFacts> facts = fail(ErrorCategory::Cancelled, {});
    /// What the server showed, accepted or not; none for plain HTTP and before a handshake.
    std::optional<PresentedCertificate> certificate;
    /// Set when the server answers like one of another type than was asked for.
    std::optional<ServerType> looksLike;
};

/// Tests the connection of a client and says in words what is wrong: unreachable, TLS, token, not a
/// media server, wrong type.
QCoro::Task<ProbeReport> probeServer(MediaServerClient &client, std::stop_token stop);

} // namespace streamkeeper
