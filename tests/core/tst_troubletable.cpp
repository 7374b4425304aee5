#include "models/rules/TroubleChart.h"
#include "models/tables/TroubleFilter.h"
#include "models/tables/TroubleTableModel.h"
#include "models/texts/TroubleTexts.h"
#include "tests/core/FleetMaker.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 start = 1'800'000'000'000;

} // namespace

/// What the section Incorrect cameras shows: charts over a history, rows, tabs and filters.
class TroubleTableTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FleetState> m_fleet;
    std::unique_ptr<FleetMaker> m_maker;
    qint64 m_nowMs = start;

    void poll(const std::vector<StreamStatus> &statuses, const std::vector<int> &totals)
    {
        m_nowMs += 10'000;
        auto snapshot = m_maker->snapshot(0, m_nowMs);
        for (size_t i = 0; i < snapshot->streams.size(); ++i) {
            snapshot->streams[i].status = statuses[i];
            snapshot->streams[i].reconnectTotal = totals[i];
        }
        m_fleet->applySnapshot(snapshot);
    }

    [[nodiscard]] Clock clock() const
    {
        return Clock([this] { return m_nowMs; });
    }

private Q_SLOTS:
    void init()
    {
        m_nowMs = start;
        m_maker = std::make_unique<FleetMaker>(1, 3);
        m_fleet = std::make_unique<FleetState>();
        for (int i = 0; i < 3; ++i) {
            m_maker->cameras[size_t(i)].location = i == 0 ? u"Harbour"_s : u"Town"_s;
            m_maker->cameras[size_t(i)].ipAddress = u"10.20.%1.4"_s.arg(i);
        }
        m_maker->give(*m_fleet);
        using enum StreamStatus;
        poll({Active, Active, Active}, {0, 0, 0});
    }

    void periodsAreCutToTheStretch_data()
    {
        QTest::addColumn<TroubleHistory>("history");
        QTest::addColumn<bool>("isOffNow");
        QTest::addColumn<QList<QList<qint64>>>("periods"); // from, until, off
        using enum TroubleKind;
        const auto row = [](const char *name, const TroubleHistory &history,
                            const QList<QList<qint64>> &periods,
                            bool isOffNow = false) { QTest::newRow(name) << history << isOffNow << periods; };
        row("nothing", {}, {});
        row("one", {{200, 0, Lost}, {300, 0, Back}}, {{200, 300, 0}});
        row("goes on", {{200, 0, Lost}}, {{200, 1'000, 0}});
        row("began before", {{20, 0, Lost}, {300, 0, Back}}, {{100, 300, 0}});
        row("over before", {{20, 0, Lost}, {90, 0, Back}}, {});
        row("after the end", {{1'000, 0, Lost}}, {});
        row("told twice", {{200, 0, Lost}, {250, 0, Lost}, {300, 0, Back}}, {{200, 300, 0}});
        row("reconnects end nothing", {{200, 0, Lost}, {250, 3, Reconnects}}, {{200, 1'000, 0}});
        row("switched off now", {{200, 0, Lost}, {300, 0, SwitchedOff}}, {{200, 300, 0}, {300, 1'000, 1}},
            true);
        row("was switched off", {{300, 0, SwitchedOff}}, {{300, 300, 1}});
        row("off, then lost", {{300, 0, SwitchedOff}, {500, 0, Lost}}, {{300, 300, 1}, {500, 1'000, 0}});
        row("a picture that came from nowhere", {{300, 0, Back}}, {});
    }

    void periodsAreCutToTheStretch()
    {
        QFETCH(TroubleHistory, history);
        QFETCH(bool, isOffNow);
        QFETCH(QList<QList<qint64>>, periods);
        QList<QList<qint64>> found;
        for (const TroublePeriod &period : trouble::periods(history, 100, 1'000, isOffNow))
            found.append({period.fromMs, period.untilMs, period.isOff ? 1 : 0});
        QCOMPARE(found, periods);
    }

    void reconnectsFallIntoTheirParts()
    {
        using enum TroubleKind;
        const TroubleHistory history{{0, 5, Reconnects},   {100, 1, Reconnects}, {399, 2, Reconnects},
                                     {400, 4, Reconnects}, {999, 8, Reconnects}, {1'000, 16, Reconnects}};
        QCOMPARE(trouble::reconnectsByPart(history, 100, 1'000, 3), (std::vector<int>{3, 4, 8}));
        QCOMPARE(trouble::reconnects(history, 100, 1'000), (std::vector<qint64>{100, 399, 400, 999}));
    }

    void oneLongLossAndAHundredShortOnes()
    {
        TroubleHistory flaps;
        for (qint64 i = 0; i < 100; ++i) {
            flaps.push_back({i * minute, 0, TroubleKind::Lost});
            flaps.push_back({i * minute + 30'000, 1, TroubleKind::Reconnects});
            flaps.push_back({i * minute + 30'000, 0, TroubleKind::Back});
        }
        const TroubleSums many = trouble::sums(flaps, 0, 100 * minute, false);
        QCOMPARE(many, (TroubleSums{100, 100, 50 * minute, 30'000}));
        const TroubleHistory one{{0, 0, TroubleKind::Lost}, {50 * minute, 0, TroubleKind::Back}};
        QCOMPARE(trouble::sums(one, 0, 100 * minute, false), (TroubleSums{1, 0, 50 * minute, 50 * minute}));
        QCOMPARE(trouble::periods(flaps, 0, 100 * minute, false).size(), size_t(100));
        // Without a translator plurals have brackets.
        QVERIFY(texts::troubleSums(many).endsWith(u", 50 min without picture, 30 s at most at a time"));
    }

    void rowsComeAndGo()
    {
        using enum StreamStatus;
        TroubleTableModel model(*m_fleet, clock());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setWatched(true);
        QCOMPARE(model.rowCount(), 0);
        poll({Inactive, Active, Active}, {0, 0, 0});
        QTRY_COMPARE(model.rowCount(), 1); // by itself, while somebody looks
        poll({Inactive, Active, Active}, {0, 12, 1});
        model.refresh();
        QCOMPARE(model.counts(), (TroubleCounts{3, 1, 0, 0, 0}));
        const int row = model.rowOf(m_maker->streams[1].id);
        QCOMPARE(model.row(row).verdict.characteristic, Characteristic::Problematic);
        QCOMPARE(model.index(row, int(TroubleColumn::Reconnects)).data().toString(), u"12"_s);
        poll({Active, Active, Active}, {1, 12, 1});
        m_nowMs += 61 * minute;
        model.refresh();
        QCOMPARE(model.rowCount(), 0); // quiet for long enough, though no poll has judged them anew
    }

    void aStreamThatIsRemovedLeavesNoRow()
    {
        using enum StreamStatus;
        TroubleTableModel model(*m_fleet, clock());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        poll({Inactive, Inactive, Active}, {0, 0, 0});
        model.refresh();
        QCOMPARE(model.rowCount(), 2);
        m_fleet->removeStreams({m_maker->streams[0].id});
        QCOMPARE(model.index(model.rowOf(m_maker->streams[0].id), 0).data(),
                 QVariant()); // until the next look
        model.refresh();
        QCOMPARE(model.rowCount(), 1);
    }

    void tabsAndFiltersHoldTogether_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QList<int>>("shown");
        QTest::newRow("all in trouble") << u"incorrect"_s << QList<int>{0, 1, 2};
        QTest::newRow("problematic") << u"problematic"_s << QList<int>{1};
        QTest::newRow("disconnected") << u"disconnected"_s << QList<int>();
        QTest::newRow("location") << u"words:harb"_s << QList<int>{0};
        QTest::newRow("two words") << u"words:harb town"_s << QList<int>();
        QTest::newRow("ip") << u"ip:10.20.1."_s << QList<int>{1};
        QTest::newRow("ip with a star") << u"ip:10.*.*.4"_s << QList<int>{0, 1, 2};
        QTest::newRow("server") << u"server"_s << QList<int>{0, 1, 2};
        QTest::newRow("other server") << u"elsewhere"_s << QList<int>();
        QTest::newRow("not silenced") << u"not silenced"_s << QList<int>{0, 1};
        QTest::newRow("not acknowledged") << u"not acknowledged"_s << QList<int>{1};
        QTest::newRow("of a cause") << u"cause"_s << QList<int>{0, 2};
    }

    void tabsAndFiltersHoldTogether()
    {
        QFETCH(QString, wanted);
        QFETCH(QList<int>, shown);
        using enum StreamStatus;
        poll({Inactive, Active, Inactive}, {0, 12, 0});
        const auto id = [&](int stream) { return m_maker->streams[size_t(stream)].id; };
        m_fleet->troubles().setMarks(
            {{id(0), {u"ann"_s, m_nowMs, u"cable"_s, {}, 0}}, {id(2), {{}, 0, {}, u"bob"_s, m_nowMs + 1}}});
        TroubleTableModel model(*m_fleet, clock());
        model.refresh();
        TroubleFilter filter(model);
        TroubleFilter::Wanted set;
        if (wanted == u"problematic")
            set.tab = Characteristic::Problematic;
        if (wanted == u"disconnected")
            set.tab = Characteristic::Disconnected;
        if (wanted.startsWith(u"words:"))
            set.words = wanted.mid(6).split(u' ');
        if (wanted.startsWith(u"ip:"))
            set.ip = IpPattern::fromText(wanted.mid(3)).value();
        if (wanted == u"server")
            set.server = m_maker->servers[0].id;
        if (wanted == u"elsewhere")
            set.server = ServerId::create();
        if (wanted == u"not silenced")
            set.show = TroubleFilter::Show::NotSilenced;
        if (wanted == u"not acknowledged")
            set.show = TroubleFilter::Show::NotAcknowledged;
        if (wanted == u"cause")
            set.streams = QSet<StreamId>{id(0), id(2)};
        filter.set(set);
        QList<int> found;
        for (int i = 0; i < 3; ++i) {
            if (filter.indexOf(id(i)).isValid())
                found.append(i);
        }
        QCOMPARE(found, shown);
        QCOMPARE(filter.rowCount(), int(shown.size()));
    }

    void theWorstStandsFirst()
    {
        using enum StreamStatus;
        poll({Active, Active, Inactive}, {3, 12, 0});
        TroubleTableModel model(*m_fleet, clock());
        model.refresh();
        TroubleFilter filter(model);
        filter.sort(int(TroubleColumn::Status), Qt::DescendingOrder);
        QList<StreamId> order;
        for (int i = 0; i < filter.rowCount(); ++i)
            order.append(filter.streamAt(filter.index(i, 0)));
        QCOMPARE(order, (QList{m_maker->streams[2].id, m_maker->streams[1].id, m_maker->streams[0].id}));
    }

    void anAcknowledgementIsOfOneTrouble()
    {
        const TroubleVerdict verdict{Characteristic::Incorrect, 1, 60, 1'000};
        QVERIFY(!isAcknowledged({}, verdict));
        QVERIFY(isAcknowledged({u"ann"_s, 1'000, {}, {}, 0}, verdict));
        QVERIFY(!isAcknowledged({u"ann"_s, 999, {}, {}, 0}, verdict)); // it was another one
        QVERIFY(!isAcknowledged({u"ann"_s, 1'000, {}, {}, 0}, {}));
        QVERIFY(isSilenced({{}, 0, {}, u"ann"_s, 1'001}, 1'000));
        QVERIFY(!isSilenced({{}, 0, {}, u"ann"_s, 1'000}, 1'000));
    }
};

QTEST_GUILESS_MAIN(TroubleTableTest)
#include "tst_troubletable.moc"
