#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <memory>
#include <openssl/types.h>

namespace streamkeeper::fleet {

/// For tests: a key pair as an operator of MediaMTX has one, and the tokens it signs. By OpenSSL alone.
class JwtSigner
{
public:
    enum class Kind { Rsa, P256, Ed25519 };
    JwtSigner(Kind kind, QByteArray kid);

    /// The public half, for a JWKS.
    [[nodiscard]] QJsonObject jwk() const;
    [[nodiscard]] static QByteArray jwks(const QList<QJsonObject> &keys);
    /// `header` replaces members of the usual one; null removes.
    [[nodiscard]] QByteArray sign(const QJsonObject &claims, const QJsonObject &header = {}) const;
    /// Permission for one action on one path, for so many seconds from now.
    [[nodiscard]] QByteArray token(const QString &action, const QString &path = {}, int seconds = 600) const;
    [[nodiscard]] static QJsonObject claims(const QString &action, const QString &path = {},
                                            int seconds = 600);
    [[nodiscard]] static QByteArray encoded(const QByteArray &bytes);

private:
    [[nodiscard]] QByteArray signature(const QByteArray &text) const;

    Kind m_kind;
    QByteArray m_kid;
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace streamkeeper::fleet
