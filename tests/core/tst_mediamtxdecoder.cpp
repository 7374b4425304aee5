#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "tests/core/JsonDamage.h"
#include "tests/support/Recording.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::mediamtx;
using test::Recording;

Q_DECLARE_METATYPE(streamkeeper::test::Recording)

namespace {

const PathState *find(const StatePage &page, const QString &name)
{
    const auto found = std::ranges::find(page.paths, name, &PathState::name);
    return found == page.paths.end() ? nullptr : &*found;
}

QList<Recording> allRecordings()
{
    return Recording::loadAll(u"mediamtx"_s) + Recording::loadAll(u"mediamtx-scenarios"_s) +
           Recording::loadAll(u"mediamtx-jwt"_s);
}

/// Whether a decoder takes the body at all; used where only survival counts.
void decodeWithAll(const QByteArray &body)
{
    (void)decodeInfo(body);
    (void)decodeGlobalConfig(body);
    (void)decodeConfigPage(body);
    (void)decodeConfigPath(body);
    (void)decodeStatePage(body);
    (void)decodeState(body);
    (void)decodeRefusal(body);
}

} // namespace

class MediaMtxDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordingIsDecodedByItsDecoder_data()
    {
        QTest::addColumn<Recording>("recording");
        for (const Recording &recording : allRecordings())
            QTest::newRow(qPrintable(recording.name)) << recording;
    }

    void everyRecordingIsDecodedByItsDecoder()
    {
        QFETCH(Recording, recording);
        if (recording.status >= 400) {
            const bool isJson = recording.body.startsWith('{');
            QCOMPARE(decodeRefusal(recording.body).isEmpty(), !isJson);
            return;
        }
        if (recording.method != "GET")
            return;
        const auto expected = QJsonDocument::fromJson(recording.body).object();
        const auto items = expected[u"items"].toArray();
        if (recording.path == "/v3/info") {
            const auto info = decodeInfo(recording.body);
            QVERIFY(info);
            QCOMPARE(info->version, expected[u"version"].toString());
            QVERIFY(info->startedMs);
        } else if (recording.path == "/v3/config/global/get") {
            QVERIFY(decodeGlobalConfig(recording.body));
        } else if (recording.path == "/v3/config/paths/list") {
            const auto page = decodeConfigPage(recording.body);
            QVERIFY(page);
            QCOMPARE(page->pageCount, expected[u"pageCount"].toInt());
            QCOMPARE(qsizetype(page->paths.size()), items.size());
            for (qsizetype i = 0; i < items.size(); ++i) {
                const PathConfig &path = page->paths[size_t(i)];
                QCOMPARE(path.name, items[i][u"name"].toString());
                QCOMPARE(path.isOnDemand, items[i][u"sourceOnDemand"].toBool());
                QCOMPARE(path.isRecording, items[i][u"record"].toBool());
                QCOMPARE(path.isPublisher, items[i][u"source"].toString() == u"publisher");
                QCOMPARE(path.isCatchAll, path.name == u"all_others");
                if (!path.isPublisher)
                    QCOMPARE(path.address.full().revealText(), items[i][u"source"].toString());
            }
        } else if (recording.path == "/v3/paths/list") {
            const auto page = decodeStatePage(recording.body);
            QVERIFY(page);
            QCOMPARE(page->pageCount, expected[u"pageCount"].toInt());
            QCOMPARE(qsizetype(page->paths.size()), items.size());
            for (qsizetype i = 0; i < items.size(); ++i)
                compareState(page->paths[size_t(i)], items[i].toObject());
        } else if (recording.path.startsWith("/v3/config/paths/get/")) {
            const auto path = decodeConfigPath(recording.body);
            QVERIFY(path);
            QCOMPARE(path->name, expected[u"name"].toString());
            QCOMPARE(path->address.full().revealText(), expected[u"source"].toString());
        } else if (recording.path.startsWith("/v3/paths/get/")) {
            const auto state = decodeState(recording.body);
            QVERIFY(state);
            compareState(*state, expected);
        }
    }

    void theVersionAndTheStartAreRead()
    {
        const auto info = decodeInfo(Recording::load(u"mediamtx"_s, u"001-info.json"_s).body);
        QVERIFY(info);
        QCOMPARE(info->version, u"v1.20.0"_s);
        const auto later = decodeInfo(Recording::load(u"mediamtx"_s, u"108-info-after-restart.json"_s).body);
        QVERIFY(later);
        QVERIFY(*later->startedMs > *info->startedMs);
    }

    void thePortsAreReadFromTheListenerAddresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("all") << u":8554"_s << 8554;
        QTest::newRow("ipv4") << u"127.0.0.1:8554"_s << 8554;
        QTest::newRow("ipv6") << u"[::1]:8554"_s << 8554;
        QTest::newRow("host") << u"media.example:554"_s << 554;
        QTest::newRow("empty") << u""_s << 0;
        QTest::newRow("no port") << u"localhost"_s << 0;
        QTest::newRow("too large") << u":65536"_s << 0;
        QTest::newRow("negative") << u":-1"_s << 0;
        QTest::newRow("text") << u":rtsp"_s << 0;
    }

    void thePortsAreReadFromTheListenerAddresses()
    {
        QFETCH(QString, address);
        QFETCH(int, port);
        const QJsonObject body{{u"rtspAddress"_s, address},
                               {u"hlsAddress"_s, u":8888"_s},
                               {u"hls"_s, false},
                               {u"hlsEncryption"_s, true},
                               {u"authMethod"_s, u"jwt"_s}};
        const auto config = decodeGlobalConfig(QJsonDocument(body).toJson());
        QVERIFY(config);
        QCOMPARE(int(config->rtspPort), port);
        QCOMPARE(int(config->hlsPort), 8888);
        QVERIFY(config->isRtspOn);
        QVERIFY(!config->isHlsOn);
        QVERIFY(config->isHlsEncrypted);
        QCOMPARE(config->authMethod, u"jwt"_s);
    }

    void theRecordedGlobalConfigurationIsUnderstood()
    {
        const auto config = decodeGlobalConfig(Recording::load(u"mediamtx"_s, u"087-global-get.json"_s).body);
        QVERIFY(config);
        QCOMPARE(config->authMethod, u"internal"_s);
        QVERIFY(config->rtspPort > 0);
        QVERIFY(config->hlsPort > 0);
    }

    void pathsWithViewersSizesAndCountersAreRead()
    {
        const auto page = decodeStatePage(Recording::load(u"mediamtx"_s, u"052-list-readers.json"_s).body);
        QVERIFY(page);
        QCOMPARE(page->paths.size(), 9u);
        const PathState *cam = find(*page, u"cam1"_s);
        QVERIFY(cam);
        QVERIFY(cam->isReady);
        QCOMPARE(cam->readers, 2);
        QCOMPARE(cam->width, 640);
        QCOMPARE(cam->height, 360);
        QVERIFY(cam->hasAudio && cam->hasTracks);
        QCOMPARE(cam->inboundBytes, 810'446);
        QCOMPARE(cam->outboundBytes, 1'119'561);
        QCOMPARE(cam->sourceType, u"rtspSource"_s);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(*cam->readySinceMs, Qt::UTC),
                 QDateTime::fromString(u"2026-11-22T15:40:14.843Z"_s, Qt::ISODateWithMs));
        // `online` is true for it all the same.
        const PathState *broken = find(*page, u"broken"_s);
        QVERIFY(broken);
        QVERIFY(!broken->isReady);
        QVERIFY(!broken->readySinceMs);
        QCOMPARE(broken->width, -1);
        QVERIFY(!broken->hasTracks);
    }

    void aPushedPathHasItsPublisherAsSource()
    {
        const auto state = decodeState(Recording::load(u"mediamtx"_s, u"054-get-pushed.json"_s).body);
        QVERIFY(state);
        QVERIFY(state->isReady);
        QVERIFY(!state->sourceType.isEmpty());
        QVERIFY(!state->sourceType.endsWith(u"Source"));
    }

    void credentialsOfASourceAreSealedAway()
    {
        const auto path =
            decodeConfigPath(Recording::load(u"mediamtx"_s, u"025-config-get-credentials.json"_s).body);
        QVERIFY(path);
        QVERIFY(path->address.hasSecret());
        const QString full = path->address.full().revealText();
        const QString account = full.section(u"://"_s, 1).section(u'@', 0, 0);
        QVERIFY(account.contains(u':'));
        QVERIFY(!path->address.masked().contains(account.section(u':', 1)));
    }

    void olderFieldNamesAreUnderstood()
    {
        // Before 1.16: ready, bytesReceived, tracks as names.
        const auto state = decodeState(R"({"name":"a","ready":true,"readyTime":"2026-01-02T03:04:05Z",
            "tracks":["H265","Opus"],"bytesReceived":7,"bytesSent":8,"readers":[{}]})");
        QVERIFY(state);
        QVERIFY(state->isReady && state->hasAudio);
        QCOMPARE(state->inboundBytes, 7);
        QCOMPARE(state->outboundBytes, 8);
        QCOMPARE(state->readers, 1);
        QVERIFY(state->readySinceMs);
    }

    void newerFieldsWinOverDeprecatedOnes_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("newer first") << QByteArray(
            R"({"name":"a","available":false,"inboundBytes":9,"ready":true,"bytesReceived":1})");
        QTest::newRow("newer last") << QByteArray(
            R"({"name":"a","ready":true,"bytesReceived":1,"available":false,"inboundBytes":9})");
    }

    void newerFieldsWinOverDeprecatedOnes()
    {
        QFETCH(QByteArray, body);
        const auto state = decodeState(body);
        QVERIFY(state);
        QVERIFY(!state->isReady);
        QCOMPARE(state->inboundBytes, 9);
    }

    void audioIsToldFromVideo_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<bool>("isAudio");
        for (const char *codec : {"MPEG-4 Audio", "MPEG-4 Audio LATM", "MPEG-1/2 Audio", "Opus", "G711",
                                  "G722", "G726", "LPCM", "AC-3", "Vorbis", "Speex"})
            QTest::newRow(codec) << QString::fromLatin1(codec) << true;
        for (const char *codec : {"H264", "H265", "AV1", "VP8", "VP9", "M-JPEG", "MPEG-4 Video",
                                  "MPEG-1/2 Video", "KLV", "Generic"})
            QTest::newRow(codec) << QString::fromLatin1(codec) << false;
    }

    void audioIsToldFromVideo()
    {
        QFETCH(QString, codec);
        QFETCH(bool, isAudio);
        const QJsonObject body{{u"name"_s, u"a"_s},
                               {u"tracks2"_s, QJsonArray{QJsonObject{{u"codec"_s, codec}}}}};
        const auto state = decodeState(QJsonDocument(body).toJson());
        QVERIFY(state);
        QCOMPARE(state->hasAudio, isAudio);
    }

    void oddNumbersAreUnknownAndNeverWrong_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
        QTest::newRow("text") << QByteArray("\"123\"") << qint64(123);
        QTest::newRow("fraction") << QByteArray("12.9") << qint64(12);
        QTest::newRow("exponent") << QByteArray("1e3") << qint64(1000);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
        QTest::newRow("object") << QByteArray("{}") << qint64(-1);
        QTest::newRow("array") << QByteArray("[1]") << qint64(-1);
        QTest::newRow("word") << QByteArray("\"many\"") << qint64(-1);
        QTest::newRow("too large for 64 bits") << QByteArray("99999999999999999999") << qint64(-1);
        QTest::newRow("far too large") << QByteArray("1e300") << qint64(-1);
        QTest::newRow("nan as text") << QByteArray("\"nan\"") << qint64(-1);
        QTest::newRow("inf as text") << QByteArray("\"inf\"") << qint64(-1);
        QTest::newRow("largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
    }

    void oddNumbersAreUnknownAndNeverWrong()
    {
        QFETCH(QByteArray, number);
        QFETCH(qint64, bytes);
        const auto state = decodeState(R"({"name":"a","inboundBytes":)" + number + R"(,"outboundBytes":1,
            "tracks2":[{"codec":"H264","codecProps":{"width":)" +
                                       number + R"(,"height":4}}]})");
        QVERIFY(state);
        QCOMPARE(state->inboundBytes, bytes);
        QCOMPARE(state->outboundBytes, 1); // what follows is read all the same
        QVERIFY(state->width == -1 || (state->width > 0 && state->width <= 32'768));
    }

    void aPageCountThatIsAbsurdIsRefused_data()
    {
        QTest::addColumn<QByteArray>("count");
        for (const char *count : {"-1", "\"x\"", "null", "4294967297", "9223372036854775807", "1e300"})
            QTest::newRow(count) << QByteArray(count);
    }

    void aPageCountThatIsAbsurdIsRefused()
    {
        QFETCH(QByteArray, count);
        const auto page = decodeStatePage(R"({"pageCount":)" + count + R"(,"items":[]})");
        QVERIFY(!page);
        QCOMPARE(page.error().category, ErrorCategory::Protocol);
    }

    void whatIsNotMediaMtxIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html></html>");
        QTest::newRow("web page after spaces") << QByteArray("\n\n  <html>");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("spaces") << QByteArray("  \n");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("other object") << QByteArray(R"({"uid":{"status":"active"}})");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("text") << QByteArray("\"hello\"");
        QTest::newRow("number") << QByteArray("5");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("words") << QByteArray("404 page not found");
        QTest::newRow("zeros") << QByteArray(100, '\0');
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no UTF-8") << QByteArray("{\"name\":\"\xff\xfe\"}");
    }

    void whatIsNotMediaMtxIsSaid()
    {
        QFETCH(QByteArray, body);
        const auto info = decodeInfo(body);
        QVERIFY(!info && !info.error().message.isEmpty());
        const auto states = decodeStatePage(body);
        QVERIFY(!states && !states.error().message.isEmpty());
        const auto configs = decodeConfigPage(body);
        QVERIFY(!configs && !configs.error().message.isEmpty());
        QVERIFY(!decodeState(body));
        QVERIFY(!decodeConfigPath(body));
        QVERIFY(decodeRefusal(body).isEmpty());
        QVERIFY(!info.error().detail.contains(QChar(0)));
    }

    void aTruncatedAnswerIsNeverAPartialSuccess_data()
    {
        QTest::addColumn<Recording>("recording");
        for (const char *name : {"052-list-readers.json", "011-config-list-one.json", "001-info.json",
                                 "087-global-get.json", "010-get.json", "012-config-get.json"})
            QTest::newRow(name) << Recording::load(u"mediamtx"_s, QString::fromLatin1(name));
    }

    void aTruncatedAnswerIsNeverAPartialSuccess()
    {
        QFETCH(Recording, recording);
        for (qsizetype length = 0; length < recording.body.size(); ++length) {
            const QByteArray cut = recording.body.left(length);
            const bool isTaken = decodeInfo(cut) || decodeGlobalConfig(cut) || decodeConfigPage(cut) ||
                                 decodeStatePage(cut) || decodeState(cut) || decodeConfigPath(cut);
            QVERIFY2(!isTaken, qPrintable(QString::number(length)));
        }
    }

    void whatFollowsTheDocumentSpoilsIt()
    {
        const QByteArray info = R"({"version":"v1"})";
        const QByteArray page = R"({"pageCount":0,"items":[]})";
        for (const char *tail : {"x", "{}", ",", "]", "}", "\"", "<html>", "1"}) {
            QVERIFY2(!decodeInfo(info + tail), tail);
            QVERIFY2(!decodeStatePage(page + tail), tail);
        }
        QVERIFY(decodeInfo("  " + info + " \r\n\t"));
        QVERIFY(decodeStatePage("\n" + page + "\n"));
    }

    void damagedAnswersNeverCrash()
    {
        for (const char *name : {"052-list-readers.json", "051-config-page-0.json", "087-global-get.json"}) {
            const QByteArray body = Recording::load(u"mediamtx"_s, QString::fromLatin1(name)).body;
            test::damageManyTimes(body, 3'000, decodeWithAll);
        }
    }

    void namesMayHoldAnything_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("slashes") << u"site/hall 1/cam.2"_s;
        QTest::newRow("quotes") << u"a\"b'c\\d"_s;
        QTest::newRow("right to left") << u"\u202eמצלמה"_s;
        QTest::newRow("emoji") << u"📷🏢"_s;
        QTest::newRow("controls") << u"a\nb\tc"_s;
        QTest::newRow("html") << u"<b>&amp;</b>"_s;
        QTest::newRow("1,000 characters") << QString(1000, u'n');
    }

    void namesMayHoldAnything()
    {
        QFETCH(QString, name);
        const QJsonObject body{{u"pageCount"_s, 1},
                               {u"items"_s, QJsonArray{QJsonObject{{u"name"_s, name}}, QJsonObject{}, 5,
                                                       QJsonObject{{u"name"_s, u""_s}}}}};
        const auto page = decodeStatePage(QJsonDocument(body).toJson());
        QVERIFY(page);
        QCOMPARE(page->paths.size(), 1u);
        QCOMPARE(page->paths.front().name, name);
    }

    void aRefusalIsMasked()
    {
        const QByteArray body = R"({"error":"invalid source: rtsp://u:pw@h/"})";
        QCOMPARE(decodeRefusal(body), u"invalid source: rtsp://•••@h/"_s);
        const QByteArray longBody = "{\"error\":\"" + QByteArray(5'000, 'e') + "\"}";
        QVERIFY(decodeRefusal(longBody).size() <= 300);
        QVERIFY(decodeRefusal("404 page not found").isEmpty());
    }

private:
    static void compareState(const PathState &state, const QJsonObject &expected)
    {
        QCOMPARE(state.name, expected[u"name"].toString());
        QCOMPARE(state.configName, expected[u"confName"].toString());
        QCOMPARE(state.isReady, expected[u"available"].toBool());
        QCOMPARE(state.readySinceMs.has_value(), expected[u"availableTime"].isString());
        QCOMPARE(state.inboundBytes, expected[u"inboundBytes"].toInteger());
        QCOMPARE(state.outboundBytes, expected[u"outboundBytes"].toInteger());
        QCOMPARE(qsizetype(state.readers), expected[u"readers"].toArray().size());
        QCOMPARE(state.hasTracks, !expected[u"tracks2"].toArray().isEmpty());
        QCOMPARE(state.sourceType, expected[u"source"][u"type"].toString());
    }
};

QTEST_GUILESS_MAIN(MediaMtxDecoderTest)
#include "tst_mediamtxdecoder.moc"
