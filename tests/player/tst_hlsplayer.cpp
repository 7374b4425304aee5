#include "app/player/MediaInput.h"
#include "tests/player/FleetVideo.h"
#include "tests/player/PlayerProbe.h"
#include "tests/player/TestMedia.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>
#include <QUrlQuery>

extern "C" {
#include <libavutil/aes.h>
}

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;
constexpr int segmentCount = 30;

/// Answers from memory and keeps what was asked.
class FakeFetcher final : public MediaFetcher
{
public:
    using Handler = std::function<Result<MediaAnswer>(const QUrl &url)>;

    explicit FakeFetcher(Handler handler)
        : m_handler(std::move(handler))
    {
    }

    Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token stop) override
    {
        Handler handler;
        {
            const std::scoped_lock lock(m_mutex);
            m_requests << request;
            handler = m_handler;
        }
        if (handler)
            return handler(request.url).map([&](MediaAnswer answer) {
                if (request.range)
                    answer.bytes = answer.bytes.mid(request.range->from, request.range->size);
                return answer;
            });
        // Hangs like a dead server, until it is told to stop.
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait(lock, stop, [] { return false; });
        return fail(ErrorCategory::Cancelled, u"stopped"_s);
    }

    QList<MediaRequest> requests() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }

private:
    mutable std::mutex m_mutex;
    QList<MediaRequest> m_requests;
    Handler m_handler;
};

/// A live playlist over one second long segments that wander with the clock.
class LiveSite
{
public:
    LiveSite()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (int index = 0; index < segmentCount; ++index)
            m_segments << makeTransportStream({.frames = 25,
                                               .framesPerKey = 25,
                                               .cameraNumber = 7,
                                               .firstUtcMs = now + index * 1000,
                                               .firstFrameIndex = index * 25});
        m_timer.start();
    }

    Result<QByteArray> answer(const QUrl &url) const
    {
        const QString name = url.fileName();
        if (name == "playlist.m3u8"_L1)
            return playlist();
        if (name.startsWith("seg"_L1)) {
            const int index = name.mid(3).chopped(3).toInt();
            if (index >= 0 && index < m_segments.size())
                return m_segments[index];
        }
        return fail(ErrorCategory::HttpStatus, u"not there"_s, {}, 404);
    }

private:
    QByteArray playlist() const
    {
        const int first = std::min(static_cast<int>(m_timer.elapsed() / 1000), segmentCount - 4);
        QByteArray text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:" +
                          QByteArray::number(first) + '\n';
        for (int index = first; index < first + 4; ++index)
            text += "#EXTINF:1.0,\nseg" + QByteArray::number(index) + ".ts\n";
        return text;
    }

    QList<QByteArray> m_segments;
    QElapsedTimer m_timer;
};

/// Fetches over plain HTTP, each in its own thread's way: enough for a server on this machine.
class PlainFetcher final : public MediaFetcher
{
public:
    Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token stop) override
    {
        QNetworkAccessManager manager;
        const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(request.url)));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        const std::stop_callback onStop(stop, [&] {
            QMetaObject::invokeMethod(reply.get(), &QNetworkReply::abort, Qt::QueuedConnection);
        });
        if (!reply->isFinished())
            loop.exec();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->error() != QNetworkReply::NoError)
            return fail(ErrorCategory::HttpStatus, reply->errorString(), {}, status);
        return reply->readAll();
    }
};

MediaSource hls(const QString &url)
{
    MediaSource source;
    source.url = QUrl(url);
    source.protocol = MediaProtocol::Hls;
    source.pinnedCertificateSha256 = QByteArray(32, 'p');
    source.streamKey = u"hls"_s;
    return source;
}

int videoPackets(MediaInput &input)
{
    int count = 0;
    for (;;) {
        const auto packet = input.read(std::chrono::seconds(10));
        if (!packet || !*packet)
            return packet ? count : -1;
        count += (*packet)->stream_index == input.videoStream()->index ? 1 : 0;
    }
}

/// AES-128 in CBC mode, filled up by PKCS #7.
QByteArray encrypted(QByteArray plain, const QByteArray &key, QByteArray iv)
{
    const auto fill = 16 - plain.size() % 16;
    plain.append(QByteArray(fill, char(fill)));
    AVAES *aes = av_aes_alloc();
    av_aes_init(aes, reinterpret_cast<const uint8_t *>(key.constData()), 128, 0);
    QByteArray bytes(plain.size(), '\0');
    av_aes_crypt(aes, reinterpret_cast<uint8_t *>(bytes.data()),
                 reinterpret_cast<const uint8_t *>(plain.constData()), int(plain.size() / 16),
                 reinterpret_cast<uint8_t *>(iv.data()), 0);
    av_free(aes);
    return bytes;
}

} // namespace

class HlsPlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsInRealTimeThroughTheFetcher();
    void playsHlsOfAMediaServer();
    void hostilePlaylistIsRefused_data();
    void hostilePlaylistIsRefused();
    void segmentsElsewhereGetNoTokenAndNoPin();
    void addressesCountFromWhereThePlaylistCameFrom_data();
    void addressesCountFromWhereThePlaylistCameFrom();
    void redirectsTakeNothingOfOursAlong();
    void badRedirectsAreRefused_data();
    void badRedirectsAreRefused();
    void partsOfOneFileArePlayed_data();
    void partsOfOneFileArePlayed();
    void encryptedSegmentsArePlayed_data();
    void encryptedSegmentsArePlayed();
    void otherEncryptionIsNamed_data();
    void otherEncryptionIsNamed();
    void httpErrorsFail_data();
    void httpErrorsFail();
    void garbageIsRefused_data();
    void garbageIsRefused();
    void stopInMidFetchReturnsAtOnce();
    void withoutFetcherItFails();
};

void HlsPlayerTest::playsInRealTimeThroughTheFetcher()
{
    const LiveSite site;
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) { return site.answer(url); });
    PlayerProbe probe(fetcher);
    probe.player.play(hls(u"https://cam.example:8443/live/a/playlist.m3u8?token=T0ken~"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.stamps.isEmpty(), patience);
    QElapsedTimer timer;
    timer.start();
    const qint64 firstUtcMs = probe.stamps.last().utcMs;
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.last().utcMs >= firstUtcMs + 3000, patience);
    // Segments come all at once, pictures must not: 3 s of video take about 3 s.
    QVERIFY2(timer.elapsed() > 2000 && timer.elapsed() < 6000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(std::ranges::is_sorted(probe.stamps, {}, &FrameStamp::utcMs));
    for (const FrameStamp &stamp : std::as_const(probe.stamps))
        QCOMPARE(stamp.cameraNumber, quint16(7));
    QCOMPARE(probe.player.state(), PlayerState::Playing);
    const QList<MediaRequest> requests = fetcher->requests();
    QVERIFY(requests.size() > 4);
    for (const MediaRequest &request : requests) {
        QCOMPARE(QUrlQuery(request.url).queryItemValue(u"token"_s), u"T0ken~"_s);
        QCOMPARE(request.pinnedCertificateSha256, QByteArray(32, 'p'));
        QVERIFY(request.maxBytes > 0);
    }
}

void HlsPlayerTest::playsHlsOfAMediaServer()
{
    fleet::FleetProcess fleet(fleetProgram());
    const QStringList arguments{u"--servers"_s, u"1"_s, u"--cameras"_s, u"1"_s, u"--tls"_s, u"none"_s};
    QVERIFY(fleet.start(arguments, patience));
    PlayerProbe probe(std::make_shared<PlainFetcher>());
    // The server needs a few seconds until its first segments are there.
    QTRY_VERIFY_WITH_TIMEOUT(fleet.fetch(serverHlsUrl(fleet, 1).toString()).body.count("#EXTINF") >= 2,
                             patience);
    probe.player.play(hls(serverHlsUrl(fleet, 1).toString()));
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() > 30, patience);
    QCOMPARE(probe.player.state(), PlayerState::Playing);
    QVERIFY(std::ranges::is_sorted(probe.stamps, {}, &FrameStamp::utcMs));
    for (const FrameStamp &stamp : std::as_const(probe.stamps))
        QCOMPARE(stamp.cameraNumber, quint16(1));
}

void HlsPlayerTest::hostilePlaylistIsRefused_data()
{
    QTest::addColumn<QByteArray>("entry");
    const QByteArray segment("#EXTINF:1.0,\n");
    QTest::newRow("file") << QByteArray(segment + "file:///etc/passwd\n");
    QTest::newRow("file, by extension") << QByteArray(segment + "file:///etc/passwd.ts\n");
    QTest::newRow("concat") << QByteArray(segment + "concat:file:///etc/passwd|file:///etc/group\n");
    QTest::newRow("subfile") << QByteArray(segment + "subfile,,start,0,end,64,,:///etc/passwd\n");
    QTest::newRow("tcp") << QByteArray(segment + "tcp://127.0.0.1:22/\n");
    QTest::newRow("encrypted") << QByteArray("#EXT-X-KEY:METHOD=AES-128,URI=\"seg0.ts\"\n" + segment +
                                             "seg0.ts\n");
    QTest::newRow("map") << QByteArray("#EXT-X-MAP:URI=\"file:///etc/passwd\"\n" + segment + "seg0.ts\n");
    QTest::newRow("variant") << QByteArray("#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/playlist.m3u8\n");
}

void HlsPlayerTest::hostilePlaylistIsRefused()
{
    QFETCH(QByteArray, entry);
    for (const QByteArray &end : {QByteArray("#EXT-X-ENDLIST\n"), QByteArray()}) {
        auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<QByteArray> {
            if (url.fileName() == "playlist.m3u8"_L1)
                return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n" + entry + end);
            return QByteArray(64, 'k');
        });
        PlayerProbe probe(fetcher);
        PlayerTimings timings;
        timings.openTimeout = std::chrono::milliseconds(1500);
        probe.player.setTimings(timings);
        probe.player.play(hls(u"https://cam.example/live/playlist.m3u8"_s));
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
        QVERIFY2(probe.player.stateText().contains("cam.example"_L1), qPrintable(probe.player.stateText()));
        QCOMPARE(probe.frameCount, 0);
        for (const MediaRequest &request : fetcher->requests())
            QCOMPARE(request.url.scheme(), u"https"_s);
        QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
    }
}

void HlsPlayerTest::segmentsElsewhereGetNoTokenAndNoPin()
{
    auto fetcher = std::make_shared<FakeFetcher>([](const QUrl &url) -> Result<QByteArray> {
        if (url.fileName() == "playlist.m3u8"_L1)
            return QByteArray(
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nhttps://other.example/seg0.ts\n"
                "#EXT-X-ENDLIST\n");
        return makeTransportStream({});
    });
    PlayerProbe probe(fetcher);
    probe.player.play(hls(u"https://user:s3cret@cam.example/playlist.m3u8?token=T0ken"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.stamps.isEmpty(), patience);
    int elsewhere = 0;
    for (const MediaRequest &request : fetcher->requests()) {
        if (request.url.host() != "other.example"_L1)
            continue;
        ++elsewhere;
        QVERIFY(!request.url.hasQuery());
        QVERIFY(request.url.userInfo().isEmpty());
        QVERIFY(!request.pinnedCertificateSha256);
    }
    QVERIFY(elsewhere > 0);
}

void HlsPlayerTest::addressesCountFromWhereThePlaylistCameFrom_data()
{
    QTest::addColumn<QString>("movedTo");
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("asked");
    const QString here;
    const QString deeper = u"https://cam.example/vod/x/y/list.m3u8?v=2"_s;
    const QString edge = u"https://edge.example/e/list.m3u8"_s;
    QTest::newRow("no redirect") << here << QByteArray("a.ts") << QByteArray("https://cam.example/live/a.ts");
    QTest::newRow("deeper") << deeper << QByteArray("a.ts") << QByteArray("https://cam.example/vod/x/y/a.ts");
    QTest::newRow("up") << deeper << QByteArray("../a.ts") << QByteArray("https://cam.example/vod/x/a.ts");
    QTest::newRow("root") << deeper << QByteArray("/a.ts") << QByteArray("https://cam.example/a.ts");
    QTest::newRow("other host") << edge << QByteArray("a.ts") << QByteArray("https://edge.example/e/a.ts");
    QTest::newRow("absolute") << edge << QByteArray("https://cam.example/z/a.ts")
                              << QByteArray("https://cam.example/z/a.ts");
    for (const char *name : {"a%2Fb.ts", "a+b.ts", "~a.ts", "a%20b.ts", "a.ts?x=c+d", "a.ts?x=%2B%26&y=%2F",
                             "a.ts?sig=Ab%2F%3D%3D", "a;v=1.ts?e", "%C3%A9.ts"})
        QTest::newRow(name) << here << QByteArray(name) << "https://cam.example/live/" + QByteArray(name);
}

void HlsPlayerTest::addressesCountFromWhereThePlaylistCameFrom()
{
    QFETCH(QString, movedTo);
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, asked);
    const QUrl source(u"https://cam.example/live/playlist.m3u8"_s);
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<MediaAnswer> {
        if (url == source && !movedTo.isEmpty())
            return MediaAnswer(QUrl(movedTo));
        if (url.path().endsWith("m3u8"_L1))
            return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n" + entry +
                              "\n#EXT-X-ENDLIST\n");
        return makeTransportStream({});
    });
    MediaInput input(hls(source.toString()), RtspTransport::Tcp, fetcher, {});
    const auto opened = input.open(std::chrono::seconds(10));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QCOMPARE(fetcher->requests().last().url.toEncoded(), asked);
}

void HlsPlayerTest::redirectsTakeNothingOfOursAlong()
{
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<MediaAnswer> {
        if (url.path() == "/playlist.m3u8"_L1)
            return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nseg.ts\n#EXT-X-ENDLIST\n");
        if (url.path() == "/seg.ts"_L1)
            return MediaAnswer(QUrl(u"https://store.example/blob.ts"_s));
        return makeTransportStream({});
    });
    MediaSource source = hls(u"https://user:s3cret@cam.example/playlist.m3u8?token=T0ken"_s);
    source.authorization = "Basic c2VjcmV0";
    MediaInput input(source, RtspTransport::Tcp, fetcher, {});
    QVERIFY(input.open(std::chrono::seconds(10)));
    for (const MediaRequest &request : fetcher->requests()) {
        const bool isOwn = request.url.host() == "cam.example"_L1;
        QCOMPARE(request.authorization.isEmpty(), !isOwn);
        QCOMPARE(request.pinnedCertificateSha256.has_value(), isOwn);
        QCOMPARE(request.url.hasQuery(), isOwn);
        QCOMPARE(request.url.userInfo().isEmpty(), !isOwn);
    }
    QCOMPARE(fetcher->requests().last().url, QUrl(u"https://store.example/blob.ts"_s));
}

void HlsPlayerTest::badRedirectsAreRefused_data()
{
    QTest::addColumn<QUrl>("movedTo");
    QTest::addColumn<QString>("says");
    QTest::newRow("file") << QUrl(u"file:///etc/passwd"_s) << u"“file:”"_s;
    QTest::newRow("rtsp") << QUrl(u"rtsp://cam.example/a"_s) << u"“rtsp:”"_s;
    QTest::newRow("this computer") << QUrl(u"http://127.0.0.1:9997/v3/config"_s) << u"127.0.0.1"_s;
    QTest::newRow("network here") << QUrl(u"http://192.168.1.1/"_s) << u"192.168.1.1"_s;
    QTest::newRow("for ever") << QUrl(u"https://cam.example/playlist.m3u8"_s) << u"cam.example"_s;
}

void HlsPlayerTest::badRedirectsAreRefused()
{
    QFETCH(QUrl, movedTo);
    QFETCH(QString, says);
    auto fetcher = std::make_shared<FakeFetcher>(
        [&](const QUrl &) -> Result<MediaAnswer> { return MediaAnswer(movedTo); });
    MediaInput input(hls(u"https://cam.example/playlist.m3u8"_s), RtspTransport::Tcp, fetcher, {});
    const auto opened = input.open(std::chrono::seconds(10));
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(says), qPrintable(opened.error().message));
    for (const MediaRequest &request : fetcher->requests())
        QCOMPARE(request.url.host(), u"cam.example"_s);
}

void HlsPlayerTest::partsOfOneFileArePlayed_data()
{
    QTest::addColumn<bool>("isMp4");
    QTest::addColumn<bool>("tellsOffsets");
    QTest::newRow("transport stream") << false << true;
    QTest::newRow("one behind the other") << false << false;
    QTest::newRow("MP4 with a map") << true << true;
}

void HlsPlayerTest::partsOfOneFileArePlayed()
{
    QFETCH(bool, isMp4);
    QFETCH(bool, tellsOffsets);
    QByteArray map;
    QList<QByteArray> parts;
    if (isMp4) {
        const QByteArray whole = makeFragmentedMp4({.frames = 75, .framesPerKey = 25});
        const qsizetype first = whole.indexOf("moof") - 4;
        const qsizetype second = whole.indexOf("moof", first + 8) - 4;
        map = whole.left(first);
        parts = {whole.mid(first, second - first), whole.mid(second)};
    } else {
        for (int index = 0; index < 3; ++index)
            parts << makeTransportStream({.frames = 25, .framesPerKey = 25, .firstFrameIndex = index * 25});
    }
    // Something before and between that is no media: a range that is not kept would be noticed.
    const QByteArray gap(tellsOffsets ? 1'000 : 0, 'x');
    QByteArray file = gap + map;
    QByteArray playlist = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n";
    if (isMp4)
        playlist += "#EXT-X-MAP:URI=\"all.bin\",BYTERANGE=\"" + QByteArray::number(map.size()) + '@' +
                    QByteArray::number(gap.size()) + "\"\n";
    for (const QByteArray &part : std::as_const(parts)) {
        file += gap;
        playlist += "#EXTINF:1.0,\n#EXT-X-BYTERANGE:" + QByteArray::number(part.size());
        if (tellsOffsets || file.isEmpty())
            playlist += '@' + QByteArray::number(file.size());
        playlist += "\nall.bin\n";
        file += part;
    }
    playlist += "#EXT-X-ENDLIST\n";
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<MediaAnswer> {
        return url.path() == "/playlist.m3u8"_L1 ? playlist : file;
    });
    MediaSource source = hls(u"https://cam.example/playlist.m3u8"_s);
    source.isRecorded = true;
    MediaInput input(source, RtspTransport::Tcp, fetcher, {});
    const auto opened = input.open(std::chrono::seconds(10));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QCOMPARE(videoPackets(input), 75);
    for (const MediaRequest &request : fetcher->requests())
        QCOMPARE(request.range.has_value(), request.url.path() == "/all.bin"_L1);
}

void HlsPlayerTest::encryptedSegmentsArePlayed_data()
{
    QTest::addColumn<bool>("tellsIv");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("opens");
    const QByteArray right("0123456789abcdef");
    QTest::newRow("with a start value") << true << right << true;
    QTest::newRow("counted from the sequence") << false << right << true;
    QTest::newRow("wrong key") << true << QByteArray("fedcba9876543210") << false;
}

void HlsPlayerTest::encryptedSegmentsArePlayed()
{
    QFETCH(bool, tellsIv);
    QFETCH(QByteArray, key);
    QFETCH(bool, opens);
    const QByteArray iv = tellsIv ? QByteArray(16, '\x42') : QByteArray(15, '\0') + '\x07';
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<MediaAnswer> {
        if (url.path() == "/playlist.m3u8"_L1)
            return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:7\n"
                              "#EXT-X-KEY:METHOD=AES-128,URI=\"key.bin\"" +
                              (tellsIv ? ",IV=0x" + iv.toHex() : QByteArray()) +
                              "\n#EXTINF:1.0,\nseg.ts\n#EXT-X-ENDLIST\n");
        if (url.path() == "/key.bin"_L1)
            return key;
        return encrypted(makeTransportStream({.frames = 25, .framesPerKey = 25}), "0123456789abcdef", iv);
    });
    MediaSource source = hls(u"https://cam.example/playlist.m3u8?token=T0ken"_s);
    source.isRecorded = true;
    MediaInput input(source, RtspTransport::Tcp, fetcher, {});
    const auto opened = input.open(std::chrono::seconds(10));
    QCOMPARE(opened.has_value(), opens);
    if (opens)
        QCOMPARE(videoPackets(input), 25);
    else
        QVERIFY2(opened.error().message.contains("cam.example"_L1), qPrintable(opened.error().message));
    for (const MediaRequest &request : fetcher->requests())
        QCOMPARE(request.url.query(), u"token=T0ken"_s);
}

void HlsPlayerTest::otherEncryptionIsNamed_data()
{
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown method") << QByteArray("METHOD=SAMPLE-AES-CTR,URI=\"k\"") << u"SAMPLE-AES-CTR"_s;
    QTest::newRow("FairPlay")
        << QByteArray("METHOD=SAMPLE-AES,URI=\"skd://k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"")
        << u"com.apple.streamingkeydelivery"_s;
}

void HlsPlayerTest::otherEncryptionIsNamed()
{
    QFETCH(QByteArray, tag);
    QFETCH(QString, says);
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &) -> Result<MediaAnswer> {
        return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:" + tag +
                          "\n#EXTINF:1.0,\nseg.ts\n#EXT-X-ENDLIST\n");
    });
    MediaInput input(hls(u"https://cam.example/playlist.m3u8"_s), RtspTransport::Tcp, fetcher, {});
    const auto opened = input.open(std::chrono::seconds(10));
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(says), qPrintable(opened.error().message));
    QCOMPARE(fetcher->requests().size(), 1);
}

void HlsPlayerTest::httpErrorsFail_data()
{
    QTest::addColumn<int>("category");
    QTest::addColumn<int>("status");
    QTest::newRow("401") << static_cast<int>(ErrorCategory::Authentication) << 401;
    QTest::newRow("403") << static_cast<int>(ErrorCategory::Authentication) << 403;
    QTest::newRow("404") << static_cast<int>(ErrorCategory::HttpStatus) << 404;
    QTest::newRow("certificate") << static_cast<int>(ErrorCategory::Tls) << 0;
}

void HlsPlayerTest::httpErrorsFail()
{
    QFETCH(int, category);
    QFETCH(int, status);
    const auto wanted = static_cast<ErrorCategory>(category);
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &) -> Result<QByteArray> {
        return fail(wanted, u"cam.example says no."_s, {}, status);
    });
    PlayerProbe probe(fetcher);
    probe.player.play(hls(u"https://cam.example/playlist.m3u8"_s));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QCOMPARE(probe.player.stateText(), u"cam.example says no."_s);
    QCOMPARE(probe.player.lastError()->category, wanted);
    QCOMPARE(fetcher->requests().size(), 1);
}

void HlsPlayerTest::garbageIsRefused_data()
{
    QTest::addColumn<QByteArray>("playlist");
    QTest::newRow("html") << QByteArray("<html><body>Login</body></html>");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no segments") << QByteArray("#EXTM3U\n#EXT-X-ENDLIST\n");
    QTest::newRow("garbage segment") << QByteArray(
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nx.ts\n#EXT-X-ENDLIST\n");
}

void HlsPlayerTest::garbageIsRefused()
{
    QFETCH(QByteArray, playlist);
    auto fetcher = std::make_shared<FakeFetcher>([&](const QUrl &url) -> Result<QByteArray> {
        return url.fileName() == "playlist.m3u8"_L1 ? playlist : QByteArray(5000, '\x47');
    });
    PlayerProbe probe(fetcher);
    probe.player.play(hls(u"https://cam.example/playlist.m3u8"_s));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QVERIFY2(probe.player.stateText().contains("cam.example"_L1), qPrintable(probe.player.stateText()));
}

void HlsPlayerTest::stopInMidFetchReturnsAtOnce()
{
    auto fetcher = std::make_shared<FakeFetcher>(FakeFetcher::Handler());
    PlayerProbe probe(fetcher);
    probe.player.play(hls(u"https://cam.example/playlist.m3u8"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!fetcher->requests().isEmpty(), patience);
    QElapsedTimer timer;
    timer.start();
    probe.player.stop();
    QVERIFY(timer.elapsed() < 50);
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, 1000);
}

void HlsPlayerTest::withoutFetcherItFails()
{
    PlayerProbe probe(nullptr);
    probe.player.play(hls(u"https://cam.example/playlist.m3u8"_s));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QCOMPARE(probe.player.lastError()->category, ErrorCategory::Unsupported);
}

QTEST_MAIN(HlsPlayerTest)
#include "tst_hlsplayer.moc"
