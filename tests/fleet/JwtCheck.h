#pragma once

#include "tests/fleet/Jwks.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper::fleet {

/// What a JSON Web Token lets its bearer do on a MediaMTX server.
struct JwtClaims
{
    struct Permission
    {
        QByteArray action;
        QByteArray path; ///< empty: any; ~ leads a regular expression
    };
    QByteArray subject;
    std::vector<Permission> permissions;

    /// The path does not matter for actions that have none, like "api".
    [[nodiscard]] bool allow(const QByteArray &action, const QByteArray &path) const;
};

/// What a server looks for besides (authJWTIssuer, authJWTAudience, authJWTClaimKey).
struct JwtExpectation
{
    QString issuer;   ///< empty: not checked
    QString audience; ///< likewise
    QString claimKey = QStringLiteral("mediamtx_permissions");
};

/// Tokens as MediaMTX v1.20.0 checks them with `authMethod: jwt` and by
/// OpenSSL, not by the console's own code.
namespace jwtCheck {
/// The claims of a token that is signed by a key of the set in the only way the key allows, and valid at this
/// time (UTC ms); nothing else. Pure, any thread.
[[nodiscard]] std::optional<JwtClaims> read(const QByteArray &token, const Jwks &keys, qint64 nowUtcMs,
                                            const JwtExpectation &expected = {});
} // namespace jwtCheck

} // namespace streamkeeper::fleet
