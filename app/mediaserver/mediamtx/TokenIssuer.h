#pragma once

#include "app/mediaserver/HttpTransport.h"
#include "app/secrets/SigningKey.h"

#include <optional>

namespace streamkeeper::mediamtx {

/// Tokens for a MediaMTX with authMethod jwt, signed by the registry's key: the console's own, made anew
/// before it ends, and those of viewers. Ends are computed on the server's clock. Network thread.
class TokenIssuer
{
public:
    /// `privatePem`: of the registry's signing key.
    explicit TokenIssuer(const SecretText &privatePem);

    /// The value of an Authorization header; an error says why nothing can be signed.
    [[nodiscard]] Result<QByteArray> authorization();
    /// For a viewer of one path.
    [[nodiscard]] Result<SecretText> viewerToken(const QString &path, bool mayPlayBack,
                                                 std::chrono::seconds life, const QString &tokenId) const;
    [[nodiscard]] QString keyId() const { return m_key ? m_key->id() : QString(); }

    /// True when a refusal is explained by the server's clock: then it is known now, and asking once more
    /// with a new token makes sense.
    [[nodiscard]] bool learnClock(qint64 clockOffsetMs);
    [[nodiscard]] qint64 clockOffsetMs() const { return m_clockOffsetMs; }
    void setClockOffset(qint64 clockOffsetMs) { m_clockOffsetMs = clockOffsetMs; }

private:
    [[nodiscard]] qint64 serverNowS() const;

    Result<SigningKey> m_key;
    QByteArray m_authorization;
    qint64 m_endsAtS = 0; ///< of m_authorization, on the server's clock
    qint64 m_clockOffsetMs = 0;
};

} // namespace streamkeeper::mediamtx
