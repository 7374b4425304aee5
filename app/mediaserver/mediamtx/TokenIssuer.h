#pragma once

#include "app/mediaserver/HttpTransport.h"
#include "app/secrets/SigningKey.h"

#include <optional>

namespace streamkeeper::mediamtx {

/// Tokens for a MediaMTX with authMethod jwt, signed by the registry's key: the console's own, made anew
/// before it ends, and those of viewers. They count on the server's clock, as far as it can be believed.
/// Network thread.
class TokenIssuer
{
public:
    /// `privatePem`: of the registry's signing key.
    TokenIssuer(const SecretText &privatePem, TokenSettings settings);

    /// The value of an Authorization header; an error says why nothing can be signed.
    [[nodiscard]] Result<QByteArray> authorization();
    /// For a viewer of one path. `clockOffsetMs`: server clock minus ours.
    [[nodiscard]] Result<SecretText> viewerToken(const QString &path, bool mayPlayBack,
                                                 std::chrono::seconds life, const QString &tokenId,
                                                 qint64 clockOffsetMs) const;
    [[nodiscard]] QString keyId() const { return m_key ? m_key->id() : QString(); }

    /// True when a refusal is explained by the server's clock: then it is known now, and asking once more
    /// with a new token makes sense.
    [[nodiscard]] bool learnClock(qint64 clockOffsetMs);
    /// What tokens are made for: server clock minus ours as the server says it, and 0 if it says more than
    /// can be believed. Whoever says that could else have a token that counts for ever.
    [[nodiscard]] static qint64 believed(qint64 clockOffsetMs);
    static constexpr int believedMinutes = 5;

private:
    Result<SigningKey> m_key;
    TokenSettings m_settings;
    QByteArray m_authorization;
    qint64 m_endsAtS = 0; ///< of m_authorization, on the server's clock
    qint64 m_clockOffsetMs = 0;
};

} // namespace streamkeeper::mediamtx
