#include "tests/fleet/StreamAdmission.h"

#include "tests/fleet/AccessToken.h"

namespace streamkeeper::fleet {

int StreamAdmission::statusFor(const QByteArray &token, const QByteArray &streamUid, const QByteArray &secret,
                               qint64 nowUtcMs) const
{
    switch (rule.load()) {
    case Rule::Everybody:
        return 200;
    case Rule::Nobody:
        return 403;
    case Rule::TokenHolders:
        break;
    }
    if (token.isEmpty()) {
        return 401;
    }
    return accessToken::isValid(token, secret, streamUid, nowUtcMs) ? 200 : 403;
}

} // namespace streamkeeper::fleet
