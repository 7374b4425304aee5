#pragma once

#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QString>

namespace streamkeeper {

/// Which addresses a field takes: what cameras offer (rtsp, rtsps, http, https), or what some media servers
/// pull besides (rtmp, srt, whep, udp …; media-server-apis.md B.3).
enum class AddressWays : quint8 { OfCameras, OfServers };

/// The address of a camera's stream, split for storage and display: what may be shown, and the
/// complete text, which is a secret as soon as anything had to be masked.
///
/// Masked are the user info (`rtsp://•••@host/`) and the values of credentials that some makers put
/// into path or query (`password=…`, `user=…_password=…_channel=1`, `token=…`), see domain.md 10.
class StreamAddress
{
public:
    StreamAddress() = default;
    /// Takes any text, also a malformed one: what a server reports must be shown, not lost.
    [[nodiscard]] static StreamAddress fromText(const QString &text);
    /// From storage: the masked form alone.
    [[nodiscard]] static StreamAddress fromMasked(QString masked, bool hasSecret);
    /// Checks what an operator typed: an address with a host, at most 2048 characters.
    [[nodiscard]] static Result<StreamAddress> parse(const QString &text,
                                                     AddressWays ways = AddressWays::OfCameras);
    /// Checks an edited address that may still show the mask of `before`: hidden credentials in the user
    /// info are those of `before`; other hidden values have to be typed again. Where `before` came by a way
    /// that only some servers pull, such ways are taken too.
    [[nodiscard]] static Result<StreamAddress> parseEdited(const QString &text, const StreamAddress &before);

    [[nodiscard]] bool isEmpty() const { return m_masked.isEmpty(); }
    [[nodiscard]] const QString &masked() const { return m_masked; }
    [[nodiscard]] bool hasSecret() const { return m_hasSecret; }
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
};

/// Replaces credentials in any text (an address, a log line, a server's error) by •••.
[[nodiscard]] QString maskCredentials(const QString &text);

} // namespace streamkeeper
