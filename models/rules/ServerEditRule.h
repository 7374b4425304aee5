#pragma once

#include "models/domain/MediaServer.h"

#include <QString>

#include <vector>

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
    TokenIssuer,
    TokenAudience,
    TokenClaimKey,
    KeyTarget, ///< where the server fetches the key that signs
    Certificate,
    UnencryptedAccount,
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

/// True if the API is reached at another place, in another way or by another account: what was found out
/// about the connection does not count any more.
[[nodiscard]] bool isConnectionChanged(const MediaServer &before, const MediaServer &after);

/// Where the stored token or password of a server would go that it was not given for: another host or port of
/// the API, the same without encryption, or other places of media, where a player shows the account
/// (Capability::Accounts). "10.0.0.5:9997, not encrypted"; empty: nowhere new, or nothing is stored.
[[nodiscard]] QString newPlaceOfSecret(const MediaServer &before, const MediaServer &after);

/// Why it does not go there by itself, and what helps.
[[nodiscard]] QString movedSecretSentence(const MediaServer &before, const QString &place);

/// Why the address cannot be that of `server`, for people: another one of `known` has it, and one server is
/// registered once. Empty if it can, or if nothing else was so before.
[[nodiscard]] QString whyAddressIsTaken(const MediaServer &server, const std::vector<MediaServer> &known);

/// True if it has to be tried, before it is saved, that the server takes the tokens which this registry
/// signs. `before` is null for a new server.
[[nodiscard]] bool needsSigningCheck(const MediaServer *before, const MediaServer &after);

} // namespace streamkeeper
