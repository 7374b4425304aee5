#include "app/mediaserver/MediaServerClient.h"
#include "tests/core/Await.h"
#include "tests/core/FakeV2Server.h"
#include "tests/core/SecretWatch.h"

#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::await;
using test::FakeV2Server;
using test::HttpResponder;
using test::run;
using test::SecretWatch;

namespace {

const auto address = u"rtsp://admin:s3cr%40t@10.0.0.5/high"_s;
const auto secrets = QStringList{u"s3cr%40t"_s, u"s3cr@t"_s, u"Tok-9f8e7d6c5b4a"_s};

} // namespace

class V2ClientWritesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeV2Server> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<MediaServerClient> m_client;
    std::unique_ptr<SecretWatch> m_watch;

    /// With connections of its own: none that the server closed a moment ago.
    void connectAnew(const MediaServer &card)
    {
        m_client.reset();
        m_transport = std::make_unique<HttpTransport>();
        connectTo(card);
    }

    void connectTo(const MediaServer &card)
    {
        m_client = MediaServerClient::create(card, m_server->secret(), *m_transport);
    }

    static StreamWrite writeOf(StreamSettingFlags changed = allStreamSettings())
    {
        StreamWrite write;
        write.settings.remoteName = u"yard"_s;
        write.settings.displayName = u"Yard"_s;
        write.settings.cameraUid = u"cam"_s;
        write.settings.address = StreamAddress::fromText(address);
        write.settings.audio = Tristate::Yes;
        write.changed = changed;
        return write;
    }

    VoidResult write(const StreamWrite &what) { return run(m_client->writeStream(what, {})); }
    Result<RemoteStream> readBack() { return run(m_client->readStream(u"yard"_s, {})); }

    /// A stream as somebody else configured it.
    void addForeignStream()
    {
        FakeV2Server::Stream stream;
        stream.address = u"rtsp://old:pw0ld@10.0.0.4/x"_s;
        stream.access = u"private"_s;
        stream.isRecording = true;
        stream.depthSeconds = 864'000;
        stream.otherKeys = {{u"stream-limit"_s, u"7"_s}, {u"reconnect-timeout"_s, u"10s"_s}};
        m_server->streams[u"yard"_s] = stream;
    }

    /// Writes are taken over; what is read goes on as usual.
    void interceptWrites(const std::function<void(const HttpResponder &)> &handle)
    {
        m_server->intercept = [handle](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.method == "GET" || request.path == "/api/server/")
                return false;
            handle(responder);
            return true;
        };
    }

    int writesSent() const
    {
        return int(std::ranges::count_if(m_server->requests, [](const QString &request) {
            return !request.startsWith(u"GET") && request != u"POST /api/server/";
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_watch = std::make_unique<SecretWatch>(secrets);
        m_server = std::make_unique<FakeV2Server>();
        QVERIFY(m_server->http().listen());
        m_transport = std::make_unique<HttpTransport>();
        connectTo(m_server->card());
    }

    void cleanup()
    {
        m_client.reset();
        m_transport.reset();
        m_server.reset();
        QCOMPARE(m_watch->findInLog(), QString());
        m_watch.reset();
    }

    void aStreamThatIsNotThereIsCreated()
    {
        m_server->storages = QStringList{u"/disk"_s, u"/other"_s};
        StreamWrite what = writeOf();
        what.mayCreate = true;
        QVERIFY(write(what));
        QCOMPARE(m_server->writes.size(), 1);
        QCOMPARE(m_server->writes[0].uid, u"yard"_s);
        const QJsonObject body = m_server->writes[0].body;
        QCOMPARE(body.value(u"stream-url"), QJsonValue(address));
        QCOMPARE(body.value(u"dvr-archive"), QJsonValue(u"/disk"_s)); // the first one of the server
        QCOMPARE(body.value(u"dvr-enable"), QJsonValue(false));
        const auto stream = readBack();
        QVERIFY(stream);
        QCOMPARE(stream->address.full().revealText(), address);
        QCOMPARE(stream->audio, Tristate::Yes);
        QCOMPARE(stream->recording, Tristate::No);
        QVERIFY(stream->isEnabled);
        // Again: the same stream, not another one.
        QVERIFY(write(what));
        QCOMPARE(m_server->streams.size(), 1);
        QCOMPARE(m_server->writes.last().body, body);
    }

    void aGivenStorageIsNotAskedFor()
    {
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.storage = u"/given"_s;
        QVERIFY(write(what));
        QCOMPARE(m_server->writes[0].body.value(u"dvr-archive"), QJsonValue(u"/given"_s));
        QCOMPARE(m_server->countOf(u"POST /api/server/"_s), 0);
    }

    void withoutAnyStorageNothingIsCreated()
    {
        m_server->storages.clear();
        StreamWrite what = writeOf();
        what.mayCreate = true;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Unsupported);
        QVERIFY(result.error().message.contains(u"storage"));
        QCOMPARE(writesSent(), 0);
    }

    void aMissingStreamIsSaidUnlessItMayBeCreated()
    {
        const auto result = write(writeOf());
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::HttpStatus);
        QCOMPARE(result.error().httpStatus, 404);
        QVERIFY2(result.error().message.contains(u"has no stream yard"), qPrintable(result.error().message));
        QCOMPARE(writesSent(), 0);
    }

    void onlyWhatIsNamedChanges()
    {
        addForeignStream();
        StreamWrite what = writeOf(StreamSetting::Enabled);
        what.settings.isEnabled = false;
        QVERIFY(write(what));
        const FakeV2Server::Stream &stream = m_server->streams[u"yard"_s];
        QVERIFY(!stream.isEnabled);
        QCOMPARE(stream.address, u"rtsp://old:pw0ld@10.0.0.4/x"_s);
        QCOMPARE(stream.access, u"private"_s);
        QVERIFY(stream.isRecording && stream.hasAudio);
        QCOMPARE(stream.depthSeconds, 864'000);
        QCOMPARE(stream.otherKeys.value(u"stream-limit"_s), u"7"_s);
        QCOMPARE(stream.otherKeys.value(u"reconnect-timeout"_s), u"10s"_s);
        auto read = readBack();
        QVERIFY(read && !read->isEnabled);
        QCOMPARE(read->recording, Tristate::Yes);

        what = writeOf(StreamSettingFlags(StreamSetting::Address) | StreamSetting::Audio);
        what.settings.audio = Tristate::No;
        QVERIFY(write(what));
        QVERIFY(!stream.isEnabled); // a new address starts nothing
        read = readBack();
        QVERIFY(read);
        QCOMPARE(read->address.full().revealText(), address);
        QCOMPARE(read->audio, Tristate::No);
        QCOMPARE(m_server->countOf(u"PUT /api/streams/yard/reconfigure/"_s), 0);
    }

    void nothingNamedIsNothingLost()
    {
        addForeignStream();
        const QString before = m_server->streams[u"yard"_s].address;
        QVERIFY(write(writeOf({})));
        QCOMPARE(m_server->streams[u"yard"_s].address, before);
    }

    void whatIsConfiguredIsReadBackBeforeItRuns()
    {
        // No sound arrives yet, and recording is paused; the ini text is what was written.
        addForeignStream();
        FakeV2Server::Stream &stream = m_server->streams[u"yard"_s];
        stream.hasAudio = false;
        stream.isRecording = false;
        stream.ini = u"stream-url = rtsp://h/\nstream-tracks = video,audio\ndvr-enable = true"_s;
        const auto read = readBack();
        QVERIFY(read);
        QCOMPARE(read->audio, Tristate::Yes);
        QCOMPARE(read->recording, Tristate::Yes);
    }

    void aConfigurationThatIsNotShownIsNotLost_data()
    {
        QTest::addColumn<QString>("ini");
        QTest::newRow("not shown") << u""_s;
        QTest::newRow("not understood") << u"stream-url = rtsp://u:geheim@h/\n<<<\n"_s;
    }

    void aConfigurationThatIsNotShownIsNotLost()
    {
        QFETCH(QString, ini);
        addForeignStream();
        m_server->streams[u"yard"_s].ini = ini;
        StreamWrite what = writeOf(StreamSetting::Enabled);
        what.mayCreate = true;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Unsupported);
        QVERIFY2(result.error().message.contains(u"could lose settings"), qPrintable(result.error().message));
        QVERIFY(!result.error().detail.isEmpty() && !result.error().detail.contains(u"geheim"));
        QCOMPARE(writesSent(), 0);
        what.mayReplace = true;
        QVERIFY(write(what));
        QCOMPARE(m_server->streams[u"yard"_s].address, address);
        QCOMPARE(m_server->writes.last().body.value(u"dvr-archive"), QJsonValue(u"/archive"_s));
    }

    void anAddressThatIsNotKnownIsNotWritten()
    {
        addForeignStream();
        StreamWrite what = writeOf(StreamSetting::Address);
        what.settings.address = StreamAddress::fromMasked(u"rtsp://•••@10.0.0.5/high"_s, true);
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Invalid);
        what.settings.remoteName = u"new"_s;
        what.mayCreate = true;
        QCOMPARE(write(what).error().category, ErrorCategory::Invalid);
        QCOMPARE(writesSent(), 0);
        // Everything else can be changed without it.
        what = writeOf(StreamSetting::Enabled);
        what.settings.address = {};
        QVERIFY(write(what));
    }

    void theCallIsFoundWhereOnePagePrintsIt()
    {
        m_server->createPrefix = u"/streams/"_s;
        StreamWrite what = writeOf();
        what.mayCreate = true;
        QVERIFY(write(what));
        QVERIFY(write(what));
        QCOMPARE(m_server->countOf(u"POST /api/streams/yard/"_s), 1);
        QCOMPARE(m_server->countOf(u"POST /streams/yard/"_s), 2); // remembered
        m_server->createPrefix = u"/api/streams/"_s;              // updated meanwhile
        QVERIFY(write(what));
        m_server->createPrefix = u"/elsewhere/"_s;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Unsupported);
    }

    void aStreamIsRestarted()
    {
        addForeignStream();
        QVERIFY(run(m_client->restartStream(u"yard"_s, {})));
        QCOMPARE(m_server->restarted, QStringList{u"yard"_s});
        const auto missing = run(m_client->restartStream(u"nope"_s, {}));
        QVERIFY(!missing);
        QCOMPARE(missing.error().httpStatus, 404);
        QVERIFY(missing.error().message.contains(u"nope"));
    }

    void aStreamIsRemovedWithOrWithoutItsRecordings()
    {
        addForeignStream();
        m_server->streams[u"other"_s] = m_server->streams[u"yard"_s];
        QVERIFY(run(m_client->removeStream(u"yard"_s, false, {})));
        QVERIFY(run(m_client->removeStream(u"other"_s, true, {})));
        QCOMPARE(m_server->removed, (QStringList{u"yard false"_s, u"other true"_s}));
        QVERIFY(m_server->streams.isEmpty());
        QVERIFY(run(m_client->removeStream(u"yard"_s, false, {}))); // gone is gone
    }

    void aNameThatIsNoneReachesNoOtherCall_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("slash") << u"yard/restart"_s;
        QTest::newRow("up") << u".."_s;
        QTest::newRow("here") << u"."_s;
        QTest::newRow("line feed") << u"a\nb"_s;
    }

    void aNameThatIsNoneReachesNoOtherCall()
    {
        QFETCH(QString, name);
        StreamWrite what = writeOf();
        what.settings.remoteName = name;
        what.mayCreate = true;
        QCOMPARE(write(what).error().category, ErrorCategory::Invalid);
        QCOMPARE(run(m_client->restartStream(name, {})).error().category, ErrorCategory::Invalid);
        QCOMPARE(run(m_client->removeStream(name, true, {})).error().category, ErrorCategory::Invalid);
        QVERIFY(m_server->requests.isEmpty());
    }

    void anOddNameStaysOneSegment()
    {
        addForeignStream();
        m_server->streams[u"50% ?#ä"_s] = m_server->streams[u"yard"_s];
        QVERIFY(run(m_client->restartStream(u"50% ?#ä"_s, {})));
        QCOMPARE(m_server->restarted, QStringList{u"50% ?#ä"_s});
    }

    void aWriteOutdatesTheAddressThatPollsCarry()
    {
        addForeignStream();
        const auto polled = [&] { return run(m_client->poll({}))->streams[0].maskedAddress; };
        QVERIFY(readBack());
        QCOMPARE(polled(), u"rtsp://•••@10.0.0.4/x"_s);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QCOMPARE(polled(), QString());
        QCOMPARE(m_client->nextToSweep(), u"yard"_s); // read anew before all others
        QVERIFY(readBack());
        QCOMPARE(polled(), u"rtsp://•••@10.0.0.5/high"_s);
    }

    void aReadingFromBeforeTheWriteIsNotKept()
    {
        addForeignStream();
        QVERIFY(run(m_client->poll({})));
        // The answer to the reading comes after the write, with what was there before it.
        std::optional<HttpResponder> late;
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (late || request.method != "GET")
                return false;
            late = responder;
            return true;
        };
        auto reading = m_client->readStream(u"yard"_s, {});
        QTRY_VERIFY(late);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        late->answer(200, "{\"uid\":\"yard\",\"source\":{\"url\":\"rtsp://10.0.0.4/old\"}}");
        QVERIFY(run(std::move(reading)));
        QCOMPARE(run(m_client->poll({}))->streams[0].maskedAddress, QString());
    }

    void theTokenIsPlacedAndTheWriteIsDoneOnce_data()
    {
        QTest::addColumn<FakeV2Server::TokenPlace>("place");
        QTest::newRow("header") << FakeV2Server::TokenPlace::Header;
        QTest::newRow("bearer") << FakeV2Server::TokenPlace::Bearer;
        QTest::newRow("query") << FakeV2Server::TokenPlace::Query;
    }

    void theTokenIsPlacedAndTheWriteIsDoneOnce()
    {
        QFETCH(FakeV2Server::TokenPlace, place);
        addForeignStream();
        m_server->tokenPlace = place;
        QVERIFY(run(m_client->restartStream(u"yard"_s, {}))); // the very first call is a write
        QCOMPARE(m_server->restarted.size(), 1);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QCOMPARE(m_server->writes.size(), 1);
        QCOMPARE(m_server->streams[u"yard"_s].address, address);
    }

    void aRefusalIsSaidInTheWordsOfTheServer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<QString>("words");
        QTest::newRow("bad request") << 400 << QByteArray("{\"error\":\"no such tracks\"}")
                                     << ErrorCategory::HttpStatus << u"no such tracks"_s;
        QTest::newRow("conflict") << 409 << QByteArray("{\"error\":{\"code\":3,\"message\":\"in use\"}}")
                                  << ErrorCategory::HttpStatus << u"in use"_s;
        QTest::newRow("plain text") << 400 << QByteArray("cannot do that\nat line 3")
                                    << ErrorCategory::HttpStatus << u"cannot do that"_s;
        QTest::newRow("bare string") << 400 << QByteArray("\"not today\"") << ErrorCategory::HttpStatus
                                     << u"not today"_s;
        QTest::newRow("server error")
            << 500 << QByteArray("<html>oops</html>") << ErrorCategory::HttpStatus << u"HTTP 500"_s;
        QTest::newRow("unauthorized") << 401 << QByteArray() << ErrorCategory::Authentication << u"token"_s;
        QTest::newRow("forbidden") << 403 << QByteArray() << ErrorCategory::Authentication << u"token"_s;
        QTest::newRow("redirect") << 302 << QByteArray() << ErrorCategory::Protocol << u"HTTP 302"_s;
        QTest::newRow("echoed address") << 400 << "{\"error\":\"bad stream-url '" + address.toUtf8() + "'\"}"
                                        << ErrorCategory::HttpStatus << u"bad stream-url"_s;
        QTest::newRow("echoed password") << 400 << QByteArray("password s3cr@t of s3cr%40t is weak")
                                         << ErrorCategory::HttpStatus << u"password ••• of ••• is weak"_s;
        QTest::newRow("escaped address")
            << 400 << QByteArray("bad {\"u\":\"rtsp:\\/\\/admin:s3cr%40t@10.0.0.5\\/high\"}")
            << ErrorCategory::HttpStatus << u"bad "_s;
        QTest::newRow("long echo") << 400
                                   << QByteArray(270, 'x') + " rtsp://admin:s3cr%40t@10.0.0.5/high is bad"
                                   << ErrorCategory::HttpStatus << u"xxx"_s;
        QTest::newRow("echoed token") << 400 << QByteArray("no, Tok-9f8e7d6c5b4a~, no")
                                      << ErrorCategory::HttpStatus << u"no, •••, no"_s;
    }

    void aRefusalIsSaidInTheWordsOfTheServer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCategory, category);
        QFETCH(QString, words);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            responder.answer(status, body, {{"WWW-Authenticate", "Basic realm=\"x\""}});
        });
        const auto result = write(writeOf(StreamSetting::Address));
        QVERIFY(!result);
        QCOMPARE(result.error().category, category);
        QCOMPARE(result.error().httpStatus, status);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY(!result.error().message.contains(u"<html"));
        m_watch->expectNone(result.error());
        QCOMPARE(writesSent(), 1);
    }

    void theAddressThatIsKeptIsHiddenToo()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.answer(400, "pw0ld is weak"); });
        const auto result = write(writeOf(StreamSetting::Enabled));
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(u"••• is weak"), qPrintable(result.error().message));
    }

    void anyAnswerOfSuccessIsSuccess_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << 200 << QByteArray();
        QTest::newRow("garbage") << 200 << QByteArray("{\"uid\":\"ya");
        QTest::newRow("created") << 201 << QByteArray("[]");
        QTest::newRow("no content") << 204 << QByteArray();
    }

    void anyAnswerOfSuccessIsSuccess()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.answer(status, body); });
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QVERIFY(run(m_client->restartStream(u"yard"_s, {})));
        QVERIFY(run(m_client->removeStream(u"yard"_s, false, {})));
    }

    void aWebPageIsNoSuccess()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            responder.answer(200, "\n<!DOCTYPE html><title>Please sign in</title>");
        });
        for (const auto &result :
             {write(writeOf(StreamSetting::Address)), run(m_client->restartStream(u"yard"_s, {})),
              run(m_client->removeStream(u"yard"_s, false, {}))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Protocol);
            QVERIFY(result.error().message.contains(u"web page"));
        }
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("hangs") << 0;
        QTest::newRow("closes") << 1;
        QTest::newRow("cut") << 2;
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated()
    {
        m_client->setWriteDeadline(1s);
        QFETCH(int, how);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            if (how == 0)
                responder.hang();
            else if (how == 1)
                responder.close();
            else
                responder.answerCut(200, "{\"uid\":\"yard\"}", 5);
        });
        int sent = 0;
        for (const auto &call :
             {std::function([&] { return write(writeOf(StreamSetting::Address)); }),
              std::function([&] { return run(m_client->restartStream(u"yard"_s, {})); }),
              std::function([&] { return run(m_client->removeStream(u"yard"_s, false, {})); })}) {
            const auto result = call();
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Timeout);
            QVERIFY2(result.error().message.contains(u"not known whether"),
                     qPrintable(result.error().message));
            m_watch->expectNone(result.error());
            QCOMPARE(writesSent(), ++sent);
        }
    }

    void aConnectionThatWentStaleIsNotUsedForASecondTry()
    {
        // Kept alive by a read, closed by the server when the write arrives on it.
        addForeignStream();
        QVERIFY(run(m_client->poll({})));
        interceptWrites([&](const HttpResponder &responder) { responder.close(); });
        QCOMPARE(run(m_client->restartStream(u"yard"_s, {})).error().category, ErrorCategory::Timeout);
        QCOMPARE(writesSent(), 1);
        // The next one gets a new connection.
        m_server->intercept = nullptr;
        QVERIFY(run(m_client->restartStream(u"yard"_s, {})));
    }

    void whatWasNeverSentIsSaid()
    {
        addForeignStream();
        m_server->http().stopListening();
        for (const auto &result :
             {run(m_client->restartStream(u"yard"_s, {})), run(m_client->removeStream(u"yard"_s, true, {})),
              write(writeOf(StreamSetting::Address))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Network);
            QVERIFY(!result.error().message.contains(u"not known whether"));
        }
        QCOMPARE(writesSent(), 0);
    }

    void aReadingBeforeTheWriteThatHangsLeavesNoDoubt_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("the stream") << QByteArray("/api/streams/yard/");
        QTest::newRow("the storages") << QByteArray("/api/server/");
    }

    void aReadingBeforeTheWriteThatHangsLeavesNoDoubt()
    {
        m_client->setWriteDeadline(1s);
        QFETCH(QByteArray, path);
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.path != path)
                return false;
            responder.hang();
            return true;
        };
        StreamWrite what = writeOf();
        what.mayCreate = true;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Network);
        QVERIFY(result.error().message.contains(u"Nothing was changed"));
        QCOMPARE(writesSent(), 0);
    }

    void anUnknownCertificateGetsNoWrite()
    {
        addForeignStream();
        m_server->http().setTlsIdentity(test::TlsIdentity::generate());
        MediaServer card = m_server->card();
        connectAnew(card);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        m_server->requests.clear();
        m_server->http().setTlsIdentity(test::TlsIdentity::generate()); // another certificate, same port
        connectAnew(card);
        const auto changed = run(m_client->restartStream(u"yard"_s, {}));
        QVERIFY(!changed);
        QCOMPARE(changed.error().category, ErrorCategory::Tls);
        card.pinnedSha256.clear();
        connectAnew(card);
        const auto unsignedOne = run(m_client->removeStream(u"yard"_s, true, {}));
        QVERIFY(!unsignedOne);
        QCOMPARE(unsignedOne.error().category, ErrorCategory::Tls);
        QVERIFY(m_server->requests.isEmpty());
    }

    void aBodyThatNeverLeftIsNoDoubt()
    {
        // Somebody accepts the connection and never says a word of TLS.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ServerChannel channel(*m_transport, {true, u"127.0.0.1"_s, silent.serverPort(), {}});
        HttpRequest request;
        request.method = "POST";
        request.path = u"/x"_s;
        request.body = "{}";
        request.deadline = 300ms;
        request.isWrite = true;
        std::optional<Result<HttpResponse>> outcome;
        channel.send(request, {}, [&](Result<HttpResponse> result) { outcome = std::move(result); });
        QTRY_VERIFY(outcome);
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().category, ErrorCategory::Network);
        QVERIFY2(outcome->error().message.contains(u"Nothing was sent"),
                 qPrintable(outcome->error().message));
    }

    void aStopEndsAWrite()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.hang(); });
        std::stop_source source;
        auto running = m_client->restartStream(u"yard"_s, source.get_token());
        QTRY_COMPARE(writesSent(), 1);
        source.request_stop();
        const auto result = run(std::move(running));
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Cancelled);
    }

    void bodiesOfAnySizeArriveWhole()
    {
        addForeignStream();
        StreamWrite what = writeOf();
        for (int i = 0; i < 20'000; ++i)
            what.settings.allowedSubnets.append(u"10.%1.%2.0/24"_s.arg(i / 250).arg(i % 250));
        QVERIFY(write(what));
        QCOMPARE(m_server->streams[u"yard"_s].whitelist, what.settings.allowedSubnets);
    }
};

QTEST_GUILESS_MAIN(V2ClientWritesTest)
#include "tst_v2clientwrites.moc"
