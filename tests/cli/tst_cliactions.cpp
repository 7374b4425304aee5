#include "tests/cli/CliHarness.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// What the verbs of streams do to the servers, and what the program ends with when a server refuses, is
/// late, does not answer, or the program itself is stopped in the middle.
class CliActionsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_v2;  ///< real video on ms-01
    QString m_mtx; ///< real video on ms-02

    [[nodiscard]] QString outcomeOf(const Outcome &outcome, int index = 0) const
    {
        return outcome.json()[u"operations"][index][u"outcome"].toString();
    }

    [[nodiscard]] QStringList requestsOf(const QString &server, const QString &method)
    {
        const QJsonArray log =
            QJsonDocument::fromJson(m_cli->fleet().control("GET", u"/log?server="_s + server).body).array();
        QStringList found;
        for (const QJsonValue &entry : log) {
            if (entry[u"method"].toString() == method)
                found.append(entry[u"path"].toString() + entry[u"query"].toString());
        }
        return found;
    }

    [[nodiscard]] QJsonArray openOperations()
    {
        return m_cli->json({u"operations"_s, u"list"_s, u"--open"_s}).json().toArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        m_v2 = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        m_mtx = m_cli->uuidOf(u"cam-02"_s, u"high"_s);
        QVERIFY(!m_v2.isEmpty() && !m_mtx.isEmpty());
    }

    void cleanupTestCase() { m_cli.reset(); }

    void init() { QVERIFY(m_cli->takeRegistry()); }

    void cleanup()
    {
        QCOMPARE(openOperations(), QJsonArray()); // nothing stays "running" behind a program that has left
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
    }

    void bothDialectsObeyAndTheListShowsIt()
    {
        const Outcome disabled = m_cli->json({u"streams"_s, u"disable"_s, m_v2, m_mtx, u"--wait"_s});
        QVERIFY2(disabled.code == 0, disabled.all().constData());
        QCOMPARE(disabled.json()[u"outcome"].toString(), u"confirmed"_s);
        QCOMPARE(disabled.json()[u"operations"].toArray().size(), 2);
        QCOMPARE(m_cli->listedOnV2(m_v2)[u"enabled"].toBool(true), false);
        for (const QString &uuid : {m_v2, m_mtx}) {
            const QJsonObject row = m_cli->row(uuid); // without a poll of its own
            QCOMPARE(row[u"enabled"].toBool(true), false);
            QCOMPARE(row[u"status"].toString(), u"inactive"_s);
            QCOMPARE(row[u"drift"].toString(), u"none"_s);
        }
        QCOMPARE(m_cli->json({u"streams"_s, u"restart"_s, m_v2, u"--wait"_s}).code, 1); // it is switched off
        const Outcome enabled = m_cli->json({u"streams"_s, u"enable"_s, m_v2, m_mtx, u"--wait"_s});
        QVERIFY2(enabled.code == 0, enabled.all().constData());
        QTRY_COMPARE(m_cli->row(m_v2, true)[u"status"].toString(), u"active"_s);
        QTRY_COMPARE(m_cli->row(m_mtx, true)[u"status"].toString(), u"active"_s);
        QVERIFY(CliHarness::waitForAnotherSecond());
        const Outcome restarted = m_cli->json({u"streams"_s, u"restart"_s, m_v2, m_mtx, m_v2, u"--wait"_s});
        QVERIFY2(restarted.code == 0, restarted.all().constData());
        QCOMPARE(restarted.json()[u"operations"].toArray().size(), 2); // named twice, asked once
    }

    void audioIsSwitchedWhereTheServerCan()
    {
        const QString uuid = m_cli->uuidOf(u"Loading dock 3"_s, u"high"_s);
        QTRY_COMPARE(m_cli->row(uuid, true)[u"audio"].toBool(), true);
        const Outcome off = m_cli->json({u"streams"_s, u"audio"_s, uuid, u"off"_s, u"--wait"_s});
        QVERIFY2(off.code == 0, off.all().constData());
        QCOMPARE(m_cli->row(uuid)[u"audio"].toBool(true), false);
        QCOMPARE(m_cli->json({u"streams"_s, u"audio"_s, uuid, u"on"_s, u"--wait"_s}).code, 0);
        // It is told when the source has reconnected.
        QTRY_COMPARE(m_cli->row(uuid, true)[u"audio"].toBool(), true);
        const Outcome never = m_cli->json({u"streams"_s, u"audio"_s, uuid, m_mtx, u"off"_s, u"--wait"_s});
        QCOMPARE(never.code, 1);
        QVERIFY2(never.err.contains("Not provided"), never.err.constData());
        QCOMPARE(m_cli->row(uuid)[u"wantedAudio"].toBool(), true); // all or nothing
    }

    void anAddressIsChangedWithoutBeingSeen()
    {
        m_cli->addSecret("N3w-Pa55-word");
        const QByteArray address = "rtsp://admin:N3w-Pa55-word@10.64.0.55:554/Streaming/Channels/101";
        for (const QString &uuid : {m_v2, m_mtx}) {
            const Outcome edited = m_cli->json(
                {u"streams"_s, u"edit"_s, uuid, u"--address-stdin"_s, u"--wait"_s}, address + "\r\n");
            QVERIFY2(edited.code == 0, edited.all().constData());
            QCOMPARE(m_cli->row(uuid)[u"address"].toString(),
                     u"rtsp://•••@10.64.0.55:554/Streaming/Channels/101"_s);
        }
        QCOMPARE(m_cli->pathOnMediaMtx(u"cam-02/high"_s)[u"source"].toString().toUtf8(), address);
        const Outcome plain = m_cli->json(
            {u"streams"_s, u"edit"_s, m_v2, u"--address"_s, u"rtsp://10.64.0.56/x"_s, u"--wait"_s});
        QVERIFY2(plain.code == 0, plain.all().constData());
        QCOMPARE(m_cli->row(m_v2)[u"address"].toString(), u"rtsp://10.64.0.56/x"_s);
    }

    void deletingKeepsTheRecordingsUnlessToldOtherwise()
    {
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        QCOMPARE(m_cli->json({u"streams"_s, u"delete"_s, m_v2, u"--wait"_s}).code, 0);
        QCOMPARE(m_cli->json({u"streams"_s, u"delete"_s, low, u"--erase-recordings"_s, u"--wait"_s}).code, 0);
        QVERIFY(m_cli->listedOnV2(m_v2).isEmpty());
        const QStringList requests = requestsOf(u"ms-01"_s, u"DELETE"_s);
        QVERIFY2(!requests.filter(m_v2).isEmpty() &&
                     !requests.filter(m_v2).filter(u"erase_dvr=false"_s).isEmpty(),
                 qPrintable(requests.join(u' ')));
        QVERIFY2(!requests.filter(low).filter(u"erase_dvr=true"_s).isEmpty(),
                 qPrintable(requests.join(u' ')));
        QCOMPARE(m_cli->json({u"streams"_s, u"show"_s, m_v2}).code, 1);
        QCOMPARE(m_cli->json({u"cameras"_s, u"show"_s, u"Lobby"_s}).code, 1); // with its last stream
    }

    void withoutWaitTheProgramLeavesAsSoonAsTheServerHasTakenIt()
    {
        // The effect is a minute away: nobody has waited for it.
        QVERIFY(m_cli->fleet().control(u"/effects"_s, {{u"server"_s, u"ms-01"_s}, {u"delayMs"_s, 60'000}}));
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        const QList<QStringList> calls{{u"streams"_s, u"restart"_s, m_v2},
                                       {u"streams"_s, u"disable"_s, m_v2},
                                       {u"streams"_s, u"delete"_s, low}};
        for (const QStringList &call : calls) {
            const Outcome asked = m_cli->json(call);
            QVERIFY2(asked.code == 0, asked.all().constData());
            QCOMPARE(asked.json()[u"outcome"].toString(), u"asked"_s);
            QVERIFY(asked.json()[u"operations"][0][u"message"].toString().contains(u"not waited for"));
            QCOMPARE(openOperations(), QJsonArray());
        }
        QCOMPARE(m_cli->json({u"streams"_s, u"show"_s, low}).code, 1);
        QVERIFY(m_cli->fleet().control(u"/effects"_s, {{u"server"_s, u"ms-01"_s}, {u"delayMs"_s, 50}}));
    }

    void anUnknownUuidStopsEverything()
    {
        const QString unknown = u"e0e0e0e0-0000-4000-8000-000000000000"_s;
        const Outcome outcome = m_cli->json({u"streams"_s, u"disable"_s, m_v2, unknown, u"--wait"_s});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(unknown.toUtf8()), outcome.err.constData());
        QCOMPARE(m_cli->row(m_v2)[u"enabled"].toBool(), true);
        QCOMPARE(m_cli->json({u"streams"_s, u"show"_s, u"nobody"_s}).code, 1); // no UUID at all
    }

    void serversInTroubleGiveTheirExitCodes_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<bool>("waits");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("outcome");
        const auto writes = [](const QString &kind, QJsonObject more = {}) {
            more.insert(u"kind"_s, kind);
            more.insert(u"scope"_s, u"writes"_s);
            return more;
        };
        QTest::newRow("refuses") << writes(u"status"_s, {{u"status"_s, 403}}) << true << 1 << u"failed"_s;
        QTest::newRow("refuses, not waited")
            << writes(u"status"_s, {{u"status"_s, 400}}) << false << 1 << u"failed"_s;
        QTest::newRow("late") << writes(u"late"_s, {{u"delayMs"_s, 700}}) << true << 0 << u"confirmed"_s;
        QTest::newRow("hangs") << writes(u"hang"_s) << true << 3 << u"unconfirmed"_s;
        QTest::newRow("hangs, not waited") << writes(u"hang"_s) << false << 3 << u"unconfirmed"_s;
        QTest::newRow("hangs, but does it")
            << writes(u"hang"_s, {{u"effect"_s, true}}) << true << 0 << u"confirmed"_s;
        QTest::newRow("takes it and does nothing")
            << writes(u"garbage"_s, {{u"effect"_s, false}}) << true << 3 << u"unconfirmed"_s;
        QTest::newRow("port closed") << QJsonObject{{u"kind"_s, u"refuse"_s}} << true << 1 << u"failed"_s;
    }

    void serversInTroubleGiveTheirExitCodes()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(bool, waits);
        QFETCH(int, code);
        QFETCH(QString, outcome);
        QVERIFY(m_cli->fault(u"ms-01"_s, fault));
        // What ends well ends before its time: then there is enough for a busy machine to hear out what is
        // asked last.
        const int seconds = code == 0 ? 20 : 8;
        QStringList call{u"streams"_s, u"disable"_s, m_v2, u"--timeout"_s, QString::number(seconds)};
        if (waits)
            call.append(u"--wait"_s);
        QElapsedTimer clock;
        clock.start();
        const Outcome result = m_cli->json(call);
        QVERIFY2(clock.elapsed() < (seconds + 2) * 1000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY2(result.code == code, result.all().constData());
        QCOMPARE(outcomeOf(result), outcome);
        if (code != 0)
            QVERIFY(!result.json()[u"operations"][0][u"message"].toString().isEmpty());
        if (outcome == u"failed") {
            QCOMPARE(m_cli->row(m_v2)[u"enabled"].toBool(), true); // put back
            QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"none"_s}}));
            QCOMPARE(m_cli->listedOnV2(m_v2)[u"enabled"].toBool(), true);
        }
    }

    void someMayFailWhileOthersSucceed()
    {
        QVERIFY(m_cli->fault(u"ms-02"_s,
                             {{u"kind"_s, u"status"_s}, {u"status"_s, 401}, {u"scope"_s, u"writes"_s}}));
        const Outcome mixed = m_cli->json({u"streams"_s, u"disable"_s, m_v2, m_mtx, u"--wait"_s});
        QVERIFY2(mixed.code == 1, mixed.all().constData());
        QCOMPARE(mixed.json()[u"outcome"].toString(), u"mixed"_s);
        for (const QJsonValue &operation : mixed.json()[u"operations"].toArray())
            QCOMPARE(operation[u"outcome"].toString(),
                     operation[u"uuid"].toString() == m_v2 ? u"confirmed"_s : u"failed"_s);
    }

    void theJournalTellsWhoDidWhatStepByStep()
    {
        QCOMPARE(m_cli->json({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s}).code, 0);
        const QJsonArray listed =
            m_cli->json({u"operations"_s, u"list"_s, u"--stream"_s, m_v2, u"--limit"_s, u"1"_s})
                .json()
                .toArray();
        QCOMPARE(listed.size(), 1);
        const QJsonObject operation = listed[0].toObject();
        QCOMPARE(operation[u"kind"].toString(), u"disable"_s);
        QCOMPARE(operation[u"state"].toString(), u"confirmed"_s);
        QCOMPARE(operation[u"server"].toString(), u"ms-01"_s);
        QCOMPARE(operation[u"uuid"].toString(), m_v2);
        QVERIFY(operation[u"author"].toString().contains(u'@'));
        const Outcome shown = m_cli->json({u"operations"_s, u"show"_s, operation[u"id"].toString()});
        QStringList phases;
        for (const QJsonValue &event : shown.json()[u"events"].toArray())
            phases.append(event[u"phase"].toString());
        QCOMPARE(phases.first(), u"prepared"_s);
        QVERIFY(phases.contains(u"asked"_s));
        QCOMPARE(phases.last(), u"finished"_s);
        QVERIFY(m_cli->text({u"operations"_s, u"show"_s, operation[u"id"].toString()}).out.contains("ms-01"));
        QCOMPARE(m_cli->json({u"operations"_s, u"show"_s, m_v2}).code, 1);
    }

    void controlCEndsCleanly()
    {
        QVERIFY(m_cli->fleet().control(u"/effects"_s, {{u"server"_s, u"ms-01"_s}, {u"delayMs"_s, 60'000}}));
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s});
        QTRY_COMPARE_WITH_TIMEOUT(openOperations().at(0)[u"phase"].toString(), u"asked"_s, 20'000);
        QCOMPARE(::kill(pid_t(process->processId()), SIGINT), 0);
        const Outcome outcome = CliHarness::finish(*process);
        QVERIFY2(outcome.code == 130, outcome.all().constData());
        QCOMPARE(outcomeOf(outcome), u"unconfirmed"_s);
        QCOMPARE(openOperations(), QJsonArray());
        QVERIFY(m_cli->fleet().control(u"/effects"_s, {{u"server"_s, u"ms-01"_s}, {u"delayMs"_s, 50}}));
    }

    void whatADeadProgramLeftIsResumedOnlyWhenAsked()
    {
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"hang"_s}, {u"scope"_s, u"writes"_s}}));
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s});
        QTRY_COMPARE_WITH_TIMEOUT(openOperations().at(0)[u"phase"].toString(), u"asking"_s, 20'000);
        const QString id = openOperations().at(0)[u"id"].toString();
        // It lives: nobody takes it over, and nobody else may work on the stream.
        const Outcome nothing = m_cli->json({u"operations"_s, u"resume"_s});
        QVERIFY2(nothing.code == 0, nothing.all().constData());
        QCOMPARE(nothing.json()[u"outcome"].toString(), u"nothing"_s);
        const Outcome second = m_cli->json({u"streams"_s, u"enable"_s, m_v2, u"--wait"_s});
        QCOMPARE(second.code, 1);
        QVERIFY2(second.json()[u"operations"][0][u"message"].toString().contains(u"being worked on"),
                 second.all().constData());
        process->kill();
        QVERIFY(process->waitForFinished(10'000));
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"none"_s}}));
        QCOMPARE(openOperations().size(), 1);
        QCOMPARE(m_cli->row(m_v2)[u"pending"].toString(), u"disable"_s);
        QCOMPARE(m_cli->listedOnV2(m_v2)[u"enabled"].toBool(), true);
        const Outcome resumed = m_cli->json({u"operations"_s, u"resume"_s});
        QVERIFY2(resumed.code == 0, resumed.all().constData());
        QCOMPARE(resumed.json()[u"operations"][0][u"id"].toString(), id);
        QCOMPARE(outcomeOf(resumed), u"confirmed"_s);
        QCOMPARE(m_cli->listedOnV2(m_v2)[u"enabled"].toBool(true), false);
    }

    void whatControlCLeavesCanBeResumed()
    {
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"hang"_s}, {u"scope"_s, u"writes"_s}}));
        const auto process = m_cli->start({u"streams"_s, u"disable"_s, m_v2, u"--wait"_s});
        QTRY_COMPARE_WITH_TIMEOUT(openOperations().at(0)[u"phase"].toString(), u"asking"_s, 20'000);
        QCOMPARE(::kill(pid_t(process->processId()), SIGINT), 0);
        QByteArray said;
        const auto isStopping = [&] {
            said += process->readAllStandardError();
            return said.contains("Stopping");
        };
        QVERIFY(QTest::qWaitFor(isStopping, 20'000));
        QCOMPARE(::kill(pid_t(process->processId()), SIGINT), 0);
        const Outcome left = CliHarness::finish(*process);
        QVERIFY2(left.code == 130, left.all().constData());
        QCOMPARE(outcomeOf(left), u"unconfirmed"_s);
        QVERIFY2(left.out.contains("operations resume"), left.all().constData());
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"none"_s}}));
        QCOMPARE(openOperations().size(), 1);
        // Its address is sealed: a token that is lent is not enough, and nothing is spoilt by trying.
        QVERIFY(m_cli->row(m_v2)[u"address"].toString().contains(u"•••"_s));
        m_cli->setKey(CliHarness::Key::None);
        QCOMPARE(m_cli->json({u"operations"_s, u"resume"_s, u"--secret-env"_s, u"ms-01=CLI_TOKEN"_s}).code,
                 1);
        m_cli->setKey(CliHarness::Key::Keychain);
        QCOMPARE(openOperations().size(), 1);
        const Outcome resumed = m_cli->json({u"operations"_s, u"resume"_s});
        QVERIFY2(resumed.code == 0, resumed.all().constData());
        QCOMPARE(outcomeOf(resumed), u"confirmed"_s);
        QCOMPARE(openOperations(), QJsonArray());
    }

    void aTokenThatIsLentIsEnoughToResume()
    {
        m_cli->setKey(CliHarness::Key::None);
        const Outcome resumed =
            m_cli->json({u"operations"_s, u"resume"_s, u"--secret-env"_s, u"ms-01=CLI_TOKEN"_s});
        m_cli->setKey(CliHarness::Key::Keychain);
        QVERIFY2(resumed.code == 0, resumed.all().constData());
        QCOMPARE(resumed.json()[u"outcome"].toString(), u"nothing"_s);
    }

    void whatNeedsNoAddressIsResumedByTokensAlone_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::addColumn<QString>("lent");
        QTest::addColumn<bool>("isResumed");
        const QString token = u"ms-01=CLI_TOKEN"_s;
        QTest::newRow("restart") << QStringList{u"restart"_s} << token << true;
        QTest::newRow("delete") << QStringList{u"delete"_s} << token << true;
        QTest::newRow("disable") << QStringList{u"disable"_s} << token << false;
        QTest::newRow("restart, another server's token")
            << QStringList{u"restart"_s} << u"ms-02=CLI_PASSWORD"_s << false;
    }

    void whatNeedsNoAddressIsResumedByTokensAlone()
    {
        QFETCH(QStringList, call);
        QFETCH(QString, lent);
        QFETCH(bool, isResumed);
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"hang"_s}, {u"scope"_s, u"writes"_s}}));
        call.insert(1, m_v2);
        call.prepend(u"streams"_s);
        const auto process = m_cli->start(call + QStringList{u"--wait"_s});
        QTRY_COMPARE_WITH_TIMEOUT(openOperations().at(0)[u"phase"].toString(), u"asking"_s, 20'000);
        process->kill();
        QVERIFY(process->waitForFinished(10'000));
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"none"_s}}));
        QVERIFY(CliHarness::waitForAnotherSecond());
        m_cli->setKey(CliHarness::Key::None);
        const Outcome resumed = m_cli->json({u"operations"_s, u"resume"_s, u"--secret-env"_s, lent});
        m_cli->setKey(CliHarness::Key::Keychain);
        QVERIFY2(resumed.code == (isResumed ? 0 : 1), resumed.all().constData());
        QCOMPARE(openOperations().size(), isResumed ? 0 : 1);
        if (isResumed) {
            QCOMPARE(outcomeOf(resumed), u"confirmed"_s);
            return;
        }
        // Nothing is spoilt by trying.
        QVERIFY2(resumed.err.contains("cannot be unsealed"), resumed.all().constData());
        const Outcome whole = m_cli->json({u"operations"_s, u"resume"_s});
        QVERIFY2(whole.code == 0, whole.all().constData());
    }

    void aTimeoutIsKeptToTheSecond_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<int>("seconds");
        const QJsonObject writes{{u"kind"_s, u"hang"_s}, {u"scope"_s, u"writes"_s}};
        const QStringList disable{u"disable"_s};
        QTest::newRow("a request hangs, 2 s") << disable << writes << 2;
        QTest::newRow("a request hangs, 4 s") << disable << writes << 4;
        QTest::newRow("nothing answers") << disable << QJsonObject{{u"kind"_s, u"hang"_s}} << 3;
        QTest::newRow("refused and tried again") << disable << QJsonObject{{u"kind"_s, u"refuse"_s}} << 3;
        QTest::newRow("taken and not done")
            << disable
            << QJsonObject{{u"kind"_s, u"garbage"_s}, {u"scope"_s, u"writes"_s}, {u"effect"_s, false}} << 3;
    }

    void aTimeoutIsKeptToTheSecond()
    {
        QFETCH(QStringList, call);
        QFETCH(QJsonObject, fault);
        QFETCH(int, seconds);
        QVERIFY(m_cli->fault(u"ms-01"_s, fault));
        QElapsedTimer clock;
        clock.start();
        const Outcome outcome =
            m_cli->json(QStringList{u"streams"_s} + call +
                        QStringList{m_v2, u"--wait"_s, u"--timeout"_s, QString::number(seconds)});
        const qint64 tookMs = clock.elapsed();
        QVERIFY2(outcome.code != 0, outcome.all().constData());
        QVERIFY2(tookMs < seconds * 1'000 + 600, qPrintable(QString::number(tookMs)));
        QVERIFY2(tookMs > seconds * 500, qPrintable(QString::number(tookMs))); // and it is used
        QCOMPARE(openOperations(), QJsonArray());
    }

    void aTimeoutIsKeptWhereTheServerIsSilent()
    {
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"hang"_s}}));
        QElapsedTimer clock;
        clock.start();
        const Outcome outcome =
            m_cli->json({u"streams"_s, u"restart"_s, m_v2, u"--wait"_s, u"--timeout"_s, u"1.5"_s});
        QVERIFY2(outcome.code == 1 && outcome.err.contains("--timeout"), outcome.all().constData());
        QVERIFY2(clock.elapsed() < 3'000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(openOperations(), QJsonArray());
    }
};

QTEST_GUILESS_MAIN(CliActionsTest)
#include "tst_cliactions.moc"
