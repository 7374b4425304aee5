#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

using Spans = std::vector<TimeSpan>;
using Periods = std::vector<TroublePeriod>;

} // namespace

/// What is said of a stream over time: only what somebody saw.
class StatusStripTest : public QObject
{
    Q_OBJECT

    qint64 m_nowMs = 0;
    std::unique_ptr<FleetMaker> m_maker;
    std::unique_ptr<FleetState> m_fleet;

    void poll(StreamStatus status)
    {
        auto snapshot = m_maker->snapshot(0, m_nowMs);
        snapshot->streams.front().status = status;
        m_fleet->applySnapshot(snapshot);
    }

    void pollFor(StreamStatus status, qint64 lengthMs)
    {
        for (const qint64 endMs = m_nowMs + lengthMs; m_nowMs < endMs; m_nowMs += minute)
            poll(status);
    }

    [[nodiscard]] const FleetRow &row() const { return m_fleet->row(0); }
    [[nodiscard]] StatusStrip strip() const { return stripOf(*m_fleet, row(), dayMs, m_nowMs); }

private Q_SLOTS:
    void init()
    {
        m_nowMs = 480'000 * hour;
        m_maker = std::make_unique<FleetMaker>(1, 1);
        m_fleet = std::make_unique<FleetState>();
        m_maker->give(*m_fleet);
    }

    void spansAreCutAndJoined()
    {
        QCOMPARE(joined({{50, 60}, {0, 20}, {15, 30}, {30, 35}, {90, 200}, {70, 70}}, {10, 100}),
                 (Spans{{10, 35}, {50, 60}, {90, 100}}));
        QCOMPARE(joined({}, {0, 10}), Spans());
    }

    void aLossThatNobodySawInTheMiddleIsTwo()
    {
        const TroubleHistory history{{100, 0, TroubleKind::Lost}, {900, 0, TroubleKind::Back}};
        const StatusStrip strip = stripOf(history, {{300, 500}}, {0, 1000}, false);
        QCOMPARE(strip.periods, (Periods{{100, 300}, {500, 900}}));
        QCOMPARE(strip.unknown, (Spans{{300, 500}}));
        // Of one that lies wholly in such a time nothing is left; a moment at its edge stays one.
        QVERIFY(stripOf(history, {{0, 1000}}, {0, 1000}, false).periods.empty());
        QVERIFY(stripOf(history, {{0, 1000}}, {0, 1000}, false).isUnknown());
        QVERIFY(stripOf(history, {{50, 950}}, {0, 1000}, false).periods.empty());
        QVERIFY(!stripOf(history, {{50, 950}}, {0, 1000}, false).isUnknown());
    }

    void beforeAnybodyLookedNothingIsKnown()
    {
        QVERIFY(strip().isUnknown());
        QCOMPARE(texts::dayInWords(*m_fleet, row(), m_nowMs), format::unknown());
        const qint64 beginMs = m_nowMs;
        pollFor(StreamStatus::Active, hour);
        const StatusStrip seen = strip();
        QCOMPARE(seen.unknown, (Spans{{seen.fromMs, beginMs}}));
        QVERIFY(seen.periods.empty());
        QVERIFY(texts::dayInWords(*m_fleet, row(), m_nowMs).contains(u"23 h"));
    }

    void aSilentServerIsUnknownAndNotUp()
    {
        pollFor(StreamStatus::Active, hour);
        const qint64 silentMs = m_nowMs - minute;
        m_nowMs += 20 * minute;
        PollFailure failure;
        failure.server = m_maker->servers.front().id;
        failure.failedAtMs = m_nowMs;
        m_fleet->applyFailure(failure);
        QCOMPARE(strip().unknown.back(), (TimeSpan{silentMs, m_nowMs}));
        pollFor(StreamStatus::Active, hour);
        QCOMPARE(strip().unknown.size(), size_t(2));
        QCOMPARE(strip().unknown.back(), (TimeSpan{silentMs + minute, silentMs + 21 * minute}));
    }

    void lossesAreSeen()
    {
        pollFor(StreamStatus::Active, hour);
        const qint64 lostMs = m_nowMs;
        pollFor(StreamStatus::Inactive, 30 * minute);
        QCOMPARE(strip().periods, (Periods{{lostMs, m_nowMs}}));
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{lostMs, false}));
        const qint64 backMs = m_nowMs;
        pollFor(StreamStatus::Active, 30 * minute);
        QCOMPARE(strip().periods, (Periods{{lostMs, backMs}}));
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{backMs, false}));
        QCOMPARE(lostWithin(*m_fleet, row(), dayMs, m_nowMs), 30 * minute);
    }

    void whereNothingIsTrackedNothingIsSaid()
    {
        m_maker->servers.front().isIncorrectCamerasEnabled = false;
        m_maker->give(*m_fleet);
        pollFor(StreamStatus::Active, hour);
        QVERIFY(strip().isUnknown());
        QCOMPARE(lostWithin(*m_fleet, row(), dayMs, m_nowMs), qint64(-1));
        // But this program sees it.
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{m_nowMs - hour, true}));
    }

    void anotherServersTimeIsUnknown()
    {
        pollFor(StreamStatus::Active, 2 * hour);
        const qint64 movedMs = m_nowMs - hour;
        m_maker->streams.front().lastTransferAt = QDateTime::fromMSecsSinceEpoch(movedMs, Qt::UTC);
        m_maker->give(*m_fleet);
        QCOMPARE(strip().unknown.back().untilMs, movedMs);
    }

    void onlyTheLowerBoundIsKnownAtFirst()
    {
        QCOMPARE(sinceOf(*m_fleet, row()), StateSince());
        const qint64 beginMs = m_nowMs;
        pollFor(StreamStatus::Active, 3 * hour);
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{beginMs, true}));
        QCOMPARE(texts::since(sinceOf(*m_fleet, row()), m_nowMs), u"> 3 h"_s);
        // A break of our own looks is no knowledge.
        m_nowMs += hour;
        const qint64 againMs = m_nowMs;
        poll(StreamStatus::Active);
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{againMs, true}));
    }

    void anEarlierRunIsRemembered()
    {
        pollFor(StreamStatus::Active, 3 * hour);
        FleetState next;
        m_maker->give(next);
        next.watch().restore(
            {{m_maker->servers.front().id, m_fleet->watch().heard(m_maker->servers.front().id)}});
        next.applySnapshot(m_maker->snapshot(0, m_nowMs));
        QCOMPARE(sinceOf(next, next.row(0)), (StateSince{m_nowMs - 3 * hour, true}));
        QCOMPARE(stripOf(next, next.row(0), dayMs, m_nowMs).unknown, strip().unknown);
    }

    void whatAServerTellsOfTheFutureIsNotBelieved()
    {
        auto snapshot = m_maker->snapshot(0, m_nowMs);
        snapshot->streams.front().sourceStartMs = m_nowMs + hour;
        m_fleet->applySnapshot(snapshot);
        QVERIFY(sinceOf(*m_fleet, row()).isAtLeast);
        snapshot = m_maker->snapshot(0, m_nowMs + minute);
        snapshot->streams.front().sourceStartMs = m_nowMs - hour;
        m_fleet->applySnapshot(snapshot);
        QCOMPARE(sinceOf(*m_fleet, row()), (StateSince{m_nowMs - hour, false}));
    }

    void weeksAreForgotten()
    {
        poll(StreamStatus::Active);
        const ServerId server = m_maker->servers.front().id;
        m_nowMs += 8 * dayMs;
        poll(StreamStatus::Active);
        QCOMPARE(m_fleet->watch().heard(server).size(), 1);
    }

    void elapsedIsShort_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << qint64(12'000) << u"12 s"_s;
        QTest::newRow("minutes") << 4 * minute << u"4 min"_s;
        QTest::newRow("hours") << 3 * hour + 12 * minute << u"3 h 12"_s;
        QTest::newRow("few minutes") << 3 * hour + 5 * minute << u"3 h 05"_s;
        QTest::newRow("whole hours") << 19 * hour << u"19 h"_s;
        QTest::newRow("days") << 50 * hour << u"2 d"_s;
    }

    void elapsedIsShort()
    {
        QFETCH(qint64, ms);
        QTEST(format::elapsed(ms), "text");
    }
};

QTEST_GUILESS_MAIN(StatusStripTest)
#include "tst_statusstrip.moc"
