#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/TroubleRepository.h"
#include "tests/core/FleetMaker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

/// The history of troubles in memory and in the registry (domain.md 4).
class TroubleHistoryTest : public QObject
{
    Q_OBJECT

    static constexpr qint64 minute = 60'000;
    static constexpr qint64 start = 1'800'000'000'000;

    std::unique_ptr<FleetState> m_fleet;
    std::unique_ptr<FleetMaker> m_maker;
    qint64 m_nowMs = start;

    [[nodiscard]] const FleetRow &row() const { return m_fleet->row(m_fleet->rowOf(stream())); }
    [[nodiscard]] StreamId stream() const { return m_maker->streams.front().id; }
    [[nodiscard]] size_t events() const { return m_fleet->troubles().of(stream()).size(); }

    /// A poll ten seconds later, that tells this of the first stream.
    void poll(StreamStatus status, int total = ObservedStream::unknown, qint64 serverStartMs = 1)
    {
        m_nowMs += 10'000;
        auto snapshot = m_maker->snapshot(0, m_nowMs);
        snapshot->load.startedAtMs = serverStartMs;
        snapshot->streams.front().status = status;
        snapshot->streams.front().reconnectTotal = total;
        m_fleet->applySnapshot(snapshot);
    }

private Q_SLOTS:
    void init()
    {
        m_nowMs = start;
        m_maker = std::make_unique<FleetMaker>(1, 3);
        m_fleet = std::make_unique<FleetState>();
        m_maker->give(*m_fleet);
        poll(StreamStatus::Active, 0);
    }

    void aNightOfOneStream()
    {
        QCOMPARE(row().characteristic, Characteristic::None);
        poll(StreamStatus::Inactive, 0);
        QCOMPARE(row().characteristic, Characteristic::Incorrect);
        poll(StreamStatus::Active, 1);
        QCOMPARE(row().characteristic, Characteristic::Incorrect); // for an hour
        QCOMPARE(m_fleet->counts().incorrect, 1);
        for (int total = 2; total <= 10; ++total)
            poll(StreamStatus::Active, total);
        QCOMPARE(row().characteristic, Characteristic::Problematic);
        QCOMPARE(m_fleet->troubleOf(row(), m_nowMs).reconnects, 10);
        m_nowMs += 61 * minute;
        poll(StreamStatus::Active, 10);
        QCOMPARE(row().characteristic, Characteristic::None);
        QVERIFY(events() > 10); // it is known all the same
    }

    void anotherPolicyCountsAtOnce()
    {
        poll(StreamStatus::Active, 3);
        QCOMPARE(row().characteristic, Characteristic::Incorrect);
        TroublePolicy strict;
        strict.steps = {{60, 3, 60, 3}};
        m_fleet->troubles().setPolicy(strict);
        QCOMPARE(m_fleet->troubleOf(row(), m_nowMs).characteristic, Characteristic::Problematic);
    }

    void whatWeDoOurselvesIsNoTrouble()
    {
        m_fleet->setPending(stream(), PendingOperation{OperationKind::Restart, OperationPhase::Asked});
        poll(StreamStatus::Inactive, 1);
        m_fleet->setPending(stream(), {});
        poll(StreamStatus::Active, 2); // the poll that confirms it may be shown after its end
        QCOMPARE(events(), size_t(0));
        poll(StreamStatus::Inactive, 2);
        QCOMPARE(events(), size_t(1));
    }

    void aServerThatRestartsIsNoFaultOfCameras()
    {
        poll(StreamStatus::Active, 500);
        const size_t before = events();
        poll(StreamStatus::Active, 0, 2'000'000'000);
        QCOMPARE(events(), before);
    }

    void whereItIsNotJudgedNothingIsKept()
    {
        m_maker->servers.front().isIncorrectCamerasEnabled = false;
        m_maker->give(*m_fleet);
        poll(StreamStatus::Inactive, 5);
        QCOMPARE(events(), size_t(0));
        QCOMPARE(row().characteristic, Characteristic::None);
    }

    void whatGrewWhileNobodyLookedIsNoBurst()
    {
        m_nowMs += 600 * minute;
        poll(StreamStatus::Active, 50);
        QCOMPARE(m_fleet->troubles().of(stream()).front().count, 50);
        QCOMPARE(row().characteristic, Characteristic::None); // five hours ago, as far as anybody knows
    }

    void theRegistryKeepsIt()
    {
        QTemporaryDir folder;
        RegistryDatabase database;
        QVERIFY(database.open(folder.filePath(u"registry.sqlite"_s)));
        for (const MediaServer &server : m_maker->servers)
            QVERIFY(ServerRepository(database).save(server));
        QVERIFY(FleetRepository(database).saveCameras(m_maker->cameras));
        QVERIFY(FleetRepository(database).saveStreams(m_maker->streams));
        poll(StreamStatus::Inactive, 0);
        poll(StreamStatus::Active, 1);
        TroubleMemory::Histories fresh = m_fleet->troubles().takeNew();
        QCOMPARE(fresh.size(), 1);
        QVERIFY(m_fleet->troubles().takeNew().isEmpty());
        fresh.insert(StreamId::create(), fresh.value(stream())); // one that is gone meanwhile
        TroubleRepository troubles(database);
        const auto added = troubles.add(fresh, m_nowMs, 100);
        QVERIFY2(added, qPrintable(added ? QString() : added.error().message + added.error().detail));
        QVERIFY(troubles.add(fresh, m_nowMs, 100)); // another program saw the same
        auto loaded = troubles.load().value();
        QCOMPARE(loaded, TroubleRepository::Histories({{stream(), m_fleet->troubles().of(stream())}}));
        // The next run goes on from there.
        FleetState next;
        m_maker->give(next);
        next.troubles().restore(loaded);
        next.restore({m_maker->snapshot(0, m_nowMs)});
        QCOMPARE(next.row(next.rowOf(stream())).characteristic, Characteristic::Incorrect);
        // The oldest go where there are too many, and all of them in time.
        QVERIFY(troubles.add(fresh, m_nowMs, 1));
        QCOMPARE(troubles.load().value().value(stream()).size(), size_t(2)); // of one moment: both stay
        QVERIFY(troubles.add({}, m_nowMs + qint64(longestTroubleMinutes + 1) * minute, 100));
        QVERIFY(troubles.load().value().isEmpty());
    }

    void ofTwoProgramsOneWrites()
    {
        QTemporaryDir folder;
        RegistryDatabase database;
        QVERIFY(database.open(folder.filePath(u"registry.sqlite"_s)));
        TroubleRepository troubles(database);
        const OperationOwner first{u"desk-1"_s, u"boot"_s, 10, 100};
        const OperationOwner second{u"desk-2"_s, u"boot"_s, 20, 200};
        const auto lives = [](const OperationOwner &, qint64) { return false; };
        const auto isDead = [](const OperationOwner &, qint64) { return true; };
        QCOMPARE(troubles.takeWatch(first, start, start + minute, lives).value(), true);
        QCOMPARE(troubles.takeWatch(second, start + 1, start + 2 * minute, lives).value(), false);
        QCOMPARE(troubles.takeWatch(first, start + 2, start + 2 * minute, lives).value(), true);
        QCOMPARE(troubles.takeWatch(second, start + 2 * minute - 1, start + 3 * minute, lives).value(),
                 false);
        QCOMPARE(troubles.takeWatch(second, start + 3, start + 3 * minute, isDead).value(), true);
        QCOMPARE(troubles.takeWatch(first, start + 4, start + 3 * minute, lives).value(), false);
        QCOMPARE(troubles.takeWatch(first, start + 3 * minute, start + 4 * minute, lives).value(),
                 true); // it ran out
        QVERIFY(database.setMeta(u"trouble_watch"_s, u"nonsense"_s));
        QCOMPARE(troubles.takeWatch(second, start, start + minute, lives).value(), true);
    }

    void thePolicyIsOfTheRegistry()
    {
        QTemporaryDir folder;
        RegistryDatabase database;
        QVERIFY(database.open(folder.filePath(u"registry.sqlite"_s)));
        TroubleRepository troubles(database);
        QCOMPARE(troubles.policy().value(), TroublePolicy());
        const TroublePolicy own{{{30, 5, 60, 9}, {20, 2, 40, 4}}, 15};
        QVERIFY(troubles.setPolicy(own));
        QCOMPARE(troubles.policy().value(), own);
        for (const QString &broken : {u"nonsense"_s, u"{\"steps\": [], \"incorrectMinutes\": -4}"_s,
                                      u"{\"steps\": [{\"count\": 0, \"windowMinutes\": 1e99}]}"_s}) {
            QVERIFY(database.setMeta(u"trouble_policy"_s, broken));
            const TroublePolicy read = troubles.policy().value();
            QVERIFY(!read.steps.empty() && read.steps.front() == TroubleStep());
            QCOMPARE(read.incorrectMinutes, TroublePolicy().incorrectMinutes);
        }
    }
};

QTEST_GUILESS_MAIN(TroubleHistoryTest)
#include "tst_troublehistory.moc"
