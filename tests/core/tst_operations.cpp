#include "app/operations/OperationRunner.h"
#include "app/operations/ProcessIdentity.h"
#include "app/operations/StreamOrders.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"
#include "tests/core/OperationDesk.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Desk;
using test::FakeServers;
using test::quickPace;
using Mood = test::FakeServers::Mood;

/// Operations against servers that do what the test says: every ending, and what is true afterwards.
class OperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(path());
        QVERIFY(m_desk->isOpen);
        m_streams.clear();
        for (int i = 0; i < 2; ++i)
            addServer(u"rack %1"_s.arg(i));
        for (int i = 0; i < 3; ++i)
            addStream(i % 2, u"yard-%1"_s.arg(i));
        m_desk->load();
        for (const MediaServer &server : m_racks)
            m_desk->servers.pollNow(server.id);
    }

    void cleanup()
    {
        m_desk.reset();
        m_racks.clear();
    }

    void settingsAreChangedOnTheServerAndInTheRegistry_data()
    {
        QTest::addColumn<OperationKind>("kind");
        QTest::newRow("disable") << OperationKind::Disable;
        QTest::newRow("enable") << OperationKind::Enable;
        QTest::newRow("audio off") << OperationKind::AudioOff;
        QTest::newRow("audio on") << OperationKind::AudioOn;
        QTest::newRow("address") << OperationKind::ChangeAddress;
        QTest::newRow("several at once") << OperationKind::ChangeSettings;
    }

    void settingsAreChangedOnTheServerAndInTheRegistry()
    {
        QFETCH(OperationKind, kind);
        QVERIFY(m_desk->runToEnd({command(kind)}));
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QCOMPARE(m_desk->only().attempts, 1);
        QVERIFY(m_desk->only().message.isEmpty());
        verifyAgreement();
        const Stream now = *m_desk->fleet.stream(m_streams[0]);
        const bool isSeveral = kind == OperationKind::ChangeSettings;
        QCOMPARE(now.isEnabled, kind != OperationKind::Disable && !isSeveral);
        if (isSeveral)
            QCOMPARE(now.audio, Tristate::No);
        if (kind == OperationKind::ChangeAddress || isSeveral) {
            QCOMPARE(now.address.masked(), u"rtsp://•••@10.0.0.9/new"_s);
            QCOMPARE(now.address.full().revealText(), u"rtsp://u:new@10.0.0.9/new"_s);
        }
    }

    void whatEndsHow_data()
    {
        QTest::addColumn<OperationKind>("kind");
        QTest::addColumn<QList<int>>("moods");
        QTest::addColumn<bool>("isReadable");
        QTest::addColumn<OperationState>("state");
        QTest::addColumn<bool>("isChanged");
        using K = OperationKind;
        using S = OperationState;
        const auto all = [](Mood mood) { return QList<int>(8, int(mood)); };
        QTest::newRow("refused: undone") << K::Disable << all(Mood::Refusing) << true << S::Failed << false;
        QTest::newRow("unreachable: undone")
            << K::Disable << all(Mood::Unreachable) << true << S::Failed << false;
        QTest::newRow("busy, then not")
            << K::Disable << QList<int>{int(Mood::Busy), int(Mood::Busy)} << true << S::Confirmed << true;
        QTest::newRow("unreachable, then not")
            << K::ChangeAddress << QList<int>{int(Mood::Unreachable)} << true << S::Confirmed << true;
        QTest::newRow("done without an answer")
            << K::Disable << all(Mood::Mute) << true << S::Confirmed << true;
        QTest::newRow("address without an answer")
            << K::ChangeAddress << all(Mood::Mute) << true << S::Confirmed << true;
        QTest::newRow("nobody can tell") << K::Disable << all(Mood::Mute) << false << S::Unconfirmed << true;
        QTest::newRow("deaf all the time") << K::Disable << all(Mood::Deaf) << true << S::Unconfirmed << true;
        QTest::newRow("accepted, not shown")
            << K::Disable << all(Mood::Forgetful) << true << S::Unconfirmed << true;
        QTest::newRow("address refused")
            << K::ChangeAddress << all(Mood::Refusing) << true << S::Failed << false;
        QTest::newRow("several refused")
            << K::ChangeSettings << all(Mood::Refusing) << true << S::Failed << false;
        QTest::newRow("restart refused") << K::Restart << all(Mood::Refusing) << true << S::Failed << false;
        QTest::newRow("restart without an answer")
            << K::Restart << all(Mood::Mute) << true << S::Confirmed << true;
        QTest::newRow("restart without effect")
            << K::Restart << all(Mood::Forgetful) << true << S::Unconfirmed << false;
        QTest::newRow("delete refused")
            << K::DeleteStream << all(Mood::Refusing) << true << S::Failed << false;
        QTest::newRow("delete without an answer")
            << K::DeleteStream << all(Mood::Mute) << true << S::Confirmed << true;
        QTest::newRow("delete, nobody can tell")
            << K::DeleteStream << all(Mood::Mute) << false << S::Unconfirmed << false;
        QTest::newRow("delete without effect")
            << K::DeleteStream << all(Mood::Forgetful) << true << S::Unconfirmed << false;
    }

    void whatEndsHow()
    {
        QFETCH(OperationKind, kind);
        QFETCH(QList<int>, moods);
        QFETCH(bool, isReadable);
        QFETCH(OperationState, state);
        QFETCH(bool, isChanged);
        for (const int mood : moods)
            m_desk->servers.next.push_back(Mood(mood));
        m_desk->servers.isReadable = isReadable;
        const Stream before = *m_desk->fleet.stream(m_streams[0]);
        const qint64 captureBefore =
            m_desk->servers.find(before.mainServer, before.remoteName)->captureStartMs;
        QVERIFY(m_desk->runToEnd({command(kind)}));
        m_desk->servers.isReadable = true;
        QCOMPARE(m_desk->only().state, state);
        QCOMPARE(m_desk->only().message.isEmpty(), state == OperationState::Confirmed);
        // What the operator was told is what the registry holds.
        const std::optional<Stream> now = m_desk->stored(m_streams[0]).value();
        if (kind == OperationKind::Restart) {
            const auto *remote = m_desk->servers.find(before.mainServer, before.remoteName);
            QCOMPARE(remote->captureStartMs != captureBefore, isChanged);
        } else if (kind == OperationKind::DeleteStream) {
            QCOMPARE(!now, isChanged);
        } else {
            QVERIFY(now);
            QCOMPARE(now->isEnabled != before.isEnabled || now->address.masked() != before.address.masked(),
                     isChanged);
        }
        if (state == OperationState::Confirmed || state == OperationState::Failed)
            verifyAgreement();
        QVERIFY(!m_desk->fleet.rowCount() || !m_desk->fleet.row(0).pending);
    }

    void aReservedStreamIsChangedOnBothServersOrNone()
    {
        Stream reserved = *m_desk->fleet.stream(m_streams[0]);
        reserved.additionalServer = m_racks[1].id;
        QVERIFY(m_desk->ask<void>([reserved](RegistryDatabase &database) {
            return FleetRepository(database).saveStreams({reserved});
        }));
        m_desk->servers.streams[m_racks[1].id][reserved.remoteName] =
            *m_desk->servers.find(m_racks[0].id, reserved.remoteName);
        m_desk->load();
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        for (const MediaServer &rack : m_racks)
            QVERIFY(!m_desk->servers.find(rack.id, reserved.remoteName)->settings.isEnabled);
        m_desk->last.clear();
        m_desk->servers.moods[m_racks[1].id] = Mood::Refusing;
        QVERIFY(m_desk->runToEnd({command(OperationKind::Enable)}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        for (const MediaServer &rack : m_racks)
            QVERIFY(!m_desk->servers.find(rack.id, reserved.remoteName)->settings.isEnabled);
        QVERIFY(!m_desk->stored(m_streams[0]).value()->isEnabled);
    }

    void aNewStreamIsThereOrLeavesNothing()
    {
        StreamCommand add;
        add.kind = OperationKind::AddStream;
        add.newCamera = Camera();
        add.newCamera->id = CameraId::create();
        add.newCamera->name = u"Gate"_s;
        add.newStream = Stream();
        add.newStream->id = StreamId::create();
        add.newStream->camera = add.newCamera->id;
        add.newStream->mainServer = m_racks[0].id;
        add.newStream->remoteName = add.newStream->id.toString();
        add.newStream->address = StreamAddress::fromText(u"rtsp://u:secret@10.0.0.9/x"_s);
        add.newStream->isOurs = true;
        add.stream = add.newStream->id;
        QVERIFY(m_desk->runToEnd({add}));
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        const auto *remote = m_desk->servers.find(m_racks[0].id, add.newStream->remoteName);
        QVERIFY(remote);
        QCOMPARE(remote->settings.address.full().revealText(), u"rtsp://u:secret@10.0.0.9/x"_s);
        QCOMPARE(remote->settings.displayName, u"Gate"_s);
        QCOMPARE(m_desk->fleet.cameras().size(), 4u);
        verifyAgreement();

        m_desk->last.clear();
        m_desk->servers.mood = Mood::Refusing;
        StreamCommand again = add;
        again.newCamera->id = CameraId::create();
        again.newStream->id = StreamId::create();
        again.newStream->camera = again.newCamera->id;
        again.newStream->remoteName = again.newStream->id.toString();
        again.stream = again.newStream->id;
        QVERIFY(m_desk->runToEnd({again}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY(m_desk->only().message.contains(u"bad source"_s));
        QVERIFY(!m_desk->stored(again.stream).value());
        QCOMPARE(m_desk->fleet.cameras().size(), 4u);
        const auto secrets = m_desk->ask<std::vector<SealedSecret>>(
            [](RegistryDatabase &database) { return SecretRepository(database).all(); });
        QCOMPARE(secrets->size(), 4u); // of the three streams that were there, and of the new one
        verifyAgreement();
    }

    void theJournalTellsTheWholeStory()
    {
        m_desk->servers.next = {Mood::Unreachable};
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        const auto events =
            m_desk->ask<std::vector<OperationEvent>>([id = m_desk->only().id](RegistryDatabase &database) {
                return OperationRepository(database).events(id);
            });
        QList<OperationPhase> phases;
        for (const OperationEvent &event : *events)
            phases.append(event.phase);
        using enum OperationPhase;
        QCOMPARE(phases, (QList{Prepared, Asking, Retrying, Asking, Asked, Finished}));
        QCOMPARE((*events)[1].text, u"rack 0"_s);
        QCOMPARE((*events)[2].text, u"rack cannot be reached."_s);
        const Operation operation = m_desk->only();
        QCOMPARE(operation.author, currentAuthor());
        QCOMPARE(operation.target, u"Camera 0 · high"_s);
        QCOMPARE(operation.serverName, u"rack 0"_s);
        QVERIFY(operation.finishedAtMs >= operation.startedAtMs);
    }

    void oneStreamHasOneOperationAtATime()
    {
        m_desk->servers.mood = Mood::Hanging;
        const BatchId first = m_desk->run({command(OperationKind::Disable)});
        QVERIFY(QTest::qWaitFor([&] { return m_desk->servers.running == 1; }));
        const BatchId second = m_desk->run({command(OperationKind::Restart)});
        QVERIFY(QTest::qWaitFor([&] { return m_desk->runner.batch(second)->isOver(); }));
        QCOMPARE(m_desk->runner.batch(second)->failed, 1);
        QCOMPARE(m_desk->refused.size(), 1);
        QVERIFY(m_desk->refused.front().message.contains(currentAuthor()));
        QVERIFY(!m_desk->runner.batch(first)->isOver());
        const auto row = m_desk->fleet.row(m_desk->fleet.rowOf(m_streams[0]));
        QVERIFY(row.pending);
        QCOMPARE(row.pending->kind, OperationKind::Disable);
        QCOMPARE(row.drift, Drift::None); // registry and server are meant to differ now
    }

    void aChangeOnAnOldRevisionIsAConflict()
    {
        StreamCommand late = command(OperationKind::ChangeAddress);
        late.wanted.seenRevision = m_desk->fleet.stream(m_streams[0])->revision;
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        m_desk->last.clear();
        QVERIFY(m_desk->runToEnd({late}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY(m_desk->only().message.contains(u"somebody else"_s));
        QCOMPARE(m_desk->stored(m_streams[0]).value()->address.masked(), u"rtsp://•••@10.0.0.1/x"_s);
        verifyAgreement();
    }

    void aBatchIsPacedPerServerAndCanBeCancelled()
    {
        std::vector<StreamCommand> commands;
        for (int i = 0; i < 40; ++i)
            commands.push_back(command(OperationKind::Restart, addStream(0, u"many-%1"_s.arg(i))));
        m_desk->load();
        m_desk->servers.pollNow(m_racks[0].id);
        const BatchId id = m_desk->run(commands);
        QVERIFY(QTest::qWaitFor([&] { return m_desk->runner.batch(id)->confirmed >= 5; }));
        m_desk->runner.cancel(id);
        QVERIFY(QTest::qWaitFor([&] { return m_desk->runner.batch(id)->isOver(); }));
        const BatchProgress progress = *m_desk->runner.batch(id);
        QVERIFY(progress.cancelled > 0);
        QCOMPARE(progress.confirmed + progress.unconfirmed + progress.cancelled, 40);
        QVERIFY(progress.stopReason.isEmpty());
        // Several at once, and never more; how many it comes to depends on how fast this machine is.
        QVERIFY2(m_desk->servers.mostRunning > 1 && m_desk->servers.mostRunning <= 4,
                 qPrintable(QString::number(m_desk->servers.mostRunning)));
        const auto open = m_desk->ask<std::vector<Operation>>(
            [](RegistryDatabase &database) { return OperationRepository(database).open(); });
        QVERIFY(QTest::qWaitFor([&] {
            return m_desk
                ->ask<std::vector<Operation>>(
                    [](RegistryDatabase &database) { return OperationRepository(database).open(); })
                ->empty();
        }));
        // The restarts that were not asked for did not happen.
        QCOMPARE(m_desk->servers.calls.filter(u"restart"_s).size(),
                 progress.confirmed + progress.unconfirmed);
    }

    void whatIsCancelledBeforeItWasAskedLeavesNothing_data()
    {
        QTest::addColumn<OperationKind>("kind");
        for (const auto kind :
             {OperationKind::Disable, OperationKind::ChangeAddress, OperationKind::ChangeSettings,
              OperationKind::Restart, OperationKind::DeleteStream, OperationKind::Push,
              OperationKind::UpdateIndexes})
            QTest::newRow(operationFacts(kind).word) << kind;
    }

    void whatIsCancelledBeforeItWasAskedLeavesNothing()
    {
        QFETCH(OperationKind, kind);
        const Stream before = *m_desk->fleet.stream(m_streams[0]);
        // Its turn comes at once: it is written down as begun, and cancelled before that is done.
        const BatchId id = m_desk->run({command(kind)});
        m_desk->runner.cancel(id);
        QVERIFY(
            QTest::qWaitFor([&] { return m_desk->runner.batch(id)->isOver() && m_desk->runner.isIdle(); }));
        QCOMPARE(m_desk->runner.batch(id)->cancelled, 1);
        QCOMPARE(stateOf(m_desk->only().id), OperationState::Cancelled);
        QVERIFY(m_desk->only().message.startsWith(u"Cancelled before anything was asked."_s));
        QVERIFY(m_desk->servers.calls.isEmpty());
        const Stream now = m_desk->stored(m_streams[0]).value().value();
        QCOMPARE(now.isEnabled, before.isEnabled);
        QCOMPARE(now.audio, before.audio);
        QCOMPARE(now.address.masked(), before.address.masked());
        QCOMPARE(now.addressSecret, before.addressSecret);
        verifyAgreement();
    }

    void everyOperationIsCountedInOnePlace()
    {
        std::vector<StreamCommand> commands;
        for (int i = 0; i < 12; ++i)
            commands.push_back(command(OperationKind::Restart, addStream(0, u"many-%1"_s.arg(i))));
        commands.push_back(commands.front()); // refused: its stream has one already
        m_desk->load();
        int counted = 0;
        connect(&m_desk->runner, &OperationRunner::batchChanged, this, [&](const BatchProgress &progress) {
            const int open = progress.waiting + progress.asking + progress.asked + progress.retrying;
            QCOMPARE(open + progress.done(), 13);
            ++counted;
        });
        const BatchId id = m_desk->run(commands);
        QVERIFY(
            QTest::qWaitFor([&] { return m_desk->runner.batch(id)->isOver() && m_desk->runner.isIdle(); }));
        QVERIFY(counted > 13);
        QCOMPARE(m_desk->runner.batch(id)->failed, 1);
    }

    void aBatchStopsByItselfWhenItFails()
    {
        std::vector<StreamCommand> commands;
        for (int i = 0; i < 60; ++i)
            commands.push_back(command(OperationKind::Restart, addStream(i % 2, u"many-%1"_s.arg(i))));
        m_desk->load();
        m_desk->servers.mood = Mood::Refusing;
        QVERIFY(m_desk->runToEnd(commands));
        const BatchProgress progress = *m_desk->runner.batch(m_desk->last.cbegin()->batch);
        QVERIFY(!progress.stopReason.isEmpty());
        QVERIFY(progress.failed >= 10);
        QVERIFY(progress.failed < 25);
        QCOMPARE(progress.failed + progress.cancelled, 60);
    }

    void aServerThatHangsHoldsBackOnlyItself()
    {
        std::vector<StreamCommand> commands;
        for (int i = 0; i < 30; ++i)
            commands.push_back(command(OperationKind::Restart, addStream(i % 2, u"many-%1"_s.arg(i))));
        m_desk->load();
        for (const MediaServer &rack : m_racks)
            m_desk->servers.pollNow(rack.id);
        m_desk->servers.moods[m_racks[0].id] = Mood::Hanging;
        const BatchId id = m_desk->run(commands);
        QVERIFY(QTest::qWaitFor([&] { return m_desk->runner.batch(id)->confirmed == 15; }));
        QCOMPARE(m_desk->runner.batch(id)->asking, 4);
        QCOMPARE(m_desk->runner.batch(id)->waiting, 11);
    }

    void whatALivingProcessDoesIsLeftAlone()
    {
        // Another program on this machine, alive as long as this test: its pid and start time are real.
        QProcess other;
        other.start(u"sleep"_s, {u"60"_s});
        QVERIFY(other.waitForStarted());
        QFile stat(u"/proc/%1/stat"_s.arg(other.processId()));
        QVERIFY(stat.open(QIODevice::ReadOnly));
        Operation theirs = open(OperationState::Running);
        theirs.owner = currentOwner();
        theirs.owner.pid = other.processId();
        theirs.owner.startTime = stat.readAll().split(' ')[21].toLongLong();
        theirs.leaseUntilMs = 1; // long ago: but a process that lives is only slow
        write(theirs);
        m_desk->runner.resumeAbandoned();
        QVERIFY(m_desk->runner.isIdle());
        QVERIFY(QTest::qWaitFor([&] { return stateOf(theirs.id).has_value(); }));
        QCOMPARE(stateOf(theirs.id), OperationState::Running);
        QVERIFY(!isProvenDead(theirs.owner, 1, 2));
        other.kill();
        other.waitForFinished();
        QVERIFY(isProvenDead(theirs.owner, 1, 2));
        m_desk->runner.resumeAbandoned();
        QVERIFY(QTest::qWaitFor([&] { return stateOf(theirs.id) == OperationState::Confirmed; }));
        QVERIFY(!m_desk->servers.find(m_racks[0].id, u"yard-0"_s)->settings.isEnabled);
    }

    void whoIsDead()
    {
        OperationOwner here = currentOwner();
        QVERIFY(!isProvenDead(here, 0, 1'000'000));
        OperationOwner again = here;
        again.startTime += 1; // the pid is used by another process now
        QVERIFY(isProvenDead(again, 1'000'000, 0));
        OperationOwner rebooted = here;
        rebooted.bootId = u"another"_s;
        QVERIFY(isProvenDead(rebooted, 1'000'000, 0));
        OperationOwner elsewhere = here;
        elsewhere.host = u"other-desk"_s;
        QVERIFY(!isProvenDead(elsewhere, 1000, 999));
        QVERIFY(isProvenDead(elsewhere, 1000, 1001));
    }

    void whatTheDeadLeftIsFinishedUndoneOrCancelled()
    {
        // Never begun: not begun now either.
        Operation waiting = open(OperationState::Waiting);
        waiting.stream = m_streams[1];
        waiting.payload.name = u"yard-1"_s;
        waiting.server = m_racks[1].id;
        write(waiting);
        // Begun: the registry says disabled, the server was not asked yet.
        const Operation running = open(OperationState::Running);
        write(running);
        // Being undone: the registry says enabled again, the server still has it disabled.
        Operation undoing = open(OperationState::Running);
        undoing.phase = OperationPhase::Undoing;
        undoing.stream = m_streams[2];
        undoing.payload.name = u"yard-2"_s;
        write(undoing);
        m_desk->servers.find(m_racks[0].id, u"yard-2"_s)->settings.isEnabled = false;

        m_desk->runner.resumeAbandoned();
        QVERIFY(QTest::qWaitFor([&] { return stateOf(running.id) == OperationState::Confirmed; }));
        QVERIFY(QTest::qWaitFor([&] { return stateOf(undoing.id) == OperationState::Failed; }));
        QCOMPARE(stateOf(waiting.id), OperationState::Cancelled);
        QVERIFY(!m_desk->servers.find(m_racks[0].id, u"yard-0"_s)->settings.isEnabled);
        QVERIFY(m_desk->servers.find(m_racks[1].id, u"yard-1"_s)->settings.isEnabled);
        QVERIFY(m_desk->servers.find(m_racks[0].id, u"yard-2"_s)->settings.isEnabled);
    }

    void quittingInTheMiddleLeavesItToTheNextStart()
    {
        m_desk->servers.mood = Mood::Hanging;
        m_desk->run({command(OperationKind::Disable), command(OperationKind::Restart, m_streams[1])});
        QVERIFY(QTest::qWaitFor([&] { return m_desk->servers.running == 2; }));
        const auto racks = m_racks;
        const auto remotes = m_desk->servers.streams;
        const auto secrets = m_desk->secrets;
        m_desk.reset();
        m_desk = std::make_unique<Desk>(path());
        m_desk->servers.streams = remotes;
        m_desk->secrets = secrets;
        m_desk->load();
        for (const MediaServer &rack : racks)
            m_desk->servers.pollNow(rack.id);
        const auto open = m_desk->ask<std::vector<Operation>>(
            [](RegistryDatabase &database) { return OperationRepository(database).open(); });
        QCOMPARE(open->size(), 2u);
        // This process is alive, so its own operations are not taken over by the rule of the dead; the
        // journal is what the next process finds.
        QCOMPARE(open->front().phase, OperationPhase::Asking);
        QVERIFY(!m_desk->stored(m_streams[0]).value()->isEnabled);
    }

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void addServer(const QString &name)
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = name;
        server.internalHost = u"127.0.0.1"_s;
        m_racks.push_back(server);
        (void)m_desk->ask<void>(
            [server](RegistryDatabase &database) { return ServerRepository(database).save(server); });
    }

    StreamId addStream(int rack, const QString &name)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Camera %1"_s.arg(m_streams.size());
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = m_racks[size_t(rack)].id;
        stream.remoteName = name;
        stream.address = StreamAddress::fromText(u"rtsp://u:old@10.0.0.1/x"_s);
        stream.addressSecret = SecretId::create();
        stream.audio = Tristate::Unknown;
        stream.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        m_desk->secrets.insert(stream.addressSecret, stream.address.full());
        (void)m_desk->ask<void>([camera, stream](RegistryDatabase &database) -> VoidResult {
            (void)SecretRepository(database).save({{stream.addressSecret, u"address"_s, "sealed"}});
            (void)FleetRepository(database).saveCameras({camera});
            return FleetRepository(database).saveStreams({stream});
        });
        FakeServers::Remote remote;
        remote.settings.remoteName = name;
        remote.settings.address = stream.address;
        m_desk->servers.streams[stream.mainServer].insert(name, remote);
        m_streams.push_back(stream.id);
        return stream.id;
    }

    [[nodiscard]] StreamCommand command(OperationKind kind, std::optional<StreamId> stream = {}) const
    {
        StreamCommand command;
        command.kind = kind;
        command.stream = stream.value_or(m_streams[0]);
        if (kind == OperationKind::ChangeAddress || kind == OperationKind::ChangeSettings)
            command.address = StreamAddress::fromText(u"rtsp://u:new@10.0.0.9/new"_s);
        if (kind == OperationKind::ChangeSettings) {
            command.wanted.isEnabled = false;
            command.wanted.audio = Tristate::No;
        }
        return command;
    }

    /// An operation as a process that is dead now left it: disable yard-0.
    [[nodiscard]] Operation open(OperationState state) const
    {
        Operation operation;
        operation.id = OperationId::create();
        operation.kind = OperationKind::Disable;
        operation.state = state;
        operation.stream = m_streams[0];
        operation.server = m_racks[0].id;
        operation.target = u"Camera 0 · high"_s;
        operation.author = u"ann@desk"_s;
        operation.owner = {u"other-desk"_s, u"boot"_s, 4711, 99};
        operation.leaseUntilMs = 1;
        operation.payload.name = u"yard-0"_s;
        operation.payload.before = StreamBefore{true, {}, {}};
        return operation;
    }

    void write(const Operation &operation)
    {
        const bool isBegun =
            operation.state == OperationState::Running && operation.phase != OperationPhase::Undoing;
        QVERIFY(m_desk->ask<void>([operation, isBegun](RegistryDatabase &database) -> VoidResult {
            if (isBegun) {
                auto stream = FleetRepository(database).stream(operation.stream).value().value();
                stream.isEnabled = false;
                if (auto saved = FleetRepository(database).saveStreams({stream}); !saved)
                    return saved;
            }
            return OperationRepository(database).add(operation);
        }));
        m_desk->load();
    }

    [[nodiscard]] std::optional<OperationState> stateOf(const OperationId &id)
    {
        const auto found = m_desk->ask<std::optional<Operation>>(
            [id](RegistryDatabase &database) { return OperationRepository(database).find(id); });
        return found && *found ? std::optional((*found)->state) : std::nullopt;
    }

    /// Every stream of the registry is on its server with the registry's settings, and no other is.
    void verifyAgreement()
    {
        int onServers = 0;
        for (const auto &there : std::as_const(m_desk->servers.streams))
            onServers += int(there.size());
        const auto streams = m_desk->ask<std::vector<Stream>>(
            [](RegistryDatabase &database) { return FleetRepository(database).streams(); });
        QCOMPARE(int(streams->size()), onServers);
        for (const Stream &stream : *streams) {
            const auto *remote = m_desk->servers.find(stream.mainServer, stream.remoteName);
            QVERIFY(remote);
            QCOMPARE(remote->settings.isEnabled, stream.isEnabled);
            QCOMPARE(remote->settings.address.masked(), stream.address.masked());
            QCOMPARE(remote->settings.address.full(), m_desk->secrets.value(stream.addressSecret));
            if (stream.audio != Tristate::Unknown)
                QCOMPARE(remote->settings.audio, stream.audio);
            // And memory says what the registry says.
            const Stream *known = m_desk->fleet.stream(stream.id);
            QVERIFY(known);
            QCOMPARE(known->revision, stream.revision);
            QCOMPARE(known->isEnabled, stream.isEnabled);
            QCOMPARE(known->address.masked(), stream.address.masked());
        }
        QCOMPARE(m_desk->fleet.streams().size(), streams->size());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Desk> m_desk;
    std::vector<MediaServer> m_racks;
    std::vector<StreamId> m_streams;
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
