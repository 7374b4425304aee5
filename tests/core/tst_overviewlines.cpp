#include "models/tables/LinesModel.h"
#include "models/tables/OverviewLines.h"
#include "models/texts/Formatting.h"
#include "tests/core/FleetMaker.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

enum ServerCell { State, Name, Streams, Lost, In, Out, Cpu, Fullness };

QString cell(const std::vector<Line> &lines, size_t line, size_t column)
{
    return lines[line].cells[column].text;
}

} // namespace

/// What stands on the overview: worst first, cut, and never a last value as if it were now.
class OverviewLinesTest : public QObject
{
    Q_OBJECT

    qint64 m_nowMs = 480'000 * hour;
    std::unique_ptr<FleetMaker> m_maker;
    std::unique_ptr<FleetState> m_fleet;

    [[nodiscard]] std::shared_ptr<ServerSnapshot> snapshot(int server) const
    {
        auto made = m_maker->snapshot(server, m_nowMs);
        made->load.cpuPercent = 10 + server;
        made->load.trafficInBps = 5'000'000;
        made->load.storages = {{u"/archive"_s, 1'000'000'000'000, 400'000'000'000}};
        return made;
    }

    void silence(int server)
    {
        PollFailure failure;
        failure.server = m_maker->servers[size_t(server)].id;
        failure.failedAtMs = m_nowMs;
        m_fleet->applyFailure(failure);
    }

    [[nodiscard]] std::vector<Line> servers(const QHash<ServerId, FullnessForecast> &forecasts = {},
                                            size_t most = 9) const
    {
        return overview::serverLines(*m_fleet, forecasts, m_nowMs, most);
    }

private Q_SLOTS:
    void init()
    {
        m_maker = std::make_unique<FleetMaker>(4, 5);
        m_fleet = std::make_unique<FleetState>();
        m_maker->give(*m_fleet);
        for (int i = 0; i < 4; ++i)
            m_fleet->applySnapshot(snapshot(i));
    }

    void anUnknownServerIsNotActive()
    {
        m_nowMs += hour;
        silence(2);
        QCOMPARE(m_fleet->counts().of(StreamState::Stale), 5);
        QCOMPARE(m_fleet->counts().of(StreamState::Active), 15);
        const auto lines = servers();
        QCOMPARE(lines.front().id, m_maker->servers[2].id.uuid()); // the worst
        QVERIFY(cell(lines, 0, State).startsWith(u"No answer"));
        QCOMPARE(lines.front().cells[Streams].value.value<StateShares>(), (StateShares{0, 0, 0, 0, 5}));
        QCOMPARE(cell(lines, 0, Lost), u"unknown"_s);
        for (const ServerCell known : {In, Out, Cpu})
            QCOMPARE(cell(lines, 0, known), format::unknown());
        QCOMPARE(cell(lines, 0, Fullness), u"was 60 %"_s);
        QCOMPARE(cell(lines, 1, Fullness), u"60 %"_s);
        QCOMPARE(overview::serversInNeed(*m_fleet), 1);
    }

    void lostStreamsComeBeforeDisksThatFillUp()
    {
        auto worse = snapshot(3);
        worse->streams[0].status = worse->streams[1].status = StreamStatus::Inactive;
        m_fleet->applySnapshot(worse);
        const auto lines = servers({{m_maker->servers[1].id, {9.4}}, {m_maker->servers[0].id, {90}}});
        QCOMPARE(cell(lines, 0, Name), m_maker->servers[3].name);
        QCOMPARE(cell(lines, 0, Lost), u"2 lost"_s);
        QCOMPARE(cell(lines, 1, Name), m_maker->servers[1].name);
        QVERIFY(cell(lines, 1, Fullness).startsWith(u"full in 9 day"));
        QVERIFY(lines[1].cells[Fullness].isBad);
        QCOMPARE(cell(lines, 2, Fullness), u"60 %"_s); // in three months
    }

    void whatIsOffIsNotLost()
    {
        auto off = snapshot(0);
        off->streams[0].status = StreamStatus::Inactive;
        off->streams[0].isEnabled = false;
        m_fleet->applySnapshot(off);
        QCOMPARE(servers().front().cells[Streams].value.value<StateShares>().inactive, 0);
        QCOMPARE(overview::serversInNeed(*m_fleet), 0);
    }

    void noListIsEndless()
    {
        QCOMPARE(servers({}, 2).size(), size_t(2));
        m_nowMs += minute;
        for (int i = 0; i < 4; ++i) {
            auto lost = snapshot(i);
            for (ObservedStream &one : lost->streams) {
                one.status = StreamStatus::Inactive;
                one.clients = i;
            }
            m_fleet->applySnapshot(lost);
        }
        m_nowMs += hour;
        QCOMPARE(overview::offenderLines(*m_fleet, m_nowMs, 7).size(), size_t(7));
        const auto watched = overview::watchedLines(*m_fleet, 6);
        QCOMPARE(watched.size(), size_t(6));
        QCOMPARE(cell(watched, 0, 1), u"3"_s);
        QCOMPARE(cell(watched, 5, 1), u"2"_s);
    }

    void whoLostTheMostTimeComesFirst()
    {
        const auto lose = [&](size_t stream, qint64 lengthMs) {
            m_fleet->troubles().add(m_maker->streams[stream].id,
                                    {{m_nowMs - 2 * hour, 0, TroubleKind::Lost},
                                     {m_nowMs - 2 * hour + lengthMs, 0, TroubleKind::Back}},
                                    m_nowMs);
        };
        lose(3, 10 * minute);
        lose(7, 30 * minute);
        const auto lines = overview::offenderLines(*m_fleet, m_nowMs, 7);
        QCOMPARE(lines.size(), size_t(2));
        QVERIFY(cell(lines, 0, 0).startsWith(u"Camera 7"));
        QCOMPARE(cell(lines, 0, 3), u"30 min"_s);
        QCOMPARE(cell(lines, 1, 2), u"1"_s);
        QCOMPARE(lines[0].cells[4].paint, LineCell::Paint::Strip);
    }

    void onlyWhatIsUnderWayIsRunning()
    {
        Operation done;
        done.id = OperationId::create();
        done.state = OperationState::Confirmed;
        Operation running = done;
        running.id = OperationId::create();
        running.state = OperationState::Running;
        running.kind = OperationKind::Transfer;
        running.target = u"Yard · high"_s;
        running.createdAtMs = m_nowMs - 5 * minute;
        const auto lines = overview::operationLines({done, running, done}, m_nowMs, 5);
        QCOMPARE(lines.size(), size_t(1));
        QVERIFY(cell(lines, 0, 0).contains(u"Yard · high"));
        QCOMPARE(cell(lines, 0, 2), u"5 min"_s);
    }

    void linesThatStayAreOnlyChanged()
    {
        LinesModel model({{u"What"_s}, {u"How much"_s, true}});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QUuid first = QUuid::createUuid();
        const QUuid second = QUuid::createUuid();
        model.setLines({{first, {{u"a"_s}, {u"1"_s}}}, {second, {{u"b"_s}}}});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLines({{first, {{u"a"_s}, {u"2"_s}}}, {second, {{u"b"_s}}}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        model.setLines(std::vector<Line>(model.lines()));
        QCOMPARE(changed.size(), 1);
        model.setLines({{second, {{u"b"_s}}}});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowOf(second), 0);
        QCOMPARE(model.rowOf(first), -1);
        QVERIFY(!model.index(0, 1).data().isValid());
    }
};

QTEST_GUILESS_MAIN(OverviewLinesTest)
#include "tst_overviewlines.moc"
