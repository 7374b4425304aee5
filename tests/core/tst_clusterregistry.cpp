#include "models/registry/ArchiveRepository.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/ServerRepository.h"

#include <QTemporaryDir>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

/// Clusters, server groups and archive holders in a registry: what is kept, what is refused, what a deletion
/// means for the others.
class ClusterRegistryTest : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] MediaServer addServer(const QString &name)
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = name;
        server.internalHost = u"127.0.0.1"_s;
        server.apiPort = 8080;
        server.createdAt = QDateTime::fromMSecsSinceEpoch(1'000, Qt::UTC);
        if (!ServerRepository(*m_database).save(server))
            qFatal("a server cannot be saved");
        return server;
    }

    [[nodiscard]] static Cluster clusterOf(const QString &name, const MediaServer &main,
                                           const std::vector<MediaServer> &additional)
    {
        Cluster cluster;
        cluster.id = ClusterId::create();
        cluster.name = name;
        cluster.mainServer = main.id;
        for (const MediaServer &server : additional)
            cluster.additionalServers.push_back(server.id);
        cluster.createdAt = QDateTime::fromMSecsSinceEpoch(2'000, Qt::UTC);
        return cluster;
    }

    [[nodiscard]] static ServerGroup groupOf(const QString &name, std::vector<ClusterId> clusters = {},
                                             const QStringList &subnets = {})
    {
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = name;
        group.clusters = std::move(clusters);
        group.subnets = subnets;
        group.createdAt = QDateTime::fromMSecsSinceEpoch(3'000, Qt::UTC);
        return group;
    }

    [[nodiscard]] ErrorCategory refusal(const VoidResult &result) const
    {
        return result ? ErrorCategory::Cancelled : result.error().category;
    }

    /// As the session saves: all or nothing.
    template <typename Value>
    [[nodiscard]] VoidResult save(const Value &value)
    {
        return m_database->inTransaction([&] { return ClusterRepository(*m_database).save(value); });
    }

    [[nodiscard]] MediaServer serverNow(const ServerId &id)
    {
        const auto servers = ServerRepository(*m_database).all().value();
        for (const MediaServer &server : servers) {
            if (server.id == id)
                return server;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<RegistryDatabase>();
        QVERIFY(m_database->open(m_folder->filePath(u"registry.sqlite"_s)));
    }

    void copiesOfTransfersAreKept()
    {
        // A copy outlives its stream here, not its server.
        const MediaServer left = addServer(u"left"_s);
        const MediaServer right = addServer(u"right"_s);
        const HolderCopy yard{left.id, u"yard"_s, StreamId::create(), 5};
        const HolderCopy gate{right.id, u"yard"_s, StreamId::create(), 0};
        ArchiveRepository archive(*m_database);
        QVERIFY(archive.saveCopies({yard, gate}));
        HolderCopy later = yard;
        later.keepUntilMs = 9;
        QVERIFY(archive.saveCopies({later}));
        const auto copies = archive.copies().value();
        QCOMPARE(copies.size(), 2u);
        QVERIFY(std::ranges::find(copies, later) != copies.end());
        QVERIFY(std::ranges::find(copies, gate) != copies.end());
        QVERIFY(archive.removeCopy(left.id, u"yard"_s));
        QVERIFY(ServerRepository(*m_database).remove(right.id));
        QVERIFY(archive.copies()->empty());
    }

    void aClusterComesBackAsItWasSaved()
    {
        const auto a = addServer(u"a"_s);
        const auto b = addServer(u"b"_s);
        const auto c = addServer(u"c"_s);
        Cluster cluster = clusterOf(u"north '📷'"_s, b, {c, a});
        cluster.common.streamsLimit = 100;
        cluster.common.rtspPort = quint16(5554);
        QVERIFY(save(cluster));
        QCOMPARE(ClusterRepository(*m_database).clusters().value(), std::vector{cluster});
        QVERIFY(ClusterRepository(*m_database).clusters()->front().has(a.id));

        cluster.mainServer = a.id;
        cluster.additionalServers = {b.id};
        cluster.common = {};
        QVERIFY(save(cluster));
        ++cluster.revision;
        QCOMPARE(ClusterRepository(*m_database).clusters().value(), std::vector{cluster});
        // An old revision is refused, and nothing of it is written.
        Cluster late = cluster;
        late.revision = 1;
        late.additionalServers = {c.id};
        QCOMPARE(refusal(save(late)), ErrorCategory::Conflict);
        QCOMPARE(ClusterRepository(*m_database).clusters().value(), std::vector{cluster});
    }

    void whatNoClusterCanBeIsRefused()
    {
        const auto a = addServer(u"a"_s);
        const auto b = addServer(u"b"_s);
        const auto c = addServer(u"c"_s);
        const Cluster first = clusterOf(u"first"_s, a, {b});
        QVERIFY(save(first));
        QCOMPARE(refusal(save(clusterOf(u"alone"_s, c, {}))), ErrorCategory::Invalid);
        QCOMPARE(refusal(save(clusterOf(u"twice"_s, c, {c}))), ErrorCategory::Invalid);
        const auto shared = save(clusterOf(u"second"_s, c, {b}));
        QCOMPARE(refusal(shared), ErrorCategory::Invalid);
        QVERIFY(shared.error().message.contains(u"first"));
        Cluster gone = clusterOf(u"gone"_s, c, {});
        gone.additionalServers = {ServerId::create()};
        QCOMPARE(refusal(save(gone)), ErrorCategory::Invalid);
        const auto d = addServer(u"d"_s);
        QCOMPARE(refusal(save(clusterOf(u"first"_s, c, {d}))), ErrorCategory::Invalid);
        QCOMPARE(ClusterRepository(*m_database).clusters().value(), std::vector{first});
    }

    void commonSettingsOverwriteThoseOfMembersAlsoLater()
    {
        MediaServer a = addServer(u"a"_s);
        const auto b = addServer(u"b"_s);
        const auto c = addServer(u"c"_s);
        Cluster cluster = clusterOf(u"north"_s, a, {b});
        cluster.common.streamsLimit = 70;
        cluster.common.bitrateLimitBps = 9'000'000'000;
        cluster.common.hlsPort = quint16(8443);
        QVERIFY(save(cluster));
        QCOMPARE(serverNow(a.id).streamsLimit, 70);
        QCOMPARE(serverNow(b.id).bitrateLimitBps, 9'000'000'000);
        QCOMPARE(int(serverNow(b.id).hlsPort), 8443);
        QCOMPARE(int(serverNow(b.id).apiPort), 8080); // not set in common
        QCOMPARE(serverNow(a.id).revision, 2);        // an edit under way must not bring the old values back
        QCOMPARE(serverNow(c.id), c);
        // Saved again without a change, nobody's edit is disturbed.
        QVERIFY(save(cluster));
        ++cluster.revision;
        QCOMPARE(serverNow(a.id).revision, 2);
        // An edit of a member cannot get around the cluster.
        a = serverNow(a.id);
        a.streamsLimit = 5;
        a.apiPort = 9090;
        QVERIFY(ServerRepository(*m_database).save(a));
        QCOMPARE(serverNow(a.id).streamsLimit, 70);
        QCOMPARE(int(serverNow(a.id).apiPort), 9090);
        // And a member that comes later gets them too.
        cluster.additionalServers.push_back(c.id);
        QVERIFY(save(cluster));
        QCOMPARE(serverNow(c.id).streamsLimit, 70);
    }

    void aMemberStaysInTheRegistryUntilItLeavesItsCluster()
    {
        const auto a = addServer(u"a"_s);
        const auto b = addServer(u"b"_s);
        const Cluster cluster = clusterOf(u"north"_s, a, {b});
        QVERIFY(save(cluster));
        const auto refused = ServerRepository(*m_database).remove(b.id);
        QCOMPARE(refusal(refused), ErrorCategory::Invalid);
        QVERIFY(refused.error().message.contains(u"north"));
        QCOMPARE(serverNow(b.id), b);
        QVERIFY(ClusterRepository(*m_database).removeCluster(cluster.id));
        QVERIFY(ServerRepository(*m_database).remove(b.id));
        QVERIFY(serverNow(b.id).id.isNull());
    }

    void aGroupComesBackAsItWasSaved()
    {
        const Cluster north = clusterOf(u"north"_s, addServer(u"a"_s), {addServer(u"b"_s)});
        const Cluster south = clusterOf(u"south"_s, addServer(u"c"_s), {addServer(u"d"_s)});
        QVERIFY(save(north) && save(south));
        ServerGroup region =
            groupOf(u"Region"_s, {south.id, north.id}, {u"10.0.0.0/8"_s, u"2001:db8::/32"_s});
        ServerGroup town = groupOf(u"Town"_s, {north.id});
        town.parent = region.id;
        QVERIFY(save(region));
        QVERIFY(save(town));
        QCOMPARE(ClusterRepository(*m_database).groups().value(), (std::vector{region, town}));
        region.subnets = {u"10.1.0.0/16"_s};
        region.clusters = {north.id};
        QVERIFY(save(region));
        QCOMPARE(refusal(save(region)), ErrorCategory::Conflict);
        ++region.revision;
        QCOMPARE(ClusterRepository(*m_database).groups().value(), (std::vector{region, town}));

        // What a group cannot be.
        ServerGroup wrong = region;
        wrong.parent = town.id;
        QCOMPARE(refusal(save(wrong)), ErrorCategory::Invalid);
        wrong.parent = region.id;
        QCOMPARE(refusal(save(wrong)), ErrorCategory::Invalid);
        wrong.parent = ServerGroupId::create();
        QCOMPARE(refusal(save(wrong)), ErrorCategory::Invalid);
        wrong = region;
        wrong.clusters = {ClusterId::create()};
        QCOMPARE(refusal(save(wrong)), ErrorCategory::Invalid);
        QCOMPARE(refusal(save(groupOf(u"Town"_s))), ErrorCategory::Invalid);
        QCOMPARE(ClusterRepository(*m_database).groups().value(), (std::vector{region, town}));
    }

    void deletionLeavesNothingThatPointsNowhere()
    {
        const Cluster north = clusterOf(u"north"_s, addServer(u"a"_s), {addServer(u"b"_s)});
        QVERIFY(save(north));
        const ServerGroup country = groupOf(u"Country"_s);
        ServerGroup region = groupOf(u"Region"_s, {north.id});
        region.parent = country.id;
        ServerGroup town = groupOf(u"Town"_s, {north.id});
        town.parent = region.id;
        QVERIFY(save(country) && save(region) && save(town));
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Yard"_s;
        camera.serverGroup = region.id;
        FleetRepository fleet(*m_database);
        QVERIFY(fleet.saveCameras({camera}));
        QCOMPARE(fleet.camera(camera.id).value()->serverGroup, region.id);

        QVERIFY(ClusterRepository(*m_database).removeGroup(region.id));
        QVERIFY(!fleet.camera(camera.id).value()->serverGroup);
        QCOMPARE(fleet.camera(camera.id).value()->revision, 2);
        const auto groups = ClusterRepository(*m_database).groups().value();
        QCOMPARE(groups.size(), 2u);
        QCOMPARE(groups[1].parent, country.id);
        QCOMPARE(groups[1].revision, 2);
        // A group that is gone cannot be chosen any more.
        camera.revision = 2;
        const auto refused = fleet.saveCameras({camera});
        QCOMPARE(refusal(refused), ErrorCategory::Conflict);
        QVERIFY(refused.error().message.contains(u"group"));

        QVERIFY(ClusterRepository(*m_database).removeCluster(north.id));
        QVERIFY(ClusterRepository(*m_database).clusters()->empty());
        QVERIFY(ClusterRepository(*m_database).groups().value()[1].clusters.empty());
    }

    void archiveHoldersAreKeptPerServer()
    {
        const auto a = addServer(u"a"_s);
        const auto b = addServer(u"b"_s);
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Yard"_s;
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = a.id;
        stream.remoteName = u"yard"_s;
        FleetRepository fleet(*m_database);
        QVERIFY(fleet.saveCameras({camera}) && fleet.saveStreams({stream}));
        ArchiveRepository archive(*m_database);
        const ArchiveHolder old{stream.id, b.id, u"yard-old"_s, 1'000, 2'000};
        const ArchiveHolder older{stream.id, b.id, u"yard-old"_s, 100, 200};
        const ArchiveHolder now{stream.id, a.id, u"yard"_s, 1'900, {}};
        QVERIFY(archive.replace(stream.id, a.id, {now}));
        QVERIFY(archive.replace(stream.id, b.id, {old, older}));
        QCOMPARE(archive.holdersOf(stream.id).value(), (std::vector{older, old, now}));
        QVERIFY(archive.removeEndedBefore(stream.id, 201));
        QCOMPARE(archive.holdersOf(stream.id).value(), (std::vector{old, now}));
        QVERIFY(archive.replace(stream.id, a.id, {}));
        QCOMPARE(archive.holdersOf(stream.id).value(), std::vector{old});
        // A server that leaves the registry holds nothing that we could reach.
        QVERIFY(ServerRepository(*m_database).remove(b.id));
        QVERIFY(archive.holdersOf(stream.id)->empty());
        QVERIFY(archive.replace(stream.id, a.id, {now}));
        QVERIFY(fleet.removeStreams({stream.id}));
        QVERIFY(archive.holdersOf(stream.id)->empty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RegistryDatabase> m_database;
};

} // namespace

QTEST_GUILESS_MAIN(ClusterRegistryTest)
#include "tst_clusterregistry.moc"
