#include "app/mediaserver/v2/MediaServerV2Decoder.h"
#include "app/mediaserver/v2/ServerInfoDecoder.h"
#include "tests/core/V2Bodies.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::v2;
using test::infoBody;
using test::json;
using test::serverBody;
using test::urlsBody;

/// What a media_server_v2 tells of one stream, of itself, where streams are played, and its tokens.
class V2DetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theConfiguredAddressIsTakenBeforeTheRunningOne()
    {
        const auto stream = decodeStreamInfo(infoBody);
        QVERIFY(stream);
        QCOMPARE(stream->remoteName, u"7c1e"_s);
        QCOMPARE(stream->displayName, u"Yard"_s);
        QCOMPARE(stream->cameraUid, u"yard"_s);
        QCOMPARE(stream->address.full().revealText(), u"rtsp://u:p4ss@10.0.0.5/h"_s);
        QVERIFY(!stream->address.masked().contains(u"p4ss"));
        QVERIFY(stream->isEnabled);
        QCOMPARE(stream->audio, Tristate::Yes);
        QCOMPARE(stream->recording, Tristate::Yes);
    }

    void theAddressIsFoundInIniTexts_data()
    {
        QTest::addColumn<QString>("ini");
        QTest::addColumn<QString>("address");
        const QString url = u"rtsp://u:p@h/x?a=b;c"_s;
        const QString fallback = u"rtsp://source/"_s;
        QTest::newRow("spaces") << u"[s]\n  stream-url =  "_s + url + u"  \n"_s << url;
        QTest::newRow("none") << u"stream-url="_s + url << url;
        QTest::newRow("quoted") << u"stream-url = \""_s + url + u"\"\r\n"_s << url;
        QTest::newRow("windows lines") << u"a=b\r\nstream-url="_s + url + u"\r\nc=d"_s << url;
        QTest::newRow("absent") << u"secondary-url = rtsp://other/\n"_s << fallback;
        QTest::newRow("commented out")
            << u"# stream-url = rtsp://old/\n;stream-url=rtsp://older/"_s << fallback;
        QTest::newRow("empty") << u"stream-url =\ndvr-enable = true\n"_s << fallback;
        QTest::newRow("no text") << u""_s << fallback;
    }

    void theAddressIsFoundInIniTexts()
    {
        QFETCH(QString, ini);
        QFETCH(QString, address);
        const QJsonObject body{{u"uid"_s, u"a"_s},
                               {u"config"_s, QJsonObject{{u"source"_s, ini}}},
                               {u"source"_s, QJsonObject{{u"url"_s, u"rtsp://source/"_s}}}};
        const auto stream = decodeStreamInfo(QJsonDocument(body).toJson());
        QVERIFY(stream);
        QCOMPARE(stream->address.full().revealText(), address);
    }

    void theConfigurationGoesBeforeWhatRuns_data()
    {
        QTest::addColumn<QString>("ini");
        QTest::addColumn<bool>("isEnabled");
        QTest::addColumn<Tristate>("audio");
        QTest::addColumn<Tristate>("recording");
        QTest::newRow("nothing told") << u""_s << true << Tristate::Yes << Tristate::No;
        QTest::newRow("audio off") << u"stream-tracks = video"_s << true << Tristate::No << Tristate::No;
        QTest::newRow("audio on") << u"stream-tracks = video, AUDIO"_s << true << Tristate::Yes
                                  << Tristate::No;
        QTest::newRow("recording") << u"dvr-enable = true"_s << true << Tristate::Yes << Tristate::Yes;
        QTest::newRow("on demand") << u"dvr-enable = on-demand"_s << true << Tristate::Yes << Tristate::No;
        // What the server says of being on is what is; a switch may be temporary.
        QTest::newRow("switched on") << u"stream-enable = false"_s << true << Tristate::Yes << Tristate::No;
    }

    void theConfigurationGoesBeforeWhatRuns()
    {
        QFETCH(QString, ini);
        QFETCH(bool, isEnabled);
        QFETCH(Tristate, audio);
        QFETCH(Tristate, recording);
        QJsonObject body{{u"uid"_s, u"a"_s},
                         {u"enabled"_s, true},
                         {u"config"_s, QJsonObject{{u"source"_s, ini}}},
                         {u"tracks"_s, QJsonObject{{u"audio"_s, QJsonObject{}}}},
                         {u"dvr"_s, QJsonObject{{u"enable"_s, false}}}};
        auto stream = decodeStreamInfo(QJsonDocument(body).toJson());
        QVERIFY(stream);
        QCOMPARE(stream->isEnabled, isEnabled);
        QCOMPARE(stream->audio, audio);
        QCOMPARE(stream->recording, recording);
        body.remove(u"enabled"_s);
        stream = decodeStreamInfo(QJsonDocument(body).toJson());
        QVERIFY(stream);
        QCOMPARE(stream->isEnabled, ini != u"stream-enable = false");
    }

    void aStreamWithoutDetailsIsStillAStream()
    {
        const QByteArray body =
            json("{'uid':'a','source':null,'config':[],'dvr':'x','tracks':{'audio':null}}");
        const auto stream = decodeStreamInfo(body);
        QVERIFY(stream);
        QVERIFY(stream->address.isEmpty());
        QCOMPARE(stream->recording, Tristate::Unknown);
        QVERIFY(stream->audio != Tristate::Yes); // "audio": null is no audio track
        QVERIFY(!decodeStreamInfo("{}"));
    }

    void everyFigureOfTheServerIsRead()
    {
        const auto state = decodeServerInfo(serverBody);
        QVERIFY(state);
        const ServerLoad &load = state->load;
        QVERIFY(state->warnings.isEmpty());
        QCOMPARE(load.version, u"21.03.1"_s);
        QCOMPARE(load.nodeName, u"node-a"_s);
        QCOMPARE(load.startedAtMs, 1'700'000'000'000);
        QCOMPARE(load.cpuPercent, 17);
        QCOMPARE(load.memoryBytes, 1000);
        QCOMPARE(load.trafficInBps, 5000);
        QCOMPARE(load.trafficOutBps, 6000);
        QCOMPARE(load.clients, 4);
        QCOMPARE(load.storages.size(), 2u);
        QVERIFY((load.storages[0] == ServerStorage{u"/a"_s, 100, 25, true}));
        QVERIFY((load.storages[1] == ServerStorage{u"/b"_s, 0, 0, false}));
    }

    void whatAServerDoesNotTellIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("number");
        for (const char *number : {"null", "\"x\"", "-5", "9223372036854775807", "-9223372036854775808",
                                   "99999999999999999999", "1e18", "{}", "[]", "4294967296"})
            QTest::newRow(number) << QByteArray(number);
    }

    void whatAServerDoesNotTellIsUnknown()
    {
        QFETCH(QByteArray, number);
        const auto state = decodeServerInfo(
            json("{'server':{'startat':") + number + json("},'cpu':{'total':") + number +
            json("},'mem':{'rss':") + number + json("},'net':{'in_bitrate':") + number +
            json("},'streams':{'clients':") + number + json("},'storages':{'/a':{'capacity_total':") +
            number + json(",'capacity_free':") + number + "}}}");
        QVERIFY(state);
        const ServerLoad &load = state->load;
        QVERIFY2(!load.cpuPercent, qPrintable(QString::number(load.cpuPercent.value_or(-1))));
        QVERIFY2(!load.clients, qPrintable(QString::number(load.clients.value_or(-1))));
        QVERIFY(!load.startedAtMs || (*load.startedAtMs > 0 && *load.startedAtMs < 100'000'000'000'000));
        QVERIFY(!load.memoryBytes || *load.memoryBytes >= 0);
        QVERIFY(!load.trafficInBps || *load.trafficInBps >= 0);
        QCOMPARE(load.storages.size(), 1u);
        QVERIFY(load.storages[0].totalBytes >= -1);
        QVERIFY(load.storages[0].freeBytes >= -1);
    }

    void anotherServerIsNotTakenForThisOne()
    {
        const QByteArray mediaMtx = json("{'version':'v1.20.0','started':'2026-11-22T15:40:14Z'}");
        const auto load = decodeServerInfo(mediaMtx);
        QVERIFY(!load);
        QVERIFY(load.error().message.contains(u"media_server_v2"));
        QVERIFY(!decodeServerInfo("{}"));
        QVERIFY(!decodeServerInfo("<html>"));
        const QByteArray notAnObject = json("{'server':'nginx'}");
        QVERIFY(!decodeServerInfo(notAnObject));
    }

    void playbackAddressesAreRead()
    {
        const auto urls = decodeBroadcastUrls(urlsBody);
        QVERIFY(urls);
        QCOMPARE(urls->size(), 3);
        QCOMPARE(urls->value(u"7c1e"_s).access, u"private"_s);
        QCOMPARE(urls->value(u"7c1e"_s).rtspLive, u"rtsp://h:5554/live/7c1e/"_s);
        QCOMPARE(urls->value(u"7c1e"_s).hlsLive, u"https://h:8443/live/7c1e/playlist.m3u8"_s);
        QCOMPARE(urls->value(u"9a"_s).hlsLive, u"https://h:8443/live/9a/playlist_ios.m3u8"_s);
        QVERIFY(urls->value(u"9a"_s).rtspLive.isEmpty());
        QVERIFY(urls->value(u"ab"_s).hlsLive.isEmpty());
    }

    void oddPlaybackAddressesAreLeftOut()
    {
        const QByteArray body =
            json("{'a':{'urls':{'rtsp_live':false,'hls_live':null}},'b':{'urls':[]},'c':5,"
                 "'d':{'urls':{'rtsp_live':{'url':null,'args':{}},'hls_live':{'args':[]}}}}");
        const auto urls = decodeBroadcastUrls(body);
        QVERIFY(urls);
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
            QVERIFY2(urls->value(name).rtspLive.isEmpty(), qPrintable(name + urls->value(name).rtspLive));
            QVERIFY(urls->value(name).hlsLive.isEmpty());
        }
    }

    void aTokenIsABareString()
    {
        const QByteArray body = "\"abc~\\u0041\"";
        const auto token = decodeToken(body);
        QVERIFY(token);
        QCOMPARE(*token, u"abc~A"_s);
        for (const char *no : {"\"\"", "{}", "null", "5", "abc", "<html>", ""})
            QVERIFY2(!decodeToken(no), no);
    }
};

QTEST_GUILESS_MAIN(V2DetailsTest)
#include "tst_v2details.moc"
