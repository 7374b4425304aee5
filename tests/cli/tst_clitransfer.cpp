#include "tests/cli/CliHarness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Transfers on the command line against the fleet: ms-01, ms-02 and ms-03 speak media_server_v2, ms-04 is a
/// MediaMTX. Each of the first three captures one camera with real video.
class CliTransferTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_first;  ///< streams of high quality on ms-01
    QString m_second; ///< and on ms-02

    [[nodiscard]] QJsonValue done(const QStringList &arguments)
    {
        const Outcome outcome = m_cli->json(arguments);
        if (outcome.code != 0)
            qWarning("%s", outcome.all().constData());
        return outcome.code == 0 ? outcome.json() : QJsonValue(QJsonValue::Undefined);
    }
    /// Refused with this exit code and a sentence in which the words occur; nothing on standard output.
    [[nodiscard]] bool isRefused(const QStringList &arguments, int code, const QByteArrayList &words)
    {
        const Outcome outcome = m_cli->json(arguments);
        bool isRight = outcome.code == code;
        for (const QByteArray &word : words)
            isRight = isRight && outcome.err.contains(word);
        if (!isRight)
            qWarning("%s", outcome.all().constData());
        return isRight;
    }
    [[nodiscard]] static QStringList moved(const QString &uuid, const QStringList &more = {})
    {
        return QStringList{u"transfer"_s, u"run"_s, uuid} + more;
    }
    [[nodiscard]] QString mainServerOf(const QString &uuid)
    {
        return m_cli->row(uuid)[u"mainServer"].toString();
    }
    [[nodiscard]] bool server(const QString &name, const QString &action)
    {
        return m_cli->fleet().control(u"/server"_s, {{u"server"_s, name}, {u"action"_s, action}});
    }
    /// A server's own word: it has the stream, and captures it.
    [[nodiscard]] bool captures(int number, const QString &name)
    {
        return m_cli->listedOnV2(name, number)[u"status"].toString() == u"active";
    }
    /// Moves the first stream to ms-02, and stops a server of the fleet as soon as ms-02 has it.
    [[nodiscard]] Outcome movedWhileStopping(const QString &name, const QString &stopped,
                                             const QStringList &more = {})
    {
        const auto process = m_cli->start(moved(m_first, QStringList{u"--to"_s, u"ms-02"_s} + more));
        const auto isThere = [&] { return !m_cli->listedOnV2(name, 1).isEmpty(); };
        if (!QTest::qWaitFor(isThere, 20'000) || !server(stopped, u"stop"_s))
            qWarning("ms-02 was not given the stream, or %s does not stop", qPrintable(stopped));
        return CliHarness::finish(*process);
    }
    /// What is offered for adoption on a server.
    [[nodiscard]] QStringList offered(const QString &onServer)
    {
        QStringList names;
        for (const QJsonValue &stream : done({u"servers"_s, u"adopt"_s, onServer})[u"adoptable"].toArray())
            names.append(stream[u"remoteName"].toString());
        return names;
    }
    void makeCluster(const QString &name, const QString &main, const QString &additional)
    {
        QVERIFY(done({u"clusters"_s, u"add"_s, name, u"--main"_s, main, u"--additional"_s, additional})
                    .isObject());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(3, 1));
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        const QJsonArray rows = done({u"streams"_s, u"list"_s, u"--poll"_s}).toArray();
        for (const QJsonValue &row : rows) {
            if (row[u"quality"].toString() != u"high")
                continue;
            if (row[u"mainServer"].toString() == u"ms-01")
                m_first = row[u"uuid"].toString();
            if (row[u"mainServer"].toString() == u"ms-02")
                m_second = row[u"uuid"].toString();
        }
        QVERIFY(!m_first.isEmpty() && !m_second.isEmpty());
    }
    void init() { QVERIFY(m_cli->takeRegistry()); }
    void cleanup()
    {
        QCOMPARE(m_cli->json({u"operations"_s, u"list"_s, u"--open"_s}).json().toArray(), QJsonArray());
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
    }
    void cleanupTestCase() { m_cli.reset(); }

    void aStreamIsMovedToANamedServerAndLockedThere()
    {
        const QString name = m_cli->row(m_first)[u"remoteName"].toString();
        const QJsonValue answer = done(moved(m_first, {u"--to"_s, u"ms-02"_s, u"--wait"_s}));
        QCOMPARE(answer[u"outcome"].toString(), u"confirmed"_s);
        const QJsonValue operation = answer[u"operations"][0];
        QCOMPARE(operation[u"kind"].toString(), u"transfer"_s);
        QVERIFY2(operation[u"message"].toString().contains(u"ap"), // "No gap", or a bound of it
                 qPrintable(operation[u"message"].toString()));
        const QJsonValue place = answer[u"places"][0];
        QCOMPARE(place[u"uuid"].toString(), m_first);
        QCOMPARE(place[u"from"].toString(), u"ms-01"_s);
        QCOMPARE(place[u"main"].toString(), u"ms-02"_s);
        QVERIFY(place[u"additional"].isNull());
        QCOMPARE(place[u"state"].toString(), u"main_found"_s);
        QVERIFY(place[u"scope"].isUndefined()); // nothing was searched
        QCOMPARE(mainServerOf(m_first), u"ms-02"_s);
        QCOMPARE(m_cli->listedOnV2(name, 1)[u"status"].toString(), u"active"_s);
        // Locked now, for all that; and what stands in the way of one stops all.
        QVERIFY(isRefused(moved(m_first), 1, {"Transferred at", "can be moved again in 60 min"}));
        QVERIFY(isRefused({u"transfer"_s, u"run"_s, m_second, m_first}, 1, {"can be moved again"}));
        QCOMPARE(mainServerOf(m_second), u"ms-02"_s);
        // Without a lock it may go at once, and back to where it came from.
        QVERIFY(done({u"transfer"_s, u"settings"_s, u"--lock"_s, u"0"_s}).isObject());
        QCOMPARE(done(moved(m_first, {u"--to"_s, u"ms-01"_s}))[u"outcome"].toString(), u"confirmed"_s);
        QCOMPARE(mainServerOf(m_first), u"ms-01"_s);
    }

    void theSearchChoosesForSeveralAtOnce()
    {
        const QJsonValue search = done({u"transfer"_s, u"search"_s, m_first});
        QCOMPARE(search[u"state"].toString(), u"main_found"_s);
        const Outcome outcome = m_cli->json({u"transfer"_s, u"run"_s, m_first, m_second, m_first});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        const QJsonValue answer = outcome.json();
        QCOMPARE(answer[u"operations"].toArray().size(), 2); // named twice, moved once
        QCOMPARE(answer[u"places"].toArray().size(), 2);
        QCOMPARE(answer[u"places"][0][u"scope"].toString(), search[u"scope"].toString());
        for (int i = 0; i < 2; ++i) {
            const QJsonValue place = answer[u"places"][i];
            QVERIFY(place[u"main"].toString() != place[u"from"].toString());
            QCOMPARE(mainServerOf(place[u"uuid"].toString()), place[u"main"].toString());
        }
    }

    void aPickedClusterTurnsReservationOn()
    {
        makeCluster(u"North"_s, u"ms-02"_s, u"ms-03"_s);
        const Outcome outcome = m_cli->json(moved(m_first, {u"--cluster"_s, u"North"_s}));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY2(outcome.err.contains("with this cluster it will be"), outcome.err.constData());
        QCOMPARE(outcome.json()[u"places"][0][u"cluster"].toString(), u"North"_s);
        const QJsonObject row = m_cli->row(m_first);
        QCOMPARE(row[u"mainServer"].toString(), u"ms-02"_s);
        QCOMPARE(row[u"additionalServer"].toString(), u"ms-03"_s);
        // Reserved now: a named server outside of clusters takes the reserve away, and that is said.
        QVERIFY(done({u"transfer"_s, u"settings"_s, u"--lock"_s, u"0"_s}).isObject());
        const Outcome out = m_cli->json(moved(m_first, {u"--to"_s, u"ms-01"_s}));
        QVERIFY2(out.code == 0, out.all().constData());
        QVERIFY2(out.err.contains("loses its reserve"), out.err.constData());
        QCOMPARE(out.json()[u"places"][0][u"state"].toString(), u"additional_not_found"_s);
        QVERIFY(m_cli->row(m_first)[u"additionalServer"].isNull());
    }

    void aReservedStreamGetsAReserveBesideTheNamedServer()
    {
        makeCluster(u"North"_s, u"ms-02"_s, u"ms-03"_s);
        QVERIFY(done({u"transfer"_s, u"settings"_s, u"--lock"_s, u"0"_s}).isObject());
        QVERIFY(done(moved(m_first, {u"--cluster"_s, u"North"_s})).isObject());
        // Its additional server may become the main one; the former main one is left then, and none remains.
        const Outcome outcome = m_cli->json(moved(m_first, {u"--to"_s, u"ms-03"_s}));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        const QJsonObject row = m_cli->row(m_first);
        QCOMPARE(row[u"mainServer"].toString(), u"ms-03"_s);
        QVERIFY(row[u"additionalServer"].isNull());
        QVERIFY(outcome.err.contains("loses its reserve"));
    }

    void whatStandsInTheWayIsSaid()
    {
        QVERIFY(isRefused(moved(m_first, {u"--to"_s, u"ms-01"_s}), 1, {"ms-01", "has the stream now"}));
        QVERIFY(done({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--active"_s, u"off"_s, u"--streams-limit"_s,
                      u"1"_s, u"--no-probe"_s})
                    .isObject());
        QVERIFY(isRefused(moved(m_first, {u"--to"_s, u"ms-02"_s}), 1,
                          {"takes no new streams", "limit of streams reached"}));
        QVERIFY(m_cli->fault(u"ms-03"_s, {{u"kind"_s, u"refuse"_s}}));
        QVERIFY(isRefused(moved(m_first, {u"--to"_s, u"ms-03"_s}), 1, {"cannot be asked now"}));
        makeCluster(u"North"_s, u"ms-02"_s, u"ms-03"_s);
        QVERIFY(isRefused(moved(m_first, {u"--cluster"_s, u"North"_s}), 1,
                          {"No server fits", "ms-02", "ms-03: cannot be asked now"}));
        QCOMPARE(mainServerOf(m_first), u"ms-01"_s);
        QCOMPARE(m_cli->json({u"operations"_s, u"list"_s}).json()[0][u"kind"].toString(), u"add_cluster"_s);
    }

    void wrongUsageIsToldFromFailure()
    {
        QVERIFY(
            isRefused(moved(m_first, {u"--to"_s, u"ms-02"_s, u"--cluster"_s, u"North"_s}), 2, {"not both"}));
        QVERIFY(isRefused(moved(u"nonsense"_s), 1, {"no camera"}));
        QVERIFY(isRefused(moved(u"69a2820c-60d4-53eb-b3eb-000000000000"_s), 1, {"There is no stream"}));
        QVERIFY(isRefused(moved(m_first, {u"--to"_s, u"nowhere"_s}), 1, {"nowhere"}));
        QVERIFY(isRefused(moved(m_first, {u"--cluster"_s, u"nowhere"_s}), 1, {"no cluster"}));
    }

    void aTargetWithoutPictureLeavesTheStreamWhereItIs()
    {
        // The camera of the first stream sends nothing any more, so no server can show its picture.
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, 1}, {u"action"_s, u"off"_s}}));
        const Outcome outcome = m_cli->json(moved(m_first, {u"--to"_s, u"ms-02"_s, u"--timeout"_s, u"3"_s}));
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, 1}, {u"action"_s, u"on"_s}}));
        QVERIFY2(outcome.code == 1, outcome.all().constData());
        const QJsonValue operation = outcome.json()[u"operations"][0];
        QCOMPARE(operation[u"outcome"].toString(), u"failed"_s);
        QVERIFY2(operation[u"message"].toString().contains(u"stays where it was"),
                 qPrintable(operation[u"message"].toString()));
        QCOMPARE(mainServerOf(m_first), u"ms-01"_s);
        // A failure locks nothing.
        QVERIFY(done({u"streams"_s, u"show"_s, m_first}).isObject());
        QCOMPARE(done({u"transfer"_s, u"search"_s, m_first})[u"state"].toString(), u"main_found"_s);
    }

    void whatAStoppedServerKeepsIsSettledWhenItAnswers_data()
    {
        QTest::addColumn<QString>("stopped");
        QTest::addColumn<int>("number");
        QTest::addColumn<QStringList>("settling");
        const QStringList poll{u"streams"_s, u"list"_s, u"--poll"_s};
        const QStringList resume{u"operations"_s, u"resume"_s};
        QTest::newRow("source, poll") << u"ms-01"_s << 0 << poll;
        QTest::newRow("source, resume") << u"ms-01"_s << 0 << resume;
        QTest::newRow("target, poll") << u"ms-02"_s << 1 << poll;
        QTest::newRow("target, resume") << u"ms-02"_s << 1 << resume;
    }

    void whatAStoppedServerKeepsIsSettledWhenItAnswers()
    {
        QFETCH(QString, stopped);
        QFETCH(int, number);
        QFETCH(QStringList, settling);
        const QString name = m_cli->row(m_first)[u"remoteName"].toString();
        const bool isSource = number == 0;
        const Outcome outcome =
            movedWhileStopping(name, stopped, isSource ? QStringList() : QStringList{u"--timeout"_s, u"4"_s});
        const QString message = outcome.json()[u"operations"][0][u"message"].toString();
        QVERIFY2(message.contains(u"as soon as it answers"), outcome.all().constData());
        QCOMPARE(mainServerOf(m_first), isSource ? u"ms-02"_s : u"ms-01"_s);
        QVERIFY(server(stopped, u"start"_s));
        const int other = 1 - number;
        QTRY_VERIFY_WITH_TIMEOUT(captures(number, name) && captures(other, name), 20'000);
        QVERIFY(!offered(stopped).contains(name));
        const Outcome settled = m_cli->json(settling);
        QVERIFY2(settled.code == 0, settled.all().constData());
        QVERIFY2(settled.err.contains("which a transfer had left there"), settled.err.constData());
        // Nothing is recorded in this fleet, so that there is nothing to keep.
        QTRY_VERIFY_WITH_TIMEOUT(m_cli->listedOnV2(name, number).isEmpty(), 5'000);
        QVERIFY(captures(other, name));
        // Nothing is left to do, and nobody's.
        const Outcome again = m_cli->json(settling);
        QVERIFY2(again.code == 0 && !again.err.contains("which a transfer"), again.all().constData());
        QCOMPARE(done({u"streams"_s, u"list"_s, u"--drift"_s, u"unmanaged"_s}).toArray(), QJsonArray());
        QVERIFY(!offered(stopped).contains(name));
    }

    void aCameraSaysThatItTakesOneViewer()
    {
        const QString camera = m_cli->row(m_first)[u"camera"].toString();
        QCOMPARE(done({u"cameras"_s, u"show"_s, camera})[u"singleSession"].toBool(true), false);
        QCOMPARE(done({u"cameras"_s, u"edit"_s, camera, u"--single-session"_s, u"on"_s})[u"singleSession"]
                     .toBool(),
                 true);
        QCOMPARE(done({u"cameras"_s, u"show"_s, camera})[u"singleSession"].toBool(), true);
        QVERIFY(m_cli->text({u"cameras"_s, u"show"_s, camera}).out.contains("singleSession"));
        QVERIFY(m_cli->run({u"--registry"_s, m_cli->registry(), u"cameras"_s, u"export"_s})
                    .out.contains("single_session"));
    }
};

QTEST_GUILESS_MAIN(CliTransferTest)
#include "tst_clitransfer.moc"
