#include "app/mediaserver/mediamtx/TokenIssuer.h"

#include <QDateTime>

#include <cmath>

namespace streamkeeper::mediamtx {

namespace {

/// Short, so that a token that leaks is soon worth nothing.
constexpr qint64 ownLifeS = 300;
constexpr qint64 renewBeforeS = 60;
/// The Date header has whole seconds; less than this is no other clock.
constexpr qint64 clockToleranceMs = 5'000;

} // namespace

TokenIssuer::TokenIssuer(const SecretText &privatePem)
    : m_key(SigningKey::fromPem(privatePem))
{
}

qint64 TokenIssuer::serverNowS() const
{
    return (QDateTime::currentMSecsSinceEpoch() + m_clockOffsetMs) / 1000;
}

Result<QByteArray> TokenIssuer::authorization()
{
    if (!m_key)
        return tl::unexpected(m_key.error());
    const qint64 nowS = serverNowS();
    if (m_authorization.isEmpty() || nowS > m_endsAtS - renewBeforeS) {
        m_endsAtS = nowS + ownLifeS;
        const auto token = m_key->sign(consoleClaims(m_endsAtS));
        if (!token)
            return tl::unexpected(token.error());
        m_authorization = "Bearer " + token->reveal();
    }
    return m_authorization;
}

Result<SecretText> TokenIssuer::viewerToken(const QString &path, bool mayPlayBack, std::chrono::seconds life,
                                            const QString &tokenId) const
{
    if (!m_key)
        return tl::unexpected(m_key.error());
    return m_key->sign(viewerClaims(path, mayPlayBack, serverNowS() + life.count(), tokenId));
}

bool TokenIssuer::learnClock(qint64 clockOffsetMs)
{
    const bool isNews = std::abs(clockOffsetMs - m_clockOffsetMs) > clockToleranceMs;
    if (isNews) {
        m_clockOffsetMs = clockOffsetMs;
        m_authorization.clear();
    }
    return isNews;
}

} // namespace streamkeeper::mediamtx
