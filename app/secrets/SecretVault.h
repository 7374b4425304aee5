#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace streamkeeper {

/// What it costs to derive a key from a passphrase by scrypt (RFC 7914). The defaults are what OWASP advises
/// (Password Storage Cheat Sheet): about 0.4 s and 128 MiB.
struct ScryptCost
{
    quint64 n = 1u << 17;
    quint64 r = 8;
    quint64 p = 1;

    /// False: weaker than any that was ever used here, or so dear that only somebody who wants to stop the
    /// program asks for it.
    [[nodiscard]] bool isSane() const;
    bool operator==(const ScryptCost &) const = default;
};

/// Seals and unseals the registry's secrets: AES-256-GCM by OpenSSL, the row id and the purpose as
/// associated data, so that a sealed value cannot be moved to another row. Holds the one key of a
/// registry in memory. A value, thread-safe for concurrent use of const members.
///
/// Layout of a sealed value: version (1), key id (8), nonce (12), tag (16), ciphertext.
class SecretVault
{
public:
    static constexpr int keyLength = 32;

    enum class Lasting {
        ForGood,
        ThisRun ///< nobody has the key after the end of the program
    };

    /// A closed vault: everything fails with a sentence.
    SecretVault() = default;
    explicit SecretVault(SecretText key, Lasting lasting = Lasting::ForGood);

    /// A new random key.
    [[nodiscard]] static Result<SecretText> createKey();
    /// Takes its time; see ScryptCost. Secret: the cost is not sane.
    [[nodiscard]] static Result<SecretText> deriveKey(const SecretText &passphrase, const QByteArray &salt,
                                                      const ScryptCost &cost = {});
    [[nodiscard]] static Result<QByteArray> createSalt();
    /// Names a key without telling it: first 8 bytes of its SHA-256, in hex.
    [[nodiscard]] static QString keyId(const SecretText &key);

    [[nodiscard]] bool isOpen() const { return !m_key.isEmpty(); }
    [[nodiscard]] bool isForThisRun() const { return isOpen() && m_lasting == Lasting::ThisRun; }
    [[nodiscard]] QString keyId() const { return isOpen() ? keyId(m_key) : QString(); }

    [[nodiscard]] Result<QByteArray> seal(const QString &id, const QString &purpose,
                                          const SecretText &secret) const;
    [[nodiscard]] Result<SecretText> unseal(const QString &id, const QString &purpose,
                                            const QByteArray &sealed) const;

private:
    SecretText m_key;
    Lasting m_lasting = Lasting::ForGood;
};

} // namespace streamkeeper
