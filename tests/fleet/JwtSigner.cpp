#include "tests/fleet/JwtSigner.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr int NumberBytes = 32;

EVP_PKEY *generate(JwtSigner::Kind kind)
{
    switch (kind) {
    case JwtSigner::Kind::Rsa:
        return EVP_RSA_gen(2048);
    case JwtSigner::Kind::P256:
        return EVP_EC_gen("P-256");
    case JwtSigner::Kind::Ed25519:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    return nullptr;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString number(EVP_PKEY *key, const char *parameter, int leastBytes = 0)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, parameter, &value);
    QByteArray bytes(std::max(leastBytes, BN_num_bytes(value)), '\0');
    BN_bn2binpad(value, reinterpret_cast<uchar *>(bytes.data()), int(bytes.size()));
    BN_free(value);
    return QString::fromLatin1(JwtSigner::encoded(bytes));
}
} // namespace

JwtSigner::JwtSigner(Kind kind, QByteArray kid)
    : m_kind(kind)
    , m_kid(std::move(kid))
    , m_key(generate(kind), &EVP_PKEY_free)
{
}

QByteArray JwtSigner::encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QJsonObject JwtSigner::jwk() const
{
    QJsonObject key{{u"kid"_s, QString::fromUtf8(m_kid)}, {u"use"_s, u"sig"_s}};
    if (m_kind == Kind::Rsa) {
        key[u"kty"_s] = u"RSA"_s;
        key[u"n"_s] = number(m_key.get(), OSSL_PKEY_PARAM_RSA_N);
        key[u"e"_s] = number(m_key.get(), OSSL_PKEY_PARAM_RSA_E);
    } else if (m_kind == Kind::P256) {
        key[u"kty"_s] = u"EC"_s;
        key[u"crv"_s] = u"P-256"_s;
        key[u"x"_s] = number(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X, NumberBytes);
        key[u"y"_s] = number(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, NumberBytes);
    } else {
        QByteArray bytes(NumberBytes, '\0');
        auto size = size_t(bytes.size());
        EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<uchar *>(bytes.data()), &size);
        key[u"kty"_s] = u"OKP"_s;
        key[u"crv"_s] = u"Ed25519"_s;
        key[u"x"_s] = QString::fromLatin1(encoded(bytes));
    }
    return key;
}

QByteArray JwtSigner::jwks(const QList<QJsonObject> &keys)
{
    QJsonArray list;
    for (const QJsonObject &key : keys) {
        list.append(key);
    }
    return compact({{u"keys"_s, list}});
}

QByteArray JwtSigner::signature(const QByteArray &text) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto *const data = reinterpret_cast<const uchar *>(text.constData());
    size_t size = 0;
    EVP_DigestSignInit(context.get(), nullptr, m_kind == Kind::Ed25519 ? nullptr : EVP_sha256(), nullptr,
                       m_key.get());
    EVP_DigestSign(context.get(), nullptr, &size, data, size_t(text.size()));
    QByteArray bytes(qsizetype(size), '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(bytes.data()), &size, data, size_t(text.size()));
    bytes.truncate(qsizetype(size));
    if (m_kind != Kind::P256) {
        return bytes;
    }
    const auto *der = reinterpret_cast<const uchar *>(bytes.constData());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
        d2i_ECDSA_SIG(nullptr, &der, long(bytes.size())), &ECDSA_SIG_free);
    QByteArray numbers(qsizetype(2) * NumberBytes, '\0');
    auto *const out = reinterpret_cast<uchar *>(numbers.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, NumberBytes);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + NumberBytes, NumberBytes);
    return numbers;
}

QByteArray JwtSigner::sign(const QJsonObject &claims, const QJsonObject &header) const
{
    QJsonObject head{{u"alg"_s, m_kind == Kind::Rsa    ? u"RS256"_s
                                : m_kind == Kind::P256 ? u"ES256"_s
                                                       : u"EdDSA"_s},
                     {u"typ"_s, u"JWT"_s},
                     {u"kid"_s, QString::fromUtf8(m_kid)}};
    for (auto it = header.begin(); it != header.end(); ++it) {
        if (it->isNull()) {
            head.remove(it.key());
        } else {
            head[it.key()] = *it;
        }
    }
    const QByteArray text = encoded(compact(head)) + '.' + encoded(compact(claims));
    return text + '.' + encoded(signature(text));
}

QJsonObject JwtSigner::claims(const QString &action, const QString &path, int seconds)
{
    QJsonObject permission{{u"action"_s, action}};
    if (!path.isEmpty()) {
        permission[u"path"_s] = path;
    }
    return {{u"mediamtx_permissions"_s, QJsonArray{permission}},
            {u"sub"_s, u"guest"_s},
            {u"exp"_s, QDateTime::currentSecsSinceEpoch() + seconds}};
}

QByteArray JwtSigner::token(const QString &action, const QString &path, int seconds) const
{
    return sign(claims(action, path, seconds));
}

} // namespace streamkeeper::fleet
