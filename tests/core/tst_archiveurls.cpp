#include "app/mediaserver/ServerClock.h"
#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "app/mediaserver/v2/MediaServerV2Client.h"
#include "tests/core/Await.h"
#include "tests/support/HttpServer.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include <cstdlib>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000;

/// A whole second, some time ago.
const qint64 startMs = QDateTime::currentMSecsSinceEpoch() / second * second - 600 * second;

QString value(const QUrl &url, const QString &name)
{
    return QUrlQuery(url).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

/// Where the clients say that a recorded period can be had.
class ArchiveUrlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theAddressesOfAMediaServerAreTakenAsTold();
    void aPrivateStreamGetsAToken();
    void placesAreOnlyBuiltWhereNoneIsTold();
    void timesAreByTheServersClock_data();
    void timesAreByTheServersClock();
    void whatAServerToldGoesBackAsTheSameSecond();
    void mediaMtxDeliversAFileByItsPlaybackServer();
    void aPeriodIsAskedForByTheStartThatWasTold_data();
    void aPeriodIsAskedForByTheStartThatWasTold();
    void aPeriodKnownByItsTimeOnlyIsLookedUp();
    void whatIsShownOfAPeriodStandsStill();
    void withoutPlaybackServerItIsSaid();
    void whatHasNoListIsNotTakenForNothing_data();
    void whatHasNoListIsNotTakenForNothing();
    void aBadNameIsNotSent();
    void theClockIsNarrowedDown();

private:
    [[nodiscard]] MediaServer card(ServerType type) const
    {
        MediaServer card;
        card.type = type;
        card.useTls = false;
        card.internalHost = u"127.0.0.1"_s;
        card.externalHost = u"media.example"_s;
        card.apiPort = m_server->port();
        card.userName = u"admin"_s;
        card.hlsPort = 8443;
        card.rtspPort = 5554;
        card.mediaUsesTls = true;
        return card;
    }
    void answer(const test::HttpRequest &request, const HttpResponder &responder)
    {
        m_requests << QString::fromLatin1(request.path);
        const auto json = [&](const QByteArray &body) {
            responder.answer(200, body, {{"Content-Type", "application/json"}});
        };
        if (request.path == "/api/streams/broadcast/")
            json(m_broadcast);
        else if (request.path == "/api/auth/token/access/")
            json("\"view+er~\"");
        else if (request.path.endsWith("/ranges/"))
            json(m_ranges);
        else if (request.path == "/v3/config/global/get")
            json(m_global);
        else if (request.path == "/list" && m_listStatus == 200)
            json(m_list);
        else if (request.path == "/list")
            responder.answer(m_listStatus, m_list);
        else
            responder.answer(404);
    }
    /// What a MediaMTX has told, by a clock that is some tenths of a second off.
    [[nodiscard]] static RecordedPeriod told()
    {
        const qint64 fromMs = QDateTime({2026, 11, 23}, {7, 15, 30, 517}, Qt::UTC).toMSecsSinceEpoch();
        return {fromMs, fromMs + 60 * second, u"2026-11-23T10:15:30.117188+03:00"_s};
    }
    [[nodiscard]] Result<ArchiveUrls> v2Urls(const RecordedPeriod &period, bool isPrivate = false)
    {
        return run(m_v2->archiveUrls(u"cam-1"_s, {period.fromMs, period.untilMs}, isPrivate, {}));
    }

    QByteArray m_broadcast;
    QByteArray m_ranges;
    QByteArray m_global;
    QByteArray m_list;
    int m_listStatus = 200;
    QStringList m_requests;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<v2::MediaServerV2Client> m_v2;
    std::unique_ptr<mediamtx::MediaMtxClient> m_mtx;
};

void ArchiveUrlsTest::init()
{
    m_v2.reset();
    m_mtx.reset();
    m_transport = std::make_unique<HttpTransport>();
    m_server =
        std::make_unique<HttpServer>([this](const test::HttpRequest &request,
                                            const HttpResponder &responder) { answer(request, responder); });
    QVERIFY(m_server->listen());
    m_requests.clear();
    m_broadcast = R"({"cam-1":{"access":"public","urls":{
        "hls_dvr":{"url":"https://told.example:9443/dvr/cam-1/playlist_ios.m3u8","args":["timestamp","duration","time"]},
        "rtsp_dvr":{"url":"rtsp://told.example:1554/dvr/cam-1/"},
        "export":{"url":"https://told.example:9443/dvr/cam-1/record.mp4"}}}})";
    m_global = R"({"playback":true,"playbackAddress":":%","playbackEncryption":false})";
    m_global.replace("%", QByteArray::number(m_server->port()));
    const SecretText secret(QByteArray("s3cret-of-the-api"));
    m_v2 = std::make_unique<v2::MediaServerV2Client>(card(ServerType::MediaServerV2), secret, *m_transport);
    m_mtx = std::make_unique<mediamtx::MediaMtxClient>(card(ServerType::MediaMtx), secret, *m_transport);
}

void ArchiveUrlsTest::theAddressesOfAMediaServerAreTakenAsTold()
{
    const auto urls = v2Urls({startMs, startMs + 60 * second});
    QVERIFY2(urls, urls ? "" : qPrintable(urls.error().message));
    QCOMPARE(urls->hls.host(), u"told.example"_s);
    QCOMPARE(urls->hls.path(), u"/dvr/cam-1/playlist_ios.m3u8"_s);
    QCOMPARE(urls->file.path(), u"/dvr/cam-1/record.mp4"_s);
    QCOMPARE(urls->rtsp.port(), 1554);
    for (const QUrl &url : {urls->hls, urls->file, urls->rtsp}) {
        // Whole seconds, and one answer does not tell more of the clock than that.
        QVERIFY(std::llabs(value(url, u"duration"_s).toLongLong() - 60) <= 1);
        QVERIFY(std::llabs(value(url, u"timestamp"_s).toLongLong() - startMs / second) <= 1);
        QVERIFY(!QUrlQuery(url).hasQueryItem(u"token"_s));
        QVERIFY(!url.toString().contains(u"s3cret"_s));
    }
    QVERIFY(urls->authorization.isEmpty());
    QVERIFY(!m_requests.contains(u"/api/auth/token/access/"_s));
}

void ArchiveUrlsTest::aPrivateStreamGetsAToken()
{
    const auto asked = v2Urls({startMs, startMs + 60 * second}, true);
    QVERIFY(asked);
    QCOMPARE(value(asked->hls, u"token"_s), u"view+er~"_s);
    QCOMPARE(value(asked->file, u"token"_s), u"view+er~"_s);
    // The server itself says that it is private.
    m_broadcast.replace("public", "private");
    init();
    m_broadcast.replace("public", "private");
    const auto told = v2Urls({startMs, startMs + 60 * second});
    QVERIFY(told);
    QCOMPARE(value(told->hls, u"token"_s), u"view+er~"_s);
}

void ArchiveUrlsTest::placesAreOnlyBuiltWhereNoneIsTold()
{
    m_broadcast = "{}";
    const auto built = v2Urls({startMs, startMs + 60 * second});
    QVERIFY(built);
    QCOMPARE(built->hls.toString(QUrl::RemoveQuery),
             u"https://media.example:8443/dvr/cam-1/playlist_ios.m3u8"_s);
    QCOMPARE(built->rtsp.toString(QUrl::RemoveQuery), u"rtsp://media.example:5554/dvr/cam-1/"_s);
    // One that tells only some of them hands the archive out in those only.
    init();
    m_broadcast = R"({"cam-1":{"urls":{"export":{"url":"https://told.example/x.mp4"},"hls_dvr":false}}})";
    const auto some = v2Urls({startMs, startMs + 60 * second});
    QVERIFY(some);
    QVERIFY(some->hls.isEmpty());
    QVERIFY(!some->hlsReason.isEmpty());
    QVERIFY(!some->file.isEmpty());
    QVERIFY(some->rtsp.isEmpty());
}

void ArchiveUrlsTest::timesAreByTheServersClock_data()
{
    QTest::addColumn<int>("skew");
    QTest::newRow("same") << 0;
    QTest::newRow("ahead") << 300;
    QTest::newRow("behind") << -7200;
}

void ArchiveUrlsTest::timesAreByTheServersClock()
{
    QFETCH(int, skew);
    m_server->setDateSkew(std::chrono::seconds(skew));
    const auto urls = v2Urls({startMs, startMs + 30 * second});
    QVERIFY(urls);
    QVERIFY(std::llabs(value(urls->hls, u"timestamp"_s).toLongLong() - startMs / second - skew) <= 1);
    QVERIFY(std::llabs(urls->clockOffsetMs - skew * second) <= second);
}

void ArchiveUrlsTest::whatAServerToldGoesBackAsTheSameSecond()
{
    m_server->setDateSkew(std::chrono::seconds(37));
    const qint64 from = startMs / second;
    m_ranges = "{\"ranges\":[{\"from\":" + QByteArray::number(from) +
               ",\"end\":" + QByteArray::number(from + 60) + "}]}";
    const auto periods = run(m_v2->readPeriods(u"cam-1"_s, {}));
    QVERIFY(periods);
    QCOMPARE(periods->size(), size_t(1));
    // The difference of the clocks is reckoned anew with every answer; the second stays the same.
    for (int i = 0; i < 20; ++i) {
        const auto again = run(m_v2->readPeriods(u"cam-1"_s, {}));
        QVERIFY(again);
        const auto urls = v2Urls(again->front());
        QVERIFY(urls);
        QCOMPARE(value(urls->hls, u"timestamp"_s).toLongLong(), from);
        QCOMPARE(value(urls->hls, u"duration"_s), u"60"_s);
    }
}

void ArchiveUrlsTest::mediaMtxDeliversAFileByItsPlaybackServer()
{
    const RecordedPeriod within = told();
    const RecordedPart part{within.fromMs, within.fromMs + 20 * second + 500, within};
    const auto urls = run(m_mtx->archiveUrls(u"yard & gate/1"_s, part, true, {}));
    QVERIFY2(urls, urls ? "" : qPrintable(urls.error().message));
    QCOMPARE(urls->file.host(), u"127.0.0.1"_s);
    QCOMPARE(urls->file.port(), m_server->port());
    QCOMPARE(urls->file.path(), u"/get"_s);
    QCOMPARE(value(urls->file, u"path"_s), u"yard & gate/1"_s);
    QCOMPARE(value(urls->file, u"format"_s), u"mp4"_s);
    QCOMPARE(value(urls->file, u"duration"_s), u"20.501"_s);
    // A plus that is not encoded would be a space there.
    QVERIFY(urls->file.toEncoded().contains("start=2026-11-23T10%3A15%3A30.117188%2B03%3A00"));
    // The password is in the header, where no log and no history keeps it.
    QCOMPARE(urls->authorization, "Basic " + QByteArray("admin:s3cret-of-the-api").toBase64());
    QVERIFY(!urls->file.toString().contains(u"s3cret"_s));
    QVERIFY(urls->hls.isEmpty() && !urls->hlsReason.isEmpty());
    QVERIFY(urls->rtsp.isEmpty() && !urls->rtspReason.isEmpty());
}

void ArchiveUrlsTest::aPeriodIsAskedForByTheStartThatWasTold_data()
{
    QTest::addColumn<qint64>("fromMs"); // since the beginning of the period, which has 60 s
    QTest::addColumn<qint64>("zeroMs"); // what is asked for
    QTest::addColumn<QString>("start");
    QTest::newRow("the beginning") << qint64(0) << qint64(0) << u"2026-11-23T10:15:30.117188+03:00"_s;
    QTest::newRow("before it") << qint64(-700) << qint64(0) << u"2026-11-23T10:15:30.117188+03:00"_s;
    QTest::newRow("inside") << qint64(1) << qint64(1) << u"2026-11-23T07:15:30.118188Z"_s;
    QTest::newRow("a piece later") << 50 * second << 50 * second << u"2026-11-23T07:16:20.117188Z"_s;
    // There a picture may be missing already.
    QTest::newRow("at the end") << 60 * second - 1 << 58 * second << u"2026-11-23T07:16:28.117188Z"_s;
}

/// Whatever the clocks show, and however often their difference is reckoned anew.
void ArchiveUrlsTest::aPeriodIsAskedForByTheStartThatWasTold()
{
    QFETCH(qint64, fromMs);
    QFETCH(qint64, zeroMs);
    QFETCH(QString, start);
    const RecordedPeriod within = told();
    for (const int skew : {0, 1, -1, 300, -7200}) {
        m_server->setDateSkew(std::chrono::seconds(skew));
        const RecordedPart part{within.fromMs + fromMs, within.untilMs, within};
        const auto urls = run(m_mtx->archiveUrls(u"yard"_s, part, true, {}));
        QVERIFY2(urls, urls ? "" : qPrintable(urls.error().message));
        QCOMPARE(value(urls->file, u"start"_s), start);
        QCOMPARE(urls->fileZeroMs, std::optional(within.fromMs + zeroMs));
    }
}

void ArchiveUrlsTest::aPeriodKnownByItsTimeOnlyIsLookedUp()
{
    m_list = R"([{"start":"2026-11-23T10:15:30.117188+03:00","duration":60.5},
                 {"start":"2026-11-23T10:17:00.9+03:00","duration":60}])";
    const auto periods = run(m_mtx->readPeriods(u"yard"_s, {}));
    QVERIFY(periods && periods->size() == 2);
    QCOMPARE(periods->at(0).toldStart, u"2026-11-23T10:15:30.117188+03:00"_s);
    QCOMPARE(periods->at(0).untilMs - periods->at(0).fromMs, 60'500);
    // As the registry has it; the beginning is some tenths of a second off there.
    const auto startOf = [&](qint64 fromMs) {
        const auto urls = run(m_mtx->archiveUrls(u"yard"_s, {fromMs, fromMs + 10 * second}, true, {}));
        return urls ? value(urls->file, u"start"_s) : QString::number(urls.error().httpStatus);
    };
    QCOMPARE(startOf(periods->at(0).fromMs - 400), u"2026-11-23T10:15:30.117188+03:00"_s);
    QCOMPARE(startOf(periods->at(0).fromMs + 75 * second), u"2026-11-23T10:17:00.9+03:00"_s);
    QCOMPARE(startOf(periods->at(1).untilMs + second), u"404"_s);
}

void ArchiveUrlsTest::whatIsShownOfAPeriodStandsStill()
{
    m_list = R"([{"start":"2026-11-23T10:15:30.117188+03:00","duration":60.5}])";
    const auto first = run(m_mtx->readPeriods(u"yard"_s, {}));
    QVERIFY(first);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(run(m_mtx->readPeriods(u"yard"_s, {})), first);
}

void ArchiveUrlsTest::withoutPlaybackServerItIsSaid()
{
    m_global = R"({"playback":false,"playbackAddress":":9996"})";
    const auto urls = run(m_mtx->archiveUrls(u"yard"_s, {startMs, startMs + second}, false, {}));
    QVERIFY(!urls);
    QCOMPARE(urls.error().category, ErrorCategory::Unsupported);
    QVERIFY(urls.error().message.contains(u"playback"_s));
}

void ArchiveUrlsTest::whatHasNoListIsNotTakenForNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isNothing");
    const QByteArray nothing = "{\"status\":\"error\",\"error\":\"no recording segments found\"}";
    QTest::newRow("nothing recorded") << 404 << nothing << true;
    QTest::newRow("not even a folder") << 400 << nothing << true;
    QTest::newRow("no such page") << 404 << QByteArray("404 page not found") << false;
    QTest::newRow("a web server") << 404 << QByteArray("<html><h1>Not Found</h1></html>") << false;
    QTest::newRow("nothing said") << 400 << QByteArray() << false;
}

void ArchiveUrlsTest::whatHasNoListIsNotTakenForNothing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isNothing);
    m_listStatus = status;
    m_list = body;
    const auto periods = run(m_mtx->readPeriods(u"cam-1"_s, {}));
    QCOMPARE(periods.has_value(), isNothing);
    if (isNothing) {
        QVERIFY(periods->empty());
        return;
    }
    QCOMPARE(periods.error().category, ErrorCategory::Unsupported);
    QVERIFY(periods.error().httpStatus != 404); // that would mean: it holds nothing
    QVERIFY2(periods.error().message.contains(u"/list"_s), qPrintable(periods.error().message));
}

void ArchiveUrlsTest::aBadNameIsNotSent()
{
    const auto urls = run(m_v2->archiveUrls(u"../server"_s, {startMs, startMs + second}, true, {}));
    QVERIFY(!urls);
    QCOMPARE(urls.error().category, ErrorCategory::Invalid);
    QVERIFY(m_requests.isEmpty());
}

void ArchiveUrlsTest::theClockIsNarrowedDown()
{
    ServerClock clock;
    QCOMPARE(clock.offsetMs(), 0);
    const qint64 offset = 12'345;
    std::optional<qint64> shown;
    // Answers at different places of a second; the header has whole ones.
    for (const qint64 at : {100, 450, 700, 950, 1'230, 1'660}) {
        HttpResponse answer;
        answer.receivedAtMs = 1'000'000'000 + at;
        answer.roundTripMs = 4;
        answer.serverTimeMs = (answer.receivedAtMs - 2 + offset) / 1000 * 1000;
        clock.note(answer);
        shown = shown.value_or(clock.shownOffsetMs());
    }
    QVERIFY2(std::llabs(clock.offsetMs() - offset) < 200, qPrintable(QString::number(clock.offsetMs())));
    // What is only shown does not move because of that.
    QCOMPARE(clock.shownOffsetMs(), shown.value());
    QVERIFY(std::llabs(*shown - offset) <= 1'000);
    // A clock that was set is believed at once.
    HttpResponse later;
    later.receivedAtMs = 1'000'010'000;
    later.roundTripMs = 4;
    later.serverTimeMs = 1'000'110'000;
    clock.note(later);
    QVERIFY(std::llabs(clock.offsetMs() - 100'000) <= 1'000);
    QVERIFY(std::llabs(clock.shownOffsetMs() - 100'000) <= 1'000);
    // Without a header nothing is learnt.
    clock.note(HttpResponse());
    QVERIFY(std::llabs(clock.offsetMs() - 100'000) <= 1'000);
}

QTEST_GUILESS_MAIN(ArchiveUrlsTest)
#include "tst_archiveurls.moc"
