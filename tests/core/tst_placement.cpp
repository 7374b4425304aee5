#include "app/session/NewStreams.h"
#include "models/rules/Placement.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

ServerStanding standing(const QString &name)
{
    ServerStanding server;
    server.id = ServerId::create();
    server.name = name;
    server.mainBitrateBps = 1'000'000;
    server.totalBitrateBps = 1'500'000;
    server.disksFullPercent = {50};
    return server;
}

} // namespace

/// Where a new stream may go (domain.md 3.1), and what adding one by hand makes of the operator's input.
class PlacementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckCounts_data()
    {
        QTest::addColumn<std::function<void(ServerStanding &)>>("change");
        QTest::addColumn<QList<int>>("failed");
        using Change = std::function<void(ServerStanding &)>;
        using enum ServerCheck;
        const auto row = [](const char *name, Change change, QList<ServerCheck> failed) {
            QList<int> numbers;
            for (const ServerCheck check : failed)
                numbers.append(int(check));
            QTest::newRow(name) << std::move(change) << numbers;
        };
        row("good", [](ServerStanding &) {}, {});
        row("off", [](ServerStanding &s) { s.isActive = false; }, {Distribution});
        row("unreachable", [](ServerStanding &s) { s.answers = false; }, {Answers});
        row("one place left", [](ServerStanding &s) { s.streamsLimit = 10, s.mainStreams = 9; }, {});
        row("no place left", [](ServerStanding &s) { s.streamsLimit = 10, s.mainStreams = 10; },
            {StreamLimit});
        row("traffic at the limit", [](ServerStanding &s) { s.bitrateLimitBps = 1'600'000; }, {});
        row("traffic above it", [](ServerStanding &s) { s.bitrateLimitBps = 1'599'999; }, {TrafficLimit});
        row("traffic unknown", [](ServerStanding &s) { s.bitrateLimitBps = 200'000, s.totalBitrateBps = {}; },
            {});
        row("other group type", [](ServerStanding &s) { s.groupType = GroupType::Private; }, {GroupType});
        row("same group type", [](ServerStanding &s) { s.groupType = GroupType::Public; }, {});
        row("disk at 80 %", [](ServerStanding &s) { s.disksFullPercent = {80}; }, {});
        row("disk above 80 %", [](ServerStanding &s) { s.disksFullPercent = {81}; }, {Storage});
        row("one of two disks full", [](ServerStanding &s) { s.disksFullPercent = {99, 10}; }, {});
        row("all disks full", [](ServerStanding &s) { s.disksFullPercent = {99, 81}; }, {Storage});
        row("storage not told", [](ServerStanding &s) { s.disksFullPercent = {}; }, {});
        row("everything wrong",
            [](ServerStanding &s) {
                s = {s.id, s.name, false, false, GroupType::Private, 0, 0, 5, 1, 1, {100}};
            },
            {Distribution, Answers, StreamLimit, TrafficLimit, GroupType, Storage});
    }

    void everyCheckCounts()
    {
        QFETCH(std::function<void(ServerStanding &)>, change);
        QFETCH(QList<int>, failed);
        ServerStanding server = standing(u"rack"_s);
        change(server);
        const ServerVerdict verdict = judgeServer(server, {GroupType::Public, 1, 100'000});
        QList<int> numbers;
        for (const ServerCheck check : verdict.failed)
            numbers.append(int(check));
        QCOMPARE(numbers, failed);
        QCOMPARE(verdict.isStorageUnknown, server.disksFullPercent.empty());
        QCOMPARE(findLeastLoaded({server}, {GroupType::Public, 1, 100'000}).has_value(), failed.isEmpty());
    }

    void theLeastLoadedIsFoundInAnyOrder()
    {
        std::vector<ServerStanding> servers;
        for (const auto &name : {u"d"_s, u"b"_s, u"c"_s, u"a"_s})
            servers.push_back(standing(name));
        servers[0].mainBitrateBps = 5;
        servers[0].isActive = false; // the least loaded of all takes nothing
        servers[1].mainBitrateBps = 10;
        servers[2].mainBitrateBps = 10;
        servers[3].mainBitrateBps = {}; // unknown is last, whatever its name
        std::ranges::sort(servers, {}, &ServerStanding::name);
        do {
            const auto found = findLeastLoaded(servers, {});
            QVERIFY(found);
            QCOMPARE(servers[*found].name, u"b"_s);
        } while (
            std::next_permutation(servers.begin(), servers.end(), [](const auto &left, const auto &right) {
                return left.name < right.name;
            }));
        QVERIFY(!findLeastLoaded({}, {}));
    }

    void aNewCameraBecomesCommands()
    {
        const test::FleetMaker maker(2, 1);
        FleetState fleet;
        maker.give(fleet);
        NewCamera wanted;
        wanted.camera.name = u" Gate "_s;
        wanted.camera.isSoundEnabled = false;
        wanted.high = StreamAddress::parse(u"rtsp://u:secret@10.1.2.3:554/h"_s).value();
        wanted.low = StreamAddress::parse(u"rtsp://10.1.2.3/l"_s).value();
        const ServerId server = fleet.servers().front().server.id;
        const auto now = QDateTime::currentDateTimeUtc();
        const auto commands = planNewCamera(wanted, server, fleet, now);
        QVERIFY(commands);
        QCOMPARE(commands->size(), 2u);
        const StreamCommand &high = commands->front();
        QVERIFY(high.newCamera && !commands->back().newCamera);
        QCOMPARE(high.newCamera->name, u"Gate"_s);
        QCOMPARE(high.newCamera->ipAddress, u"10.1.2.3"_s);
        QCOMPARE(high.newStream->camera, high.newCamera->id);
        QCOMPARE(commands->back().newStream->camera, high.newCamera->id);
        QCOMPARE(high.newStream->mainServer, server);
        QCOMPARE(high.newStream->audio, Tristate::No);
        QCOMPARE(high.newStream->remoteName, high.stream.toString());
        QVERIFY(high.newStream->isOurs);
        QCOMPARE(high.newStream->addition, Addition::Manual);

        NewCamera bad = wanted;
        bad.camera.name = u"  "_s;
        QVERIFY(!planNewCamera(bad, server, fleet, now));
        bad.camera.name = QString(51, u'x');
        QVERIFY(!planNewCamera(bad, server, fleet, now));
        bad = wanted;
        bad.high.reset();
        bad.low.reset();
        QVERIFY(!planNewCamera(bad, server, fleet, now));
        QVERIFY(!planNewCamera(wanted, ServerId::create(), fleet, now));
        // A camera has at most one stream of each quality.
        NewCamera known = wanted;
        known.camera = fleet.cameras().front();
        QVERIFY(!planNewCamera(known, server, fleet, now));
        known.high.reset();
        const auto lowOnly = planNewCamera(known, server, fleet, now);
        QVERIFY(lowOnly);
        QCOMPARE(lowOnly->size(), 1u);
        QVERIFY(!lowOnly->front().newCamera);
        // Whose address it is already.
        const StreamAddress taken = fleet.streams().front().address;
        QCOMPARE(usersOf(taken, fleet).front(), fleet.streams().front().id);
        QVERIFY(usersOf(*wanted.high, fleet).empty());
    }
};

QTEST_GUILESS_MAIN(PlacementTest)
#include "tst_placement.moc"
