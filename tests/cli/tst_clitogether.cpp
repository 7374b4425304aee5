#include "app/session/Session.h"
#include "tests/cli/CliHarness.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

namespace {

/// What is seen only by the next poll but one is waited for, too.
constexpr int patienceMs = 40'000;

/// A registry that is protected by a passphrase asks none.
class NoKeychain : public Keychain
{
public:
    void read(const QString &, QObject *context, ReadHandler handler) override
    {
        QTimer::singleShot(0, context, [handler = std::move(handler)] {
            handler(fail(ErrorCategory::Secret, u"There is no keychain."_s));
        });
    }
    void write(const QString &, const SecretText &, QObject *context, WriteHandler handler) override
    {
        QTimer::singleShot(0, context, [handler = std::move(handler)] {
            handler(fail(ErrorCategory::Secret, u"There is no keychain."_s));
        });
    }
};

} // namespace

/// A window's session and the command line on one registry at the same time.
class CliTogetherTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    NoKeychain m_keychain;
    std::unique_ptr<Session> m_session;
    QString m_v2;
    QString m_mtx;

    [[nodiscard]] const FleetRow &row(const QString &uuid) const
    {
        static const FleetRow none;
        const int index = m_session->fleet().rowOf(StreamId::fromString(uuid));
        return index < 0 ? none : m_session->fleet().row(index);
    }

    [[nodiscard]] BatchId order(OperationKind kind, const QString &uuid)
    {
        StreamCommand command;
        command.kind = kind;
        command.stream = StreamId::fromString(uuid);
        return m_session->runCommands({command});
    }

    [[nodiscard]] bool waitForBatch(const BatchId &batch, int BatchProgress::*count)
    {
        return QTest::qWaitFor(
            [&] {
                const BatchProgress *progress = m_session->operations().batch(batch);
                return progress && progress->isOver() && progress->*count == progress->total;
            },
            60'000);
    }

    [[nodiscard]] bool setEffectDelay(int milliseconds)
    {
        return m_cli->fleet().control(u"/effects"_s,
                                      {{u"server"_s, u"ms-01"_s}, {u"delayMs"_s, milliseconds}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        m_cli->setKey(CliHarness::Key::Passphrase);
        QVERIFY(m_cli->makeRegistry());
        m_v2 = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        m_mtx = m_cli->uuidOf(u"cam-02"_s, u"high"_s);
    }

    void cleanupTestCase() { m_cli.reset(); }

    void init()
    {
        QVERIFY(m_cli->takeRegistry());
        m_cli->setKey(CliHarness::Key::Passphrase);
        m_session = std::make_unique<Session>(m_keychain);
        m_session->polling().setInterval(300ms);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(m_cli->registry());
        QTRY_COMPARE(opened.count(), 1);
        QTRY_COMPARE(m_session->vaultOpener().state(), VaultOpener::State::NeedsPassphrase);
        m_session->vaultOpener().unlock(SecretText(m_cli->secrets().first()), this,
                                        [](const VoidResult &) {});
        QTRY_COMPARE(m_session->vaultOpener().state(), VaultOpener::State::Open);
        QTRY_VERIFY(row(m_v2).status == StreamStatus::Active && !row(m_v2).isStale);
        QTRY_VERIFY(row(m_mtx).status == StreamStatus::Active && !row(m_mtx).isStale);
    }

    void cleanup()
    {
        m_session.reset();
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
    }

    void theWindowSeesWhatTheCommandLineDoesWhileItDoesIt()
    {
        QVERIFY(setEffectDelay(2500));
        QSignalSpy changed(m_session.get(), &Session::registryChanged);
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s});
        QTRY_VERIFY_WITH_TIMEOUT(row(m_v2).pending.has_value(), patienceMs);
        QCOMPARE(row(m_v2).pending->kind, OperationKind::Disable);
        QVERIFY(!changed.isEmpty());
        const Outcome outcome = CliHarness::finish(*process);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QTRY_VERIFY_WITH_TIMEOUT(!row(m_v2).pending && !row(m_v2).isEnabled, patienceMs);
        QTRY_VERIFY(row(m_v2).isOff && row(m_v2).drift == Drift::None);
        QVERIFY(setEffectDelay(50));
    }

    void theCommandLineSeesWhatTheWindowDoesAndStaysAway()
    {
        QVERIFY(setEffectDelay(4000));
        const BatchId batch = order(OperationKind::Disable, m_v2);
        QTRY_COMPARE(m_session->operations().batch(batch)->asked, 1);
        QCOMPARE(m_cli->row(m_v2)[u"pending"].toString(), u"disable"_s);
        const Outcome refused = m_cli->json({u"streams"_s, u"audio"_s, m_v2, u"off"_s, u"--wait"_s});
        QCOMPARE(refused.code, 1);
        const Outcome resumed = m_cli->json({u"operations"_s, u"resume"_s});
        QCOMPARE(resumed.json()[u"outcome"].toString(), u"nothing"_s);
        // Another stream is nobody's business but its own.
        QVERIFY(CliHarness::waitForAnotherSecond());
        const Outcome other = m_cli->json({u"streams"_s, u"restart"_s, m_mtx, u"--wait"_s});
        QVERIFY2(other.code == 0, other.all().constData());
        QVERIFY(waitForBatch(batch, &BatchProgress::confirmed));
        QCOMPARE(m_cli->row(m_v2)[u"enabled"].toBool(true), false);
        QVERIFY(setEffectDelay(50));
    }

    void theWindowTakesOverNothingThatALivingProgramWorksOn()
    {
        QVERIFY(setEffectDelay(3000));
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s});
        QTRY_VERIFY_WITH_TIMEOUT(row(m_v2).pending.has_value(), patienceMs);
        QSignalSpy own(&m_session->operations(), &OperationRunner::operationChanged);
        m_session->operations().resumeAbandoned();
        const BatchId batch = order(OperationKind::Restart, m_v2);
        QVERIFY(waitForBatch(batch, &BatchProgress::failed));
        for (const QList<QVariant> &change : own)
            QVERIFY(change.at(0).value<Operation>().kind != OperationKind::Disable);
        const Outcome outcome = CliHarness::finish(*process);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY(setEffectDelay(50));
    }

    void bothWorkAtOnceOnManyStreams()
    {
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        QTRY_VERIFY_WITH_TIMEOUT(row(low).status == StreamStatus::Active && !row(low).isStale, patienceMs);
        QVERIFY(CliHarness::waitForAnotherSecond());
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, m_mtx, u"--wait"_s});
        const BatchId batch = order(OperationKind::Restart, low);
        QVERIFY(waitForBatch(batch, &BatchProgress::confirmed));
        const Outcome outcome = CliHarness::finish(*process);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QTRY_VERIFY_WITH_TIMEOUT(!row(m_v2).isEnabled && !row(m_mtx).isEnabled && row(low).isEnabled,
                                 patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!row(m_v2).pending && !row(m_mtx).pending && !row(low).pending, patienceMs);
        const QJsonArray open = m_cli->json({u"operations"_s, u"list"_s, u"--open"_s}).json().toArray();
        QCOMPARE(open, QJsonArray());
    }

    void serversAndCamerasOfTheCommandLineAppearInTheWindow()
    {
        const Outcome added = m_cli->json({u"cameras"_s, u"add"_s, u"--name"_s, u"Новая"_s, u"--low"_s,
                                           u"rtsp://10.64.0.9:554/Streaming/Channels/102"_s, u"--server"_s,
                                           u"ms-01"_s, u"--wait"_s});
        QVERIFY2(added.code == 0, added.all().constData());
        const QString uuid = added.json()[u"operations"][0][u"uuid"].toString();
        QTRY_COMPARE_WITH_TIMEOUT(row(uuid).cameraName, u"Новая"_s, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(row(uuid).status, StreamStatus::Active, patienceMs);
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--name"_s, u"second"_s}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(m_session->fleet().servers(),
                                [](const FleetServer &entry) { return entry.server.name == u"second"; }),
            patienceMs);
        QCOMPARE(m_cli->json({u"streams"_s, u"delete"_s, uuid, u"--wait"_s}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->fleet().rowOf(StreamId::fromString(uuid)) < 0, patienceMs);
    }
};

QTEST_GUILESS_MAIN(CliTogetherTest)
#include "tst_clitogether.moc"
