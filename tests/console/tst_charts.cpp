#include "views/archive/ArchiveDays.h"
#include "views/charts/ChartScale.h"
#include "views/charts/TimeChart.h"
#include "views/common/StripPainter.h"
#include "views/overview/FleetChart.h"

#include <QApplication>
#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 begin = 20'000 * day;

using Runs = std::vector<std::pair<size_t, size_t>>;

std::vector<ChartPoint> every(qint64 stepMs, const std::vector<double> &values)
{
    std::vector<ChartPoint> points;
    for (size_t i = 0; i < values.size(); ++i)
        points.push_back({begin + qint64(i) * stepMs, values[i]});
    return points;
}

} // namespace

/// What charts say, without the window around them.
class ChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void valuesEndAtRoundNumbers_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing") << 0.0 << 4 << 1.0 << 1.0;
        QTest::newRow("one viewer") << 1.0 << 4 << 1.0 << 1.0;
        QTest::newRow("round already") << 100.0 << 4 << 100.0 << 50.0;
        QTest::newRow("a little more") << 101.0 << 4 << 150.0 << 50.0;
        QTest::newRow("a rate") << 3'870.0 << 4 << 4'000.0 << 1'000.0;
        QTest::newRow("gigabits") << 1'234'567.0 << 4 << 1'500'000.0 << 500'000.0;
        QTest::newRow("nineteen") << 19.0 << 2 << 20.0 << 10.0;
    }

    void valuesEndAtRoundNumbers()
    {
        QFETCH(double, highest);
        QFETCH(int, steps);
        const chart::ValueScale scale = chart::valueScale(highest, steps);
        QTEST(scale.top, "top");
        QTEST(scale.step, "step");
        QVERIFY(scale.top >= highest);
        QVERIFY(scale.top / scale.step <= steps + 1e-6);
    }

    void timesAreRound_data()
    {
        QTest::addColumn<qint64>("length");
        QTest::addColumn<int>("most");
        QTest::addColumn<qint64>("step");
        QTest::newRow("an hour") << hour << 4 << 15 * minute;
        QTest::newRow("an hour, narrow") << hour << 1 << hour;
        QTest::newRow("a day") << day << 6 << 6 * hour;
        QTest::newRow("a week") << 7 * day << 7 << day;
        QTest::newRow("a week, narrow") << 7 * day << 3 << 3 * day;
    }

    void timesAreRound()
    {
        QFETCH(qint64, length);
        QFETCH(int, most);
        QTEST(chart::timeStep(length, most), "step");
    }

    void ticksStandAtWholeTimes()
    {
        const auto ticks = chart::timeTicks({begin + 7 * minute, begin + hour}, 15 * minute);
        QCOMPARE(ticks.size(), size_t(4));
        QCOMPARE(ticks.front(), begin + 15 * minute);
        QCOMPARE(chart::tickText(ticks.front(), 15 * minute), u"00:15"_s);
        const auto days = chart::timeTicks({begin - hour, begin + 2 * day}, day);
        QCOMPARE(days, (std::vector<qint64>{begin, begin + day}));
        QVERIFY(chart::tickText(begin, day)
                    .contains(QString::number(QDateTime::fromMSecsSinceEpoch(begin, Qt::UTC).date().day())));
    }

    void gapsStayGaps()
    {
        QCOMPARE(chart::runs(every(minute, {1, 2, -1, 3}), minute, {}), (Runs{{0, 2}, {3, 4}}));
        auto far = every(minute, {1, 2, 3, 4});
        far[2].atMs += 10 * minute;
        far[3].atMs += 10 * minute;
        QCOMPARE(chart::runs(far, minute, {}), (Runs{{0, 2}, {2, 4}}));
        QCOMPARE(chart::runs(every(minute, {1, 2, 3}), minute, {{begin + 30'000, begin + 90'001}}),
                 (Runs{{0, 1}, {1, 2}, {2, 3}}));
        QCOMPARE(chart::runs({}, minute, {}), Runs());
    }

    void thinnedPointsAreMeansOfWhatIsKnown()
    {
        const auto thin = chart::thinned(every(minute, {2, 4, -1, 6, -1, -1, 10}), 2 * minute);
        QCOMPARE(thin, (std::vector<ChartPoint>{
                           {begin + minute, 3}, {begin + 3 * minute, 6}, {begin + 7 * minute, 10}}));
    }

    void nothingIsToldOfAGap()
    {
        const auto points = every(minute, {1, -1, 3});
        QCOMPARE(chart::nearest(points, begin + 10'000, minute), 0);
        QCOMPARE(chart::nearest(points, begin + minute, minute), -1);
        QCOMPARE(chart::nearest(points, begin + hour, minute), -1);
        QCOMPARE(chart::nearest({}, begin, minute), -1);
    }

    void theCrosshairTellsWhatHappened()
    {
        TimeChart chart(u"Bitrate"_s, u"kbit/s"_s);
        const TimeSpan shown{begin, begin + hour};
        chart.setLines(shown, minute,
                       {{u"in"_s, every(minute, std::vector<double>(60, 2'000))},
                        {u"out"_s, every(minute, std::vector<double>(30, 500))}});
        chart.setStrip({begin,
                        begin + hour,
                        {{begin + 40 * minute, begin + 50 * minute}},
                        {},
                        {{begin + 50 * minute, begin + hour}}});
        chart.setMarks({{begin + 10 * minute, TimeChart::MarkKind::Restart, u"Restart, ann"_s}});
        const auto story = [&](qint64 atMs) { return chart.story(atMs).join(u'|'); };
        QVERIFY2(story(begin + 10 * minute).contains(u"in 2,000 kbit/s|out 500 kbit/s|"),
                 qPrintable(story(begin + 10 * minute)));
        QVERIFY(story(begin + 10 * minute).contains(u"Restart, ann"));
        QVERIFY(!story(begin + 20 * minute).contains(u"Restart"));
        QVERIFY(story(begin + 45 * minute).contains(u"out –"));
        QVERIFY(story(begin + 45 * minute).contains(u"lost"));
        QVERIFY(story(begin + 55 * minute).contains(u"unknown"));
        chart.setCrosshair(begin - day); // beside the chart
        QCOMPARE(chart.crosshairMs(), std::optional(begin));
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(!chart.crosshairMs());
    }

    void aHundredShortLossesAreNoLongOne()
    {
        constexpr int pixels = 113;
        TroubleHistory flapping;
        for (int i = 0; i < 100; ++i) {
            const qint64 atMs = begin - 5 * hour + i * 3 * minute;
            flapping.push_back({atMs, 0, TroubleKind::Lost});
            flapping.push_back({atMs + 20'000, 1, TroubleKind::Reconnects});
            flapping.push_back({atMs + 20'000, 0, TroubleKind::Back});
        }
        const auto stripes = stripColumns(stripOf(flapping, {}, {begin - day, begin}, false), pixels);
        QVERIFY(std::ranges::count(stripes, StripColumn::ShortLoss) >= 10);
        QCOMPARE(std::ranges::count(stripes, StripColumn::Lost), 0);
        for (size_t i = 1; i < stripes.size(); ++i)
            QVERIFY(stripes[i] == StripColumn::Calm || stripes[i - 1] == StripColumn::Calm);
        const TroubleHistory once{{begin - 5 * hour, 0, TroubleKind::Lost}};
        const auto block = stripColumns(stripOf(once, {}, {begin - day, begin}, false), pixels);
        QVERIFY(std::ranges::count(block, StripColumn::Lost) >= 22);
        QVERIFY(block.back() == StripColumn::Lost);
        // A loss of a second is seen, too, and so is a reconnect that nobody saw lost.
        const TroubleHistory briefly{{begin - hour, 0, TroubleKind::Lost},
                                     {begin - hour + 1'000, 0, TroubleKind::Back},
                                     {begin - 3 * hour, 1, TroubleKind::Reconnects}};
        const auto moments = stripColumns(stripOf(briefly, {}, {begin - day, begin}, false), pixels);
        QCOMPARE(std::ranges::count(moments, StripColumn::ShortLoss), 1);
        QCOMPARE(std::ranges::count(moments, StripColumn::Reconnect), 1);
    }

    void theFleetHangsFromTheTop()
    {
        FleetChart chart;
        chart.resize(600, 200);
        QVERIFY(chart.accessibleDescription().contains(u"No data"));
        chart.setPoints({{begin, 990, 5, 5, 0}, {begin + minute}, {begin + 2 * minute, 1000, 0, 0, 0}},
                        minute);
        QVERIFY(chart.story(0).contains(u"99.00 %"));
        QVERIFY(chart.story(1).contains(u"nobody looked"));
        QVERIFY(chart.accessibleDescription().contains(u"100.00 %")); // the newest
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chart.pointed(), std::optional(0));
        QVERIFY(chart.accessibleDescription().contains(u"99.00 %"));
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.pointed(), std::optional(0));
        QVERIFY(!chart.grab().toImage().isNull());
        chart.setPoints({}, minute);
        QVERIFY(!chart.pointed());
    }

    void anArchiveIsSeenByDays()
    {
        const qint64 nowMs = begin + 12 * hour;
        const std::vector<HeldPeriod> periods{
            {u"ms-01"_s, true, begin - 2 * day + 6 * hour, begin - 2 * day + 12 * hour},
            {u"ms-02"_s, false, begin - 6 * hour, std::nullopt}};
        const auto days = archiveDays(periods, {u"ms-01"_s, u"ms-02"_s}, nowMs, 31);
        QCOMPARE(days.size(), size_t(3)); // today, yesterday, the day before
        QCOMPARE(days[0].recordedMs, 12 * hour);
        QCOMPARE(days[0].stretches, (std::vector<ArchiveDay::Stretch>{{1, 0.0, 0.5}}));
        QCOMPARE(days[1].stretches, (std::vector<ArchiveDay::Stretch>{{1, 0.75, 1.0}}));
        QCOMPARE(days[2].stretches, (std::vector<ArchiveDay::Stretch>{{0, 0.25, 0.5}}));
        QCOMPARE(archiveDays(periods, {u"ms-01"_s, u"ms-02"_s}, nowMs, 2).size(), size_t(2));
        QVERIFY(archiveDays({}, {}, nowMs, 31).empty());
        ArchiveDays bars;
        bars.setPeriods(periods, {u"ms-01"_s, u"ms-02"_s}, nowMs);
        QVERIFY(bars.accessibleDescription().contains(u"12 h"));
        QVERIFY(!bars.grab().toImage().isNull());
    }
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
