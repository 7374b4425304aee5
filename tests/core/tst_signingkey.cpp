#include "app/secrets/SigningKey.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <memory>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

QByteArray decoded(const QByteArray &base64Url)
{
    return QByteArray::fromBase64(base64Url, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

struct Free
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(BIGNUM *number) const { BN_free(number); }
    void operator()(OSSL_PARAM_BLD *builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM *parameters) const { OSSL_PARAM_free(parameters); }
};

std::unique_ptr<BIGNUM, Free> numberOf(const QJsonObject &jwk, const char *member)
{
    const QByteArray bytes = decoded(jwk[QLatin1StringView(member)].toString().toLatin1());
    return std::unique_ptr<BIGNUM, Free>(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()), nullptr));
}

/// As a server does: by the public half alone.
bool isSignedBy(const QByteArray &token, const QJsonObject &jwk)
{
    const auto exponent = numberOf(jwk, "e");
    const auto modulus = numberOf(jwk, "n");
    const std::unique_ptr<OSSL_PARAM_BLD, Free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    const std::unique_ptr<OSSL_PARAM, Free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const std::unique_ptr<EVP_PKEY_CTX, Free> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY *raw = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters.get());
    const std::unique_ptr<EVP_PKEY, Free> key(raw);
    const std::unique_ptr<EVP_MD_CTX, Free> digest(EVP_MD_CTX_new());
    const QByteArray input = token.left(token.lastIndexOf('.'));
    const QByteArray signature = decoded(token.mid(input.size() + 1));
    EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get());
    return EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            size_t(signature.size()),
                            reinterpret_cast<const unsigned char *>(input.constData()),
                            size_t(input.size())) == 1;
}

} // namespace

class SigningKeyTest : public QObject
{
    Q_OBJECT

    /// As a web portal has published it.
    [[nodiscard]] static QByteArray somebodys()
    {
        QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA "/keysets/jwks-of-somebody.json"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aTokenIsSignedForEverybodyWithThePublicHalf()
    {
        const auto key = SigningKey::create();
        QVERIFY(key);
        const auto said =
            viewerClaims({}, u"yard/high"_s, false, {1'790'000'000, 1'800'000'000}, u"link-1"_s);
        QVERIFY(said);
        const auto token = key->sign(*said);
        QVERIFY(token);
        const QList<QByteArray> parts = token->reveal().split('.');
        QCOMPARE(parts.size(), 3);
        const QJsonObject header = QJsonDocument::fromJson(decoded(parts[0])).object();
        QCOMPARE(header[u"alg"].toString(), u"RS256"_s);
        QCOMPARE(header[u"kid"].toString(), key->id());
        const QJsonObject claims = QJsonDocument::fromJson(decoded(parts[1])).object();
        QCOMPARE(claims[u"exp"].toInteger(), 1'800'000'000);
        QCOMPARE(claims[u"iat"].toInteger(), 1'790'000'000);
        QCOMPARE(claims[u"nbf"].toInteger(), 1'790'000'000);
        QVERIFY(!claims.contains(u"iss"_s) && !claims.contains(u"aud"_s));
        const QJsonArray permissions = claims[u"mediamtx_permissions"].toArray();
        QCOMPARE(permissions,
                 (QJsonArray{QJsonObject{{u"action"_s, u"read"_s}, {u"path"_s, u"yard/high"_s}}}));
        QVERIFY(isSignedBy(token->reveal(), key->publicJwk()));
        QByteArray altered = token->reveal();
        altered[altered.indexOf('.') + 5] = altered[altered.indexOf('.') + 5] == 'A' ? 'B' : 'A';
        QVERIFY(!isSignedBy(altered, key->publicJwk()));
        const auto other = SigningKey::create();
        QVERIFY(other && other->id() != key->id());
        QVERIFY(!isSignedBy(token->reveal(), other->publicJwk()));
    }

    void aTokenSaysWhatItsServerLooksFor()
    {
        const TokenSettings settings{u"https://noc.example"_s, u"ms-02"_s, u"roles.media"_s};
        const QJsonObject own = consoleClaims(settings, {10, 70});
        const auto viewer = viewerClaims(settings, u"yard"_s, true, {10, 70}, u"link-1"_s);
        QVERIFY(viewer);
        for (const QJsonObject &claims : {own, *viewer}) {
            QCOMPARE(claims[u"iss"].toString(), u"https://noc.example"_s);
            QCOMPARE(claims[u"aud"].toString(), u"ms-02"_s);
            QVERIFY(claims[u"roles.media"_s].isArray()); // dots and all
            QVERIFY(!claims.contains(u"mediamtx_permissions"_s));
        }
        QCOMPARE(own[u"roles.media"_s][0][u"action"].toString(), u"api"_s);
    }

    void aPatternIsNoPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isPath");
        QTest::newRow("a name") << u"yard/high"_s << true;
        QTest::newRow("a tilde within") << u"yard~1"_s << true;
        QTest::newRow("a regular expression") << u"~^.*$"_s << false;
        QTest::newRow("a tilde alone") << u"~"_s << false;
        QTest::newRow("every path") << QString() << false;
    }
    void aPatternIsNoPath()
    {
        QFETCH(QString, path);
        QFETCH(bool, isPath);
        for (const bool mayPlayBack : {false, true}) {
            const auto claims = viewerClaims({}, path, mayPlayBack, {0, 1}, u"link-1"_s);
            QCOMPARE(claims.has_value(), isPath);
            if (!claims)
                QCOMPARE(claims.error().category, ErrorCategory::Invalid);
        }
    }

    void aKeyComesBackFromItsPem()
    {
        const auto key = SigningKey::create();
        QVERIFY(key);
        const auto pem = key->privatePem();
        QVERIFY(pem);
        QVERIFY(pem->reveal().startsWith("-----BEGIN PRIVATE KEY-----"));
        const auto back = SigningKey::fromPem(*pem);
        QVERIFY(back);
        QCOMPARE(back->id(), key->id());
        const auto token = back->sign(consoleClaims({}, {0, 1}));
        QVERIFY(token && isSignedBy(token->reveal(), key->publicJwk()));
        for (const QByteArray &bad : {QByteArray(), QByteArray("hello"), pem->reveal().left(400)})
            QVERIFY(!SigningKey::fromPem(SecretText(bad)));
    }

    void thePublicHalfHoldsNoSecret()
    {
        const auto key = SigningKey::create();
        QVERIFY(key);
        const QByteArray document =
            keySetDocument({QJsonDocument(key->publicJwk()).toJson(QJsonDocument::Compact)});
        const QJsonObject jwk = QJsonDocument::fromJson(document)[u"keys"][0].toObject();
        QCOMPARE(jwk.keys(), (QStringList{u"alg"_s, u"e"_s, u"kid"_s, u"kty"_s, u"n"_s, u"use"_s}));
        QCOMPARE(keyIdsIn(document).value(), QStringList(key->id()));
        QVERIFY(!keyIdsIn("{}"));
        QVERIFY(!keyIdsIn("<html>"));
        QCOMPARE(keyIdsIn(keySetDocument({})).value(), QStringList());
    }

    void keysOfOthersStayBesideOurs_data()
    {
        QTest::addColumn<QByteArray>("present");
        QTest::addColumn<QString>("names"); // afterwards; empty: refused
        QTest::newRow("nothing") << QByteArray() << u"new"_s;
        QTest::newRow("left empty") << QByteArray(" \n") << u"new"_s;
        QTest::newRow("no keys") << QByteArray(R"({"keys":[]})") << u"new"_s;
        QTest::newRow("ours of before") << QByteArray(R"({"keys":[{"kid":"old"}]})") << u"new"_s;
        QTest::newRow("ours already") << QByteArray(R"({"keys":[{"kid":"new"},{"kid":"new"}]})") << u"new"_s;
        QTest::newRow("another's") << QByteArray(R"({"keys":[{"kid":"portal"}]})") << u"portal new"_s;
        QTest::newRow("between") << QByteArray(R"({"keys":[{"kid":"a"},{"kid":"old"},{"kid":"b"}]})")
                                 << u"a b new"_s;
        QTest::newRow("without a name") << QByteArray(R"({"keys":[{"kty":"EC"}]})") << u" new"_s;
        QTest::newRow("somebody's") << somebodys() << u"viewer-portal new"_s;
        QTest::newRow("page") << QByteArray("<html>") << QString();
        QTest::newRow("cut off") << somebodys().left(300) << QString();
        QTest::newRow("another document") << QByteArray(R"({"users":[]})") << QString();
        QTest::newRow("a list") << QByteArray("[]") << QString();
        QTest::newRow("one key alone") << QByteArray(R"({"kty":"RSA","kid":"a"})") << QString();
        QTest::newRow("keys that are none") << QByteArray(R"({"keys":["a"]})") << QString();
        QTest::newRow("keys by name") << QByteArray(R"({"keys":{"a":{}}})") << QString();
    }
    void keysOfOthersStayBesideOurs()
    {
        QFETCH(QByteArray, present);
        QFETCH(QString, names);
        const auto document = keySetWith(present, {R"({"kid":"new","n":"1"})"}, {u"old"_s, QString()});
        QCOMPARE(document.has_value(), !names.isEmpty());
        if (document)
            QCOMPARE(keyIdsIn(*document).value().join(u' '), names);
    }

    void whatOthersWroteIntoTheDocumentStays()
    {
        const QJsonObject before = QJsonDocument::fromJson(somebodys()).object();
        QJsonObject withMore = before;
        withMore.insert(u"issuer"_s, u"portal"_s);
        const QByteArray after =
            keySetWith(QJsonDocument(withMore).toJson(), {R"({"kid":"new"})"}, {u"new"_s}).value();
        const QJsonObject read = QJsonDocument::fromJson(after).object();
        QCOMPARE(read[u"issuer"].toString(), u"portal"_s);
        QCOMPARE(read[u"keys"][0], before[u"keys"][0]);
    }

    /// RFC 7638, section 3.
    void theNameOfAKeyIsItsDigest()
    {
        const auto key = SigningKey::create();
        QVERIFY(key);
        const QJsonObject jwk = key->publicJwk();
        const QByteArray canonical = "{\"e\":\"" + jwk[u"e"].toString().toLatin1() +
                                     "\",\"kty\":\"RSA\",\"n\":\"" + jwk[u"n"].toString().toLatin1() + "\"}";
        QCOMPARE(key->id().toLatin1(),
                 QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)
                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }
};

QTEST_GUILESS_MAIN(SigningKeyTest)
#include "tst_signingkey.moc"
