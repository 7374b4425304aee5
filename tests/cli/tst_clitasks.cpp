#include "tests/cli/CliHarness.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// The everyday tasks of docs/command-line.md, run as they stand there, one after the other.
class CliTasksTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QStringList m_tasks;

    /// The blocks of the document, by the number of their heading.
    [[nodiscard]] static QStringList readTasks()
    {
        QFile file(QStringLiteral(STREAMKEEPER_TASKS));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList tasks;
        bool isInside = false;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (line.startsWith(u"### "))
                tasks.append(QString());
            else if (line.startsWith(u"```"))
                isInside = line == u"```sh";
            else if (isInside && !tasks.isEmpty())
                tasks.last() += line + u'\n';
        }
        return tasks;
    }

    [[nodiscard]] Outcome run(int number)
    {
        QProcess bash;
        bash.setProcessEnvironment(m_cli->environment());
        bash.setWorkingDirectory(m_cli->path(u"."_s));
        const QString shell = u"sk() { '%1' \"$@\"; }\n"_s.arg(QStringLiteral(STREAMKEEPER_CLI_PROGRAM));
        bash.start(u"bash"_s, {u"--norc"_s, u"-euo"_s, u"pipefail"_s, u"-c"_s, shell + m_tasks[number - 1]});
        bash.closeWriteChannel();
        return CliHarness::finish(bash, 180'000);
    }

    [[nodiscard]] QJsonObject stream(const QString &name)
    {
        return m_cli->json({u"streams"_s, u"show"_s, name, u"--poll"_s}).json().toObject();
    }

    void setPeriod()
    {
        const auto hasRecorded = [&] {
            (void)m_cli->json({u"archive"_s, u"update"_s, u"Lobby/high"_s});
            const QJsonObject found =
                m_cli->json({u"archive"_s, u"ranges"_s, u"Lobby/high"_s}).json().toObject();
            const QJsonValue period = found[u"periods"].toArray().last(); // the first ended with a restart
            const QDateTime from = QDateTime::fromString(period[u"fromAt"].toString(), Qt::ISODateWithMs);
            const QDateTime until = QDateTime::fromString(period[u"untilAt"].toString(), Qt::ISODateWithMs);
            m_cli->setVariable(u"FROM"_s, test::iso(from.toMSecsSinceEpoch() + 1000));
            m_cli->setVariable(u"TO"_s, test::iso(from.toMSecsSinceEpoch() + 4000));
            return from.isValid() && (!until.isValid() || from.secsTo(until) >= 5);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(), 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_tasks = readTasks();
        QCOMPARE(m_tasks.size(), 10);
        for (const QString &task : std::as_const(m_tasks))
            QVERIFY(task.contains(u"sk "_s));
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(2, 1, {u"--record"_s, u"1"_s}));
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        m_cli->setVariable(u"STREAMKEEPER_REGISTRY"_s, m_cli->registry());
        m_cli->setVariable(u"SECONDS_TO_WATCH"_s, u"12"_s);
        m_cli->setVariable(u"CAMERA_ADDRESS"_s, m_cli->fleet().camera(2)[u"low"][u"url"].toString());
        setPeriod();
    }

    void cleanupTestCase() { m_cli.reset(); }
    void cleanup() { QCOMPARE(m_cli->findSecret(), QString()); }

    void whatIsNotWell()
    {
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"off"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(stream(u"Lobby/high"_s)[u"status"].toString(), u"inactive"_s, 20'000);
        const Outcome told = run(1);
        QVERIFY2(told.code == 0 && told.out.contains("Lobby"), told.all().constData());
        const Outcome restarted = run(2);
        QVERIFY2(restarted.code == 0 && restarted.out.contains("restart"), restarted.all().constData());
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"on"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(stream(u"Lobby/high"_s)[u"status"].toString(), u"active"_s, 20'000);
    }

    void aPeriodIsSaved()
    {
        const Outcome outcome = run(9);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY(QFileInfo(m_cli->path(u"lobby.mp4"_s)).size() > 10'000);
    }

    void aLinkIsMade()
    {
        const Outcome outcome = run(4);
        QVERIFY2(outcome.code == 0 && outcome.out.contains("http"), outcome.all().constData());
        QVERIFY2(outcome.out.contains("Police, case 17"), outcome.all().constData());
    }

    void aStreamIsMoved()
    {
        const Outcome outcome = run(3);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(stream(u"Lobby/high"_s)[u"mainServer"].toString(), u"ms-02"_s);
    }

    void theMostWatchedAreTold()
    {
        const Outcome outcome = run(5);
        QVERIFY2(outcome.code == 0 && outcome.out.contains("CLIENTS"), outcome.all().constData());
    }

    void aCameraIsAddedAndChangedInASpreadsheet()
    {
        const Outcome added = run(6);
        QVERIFY2(added.code == 0, added.all().constData());
        QTRY_COMPARE_WITH_TIMEOUT(stream(u"Yard gate/high"_s)[u"status"].toString(), u"active"_s, 20'000);
        const Outcome changed = run(7);
        QVERIFY2(changed.code == 0, changed.all().constData());
        QCOMPARE(m_cli->json({u"cameras"_s, u"show"_s, u"Yard gate"_s}).json()[u"location"].toString(),
                 u"Southern yard"_s);
        QVERIFY(QFileInfo(m_cli->path(u"streams.csv"_s)).size() > 500);
    }

    void whatOthersChangedIsPutBack()
    {
        const QString uid = stream(u"Lobby/low"_s)[u"remoteName"].toString();
        QVERIFY(m_cli->fleet().control(u"/stream"_s,
                                       {{u"uid"_s, uid}, {u"set"_s, QJsonObject{{u"enabled"_s, false}}}}));
        QCOMPARE(stream(u"Lobby/low"_s)[u"drift"].toString(), u"different"_s);
        const Outcome outcome = run(8);
        QVERIFY2(outcome.code == 0 && outcome.out.contains("confirmed"), outcome.all().constData());
        QCOMPARE(stream(u"Lobby/low"_s)[u"drift"].toString(), u"none"_s);
    }

    void whatIsLostIsHeardOf()
    {
        QTimer::singleShot(3000, this, [&] { // the watch has begun, or finds it so
            (void)m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, u"2"_s}, {u"action"_s, u"off"_s}});
        });
        const Outcome outcome = run(10);
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QFile log(m_cli->path(u"lost.log"_s));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains("Yard gate"));
        QVERIFY2(outcome.out.contains("push"), outcome.all().constData()); // the journal of all that
    }
};

QTEST_GUILESS_MAIN(CliTasksTest)
#include "tst_clitasks.moc"
