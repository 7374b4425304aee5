#include "app/mediaserver/v2/MediaServerV2Decoder.h"
#include "tests/core/JsonDamage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::v2;

namespace {

/// JSON with apostrophes for quotation marks: moc stumbles over raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray listBody = json(
    "{"
    "'7c1e':{'uid':'7c1e','stream_name':'Yard high','camera_uid':'yard','entry':'stream','enabled':true,"
    "'status':'active','type':'primary','access':'private','track_video':true,'track_audio':true,"
    "'video_width':2048,'video_height':1536,'dvr_enabled':true,'dvr_paused':false,"
    "'broadcast_proto':['rtsp','hls'],'broadcast_paused':false,'bitrate_in':2097152,'bitrate_out':4194304,"
    "'bytes_in':123456789,'clients_count':2,'reconnect_attempt':0,'reconnect_total':5,'reconnect_time':0,"
    "'src_ping_time':1700000100,'src_start_time':1700000000},"
    "'9a':{'uid':'9a','stream_name':'','camera_uid':'9a','entry':'stream','enabled':true,'status':'inactive',"
    "'type':'secondary','access':'public','track_audio':false,'video_width':0,'video_height':0,"
    "'dvr_enabled':false,'bitrate_in':0,'bitrate_out':0,'clients_count':0,'reconnect_attempt':3,"
    "'reconnect_total':7,'reconnect_time':1700000200,'src_ping_time':1700000050,'src_start_time':0}}");

const QByteArray infoBody =
    json("{'uid':'7c1e','stream_name':'Yard','camera_uid':'yard','status':'active',"
         "'enabled':true,'access':'private','entry':'stream','whitelist':'',"
         "'config':{'file':'/etc/s/7c1e.ini','source':'[stream]\\nstream-url = "
         "rtsp://u:p4ss@10.0.0.5/h\\ndvr-enable=true\\n'},"
         "'dvr':{'enable':true,'pause':false,'storage':'/a','ranges_count':3},"
         "'source':{'url':'rtsp://u:p4ss@10.0.0.6/redirect','ping':54,'sdp':'v=0'},"
         "'tracks':{'video':{'track_id':0,'codec':'H264'},'audio':{'track_id':1,'codec':'PCMA'}}}");

const QByteArray serverBody =
    json("{'server':{'hostname':'ms-a','ip4':'10.0.0.1','name':'x','version':'21.03.1',"
         "'build':'1','startat':1700000000,'uptime':5,'timestamp':'20240101000000'},"
         "'cpu':{'usage':3,'total':17},'mem':{'rss':1000,'share':1,'usage':2},'io':{'read_rate':1},"
         "'net':{'in_bitrate':5000,'out_bitrate':6000},'streams':{'total':2,'active':1,'clients':4},"
         "'storages':{'/a':{'name':'a','mount':'/a','capacity_total':100,'capacity_free':25,'err':0},"
         "'/b':{'mount':'/b','capacity_total':0,'capacity_free':0,'err':-2}},"
         "'drives':{'/"
         "':{'capacity_total':1}},'cluster':{'id':'3','node':'node-a','hostname':'ms-a','enable':'true'}}");

const QByteArray urlsBody =
    json("{'7c1e':{'access':'private','entry':'stream','urls':{"
         "'rtsp_live':{'url':'rtsp://h:5554/live/7c1e/','args':{},'name':'x'},"
         "'hls_live_ios':{'url':'https://h:8443/live/7c1e/playlist_ios.m3u8','args':[],'name':'x'},"
         "'hls_live':{'url':'https://h:8443/live/7c1e/playlist.m3u8','args':['token']},"
         "'preview':{'url':'https://h:8443/p','args':{}}}},"
         "'9a':{'access':'public','urls':{'hls_live_ios':'https://h:8443/live/9a/playlist_ios.m3u8'}},"
         "'ab':{'access':'none','urls':{}}}");

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
        const auto load = decodeServerInfo(serverBody);
        QVERIFY(load);
        QCOMPARE(load->version, u"21.03.1"_s);
        QCOMPARE(load->nodeName, u"node-a"_s);
        QCOMPARE(load->startedAtMs, 1'700'000'000'000);
        QCOMPARE(load->cpuPercent, 17);
        QCOMPARE(load->memoryBytes, 1000);
        QCOMPARE(load->trafficInBps, 5000);
        QCOMPARE(load->trafficOutBps, 6000);
        QCOMPARE(load->clients, 4);
        QCOMPARE(load->storages.size(), 2u);
        QVERIFY((load->storages[0] == ServerStorage{u"/a"_s, 100, 25, true}));
        QVERIFY((load->storages[1] == ServerStorage{u"/b"_s, 0, 0, false}));
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
        const auto load = decodeServerInfo(
            json("{'server':{'startat':") + number + json("},'cpu':{'total':") + number +
            json("},'mem':{'rss':") + number + json("},'net':{'in_bitrate':") + number +
            json("},'streams':{'clients':") + number + json("},'storages':{'/a':{'capacity_total':") +
            number + json(",'capacity_free':") + number + "}}}");
        QVERIFY(load);
        QVERIFY2(!load->cpuPercent, qPrintable(QString::number(load->cpuPercent.value_or(-1))));
        QVERIFY2(!load->clients, qPrintable(QString::number(load->clients.value_or(-1))));
        QVERIFY(!load->startedAtMs || (*load->startedAtMs > 0 && *load->startedAtMs < 100'000'000'000'000));
        QVERIFY(!load->memoryBytes || *load->memoryBytes >= 0);
        QVERIFY(!load->trafficInBps || *load->trafficInBps >= 0);
        QCOMPARE(load->storages.size(), 1u);
        QVERIFY(load->storages[0].totalBytes >= -1);
        QVERIFY(load->storages[0].freeBytes >= -1);
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

QTEST_GUILESS_MAIN(V2DecoderTest)
#include "tst_v2decoder.moc"
