#include "tests/fleet/AvFrameReader.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/fleet/JwtSigner.h"
#include "tests/fleet/RtspProbe.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

#include <gst/gst.h>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::AvFrameReader;
using fleet::FleetProcess;
using fleet::JwtSigner;
using fleet::rtspProbe::describe;
using Answer = FleetProcess::Answer;

namespace {
constexpr int patienceMs = 25'000;
const QString Yard = u"cam-01/high"_s; // ms-01 is all there is
const QString Gate = u"cam-02/high"_s;
const QString Hall = u"cam-03/high"_s; // with sound

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray bearer(const QByteArray &token)
{
    return "Bearer " + token;
}

QByteArray basic(const QByteArray &login)
{
    return "Basic " + login.toBase64();
}

QByteArray altered(QByteArray token)
{
    char &character = token[token.size() - 20]; // of the signature
    character = character == 'A' ? 'B' : 'A';
    return token;
}
} // namespace

/// The MediaMTX of the fleet in `jwt` mode (tests/data/mediamtx-jwt), its playback server, and who may watch.
class FleetJwtTest : public QObject
{
    Q_OBJECT

    FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    const JwtSigner m_rsa{JwtSigner::Kind::Rsa, "rsa-1"};
    const JwtSigner m_p256{JwtSigner::Kind::P256, "p256-1"};
    const JwtSigner m_ed25519{JwtSigner::Kind::Ed25519, "ed25519-1"};

    [[nodiscard]] QString address(const QString &scheme, const QString &port)
    {
        return u"%1://127.0.0.1:%2/"_s.arg(scheme).arg(m_fleet.server(0)[port].toInt());
    }
    [[nodiscard]] Answer api(const QByteArray &authorization, const QString &call = u"v3/paths/list"_s,
                             const QByteArray &method = "GET", const QByteArray &body = {})
    {
        return m_fleet.request(method, address(u"http"_s, u"apiPort"_s) + call, authorization, body);
    }
    [[nodiscard]] Answer asAdmin(const QString &call, const QByteArray &method = "GET",
                                 const QByteArray &body = {})
    {
        const bool isJwt = !m_isInternal;
        const QByteArray password = m_fleet.server(0)[u"password"_s].toString().toUtf8();
        return api(isJwt ? bearer(m_rsa.token(u"api"_s)) : basic("admin:" + password), call, method, body);
    }
    [[nodiscard]] QString rtsp(const QString &path, const QByteArray &query = {})
    {
        return address(u"rtsp"_s, u"rtspPort"_s) + path + QString::fromLatin1(query);
    }
    [[nodiscard]] QString hls(const QString &path, const QByteArray &query = {})
    {
        return address(u"http"_s, u"hlsPort"_s) + path + u"/index.m3u8"_s + QString::fromLatin1(query);
    }
    /// Of the playlist itself: the redirect before it is followed.
    [[nodiscard]] Answer playlist(const QString &path, const QByteArray &query,
                                  const QByteArray &authorization = {})
    {
        const Answer first = m_fleet.request("GET", hls(path, query), authorization);
        return first.status != 302 ? first
                                   : m_fleet.request("GET",
                                                     address(u"http"_s, u"hlsPort"_s) + path + u'/' +
                                                         QString::fromLatin1(first.location),
                                                     authorization);
    }
    [[nodiscard]] QString playback(const QString &call)
    {
        const QString port = asAdmin(u"v3/config/global/get"_s).json()[u"playbackAddress"_s].toString();
        return u"http://127.0.0.1:%1/%2"_s.arg(port.section(u':', -1), call);
    }
    [[nodiscard]] bool setAuth(const QJsonObject &settings)
    {
        m_isInternal = settings[u"method"_s] == u"internal"_s;
        const Answer answer = m_fleet.control("PUT", u"/servers/ms-01/auth"_s, compact(settings));
        return answer.status == 200;
    }
    [[nodiscard]] bool publish(const QByteArray &document)
    {
        return m_fleet.control("PUT", u"/jwks.json"_s, document).status == 200;
    }
    [[nodiscard]] QByteArray allKeys() const
    {
        return JwtSigner::jwks({m_rsa.jwk(), m_p256.jwk(), m_ed25519.jwk()});
    }
    [[nodiscard]] QJsonArray sessions(const QString &kind)
    {
        return asAdmin(u"v3/%1/list"_s.arg(kind)).json()[u"items"_s].toArray();
    }
    [[nodiscard]] static bool plays(const QString &url, const QByteArray &headers = {})
    {
        AvFrameReader reader(url, 8000, headers);
        return reader.next().has_value();
    }
    void whoMayPlayBack(const QString &url)
    {
        const auto status = [&](const QByteArray &query, const QByteArray &authorization) {
            return m_fleet.request("GET", url + QString::fromLatin1(query), authorization).status;
        };
        const QByteArray right = m_rsa.token(u"playback"_s, Hall);
        QCOMPARE(status({}, bearer(right)), 200);
        QCOMPARE(status({}, {}), 401);
        QCOMPARE(status({}, bearer(m_rsa.token(u"read"_s, Hall))), 401);
        QCOMPARE(status({}, bearer(m_rsa.token(u"playback"_s, Gate))), 401);
        QCOMPARE(status({}, bearer(m_rsa.token(u"playback"_s, Hall, -1))), 401);
        QCOMPARE(status({}, bearer(altered(right))), 401);
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}}));
        QCOMPARE(status("&token=" + right, {}), 401);
        QCOMPARE(status("&jwt=" + right, {}), 401);
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"playbackQuery"_s, true}}));
        QCOMPARE(status("&token=" + right, {}), 200);
        QCOMPARE(status("&jwt=" + right, {}), 200);
        QCOMPARE(status("&token=" + altered(right), {}), 401);
    }
    bool m_isInternal = false;

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        QVERIFY(
            m_fleet.start({u"--servers"_s, u"1"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"3"_s,
                           u"--tls"_s, u"none"_s, u"--mediamtx-auth"_s, u"jwt"_s, u"--effect-ms"_s, u"20"_s},
                          12'000));
    }

    void init()
    {
        QVERIFY(publish(allKeys()));
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}}));
    }

    void itBeginsAsItIsTold()
    {
        QCOMPARE(m_fleet.server(0)[u"authMethod"_s].toString(), u"jwt"_s);
        const QJsonObject config = asAdmin(u"v3/config/global/get"_s).json();
        QCOMPARE(config[u"authMethod"_s].toString(), u"jwt"_s);
        QCOMPARE(config[u"authJWTJWKS"_s].toString(),
                 m_fleet.description()[u"control"_s].toString() + u"/jwks.json"_s);
        QCOMPARE(config[u"authJWTClaimKey"_s].toString(), u"mediamtx_permissions"_s);
        QVERIFY(!config.contains(u"authJWTInHTTPQuery"_s)); // only told while it is set
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}}));
        QCOMPARE(asAdmin(u"v3/config/global/get"_s).json()[u"authJWTInHTTPQuery"_s].toBool(), true);
    }

    void theApiAnswersAsItWasRecorded_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("basic") << u"001-basic"_s
                               << basic("admin:" + m_fleet.server(0)[u"password"_s].toString().toUtf8());
        QTest::newRow("none") << u"002-none"_s << QByteArray();
        QTest::newRow("right") << u"003-api-jwt"_s << bearer(m_rsa.token(u"api"_s));
        QTest::newRow("expired") << u"004-api-jwt-expired"_s << bearer(m_rsa.token(u"api"_s, {}, -1));
        QTest::newRow("no permission") << u"005-api-jwt-noperm"_s << bearer(m_rsa.token(u"read"_s, Yard));
        QTest::newRow("altered") << u"006-api-jwt-altered"_s << bearer(altered(m_rsa.token(u"api"_s)));
        QTest::newRow("refresh") << u"010-jwks-refresh"_s << bearer(m_rsa.token(u"api"_s));
    }

    void theApiAnswersAsItWasRecorded()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, authorization);
        QFile recording(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/mediamtx-jwt/%1.json"_s.arg(file));
        QVERIFY(recording.open(QIODevice::ReadOnly));
        const QJsonObject exchange = QJsonDocument::fromJson(recording.readAll()).object();
        const QJsonObject request = exchange[u"request"_s].toObject();
        const Answer answer = api(authorization, request[u"path"_s].toString().mid(1),
                                  request[u"method"_s].toString().toLatin1());
        QCOMPARE(answer.status, exchange[u"status"_s].toInt());
        const QJsonObject headers = exchange[u"headers"_s].toObject();
        QCOMPARE(QString::fromLatin1(answer.challenge), headers[u"Www-Authenticate"_s].toString());
        QCOMPARE(QString::fromLatin1(answer.contentType), headers[u"Content-Type"_s].toString());
        const QJsonObject body = exchange[u"body"_s].toObject();
        QCOMPARE(answer.json().keys(), body.keys());
        if (!body.contains(u"items"_s)) {
            QCOMPARE(answer.json(), body);
        }
    }

    void tokensAreCheckedStrictly_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("status");
        const QJsonObject claims = JwtSigner::claims(u"api"_s);
        const auto with = [&claims](const QString &member, const QJsonValue &value) {
            QJsonObject changed = claims;
            changed[member] = value;
            return changed;
        };
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        QTest::newRow("RS256") << m_rsa.sign(claims) << 200;
        QTest::newRow("ES256") << m_p256.sign(claims) << 200;
        QTest::newRow("EdDSA") << m_ed25519.sign(claims) << 200;
        QTest::newRow("permissions as text")
            << m_rsa.sign(with(u"mediamtx_permissions"_s, u"[{\"action\":\"api\"}]"_s)) << 200;
        QTest::newRow("valid since a second") << m_rsa.sign(with(u"nbf"_s, now - 1)) << 200;
        QTest::newRow("not yet valid") << m_rsa.sign(with(u"nbf"_s, now + 60)) << 401;
        QTest::newRow("expired") << m_rsa.sign(with(u"exp"_s, now - 1)) << 401;
        QTest::newRow("expiry as text") << m_rsa.sign(with(u"exp"_s, QString::number(now + 60))) << 401;
        QTest::newRow("no permissions") << m_rsa.sign(with(u"mediamtx_permissions"_s, QJsonArray())) << 401;
        QTest::newRow("permissions are none") << m_rsa.sign(with(u"mediamtx_permissions"_s, 7)) << 401;
        QTest::newRow("another action") << m_rsa.token(u"playback"_s) << 401;
        QTest::newRow("unknown key") << m_rsa.sign(claims, {{u"kid"_s, u"rsa-2"_s}}) << 401;
        QTest::newRow("no key named") << m_rsa.sign(claims, {{u"kid"_s, QJsonValue()}}) << 401;
        QTest::newRow("another's key") << m_rsa.sign(claims, {{u"kid"_s, u"p256-1"_s}}) << 401;
        QTest::newRow("signed by a stranger") << JwtSigner(JwtSigner::Kind::Rsa, "rsa-1").sign(claims) << 401;
        QTest::newRow("another algorithm") << m_rsa.sign(claims, {{u"alg"_s, u"RS512"_s}}) << 401;
        QTest::newRow("EC key, RSA named") << m_p256.sign(claims, {{u"alg"_s, u"RS256"_s}}) << 401;
        const QByteArray none = m_rsa.sign(claims, {{u"alg"_s, u"none"_s}});
        QTest::newRow("none") << none << 401;
        QTest::newRow("none, unsigned") << none.left(none.lastIndexOf('.') + 1) << 401;
        QTest::newRow("unsigned") << m_rsa.sign(claims).left(m_rsa.sign(claims).lastIndexOf('.') + 1) << 401;
        // The public key as a shared secret: the classic forgery.
        const QByteArray forged = m_rsa.sign(claims, {{u"alg"_s, u"HS256"_s}});
        const QByteArray text = forged.left(forged.lastIndexOf('.'));
        const QByteArray secret = compact(m_rsa.jwk());
        QTest::newRow("HS256") << text + '.' +
                                      JwtSigner::encoded(QMessageAuthenticationCode::hash(
                                          text, secret, QCryptographicHash::Sha256))
                               << 401;
        const QByteArray right = m_rsa.sign(claims);
        const QList<QByteArray> parts = right.split('.');
        QTest::newRow("other claims, old signature")
            << parts[0] + '.' + JwtSigner::encoded(compact(with(u"sub"_s, u"root"_s))) + '.' + parts[2]
            << 401;
        QTest::newRow("padded") << right + "==" << 401;
        QTest::newRow("cut") << right.chopped(4) << 401;
        QTest::newRow("two parts") << parts[0] + '.' + parts[1] << 401;
        QTest::newRow("no token at all") << QByteArray("nonsense") << 401;
    }

    void tokensAreCheckedStrictly()
    {
        QFETCH(QByteArray, token);
        QFETCH(int, status);
        const Answer answer = api(bearer(token));
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.challenge, QByteArray());
    }

    void timesAreOfTheServersClock()
    {
        const QByteArray token = bearer(m_rsa.token(u"api"_s));
        const auto skew = [this](int seconds) {
            return m_fleet.control(u"/fault"_s, {{u"server"_s, u"ms-01"_s},
                                                 {u"kind"_s, seconds == 0 ? u"none"_s : u"skew"_s},
                                                 {u"skewSeconds"_s, seconds}});
        };
        QVERIFY(skew(3600));
        const int late = api(token).status;
        QVERIFY(skew(0));
        QCOMPARE(late, 401);
        QCOMPARE(api(token).status, 200);
    }

    void whatTheConfigurationLooksForIsChecked_data()
    {
        QTest::addColumn<QJsonObject>("settings");
        QTest::addColumn<QJsonObject>("said");
        QTest::addColumn<int>("status");
        const QJsonObject issuer{{u"issuer"_s, u"noc"_s}};
        const QJsonObject audience{{u"audience"_s, u"ms-01"_s}};
        const QJsonObject claim{{u"claimKey"_s, u"realm.access"_s}};
        const QJsonValue permissions = JwtSigner::claims(u"api"_s)[u"mediamtx_permissions"_s];
        QTest::newRow("issuer") << issuer << QJsonObject{{u"iss"_s, u"noc"_s}} << 200;
        QTest::newRow("other issuer") << issuer << QJsonObject{{u"iss"_s, u"nob"_s}} << 401;
        QTest::newRow("audience") << audience << QJsonObject{{u"aud"_s, u"ms-01"_s}} << 200;
        QTest::newRow("one of several audiences")
            << audience << QJsonObject{{u"aud"_s, QJsonArray{u"ms-02"_s, u"ms-01"_s}}} << 200;
        QTest::newRow("other audience") << audience << QJsonObject{{u"aud"_s, u"ms-02"_s}} << 401;
        QTest::newRow("no audience") << audience << QJsonObject() << 401;
        QTest::newRow("claim by its whole name")
            << claim << QJsonObject{{u"realm.access"_s, permissions}} << 200;
        QTest::newRow("claim as a path of names")
            << claim << QJsonObject{{u"realm"_s, QJsonObject{{u"access"_s, permissions}}}} << 401;
        QTest::newRow("the usual claim") << claim << QJsonObject() << 401;
    }

    void whatTheConfigurationLooksForIsChecked()
    {
        QFETCH(QJsonObject, settings);
        QFETCH(QJsonObject, said);
        QFETCH(int, status);
        QJsonObject claims = JwtSigner::claims(u"api"_s);
        for (auto it = said.constBegin(); it != said.constEnd(); ++it) {
            claims.insert(it.key(), it.value());
        }
        settings.insert(u"method"_s, u"jwt"_s);
        QVERIFY(setAuth(settings));
        QCOMPARE(api(bearer(m_rsa.sign(claims))).status, status);
        const Answer config = api(bearer(m_rsa.sign(claims)), u"v3/config/global/get"_s);
        if (status == 200) {
            QCOMPARE(config.json()[u"authJWTIssuer"_s].toString(), settings[u"issuer"_s].toString());
            QCOMPARE(config.json()[u"authJWTAudience"_s].toString(), settings[u"audience"_s].toString());
        }
    }

    void keysAreKeptUntilTheyAreRefreshed()
    {
        const JwtSigner next(JwtSigner::Kind::Rsa, "rsa-2");
        const QByteArray old = bearer(m_rsa.token(u"api"_s));
        const QByteArray fresh = bearer(next.token(u"api"_s));
        QCOMPARE(api(old).status, 200);
        QVERIFY(publish(JwtSigner::jwks({next.jwk()})));
        QCOMPARE(api(old).status, 200);
        QCOMPARE(api(fresh).status, 401);
        const QString refresh = u"v3/auth/jwks/refresh"_s;
        QCOMPARE(api(fresh, refresh, "POST").status, 401);
        QCOMPARE(api(old, refresh, "POST").body, "{\"status\":\"ok\"}");
        QCOMPARE(api(old).status, 401);
        QCOMPARE(api(fresh).status, 200);
        // Without keys nobody is let in; they are looked for again with the next token.
        QCOMPARE(m_fleet.control("DELETE", u"/jwks.json"_s).status, 200);
        QCOMPARE(m_fleet.control("GET", u"/jwks.json"_s).status, 404);
        QCOMPARE(api(fresh, refresh, "POST").status, 200);
        QCOMPARE(api(fresh).status, 401);
        QCOMPARE(describe(rtsp(Yard, "?token=" + next.token(u"read"_s))).status, 401);
        QVERIFY(publish("{\"keys\":\"none\"}"));
        QCOMPARE(api(fresh).status, 401);
        QVERIFY(publish(JwtSigner::jwks({next.jwk()})));
        QCOMPARE(describe(rtsp(Yard, "?token=" + next.token(u"read"_s))).status, 200);
        QCOMPARE(api(fresh).status, 200);
    }

    void rtspTakesTokensFromTheAddress()
    {
        const QByteArray right = m_rsa.token(u"read"_s, Yard);
        QVERIFY(plays(rtsp(Yard, "?token=" + right)));
        QVERIFY(plays(rtsp(Yard, "?jwt=" + right)));
        QCOMPARE(describe(rtsp(Yard, "?token=" + m_rsa.token(u"read"_s))).status, 200);
        QCOMPARE(describe(rtsp(Yard, "?token=" + m_rsa.token(u"read"_s, u"~^cam-0\\d/"_s))).status, 200);
        // A password may be a token too; that is how players can say it without an argument.
        QCOMPARE(describe(rtsp(Yard), basic("x:" + right)).status, 200);
        const auto nothing = describe(rtsp(Yard));
        QCOMPARE(nothing.status, 401);
        QVERIFY(nothing.headers.contains("WWW-Authenticate: Basic realm="));
        const auto expired = describe(rtsp(Yard, "?token=" + m_rsa.token(u"read"_s, Yard, -1)));
        QCOMPARE(expired.status, 401);
        QVERIFY(!expired.headers.contains("WWW-Authenticate"));
        QCOMPARE(describe(rtsp(Yard, "?token=" + altered(right))).status, 401);
        QCOMPARE(describe(rtsp(Gate, "?token=" + right)).status, 401);
        QCOMPARE(describe(rtsp(Yard, "?token=" + m_rsa.token(u"read"_s, u"~^yard"_s))).status, 401);
        QCOMPARE(describe(rtsp(Yard, "?token=" + m_rsa.token(u"read"_s, u"~("_s))).status, 401);
        QCOMPARE(describe(rtsp(Yard, "?token=" + m_rsa.token(u"api"_s))).status, 401);
    }

    void hlsTakesTokensFromTheHeaderAndIfAllowedFromTheAddress()
    {
        const QByteArray right = m_rsa.token(u"read"_s, Yard);
        QVERIFY(plays(hls(Yard), "Authorization: " + bearer(right) + "\r\n"));
        QCOMPARE(playlist(Yard, {}, bearer(right)).status, 200);
        QCOMPARE(playlist(Gate, {}, bearer(right)).status, 401);
        QCOMPARE(playlist(Yard, {}, bearer(altered(right))).status, 401);
        QCOMPARE(playlist(Yard, {}).status, 401);
        for (const QByteArray &name : {QByteArray("token"), QByteArray("jwt")}) {
            const QByteArray query = '?' + name + '=' + right;
            QVERIFY(setAuth({{u"method"_s, u"jwt"_s}}));
            const Answer refused = playlist(Yard, query);
            QCOMPARE(refused.status, 401);
            QCOMPARE(refused.challenge, "Basic realm=\"mediamtx\"");
            QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}}));
            const Answer redirect = m_fleet.request("GET", hls(Yard, query), {});
            QCOMPARE(redirect.status, 302);
            QVERIFY(redirect.location.startsWith("index.m3u8?cookieCheck=1&" + query.mid(1)));
            const Answer list = playlist(Yard, query);
            QCOMPARE(list.status, 200);
            QVERIFY(list.body.contains(".ts?session="));
            QVERIFY(list.body.contains('&' + name + '='));
            QVERIFY(plays(hls(Yard, query)));
            QCOMPARE(playlist(Gate, query).status, 401);
            QCOMPARE(playlist(Yard, '?' + name + '=' + m_rsa.token(u"read"_s, Yard, -1)).status, 401);
            QCOMPARE(playlist(Yard, '?' + name + '=' + altered(right)).status, 401);
        }
        const QString segment = address(u"http"_s, u"hlsPort"_s) + Yard + u"/1.ts"_s;
        QCOMPARE(m_fleet.request("GET", segment, {}).status, 401);
    }

    void whoWatchesGoesOnWhenTheTokenEnds_data()
    {
        QTest::addColumn<bool>("isHls");
        QTest::newRow("RTSP") << false;
        QTest::newRow("HLS") << true;
    }

    void whoWatchesGoesOnWhenTheTokenEnds()
    {
        QFETCH(bool, isHls);
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}}));
        const QByteArray query = "?token=" + m_rsa.token(u"read"_s, Yard, 3);
        const qint64 endMs = QDateTime::currentMSecsSinceEpoch() + 3000;
        const QString url = isHls ? hls(Yard, query) : rtsp(Yard, query);
        AvFrameReader reader(url);
        QElapsedTimer timer;
        timer.start();
        qint64 shownMs = 0;
        // HLS shows what is some seconds old: what is read after the end counts.
        while (timer.elapsed() < 20'000 && shownMs < endMs + 2000) {
            const auto stamp = reader.next();
            QVERIFY2(stamp, "it goes on");
            shownMs = stamp->utcMs;
        }
        QVERIFY(shownMs >= endMs + 2000);
        QCOMPARE(isHls ? playlist(Yard, query).status : describe(url).status, 401); // a new one does not
    }

    void sessionsAreListedAndKicked()
    {
        const QByteArray query = "token=" + m_rsa.token(u"read"_s, Yard);
        AvFrameReader reader(rtsp(Yard, '?' + query));
        QVERIFY(reader.next());
        QTRY_COMPARE(sessions(u"rtspsessions"_s).size(), 1);
        const QJsonObject session = sessions(u"rtspsessions"_s)[0].toObject();
        QCOMPARE(session[u"path"_s].toString(), Yard);
        QCOMPARE(session[u"state"_s].toString(), u"read"_s);
        QCOMPARE(session[u"query"_s].toString().toLatin1(), query);
        QCOMPARE(session[u"user"_s].toString(), u"guest"_s);
        const QString kick = u"v3/%1/kick/%2"_s;
        QCOMPARE(asAdmin(kick.arg(u"rtspsessions"_s, session[u"id"_s].toString()), "POST").status, 200);
        while (reader.next(3000)) {
        }
        QTRY_COMPARE(sessions(u"rtspsessions"_s).size(), 0);
    }

    void hlsSessionsAreKickedToo()
    {
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}}));
        const QByteArray query = "token=" + m_rsa.token(u"read"_s, Gate);
        AvFrameReader reader(hls(Gate, '?' + query));
        QVERIFY(reader.next());
        QJsonObject session;
        const QJsonArray all = sessions(u"hlssessions"_s);
        for (const auto &item : all) {
            session = item[u"path"_s] == Gate ? item.toObject() : session;
        }
        QCOMPARE(session[u"user"_s].toString(), u"guest"_s);
        QCOMPARE(session[u"query"_s].toString().toLatin1(), query);
        const QString id = session[u"id"_s].toString();
        QCOMPARE(asAdmin(u"v3/hlssessions/get/"_s + id).json()[u"id"_s].toString(), id);
        QCOMPARE(asAdmin(u"v3/hlssessions/kick/"_s + id, "POST").status, 200);
        QCOMPARE(asAdmin(u"v3/hlssessions/kick/"_s + id, "POST").status, 404);
        QCOMPARE(asAdmin(u"v3/hlssessions/kick/nobody"_s, "POST").status, 400);
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 15'000 && reader.next(4000)) { // what it has loaded is shown
        }
        QVERIFY2(timer.elapsed() < 15'000, "its end has come");
        QCOMPARE(asAdmin(u"v3/hlssessions/get/"_s + id).status, 404);
    }

    void recordingsAreDeliveredAsFiles()
    {
        QCOMPARE(asAdmin(u"v3/config/paths/patch/"_s + Hall, "PATCH", "{\"record\":true}").status, 200);
        const QByteArray token = m_rsa.token(u"playback"_s, Hall);
        const QString list = playback(u"list?path="_s + Hall);
        const auto entry = [&] {
            return QJsonDocument::fromJson(m_fleet.request("GET", list, bearer(token)).body)[0].toObject();
        };
        QTRY_VERIFY_WITH_TIMEOUT(entry()[u"duration"_s].toDouble() > 5, patienceMs);
        const QDateTime begin = QDateTime::fromString(entry()[u"start"_s].toString(), Qt::ISODateWithMs);
        const QDateTime wanted = begin.addSecs(2);
        const auto url = [&](const QDateTime &start, const QString &rest) {
            return playback(
                u"get?path=%1&start=%2&%3"_s.arg(Hall, start.toUTC().toString(Qt::ISODateWithMs), rest));
        };
        const QTemporaryDir folder;
        for (const QString &format : {u""_s, u"&format=fmp4"_s, u"&format=mp4"_s}) {
            const Answer answer =
                m_fleet.request("GET", url(wanted, u"duration=2.5"_s + format), bearer(token));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.contentType, "video/mp4");
            QCOMPARE(answer.body.contains("moof"), format != u"&format=mp4"_s);
            QFile file(folder.filePath(u"part.mp4"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(answer.body) == answer.body.size());
            file.close();
            AvFrameReader reader(file.fileName());
            const auto first = reader.next();
            QVERIFY2(first, reader.problem().constData());
            QCOMPARE(first->cameraNumber, 3);
            QVERIFY(reader.hasAudio());
            QVERIFY(qAbs(first->utcMs - wanted.toMSecsSinceEpoch()) <= 2000);
            qint64 lastMs = 0;
            while (const auto stamp = reader.next()) {
                lastMs = stamp->utcMs;
            }
            QVERIFY(qAbs(lastMs - wanted.toMSecsSinceEpoch() - 2500) <= 2000);
        }
        const auto status = [&](const QString &address) {
            return m_fleet.request("GET", address, bearer(m_rsa.token(u"playback"_s))).status;
        };
        // Before the begin: from the begin on, as the real server does; nothing there at all: 404.
        QCOMPARE(status(url(begin.addSecs(-2), u"duration=4"_s)), 200);
        QCOMPARE(status(url(begin.addSecs(-20), u"duration=4"_s)), 404);
        QCOMPARE(status(url(QDateTime::currentDateTimeUtc().addSecs(60), u"duration=4"_s)), 404);
        QCOMPARE(status(url(wanted, u"duration=1m0.5s"_s)), 200);
        QCOMPARE(status(url(wanted, u"duration=long"_s)), 400);
        QCOMPARE(status(url(wanted, u"duration="_s)), 400);
        QCOMPARE(status(url(wanted, u"duration=2&format=avi"_s)), 400);
        QCOMPARE(status(playback(u"get?path=%1&start=yesterday&duration=2"_s.arg(Hall))), 400);
        QCOMPARE(status(playback(u"get?path=nope&start=2026-01-01T00:00:00Z&duration=2"_s)), 400);
        QCOMPARE(status(playback(u"get?path=%1&start=2026-01-01T00:00:00Z&duration=2"_s.arg(Gate))), 404);
        whoMayPlayBack(url(wanted, u"duration=1"_s));
    }

    void theMethodIsChangedWhileItRuns()
    {
        const QByteArray token = m_rsa.token(u"read"_s, Yard);
        AvFrameReader watching(rtsp(Yard, "?token=" + token));
        QVERIFY(watching.next());
        QVERIFY(setAuth({{u"method"_s, u"internal"_s}}));
        QCOMPARE(api(bearer(m_rsa.token(u"api"_s))).status, 401);
        const QJsonObject config = asAdmin(u"v3/config/global/get"_s).json();
        QCOMPARE(config[u"authMethod"_s].toString(), u"internal"_s);
        QCOMPARE(config[u"authJWTJWKS"_s].toString(), QString());
        QCOMPARE(config[u"authInternalUsers"_s][0][u"user"_s].toString(), u"any"_s);
        QCOMPARE(describe(rtsp(Gate)).status, 200); // "any" may read
        QCOMPARE(playlist(Gate, {}).status, 200);
        QVERIFY2(watching.next(), "who watches goes on");
        QVERIFY(setAuth({{u"method"_s, u"jwt"_s}}));
        QCOMPARE(describe(rtsp(Gate)).status, 401);
        QCOMPARE(api(bearer(m_rsa.token(u"api"_s))).status, 200);
    }

    void internalUsersMayBeAllWhoRead()
    {
        QVERIFY(setAuth({{u"method"_s, u"internal"_s}, {u"openRead"_s, false}}));
        const QJsonArray users = asAdmin(u"v3/config/global/get"_s).json()[u"authInternalUsers"_s].toArray();
        QCOMPARE(users.size(), 2);
        QCOMPARE(users[0][u"user"_s].toString(), u"admin"_s);
        const auto challenged = describe(rtsp(Yard));
        QCOMPARE(challenged.status, 401);
        QVERIFY(challenged.headers.contains("WWW-Authenticate: Basic realm="));
        QCOMPARE(describe(rtsp(Yard), basic("viewer:viewerpass")).status, 200);
        QCOMPARE(describe(rtsp(Yard), basic("viewer:wrong")).status, 401);
        QVERIFY(plays(rtsp(Yard).replace(u"127"_s, u"viewer:viewerpass@127"_s)));
        QCOMPARE(playlist(Yard, {}).status, 401);
        QCOMPARE(playlist(Yard, {}, basic("viewer:viewerpass")).status, 200);
        const QByteArray admin = basic("admin:" + m_fleet.server(0)[u"password"_s].toString().toUtf8());
        const QString list = playback(u"list?path=nope"_s);
        QCOMPARE(m_fleet.request("GET", list, {}).status, 401);
        QCOMPARE(m_fleet.request("GET", list, basic("viewer:viewerpass")).status, 401);
        QCOMPARE(m_fleet.request("GET", list, admin).status, 400); // no such path
        QVERIFY(setAuth({{u"method"_s, u"internal"_s}}));
        QCOMPARE(describe(rtsp(Yard)).status, 200);
        QCOMPARE(m_fleet.request("GET", list, {}).status, 400); // "any" may play back, the configuration says
    }

    void theControlPortChecksWhatItIsTold()
    {
        const auto status = [this](const QString &path, const QByteArray &body) {
            return m_fleet.control("PUT", path, body).status;
        };
        const QString own = u"/servers/ms-01/auth"_s;
        QCOMPARE(status(u"/servers/ms-09/auth"_s, "{\"method\":\"jwt\"}"), 404);
        QCOMPARE(status(own, "{\"method\":\"http\"}"), 400);
        QCOMPARE(status(own, "{\"method\":\"jwt\",\"jwks\":\"keys\"}"), 400);
        QCOMPARE(status(own, "{\"method\":\"jwt\",\"openRead\":1}"), 400);
        QCOMPARE(status(own, "{\"method\":\"jwt\",\"more\":1}"), 400);
        QCOMPARE(status(own, "{\"method\":\"jwt\",\"audience\":1}"), 400);
        QCOMPARE(status(own, "jwt"), 400);
        QCOMPARE(status(own, "{\"method\":\"jwt\",\"jwks\":\"http://127.0.0.1:1/keys\"}"), 200);
        QCOMPARE(api(bearer(m_rsa.token(u"api"_s))).status, 401); // nobody is there
    }
};

QTEST_GUILESS_MAIN(FleetJwtTest)
#include "tst_fleetjwt.moc"
