#include "app/mediaserver/MediaServerClient.h"
#include "app/secrets/SigningKey.h"
#include "models/rules/ShareRule.h"
#include "tests/core/Await.h"
#include "tests/core/FakeV2Server.h"
#include "tests/core/MediaMtxGate.h"

#include <QJsonArray>
#include <QTest>
#include <QUrlQuery>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FakeV2Server;
using test::run;

namespace {

QJsonObject claimsOf(const QByteArray &token)
{
    const QByteArray payload = token.split('.').value(1);
    return QJsonDocument::fromJson(QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding)).object();
}

QByteArray tokenOf(const QUrl &url)
{
    return QUrlQuery(url).queryItemValue(u"token"_s, QUrl::FullyDecoded).toLatin1();
}

/// A MediaMTX as far as links go: its configuration, its sessions, and a look at who asks. Takes a token that
/// counts on its own clock, for a minute at most, and says what the configuration wants.
class FakeGate : public test::MediaMtxGate
{
public:
    QJsonArray sessions;
    QStringList kicked;
    std::chrono::seconds clockOffset{0};
    std::chrono::seconds dateLie{0}; ///< the Date header is that much ahead of the clock
    QJsonObject seen;                ///< claims of the last token of the API
    QByteArray lastAuthorization;
    int refused = 0;
    bool takesPlaybackTokens = false;

    FakeGate()
        : api([this](const test::HttpRequest &request, const test::HttpResponder &responder) {
            answer(request, responder);
        })
        , playback([this](const test::HttpRequest &request, const test::HttpResponder &responder) {
            const bool isOpen = takesPlaybackTokens && request.queryValue("token").has_value();
            responder.answer(isOpen ? 404 : 401, "{}");
        })
    {
    }

    [[nodiscard]] bool listen()
    {
        if (!api.listen() || !playback.listen())
            return false;
        global[u"playbackAddress"] = u"127.0.0.1:%1"_s.arg(playback.port());
        return true;
    }

    [[nodiscard]] MediaServer card() const
    {
        MediaServer server = cardAt(api.port());
        server.rtspPort = 8554;
        server.hlsPort = 8888;
        server.userName = u"admin"_s;
        return server;
    }

    test::HttpServer api;
    test::HttpServer playback;

private:
    [[nodiscard]] bool isTaken(qint64 nowS) const
    {
        const qint64 left = seen[u"exp"].toInteger() - nowS;
        const auto fits = [this](const char *claim, const char *setting) {
            const QString wanted = global[QLatin1StringView(setting)].toString();
            return wanted.isEmpty() || seen[QLatin1StringView(claim)].toString() == wanted;
        };
        return left > 0 && left <= 60 && seen[u"nbf"].toInteger() <= nowS && fits("iss", "authJWTIssuer") &&
               fits("aud", "authJWTAudience") && seen[global[u"authJWTClaimKey"].toString()].isArray();
    }
    void answer(const test::HttpRequest &request, const test::HttpResponder &responder)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(clockOffset.count());
        api.setDateSkew(clockOffset + dateLie);
        const QByteArray authorization = request.header("authorization").value_or(QByteArray());
        const bool isJwt = global[u"authMethod"].toString() == u"jwt";
        lastAuthorization = authorization;
        seen = claimsOf(authorization.mid(7));
        const bool isIn = isJwt ? authorization.startsWith("Bearer ") && isTaken(now.toSecsSinceEpoch())
                                : authorization == "Basic " + QByteArray("admin:adminpass").toBase64();
        if (!isIn) {
            ++refused;
            return refuse(responder, 401);
        }
        if (request.path == "/v3/config/global/get")
            return answerGlobal(responder);
        if (request.path == "/v3/rtspsessions/list")
            return answerJson(
                responder, 200,
                QJsonDocument(QJsonObject{{u"pageCount"_s, 1}, {u"items"_s, sessions}}).toJson());
        if (request.path.startsWith("/v3/rtspsessions/kick/")) {
            kicked.append(QString::fromLatin1(request.path.mid(22)));
            return answerJson(responder, 200, R"({"status":"ok"})");
        }
        answerNotFound(responder);
    }
};

} // namespace

Q_DECLARE_METATYPE(streamkeeper::TokenSettings)

/// Links and tokens by what each make of server can do (media-server-v2-api.md 1.2, 4.1; media-server-apis.md
/// B.1, B.5, I).
class ShareClientsTest : public QObject
{
    Q_OBJECT

    HttpTransport m_transport;
    std::unique_ptr<FakeV2Server> m_v2;
    std::unique_ptr<FakeGate> m_gate;
    std::unique_ptr<MediaServerClient> m_client;

    [[nodiscard]] static LinkOrder order(ShareMode mode = ShareMode::Live,
                                         ShareProtocol protocol = ShareProtocol::Rtsp)
    {
        LinkOrder order;
        order.remoteName = u"yard"_s;
        order.mode = mode;
        order.protocol = protocol;
        order.duration = std::chrono::hours(3);
        order.archiveFromMs = 1'795'000'000'000;
        order.within = {order.archiveFromMs, order.archiveFromMs + 60'000, u"2026-11-18T11:06:40.117188Z"_s};
        order.viewer = u"link-1"_s;
        return order;
    }

    [[nodiscard]] static LinkOrder publicOrder(ShareProtocol protocol = ShareProtocol::Rtsp)
    {
        LinkOrder open = order(ShareMode::Live, protocol);
        open.isPublic = true;
        open.duration = std::chrono::seconds(0);
        return open;
    }

    void connectV2(const MediaServer &card)
    {
        m_client = MediaServerClient::create(card, m_v2->secret(), m_transport);
    }

    void connectGate()
    {
        m_client = MediaServerClient::create(m_gate->card(), SecretText(u"adminpass"_s), m_transport);
    }

    void connectSigned(const SigningKey &key, const TokenSettings &tokens = {})
    {
        MediaServer card = m_gate->card();
        card.auth = ServerAuth::Jwt;
        card.tokens = tokens;
        const auto pem = key.privatePem();
        QVERIFY(pem);
        m_client = MediaServerClient::create(card, *pem, m_transport);
    }

private Q_SLOTS:
    void init()
    {
        m_v2 = std::make_unique<FakeV2Server>();
        QVERIFY(m_v2->http().listen());
        FakeV2Server::Stream yard;
        yard.access = u"private"_s;
        m_v2->streams.insert(u"yard"_s, yard);
        m_gate = std::make_unique<FakeGate>();
        QVERIFY(m_gate->listen());
    }

    void cleanup() { m_client.reset(); }

    void aServersTokenIsAskedForAsLongAsTheLinkLasts()
    {
        QJsonObject asked;
        m_v2->intercept = [&](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (request.path != "/api/auth/token/access/")
                return false;
            asked = QJsonDocument::fromJson(request.body).object();
            responder.answer(200, "\"a+b/c=~\"");
            return true;
        };
        connectV2(m_v2->card());
        const auto link = run(m_client->makeLink(order(), {}));
        QVERIFY2(link, link ? "" : qPrintable(link.error().message));
        QCOMPARE(asked[u"uid"].toString(), u"yard"_s);
        QCOMPARE(asked[u"user"].toString(), u"link-1"_s);
        QCOMPARE(asked[u"duration"].toInteger(), 3 * 3600);
        // The slash at the end stays, and the token is opaque.
        QCOMPARE(link->url.toString(QUrl::FullyEncoded),
                 u"rtsp://127.0.0.1:5554/live/yard/?token=a%2Bb%2Fc%3D~"_s);
        const qint64 leftMs = link->expiresAtMs - QDateTime::currentMSecsSinceEpoch();
        QVERIFY(leftMs > 3 * 3'600'000 - 5000 && leftMs <= 3 * 3'600'000);
        QVERIFY(link->keyId.isEmpty());
    }

    void theLinkNamesWhatIsReachedFromOutside()
    {
        MediaServer card = m_v2->card();
        card.externalHost = u"video.example.com"_s;
        card.rtspPort = 15554;
        card.hlsPort = 443;
        connectV2(card);
        const auto rtsp = run(m_client->makeLink(order(), {}));
        const auto hls = run(m_client->makeLink(order(ShareMode::Live, ShareProtocol::Hls), {}));
        QVERIFY(rtsp && hls);
        QCOMPARE(rtsp->url.host() + u':' + QString::number(rtsp->url.port()), u"video.example.com:15554"_s);
        QCOMPARE(hls->url.host() + u':' + QString::number(hls->url.port()), u"video.example.com:443"_s);
        QCOMPARE(hls->url.path(), u"/live/yard/playlist.m3u8"_s);
    }

    void anArchiveLinkBeginsOnTheServersClockAndReachesOneDay()
    {
        MediaServer card = m_v2->card();
        card.rtspPort = 5554;
        card.hlsPort = 8443;
        card.mediaUsesTls = true;
        connectV2(card);
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls}) {
            const auto link = run(m_client->makeLink(order(ShareMode::Archive, protocol), {}));
            QVERIFY2(link, link ? "" : qPrintable(link.error().message));
            const QUrlQuery query(link->url);
            const qint64 reachS = query.queryItemValue(u"duration"_s).toLongLong();
            QVERIFY(reachS == 86'400 || reachS == 86'401); // whole seconds that hold the day
            const qint64 fromS = query.queryItemValue(u"timestamp"_s).toLongLong();
            QVERIFY(std::abs(fromS - 1'795'000'000) <= 1);
            QVERIFY(!query.queryItemValue(u"token"_s).isEmpty());
            QVERIFY(link->url.path().startsWith(u"/dvr/yard/"));
        }
    }

    void theServersAccessDecides()
    {
        connectV2(m_v2->card());
        const auto refused = run(m_client->makeLink(publicOrder(), {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::Conflict);
        m_v2->streams[u"yard"_s].access = u"public"_s;
        const auto open = run(m_client->makeLink(publicOrder(), {}));
        QVERIFY(open);
        QCOMPARE(open->url.toString(), u"rtsp://127.0.0.1:5554/live/yard/"_s);
        QCOMPARE(open->expiresAtMs, 0);
        const auto abilities = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY(abilities && !abilities->isPrivateThere);
        QVERIFY(abilities->notes.join(u' ').contains(u"without a token"));
        m_v2->streams[u"yard"_s].access = u"none"_s;
        QVERIFY(!run(m_client->makeLink(publicOrder(), {})));
        const auto none = run(m_client->makeLink(order(), {}));
        QVERIFY(!none);
        QCOMPARE(none.error().category, ErrorCategory::Unsupported);
    }

    void noSessionsAreToldByAMediaServerV2()
    {
        connectV2(m_v2->card());
        const auto ended = run(m_client->endSessions(u"yard"_s, SecretText(QByteArray("t")), {}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().category, ErrorCategory::Unsupported);
    }

    void anOpenMediaMtxGivesPublicLinksOnly()
    {
        connectGate();
        const auto abilities = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY2(abilities, abilities ? "" : qPrintable(abilities.error().message));
        QVERIFY(abilities->tokenReason.contains(u"authMethod: jwt"));
        QVERIFY(abilities->publicReason.isEmpty());
        QVERIFY(!abilities->archiveRtspReason.isEmpty() && !abilities->archiveHlsReason.isEmpty());
        const auto ending = run(m_client->makeLink(order(), {}));
        QVERIFY(!ending);
        QCOMPARE(ending.error().message, abilities->tokenReason);
        const auto open = run(m_client->makeLink(publicOrder(), {}));
        QVERIFY(open);
        QCOMPARE(open->url.toString(), u"rtsp://127.0.0.1:8554/yard"_s);
        const auto hls = run(m_client->makeLink(publicOrder(ShareProtocol::Hls), {}));
        QVERIFY(hls);
        QCOMPARE(hls->url.toString(), u"http://127.0.0.1:8888/yard/index.m3u8"_s);
    }

    void aMediaMtxThatWantsAccountsGivesNone()
    {
        m_gate->global[u"authInternalUsers"] = QJsonArray();
        connectGate();
        const auto abilities = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY(abilities);
        QVERIFY(abilities->tokenReason.contains(u"account"));
        QCOMPARE(abilities->publicReason, abilities->tokenReason);
        QVERIFY(!run(m_client->makeLink(publicOrder(), {})));
    }

    void aSignedLinkHasTheRightsOfItsPathAlone()
    {
        m_gate->checkTokens();
        m_gate->global[u"authJWTInHTTPQuery"] = true;
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto link = run(m_client->makeLink(order(ShareMode::Live, ShareProtocol::Hls), {}));
        QVERIFY2(link, link ? "" : qPrintable(link.error().message));
        QCOMPARE(link->keyId, key->id());
        const QJsonObject claims = claimsOf(tokenOf(link->url));
        QCOMPARE(claims[u"mediamtx_permissions"].toArray(),
                 (QJsonArray{QJsonObject{{u"action"_s, u"read"_s}, {u"path"_s, u"yard"_s}}}));
        QVERIFY(std::abs(claims[u"exp"].toInteger() * 1000 - link->expiresAtMs) <= 2000);
        const auto abilities = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY(abilities && abilities->endsSessions && !abilities->publicReason.isEmpty());
    }

    void hlsNeedsAServerThatTakesTokensThere()
    {
        m_gate->checkTokens();
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto abilities = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY(abilities);
        QVERIFY(abilities->liveHlsReason.contains(u"authJWTInHTTPQuery"));
        QVERIFY(abilities->liveRtspReason.isEmpty());
        QVERIFY(!abilities->archiveFileReason.isEmpty());
        QVERIFY(!run(m_client->makeLink(order(ShareMode::Live, ShareProtocol::Hls), {})));
        const auto file = run(m_client->makeLink(order(ShareMode::Archive, ShareProtocol::File), {}));
        QVERIFY(!file);
        m_gate->takesPlaybackTokens = true;
        const auto taken = run(m_client->makeLink(order(ShareMode::Archive, ShareProtocol::File), {}));
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().message));
        QCOMPARE(taken->url.port(), int(m_gate->playback.port()));
        QCOMPARE(QUrlQuery(taken->url).queryItemValue(u"start"_s, QUrl::FullyDecoded),
                 u"2026-11-18T11:06:40.117188Z"_s);
        QCOMPARE(claimsOf(tokenOf(taken->url))[u"mediamtx_permissions"][0][u"action"].toString(),
                 u"playback"_s);
    }

    void theServersClockCounts_data()
    {
        QTest::addColumn<int>("offsetMinutes");
        QTest::newRow("ahead") << 4;
        QTest::newRow("behind") << -4;
    }
    void theServersClockCounts()
    {
        QFETCH(int, offsetMinutes);
        m_gate->checkTokens();
        m_gate->clockOffset = std::chrono::minutes(offsetMinutes);
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto link = run(m_client->makeLink(order(), {}));
        QVERIFY2(link, link ? "" : qPrintable(link.error().message));
        QCOMPARE(m_gate->refused, 1); // then the clock was known
        const qint64 exp = claimsOf(tokenOf(link->url))[u"exp"].toInteger() * 1000;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(std::abs(exp - (now + m_gate->clockOffset.count() * 1000 + 3 * 3'600'000)) < 5000);
        QVERIFY(std::abs(link->expiresAtMs - (now + 3 * 3'600'000)) < 5000);
    }

    void aClockThatIsTooFarOffIsNamed_data()
    {
        QTest::addColumn<int>("offsetMinutes");
        QTest::newRow("ahead") << 90;
        QTest::newRow("behind") << -90;
        QTest::newRow("a little more than is believed") << 6;
    }
    void aClockThatIsTooFarOffIsNamed()
    {
        QFETCH(int, offsetMinutes);
        m_gate->checkTokens();
        m_gate->clockOffset = std::chrono::minutes(offsetMinutes);
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto link = run(m_client->makeLink(order(), {}));
        QVERIFY(!link);
        QCOMPARE(link.error().category, ErrorCategory::Authentication);
        const QString &told = link.error().message;
        QVERIFY2(told.contains(u"clock") && told.contains(QString::number(std::abs(offsetMinutes))),
                 qPrintable(told));
        QVERIFY2(!told.contains(u"authJWTJWKS"), qPrintable(told));
    }

    void aLyingDateStretchesNoToken_data()
    {
        QTest::addColumn<qint64>("lieS");
        QTest::addColumn<qint64>("mostS"); // that the end of a link is moved by
        QTest::newRow("ten years ahead") << qint64(10) * 365 * 86'400 << qint64(2);
        QTest::newRow("ten years behind") << qint64(-10) * 365 * 86'400 << qint64(2);
        QTest::newRow("six minutes ahead") << qint64(360) << qint64(2);
        QTest::newRow("four minutes ahead") << qint64(240) << qint64(242);
    }
    void aLyingDateStretchesNoToken()
    {
        QFETCH(qint64, lieS);
        QFETCH(qint64, mostS);
        m_gate->checkTokens();
        m_gate->dateLie = std::chrono::seconds(lieS);
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        for (int turn = 0; turn < 3; ++turn) {
            const auto link = run(m_client->makeLink(order(), {}));
            QVERIFY2(link, link ? "" : qPrintable(link.error().message));
            const qint64 nowS = QDateTime::currentSecsSinceEpoch();
            QVERIFY(m_gate->seen[u"exp"].toInteger() <= nowS + 60);
            const qint64 end = claimsOf(tokenOf(link->url))[u"exp"].toInteger();
            QVERIFY(std::abs(end - (nowS + 3 * 3600)) <= mostS);
        }
        QCOMPARE(m_gate->refused, 0);
        // Nor does a refusal have it believed.
        m_gate->global[u"authJWTAudience"] = u"another"_s;
        QVERIFY(!run(m_client->makeLink(order(), {})));
        const qint64 nowS = QDateTime::currentSecsSinceEpoch();
        QVERIFY(m_gate->seen[u"exp"].toInteger() <= nowS + 60 + 300);
    }

    void theTokenOfTheApiLivesForAMinuteAndIsUsedAgain()
    {
        m_gate->checkTokens();
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        QVERIFY(run(m_client->readShareAbilities(u"yard"_s, {})));
        const QByteArray first = m_gate->lastAuthorization;
        const qint64 nowS = QDateTime::currentSecsSinceEpoch();
        QCOMPARE(m_gate->seen[u"iat"], m_gate->seen[u"nbf"]);
        QCOMPARE(m_gate->seen[u"exp"].toInteger() - m_gate->seen[u"nbf"].toInteger(), 60);
        QVERIFY(m_gate->seen[u"nbf"].toInteger() <= nowS && m_gate->seen[u"exp"].toInteger() > nowS);
        QVERIFY(run(m_client->readShareAbilities(u"yard"_s, {})));
        QCOMPARE(m_gate->lastAuthorization, first);
    }

    void aServerIsOpenedByWhatItLooksFor_data()
    {
        QTest::addColumn<TokenSettings>("wanted");
        QTest::addColumn<TokenSettings>("said");
        QTest::addColumn<bool>("isOpened");
        const QString usual = TokenSettings().claimKey;
        const TokenSettings all{u"https://noc.example"_s, u"ms-02"_s, u"realm.access"_s};
        QTest::newRow("nothing") << TokenSettings() << TokenSettings() << true;
        QTest::newRow("more than it looks for")
            << TokenSettings() << TokenSettings{u"a"_s, u"b"_s, usual} << true;
        QTest::newRow("all") << all << all << true;
        QTest::newRow("no issuer") << TokenSettings{u"a"_s, {}, usual} << TokenSettings() << false;
        QTest::newRow("other issuer")
            << TokenSettings{u"a"_s, {}, usual} << TokenSettings{u"b"_s, {}, usual} << false;
        QTest::newRow("no audience") << TokenSettings{{}, u"a"_s, usual} << TokenSettings() << false;
        QTest::newRow("other audience")
            << TokenSettings{{}, u"a"_s, usual} << TokenSettings{{}, u"b"_s, usual} << false;
        QTest::newRow("other claim") << TokenSettings{{}, {}, u"a"_s} << TokenSettings() << false;
    }
    void aServerIsOpenedByWhatItLooksFor()
    {
        QFETCH(TokenSettings, wanted);
        QFETCH(TokenSettings, said);
        QFETCH(bool, isOpened);
        m_gate->checkTokens();
        m_gate->global[u"authJWTIssuer"] = wanted.issuer;
        m_gate->global[u"authJWTAudience"] = wanted.audience;
        m_gate->global[u"authJWTClaimKey"] = wanted.claimKey;
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key, said);
        const auto link = run(m_client->makeLink(order(), {}));
        QCOMPARE(link.has_value(), isOpened);
        if (link) {
            const QJsonObject claims = claimsOf(tokenOf(link->url));
            QCOMPARE(claims[u"aud"].toString(), said.audience);
            QVERIFY(claims[said.claimKey].isArray());
            return;
        }
        QCOMPARE(link.error().category, ErrorCategory::Authentication);
        for (const QString &setting : {u"authMethod"_s, u"authJWTJWKS"_s, u"authJWTIssuer"_s,
                                       u"authJWTAudience"_s, u"authJWTClaimKey"_s, u"clock"_s})
            QVERIFY2(link.error().message.contains(setting), qPrintable(link.error().message));
    }

    void noLinkIsMadeForAPattern()
    {
        m_gate->checkTokens();
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        LinkOrder pattern = order();
        pattern.remoteName = u"~^.*$"_s;
        const auto link = run(m_client->makeLink(pattern, {}));
        QVERIFY(!link);
        QCOMPARE(link.error().category, ErrorCategory::Invalid);
        const auto live = run(m_client->liveUrls(pattern.remoteName, true, {}));
        QVERIFY(!live);
        QCOMPARE(live.error().category, ErrorCategory::Invalid);
    }

    void otherKeysAreToldApart()
    {
        m_gate->checkTokens();
        m_client = MediaServerClient::create(m_gate->card(), SecretText(u"adminpass"_s), m_transport);
        const auto byAccount = run(m_client->readFacts({}));
        QVERIFY(!byAccount);
        QVERIFY(byAccount.error().message.contains(u"authMethod: jwt"));
        m_gate->global[u"authMethod"] = u"internal"_s;
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto byToken = run(m_client->readShareAbilities(u"yard"_s, {}));
        QVERIFY(!byToken);
        QCOMPARE(byToken.error().category, ErrorCategory::Authentication);
        QVERIFY(byToken.error().message.contains(u"authJWTJWKS"));
    }

    void onlyTheSessionsOfTheLinkAreEnded()
    {
        m_gate->checkTokens();
        const auto key = SigningKey::create();
        QVERIFY(key);
        connectSigned(*key);
        const auto session = [](const char *id, const char *path, const QString &query) {
            return QJsonObject{{u"id"_s, QString::fromLatin1(id)},
                               {u"path"_s, QString::fromLatin1(path)},
                               {u"query"_s, query}};
        };
        m_gate->sessions = {session("one", "yard", u"token=abc.def"_s),
                            session("two", "yard", u"token=abc.deg"_s),
                            session("three", "gate", u"token=abc.def"_s), session("four", "yard", {}),
                            session("five", "yard", u"x=1&jwt=abc.def"_s)};
        const auto ended = run(m_client->endSessions(u"yard"_s, SecretText(QByteArray("abc.def")), {}));
        QVERIFY2(ended, ended ? "" : qPrintable(ended.error().message));
        QCOMPARE(*ended, 2);
        QCOMPARE(m_gate->kicked, (QStringList{u"one"_s, u"five"_s}));
    }

    void allSessionsOfAKeyAreEnded()
    {
        m_gate->checkTokens();
        const auto key = SigningKey::create();
        const auto other = SigningKey::create();
        QVERIFY(key && other);
        connectSigned(*key);
        const auto session = [](const char *id, const SigningKey &signer, const char *name) {
            const auto claims = viewerClaims({}, u"yard"_s, false, {1'000'000'000, 2'000'000'000}, u"1"_s);
            const auto token = signer.sign(*claims);
            return QJsonObject{{u"id"_s, QString::fromLatin1(id)},
                               {u"path"_s, QString::fromLatin1(id)},
                               {u"query"_s, QLatin1StringView(name) + u'=' + token->revealText()}};
        };
        const auto without = [](const char *id, const QString &query) {
            return QJsonObject{
                {u"id"_s, QString::fromLatin1(id)}, {u"path"_s, u"yard"_s}, {u"query"_s, query}};
        };
        m_gate->sessions = QJsonArray{session("one", *key, "token"),
                                      session("two", *other, "token"),
                                      session("three", *key, "jwt"),
                                      session("four", *key, "other"),
                                      without("five", u"token=abc.def"_s),
                                      without("six", u"token="_s),
                                      without("seven", {})};
        const auto ended = run(m_client->endSessionsOfKey(key->id(), {}));
        QVERIFY2(ended, ended ? "" : qPrintable(ended.error().message));
        QCOMPARE(*ended, 2);
        QCOMPARE(m_gate->kicked, (QStringList{u"one"_s, u"three"_s}));
    }

    void aServerThatTellsNoSessionsSaysSoOfAKey()
    {
        connectV2(m_v2->card());
        const auto ended = run(m_client->endSessionsOfKey(u"key"_s, {}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().category, ErrorCategory::Unsupported);
    }
};

QTEST_GUILESS_MAIN(ShareClientsTest)
#include "tst_shareclients.moc"
