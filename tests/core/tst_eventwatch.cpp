#include "app/session/EventWatch.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 start = 1'800'000'000'000;
constexpr qint64 pollMs = 10'000;

using Change = std::function<void(ServerSnapshot &)>;

Change withStatus(size_t stream, StreamStatus status)
{
    return [stream, status](ServerSnapshot &snapshot) { snapshot.streams[stream].status = status; };
}

Change lost(size_t stream = 0)
{
    return withStatus(stream, StreamStatus::Inactive);
}

} // namespace

/// What is told of a fleet, poll after poll. Time is that of the polls.
class EventWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_maker = std::make_unique<FleetMaker>(2, 3);
        m_fleet = std::make_unique<FleetState>();
        m_maker->give(*m_fleet);
        m_events.clear();
        m_nowMs = start;
        restart();
        poll();
    }

    void aStreamThatIsWellTellsNothing()
    {
        poll();
        poll(withStatus(0, StreamStatus::Idle)); // nobody watches, and nothing is wrong
        poll(withStatus(0, StreamStatus::Initialization));
        QVERIFY(m_events.empty());
    }

    void anOutageHasBeginAndEnd()
    {
        poll([](ServerSnapshot &snapshot) {
            lost()(snapshot);
            snapshot.streams[0].rawStatus = u"404 Not Found"_s;
            snapshot.streams[0].lostSinceMs = snapshot.polledAtMs - 3'000;
        });
        QCOMPARE(m_events.size(), 1u);
        const Event begun = taken();
        QCOMPARE(begun.type, EventType::StreamInactive);
        QCOMPARE(begun.atMs, m_nowMs - 3'000);
        QVERIFY(begun.isGoingOn());
        QCOMPARE(begun.stream, m_maker->streams[0].id);
        QCOMPARE(begun.camera, m_maker->cameras[0].id);
        QCOMPARE(begun.server, m_maker->servers[0].id);
        QCOMPARE(begun.subject, u"Camera 0 · high"_s);
        QCOMPARE(begun.serverName, u"server 000"_s);
        QCOMPARE(begun.detail, u"404 Not Found"_s);
        poll(lost()); // it goes on
        QVERIFY(m_events.empty());
        poll();
        const Event ended = taken();
        QCOMPARE(ended.type, EventType::StreamInactive);
        QCOMPARE(ended.stream, begun.stream);
        QCOMPARE(ended.untilMs, m_nowMs);
    }

    void aMomentOfAnotherClockIsNotBelieved_data()
    {
        QTest::addColumn<qint64>("told"); // after the poll that shows the loss
        QTest::addColumn<qint64>("begin");
        QTest::newRow("between the polls") << -pollMs + 1 << -pollMs + 1;
        QTest::newRow("before the poll that saw it well") << -pollMs << qint64(0);
        QTest::newRow("in the future") << qint64(1) << qint64(0);
    }

    void aMomentOfAnotherClockIsNotBelieved()
    {
        QFETCH(qint64, told);
        QFETCH(qint64, begin);
        poll([&](ServerSnapshot &snapshot) {
            lost()(snapshot);
            snapshot.streams[0].lostSinceMs = snapshot.polledAtMs + told;
        });
        QCOMPARE(taken().atMs, m_nowMs + begin);
    }

    void aNewConsoleGoesOnWithTheOutage()
    {
        poll(lost());
        const Event begun = taken();
        restart({begun});
        poll(lost());
        QVERIFY(m_events.empty());
        poll();
        QCOMPARE(taken().untilMs, m_nowMs);
        // It came back while nobody looked.
        restart({begun});
        poll();
        QCOMPARE(taken().untilMs, m_nowMs);
    }

    void whatAnOperationInterruptsIsNone()
    {
        const StreamId stream = m_maker->streams[0].id;
        m_fleet->setPending(stream, PendingOperation{OperationKind::Restart, OperationPhase::Asked});
        poll(lost());
        m_fleet->setPending(stream, std::nullopt);
        poll(lost()); // it has just ended
        QVERIFY(m_events.empty());
        poll(lost()); // and the stream does not come back
        QCOMPARE(taken().atMs, m_nowMs);
    }

    void whatIsSwitchedOffIsNone()
    {
        poll(lost());
        (void)taken();
        Stream off = m_maker->streams[0];
        off.isEnabled = false;
        m_fleet->updateStream(off);
        QTest::qWait(0);
        const auto isOff = [](ServerSnapshot &snapshot) {
            lost()(snapshot);
            snapshot.streams[0].isEnabled = false;
        };
        poll(isOff);
        QCOMPARE(taken().untilMs, m_nowMs);
        poll(isOff);
        QVERIFY(m_events.empty());
    }

    void aServerThatIsDownIsOneEvent()
    {
        fail(1);
        QVERIFY(m_events.empty()); // one poll is no outage
        const qint64 firstMs = m_nowMs;
        fail(2);
        const Event down = taken();
        QCOMPARE(down.type, EventType::ServerDown);
        QCOMPARE(down.atMs, firstMs);
        QCOMPARE(down.server, m_maker->servers[0].id);
        QVERIFY(down.stream.isNull());
        QCOMPARE(down.subject, u"server 000"_s);
        QVERIFY2(down.detail.startsWith(u"no route"), qPrintable(down.detail));
        QVERIFY2(down.detail.contains(u'3'), qPrintable(down.detail)); // streams
        fail(3);
        QVERIFY(m_events.empty());
        // Its captures begin anew: that is no outage of each of them.
        poll([](ServerSnapshot &snapshot) {
            for (ObservedStream &stream : snapshot.streams)
                stream.status = StreamStatus::Inactive;
        });
        const Event up = taken();
        QCOMPARE(up.type, EventType::ServerDown);
        QCOMPARE(up.untilMs, m_nowMs);
        const qint64 upMs = m_nowMs;
        poll(lost(1));
        QVERIFY(m_events.empty());
        // But what stays lost is one, since then.
        m_nowMs = upMs + EventWatch::graceMs;
        poll(lost(1));
        QCOMPARE(taken().atMs, upMs);
    }

    void aSealedTokenIsNoOutage()
    {
        fail(1, ErrorCategory::Secret);
        fail(2, ErrorCategory::Secret);
        QVERIFY(m_events.empty());
    }

    void aRestartIsSeen()
    {
        const auto startedAt = [](qint64 atMs) {
            return [atMs](ServerSnapshot &snapshot) { snapshot.load.startedAtMs = atMs; };
        };
        poll(startedAt(start - 1'000'000));
        poll(startedAt(start - 990'000)); // reckoned a little differently
        QVERIFY(m_events.empty());
        const qint64 atMs = m_nowMs + 4'000;
        poll([&](ServerSnapshot &snapshot) {
            startedAt(atMs)(snapshot);
            lost(0)(snapshot);
            lost(2)(snapshot);
        });
        const Event restarted = taken();
        QCOMPARE(restarted.type, EventType::ServerRestarted);
        QCOMPARE(restarted.atMs, atMs);
        QVERIFY(!restarted.isGoingOn());
        QVERIFY2(restarted.detail.contains(u'2'), qPrintable(restarted.detail));
        poll(startedAt(atMs));
        QVERIFY(m_events.empty());
    }

    void whatOthersChangeIsToldOnceItIsSure()
    {
        const auto changed = [](ServerSnapshot &snapshot) {
            snapshot.streams[1].maskedAddress = u"rtsp://x/y"_s;
        };
        poll(changed);
        const qint64 firstMs = m_nowMs;
        QVERIFY(m_events.empty()); // another console may be at it just now
        poll(changed);
        const Event told = taken();
        QCOMPARE(told.type, EventType::ChangedByOthers);
        QCOMPARE(told.stream, m_maker->streams[1].id);
        QCOMPARE(told.atMs, firstMs);
        QCOMPARE(told.detail, u"another address"_s);
        poll(changed);
        QVERIFY(m_events.empty());
        poll();
        poll(changed);
        poll();
        poll(changed);
        QVERIFY(m_events.empty()); // never twice in a row
        // Known from before: nobody saw who.
        restart();
        poll(changed);
        poll(changed);
        QVERIFY(m_events.empty());
    }

    void whatOthersRemoveIsBoth()
    {
        const auto removed = [](ServerSnapshot &snapshot) {
            snapshot.streams.erase(snapshot.streams.begin());
        };
        poll(removed);
        QCOMPARE(taken().type, EventType::StreamInactive);
        poll(removed);
        const Event told = taken();
        QCOMPARE(told.type, EventType::ChangedByOthers);
        QCOMPARE(told.detail, u"removed"_s);
        poll();
        QCOMPARE(taken().untilMs, m_nowMs);
    }

    void ourOwnChangeIsNobodyElses()
    {
        const StreamId stream = m_maker->streams[1].id;
        const auto changed = [](ServerSnapshot &snapshot) {
            snapshot.streams[1].maskedAddress = u"rtsp://x/y"_s;
        };
        m_fleet->setPending(stream, PendingOperation{OperationKind::ChangeAddress, OperationPhase::Asked});
        poll(changed);
        m_fleet->setPending(stream, std::nullopt);
        poll(changed);
        poll(changed); // it stopped half way: that is no change by others
        QVERIFY(m_events.empty());
    }

    void whatIsGoneEnds()
    {
        Event stream;
        stream.type = EventType::StreamInactive;
        stream.atMs = start;
        stream.stream = StreamId::create();
        Event server;
        server.type = EventType::ServerDown;
        server.atMs = start;
        server.server = ServerId::create();
        Event known = stream;
        known.stream = m_maker->streams[0].id;
        m_watch->compare({stream, server, known}, m_nowMs);
        QCOMPARE(m_events.size(), 2u);
        for (const Event &event : m_events)
            QCOMPARE(event.untilMs, m_nowMs);
        // The one that is there ends with the poll that shows its end, whoever has begun it.
        m_events.clear();
        poll();
        QCOMPARE(taken().stream, known.stream);
    }

    void aServerThatDoesNotAnswerEndsNothing()
    {
        poll(lost());
        (void)taken();
        fail(1);
        fail(2);
        QCOMPARE(taken().type, EventType::ServerDown);
        poll(lost());
        QCOMPARE(m_events.size(), 1u); // that it is up
    }

private:
    /// The only event since the last call.
    Event taken()
    {
        [&] { QCOMPARE(m_events.size(), 1u); }();
        const Event event = m_events.empty() ? Event() : m_events.front();
        m_events.clear();
        return event;
    }

    void restart(const std::vector<Event> &goingOn = {})
    {
        m_watch = std::make_unique<EventWatch>(*m_fleet,
                                               [this](Event event) { m_events.push_back(std::move(event)); });
        m_watch->start(goingOn);
    }

    /// The first server answers, a poll later.
    void poll(const Change &change = {})
    {
        m_nowMs += pollMs;
        const auto snapshot = m_maker->snapshot(0, m_nowMs);
        if (change)
            change(*snapshot);
        m_fleet->applySnapshot(snapshot);
        m_watch->take(*snapshot);
    }

    void fail(int consecutive, ErrorCategory category = ErrorCategory::Network)
    {
        m_nowMs += pollMs;
        const PollFailure failure{m_maker->servers[0].id, m_nowMs, m_nowMs + pollMs, consecutive,
                                  Error{category, u"no route to server 000."_s, {}, 0}};
        m_fleet->applyFailure(failure);
        m_watch->take(failure);
    }

    std::unique_ptr<FleetMaker> m_maker;
    std::unique_ptr<FleetState> m_fleet;
    std::unique_ptr<EventWatch> m_watch;
    std::vector<Event> m_events;
    qint64 m_nowMs = 0;
};

QTEST_GUILESS_MAIN(EventWatchTest)
#include "tst_eventwatch.moc"
