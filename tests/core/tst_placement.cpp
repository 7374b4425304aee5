#include "tests/core/PlacementWorld.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace streamkeeper;
using test::standing;
using World = test::PlacementWorld;
using namespace Qt::StringLiterals;

namespace {

using Change = std::function<void(World &)>;

} // namespace

/// Where a new stream may go (domain.md 3.1).
class PlacementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckCounts_data()
    {
        QTest::addColumn<std::function<void(PlacementCandidate &)>>("change");
        QTest::addColumn<QList<int>>("failed");
        using ServerChange = std::function<void(PlacementCandidate &)>;
        using enum ServerCheck;
        const auto row = [](const char *name, const ServerChange &change, const QList<ServerCheck> failed) {
            QList<int> numbers;
            for (const ServerCheck check : failed)
                numbers.append(int(check));
            QTest::newRow(name) << change << numbers;
        };
        row("good", [](PlacementCandidate &) {}, {});
        row("off", [](PlacementCandidate &s) { s.isActive = false; }, {Distribution});
        row("unreachable", [](PlacementCandidate &s) { s.answers = false; }, {Answers});
        row("one place left", [](PlacementCandidate &s) { s.streamsLimit = 10, s.mainStreams = 9; }, {});
        row("no place left", [](PlacementCandidate &s) { s.streamsLimit = 10, s.mainStreams = 10; },
            {StreamLimit});
        row("traffic at the limit", [](PlacementCandidate &s) { s.bitrateLimitBps = 1'600'000; }, {});
        row("traffic above it", [](PlacementCandidate &s) { s.bitrateLimitBps = 1'599'999; }, {TrafficLimit});
        row("traffic unknown",
            [](PlacementCandidate &s) { s.bitrateLimitBps = 200'000, s.totalBitrateBps = {}; }, {});
        row("other group type", [](PlacementCandidate &s) { s.groupType = GroupType::Private; }, {GroupType});
        row("same group type", [](PlacementCandidate &s) { s.groupType = GroupType::Public; }, {});
        row("disk at 80 %", [](PlacementCandidate &s) { s.disksFullPercent = {80}; }, {});
        row("disk above 80 %", [](PlacementCandidate &s) { s.disksFullPercent = {81}; }, {Storage});
        row("one of two disks full", [](PlacementCandidate &s) { s.disksFullPercent = {99, 10}; }, {});
        row("all disks full", [](PlacementCandidate &s) { s.disksFullPercent = {99, 81}; }, {Storage});
        row("storage not told", [](PlacementCandidate &s) { s.disksFullPercent = {}; }, {});
        row("everything wrong",
            [](PlacementCandidate &s) {
                s = {s.id, s.name, false, false, GroupType::Private, 0, 0, 5, 1, 1, {100}};
            },
            {Distribution, Answers, StreamLimit, TrafficLimit, GroupType, Storage});
    }

    void everyCheckCounts()
    {
        QFETCH(std::function<void(PlacementCandidate &)>, change);
        QFETCH(QList<int>, failed);
        PlacementCandidate server = standing(u"rack"_s);
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
        std::vector<PlacementCandidate> servers;
        for (const auto &name : {u"d"_s, u"b"_s, u"c"_s, u"a"_s})
            servers.push_back(standing(name));
        servers[0].mainBitrateBps = 5;
        servers[0].isActive = false; // the least loaded of all takes nothing
        servers[1].mainBitrateBps = 10;
        servers[2].mainBitrateBps = 10;
        servers[3].mainBitrateBps = {}; // unknown is last, whatever its name
        std::ranges::sort(servers, {}, &PlacementCandidate::name);
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

    void theSearchFollowsTheTable_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("story");
        const auto row = [](const char *name, const Change &change, const QString &story) {
            QTest::newRow(name) << change << story;
        };
        // ---- where is searched (domain.md 1.3)
        row(
            "not reserved: main only, among servers in no cluster", [](World &) {},
            u"main free - outside-clusters"_s);
        row(
            "not reserved: the camera's group does not matter", [](World &w) { w.putInGroup(u"Cold"_s); },
            u"main free - outside-clusters"_s);
        row(
            "not reserved and in no server yet", [](World &w) { w.stream.mainServer = {}; },
            u"main alone - outside-clusters"_s);
        row(
            "reserved, group set", [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Cold"_s); },
            u"both n1 n2 group Cold"_s);
        row(
            "reserved, no group, address in a subnet",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.stream.ipAddress = u"10.9.0.1"_s; },
            u"both w1 w2 subnet Wild"_s);
        row(
            "reserved, no group, address in no subnet",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.stream.ipAddress = u"192.0.2.1"_s; },
            u"both e1 e2 outside-groups"_s);
        row(
            "reserved, no group, no address", [](World &w) { w.reserve(u"n1"_s, u"n2"_s); },
            u"both e1 e2 outside-groups"_s);
        row(
            "reserved, an address that is none",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.stream.ipAddress = u"cam.example"_s; },
            u"both e1 e2 outside-groups"_s);
        row(
            "the group of the camera beats its subnet",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Wild"_s), w.stream.ipAddress = u"10.1.0.1"_s;
            },
            u"both w1 w2 group Wild"_s);
        row(
            "a group without clusters finds nothing",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Cold"_s), w.group(u"Cold"_s).clusters.clear();
            },
            u"none - - group Cold"_s);
        row(
            "all clusters in groups: outside is nothing",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.group(u"Rest"_s, {u"east"_s, u"south"_s}, {});
            },
            u"none - - outside-groups"_s);
        // ---- servers that know no reserve
        row(
            "a server that keeps no reserve is not additional",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.server(u"e2"_s).keepsReserve = false; },
            u"both s1 s2 outside-groups"_s);
        row(
            "its streams have none",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.picked = u"east"_s, w.server(u"e1"_s).keepsReserve = false;
            },
            u"no-additional e1 - picked lost"_s);
        row(
            "without the main server, one that keeps a reserve goes first",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Cold"_s), w.server(u"n1"_s).isActive = false,
                                                                      w.server(u"n2"_s).keepsReserve = false;
                w.cluster(u"north"_s).additionalServers.push_back(w.server(u"alone"_s).id);
            },
            u"both n3 alone group Cold"_s);
        // ---- subnets
        row(
            "the longest prefix wins",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.stream.ipAddress = u"10.1.2.3"_s; },
            u"both n1 n2 subnet Cold"_s);
        row(
            "IPv6, longest prefix",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.stream.ipAddress = u"2001:db8:1::7"_s; },
            u"both n1 n2 subnet Cold"_s);
        row(
            "IPv6, shorter prefix",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.stream.ipAddress = u"2001:db8:2::7"_s; },
            u"both w1 w2 subnet Wild"_s);
        row(
            "IPv6 with a zone",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.group(u"Link"_s, {u"west"_s}, {u"fe80::/10"_s}),
                    w.stream.ipAddress = u"fe80::1%eth0"_s;
            },
            u"both w1 w2 subnet Link"_s);
        row(
            "IPv4 written as IPv6",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.stream.ipAddress = u"::ffff:10.1.2.3"_s; },
            u"both n1 n2 subnet Cold"_s);
        row(
            "IPv4 in a subnet written as IPv6",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.group(u"Six"_s, {u"west"_s}, {u"::ffff:192.0.2.0/120"_s}),
                    w.stream.ipAddress = u"192.0.2.9"_s;
            },
            u"both w1 w2 subnet Six"_s);
        row(
            "/0 takes everybody of its family",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.group(u"Any"_s, {u"north"_s}, {u"0.0.0.0/0"_s}),
                    w.stream.ipAddress = u"198.51.100.1"_s;
            },
            u"both n1 n2 subnet Any"_s);
        row(
            "equal subnets: the deeper group",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s);
                w.group(u"Zoo"_s, {u"north"_s}, {u"10.0.0.0/8"_s}, u"Wild"_s);
                w.stream.ipAddress = u"10.9.0.1"_s;
            },
            u"both n1 n2 subnet Zoo"_s);
        row(
            "equal subnets, equal depth: by name",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.group(u"Alfa"_s, {u"north"_s}, {u"10.0.0.0/8"_s}),
                    w.stream.ipAddress = u"10.9.0.1"_s;
            },
            u"both n1 n2 subnet Alfa"_s);
        // ---- parents
        row(
            "a child's clusters are its parent's too",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s);
                w.group(u"Land"_s, {}, {});
                w.group(u"Cold"_s).parent = w.group(u"Land"_s).id;
                w.putInGroup(u"Land"_s);
            },
            u"both n1 n2 group Land"_s);
        row(
            "a parent's clusters are not its child's",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.group(u"Town"_s, {}, {}, u"Cold"_s), w.putInGroup(u"Town"_s);
            },
            u"none - - group Town"_s);
        row(
            "a cycle of parents ends",
            [](World &w) {
                w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Cold"_s);
                w.group(u"Cold"_s).parent = w.group(u"Wild"_s).id;
                w.group(u"Wild"_s).parent = w.group(u"Cold"_s).id;
                w.stream.ipAddress = u"10.1.2.3"_s;
            },
            u"both n1 n2 group Cold"_s);
        // ---- who becomes main, who additional
        row(
            "the cluster's main server goes before a less loaded one",
            [](World &w) { w.reserve(u"w1"_s, u"w2"_s), w.stream.ipAddress = u"192.0.2.1"_s; },
            u"both e1 e2 outside-groups"_s);
        row(
            "the cluster's main server is off: its least loaded member",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s), w.server(u"n1"_s).isActive = false;
            },
            u"both n2 n3 group Cold"_s);
        row(
            "the least loaded other member becomes additional",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s),
                    w.server(u"n2"_s).mainBitrateBps = 99'000'000;
            },
            u"both n1 n3 group Cold"_s);
        row(
            "the additional server may be beyond its stream limit",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s);
                w.server(u"n2"_s).streamsLimit = 3, w.server(u"n2"_s).mainStreams = 3;
            },
            u"both n1 n2 group Cold"_s);
        row(
            "but not beyond its traffic limit",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s);
                w.server(u"n2"_s).bitrateLimitBps = 1'599'999;
            },
            u"both n1 n3 group Cold"_s);
        row(
            "the lower load of the main server chooses the cluster",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).mainBitrateBps = 12'000'000; },
            u"both s1 s2 outside-groups"_s);
        row(
            "a cluster with both goes before a less loaded one without",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.server(u"e2"_s).answers = false; },
            u"both s1 s2 outside-groups"_s);
        row(
            "additional not found anywhere",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.server(u"e2"_s).answers = w.server(u"s2"_s).answers = false;
            },
            u"no-additional e1 - outside-groups lost"_s);
        row(
            "a member that only passes as additional makes no cluster",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s);
                w.server(u"n1"_s).isActive = w.server(u"n3"_s).isActive = false;
                w.server(u"n2"_s).streamsLimit = 0;
            },
            u"none - - group Cold"_s);
        row(
            "nobody fits",
            [](World &w) {
                w.reserve(u"w1"_s, u"w2"_s), w.putInGroup(u"Cold"_s);
                for (const auto &name : {u"n1"_s, u"n2"_s, u"n3"_s})
                    w.server(name).disksFullPercent = {81};
            },
            u"none - - group Cold"_s);
        row(
            "the current main server is no candidate, not even as additional",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.server(u"s1"_s).isActive = false; },
            u"no-additional s2 - outside-groups lost"_s);
        row(
            "the current additional server may become main",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.putInGroup(u"Cold"_s); },
            u"both n2 n3 group Cold"_s);
        row(
            "what the current additional server takes in already is not counted twice",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.putInGroup(u"Cold"_s);
                w.server(u"n2"_s).bitrateLimitBps = 1'500'000, w.stream.bitrateOnAdditionalBps = 100'000;
            },
            u"both n2 n3 group Cold"_s);
        row(
            "unknown load is last",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).mainBitrateBps.reset(); },
            u"both s1 s2 outside-groups"_s);
        row(
            "unknown load is better than none",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).mainBitrateBps.reset();
                w.server(u"s1"_s).answers = w.server(u"s2"_s).answers = false;
            },
            u"both e1 e2 outside-groups load?"_s);
        row(
            "equal load: by name",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s),
                    w.server(u"e1"_s).mainBitrateBps = w.server(u"s1"_s).mainBitrateBps = 7;
            },
            u"both e1 e2 outside-groups"_s);
        row(
            "group type of the camera",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.stream.groupType = GroupType::Private;
                w.server(u"e1"_s).groupType = w.server(u"e2"_s).groupType = GroupType::Public;
                w.server(u"s2"_s).groupType = GroupType::Private;
            },
            u"both s1 s2 outside-groups"_s);
        row(
            "common settings of a cluster overwrite those of its members",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).mainStreams = 5;
                w.server(u"e1"_s).streamsLimit = 100, w.cluster(u"east"_s).common.streamsLimit = 5;
            },
            u"both e2 e1 outside-groups"_s);
        row(
            "also upwards",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).bitrateLimitBps = 1;
                w.cluster(u"east"_s).common.bitrateLimitBps = 1'000'000'000;
            },
            u"both e1 e2 outside-groups"_s);
        // ---- what is not known
        row(
            "storage unknown: allowed with a warning",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.server(u"e2"_s).disksFullPercent.clear(); },
            u"both e1 e2 outside-groups storage?"_s);
        row(
            "storage unknown: refused by the setting",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.server(u"e1"_s).disksFullPercent.clear();
                w.field.policy.isStorageUnknownAllowed = false;
                w.server(u"s1"_s).isActive = false;
            },
            u"no-additional s2 - outside-groups lost"_s);
        row(
            "another threshold of storage",
            [](World &w) {
                w.server(u"free"_s).disksFullPercent = {81}, w.field.policy.storageFullPercent = 90;
            },
            u"main free - outside-clusters"_s);
        row(
            "bitrate unknown", [](World &w) { w.stream.bitrateBps.reset(); },
            u"main free - outside-clusters bitrate?"_s);
        // ---- a cluster picked by hand
        row(
            "picked: any cluster", [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.picked = u"west"_s; },
            u"both w1 w2 picked"_s);
        row(
            "picked: it may leave the camera's group",
            [](World &w) { w.reserve(u"n1"_s, u"n2"_s), w.putInGroup(u"Cold"_s), w.picked = u"south"_s; },
            u"both s1 s2 picked leaves"_s);
        row(
            "picked: inside the camera's group",
            [](World &w) { w.reserve(u"e1"_s, u"e2"_s), w.putInGroup(u"Cold"_s), w.picked = u"north"_s; },
            u"both n1 n2 picked"_s);
        row(
            "picked: leaves the group of the subnet",
            [](World &w) {
                w.reserve(u"n1"_s, u"n2"_s), w.stream.ipAddress = u"10.1.0.1"_s, w.picked = u"west"_s;
            },
            u"both w1 w2 picked leaves"_s);
        row(
            "picked: turns reservation on", [](World &w) { w.picked = u"east"_s; },
            u"both e1 e2 picked reserves"_s);
        row(
            "picked: not reserved, additional not found",
            [](World &w) { w.picked = u"east"_s, w.server(u"e2"_s).isActive = false; },
            u"no-additional e1 - picked"_s);
        row(
            "picked: nobody fits",
            [](World &w) { w.picked = u"east"_s, w.cluster(u"east"_s).common.streamsLimit = 0; },
            u"none - - picked"_s);
        row(
            "picked: a cluster whose servers are gone",
            [](World &w) {
                w.picked = u"east"_s, w.server(u"e1"_s).id = w.server(u"e2"_s).id = ServerId::create();
            },
            u"none - - picked"_s);
    }

    void theSearchFollowsTheTable()
    {
        QFETCH(Change, change);
        QFETCH(QString, story);
        World world;
        change(world);
        QCOMPARE(world.story(), story);
        std::ranges::reverse(world.field.servers);
        std::ranges::reverse(world.field.groups);
        std::ranges::reverse(world.field.clusters);
        QCOMPARE(world.story(), story);
    }

    void everyServerSaysWhyItWasNotChosen()
    {
        World world;
        world.reserve(u"n1"_s, u"n2"_s);
        world.server(u"s1"_s).isActive = false;
        world.server(u"s1"_s).disksFullPercent = {99};
        world.cluster(u"spare"_s, {u"alone"_s, u"free"_s});
        QCOMPARE(world.story(), u"both e1 e2 outside-groups"_s);
        QCOMPARE(world.why(u"e1"_s), u"chosen"_s);
        QCOMPARE(world.why(u"e2"_s), u"chosen"_s);
        QCOMPARE(world.why(u"s1"_s), u"fails:0,5"_s);
        QCOMPARE(world.why(u"s2"_s), u"cluster"_s);
        QCOMPARE(world.why(u"alone"_s), u"cluster"_s);
        QCOMPARE(world.why(u"n3"_s), u"outside"_s);
        world.putInGroup(u"Cold"_s);
        QCOMPARE(world.story(), u"both n2 n3 group Cold"_s);
        QCOMPARE(world.why(u"n1"_s), u"fails:6"_s); // it has the stream now
        world.reserve(u"e1"_s, u"e2"_s);
        QCOMPARE(world.why(u"n3"_s), u"server"_s);
        world.server(u"n3"_s).keepsReserve = false;
        QCOMPARE(world.why(u"n3"_s), u"noReserve"_s);
        world.server(u"n3"_s).keepsReserve = true;
        // The found servers come first, then who would do, then the others by load.
        const PlacementResult result = world.find();
        QCOMPARE(result.servers.size(), world.field.servers.size());
        QCOMPARE(result.servers[0].name, u"n1"_s);
        QCOMPARE(result.servers[0].role, PlacementRole::Main);
        QCOMPARE(result.servers[1].role, PlacementRole::Additional);
        QCOMPARE(result.servers[2].name, u"n3"_s);
        QVERIFY(result.servers[0].isClusterMain && !result.servers[1].isClusterMain);
        QCOMPARE(result.cluster, world.cluster(u"north"_s).id);
        QCOMPARE(result.searchedClusters, std::vector{world.cluster(u"north"_s).id});
    }
};

QTEST_GUILESS_MAIN(PlacementTest)
#include "tst_placement.moc"
