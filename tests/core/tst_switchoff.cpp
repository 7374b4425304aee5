#include "models/registry/TroubleRepository.h"
#include "models/rules/SwitchOffRule.h"
#include "tests/core/Await.h"
#include "tests/core/SessionTest.h"

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace std::chrono_literals;

/// The console switches off what is Problematic, where it may (domain.md 4).
class SwitchOffTest : public test::SessionTest
{
    Q_OBJECT

    [[nodiscard]] bool let(MediaServer card, bool switchesOff)
    {
        card = *m_session->fleet().mediaServer(card.id);
        card.isSwitchingOffIncorrect = switchesOff;
        const auto saved = save(card, {});
        return saved && *saved;
    }

    [[nodiscard]] StreamId idOf(const QString &remoteName)
    {
        return m_session->fleet().row(rowNamed(remoteName)).id;
    }

    void lose(const QString &remoteName, int reconnects)
    {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        m_session->fleet().troubles().add(idOf(remoteName),
                                          {{nowMs - 1'000, reconnects, TroubleKind::Reconnects}}, nowMs);
        QVERIFY(waitForRow(remoteName, [](const FleetRow &row) {
            return row.characteristic == Characteristic::Problematic;
        }));
    }

    [[nodiscard]] bool isOff(const QString &remoteName) { return !m_server->streams[remoteName].isEnabled; }

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void oneAtATimeAndNeverMoreThanAShare_data()
    {
        QTest::addColumn<int>("streams");
        QTest::addColumn<int>("alreadyOff");
        QTest::addColumn<bool>("isAny");
        QTest::newRow("one of two") << 2 << 0 << true;
        QTest::newRow("the second of two") << 2 << 1 << false;
        QTest::newRow("the second of 39") << 39 << 1 << false;
        QTest::newRow("the second of 40") << 40 << 1 << true;
        QTest::newRow("the fifth of 100") << 100 << 4 << true;
        QTest::newRow("the sixth of 100") << 100 << 5 << false;
        QTest::newRow("of a hundred thousand") << 100'000 << 4'999 << true;
    }

    void oneAtATimeAndNeverMoreThanAShare()
    {
        QVERIFY(openSession());
        QFETCH(int, streams);
        QFETCH(int, alreadyOff);
        const StreamId mild = StreamId::create();
        const StreamId bad = StreamId::create();
        const std::vector<SwitchOffCandidate> candidates{{mild, 20, 20}, {bad, 18, 6}};
        const auto next = nextToSwitchOff(candidates, streams, alreadyOff);
        QTEST(next.has_value(), "isAny");
        if (next)
            QCOMPARE(*next, bad); // the worst by its own step
        QVERIFY(!nextToSwitchOff({}, streams, 0));
    }

    void itIsOffByDefault()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        QVERIFY(!card->isSwitchingOffIncorrect);
        lose(u"yard-high"_s, 50);
        m_session->switchOff().look();
        QCOMPARE(m_session->fleet().troubles().switchedOff().size(), 0);
        QVERIFY(!isOff(u"yard-high"_s));
    }

    void itIsAnOperationThatIsKeptUntilSomebodyEnables()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        QVERIFY(let(*card, true));
        lose(u"yard-high"_s, 50);
        lose(u"yard-low"_s, 20);
        m_session->switchOff().look();
        QTRY_VERIFY(isOff(u"yard-high"_s));
        const StreamId id = idOf(u"yard-high"_s);
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &row) {
            return !row.pending && row.characteristic == Characteristic::Disconnected;
        }));
        m_session->switchOff().look();
        m_session->switchOff().look();
        QTRY_COMPARE(m_session->switchOff().switchedOffOn(card->id), std::vector<StreamId>{id});
        QVERIFY(!isOff(u"yard-low"_s)); // a share of two is one
        const auto latest = test::answerOf<std::vector<Operation>>(
            [&](QObject *context, auto done) { m_session->latestOperations(1, context, std::move(done)); });
        QCOMPARE(latest->front().kind, OperationKind::Disable);
        QCOMPARE(latest->front().state, OperationState::Confirmed);
        QVERIFY2(latest->front().message.contains(u"50"_s), qPrintable(latest->front().message));
        m_session->events().flush();
        const auto events = test::answerOf<std::vector<Event>>([&](QObject *context, auto done) {
            EventFilter filter;
            filter.types = {EventType::SwitchedOff};
            m_session->events().read(filter, 10, {}, context, std::move(done));
        });
        QCOMPARE(events->size(), size_t(1));
        QCOMPARE(events->front().stream, id);

        QVERIFY(openSession()); // it is in the registry
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &row) {
            return row.characteristic == Characteristic::Disconnected;
        }));
        QCOMPARE(m_session->switchOff().switchedOffOn(card->id), std::vector<StreamId>{id});
        m_session->runCommands(m_session->switchOff().enablingOf({id}));
        QTRY_VERIFY(!isOff(u"yard-high"_s));
        QVERIFY(
            waitForRow(u"yard-high"_s, [](const FleetRow &row) { return !row.pending && row.isEnabled; }));
        QTRY_VERIFY(!m_session->fleet().troubles().switchedOff().contains(id));
        // What was before it was switched off has been answered by that: the other one is the next.
        m_session->switchOff().look();
        QTRY_VERIFY(isOff(u"yard-low"_s));
        QVERIFY(!isOff(u"yard-high"_s));
        QVERIFY(openSession());
        QVERIFY(!m_session->fleet().troubles().switchedOff().contains(id));
    }

    void afterOnceTheNextStepCounts()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        QVERIFY(let(*card, true));
        lose(u"yard-high"_s, 12);
        m_session->switchOff().look();
        QTRY_VERIFY(isOff(u"yard-high"_s));
        const auto limit = [&] {
            const FleetRow &row = m_session->fleet().row(rowNamed(u"yard-high"_s));
            return m_session->fleet().troubleOf(row, QDateTime::currentMSecsSinceEpoch()).limit;
        };
        QTRY_COMPARE(limit(), TroublePolicy().steps[1].count);
    }

    void anotherConsoleIsFirst()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        QVERIFY(let(*card, true));
        lose(u"yard-high"_s, 50);
        RegistryDatabase other;
        QVERIFY(other.open(registryPath()));
        QVERIFY(TroubleRepository(other).addSwitchedOff(idOf(u"yard-high"_s), {card->id, 1, u"theirs"_s}));
        QCOMPARE(
            TroubleRepository(other).addSwitchedOff(idOf(u"yard-high"_s), {card->id, 2, {}}).error().category,
            ErrorCategory::Conflict);
        m_session->switchOff().look(); // which has not heard of it yet, or has
        QTRY_COMPARE(m_session->fleet().troubles().switchedOff().value(idOf(u"yard-high"_s)).reason,
                     u"theirs"_s);
        QVERIFY(m_server->writes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SwitchOffTest)
#include "tst_switchoff.moc"
