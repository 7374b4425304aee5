#include "tests/core/TransferTest.h"

#include <QEventLoop>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Desk;
using test::Mood;

/// Transfers against servers that do what the test says: who captures afterwards, and what is said.
class TransferRunTest : public test::TransferTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }

    void theStreamIsOnItsNewServers()
    {
        QVERIFY(m_desk->runToEnd({transfer(1, 2)}));
        const Operation done = m_desk->only();
        QVERIFY2(done.state == OperationState::Confirmed, qPrintable(done.message));
        QVERIFY2(done.message.startsWith(u"No gap"), qPrintable(done.message));
        const Stream now = stored();
        QCOMPARE(now.mainServer, m_racks[1]);
        QCOMPARE(now.additionalServer, std::optional(m_racks[2]));
        QVERIFY(now.lastTransferAt);
        QVERIFY(captures(1));
        QVERIFY(captures(2));
        QVERIFY(!captures(0));
        QVERIFY(m_desk->servers.find(m_racks[0], u"yard"_s)); // it holds the recordings
        QVERIFY(m_desk->fleet.isHolderCopy(m_racks[0], u"yard"_s));
        QCOMPARE(m_desk->fleet.counts().unmanaged, 0);
        const auto copies = m_desk->ask<std::vector<HolderCopy>>(
            [](RegistryDatabase &database) { return ArchiveRepository(database).copies(); });
        QCOMPARE(int(copies->size()), 1);
        QCOMPARE(copies->front().server, m_racks[0]);
        // The target was asked before the source, and never the other way round.
        QVERIFY(m_desk->servers.calls.indexOf(u"write yard"_s) <
                m_desk->servers.calls.indexOf(u"hold yard"_s));
    }

    void whatFailsBeforeTheSwitchChangesNothing_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("the target refuses") << int(Mood::Refusing) << false;
        QTest::newRow("the target cannot be reached") << int(Mood::Unreachable) << false;
        QTest::newRow("the target is busy") << int(Mood::Busy) << false;
        QTest::newRow("the target sees no picture") << int(Mood::Healthy) << true;
        QTest::newRow("the target forgets") << int(Mood::Forgetful) << false;
    }

    void whatFailsBeforeTheSwitchChangesNothing()
    {
        QFETCH(int, mood);
        QFETCH(bool, isDark);
        m_desk->servers.moods[m_racks[1]] = Mood(mood);
        if (isDark)
            m_desk->servers.dark = {m_racks[1]};
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        const Operation done = m_desk->only();
        QCOMPARE(done.state, OperationState::Failed);
        QVERIFY2(done.message.contains(u"stays where it was"), qPrintable(done.message));
        QCOMPARE(stored().mainServer, m_racks[0]);
        QVERIFY(!stored().lastTransferAt);
        QVERIFY(captures(0));
        QVERIFY(!m_desk->servers.find(m_racks[1], u"yard"_s));
        QVERIFY(!m_desk->servers.calls.contains(u"hold yard"_s));
    }

    void aRegistryThatIsUnwritableForAWhileLeavesNoHalfTransfer_data()
    {
        QTest::addColumn<int>("steps");
        for (int steps = 1; steps <= 8; ++steps)
            QTest::addRow("after step %d", steps) << steps;
    }

    /// A transfer that stood still is finished, or taken back, once its steps can be written.
    void aRegistryThatIsUnwritableForAWhileLeavesNoHalfTransfer()
    {
        QFETCH(int, steps);
        const auto setWritable = [this](bool isWritable) {
            const auto job = [isWritable](RegistryDatabase &database) {
                return database.run(u"PRAGMA query_only=%1"_s.arg(isWritable ? u"OFF"_s : u"ON"_s))
                    .has_value();
            };
            m_desk->registry.run(&m_desk->runner, job, [](bool isDone) { QVERIFY(isDone); });
        };
        int seen = 0;
        connect(&m_desk->runner, &OperationRunner::operationChanged, &m_desk->runner, [&] {
            if (++seen == steps)
                setWritable(false);
        });
        takesOneSession();
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        const OperationId id = m_desk->only().id;
        setWritable(true);
        const auto isOver = [&] {
            const auto stored = m_desk->ask<std::optional<Operation>>(
                [id](RegistryDatabase &database) { return OperationRepository(database).find(id); });
            return stored && *stored && !isOpen((*stored)->state) && m_desk->runner.isIdle();
        };
        QVERIFY(QTest::qWaitFor(isOver));
        verifyCaptures(u"in the end"_s);
        QVERIFY(captures(0) != captures(1));
        QVERIFY(m_desk->runToEnd({transfer(stored().mainServer == m_racks[0] ? 2 : 0)}));
        QVERIFY(m_desk->refused.isEmpty());
    }

    void aStreamOfThatNameIsLeftAlone()
    {
        test::FakeServers::Remote other;
        other.settings.remoteName = u"yard"_s;
        other.settings.address = StreamAddress::fromText(u"rtsp://10.0.0.99/other"_s);
        m_desk->servers.streams[m_racks[1]].insert(u"yard"_s, other);
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY(m_desk->only().message.contains(u"already has a stream named yard"));
        QCOMPARE(m_desk->servers.find(m_racks[1], u"yard"_s)->settings.address.masked(),
                 u"rtsp://10.0.0.99/other"_s);
        QVERIFY(captures(0));
    }

    void theReserveMayBecomeMain()
    {
        QVERIFY(m_desk->runToEnd({transfer(1, 2)}));
        m_desk->last.clear();
        QVERIFY(m_desk->runToEnd({transfer(2, 3)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        QCOMPARE(stored().mainServer, m_racks[2]);
        QVERIFY(captures(2));
        QVERIFY(!captures(1));
        // And back to where its recordings are.
        m_desk->last.clear();
        QVERIFY(m_desk->runToEnd({transfer(0)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        QVERIFY(captures(0));
        QVERIFY(!m_desk->fleet.isHolderCopy(m_racks[0], u"yard"_s));
        QCOMPARE(m_desk->fleet.counts().unmanaged, 0);
    }

    void aSourceThatDoesNotStopIsSaid()
    {
        m_desk->servers.moods[m_racks[0]] = Mood::Unreachable;
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(m_desk->only().state, OperationState::Unconfirmed);
        QVERIFY(m_desk->only().message.contains(u"rack 0"));
        QCOMPARE(stored().mainServer, m_racks[1]);
        QVERIFY(captures(1));
    }

    void theServersOwnCallIsUsed_data()
    {
        QTest::addColumn<bool>("knows");
        QTest::addColumn<int>("mood");
        QTest::addColumn<bool>("needsHold");
        QTest::newRow("it is there") << true << int(Mood::Healthy) << false;
        QTest::newRow("it is not there") << false << int(Mood::Healthy) << true;
        QTest::newRow("it is refused") << true << int(Mood::Refusing) << true;
        QTest::newRow("it is accepted, and nothing happens") << true << int(Mood::Forgetful) << true;
        QTest::newRow("it happens, without an answer") << true << int(Mood::Mute) << true;
    }

    void theServersOwnCallIsUsed()
    {
        QFETCH(bool, knows);
        QFETCH(int, mood);
        QFETCH(bool, needsHold);
        for (int i = 0; i < 4; ++i)
            nameNode(i, u"node-%1"_s.arg(i));
        m_desk->servers.knowsTransfer = knows;
        m_desk->servers.nextTransfer = Mood(mood);
        QVERIFY(m_desk->runToEnd({transfer(1, 2)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        const QStringList &calls = m_desk->servers.calls;
        QVERIFY(calls.contains(u"transfer yard node-0>node-1"_s));
        QCOMPARE(calls.contains(u"hold yard"_s), needsHold);
        QVERIFY(calls.indexOf(u"write yard"_s) < calls.indexOf(u"transfer yard node-0>node-1"_s));
        QVERIFY(captures(1));
        QVERIFY(!captures(0));
        QCOMPARE(stored().mainServer, m_racks[1]);
    }

    void aCameraWithOneSessionIsBrokenFirst()
    {
        takesOneSession();
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        QVERIFY2(m_desk->only().message.contains(u"second(s) without a capture") ||
                     m_desk->only().message.contains(u"without a capture"),
                 qPrintable(m_desk->only().message));
        const QStringList &calls = m_desk->servers.calls;
        QVERIFY(calls.indexOf(u"hold yard"_s) < calls.indexOf(u"write yard"_s));
        QVERIFY(captures(1));
        QVERIFY(!captures(0));
    }

    void aBrokenFirstSourceIsStartedAgain_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("the target refuses") << int(Mood::Refusing) << false;
        QTest::newRow("no picture") << int(Mood::Healthy) << true;
    }

    void aBrokenFirstSourceIsStartedAgain()
    {
        QFETCH(int, mood);
        QFETCH(bool, isDark);
        takesOneSession();
        m_desk->servers.moods[m_racks[1]] = Mood(mood);
        if (isDark)
            m_desk->servers.dark = {m_racks[1]};
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY2(m_desk->only().message.contains(u"stays where it was."), qPrintable(m_desk->only().message));
        QVERIFY(captures(0));
        QVERIFY(!m_desk->servers.find(m_racks[1], u"yard"_s));
        QCOMPARE(stored().mainServer, m_racks[0]);
    }

    void whatIsFullByNowIsNotAsked()
    {
        m_desk->admission = fail(ErrorCategory::Conflict, u"rack 1 cannot take the stream any more: full."_s);
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY(m_desk->only().message.contains(u"full"));
        QVERIFY(m_desk->servers.calls.isEmpty());
        QVERIFY(captures(0));
    }

    void whatCannotBeTakenBackIsKeptInMind()
    {
        m_desk->servers.dark = {m_racks[1]};
        m_desk->servers.next = {Mood::Healthy, Mood::Unreachable, Mood::Unreachable, Mood::Unreachable,
                                Mood::Unreachable};
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY2(m_desk->only().message.contains(u"taken back as soon as"),
                 qPrintable(m_desk->only().message));
        const HolderCopy left{m_racks[1], u"yard"_s, m_stream, 0};
        QCOMPARE(copies(), std::vector<HolderCopy>{left});
        QVERIFY(m_desk->fleet.isHolderCopy(m_racks[1], u"yard"_s));
        // The next transfer to it takes it over, and forgets that it should go.
        m_desk->servers.dark.clear();
        m_desk->last.clear();
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        const auto now = copies();
        QVERIFY(std::ranges::find(now, left) == now.end());
    }

    void theArchiveIndexMovesWithTheStream()
    {
        m_desk->servers.periods[m_racks[0]] = {{1'000, 5'000}, {7'000, 9'000}};
        m_desk->servers.periods[m_racks[1]] = {{9'000, 12'000}};
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        const auto held = holders();
        QCOMPARE(held.size(), 3u);
        QCOMPARE(held[0].server, m_racks[0]);
        QCOMPARE(held[0].fromMs, 1'000);
        QCOMPARE(held[1].untilMs, std::optional<qint64>(9'000));
        QCOMPARE(held[2].server, m_racks[1]);
    }

    void aStreamThatIsNotRecordedHasNoIndex()
    {
        m_desk->servers.periods[m_racks[0]] = {{1'000, 5'000}};
        Stream stream = stored();
        stream.recording = Tristate::No;
        QVERIFY(m_desk->ask<void>([stream](RegistryDatabase &database) {
            return FleetRepository(database).saveStreams({stream});
        }));
        m_desk->load();
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QVERIFY(holders().empty());
        QVERIFY(copies().front().keepUntilMs <= QDateTime::currentMSecsSinceEpoch());
    }

    void anotherProgramsEditEndsIt()
    {
        // This program has not heard of it yet.
        Stream stream = stored();
        stream.audio = Tristate::No;
        QVERIFY(m_desk->ask<void>([stream](RegistryDatabase &database) {
            return FleetRepository(database).saveStreams({stream});
        }));
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QCOMPARE(int(m_desk->refused.size()), 1);
        QVERIFY(m_desk->refused.front().message.contains(u"Look at it again"));
        QVERIFY(m_desk->servers.calls.isEmpty());
    }

    void anotherEditSinceTheSearchEndsIt()
    {
        StreamCommand command = transfer(1);
        command.wanted.seenRevision = 99;
        QVERIFY(m_desk->runToEnd({command}));
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QVERIFY(m_desk->only().message.contains(u"Search again"));
        QVERIFY(m_desk->servers.calls.isEmpty());
    }

    void whatATargetForgetsIsNotSaidToBeThere_data()
    {
        QTest::addColumn<QList<int>>("forgetful");
        QTest::addColumn<bool>("isSourceSilent");
        QTest::addColumn<bool>("isReadable");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nobody") << QList<int>{} << false << true << QStringList{u"No gap"_s};
        QTest::newRow("the main one")
            << QList<int>{1} << false << true
            << QStringList{u"but rack 1 does not have"_s, u"rack 0 was not asked"_s};
        QTest::newRow("the reserve") << QList<int>{2} << false << true
                                     << QStringList{u"but rack 2 does not have"_s};
        QTest::newRow("both") << QList<int>{1, 2} << false << true
                              << QStringList{u"rack 1, rack 2 does not have"_s};
        QTest::newRow("the main one, and the source is silent")
            << QList<int>{1} << true << true << QStringList{u"but rack 1 does not have"_s};
        QTest::newRow("nobody, and the source is silent")
            << QList<int>{} << true << true
            << QStringList{u"is on its new servers"_s, u"rack 0 could not be asked"_s};
        QTest::newRow("nobody can be read")
            << QList<int>{} << false << false << QStringList{u"rack 1, rack 2 does not answer"_s};
    }

    void whatATargetForgetsIsNotSaidToBeThere()
    {
        QFETCH(QList<int>, forgetful);
        QFETCH(bool, isSourceSilent);
        QFETCH(bool, isReadable);
        QFETCH(QStringList, words);
        if (isSourceSilent)
            m_desk->servers.moods[m_racks[0]] = Mood::Unreachable;
        // As soon as the registry has switched: they were killed, and come back without what they were told.
        connect(&m_desk->runner, &OperationRunner::operationChanged, this, [&](const Operation &operation) {
            if (!isOpen(operation.state) || m_desk->fleet.stream(m_stream)->mainServer != m_racks[1])
                return;
            m_desk->servers.isReadable = isReadable;
            for (const int rack : std::exchange(forgetful, {}))
                m_desk->servers.streams[m_racks[size_t(rack)]].remove(u"yard"_s);
        });
        const bool losesMain = forgetful.contains(1);
        const bool isRight = forgetful.isEmpty() && !isSourceSilent && isReadable;
        QVERIFY(m_desk->runToEnd({transfer(1, 2)}));
        const QString message = m_desk->only().message;
        for (const QString &word : words)
            QVERIFY2(message.contains(word), qPrintable(message));
        QCOMPARE(m_desk->only().state, isRight ? OperationState::Confirmed : OperationState::Unconfirmed);
        const bool isSaid = message.contains(u"is on its new servers"_s);
        QCOMPARE(isSaid, words.contains(u"is on its new servers"_s));
        QCOMPARE(captures(0), losesMain || isSourceSilent);
    }

    /// The program dies after each step of a transfer; the next one finishes it or takes it back.
    void deathAfterEachStep_data()
    {
        QTest::addColumn<bool>("breaks");
        QTest::addColumn<bool>("knowsTransfer");
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isSourceSilent");
        QTest::newRow("make before break") << false << false << false << false;
        QTest::newRow("the servers' own call") << false << true << false << false;
        QTest::newRow("break before make") << true << false << false << false;
        QTest::newRow("no picture") << false << false << true << false;
        QTest::newRow("break before make, no picture") << true << false << true << false;
        QTest::newRow("the source is silent") << false << false << false << true;
    }

    void deathAfterEachStep()
    {
        QFETCH(bool, breaks);
        QFETCH(bool, knowsTransfer);
        QFETCH(bool, isDark);
        QFETCH(bool, isSourceSilent);
        int step = 1;
        for (bool hasDied = true; hasDied; ++step) {
            if (step > 1)
                setUp();
            if (breaks)
                takesOneSession();
            if (knowsTransfer) {
                for (int i = 0; i < 4; ++i)
                    nameNode(i, u"node-%1"_s.arg(i));
            }
            m_desk->servers.knowsTransfer = knowsTransfer;
            if (isDark)
                m_desk->servers.dark = {m_racks[1]};
            if (isSourceSilent)
                m_desk->servers.moods[m_racks[0]] = Mood::Unreachable;
            if (QTest::currentTestFailed())
                return;
            hasDied = diesAfter(step);
            const QString when = u"step %1"_s.arg(step);
            verifyCaptures(when);
            if (!hasDied && !isDark)
                QVERIFY2(stored().mainServer == m_racks[1], qPrintable(when));
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(step > 6, "a transfer has more steps than that");
    }

private:
    /// Runs a transfer until its so-many-th step is written, ends this program's hands there, and lets the
    /// next one go on. False: it had ended before.
    [[nodiscard]] bool diesAfter(int lastStep)
    {
        QEventLoop loop;
        int steps = 0;
        bool hasDied = false;
        const auto watching = QObject::connect(&m_desk->runner, &OperationRunner::operationChanged, &loop,
                                               [&](const Operation &operation) {
                                                   hasDied = ++steps == lastStep && isOpen(operation.state);
                                                   if (hasDied || !isOpen(operation.state))
                                                       loop.quit();
                                               });
        m_desk->run({transfer(1, 2)});
        loop.exec();
        QObject::disconnect(watching);
        auto next = std::make_unique<Desk>(m_dir->filePath(u"registry.sqlite"_s));
        auto old = std::exchange(m_desk, std::move(next));
        const auto streams = old->servers.streams;
        const auto dark = old->servers.dark;
        const bool knowsTransfer = old->servers.knowsTransfer;
        old.reset();
        m_desk->servers.streams = streams;
        m_desk->servers.dark = dark;
        m_desk->servers.knowsTransfer = knowsTransfer;
        const auto died = m_desk->ask<void>([](RegistryDatabase &database) -> VoidResult {
            auto done = database.run(u"UPDATE operation SET owner_start = 1, lease_until_ms = 1"_s);
            return done ? VoidResult() : tl::unexpected(done.error());
        });
        if (!died)
            qFatal("the owner of the operation cannot be changed");
        m_desk->load();
        for (const ServerId &rack : m_racks)
            m_desk->servers.pollNow(rack);
        m_desk->runner.resumeAbandoned();
        if (!QTest::qWaitFor([&] { return hasEnded(); }, 10'000))
            qWarning("the next program did not finish it");
        return hasDied;
    }

    [[nodiscard]] bool hasEnded()
    {
        const auto latest = m_desk->ask<std::vector<Operation>>(
            [](RegistryDatabase &database) { return OperationRepository(database).latest(1); });
        return latest && latest->size() == 1 && !isOpen(latest->front().state);
    }
};

QTEST_GUILESS_MAIN(TransferRunTest)
#include "tst_transfer.moc"
