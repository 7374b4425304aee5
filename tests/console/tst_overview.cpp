#include "app/session/Session.h"
#include "tests/console/WindowTest.h"
#include "views/common/StateCounters.h"
#include "views/overview/FleetChart.h"
#include "views/overview/LineList.h"
#include "views/overview/OverviewPage.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The overview in the real window: what it shows is so, and each of it leads on.
class OverviewTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] OverviewPage &page() { return *window().page<OverviewPage>(); }
    [[nodiscard]] StateCounter *tile(const QString &word)
    {
        const auto tiles = page().findChildren<StateCounter *>();
        const auto found = std::ranges::find(tiles, word, &StateCounter::text);
        return found == tiles.end() ? nullptr : *found;
    }

private Q_SLOTS:
    void initTestCase() { startTwoServers(); }
    void init() { QVERIFY(activate()); }
    void cleanupTestCase() { m_console.reset(); }

    void itIsReachedByItsNumber()
    {
        QTest::keyClick(&window(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(window().currentPage()->word(), u"streams"_s); // as before
        QTest::keyClick(&window(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(window().currentPage()->word(), u"overview"_s);
    }

    void countersLeadToTheirStreams()
    {
        window().showPage<OverviewPage>();
        QTRY_COMPARE_WITH_TIMEOUT(tile(u"Active"_s)->count(), fleet().counts().of(StreamState::Active),
                                  patienceMs);
        QVERIFY(tile(u"Active"_s)->count() > 0);
        QTest::mouseClick(tile(u"Active"_s), Qt::LeftButton);
        QCOMPARE(window().currentPage()->word(), u"streams"_s);
        QCOMPARE(window().page<StreamsPage>()->filterBar()->filter().state,
                 std::optional(StreamState::Active));
        QTRY_COMPARE(window().page<StreamsPage>()->model().rowCount(),
                     fleet().counts().of(StreamState::Active));
    }

    void serversLeadToTheirStreams()
    {
        window().showPage<OverviewPage>();
        QTRY_COMPARE_WITH_TIMEOUT(page().servers()->model().rowCount(), 2, patienceMs);
        QTableView *table = page().servers()->table();
        const ServerId first(table->model()->index(0, 0).data(LinesModel::IdRole).toUuid());
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 1)).center());
        QCOMPARE(window().page<StreamsPage>()->filterBar()->filter().server, std::optional(first));
    }

    void theShiftIsDrawnFromWhatWasKept()
    {
        window().showPage<OverviewPage>();
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(page().chart()->points(), &AvailabilityPoint::isKnown),
                                 patienceMs);
        // Before this run nobody looked.
        QVERIFY(!page().chart()->points().front().isKnown());
    }

    void aSilentServerIsStaleAndFirst()
    {
        window().showPage<OverviewPage>();
        QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(tile(u"Stale"_s)->count() > 0, patienceMs);
        const LinesModel &servers = page().servers()->model();
        QTRY_VERIFY_WITH_TIMEOUT(servers.index(0, 0).data().toString().startsWith(u"No answer"), patienceMs);
        QCOMPARE(servers.index(0, 1).data().toString(), u"ms-01"_s);
        QVERIFY(tile(u"Active"_s)->count() + tile(u"Stale"_s)->count() <= fleet().rowCount());
        QTest::mouseClick(tile(u"Stale"_s), Qt::LeftButton);
        QVERIFY(window().page<StreamsPage>()->filterBar()->filter().state == StreamState::Stale);
    }
};

QTEST_MAIN(OverviewTest)
#include "tst_overview.moc"
