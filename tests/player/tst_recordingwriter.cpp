#include "tests/player/WrittenFile.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// What the file of an export is: whether it opens where people open it, and what it holds.
class RecordingWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theFileOpensWhereItIsOpened_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("parameterSets");
        QTest::addColumn<int>("turnedBy");
        QTest::addColumn<QByteArray>("tag");
        const QByteArray all = hevcVps + hevcSps + hevcPps;
        QTest::newRow("all parameter sets") << u"a.mp4"_s << all << 0 << QByteArray("hvc1");
        QTest::newRow("turned") << u"a.mp4"_s << all << 90 << QByteArray("hvc1");
        QTest::newRow("upside down") << u"a.mp4"_s << all << 180 << QByteArray("hvc1");
        QTest::newRow("in the pictures alone") << u"a.mp4"_s << QByteArray() << 0 << QByteArray("hev1");
        QTest::newRow("one is missing") << u"a.mp4"_s << hevcVps + hevcSps << 0 << QByteArray("hev1");
        QTest::newRow("Matroska") << u"a.mkv"_s << all << 0 << QByteArray(4, '\0');
        QTest::newRow("Matroska, large letters") << u"a.MKV"_s << all << 0 << QByteArray(4, '\0');
    }

    void theFileOpensWhereItIsOpened()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, parameterSets);
        QFETCH(int, turnedBy);
        QFETCH(QByteArray, tag);
        const QString fileName = m_folder->filePath(name);
        const qint64 fromUs =
            QDateTime(QDate(2026, 3, 1), QTime(12, 30), Qt::UTC).toMSecsSinceEpoch() * 1'000;
        RecordingWriter writer({fileName}, fromUs - 5'000'000);
        const auto written =
            writeFile(writer, cameraTracks(AV_CODEC_ID_HEVC, parameterSets, turnedBy, AV_CODEC_ID_NONE),
                      fromUs, hevcVps + hevcSps + hevcPps + hevcPicture);
        QVERIFY2(written, written ? "" : qPrintable(written.error().message));
        const Written file = Written::read(fileName);
        const bool isMatroska = name.endsWith(u".mkv"_s, Qt::CaseInsensitive);
        QVERIFY2(file.format.contains(isMatroska ? u"matroska"_s : u"mp4"_s), qPrintable(file.format));
        QCOMPARE(file.tag, tag);
        QCOMPARE(std::abs(file.rotation), turnedBy);
        QVERIFY2(file.created.startsWith(u"2026-03-01T12:30:00"_s), qPrintable(file.created));
        QCOMPARE(file.isIndexInFront, !isMatroska);
        QVERIFY(file.chapters.isEmpty());
    }

    void picturesOfAnotherSizeAreRefused()
    {
        const auto tracksOf = [](int width, int height) {
            PacketTracks tracks;
            tracks.video.reset(avcodec_parameters_alloc());
            tracks.video->codec_type = AVMEDIA_TYPE_VIDEO;
            tracks.video->codec_id = AV_CODEC_ID_MPEG4;
            tracks.video->width = width;
            tracks.video->height = height;
            return tracks;
        };
        RecordingWriter writer({m_folder->filePath(u"a.mp4"_s)}, 0);
        QVERIFY(writer.beginPiece(tracksOf(640, 360), false, 0));
        QVERIFY(writer.beginPiece(tracksOf(640, 360), false, 0));
        const auto other = writer.beginPiece(tracksOf(1280, 720), false, 0);
        QVERIFY(!other);
        QVERIFY2(other.error().message.contains(u"1280"_s), qPrintable(other.error().message));
    }

    void aPartOfSomebodyElseIsLeftAlone()
    {
        QFile theirs(fileName() + u".part"_s);
        QVERIFY(theirs.open(QIODevice::WriteOnly) && theirs.write("precious") > 0);
        theirs.close();
        RecordingWriter writer({fileName()}, 0);
        const auto begun = writer.beginPiece(picturesAlone(), false, 0);
        QVERIFY(!begun);
        QCOMPARE(begun.error().category, ErrorCategory::Conflict);
        QVERIFY2(begun.error().message.contains(u"left as it is"_s), qPrintable(begun.error().message));
        QCOMPARE(files(), QStringList{u"Yard.mp4.part"_s});
        QCOMPARE(theirs.size(), 8);
    }

    void onlyTheFileThatWasThereIsReplaced_data()
    {
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<QString>("meanwhile"); // "": nothing, "-": it goes, else what takes its place
        QTest::addColumn<bool>("isWritten");
        QTest::newRow("it is still there") << true << QString() << true;
        QTest::newRow("it went") << true << u"-"_s << true;
        QTest::newRow("another one took its place") << true << u"precious"_s << false;
        QTest::newRow("there was none, and one came") << false << u"precious"_s << false;
        QTest::newRow("there was none") << false << QString() << true;
    }

    void onlyTheFileThatWasThereIsReplaced()
    {
        QFETCH(bool, isThere);
        QFETCH(QString, meanwhile);
        QFETCH(bool, isWritten);
        const auto put = [this](const QByteArray &content) {
            QFile file(fileName());
            return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
                   file.write(content) == content.size();
        };
        QVERIFY(!isThere || put("the old one"));
        RecordingWriter writer({fileName(), true}, 0);
        PacketTracks tracks = picturesAlone();
        QVERIFY(writer.beginPiece(tracks, false, 0));
        QVERIFY(meanwhile.isEmpty() || !isThere || QFile::remove(fileName()));
        QVERIFY(meanwhile.isEmpty() || meanwhile == u"-"_s || put(meanwhile.toUtf8()));
        QCOMPARE(writeFile(writer, tracks, 1'000'000, hevcPicture).has_value(), isWritten);
        if (!isWritten)
            QCOMPARE(QFileInfo(fileName()).size(), 8);
        else
            QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
    }

private:
    [[nodiscard]] static PacketTracks picturesAlone()
    {
        return cameraTracks(AV_CODEC_ID_HEVC, hevcVps + hevcSps + hevcPps, 0, AV_CODEC_ID_NONE);
    }
    [[nodiscard]] QString fileName() const { return m_folder->filePath(u"Yard.mp4"_s); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(RecordingWriterTest)
#include "tst_recordingwriter.moc"
