#include "tests/fleet/AccessToken.h"

#include <QList>
#include <QMessageAuthenticationCode>

namespace streamkeeper::fleet::accessToken {

namespace {
constexpr auto Encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray sign(const QByteArray &payload, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(payload, secret, QCryptographicHash::Sha256).toBase64(Encoding);
}
} // namespace

QByteArray create(const QByteArray &secret, const QByteArray &streamUid, const QByteArray &user,
                  qint64 durationSeconds, qint64 nowUtcMs)
{
    const qint64 expiry = durationSeconds == 0 ? 0 : nowUtcMs / 1000 + durationSeconds;
    const QByteArray payload =
        (streamUid + '\n' + QByteArray::number(expiry) + '\n' + user).toBase64(Encoding);
    // The vendor's tokens may end in a tilde; clients that do not treat them as opaque should be found out.
    return payload + '.' + sign(payload, secret) + '~';
}

bool isValid(const QByteArray &token, const QByteArray &secret, const QByteArray &streamUid, qint64 nowUtcMs)
{
    const qsizetype dot = token.indexOf('.');
    if (dot < 0 || !token.endsWith('~') || token.mid(dot + 1).chopped(1) != sign(token.left(dot), secret)) {
        return false;
    }
    const QList<QByteArray> fields = QByteArray::fromBase64(token.left(dot), Encoding).split('\n');
    if (fields.size() != 3 || fields[0] != streamUid) {
        return false;
    }
    const qint64 expiry = fields[1].toLongLong();
    return expiry == 0 || nowUtcMs / 1000 <= expiry;
}

} // namespace streamkeeper::fleet::accessToken
