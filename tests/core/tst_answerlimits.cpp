#include "app/mediaserver/BoundedCookieJar.h"
#include "app/mediaserver/JsonReading.h"
#include "app/mediaserver/mediamtx/AccessDecoder.h"
#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "app/mediaserver/v2/MediaServerV2Decoder.h"
#include "app/mediaserver/v2/ServerInfoDecoder.h"
#include "app/mediaserver/v2/StreamBody.h"
#include "app/mediaserver/v2/StreamIni.h"
#include "models/domain/AnswerLimits.h"
#include "models/rules/ArchiveCoverage.h"
#include "tests/core/CpuClock.h"

#include <QNetworkCookie>
#include <QTest>

#include <functional>
#include <malloc.h>
#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Gives what was decoded, to be kept.
using Decode = std::function<std::shared_ptr<void>(const QByteArray &)>;
/// An answer of about this many bytes.
using Answer = std::function<QByteArray(qsizetype)>;
Q_DECLARE_METATYPE(Decode)
Q_DECLARE_METATYPE(Answer)

namespace {

template <typename Function>
Decode decoding(Function function)
{
    return [function](const QByteArray &body) {
        auto decoded = function(body);
        return std::make_shared<decltype(decoded)>(std::move(decoded));
    };
}

/// Of the heap; always 0 where a sanitizer has a heap of its own.
qint64 bytesInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
}

/// What reading one answer took, and what of it was kept.
struct Cost
{
    qint64 ms = 0;
    qint64 bytes = 0;
};

Cost costOf(const Decode &decode, const QByteArray &body)
{
    const qint64 before = bytesInUse();
    CpuClock clock;
    const auto kept = decode(body);
    return {clock.elapsed(), bytesInUse() - before};
}

/// In single quotes, which are easier to read here.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

constexpr qsizetype megabyte = 1'000'000;

Answer repeated(const QByteArray &begin, const QByteArray &item, const QByteArray &end)
{
    return [=](qsizetype size) {
        const qsizetype count = std::max<qsizetype>(1, size / item.size());
        QByteArray all = (item + ',').repeated(count);
        all.chop(1);
        return begin + all + end;
    };
}

Answer longText(const QByteArray &begin, const QByteArray &end)
{
    return [=](qsizetype size) { return begin + QByteArray(size, 'x') + end; };
}

Answer nested(const QByteArray &begin, const QByteArray &end)
{
    return
        [=](qsizetype size) { return begin + QByteArray(size / 2, '[') + QByteArray(size / 2, ']') + end; };
}

/// Each with a name of its own.
Answer numbered(const QByteArray &begin, const QByteArray &before, const QByteArray &after,
                const QByteArray &end)
{
    return [=](qsizetype size) {
        QByteArray all = begin;
        all.reserve(size + 100);
        for (int i = 0; all.size() < size; ++i)
            all += (i > 0 ? "," : "") + before + QByteArray::number(i) + after;
        return all + end;
    };
}

QByteArray listOf(int count, const QByteArray &before, const QByteArray &after)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += (i > 0 ? "," : "") + before + QByteArray::number(i) + after;
    return all;
}

} // namespace

/// What servers send is bounded, in what is kept of it and in the time that reading it takes.
class AnswerLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Ten times as much takes about ten times as long, and keeps no more than that.
    void timeGrowsWithTheAnswer_data()
    {
        QTest::addColumn<Decode>("decode");
        QTest::addColumn<Answer>("answer");
        const Decode streams = decoding([](const auto &body) { return v2::decodeStreams(body); });
        const Decode info = decoding([](const auto &body) { return v2::decodeStreamInfo(body); });
        const Decode server = decoding([](const auto &body) { return v2::decodeServerInfo(body); });
        const Decode ranges = decoding([](const auto &body) { return v2::decodeRanges(body); });
        const Decode urls = decoding([](const auto &body) { return v2::decodeBroadcastUrls(body); });
        const Decode token = decoding([](const auto &body) { return v2::decodeToken(body); });
        const Decode ini =
            decoding([](const auto &body) { return v2::StreamIni::fromText(QString::fromUtf8(body)); });
        const Decode configs = decoding([](const auto &body) { return mediamtx::decodeConfigPage(body); });
        const Decode states = decoding([](const auto &body) { return mediamtx::decodeStatePage(body); });
        const Decode global = decoding([](const auto &body) { return mediamtx::decodeGlobalConfig(body); });
        const Decode playback = decoding([](const auto &body) { return mediamtx::decodePlaybackList(body); });
        const Decode segments = decoding([](const auto &body) { return mediamtx::decodeSegments(body); });
        const Decode access = decoding([](const auto &body) { return mediamtx::decodeAccess(body); });
        const Decode sessions = decoding([](const auto &body) { return mediamtx::decodeSessions(body); });
        const Decode version = decoding([](const auto &body) { return mediamtx::decodeInfo(body); });
        const Decode path = decoding([](const auto &body) { return mediamtx::decodeConfigPath(body); });
        const Decode details = decoding([](const auto &body) { return mediamtx::decodePathDetails(body); });
        const Decode state = decoding([](const auto &body) { return mediamtx::decodeState(body); });
        const Decode refusal = decoding([](const auto &body) { return mediamtx::decodeRefusal(body); });
        const Decode sentence = decoding([](const auto &body) { return json::refusalSentence(body); });
        const Decode config = decoding([](const auto &body) { return v2::decodeStreamConfig(body); });
        const auto add = [](const char *name, const Decode &decode, const Answer &answer) {
            QTest::newRow(name) << decode << answer;
        };
        add("v2 streams, many", streams, numbered("{", "\"s", "\":{\"status\":\"active\"}", "}"));
        add("v2 streams, one name", streams, repeated("{", quoted("'s':{'status':'active'}"), "}"));
        add("v2 streams, long name", streams, longText("{\"", "\":{\"status\":\"active\"}}"));
        add("v2 streams, long status", streams, longText("{\"s\":{\"status\":\"", "\"}}"));
        add("v2 streams, nested", streams, nested("{\"s\":{\"odd\":", "}}"));
        add("v2 streams, many members", streams, numbered("{\"s\":{", "\"m", "\":1", "}}"));
        add("v2 stream, nested", info, nested("{\"uid\":\"s\",\"odd\":", "}"));
        add("v2 stream, long address", info, longText(quoted("{'uid':'s','source':{'url':'"), "\"}}"));
        add("v2 stream, ini", info, longText(quoted("{'uid':'s','config':{'source':'a="), "\"}}"));
        add("v2 server, storages", server,
            numbered(quoted("{'server':{},'storages':{"), "\"/d", "\":{}", "}}"));
        add("v2 server, long version", server, longText(quoted("{'server':{'version':'"), "\"}}"));
        add("v2 ranges, many", ranges,
            repeated("{\"ranges\":[", quoted("{'from':1700000000,'duration':3600}"), "]}"));
        add("v2 ranges, nested", ranges, nested("{\"ranges\":", "}"));
        add("v2 addresses, many", urls,
            numbered("{", "\"s", quoted("':{'urls':{'hls_live':'http://h/'}}"), "}"));
        add("v2 addresses, long", urls, longText(quoted("{'s':{'urls':{'hls_live':'http://"), "\"}}}"));
        add("v2 token, long", token, longText("\"", "\""));
        add("ini, many keys", ini, [](qsizetype size) {
            QByteArray text;
            for (int i = 0; text.size() < size; ++i)
                text += "key" + QByteArray::number(i) + "=1\n";
            return text;
        });
        add("ini, one key", ini, [](qsizetype size) { return QByteArray("k=1\n").repeated(size / 4); });
        add("ini, quotes", ini,
            [](qsizetype size) { return "k=\"" + QByteArray("\\\"").repeated(size / 2); });
        add("ini, blanks", ini, [](qsizetype size) { return "k=a" + QByteArray(size, ' ') + "b"; });
        add("ini, brackets", ini, [](qsizetype size) { return "[" + QByteArray(size, ' ') + "]x"; });
        add("MediaMTX configuration, many", configs,
            numbered("{\"pageCount\":1,\"items\":[", "{\"name\":\"s", "\"}", "]}"));
        add("MediaMTX configuration, long source", configs,
            longText(quoted("{'pageCount':1,'items':[{'name':'s','source':'rtsp://"), "\"}]}"));
        add("MediaMTX configuration, nested", configs,
            nested(quoted("{'pageCount':1,'items':[{'name':'s','odd':"), "}]}"));
        add("MediaMTX states, many", states,
            numbered("{\"pageCount\":1,\"items\":[", "{\"name\":\"s", "\"}", "]}"));
        add("MediaMTX states, readers", states,
            repeated(quoted("{'pageCount':1,'items':[{'name':'s','readers':["), "{}", "]}]}"));
        add("MediaMTX states, tracks", states,
            repeated(quoted("{'pageCount':1,'items':[{'name':'s','tracks2':["), quoted("{'codec':'Opus'}"),
                     "]}]}"));
        const QByteArray user = quoted("{'user':'any','permissions':[{'action':'read','path':'~.*'}]}");
        add("MediaMTX access, users", access,
            repeated(quoted("{'authMethod':'internal','authInternalUsers':["), user, "]}"));
        add("MediaMTX access, members", access,
            numbered(quoted("{'authMethod':'internal',"), "\"m", "\":1", "}"));
        add("MediaMTX access, nested", access, nested(quoted("{'authMethod':'internal','odd':"), "}"));
        add("MediaMTX sessions, many", sessions,
            repeated(quoted("{'pageCount':1,'items':["), quoted("{'id':'1','path':'s','query':''}"), "]}"));
        add("MediaMTX sessions, nested", sessions, nested(quoted("{'pageCount':1,'items':"), "}"));
        add("MediaMTX version, long", version, longText(quoted("{'version':'"), "\"}"));
        add("MediaMTX path, members", path, numbered(quoted("{'name':'s',"), "\"m", "\":1", "}"));
        add("MediaMTX path, long source", path, longText(quoted("{'name':'s','source':'rtsp://"), "\"}"));
        add("MediaMTX details, members", details, numbered(quoted("{'name':'s',"), "\"m", "\":1", "}"));
        add("MediaMTX details, one member", details, repeated(quoted("{'name':'s',"), quoted("'m':1"), "}"));
        add("MediaMTX state, readers", state, repeated(quoted("{'name':'s','readers':["), "{}", "]}"));
        add("MediaMTX refusal, long", refusal, longText(quoted("{'error':'rtsp://u:"), "@h\"}"));
        add("MediaMTX refusal, addresses", refusal, [](qsizetype size) {
            return quoted("{'error':'") + QByteArray("rtsp://u:p@h ").repeated(size / 13) + "\"}";
        });
        add("refusal, nested", sentence, nested({}, {}));
        add("refusal, one line", sentence, longText({}, {}));
        const QByteArray source = quoted("{'uid':'s','config':{'source':'");
        add("v2 configuration, ini", config,
            [source](qsizetype size) { return source + QByteArray("k=1\\n").repeated(size / 5) + "\"}}"; });
        add("v2 configuration, quotes", config, longText(source + "stream-url='", "\"}}"));
        add("v2 configuration, nested", config, nested("{\"uid\":\"s\",\"odd\":", "}"));
        add("v2 configuration, members", config,
            numbered(quoted("{'uid':'s','config':{"), "\"m", "\":1", "}}"));
        add("MediaMTX settings, long", global, longText(quoted("{'authMethod':'"), "\"}"));
        add("MediaMTX recordings, many", playback,
            repeated("[", quoted("{'start':'2026-11-29T10:00:00Z','duration':3600}"), "]"));
        add("MediaMTX segments, many", segments,
            repeated("{\"segments\":[", quoted("{'start':'2026-11-29T10:00:00Z'}"), "]}"));
    }

    void timeGrowsWithTheAnswer()
    {
        QFETCH(Decode, decode);
        QFETCH(Answer, answer);
        const Cost small = costOf(decode, answer(megabyte));
        const Cost large = costOf(decode, answer(10 * megabyte));
        QVERIFY2(large.ms <= stallLimitMs(), qPrintable(QString::number(large.ms)));
        // Below some milliseconds a ratio says nothing.
        QVERIFY2(large.ms <= 40 * std::max<qint64>(small.ms, 5),
                 qPrintable(u"%1 ms, %2 ms"_s.arg(small.ms).arg(large.ms)));
        QVERIFY2(large.bytes <= 40 * 10 * megabyte, qPrintable(QString::number(large.bytes)));
    }

    void onlyBoundedTextsAreKept()
    {
        const QByteArray longOne(100'000, 'x');
        const auto list =
            v2::decodeStreams("{\"" + longOne + "\":{\"status\":\"active\"},\"a\":{\"status\":\"" + longOne +
                              "\",\"stream_name\":\"" + longOne + "\"}}");
        QVERIFY(list);
        QCOMPARE(list->streams.size(), 1u);
        QCOMPARE(list->streams[0].displayName.size(), limits::maxNameLength);
        QCOMPARE(list->streams[0].rawStatus.size(), limits::maxTextLength);
        QCOMPARE(list->warnings.size(), 1); // the one with a name that is none was left out
        const auto state = v2::decodeServerInfo(quoted("{'server':{'version':'") + longOne +
                                                quoted("','hostname':'") + longOne + "\"}}");
        QVERIFY(state);
        QCOMPARE(state->load.version.size(), limits::maxTextLength);
        QCOMPARE(state->load.nodeName.size(), limits::maxNameLength);
        QVERIFY(!v2::decodeToken("\"" + longOne + "\""));
        const auto page = mediamtx::decodeStatePage(quoted("{'pageCount':1,'items':[{'name':'a'},{'name':'") +
                                                    longOne + "\"}]}");
        QVERIFY(page);
        QCOMPARE(page->paths.size(), 1u);
        QCOMPARE(page->leftOut, 1);
        const auto configs = mediamtx::decodeConfigPage(
            quoted("{'pageCount':1,'items':[{'name':'a','source':'rtsp://") + longOne + "\"}]}");
        QVERIFY(configs);
        QCOMPARE(configs->leftOut, 1); // half an address would be another one
    }

    void aTextIsNotCutWithinACharacter()
    {
        const QByteArray camera = QString(u"📷"_s).toUtf8();
        const auto state =
            v2::decodeServerInfo(quoted("{'server':{'version':'x") + camera.repeated(1000) + "\"}}");
        QVERIFY(state);
        QCOMPARE(state->load.version, u"x"_s + u"📷"_s.repeated((limits::maxTextLength - 1) / 2));
    }

    void tooManyAreRefusedInWords()
    {
        const int most = int(limits::maxStreams);
        const auto v2List = [](int count) {
            return v2::decodeStreams("{" + listOf(count, "\"s", "\":{\"status\":\"active\"}") + "}");
        };
        QVERIFY(v2List(most));
        const auto refused = v2List(most + 1);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"more than any server has"),
                 qPrintable(refused.error().message));
        const auto page = [](int count) {
            return mediamtx::decodeStatePage("{\"pageCount\":1,\"items\":[" +
                                             listOf(count, "{\"name\":\"s", "\"}") + "]}");
        };
        QVERIFY(page(most));
        QVERIFY(!page(most + 1));
        const QByteArray range = quoted("{'from':1700000000,'duration':3600},");
        QVERIFY(!v2::decodeRanges("{\"ranges\":[" + range.repeated(int(limits::maxPeriods) + 1).chopped(1) +
                                  "]}"));
    }

    void moreStoragesThanAreShownAreSaid()
    {
        const auto stateOf = [](std::size_t count) {
            return v2::decodeServerInfo(quoted("{'server':{},'storages':{") +
                                        listOf(int(count), "\"/d", "\":{}") + "}}");
        };
        const auto most = stateOf(limits::maxStorages);
        QVERIFY(most);
        QCOMPARE(most->load.storages.size(), limits::maxStorages);
        QCOMPARE(most->warnings, QStringList());
        const auto more = stateOf(1000);
        QVERIFY(more);
        QCOMPARE(more->load.storages.size(), limits::maxStorages);
        QCOMPARE(more->warnings, QStringList{u"The server lists 1000 storages; the first 64 are shown."_s});
    }

    void asManyPeriodsAsAreTakenAreComparedAtOnce()
    {
        std::vector<RecordedPeriod> before;
        std::vector<RecordedPeriod> after;
        for (qint64 i = 0; i < qint64(limits::maxPeriods); ++i) {
            before.push_back({i * 1'000'000, i * 1'000'000 + 600'000});
            after.push_back({i * 1'000'000, i * 1'000'000 + 500'000});
        }
        CpuClock clock;
        const CoverageChange change = compareCoverage(before, after);
        QVERIFY(clock.elapsed() <= stallLimitMs());
        QCOMPARE(change.gapsAfter, int(limits::maxPeriods) - 1);
        QCOMPARE(change.healed, 0);
        QCOMPARE(change.found, 0);
    }

    void timesBeyondAllRecordingsAreLeftOut()
    {
        const auto ranges =
            v2::decodeRanges(quoted("{'ranges':[{'from':-62135596800,'to':253402300799},"
                                    "{'from':1,'to':253402300799},{'from':1700000000,'to':1700003600}]}"));
        QVERIFY(ranges);
        QCOMPARE(ranges->size(), 1u);
        const auto periods =
            mediamtx::decodePlaybackList(quoted("[{'start':'0001-01-01T00:00:00Z','duration':999999999},{'"
                                                "start':'9998-01-01T00:00:00Z','duration':60},"
                                                "{'start':'2026-11-29T10:00:00Z','duration':60}]"));
        QVERIFY(periods);
        QCOMPARE(periods->size(), 1u);
    }

    void aHugeIniIsNotTakenForComplete()
    {
        const auto ini = v2::StreamIni::fromText(u"a=1\n"_s.repeated(limits::maxIniLines + 1));
        QVERIFY(!ini.isComplete());
        QCOMPARE(ini.badLine(), int(limits::maxIniLines));
        QVERIFY(!v2::StreamIni::fromText(u"a="_s + QString(limits::maxIniLength, u'x')).isComplete());
        QVERIFY(v2::StreamIni::fromText(u"a=1\n"_s.repeated(limits::maxIniLines - 1)).isComplete());
    }

    void cookiesAreFew()
    {
        BoundedCookieJar jar;
        const auto set = [&](int host, int number, qsizetype size) {
            QNetworkCookie cookie("c" + QByteArray::number(number), QByteArray(size, 'v'));
            return jar.setCookiesFromUrl({cookie},
                                         QUrl(u"http://10.0.%1.%2/"_s.arg(host / 250).arg(host % 250)));
        };
        QVERIFY(!set(1, 0, 10'000));
        QVERIFY(jar.cookiesForUrl(QUrl(u"http://10.0.0.1/"_s)).isEmpty());
        for (int i = 0; i < 500; ++i)
            QVERIFY(set(1, i, 10));
        const auto kept = jar.cookiesForUrl(QUrl(u"http://10.0.0.1/"_s));
        QCOMPARE(kept.size(), limits::maxCookiesOfHost);
        QVERIFY(std::ranges::any_of(kept, [](const auto &cookie) { return cookie.name() == "c499"; }));
        for (int host = 2; host < 2000; ++host)
            QVERIFY(set(host, 0, 10));
        QCOMPARE(jar.count(), limits::maxCookies);
    }
};

QTEST_GUILESS_MAIN(AnswerLimitsTest)
#include "tst_answerlimits.moc"
