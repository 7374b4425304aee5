#include "app/session/NewStreams.h"
#include "models/rules/AddressRule.h"
#include "tests/core/FleetMaker.h"
#include "tests/core/PlacementWorld.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using test::standing;
using World = test::PlacementWorld;

/// What a search for places counts with, the fleet and what it has placed already, and what adding a camera
/// by hand makes of the operator's input.
class PlacementPlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanCountsWhatItHasPlaced()
    {
        World world; // not reserved: "free" carries 80, "alone" has the stream
        world.stream.bitrateBps = 4'000'000;
        world.server(u"free"_s).streamsLimit = 2;
        world.field.servers.push_back(standing(u"other"_s));
        world.server(u"other"_s).mainBitrateBps = 85'000'000;
        QStringList chosen;
        for (int i = 0; i < 6; ++i) {
            const PlacementResult result = world.find();
            chosen.append(world.nameOf(result.main));
            countPlaced(world.field, world.stream, result);
        }
        // 80+4, 84+4, then the limit of two streams; the others go elsewhere.
        QCOMPARE(chosen.join(u' '), u"free free other other other other"_s);
        QCOMPARE(world.server(u"free"_s).mainStreams, 2);
        QCOMPARE(world.server(u"other"_s).totalBitrateBps, 17'500'000);
        // Both servers of a cluster take the traffic, one of them the stream.
        world.picked = u"east"_s;
        countPlaced(world.field, world.stream, world.find());
        QCOMPARE(world.server(u"e1"_s).mainStreams, 1);
        QCOMPARE(world.server(u"e2"_s).mainStreams, 0);
        QCOMPARE(world.server(u"e2"_s).totalBitrateBps, 5'500'000);
        QCOMPARE(world.server(u"e2"_s).mainBitrateBps, 5'000'000);
    }

    void standingsFollowTheFleet()
    {
        test::FleetMaker maker(2, 3);
        maker.streams[0].additionalServer = maker.servers[1].id;
        FleetState fleet;
        maker.give(fleet);
        auto standings = standingsOf(fleet);
        QCOMPARE(standings[0].mainStreams, 3);
        QVERIFY(!standings[0].answers && !standings[0].mainBitrateBps);
        // The first poll of a server that counts bytes has no rates: that is unknown, not idle.
        auto first = maker.snapshot(0);
        for (ObservedStream &stream : first->streams)
            stream.bitrateInBps = ObservedStream::unknown;
        fleet.applySnapshot(first);
        standings = standingsOf(fleet);
        QVERIFY(standings[0].answers && !standings[0].mainBitrateBps && !standings[0].totalBitrateBps);
        auto second = maker.snapshot(0);
        for (size_t i = 0; i < second->streams.size(); ++i)
            second->streams[i].bitrateInBps = 1'000'000 * (qint64(i) + 1);
        second->streams[2].role = StreamRole::Additional;
        second->streams[1].bitrateInBps = ObservedStream::unknown;
        fleet.applySnapshot(second);
        standings = standingsOf(fleet);
        QCOMPARE(standings[0].mainBitrateBps, 1'000'000);
        QCOMPARE(standings[0].totalBitrateBps, 4'000'000);
        // What moves in the registry counts at once; what was seen stays.
        Stream moved = maker.streams[0];
        moved.mainServer = maker.servers[1].id;
        fleet.updateStream(moved);
        standings = standingsOf(fleet);
        QCOMPARE(standings[0].mainStreams, 2);
        QCOMPARE(standings[1].mainStreams, 4);
        QCOMPARE(standings[0].mainBitrateBps, 1'000'000);
        // Streams that nobody manages count too.
        fleet.removeStreams({maker.streams[1].id, maker.streams[2].id});
        QCOMPARE(standingsOf(fleet)[0].mainStreams, 2);
    }

    void aNewCameraBecomesCommands()
    {
        const test::FleetMaker maker(2, 1);
        FleetState fleet;
        maker.give(fleet);
        NewCamera wanted;
        wanted.camera.name = u" Gate "_s;
        wanted.camera.isSoundEnabled = false;
        wanted.high = fields::checkAddress(u"rtsp://u:secret@10.1.2.3:554/h"_s).value();
        wanted.low = fields::checkAddress(u"rtsp://10.1.2.3/l"_s).value();
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

QTEST_GUILESS_MAIN(PlacementPlansTest)
#include "tst_placementplans.moc"
