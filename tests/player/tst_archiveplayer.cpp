#include "app/player/MediaInput.h"
#include "app/player/PieceClock.h"
#include "tests/player/ArchiveSite.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;
Error httpError(int status)
{
    return {
        status == 401 ? ErrorCategory::Authentication : ErrorCategory::HttpStatus, u"refused"_s, {}, status};
}

} // namespace

class ArchivePlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aJumpShowsThePictureOfTheMoment_data();
    void aJumpShowsThePictureOfTheMoment();
    void playsInRealTimeOverPieces();
    void whatAFileLeadsInWithIsNotShownAgain();
    void goesOnOverServersAndGaps();
    void pauseKeepsThePictureAndGoesOnFromIt();
    void aJumpWhilePausedShowsThatPictureAndStays();
    void speedIsWhatItSays_data();
    void speedIsWhatItSays();
    void aMomentThatIsNotRecordedIsMoved();
    void theEndIsTold();
    void whatIsBeingRecordedIsFollowed();
    void anotherServerTakesOverWhereOneFails();
    void aRefusalIsTheEndAndCanBeRetried();
    void aLossIsRetriedByItself();
    void aServerThatSaysNothingKeepsNobodyWaiting();
    void theAuthorizationGoesToTheServerItselfOnly();
    void aSnapshotHasAllPixels();
    void partsOfAPlaylistHaveTheirTimes();
    void timeStampsMayJumpWithinAPiece();

private:
    void show(std::vector<ArchiveHolder> index, bool isFile = false)
    {
        m_site = std::make_shared<ArchiveSite>();
        m_probe = std::make_unique<ArchiveProbe>(m_site);
        m_probe->player.setTimings({.firstPiece = std::chrono::seconds(3),
                                    .piece = std::chrono::seconds(6),
                                    .firstRetryDelay = std::chrono::milliseconds(50),
                                    .growPause = std::chrono::milliseconds(50)});
        m_probe->player.setLocate([this, isFile](const ArchivePlace &place, const RecordedPeriod &period,
                                                 const ArchivePlayer::PieceAnswer &answer) {
            m_asked << period;
            answer(m_site->piece(place, period, isFile));
        });
        m_probe->player.setMap(ArchiveMap(std::move(index), first));
    }
    /// Whether any picture comes in this time, five to ten times that of a picture.
    [[nodiscard]] bool bringsPictures(int withinMs)
    {
        const int before = m_probe->pictures;
        return QTest::qWaitFor([&] { return m_probe->pictures != before; }, withinMs);
    }
    [[nodiscard]] ArchivePlayer &player() { return m_probe->player; }

    std::shared_ptr<ArchiveSite> m_site;
    std::unique_ptr<ArchiveProbe> m_probe;
    QList<RecordedPeriod> m_asked;
};

void ArchivePlayerTest::cleanup()
{
    m_probe.reset();
    m_asked.clear();
    QTRY_COMPARE_WITH_TIMEOUT(PlaybackThread::liveCount(), 0, patience);
}

void ArchivePlayerTest::aJumpShowsThePictureOfTheMoment_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("playlist") << false << qint64(0);
    QTest::newRow("playlist of a server whose clock is ahead") << false << qint64(90'000);
    QTest::newRow("file") << true << qint64(0);
}

void ArchivePlayerTest::aJumpShowsThePictureOfTheMoment()
{
    QFETCH(bool, isFile);
    QFETCH(qint64, offset);
    show({held(first, 0, 60 * second)}, isFile);
    m_site->clockOffsetMs = offset;
    player().setPaused(true);
    // In the middle of a segment and of a group of pictures.
    const qint64 moment = startOfArchive() + 11'500;
    player().play(moment);
    QCOMPARE(player().position(), std::optional(moment));
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), ArchiveState::Playing, patience);
    QVERIFY2(std::llabs(m_probe->lastShown() - moment) <= frameMs,
             qPrintable(QString::number(m_probe->lastShown() - moment)));
    QVERIFY(std::llabs(*player().position() - m_probe->lastShown()) <= 1);
}

void ArchivePlayerTest::whatAFileLeadsInWithIsNotShownAgain()
{
    show({held(first, 0, 60 * second)}, true);
    m_site->leadMs = 15 * frameMs;
    const qint64 from = startOfArchive() + 1 * second + 200;
    player().play(from);
    // Over two ends of pieces.
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= from + 10 * second, patience);
    QVERIFY(m_asked.size() >= 3);
    QVERIFY2(std::llabs(m_probe->shown.first() - from) <= frameMs,
             qPrintable(QString::number(m_probe->shown.first() - from)));
    for (qsizetype i = 1; i < m_probe->shown.size(); ++i) {
        const qint64 step = m_probe->shown[i] - m_probe->shown[i - 1];
        QVERIFY2(step > 0 && step <= 400, qPrintable(QString::number(step)));
    }
}

void ArchivePlayerTest::playsInRealTimeOverPieces()
{
    show({held(first, 0, 60 * second)});
    QElapsedTimer clock;
    const qint64 from = startOfArchive() + 1 * second;
    player().play(from);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= from, patience);
    clock.start();
    const qint64 begin = m_probe->lastShown();
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= from + 5 * second, patience);
    const qint64 played = m_probe->lastShown() - begin;
    QVERIFY2(std::llabs(clock.elapsed() - played) < 400, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(std::ranges::is_sorted(m_probe->shown));
    // Nothing is lost where one piece follows the other (the first one ends at 4 s).
    QVERIFY(m_asked.size() >= 2);
    QCOMPARE(m_asked[1].fromMs, m_asked[0].untilMs);
    for (qsizetype i = 1; i < m_probe->shown.size(); ++i)
        QVERIFY(m_probe->shown[i] - m_probe->shown[i - 1] <= 400);
}

void ArchivePlayerTest::goesOnOverServersAndGaps()
{
    // The second server takes over at 4 s; nothing is recorded between 6 s and 30 s.
    show({held(first, 0, 4 * second), held(second2, 4 * second, 6 * second),
          held(second2, 30 * second, 34 * second)});
    player().play(startOfArchive() + 2 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + 32 * second, patience);
    QVERIFY(std::ranges::is_sorted(m_probe->shown));
    QCOMPARE(m_probe->gaps.size(), 1);
    QVERIFY(std::llabs(m_probe->gaps[0].fromMs - startOfArchive() - 6 * second) <= 2 * frameMs);
    QVERIFY(std::llabs(m_probe->gaps[0].untilMs - startOfArchive() - 30 * second) <= 2 * frameMs);
    QStringList hosts;
    for (const MediaRequest &request : m_site->requests())
        hosts << request.url.host();
    QVERIFY(hosts.contains(u"host-1"_s));
    QVERIFY(hosts.contains(u"host-2"_s));
    QVERIFY(!m_probe->states.contains(ArchiveState::Failed));
}

void ArchivePlayerTest::pauseKeepsThePictureAndGoesOnFromIt()
{
    show({held(first, 0, 60 * second)});
    player().play(startOfArchive());
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->pictures > 10, patience);
    player().setPaused(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->pictures > 0, patience);
    // One picture may have been on its way; then none comes.
    QVERIFY(!bringsPictures(100) || !bringsPictures(400));
    const int pictures = m_probe->pictures;
    const qint64 at = m_probe->lastShown();
    QVERIFY(player().hasPicture());
    player().setPaused(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->pictures > pictures, patience);
    QVERIFY(m_probe->shown[pictures] - at <= 2 * frameMs);
}

void ArchivePlayerTest::aJumpWhilePausedShowsThatPictureAndStays()
{
    show({held(first, 0, 60 * second)});
    player().setPaused(true);
    for (const qint64 moment : {startOfArchive() + 20 * second, startOfArchive() + 5'200}) {
        player().play(moment);
        QTRY_VERIFY_WITH_TIMEOUT(std::llabs(m_probe->lastShown() - moment) <= frameMs, patience);
        QVERIFY(!bringsPictures(200));
        QVERIFY(player().isPaused());
    }
}

void ArchivePlayerTest::speedIsWhatItSays_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("length");
    QTest::newRow("half") << 0.5 << 1 * second;
    QTest::newRow("double") << 2.0 << 4 * second;
    QTest::newRow("four") << 4.0 << 8 * second;
    QTest::newRow("eight") << 8.0 << 16 * second;
    QTest::newRow("sixteen") << 16.0 << 32 * second;
}

void ArchivePlayerTest::speedIsWhatItSays()
{
    QFETCH(double, speed);
    QFETCH(qint64, length);
    show({held(first, 0, 120 * second)});
    player().setSpeed(16);
    player().play(startOfArchive());
    // The segments are made as they are asked for the first time: that is no fault of the player.
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + length + 20 * second, 30'000);
    player().setSpeed(speed);
    player().play(startOfArchive());
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() < startOfArchive() + 5 * second &&
                                 m_probe->lastShown() > startOfArchive(),
                             patience);
    QElapsedTimer clock;
    clock.start();
    const qint64 begin = m_probe->lastShown();
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= begin + length, 30'000);
    const double reached = double(m_probe->lastShown() - begin) / double(clock.elapsed());
    QVERIFY2(reached > speed * 0.8 && reached < speed * 1.25, qPrintable(QString::number(reached)));
    QVERIFY(std::ranges::is_sorted(m_probe->shown.last(5)));
}

void ArchivePlayerTest::aMomentThatIsNotRecordedIsMoved()
{
    show({held(first, 0, 10 * second), held(first, 30 * second, 60 * second)});
    std::optional<qint64> moved;
    connect(&player(), &ArchivePlayer::momentMoved, this, [&](qint64, qint64 to) { moved = to; });
    player().setPaused(true);
    player().play(startOfArchive() + 15 * second);
    QCOMPARE(moved, std::optional(startOfArchive() + 30 * second));
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->lastShown(), startOfArchive() + 30 * second, patience);
}

void ArchivePlayerTest::theEndIsTold()
{
    show({held(first, 0, 4 * second)});
    player().play(startOfArchive() + 3 * second);
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), ArchiveState::Ended, patience);
    QVERIFY(m_probe->lastShown() >= startOfArchive() + 4 * second - 3 * frameMs);
    QVERIFY(!player().stateText().isEmpty());
    // Behind the end there is nothing to load.
    player().play(startOfArchive() + 100 * second);
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), ArchiveState::Ended, patience);
}

void ArchivePlayerTest::whatIsBeingRecordedIsFollowed()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 recent = now - now % 2'000 - 20'000 - startOfArchive();
    show({held(first, recent, recent + 4 * second)});
    int readings = 0;
    connect(&player(), &ArchivePlayer::mapNeeded, this, [&] {
        // The first look brings nothing new.
        if (++readings == 2)
            player().setMap(ArchiveMap({held(first, recent, recent + 10 * second)}, first));
        else
            player().setMap(ArchiveMap(player().map()));
    });
    player().play(startOfArchive() + recent + 1 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + recent + 7 * second, patience);
    QVERIFY(readings >= 2);
    QVERIFY(!m_probe->states.contains(ArchiveState::Ended));
}

void ArchivePlayerTest::anotherServerTakesOverWhereOneFails()
{
    show({held(first, 0, 60 * second), held(second2, 0, 60 * second)});
    m_site->setFault([](const QUrl &url) -> std::optional<Error> {
        return url.host() == u"host-1" ? std::optional(httpError(404)) : std::nullopt;
    });
    player().play(startOfArchive() + 5 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + 6 * second, patience);
    QVERIFY(!m_probe->states.contains(ArchiveState::Failed));
}

void ArchivePlayerTest::aRefusalIsTheEndAndCanBeRetried()
{
    show({held(first, 0, 60 * second)});
    m_site->setFault([](const QUrl &) { return std::optional(httpError(401)); });
    player().play(startOfArchive() + 5 * second);
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), ArchiveState::Failed, patience);
    QVERIFY(player().lastError());
    QVERIFY(!player().stateText().contains(u"token"_s));
    m_site->setFault({});
    player().retry();
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + 5 * second, patience);
}

void ArchivePlayerTest::aLossIsRetriedByItself()
{
    show({held(first, 0, 60 * second)});
    std::atomic<bool> isDown = false;
    m_site->setFault([&](const QUrl &) -> std::optional<Error> {
        return isDown ? std::optional(Error{ErrorCategory::Network, u"gone"_s, {}, 0}) : std::nullopt;
    });
    player().play(startOfArchive());
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() > startOfArchive(), patience);
    isDown = true;
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->states.contains(ArchiveState::Retrying), 30'000);
    const qint64 reached = m_probe->lastShown();
    isDown = false;
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() > reached + second, patience);
    QVERIFY(std::ranges::is_sorted(m_probe->shown));
}

void ArchivePlayerTest::aServerThatSaysNothingKeepsNobodyWaiting()
{
    show({held(first, 0, 60 * second)});
    m_site->setFault([](const QUrl &) { return std::optional(Error{ErrorCategory::Timeout, {}, {}, 0}); });
    QElapsedTimer clock;
    clock.start();
    player().play(startOfArchive());
    QTRY_VERIFY_WITH_TIMEOUT(!m_site->requests().isEmpty(), patience);
    m_site->setFault({});
    player().play(startOfArchive() + 10 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->lastShown() >= startOfArchive() + 10 * second, patience);
    m_probe.reset();
    QVERIFY(clock.elapsed() < 8'000);
}

void ArchivePlayerTest::theAuthorizationGoesToTheServerItselfOnly()
{
    MediaSource source;
    source.url = QUrl(u"http://host-1/playlist.m3u8?token=t"_s);
    source.protocol = MediaProtocol::Hls;
    source.isRecorded = true;
    source.authorization = "Basic c2VjcmV0";
    /// A playlist that leads to its own server and to another one.
    class Elsewhere final : public MediaFetcher
    {
    public:
        Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token) override
        {
            requests << request;
            if (request.url.path() == u"/playlist.m3u8")
                return QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nown.ts\n"
                                  "#EXTINF:1.0,\nhttp://host-2/other.ts\n#EXT-X-ENDLIST\n");
            const bool isOwn = request.url.path() == u"/own.ts";
            return makeTransportStream({.frames = 25, .firstFrameIndex = isOwn ? 0 : 25});
        }
        QList<MediaRequest> requests;
    };
    const auto fetcher = std::make_shared<Elsewhere>();
    MediaInput input(source, RtspTransport::Tcp, fetcher, {});
    QVERIFY(input.open(std::chrono::seconds(10)));
    for (;;) {
        const auto packet = input.read(std::chrono::seconds(10));
        QVERIFY2(packet, packet ? "" : qPrintable(packet.error().message));
        if (!*packet)
            break;
    }
    QSet<QString> hosts;
    for (const MediaRequest &request : fetcher->requests) {
        hosts.insert(request.url.host());
        const bool isOwn = request.url.host() == u"host-1";
        QCOMPARE(request.authorization, isOwn ? source.authorization : QByteArray());
        QCOMPARE(request.url.query().contains(u"token=t"_s), isOwn);
    }
    QCOMPARE(hosts.size(), 2);
}

void ArchivePlayerTest::aSnapshotHasAllPixels()
{
    show({held(first, 0, 60 * second)});
    player().setTargetSize(QSize(160, 90));
    player().setPaused(true);
    player().play(startOfArchive() + 3 * second);
    QTRY_VERIFY_WITH_TIMEOUT(player().hasPicture(), patience);
    QCOMPARE(m_probe->sink.videoFrame().size(), QSize(160, 90));
    const QImage picture = player().takeSnapshot();
    QCOMPARE(picture.size(), QSize(320, 180));
    const auto stamp = readFrameStripFromBgra(picture.constBits(), picture.bytesPerLine(), picture.width(),
                                              picture.height(), startOfArchive());
    QVERIFY(stamp);
    QCOMPARE(stamp->utcMs, startOfArchive() + 3 * second);
}

void ArchivePlayerTest::partsOfAPlaylistHaveTheirTimes()
{
    using Parts = std::vector<std::optional<qint64>>;
    QCOMPARE(PieceClock::partsOf("#EXTM3U\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n"), (Parts{std::nullopt}));
    const QByteArray two =
        "#EXTM3U\r\n#EXT-X-PROGRAM-DATE-TIME:2026-11-23T10:00:00.500Z\r\n#EXTINF:2,\r\na.ts\r\n"
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T10:00:02.500Z\r\n#EXTINF:2,\r\nb.ts\r\n"
        "#EXT-X-DISCONTINUITY\r\n#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:10+02:00\r\n"
        "#EXTINF:2,\r\nc.ts\r\n#EXT-X-ENDLIST\r\n";
    const qint64 ten = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch();
    QCOMPARE(PieceClock::partsOf(two), (Parts{ten + 500, ten + 10'000}));
    QCOMPARE(PieceClock::partsOf("nonsense\n#EXT-X-PROGRAM-DATE-TIME:yesterday\n").size(), size_t(1));
    QVERIFY(PieceClock::partsOf({}).empty());
}

void ArchivePlayerTest::timeStampsMayJumpWithinAPiece()
{
    const QByteArray playlist = "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:40Z\na.ts\n#EXT-X-DISCONTINUITY\n"
                                "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:02:00Z\nb.ts\n";
    PieceClock clock(95'000, playlist, 0);
    QVERIFY(!clock.utcUsOf(5));
    QCOMPARE(clock.utcUsOfVideo(7'000'000, 7'080'000), 100'000'000);
    QCOMPARE(clock.utcUsOfVideo(7'040'000, 7'040'000), 99'960'000);
    QCOMPARE(clock.utcUsOf(7'580'000), std::optional<qint64>(100'500'000));
    QCOMPARE(clock.utcUsOfVideo(9'000'000, 9'080'000), 102'000'000);
    // The next recording counts from 0 again.
    QCOMPARE(clock.utcUsOfVideo(0, 0), 120'000'000);
    QCOMPARE(clock.utcUsOfVideo(40'000, 40'000), 120'040'000);
    // A jump that the playlist does not explain took no time.
    QCOMPARE(clock.utcUsOfVideo(500'000'000, 500'000'000), 120'080'000);
    // By the server's clock, ten seconds ahead of ours.
    PieceClock ahead(95'000, playlist, 10'000);
    QCOMPARE(ahead.utcUsOfVideo(0, 0), 90'000'000);
    // Without times: what was asked for.
    PieceClock plain(95'000, {}, 10'000);
    QCOMPARE(plain.utcUsOfVideo(12'345, 12'345), 95'000'000);
}

QTEST_MAIN(ArchivePlayerTest)
#include "tst_archiveplayer.moc"
