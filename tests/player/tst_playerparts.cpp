#include "app/player/AudioDecoder.h"
#include "app/player/FrameScaler.h"
#include "app/player/H264Assembler.h"
#include "app/player/HttpMediaIo.h"
#include "app/player/MediaSource.h"
#include "app/player/PacketQueue.h"
#include "app/player/PictureCache.h"
#include "app/player/VideoDecoder.h"
#include "models/domain/AnswerLimits.h"
#include "tests/player/TestMedia.h"

#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray startCode("\0\0\0\1", 4);

QByteArray unit(char header, qsizetype size)
{
    return startCode + header + QByteArray(size - 5, 'x');
}

QByteArray firstSlice(char header, qsizetype size)
{
    return unit(header, 6).chopped(1) + char(0x88) + QByteArray(size - 6, 'x');
}

QByteArray laterSlice(char header, qsizetype size)
{
    return unit(header, 6).chopped(1) + char(0x08) + QByteArray(size - 6, 'x');
}

CodecParametersPtr h264Parameters()
{
    CodecParametersPtr parameters(avcodec_parameters_alloc());
    parameters->codec_type = AVMEDIA_TYPE_VIDEO;
    parameters->codec_id = AV_CODEC_ID_H264;
    return parameters;
}

PacketPtr toPacket(const QByteArray &bytes, bool isKey)
{
    PacketPtr packet(av_packet_alloc());
    if (av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
        return {};
    std::copy(bytes.begin(), bytes.end(), packet->data);
    packet->flags = isKey ? AV_PKT_FLAG_KEY : 0;
    return packet;
}

FramePtr grayFrame(QSize size, AVRational aspect = {0, 1})
{
    FramePtr frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = size.width();
    frame->height = size.height();
    frame->sample_aspect_ratio = aspect;
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        return {};
    for (int plane = 0; plane < 3; ++plane)
        std::fill_n(frame->data[plane],
                    frame->linesize[plane] * ((frame->height + (plane ? 1 : 0)) / (plane ? 2 : 1)),
                    uint8_t(128));
    return frame;
}

} // namespace

class PlayerPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redactedAddressHoldsNoSecret();
    void tokenIsInheritedOnSameServerOnly_data();
    void tokenIsInheritedOnSameServerOnly();
    void pictureIsCompleteWhenNextBegins();
    void shortLastFragmentIsFlushedAtOnce();
    void fullFragmentIsNeverFlushedEarly();
    void asManySlicesAsBeforeAreWaitedFor();
    void wrongGuessIsNotRepeated_data();
    void wrongGuessIsNotRepeated();
    void picturesOfSeveralSlicesStayWhole();
    void aPictureThatNeverEndsIsThrownAway_data();
    void aPictureThatNeverEndsIsThrownAway();
    void onlySoundOfCamerasIsDecoded_data();
    void onlySoundOfCamerasIsDecoded();
    void keyFramesAreRecognised();
    void pictureComesAtOnce();
    void decoderSurvivesDamageAndHeals();
    void decoderFollowsNewSize();
    void decoderRefusesHugePictures();
    void scalerKeepsAspectAndNeverEnlarges_data();
    void scalerKeepsAspectAndNeverEnlarges();
    void playlistsReachNoNearerThanTheyAre_data();
    void playlistsReachNoNearerThanTheyAre();
    void scalerRefusesHugePictures();
    void scalerKeepsBrightness();
    void cacheForgetsOldestAndStaysSmall();
    void queueDropsBacklogOfLiveStream();
};

void PlayerPartsTest::redactedAddressHoldsNoSecret()
{
    MediaSource source;
    source.url = QUrl(u"rtsp://admin:s3cret@10.0.0.1:5554/live/a/?token=abc~&x=1"_s);
    QVERIFY(!source.redacted().contains("s3cret"_L1));
    QVERIFY(!source.redacted().contains("admin"_L1));
    QVERIFY(!source.redacted().contains("abc"_L1));
    QVERIFY(source.redacted().contains("/live/a/"_L1));
    QCOMPARE(source.hostText(), u"10.0.0.1:5554"_s);
}

void PlayerPartsTest::tokenIsInheritedOnSameServerOnly_data()
{
    QTest::addColumn<QString>("child");
    QTest::addColumn<QString>("expected");
    QTest::newRow("added") << u"https://h:8443/a/1.ts"_s << u"https://h:8443/a/1.ts?token=T~1"_s;
    QTest::newRow("beside others") << u"https://h:8443/a/1.ts?n=2"_s
                                   << u"https://h:8443/a/1.ts?n=2&token=T~1"_s;
    QTest::newRow("own one stays") << u"https://h:8443/a/1.ts?token=O"_s
                                   << u"https://h:8443/a/1.ts?token=O"_s;
    QTest::newRow("other host") << u"https://evil/1.ts"_s << u"https://evil/1.ts"_s;
    QTest::newRow("other port") << u"https://h:9/1.ts"_s << u"https://h:9/1.ts"_s;
    QTest::newRow("no TLS") << u"http://h:8443/1.ts"_s << u"http://h:8443/1.ts"_s;
}

void PlayerPartsTest::tokenIsInheritedOnSameServerOnly()
{
    QFETCH(QString, child);
    QFETCH(QString, expected);
    const QUrl parent(u"https://h:8443/a/playlist.m3u8?token=T~1&view=x"_s);
    QCOMPARE(HttpMediaIo::withInheritedToken(QUrl(child), parent).toString(QUrl::FullyEncoded), expected);
}

void PlayerPartsTest::playlistsReachNoNearerThanTheyAre_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("named");
    QTest::addColumn<bool>("isOpened");
    const QString outside = u"203.0.113.9"_s;
    for (const QString &host :
         {u"127.0.0.1"_s,   u"127.8.9.1"_s,  u"localhost"_s,          u"x.localhost"_s,
          u"0.0.0.0"_s,     u"[::1]"_s,      u"[::ffff:127.0.0.1]"_s, u"[64:ff9b::7f00:1]"_s,
          u"2130706433"_s,  u"0x7f.1"_s,     u"loop.example"_s,       u"169.254.169.254"_s,
          u"[fe80::1]"_s,   u"10.1.2.3"_s,   u"172.16.0.1"_s,         u"172.31.255.255"_s,
          u"192.168.0.1"_s, u"100.64.0.1"_s, u"[fd00::1]"_s,          u"inner.example"_s,
          u"both.example"_s})
        QTest::addRow("from outside: %s", qPrintable(host)) << outside << host << false;
    for (const QString &host :
         {u"8.8.8.8"_s, u"172.15.0.1"_s, u"172.32.0.1"_s, u"192.169.0.1"_s, u"100.128.0.1"_s,
          u"[2001:db8::1]"_s, u"outer.example"_s, u"unknown.example"_s, u"203.0.113.9"_s})
        QTest::addRow("from outside: %s", qPrintable(host)) << outside << host << true;
    QTest::newRow("name outside, private") << u"outer.example"_s << u"10.0.0.1"_s << false;
    QTest::newRow("name inside, private") << u"inner.example"_s << u"10.0.0.1"_s << true;
    QTest::newRow("inside, private") << u"192.168.7.7"_s << u"10.0.0.1"_s << true;
    QTest::newRow("inside, outside") << u"192.168.7.7"_s << u"8.8.8.8"_s << true;
    QTest::newRow("inside, this computer") << u"192.168.7.7"_s << u"127.0.0.1"_s << false;
    QTest::newRow("inside, metadata service") << u"10.0.0.1"_s << u"169.254.169.254"_s << false;
    QTest::newRow("this computer, itself") << u"127.0.0.1"_s << u"localhost"_s << true;
    QTest::newRow("this computer, private") << u"localhost"_s << u"10.0.0.1"_s << true;
}

void PlayerPartsTest::playlistsReachNoNearerThanTheyAre()
{
    QFETCH(QString, source);
    QFETCH(QString, named);
    QFETCH(bool, isOpened);
    const QHash<QString, QStringList> names{{u"loop.example"_s, {u"127.0.0.1"_s}},
                                            {u"inner.example"_s, {u"10.9.9.9"_s}},
                                            {u"both.example"_s, {u"8.8.8.8"_s, u"10.9.9.9"_s}},
                                            {u"outer.example"_s, {u"198.51.100.1"_s, u"2001:db8::5"_s}}};
    PlaylistAddress rule(QUrl(u"https://%1/live/playlist.m3u8"_s.arg(source)),
                         [&](const QString &host) { return names.value(host); });
    const QUrl address(u"http://%1:8080/a.ts"_s.arg(named));
    const auto refusal = rule.refusal(address);
    QCOMPARE(!refusal, isOpened);
    if (refusal) {
        QVERIFY2(refusal->message.contains(address.host()), qPrintable(refusal->message));
        QVERIFY2(refusal->message.contains(source), qPrintable(refusal->message));
    }
}

void PlayerPartsTest::pictureIsCompleteWhenNextBegins()
{
    H264Assembler assembler;
    const QByteArray first = firstSlice(0x65, 1400);
    QVERIFY(!assembler.push(first));
    const QByteArray rest(1400, 'y');
    QVERIFY(!assembler.push(rest));
    const auto complete = assembler.push(firstSlice(0x41, 50));
    QVERIFY(complete);
    QCOMPARE(*complete, first + rest);
}

void PlayerPartsTest::shortLastFragmentIsFlushedAtOnce()
{
    H264Assembler assembler;
    QVERIFY(!assembler.push(firstSlice(0x65, 1400)));
    QVERIFY(!assembler.isProbablyComplete());
    QVERIFY(!assembler.push(QByteArray(300, 'y')));
    QVERIFY(assembler.isProbablyComplete());
    const auto complete = assembler.flushIfComplete();
    QVERIFY(complete);
    QCOMPARE(complete->size(), 1700);
    QVERIFY(!assembler.flushIfComplete());
    // The next picture does not make it a wrong guess.
    QVERIFY(!assembler.push(firstSlice(0x41, 100)));
    QVERIFY(assembler.flushIfComplete());
}

void PlayerPartsTest::fullFragmentIsNeverFlushedEarly()
{
    H264Assembler assembler;
    QVERIFY(!assembler.push(firstSlice(0x65, 1400)));
    QVERIFY(!assembler.push(QByteArray(1400, 'y')));
    QVERIFY(!assembler.flushIfComplete());
}

void PlayerPartsTest::asManySlicesAsBeforeAreWaitedFor()
{
    H264Assembler assembler;
    QVERIFY(!assembler.push(firstSlice(0x65, 700)));
    QVERIFY(!assembler.push(laterSlice(0x65, 300)));
    QVERIFY(!assembler.isSliceCountKnown());
    QCOMPARE(assembler.push(firstSlice(0x41, 200))->size(), 1000);
    QVERIFY(assembler.isSliceCountKnown());
    QVERIFY(!assembler.flushIfComplete());
    QVERIFY(!assembler.push(laterSlice(0x41, 100)));
    QCOMPARE(assembler.flushIfComplete()->size(), 300);
}

void PlayerPartsTest::wrongGuessIsNotRepeated_data()
{
    QTest::addColumn<QByteArray>("late");
    QTest::newRow("fragment") << QByteArray(700, 'y');
    QTest::newRow("slice") << laterSlice(0x65, 300);
}

void PlayerPartsTest::wrongGuessIsNotRepeated()
{
    QFETCH(QByteArray, late);
    H264Assembler assembler;
    QVERIFY(!assembler.push(firstSlice(0x65, 700)));
    QVERIFY(assembler.flushIfComplete());
    QVERIFY(!assembler.push(late));
    // What came late belongs to nothing any more; by the ordinary rule it goes on.
    QCOMPARE(assembler.push(firstSlice(0x41, 50)).has_value(), late.startsWith(startCode));
    QVERIFY(!assembler.flushIfComplete());
    QVERIFY(assembler.push(firstSlice(0x41, 50)));
}

void PlayerPartsTest::picturesOfSeveralSlicesStayWhole()
{
    H264Assembler assembler;
    const QByteArray parts = unit(0x09, 6) + unit(0x67, 30);
    QVERIFY(!assembler.push(parts));
    QVERIFY(!assembler.flushIfComplete());
    QVERIFY(!assembler.push(unit(0x68, 10)));
    QVERIFY(!assembler.push(unit(0x06, 20)));
    QVERIFY(!assembler.push(firstSlice(0x65, 200)));
    QVERIFY(!assembler.push(laterSlice(0x65, 200)));
    const auto complete = assembler.push(unit(0x09, 6));
    QVERIFY(complete);
    QCOMPARE(complete->size(), 36 + 10 + 20 + 400);
    // An aggregation packet: several units in one piece.
    H264Assembler other;
    QVERIFY(!other.push(unit(0x67, 30) + firstSlice(0x65, 100)));
    QCOMPARE(other.flushIfComplete()->size(), 130);
}

void PlayerPartsTest::aPictureThatNeverEndsIsThrownAway_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("fragments") << QByteArray(1400, 'y');
    QTest::newRow("slices") << laterSlice(0x65, 60'000);
    QTest::newRow("parameter sets") << unit(0x68, 60'000);
}

void PlayerPartsTest::aPictureThatNeverEndsIsThrownAway()
{
    QFETCH(QByteArray, piece);
    H264Assembler assembler;
    qsizetype longest = 0;
    const auto push = [&](const QByteArray &bytes) {
        if (const auto complete = assembler.push(bytes))
            longest = std::max(longest, complete->size());
    };
    push(firstSlice(0x65, 1400));
    for (qint64 sent = 0; sent < 3 * limits::maxPictureBytes; sent += piece.size())
        push(piece);
    QVERIFY(longest <= limits::maxPictureBytes);
    // The next picture is whole.
    push(firstSlice(0x41, 1400));
    const auto complete = assembler.push(firstSlice(0x41, 50));
    QVERIFY(complete);
    QCOMPARE(complete->right(1400), firstSlice(0x41, 1400));
    QVERIFY(complete->size() <= limits::maxPictureBytes);
}

void PlayerPartsTest::onlySoundOfCamerasIsDecoded_data()
{
    QTest::addColumn<int>("codec");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::addColumn<bool>("isOpened");
    QTest::newRow("G.711") << int(AV_CODEC_ID_PCM_ALAW) << 8'000 << 1 << true;
    QTest::newRow("G.722") << int(AV_CODEC_ID_ADPCM_G722) << 16'000 << 1 << true;
    QTest::newRow("MP3") << int(AV_CODEC_ID_MP3) << 44'100 << 2 << true;
    QTest::newRow("a game's sound") << int(AV_CODEC_ID_INTERPLAY_DPCM) << 22'050 << 2 << false;
    QTest::newRow("an old archive's") << int(AV_CODEC_ID_APE) << 44'100 << 2 << false;
    QTest::newRow("a rate of 1") << int(AV_CODEC_ID_PCM_ALAW) << 1 << 1 << false;
    QTest::newRow("a negative rate") << int(AV_CODEC_ID_PCM_ALAW) << -8'000 << 1 << false;
    QTest::newRow("an absurd rate") << int(AV_CODEC_ID_PCM_S16BE) << 2'000'000'000 << 2 << false;
    QTest::newRow("absurdly many channels") << int(AV_CODEC_ID_PCM_S16BE) << 48'000 << 60'000 << false;
}

void PlayerPartsTest::onlySoundOfCamerasIsDecoded()
{
    QFETCH(int, codec);
    QFETCH(int, rate);
    QFETCH(int, channels);
    CodecParametersPtr parameters(avcodec_parameters_alloc());
    parameters->codec_type = AVMEDIA_TYPE_AUDIO;
    parameters->codec_id = AVCodecID(codec);
    parameters->sample_rate = rate;
    av_channel_layout_default(&parameters->ch_layout, channels);
    AudioDecoder decoder;
    QTEST(decoder.open(*parameters), "isOpened");
}

void PlayerPartsTest::keyFramesAreRecognised()
{
    QVERIFY(H264Assembler::hasKeyFrame(unit(0x65, 40)));
    QVERIFY(H264Assembler::hasKeyFrame(unit(0x09, 6) + unit(0x67, 20)));
    QVERIFY(H264Assembler::hasKeyFrame(startCode + QByteArray("\x06\x06\x01\x80", 4)));
    QVERIFY(!H264Assembler::hasKeyFrame(startCode + QByteArray("\x06\x05\x01\x80", 4)));
    QVERIFY(!H264Assembler::hasKeyFrame(unit(0x41, 40)));
    QVERIFY(!H264Assembler::hasKeyFrame({}));
}

void PlayerPartsTest::pictureComesAtOnce()
{
    VideoDecoder decoder;
    QVERIFY(decoder.open(*h264Parameters()));
    int frames = 0;
    int fed = 0;
    for (const QByteArray &picture : makeH264({.frames = 10, .framesPerKey = 5})) {
        QVERIFY(decoder.decode(*toPacket(picture, H264Assembler::hasKeyFrame(picture)),
                               [&](const AVFrame &) { ++frames; }));
        QCOMPARE(frames, ++fed);
    }
    QCOMPARE(frames, 10);
}

void PlayerPartsTest::decoderSurvivesDamageAndHeals()
{
    const QList<QByteArray> pictures = makeH264({.frames = 40, .framesPerKey = 10});
    for (const int kindOfDamage : {1, 2}) {
        VideoDecoder decoder;
        QVERIFY(decoder.open(*h264Parameters()));
        int framesAtEnd = 0;
        for (qsizetype index = 0; index < pictures.size(); ++index) {
            QByteArray bytes = pictures[index];
            const bool isHealthyPart = index >= 30;
            if (!isHealthyPart && kindOfDamage == 1 && index % 3 == 1)
                bytes.truncate(bytes.size() / 3);
            if (!isHealthyPart && kindOfDamage == 2 && index % 3 == 2) {
                for (qsizetype at = 5; at < bytes.size(); at += 7)
                    bytes[at] = static_cast<char>(bytes[at] ^ 0x5a);
            }
            QVERIFY(decoder.decode(*toPacket(bytes, H264Assembler::hasKeyFrame(bytes)),
                                   [&](const AVFrame &) { framesAtEnd += isHealthyPart ? 1 : 0; }));
        }
        QVERIFY2(framesAtEnd >= 10, qPrintable(QString::number(framesAtEnd)));
    }
}

void PlayerPartsTest::decoderFollowsNewSize()
{
    VideoDecoder decoder;
    QVERIFY(decoder.open(*h264Parameters()));
    QList<QSize> sizes;
    const auto take = [&](const AVFrame &frame) { sizes << QSize(frame.width, frame.height); };
    for (const QSize size : {QSize(320, 180), QSize(640, 360), QSize(176, 144)}) {
        for (const QByteArray &picture : makeH264({.size = size, .frames = 3, .framesPerKey = 3}))
            QVERIFY(decoder.decode(*toPacket(picture, H264Assembler::hasKeyFrame(picture)), take));
    }
    QCOMPARE(sizes.first(), QSize(320, 180));
    QVERIFY(sizes.contains(QSize(640, 360)));
    QCOMPARE(sizes.last(), QSize(176, 144));
}

void PlayerPartsTest::decoderRefusesHugePictures()
{
    VideoDecoder decoder;
    QVERIFY(decoder.open(*h264Parameters()));
    const QList<QByteArray> pictures = makeH264({.size = {8320, 64}, .frames = 1});
    QCOMPARE(pictures.size(), 1);
    int frames = 0;
    const Result<void> decoded =
        decoder.decode(*toPacket(pictures.first(), true), [&](const AVFrame &) { ++frames; });
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().category, ErrorCategory::Unsupported);
    QVERIFY(decoded.error().message.contains("8320"_L1));
    QCOMPARE(frames, 0);
}

void PlayerPartsTest::scalerKeepsAspectAndNeverEnlarges_data()
{
    QTest::addColumn<QSize>("source");
    QTest::addColumn<QSize>("target");
    QTest::addColumn<QSize>("expected");
    QTest::newRow("smaller") << QSize(1920, 1080) << QSize(640, 640) << QSize(640, 360);
    QTest::newRow("tall room") << QSize(640, 480) << QSize(100, 400) << QSize(100, 75);
    QTest::newRow("never larger") << QSize(320, 180) << QSize(1920, 1080) << QSize(320, 180);
    QTest::newRow("unknown room") << QSize(640, 360) << QSize() << QSize(640, 360);
    QTest::newRow("odd sizes") << QSize(641, 361) << QSize(333, 331) << QSize(333, 188);
    QTest::newRow("one pixel") << QSize(640, 360) << QSize(1, 1) << QSize(1, 1);
}

void PlayerPartsTest::scalerKeepsAspectAndNeverEnlarges()
{
    QFETCH(QSize, source);
    QFETCH(QSize, target);
    QFETCH(QSize, expected);
    FrameScaler scaler;
    const auto image = scaler.scaleToImage(*grayFrame(source), target);
    QVERIFY(image);
    QVERIFY2(std::abs(image->width() - expected.width()) <= 1 &&
                 std::abs(image->height() - expected.height()) <= 1,
             qPrintable(u"%1x%2"_s.arg(image->width()).arg(image->height())));
    const auto video = scaler.scaleToVideoFrame(*grayFrame(source), target);
    QVERIFY(video);
    QCOMPARE(video->size(), image->size());
    QCOMPARE(video->pixelFormat(), QVideoFrameFormat::Format_BGRA8888);
}

void PlayerPartsTest::scalerRefusesHugePictures()
{
    FrameScaler scaler;
    const auto image = scaler.scaleToVideoFrame(*grayFrame({8208, 16}), {320, 180});
    QVERIFY(!image);
    QCOMPARE(image.error().category, ErrorCategory::Unsupported);
    // Anamorphic, and absurdly so: the ratio of damaged headers is ignored.
    QCOMPARE(FrameScaler::displaySize(*grayFrame({720, 576}, {16, 11})), QSize(1047, 576));
    QCOMPARE(FrameScaler::displaySize(*grayFrame({720, 576}, {1000, 1})), QSize(720, 576));
}

void PlayerPartsTest::scalerKeepsBrightness()
{
    FrameScaler scaler;
    const auto image = scaler.scaleToImage(*grayFrame({640, 360}), {320, 180});
    QVERIFY(image);
    const QColor pixel = image->pixelColor(160, 90);
    // Luma 128 of the video range is 130 of 255.
    for (const int value : {pixel.red(), pixel.green(), pixel.blue()})
        QVERIFY2(value >= 128 && value <= 132, qPrintable(pixel.name()));
}

void PlayerPartsTest::cacheForgetsOldestAndStaysSmall()
{
    const QImage image(100, 100, QImage::Format_RGB32);
    PictureCache cache(3 * image.sizeInBytes());
    const QDateTime time = QDateTime::currentDateTimeUtc();
    for (const auto &key : {u"a"_s, u"b"_s, u"c"_s})
        cache.insert(key, image, time);
    QVERIFY(cache.find(u"a"_s));
    cache.insert(u"d"_s, image, time);
    QVERIFY(cache.find(u"a"_s));
    QVERIFY(!cache.find(u"b"_s));
    QVERIFY(cache.bytes() <= 3 * image.sizeInBytes());
    cache.insert(u"a"_s, image, time.addSecs(1));
    QCOMPARE(cache.find(u"a"_s)->takenAt, time.addSecs(1));
    cache.insert(u"large"_s, QImage(3840, 2160, QImage::Format_RGB32), time);
    QCOMPARE(cache.find(u"large"_s)->image.width(), 960);
}

void PlayerPartsTest::queueDropsBacklogOfLiveStream()
{
    PacketQueue queue(PacketQueue::Overflow::DropAndResync);
    std::stop_source stop;
    QVERIFY(queue.push(toPacket("1", true), stop.get_token()));
    const auto longAgo = PacketQueue::Clock::now();
    QTRY_VERIFY_WITH_TIMEOUT(PacketQueue::Clock::now() - longAgo > std::chrono::milliseconds(1600), 5000);
    QVERIFY(queue.push(toPacket("2", false), stop.get_token()));
    PacketQueue::Item item;
    QCOMPARE(queue.pop(item, PacketQueue::Clock::now(), stop.get_token()), PacketQueue::PopStatus::Packet);
    QCOMPARE(item.packet->data[0], uint8_t('2'));
    QVERIFY(item.isAfterDrop);
    QCOMPARE(queue.pop(item, PacketQueue::Clock::now(), stop.get_token()), PacketQueue::PopStatus::TimedOut);
    queue.close();
    QCOMPARE(queue.pop(item, PacketQueue::Clock::now(), stop.get_token()), PacketQueue::PopStatus::Closed);
}

QTEST_GUILESS_MAIN(PlayerPartsTest)
#include "tst_playerparts.moc"
