#include "app/session/Session.h"
#include "models/registry/ServerRepository.h"
#include "tests/core/FakeKeychain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FakeKeychain;

namespace {

/// Clusters and server groups in a session, beside a second program on the same registry. The servers are
/// never asked: nothing listens there.
class SessionClustersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Session> m_other;
    std::vector<MediaServer> m_servers;
    Camera m_camera;
    Stream m_stream;

    [[nodiscard]] std::unique_ptr<Session> openSession(Clock clock = {})
    {
        Session::Behaviour behaviour{false, false, true};
        behaviour.clock = std::move(clock);
        auto session = std::make_unique<Session>(*m_keychain, behaviour);
        QSignalSpy opened(session.get(), &Session::opened);
        session->open(m_dir->filePath(u"registry.sqlite"_s));
        return QTest::qWaitFor([&] { return !opened.isEmpty(); }) ? std::move(session) : nullptr;
    }

    /// Runs a call of the session and waits for its answer.
    template <typename Call>
    [[nodiscard]] Result<void> answerOf(Call call)
    {
        std::optional<Result<void>> answer;
        call([&](const Result<void> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return fail(ErrorCategory::Timeout, u"no answer"_s);
        return *answer;
    }
    [[nodiscard]] Result<void> save(Session &session, const Cluster &cluster)
    {
        return answerOf([&](auto done) { session.edits().clusters.save(cluster, this, done); });
    }
    [[nodiscard]] Result<void> save(Session &session, const ServerGroup &group)
    {
        return answerOf([&](auto done) { session.edits().clusters.saveGroup(group, this, done); });
    }

    [[nodiscard]] Cluster cluster(const QString &name, size_t main, size_t additional) const
    {
        Cluster made;
        made.id = ClusterId::create();
        made.name = name;
        made.mainServer = m_servers[main].id;
        made.additionalServers = {m_servers[additional].id};
        made.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        return made;
    }
    [[nodiscard]] static const MediaServer &server(Session &session, const ServerId &id)
    {
        return session.fleet().servers()[size_t(session.fleet().serverIndex(id))].server;
    }

    void writeFleet(const QString &path)
    {
        RegistryDatabase database;
        QVERIFY(database.open(path));
        for (int i = 0; i < 4; ++i) {
            MediaServer one;
            one.id = ServerId::create();
            one.name = u"server %1"_s.arg(i);
            one.internalHost = u"127.0.0.1"_s;
            one.apiPort = quint16(1000 + i);
            one.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
            QVERIFY(ServerRepository(database).save(one));
            m_servers.push_back(one);
        }
        m_camera.id = CameraId::create();
        m_camera.name = u"Yard"_s;
        m_camera.createdAt = m_servers[0].createdAt;
        m_stream.id = StreamId::create();
        m_stream.camera = m_camera.id;
        m_stream.mainServer = m_servers[0].id;
        m_stream.additionalServer = m_servers[1].id;
        m_stream.remoteName = u"yard"_s;
        m_stream.address = StreamAddress::fromText(u"rtsp://10.1.2.3/h"_s);
        m_stream.createdAt = m_servers[0].createdAt;
        QVERIFY(FleetRepository(database).saveCameras({m_camera}));
        QVERIFY(FleetRepository(database).saveStreams({m_stream}));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<FakeKeychain>();
        m_servers.clear();
        writeFleet(m_dir->filePath(u"registry.sqlite"_s));
        if (QTest::currentTestFailed())
            return;
        m_session = openSession();
        m_other = openSession();
        QVERIFY(m_session && m_other);
    }
    void cleanup()
    {
        m_other.reset();
        m_session.reset();
    }

    void aClusterIsKeptAndSeenByOthers()
    {
        Cluster north = cluster(u"north"_s, 0, 1);
        north.common.streamsLimit = 9;
        QSignalSpy changed(&m_session->clusters(), &ClusterState::changed);
        QVERIFY(save(*m_session, north));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_session->clusters().clusters(), std::vector{north});
        QCOMPARE(m_session->clusters().clusterOf(m_servers[1].id)->id, north.id);
        QCOMPARE(server(*m_session, m_servers[0].id).streamsLimit, 9);
        QVERIFY(!server(*m_session, m_servers[2].id).streamsLimit);
        QTRY_COMPARE(m_other->clusters().clusters(), std::vector{north});
        QTRY_COMPARE(server(*m_other, m_servers[1].id).streamsLimit, 9);

        // Both edit it: the second one is refused and sees the first one's.
        Cluster theirs = north;
        theirs.name = u"theirs"_s;
        QVERIFY(save(*m_other, theirs));
        Cluster ours = north;
        ours.name = u"ours"_s;
        const auto refused = save(*m_session, ours);
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::Conflict);
        QTRY_COMPARE(m_session->clusters().clusters().front().name, u"theirs"_s);
        // With what is there now it works.
        ours.revision = m_session->clusters().clusters().front().revision;
        QVERIFY(save(*m_session, ours));
        QCOMPARE(m_session->clusters().clusters().front().name, u"ours"_s);
    }

    void aMemberKeepsWhatItsClusterSays()
    {
        Cluster north = cluster(u"north"_s, 0, 1);
        north.common.streamsLimit = 9;
        QVERIFY(save(*m_session, north));
        MediaServer edited = server(*m_session, m_servers[0].id);
        edited.streamsLimit = 50;
        edited.externalHost = u"view.example"_s;
        QVERIFY(answerOf([&](auto done) { m_session->edits().servers.save(edited, {}, this, done); }));
        QCOMPARE(server(*m_session, edited.id).streamsLimit, 9);
        QCOMPARE(server(*m_session, edited.id).externalHost, u"view.example"_s);
        // And can be edited again: memory and registry agree about its revision.
        edited = server(*m_session, edited.id);
        edited.externalHost = u"other.example"_s;
        QVERIFY(answerOf([&](auto done) { m_session->edits().servers.save(edited, {}, this, done); }));
        // It cannot leave the registry while it is in the cluster, and stays as it was.
        const auto refused = answerOf([&](auto done) {
            m_session->edits().servers.remove(edited.id, StreamsOfRemovedServer::Keep, this, done);
        });
        QVERIFY(!refused && refused.error().message.contains(u"north"));
        QVERIFY(m_session->fleet().serverIndex(edited.id) >= 0);
        QCOMPARE(m_session->fleet().streams().front().mainServer, edited.id);
        QVERIFY(answerOf([&](auto done) { m_session->edits().clusters.remove(north.id, this, done); }));
        QVERIFY(m_session->clusters().clusters().empty());
        QVERIFY(answerOf([&](auto done) {
            m_session->edits().servers.remove(edited.id, StreamsOfRemovedServer::Keep, this, done);
        }));
        QCOMPARE(m_session->fleet().serverIndex(edited.id), -1);
    }

    void whatCannotBeIsRefusedAtOnce()
    {
        Cluster alone = cluster(u"alone"_s, 0, 1);
        alone.additionalServers.clear();
        QVERIFY(!save(*m_session, alone));
        QVERIFY(!save(*m_session, cluster(u" "_s, 0, 1)));
        QVERIFY(save(*m_session, cluster(u"north"_s, 0, 1)));
        QVERIFY(!save(*m_session, cluster(u"south"_s, 2, 1)));
        QVERIFY(!save(*m_session, cluster(u"north"_s, 2, 3)));
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = u"Group"_s;
        group.subnets = {u"10.0.0.0"_s};
        QVERIFY(!save(*m_session, group));
        group.subnets = {u"10.0.0.0/8"_s};
        group.parent = group.id;
        QVERIFY(!save(*m_session, group));
        QCOMPARE(m_session->clusters().clusters().size(), 1u);
        QVERIFY(m_session->clusters().groups().empty());
    }

    void whatIsNewIsCreatedByTheClockOfTheSession()
    {
        constexpr qint64 nowMs = 1'790'000'000'000;
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC);
        const auto session = openSession(Clock([] { return nowMs; }));
        QVERIFY(session);
        Cluster made = cluster(u"north"_s, 0, 1);
        made.createdAt = {};
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = u"Group"_s;
        MediaServer server;
        server.id = ServerId::create();
        server.name = u"new"_s;
        server.internalHost = u"127.0.0.1"_s;
        server.apiPort = 2000;
        QVERIFY(save(*session, made));
        QVERIFY(save(*session, group));
        QVERIFY(answerOf([&](auto done) { session->edits().servers.save(server, {}, this, done); }));
        QCOMPARE(session->clusters().cluster(made.id)->createdAt, now);
        QCOMPARE(session->clusters().group(group.id)->createdAt, now);
        QCOMPARE(session->fleet().mediaServer(server.id)->createdAt, now);
        // Whoever saves it again does not make it anew.
        made = *session->clusters().cluster(made.id);
        made.name = u"north-east"_s;
        QVERIFY(save(*m_session, made));
        QTRY_COMPARE(session->clusters().cluster(made.id)->name, made.name);
        QCOMPARE(session->clusters().cluster(made.id)->createdAt, now);
    }

    void aDeletedGroupLetsItsCamerasGo()
    {
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = u"Group"_s;
        group.createdAt = m_camera.createdAt;
        QVERIFY(save(*m_session, group));
        Camera camera = m_camera;
        camera.serverGroup = group.id;
        QVERIFY(answerOf([&](auto done) { m_session->edits().cameras.save(camera, {}, this, done); }));
        QTRY_COMPARE(m_other->fleet().camera(m_camera.id)->serverGroup, group.id);
        QVERIFY(answerOf([&](auto done) { m_session->edits().clusters.removeGroup(group.id, this, done); }));
        QVERIFY(!m_session->fleet().camera(m_camera.id)->serverGroup);
        QTRY_VERIFY(!m_other->fleet().camera(m_camera.id)->serverGroup);
        QTRY_VERIFY(m_other->clusters().groups().empty());
        // The camera can be edited on: its new revision is known.
        camera = *m_session->fleet().camera(m_camera.id);
        camera.location = u"Gate"_s;
        QVERIFY(answerOf([&](auto done) { m_session->edits().cameras.save(camera, {}, this, done); }));
    }

    void aSearchUsesWhatTheSessionKnows()
    {
        const Cluster north = cluster(u"north"_s, 0, 1);
        const Cluster south = cluster(u"south"_s, 2, 3);
        QVERIFY(save(*m_session, north) && save(*m_session, south));
        // Nobody has answered yet: that is a reason, not a guess.
        auto result = m_session->searchTransfer(m_stream.id);
        QVERIFY(result);
        QCOMPARE(result->state, PlacementState::NoneFound);
        QCOMPARE(result->scope, SearchScope::OutsideGroups);
        for (const MediaServer &server : m_servers) {
            auto snapshot = std::make_shared<ServerSnapshot>();
            snapshot->server = server.id;
            snapshot->polledAtMs = QDateTime::currentMSecsSinceEpoch();
            ServerStorage disk{u"/"_s, 100, 15, true}; // 85 % full
            snapshot->load.storages = {disk};
            if (server.id == m_stream.mainServer) {
                ObservedStream seen;
                seen.remoteName = m_stream.remoteName;
                seen.status = StreamStatus::Active;
                seen.bitrateInBps = 2'000'000;
                snapshot->streams = {seen};
            }
            m_session->fleet().applySnapshot(snapshot);
        }
        QCOMPARE(m_session->searchTransfer(m_stream.id)->state, PlacementState::NoneFound);
        PlacementPolicy policy;
        policy.storageFullPercent = 90;
        policy.isStorageUnknownAllowed = false;
        QVERIFY(answerOf([&](auto done) { m_session->edits().clusters.savePolicy(policy, this, done); }));
        QTRY_COMPARE(m_other->placementPolicy(), policy);
        std::optional<std::vector<Operation>> latest;
        m_session->latestOperations(1, this, [&](const Result<std::vector<Operation>> &operations) {
            latest = operations.value_or(std::vector<Operation>());
        });
        QTRY_VERIFY(latest);
        QCOMPARE(latest->size(), 1u);
        QCOMPARE(latest->front().kind, OperationKind::EditSearchSettings);
        QCOMPARE(latest->front().state, OperationState::Confirmed);
        result = m_session->searchTransfer(m_stream.id);
        QCOMPARE(result->state, PlacementState::BothFound);
        QCOMPARE(result->main, m_servers[2].id); // the one with both servers
        QVERIFY(!result->warnings.testFlag(PlacementWarning::BitrateUnknown));
        // The camera has no address of its own: that of its stream counts.
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = u"Group"_s;
        group.clusters = {north.id};
        group.subnets = {u"10.1.0.0/16"_s};
        QVERIFY(save(*m_session, group));
        result = m_session->searchTransfer(m_stream.id);
        QCOMPARE(result->scope, SearchScope::SubnetOfGroup);
        QCOMPARE(result->state, PlacementState::AdditionalNotFound);
        QCOMPARE(result->main, m_servers[1].id);
        QCOMPARE(m_session->searchTransfer(m_stream.id, south.id)->main, m_servers[2].id);

        QVERIFY(!m_session->searchTransfer(StreamId::create()));
        QVERIFY(!m_session->searchTransfer(m_stream.id, ClusterId::create()));
    }
};

} // namespace

QTEST_GUILESS_MAIN(SessionClustersTest)
#include "tst_sessionclusters.moc"
