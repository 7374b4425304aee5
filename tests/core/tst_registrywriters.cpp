#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "tests/core/RegistryTest.h"

#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::server;

/// Those who write to one registry: the jobs on its thread, somebody else who was faster, and the journal of
/// operations.
class RegistryWritersTest : public test::RegistryTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeRegistry(); }
    void cleanup() { m_database.reset(); }

    void jobsRunInOrderOnTheirOwnThreadAndAreFinishedAtTheEnd()
    {
        m_database.reset();
        {
            Registry registry;
            QStringList answers;
            bool isWithinTheCall = true;
            registry.open(path(), this, [&](const VoidResult &opened) {
                answers.append(opened && !isWithinTheCall ? u"opened"_s : u"failed"_s);
            });
            QThread *thread = nullptr;
            const auto whichThread = [](RegistryDatabase &) -> Result<QThread *> {
                return QThread::currentThread();
            };
            registry.run(this, whichThread, [&](Result<QThread *> found) { thread = found.value(); });
            isWithinTheCall = false;
            QVERIFY(QTest::qWaitFor([&] { return thread != nullptr; }));
            QCOMPARE(answers, QStringList{u"opened"_s});
            QVERIFY(thread != QThread::currentThread());
            for (int i = 0; i < 20; ++i) {
                const auto job = [i](RegistryDatabase &database) {
                    return ServerRepository(database).save(server(u"s%1"_s.arg(i, 2, 10, QChar(u'0'))));
                };
                registry.run(this, job, [&](const VoidResult &) { answers.append(u"late"_s); });
            }
        }
        reopen();
        QCOMPARE(ServerRepository(*m_database).all()->size(), 20u);
    }

    void answersDoNotReachAContextThatIsGone()
    {
        Registry registry;
        auto context = std::make_unique<QObject>();
        bool isAnswered = false;
        bool isLaterAnswered = false;
        const auto job = [](RegistryDatabase &) -> VoidResult { return {}; };
        registry.run(context.get(), job, [&](const VoidResult &) { isAnswered = true; });
        context.reset();
        registry.run(this, job, [&](const VoidResult &) { isLaterAnswered = true; });
        QVERIFY(QTest::qWaitFor([&] { return isLaterAnswered; }));
        QVERIFY(!isAnswered);
    }

    void jobsOnARegistryThatIsNotOpenFail()
    {
        Registry registry;
        std::optional<bool> hasServers;
        std::optional<bool> isOpen;
        registry.run(
            this, [](RegistryDatabase &database) { return ServerRepository(database).all(); },
            [&](const Result<std::vector<MediaServer>> &all) { hasServers = all.has_value(); });
        registry.open(m_dir->path(), this, [&](const VoidResult &opened) { isOpen = opened.has_value(); });
        QVERIFY(QTest::qWaitFor([&] { return isOpen.has_value(); }));
        QCOMPARE(hasServers, false);
        QCOMPARE(isOpen, false);
    }

    void aSaveOfWhatSomebodyElseChangedIsAConflict()
    {
        MediaServer rack = server(u"rack"_s);
        QVERIFY(ServerRepository(*m_database).save(rack));
        MediaServer mine = rack;
        mine.name = u"mine"_s;
        QVERIFY(ServerRepository(*m_database).save(mine));
        MediaServer theirs = rack;
        theirs.name = u"theirs"_s;
        const auto late = ServerRepository(*m_database).save(theirs);
        QVERIFY(!late);
        QCOMPARE(late.error().category, ErrorCategory::Conflict);
        QCOMPARE(ServerRepository(*m_database).all()->front().name, u"mine"_s);
        theirs.revision = ServerRepository(*m_database).all()->front().revision;
        QCOMPARE(theirs.revision, 2);
        QVERIFY(ServerRepository(*m_database).save(theirs));

        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Gate"_s;
        camera.allowedSubnets = {u"10.0.0.0/8"_s, u"192.0.2.0/24"_s};
        camera.archiveDays = 30;
        camera.macAddress = u"00:11:22:33:44:55"_s;
        camera.isPublic = true;
        FleetRepository fleet(*m_database);
        QVERIFY(fleet.saveCameras({camera}));
        QCOMPARE(fleet.camera(camera.id).value(), camera);
        Camera renamed = camera;
        renamed.name = u"Gate 2"_s;
        QVERIFY(fleet.saveCameras({renamed}));
        QCOMPARE(fleet.saveCameras({camera}).error().category, ErrorCategory::Conflict);
        QCOMPARE(fleet.camera(camera.id).value()->name, u"Gate 2"_s);

        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = rack.id;
        stream.remoteName = u"gate-high"_s;
        stream.isOurs = true;
        QVERIFY(fleet.saveStreams({stream}));
        QVERIFY(fleet.saveStreams({stream}));
        QCOMPARE(fleet.saveStreams({stream}).error().category, ErrorCategory::Conflict);
        QCOMPARE(fleet.stream(stream.id).value()->revision, 2);
        QVERIFY(fleet.stream(stream.id).value()->isOurs);
        QVERIFY(!fleet.stream(StreamId::create()).value());
    }

    void theJournalTakesOneOpenOperationPerStream()
    {
        OperationRepository journal(*m_database);
        Operation first;
        first.id = OperationId::create();
        first.kind = OperationKind::Disable;
        first.stream = StreamId::create();
        first.target = u"Gate · high"_s;
        first.author = u"ann@desk"_s;
        first.owner = {u"desk"_s, u"boot"_s, 4711, 99};
        first.payload.name = u"gate-high"_s;
        first.createdAtMs = 1000;
        QVERIFY(journal.add(first));
        Operation second = first;
        second.id = OperationId::create();
        second.owner.pid = 4712;
        const auto refused = journal.add(second);
        QCOMPARE(refused.error().category, ErrorCategory::Conflict);
        QVERIFY(refused.error().message.contains(u"ann@desk"_s));
        QCOMPARE(journal.find(first.id).value(), first);
        // Only the owner carries it on.
        Operation stolen = first;
        stolen.owner.pid = 4712;
        QCOMPARE(journal.advance(stolen, {}, 2000).error().category, ErrorCategory::Conflict);
        Operation running = first;
        running.state = OperationState::Running;
        running.phase = OperationPhase::Asking;
        running.startedAtMs = 1500;
        QVERIFY(journal.advance(running, u"rack 1"_s, 2000));
        // Taken over once, by one.
        QVERIFY(journal.takeOver(running, stolen.owner, 5000).value());
        QVERIFY(!journal.takeOver(running, second.owner, 5000).value());
        QCOMPARE(journal.open().value().size(), 1u);
        QCOMPARE(journal.open().value().front().owner, stolen.owner);
        stolen = journal.open().value().front();
        stolen.state = OperationState::Failed;
        stolen.phase = OperationPhase::Finished;
        stolen.finishedAtMs = 3000;
        stolen.message = u"refused"_s;
        QVERIFY(journal.advance(stolen, stolen.message, 3000));
        QCOMPARE(journal.advance(stolen, {}, 4000).error().category, ErrorCategory::Conflict);
        QVERIFY(journal.open().value().empty());
        const auto events = journal.events(first.id).value();
        QCOMPARE(events.size(), 3u);
        QCOMPARE(events[1], (OperationEvent{2000, OperationPhase::Asking, u"rack 1"_s}));
        QCOMPARE(events[2].text, u"refused"_s);
        // The stream is free again.
        second.createdAtMs = 6000;
        QVERIFY(journal.add(second));
        const auto latest = journal.latest(10).value();
        QCOMPARE(latest.size(), 2u);
        QCOMPARE(latest.front().id, second.id);
        QCOMPARE(journal.latest(10, 6000).value().size(), 1u);
    }

    void anOpenOperationKeepsTheAddressItMayPutBack()
    {
        const SealedSecret old{SecretId::create(), u"address"_s, "sealed"};
        QVERIFY(SecretRepository(*m_database).save({old}));
        Operation change;
        change.id = OperationId::create();
        change.kind = OperationKind::ChangeAddress;
        change.stream = StreamId::create();
        change.oldSecret = old.id;
        QVERIFY(OperationRepository(*m_database).add(change));
        QVERIFY(SecretRepository(*m_database).removeUnused());
        QCOMPARE(SecretRepository(*m_database).all()->size(), 1u);
        change.state = OperationState::Confirmed;
        QVERIFY(OperationRepository(*m_database).advance(change, {}, 1));
        QVERIFY(SecretRepository(*m_database).removeUnused());
        QVERIFY(SecretRepository(*m_database).all()->empty());
    }
};

QTEST_GUILESS_MAIN(RegistryWritersTest)
#include "tst_registrywriters.moc"
