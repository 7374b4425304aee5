#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace streamkeeper {

/// Seals and unseals the registry's secrets: AES-256-GCM by OpenSSL, the row id and the purpose as
/// associated data, so that a sealed value cannot be moved to another row. Holds the one key of a
/// registry in memory. A value, thread-safe for concurrent use of const members.
///
/// Layout of a sealed value: version (1), key id (8), nonce (12), tag (16), ciphertext.
class SecretVault
{
public:
    static constexpr int keyLength = 32;

    /// A closed vault: everything fails with a sentence.
    SecretVault() = default;
    explicit SecretVault(SecretText key);

    /// A new random key.
    [[nodiscard]] static Result<SecretText> createKey();
    /// Derives a key from a passphrase by scrypt (N 2^15, r 8, p 1: about 0.1 s and 32 MiB).
    [[nodiscard]] static Result<SecretText> deriveKey(const SecretText &passphrase, const QByteArray &salt);
    [[nodiscard]] static Result<QByteArray> createSalt();
    /// Names a key without telling it: first 8 bytes of its SHA-256, in hex.
    [[nodiscard]] static QString keyId(const SecretText &key);

    [[nodiscard]] bool isOpen() const { return !m_key.isEmpty(); }
    [[nodiscard]] QString keyId() const { return isOpen() ? keyId(m_key) : QString(); }

    [[nodiscard]] Result<QByteArray> seal(const QString &id, const QString &purpose,
                                          const SecretText &secret) const;
    [[nodiscard]] Result<SecretText> unseal(const QString &id, const QString &purpose,
                                            const QByteArray &sealed) const;

private:
    SecretText m_key;
};

} // namespace streamkeeper
