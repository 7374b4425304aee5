#include "tests/core/OperationTest.h"
#include "tests/core/OtherProgram.h"

#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// What becomes of operations when the registry does not take their steps.
class OperationJournalTest : public OperationTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        pragma(u"busy_timeout=1"_s); // only we wait, not the database
    }
    void cleanup() { tearDown(); }

    void aRegistryThatIsLockedForAWhileIsWaitedFor()
    {
        OtherProgram other(path());
        bool isLocked = false;
        const auto lockOnce = [&] {
            if (!std::exchange(isLocked, true))
                QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        };
        connect(&m_desk->runner, &OperationRunner::operationChanged, &m_desk->runner, lockOnce);
        connect(&m_desk->runner, &OperationRunner::journalFailed, &m_desk->runner, [&] {
            if (m_desk->journalFailures.size() == 2)
                QVERIFY(other.run(u"COMMIT"_s));
        });
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        QVERIFY(m_desk->journalFailures.size() >= 2);
        QVERIFY(m_desk->journalFailures.first().contains(u"locked by another program"_s));
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QCOMPARE(stateOf(m_desk->only().id), OperationState::Confirmed);
        QVERIFY(!m_desk->servers.find(m_racks[0].id, u"yard-0"_s)->settings.isEnabled);
        verifyAgreement();
    }

    void aRegistryThatStaysUnwritableEndsTheOperation_data()
    {
        QTest::addColumn<OperationKind>("kind");
        QTest::newRow("disable") << OperationKind::Disable;
        QTest::newRow("address") << OperationKind::ChangeAddress;
        QTest::newRow("restart") << OperationKind::Restart;
        QTest::newRow("delete") << OperationKind::DeleteStream;
    }

    void aRegistryThatStaysUnwritableEndsTheOperation()
    {
        QFETCH(OperationKind, kind);
        settleAfter(std::chrono::hours(1)); // nothing but the next command frees the stream
        stopWritingAfterTheFirstStep();
        QVERIFY(m_desk->runToEnd({command(kind)}));
        const Operation ended = m_desk->only();
        QCOMPARE(ended.state, OperationState::Unconfirmed);
        QVERIFY2(ended.message.contains(u"cannot be written"_s), qPrintable(ended.message));
        QCOMPARE(m_desk->journalFailures.size(), 5); // an attempt and three more, and one for the end
        QVERIFY(!m_desk->fleet.row(m_desk->fleet.rowOf(m_streams[0])).pending);
        QVERIFY(m_desk->servers.calls.isEmpty());
        // Nothing can be begun as long as it is so: that is said, and waits for nothing.
        QVERIFY(m_desk->runToEnd({command(OperationKind::Restart)}));
        QCOMPARE(m_desk->refused.size(), 1);

        pragma(u"query_only=OFF"_s);
        m_desk->last.clear();
        QVERIFY(m_desk->runToEnd({command(OperationKind::Restart)}));
        QVERIFY(m_desk->last.remove(ended.id)); // told once more, now that the journal has it
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QCOMPARE(m_desk->refused.size(), 1);
        QCOMPARE(stateOf(ended.id), OperationState::Unconfirmed);
    }

    void theJournalLearnsTheEndByItself()
    {
        stopWritingAfterTheFirstStep();
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        const Operation ended = m_desk->only();
        QCOMPARE(stateOf(ended.id), OperationState::Running);
        pragma(u"query_only=OFF"_s);
        QVERIFY(QTest::qWaitFor([&] { return stateOf(ended.id) == OperationState::Unconfirmed; }));
    }

    void theEndIsWrittenWhenTheProgramEnds()
    {
        settleAfter(std::chrono::hours(1));
        stopWritingAfterTheFirstStep();
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        const OperationId id = m_desk->only().id;
        pragma(u"query_only=OFF"_s);
        m_desk.reset();
        m_desk = std::make_unique<Desk>(path());
        QCOMPARE(stateOf(id), OperationState::Unconfirmed);
    }

    void whatIsKnownIsSaidWhereOnlyTheEndCannotBeWritten()
    {
        settleAfter(std::chrono::hours(1));
        connect(&m_desk->runner, &OperationRunner::operationChanged, &m_desk->runner,
                [this](const Operation &operation) {
                    if (operation.phase == OperationPhase::Asked)
                        pragmaSoon(u"query_only=ON"_s);
                });
        QVERIFY(m_desk->runToEnd({command(OperationKind::Disable)}));
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QVERIFY(m_desk->only().message.contains(u"as soon as it can be written"_s));
        pragma(u"query_only=OFF"_s);
        QVERIFY(m_desk->runToEnd({command(OperationKind::Enable)}));
        verifyAgreement();
    }

private:
    void pragma(const QString &setting)
    {
        QVERIFY(m_desk->ask<void>([setting](RegistryDatabase &database) -> VoidResult {
            auto done = database.run(u"PRAGMA "_s + setting);
            return done ? VoidResult() : tl::unexpected(done.error());
        }));
    }
    void pragmaSoon(const QString &setting)
    {
        const auto job = [setting](RegistryDatabase &database) {
            return database.run(u"PRAGMA "_s + setting).has_value();
        };
        m_desk->registry.run(&m_desk->runner, job, [](bool isDone) { QVERIFY(isDone); });
    }
    void stopWritingAfterTheFirstStep()
    {
        connect(
            &m_desk->runner, &OperationRunner::operationChanged, &m_desk->runner,
            [this] { pragmaSoon(u"query_only=ON"_s); }, Qt::SingleShotConnection);
    }
    void settleAfter(std::chrono::milliseconds delay)
    {
        OperationPace pace = quickPace();
        pace.settleDelay = delay;
        m_desk->runner.setPace(pace);
    }
};

QTEST_GUILESS_MAIN(OperationJournalTest)
#include "tst_operationjournal.moc"
