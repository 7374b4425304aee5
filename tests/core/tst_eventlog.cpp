#include "models/registry/EventRepository.h"
#include "tests/core/SessionTest.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;

/// What programs on one registry log together, with a real media server's answers.
class EventLogTest : public test::SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup()
    {
        m_second.reset();
        tearDown();
    }

    void aLostStreamIsLoggedFromBeginToEnd()
    {
        QVERIFY(setUpFleet());
        QVERIFY(isLogged(EventType::StreamCreated, 1)); // the adoption, by its operation
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        QVERIFY(isLogged(EventType::StreamInactive, 1));
        const Event begun = ofType(EventType::StreamInactive).front();
        QVERIFY(begun.isGoingOn());
        QCOMPARE(begun.subject, u"Yard · high"_s);
        QCOMPARE(begun.serverName, u"rack 1"_s);
        m_server->streams[u"yard-high"_s].status = u"active"_s;
        QVERIFY(isOver());
        QCOMPARE(ofType(EventType::StreamInactive).size(), 1u);
    }

    void aNewConsoleGoesOnWithTheOutage()
    {
        QVERIFY(setUpFleet());
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        QVERIFY(isLogged(EventType::StreamInactive, 1));
        m_session.reset();
        QVERIFY(openSession());
        QVERIFY(isPolledAnew());
        QVERIFY(isLogged(EventType::StreamInactive, 1));
        QVERIFY(ofType(EventType::StreamInactive).front().isGoingOn());
        // It comes back while nobody looks.
        m_session.reset();
        m_server->streams[u"yard-high"_s].status = u"active"_s;
        QVERIFY(openSession());
        QVERIFY(isOver());
    }

    void twoConsolesLogOnce()
    {
        QVERIFY(setUpFleet());
        QVERIFY(openSecond({}));
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        const auto bothSee = [&](StreamStatus status) {
            return QTest::qWaitFor([&] {
                for (Session *session : {m_session.get(), m_second.get()}) {
                    const auto &rows = session->fleet().rows();
                    const auto row = std::ranges::find(rows, u"yard-high"_s, &FleetRow::remoteName);
                    if (row == rows.end() || row->isStale || row->status != status)
                        return false;
                }
                return true;
            });
        };
        QVERIFY(bothSee(StreamStatus::Inactive));
        QVERIFY(isLogged(EventType::StreamInactive, 1));
        QVERIFY(ofType(EventType::StreamInactive).front().isGoingOn());
        m_server->streams[u"yard-high"_s].status = u"active"_s;
        QVERIFY(bothSee(StreamStatus::Active));
        QVERIFY(isOver());
        QCOMPARE(ofType(EventType::StreamInactive).size(), 1u);
    }

    void whoLooksOnceLogsOnlyWhatItDoes()
    {
        QVERIFY(setUpFleet());
        const StreamId high = m_session->fleet().row(rowNamed(u"yard-high"_s)).id;
        m_session.reset();
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        Session::Behaviour once;
        once.pollsAlways = false;
        once.takesOver = false;
        QVERIFY(openSecond(once));
        m_second->polling().pollAllNow();
        QVERIFY(QTest::qWaitFor([&] {
            const int row = m_second->fleet().rowOf(high);
            return row >= 0 && m_second->fleet().row(row).status == StreamStatus::Inactive &&
                   !m_second->fleet().row(row).isStale;
        }));
        bool isForgotten = false;
        m_second->edits().streams.forget({high}, this,
                                         [&](const Result<void> &done) { isForgotten = bool(done); });
        QVERIFY(QTest::qWaitFor([&] { return isForgotten; }));
        m_second.reset();
        QCOMPARE(ofType(EventType::StreamInactive).size(), 0u);
        const auto deleted = ofType(EventType::StreamDeleted);
        QCOMPARE(deleted.size(), 1u);
        QCOMPARE(deleted.front().stream, high);
        QCOMPARE(deleted.front().operationKind, OperationKind::Forget);
        QVERIFY(ofType(EventType::CameraDeleted).empty()); // it has its other stream
    }

    void whatIsAddedIsWrittenTogether()
    {
        QVERIFY(openSession());
        int writings = 0;
        connect(&m_session->events(), &EventLog::changed, this, [&] { ++writings; });
        constexpr int count = 1'700;
        for (int i = 0; i < count; ++i) {
            Event event;
            event.type = EventType::NewCamera;
            event.subject = QString::number(i);
            m_session->events().add(event);
        }
        m_session->events().flush();
        QVERIFY(QTest::qWaitFor([&] { return ofType(EventType::NewCamera).size() == size_t(count); }));
        QVERIFY2(writings <= 5, qPrintable(QString::number(writings)));
        const auto events = ofType(EventType::NewCamera);
        QCOMPARE(events.front().subject, QString::number(count - 1));
        QCOMPARE(events.back().subject, u"0"_s);
        QVERIFY(events.front().atMs > 0);
    }

    void nothingIsLostAtTheEnd()
    {
        QVERIFY(openSession());
        Event event;
        event.type = EventType::ProvisioningDone;
        event.atMs = 7;
        m_session->events().add(event);
        m_session.reset();
        QCOMPARE(ofType(EventType::ProvisioningDone).size(), 1u);
        QCOMPARE(ofType(EventType::ProvisioningDone).front().atMs, 7);
    }

private:
    [[nodiscard]] bool openSecond(const Session::Behaviour &behaviour)
    {
        m_second = std::make_unique<Session>(*m_keychain, behaviour);
        m_second->polling().setInterval(100ms);
        bool isOpen = false;
        connect(m_second.get(), &Session::opened, this, [&] { isOpen = true; });
        m_second->open(registryPath());
        return QTest::qWaitFor(
            [&] { return isOpen && m_second->vaultOpener().state() == VaultOpener::State::Open; });
    }

    [[nodiscard]] std::vector<Event> ofType(EventType type)
    {
        for (Session *session : {m_session.get(), m_second.get()}) {
            if (session)
                session->events().flush();
        }
        RegistryDatabase database;
        if (!database.open(registryPath()))
            return {};
        return EventRepository(database).list({.types = {type}}, 10'000).value();
    }
    [[nodiscard]] bool isLogged(EventType type, size_t count)
    {
        return QTest::qWaitFor([&] { return ofType(type).size() == count; });
    }
    [[nodiscard]] bool isOver()
    {
        return QTest::qWaitFor([&] {
            const auto events = ofType(EventType::StreamInactive);
            return events.size() == 1 && events.front().untilMs >= events.front().atMs &&
                   !events.front().isGoingOn();
        });
    }
    [[nodiscard]] bool isPolledAnew()
    {
        return waitForRow(u"yard-high"_s, [](const FleetRow &row) { return !row.isStale; });
    }

    std::unique_ptr<Session> m_second;
};

QTEST_GUILESS_MAIN(EventLogTest)
#include "tst_eventlog.moc"
