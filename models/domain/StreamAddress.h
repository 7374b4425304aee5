#pragma once

#include "models/domain/SecretText.h"

#include <QString>

namespace streamkeeper {

/// The address of a camera's stream, split for storage and display: what may be shown, and the
/// complete text, which is a secret as soon as anything had to be masked.
///
/// Masked are the user info (`rtsp://•••@host/`) and the credentials that makers put into path, query and
/// fragment (`password=…`, `user=…_password=…_channel=1`, `/token/…`), see CredentialMask.h and domain.md 10.
class StreamAddress
{
public:
    StreamAddress() = default;
    /// Takes any text, also a malformed one: what a server reports must be shown, not lost.
    [[nodiscard]] static StreamAddress fromText(const QString &text);
    /// From storage: the masked form alone, or the complete text where nothing was thought to be secret.
    [[nodiscard]] static StreamAddress fromMasked(const QString &masked, bool hasSecret);
    [[nodiscard]] bool isEmpty() const { return m_masked.isEmpty(); }
    [[nodiscard]] const QString &masked() const { return m_masked; }
    [[nodiscard]] bool hasSecret() const { return m_hasSecret; }
    /// Stored by a program that did not know this secret for one: it has to be sealed.
    [[nodiscard]] bool isStoredInClear() const { return m_isStoredInClear; }
    /// The complete address; empty when this came from storage and was not unsealed.
    [[nodiscard]] const SecretText &full() const { return m_full; }
    void setFull(SecretText full) { m_full = std::move(full); }
    /// The IP address that it leads to; empty if that has a name, or numbers that programs read differently.
    [[nodiscard]] QString ipAddress() const;
    /// A fingerprint of the complete text (SHA-256, first 8 bytes), to tell drift without keeping the
    /// text; 0 when it is not known. Salted per process, so it must never be stored.
    [[nodiscard]] quint64 fingerprint() const;

    bool operator==(const StreamAddress &other) const
    {
        return m_masked == other.m_masked && m_full == other.m_full;
    }

private:
    QString m_masked;
    SecretText m_full;
    bool m_hasSecret = false;
    bool m_isStoredInClear = false;
};

} // namespace streamkeeper
