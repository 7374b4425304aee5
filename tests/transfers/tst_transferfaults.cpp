// Transfers under faults. The fleet's own time runs 20 times faster; its log of captures is the witness.
//
// | happens | how |
// |---|---|
// | refuse | the port is closed, or connections are dropped |
// | drop, cut, truncated, garbage, html | half an answer, none, or nonsense; commands may have had their
// effect | | hang | no answer; commands with and without their effect | | late | the answer after up to 600
// ms, where a console waits 400 | | status | 500, 503, 429, 409, 403 | | restart, outage | MediaMTX
// forgets what its API was told; media_server_v2 forgets nothing | | death of the console | at an exact step,
// or by SIGKILL some moment later; the next one resumes | | cancel | by the operator, at any step | | a
// second console | asks for the same transfer at the same time |
//
// | afterwards | |
// |---|---|
// | captures | every enabled stream by its registered main server alone, the others by nobody |
// | reserves | have their stream |
// | leftovers | no stream on any server that is neither registered nor an archive holder |
// | archive | every holder answers the ranges of what it captured |
// | at every moment | no enabled stream was captured by nobody because of us (CaptureWitness) |
//
// STREAMKEEPER_TEST_SEED repeats a run as far as the machine's pace allows; STREAMKEEPER_TEST_TRANSFERS says
// how many transfers it has (200).

#include "tests/transfers/RandomRun.h"
#include "tests/transfers/TransferConsole.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CaptureWitness;
using test::RandomRun;
using test::TransferField;

namespace {

constexpr int usualTransfers = 200;
constexpr int cameraCount = 15;
constexpr int recordedCount = 8;

int numberFrom(const char *variable, int usual)
{
    const int given = qEnvironmentVariableIntValue(variable);
    return given > 0 ? given : usual;
}

} // namespace

class TransferFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWitnessKnowsWhatIsOurs_data()
    {
        // Captures "server from until", outages the same, homes "since main reserve"; a 0 goes on.
        QTest::addColumn<QStringList>("captures");
        QTest::addColumn<QStringList>("outages");
        QTest::addColumn<QStringList>("homes");
        QTest::addColumn<QString>("verdict");
        const QStringList onOne{u"0 ms-01"_s};
        const QStringList moved{u"0 ms-01"_s, u"5000 ms-02"_s};
        const auto row = [](const char *name, const QStringList &captures, const QStringList &outages,
                            const QStringList &homes, const QString &verdict) {
            QTest::newRow(name) << captures << outages << homes << verdict;
        };
        row("one server", {u"ms-01 1000 0"_s}, {}, onOne, {});
        row("make before break", {u"ms-01 1000 5100"_s, u"ms-02 4900 0"_s}, {}, moved, {});
        row("break before make", {u"ms-01 1000 4800"_s, u"ms-02 4900 0"_s}, {}, moved, u"ours"_s);
        row("nobody goes on", {u"ms-01 1000 5100"_s}, {}, onOne, u"ours"_s);
        row("a short time is enough", {u"ms-01 1000 5000"_s, u"ms-02 5001 0"_s}, {}, moved, u"ours"_s);
        row("a capture that never had picture covers nothing",
            {u"ms-01 1000 4800"_s, u"ms-02 4700 4700"_s, u"ms-02 4900 0"_s}, {}, moved, u"ours"_s);
        row("the server went out", {u"ms-01 1000 5000"_s, u"ms-01 7000 0"_s}, {u"ms-01 5000 7000"_s}, onOne,
            u"theirs"_s);
        row("and did not capture when it was back", {u"ms-01 1000 5000"_s, u"ms-01 9000 0"_s},
            {u"ms-01 5000 7000"_s}, onOne, u"ours"_s);
        row("another server was out", {u"ms-01 1000 5000"_s, u"ms-01 7000 0"_s}, {u"ms-02 4000 8000"_s},
            onOne, u"ours"_s);
        row("its reserve takes over", {u"ms-01 1000 5000"_s, u"ms-02 5100 7000"_s, u"ms-01 7000 0"_s},
            {u"ms-01 5000 7000"_s}, {u"0 ms-01 ms-02"_s}, u"theirs"_s);
        row("its reserve does not", {u"ms-01 1000 5000"_s, u"ms-01 7000 0"_s}, {u"ms-01 5000 7000"_s},
            {u"0 ms-01 ms-02"_s}, u"ours"_s);
        row("the reserve is out too", {u"ms-01 1000 5000"_s, u"ms-01 7000 0"_s},
            {u"ms-01 5000 7000"_s, u"ms-02 4000 8000"_s}, {u"0 ms-01 ms-02"_s}, u"theirs"_s);
        row("the old server went out, the new one never began", {u"ms-01 1000 6000"_s}, {u"ms-01 6000 0"_s},
            moved, u"ours"_s);
        row("it forgot at its restart", {u"mtx-1 1000 5000"_s, u"mtx-1 9000 0"_s}, {u"mtx-1 5000 5001"_s},
            {u"0 mtx-1"_s}, u"theirs"_s);
        row("released long after the target forgot", {u"ms-01 1000 9000"_s, u"mtx-1 4900 6000"_s},
            {u"mtx-1 6000 6001"_s}, {u"0 ms-01"_s, u"5000 mtx-1"_s}, u"ours"_s);
        row("released as the target forgot", {u"ms-01 1000 6100"_s, u"mtx-1 4900 6000"_s},
            {u"mtx-1 6000 6001"_s}, {u"0 ms-01"_s, u"5000 mtx-1"_s}, u"theirs"_s);
        row("new settings in place of the main server",
            {u"ms-01 1000 5000"_s, u"ms-02 4000 6000"_s, u"ms-02 6015 9000"_s, u"ms-01 8000 0"_s},
            {u"ms-01 5000 8000"_s}, onOne, u"theirs"_s);
        row("new settings, and the main server is back before they work",
            {u"ms-01 1000 5000"_s, u"ms-02 4000 7995"_s, u"ms-02 8010 8010"_s, u"ms-01 8005 0"_s},
            {u"ms-01 5000 8005"_s}, onOne, u"theirs"_s);
        row("new settings of the main server", {u"ms-01 1000 5000"_s, u"ms-01 5015 0"_s}, {}, onOne,
            u"ours"_s);
        row("handed back to a server that was released", {u"ms-02 1000 6000 back"_s, u"ms-01 9000 0"_s},
            {u"ms-01 5000 5500"_s}, onOne, u"ours"_s);
        row("handed back while the new server is out", {u"ms-02 1000 6000 back"_s, u"ms-03 9000 0"_s},
            {u"ms-01 5000 6000"_s, u"ms-03 4000 9000"_s}, {u"0 ms-01"_s, u"3000 ms-03"_s}, u"theirs"_s);
        row("taken back while the source was out",
            {u"ms-01 1000 5000"_s, u"ms-02 4000 6000"_s, u"ms-01 8000 0"_s}, {u"ms-01 5000 8000"_s}, onOne,
            u"ours"_s);
    }

    void theWitnessKnowsWhatIsOurs()
    {
        QFETCH(QStringList, captures);
        QFETCH(QStringList, outages);
        QFETCH(QStringList, homes);
        QFETCH(QString, verdict);
        CaptureWitness witness;
        witness.untilMs = 10'000;
        witness.forgetful = {u"mtx-1"_s};
        const auto end = [](const QString &text) {
            return text.toLongLong() > 0 ? std::optional(text.toLongLong()) : std::nullopt;
        };
        for (const QString &line : captures) {
            const QStringList parts = line.split(u' ');
            witness.captures.push_back(
                {u"yard"_s, parts[0], u"camera"_s, parts[1].toLongLong(), end(parts[2]), parts.size() > 3});
        }
        for (const QString &line : outages) {
            const QStringList parts = line.split(u' ');
            witness.outages.push_back({parts[0], parts[1].toLongLong(), end(parts[2])});
        }
        std::vector<CaptureWitness::Home> named;
        for (const QString &line : homes) {
            const QStringList parts = line.split(u' ');
            named.push_back({parts[0].toLongLong(), parts[1], parts.value(2)});
        }
        QString found;
        for (const CaptureWitness::Gap &gap : witness.gapsOf(u"camera"_s, named)) {
            if (gap.isOurs)
                found = u"ours"_s;
            else if (found.isEmpty())
                found = u"theirs"_s;
        }
        QCOMPARE(found, verdict);
    }

    /// The whole chain notices what it is there to notice: captures, witness, and the judgement of a field.
    void aWrongOrderIsNoticed_data()
    {
        QTest::addColumn<bool>("releasesFirst");
        QTest::newRow("configure, then release") << false;
        QTest::newRow("release, then configure") << true;
    }

    void aWrongOrderIsNoticed()
    {
        QFETCH(bool, releasesFirst);
        TransferField field;
        QVERIFY(field.start(2, 0, 2, 0));
        QVERIFY(field.startConsole());
        const TransferField::KnownStream stream = *field.anyOn(u"ms-01"_s);
        const QString name = field.fleet().camera(1)[u"high"_s][u"uid"_s].toString();
        const auto isCaptured = [&](const QString &server) {
            for (const CaptureWitness::Capture &capture : field.witness().openOf(stream.source)) {
                if (capture.server == server && capture.beginMs <= QDateTime::currentMSecsSinceEpoch())
                    return true;
            }
            return false;
        };
        const auto release = [&] {
            const auto answer =
                field.fleet().call(0, u"/api/streams/%1/?erase_dvr=false"_s.arg(name), "DELETE");
            return answer.status == 200 && QTest::qWaitFor([&] { return !isCaptured(u"ms-01"_s); });
        };
        const auto configure = [&] {
            const QJsonObject body{{u"stream-url"_s, u"rtsp://"_s + stream.source},
                                   {u"stream-access"_s, u"public"_s},
                                   {u"stream-whitelist"_s, QJsonArray()},
                                   {u"primary-node"_s, u"ms-02"_s},
                                   {u"secondary-node"_s, QString()},
                                   {u"dvr-enable"_s, false},
                                   {u"dvr-archive"_s, u"/archive"_s},
                                   {u"dvr-duration"_s, 3600},
                                   {u"dvr-chunk"_s, 60},
                                   {u"dvr-capacity"_s, 0}};
            const auto answer = field.fleet().call(1, u"/api/streams/%1/"_s.arg(name), "POST",
                                                   QJsonDocument(body).toJson(QJsonDocument::Compact));
            return answer.status == 200 && QTest::qWaitFor([&] { return isCaptured(u"ms-02"_s); });
        };
        QVERIFY(isCaptured(u"ms-01"_s));
        QVERIFY(releasesFirst ? release() && configure() : configure() && release());
        const QStringList gaps = field.ourGaps();
        QCOMPARE(gaps.size(), releasesFirst ? 1 : 0);
        QVERIFY2(gaps.isEmpty() || gaps.first().contains(stream.id), qPrintable(gaps.join(u'\n')));
    }

    void aTargetThatHangsIsNoLoss_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<QString>("end");
        const QJsonObject hang{{u"kind"_s, u"hang"_s}, {u"scope"_s, u"writes"_s}};
        QJsonObject done = hang;
        done[u"effect"_s] = true;
        QJsonObject once = hang;
        once[u"count"_s] = 1;
        QTest::newRow("it does what it never answers") << done << u"confirmed"_s;
        QTest::newRow("it does nothing") << hang << u"failed"_s;
        QTest::newRow("once") << once << u"confirmed"_s;
    }

    void aTargetThatHangsIsNoLoss()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(QString, end);
        TransferField field;
        QVERIFY(startSmall(field));
        QVERIFY(field.fault(u"ms-02"_s, fault));
        const QJsonObject last = field.runOrder(0, order(field, u"ms-01"_s, u"ms-02"_s));
        QVERIFY2(last[u"end"_s].toString() == end, qPrintable(last[u"message"_s].toString()));
        verifyAll(field);
    }

    /// The program dies right after the registry names the new server; something happens to that server
    /// before the next one starts.
    void deathBetweenSwitchAndRelease_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("meanwhile");
        QTest::newRow("nothing happens") << u"ms-02"_s << QString();
        QTest::newRow("the target is down") << u"ms-02"_s << u"stop"_s;
        QTest::newRow("the target has forgotten") << u"ms-04"_s << u"restart"_s;
    }

    void deathBetweenSwitchAndRelease()
    {
        QFETCH(QString, to);
        QFETCH(QString, meanwhile);
        TransferField field;
        QVERIFY(startSmall(field));
        QJsonObject dying = order(field, u"ms-01"_s, to);
        dying[u"dieSwitched"_s] = true;
        const QString id = dying[u"stream"_s].toString();
        field.tell(0, dying);
        QVERIFY(QTest::qWaitFor([&] { return !field.isRunning(0); }, 120'000));
        if (!meanwhile.isEmpty())
            QVERIFY(field.control(to, meanwhile));
        QVERIFY(field.startConsole());
        const auto ended = field.waitForLine([&](const TransferField::Line &line) {
            return line.text[u"stream"_s].toString() == id && line.text.contains(u"end"_s);
        });
        QVERIFY(ended);
        if (meanwhile == u"stop") {
            QCOMPARE(ended->text[u"end"_s].toString(), u"unconfirmed"_s);
            const auto open = field.witness().openOf(field.streamOf(id)->source);
            QCOMPARE(int(open.size()), 1);
            QCOMPARE(open.front().server, u"ms-01"_s);
        }
        verifyAll(field);
    }

    /// Going back would stop the only capture.
    void theSourceDiesWhileATransferIsTakenBack()
    {
        TransferField field;
        QVERIFY(startSmall(field));
        QJsonObject dying = order(field, u"ms-01"_s, u"ms-02"_s);
        const QString id = dying[u"stream"_s].toString();
        const QString source = field.streamOf(id)->source;
        constexpr int whenItIsConfigured = 5;
        dying[u"dieAtStep"_s] = whenItIsConfigured;
        field.tell(0, dying);
        QVERIFY(QTest::qWaitFor([&] { return !field.isRunning(0); }, 120'000));
        QVERIFY(QTest::qWaitFor([&] { return field.witness().openOf(source).size() == 2; }));
        QVERIFY(field.control(u"ms-01"_s, u"stop"_s));
        QVERIFY(field.startConsole());
        QVERIFY(field.waitForLine([&](const TransferField::Line &line) {
            return line.text[u"stream"_s].toString() == id && line.text.contains(u"end"_s);
        }));
        const auto open = field.witness().openOf(source);
        QCOMPARE(int(open.size()), 1);
        QCOMPARE(open.front().server, u"ms-02"_s);
        verifyAll(field);
    }

    /// A server restarts at each step of a transfer.
    void aRestartAtEachStep_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("restarted");
        QTest::newRow("the source") << u"ms-01"_s << u"ms-02"_s << u"ms-01"_s;
        QTest::newRow("a source that forgets") << u"ms-04"_s << u"ms-02"_s << u"ms-04"_s;
        QTest::newRow("the target") << u"ms-01"_s << u"ms-02"_s << u"ms-02"_s;
        QTest::newRow("a target that forgets") << u"ms-01"_s << u"ms-04"_s << u"ms-04"_s;
    }

    void aRestartAtEachStep()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, restarted);
        TransferField field;
        QVERIFY(field.start(4, 1, 24, 24));
        QVERIFY(field.startConsole() && field.waitForPolls());
        std::vector<TransferField::KnownStream> streams = field.streams();
        std::erase_if(streams, [&](const TransferField::KnownStream &stream) { return stream.home != from; });
        int atStep = 1;
        for (const TransferField::KnownStream &stream : streams) {
            field.note(u"restart at step %1"_s.arg(atStep), stream.id);
            field.tell(0, {{u"order"_s, atStep}, {u"stream"_s, stream.id}, {u"to"_s, to}});
            const auto reached = field.waitForLine([&](const TransferField::Line &line) {
                return line.text[u"order"_s].toInt() == atStep &&
                       (line.text[u"step"_s].toInt() == atStep || line.text.contains(u"end"_s));
            });
            QVERIFY(reached);
            QVERIFY(field.control(restarted, u"restart"_s));
            if (!reached->text.contains(u"end"_s)) {
                QVERIFY(field.waitForLine([&](const TransferField::Line &line) {
                    return line.text[u"order"_s].toInt() == atStep && line.text.contains(u"end"_s);
                }));
            }
            ++atStep;
        }
        QVERIFY(atStep > 10);
        verifyAll(field);
    }

    void twoConsolesDoNotMoveOneStream()
    {
        TransferField field;
        QVERIFY(startSmall(field));
        QVERIFY(field.startConsole(1) && field.waitForPolls(1));
        const QJsonObject first = order(field, u"ms-01"_s, u"ms-02"_s);
        QJsonObject second = first;
        second[u"to"_s] = u"ms-03"_s;
        field.tell(0, first);
        field.tell(1, second);
        std::array<QString, 2> ends;
        QVERIFY(field.waitForLine([&](const TransferField::Line &line) {
            if (line.text.contains(u"end"_s))
                ends[size_t(line.console)] = line.text[u"end"_s].toString();
            return !ends[0].isEmpty() && !ends[1].isEmpty();
        }));
        QCOMPARE(std::ranges::count(ends, u"confirmed"_s), 1);
        QCOMPARE(std::ranges::count(ends, u"refused"_s), 1);
        verifyAll(field);
    }

    void randomTransfersUnderFaults()
    {
        bool isGiven = false;
        const quint32 given = qEnvironmentVariable("STREAMKEEPER_TEST_SEED").toUInt(&isGiven);
        const quint32 seed = isGiven ? given : std::random_device()();
        const int transfers = numberFrom("STREAMKEEPER_TEST_TRANSFERS", usualTransfers);
        qInfo("STREAMKEEPER_TEST_SEED=%u, %d transfers", seed, transfers);
        TransferField field;
        QVERIFY(field.start(RandomRun::servers, RandomRun::mediaMtx, cameraCount, recordedCount, true));
        QVERIFY(field.startConsole(0) && field.startConsole(1));
        RandomRun run(field, seed, transfers);
        const bool isOver = run.run();
        for (const auto &[outcome, count] : run.outcomes)
            qInfo("%6d %s", count, qPrintable(outcome));
        qInfo("%6d faults, %d restarts, %d deaths of the console", run.faults, run.restarts, run.deaths);
        QVERIFY(isOver);
        QStringList problems = field.settle();
        problems += field.ourGaps(); // of the time until everything had settled
        qInfo("%6d gaps that are not ours", field.excusedGaps());
        for (const QString &problem : std::as_const(problems))
            std::fprintf(stderr, "%s\n", qPrintable(problem)); // too long for a message
        QVERIFY2(problems.isEmpty(),
                 qPrintable(u"%1 problems, STREAMKEEPER_TEST_SEED=%2"_s.arg(problems.size()).arg(seed)));
        // Or else nothing was tried.
        QVERIFY(run.outcomes[u"confirmed"_s] * 4 > transfers);
        QVERIFY(run.faults * 10 > transfers && run.restarts * 20 > transfers && run.deaths > 0);
    }

private:
    /// ms-01 to ms-03, and the MediaMTX ms-04; everything is recorded where that is possible.
    [[nodiscard]] static bool startSmall(TransferField &field)
    {
        return field.start(4, 1, 4, 4) && field.startConsole() && field.waitForPolls();
    }

    [[nodiscard]] static QJsonObject order(TransferField &field, const QString &from, const QString &to)
    {
        return {{u"order"_s, 1}, {u"stream"_s, field.anyOn(from)->id}, {u"to"_s, to}};
    }

    static void verifyAll(TransferField &field)
    {
        QStringList problems = field.settle();
        problems += field.ourGaps(); // of the time until everything had settled
        for (const QString &problem : std::as_const(problems))
            std::fprintf(stderr, "%s\n", qPrintable(problem)); // too long for a message
        QVERIFY(problems.isEmpty());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--console")
        return test::TransferConsole(app.arguments().value(2)).run();
    TransferFaultsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_transferfaults.moc"
