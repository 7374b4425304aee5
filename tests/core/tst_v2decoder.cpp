#include "app/mediaserver/v2/MediaServerV2Decoder.h"
#include "app/mediaserver/v2/ServerInfoDecoder.h"
#include "tests/core/JsonDamage.h"
#include "tests/core/V2Bodies.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::v2;
using test::infoBody;
using test::json;
using test::listBody;
using test::serverBody;
using test::urlsBody;

namespace {

ObservedStream only(const QByteArray &entry)
{
    const auto list = decodeStreams(json("{'a':") + entry + "}");
    return list && list->streams.size() == 1 ? list->streams.front() : ObservedStream{};
}

void decodeWithAll(const QByteArray &body)
{
    (void)decodeStreams(body);
    (void)decodeStreamInfo(body);
    (void)decodeServerInfo(body);
    (void)decodeBroadcastUrls(body);
    (void)decodeToken(body);
}

} // namespace

/// The list of streams of a media_server_v2, and answers of every kind that are cut or damaged.
class V2DecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldOfAStreamIsRead()
    {
        const auto list = decodeStreams(listBody);
        QVERIFY(list);
        QVERIFY2(list->warnings.isEmpty(), qPrintable(list->warnings.join(u'\n')));
        QCOMPARE(list->streams.size(), 2u);
        ObservedStream yard;
        yard.remoteName = u"7c1e"_s;
        yard.displayName = u"Yard high"_s;
        yard.cameraUid = u"yard"_s;
        yard.bitrateInBps = 2'097'152;
        yard.bitrateOutBps = 4'194'304;
        yard.sourceStartMs = 1'700'000'000'000;
        yard.width = 2048;
        yard.height = 1536;
        yard.clients = 2;
        yard.reconnectAttempts = 0;
        yard.reconnectTotal = 5;
        yard.status = StreamStatus::Active;
        yard.hasAudio = Tristate::Yes;
        yard.isRecording = Tristate::Yes;
        yard.isPrivate = Tristate::Yes;
        QVERIFY(list->streams[0] == yard);
        const ObservedStream &lost = list->streams[1];
        QCOMPARE(lost.status, StreamStatus::Inactive);
        QCOMPARE(lost.role, StreamRole::Additional);
        QCOMPARE(lost.width, ObservedStream::unknown);
        QCOMPARE(lost.bitrateInBps, ObservedStream::unknown);
        QCOMPARE(lost.reconnectAttempts, 3);
        QCOMPARE(lost.nextReconnectMs, 1'700'000'200'000);
        QCOMPARE(lost.lostSinceMs, 1'700'000'050'000);
        QCOMPARE(lost.sourceStartMs, ObservedStream::unknown);
        QCOMPARE(lost.hasAudio, Tristate::No);
        QCOMPARE(lost.isRecording, Tristate::No);
        QCOMPARE(lost.isPrivate, Tristate::No);
        QVERIFY(lost.rawStatus.isEmpty());
    }

    void statusWordsAreMapped_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<StreamStatus>("status");
        QTest::addColumn<QString>("raw");
        const QString none;
        QTest::newRow("active") << u"active"_s << StreamStatus::Active << none;
        QTest::newRow("upper case") << u"ACTIVE"_s << StreamStatus::Active << none;
        QTest::newRow("spaces") << u" Active\n"_s << StreamStatus::Active << none;
        QTest::newRow("inactive") << u"inactive"_s << StreamStatus::Inactive << none;
        QTest::newRow("pending") << u"pending"_s << StreamStatus::Initialization << none;
        QTest::newRow("warming") << u"warming"_s << StreamStatus::Initialization << none;
        QTest::newRow("init") << u"init"_s << StreamStatus::Initialization << none;
        QTest::newRow("initializing") << u"Initializing"_s << StreamStatus::Initialization << none;
        QTest::newRow("undefined") << u"undefined"_s << StreamStatus::Initialization << none;
        QTest::newRow("invalid") << u"invalid"_s << StreamStatus::Inactive << u"invalid"_s;
        QTest::newRow("unknown") << u"Überlast"_s << StreamStatus::Inactive << u"Überlast"_s;
        QTest::newRow("empty") << u""_s << StreamStatus::Inactive << none;
        QTest::newRow("long") << QString(5000, u'x') << StreamStatus::Inactive << QString(200, u'x');
    }

    void statusWordsAreMapped()
    {
        QFETCH(QString, word);
        QFETCH(StreamStatus, status);
        QFETCH(QString, raw);
        ObservedStream stream;
        applyStatus(stream, word);
        QCOMPARE(stream.status, status);
        QCOMPARE(stream.rawStatus, raw);
        stream.isEnabled = false;
        applyStatus(stream, word);
        QCOMPARE(stream.status, StreamStatus::Inactive); // switched off wins
        QVERIFY(stream.rawStatus.isEmpty());
    }

    void statusIsAlsoTakenFromState()
    {
        QCOMPARE(only(json("{'state':'active'}")).status, StreamStatus::Active);
        QCOMPARE(only(json("{'status':5}")).rawStatus, u"5"_s);
        QCOMPARE(only(json("{'status':null}")).status, StreamStatus::Inactive);
        QCOMPARE(only(json("{'status':['active']}")).status, StreamStatus::Inactive);
        // The switch may come after the status.
        const ObservedStream off = only(json("{'status':'active','enabled':false}"));
        QCOMPARE(off.status, StreamStatus::Inactive);
        QVERIFY(!off.isEnabled);
    }

    void booleansComeInManyForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Tristate>("value");
        for (const char *yes : {"true", "1", "\"true\"", "\"1\"", "\"on\"", "\"Yes\"", "2", "\" TRUE \""})
            QTest::newRow(yes) << QByteArray(yes) << Tristate::Yes;
        for (const char *no : {"false", "0", "\"false\"", "\"0\"", "\"off\"", "\"No\"", "0.0"})
            QTest::newRow(no) << QByteArray(no) << Tristate::No;
        for (const char *unknown : {"null", "{}", "[]", "\"\"", "\"maybe\"", "[true]"})
            QTest::newRow(unknown) << QByteArray(unknown) << Tristate::Unknown;
    }

    void booleansComeInManyForms()
    {
        QFETCH(QByteArray, text);
        QFETCH(Tristate, value);
        const ObservedStream stream = only(json("{'track_audio':") + text + json(",'dvr_enabled':") + text +
                                           json(",'enabled':") + text + json(",'clients_count':3}"));
        QCOMPARE(stream.hasAudio, value);
        QCOMPARE(stream.isRecording, value);
        QCOMPARE(stream.isEnabled, value != Tristate::No);
        QCOMPARE(stream.clients, 3);
    }

    void oddNumbersAreUnknownAndNamedOnce_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<bool>("warns");
        QTest::newRow("zero") << QByteArray("0") << qint64(0) << false;
        QTest::newRow("text") << QByteArray("\"640\"") << qint64(640) << false;
        QTest::newRow("fraction") << QByteArray("640.7") << qint64(640) << false;
        QTest::newRow("exponent") << QByteArray("1e3") << qint64(1000) << false;
        QTest::newRow("null") << QByteArray("null") << qint64(-1) << false;
        QTest::newRow("empty text") << QByteArray("\"\"") << qint64(-1) << false;
        QTest::newRow("word") << QByteArray("\"many\"") << qint64(-1) << false;
        QTest::newRow("object") << QByteArray("{\"a\":1}") << qint64(-1) << false;
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1) << true;
        QTest::newRow("negative text") << QByteArray("\"-7\"") << qint64(-1) << true;
        QTest::newRow("huge") << QByteArray("9223372036854775807") << qint64(-1) << true;
        QTest::newRow("beyond 64 bits") << QByteArray("18446744073709551615") << qint64(-1) << false;
        QTest::newRow("1e308") << QByteArray("1e308") << qint64(-1) << false;
    }

    void oddNumbersAreUnknownAndNamedOnce()
    {
        QFETCH(QByteArray, number);
        QFETCH(qint64, value);
        QFETCH(bool, warns);
        const QByteArray entry = json("{'status':'active','bitrate_in':") + number + json(",'bitrate_out':") +
                                 number + json(",'clients_count':") + number + json(",'reconnect_attempt':") +
                                 number + json(",'reconnect_total':") + number + json(",'video_width':") +
                                 number + json(",'video_height':") + number + json(",'src_start_time':") +
                                 number + json(",'reconnect_time':") + number + json(",'src_ping_time':") +
                                 number + "}";
        const auto list = decodeStreams(json("{'a':") + entry + json(",'b':") + entry + "}");
        QVERIFY(list);
        QCOMPARE(list->streams.size(), 2u);
        const ObservedStream &stream = list->streams.front();
        QCOMPARE(stream.bitrateInBps, value);
        QCOMPARE(stream.bitrateOutBps, value);
        QCOMPARE(qint64(stream.clients), value);
        QCOMPARE(qint64(stream.reconnectAttempts), value);
        QCOMPARE(qint64(stream.reconnectTotal), value);
        QVERIFY(stream.width == -1 || (stream.width > 0 && stream.width <= 32'768));
        QVERIFY(stream.sourceStartMs == -1 || stream.sourceStartMs > 0);
        QCOMPARE(list->warnings.size(), warns ? 1 : 0);
        if (warns)
            QVERIFY(list->warnings.front().contains(u"bitrate_in, bitrate_out, clients_count"));
    }

    void duplicatesAreNamedAndTheFirstCounts()
    {
        const auto list = decodeStreams(json(
            "[{'uid':'b','clients_count':1},{'uid':'z','clients_count':9},"
            "{'uid':'b','clients_count':2},{'uid':'c','clients_count':3},{'uid':'b','clients_count':4}]"));
        QVERIFY(list);
        QCOMPARE(list->streams.size(), 3u);
        QCOMPARE(list->streams[0].remoteName, u"b"_s);
        QCOMPARE(list->streams[0].clients, 1);
        QCOMPARE(list->streams[1].remoteName, u"c"_s);
        QCOMPARE(list->streams[2].remoteName, u"z"_s);
        QCOMPARE(list->warnings.size(), 1);
        QVERIFY2(list->warnings.front().contains(u"lists b several"), qPrintable(list->warnings.front()));
    }

    void theListIsSortedByName()
    {
        QJsonObject body;
        for (const char *name : {"z", "a", "M", "ä", "10", "9", "📷"})
            body.insert(QString::fromUtf8(name), QJsonObject{{u"status"_s, u"active"_s}});
        const auto list = decodeStreams(QJsonDocument(body).toJson());
        QVERIFY(list);
        QCOMPARE(qsizetype(list->streams.size()), body.size());
        QVERIFY(std::ranges::is_sorted(list->streams, {}, &ObservedStream::remoteName));
    }

    void theKeyOfTheListIsTheName()
    {
        QCOMPARE(only(json("{'uid':'other','status':'active'}")).remoteName, u"a"_s);
        QCOMPARE(only(json("{'uid':'a','stream_name':'a'}")).displayName, QString());
        // Escapes in a key are part of the name, not of the text.
        const auto list = decodeStreams("{\"a\\u0062\\\"\\\\\":{\"status\":\"active\"}}");
        QVERIFY(list);
        QCOMPARE(list->streams.front().remoteName, u"ab\"\\"_s);
    }

    void anEmptyListIsAList()
    {
        for (const char *empty : {"{}", "[]", " {\n} "}) {
            const auto list = decodeStreams(empty);
            QVERIFY2(list && list->streams.empty() && list->warnings.isEmpty(), empty);
        }
    }

    void entriesThatCannotBeReadAreCounted()
    {
        const auto list = decodeStreams(json("{'a':{'status':'active'},'b':5,'c':null,'d':'x','e':[]}"));
        QVERIFY(list);
        QCOMPARE(list->streams.size(), 1u);
        QCOMPARE(list->warnings.size(), 1);
        QVERIFY(list->warnings.front().contains(u"4 entries"));
        const auto noNames = decodeStreams(json("[{'status':'active'},{'uid':''},{'uid':'x'}]"));
        QVERIFY(noNames);
        QCOMPARE(noNames->streams.size(), 1u);
        QCOMPARE(noNames->warnings.size(), 1);
    }

    void whatIsNoListOfStreamsIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("web page") << QByteArray("<html><title>Login</title>");
        QTest::newRow("byte order mark and page") << QByteArray("\xef\xbb\xbf<html>");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("error object") << json("{'error':'no','code':5}");
        QTest::newRow("JSON-RPC result") << json("{'jsonrpc':'2.0','id':1,'result':{'cameras':{}}}");
        QTest::newRow("JSON-RPC error")
            << json("{'jsonrpc':'2.0','id':1,'error':{'code':-32601,'message':'x'}}");
        QTest::newRow("MediaMTX list") << json("{'itemCount':1,'pageCount':1,'items':[{'name':'a'}]}");
        QTest::newRow("wrapped in data") << json("{'code':0,'data':{'a':1}}");
        QTest::newRow("array of text") << json("['a','b']");
        QTest::newRow("text") << json("'streams'");
        QTest::newRow("number") << QByteArray("5");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("words") << QByteArray("Forbidden");
        QTest::newRow("deep") << QByteArray("{\"a\":") + QByteArray(100'000, '[');
    }

    void whatIsNoListOfStreamsIsSaid()
    {
        QFETCH(QByteArray, body);
        const auto list = decodeStreams(body);
        QVERIFY(!list);
        QVERIFY(!list.error().message.isEmpty());
        QVERIFY(list.error().category == ErrorCategory::Protocol ||
                list.error().category == ErrorCategory::Parse);
    }

    void aTruncatedAnswerIsNeverAPartialSuccess()
    {
        for (const QByteArray &body : {listBody, infoBody, serverBody, urlsBody}) {
            for (qsizetype length = 0; length < body.size(); ++length) {
                const QByteArray cut = body.left(length);
                const bool isTaken = decodeStreams(cut) || decodeStreamInfo(cut) || decodeServerInfo(cut) ||
                                     decodeBroadcastUrls(cut) || decodeToken(cut);
                QVERIFY2(!isTaken, qPrintable(QString::number(length)));
            }
        }
    }

    void onlyAddressesOfMediaAreTaken_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isRtsp");
        QTest::addColumn<bool>("isHttp");
        QTest::newRow("rtsp") << u"rtsp://h/x"_s << true << false;
        QTest::newRow("rtsps") << u"rtsps://h/x"_s << true << false;
        QTest::newRow("http") << u"http://h/x"_s << false << true;
        QTest::newRow("https") << u"https://h/x"_s << false << true;
        for (const char *url :
             {"javascript:alert(1)", "smb://h/share", "file:///etc/passwd", "data:text/html,x",
              "\\\\h\\share", "//h/x", "/x", "x", " https://h/x", "-rf", "rtsp:h", "mailto:a@b"})
            QTest::newRow(url) << QString::fromLatin1(url) << false << false;
    }

    void onlyAddressesOfMediaAreTaken()
    {
        QFETCH(QString, url);
        QFETCH(bool, isRtsp);
        QFETCH(bool, isHttp);
        QJsonObject urls;
        for (const QString &key : {u"rtsp_live"_s, u"hls_live"_s, u"rtsp_dvr"_s, u"hls_dvr"_s, u"export"_s})
            urls.insert(key, QJsonObject{{u"url"_s, url}});
        const QJsonObject body{{u"cam"_s, QJsonObject{{u"urls"_s, urls}}}};
        const auto told = decodeBroadcastUrls(QJsonDocument(body).toJson());
        QVERIFY(told);
        const BroadcastUrls cam = told->value(u"cam"_s);
        QCOMPARE(cam.rtspLive, isRtsp ? url : QString());
        QCOMPARE(cam.rtspDvr, isRtsp ? url : QString());
        QCOMPARE(cam.hlsLive, isHttp ? url : QString());
        QCOMPARE(cam.hlsDvr, isHttp ? url : QString());
        QCOMPARE(cam.dvrFile, isHttp ? url : QString());
    }

    void whatFollowsTheDocumentSpoilsIt()
    {
        for (const char *tail : {"x", "{}", ",", "]", "}", "\"", "<!-- -->", "0"}) {
            QVERIFY2(!decodeStreams(listBody + tail), tail);
            QVERIFY2(!decodeStreams(QByteArray("{}") + tail), tail);
            QVERIFY2(!decodeStreamInfo(infoBody + tail), tail);
            QVERIFY2(!decodeServerInfo(serverBody + tail), tail);
            QVERIFY2(!decodeBroadcastUrls(urlsBody + tail), tail);
            QVERIFY2(!decodeToken(QByteArray("\"t\"") + tail), tail);
        }
    }

    void damagedAnswersNeverCrash()
    {
        for (const QByteArray &body : {listBody, infoBody, serverBody, urlsBody})
            test::damageManyTimes(body, 5'000, decodeWithAll);
        const QByteArray token = "\"abc\\u0041~\"";
        test::damageManyTimes(token, 5'000, decodeWithAll);
    }

    void damagedNumbersStayInTheirRange()
    {
        test::damageManyTimes(listBody, 5'000, [](const QByteArray &body) {
            const auto list = decodeStreams(body);
            if (!list)
                return;
            for (const ObservedStream &stream : list->streams) {
                QVERIFY(!stream.remoteName.isEmpty());
                QVERIFY(stream.bitrateInBps >= -1 && stream.bitrateOutBps >= -1 && stream.clients >= -1);
                QVERIFY(stream.width >= -1 && stream.height >= -1 && stream.reconnectTotal >= -1);
                QCOMPARE(stream.width < 0, stream.height < 0);
            }
            QVERIFY(std::ranges::is_sorted(list->streams, {}, &ObservedStream::remoteName));
        });
    }

    void namesMayHoldAnything_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("quotes") << u"a\"b'c\\d"_s;
        QTest::newRow("right to left") << u"\u202eמצלמה"_s;
        QTest::newRow("emoji") << u"📷🏢"_s;
        QTest::newRow("controls") << u"a\nb\tc"_s;
        QTest::newRow("html") << u"<b>&amp;</b>"_s;
        QTest::newRow("1,000 characters") << QString(1000, u'ü');
    }

    void namesMayHoldAnything()
    {
        QFETCH(QString, name);
        const QJsonObject body{
            {name, QJsonObject{{u"uid"_s, name}, {u"stream_name"_s, name + u'!'}, {u"camera_uid"_s, name}}}};
        const auto list = decodeStreams(QJsonDocument(body).toJson());
        QVERIFY(list);
        QCOMPARE(list->streams.front().remoteName, name);
        QCOMPARE(list->streams.front().displayName, QString(name + u'!'));
        QCOMPARE(list->streams.front().cameraUid, name);
    }

    void accessDecidesWhetherATokenIsNeeded_data()
    {
        QTest::addColumn<QByteArray>("access");
        QTest::addColumn<Tristate>("isPrivate");
        QTest::newRow("private") << QByteArray("\"private\"") << Tristate::Yes;
        QTest::newRow("public") << QByteArray("\"public\"") << Tristate::No;
        QTest::newRow("Public") << QByteArray("\"Public\"") << Tristate::No;
        QTest::newRow("null") << QByteArray("null") << Tristate::Unknown;
        QTest::newRow("empty") << QByteArray("\"\"") << Tristate::Unknown;
        QTest::newRow("object") << QByteArray("{}") << Tristate::Unknown;
    }

    void accessDecidesWhetherATokenIsNeeded()
    {
        QFETCH(QByteArray, access);
        QFETCH(Tristate, isPrivate);
        QCOMPARE(only(json("{'status':'active','access':") + access + "}").isPrivate, isPrivate);
    }
};

QTEST_GUILESS_MAIN(V2DecoderTest)
#include "tst_v2decoder.moc"
