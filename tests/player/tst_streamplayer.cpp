#include "tests/player/FakeRtspServer.h"
#include "tests/player/FleetVideo.h"
#include "tests/player/PlayerProbe.h"
#include "tests/player/TestMedia.h"
#include "tests/support/TcpRelay.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;

MediaSource rtsp(const QUrl &url, const QString &key = u"stream"_s)
{
    MediaSource source;
    source.url = url;
    source.streamKey = key;
    return source;
}

qsizetype countEntries(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System).size();
}

/// The units of a picture in Annex B form, each fit for an RTP packet of its own.
QList<QByteArray> unitsOf(const QByteArray &picture)
{
    QList<QByteArray> units;
    qsizetype from = 0;
    while (from >= 0 && from < picture.size()) {
        const qsizetype start = picture.indexOf(QByteArray("\0\0\1", 3), from);
        const qsizetype next = picture.indexOf(QByteArray("\0\0\1", 3), start + 3);
        QByteArray unit = picture.mid(start + 3, next < 0 ? -1 : next - start - 3);
        while (next >= 0 && unit.endsWith('\0'))
            unit.chop(1);
        units << unit;
        from = next;
    }
    return units;
}

const QByteArray h264Description =
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
    "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:1\r\n";

PlayerTimings shortTimings()
{
    PlayerTimings timings;
    timings.openTimeout = std::chrono::milliseconds(1500);
    timings.stalledAfter = std::chrono::milliseconds(600);
    timings.lostAfter = std::chrono::milliseconds(1500);
    timings.firstRetryDelay = std::chrono::milliseconds(100);
    timings.maxRetryDelay = std::chrono::milliseconds(400);
    return timings;
}

} // namespace

class StreamPlayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstPictureIsOfTheRightCameraAndClockRuns();
    void pictureIsScaledToTarget();
    void snapshotHasFullResolution();
    void switchingLeavesNothingBehind();
    void lastPictureIsKept();
    void pauseClosesAndGoesOnLive();
    void cameraOffAndOnAtTheServer();
    void silenceStallsThenReconnects();
    void lossReconnectsWithGrowingDelay();
    void refusedAddressFailsWithHost();
    void wrongPasswordFailsWithoutTellingIt();
    void unknownStreamFails();
    void answersOfNonsenseFail_data();
    void answersOfNonsenseFail();
    void damagedPacketsAreSurvived();
    void aSlowCameraIsNotLost();
    void dataWithoutAKeyFrameIsWaitedFor();
    void stopInMidConnectReturnsAtOnce();
    void mutedAndUnmutedPlayOn();

private:
    std::unique_ptr<fleet::FleetProcess> m_fleet;
};

void StreamPlayerTest::initTestCase()
{
    m_fleet = std::make_unique<fleet::FleetProcess>(fleetProgram());
    const QStringList arguments{u"--servers"_s, u"1"_s, u"--cameras"_s, u"3"_s, u"--live"_s, u"3"_s};
    QVERIFY(m_fleet->start(arguments, patience));
    QVERIFY(cameraUrl(*m_fleet, 1).isValid());
}

void StreamPlayerTest::firstPictureIsOfTheRightCameraAndClockRuns()
{
    for (const int camera : {1, 2}) {
        for (const bool isHigh : {true, false}) {
            PlayerProbe probe;
            probe.player.play(rtsp(cameraUrl(*m_fleet, camera, isHigh)));
            QCOMPARE(probe.player.state(), PlayerState::Connecting);
            QVERIFY(probe.player.stateText().contains("127.0.0.1"_L1));
            QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() >= 12, patience);
            QCOMPARE(probe.player.state(), PlayerState::Playing);
            for (const FrameStamp &stamp : std::as_const(probe.stamps))
                QCOMPARE(stamp.cameraNumber, quint16(camera));
            QVERIFY(std::ranges::is_sorted(probe.stamps, {}, &FrameStamp::utcMs));
            QVERIFY(probe.stamps.last().utcMs > probe.stamps.first().utcMs);
            QList<qint64> lags = probe.lagsMs;
            std::ranges::sort(lags);
            const qint64 median = lags[lags.size() / 2];
            QVERIFY2(median < 500, qPrintable(QString::number(median)));
            QCOMPARE(probe.player.statistics().codec, u"H.264"_s);
            QVERIFY(probe.player.statistics().firstFrameAfter);
        }
    }
}

void StreamPlayerTest::pictureIsScaledToTarget()
{
    PlayerProbe probe;
    probe.player.setTargetSize({320, 500});
    probe.player.play(rtsp(cameraUrl(*m_fleet, 1)));
    QTRY_COMPARE_WITH_TIMEOUT(probe.lastSize, QSize(320, 180), patience);
    // While it plays, and never above the stream's own size.
    probe.player.setTargetSize({4000, 4000});
    QTRY_COMPARE_WITH_TIMEOUT(probe.lastSize, probe.player.statistics().pictureSize, patience);
}

void StreamPlayerTest::snapshotHasFullResolution()
{
    PlayerProbe probe;
    QVERIFY(probe.player.takeSnapshot().isNull());
    probe.player.setTargetSize({160, 90});
    probe.player.play(rtsp(cameraUrl(*m_fleet, 1)));
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    const QImage picture = probe.player.takeSnapshot();
    QCOMPARE(picture.size(), probe.player.statistics().pictureSize);
    const auto stamp = readFrameStripFromBgra(picture.constBits(), picture.bytesPerLine(), picture.width(),
                                              picture.height(), QDateTime::currentMSecsSinceEpoch());
    QVERIFY(stamp);
    QCOMPARE(stamp->cameraNumber, quint16(1));
}

void StreamPlayerTest::switchingLeavesNothingBehind()
{
    PlayerProbe probe;
    // What Qt and FFmpeg keep for good is made by the first one.
    probe.player.play(rtsp(cameraUrl(*m_fleet, 1)));
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    probe.player.stop();
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
    const qsizetype threads = countEntries(u"/proc/self/task"_s);
    const qsizetype descriptors = countEntries(u"/proc/self/fd"_s);

    qint64 longestSwitchMs = 0;
    for (int round = 0; round < 30; ++round) {
        const int frames = probe.frameCount;
        QElapsedTimer timer;
        timer.start();
        probe.player.play(rtsp(cameraUrl(*m_fleet, 1 + round % 3, round % 2 == 0), QString::number(round)));
        longestSwitchMs = std::max(longestSwitchMs, timer.elapsed());
        // Some are left in the middle of connecting, some while they play.
        if (round % 5 == 0)
            QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > frames, patience);
        else
            QCoreApplication::processEvents();
    }
    QVERIFY2(longestSwitchMs < 100, qPrintable(QString::number(longestSwitchMs)));
    probe.forget();
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() > 3, patience);
    for (const FrameStamp &stamp : std::as_const(probe.stamps))
        QCOMPARE(stamp.cameraNumber, quint16(1 + 29 % 3));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.sessionCount(), 1, patience);

    probe.player.stop();
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(countEntries(u"/proc/self/task"_s), threads, patience);
    QTRY_COMPARE_WITH_TIMEOUT(countEntries(u"/proc/self/fd"_s), descriptors, patience);
}

void StreamPlayerTest::lastPictureIsKept()
{
    PlayerProbe probe;
    QVERIFY(!probe.player.lastPicture(u"one"_s));
    probe.player.play(rtsp(cameraUrl(*m_fleet, 1), u"one"_s));
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    probe.player.play(rtsp(cameraUrl(*m_fleet, 2), u"two"_s));
    const auto picture = probe.player.lastPicture(u"one"_s);
    QVERIFY(picture);
    QVERIFY(!picture->image.isNull());
    QVERIFY(std::abs(picture->takenAt.msecsTo(QDateTime::currentDateTimeUtc())) < 5000);
    QVERIFY(!probe.player.lastPicture(u"two"_s));
}

void StreamPlayerTest::pauseClosesAndGoesOnLive()
{
    PlayerProbe probe;
    probe.player.play(rtsp(cameraUrl(*m_fleet, 1)));
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    probe.player.setPaused(true);
    QVERIFY(probe.player.isPaused());
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
    QVERIFY(!probe.player.takeSnapshot().isNull());
    probe.forget();
    probe.player.setPaused(false);
    QTRY_VERIFY_WITH_TIMEOUT(probe.lagsMs.size() > 5, patience);
    QVERIFY(probe.lagsMs.last() < 500);
}

void StreamPlayerTest::cameraOffAndOnAtTheServer()
{
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(serverRtspUrl(*m_fleet, 2)));
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() > 5, patience);
    QCOMPARE(probe.stamps.last().cameraNumber, quint16(2));
    QVERIFY2(probe.lagsMs.last() < 500, qPrintable(QString::number(probe.lagsMs.last())));
    const auto camera = [this](const QByteArray &action) {
        return m_fleet->control("POST", u"/camera"_s, "{\"camera\":\"2\",\"action\":\"" + action + "\"}")
            .status;
    };
    QCOMPARE(camera("off"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Reconnecting, patience);
    QCOMPARE(camera("on"), 200);
    probe.forget();
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() > 5, patience);
    QCOMPARE(probe.stamps.last().cameraNumber, quint16(2));
}

void StreamPlayerTest::silenceStallsThenReconnects()
{
    const QUrl direct = cameraUrl(*m_fleet, 1);
    TcpRelay relay(static_cast<quint16>(direct.port()));
    QUrl url = direct;
    url.setPort(relay.port());
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(url));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    probe.forget();
    relay.setSilent(true);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Reconnecting, patience);
    QCOMPARE(probe.states.first(), PlayerState::Stalled);
    relay.setSilent(false);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    QVERIFY(!probe.player.lastError());
}

void StreamPlayerTest::lossReconnectsWithGrowingDelay()
{
    const QUrl direct = cameraUrl(*m_fleet, 1);
    TcpRelay relay(static_cast<quint16>(direct.port()));
    QUrl url = direct;
    url.setPort(relay.port());
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(url));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    probe.forget();
    QElapsedTimer timer;
    timer.start();
    relay.setRefusing(true);
    // Refused again and again it goes on trying; the sentence names the host.
    QTRY_VERIFY_WITH_TIMEOUT(probe.texts.filter(u"refuses"_s).size() >= 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(timer.elapsed() > 1500, patience);
    QCOMPARE(probe.player.state(), PlayerState::Reconnecting);
    QVERIFY(probe.player.stateText().contains(u"127.0.0.1:%1"_s.arg(relay.port())));
    relay.setRefusing(false);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
}

void StreamPlayerTest::refusedAddressFailsWithHost()
{
    QTcpServer unused;
    QVERIFY(unused.listen(QHostAddress::LocalHost));
    const quint16 port = unused.serverPort();
    unused.close();
    PlayerProbe probe;
    probe.player.play(rtsp(QUrl(u"rtsp://user:s3cret@127.0.0.1:%1/live"_s.arg(port))));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QVERIFY(probe.player.stateText().contains(u"127.0.0.1:%1"_s.arg(port)));
    QVERIFY(!probe.player.stateText().contains("s3cret"_L1));
    QCOMPARE(probe.player.lastError()->category, ErrorCategory::Network);
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
}

void StreamPlayerTest::wrongPasswordFailsWithoutTellingIt()
{
    QUrl url = cameraUrl(*m_fleet, 1);
    url.setPassword(u"n0tThePassw0rd"_s);
    PlayerProbe probe;
    probe.player.play(rtsp(url));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QCOMPARE(probe.player.lastError()->category, ErrorCategory::Authentication);
    QVERIFY(probe.player.stateText().contains("password"_L1));
    for (const QString &text : probe.texts + QStringList{probe.player.lastError()->detail})
        QVERIFY2(!text.contains("n0tThePassw0rd"_L1), qPrintable(text));
    // No loop: another try cannot help.
    QCOMPARE(probe.states, (QList{PlayerState::Connecting, PlayerState::Failed}));
}

void StreamPlayerTest::unknownStreamFails()
{
    QUrl url = cameraUrl(*m_fleet, 1);
    url.setPath(u"/not/there"_s);
    PlayerProbe probe;
    probe.player.play(rtsp(url));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QVERIFY(probe.player.stateText().contains("127.0.0.1"_L1));
    QCOMPARE(probe.states, (QList{PlayerState::Connecting, PlayerState::Failed}));
}

void StreamPlayerTest::answersOfNonsenseFail_data()
{
    QTest::addColumn<QByteArray>("statusLine");
    QTest::addColumn<QByteArray>("description");
    QTest::addColumn<QByteArray>("rawAnswer");
    QTest::addColumn<QString>("word");
    const QByteArray ok("RTSP/1.0 200 OK");
    const QByteArray head("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\n");
    QTest::newRow("garbage description")
        << ok << QByteArray("\x01\xff v=??? \r\n\r\nm=\r\nm=video\r\na=rtpmap:") << QByteArray()
        << u"127.0.0.1"_s;
    QTest::newRow("empty description") << ok << QByteArray() << QByteArray() << u"127.0.0.1"_s;
    QTest::newRow("no video") << ok << QByteArray(head + "m=audio 0 RTP/AVP 8\r\na=control:1\r\n")
                              << QByteArray() << u"no video track"_s;
    QTest::newRow("unknown format")
        << ok << QByteArray(head + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 NONSENSE/90000\r\na=control:1\r\n")
        << QByteArray() << u"format"_s;
    QTest::newRow("no RTSP") << ok << QByteArray()
                             << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n<html>no</html>")
                             << u"127.0.0.1"_s;
    QTest::newRow("server error") << QByteArray("RTSP/1.0 500 Internal Server Error") << QByteArray()
                                  << QByteArray() << u"error of its own"_s;
    QTest::newRow("forbidden") << QByteArray("RTSP/1.0 403 Forbidden") << QByteArray() << QByteArray()
                               << u"does not allow"_s;
}

void StreamPlayerTest::answersOfNonsenseFail()
{
    QFETCH(QByteArray, statusLine);
    QFETCH(QByteArray, description);
    QFETCH(QByteArray, rawAnswer);
    QFETCH(QString, word);
    FakeRtspServer server;
    server.setStatusLine(statusLine);
    server.setDescription(description);
    server.setRawAnswer(rawAnswer);
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
    QVERIFY2(probe.player.stateText().contains(word), qPrintable(probe.player.stateText()));
}

void StreamPlayerTest::damagedPacketsAreSurvived()
{
    FakeRtspServer server;
    server.setDescription(h264Description);
    QList<QByteArray> payloads;
    // Nothing, cut fragments, fragments without a beginning, aggregates longer than themselves.
    payloads << QByteArray() << QByteArray("\x7c", 1) << QByteArray("\x7c\x05garbage")
             << QByteArray("\x7c\x45") << QByteArray("\x78\xff\xff\x65", 4) << QByteArray("\x65")
             << QByteArray("\x67\x42\x00\x1f\xff\xff");
    // Then a healthy clip, each slice in a packet of its own.
    for (const QByteArray &picture : makeH264({.size = {160, 90}, .frames = 30, .framesPerKey = 10})) {
        payloads << unitsOf(picture);
    }
    server.setPayloads(payloads);
    PlayerProbe probe;
    probe.player.play(rtsp(server.url()));
    QTRY_VERIFY_WITH_TIMEOUT(server.wasPlayed(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    QCOMPARE(probe.player.statistics().pictureSize, QSize(160, 90));
}

void StreamPlayerTest::aSlowCameraIsNotLost()
{
    // Slower than what any other stream is lost after.
    FakeRtspServer server;
    server.setDescription(h264Description);
    QList<QList<QByteArray>> pictures;
    for (const QByteArray &picture : makeH264({.size = {160, 90}, .frames = 4, .framesPerKey = 1}))
        pictures << unitsOf(picture);
    server.setPictures(pictures, std::chrono::milliseconds(1700));
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience);
    probe.forget();
    QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() >= 4, patience);
    QVERIFY2(!probe.states.contains(PlayerState::Stalled) &&
                 !probe.states.contains(PlayerState::Reconnecting),
             qPrintable(probe.player.stateText()));
}

void StreamPlayerTest::dataWithoutAKeyFrameIsWaitedFor()
{
    FakeRtspServer server;
    server.setDescription(h264Description);
    const QList<QByteArray> clip = makeH264({.size = {160, 90}, .frames = 60, .framesPerKey = 60});
    QList<QList<QByteArray>> pictures;
    for (const QByteArray &picture : clip.mid(1))
        pictures << unitsOf(picture);
    pictures << unitsOf(clip.first());
    server.setPictures(pictures, std::chrono::milliseconds(100));
    PlayerProbe probe;
    probe.player.setTimings(shortTimings());
    probe.player.play(rtsp(server.url()));
    QTRY_VERIFY_WITH_TIMEOUT(probe.player.stateText().contains(u"key frame"), patience);
    QCOMPARE(probe.player.state(), PlayerState::Connecting);
    QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Playing, patience); // the 60th, after 6 s
    QVERIFY(!probe.states.contains(PlayerState::Reconnecting));
}

void StreamPlayerTest::stopInMidConnectReturnsAtOnce()
{
    // Accepts and never answers.
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto probe = std::make_unique<PlayerProbe>();
    probe->player.play(rtsp(QUrl(u"rtsp://127.0.0.1:%1/live"_s.arg(silent.serverPort()))));
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), patience);
    QElapsedTimer timer;
    timer.start();
    probe->player.stop();
    QVERIFY(timer.elapsed() < 50);
    QCOMPARE(probe->player.state(), PlayerState::Idle);
    probe->player.play(rtsp(QUrl(u"rtsp://127.0.0.1:%1/live"_s.arg(silent.serverPort()))));
    timer.restart();
    probe.reset();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
}

void StreamPlayerTest::mutedAndUnmutedPlayOn()
{
    const int withAudio = cameraWithAudio(*m_fleet);
    QVERIFY(withAudio > 0);
    PlayerProbe probe;
    QVERIFY(probe.player.isMuted());
    probe.player.play(rtsp(cameraUrl(*m_fleet, withAudio)));
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    QVERIFY(probe.player.statistics().hasAudio);
    // With or without a sound device, the picture goes on.
    probe.player.setMuted(false);
    probe.forget();
    QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 10, patience);
    QCOMPARE(probe.player.state(), PlayerState::Playing);
    probe.player.setMuted(true);
    QVERIFY(probe.player.isMuted());
}

QTEST_MAIN(StreamPlayerTest)
#include "tst_streamplayer.moc"
