#include "app/secrets/VaultOpener.h"
#include "models/registry/RegistryDatabase.h"
#include "tests/core/SessionTest.h"

#include <QJsonDocument>
#include <QTest>

#include <array>
#include <deque>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FakeKeychain;

namespace {

using State = VaultOpener::State;
using Steps = std::deque<std::function<void()>>;

/// What two programs share.
struct World
{
    QHash<QString, SecretText> keychain;
    QString record;
};

/// What it does, and what it answers, are steps of their own: the other program may come in between.
class SteppedKeychain : public Keychain
{
public:
    SteppedKeychain(World &world, Steps &steps)
        : m_world(world)
        , m_steps(steps)
    {
    }

    void read(const QString &entry, QObject *, ReadHandler handler) override
    {
        m_steps.push_back([this, entry, handler] {
            std::optional<SecretText> found;
            if (m_world.keychain.contains(entry))
                found = m_world.keychain.value(entry);
            m_steps.push_back([handler, found] { handler(found); });
        });
    }

    void write(const QString &entry, const SecretText &secret, QObject *, WriteHandler handler) override
    {
        m_steps.push_back([this, entry, secret, handler] {
            m_world.keychain.insert(entry, secret);
            m_steps.push_back([handler] { handler({}); });
        });
    }

private:
    World &m_world;
    Steps &m_steps;
};

/// One program that opens the registry.
struct Program
{
    explicit Program(World &world)
        : keychain(world, steps)
        , opener(std::make_unique<VaultOpener>(
              keychain, [this, &world](const QString &expected, const QString &record, QObject *, auto done) {
                  steps.push_back([this, &world, expected, record, done] {
                      if (world.record == expected)
                          world.record = record;
                      steps.push_back([done, kept = world.record] { done(kept); });
                  });
              }))
    {
        opener->start(u"registry"_s, {});
    }

    void step()
    {
        const auto next = std::move(steps.front());
        steps.pop_front();
        next();
        ++taken;
    }

    Steps steps;
    SteppedKeychain keychain;
    std::unique_ptr<VaultOpener> opener;
    int taken = 0;
};

/// All ways in which two programs can take turns, one after the other.
class Schedule
{
public:
    /// Who of two is next.
    [[nodiscard]] size_t choose()
    {
        if (m_at == m_choices.size())
            m_choices.push_back(0);
        return m_choices[m_at++];
    }
    /// False: there is no other one.
    [[nodiscard]] bool next()
    {
        m_at = 0;
        while (!m_choices.empty() && m_choices.back() == 1)
            m_choices.pop_back();
        if (m_choices.empty())
            return false;
        m_choices.back() = 1;
        return true;
    }

private:
    std::vector<size_t> m_choices;
    size_t m_at = 0;
};

/// `lastStepOfSecond`: it dies after that one.
void runBoth(Schedule &schedule, std::array<std::unique_ptr<Program>, 2> &programs, int lastStepOfSecond)
{
    for (;;) {
        if (programs[1]->taken == lastStepOfSecond)
            programs[1]->steps.clear();
        const bool first = !programs[0]->steps.empty();
        const bool second = !programs[1]->steps.empty();
        if (!first && !second)
            return;
        programs[first && second ? schedule.choose() : size_t(second)]->step();
    }
}

QString keyIdIn(const QString &record)
{
    return QJsonDocument::fromJson(record.toUtf8())[u"keyId"].toString();
}

} // namespace

/// Several programs open a registry that has no key yet.
class VaultRacesTest : public test::SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void twoProgramsAgreeHoweverTheyTakeTurns()
    {
        QVERIFY(openSession()); // for cleanup
        Schedule schedule;
        int ways = 0;
        do {
            World world;
            std::array programs{std::make_unique<Program>(world), std::make_unique<Program>(world)};
            runBoth(schedule, programs, -1);
            const QString id = keyIdIn(world.record);
            QVERIFY(!id.isEmpty());
            for (const auto &program : programs) {
                QCOMPARE(program->opener->state(), State::Open);
                QCOMPARE(program->opener->vault().keyId(), id);
            }
            Program later(world);
            later.opener->start(u"registry"_s, world.record);
            while (!later.steps.empty())
                later.step();
            QCOMPARE(later.opener->vault().keyId(), id);
            ++ways;
        } while (schedule.next());
        QVERIFY2(ways > 1000, qPrintable(QString::number(ways)));
    }

    void oneThatDiesLeavesTheOtherAKey_data()
    {
        QTest::addColumn<int>("lastStep");
        for (int step = 1; step <= 8; ++step)
            QTest::addRow("after step %d", step) << step;
    }

    void oneThatDiesLeavesTheOtherAKey()
    {
        QFETCH(int, lastStep);
        QVERIFY(openSession()); // for cleanup
        Schedule schedule;
        do {
            World world;
            std::array programs{std::make_unique<Program>(world), std::make_unique<Program>(world)};
            runBoth(schedule, programs, lastStep);
            QCOMPARE(programs[0]->opener->state(), State::Open);
            QCOMPARE(programs[0]->opener->vault().keyId(), keyIdIn(world.record));
            if (programs[1]->opener->vault().isOpen())
                QCOMPARE(programs[1]->opener->vault().keyId(), keyIdIn(world.record));
        } while (schedule.next());
    }

    void twoSessionsReadEachOthersSecrets()
    {
        m_keychain->isHeld = true; // both have asked before either is answered
        m_session = std::make_unique<Session>(*m_keychain);
        Session second(*m_keychain);
        m_session->open(registryPath());
        second.open(registryPath());
        QTRY_VERIFY(m_session->isOpen() && second.isOpen());
        QTRY_VERIFY(m_keychain->reads >= 2);
        m_keychain->release();
        QTRY_COMPARE(m_session->vaultOpener().state(), State::Open);
        QTRY_COMPARE(second.vaultOpener().state(), State::Open);
        QCOMPARE(second.vaultOpener().vault().keyId(), m_session->vaultOpener().vault().keyId());
        const MediaServer card = m_server->card();
        QVERIFY(save(card, m_server->secret()).value());
        QTRY_COMPARE(second.fleet().servers().size(), 1u);
        QCOMPARE(second.secretOf(second.fleet().servers().front().server), m_server->secret());
    }

    void aKeychainThatFailsWhileWritingLeavesNothingSealed()
    {
        m_keychain->isForgetful = true;
        QVERIFY(openSession());
        QCOMPARE(m_session->vaultOpener().state(), State::NeedsChoice);
        const auto saved = save(m_server->card(), m_server->secret());
        QVERIFY(saved && !*saved);
        QCOMPARE(saved->error().category, ErrorCategory::Secret);
        RegistryDatabase database;
        QVERIFY(database.open(registryPath()));
        QVERIFY(SecretRepository(database).all()->empty());
        QCOMPARE(*database.meta(u"vault"_s), QString());
    }
};

QTEST_GUILESS_MAIN(VaultRacesTest)
#include "tst_vaultraces.moc"
