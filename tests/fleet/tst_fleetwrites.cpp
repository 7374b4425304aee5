#include "tests/fleet/FleetProcess.h"
#include "tests/fleet/FrameReader.h"
#include "tests/fleet/RtspProbe.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <gst/gst.h>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::FleetProcess;
using fleet::FrameReader;
using fleet::rtspProbe::describe;
using Place = FleetProcess::TokenPlace;
using Answer = FleetProcess::Answer;

namespace {
constexpr int Server = 1; // ms-02, HTTP

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}
} // namespace

/// What the fleet's media_server_v2 does when it is told to change, seen from outside.
class FleetWritesTest : public QObject
{
    Q_OBJECT

    // Camera 1: ms-01 (HTTPS); 2: ms-02; 3: ms-01, with sound; 4: ms-02, synthetic.
    std::unique_ptr<FleetProcess> m_fleet;

    [[nodiscard]] QJsonObject fullBody(int camera = 1)
    {
        return {{u"stream-url"_s, m_fleet->camera(camera)[u"high"_s][u"url"_s]},
                {u"stream-tracks"_s, QJsonArray{u"video"_s, u"audio"_s}},
                {u"stream-proto"_s, QJsonArray{u"rtsp"_s, u"hls"_s}},
                {u"stream-enable"_s, true},
                {u"stream-access"_s, u"public"_s},
                {u"stream-whitelist"_s, QJsonArray()},
                {u"stream-name"_s, u"Ворота <1>"_s},
                {u"camera-uid"_s, m_fleet->camera(camera)[u"uid"_s]},
                {u"dvr-enable"_s, false},
                {u"dvr-archive"_s, u"/archive"_s},
                {u"dvr-duration"_s, 86'400},
                {u"dvr-chunk"_s, 60},
                {u"dvr-capacity"_s, 0}};
    }
    [[nodiscard]] Answer post(const QString &uid, const QJsonObject &body)
    {
        return m_fleet->call(Server, u"/api/streams/%1/"_s.arg(uid), "POST", compact(body));
    }
    [[nodiscard]] Answer put(const QString &uid, const QString &method, const QJsonObject &body = {})
    {
        return m_fleet->call(Server, u"/api/streams/%1/%2"_s.arg(uid, method), "PUT", compact(body));
    }
    [[nodiscard]] Answer erase(const QString &uid, const QString &query = u"?erase_dvr=false"_s)
    {
        return m_fleet->call(Server, u"/api/streams/%1/%2"_s.arg(uid, query), "DELETE");
    }
    [[nodiscard]] QJsonObject listed(const QString &uid)
    {
        return m_fleet->call(Server, u"/api/streams/"_s).json()[uid].toObject();
    }
    [[nodiscard]] QJsonObject info(const QString &uid)
    {
        return m_fleet->call(Server, u"/api/streams/%1/"_s.arg(uid)).json();
    }
    [[nodiscard]] QString status(const QString &uid) { return listed(uid)[u"status"_s].toString(); }
    [[nodiscard]] QString rtsp(const QString &uid)
    {
        return u"rtsp://127.0.0.1:%1/live/%2/"_s.arg(m_fleet->server(Server)[u"rtspPort"_s].toInt()).arg(uid);
    }
    [[nodiscard]] bool fault(QJsonObject fault)
    {
        fault.insert(u"server"_s, u"ms-02"_s);
        return m_fleet->control(u"/fault"_s, fault);
    }
    [[nodiscard]] bool setEffectDelay(int milliseconds)
    {
        return m_fleet->control(u"/effects"_s, {{u"server"_s, u"ms-02"_s}, {u"delayMs"_s, milliseconds}});
    }
    [[nodiscard]] bool restartServer(bool loseState = false)
    {
        m_fleet->forgetConnections();
        return m_fleet->control(
            u"/server"_s,
            {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"restart"_s}, {u"loseState"_s, loseState}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        m_fleet = std::make_unique<FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(m_fleet->start({u"--servers"_s, u"2"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"3"_s,
                                u"--reconnect-ms"_s, u"200"_s, u"--effect-ms"_s, u"50"_s},
                               12'000));
    }

    void cleanupTestCase() { m_fleet.reset(); }

    void cleanup()
    {
        QVERIFY(fault({{u"kind"_s, u"none"_s}}));
        QVERIFY(setEffectDelay(50));
        QVERIFY(restartServer(true));
    }

    void aCreatedStreamIsReallyPulledAndRestreamed()
    {
        const Answer answer = post(u"new-1"_s, fullBody());
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json(), QJsonObject({{u"uid"_s, u"new-1"_s}}));
        QTRY_COMPARE(status(u"new-1"_s), u"active"_s);
        QCOMPARE(listed(u"new-1"_s)[u"stream_name"_s].toString(), u"Ворота <1>"_s);
        QTRY_COMPARE(describe(rtsp(u"new-1"_s)).status, 200);
        FrameReader reader(FrameReader::rtsp(rtsp(u"new-1"_s)));
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 1);
        QVERIFY(qAbs(QDateTime::currentMSecsSinceEpoch() - stamp->utcMs) < 5000);
    }

    void thePrintedFormOfTheAddressCreatesToo()
    {
        QCOMPARE(m_fleet->call(Server, u"/streams/new-2/"_s, "POST", compact(fullBody())).status, 200);
        QTRY_COMPARE(status(u"new-2"_s), u"active"_s);
    }

    void postingAgainReconfigures()
    {
        QCOMPARE(post(u"new-1"_s, fullBody(1)).status, 200);
        QTRY_COMPARE(status(u"new-1"_s), u"active"_s);
        QCOMPARE(post(u"new-1"_s, fullBody(2)).status, 200);
        QTRY_COMPARE(info(u"new-1"_s)[u"source"_s][u"url"_s], m_fleet->camera(2)[u"high"_s][u"url"_s]);
        QTRY_COMPARE(describe(rtsp(u"new-1"_s)).status, 200);
        FrameReader reader(FrameReader::rtsp(rtsp(u"new-1"_s)));
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 2);
    }

    void theIniTextTellsEveryKeyAsWritten()
    {
        QJsonObject body = fullBody();
        body.insert(u"stream-access"_s, u"protected"_s);
        body.insert(u"stream-whitelist"_s, QJsonArray{u"192.0.2.0/24"_s, u"127.0.0.1"_s});
        body.insert(u"dvr-enable"_s, true);
        body.insert(u"dvr-duration"_s, u"10d"_s);
        body.insert(u"primary-node"_s, u"ms-02"_s);
        body.insert(u"secondary-node"_s, u"ms-01"_s);
        QCOMPARE(post(u"new-1"_s, body).status, 200);
        QTRY_VERIFY(!info(u"new-1"_s)[u"config"_s].toObject().isEmpty());
        const QJsonObject read = info(u"new-1"_s);
        QCOMPARE(read[u"config"_s][u"file"_s].toString(), u"/etc/media-server/streams/new-1.ini"_s);
        const QStringList lines = read[u"config"_s][u"source"_s].toString().split(u'\n', Qt::SkipEmptyParts);
        const QString url = body[u"stream-url"_s].toString();
        const QStringList expected{u"[stream]"_s,
                                   u"stream-url = "_s + url,
                                   u"stream-name = Ворота <1>"_s,
                                   u"camera-uid = "_s + body[u"camera-uid"_s].toString(),
                                   u"stream-tracks = video, audio"_s,
                                   u"stream-enable = true"_s,
                                   u"stream-access = protected"_s,
                                   u"dvr-enable = true"_s,
                                   u"dvr-archive = /archive"_s,
                                   u"dvr-capacity = 0"_s,
                                   u"dvr-chunk = 60"_s,
                                   u"dvr-duration = 10d"_s,
                                   u"primary-node = ms-02"_s,
                                   u"secondary-node = ms-01"_s,
                                   u"stream-proto = rtsp, hls"_s,
                                   u"stream-whitelist = 192.0.2.0/24, 127.0.0.1"_s};
        QCOMPARE(lines, expected);
        QCOMPARE(read[u"source"_s][u"url"_s].toString(), url);
        QCOMPARE(read[u"access"_s].toString(), u"protected"_s);
        QCOMPARE(read[u"whitelist"_s].toString(), u"192.0.2.0/24, 127.0.0.1"_s);
        QCOMPARE(read[u"dvr"_s][u"duration_archive"_s].toInt(), 864'000);
        QCOMPARE(read[u"type"_s].toString(), u"primary"_s);
        QTRY_COMPARE(describe(rtsp(u"new-1"_s)).status, 200); // we are on the whitelist
    }

    void wrongBodiesAreRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const QString &key, const QJsonValue &value) {
            QTest::newRow(name) << key << value;
        };
        for (const char *key : {"stream-url", "stream-access", "stream-whitelist", "dvr-enable",
                                "dvr-archive", "dvr-duration", "dvr-chunk", "dvr-capacity"}) {
            QTest::addRow("no %s", key) << QString::fromLatin1(key) << QJsonValue(QJsonValue::Undefined);
        }
        row("no address", u"stream-url"_s, u"camera 7"_s);
        row("another scheme", u"stream-url"_s, u"http://192.0.2.1/"_s);
        row("two lines", u"stream-name"_s, u"a\nstream-url = rtsp://x/"_s);
        row("track", u"stream-tracks"_s, QJsonArray{u"smell"_s});
        row("tracks", u"stream-tracks"_s, u"video"_s);
        row("no video", u"stream-tracks"_s, QJsonArray{u"audio"_s});
        row("protocol", u"stream-proto"_s, QJsonArray{u"smtp"_s});
        row("enable", u"stream-enable"_s, u"maybe"_s);
        row("access", u"stream-access"_s, u"open"_s);
        row("whitelist", u"stream-whitelist"_s, QJsonArray{u"192.0.2.0/99"_s});
        row("dvr", u"dvr-enable"_s, 1);
        row("duration", u"dvr-duration"_s, u"10 days"_s);
        row("negative", u"dvr-chunk"_s, -1);
        row("fraction", u"dvr-chunk"_s, 1.5);
        row("unknown", u"stream-colour"_s, u"red"_s);
    }

    void wrongBodiesAreRefusedWithTheReason()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QVERIFY(setEffectDelay(0));
        QJsonObject body = fullBody();
        value.isUndefined() ? body.remove(key) : void(body.insert(key, value));
        const Answer answer = post(u"wrong"_s, body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.json()[u"error"_s][u"message"_s].toString().contains(key), answer.body.constData());
        QVERIFY(listed(u"wrong"_s).isEmpty());
    }

    void wrongRequestsAreRefused()
    {
        QVERIFY(setEffectDelay(0));
        QCOMPARE(post(QString(37, u'x'), fullBody()).status, 400);
        QCOMPARE(post(QString(36, u'x'), fullBody()).status, 200);
        QCOMPARE(post(u"a%20b"_s, fullBody()).status, 400);
        QCOMPARE(m_fleet->call(Server, u"/api/streams/new-1/"_s, "POST", "{\"stream-url\":").status, 400);
        QCOMPARE(m_fleet->call(Server, u"/api/streams/new-1/"_s, "POST", "[]").status, 400);
        QCOMPARE(
            m_fleet->call(Server, u"/api/streams/new-1/"_s, "POST", compact(fullBody()), Place::None).status,
            403);
        const Answer html = m_fleet->call(Server, u"/api/streams/new-1/"_s, "POST", compact(fullBody()),
                                          Place::Header, false);
        QCOMPARE(html.status, 400);
        QVERIFY(html.contentType.startsWith("text/html"));
        QVERIFY(listed(u"new-1"_s).isEmpty());
        for (const QString &method : {u"restart/"_s, u"reconfigure/"_s, u"enable/?enable=true"_s}) {
            QCOMPARE(put(u"unknown"_s, method).status, 404);
        }
        QCOMPARE(erase(u"unknown"_s).status, 404);
        const QString known = m_fleet->camera(2)[u"high"_s][u"uid"_s].toString();
        QCOMPARE(put(known, u"enable/"_s).status, 400);
        QCOMPARE(put(known, u"enable/?enable=1"_s).status, 400);
        QCOMPARE(put(known, u"reconfigure/"_s).status, 400);
        QCOMPARE(put(known, u"reconfigure/"_s, {{u"enable"_s, u"no"_s}}).status, 400);
        QCOMPARE(put(known, u"reconfigure/"_s, {{u"explode"_s, true}}).status, 400);
        QCOMPARE(erase(known, {}).status, 400);
        QCOMPARE(m_fleet->call(Server, u"/api/streams/%1/restart/"_s.arg(known), "POST").status, 405);
        QVERIFY(!listed(known).isEmpty());
    }

    void audioIsLeftOutWhenItIsNotAmongTheTracks()
    {
        QCOMPARE(post(u"new-1"_s, fullBody(3)).status, 200);
        QTRY_COMPARE(listed(u"new-1"_s)[u"track_audio"_s].toBool(), true);
        QTRY_VERIFY(describe(rtsp(u"new-1"_s)).description.contains("m=audio"));
        QJsonObject silent = fullBody(3);
        silent.insert(u"stream-tracks"_s, QJsonArray{u"video"_s});
        QCOMPARE(post(u"new-1"_s, silent).status, 200);
        QTRY_COMPARE(listed(u"new-1"_s)[u"track_audio"_s].toBool(), false);
        QTRY_COMPARE(listed(u"new-1"_s)[u"track_video"_s].toBool(), true);
        QTRY_VERIFY(describe(rtsp(u"new-1"_s)).description.contains("m=video"));
        QVERIFY(!describe(rtsp(u"new-1"_s)).description.contains("m=audio"));
        QVERIFY(!info(u"new-1"_s)[u"tracks"_s].toObject().contains(u"audio"_s));
    }

    void aDisabledStreamIsNotCapturedAndNotWatched()
    {
        QCOMPARE(post(u"new-1"_s, fullBody()).status, 200);
        QTRY_COMPARE(status(u"new-1"_s), u"active"_s);
        QJsonObject off = fullBody();
        off.insert(u"stream-enable"_s, false);
        QCOMPARE(post(u"new-1"_s, off).status, 200);
        QTRY_COMPARE(listed(u"new-1"_s)[u"enabled"_s].toBool(true), false);
        QCOMPARE(listed(u"new-1"_s)[u"video_width"_s].toInt(), 0);
        QCOMPARE(describe(rtsp(u"new-1"_s)).status, 404);
        QVERIFY(info(u"new-1"_s)[u"config"_s][u"source"_s].toString().contains("stream-enable = false"_L1));
        QCOMPARE(post(u"new-1"_s, fullBody()).status, 200);
        QTRY_COMPARE(status(u"new-1"_s), u"active"_s);
    }

    void aRestartBeginsTheCaptureAnewAndKeepsTheReconnects()
    {
        const QString uid = m_fleet->camera(2)[u"high"_s][u"uid"_s].toString();
        QTRY_COMPARE(status(uid), u"active"_s);
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, 2}, {u"action"_s, u"off"_s}}));
        QTRY_VERIFY(listed(uid)[u"reconnect_total"_s].toInt() >= 2);
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, 2}, {u"action"_s, u"on"_s}}));
        QTRY_COMPARE(status(uid), u"active"_s);
        const QJsonObject before = listed(uid);
        // Times are whole seconds: the next start must fall into another one.
        QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > before[u"src_start_time"_s].toInteger());
        QCOMPARE(put(uid, u"restart/"_s).json(), QJsonObject({{u"uid"_s, uid}}));
        QTRY_VERIFY(listed(uid)[u"src_start_time"_s].toInteger() > before[u"src_start_time"_s].toInteger());
        QCOMPARE(listed(uid)[u"reconnect_total"_s], before[u"reconnect_total"_s]);
        QCOMPARE(listed(uid)[u"reconnect_attempt"_s].toInt(), 0);
    }

    void theAnswerComesBeforeTheEffect()
    {
        constexpr int Delay = 1500;
        QVERIFY(setEffectDelay(Delay));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(post(u"new-1"_s, fullBody()).status, 200);
        QVERIFY(listed(u"new-1"_s).isEmpty());
        QVERIFY(timer.elapsed() < Delay);
        QTRY_VERIFY(!listed(u"new-1"_s).isEmpty());
        QVERIFY(timer.elapsed() >= Delay);
        // A second command to the same stream is done after the first one.
        QVERIFY(setEffectDelay(60'000));
        QCOMPARE(post(u"new-2"_s, fullBody()).status, 200);
        QCOMPARE(put(u"new-2"_s, u"restart/"_s).status, 200);
        QVERIFY(!listed(u"new-2"_s).isEmpty());
    }

    void whatWasWrittenSurvivesARestartAndWhatIsVolatileDoesNot()
    {
        const QString first = m_fleet->camera(2)[u"high"_s][u"uid"_s].toString();
        const QString second = m_fleet->camera(2)[u"low"_s][u"uid"_s].toString();
        QCOMPARE(post(u"new-1"_s, fullBody()).status, 200);
        QCOMPARE(erase(first).status, 200);
        QCOMPARE(put(second, u"reconfigure/"_s, {{u"enable"_s, false}}).status, 200);
        QCOMPARE(put(second, u"enable/?enable=true"_s).status, 200);
        QTRY_COMPARE(listed(second)[u"enabled"_s].toBool(true), false);
        QTRY_COMPARE(listed(second)[u"dvr_enabled"_s].toBool(), true);
        QVERIFY(info(second)[u"config"_s][u"source"_s].toString().contains("stream-enable = true"_L1));
        QVERIFY(restartServer());
        QVERIFY(listed(first).isEmpty());
        QTRY_COMPARE(status(u"new-1"_s), u"active"_s);
        QCOMPARE(listed(second)[u"enabled"_s].toBool(), true);
        QCOMPARE(listed(second)[u"dvr_enabled"_s].toBool(true), false);
        QVERIFY(restartServer(true));
        QVERIFY(listed(u"new-1"_s).isEmpty());
        QTRY_COMPARE(status(first), u"active"_s);
    }

    void acceptedCommandsAreNotLostByARestart()
    {
        QVERIFY(setEffectDelay(60'000));
        QCOMPARE(post(u"new-1"_s, fullBody()).status, 200);
        QVERIFY(restartServer());
        QVERIFY(!listed(u"new-1"_s).isEmpty());
    }

    void deliveryAndRecordingArePausedAndResumed()
    {
        const QString uid = m_fleet->camera(2)[u"high"_s][u"uid"_s].toString();
        QTRY_COMPARE(status(uid), u"active"_s);
        QCOMPARE(put(uid, u"reconfigure/"_s, {{u"broadcast"_s, true}}).status, 200);
        QTRY_COMPARE(listed(uid)[u"broadcast_paused"_s].toBool(), true);
        QCOMPARE(describe(rtsp(uid)).status, 404);
        QCOMPARE(status(uid), u"active"_s);
        QCOMPARE(put(uid, u"reconfigure/"_s, {{u"broadcast"_s, false}}).status, 200);
        QTRY_COMPARE(listed(uid)[u"broadcast_paused"_s].toBool(true), false);
        QCOMPARE(describe(rtsp(uid)).status, 200);
        QCOMPARE(put(uid, u"reconfigure/"_s, {{u"dvr"_s, true}, {u"timeout"_s, 1}}).status, 200);
        QTRY_COMPARE(listed(uid)[u"dvr_paused"_s].toBool(), true);
        QCOMPARE(info(uid)[u"dvr"_s][u"pause"_s].toBool(), true);
        QTRY_COMPARE(listed(uid)[u"dvr_paused"_s].toBool(true), false); // by itself
        QCOMPARE(put(uid, u"reconfigure/"_s, {{u"reload"_s, true}}).status, 200);
    }

    void deletingTellsTheLogWhetherTheArchiveGoesToo()
    {
        const QString uid = m_fleet->camera(2)[u"high"_s][u"uid"_s].toString();
        const QString rtspAddress = rtsp(uid);
        QTRY_COMPARE(describe(rtspAddress).status, 200);
        QCOMPARE(erase(uid, u"?erase_dvr=true"_s).json(), QJsonObject({{u"uid"_s, uid}}));
        QTRY_VERIFY(listed(uid).isEmpty());
        QCOMPARE(describe(rtspAddress).status, 404);
        const QJsonArray log =
            QJsonDocument::fromJson(m_fleet->control("GET", u"/log?server=ms-02"_s).body).array();
        QStringList queries;
        for (const auto &entry : log) {
            if (entry[u"method"_s] == "DELETE"_L1 && entry[u"path"_s].toString().contains(uid)) {
                queries.append(entry[u"query"_s].toString());
            }
        }
        QCOMPARE(queries.constLast(), u"erase_dvr=true"_s);
    }

    void aReserveDoesNotCapture()
    {
        QJsonObject body = fullBody();
        body.insert(u"primary-node"_s, u"ms-01"_s);
        body.insert(u"secondary-node"_s, QJsonArray{u"ms-02"_s});
        // Its main server has to have the stream too: for one that is out the reserve would take over.
        const QByteArray settings = QJsonDocument(body).toJson(QJsonDocument::Compact);
        QCOMPARE(m_fleet->call(0, u"/api/streams/new-1/"_s, "POST", settings).status, 200);
        const auto hasMain = [&] { return m_fleet->call(0, u"/api/streams/new-1/"_s).status == 200; };
        QTRY_VERIFY(hasMain());
        QCOMPARE(post(u"new-1"_s, body).status, 200);
        QTRY_COMPARE(listed(u"new-1"_s)[u"type"_s].toString(), u"secondary"_s);
        QTRY_COMPARE(status(u"new-1"_s), u"inactive"_s);
        QCOMPARE(listed(u"new-1"_s)[u"enabled"_s].toBool(), true);
    }

    void faultsOfCommandsSpareReadsAndDoOrDoNotHappen_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<int>("status"); // 0: no answer
        QTest::addColumn<bool>("happens");
        const auto row = [](const char *name, const QJsonObject &fault, int status, bool happens) {
            QTest::newRow(name) << fault << status << happens;
        };
        row("refused", {{u"kind"_s, u"refuse"_s}}, 0, false);
        row("dropped", {{u"kind"_s, u"drop"_s}}, 0, false);
        row("dropped and done", {{u"kind"_s, u"drop"_s}, {u"effect"_s, true}}, 0, true);
        row("hung", {{u"kind"_s, u"hang"_s}}, 0, false);
        row("hung and done", {{u"kind"_s, u"hang"_s}, {u"effect"_s, true}}, 0, true);
        row("cut", {{u"kind"_s, u"cut"_s}}, 0, true);
        row("cut and not done", {{u"kind"_s, u"cut"_s}, {u"effect"_s, false}}, 0, false);
        row("late", {{u"kind"_s, u"late"_s}, {u"delayMs"_s, 300}}, 200, true);
        for (const int status : {401, 403, 409, 500, 503}) {
            QTest::addRow("%d", status)
                << QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, status}} << status << false;
        }
        row("late 503", {{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"delayMs"_s, 300}}, 503, false);
    }

    void faultsOfCommandsSpareReadsAndDoOrDoNotHappen()
    {
        QFETCH(QJsonObject, fault);
        QFETCH(int, status);
        QFETCH(bool, happens);
        fault.insert(u"scope"_s, u"writes"_s);
        QVERIFY(this->fault(fault));
        QVERIFY(!listed(m_fleet->camera(2)[u"high"_s][u"uid"_s].toString()).isEmpty());
        QElapsedTimer timer;
        timer.start();
        const Answer answer = m_fleet->call(Server, u"/api/streams/new-1/"_s, "POST", compact(fullBody()),
                                            Place::Header, true, 1500);
        if (status == 0) {
            QVERIFY(answer.failed || !answer.isFinished);
        } else {
            QCOMPARE(answer.status, status);
            QVERIFY(status == 200 || answer.json()[u"error"_s][u"code"_s].toInt() == status);
        }
        QVERIFY(timer.elapsed() >= fault[u"delayMs"_s].toInt());
        // With a fault an effect does not wait, so one look is enough.
        m_fleet->forgetConnections();
        QCOMPARE(!listed(u"new-1"_s).isEmpty(), happens);
    }

    void wrongFaultsAreExplained_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("scope") << u"/fault"_s
                               << QByteArray(R"({"server":"ms-02","kind":"hang","scope":"x"})");
        QTest::newRow("effect") << u"/fault"_s
                                << QByteArray(R"({"server":"ms-02","kind":"hang","effect":1})");
        QTest::newRow("no delay") << u"/effects"_s << QByteArray(R"({"server":"ms-02"})");
        QTest::newRow("delay") << u"/effects"_s << QByteArray(R"({"server":"ms-02","delayMs":-1})");
        QTest::newRow("state") << u"/server"_s
                               << QByteArray(R"({"server":"ms-02","action":"restart","loseState":"yes"})");
        QTest::newRow("start") << u"/server"_s
                               << QByteArray(R"({"server":"ms-02","action":"start","loseState":true})");
    }

    void wrongFaultsAreExplained()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        const Answer answer = m_fleet->control("POST", path, body);
        QCOMPARE(answer.status, 400);
        QVERIFY(!answer.json()[u"error"_s][u"message"_s].toString().isEmpty());
    }

    void thousandsOfSyntheticStreamsObey()
    {
        FleetProcess large(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(large.start(
            {u"--servers"_s, u"1"_s, u"--cameras"_s, u"2000"_s, u"--live"_s, u"0"_s, u"--tls"_s, u"none"_s},
            15'000));
        const QJsonObject before = large.call(0, u"/api/streams/"_s).json();
        QCOMPARE(before.size(), 4000);
        QStringList uids;
        for (auto it = before.begin(); it != before.end() && uids.size() < 200; ++it) {
            if ((*it)[u"status"_s] == "active"_L1) {
                uids.append(it.key());
            }
        }
        const qint64 start = before[uids[0]][u"src_start_time"_s].toInteger();
        QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > start);
        for (const QString &uid : uids) {
            QCOMPARE(large.call(0, u"/api/streams/%1/restart/"_s.arg(uid), "PUT").status, 200);
        }
        QSet<QString> restarted;
        const auto countRestarted = [&] {
            const QJsonObject now = large.call(0, u"/api/streams/"_s).json();
            restarted.clear();
            for (auto it = now.begin(); it != now.end(); ++it) {
                if ((*it)[u"src_start_time"_s].toInteger() > start) {
                    restarted.insert(it.key());
                }
            }
            return restarted.size();
        };
        QTRY_COMPARE(countRestarted(), uids.size());
        QCOMPARE(restarted, QSet<QString>(uids.begin(), uids.end()));
        // Off, elsewhere anew, and gone.
        const QJsonObject info = large.call(0, u"/api/streams/%1/"_s.arg(uids[0])).json();
        QJsonObject body{{u"stream-url"_s, info[u"source"_s][u"url"_s]},
                         {u"stream-enable"_s, false},
                         {u"stream-access"_s, u"public"_s},
                         {u"stream-whitelist"_s, QJsonArray()},
                         {u"dvr-enable"_s, false},
                         {u"dvr-archive"_s, u"/"_s},
                         {u"dvr-duration"_s, 60},
                         {u"dvr-chunk"_s, 60},
                         {u"dvr-capacity"_s, 0}};
        QCOMPARE(large.call(0, u"/api/streams/%1/"_s.arg(uids[0]), "POST", compact(body)).status, 200);
        body.insert(u"stream-enable"_s, true);
        QCOMPARE(large.call(0, u"/api/streams/new-1/"_s, "POST", compact(body)).status, 200);
        QCOMPARE(large.call(0, u"/api/streams/%1/?erase_dvr=false"_s.arg(uids[1]), "DELETE").status, 200);
        QJsonObject after;
        QTRY_VERIFY((after = large.call(0, u"/api/streams/"_s).json()).contains(u"new-1"_s));
        QTRY_VERIFY(!(after = large.call(0, u"/api/streams/"_s).json()).contains(uids[1]));
        QCOMPARE(after[uids[0]][u"enabled"_s].toBool(true), false);
        QCOMPARE(after[uids[0]][u"status"_s].toString(), u"inactive"_s);
        QCOMPARE(after[u"new-1"_s][u"enabled"_s].toBool(), true);
        QCOMPARE(after.size(), 4000);
    }
};

QTEST_GUILESS_MAIN(FleetWritesTest)
#include "tst_fleetwrites.moc"
