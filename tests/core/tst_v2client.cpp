#include "app/mediaserver/MediaServerClient.h"
#include "tests/core/Await.h"
#include "tests/core/FakeV2Server.h"

#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::await;
using test::FakeV2Server;

/// How a media_server_v2 is signed in to, and how its streams are read.
class V2ClientTest : public QObject
{
    Q_OBJECT

    HttpTransport m_transport;

private Q_SLOTS:
    void theTokenIsPlacedWhereItWorks_data()
    {
        QTest::addColumn<FakeV2Server::TokenPlace>("place");
        QTest::addColumn<int>("refused");
        QTest::newRow("header") << FakeV2Server::TokenPlace::Header << 0;
        QTest::newRow("bearer") << FakeV2Server::TokenPlace::Bearer << 1;
        QTest::newRow("query") << FakeV2Server::TokenPlace::Query << 2;
    }

    void theTokenIsPlacedWhereItWorks()
    {
        QFETCH(FakeV2Server::TokenPlace, place);
        QFETCH(int, refused);
        FakeV2Server server;
        QVERIFY(server.http().listen());
        server.tokenPlace = place;
        server.refusal = place == FakeV2Server::TokenPlace::Query ? 401 : 403;
        // A stumble at the start must not settle where the token goes.
        bool isFirst = true;
        server.intercept = [&](const test::HttpRequest &, const test::HttpResponder &responder) {
            if (!std::exchange(isFirst, false))
                return false;
            responder.answer(502);
            return true;
        };
        const auto client = MediaServerClient::create(server.card(), server.secret(), m_transport);
        QVERIFY(!*await(client->poll({})));
        QVERIFY(*await(client->poll({})));
        QVERIFY(*await(client->poll({})));
        QCOMPARE(server.refused, refused); // remembered
        // The server was changed to want it elsewhere: found again, at the latest by the poll after.
        server.tokenPlace = place == FakeV2Server::TokenPlace::Header ? FakeV2Server::TokenPlace::Bearer
                                                                      : FakeV2Server::TokenPlace::Header;
        (void)await(client->poll({}));
        QVERIFY(*await(client->poll({})));
    }

    void aRefusalPutsNoTokenIntoAddresses_data()
    {
        QTest::addColumn<bool>("hasWorked");
        QTest::addColumn<int>("refusal");
        QTest::newRow("403 from the first") << false << 403;
        QTest::newRow("403 where a header did") << true << 403;
        QTest::newRow("401 where a header did") << true << 401;
    }

    void aRefusalPutsNoTokenIntoAddresses()
    {
        QFETCH(bool, hasWorked);
        QFETCH(int, refusal);
        FakeV2Server server;
        QVERIFY(server.http().listen());
        int inAddresses = 0;
        server.intercept = [&](const test::HttpRequest &request, const test::HttpResponder &) {
            inAddresses += int(request.query.contains("token"));
            return false;
        };
        server.refusal = refusal;
        const SecretText secret = server.secret();
        const auto client = MediaServerClient::create(server.card(), secret, m_transport);
        QCOMPARE((*await(client->poll({}))).has_value(), true);
        const auto fresh = MediaServerClient::create(server.card(), secret, m_transport);
        server.token = "Another-1234"; // the one that the console has was ended
        MediaServerClient &asked = hasWorked ? *client : *fresh;
        for (int i = 0; i < 3; ++i) {
            const auto answer = await(asked.poll({}));
            QCOMPARE((*answer).error().category, ErrorCategory::Authentication);
        }
        QCOMPARE(inAddresses, 0);
        server.token = secret.reveal(); // it counts again
        (void)await(asked.poll({}));
        QVERIFY(*await(asked.poll({})));
        QCOMPARE(inAddresses, 0);
    }

    void aWrongTokenIsSaid()
    {
        FakeV2Server server;
        QVERIFY(server.http().listen());
        const auto client = MediaServerClient::create(server.card(), SecretText(u"wrong"_s), m_transport);
        const auto answer = await(client->poll({}));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().category, ErrorCategory::Authentication);
        QCOMPARE(server.refused, 2);
        // Without a token there is nothing to place: asked once.
        const auto open = MediaServerClient::create(server.card(), {}, m_transport);
        QVERIFY(!*await(open->poll({})));
        QCOMPARE(server.refused, 3);
    }

    void addressesReadOnceAreJoinedIntoLaterPolls()
    {
        FakeV2Server server;
        QVERIFY(server.http().listen());
        server.streams[u"a"_s].address = u"rtsp://u:pw@h/"_s;
        server.streams[u"b"_s].address = u"rtsp://h/b"_s;
        const auto client = MediaServerClient::create(server.card(), server.secret(), m_transport);
        QVERIFY((*await(client->poll({})))->streams[0].maskedAddress.isEmpty());
        QCOMPARE(client->nextToSweep(), u"a"_s);
        const auto one = await(client->readStream(u"a"_s, {}));
        QVERIFY(one && *one);
        const auto snapshot = await(client->poll({}));
        QCOMPARE((*snapshot)->streams[0].maskedAddress, u"rtsp://•••@h/"_s);
        QCOMPARE((*snapshot)->streams[0].addressFingerprint, (*one)->address.fingerprint());
        QCOMPARE(client->nextToSweep(), u"b"_s);
        // What vanished is forgotten.
        server.streams.remove(u"a"_s);
        QVERIFY(!*await(client->readStream(u"a"_s, {})));
    }

    void adoptionReadsFourAtATimeAndOutlivesAVanishingStream()
    {
        FakeV2Server server;
        QVERIFY(server.http().listen());
        for (int i = 0; i < 10; ++i)
            server.streams[u"s%1"_s.arg(i)].address = u"rtsp://h/%1"_s.arg(i);
        QList<test::HttpResponder> open;
        int most = 0;
        int running = 0;
        server.intercept = [&](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (!request.path.startsWith("/api/streams/s"))
                return false;
            ++running;
            most = std::max(most, running);
            const QByteArray uid = request.path.mid(13, 2);
            QTimer::singleShot(5, &server.http(), [&, uid, responder] {
                --running;
                if (uid == "s4")
                    responder.answer(404);
                else
                    responder.answer(200, "{\"uid\":\"" + uid + "\",\"source\":{\"url\":\"rtsp://h/" + uid +
                                              "\"}}");
            });
            return true;
        };
        QList<int> progress;
        const auto client = MediaServerClient::create(server.card(), server.secret(), m_transport);
        const auto streams = await(client->readStreams([&](int done, int) { progress.append(done); }, {}));
        QVERIFY(streams && *streams);
        QCOMPARE((*streams)->size(), 10u);
        QCOMPARE(most, 4);
        QCOMPARE(progress.last(), 10);
        QVERIFY(std::is_sorted(progress.cbegin(), progress.cend()));
        for (const RemoteStream &one : **streams) {
            QCOMPARE(one.obstacle.isEmpty(), one.remoteName != u"s4");
            QCOMPARE(one.address.isEmpty(), one.remoteName == u"s4");
        }
    }
};

QTEST_GUILESS_MAIN(V2ClientTest)
#include "tst_v2client.moc"
