#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper::mediamtx {

// Who may watch on a MediaMTX, and who does: pure functions of what it answers (media-server-apis.md B.1,
// B.4).

/// "May do `action` with `path`": an empty path stands for any, one that begins with ~ is a pattern.
struct Permission
{
    QString action;
    QString path;
};

/// GET /v3/config/global/get: how callers and viewers are checked.
struct AccessConfig
{
    QString authMethod; ///< "internal", "http", "jwt"
    /// What needs neither account nor token: of the internal user "any", or excluded from the check.
    std::vector<Permission> open;
    QString keysAddress; ///< authJWTJWKS
    /// Tokens in the query of an http address; not told by servers that do not know the setting.
    bool takesQueryTokens = false;

    /// Everybody may do this, without a token.
    [[nodiscard]] bool isOpen(const QString &action, const QString &path) const;
};
[[nodiscard]] Result<AccessConfig> decodeAccess(const QByteArray &globalConfig);

/// One viewer of /v3/rtspsessions/list or /v3/hlssessions/list.
struct ViewerSession
{
    QString id;
    QString path;
    QString query; ///< of the address that it was opened with: may hold a token, never logged
};
struct SessionPage
{
    std::vector<ViewerSession> sessions;
    int pageCount = 0;
};
[[nodiscard]] Result<SessionPage> decodeSessions(const QByteArray &body);

/// The session was opened by an address with this token.
[[nodiscard]] bool carriesToken(const ViewerSession &session, const QByteArray &token);
/// By one with some token that this key has signed.
[[nodiscard]] bool carriesTokenOf(const ViewerSession &session, const QString &keyId);

} // namespace streamkeeper::mediamtx
