#include "tests/core/TransferTest.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Desk;
using test::Mood;

/// The copies that transfers leave on servers: who stops, removes and restores them, and when.
class TransferCopiesTest : public test::TransferTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }

    void aSilentSourceIsStoppedWhenItAnswers()
    {
        m_desk->servers.moods[m_racks[0]] = Mood::Unreachable;
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        QVERIFY(captures(0));
        m_desk->servers.moods.clear();
        verifyCaptures(u"when it answers again"_s);
        QVERIFY(m_desk->servers.find(m_racks[0], u"yard"_s)); // it keeps the recordings
        QVERIFY(m_desk->fleet.isHolderCopy(m_racks[0], u"yard"_s));
    }

    void copiesGoWhenTheirRecordingsHaveExpired()
    {
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        const HolderCopy expired{m_racks[0], u"yard"_s, m_stream, 1};
        const HolderCopy absent{m_racks[3], u"yard"_s, m_stream, 1};
        QVERIFY(m_desk->ask<void>([&](RegistryDatabase &database) {
            return ArchiveRepository(database).saveCopies({expired, absent});
        }));
        m_desk->load();
        CopyKeeper keeper(m_desk->fleet, m_desk->servers, m_desk->registry, {}, {}, 0ms);
        m_desk->servers.calls.clear();
        // A server that refuses is asked again with the next poll, not before its answer.
        m_desk->servers.next = {Mood::Refusing};
        const auto look = [&](int rack) {
            m_desk->servers.pollNow(m_racks[size_t(rack)]);
            keeper.look(m_desk->servers.lastSnapshot(m_racks[size_t(rack)]));
        };
        look(0);
        look(0);
        QVERIFY(QTest::qWaitFor([&] { return !m_desk->servers.calls.isEmpty(); }));
        QCOMPARE(m_desk->servers.calls, QStringList(u"remove yard"_s));
        look(3);
        QVERIFY(QTest::qWaitFor([&] {
            look(0);
            look(3);
            return copies().empty();
        }));
        QVERIFY(!m_desk->servers.find(m_racks[0], u"yard"_s));
        QVERIFY(captures(1));
        QVERIFY(m_desk->fleet.holderCopies().empty());
        // Recordings are the server's to delete: nobody asked for that.
        QVERIFY(!m_desk->servers.calls.contains(u"erase yard"_s));
    }

    void aForgottenCopyIsMadeAnew_data()
    {
        QTest::addColumn<ServerType>("type");
        QTest::addColumn<bool>("isMade");
        QTest::newRow("MediaMTX forgets at a restart") << ServerType::MediaMtx << true;
        QTest::newRow("media_server_v2 has removed it") << ServerType::MediaServerV2 << false;
    }

    void aForgottenCopyIsMadeAnew()
    {
        QFETCH(ServerType, type);
        QFETCH(bool, isMade);
        const ServerId rack = m_desk->addServer(u"forgetful"_s, type);
        const HolderCopy copy{rack, u"yard"_s, m_stream, QDateTime::currentMSecsSinceEpoch() + 3'600'000};
        QVERIFY(m_desk->ask<void>(
            [copy](RegistryDatabase &database) { return ArchiveRepository(database).saveCopies({copy}); }));
        m_desk->load();
        CopyKeeper keeper(m_desk->fleet, m_desk->servers, m_desk->registry, {}, {}, 0ms);
        const auto isThere = [&] { return m_desk->servers.find(rack, u"yard"_s) != nullptr; };
        const auto look = [&] {
            m_desk->servers.pollNow(rack);
            keeper.look(m_desk->servers.lastSnapshot(rack));
            return isThere();
        };
        QCOMPARE(QTest::qWaitFor(look, isMade ? 3000 : 200), isMade);
        if (isMade)
            QVERIFY(!m_desk->servers.find(rack, u"yard"_s)->settings.isEnabled);
        QCOMPARE(copies(), std::vector<HolderCopy>{copy});
        QVERIFY(captures(0));
    }

    void aHolderIsNotBelievedToBeTheNewReserve()
    {
        // The servers' own call has made it a holder: it reads as a stream that is enabled.
        test::FakeServers::Remote held = *m_desk->servers.find(m_racks[0], u"yard"_s);
        held.isHolder = true;
        m_desk->servers.streams[m_racks[2]].insert(u"yard"_s, held);
        const HolderCopy copy{m_racks[2], u"yard"_s, m_stream,
                              QDateTime::currentMSecsSinceEpoch() + 3'600'000};
        QVERIFY(m_desk->ask<void>(
            [copy](RegistryDatabase &database) { return ArchiveRepository(database).saveCopies({copy}); }));
        m_desk->load();
        m_desk->servers.next = {Mood::Healthy, Mood::Deaf}; // the new main server, the new reserve
        QVERIFY(m_desk->runToEnd({transfer(1, 2)}));
        QVERIFY2(m_desk->only().state == OperationState::Confirmed, qPrintable(m_desk->only().message));
        QVERIFY(captures(1));
        QVERIFY(!m_desk->servers.find(m_racks[2], u"yard"_s)->isHolder);
    }

    void erasingErasesTheCopiesToo_data()
    {
        QTest::addColumn<bool>("erases");
        QTest::newRow("keeping the recordings") << false;
        QTest::newRow("erasing them") << true;
    }

    void erasingErasesTheCopiesToo()
    {
        QFETCH(bool, erases);
        QVERIFY(m_desk->runToEnd({transfer(1)}));
        m_desk->servers.calls.clear();
        StreamCommand command;
        command.kind = OperationKind::DeleteStream;
        command.stream = m_stream;
        command.wanted.erasesRecordings = erases;
        QVERIFY(m_desk->runToEnd({command}));
        QVERIFY(!m_desk->servers.find(m_racks[1], u"yard"_s));
        QCOMPARE(m_desk->servers.find(m_racks[0], u"yard"_s) == nullptr, erases);
        QCOMPARE(m_desk->servers.calls.count(u"erase yard"_s), erases ? 2 : 0);
        QCOMPARE(m_desk->fleet.counts().unmanaged, 0);
    }
};

QTEST_GUILESS_MAIN(TransferCopiesTest)
#include "tst_transfercopies.moc"
