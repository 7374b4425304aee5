#include "app/session/TransferPlanner.h"
#include "models/tables/SearchedServersModel.h"
#include "models/tables/TransferPlanModel.h"
#include "models/texts/TransferTexts.h"
#include "tests/core/FleetMaker.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 nowMs = 1'790'000'000'000;

} // namespace

/// Plans of transfers: many searches that count what the earlier ones have placed, and what is said of them.
class TransferPlanTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::FleetMaker> m_maker;
    std::unique_ptr<FleetState> m_fleet;
    std::unique_ptr<ClusterState> m_clusters;

    [[nodiscard]] std::vector<StreamId> streamsOn(int server, int count) const
    {
        std::vector<StreamId> ids;
        for (const Stream &stream : m_fleet->streams()) {
            if (int(ids.size()) < count && stream.mainServer == m_maker->servers[size_t(server)].id)
                ids.push_back(stream.id);
        }
        return ids;
    }
    [[nodiscard]] TransferPlanner planner(const std::vector<StreamId> &ids,
                                          const PlacementAim &aim = {}) const
    {
        return {*m_fleet, *m_clusters, PlacementPolicy(), ids, aim, nowMs};
    }
    void setServers(const std::function<void(MediaServer &, int)> &change)
    {
        for (int i = 0; i < int(m_maker->servers.size()); ++i)
            change(m_maker->servers[size_t(i)], i);
        m_maker->give(*m_fleet);
        for (int i = 0; i < int(m_maker->servers.size()); ++i)
            m_fleet->applySnapshot(m_maker->snapshot(i));
    }

private Q_SLOTS:
    void init()
    {
        m_maker = std::make_unique<test::FleetMaker>(3, 6);
        m_fleet = std::make_unique<FleetState>();
        m_clusters = std::make_unique<ClusterState>();
        setServers([](MediaServer &, int) {});
    }

    void laterSearchesSeeWhatEarlierOnesPlaced()
    {
        const std::vector<StreamId> ids = streamsOn(0, 4);
        QCOMPARE(int(ids.size()), 4);
        const int there = m_fleet->servers()[1].totals.registeredMain;
        // Room for two on the second server, for one on the third.
        setServers([&](MediaServer &server, int i) { server.streamsLimit = i == 0 ? 0 : there + 3 - i; });
        TransferPlanner plan = planner(ids);
        QCOMPARE(plan.total(), 4);
        plan.advance(1);
        QCOMPARE(plan.done(), 1);
        QVERIFY(!plan.isDone());
        plan.advance(100);
        QVERIFY(plan.isDone());
        QCOMPARE(plan.plan().movable(), 3);
        const PlannedTransfer &last = plan.plan().transfers[3];
        QVERIFY(!last.canMove());
        QVERIFY2(last.whyNone.contains(u"limit of streams reached"), qPrintable(last.whyNone));
        // What is told of one search is what that search saw, whenever it is asked for.
        for (int i = 0; i < 4; ++i) {
            const SearchDetails details = plan.detailsOf(i);
            QCOMPARE(details.result.main, plan.plan().transfers[size_t(i)].main);
            QCOMPARE(details.result.state, plan.plan().transfers[size_t(i)].state);
            QCOMPARE(int(details.standings.size()), 3);
        }
        QVERIFY(plan.detailsOf(4).result.servers.empty());
        QVERIFY(plan.detailsOf(-1).result.servers.empty());
    }

    void whatCannotBeMovedTakesNoPlace()
    {
        const std::vector<StreamId> ids = streamsOn(0, 2);
        const int there = m_fleet->servers()[1].totals.registeredMain;
        setServers([&](MediaServer &server, int i) { server.streamsLimit = i == 1 ? there + 1 : 0; });
        Stream locked = *m_fleet->stream(ids[0]);
        locked.lastTransferAt = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC);
        m_fleet->updateStream(locked);
        TransferPlanner plan = planner({ids[0], StreamId::create(), ids[1]});
        plan.advance(3);
        const auto &transfers = plan.plan().transfers;
        QVERIFY2(transfers[0].obstacle.contains(u"can be moved again"), qPrintable(transfers[0].obstacle));
        QVERIFY2(transfers[1].obstacle.contains(u"not in the registry"), qPrintable(transfers[1].obstacle));
        QVERIFY(transfers[2].canMove()); // the only place is its own
        TransferPlanner gone = planner({ids[1]}, {ClusterId::create(), {}});
        gone.advance(1);
        QVERIFY(gone.plan().transfers[0].obstacle.contains(u"cluster is not in the registry"));
    }

    void whatIsConfirmedStaysWhereItStillFits()
    {
        const std::vector<StreamId> ids = streamsOn(0, 2);
        TransferPlanner first = planner(ids);
        first.advance(10);
        const TransferPlan shown = first.plan();
        QCOMPARE(shown.movable(), 2);
        // Another server is the least loaded by now: what was shown still does.
        const ServerId found = *shown.transfers[0].main;
        for (int i = 0; i < 3; ++i) {
            auto snapshot = std::make_shared<ServerSnapshot>(*m_maker->snapshot(i));
            for (ObservedStream &stream : snapshot->streams)
                stream.bitrateInBps = snapshot->server == found ? 90'000'000 : 1'000;
            m_fleet->applySnapshot(snapshot);
        }
        TransferPlanner anew = planner(ids);
        anew.advance(10);
        QVERIFY(!anew.plan().hasSamePlacesAs(shown));
        TransferPlanner confirming = planner(ids);
        confirming.prefer(shown);
        confirming.advance(10);
        QVERIFY(confirming.plan().hasSamePlacesAs(shown));
        // It takes no new streams any more: then it is not found again.
        setServers([&](MediaServer &server, int) { server.isActive = server.id != found; });
        TransferPlanner late = planner(ids);
        late.prefer(shown);
        late.advance(10);
        QVERIFY(!late.plan().hasSamePlacesAs(shown));
        QVERIFY(late.plan().transfers[0].main != found);
    }

    void samePlacesMeanTheSameDeed()
    {
        TransferPlanner plan = planner(streamsOn(0, 2));
        plan.advance(2);
        TransferPlan other = plan.plan();
        other.searchedAtMs += 1000;
        QVERIFY(other.hasSamePlacesAs(plan.plan()));
        other.transfers[1].additional = ServerId::create();
        QVERIFY(!other.hasSamePlacesAs(plan.plan()));
        other = plan.plan();
        other.transfers[0].obstacle = u"locked"_s;
        QVERIFY(!other.hasSamePlacesAs(plan.plan()));
        other = plan.plan();
        other.transfers[0].hasSingleSession = true; // it costs a gap now
        QVERIFY(!other.hasSamePlacesAs(plan.plan()));
        other = plan.plan();
        other.transfers.pop_back();
        QVERIFY(!other.hasSamePlacesAs(plan.plan()));
    }

    void theModelsTellWhatWasFound()
    {
        SearchedServersModel servers;
        TransferPlanModel list;
        QAbstractItemModelTester serversTester(&servers,
                                               QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester listTester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TransferPlanner plan = planner(streamsOn(0, 2));
        plan.advance(2);
        list.setPlan(plan.plan());
        QCOMPARE(list.rowCount(), 2);
        servers.setDetails(plan.detailsOf(0));
        QCOMPARE(servers.rowCount(), 3);
        QCOMPARE(servers.index(0, SearchedServersModel::WhyColumn).data().toString(), u"main server"_s);
        QCOMPARE(servers.index(0, 0).data(SearchedServersModel::RoleRole).toInt(), int(PlacementRole::Main));
        for (int column = SearchedServersModel::FirstCheckColumn; column < SearchedServersModel::columns;
             ++column) {
            QVERIFY(!servers.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
            QVERIFY(!servers.index(0, column).data().toString().isEmpty());
            QVERIFY(servers.index(0, column).data(SearchedServersModel::MarkRole).isValid());
        }
        // The maker's servers tell no storage: neither passed nor failed.
        const int storage = SearchedServersModel::FirstCheckColumn + int(ServerCheck::Storage);
        QCOMPARE(servers.index(0, storage).data().toString(), u"unknown"_s);
        servers.clear();
        QCOMPARE(servers.rowCount(), 0);
        list.setPlan({});
        QCOMPARE(list.rowCount(), 0);
    }

    void consequencesAreThoseOfTheStream_data()
    {
        QTest::addColumn<std::function<void(PlannedTransfer &)>>("change");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("saysNot");
        using P = PlannedTransfer;
        const auto row = [](const char *name, std::function<void(P &)> change, const QString &says,
                            const QString &saysNot) {
            QTest::newRow(name) << std::move(change) << says << saysNot;
        };
        row(
            "make before break", [](P &) {}, u"ms-02 captures first"_s, u"one viewer"_s);
        row(
            "single session", [](P &p) { p.hasSingleSession = true; }, u"one viewer at a time"_s,
            u"captures first"_s);
        row(
            "switched off", [](P &p) { p.isEnabled = false; }, u"no picture is awaited"_s,
            u"captures first"_s);
        row(
            "switched off, single session", [](P &p) { p.isEnabled = false, p.hasSingleSession = true; },
            u"no picture is awaited"_s, u"one viewer"_s);
        row(
            "recorded", [](P &p) { p.recording = Tristate::Yes; }, u"archive indexes move to ms-02."_s,
            u"if recording is on"_s);
        row(
            "not recorded", [](P &p) { p.recording = Tristate::No; }, u"no archive index moves"_s,
            u"indexes move"_s);
        row(
            "recording unknown", [](P &) {}, u"if recording is on"_s, u"Recording is off"_s);
        row(
            "silent source", [](P &p) { p.isSourceSilent = true; }, u"when it answers again"_s,
            u"one viewer"_s);
        row(
            "no place", [](P &p) { p.main.reset(); }, QString(), u"."_s);
    }

    void consequencesAreThoseOfTheStream()
    {
        QFETCH(std::function<void(PlannedTransfer &)>, change);
        QFETCH(QString, says);
        QFETCH(QString, saysNot);
        TransferPlan plan;
        plan.lockMinutes = 60;
        PlannedTransfer transfer;
        transfer.fromMain = u"ms-01"_s;
        transfer.toMain = u"ms-02"_s;
        transfer.main = ServerId::create();
        transfer.state = PlacementState::MainFound;
        change(transfer);
        plan.transfers = {transfer};
        const QString all =
            texts::breakBeforeMake(plan) + u' ' + texts::transferConsequences(plan).join(u' ');
        QVERIFY2(all.contains(says), qPrintable(all));
        QVERIFY2(!all.contains(saysNot), qPrintable(all));
        QCOMPARE(all.contains(u"again for 60 min"), transfer.canMove());
    }
};

QTEST_GUILESS_MAIN(TransferPlanTest)
#include "tst_transferplan.moc"
