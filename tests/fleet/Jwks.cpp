#include "tests/fleet/Jwks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr qsizetype CoordinateBytes = 32; // of P-256 and of Ed25519
using KeyPointer = std::shared_ptr<EVP_PKEY>;
using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Parameters = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;

QByteArray bytesOf(const QJsonObject &key, const QString &member)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        key[member].toString().toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                               QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

KeyPointer build(const char *kind, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder), &OSSL_PARAM_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return nullptr;
    }
    return {key, &EVP_PKEY_free};
}

KeyPointer rsaKey(const QJsonObject &key)
{
    const auto number = [&key](const QString &member) {
        const QByteArray bytes = bytesOf(key, member);
        return Number(
            BN_bin2bn(reinterpret_cast<const uchar *>(bytes.constData()), int(bytes.size()), nullptr),
            &BN_free);
    };
    const Number modulus = number(u"n"_s);
    const Number exponent = number(u"e"_s);
    const Builder builder(OSSL_PARAM_BLD_new(), &OSSL_PARAM_BLD_free);
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
        return nullptr;
    }
    return build("RSA", builder.get());
}

KeyPointer p256Key(const QJsonObject &key)
{
    const QByteArray x = bytesOf(key, u"x"_s);
    const QByteArray y = bytesOf(key, u"y"_s);
    const QByteArray point = '\x04' + x + y; // uncompressed
    const Builder builder(OSSL_PARAM_BLD_new(), &OSSL_PARAM_BLD_free);
    if (x.size() != CoordinateBytes || y.size() != CoordinateBytes || !builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                         size_t(point.size())) != 1) {
        return nullptr;
    }
    return build("EC", builder.get());
}

KeyPointer ed25519Key(const QJsonObject &key)
{
    const QByteArray x = bytesOf(key, u"x"_s);
    return x.size() != CoordinateBytes
               ? nullptr
               : KeyPointer(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                        reinterpret_cast<const uchar *>(x.constData()),
                                                        size_t(x.size())),
                            &EVP_PKEY_free);
}

Jwks::Key keyOf(const QJsonObject &key)
{
    const QString kind = key[u"kty"_s].toString();
    const QString curve = key[u"crv"_s].toString();
    if (kind == "RSA"_L1) {
        return {"RS256", rsaKey(key)};
    }
    if (kind == "EC"_L1 && curve == "P-256"_L1) {
        return {"ES256", p256Key(key)};
    }
    if (kind == "OKP"_L1 && curve == "Ed25519"_L1) {
        return {"EdDSA", ed25519Key(key)};
    }
    return {};
}
} // namespace

std::optional<Jwks> Jwks::read(const QByteArray &document)
{
    const QJsonValue keys = QJsonDocument::fromJson(document)[u"keys"_s];
    if (!keys.isArray()) {
        return std::nullopt;
    }
    Jwks set;
    const QJsonArray all = keys.toArray();
    for (const auto &value : all) {
        const QJsonObject object = value.toObject();
        const Key key = keyOf(object);
        const QByteArray kid = object[u"kid"_s].toString().toUtf8();
        const QByteArray algorithm = object[u"alg"_s].toString().toLatin1();
        const QString use = object[u"use"_s].toString();
        if (key.key && !kid.isEmpty() && (algorithm.isEmpty() || algorithm == key.algorithm) &&
            (use.isEmpty() || use == "sig"_L1)) {
            set.m_keys.insert(kid, key);
        }
    }
    return set;
}

const Jwks::Key *Jwks::find(const QByteArray &kid) const
{
    const auto found = m_keys.constFind(kid);
    return found == m_keys.constEnd() ? nullptr : &*found;
}

} // namespace streamkeeper::fleet
