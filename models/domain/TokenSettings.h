#pragma once

#include <QString>

namespace streamkeeper {

/// What a server that checks signed tokens looks for in each of them, besides signature and time, as its
/// configuration says (media-server-apis.md B.1). Each server has its own.
struct TokenSettings
{
    QString issuer;   ///< claim `iss`; empty: none is said, and the server checks none
    QString audience; ///< claim `aud`, likewise: where a server checks it, no other server's token opens it
    /// The claim that holds the permissions: a name of the top level, dots included, never a path.
    QString claimKey = QStringLiteral("mediamtx_permissions");

    bool operator==(const TokenSettings &) const = default;
};

} // namespace streamkeeper
