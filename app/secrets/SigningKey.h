#pragma once

#include "models/domain/Result.h"
#include "models/domain/SecretText.h"
#include "models/domain/TokenSettings.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

#include <memory>
#include <vector>

namespace streamkeeper {

/// A key pair that signs JSON Web Tokens: RSA with 2048 bits, RS256, made and used by OpenSSL, as real
/// servers were seen to take (tests/data/mediamtx-jwt/README.md; RFC 7515, 7517, 7638). A
/// value; signing is thread-safe. The private half is never shown but as a secret.
class SigningKey
{
public:
    [[nodiscard]] static Result<SigningKey> create();
    /// `pem`: PKCS #8, as privatePem() gives it.
    [[nodiscard]] static Result<SigningKey> fromPem(const SecretText &pem);

    /// The digest of the public half (RFC 7638): the same key has the same name everywhere.
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] Result<SecretText> privatePem() const;
    /// The public half as a JSON Web Key.
    [[nodiscard]] const QJsonObject &publicJwk() const { return m_jwk; }

    [[nodiscard]] Result<SecretText> sign(const QJsonObject &claims) const;

private:
    SigningKey() = default;
    [[nodiscard]] VoidResult describe();

    std::shared_ptr<void> m_key; ///< an EVP_PKEY, never changed once made
    QJsonObject m_jwk;
    QString m_id;
};

/// The name of the key that has signed a token, as the token says; empty if it is none. Nothing is checked.
[[nodiscard]] QString keyIdOf(const QByteArray &token);

/// The document that servers fetch to check tokens (JWKS), of public halves.
[[nodiscard]] QByteArray keySetDocument(const std::vector<QByteArray> &publicJwks);
/// The same beside the keys that others have in `present` (empty: nothing is there yet): those that bear a
/// name of `ours` are replaced or go, everything else stays as it is. Parse if `present` is no such document.
[[nodiscard]] Result<QByteArray>
keySetWith(const QByteArray &present, const std::vector<QByteArray> &publicJwks, const QSet<QString> &ours);
/// The names of the keys in such a document; Parse if it is none.
[[nodiscard]] Result<QStringList> keyIdsIn(const QByteArray &document);

// What MediaMTX wants in a token (media-server-apis.md B.1).

/// When a token counts, on the clock of the server that reads it, in seconds since 1970 (`nbf`, `exp`).
struct TokenPeriod
{
    qint64 fromS = 0;
    qint64 untilS = 0;
};

/// For the console itself: the API, and to read and play back everything.
[[nodiscard]] QJsonObject consoleClaims(const TokenSettings &settings, const TokenPeriod &period);
/// For a viewer of one path. `tokenId` tells tokens of the same path and end apart. Invalid: the server would
/// read the name as more than one path.
[[nodiscard]] Result<QJsonObject> viewerClaims(const TokenSettings &settings, const QString &path,
                                               bool mayPlayBack, const TokenPeriod &period,
                                               const QString &tokenId);

} // namespace streamkeeper
