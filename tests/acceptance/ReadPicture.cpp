// read_picture URL [--user NAME --password-env VAR] [--pin SHA256]: plays a live address as the preview does
// and prints which camera of the fleet is seen, by the strip in its picture, once the picture moves. Exit
// code 1 with what the preview would say if none comes.
#include "app/fetching/TransportMediaFetcher.h"
#include "app/mediaserver/ServerCertificate.h"
#include "app/player/StreamPlayer.h"
#include "tests/support/FrameStrip.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QGuiApplication>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>

#include <cstdio>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

MediaSource sourceOf(const QCommandLineParser &parser)
{
    MediaSource source;
    source.url = QUrl(parser.positionalArguments().value(0));
    source.protocol = source.url.scheme().startsWith(u"rtsp"_s) ? MediaProtocol::Rtsp : MediaProtocol::Hls;
    const QByteArray password = qgetenv(parser.value(u"password-env"_s).toLatin1().constData());
    if (parser.isSet(u"user"_s) && source.protocol == MediaProtocol::Rtsp)
        source.account = ViewerAccount{parser.value(u"user"_s), SecretText(password)};
    else if (parser.isSet(u"user"_s))
        source.authorization = "Basic " + (parser.value(u"user"_s).toUtf8() + ':' + password).toBase64();
    if (parser.isSet(u"pin"_s))
        source.pinnedCertificateSha256 = parseFingerprint(parser.value(u"pin"_s));
    return source;
}

std::optional<FrameStamp> stampOf(const QVideoFrame &frame)
{
    QVideoFrame mapped = frame;
    if (!mapped.map(QVideoFrame::ReadOnly))
        return {};
    const auto stamp = readFrameStripFromBgra(mapped.bits(0), mapped.bytesPerLine(0), mapped.width(),
                                              mapped.height(), QDateTime::currentMSecsSinceEpoch());
    mapped.unmap();
    return stamp;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{u"user"_s, {}, u"NAME"_s}, {u"password-env"_s, {}, u"VAR"_s}, {u"pin"_s, {}, u"SHA256"_s}});
    parser.process(application);
    NetworkThread network;
    const auto fetcher = std::make_shared<TransportMediaFetcher>(network);
    QVideoSink sink;
    std::optional<FrameStamp> first;
    std::optional<FrameStamp> later;
    QObject::connect(&sink, &QVideoSink::videoFrameChanged, &sink, [&](const QVideoFrame &frame) {
        const auto stamp = stampOf(frame);
        if (!first)
            first = stamp;
        else if (stamp && stamp->utcMs > first->utcMs)
            later = stamp;
    });
    StreamPlayer player(fetcher);
    player.setVideoSink(&sink);
    player.play(sourceOf(parser));
    (void)QTest::qWaitFor([&] { return later || player.state() == PlayerState::Failed; }, patienceMs);
    const QString words = player.stateText();
    player.stop();
    fetcher->detach();
    if (!later) {
        std::fprintf(stderr, "%s\n", qPrintable(words));
        return 1;
    }
    std::printf("%d\n", later->cameraNumber);
    return 0;
}
