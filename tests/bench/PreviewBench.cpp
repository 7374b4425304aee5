// Time to the first picture and lag of the live preview, beside QMediaPlayer and mpv on the same RTSP stream
// of the same server, in turns. One JSON document on standard output.
//
// All players start at the same places between two key frames, spread over the distance of key frames: the
// wait for the next key frame is the largest part of the time, and must be the same for all. The places come
// from the strip of a first key picture.
//
// What is measured, and from when:
// - ours: from StreamPlayer::play() to QVideoSink::videoFrameChanged; the time from the first piece of the
// first
//   key picture, as it was read, to the sink; lag of the pictures of the second after: local clock minus
//   strip.
// - QMediaPlayer: a new player for each run, as ours has a new session; from setSource() + play() to
//   QVideoSink::videoFrameChanged; its lag likewise. The backend is named (QT_MEDIA_BACKEND chooses).
// - mpv: from the start of the process until it reports that playback has restarted ("playback-restart", the
//   event after the first frame was decoded and given to the output) on its IPC socket. Beside it the same
//   from the acceptance of "loadfile" by an idle mpv that is already running: without the start of the
//   process, and with mpv's own low-latency profile in its favour too.
#include "app/player/StreamPlayer.h"
#include "tests/player/FleetVideo.h"
#include "tests/player/TunnelFetcher.h"
#include "tests/support/FrameStrip.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QMediaPlayer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <limits>
#include <memory>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr int lagWatchMs = 1'500;

/// Found out before the first run.
bool streamHasStrip = true;

/// Figures of one kind, in milliseconds; a run that brought no picture counts as failed.
struct Series
{
    QList<double> firstFrame;  ///< a picture: with the strip in it, where the stream has one
    QList<double> firstSignal; ///< whatever the sink was given first
    QList<double> afterKeyPacket;
    QList<double> lag;
    int failed = 0;
};

double median(QList<double> values)
{
    if (values.isEmpty())
        return -1;
    std::ranges::sort(values);
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

QJsonValue figure(const QList<double> &values)
{
    if (values.isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{u"median"_s, median(values)},
                       {u"minimum"_s, *std::ranges::min_element(values)},
                       {u"maximum"_s, *std::ranges::max_element(values)},
                       {u"runs"_s, values.size()}};
}

QJsonObject toJson(const Series &series)
{
    return {{u"firstFrameMs"_s, figure(series.firstFrame)},
            {u"firstSignalMs"_s, figure(series.firstSignal)},
            {u"afterFirstKeyPacketMs"_s, figure(series.afterKeyPacket)},
            {u"liveLagMs"_s, figure(series.lag)},
            {u"failedRuns"_s, series.failed}};
}

std::optional<double> lagOf(const QVideoFrame &frame)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    // QMediaPlayer's frames have formats of their own; toImage() is not in the time measured.
    const QImage image = frame.toImage().convertToFormat(QImage::Format_RGB32);
    const auto stamp = test::readFrameStripFromBgra(image.constBits(), image.bytesPerLine(), image.width(),
                                                    image.height(), now);
    return stamp ? std::optional(double(now - stamp->utcMs)) : std::nullopt;
}

/// The key frames of a stream by the wall clock: where one was, and how far apart they are.
struct KeyFrameGrid
{
    qint64 anchorMs = 0;
    qint64 distanceMs = 1000;

    /// Waits for the next moment that lies `fraction` of the distance behind a key frame.
    void waitFor(double fraction) const
    {
        const qint64 wanted = anchorMs + qint64(fraction * double(distanceMs));
        const qint64 late = (QDateTime::currentMSecsSinceEpoch() - wanted) % distanceMs;
        const qint64 until = QDateTime::currentMSecsSinceEpoch() + distanceMs - late;
        (void)QTest::qWaitFor([&] { return QDateTime::currentMSecsSinceEpoch() >= until; },
                              static_cast<int>(2 * distanceMs));
    }
};

/// When the key picture that a new viewer gets first was made, by its strip.
std::optional<qint64> keyFrameTime(const QUrl &url)
{
    QVideoSink sink;
    std::optional<qint64> time;
    QObject::connect(&sink, &QVideoSink::videoFrameChanged, &sink, [&](const QVideoFrame &frame) {
        if (const auto lag = lagOf(frame); lag && !time)
            time = QDateTime::currentMSecsSinceEpoch() - qint64(*lag);
    });
    StreamPlayer player(std::make_shared<test::TunnelFetcher>());
    player.setVideoSink(&sink);
    MediaSource source;
    source.url = url;
    player.play(source);
    (void)QTest::qWaitFor([&] { return time.has_value(); }, patienceMs);
    return time;
}

/// Watches a sink: time of the first picture, and the lags of what comes in the lagWatchMs after it.
/// QMediaPlayer hands over frames without a picture at its start, so a frame counts when its strip can be
/// read; streams without strip (--rtsp) are known by the warm-up, there any frame counts.
bool watch(QVideoSink &sink, const QElapsedTimer &timer, Series &series)
{
    double first = -1;
    double signal = -1;
    QList<double> lags;
    const auto connection =
        QObject::connect(&sink, &QVideoSink::videoFrameChanged, &sink, [&](const QVideoFrame &frame) {
            const double elapsed = double(timer.nsecsElapsed()) / 1e6;
            if (signal < 0)
                signal = elapsed;
            const auto lag = lagOf(frame);
            if (first < 0 && (lag || !streamHasStrip))
                first = elapsed;
            if (lag)
                lags << *lag;
        });
    const bool isShown = QTest::qWaitFor([&] { return first >= 0; }, patienceMs);
    QElapsedTimer watched;
    watched.start();
    if (isShown)
        (void)QTest::qWaitFor([&] { return watched.elapsed() > lagWatchMs; }, 2 * lagWatchMs);
    QObject::disconnect(connection);
    if (!isShown) {
        ++series.failed;
        return false;
    }
    series.firstFrame << first;
    series.firstSignal << signal;
    if (!lags.isEmpty())
        series.lag << median(lags);
    return true;
}

void runOurs(const QUrl &url, Series &series)
{
    QVideoSink sink;
    StreamPlayer player(std::make_shared<test::TunnelFetcher>());
    player.setVideoSink(&sink);
    MediaSource source;
    source.url = url;
    QElapsedTimer timer;
    timer.start();
    player.play(source);
    if (!watch(sink, timer, series))
        return;
    const StreamStatistics &statistics = player.statistics();
    if (statistics.firstKeyPacketAfter)
        series.afterKeyPacket << series.firstFrame.last() -
                                     double(statistics.firstKeyPacketAfter->count()) / 1e3;
}

void runMediaPlayer(const QUrl &url, Series &series)
{
    QVideoSink sink;
    QMediaPlayer player;
    player.setVideoSink(&sink);
    QElapsedTimer timer;
    timer.start();
    player.setSource(url);
    player.play();
    (void)watch(sink, timer, series);
}

/// One mpv with its IPC socket; ends with this object.
class Mpv
{
public:
    explicit Mpv(const QStringList &arguments)
    {
        const QString socketPath = m_folder.filePath(u"mpv"_s);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(u"mpv"_s, QStringList{u"--no-config"_s, u"--vo=null"_s, u"--no-audio"_s, u"--idle"_s,
                                              u"--input-ipc-server="_s + socketPath} +
                                      arguments);
        (void)QTest::qWaitFor(
            [&] {
                if (m_socket.state() == QLocalSocket::UnconnectedState)
                    m_socket.connectToServer(socketPath);
                return m_socket.state() == QLocalSocket::ConnectedState;
            },
            patienceMs);
    }
    ~Mpv()
    {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }

    void send(const QByteArray &command)
    {
        m_socket.write(command + '\n');
        m_socket.flush();
    }

    /// True when the event came. The events of before the connection are not told by mpv, so a first frame
    /// within the some 10 ms until then would be missed: it never is that fast.
    [[nodiscard]] bool waitForRestart()
    {
        return QTest::qWaitFor(
            [this] {
                m_heard += m_socket.readAll();
                return m_heard.contains("playback-restart");
            },
            patienceMs);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QLocalSocket m_socket;
    QByteArray m_heard;
};

void note(bool isShown, const QElapsedTimer &timer, Series &series)
{
    if (isShown)
        series.firstFrame << double(timer.nsecsElapsed()) / 1e6;
    else
        ++series.failed;
}

void runMpvProcess(const QUrl &url, Series &series)
{
    QElapsedTimer timer;
    timer.start();
    Mpv mpv({u"--rtsp-transport=tcp"_s, QString::fromLatin1(url.toEncoded())});
    note(mpv.waitForRestart(), timer, series);
}

void runMpvWarm(const QUrl &url, Series &series, const std::function<void()> &waitForStart)
{
    Mpv mpv({u"--rtsp-transport=tcp"_s, u"--profile=low-latency"_s});
    waitForStart();
    QElapsedTimer timer;
    timer.start();
    mpv.send(QJsonDocument(
                 QJsonObject{{u"command"_s, QJsonArray{u"loadfile"_s, QString::fromLatin1(url.toEncoded())}}})
                 .toJson(QJsonDocument::Compact));
    note(mpv.waitForRestart(), timer, series);
}

QJsonObject compare(const QUrl &url, double gopSeconds, int runs)
{
    Series ours;
    Series mediaPlayer;
    Series mpvProcess;
    Series mpvWarm;
    const std::optional<qint64> anchor = keyFrameTime(url);
    streamHasStrip = anchor.has_value();
    const KeyFrameGrid grid{anchor.value_or(0), qint64(gopSeconds * 1000)};
    // Plugins, codecs and caches are loaded once by each kind; nobody pays for it in a figure.
    Series unused;
    runOurs(url, unused);
    runMediaPlayer(url, unused);
    runMpvProcess(url, unused);
    for (int run = 0; run < runs; ++run) {
        const double fraction = (run + 0.5) / runs;
        const auto measure = [&](auto runPlayer, Series &series) {
            grid.waitFor(fraction);
            runPlayer(url, series);
        };
        measure(runOurs, ours);
        measure(runMediaPlayer, mediaPlayer);
        measure(runMpvProcess, mpvProcess);
        runMpvWarm(url, mpvWarm, [&] { grid.waitFor(fraction); });
        const auto last = [](const Series &series) {
            return series.firstFrame.isEmpty() ? -1.0 : series.firstFrame.last();
        };
        std::fprintf(stderr,
                     "run %d of %d at %.2f: ours %.0f, QMediaPlayer %.0f, mpv %.0f, idle mpv %.0f ms\n",
                     run + 1, runs, fraction, last(ours), last(mediaPlayer), last(mpvProcess), last(mpvWarm));
    }
    double fastestOther = std::numeric_limits<double>::max();
    for (const Series *other : {&mediaPlayer, &mpvProcess, &mpvWarm}) {
        if (!other->firstFrame.isEmpty())
            fastestOther = std::min(fastestOther, median(other->firstFrame));
    }
    return {{u"ours"_s, toJson(ours)},
            {u"qMediaPlayer"_s, toJson(mediaPlayer)},
            {u"mpvFromProcessStart"_s, toJson(mpvProcess)},
            {u"mpvIdleLowLatencyFromLoadfile"_s, toJson(mpvWarm)},
            {u"aheadOfAll"_s, median(ours.firstFrame) >= 0 && median(ours.firstFrame) < fastestOther},
            {u"withinGoals"_s, median(ours.afterKeyPacket) >= 0 && median(ours.afterKeyPacket) <= 40 &&
                                   median(ours.lag) >= 0 && median(ours.lag) <= 200}};
}

/// The stream of a media server of the fleet (or, with `isCamera`, of the camera itself).
std::optional<QJsonObject> compareOnFleet(double gopSeconds, bool isCamera, int runs)
{
    fleet::FleetProcess fleet(test::fleetProgram());
    const QStringList arguments{u"--servers"_s, u"1"_s,     u"--cameras"_s,
                                u"1"_s,         u"--gop"_s, QString::number(gopSeconds)};
    if (!fleet.start(arguments, patienceMs))
        return std::nullopt;
    QJsonObject result =
        compare(isCamera ? test::cameraUrl(fleet, 1) : test::serverRtspUrl(fleet, 1), gopSeconds, runs);
    result.insert(u"gopSeconds"_s, gopSeconds);
    result.insert(u"source"_s, isCamera ? u"camera"_s : u"media server"_s);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Time to the first picture and lag of the live preview."_s);
    parser.addHelpOption();
    parser.addOption({u"rtsp"_s, u"Measure this stream instead of the test fleet's."_s, u"url"_s});
    parser.addOption({u"runs"_s, u"Runs of each player (default 5)."_s, u"n"_s, u"5"_s});
    parser.addOption(
        {u"gop"_s, u"Distance of key frames, seconds (default: 1, then 4; 1 with --rtsp)."_s, u"seconds"_s});
    parser.addOption({u"camera"_s, u"Measure the fleet's camera itself, without a media server between."_s});
    parser.process(application);
    const int runs = std::clamp(parser.value(u"runs"_s).toInt(), 1, 100);

    QJsonArray results;
    if (parser.isSet(u"rtsp"_s)) {
        results << compare(QUrl(parser.value(u"rtsp"_s)),
                           parser.isSet(u"gop"_s) ? parser.value(u"gop"_s).toDouble() : 1.0, runs);
    } else {
        const QList<double> gops =
            parser.isSet(u"gop"_s) ? QList<double>{parser.value(u"gop"_s).toDouble()} : QList<double>{1, 4};
        for (const double gop : gops) {
            const auto result = compareOnFleet(gop, parser.isSet(u"camera"_s), runs);
            if (!result) {
                std::fprintf(stderr, "The test fleet did not start.\n");
                return 1;
            }
            results << *result;
        }
    }
    const QJsonObject document{{u"bench"_s, u"preview"_s},
                               {u"qtMediaBackend"_s, qEnvironmentVariable("QT_MEDIA_BACKEND", u"default"_s)},
                               {u"results"_s, results}};
    std::fputs(QJsonDocument(document).toJson().constData(), stdout);
    return 0;
}
