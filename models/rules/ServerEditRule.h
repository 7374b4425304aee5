#pragma once

#include "models/domain/MediaServer.h"

#include <QString>

namespace streamkeeper {

/// A field of the media server card.
enum class ServerField {
    Name,
    Type,
    InternalHost,
    Scheme,
    ApiPort,
    Auth, ///< how to sign in
    User,
    Token,
    KeyTarget, ///< where the server fetches the key that signs
    Certificate,
    ExternalHost,
    GroupType,
    HlsPort,
    RtspPort,
    StreamsLimit,
    TrafficLimit,
    Storages,
    NodeName,
    Active,
    IncorrectCameras,
};

/// Why a field cannot be changed now, for people; empty if it can. With streams on a server the vendor
/// lets only distribution, limits, scheme and Incorrect cameras be changed (domain.md 2.1). Name, token,
/// internal address and API port are allowed here too: an expired token or a moved address must not
/// brick a server. The type never changes.
[[nodiscard]] QString whyServerFieldIsLocked(ServerField field, int streamCount);

} // namespace streamkeeper
