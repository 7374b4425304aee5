#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "tests/core/Await.h"
#include "tests/core/SecretWatch.h"
#include "tests/support/HttpServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::HttpResponder;
using test::HttpServer;
using test::run;
using test::TlsIdentity;

namespace {

const QString password = u"p@ss:/?#%41"_s;
const QByteArray basic = "Basic " + QByteArray("noc:" + password.toUtf8()).toBase64();
constexpr qint64 startMs = 1'795'000'000'000;

} // namespace

Q_DECLARE_METATYPE(streamkeeper::UnencryptedAccount)

/// Where the account of a MediaMTX goes: wherever its API answers to it, and never in clear where the API is
/// encrypted, without the operator's word (domain.md 2.1).
class MediaMtxAccountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_watch = std::make_unique<test::SecretWatch>(QStringList{password, QString::fromLatin1(basic)});
        m_identity = TlsIdentity::generate("ms");
        m_api = std::make_unique<HttpServer>(
            [this](const test::HttpRequest &request, const HttpResponder &responder) {
                const bool isIn = request.header("authorization") == basic;
                if (isIn && request.path == "/v3/config/global/get")
                    responder.answer(200, QJsonDocument(m_global).toJson(),
                                     {{"Content-Type", "application/json"}});
                else if (isIn && request.path.endsWith("/list"))
                    responder.answer(200, R"({"itemCount":0,"pageCount":0,"items":[]})",
                                     {{"Content-Type", "application/json"}});
                else if (isIn)
                    responder.answer(404, R"({"status":"error","error":"not found"})");
                else
                    responder.answer(m_refusal, R"({"status":"error","error":"authentication error"})");
            });
        m_playback = std::make_unique<HttpServer>(
            [this](const test::HttpRequest &request, const HttpResponder &responder) {
                m_seen.append(request.header("authorization").value_or(QByteArray()));
                if (m_isOpen || m_seen.last() == basic)
                    responder.answer(200, R"([{"start":"2026-11-23T10:15:30.117188Z","duration":60.5}])",
                                     {{"Content-Type", "application/json"}});
                else
                    responder.answer(401, R"({"status":"error","error":"authentication error"})");
            });
        QVERIFY(m_playback->listen());
        m_seen.clear();
        m_isOpen = false;
        m_refusal = 401;
        m_global = {{u"rtsp"_s, true},
                    {u"rtspAddress"_s, u":8554"_s},
                    {u"rtspsAddress"_s, u":8322"_s},
                    {u"rtspEncryption"_s, u"no"_s},
                    {u"hls"_s, true},
                    {u"hlsAddress"_s, u":8888"_s},
                    {u"playback"_s, true},
                    {u"playbackAddress"_s, u":%1"_s.arg(m_playback->port())},
                    {u"playbackEncryption"_s, false}};
        m_transport = std::make_unique<HttpTransport>();
    }

    void cleanup()
    {
        m_client.reset();
        m_transport.reset();
        m_api.reset();
        m_playback.reset();
        const QString leak = m_watch->findInLog();
        m_watch.reset();
        QCOMPARE(leak, QString());
    }

    void recordingsAreAskedFor_data()
    {
        QTest::addColumn<bool>("isApiEncrypted");
        QTest::addColumn<bool>("isPlaybackEncrypted");
        QTest::addColumn<bool>("isOpen"); ///< to everybody
        QTest::addColumn<UnencryptedAccount>("setting");
        QTest::addColumn<bool>("isSent");
        QTest::addColumn<ErrorCategory>("failure"); ///< Cancelled: none
        using enum UnencryptedAccount;
        const auto none = ErrorCategory::Cancelled;
        QTest::newRow("all in clear") << false << false << false << Ask << true << none;
        QTest::newRow("in clear, never to be sent so") << false << false << false << Withhold << true << none;
        QTest::newRow("all encrypted") << true << true << false << Ask << true << none;
        QTest::newRow("all encrypted, never in clear") << true << true << false << Withhold << true << none;
        QTest::newRow("playback in clear")
            << true << false << false << Ask << false << ErrorCategory::AccountWithheld;
        QTest::newRow("playback in clear, refused once")
            << true << false << false << Withhold << false << ErrorCategory::Authentication;
        QTest::newRow("playback in clear, allowed") << true << false << false << Send << true << none;
        QTest::newRow("playback in clear, open to all") << true << false << true << Ask << false << none;
    }

    void recordingsAreAskedFor()
    {
        QFETCH(bool, isApiEncrypted);
        QFETCH(bool, isPlaybackEncrypted);
        QFETCH(UnencryptedAccount, setting);
        QFETCH(bool, isSent);
        QFETCH(ErrorCategory, failure);
        QFETCH(bool, isOpen);
        m_isOpen = isOpen;
        connectTo(isApiEncrypted, isPlaybackEncrypted, setting);
        const auto periods = run(m_client->readPeriods(u"cam"_s, {}));
        QCOMPARE(periods.has_value(), failure == ErrorCategory::Cancelled);
        if (!periods) {
            QCOMPARE(periods.error().category, failure);
            for (const QString &word : {u"ms-01"_s, u"noc"_s, u"playbackEncryption"_s})
                QVERIFY2(periods.error().message.contains(word), qPrintable(periods.error().message));
        }
        RecordedPart part{
            startMs, startMs + 20'000, {startMs, startMs + 60'000, u"2026-11-23T10:15:30.117188Z"_s}};
        const auto urls = run(m_client->archiveUrls(u"cam"_s, part, false, {}));
        QVERIFY(urls);
        QCOMPARE(urls->file.scheme(), isPlaybackEncrypted ? u"https"_s : u"http"_s);
        QCOMPARE(urls->authorization, isSent ? basic : QByteArray());
        QVERIFY(urls->refusal && urls->file.userInfo().isEmpty());
        QCOMPARE(m_seen, QByteArrayList{isSent ? basic : QByteArray()});
    }

    void aWithoutPermissionIsTold()
    {
        connectTo(true, true, UnencryptedAccount::Ask);
        m_playback->stopListening();
        m_playback =
            std::make_unique<HttpServer>([](const test::HttpRequest &, const HttpResponder &responder) {
                responder.answer(401, R"({"status":"error","error":"authentication error"})");
            });
        m_playback->setTlsIdentity(m_identity);
        QVERIFY(m_playback->listen());
        m_global[u"playbackAddress"_s] = u":%1"_s.arg(m_playback->port());
        const auto periods = run(m_client->readPeriods(u"cam"_s, {}));
        QVERIFY(!periods);
        QCOMPARE(periods.error().category, ErrorCategory::Authentication);
        QVERIFY2(periods.error().message.contains(u"no permission “playback”"_s),
                 qPrintable(periods.error().message));
    }

    void viewersComeBy_data()
    {
        QTest::addColumn<bool>("isApiEncrypted");
        QTest::addColumn<QString>("rtspEncryption");
        QTest::addColumn<UnencryptedAccount>("setting");
        QTest::addColumn<QString>("rtsp");
        QTest::addColumn<bool>("hasAccount");
        QTest::addColumn<QString>("link"); ///< where a link for outsiders begins
        using enum UnencryptedAccount;
        const QString plain = u"rtsp://127.0.0.1:8554/cam"_s;
        const QString encrypted = u"rtsps://127.0.0.1:8322/cam"_s;
        QTest::newRow("all in clear")
            << false << u"no"_s << Ask << plain << true << u"rtsp://127.0.0.1:8554"_s;
        QTest::newRow("RTSP in clear")
            << true << u"no"_s << Ask << plain << false << u"rtsp://127.0.0.1:8554"_s;
        QTest::newRow("RTSP in clear, allowed")
            << true << u"no"_s << Send << plain << true << u"rtsp://127.0.0.1:8554"_s;
        QTest::newRow("both ways") << true << u"optional"_s << Ask << encrypted << true
                                   << u"rtsp://127.0.0.1:8554"_s;
        QTest::newRow("both ways, API in clear")
            << false << u"optional"_s << Ask << plain << true << u"rtsp://127.0.0.1:8554"_s;
        QTest::newRow("encrypted only")
            << true << u"strict"_s << Ask << encrypted << true << u"rtsps://127.0.0.1:8322"_s;
        QTest::newRow("encrypted only, API in clear")
            << false << u"strict"_s << Ask << encrypted << true << u"rtsps://127.0.0.1:8322"_s;
    }

    void viewersComeBy()
    {
        QFETCH(bool, isApiEncrypted);
        QFETCH(QString, rtspEncryption);
        QFETCH(UnencryptedAccount, setting);
        m_global[u"rtspEncryption"_s] = rtspEncryption;
        m_global[u"authMethod"_s] = u"internal"_s;
        m_global[u"authInternalUsers"_s] = QJsonArray{QJsonObject{
            {u"user"_s, u"any"_s},
            {u"pass"_s, QString()},
            {u"ips"_s, QJsonArray()},
            {u"permissions"_s, QJsonArray{QJsonObject{{u"action"_s, u"read"_s}, {u"path"_s, QString()}}}}}};
        connectTo(isApiEncrypted, false, setting);
        const auto live = run(m_client->liveUrls(u"cam"_s, false, {}));
        QVERIFY(live);
        QTEST(live->rtsp.toString(), "rtsp");
        QTEST(live->rtspAccount.has_value(), "hasAccount");
        LinkOrder order;
        order.remoteName = u"cam"_s;
        order.protocol = ShareProtocol::Rtsp;
        order.isPublic = true;
        const auto link = run(m_client->makeLink(order, {}));
        QVERIFY2(link, link ? "" : qPrintable(link.error().message));
        QTEST(link->url.toString(QUrl::RemovePath), "link");
        QVERIFY(link->url.userInfo().isEmpty());
        const auto abilities = run(m_client->readShareAbilities(u"cam"_s, {}));
        QVERIFY(abilities);
        QCOMPARE(abilities->notes.join(u' ').contains(u"rtsps"_s), rtspEncryption == u"strict");
    }

    void whatIsOpenIsNotedWhenItIsAdded()
    {
        connectTo(true, false, UnencryptedAccount::Ask);
        const auto facts = run(m_client->readFacts({}));
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        const QString told = facts->notes.join(u' ');
        QVERIFY2(told.contains(u"playbackEncryption, hlsEncryption, rtspEncryption"_s), qPrintable(told));
    }

    void forbiddenIsNotUnknown()
    {
        m_refusal = 403;
        connectTo(false, false, UnencryptedAccount::Ask, u"other"_s);
        const auto snapshot = run(m_client->poll({}));
        QVERIFY(!snapshot);
        QVERIFY2(snapshot.error().message.contains(u"does not allow this to the account other (HTTP 403)"_s),
                 qPrintable(snapshot.error().message));
    }

private:
    void connectTo(bool isApiEncrypted, bool isPlaybackEncrypted, UnencryptedAccount setting,
                   const QString &user = u"noc"_s)
    {
        if (isApiEncrypted)
            m_api->setTlsIdentity(m_identity);
        QVERIFY(m_api->listen());
        if (isPlaybackEncrypted) {
            m_playback->stopListening();
            m_playback->setTlsIdentity(m_identity);
            QVERIFY(m_playback->listen());
        }
        m_global[u"playbackEncryption"_s] = isPlaybackEncrypted;
        MediaServer server;
        server.type = ServerType::MediaMtx;
        server.name = u"ms-01"_s;
        server.internalHost = u"127.0.0.1"_s;
        server.apiPort = m_api->port();
        server.useTls = isApiEncrypted;
        server.userName = user;
        server.rtspPort = 8554;
        server.hlsPort = 8888;
        server.unencryptedAccount = setting;
        server.pinnedSha256 = QByteArray::fromHex(m_identity.fingerprint());
        m_client = std::make_unique<mediamtx::MediaMtxClient>(server, SecretText(password), *m_transport);
    }

    std::unique_ptr<test::SecretWatch> m_watch;
    TlsIdentity m_identity;
    std::unique_ptr<HttpServer> m_api;
    std::unique_ptr<HttpServer> m_playback;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<mediamtx::MediaMtxClient> m_client;
    QJsonObject m_global;
    QByteArrayList m_seen; ///< what playback was signed in to with, by request
    bool m_isOpen = false;
    int m_refusal = 401;
};

QTEST_GUILESS_MAIN(MediaMtxAccountsTest)
#include "tst_mediamtxaccounts.moc"
