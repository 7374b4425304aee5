// Time to the first picture and lag of the live preview, beside QMediaPlayer and mpv on the same RTSP stream
// of the same server, in turns. One JSON document on standard output.
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
#include <memory>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr int lagWatchMs = 1'500;

/// Figures of one kind, in milliseconds; a run that brought no picture counts as failed.
struct Series
{
    QList<double> firstFrame;
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

/// Watches a sink: time of the first frame, and the lags of what comes in the lagWatchMs after it.
bool watch(QVideoSink &sink, const QElapsedTimer &timer, Series &series)
{
    double first = -1;
    QList<double> lags;
    const auto connection =
        QObject::connect(&sink, &QVideoSink::videoFrameChanged, &sink, [&](const QVideoFrame &frame) {
            if (first < 0)
                first = double(timer.nsecsElapsed()) / 1e6;
            else if (const auto lag = lagOf(frame))
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
    if (!lags.isEmpty())
        series.lag << median(lags);
    return true;
}

void runOurs(const QUrl &url, Series &series)
{
    QVideoSink sink;
    StreamPlayer player(nullptr);
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

void runMpvWarm(const QUrl &url, Series &series)
{
    Mpv mpv({u"--rtsp-transport=tcp"_s, u"--profile=low-latency"_s});
    QElapsedTimer timer;
    timer.start();
    mpv.send(QJsonDocument(
                 QJsonObject{{u"command"_s, QJsonArray{u"loadfile"_s, QString::fromLatin1(url.toEncoded())}}})
                 .toJson(QJsonDocument::Compact));
    note(mpv.waitForRestart(), timer, series);
}

QJsonObject compare(const QUrl &url, int runs)
{
    Series ours;
    Series mediaPlayer;
    Series mpvProcess;
    Series mpvWarm;
    // Plugins, codecs and caches are loaded once by each kind; nobody pays for it in a figure.
    Series unused;
    runOurs(url, unused);
    runMediaPlayer(url, unused);
    for (int run = 0; run < runs; ++run) {
        runOurs(url, ours);
        runMediaPlayer(url, mediaPlayer);
        runMpvProcess(url, mpvProcess);
        runMpvWarm(url, mpvWarm);
        std::fprintf(stderr, "run %d of %d: ours %.0f ms\n", run + 1, runs,
                     ours.firstFrame.isEmpty() ? -1.0 : ours.firstFrame.last());
    }
    const double fastestOther =
        std::min({median(mediaPlayer.firstFrame), median(mpvProcess.firstFrame), median(mpvWarm.firstFrame)});
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
    QJsonObject result = compare(isCamera ? test::cameraUrl(fleet, 1) : test::serverRtspUrl(fleet, 1), runs);
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
        {u"gop"_s, u"Only this distance of key frames, seconds (default: 1 and 4)."_s, u"seconds"_s});
    parser.addOption({u"camera"_s, u"Measure the fleet's camera itself, without a media server between."_s});
    parser.process(application);
    const int runs = std::clamp(parser.value(u"runs"_s).toInt(), 1, 100);

    QJsonArray results;
    if (parser.isSet(u"rtsp"_s)) {
        results << compare(QUrl(parser.value(u"rtsp"_s)), runs);
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
