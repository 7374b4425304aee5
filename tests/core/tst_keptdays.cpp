#include "models/fleet/StreamHistory.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/HistoryRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/rules/Availability.h"
#include "tests/core/FleetMaker.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 begin = 20'000 * day;

ServerSample sample(qint64 atMs, ServerValue which, qint32 value)
{
    ServerSample made(atMs);
    made.set(which, value);
    return made;
}

ServerSample states(qint64 atMs, int active, int inactive, int initialization = 0)
{
    ServerSample made(atMs);
    made.set(ServerValue::Active, active);
    made.set(ServerValue::Inactive, inactive);
    made.set(ServerValue::Initialization, initialization);
    made.set(ServerValue::Waiting, 3);
    return made;
}

ServerSample disk(qint64 atMs, int used, int total)
{
    ServerSample made(atMs);
    made.set(ServerValue::DiskUsedMb, used);
    made.set(ServerValue::DiskTotalMb, total);
    return made;
}

} // namespace

/// How servers and streams were, kept for a week, and what is made of it.
class KeptDaysTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<RegistryDatabase> m_database;
    std::unique_ptr<FleetMaker> m_maker;

    [[nodiscard]] HistoryRepository history() { return HistoryRepository(*m_database); }
    [[nodiscard]] ServerId server() const { return m_maker->servers.front().id; }
    [[nodiscard]] StreamId stream() const { return m_maker->streams.front().id; }

private Q_SLOTS:
    void init()
    {
        QFile::remove(m_folder.filePath(u"registry.sqlite"_s));
        m_database = std::make_unique<RegistryDatabase>();
        QVERIFY(m_database->open(m_folder.filePath(u"registry.sqlite"_s)));
        m_maker = std::make_unique<FleetMaker>(2, 1);
        for (const MediaServer &one : m_maker->servers)
            QVERIFY(ServerRepository(*m_database).save(one));
        QVERIFY(FleetRepository(*m_database).saveCameras(m_maker->cameras));
        QVERIFY(FleetRepository(*m_database).saveStreams(m_maker->streams));
    }

    void cleanup() { m_database.reset(); }

    void minutesOfTwoProgramsAreOneHour()
    {
        const qint64 first = begin / hour;
        QVERIFY(
            history().saveServers({{server(), first, 0b1, {sample(begin + 1, ServerValue::CpuPercent, 7)}},
                                   {ServerId::create(),
                                    first,
                                    0b1,
                                    {sample(begin, ServerValue::CpuPercent, 1)}}})); // gone meanwhile
        QVERIFY(history().saveServers(
            {{server(), first, 0b100, {sample(begin + 2 * minute, ServerValue::InKbps, 900)}}}));
        QCOMPARE(history().heard()->size(), 1);
        QCOMPARE(history().heard()->value(server()).value(first), quint64(0b101));
        const auto kept = history().server(server(), begin, begin + hour).value();
        QCOMPARE(kept.size(), size_t(2));
        QCOMPARE(kept[0], sample(begin, ServerValue::CpuPercent, 7)); // by the minute
        QCOMPARE(kept[1], sample(begin + 2 * minute, ServerValue::InKbps, 900));
        QCOMPARE(history().server(server(), begin + minute, begin + hour)->size(), size_t(1));
        QCOMPARE(history().servers(begin, begin + hour)->value(server()), kept);
    }

    void aDamagedHourIsNothing()
    {
        QVERIFY(history().saveServers({{server(), begin / hour, 1, {ServerSample(begin)}}}));
        QVERIFY(m_database->run(u"UPDATE server_history SET minutes = x'00112233'"_s));
        QVERIFY(history().server(server(), begin, begin + hour)->empty());
        QVERIFY(history().saveServers({{server(), begin / hour, 1, {ServerSample(begin)}}}));
        QCOMPARE(history().server(server(), begin, begin + hour)->size(), size_t(1));
    }

    void quartersCrossMidnight()
    {
        const std::vector<StreamQuarter> quarters{{begin - StreamQuarter::lengthMs, 1'200, 40'000'000, 3},
                                                  {begin, -1, -1, -1},
                                                  {begin + StreamQuarter::lengthMs, 32'767, -1, 0}};
        QVERIFY(history().saveStreams({{stream(), quarters}, {StreamId::create(), quarters}}));
        const auto kept = history().stream(stream(), begin - day, begin + day).value();
        QCOMPARE(kept.size(), size_t(2)); // what nobody saw is not there
        QCOMPARE(kept[0].inKbps, 1'200);
        QCOMPARE(kept[0].outKbps, 33'552'384); // as much as there is room for
        QCOMPARE(kept[1], quarters[2]);
        // What a later look did not see stays.
        QVERIFY(history().saveStreams({{stream(), {{begin + StreamQuarter::lengthMs}}}}));
        QCOMPARE(history().stream(stream(), begin, begin + day)->size(), size_t(1));
    }

    void whatIsTooOldGoes()
    {
        QVERIFY(history().saveServers({{server(), begin / hour, 1, {}}}));
        QVERIFY(history().saveStreams({{stream(), {{begin, 1, 1, 1}}}}));
        QVERIFY(history().prune(begin + 7 * day));
        QCOMPARE(history().heard()->size(), 1);
        QVERIFY(history().prune(begin + 8 * day + hour));
        QVERIFY(history().heard()->isEmpty());
        QVERIFY(history().stream(stream(), begin, begin + day)->empty());
    }

    void aQuarterIsMeanAndMost()
    {
        StreamHistory live;
        ObservedStream seen;
        for (int i = 0; i < 60; ++i) {
            seen.bitrateInBps = (1000 + i) * 1000LL;
            seen.bitrateOutBps = i % 2 ? -1 : 500'000;
            seen.clients = i % 7;
            live.add(begin + i * StreamHistory::stepMs, seen);
        }
        const StreamQuarter quarter = live.quarter(begin);
        QCOMPARE(quarter, (StreamQuarter{begin, 1014, 500, 6}));
        QVERIFY(!live.quarter(begin - day).isSeen());
    }

    void aSilentServerIsStaleAndNotActive()
    {
        const std::vector<std::vector<ServerSample>> servers{
            {states(begin, 10, 1), states(begin + 5 * minute, 9, 2), states(begin + 10 * minute, 9, 2, 1)},
            {states(begin, 5, 0)},
        };
        const auto points = availability(servers, {begin - 5 * minute, begin + 20 * minute}, 5 * minute);
        QCOMPARE(points.size(), size_t(5));
        QVERIFY(!points[0].isKnown()); // nobody looked
        QCOMPARE(points[1], (AvailabilityPoint{begin, 15, 1, 0, 0}));
        QCOMPARE(points[2], (AvailabilityPoint{begin + 5 * minute, 9, 2, 0, 5}));
        QCOMPARE(points[3], (AvailabilityPoint{begin + 10 * minute, 9, 2, 1, 5}));
        QVERIFY(!points[4].isKnown());
        QCOMPARE(points[3].total(), 17);
    }

    void aDiskIsForecastFromItsGrowth_data()
    {
        QTest::addColumn<std::vector<ServerSample>>("samples");
        QTest::addColumn<double>("days"); // negative: none
        QTest::newRow("nothing") << std::vector<ServerSample>() << -1.0;
        QTest::newRow("too short") << std::vector{disk(begin, 10, 100), disk(begin + hour, 20, 100)} << -1.0;
        QTest::newRow("ten a day") << std::vector{disk(begin, 10, 100), disk(begin + day, 20, 100),
                                                  disk(begin + 2 * day, 30, 100)}
                                   << 7.0;
        QTest::newRow("expires as it comes")
            << std::vector{disk(begin, 90, 100), disk(begin + day, 90, 100)} << -1.0;
        QTest::newRow("empties") << std::vector{disk(begin, 90, 100), disk(begin + day, 60, 100)} << -1.0;
        QTest::newRow("in years") << std::vector{disk(begin, 10, 1'000'000), disk(begin + day, 11, 1'000'000)}
                                  << -1.0;
        QTest::newRow("unknown") << std::vector{ServerSample(begin), ServerSample(begin + 2 * day)} << -1.0;
    }

    void aDiskIsForecastFromItsGrowth()
    {
        QFETCH(std::vector<ServerSample>, samples);
        QFETCH(double, days);
        const auto forecast = forecastFull(samples);
        QCOMPARE(forecast.has_value(), days >= 0);
        if (forecast)
            QCOMPARE(forecast->days, days);
    }
};

QTEST_GUILESS_MAIN(KeptDaysTest)
#include "tst_keptdays.moc"
