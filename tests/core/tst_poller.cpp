#include "app/sync/Poller.h"
#include "tests/core/FakeV2Server.h"
#include "tests/support/ReplayServer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::FakeV2Server;
using test::HttpResponder;
using test::Recording;
using test::ReplayServer;

class PollerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeV2Server> m_server;
    std::unique_ptr<HttpTransport> m_transport;

    [[nodiscard]] std::unique_ptr<ServerPoller> pollerFor(std::chrono::milliseconds interval,
                                                          std::chrono::milliseconds sweep = 1h)
    {
        return std::make_unique<ServerPoller>(
            MediaServerClient::create(m_server->card(), m_server->secret(), *m_transport), interval, nullptr,
            PollPace{sweep, 2s});
    }

    [[nodiscard]] int polls() const { return m_server->countOf(u"GET /api/streams/"_s); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeV2Server>();
        QVERIFY(m_server->http().listen());
        m_server->streams.insert(u"a"_s, {});
        m_server->streams.insert(u"b"_s, {});
        m_transport = std::make_unique<HttpTransport>();
    }
    void cleanup() { m_transport.reset(); }

    void thePauseGrowsWithFailuresUpToAMinute()
    {
        const QList<std::chrono::milliseconds> expected{10s, 20s, 40s, 60s, 60s};
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(ServerPoller::backOff(10s, i + 1).count(), expected[i].count());
        QCOMPARE(ServerPoller::backOff(10s, 1'000'000).count(), std::chrono::milliseconds(60s).count());
        QCOMPARE(ServerPoller::backOff(1s, 100).count(), std::chrono::milliseconds(60s).count());
        QCOMPARE(ServerPoller::backOff(5min, 3).count(), std::chrono::milliseconds(5min).count());
    }

    void pollsFollowEachOtherAtTheirPace()
    {
        const auto poller = pollerFor(200ms);
        QSignalSpy ready(poller.get(), &ServerPoller::snapshotReady);
        QElapsedTimer clock;
        clock.start();
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return ready.size() == 4; }));
        QVERIFY2(clock.elapsed() >= 3 * 170, qPrintable(QString::number(clock.elapsed())));
        const auto snapshot = ready[0][0].value<SnapshotPtr>();
        QCOMPARE(snapshot->streams.size(), 2u);
        QCOMPARE(snapshot->load.version, u"24.03"_s);
    }

    void aSlowServerIsNeverAskedTwiceAtATime()
    {
        QList<HttpResponder> open;
        m_server->intercept = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
            return true;
        };
        const auto poller = pollerFor(20ms);
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 1; }));
        poller->pollNow();
        poller->pollNow();
        QVERIFY(!QTest::qWaitFor([&] { return open.size() > 1; }, 150));
    }

    void pollNowDuringAPollIsFollowedByAnother()
    {
        const auto poller = pollerFor(1h);
        QSignalSpy ready(poller.get(), &ServerPoller::snapshotReady);
        QList<HttpResponder> open;
        m_server->intercept = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
            return true;
        };
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 1; }));
        poller->pollNow();
        m_server->intercept = nullptr;
        open.front().answer(200, "{}");
        QVERIFY(QTest::qWaitFor([&] { return ready.size() == 2; }));
        QCOMPARE(ready[0][0].value<SnapshotPtr>()->streams.size(), 0u);
        QCOMPARE(ready[1][0].value<SnapshotPtr>()->streams.size(), 2u);
        poller->pollNow();
        QVERIFY(QTest::qWaitFor([&] { return ready.size() == 3; }));
    }

    void failuresAreToldWithTheirNumberAndTheNextAttempt()
    {
        m_server->intercept = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(500, "no");
            return true;
        };
        const auto poller = pollerFor(50ms);
        QSignalSpy failed(poller.get(), &ServerPoller::pollFailed);
        QSignalSpy ready(poller.get(), &ServerPoller::snapshotReady);
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return failed.size() == 3; }));
        for (int i = 0; i < 3; ++i) {
            const auto failure = failed[i][0].value<PollFailure>();
            QCOMPARE(failure.consecutive, i + 1);
            QCOMPARE(failure.error.httpStatus, 500);
            const qint64 pause = failure.nextAttemptMs - failure.failedAtMs;
            QVERIFY2(qAbs(pause - (50 << i)) <= 25, qPrintable(QString::number(pause)));
        }
        m_server->intercept = nullptr;
        poller->pollNow();
        QVERIFY(QTest::qWaitFor([&] { return ready.size() >= 2; })); // and the pace is back
    }

    void destroyingAPollerEndsItsPollSilently()
    {
        m_server->intercept = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.hang();
            return true;
        };
        auto poller = pollerFor(10ms, 10ms);
        QSignalSpy failed(poller.get(), &ServerPoller::pollFailed);
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return !m_server->requests.isEmpty(); }));
        poller.reset();
        QCOMPARE(failed.size(), 0);
        QVERIFY(QTest::qWaitFor([&] { return m_server->http().openConnectionCount() == 0; }));
    }

    void addressesAreSweptOneAfterTheOther()
    {
        m_server->streams[u"a"_s].address = u"rtsp://h/a"_s;
        m_server->streams[u"b"_s].address = u"rtsp://h/b"_s;
        const auto poller = pollerFor(30ms, 15ms);
        QSignalSpy ready(poller.get(), &ServerPoller::snapshotReady);
        poller->start(0ms);
        QVERIFY(QTest::qWaitFor([&] {
            return !ready.isEmpty() &&
                   ready.last()[0].value<SnapshotPtr>()->streams[0].maskedAddress == u"rtsp://h/a" &&
                   ready.last()[0].value<SnapshotPtr>()->streams[1].maskedAddress == u"rtsp://h/b";
        }));
        // In turns: neither is read twice as often as the other.
        const int before = m_server->countOf(u"GET /api/streams/a/"_s);
        QVERIFY(QTest::qWaitFor([&] { return m_server->countOf(u"GET /api/streams/a/"_s) >= before + 3; }));
        QVERIFY(qAbs(m_server->countOf(u"GET /api/streams/a/"_s) -
                     m_server->countOf(u"GET /api/streams/b/"_s)) <= 1);
    }

    void aStreamThatCannotBeReadDoesNotStopTheSweep()
    {
        m_server->streams[u"b"_s].address = u"rtsp://h/b"_s;
        m_server->intercept = [](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.path != "/api/streams/a/")
                return false;
            responder.answer(500, "cannot");
            return true;
        };
        const auto poller = pollerFor(30ms, 15ms);
        poller->start(0ms);
        QVERIFY2(QTest::qWaitFor([&] { return m_server->countOf(u"GET /api/streams/b/"_s) > 0; }, 2'000),
                 "one stream that always fails holds up all others");
    }

    void aCounterServerIsSampledASecondTimeSoon()
    {
        ReplayServer replay({Recording::load(u"mediamtx"_s, u"001-info.json"_s),
                             Recording::load(u"mediamtx-scenarios"_s, u"004-poll-a-config.json"_s),
                             Recording::load(u"mediamtx-scenarios"_s, u"005-poll-a-runtime.json"_s)},
                            "admin", "adminpass");
        QVERIFY(replay.listen());
        MediaServer card = m_server->card();
        card.type = ServerType::MediaMtx;
        card.apiPort = replay.port();
        card.userName = u"admin"_s;
        ServerPoller poller(MediaServerClient::create(card, SecretText(u"adminpass"_s), *m_transport), 1h,
                            nullptr, PollPace{1h, 50ms});
        QSignalSpy ready(&poller, &ServerPoller::snapshotReady);
        poller.start(0ms);
        QVERIFY(QTest::qWaitFor([&] { return ready.size() == 2; }));
        QVERIFY(!QTest::qWaitFor([&] { return ready.size() > 2; }, 200)); // then at the ordinary pace
    }

    void aDeadServerDoesNotSlowTheOthers()
    {
        FakeV2Server dead;
        QVERIFY(dead.http().listen());
        dead.intercept = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.hang();
            return true;
        };
        Poller poller(*m_transport);
        poller.setInterval(30ms);
        QSignalSpy ready(&poller, &Poller::snapshotReady);
        for (int i = 0; i < 20; ++i)
            poller.setServer(dead.card(), dead.secret(), {});
        const MediaServer alive = m_server->card();
        poller.setServer(alive, m_server->secret(), {});
        QVERIFY(QTest::qWaitFor([&] { return ready.size() >= 10; }));
        QVERIFY(poller.client(alive.id));
        // Changed settings start it anew; a removed one is asked no more.
        poller.setServer(alive, m_server->secret(), {});
        poller.pollNow(alive.id);
        const auto count = ready.size();
        QVERIFY(QTest::qWaitFor([&] { return ready.size() > count + 1; }));
        poller.removeServer(alive.id);
        QVERIFY(!poller.client(alive.id));
        QCoreApplication::processEvents();
        const int asked = polls();
        QVERIFY(!QTest::qWaitFor([&] { return polls() > asked; }, 150));
        poller.pollNow(alive.id);
        poller.pollAllNow();
        poller.close();
    }
};

QTEST_GUILESS_MAIN(PollerTest)
#include "tst_poller.moc"
