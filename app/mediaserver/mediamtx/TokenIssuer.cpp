#include "app/mediaserver/mediamtx/TokenIssuer.h"

#include <QDateTime>

#include <cmath>

namespace streamkeeper::mediamtx {

namespace {

/// From `nbf` to `exp`. It opens the whole API, so that one which leaks has to be worth nothing soon; it has
/// to live on between two polls.
constexpr qint64 ownLifeS = 60;
/// A request may wait for its turn, and for a server that is slow.
constexpr qint64 renewBeforeS = 15;
/// The Date header has whole seconds; less than this is no other clock.
constexpr qint64 clockToleranceMs = 5'000;
/// MediaMTX grants no second before `nbf`, so that a token begins before a clock within the tolerance.
constexpr qint64 beginsBeforeS = 2 * clockToleranceMs / 1000;
/// The Date header is believed that far: clocks that drift unset for months are off by less. It is read
/// before anything proves who wrote it (http, a proxy), and what it says moves the end of tokens: a token
/// that somebody lies about lives so much longer at most.
constexpr qint64 clockBeliefMs = TokenIssuer::believedMinutes * 60'000;

qint64 nowS(qint64 clockOffsetMs)
{
    return (QDateTime::currentMSecsSinceEpoch() + clockOffsetMs) / 1000;
}

} // namespace

TokenIssuer::TokenIssuer(const SecretText &privatePem, TokenSettings settings)
    : m_key(SigningKey::fromPem(privatePem))
    , m_settings(std::move(settings))
{
}

qint64 TokenIssuer::believed(qint64 clockOffsetMs)
{
    return std::abs(clockOffsetMs) > clockBeliefMs ? 0 : clockOffsetMs;
}

Result<QByteArray> TokenIssuer::authorization()
{
    if (!m_key)
        return tl::unexpected(m_key.error());
    const qint64 begin = nowS(m_clockOffsetMs) - beginsBeforeS;
    const bool isCurrent = begin + beginsBeforeS <= m_endsAtS - renewBeforeS && begin >= m_endsAtS - ownLifeS;
    if (m_authorization.isEmpty() || !isCurrent) {
        m_endsAtS = begin + ownLifeS;
        const auto token = m_key->sign(consoleClaims(m_settings, {begin, m_endsAtS}));
        if (!token)
            return tl::unexpected(token.error());
        m_authorization = "Bearer " + token->reveal();
    }
    return m_authorization;
}

Result<SecretText> TokenIssuer::viewerToken(const QString &path, bool mayPlayBack, std::chrono::seconds life,
                                            const QString &tokenId, qint64 clockOffsetMs) const
{
    if (!m_key)
        return tl::unexpected(m_key.error());
    const qint64 now = nowS(believed(clockOffsetMs));
    const auto claims =
        viewerClaims(m_settings, path, mayPlayBack, {now - beginsBeforeS, now + life.count()}, tokenId);
    if (!claims)
        return tl::unexpected(claims.error());
    return m_key->sign(*claims);
}

bool TokenIssuer::learnClock(qint64 clockOffsetMs)
{
    const qint64 believable = believed(clockOffsetMs);
    const bool isNews = std::abs(believable - m_clockOffsetMs) > clockToleranceMs;
    if (isNews) {
        m_clockOffsetMs = believable;
        m_authorization.clear();
    }
    return isNews;
}

} // namespace streamkeeper::mediamtx
