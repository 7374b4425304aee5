#include "tests/fleet/AccessToken.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/fleet/FrameReader.h"
#include "tests/fleet/RtspProbe.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTemporaryFile>
#include <QTest>

#include <gst/gst.h>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::FleetProcess;
using fleet::FrameReader;
using fleet::rtspProbe::describe;
using Place = FleetProcess::TokenPlace;

namespace {
QString uidOf(const QJsonObject &camera, const QString &quality)
{
    return camera[quality].toObject()[u"uid"_s].toString();
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}
} // namespace

class FleetTest : public QObject
{
    Q_OBJECT

    // Camera 1: ms-01 (HTTPS); 2: ms-02; 3: ms-01, private, with sound; 4: ms-02, synthetic.
    std::unique_ptr<FleetProcess> m_fleet;

    [[nodiscard]] int serverIndex(int camera) const
    {
        return m_fleet->camera(camera)[u"server"_s].toString() == "ms-01"_L1 ? 0 : 1;
    }
    [[nodiscard]] QJsonObject listed(int camera, const QString &quality)
    {
        return m_fleet->call(serverIndex(camera), u"/api/streams/"_s)
            .json()[uidOf(m_fleet->camera(camera), quality)]
            .toObject();
    }
    [[nodiscard]] QString url(int camera, const QString &quality, const QString &kind)
    {
        return m_fleet->call(serverIndex(camera), u"/api/streams/broadcast/"_s)
            .json()[uidOf(m_fleet->camera(camera), quality)][u"urls"_s][kind][u"url"_s]
            .toString();
    }
    [[nodiscard]] QString accessToken(int camera, const QString &quality)
    {
        const QJsonObject body{
            {u"uid"_s, uidOf(m_fleet->camera(camera), quality)}, {u"user"_s, u"1"_s}, {u"duration"_s, 60}};
        // A bare string is no JSON document for Qt: it is read as the only member of a list.
        const QByteArray answer =
            m_fleet->call(serverIndex(camera), u"/api/auth/token/access/"_s, "POST", compact(body)).body;
        return QJsonDocument::fromJson('[' + answer + ']')[0].toString();
    }
    [[nodiscard]] bool control(const QString &path, const QJsonObject &body)
    {
        return m_fleet->control("POST", path, compact(body)).status == 200;
    }
    [[nodiscard]] bool fault(const QJsonObject &fault)
    {
        QJsonObject body = fault;
        body.insert(u"server"_s, u"ms-02"_s);
        return control(u"/fault"_s, body);
    }

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        m_fleet = std::make_unique<FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(m_fleet->start({u"--servers"_s, u"2"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"3"_s,
                                u"--reconnect-ms"_s, u"200"_s, u"--private-every"_s, u"3"_s},
                               12'000));
    }

    void cleanupTestCase() { m_fleet.reset(); }

    void badArgumentsAreExplained_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("unknown option") << QStringList{u"--wings"_s} << QByteArray("wings");
        QTest::newRow("no number") << QStringList{u"--servers"_s, u"many"_s} << QByteArray("--servers");
        QTest::newRow("more live than cameras")
            << QStringList{u"--cameras"_s, u"2"_s, u"--live"_s, u"3"_s} << QByteArray("--live");
        QTest::newRow("more MediaMTX than servers")
            << QStringList{u"--servers"_s, u"2"_s, u"--mediamtx"_s, u"3"_s} << QByteArray("--mediamtx");
        QTest::newRow("effect") << QStringList{u"--effect-ms"_s, u"-1"_s} << QByteArray("--effect-ms");
        QTest::newRow("tls") << QStringList{u"--tls"_s, u"some"_s} << QByteArray("--tls");
        QTest::newRow("auth") << QStringList{u"--mediamtx-auth"_s, u"http"_s}
                              << QByteArray("--mediamtx-auth");
        QTest::newRow("keys") << QStringList{u"--jwks"_s, u"keys"_s} << QByteArray("--jwks");
        QTest::newRow("gop") << QStringList{u"--gop"_s, u"nan"_s} << QByteArray("--gop");
        QTest::newRow("hurry") << QStringList{u"--hurry"_s, u"0"_s} << QByteArray("--hurry");
        QTest::newRow("stray word") << QStringList{u"x"_s} << QByteArray("\"x\"");
    }

    void badArgumentsAreExplained()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        QProcess process;
        process.start(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM), arguments);
        QVERIFY(process.waitForFinished(5000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 2);
        const QByteArray text = process.readAllStandardError();
        QVERIFY2(text.contains(word), text.constData());
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }

    void theLineOfJsonTellsWhatIsWhere()
    {
        const QJsonObject state = m_fleet->description();
        QVERIFY(state[u"control"_s].toString().startsWith("http://127.0.0.1:"_L1));
        QCOMPARE(state[u"servers"_s].toArray().size(), 2);
        QCOMPARE(m_fleet->server(0)[u"scheme"_s].toString(), u"https"_s);
        QCOMPARE(m_fleet->server(0)[u"fingerprint"_s].toString().size(), 64);
        QCOMPARE(m_fleet->server(1)[u"scheme"_s].toString(), u"http"_s);
        QVERIFY(m_fleet->server(1)[u"fingerprint"_s].toString().isEmpty());
        QCOMPARE(state[u"cameras"_s].toArray().size(), 4);
        QVERIFY(m_fleet->camera(3)[u"audio"_s].toBool());
        QVERIFY(!m_fleet->camera(4)[u"live"_s].toBool());
        QCOMPARE(m_fleet->control("GET", u"/state"_s).json(), state);
    }

    void camerasAskForTheirPassword()
    {
        const QString address = m_fleet->camera(1)[u"high"_s][u"url"_s].toString();
        QVERIFY(address.contains(u'@'));
        const QString anonymous = QUrl(address).toString(QUrl::RemoveUserInfo);
        QCOMPARE(describe(anonymous).status, 401);
        FrameReader reader(FrameReader::rtsp(address));
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 1);
    }

    void everyCallNeedsTheToken()
    {
        for (const QString &path : {u"/api/streams/"_s, u"/api/streams/broadcast/"_s, u"/api/nothing/"_s}) {
            QCOMPARE(m_fleet->call(0, path, "GET", {}, Place::None).status, 403);
        }
        QCOMPARE(m_fleet->call(0, u"/api/streams/"_s, "GET", {}, Place::Bearer).status, 403);
        QCOMPARE(m_fleet->call(0, u"/api/streams/"_s, "GET", {}, Place::Query).status, 200);
        QCOMPARE(m_fleet->call(0, u"/api/streams/"_s).json().size(), 4);
    }

    void errorsAreHtmlUnlessJsonIsAskedFor()
    {
        const auto html = m_fleet->call(0, u"/api/streams/"_s, "GET", {}, Place::None, false);
        QVERIFY(html.contentType.startsWith("text/html"));
        QVERIFY(html.body.contains("<html>"));
        const auto json = m_fleet->call(0, u"/api/streams/"_s, "GET", {}, Place::None, true);
        QCOMPARE(json.json()[u"error"_s][u"code"_s].toInt(), 403);
    }

    void unknownPathsMethodsAndStreamsAreRefused()
    {
        QCOMPARE(m_fleet->call(0, u"/api/nothing/"_s).status, 404);
        QCOMPARE(m_fleet->call(0, u"/api/streams"_s).status, 404);
        QCOMPARE(m_fleet->call(0, u"/api/server/"_s).status, 405);
        QCOMPARE(m_fleet->call(0, u"/api/streams/"_s, "DELETE").status, 405);
        QCOMPARE(m_fleet->call(0, u"/api/streams/unknown/"_s).status, 404);
        QCOMPARE(m_fleet->call(0, u"/api/auth/token/access/"_s, "POST", "{\"uid\":\"x\"}").status, 400);
    }

    void numbersOfLiveVideoAreMeasured()
    {
        QTRY_VERIFY(listed(1, u"high"_s)[u"bitrate_in"_s].toInt() > 50'000);
        const QJsonObject high = listed(1, u"high"_s);
        QCOMPARE(high[u"status"_s].toString(), u"active"_s);
        QCOMPARE(high[u"camera_uid"_s].toString(), m_fleet->camera(1)[u"uid"_s].toString());
        QCOMPARE(high[u"stream_name"_s].toString(), m_fleet->camera(1)[u"name"_s].toString() + u" high"_s);
        QVERIFY(high[u"bitrate_in"_s].toInt() < 2'000'000);
        QCOMPARE(high[u"video_width"_s].toInt(), 640);
        QCOMPARE(high[u"video_height"_s].toInt(), 360);
        QCOMPARE(high[u"track_audio"_s].toBool(), false);
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        QVERIFY(qAbs(high[u"src_ping_time"_s].toInteger() - now) <= 2);
        QVERIFY(now - high[u"src_start_time"_s].toInteger() < 60);
        const QJsonObject low = listed(1, u"low"_s);
        QCOMPARE(low[u"video_width"_s].toInt(), 320);
        QVERIFY(low[u"bitrate_in"_s].toInt() < high[u"bitrate_in"_s].toInt());
        QCOMPARE(listed(3, u"high"_s)[u"track_audio"_s].toBool(), true);
        const qint64 bytes = high[u"bytes_in"_s].toInteger();
        QTRY_VERIFY(listed(1, u"high"_s)[u"bytes_in"_s].toInteger() > bytes);
    }

    void syntheticStreamsSaySo()
    {
        const QJsonObject stream = listed(4, u"high"_s);
        QVERIFY(stream[u"stream_name"_s].toString().endsWith("(synthetic)"_L1));
        QVERIFY(url(4, u"high"_s, u"rtsp_live"_s).isEmpty());
    }

    void aStreamsConfigurationCarriesItsAddress()
    {
        const QString uid = uidOf(m_fleet->camera(1), u"high"_s);
        const QJsonObject info = m_fleet->call(0, u"/api/streams/%1/"_s.arg(uid)).json();
        const QString address = m_fleet->camera(1)[u"high"_s][u"url"_s].toString();
        QVERIFY(info[u"config"_s][u"source"_s].toString().contains(u"stream-url = "_s + address));
        QCOMPARE(info[u"source"_s][u"url"_s].toString(), address);
        QVERIFY(info[u"source"_s][u"sdp"_s].toString().contains("sprop-parameter-sets"_L1));
        QCOMPARE(info[u"tracks"_s][u"video"_s][u"codec"_s].toString(), u"H264"_s);
        QCOMPARE(m_fleet->call(0, u"/api/streams/%1/ping/"_s.arg(uid)).json()[u"status"_s].toString(),
                 u"active"_s);
    }

    void serverInfoIsMeasured()
    {
        const QJsonObject info = m_fleet->call(0, u"/api/server/"_s, "POST").json();
        QCOMPARE(info[u"server"_s][u"hostname"_s].toString(), u"ms-01"_s);
        QVERIFY(info[u"mem"_s][u"rss"_s].toInteger() > 10'000'000);
        QCOMPARE(info[u"streams"_s][u"total"_s].toInt(), 4);
        QCOMPARE(info[u"streams"_s][u"active"_s].toInt(), 4);
        QVERIFY(info[u"net"_s][u"in_bitrate"_s].toInteger() > 50'000);
        const QJsonObject storage = info[u"storages"_s][u"/archive"_s].toObject();
        QVERIFY(storage[u"capacity_free"_s].toInteger() > 0);
        QVERIFY(storage[u"capacity_total"_s].toInteger() > storage[u"capacity_free"_s].toInteger());
        QVERIFY(info[u"cluster"_s][u"enable"_s].isString());
    }

    void theRestreamShowsTheCameraAndARunningClock_data()
    {
        QTest::addColumn<int>("camera");
        QTest::addColumn<QString>("quality");
        QTest::newRow("high over HTTPS server") << 1 << u"high"_s;
        QTest::newRow("low") << 2 << u"low"_s;
        QTest::newRow("with sound, private") << 3 << u"high"_s;
    }

    void theRestreamShowsTheCameraAndARunningClock()
    {
        QFETCH(int, camera);
        QFETCH(QString, quality);
        QString address = url(camera, quality, u"rtsp_live"_s);
        if (camera == 3) {
            address += u"?token="_s + accessToken(camera, quality);
        }
        {
            FrameReader reader(FrameReader::rtsp(address));
            const auto first = reader.next(5000);
            QVERIFY(first);
            QCOMPARE(first->cameraNumber, camera);
            QCOMPARE(reader.width(), quality == "high"_L1 ? 640 : 320);
            const auto later = reader.next(3000);
            QVERIFY(later);
            QVERIFY(later->utcMs > first->utcMs);
            const qint64 lagMs = QDateTime::currentMSecsSinceEpoch() - later->utcMs;
            QVERIFY2(lagMs >= 0 && lagMs < 1000, qPrintable(QString::number(lagMs)));
            QTRY_COMPARE(listed(camera, quality)[u"clients_count"_s].toInt(), 1);
            QTRY_VERIFY(listed(camera, quality)[u"bitrate_out"_s].toInt() > 10'000);
        }
        QTRY_COMPARE(listed(camera, quality)[u"clients_count"_s].toInt(), 0);
    }

    void aPrivateStreamWantsAToken()
    {
        const QString rtsp = url(3, u"low"_s, u"rtsp_live"_s);
        const QString hls = url(3, u"low"_s, u"hls_live"_s);
        QCOMPARE(describe(rtsp).status, 401);
        QCOMPARE(describe(rtsp + u"?token=forged.token~"_s).status, 403);
        const QString ofAnother = accessToken(3, u"high"_s);
        QCOMPARE(describe(rtsp + u"?token="_s + ofAnother).status, 403);
        QCOMPARE(m_fleet->fetch(hls).status, 403);
        QCOMPARE(m_fleet->fetch(hls + u"?token="_s + ofAnother).status, 403);

        const QString token = accessToken(3, u"low"_s);
        QCOMPARE(describe(rtsp + u"?token="_s + token).status, 200);
        const auto playlist = m_fleet->fetch(hls + u"?token="_s + token);
        QCOMPARE(playlist.status, 200);
        const QByteArray segment = playlist.body.trimmed().split('\n').constLast();
        QVERIFY(segment.contains("?token="));
        const QString folder = hls.left(hls.lastIndexOf(u'/') + 1);
        QCOMPARE(m_fleet->fetch(folder + QString::fromUtf8(segment)).status, 200);
        QCOMPARE(m_fleet->fetch(folder + QString::fromUtf8(segment.left(segment.indexOf('?')))).status, 403);
    }

    void accessTokensExpireAndCannotBeForged()
    {
        constexpr qint64 Now = 1'795'000'000'000;
        const QByteArray token = fleet::accessToken::create("secret", "a", "viewer", 60, Now);
        QVERIFY(fleet::accessToken::isValid(token, "secret", "a", Now + 60'000));
        QVERIFY(!fleet::accessToken::isValid(token, "secret", "a", Now + 61'000));
        QVERIFY(!fleet::accessToken::isValid(token, "secret", "b", Now));
        QVERIFY(!fleet::accessToken::isValid(token, "other", "a", Now));
        QVERIFY(!fleet::accessToken::isValid(token.chopped(1), "secret", "a", Now));
        const QByteArray endless = fleet::accessToken::create("secret", "a", "viewer", 0, Now);
        QVERIFY(fleet::accessToken::isValid(endless, "secret", "a", Now * 2));
    }

    void hlsHasAPlaylistAndSegmentsThatDecode()
    {
        const QString address = url(1, u"high"_s, u"hls_live"_s);
        const auto playlist = m_fleet->fetch(address);
        QCOMPARE(playlist.status, 200);
        QVERIFY(playlist.body.startsWith("#EXTM3U\n"));
        QCOMPARE(m_fleet->fetch(url(1, u"high"_s, u"hls_live_ios"_s)).status, 200);
        const QByteArray name = playlist.body.trimmed().split('\n').constLast();
        const auto segment =
            m_fleet->fetch(address.left(address.lastIndexOf(u'/') + 1) + QString::fromUtf8(name));
        QCOMPARE(segment.status, 200);
        QCOMPARE(segment.contentType, "video/mp2t");
        QCOMPARE(segment.body.size() % 188, 0);
        for (qsizetype at = 0; at < segment.body.size(); at += 188) {
            QCOMPARE(segment.body[at], 'G');
        }
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(segment.body);
        file.flush();
        FrameReader reader("filesrc location=" + file.fileName().toUtf8() + " ! tsdemux");
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 1);
        QVERIFY(QDateTime::currentMSecsSinceEpoch() - stamp->utcMs < 10'000);
        QTRY_VERIFY(listed(1, u"high"_s)[u"clients_count"_s].toInt() >= 1);
    }

    void aCameraThatGoesAndReturnsIsSeenInTheNumbers()
    {
        FrameReader reader(FrameReader::rtsp(url(2, u"high"_s, u"rtsp_live"_s)));
        QVERIFY(reader.next(5000));
        const qint64 total = listed(2, u"high"_s)[u"reconnect_total"_s].toInteger();
        QVERIFY(control(u"/camera"_s, {{u"camera"_s, u"2"_s}, {u"action"_s, u"off"_s}}));
        QCOMPARE(describe(m_fleet->camera(2)[u"high"_s][u"url"_s].toString()).status, 0);
        QTRY_COMPARE(listed(2, u"high"_s)[u"status"_s].toString(), u"inactive"_s);
        QTRY_VERIFY(listed(2, u"high"_s)[u"reconnect_attempt"_s].toInt() >= 2);
        const QJsonObject lost = listed(2, u"high"_s);
        QVERIFY(lost[u"reconnect_total"_s].toInteger() >= total + 2);
        QCOMPARE(lost[u"video_width"_s].toInt(), 0);
        QTRY_COMPARE(listed(2, u"high"_s)[u"bitrate_in"_s].toInt(), 0);
        QCOMPARE(listed(1, u"high"_s)[u"status"_s].toString(), u"active"_s);

        const qint64 switchedOnMs = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(control(u"/camera"_s, {{u"camera"_s, 2}, {u"action"_s, u"on"_s}}));
        QTRY_COMPARE(listed(2, u"high"_s)[u"status"_s].toString(), u"active"_s);
        QCOMPARE(listed(2, u"high"_s)[u"reconnect_attempt"_s].toInt(), 0);
        // The viewer was not sent away: it sees the camera again.
        std::optional<test::FrameStamp> stamp;
        for (int i = 0; i < 60 && (!stamp || stamp->utcMs < switchedOnMs); ++i) {
            stamp = reader.next(3000);
        }
        QVERIFY(stamp && stamp->utcMs >= switchedOnMs);
    }

    void aFaultSpoilsAnswersAsAsked_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind :
             {"hang", "slow", "cut", "status", "html", "garbage", "truncated", "huge", "wrongtypes"}) {
            QTest::newRow(kind) << QString::fromLatin1(kind);
        }
    }

    void aFaultSpoilsAnswersAsAsked()
    {
        QFETCH(QString, kind);
        QVERIFY(fault({{u"kind"_s, kind},
                       {u"status"_s, 502},
                       {u"delayMs"_s, kind == "slow"_L1 ? 20 : 0},
                       {u"path"_s, u"/api/streams/"_s},
                       {u"count"_s, 1}}));
        QCOMPARE(m_fleet->call(1, u"/api/server/"_s, "POST").status, 200); // another path
        QElapsedTimer timer;
        timer.start();
        const auto answer = m_fleet->call(1, u"/api/streams/"_s, "GET", {}, Place::Header, true, 1500);
        QJsonParseError error;
        const QJsonObject json = QJsonDocument::fromJson(answer.body, &error).object();
        if (kind == "hang"_L1) {
            QVERIFY(!answer.isFinished && answer.body.isEmpty());
        } else if (kind == "slow"_L1) {
            QVERIFY(!json.isEmpty() && timer.elapsed() >= 900);
        } else if (kind == "cut"_L1) {
            QVERIFY(answer.failed && !answer.body.isEmpty());
        } else if (kind == "status"_L1) {
            QCOMPARE(answer.status, 502);
        } else if (kind == "html"_L1) {
            QVERIFY(answer.status == 200 && answer.contentType.startsWith("text/html"));
        } else if (kind == "wrongtypes"_L1) {
            QCOMPARE(json.size(), 4);
            QVERIFY(json.begin()->toObject()[u"bitrate_in"_s].isArray());
        } else {
            QVERIFY(!answer.body.isEmpty());
            QVERIFY(kind != "huge"_L1 || answer.body.size() > 8'000'000);
            QVERIFY(answer.status == 200 && error.error != QJsonParseError::NoError);
        }
        m_fleet->forgetConnections();
        QCOMPARE(m_fleet->call(1, u"/api/streams/"_s).json().size(), 4); // once only
    }

    void aRefusingServerIsBackOnItsPort()
    {
        QVERIFY(fault({{u"kind"_s, u"refuse"_s}}));
        QVERIFY(m_fleet->call(1, u"/api/streams/"_s).failed);
        QVERIFY(fault({{u"kind"_s, u"none"_s}}));
        QCOMPARE(m_fleet->call(1, u"/api/streams/"_s).status, 200);
    }

    void aSkewedClockShowsInDateAndTimes()
    {
        QVERIFY(fault({{u"kind"_s, u"skew"_s}, {u"skewSeconds"_s, -7200}}));
        const auto answer = m_fleet->call(1, u"/api/server/"_s, "POST");
        QDateTime date =
            QLocale::c().toDateTime(QString::fromLatin1(answer.date), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        date.setTimeSpec(Qt::UTC);
        QVERIFY(qAbs(date.secsTo(QDateTime::currentDateTimeUtc()) - 7200) <= 2);
        QVERIFY(QDateTime::currentSecsSinceEpoch() - listed(2, u"high"_s)[u"src_ping_time"_s].toInteger() >=
                7190);
        QVERIFY(fault({{u"kind"_s, u"none"_s}}));
        QVERIFY(QDateTime::currentSecsSinceEpoch() - listed(2, u"high"_s)[u"src_ping_time"_s].toInteger() <
                10);
    }

    void requestsAreLoggedWithoutTokens()
    {
        QCOMPARE(m_fleet->call(1, u"/api/streams/"_s, "GET", {}, Place::Query).status, 200);
        QCOMPARE(m_fleet->call(1, u"/api/streams/"_s, "GET", {}, Place::None).status, 403);
        const QByteArray text = m_fleet->control("GET", u"/log?server=ms-02"_s).body;
        QVERIFY(!text.contains(m_fleet->server(1)[u"token"_s].toString().toUtf8()));
        const QJsonArray log = QJsonDocument::fromJson(text).array();
        const QJsonObject valid = log[log.size() - 2].toObject();
        QCOMPARE(valid[u"query"_s].toString(), u"token=***"_s);
        QCOMPARE(valid[u"authorization"_s].toString(), u"query"_s);
        QCOMPARE(valid[u"valid"_s].toBool(), true);
        const QJsonObject refused = log[log.size() - 1].toObject();
        QCOMPARE(refused[u"path"_s].toString(), u"/api/streams/"_s);
        QCOMPARE(refused[u"authorization"_s].toString(), u"none"_s);
        QCOMPARE(refused[u"status"_s].toInt(), 403);
    }

    void streamsChangeBehindTheConsolesBack()
    {
        const QString uid = uidOf(m_fleet->camera(2), u"low"_s);
        const auto set = [&](const QJsonObject &changes) {
            return control(u"/stream"_s, {{u"uid"_s, uid}, {u"set"_s, changes}});
        };
        QVERIFY(set({{u"status"_s, u"on fire"_s}, {u"access"_s, u"private"_s}}));
        QCOMPARE(listed(2, u"low"_s)[u"status"_s].toString(), u"on fire"_s);
        QCOMPARE(listed(2, u"low"_s)[u"access"_s].toString(), u"private"_s);
        QCOMPARE(describe(url(2, u"low"_s, u"rtsp_live"_s)).status, 401);
        QVERIFY(set({{u"status"_s, QJsonValue::Null}, {u"access"_s, u"public"_s}, {u"enabled"_s, false}}));
        QCOMPARE(listed(2, u"low"_s)[u"enabled"_s].toBool(), false);
        QCOMPARE(listed(2, u"low"_s)[u"status"_s].toString(), u"inactive"_s);
        QVERIFY(set({{u"enabled"_s, true}}));
        QTRY_COMPARE(listed(2, u"low"_s)[u"status"_s].toString(), u"active"_s);

        // The low stream now shows another camera's picture.
        const QString other = m_fleet->camera(1)[u"low"_s][u"url"_s].toString();
        QVERIFY(set({{u"address"_s, other}}));
        QTRY_COMPARE(describe(url(2, u"low"_s, u"rtsp_live"_s)).status, 200);
        FrameReader reader(FrameReader::rtsp(url(2, u"low"_s, u"rtsp_live"_s)));
        std::optional<test::FrameStamp> stamp = reader.next(5000);
        for (int i = 0; i < 30 && stamp && stamp->cameraNumber != 1; ++i) {
            stamp = reader.next(3000);
        }
        QVERIFY(stamp && stamp->cameraNumber == 1);

        QVERIFY(control(u"/stream"_s, {{u"uid"_s, uid}, {u"action"_s, u"remove"_s}}));
        QVERIFY(listed(2, u"low"_s).isEmpty());
        QVERIFY(control(u"/stream"_s, {{u"uid"_s, uid},
                                       {u"action"_s, u"add"_s},
                                       {u"server"_s, u"ms-02"_s},
                                       {u"name"_s, u"Новая <b>low</b>"_s},
                                       {u"cameraUid"_s, m_fleet->camera(2)[u"uid"_s]},
                                       {u"address"_s, m_fleet->camera(2)[u"low"_s][u"url"_s]}}));
        QTRY_COMPARE(listed(2, u"low"_s)[u"status"_s].toString(), u"active"_s);
        QCOMPARE(listed(2, u"low"_s)[u"stream_name"_s].toString(), u"Новая <b>low</b>"_s);
    }

    void aServerStopsAndStartsOnItsPorts()
    {
        const QString rtsp = url(2, u"high"_s, u"rtsp_live"_s);
        const auto act = [this](const char *action) {
            return control(u"/server"_s,
                           {{u"server"_s, u"ms-02"_s}, {u"action"_s, QString::fromLatin1(action)}});
        };
        QVERIFY(act("stop"));
        QVERIFY(m_fleet->call(1, u"/api/streams/"_s).failed);
        QCOMPARE(describe(rtsp).status, 0);
        QVERIFY(act("start"));
        QTRY_COMPARE(listed(2, u"high"_s)[u"status"_s].toString(), u"active"_s);
        QCOMPARE(listed(2, u"high"_s)[u"reconnect_total"_s].toInt(), 0);
        QTRY_COMPARE(describe(rtsp).status, 200);
        QTRY_VERIFY(m_fleet->call(1, u"/api/server/"_s, "POST").json()[u"server"_s][u"uptime"_s].toInt() >=
                    1);
        QVERIFY(act("restart"));
        QCOMPARE(m_fleet->call(1, u"/api/server/"_s, "POST").json()[u"server"_s][u"uptime"_s].toInt(), 0);
    }

    void aRenewedCertificateIsSeen()
    {
        const QByteArray before = m_fleet->server(0)[u"fingerprint"_s].toString().toUtf8();
        m_fleet->forgetConnections();
        QCOMPARE(m_fleet->call(0, u"/api/streams/"_s).fingerprint, before);
        const auto renewed =
            m_fleet->control("POST", u"/certificate"_s, "{\"server\":\"ms-01\",\"action\":\"renew\"}").json();
        m_fleet->forgetConnections();
        const QByteArray after = m_fleet->call(0, u"/api/streams/"_s).fingerprint;
        QVERIFY(after != before);
        QCOMPARE(QString::fromUtf8(after), renewed[u"fingerprint"_s].toString());
    }

    void theControlPortExplainsWrongInput_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QString &path, const QByteArray &body, int status) {
            QTest::newRow(name) << path << body << status;
        };
        row("path", u"/nothing"_s, "{}", 404);
        row("no JSON", u"/fault"_s, "x", 400);
        row("no server", u"/fault"_s, "{}", 400);
        row("unknown server", u"/fault"_s, R"({"server":"ms-99","kind":"none"})", 404);
        row("kind", u"/fault"_s, R"({"server":"ms-01","kind":"flood"})", 400);
        row("status", u"/fault"_s, R"({"server":"ms-01","kind":"status","status":"x"})", 400);
        row("unknown field", u"/fault"_s, R"({"server":"ms-01","kind":"none","colour":1})", 400);
        row("action", u"/server"_s, R"({"server":"ms-01","action":"explode"})", 400);
        row("camera", u"/camera"_s, R"({"camera":"99","action":"on"})", 404);
        row("stream", u"/stream"_s, R"({"uid":"none","set":{"enabled":true}})", 404);
        row("uid", u"/stream"_s, R"({"uid":"a/b","action":"add","server":"ms-01","address":"rtsp://x/"})",
            400);
        row("no TLS", u"/certificate"_s, R"({"server":"ms-02","action":"renew"})", 400);
    }

    void theControlPortExplainsWrongInput()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const auto answer = m_fleet->control("POST", path, body);
        QCOMPARE(answer.status, status);
        QVERIFY(!answer.json()[u"error"_s][u"message"_s].toString().isEmpty());
    }

    void aHundredThousandStreamsFitInOneProcess()
    {
        FleetProcess large(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        large.letCamerasFail();
        QVERIFY(
            large.start({u"--servers"_s, u"200"_s, u"--cameras"_s, u"50000"_s, u"--live"_s, u"0"_s}, 15'000));
        QCOMPARE(large.description()[u"servers"_s].toArray().size(), 200);
        QCOMPARE(large.description()[u"cameras"_s].toArray().size(), 1000);
        QElapsedTimer timer;
        timer.start();
        const auto answer = large.call(199, u"/api/streams/"_s);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        const QJsonObject streams = answer.json();
        QCOMPARE(streams.size(), 500);
        QVERIFY(streams.begin()->toObject()[u"stream_name"_s].toString().endsWith("(synthetic)"_L1));
        const auto info = large.call(199, u"/api/server/"_s, "POST").json();
        const int active = info[u"streams"_s][u"active"_s].toInt();
        QVERIFY2(active > 400 && active < 500, qPrintable(QString::number(active)));
    }

    void theFleetEndsWithItsParentAndOnSigterm()
    {
        FleetProcess orphan(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(orphan.start({u"--cameras"_s, u"1"_s, u"--servers"_s, u"1"_s}, 12'000));
        orphan.process().closeWriteChannel();
        QVERIFY(orphan.process().waitForFinished(5000));
        QCOMPARE(orphan.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(orphan.process().exitCode(), 0);

        m_fleet->process().terminate();
        QVERIFY(m_fleet->process().waitForFinished(5000));
        QCOMPARE(m_fleet->process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_fleet->process().exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(FleetTest)
#include "tst_fleet.moc"
