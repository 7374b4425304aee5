#include "app/async/ProcessIdentity.h"
#include "tests/core/OperationTest.h"

#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Operations against servers that do what the test says: every ending, and what is true afterwards.
class OperationsTest : public OperationTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
