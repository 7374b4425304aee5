#include "tests/fleet/AvFrameReader.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/fleet/FrameReader.h"
#include "tests/fleet/RtspProbe.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <gst/gst.h>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::AvFrameReader;
using fleet::FleetProcess;
using fleet::FrameReader;
using Answer = FleetProcess::Answer;

namespace {
constexpr int patienceMs = 25'000;
constexpr qint64 toleranceSeconds = 2;
constexpr int cameraNumber = 3; // it has sound

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString firstSegment(const QByteArray &playlist)
{
    for (const QByteArray &line : playlist.split('\n')) {
        if (!line.startsWith('#')) {
            return QString::fromUtf8(line);
        }
    }
    return {};
}

/// The first and the last second shown, and how it went.
struct Shown
{
    qint64 first = 0;
    qint64 last = 0;
    int pictures = 0;
    bool isOrdered = true;
    bool isOneCamera = true;
    bool hasEnded = false;
    int audioPackets = 0;
    QByteArray problem;
};

Shown play(const QString &url)
{
    AvFrameReader reader(url);
    Shown shown;
    qint64 lastMs = 0;
    while (const auto stamp = reader.next()) {
        shown.first = shown.pictures == 0 ? stamp->utcMs / 1000 : shown.first;
        shown.last = stamp->utcMs / 1000;
        shown.isOrdered = shown.isOrdered && stamp->utcMs > lastMs;
        shown.isOneCamera = shown.isOneCamera && stamp->cameraNumber == cameraNumber;
        lastMs = stamp->utcMs;
        ++shown.pictures;
    }
    shown.hasEnded = reader.hasEnded();
    shown.audioPackets = reader.audioPackets();
    shown.problem = reader.problem();
    return shown;
}
} // namespace

/// How media_server_v2 servers of the fleet hand out what they have recorded, and to whom.
class FleetPlaybackTest : public QObject
{
    Q_OBJECT

    FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    const QString m_uid = u"vault"_s; ///< on ms-01: two recorded ranges with a gap between them

    [[nodiscard]] QJsonObject body(const QString &access = u"public"_s)
    {
        return {{u"stream-url"_s, m_fleet.camera(cameraNumber)[u"high"_s][u"url"_s].toString()},
                {u"stream-access"_s, access},
                {u"stream-whitelist"_s, QJsonArray()},
                {u"dvr-enable"_s, true},
                {u"dvr-archive"_s, u"/archive"_s},
                {u"dvr-duration"_s, 3600},
                {u"dvr-chunk"_s, 60},
                {u"dvr-capacity"_s, 0}};
    }
    [[nodiscard]] bool write(const QString &uid, const QJsonObject &body, int server = 0)
    {
        return m_fleet.call(server, u"/api/streams/%1/"_s.arg(uid), "POST", compact(body)).status == 200;
    }
    [[nodiscard]] QJsonArray ranges(const QString &uid)
    {
        return m_fleet.call(0, u"/api/streams/%1/ranges/"_s.arg(uid)).json()[u"ranges"_s].toArray();
    }
    [[nodiscard]] bool hasRecorded(const QString &uid, int seconds, qsizetype count = 1)
    {
        const QJsonArray all = ranges(uid);
        return all.size() >= count && all[count - 1][u"duration"_s].toInt() >= seconds;
    }
    [[nodiscard]] qint64 from(int range) { return ranges(m_uid)[range][u"from"_s].toInteger(); }
    [[nodiscard]] qint64 end(int range) { return ranges(m_uid)[range][u"end"_s].toInteger(); }
    [[nodiscard]] bool record(const QString &uid, bool isOn)
    {
        const QString path = u"/api/streams/%1/enable/?enable=%2"_s.arg(uid, isOn ? u"true"_s : u"false"_s);
        return m_fleet.call(0, path, "PUT").status == 200;
    }
    [[nodiscard]] QJsonObject urls(const QString &uid)
    {
        return m_fleet.call(0, u"/api/streams/broadcast/"_s).json()[uid][u"urls"_s].toObject();
    }
    [[nodiscard]] QString archiveUrl(const QString &key, qint64 timestamp, qint64 duration,
                                     const QString &uid = {})
    {
        return urls(uid.isEmpty() ? m_uid : uid)[key][u"url"_s].toString() +
               u"?timestamp=%1&duration=%2"_s.arg(timestamp).arg(duration);
    }
    [[nodiscard]] QString token(const QString &uid, int seconds)
    {
        const QByteArray wanted =
            compact({{u"uid"_s, uid}, {u"user"_s, u"guest"_s}, {u"duration"_s, seconds}});
        const QByteArray answer = m_fleet.call(0, u"/api/auth/token/access/"_s, "POST", wanted).body;
        return QJsonDocument::fromJson('[' + answer + ']').array()[0].toString();
    }
    /// What a server says to an address, by HTTP or RTSP.
    [[nodiscard]] int statusOf(const QString &url)
    {
        return url.startsWith(u"rtsp:"_s) ? fleet::rtspProbe::describe(url).status
                                          : m_fleet.fetch(url).status;
    }
    /// Live and recorded, by every protocol, for one stream.
    [[nodiscard]] QMap<QString, QString> everyAddress(const QString &uid)
    {
        const qint64 second = ranges(uid)[0][u"from"_s].toInteger() + 1;
        QMap<QString, QString> all;
        const QJsonObject known = urls(uid);
        for (const QString &key : known.keys()) {
            all[key] = key.contains(u"live"_s) ? known[key][u"url"_s].toString() + u"?x=1"_s
                                               : archiveUrl(key, second, 2, uid);
        }
        return all;
    }
    [[nodiscard]] QStringList wrongStatuses(const QString &uid, const QString &argument, int http, int rtsp)
    {
        QStringList wrong;
        const QMap<QString, QString> all = everyAddress(uid);
        for (auto it = all.begin(); it != all.end(); ++it) {
            const int expected = it->startsWith(u"rtsp:"_s) ? rtsp : http;
            const int status = statusOf(*it + argument);
            if (status != expected) {
                wrong.append(u"%1: %2"_s.arg(it.key()).arg(status));
            }
        }
        return all.size() >= 6 ? wrong : QStringList{u"addresses are missing"_s};
    }

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        QVERIFY(
            m_fleet.start({u"--servers"_s, u"2"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"3"_s, u"--tls"_s,
                           u"none"_s, u"--reconnect-ms"_s, u"200"_s, u"--effect-ms"_s, u"20"_s},
                          12'000));
        QVERIFY(write(m_uid, body()));
        // What the tests want is recorded all at once, so that each need not wait.
        for (const QString &uid : {u"locked"_s, u"resting"_s, u"hushed"_s}) {
            QVERIFY(write(uid, body()));
        }
        for (const QString &uid : {u"sealed"_s, u"brief"_s}) {
            QVERIFY(write(uid, body(u"private"_s)));
        }
        QVERIFY(write(u"moody"_s, body(u"none"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(m_uid, 7), patienceMs);
        QVERIFY(record(m_uid, false));
        QTRY_VERIFY_WITH_TIMEOUT(QDateTime::currentSecsSinceEpoch() >= end(0) + 4, patienceMs);
        QVERIFY(record(m_uid, true));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(m_uid, 5, 2), patienceMs);
    }

    void whatIsRecordedIsListed()
    {
        const QJsonObject known = urls(m_uid);
        const QJsonObject server = m_fleet.server(0);
        const QString http = u"http://127.0.0.1:%1/dvr/vault/"_s.arg(server[u"hlsPort"_s].toInt());
        QCOMPARE(known[u"rtsp_dvr"_s][u"url"_s].toString(),
                 u"rtsp://127.0.0.1:%1/dvr/vault/"_s.arg(server[u"rtspPort"_s].toInt()));
        QCOMPARE(known[u"rtsp_dvr"_s][u"args"_s], (QJsonArray{u"timestamp"_s, u"duration"_s}));
        QCOMPARE(known[u"hls_dvr"_s][u"url"_s].toString(), http + u"playlist_ios.m3u8"_s);
        QCOMPARE(known[u"export"_s][u"url"_s].toString(), http + u"record.mp4"_s);
        for (const QString &key : {u"hls_dvr"_s, u"export"_s}) {
            QCOMPARE(known[key][u"args"_s], (QJsonArray{u"timestamp"_s, u"duration"_s, u"time"_s}));
        }
        QCOMPARE(known[u"hls_live"_s][u"args"_s], QJsonObject());
        // Not recorded, or nothing behind it: nothing to play.
        QVERIFY(!urls(m_fleet.camera(1)[u"high"_s][u"uid"_s].toString()).contains(u"rtsp_dvr"_s));
        QJsonObject synthetic = body();
        synthetic[u"stream-url"_s] = m_fleet.camera(4)[u"high"_s][u"url"_s].toString();
        QVERIFY(write(u"pretended"_s, synthetic));
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(u"pretended"_s, 1), patienceMs);
        QVERIFY(urls(u"pretended"_s).isEmpty());
        const qint64 second = ranges(u"pretended"_s)[0][u"from"_s].toInteger();
        QCOMPARE(statusOf(http.left(http.indexOf(u"vault"_s)) +
                          u"pretended/record.mp4?timestamp=%1&duration=1"_s.arg(second)),
                 404);
    }

    void onlyAllowedProtocolsAreListed()
    {
        QJsonObject hlsOnly = body();
        hlsOnly[u"stream-proto"_s] = QJsonArray{u"hls"_s};
        QVERIFY(write(u"narrow"_s, hlsOnly));
        QTRY_VERIFY_WITH_TIMEOUT(urls(u"narrow"_s).contains(u"hls_dvr"_s), patienceMs);
        QVERIFY(!urls(u"narrow"_s).contains(u"rtsp_dvr"_s));
        QVERIFY(!urls(u"narrow"_s).contains(u"rtsp_live"_s));
    }

    void theSecondThatWasAskedForIsShown_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("HLS") << u"hls_dvr"_s;
        QTest::newRow("RTSP") << u"rtsp_dvr"_s;
        QTest::newRow("file") << u"export"_s;
    }

    void theSecondThatWasAskedForIsShown()
    {
        QFETCH(QString, key);
        const qint64 second = from(0) + 3;
        QElapsedTimer timer;
        timer.start();
        const Shown shown = play(archiveUrl(key, second, 3));
        QVERIFY2(shown.problem.isEmpty(), shown.problem.constData());
        QVERIFY2(qAbs(shown.first - second) <= toleranceSeconds, qPrintable(QString::number(shown.first)));
        QVERIFY2(qAbs(shown.last - second - 3) <= toleranceSeconds, qPrintable(QString::number(shown.last)));
        QVERIFY(shown.pictures >= 20); // 12 a second
        QVERIFY(shown.isOrdered);
        QVERIFY(shown.isOneCamera);
        QVERIFY(shown.hasEnded);
        QVERIFY(shown.audioPackets > 20);
        if (key == u"rtsp_dvr"_s) {
            QVERIFY2(timer.elapsed() > 2000, "in real time");
            QVERIFY2(timer.elapsed() < 9000, qPrintable(QString::number(timer.elapsed())));
        }
    }

    void otherPlayersThanFFmpegShowItToo()
    {
        const qint64 second = from(0) + 4;
        FrameReader rtsp(FrameReader::rtsp(archiveUrl(u"rtsp_dvr"_s, second, 2)));
        const auto first = rtsp.next(8000);
        QVERIFY(first);
        QVERIFY(qAbs(first->utcMs / 1000 - second) <= toleranceSeconds);
        const Answer playlist = m_fleet.fetch(archiveUrl(u"hls_dvr"_s, second, 2));
        const QString name = firstSegment(playlist.body);
        const QString base = urls(m_uid)[u"hls_dvr"_s][u"url"_s].toString();
        const Answer segment = m_fleet.fetch(base.left(base.lastIndexOf(u'/') + 1) + name);
        QCOMPARE(segment.status, 200);
        QCOMPARE(segment.contentType, "video/mp2t");
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"segment.ts"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(segment.body) == segment.body.size());
        file.close();
        FrameReader reader("filesrc location=" + file.fileName().toUtf8() + " ! tsdemux");
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QVERIFY(qAbs(stamp->utcMs - second * 1000) <= 1500);
    }

    void playlistsAreComplete()
    {
        const Answer whole = m_fleet.fetch(archiveUrl(u"hls_dvr"_s, from(0), end(1) - from(0)));
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.contentType, "application/vnd.apple.mpegurl");
        QVERIFY(whole.body.startsWith("#EXTM3U\n"));
        QVERIFY(whole.body.contains("#EXT-X-PLAYLIST-TYPE:VOD\n"));
        QVERIFY(whole.body.endsWith("#EXT-X-ENDLIST\n"));
        QCOMPARE(whole.body.count("#EXT-X-DISCONTINUITY\n"), 1);
        QCOMPARE(whole.body.count("#EXT-X-PROGRAM-DATE-TIME:"), whole.body.count("#EXTINF:"));
        const qsizetype at = whole.body.indexOf("#EXT-X-PROGRAM-DATE-TIME:") + 25;
        const QByteArray begin = whole.body.mid(at, whole.body.indexOf('\n', at) - at);
        const QDateTime time = QDateTime::fromString(QString::fromLatin1(begin), Qt::ISODateWithMs);
        QCOMPARE(time.toSecsSinceEpoch(), from(0));
        // Begins with the segment that holds the moment: it starts at most a GOP earlier.
        const Answer part = m_fleet.fetch(archiveUrl(u"hls_dvr"_s, from(0) + 3, 1));
        QVERIFY(part.body.count("#EXTINF:") <= 3);
    }

    void gapsAreLeftOut_data() { theSecondThatWasAskedForIsShown_data(); }

    void gapsAreLeftOut()
    {
        QFETCH(QString, key);
        const qint64 second = end(0) - 2;
        const qint64 stop = from(1) + 2;
        QElapsedTimer timer;
        timer.start();
        const Shown shown = play(archiveUrl(key, second, stop - second));
        QVERIFY2(shown.problem.isEmpty(), shown.problem.constData());
        QVERIFY(qAbs(shown.first - second) <= toleranceSeconds);
        QVERIFY2(shown.last >= from(1) && qAbs(shown.last - stop) <= toleranceSeconds,
                 qPrintable(QString::number(shown.last)));
        QVERIFY(shown.isOrdered);
        QVERIFY(shown.hasEnded);
        QVERIFY2(shown.pictures <= 12 * 7, "the gap is not filled");
        QVERIFY(timer.elapsed() < 10'000);
    }

    void aFileIsComplete()
    {
        const Answer answer = m_fleet.fetch(archiveUrl(u"export"_s, from(0) + 1, 4));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.contentType, "video/mp4");
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"record.mp4"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(answer.body) == answer.body.size());
        file.close();
        const AvFrameReader reader(file.fileName());
        QVERIFY2(reader.isOpen(), reader.problem().constData());
        QVERIFY(reader.hasAudio());
        QVERIFY2(reader.durationSeconds() > 3 && reader.durationSeconds() < 6,
                 qPrintable(QString::number(reader.durationSeconds())));
        QVERIFY2(answer.body.indexOf("moov") < answer.body.indexOf("mdat"), "it plays while it is loaded");
    }

    void theWholeOfARangeIsThere()
    {
        // Ranges are told in whole seconds; both ends must be playable as they are told.
        QCOMPARE(statusOf(archiveUrl(u"hls_dvr"_s, from(0), 1)), 200);
        QCOMPARE(statusOf(archiveUrl(u"rtsp_dvr"_s, end(0) - 1, 60)), 200);
        const Shown rest = play(archiveUrl(u"hls_dvr"_s, end(0) - 1, 1));
        QVERIFY(rest.pictures > 0);
    }

    void badPeriodsAreRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << u""_s << 400;
        QTest::newRow("no duration") << u"timestamp=@in"_s << 400;
        QTest::newRow("no timestamp") << u"duration=2"_s << 400;
        QTest::newRow("no number") << u"timestamp=now&duration=2"_s << 400;
        QTest::newRow("fraction") << u"timestamp=@in.5&duration=2"_s << 400;
        QTest::newRow("negative") << u"timestamp=-5&duration=2"_s << 400;
        QTest::newRow("too large") << u"timestamp=99999999999999999999&duration=2"_s << 400;
        QTest::newRow("no length") << u"timestamp=@in&duration=0"_s << 400;
        QTest::newRow("text for a length") << u"timestamp=@in&duration=2h"_s << 400;
        QTest::newRow("before the begin") << u"timestamp=@before&duration=60"_s << 404;
        QTest::newRow("in the gap") << u"timestamp=@gap&duration=60"_s << 404;
        QTest::newRow("in the future") << u"timestamp=@future&duration=60"_s << 404;
    }

    void badPeriodsAreRefused()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        const qint64 begin = from(0);
        query.replace(u"@in"_s, QString::number(begin + 2));
        query.replace(u"@before"_s, QString::number(begin - 2));
        query.replace(u"@gap"_s, QString::number(end(0) + 2));
        query.replace(u"@future"_s, QString::number(QDateTime::currentSecsSinceEpoch() + 60));
        for (const QString &key : {u"hls_dvr"_s, u"export"_s, u"rtsp_dvr"_s}) {
            const QString url = urls(m_uid)[key][u"url"_s].toString() + u'?' + query;
            QVERIFY2(statusOf(url) == status, qPrintable(url));
        }
    }

    void nothingElseIsHandedOut()
    {
        const QString base = u"http://127.0.0.1:%1"_s.arg(m_fleet.server(0)[u"hlsPort"_s].toInt());
        for (const QString &path : {u"/dvr/vault/"_s, u"/dvr/vault/1.ts"_s, u"/dvr/vault/x.ts"_s,
                                    u"/dvr/nobody/record.mp4"_s, u"/dvr/vault/..%2F..%2F..%2Fetc%2Fpasswd"_s,
                                    u"/dvr/vault/%2e%2e/other/1.ts"_s, u"/dvr/vault/playlist.m3u8x"_s}) {
            QVERIFY2(statusOf(base + path + u"?timestamp=1&duration=1"_s) == 404, qPrintable(path));
        }
        QCOMPARE(fleet::rtspProbe::describe(u"rtsp://127.0.0.1:%1/dvr/nobody/?timestamp=1&duration=1"_s.arg(
                                                m_fleet.server(0)[u"rtspPort"_s].toInt()))
                     .status,
                 404);
    }

    void aPrivateStreamWantsItsToken()
    {
        const QString uid = u"locked"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 5), patienceMs);
        QCOMPARE(wrongStatuses(uid, {}, 200, 200), QStringList());
        QVERIFY(write(uid, body(u"private"_s)));
        QTRY_COMPARE(wrongStatuses(uid, {}, 403, 401), QStringList());
        // It is captured anew: live video is there a moment later.
        const QString right = u"&token="_s + token(uid, 600);
        QTRY_COMPARE_WITH_TIMEOUT(wrongStatuses(uid, right, 200, 200), QStringList(), patienceMs);
        QCOMPARE(wrongStatuses(uid, u"&token="_s + token(u"other"_s, 600), 403, 403), QStringList());
        QString altered = right;
        altered[altered.size() - 5] = altered[altered.size() - 5] == u'A' ? u'B' : u'A';
        QCOMPARE(wrongStatuses(uid, altered, 403, 403), QStringList());
        const QString url = archiveUrl(u"hls_dvr"_s, ranges(uid)[0][u"from"_s].toInteger() + 1, 3, uid);
        QCOMPARE(statusOf(url + right + u"x"_s), 403);
        QVERIFY(play(url + right).pictures > 20); // segments and all
        QCOMPARE(play(url + altered).pictures, 0);
        QVERIFY(play(archiveUrl(u"rtsp_dvr"_s, ranges(uid)[0][u"from"_s].toInteger() + 1, 2, uid) + right)
                    .pictures > 10);
    }

    void segmentsAskForTheTokenAgain()
    {
        const QString uid = u"sealed"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 2), patienceMs);
        const QString pass = token(uid, 600);
        const QString url = archiveUrl(u"hls_dvr"_s, ranges(uid)[0][u"from"_s].toInteger(), 2, uid);
        const Answer playlist = m_fleet.fetch(url + u"&token="_s + pass);
        const QString name = firstSegment(playlist.body);
        QVERIFY(name.contains(u"?token="_s));
        const QString segment = url.left(url.lastIndexOf(u'/') + 1) + name;
        QCOMPARE(statusOf(segment), 200);
        QCOMPARE(statusOf(segment.left(segment.indexOf(u'?'))), 403);
    }

    void aTokenEnds()
    {
        const QString uid = u"brief"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 5), patienceMs);
        const QString argument = u"&token="_s + token(uid, 2);
        const qint64 second = ranges(uid)[0][u"from"_s].toInteger() + 1;
        // A running session goes on: five seconds of recordings with a token of two.
        const Shown shown = play(archiveUrl(u"rtsp_dvr"_s, second, 5, uid) + argument);
        QVERIFY2(shown.last >= second + 3, qPrintable(QString::number(shown.last - second)));
        QTRY_COMPARE_WITH_TIMEOUT(wrongStatuses(uid, argument, 403, 403), QStringList(), patienceMs);
        // By the server's clock, which may be wrong.
        const QString longer = u"&token="_s + token(uid, 600);
        QVERIFY(m_fleet.control(
            u"/fault"_s, {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"skew"_s}, {u"skewSeconds"_s, 3600}}));
        QCOMPARE(wrongStatuses(uid, longer, 403, 403), QStringList());
        QVERIFY(m_fleet.control(u"/fault"_s, {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"none"_s}}));
        QCOMPARE(wrongStatuses(uid, longer, 200, 200), QStringList());
    }

    void accessModesHoldAtOnce()
    {
        const QString uid = u"moody"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 3), patienceMs);
        const QString pass = u"&token="_s + token(uid, 600);
        QCOMPARE(wrongStatuses(uid, pass, 403, 403), QStringList());
        QJsonObject listed = body(u"protected"_s);
        listed[u"stream-whitelist"_s] = QJsonArray{u"10.0.0.0/8"_s};
        QVERIFY(write(uid, listed));
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/moody/"_s).json()[u"access"_s].toString(),
                     u"protected"_s);
        QCOMPARE(wrongStatuses(uid, {}, 403, 403), QStringList());
        listed[u"stream-whitelist"_s] = QJsonArray{u"127.0.0.0/8"_s};
        QVERIFY(write(uid, listed));
        QTRY_COMPARE_WITH_TIMEOUT(wrongStatuses(uid, {}, 200, 200), QStringList(), patienceMs);
        QVERIFY(write(uid, body(u"private"_s)));
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/moody/"_s).json()[u"access"_s].toString(), u"private"_s);
        QCOMPARE(wrongStatuses(uid, {}, 403, 401), QStringList());
    }

    void recordingsNeedNoCapture()
    {
        const QString uid = u"resting"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 3), patienceMs);
        const qint64 second = ranges(uid)[0][u"from"_s].toInteger() + 1;
        QJsonObject off = body();
        off[u"stream-enable"_s] = false;
        QVERIFY(write(uid, off));
        QTRY_COMPARE(statusOf(urls(uid)[u"hls_live"_s][u"url"_s].toString()), 404);
        QVERIFY(play(archiveUrl(u"rtsp_dvr"_s, second, 2, uid)).pictures > 10);
        // A holder: moved to ms-02, the recordings stay, and access to them can still be changed.
        QVERIFY(write(uid, body()));
        QVERIFY(write(uid, body(), 1));
        const QJsonObject transfer{{u"current_primary"_s, u"ms-01"_s},
                                   {u"target_primary"_s, u"ms-02"_s},
                                   {u"is_save_current"_s, true}};
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/resting/transfer/"_s, "POST", compact(transfer)).status,
                     200);
        QTRY_COMPARE(m_fleet.call(0, u"/api/streams/"_s).json()[uid][u"type"_s].toString(), u"secondary"_s);
        QVERIFY(play(archiveUrl(u"export"_s, second, 2, uid)).pictures > 10);
        QVERIFY(play(archiveUrl(u"rtsp_dvr"_s, second, 2, uid)).pictures > 10);
        QJsonObject holder = body(u"private"_s);
        holder[u"primary-node"_s] = u"ms-02"_s;
        holder[u"secondary-node"_s] = u"ms-01"_s;
        holder[u"dvr-enable"_s] = false;
        QVERIFY(write(uid, holder));
        QTRY_COMPARE(statusOf(archiveUrl(u"rtsp_dvr"_s, second, 2, uid)), 401);
        QCOMPARE(statusOf(archiveUrl(u"hls_dvr"_s, second, 2, uid)), 403);
        QVERIFY(play(archiveUrl(u"hls_dvr"_s, second, 2, uid) + u"&token="_s + token(uid, 60)).pictures > 10);
    }

    void timesAreOfTheServersClock()
    {
        const qint64 second = from(0) + 2;
        QVERIFY(m_fleet.control(
            u"/fault"_s, {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"skew"_s}, {u"skewSeconds"_s, -7200}}));
        QCOMPARE(from(0), second - 2 - 7200);
        QCOMPARE(statusOf(archiveUrl(u"hls_dvr"_s, second, 2)), 404);
        const Shown shown = play(archiveUrl(u"hls_dvr"_s, second - 7200, 2));
        QVERIFY(m_fleet.control(u"/fault"_s, {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"none"_s}}));
        QVERIFY(qAbs(shown.first - second) <= toleranceSeconds); // the camera's own clock is right
    }

    void aPausedDeliveryHandsOutNothing()
    {
        const QString uid = u"hushed"_s;
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(uid, 3), patienceMs);
        const auto pause = [&](bool isPaused) {
            return m_fleet
                .call(0, u"/api/streams/hushed/reconfigure/"_s, "PUT", compact({{u"broadcast"_s, isPaused}}))
                .status;
        };
        QCOMPARE(pause(true), 200);
        QTRY_COMPARE(wrongStatuses(uid, {}, 404, 404), QStringList());
        QCOMPARE(pause(false), 200);
        QTRY_COMPARE(wrongStatuses(uid, {}, 200, 200), QStringList());
    }
};

QTEST_GUILESS_MAIN(FleetPlaybackTest)
#include "tst_fleetplayback.moc"
