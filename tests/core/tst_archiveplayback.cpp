#include "models/rules/ArchiveCoverage.h"
#include "models/rules/ArchivePlayback.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 nowMs = 1'000'000'000;

/// Two periods of 100 s with a gap of 50 s between them.
const std::vector<RecordedPeriod> twoPeriods{{100 * second, 200 * second}, {250 * second, 350 * second}};

const ServerId first = ServerId::fromString(u"00000000-0000-0000-0000-000000000001"_s);
const ServerId second2 = ServerId::fromString(u"00000000-0000-0000-0000-000000000002"_s);
const ServerId third = ServerId::fromString(u"00000000-0000-0000-0000-000000000003"_s);

ArchiveHolder held(const ServerId &server, qint64 fromSeconds, std::optional<qint64> untilSeconds)
{
    ArchiveHolder holder;
    holder.server = server;
    holder.remoteName = u"cam"_s;
    holder.fromMs = fromSeconds * second;
    if (untilSeconds)
        holder.untilMs = *untilSeconds * second;
    return holder;
}

} // namespace

class ArchivePlaybackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMomentInAGapMovesToTheNextRecordedOne_data();
    void aMomentInAGapMovesToTheNextRecordedOne();
    void stepsCountRecordedTimeOnly_data();
    void stepsCountRecordedTimeOnly();
    void gapsAreJumpedOver_data();
    void gapsAreJumpedOver();
    void nothingRecordedIsNoPlaceToGo();
    void theServerThatHoldsTheMomentPlaysIt();
    void theMainServerPlaysWhatTwoServersHold();
    void withoutTheMainServerTheOneThatRecordedLastPlays();
    void aServerThatFailedIsPassedOver();
    void aGapHasNoPlace();
    void anInterruptionBelowTheToleranceIsPlayedOver();
    void aPeriodThatHasANameIsAPlaceOfItsOwn();
    void whatIsRecordedNowEndsNow();
    void periodsWithoutLengthAreNone();
};

void ArchivePlaybackTest::aMomentInAGapMovesToTheNextRecordedOne_data()
{
    QTest::addColumn<qint64>("asked");
    QTest::addColumn<qint64>("found"); // -1: none
    QTest::newRow("before everything") << 0 * second << 100 * second;
    QTest::newRow("first moment") << 100 * second << 100 * second;
    QTest::newRow("inside") << 150 * second << 150 * second;
    QTest::newRow("last millisecond") << 200 * second - 1 << 200 * second - 1;
    QTest::newRow("the end is not recorded") << 200 * second << 250 * second;
    QTest::newRow("in the gap") << 220 * second << 250 * second;
    QTest::newRow("behind everything") << 350 * second << qint64(-1);
}

void ArchivePlaybackTest::aMomentInAGapMovesToTheNextRecordedOne()
{
    QFETCH(qint64, asked);
    QFETCH(qint64, found);
    QCOMPARE(recordedMomentFrom(twoPeriods, asked).value_or(-1), found);
}

void ArchivePlaybackTest::stepsCountRecordedTimeOnly_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("to");
    QTest::newRow("forward inside") << 120 * second << 10 * second << 130 * second;
    QTest::newRow("back inside") << 120 * second << -10 * second << 110 * second;
    QTest::newRow("forward over the gap") << 195 * second << 10 * second << 255 * second;
    QTest::newRow("back over the gap") << 253 * second << -10 * second << 193 * second;
    QTest::newRow("forward out of the gap") << 220 * second << 10 * second << 260 * second;
    QTest::newRow("back out of the gap") << 220 * second << -10 * second << 190 * second;
    QTest::newRow("from the start of the second period back") << 250 * second << -10 * second << 190 * second;
    QTest::newRow("not before the beginning") << 105 * second << -60 * second << 100 * second;
    QTest::newRow("not behind the end") << 345 * second << 60 * second << 350 * second;
    QTest::newRow("from behind the end back") << 500 * second << -10 * second << 340 * second;
    QTest::newRow("from before the beginning on") << 0 * second << 10 * second << 110 * second;
}

void ArchivePlaybackTest::stepsCountRecordedTimeOnly()
{
    QFETCH(qint64, from);
    QFETCH(qint64, step);
    QFETCH(qint64, to);
    QCOMPARE(stepInRecordings(twoPeriods, from, step), to);
}

void ArchivePlaybackTest::gapsAreJumpedOver_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("next");
    QTest::addColumn<qint64>("previous");
    QTest::newRow("before everything") << 0 * second << 100 * second << qint64(-1);
    QTest::newRow("first period") << 150 * second << 250 * second << 100 * second;
    QTest::newRow("in the gap") << 220 * second << 250 * second << 100 * second;
    QTest::newRow("second period") << 300 * second << qint64(-1) << 250 * second;
    QTest::newRow("just begun: again goes on back") << 252 * second << qint64(-1) << 100 * second;
    QTest::newRow("just begun at all") << 102 * second << 250 * second << 100 * second;
}

void ArchivePlaybackTest::gapsAreJumpedOver()
{
    QFETCH(qint64, from);
    QFETCH(qint64, next);
    QFETCH(qint64, previous);
    QCOMPARE(startAfterNextGap(twoPeriods, from).value_or(-1), next);
    QCOMPARE(startAfterPreviousGap(twoPeriods, from).value_or(-1), previous);
}

void ArchivePlaybackTest::nothingRecordedIsNoPlaceToGo()
{
    const std::vector<RecordedPeriod> nothing;
    QVERIFY(!recordedMomentFrom(nothing, 5));
    QVERIFY(!startAfterNextGap(nothing, 5));
    QVERIFY(!startAfterPreviousGap(nothing, 5));
    QVERIFY(ArchiveMap().isEmpty());
    QVERIFY(!ArchiveMap().placeAt(5, nowMs));
}

void ArchivePlaybackTest::theServerThatHoldsTheMomentPlaysIt()
{
    const ArchiveMap map({held(second2, 200, {}), held(first, 100, 200)}, second2);
    const auto early = map.placeAt(150 * second, nowMs);
    QVERIFY(early);
    QCOMPARE(early->server, first);
    QCOMPARE(early->untilMs, 200 * second);
    QVERIFY(!early->isOpen);
    const auto late = map.placeAt(200 * second, nowMs);
    QVERIFY(late);
    QCOMPARE(late->server, second2);
    QVERIFY(late->isOpen);
}

void ArchivePlaybackTest::theMainServerPlaysWhatTwoServersHold()
{
    const std::vector<ArchiveHolder> index{held(first, 100, 300), held(second2, 150, 250)};
    QCOMPARE(ArchiveMap(index, first).placeAt(200 * second, nowMs)->server, first);
    QCOMPARE(ArchiveMap(index, second2).placeAt(200 * second, nowMs)->server, second2);
    // Outside of what it holds, the other one plays.
    QCOMPARE(ArchiveMap(index, second2).placeAt(275 * second, nowMs)->server, first);
}

void ArchivePlaybackTest::withoutTheMainServerTheOneThatRecordedLastPlays()
{
    const std::vector<ArchiveHolder> index{held(first, 100, 300), held(second2, 150, 310)};
    QCOMPARE(ArchiveMap(index, third).placeAt(200 * second, nowMs)->server, second2);
}

void ArchivePlaybackTest::aServerThatFailedIsPassedOver()
{
    const ArchiveMap map({held(first, 100, 300), held(second2, 150, 250)}, first);
    QCOMPARE(map.placeAt(200 * second, nowMs, {first})->server, second2);
    QVERIFY(!map.placeAt(200 * second, nowMs, {first, second2}));
    QVERIFY(!map.placeAt(110 * second, nowMs, {first}));
}

void ArchivePlaybackTest::aGapHasNoPlace()
{
    const ArchiveMap map({held(first, 100, 200), held(first, 250, 350)}, first);
    QVERIFY(!map.placeAt(220 * second, nowMs));
    QVERIFY(!map.placeAt(350 * second, nowMs));
    QVERIFY(!map.placeAt(90 * second, nowMs));
}

void ArchivePlaybackTest::anInterruptionBelowTheToleranceIsPlayedOver()
{
    const ArchiveMap map({held(first, 100, 200), held(first, 201, 300), held(first, 302, 400)}, first);
    QCOMPARE(map.placeAt(150 * second, nowMs)->untilMs, 400 * second);
    const auto between = map.placeAt(200 * second + 500, nowMs);
    QVERIFY(between);
    QCOMPARE(between->momentMs, 201 * second);
    QCOMPARE(map.coverage(nowMs).size(), size_t(1));
}

void ArchivePlaybackTest::aPeriodThatHasANameIsAPlaceOfItsOwn()
{
    std::vector<ArchiveHolder> index{held(first, 100, 200), held(first, 201, 300)};
    index[0].toldStart = u"one"_s;
    index[1].toldStart = u"two"_s;
    const ArchiveMap map(index, first);
    // Its server stops at the end of the period that was named.
    const auto early = map.placeAt(150 * second, nowMs);
    QCOMPARE(early->untilMs, 200 * second);
    QCOMPARE(early->within, (RecordedPeriod{100 * second, 200 * second, u"one"_s}));
    const auto next = map.placeAt(early->untilMs, nowMs);
    QCOMPARE(next->momentMs, 201 * second);
    QCOMPARE(next->within.toldStart, u"two"_s);
}

void ArchivePlaybackTest::whatIsRecordedNowEndsNow()
{
    const ArchiveMap map({held(first, 100, {})}, first);
    QVERIFY(map.isOpen());
    QCOMPARE(map.placeAt(150 * second, 400 * second)->untilMs, 400 * second);
    QVERIFY(!map.placeAt(400 * second, 400 * second));
    QCOMPARE(map.coverage(400 * second).back().untilMs, 400 * second);
}

void ArchivePlaybackTest::periodsWithoutLengthAreNone()
{
    QVERIFY(ArchiveMap({held(first, 100, 100), held(first, 200, 150)}, first).isEmpty());
}

QTEST_GUILESS_MAIN(ArchivePlaybackTest)
#include "tst_archiveplayback.moc"
