#include "app/async/ProcessIdentity.h"
#include "tests/core/OperationTest.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Operations that another process left open: which ones are taken over, and what becomes of them.
class OperationTakeoverTest : public OperationTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
};

QTEST_GUILESS_MAIN(OperationTakeoverTest)
#include "tst_operationtakeover.moc"
