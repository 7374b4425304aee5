#include "tests/cli/CliHarness.h"
#include "tests/player/VideoFile.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using test::iso;
using test::VideoFile;
using Outcome = CliHarness::Outcome;

namespace {

constexpr qint64 second = 1'000;

} // namespace

/// Exports on the command line, of real video that the fleet records.
class CliArchiveTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_stream; ///< that is recorded

    [[nodiscard]] QString fileName() const { return m_folder->filePath(u"yard.mp4"_s); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    /// What the servers have recorded of a stream, read anew.
    [[nodiscard]] QPair<qint64, qint64> recorded(const QString &uuid)
    {
        (void)m_cli->json({u"archive"_s, u"update"_s, uuid});
        const QJsonArray periods =
            m_cli->json({u"archive"_s, u"ranges"_s, uuid}).json()[u"periods"].toArray();
        if (periods.isEmpty())
            return {0, 0};
        const auto ms = [](const QJsonValue &text) {
            return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
        };
        return {ms(periods.first()[u"fromAt"]), ms(periods.last()[u"untilAt"])};
    }
    [[nodiscard]] Outcome exported(const QString &uuid, const QString &from, const QString &to,
                                   const QStringList &more = {})
    {
        return m_cli->json(
            QStringList{u"archive"_s, u"export"_s, uuid, fileName(), u"--from"_s, from, u"--to"_s, to} +
            more);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(2, 0, {u"--record"_s, u"1"_s}));
        QVERIFY(m_cli->makeRegistry());
        QVERIFY(m_cli->takeRegistry());
        const QJsonArray rows = m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s}).json().toArray();
        for (const QJsonValue &row : rows) {
            const QJsonValue seen = m_cli->json({u"streams"_s, u"show"_s, row[u"uuid"].toString()}).json();
            if (row[u"quality"].toString() == u"high" && seen[u"recording"].toBool())
                m_stream = row[u"uuid"].toString();
        }
        QVERIFY(!m_stream.isEmpty());
    }
    void init()
    {
        QVERIFY(m_cli->takeRegistry());
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanupTestCase() { m_cli.reset(); }

    void aPeriodIsWritten()
    {
        const QString uuid = m_stream;
        QPair<qint64, qint64> span;
        const auto isLong = [&] {
            span = recorded(uuid);
            return span.second - span.first >= 12 * second;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isLong(), 60'000);
        const qint64 from = span.first + 3 * second;
        const qint64 to = from + 6 * second;
        const Outcome outcome = exported(uuid, iso(from), iso(to));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.json()[u"file"].toString(), fileName());
        QCOMPARE(outcome.json()[u"bytes"].toInteger(), QFileInfo(fileName()).size());
        QCOMPARE(outcome.json()[u"recordedSeconds"].toDouble(), 6.0);
        QCOMPARE(files(), QStringList{u"yard.mp4"_s});
        const VideoFile file = VideoFile::read(fileName(), from);
        QVERIFY2(file.failure.isEmpty(), qPrintable(file.failure));
        QVERIFY(!file.pictures.isEmpty());
        QVERIFY2(std::llabs(file.pictures.first().utcMs - from) <= 2 * second,
                 qPrintable(QString::number(file.pictures.first().utcMs - from)));
        QVERIFY(std::llabs(file.pictures.last().utcMs - to) <= 2 * second);
        // A file that is there is kept, unless it is said otherwise.
        const Outcome kept = exported(uuid, iso(from), iso(to));
        QCOMPARE(kept.code, 1);
        QVERIFY2(kept.err.contains("exists already"), kept.all().constData());
        QVERIFY(exported(uuid, iso(from), iso(to), {u"--replace"_s}).code == 0);
        QCOMPARE(m_cli->findSecret(), QString());
    }

    void badInputIsRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const QString now = iso(QDateTime::currentMSecsSinceEpoch());
        const QString early = u"2001-01-01T00:00:00Z"_s;
        QTest::newRow("no times") << QString() << QString() << 2 << QByteArray("--from");
        QTest::newRow("no time") << u"tomorrow"_s << now << 2 << QByteArray("ISO 8601");
        QTest::newRow("the other way round") << now << early << 1 << QByteArray("later than the beginning");
        QTest::newRow("too long") << early << now << 1 << QByteArray("24 hours");
        QTest::newRow("nothing recorded")
            << early << u"2001-01-01T00:10:00Z"_s << 1 << QByteArray("Nothing is recorded");
    }
    void badInputIsRefused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        QStringList arguments{u"archive"_s, u"export"_s, m_stream, fileName()};
        if (!from.isEmpty())
            arguments += {u"--from"_s, from, u"--to"_s, to};
        const Outcome outcome = m_cli->json(arguments);
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.err.contains(says), outcome.all().constData());
        QVERIFY(files().isEmpty());
    }

    void aFolderThatIsNotThereIsSaid()
    {
        const auto span = recorded(m_stream);
        const Outcome outcome =
            m_cli->json({u"archive"_s, u"export"_s, m_stream, m_folder->filePath(u"no/yard.mp4"_s),
                         u"--from"_s, iso(span.first), u"--to"_s, iso(span.first + 2 * second)});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("There is no folder"), outcome.all().constData());
    }

    /// The last one: the stream is elsewhere then, and its first server is off.
    void oneDeadServerDoesNotKeepWhatOthersHold()
    {
        QVERIFY(m_cli->json({u"transfer"_s, u"run"_s, m_stream, u"--to"_s, u"ms-02"_s}).code == 0);
        const qint64 change = QDateTime::currentMSecsSinceEpoch();
        QPair<qint64, qint64> span;
        const auto isLong = [&] {
            span = recorded(m_stream);
            return span.second >= change + 8 * second;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isLong(), 60'000);
        const QString from = iso(std::max(span.first, change - 20 * second));
        const QString to = iso(change + 6 * second);
        const Outcome whole = exported(m_stream, from, to);
        QVERIFY2(whole.code == 0, whole.all().constData());
        QCOMPARE(whole.json()[u"gaps"].toInt(-1), 0);
        QCOMPARE(whole.json()[u"skipped"].toArray(), QJsonArray());
        // Over the hand-over no picture comes twice, and none from before.
        const VideoFile file = VideoFile::read(fileName(), change);
        for (qsizetype i = 1; i < file.pictures.size(); ++i)
            QVERIFY(file.pictures[i].utcMs > file.pictures[i - 1].utcMs);
        QVERIFY(m_cli->fleet().control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
        const Outcome failed = exported(m_stream, from, to, {u"--replace"_s});
        QVERIFY2(failed.code == 1, failed.all().constData());
        QVERIFY2(failed.err.contains("--skip-unreachable"), failed.all().constData());
        const Outcome rest = exported(m_stream, from, to, {u"--replace"_s, u"--skip-unreachable"_s});
        QVERIFY2(rest.code == 0, rest.all().constData());
        QCOMPARE(rest.json()[u"skipped"].toArray(), QJsonArray{u"ms-01"_s});
        QVERIFY2(rest.err.contains("ms-01 does not answer"), rest.err.constData());
        QCOMPARE(rest.json()[u"gaps"].toInt(), 1);
        QVERIFY(rest.json()[u"gapSeconds"].toDouble() > 2);
        QCOMPARE(files(), QStringList{u"yard.mp4"_s});
    }
};

QTEST_GUILESS_MAIN(CliArchiveTest)
#include "tst_cliarchive.moc"
