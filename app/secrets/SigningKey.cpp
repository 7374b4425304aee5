#include "app/secrets/SigningKey.h"

#include "app/secrets/OpenSslFailure.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned int keyBits = 2048;
constexpr auto keyList = "keys"_L1;
constexpr auto kid = "kid"_L1;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SigningKey)
};

struct BioDeleter
{
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;

struct DigestDeleter
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, DigestDeleter>;

struct NumberDeleter
{
    void operator()(BIGNUM *number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, NumberDeleter>;

EVP_PKEY *keyOf(const std::shared_ptr<void> &key)
{
    return static_cast<EVP_PKEY *>(key.get());
}

std::shared_ptr<void> owned(EVP_PKEY *key)
{
    return {key, [](void *freed) { EVP_PKEY_free(static_cast<EVP_PKEY *>(freed)); }};
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// A part of the public key as JSON Web Keys write it: big-endian, base64url; empty on failure.
QString publicPart(EVP_PKEY *key, const char *name)
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) != 1)
        return {};
    const Number number(raw);
    QByteArray bytes(BN_num_bytes(number.get()), Qt::Uninitialized);
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char *>(bytes.data()));
    return QString::fromLatin1(base64Url(bytes));
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject permission(const QString &action, const QString &path)
{
    return {{u"action"_s, action}, {u"path"_s, path}};
}

/// What every token says besides its permissions.
QJsonObject commonClaims(const TokenSettings &settings, const TokenPeriod &period)
{
    QJsonObject claims{{u"iat"_s, period.fromS}, {u"nbf"_s, period.fromS}, {u"exp"_s, period.untilS}};
    if (!settings.issuer.isEmpty())
        claims.insert(u"iss"_s, settings.issuer);
    if (!settings.audience.isEmpty())
        claims.insert(u"aud"_s, settings.audience);
    return claims;
}

QJsonArray keysOf(const std::vector<QByteArray> &publicJwks)
{
    QJsonArray keys;
    for (const QByteArray &jwk : publicJwks)
        keys.append(QJsonDocument::fromJson(jwk).object());
    return keys;
}

QByteArray withKeys(QJsonObject document, const QJsonArray &keys)
{
    document.insert(keyList, keys);
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

Result<QJsonObject> readKeySet(const QByteArray &bytes)
{
    const QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const QJsonValue keys = document.value(keyList);
    const QJsonArray list = keys.toArray();
    if (!keys.isArray() || !std::ranges::all_of(list, [](const QJsonValue &key) { return key.isObject(); }))
        return fail(ErrorCategory::Parse, Texts::tr("This is not a document of keys (JWKS)."));
    return document;
}

} // namespace

Result<SigningKey> SigningKey::create()
{
    SigningKey key;
    key.m_key = owned(EVP_RSA_gen(keyBits));
    if (!key.m_key)
        return opensslFailure(Texts::tr("No signing key could be made."));
    if (auto described = key.describe(); !described)
        return tl::unexpected(described.error());
    return key;
}

Result<SigningKey> SigningKey::fromPem(const SecretText &pem)
{
    const QByteArray &text = pem.reveal();
    const Bio bio(BIO_new_mem_buf(text.constData(), int(text.size())));
    SigningKey key;
    // Without a callback OpenSSL would ask the terminal for a passphrase.
    const auto noPassphrase = [](char *, int, int, void *) { return 0; };
    key.m_key = owned(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr));
    if (!key.m_key || EVP_PKEY_get_base_id(keyOf(key.m_key)) != EVP_PKEY_RSA)
        return opensslFailure(Texts::tr("The signing key of the registry cannot be read."));
    if (auto described = key.describe(); !described)
        return tl::unexpected(described.error());
    return key;
}

VoidResult SigningKey::describe()
{
    const QString exponent = publicPart(keyOf(m_key), OSSL_PKEY_PARAM_RSA_E);
    const QString modulus = publicPart(keyOf(m_key), OSSL_PKEY_PARAM_RSA_N);
    if (exponent.isEmpty() || modulus.isEmpty())
        return opensslFailure(Texts::tr("The signing key of the registry cannot be read."));
    // RFC 7638: the required members alone, in this order, without spaces; Qt sorts them the same way.
    const QJsonObject required{{u"e"_s, exponent}, {u"kty"_s, u"RSA"_s}, {u"n"_s, modulus}};
    m_id = QString::fromLatin1(
        base64Url(QCryptographicHash::hash(compact(required), QCryptographicHash::Sha256)));
    m_jwk = required;
    m_jwk.insert(u"alg"_s, u"RS256"_s);
    m_jwk.insert(u"use"_s, u"sig"_s);
    m_jwk.insert(u"kid"_s, m_id);
    return {};
}

Result<SecretText> SigningKey::privatePem() const
{
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio ||
        PEM_write_bio_PKCS8PrivateKey(bio.get(), keyOf(m_key), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return opensslFailure(Texts::tr("The signing key could not be written."));
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return SecretText(QByteArray(data, size));
}

Result<SecretText> SigningKey::sign(const QJsonObject &claims) const
{
    const QJsonObject header{{u"alg"_s, u"RS256"_s}, {u"kid"_s, m_id}, {u"typ"_s, u"JWT"_s}};
    const QByteArray signedPart = base64Url(compact(header)) + '.' + base64Url(compact(claims));
    const DigestContext context(EVP_MD_CTX_new());
    const auto *input = reinterpret_cast<const unsigned char *>(signedPart.constData());
    size_t length = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, keyOf(m_key)) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, input, size_t(signedPart.size())) != 1)
        return opensslFailure(Texts::tr("The token could not be signed."));
    QByteArray signature(qsizetype(length), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, input,
                       size_t(signedPart.size())) != 1)
        return opensslFailure(Texts::tr("The token could not be signed."));
    signature.truncate(qsizetype(length));
    return SecretText(signedPart + '.' + base64Url(signature));
}

QString keyIdOf(const QByteArray &token)
{
    const QByteArray header =
        QByteArray::fromBase64(token.left(token.indexOf('.')), QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(header).object()[kid].toString();
}

QByteArray keySetDocument(const std::vector<QByteArray> &publicJwks)
{
    return withKeys({}, keysOf(publicJwks));
}

Result<QByteArray> keySetWith(const QByteArray &present, const std::vector<QByteArray> &publicJwks,
                              const QSet<QString> &ours)
{
    if (present.trimmed().isEmpty())
        return keySetDocument(publicJwks);
    const auto document = readKeySet(present);
    if (!document)
        return tl::unexpected(document.error());
    const QJsonArray added = keysOf(publicJwks);
    QSet<QString> names = ours;
    for (const QJsonValue &key : added)
        names.insert(key[kid].toString());
    names.remove(QString()); // of keys without a name nobody knows whose they are
    QJsonArray keys;
    for (const QJsonValue &key : document->value(keyList).toArray()) {
        if (!names.contains(key[kid].toString()))
            keys.append(key);
    }
    for (const QJsonValue &key : added)
        keys.append(key);
    return withKeys(*document, keys);
}

Result<QStringList> keyIdsIn(const QByteArray &document)
{
    const auto parsed = readKeySet(document);
    if (!parsed)
        return tl::unexpected(parsed.error());
    QStringList ids;
    for (const QJsonValue &key : parsed->value(keyList).toArray())
        ids.append(key[kid].toString());
    return ids;
}

QJsonObject consoleClaims(const TokenSettings &settings, const TokenPeriod &period)
{
    QJsonObject claims = commonClaims(settings, period);
    claims.insert(settings.claimKey, QJsonArray{permission(u"api"_s, {}), permission(u"read"_s, {}),
                                                permission(u"playback"_s, {})});
    return claims;
}

Result<QJsonObject> viewerClaims(const TokenSettings &settings, const QString &path, bool mayPlayBack,
                                 const TokenPeriod &period, const QString &tokenId)
{
    // Without a path a permission is for all of them, and after a tilde stands a regular expression.
    if (path.isEmpty() || path.startsWith(u'~'))
        return fail(
            ErrorCategory::Invalid,
            Texts::tr("“%1” is no name of one stream for MediaMTX but a pattern of names: a token for it "
                      "would open other streams, too. Give the stream another name there.")
                .arg(path.left(100)));
    QJsonObject claims = commonClaims(settings, period);
    claims.insert(u"jti"_s, tokenId);
    claims.insert(settings.claimKey, QJsonArray{permission(mayPlayBack ? u"playback"_s : u"read"_s, path)});
    return claims;
}

} // namespace streamkeeper
