#include "models/registry/ArchiveRepository.h"
#include "models/rules/ArchiveCoverage.h"
#include "tests/core/OperationDesk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using test::Desk;
using Mood = test::FakeServers::Mood;
using Periods = std::vector<RecordedPeriod>;

Q_DECLARE_METATYPE(Periods)

/// Which server holds which time of a stream: what is recorded, what is a gap, and how it is read anew.
class ArchiveIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRecorded_data()
    {
        QTest::addColumn<Periods>("periods");
        QTest::addColumn<Periods>("covered");
        QTest::addColumn<Periods>("gaps");
        const auto row = [](const char *name, const Periods &periods, const Periods &covered,
                            const Periods &gaps) { QTest::newRow(name) << periods << covered << gaps; };
        row("nothing", {}, {}, {});
        row("one", {{0, 9'000}}, {{0, 9'000}}, {});
        row("in any order", {{20'000, 30'000}, {0, 9'000}}, {{0, 9'000}, {20'000, 30'000}},
            {{9'000, 20'000}});
        row("two servers overlap", {{0, 9'000}, {5'000, 12'000}}, {{0, 12'000}}, {});
        row("one inside another", {{0, 9'000}, {2'000, 3'000}}, {{0, 9'000}}, {});
        row("whole seconds are no gap", {{0, 9'000}, {11'000, 12'000}}, {{0, 12'000}}, {});
        row("more is one", {{0, 9'000}, {11'001, 12'000}}, {{0, 9'000}, {11'001, 12'000}}, {{9'000, 11'001}});
        row("empty and turned round periods", {{5, 5}, {9, 3}, {0, 4'000}}, {{0, 4'000}}, {});
    }

    void whatIsRecorded()
    {
        QFETCH(Periods, periods);
        QFETCH(Periods, covered);
        QFETCH(Periods, gaps);
        QCOMPARE(coverageOf(periods), covered);
        QCOMPARE(gapsIn(covered), gaps);
    }

    void whatAnUpdateBrings_data()
    {
        QTest::addColumn<Periods>("before");
        QTest::addColumn<Periods>("after");
        QTest::addColumn<int>("healed");
        QTest::addColumn<int>("found");
        const auto row = [](const char *name, const Periods &before, const Periods &after, int healed,
                            int found) { QTest::newRow(name) << before << after << healed << found; };
        row("nothing known before", {}, {{0, 10}, {20, 30}}, 0, 1);
        row("the same", {{0, 10}, {20, 30}}, {{0, 10}, {20, 30}}, 0, 0);
        row("it went on", {{0, 10}, {20, 30}}, {{0, 10}, {20, 99}}, 0, 0);
        row("healed", {{0, 10}, {20, 30}}, {{0, 30}}, 1, 0);
        row("smaller, but there", {{0, 10}, {20, 30}}, {{0, 12}, {20, 30}}, 0, 0);
        row("found", {{0, 30}}, {{0, 10}, {20, 30}}, 0, 1);
        row("one of each", {{0, 10}, {20, 50}}, {{0, 30}, {40, 50}}, 1, 1);
        row("its surroundings expired", {{0, 10}, {20, 30}}, {{25, 30}}, 0, 0);
        row("all is lost", {{0, 10}, {20, 30}}, {}, 0, 0);
    }

    void whatAnUpdateBrings()
    {
        QFETCH(Periods, before);
        QFETCH(Periods, after);
        QFETCH(int, healed);
        QFETCH(int, found);
        const CoverageChange change = compareCoverage(before, after);
        QCOMPARE(change.healed, healed);
        QCOMPARE(change.found, found);
        QCOMPARE(change.gapsBefore, int(gapsIn(before).size()));
        QCOMPARE(change.gapsAfter, int(gapsIn(after).size()));
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_dir->filePath(u"registry.sqlite"_s));
        QVERIFY(m_desk->isOpen);
        m_now = m_desk->addServer(u"now"_s);
        m_before = m_desk->addServer(u"before"_s);
        m_stream = m_desk->addYard(m_now);
        m_desk->load();
    }

    void everyServerThatHeldItIsAsked()
    {
        const auto other = m_desk->addServer(u"other"_s);
        const auto never = m_desk->addServer(u"never"_s);
        // One is known by the index, one by the copy that a transfer left.
        know({{m_stream, other, u"old-yard"_s, 1'000, 5'000}});
        QVERIFY(m_desk->ask<void>(
            [copy = HolderCopy{m_before, u"yard"_s, m_stream, 99}](RegistryDatabase &database) {
                return ArchiveRepository(database).saveCopies({copy});
            }));
        m_desk->load();
        m_desk->servers.streams[other].insert(u"old-yard"_s, {});
        m_desk->servers.streams[m_before].insert(u"yard"_s, {});
        m_desk->servers.streams[never].insert(u"yard"_s, {});
        m_desk->servers.periods = {{m_now, {{30'000, 40'000}}},
                                   {m_before, {{10'000, 29'000}}},
                                   {other, {{1'000, 5'000}}},
                                   {never, {{6'000, 9'000}}}};
        update();
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        QVERIFY(m_desk->servers.calls.contains(u"reload yard"_s));
        const auto index = stored();
        QCOMPARE(index.size(), 3u);
        QCOMPARE(index[0].server, other);
        QCOMPARE(index[0].remoteName, u"old-yard"_s);
        QCOMPARE(index[1].server, m_before);
        QCOMPARE(index[2].server, m_now);
        QVERIFY2(m_desk->only().message.startsWith(u"Before: 1 period"), qPrintable(m_desk->only().message));
        QVERIFY(m_desk->only().message.contains(u"1 gap(s) found"));
    }

    void aDamagedIndexIsHealed()
    {
        know({{m_stream, m_now, u"yard"_s, 0, 10'000}, {m_stream, m_now, u"yard"_s, 60'000, 90'000}});
        m_desk->servers.periods[m_now] = {{0, 10'000}, {60'000, 90'000}};
        m_desk->servers.afterReload[m_now] = {{0, 90'000}};
        update();
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QVERIFY2(m_desk->only().message.contains(u"1 gap(s) healed"), qPrintable(m_desk->only().message));
        QCOMPARE(m_desk->only().payload.index->healed, 1);
        QCOMPARE(stored().size(), 1u);
    }

    void whatASilentServerHoldsIsKept()
    {
        know({{m_stream, m_before, u"yard"_s, 0, 10'000}});
        m_desk->servers.unreadable = {m_before};
        m_desk->servers.periods[m_now] = {{20'000, 30'000}};
        update();
        QCOMPARE(m_desk->only().state, OperationState::Unconfirmed);
        QVERIFY2(m_desk->only().message.contains(u"before could not be read"),
                 qPrintable(m_desk->only().message));
        QCOMPARE(stored().size(), 2u);
        // One that does not have the stream any more holds nothing of it.
        m_desk->servers.unreadable.clear();
        m_desk->last.clear();
        update();
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QCOMPARE(stored().size(), 1u);
    }

    void aServerWithoutSuchAnIndexIsReadAllTheSame()
    {
        m_desk->servers.next = {Mood::Refusing};
        m_desk->servers.periods[m_now] = {{20'000, 30'000}};
        update();
        QCOMPARE(m_desk->only().state, OperationState::Confirmed);
        QVERIFY2(m_desk->only().message.contains(u"bad source"), qPrintable(m_desk->only().message));
        QCOMPARE(stored().size(), 1u);
    }

    void nobodyAnswers()
    {
        know({{m_stream, m_now, u"yard"_s, 0, 10'000}});
        m_desk->servers.unreadable = {m_now, m_before};
        update();
        QCOMPARE(m_desk->only().state, OperationState::Failed);
        QCOMPARE(stored().size(), 1u);
    }

private:
    void know(const std::vector<ArchiveHolder> &index)
    {
        QVERIFY(m_desk->ask<void>([index](RegistryDatabase &database) -> VoidResult {
            return database.inTransaction([&] {
                return ArchiveRepository(database).replace(index.front().stream, index.front().server, index);
            });
        }));
    }
    void update()
    {
        StreamCommand command;
        command.kind = OperationKind::UpdateIndexes;
        command.stream = m_stream;
        QVERIFY(m_desk->runToEnd({command}));
    }
    [[nodiscard]] std::vector<ArchiveHolder> stored()
    {
        return m_desk
            ->ask<std::vector<ArchiveHolder>>([id = m_stream](RegistryDatabase &database) {
                return ArchiveRepository(database).holdersOf(id);
            })
            .value();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Desk> m_desk;
    ServerId m_now;
    ServerId m_before;
    StreamId m_stream;
};

QTEST_GUILESS_MAIN(ArchiveIndexTest)
#include "tst_archiveindex.moc"
