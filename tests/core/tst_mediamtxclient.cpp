#include "app/mediaserver/MediaServerClient.h"
#include "app/mediaserver/ServerProbe.h"
#include "tests/core/Await.h"
#include "tests/core/FakeV2Server.h"
#include "tests/support/ReplayServer.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::await;
using test::FakeV2Server;
using test::Recording;
using test::ReplayServer;

namespace {

const auto scenarios = u"mediamtx-scenarios"_s;
const auto plain = u"mediamtx"_s;

const ObservedStream *find(const ServerSnapshot &snapshot, const QString &name)
{
    const auto found = std::ranges::find(snapshot.streams, name, &ObservedStream::remoteName);
    return found == snapshot.streams.end() ? nullptr : &*found;
}

} // namespace

class MediaMtxClientTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<MediaServerClient> m_client;

    [[nodiscard]] MediaServer card() const
    {
        MediaServer server;
        server.id = ServerId::create();
        server.type = ServerType::MediaMtx;
        server.useTls = false;
        server.internalHost = u"127.0.0.1"_s;
        server.apiPort = m_server->http().port();
        server.userName = u"admin"_s;
        return server;
    }

    void connectAs(const QString &password = u"adminpass"_s)
    {
        m_client = MediaServerClient::create(card(), SecretText(password), *m_transport);
    }

    void playPoll(const char *config, const char *runtime)
    {
        m_server->play(Recording::load(scenarios, QString::fromLatin1(config)));
        m_server->play(Recording::load(scenarios, QString::fromLatin1(runtime)));
    }

    [[nodiscard]] Result<ServerSnapshot> poll()
    {
        const auto answer = await(m_client->poll({}));
        return answer ? *answer : Result<ServerSnapshot>(fail(ErrorCategory::Timeout, u"no answer"_s));
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>(QList<Recording>(), "admin", "adminpass");
        QVERIFY(m_server->http().listen());
        m_server->play(Recording::load(plain, u"001-info.json"_s));
        m_server->play(Recording::load(plain, u"087-global-get.json"_s));
        playPoll("004-poll-a-config.json", "005-poll-a-runtime.json");
        m_transport = std::make_unique<HttpTransport>();
        connectAs();
    }
    void cleanup()
    {
        m_client.reset();
        m_transport.reset();
    }

    void twoPollsGiveStatusResolutionRatesAndClients()
    {
        const auto first = poll();
        QVERIFY(first);
        QCOMPARE(first->streams.size(), 3u); // all_others is no stream
        QVERIFY(std::ranges::is_sorted(first->streams, {}, &ObservedStream::remoteName));
        QCOMPARE(first->load.version, u"v1.20.0"_s);
        QVERIFY(first->load.startedAtMs);
        QVERIFY(!first->load.trafficInBps); // no rates yet
        const ObservedStream *high = find(*first, u"yard-high"_s);
        QVERIFY(high);
        QCOMPARE(high->bitrateInBps, ObservedStream::unknown);
        QCOMPARE(high->status, StreamStatus::Active);
        playPoll("007-poll-b-config.json", "008-poll-b-runtime.json");
        const auto second = poll();
        QVERIFY(second);
        high = find(*second, u"yard-high"_s);
        QVERIFY(high);
        // 144,966 bytes in and out within the two seconds of the recorded clock; ours says milliseconds.
        QCOMPARE(high->bitrateInBps, (645'328 - 500'362) * 8 / 2);
        QCOMPARE(high->bitrateOutBps, (358'525 - 213'559) * 8 / 2);
        QCOMPARE(high->width, 640);
        QCOMPARE(high->height, 360);
        QCOMPARE(high->clients, 1);
        QCOMPARE(high->hasAudio, Tristate::Yes);
        QCOMPARE(high->isRecording, Tristate::No);
        QCOMPARE(high->reconnectTotal, 0);
        QCOMPARE(high->maskedAddress, u"rtsp://127.0.0.1:28554/cam1"_s);
        const ObservedStream *low = find(*second, u"yard-low"_s);
        QVERIFY(low);
        QCOMPARE(low->bitrateInBps, (270'201 - 205'259) * 8 / 2);
        QCOMPARE(low->bitrateOutBps, 0);
        QCOMPARE(low->clients, 0);
        QCOMPARE(low->hasAudio, Tristate::No);
        const ObservedStream *dead = find(*second, u"dead-high"_s);
        QVERIFY(dead);
        QCOMPARE(dead->status, StreamStatus::Inactive);
        QVERIFY(dead->isEnabled);
        QVERIFY(dead->lostSinceMs > 0);
        QCOMPARE(dead->width, ObservedStream::unknown);
        QCOMPARE(dead->bitrateInBps, ObservedStream::unknown);
        QCOMPARE(second->load.trafficInBps, high->bitrateInBps + low->bitrateInBps);
        QCOMPARE(second->load.clients, 1);
        QVERIFY2(second->warnings.isEmpty(), qPrintable(second->warnings.join(u'\n')));
        QVERIFY(second->clockOffsetMs != 0); // the recording is of another day
    }

    void aStreamSwitchedOffByPublisherIsOff()
    {
        QVERIFY(poll());
        playPoll("011-disabled-config.json", "012-disabled-runtime.json");
        const auto off = poll();
        QVERIFY(off);
        const ObservedStream *high = find(*off, u"yard-high"_s);
        QVERIFY(high);
        QVERIFY(!high->isEnabled);
        QCOMPARE(high->status, StreamStatus::Inactive);
    }

    void aPathWithoutASourceIsOffUnlessSomebodyPushes_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<bool>("isOn");
        const QByteArray name = "\"name\":\"a\",\"confName\":\"a\"";
        QTest::newRow("not listed") << QByteArray() << false;
        QTest::newRow("nobody") << QByteArray("{" + name + ",\"available\":false,\"source\":null}") << false;
        QTest::newRow("a picture instead") // alwaysAvailable
            << QByteArray("{" + name + ",\"available\":true,\"source\":null}") << false;
        QTest::newRow("a publisher")
            << QByteArray("{" + name + ",\"available\":true,\"source\":{\"type\":\"rtspSession\"}}") << true;
    }

    void aPathWithoutASourceIsOffUnlessSomebodyPushes()
    {
        QFETCH(QByteArray, state);
        QFETCH(bool, isOn);
        m_server->setAnswer("/v3/config/paths/list", 200,
                            "{\"pageCount\":1,\"items\":[{\"name\":\"a\",\"source\":\"publisher\"}]}");
        m_server->setAnswer("/v3/paths/list", 200, "{\"pageCount\":1,\"items\":[" + state + "]}");
        const auto snapshot = poll();
        QVERIFY(snapshot);
        const ObservedStream *stream = find(*snapshot, u"a"_s);
        QVERIFY(stream);
        QCOMPARE(stream->isEnabled, isOn);
        QCOMPARE(stream->status, isOn ? StreamStatus::Active : StreamStatus::Inactive);
        QCOMPARE(stream->lostSinceMs, ObservedStream::unknown);
        // It has no address to differ in, whatever the registry keeps for it.
        QVERIFY(stream->maskedAddress.isEmpty());
        QCOMPARE(stream->addressFingerprint, quint64(0));
    }

    void pathsOfManyKindsAreRead()
    {
        m_server->play(Recording::load(plain, u"052-list-readers.json"_s));
        const auto snapshot = poll();
        QVERIFY(snapshot);
        QCOMPARE(find(*snapshot, u"cam1"_s)->clients, 2);
        QVERIFY(find(*snapshot, u"yard-low"_s)); // configured, not running: taken up soon
        QCOMPARE(find(*snapshot, u"yard-low"_s)->status, StreamStatus::Initialization);
    }

    void aRestartIsNoticed()
    {
        QVERIFY(poll());
        m_server->play(Recording::load(plain, u"108-info-after-restart.json"_s));
        m_server->play(Recording::load(plain, u"109-config-list-after-restart.json"_s));
        m_server->play(Recording::load(plain, u"002-list-empty.json"_s));
        const auto after = poll();
        QVERIFY(after);
        QVERIFY(after->streams.empty());
        QVERIFY2(after->warnings.join(u'\n').contains(u"restarted"), qPrintable(after->warnings.join(u'\n')));
        QVERIFY(poll()->warnings.isEmpty());
    }

    void listsOfSeveralPagesAreReadWhole()
    {
        // The replay ignores the page number: the same two paths four times are two streams.
        m_server->play(Recording::load(plain, u"045-page-0.json"_s));
        const auto snapshot = poll();
        QVERIFY(snapshot);
        QCOMPARE(m_server->requests().count("/v3/paths/list"), 1 + 4); // asked plainly first, then in pages
        for (size_t i = 1; i < snapshot->streams.size(); ++i)
            QVERIFY(snapshot->streams[i - 1].remoteName != snapshot->streams[i].remoteName);
    }

    void aPageCountWithoutEndEnds()
    {
        m_server->setAnswer("/v3/paths/list", 200, "{\"pageCount\":2147483647,\"itemCount\":1,\"items\":[]}");
        QVERIFY(poll());
        QVERIFY(m_server->requests().count("/v3/paths/list") <= 101);
    }

    void aListBeyondAllServersIsRefused_data()
    {
        QTest::addColumn<int>("pageCount");
        QTest::addColumn<int>("perPage");
        QTest::newRow("pages without end") << 2147483647 << 1;
        QTest::newRow("two pages of too many") << 2 << 60'000;
    }

    void aListBeyondAllServersIsRefused()
    {
        QFETCH(int, pageCount);
        QFETCH(int, perPage);
        QByteArray items;
        for (int i = 0; i < perPage; ++i)
            items += (i > 0 ? ",{\"name\":\"s" : "{\"name\":\"s") + QByteArray::number(i) + "\"}";
        m_server->setAnswer("/v3/paths/list", 200,
                            "{\"pageCount\":" + QByteArray::number(pageCount) + ",\"items\":[" + items +
                                "]}");
        const auto snapshot = await(m_client->poll({}));
        QVERIFY(snapshot && !*snapshot);
        QVERIFY2((*snapshot).error().message.contains(u"more than any server carries"),
                 qPrintable((*snapshot).error().message));
        QVERIFY(m_server->requests().count("/v3/paths/list") <= 3);
    }

    void theFactsFillInThePorts()
    {
        const auto facts = await(m_client->readFacts({}));
        QVERIFY(facts && *facts);
        QCOMPARE((*facts)->version, u"v1.20.0"_s);
        QVERIFY((*facts)->rtspPort > 0);
        QVERIFY((*facts)->hlsPort > 0);
        QCOMPARE((*facts)->streamCount, 3);
        QVERIFY(!(*facts)->notes.isEmpty());
    }

    void aWrongPasswordIsSaidAndNotRepeated()
    {
        connectAs(u"wrong"_s);
        const auto facts = await(m_client->readFacts({}));
        QVERIFY(facts && !*facts);
        QCOMPARE(facts->error().category, ErrorCategory::Authentication);
        QCOMPARE(facts->error().httpStatus, 401);
        QVERIFY2(facts->error().message.contains(u"permission"), qPrintable(facts->error().message));
        QVERIFY(!facts->error().message.contains(u"wrong") && !facts->error().detail.contains(u"wrong"));
        QCOMPARE(m_server->requests().size(), 1);
    }

    void aServerInJwtModeIsExplained()
    {
        m_server->setAccount("nobody", "at all"); // basic is 401 for everything, as recorded
        const auto refused = await(m_client->readFacts({}));
        QVERIFY(refused && !*refused);
        QVERIFY(refused->error().message.contains(u"jwt"));
        m_server->setAccount("admin", "adminpass");
        m_server->setAnswer("/v3/config/global/get", 200, "{\"authMethod\":\"jwt\",\"rtspAddress\":\":1\"}");
        const auto facts = await(m_client->readFacts({}));
        QVERIFY(facts && *facts);
        QVERIFY((*facts)->notes.join(u'\n').contains(u"jwt"));
    }

    void adoptionSeesAddressesAndObstacles()
    {
        m_server->play(Recording::load(plain, u"052-list-readers.json"_s));
        int told = 0;
        const auto streams =
            await(m_client->readStreams([&](int done, int total) { told = done == total ? total : -1; }, {}));
        QVERIFY(streams && *streams);
        QCOMPARE(told, int((*streams)->size()));
        const auto high = std::ranges::find(**streams, u"yard-high"_s, &RemoteStream::remoteName);
        QVERIFY(high != (*streams)->end());
        QCOMPARE(high->address.full().revealText(), u"rtsp://127.0.0.1:28554/cam1"_s);
        QVERIFY(high->obstacle.isEmpty());
        QVERIFY(std::ranges::none_of(
            **streams, [](const RemoteStream &one) { return one.remoteName == u"all_others"; }));
        const auto pushed = std::ranges::find(**streams, u"pushed"_s, &RemoteStream::remoteName);
        QVERIFY(pushed == (*streams)->end() || !pushed->obstacle.isEmpty());
    }

    void oneStreamIsReadAnew()
    {
        m_server->play(Recording::load(plain, u"025-config-get-credentials.json"_s));
        const auto one = await(m_client->readStream(u"private"_s, {}));
        QVERIFY(one && *one);
        QVERIFY((*one)->address.hasSecret());
        const auto missing = await(m_client->readStream(u"nope"_s, {}));
        QVERIFY(missing && !*missing);
        QCOMPARE(missing->error().httpStatus, 404);
        QVERIFY(missing->error().message.contains(u"nope"));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCategory>("category");
        QTest::newRow("web page") << 200 << QByteArray("<html>router</html>") << ErrorCategory::Protocol;
        QTest::newRow("empty") << 200 << QByteArray() << ErrorCategory::Protocol;
        QTest::newRow("truncated") << 200 << QByteArray("{\"version\":\"v1") << ErrorCategory::Parse;
        QTest::newRow("server error")
            << 500 << QByteArray("{\"error\":\"boom\"}") << ErrorCategory::HttpStatus;
        QTest::newRow("redirect") << 302 << QByteArray() << ErrorCategory::Protocol;
        QTest::newRow("error page") << 502 << QByteArray("<html>bad gateway</html>")
                                    << ErrorCategory::HttpStatus;
    }

    void whatIsWrongIsSaid()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCategory, category);
        m_server->setAnswer("/v3/info", status, body);
        const auto report = await(probeServer(*m_client, {}));
        QVERIFY(report && !report->facts);
        const Error &error = report->facts.error();
        QCOMPARE(error.category, category);
        QVERIFY2(error.message.contains(u"127.0.0.1:%1"_s.arg(m_server->http().port())),
                 qPrintable(error.message));
        QVERIFY2(!error.message.contains(u"<html"), qPrintable(error.message));
        QVERIFY(!report->looksLike);
    }

    void anOlderServerDoesNotTellItsVersion()
    {
        m_server->setAnswer("/v3/info", 404, "404 page not found");
        const auto facts = await(m_client->readFacts({}));
        QVERIFY(facts && *facts);
        QVERIFY((*facts)->version.isEmpty());
        QVERIFY((*facts)->notes.join(u'\n').contains(u"1.15.2"));
        QVERIFY(poll());
        // But a server that knows none of the calls is none.
        for (const char *path : {"/v3/config/paths/list", "/v3/config/global/get", "/v3/paths/list"})
            m_server->setAnswer(path, 404, "404 page not found");
        const auto report = await(probeServer(*m_client, {}));
        QVERIFY(report && !report->facts);
        QCOMPARE(report->facts.error().category, ErrorCategory::HttpStatus);
    }

    void theWrongTypeIsRecognised()
    {
        MediaServer wrong = card();
        wrong.type = ServerType::MediaServerV2;
        const auto client = MediaServerClient::create(wrong, SecretText(u"t"_s), *m_transport);
        const auto report = await(probeServer(*client, {}));
        QVERIFY(report && !report->facts);
        QCOMPARE(report->looksLike, ServerType::MediaMtx);
        QVERIFY(report->facts.error().message.contains(u"MediaMTX"));

        FakeV2Server other;
        QVERIFY(other.http().listen());
        MediaServer v2 = other.card();
        v2.type = ServerType::MediaMtx;
        const auto second = MediaServerClient::create(v2, SecretText(u"t"_s), *m_transport);
        const auto secondReport = await(probeServer(*second, {}));
        QVERIFY(secondReport && !secondReport->facts);
        QCOMPARE(secondReport->looksLike, ServerType::MediaServerV2);
    }

    void aServerThatIsNotThereIsSaid()
    {
        m_server->http().stopListening();
        const auto report = await(probeServer(*m_client, {}));
        QVERIFY(report && !report->facts);
        QCOMPARE(report->facts.error().category, ErrorCategory::Network);
    }

    void aSelfSignedCertificateIsShown()
    {
        m_server->http().setTlsIdentity(test::TlsIdentity::generate());
        MediaServer secure = card();
        secure.useTls = true;
        const auto client = MediaServerClient::create(secure, SecretText(u"adminpass"_s), *m_transport);
        const auto report = await(probeServer(*client, {}));
        QVERIFY(report && !report->facts);
        QCOMPARE(report->facts.error().category, ErrorCategory::Tls);
        QVERIFY(report->certificate);
        QVERIFY(m_server->requests().isEmpty());
        secure.pinnedSha256 = report->certificate->sha256;
        const auto pinned = MediaServerClient::create(secure, SecretText(u"adminpass"_s), *m_transport);
        const auto good = await(probeServer(*pinned, {}));
        QVERIFY(good && good->facts);
    }

    void viewersSignInAsTheApiDoes_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("isApiEncrypted");
        QTest::addColumn<bool>("isHlsEncrypted");
        QTest::addColumn<bool>("rtspHasAccount");
        QTest::addColumn<bool>("hlsHasAccount");
        QTest::addColumn<QString>("rtspRefusal");
        QTest::addColumn<QString>("hlsRefusal");
        const QString permission = u"noc of ms-01 has no permission"_s;
        const QString nobody = u"without an account"_s;
        QTest::newRow("plain") << u"noc"_s << false << false << true << true << permission << permission;
        QTest::newRow("HLS encrypted")
            << u"noc"_s << false << true << true << true << permission << permission;
        QTest::newRow("API encrypted")
            << u"noc"_s << true << false << false << false << u"rtspEncryption"_s << u"hlsEncryption"_s;
        QTest::newRow("all encrypted")
            << u"noc"_s << true << true << false << true << u"rtspEncryption"_s << permission;
        QTest::newRow("no account") << QString() << false << false << false << false << nobody << nobody;
    }
    void viewersSignInAsTheApiDoes()
    {
        QFETCH(QString, user);
        QFETCH(bool, isApiEncrypted);
        QFETCH(bool, isHlsEncrypted);
        MediaServer server = card();
        server.name = u"ms-01"_s;
        server.userName = user;
        server.apiPort = 1; // refused at once: what the server gives is not known
        server.useTls = isApiEncrypted;
        server.mediaUsesTls = isHlsEncrypted;
        server.rtspPort = 8554;
        server.hlsPort = 8888;
        const QString password = user.isEmpty() ? QString() : u"p@ss:/?#%41"_s;
        m_client = MediaServerClient::create(server, SecretText(password), *m_transport);
        const auto live = await(m_client->liveUrls(u"cam"_s, false, {}));
        QVERIFY(live && *live);
        QTEST((*live)->rtspAccount.has_value(), "rtspHasAccount");
        QTEST(!(*live)->hlsAuthorization.isEmpty(), "hlsHasAccount");
        if ((*live)->rtspAccount)
            QCOMPARE((*live)->rtspAccount->password.revealText(), password);
        QFETCH(QString, rtspRefusal);
        QVERIFY2((*live)->rtspRefusal->message.contains(rtspRefusal),
                 qPrintable((*live)->rtspRefusal->message));
        QFETCH(QString, hlsRefusal);
        QVERIFY2((*live)->hlsRefusal->message.contains(hlsRefusal), qPrintable((*live)->hlsRefusal->message));
        // Never a part of an address.
        QVERIFY((*live)->rtsp.userInfo().isEmpty() && (*live)->hls.userInfo().isEmpty());
    }
};

QTEST_GUILESS_MAIN(MediaMtxClientTest)
#include "tst_mediamtxclient.moc"
