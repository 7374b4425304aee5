#include "tests/cli/CliHarness.h"
#include "tests/player/VideoFile.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using test::iso;
using test::VideoFile;
using Outcome = CliHarness::Outcome;

namespace {

constexpr qint64 second = 1'000;
constexpr int patience = 60'000;
constexpr int periodCount = 4;
/// How far the clocks may be apart for the console, and how long a picture takes to be recorded.
constexpr qint64 toleranceMs = 2 * second;

qint64 msOf(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

} // namespace

/// What a MediaMTX has recorded with gaps: its playback server refuses every moment in them, to the
/// microsecond.
class CliGapsTest : public QObject
{
    Q_OBJECT

    struct Period
    {
        QString start; ///< as the server tells it
        qint64 fromMs = 0;
        qint64 untilMs = 0;
    };

    std::unique_ptr<CliHarness> m_cli;
    QString m_name; ///< of the stream on its server
    QString m_uuid;
    QList<Period> m_periods;
    QList<qint64> m_recorded; ///< the times in all their pictures

    [[nodiscard]] QString playback() const
    {
        const QJsonObject config = m_cli->fleet().call(0, u"/v3/config/global/get"_s).json();
        const QJsonObject server = m_cli->fleet().server(0);
        return u"http://%1:%2@127.0.0.1:%3"_s.arg(server[u"user"].toString(), server[u"password"].toString(),
                                                  config[u"playbackAddress"].toString().section(u':', -1));
    }
    [[nodiscard]] QList<Period> listed() const
    {
        const auto answer = m_cli->fleet().fetch(playback() + u"/list?path="_s + m_name);
        QList<Period> periods;
        for (const QJsonValue &entry : QJsonDocument::fromJson(answer.body).array()) {
            const QString start = entry[u"start"].toString();
            const qint64 fromMs = msOf(entry[u"start"]);
            periods << Period{start, fromMs, fromMs + qint64(entry[u"duration"].toDouble() * 1000)};
        }
        return periods;
    }
    [[nodiscard]] static QString encoded(const QString &start)
    {
        return QString::fromLatin1(QUrl::toPercentEncoding(start));
    }
    [[nodiscard]] int statusFrom(const QString &start) const
    {
        return m_cli->fleet()
            .fetch(u"%1/get?path=%2&duration=2&start=%3"_s.arg(playback(), m_name, encoded(start)))
            .status;
    }
    [[nodiscard]] bool record(bool isOn)
    {
        const QByteArray body = isOn ? R"({"record":true})" : R"({"record":false})";
        return m_cli->fleet().call(0, u"/v3/config/paths/patch/"_s + m_name, "PATCH", body).status == 200;
    }
    [[nodiscard]] bool makePeriod(qsizetype number)
    {
        const auto isLong = [&] {
            const QList<Period> all = listed();
            return all.size() == number && all.last().untilMs - all.last().fromMs >= 3 * second;
        };
        if (!record(true) || !QTest::qWaitFor(isLong, patience) || !record(false))
            return false;
        // A gap, not an interruption that is passed over.
        const auto isGap = [&] {
            return QDateTime::currentMSecsSinceEpoch() > listed().last().untilMs + 3 * second;
        };
        return QTest::qWaitFor(isGap, patience);
    }
    /// The times in the pictures of a period, fetched whole.
    [[nodiscard]] QList<qint64> picturesOf(const Period &period) const
    {
        const auto answer = m_cli->fleet().fetch(u"%1/get?path=%2&duration=60&format=mp4&start=%3"_s.arg(
            playback(), m_name, encoded(period.start)));
        QFile file(m_cli->path(u"period.mp4"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(answer.body) != answer.body.size())
            return {};
        file.close();
        return timesIn(file.fileName());
    }
    [[nodiscard]] static QList<qint64> timesIn(const QString &fileName)
    {
        QList<qint64> times;
        for (const auto &picture : VideoFile::read(fileName, QDateTime::currentMSecsSinceEpoch()).pictures)
            times << picture.utcMs;
        return times;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(0, 1, {u"--tls"_s, u"none"_s}));
        m_name = m_cli->fleet().camera(1)[u"high"][u"remoteName"].toString();
        for (int number = 1; number <= periodCount; ++number)
            QVERIFY(makePeriod(number));
        m_periods = listed();
        for (const Period &period : m_periods)
            m_recorded += picturesOf(period);
        QVERIFY(m_cli->makeRegistry());
        m_uuid = m_cli->uuidOf(m_name.section(u'/', 0, 0), u"high"_s);
        QVERIFY(!m_uuid.isEmpty());
    }
    void cleanupTestCase() { m_cli.reset(); }

    void theServerIsStrict()
    {
        for (qsizetype i = 1; i < m_periods.size(); ++i) {
            const QString start = m_periods[i].start;
            QCOMPARE(statusFrom(start), 200);
            // Cut to milliseconds it is in the gap.
            const qsizetype point = start.indexOf(u'.');
            QCOMPARE(statusFrom(start.left(point + 4) + u"+03:00"_s), 404);
            QCOMPARE(statusFrom(iso(m_periods[i - 1].untilMs + 1500)), 404);
        }
    }

    void everyExportOverGapsIsWhole_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("until");
        QRandomGenerator random(11);
        const auto between = [&random](qint64 from, qint64 until) {
            return from + qint64(random.bounded(double(until - from)));
        };
        for (int i = 0; i < 10; ++i) {
            const qsizetype gap = 1 + i % (m_periods.size() - 1);
            // From inside of a period, from a gap, and from the very first and last moments.
            const Period &before = m_periods[gap - 1];
            const Period &after = m_periods[gap];
            const QList<qint64> begins{between(before.fromMs, before.untilMs),
                                       between(before.untilMs, after.fromMs), before.fromMs - 1, after.fromMs,
                                       before.untilMs - 1};
            QTest::addRow("export %d", i)
                << begins[i % begins.size()] << between(after.fromMs + second, m_periods.last().untilMs);
        }
    }
    void everyExportOverGapsIsWhole()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, until);
        const QString fileName = m_cli->path(u"gaps.mp4"_s);
        const Outcome outcome = m_cli->json({u"archive"_s, u"export"_s, m_uuid, fileName, u"--from"_s,
                                             iso(from), u"--to"_s, iso(until), u"--replace"_s});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        // Every picture that the server has, once.
        const QList<qint64> times = timesIn(fileName);
        QVERIFY(!times.isEmpty());
        const qsizetype begin = m_recorded.indexOf(times.first());
        QVERIFY(begin >= 0);
        QCOMPARE(times, m_recorded.mid(begin, times.size()));
        // From the key frame before the moment on, or from where recording goes on, until the end.
        const auto isLater = [&](qint64 time) { return time > from + toleranceMs; };
        const auto later = std::ranges::find_if(m_recorded, isLater);
        QVERIFY(times.first() <= *later);
        const auto isBehind = [&](qint64 time) { return time > until - toleranceMs; };
        const auto behind = std::ranges::find_if(m_recorded, isBehind);
        QVERIFY(behind == m_recorded.end() || times.last() >= *std::prev(behind));
    }
};

QTEST_GUILESS_MAIN(CliGapsTest)
#include "tst_cligaps.moc"
