#include "tests/fleet/JwtCheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <memory>
#include <openssl/ec.h>
#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr auto Encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype NumberBytes = 32; // of the two in a signature by P-256

/// Strictly: another text for the same bytes is an altered token.
std::optional<QByteArray> decoded(const QByteArray &text)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(text, Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return bytes && (*bytes).toBase64(Encoding) == text ? std::optional(*bytes) : std::nullopt;
}

/// The form OpenSSL wants (DER) of the two numbers side by side (RFC 7518, 3.4); empty if they are not.
QByteArray derSignature(const QByteArray &signature)
{
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), &ECDSA_SIG_free);
    if (signature.size() != 2 * NumberBytes || !pair) {
        return {};
    }
    const auto *const bytes = reinterpret_cast<const uchar *>(signature.constData());
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytes, NumberBytes, nullptr),
                   BN_bin2bn(bytes + NumberBytes, NumberBytes, nullptr));
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), '\0');
    auto *out = reinterpret_cast<uchar *>(der.data());
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

bool isSigned(const QByteArray &text, const QByteArray &signature, const Jwks::Key &key)
{
    const QByteArray form = key.algorithm == "ES256" ? derSignature(signature) : signature;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const EVP_MD *const digest = key.algorithm == "EdDSA" ? nullptr : EVP_sha256();
    return !form.isEmpty() && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key.key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const uchar *>(form.constData()),
                            size_t(form.size()), reinterpret_cast<const uchar *>(text.constData()),
                            size_t(text.size())) == 1;
}

/// What was said about time must be a number, and right; what was not said does not matter.
bool isValidAt(const QJsonObject &claims, qint64 nowUtcMs)
{
    const double now = double(nowUtcMs) / 1000;
    const QJsonValue end = claims[u"exp"_s];
    const QJsonValue begin = claims[u"nbf"_s];
    return (end.isUndefined() || (end.isDouble() && now < end.toDouble())) &&
           (begin.isUndefined() || (begin.isDouble() && now >= begin.toDouble()));
}

/// Of one or several audiences one has to be the server's.
bool isMeantFor(const QJsonObject &claims, const JwtExpectation &expected)
{
    const QJsonValue audience = claims[u"aud"_s];
    const bool isAudience = audience.isArray() ? audience.toArray().contains(expected.audience)
                                               : audience.toString() == expected.audience;
    return (expected.issuer.isEmpty() || claims[u"iss"_s].toString() == expected.issuer) &&
           (expected.audience.isEmpty() || isAudience);
}

/// A list, or the text of one.
std::optional<std::vector<JwtClaims::Permission>> readPermissions(const QJsonValue &claim)
{
    const QJsonValue list =
        claim.isString() ? QJsonValue(QJsonDocument::fromJson(claim.toString().toUtf8()).array()) : claim;
    if (!list.isArray()) {
        return std::nullopt;
    }
    std::vector<JwtClaims::Permission> permissions;
    const QJsonArray items = list.toArray();
    for (const auto &item : items) {
        const QJsonValue action = item[u"action"_s];
        const QJsonValue path = item[u"path"_s];
        if (!action.isString() || !(path.isUndefined() || path.isString())) {
            return std::nullopt;
        }
        permissions.push_back({action.toString().toUtf8(), path.toString().toUtf8()});
    }
    return permissions;
}
} // namespace

bool JwtClaims::allow(const QByteArray &action, const QByteArray &path) const
{
    const bool hasPath = action == "read" || action == "playback" || action == "publish";
    return std::any_of(permissions.begin(), permissions.end(), [&](const Permission &permission) {
        if (permission.action != action) {
            return false;
        }
        if (permission.path.startsWith('~')) {
            const QRegularExpression pattern(QString::fromUtf8(permission.path.mid(1)));
            return !hasPath || (pattern.isValid() && pattern.match(QString::fromUtf8(path)).hasMatch());
        }
        return !hasPath || permission.path.isEmpty() || permission.path == path;
    });
}

std::optional<JwtClaims> jwtCheck::read(const QByteArray &token, const Jwks &keys, qint64 nowUtcMs,
                                        const JwtExpectation &expected)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto headerText = decoded(parts[0]);
    const auto claimsText = decoded(parts[1]);
    const auto signature = decoded(parts[2]);
    if (!headerText || !claimsText || !signature) {
        return std::nullopt;
    }
    const QJsonObject header = QJsonDocument::fromJson(*headerText).object();
    const Jwks::Key *const key = keys.find(header[u"kid"_s].toString().toUtf8());
    // What kind of signature it is, the key says and not the token.
    if (key == nullptr || header[u"alg"_s].toString().toLatin1() != key->algorithm ||
        !isSigned(parts[0] + '.' + parts[1], *signature, *key)) {
        return std::nullopt;
    }
    const QJsonObject claims = QJsonDocument::fromJson(*claimsText).object();
    const auto permissions = readPermissions(claims[expected.claimKey]);
    if (!permissions || !isValidAt(claims, nowUtcMs) || !isMeantFor(claims, expected)) {
        return std::nullopt;
    }
    return JwtClaims{claims[u"sub"_s].toString().toUtf8(), *permissions};
}

} // namespace streamkeeper::fleet
