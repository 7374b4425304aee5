#pragma once

#include <QByteArray>
#include <QHash>

#include <memory>
#include <openssl/types.h>
#include <optional>

namespace streamkeeper::fleet {

/// The public keys of a JSON Web Key Set (RFC 7517) with which tokens may be signed: RSA for RS256, EC P-256
/// for ES256, Ed25519 for EdDSA. A value; keys are shared. Thread-safe to read.
class Jwks
{
public:
    struct Key
    {
        QByteArray algorithm; ///< the only one that this kind of key allows
        std::shared_ptr<EVP_PKEY> key;
    };
    /// Nothing unless it is an object with "keys". Keys of other kinds, for other uses or without a name are
    /// left out.
    [[nodiscard]] static std::optional<Jwks> read(const QByteArray &document);
    /// Null if there is no key of this name.
    [[nodiscard]] const Key *find(const QByteArray &kid) const;

private:
    QHash<QByteArray, Key> m_keys;
};

} // namespace streamkeeper::fleet
