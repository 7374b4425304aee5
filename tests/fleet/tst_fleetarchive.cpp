#include "tests/fleet/FleetProcess.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#include <gst/gst.h>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::FleetProcess;
using Answer = FleetProcess::Answer;

namespace {
constexpr int patienceMs = 15'000;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}
} // namespace

/// What the servers of the fleet record, and who captures in a cluster and after a transfer.
class FleetArchiveTest : public QObject
{
    Q_OBJECT

    // ms-01 to ms-03: media_server_v2, ms-04: MediaMTX. Camera 1: ms-01, live.
    FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};

    [[nodiscard]] QJsonObject body(const QString &address, const QString &main, const QString &reserve = {})
    {
        return {{u"stream-url"_s, address},
                {u"stream-access"_s, u"public"_s},
                {u"stream-whitelist"_s, QJsonArray()},
                {u"primary-node"_s, main},
                {u"secondary-node"_s, reserve},
                {u"dvr-enable"_s, true},
                {u"dvr-archive"_s, u"/archive"_s},
                {u"dvr-duration"_s, 3600},
                {u"dvr-chunk"_s, 60},
                {u"dvr-capacity"_s, 0}};
    }
    [[nodiscard]] QString liveAddress() { return m_fleet.camera(1)[u"high"_s][u"url"_s].toString(); }
    [[nodiscard]] QString syntheticAddress() { return m_fleet.camera(2)[u"high"_s][u"url"_s].toString(); }
    [[nodiscard]] bool write(int server, const QString &uid, const QJsonObject &body)
    {
        return m_fleet.call(server, u"/api/streams/%1/"_s.arg(uid), "POST", compact(body)).status == 200;
    }
    [[nodiscard]] QJsonArray ranges(int server, const QString &uid)
    {
        return m_fleet.call(server, u"/api/streams/%1/ranges/"_s.arg(uid)).json()[u"ranges"_s].toArray();
    }
    [[nodiscard]] QJsonObject listed(int server, const QString &uid)
    {
        return m_fleet.call(server, u"/api/streams/"_s).json()[uid].toObject();
    }
    [[nodiscard]] QString status(int server, const QString &uid)
    {
        return listed(server, uid)[u"status"_s].toString();
    }
    [[nodiscard]] bool control(const QString &path, const QJsonObject &body)
    {
        return m_fleet.control(path, body);
    }
    [[nodiscard]] QJsonObject firstRange(int server, const QString &uid)
    {
        const QJsonArray all = ranges(server, uid);
        return all.isEmpty() ? QJsonObject() : all.first().toObject();
    }
    [[nodiscard]] bool hasRecorded(int server, const QString &uid, int seconds, qsizetype count = 1)
    {
        const QJsonArray all = ranges(server, uid);
        return all.size() == count && all.last()[u"duration"_s].toInt() >= seconds;
    }

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        QVERIFY(m_fleet.start({u"--servers"_s, u"4"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"4"_s,
                               u"--live"_s, u"1"_s, u"--tls"_s, u"none"_s, u"--reconnect-ms"_s, u"200"_s,
                               u"--effect-ms"_s, u"20"_s},
                              12'000));
    }

    void cleanup()
    {
        for (int i = 0; i < 3; ++i) {
            const QString name = m_fleet.server(i)[u"name"_s].toString();
            m_fleet.forgetConnections();
            QVERIFY(control(u"/server"_s,
                            {{u"server"_s, name}, {u"action"_s, u"restart"_s}, {u"loseState"_s, true}}));
        }
    }

    void realVideoIsRecordedWithItsGaps()
    {
        QVERIFY(write(0, u"live-1"_s, body(liveAddress(), u"ms-01"_s)));
        const qint64 begun = QDateTime::currentSecsSinceEpoch();
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(0, u"live-1"_s, 2), patienceMs);
        QVERIFY(qAbs(firstRange(0, u"live-1"_s)[u"from"_s].toInteger() - begun) <= 3);
        QVERIFY(control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"off"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(status(0, u"live-1"_s), u"inactive"_s, patienceMs);
        QVERIFY(control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"on"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(0, u"live-1"_s, 1, 2), patienceMs);
        const QJsonArray both = ranges(0, u"live-1"_s);
        QVERIFY(both[1][u"from"_s].toInteger() > both[0][u"end"_s].toInteger());
        const QJsonObject dvr = m_fleet.call(0, u"/api/streams/live-1/"_s).json()[u"dvr"_s].toObject();
        QCOMPARE(dvr[u"ranges_count"_s].toInt(), 2);
        QCOMPARE(dvr[u"record_from"_s], both[0][u"from"_s]);
        // Deleted, it keeps its recordings, unless they are erased with it.
        QCOMPARE(m_fleet.call(0, u"/api/streams/live-1/?erase_dvr=false"_s, "DELETE").status, 200);
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/live-1/ranges/"_s).status, 404);
        QVERIFY(write(0, u"live-1"_s, body(liveAddress(), u"ms-01"_s)));
        QTRY_COMPARE(firstRange(0, u"live-1"_s), both[0].toObject());
        QCOMPARE(m_fleet.call(0, u"/api/streams/live-1/?erase_dvr=true"_s, "DELETE").status, 200);
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/live-1/ranges/"_s).status, 404);
        QVERIFY(write(0, u"live-1"_s, body(liveAddress(), u"ms-01"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!ranges(0, u"live-1"_s).isEmpty(), patienceMs);
        QVERIFY(firstRange(0, u"live-1"_s)[u"from"_s].toInteger() > both[1][u"from"_s].toInteger());
    }

    void aDamagedIndexIsHealedByReloading_data()
    {
        QTest::addColumn<bool>("isLive");
        QTest::newRow("real video") << true;
        QTest::newRow("synthetic") << false;
    }

    void aDamagedIndexIsHealedByReloading()
    {
        QFETCH(bool, isLive);
        const QString uid = isLive ? u"heal-1"_s : u"heal-2"_s;
        QVERIFY(write(0, uid, body(isLive ? liveAddress() : syntheticAddress(), u"ms-01"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(0, uid, 3), patienceMs);
        const qint64 from = firstRange(0, uid)[u"from"_s].toInteger();
        QVERIFY(
            control(u"/archive"_s, {{u"server"_s, u"ms-01"_s}, {u"uid"_s, uid}, {u"action"_s, u"forget"_s}}));
        QVERIFY(firstRange(0, uid)[u"from"_s].toInteger() != from);
        QCOMPARE(
            m_fleet.call(0, u"/api/streams/%1/reconfigure/"_s.arg(uid), "PUT", compact({{u"reload"_s, true}}))
                .status,
            200);
        QTRY_COMPARE(firstRange(0, uid)[u"from"_s].toInteger(), from);
    }

    void theReserveCapturesWhileTheMainServerIsOut()
    {
        const QJsonObject shared = body(liveAddress(), u"ms-01"_s, u"ms-02"_s);
        QVERIFY(write(0, u"pair"_s, shared));
        QVERIFY(write(1, u"pair"_s, shared));
        QTRY_COMPARE_WITH_TIMEOUT(status(0, u"pair"_s), u"active"_s, patienceMs);
        QCOMPARE(status(1, u"pair"_s), u"inactive"_s);
        QCOMPARE(listed(1, u"pair"_s)[u"type"_s].toString(), u"secondary"_s);
        QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(status(1, u"pair"_s), u"active"_s, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(1, u"pair"_s, 1), patienceMs);
        QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
        m_fleet.forgetConnections();
        QTRY_COMPARE_WITH_TIMEOUT(status(0, u"pair"_s), u"active"_s, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(status(1, u"pair"_s), u"inactive"_s, patienceMs);
        QVERIFY(!ranges(1, u"pair"_s).isEmpty()); // what it recorded meanwhile is there
    }

    void aTransferMovesTheCaptureAndLeavesTheRecordings()
    {
        const QString uid = u"moved"_s;
        QVERIFY(write(0, uid, body(liveAddress(), u"ms-01"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(0, uid, 1), patienceMs);
        const auto transfer = [&](const QJsonObject &wanted) {
            return m_fleet.call(0, u"/api/streams/moved/transfer/"_s, "POST", compact(wanted)).status;
        };
        const QJsonObject wanted{{u"current_primary"_s, u"ms-01"_s},
                                 {u"current_secondary"_s, QJsonArray()},
                                 {u"target_primary"_s, u"ms-03"_s},
                                 {u"target_secondary"_s, QJsonArray{u"ms-02"_s}},
                                 {u"is_save_current"_s, true}};
        QCOMPARE(transfer(wanted), 409); // the targets do not have it yet
        QCOMPARE(transfer({{u"target_primary"_s, 3}}), 400);
        QCOMPARE(transfer({{u"target"_s, u"ms-03"_s}}), 400);
        for (const int target : {1, 2}) {
            QVERIFY(write(target, uid, body(liveAddress(), u"ms-03"_s, u"ms-02"_s)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(status(2, uid), u"active"_s, patienceMs);
        QCOMPARE(status(0, uid), u"active"_s);
        QCOMPARE(transfer(wanted), 200);
        QTRY_COMPARE_WITH_TIMEOUT(status(0, uid), u"inactive"_s, patienceMs);
        QCOMPARE(listed(0, uid)[u"type"_s].toString(), u"secondary"_s);
        QCOMPARE(status(2, uid), u"active"_s);
        QCOMPARE(status(1, uid), u"inactive"_s);
        const QJsonArray kept = ranges(0, uid);
        QVERIFY(!kept.isEmpty());
        // A holder captures nothing, even when the main server is out; the reserve does.
        QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-03"_s}, {u"action"_s, u"stop"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(status(1, uid), u"active"_s, patienceMs);
        QCOMPARE(status(0, uid), u"inactive"_s);
        QCOMPARE(ranges(0, uid), kept);
        QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-03"_s}, {u"action"_s, u"start"_s}}));
        m_fleet.forgetConnections();
        // The witness saw no moment without a capture.
        QList<std::pair<qint64, qint64>> spans;
        const QJsonArray entries =
            QJsonDocument::fromJson(m_fleet.control("GET", u"/captures"_s).body).array();
        for (const QJsonValue &entry : entries) {
            if (entry[u"uid"_s].toString() == uid) {
                const qint64 end = entry[u"endMs"_s].toInteger(QDateTime::currentMSecsSinceEpoch());
                spans.append({entry[u"beginMs"_s].toInteger(), end});
                QVERIFY(!entry[u"source"_s].toString().contains(u'@'));
            }
        }
        QVERIFY(spans.size() >= 3);
        QVERIFY(spans[1].first <= spans[0].second);
    }

    void mediaMtxRecordsListsAndErases()
    {
        const QString name = u"yard/high"_s;
        const QJsonObject path{
            {u"source"_s, liveAddress()}, {u"rtspTransport"_s, u"tcp"_s}, {u"record"_s, true}};
        QCOMPARE(m_fleet.call(3, u"/v3/config/paths/add/"_s + name, "POST", compact(path)).status, 200);
        const auto segments = [&] {
            return m_fleet.call(3, u"/v3/recordings/get/"_s + name).json()[u"segments"_s].toArray();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!segments().isEmpty(), patienceMs);
        const QJsonObject config = m_fleet.call(3, u"/v3/config/global/get"_s).json();
        QCOMPARE(config[u"playback"_s].toBool(), true);
        const QString port = config[u"playbackAddress"_s].toString().section(u':', -1);
        const QJsonObject server = m_fleet.server(3);
        const QString login = server[u"user"_s].toString() + u':' + server[u"password"_s].toString();
        const QString list = u"http://%1@127.0.0.1:%2/list?path="_s.arg(login, port);
        const auto listing = [&] { return QJsonDocument::fromJson(m_fleet.fetch(list + name).body).array(); };
        QTRY_VERIFY_WITH_TIMEOUT(!listing().isEmpty() && listing()[0][u"duration"_s].toDouble() > 1.5,
                                 patienceMs);
        QCOMPARE(listing()[0][u"start"_s], segments()[0][u"start"_s]);
        QCOMPARE(m_fleet.fetch(list + u"nope"_s).status, 400);
        // A file begins with exactly the start that was told, and a microsecond earlier is no time of it, but
        // that nothing at all is recorded before.
        const QString told = listing()[0][u"start"_s].toString();
        QVERIFY2(told.section(u'.', 1).section(u'+', 0, 0).size() > 3, qPrintable(told));
        QVERIFY(told.endsWith(u"+03:00"));
        const QString get = u"http://%1@127.0.0.1:%2/get?path=%3&duration=1&start="_s.arg(login, port, name);
        const auto statusFrom = [&](const QString &begin) {
            return m_fleet.fetch(get + QString::fromLatin1(QUrl::toPercentEncoding(begin))).status;
        };
        QCOMPARE(statusFrom(told), 200);
        QCOMPARE(m_fleet.fetch(get + told).status, 400);
        // A holder: nothing is pulled, the recordings stay.
        const QJsonObject holder{
            {u"source"_s, u"publisher"_s}, {u"sourceOnDemand"_s, false}, {u"record"_s, false}};
        QCOMPARE(m_fleet.call(3, u"/v3/config/paths/patch/"_s + name, "PATCH", compact(holder)).status, 200);
        QTRY_VERIFY(!m_fleet.call(3, u"/v3/paths/get/"_s + name).json()[u"ready"_s].toBool());
        const QString start =
            QString::fromLatin1(QUrl::toPercentEncoding(segments()[0][u"start"_s].toString()));
        const QString erase = u"/v3/recordings/deletesegment?path=%1&start="_s.arg(name);
        QCOMPARE(m_fleet.call(3, erase + u"yesterday"_s, "DELETE").status, 400);
        QCOMPARE(m_fleet.call(3, erase + start, "DELETE").status, 200);
        QCOMPARE(m_fleet.call(3, erase + start, "DELETE").status, 400);
        QVERIFY(segments().isEmpty());
        QCOMPARE(m_fleet.fetch(list + name).status, 404);
    }
};

QTEST_GUILESS_MAIN(FleetArchiveTest)
#include "tst_fleetarchive.moc"
