#include "app/archive/ArchiveExport.h"
#include "tests/player/ArchiveSite.h"
#include "tests/player/TestSound.h"
#include "tests/player/VideoFile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr qint64 begin = 1'000'000 * secondUs; // UTC
/// What nobody notices beside a picture.
constexpr double together = 0.05;

} // namespace

/// The sound of an export: kept, converted or left out, and where it belongs.
class RecordingSoundTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void soundIsKept_data();
    void soundIsKept();
    void aacIsNotEncodedAnew();
    void whatCannotBeDecodedIsLeftOutAndSaid_data();
    void whatCannotBeDecodedIsLeftOutAndSaid();
    void soundBeginsLaterThanThePicture();
    void aGapIsLeftOutOfBoth();
    void soundThatIsMissingForAWhileDoesNotDrift_data();
    void soundThatIsMissingForAWhileDoesNotDrift();
    void soundThatStraysDoesNotKeepOutTheRest_data();
    void soundThatStraysDoesNotKeepOutTheRest();
    void aSlowClockDoesNotDrift_data();
    void aSlowClockDoesNotDrift();
    void piecesThatLeadInAreHeardOnce();
    void serversMayHaveOtherSound_data();
    void serversMayHaveOtherSound();
    void anUnfinishedFileIsLeftNowhere();
    void anExportConvertsOverPiecesAndServers();

private:
    [[nodiscard]] QString fileName(const QString &name = u"a.mp4"_s) const
    {
        return m_folder->filePath(name);
    }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    static void verify(const HeardSound &heard, const QList<double> &beeps, double seconds);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RecordingSoundTest::verify(const HeardSound &heard, const QList<double> &beeps, double seconds)
{
    QVERIFY2(heard.failure.isEmpty(), qPrintable(heard.failure));
    QVERIFY(heard.isInOrder);
    QCOMPARE(heard.beepsAt.size(), beeps.size());
    for (qsizetype i = 0; i < beeps.size(); ++i)
        QVERIFY2(std::abs(heard.beepsAt[i] - beeps[i]) < together,
                 qPrintable(u"beep %1 at %2"_s.arg(i).arg(heard.beepsAt[i])));
    QVERIFY2(std::abs(heard.seconds - seconds) < 0.15, qPrintable(QString::number(heard.seconds)));
    QVERIFY2(std::abs(heard.pictureSeconds - seconds) < 0.1,
             qPrintable(QString::number(heard.pictureSeconds)));
}

void RecordingSoundTest::soundIsKept_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("codec");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::addColumn<QString>("becomes");
    QTest::addColumn<int>("becomesRate");
    QTest::addColumn<QString>("converted");
    const auto row = [](const char *title, const QString &name, AVCodecID codec, int rate, int channels,
                        const QString &becomes, int becomesRate, const QString &converted) {
        QTest::newRow(title) << name << int(codec) << rate << channels << becomes << becomesRate << converted;
    };
    const QString mp4 = u"a.mp4"_s;
    const QString mkv = u"a.mkv"_s;
    const QString aac = u"aac"_s;
    row("A-law", mp4, AV_CODEC_ID_PCM_ALAW, 8'000, 1, aac, 8'000, u"G.711"_s);
    row("µ-law", mp4, AV_CODEC_ID_PCM_MULAW, 8'000, 1, aac, 8'000, u"G.711"_s);
    row("A-law, 16 kHz", mp4, AV_CODEC_ID_PCM_ALAW, 16'000, 1, aac, 16'000, u"G.711"_s);
    row("G.722", mp4, AV_CODEC_ID_ADPCM_G722, 16'000, 1, aac, 16'000, u"G.722"_s);
    row("G.726", mp4, AV_CODEC_ID_ADPCM_G726, 8'000, 1, aac, 8'000, u"G.726"_s);
    row("PCM, 44.1 kHz", mp4, AV_CODEC_ID_PCM_S16LE, 44'100, 2, aac, 44'100, u"PCM"_s);
    row("PCM, 48 kHz", mp4, AV_CODEC_ID_PCM_S16LE, 48'000, 2, aac, 48'000, u"PCM"_s);
    row("PCM, high byte first", mp4, AV_CODEC_ID_PCM_S16BE, 48'000, 1, aac, 48'000, u"PCM"_s);
    row("a rate that AAC does not have", mp4, AV_CODEC_ID_PCM_S16LE, 18'900, 1, aac, 22'050, u"PCM"_s);
    row("a rate above all of AAC", mp4, AV_CODEC_ID_PCM_S16LE, 192'000, 2, aac, 96'000, u"PCM"_s);
    row("six channels", mp4, AV_CODEC_ID_PCM_S16LE, 48'000, 6, aac, 48'000, u"PCM"_s);
    row("AAC", mp4, AV_CODEC_ID_AAC, 16'000, 1, aac, 16'000, QString());
    row("A-law, Matroska", mkv, AV_CODEC_ID_PCM_ALAW, 8'000, 1, u"pcm_alaw"_s, 8'000, QString());
    row("µ-law, Matroska", mkv, AV_CODEC_ID_PCM_MULAW, 8'000, 1, u"pcm_mulaw"_s, 8'000, QString());
    row("PCM, Matroska", mkv, AV_CODEC_ID_PCM_S16LE, 48'000, 2, u"pcm_s16le"_s, 48'000, QString());
}

void RecordingSoundTest::soundIsKept()
{
    QFETCH(QString, name);
    QFETCH(int, codec);
    QFETCH(int, rate);
    QFETCH(int, channels);
    QFETCH(QString, becomes);
    QFETCH(int, becomesRate);
    QFETCH(QString, converted);
    const TestSound sound =
        TestSound::make({.codec = AVCodecID(codec), .rate = rate, .channels = channels, .beepsAt = {1, 3.5}});
    RecordingWriter writer({fileName(name)}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, sound));
    QVERIFY(writer.finish());
    const HeardSound heard = HeardSound::of(fileName(name));
    QCOMPARE(heard.codec, becomes);
    QCOMPARE(heard.rate, becomesRate);
    QCOMPARE(heard.channels, std::min(channels, 2));
    QVERIFY(!writer.hasLostSound());
    QCOMPARE(writer.convertedSound(), converted);
    verify(heard, {1, 3.5}, 5);
}

void RecordingSoundTest::aacIsNotEncodedAnew()
{
    const TestSound sound = TestSound::make({.codec = AV_CODEC_ID_AAC, .rate = 48'000, .channels = 2});
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, sound));
    QVERIFY(writer.finish());
    QList<QByteArray> sent;
    for (const PacketPtr &packet : sound.packets) {
        if (packet->pts >= 0) // before it there is no picture
            sent << QByteArray(reinterpret_cast<const char *>(packet->data), packet->size);
    }
    QCOMPARE(HeardSound::of(fileName()).packets, sent);
}

void RecordingSoundTest::whatCannotBeDecodedIsLeftOutAndSaid_data()
{
    QTest::addColumn<int>("codec");
    QTest::newRow("nobody decodes it") << int(AV_CODEC_ID_SMV);
    QTest::newRow("what comes is no such sound") << int(AV_CODEC_ID_GSM_MS);
}

void RecordingSoundTest::whatCannotBeDecodedIsLeftOutAndSaid()
{
    QFETCH(int, codec);
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, TestSound::ofNoise(AVCodecID(codec), 5)));
    QVERIFY(writer.finish());
    QVERIFY(writer.hasLostSound());
    QCOMPARE(writer.convertedSound(), QString());
    const HeardSound heard = HeardSound::of(fileName());
    QCOMPARE(heard.codec, QString());
    QVERIFY(std::abs(heard.pictureSeconds - 5) < 0.1);
}

void RecordingSoundTest::soundBeginsLaterThanThePicture()
{
    TestSound sound = TestSound::make({.beepsAt = {0.5, 3}});
    sound.remove(0, 1.5);
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, sound));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName()), {3}, 5);
}

void RecordingSoundTest::aGapIsLeftOutOfBoth()
{
    RecordingWriter writer({fileName()}, begin - secondUs);
    const TestSound before = TestSound::make({.seconds = 3.1, .beepsAt = {1}});
    QVERIFY(writePiece(writer, {.fromUs = begin, .seconds = 3}, before));
    const TestSound behind = TestSound::make({.seconds = 4, .beepsAt = {0.5, 2}});
    QVERIFY(writePiece(
        writer, {.fromUs = begin + 600 * secondUs, .firstPictureUs = 600 * secondUs, .seconds = 4}, behind));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName()), {1, 3.5, 5}, 7);
}

void RecordingSoundTest::soundThatIsMissingForAWhileDoesNotDrift_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("until");
    QTest::newRow("one packet") << 1.6 << 1.62;
    QTest::newRow("less than a frame of AAC") << 1.6 << 1.7;
    QTest::newRow("some frames") << 1.6 << 2.3;
    QTest::newRow("long") << 1.6 << 3.9;
}

void RecordingSoundTest::soundThatIsMissingForAWhileDoesNotDrift()
{
    QFETCH(double, from);
    QFETCH(double, until);
    TestSound sound = TestSound::make({.beepsAt = {1, 4}});
    sound.remove(from, until);
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, sound));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName()), {1, 4}, 5);
}

void RecordingSoundTest::soundThatStraysDoesNotKeepOutTheRest_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("converted") << u"a.mp4"_s;
    QTest::newRow("as it is") << u"a.mkv"_s;
}

void RecordingSoundTest::soundThatStraysDoesNotKeepOutTheRest()
{
    QFETCH(QString, name);
    const TestSound sound = TestSound::make({.beepsAt = {1, 4}});
    RecordingWriter writer({fileName(name)}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, sound));
    const PacketPtr astray(av_packet_clone(sound.packets.back().get()));
    astray->dts = astray->pts = begin + 1'000 * secondUs;
    QVERIFY(writer.write(*astray, false));
    const TestPiece next{
        .fromUs = begin + 5 * secondUs, .firstPictureUs = 5 * secondUs, .isSameSource = true};
    QVERIFY(writePiece(writer, next, sound));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName(name)), {1, 4, 6, 9}, 10);
}

void RecordingSoundTest::aSlowClockDoesNotDrift_data()
{
    QTest::addColumn<double>("factor");
    QTest::newRow("slow") << 1.01;
    QTest::newRow("fast") << 0.99;
}

void RecordingSoundTest::aSlowClockDoesNotDrift()
{
    QFETCH(double, factor);
    TestSound sound = TestSound::make({.seconds = 20 / factor, .beepsAt = {1, 10, 18}});
    sound.stretch(factor);
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin, .seconds = 20}, sound));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName()), {1 * factor, 10 * factor, 18 * factor}, 20);
}

void RecordingSoundTest::piecesThatLeadInAreHeardOnce()
{
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, TestSound::make({.beepsAt = {1, 4.3}})));
    // Of the same server, from the key frame before its beginning on.
    const TestPiece next{
        .fromUs = begin + 4 * secondUs, .firstPictureUs = 4 * secondUs, .isSameSource = true};
    QVERIFY(writePiece(writer, next, TestSound::make({.beepsAt = {0.3, 3}})));
    QVERIFY(writer.finish());
    verify(HeardSound::of(fileName()), {1, 4.3, 7}, 9);
}

void RecordingSoundTest::serversMayHaveOtherSound_data()
{
    QTest::addColumn<int>("codec");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("skewMs");
    QTest::newRow("the same") << int(AV_CODEC_ID_PCM_ALAW) << 8'000 << 1 << 0;
    QTest::newRow("the same, the clock goes ahead") << int(AV_CODEC_ID_PCM_ALAW) << 8'000 << 1 << 480;
    QTest::newRow("the same, the clock goes behind") << int(AV_CODEC_ID_PCM_ALAW) << 8'000 << 1 << -480;
    QTest::newRow("µ-law") << int(AV_CODEC_ID_PCM_MULAW) << 8'000 << 1 << 480;
    QTest::newRow("PCM") << int(AV_CODEC_ID_PCM_S16LE) << 48'000 << 2 << -480;
    QTest::newRow("AAC") << int(AV_CODEC_ID_AAC) << 16'000 << 1 << 0;
}

/// Two servers of one camera, one after the other; both have the pictures around the change.
void RecordingSoundTest::serversMayHaveOtherSound()
{
    QFETCH(int, codec);
    QFETCH(int, rate);
    QFETCH(int, channels);
    QFETCH(int, skewMs);
    RecordingWriter writer({fileName()}, begin - secondUs);
    QVERIFY(writePiece(writer, {.fromUs = begin}, TestSound::make({.beepsAt = {1}})));
    const TestSound other =
        TestSound::make({.codec = AVCodecID(codec), .rate = rate, .channels = channels, .beepsAt = {2.5}});
    QVERIFY(writePiece(
        writer, {.fromUs = begin + 4 * secondUs + skewMs * 1'000, .firstPictureUs = 4 * secondUs}, other));
    QVERIFY(writer.finish());
    QVERIFY(!writer.hasLostSound());
    verify(HeardSound::of(fileName()), {1, 6.5}, 9);
}

void RecordingSoundTest::anUnfinishedFileIsLeftNowhere()
{
    {
        RecordingWriter writer({fileName()}, begin - secondUs);
        QVERIFY(writePiece(writer, {.fromUs = begin}, TestSound::make({})));
        QCOMPARE(files(), QStringList{u"a.mp4.part"_s});
    }
    QVERIFY(files().isEmpty());
}

/// Files of two servers, in pieces, with sound as MediaMTX keeps it.
void RecordingSoundTest::anExportConvertsOverPiecesAndServers()
{
    const auto site = std::make_shared<ArchiveSite>();
    site->hasSound = true;
    ArchiveExport::Request request;
    request.map = ArchiveMap({held(first, 0, 90 * second), held(second2, 80 * second, 200 * second)}, first);
    request.period = {startOfArchive() + 11 * second, startOfArchive() + 111 * second};
    request.fileName = fileName();
    ArchiveExport exporting(request, site,
                            [&site](const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
                                    const std::function<void(Result<ArchivePiece>)> &answer) {
                                answer(site->piece(place, period, use == PieceUse::Export));
                            });
    std::optional<Result<ArchiveExport::Summary>> result;
    connect(&exporting, &ArchiveExport::finished, this,
            [&](const Result<ArchiveExport::Summary> &finished) { result = finished; });
    exporting.start();
    QTRY_VERIFY_WITH_TIMEOUT(result, 60'000);
    QVERIFY2(*result, qPrintable(*result ? QString() : result->error().message));
    QCOMPARE((*result)->convertedSound, u"PCM"_s);
    QVERIFY(ArchiveExport::soundNote(**result).contains(u"converted to AAC"_s));
    const VideoFile pictures = VideoFile::read(fileName(), startOfArchive());
    QList<double> beeps;
    for (qint64 at = startOfArchive() + 12 * second; at < request.period.untilMs; at += 2 * second)
        beeps << double(at - pictures.pictures.first().utcMs) / 1'000;
    verify(HeardSound::of(fileName()), beeps, 100);
}

QTEST_GUILESS_MAIN(RecordingSoundTest)
#include "tst_recordingsound.moc"
