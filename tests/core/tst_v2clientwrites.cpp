#include "tests/core/V2WritesTest.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::address;
using test::FakeV2Server;
using test::HttpResponder;
using test::run;

/// What is written to a media_server_v2: streams that are created, changed, restarted and removed.
class V2ClientWritesTest : public test::V2WritesTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { stopServer(); }

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
        m_server->refusal = place == FakeV2Server::TokenPlace::Query ? 401 : 403;
        QVERIFY(run(m_client->restartStream(u"yard"_s, {}))); // the very first call is a write
        QCOMPARE(m_server->restarted.size(), 1);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QCOMPARE(m_server->writes.size(), 1);
        QCOMPARE(m_server->streams[u"yard"_s].address, address);
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
