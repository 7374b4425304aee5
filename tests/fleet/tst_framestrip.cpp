#include "tests/support/FrameStrip.h"

#include <QTest>

#include <vector>

using namespace streamkeeper::test;

namespace {
struct Plane
{
    int width;
    int height;
    qsizetype stride;
    std::vector<uchar> bytes;

    Plane(int w, int h)
        : width(w)
        , height(h)
        , stride(w + 13)
        , bytes(size_t(stride * h), 90)
    {
    }
    uchar *data() { return bytes.data(); }
};

constexpr qint64 Now = 1'795'000'000'123;

Plane written(int width, int height, const FrameStamp &stamp)
{
    Plane plane(width, height);
    writeFrameStrip(plane.data(), plane.stride, width, height, stamp);
    return plane;
}

std::optional<FrameStamp> read(Plane &plane, qint64 near = Now)
{
    return readFrameStripFromLuma(plane.data(), plane.stride, plane.width, plane.height, near);
}

Plane scaled(Plane &source, int width, int height)
{
    Plane result(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            result.bytes[size_t(y * result.stride + x)] =
                source.bytes[size_t((y * source.height / height) * source.stride + x * source.width / width)];
        }
    }
    return result;
}
} // namespace

class FrameStripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("camera");
        QTest::addColumn<qint64>("utcMs");
        QTest::newRow("high") << 640 << 360 << 7 << Now;
        QTest::newRow("low") << 320 << 180 << 12 << Now + 999;
        QTest::newRow("no multiple of 64") << 711 << 401 << 65535 << Now - 10'000;
        QTest::newRow("smallest") << 64 << 36 << 1 << Now;
        QTest::newRow("camera 0") << 1920 << 1080 << 0 << Now;
    }

    void whatIsWrittenIsRead()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, camera);
        QFETCH(qint64, utcMs);
        const FrameStamp stamp{quint16(camera), utcMs};
        Plane plane = written(width, height, stamp);
        QCOMPARE(read(plane), std::optional(stamp));
        QCOMPARE(plane.bytes[0], uchar(90));
    }

    void scaledPicturesAreRead_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("half") << 320 << 180;
        QTest::newRow("double") << 1280 << 720;
        QTest::newRow("odd") << 437 << 246;
        QTest::newRow("stretched") << 500 << 500;
    }

    void scaledPicturesAreRead()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        const FrameStamp stamp{42, Now};
        Plane original = written(640, 360, stamp);
        Plane small = scaled(original, width, height);
        QCOMPARE(read(small), std::optional(stamp));
    }

    void aTintedDimmedBgraImageIsRead()
    {
        const FrameStamp stamp{3, Now};
        Plane plane = written(640, 360, stamp);
        std::vector<uchar> bgra(size_t(640 * 360 * 4));
        for (int y = 0; y < 360; ++y) {
            for (int x = 0; x < 640; ++x) {
                const int luma = plane.bytes[size_t(y * plane.stride + x)] / 2;
                uchar *pixel = bgra.data() + size_t((y * 640 + x) * 4);
                pixel[0] = uchar(luma + 20);
                pixel[1] = uchar(luma);
                pixel[2] = uchar(luma + 10);
                pixel[3] = 255;
            }
        }
        QCOMPARE(readFrameStripFromBgra(bgra.data(), 640 * 4, 640, 360, Now), std::optional(stamp));
    }

    void timeIsResolvedNearTheReference_data()
    {
        QTest::addColumn<qint64>("offsetMs");
        QTest::newRow("same") << qint64(0);
        QTest::newRow("a day before") << qint64(-86'400'000);
        QTest::newRow("ten years after") << qint64(315'000'000'000);
        QTest::newRow("over the end of the 40 bits")
            << ((qint64(1) << 40) - (Now & ((qint64(1) << 40) - 1)) + 5);
    }

    void timeIsResolvedNearTheReference()
    {
        QFETCH(qint64, offsetMs);
        const FrameStamp stamp{9, Now + offsetMs};
        Plane plane = written(640, 360, stamp);
        QCOMPARE(read(plane, Now), std::optional(stamp));
    }

    void anyFlippedBitIsRejected()
    {
        for (int block = 0; block < 64; ++block) {
            Plane plane = written(640, 360, {5, Now});
            for (int y = 360 - frameStripHeight(360); y < 360; ++y) {
                for (int x = block * 10; x < block * 10 + 10; ++x) {
                    uchar &pixel = plane.bytes[size_t(y * plane.stride + x)];
                    pixel = pixel > 128 ? 16 : 235;
                }
            }
            QVERIFY2(!read(plane), qPrintable(QStringLiteral("block %1").arg(block)));
        }
    }

    void picturesWithoutAStripAreRejected()
    {
        Plane grey(640, 360);
        QVERIFY(!read(grey));
        Plane black(640, 360);
        std::fill(black.bytes.begin(), black.bytes.end(), uchar(16));
        QVERIFY(!read(black));
        Plane halfWhite(640, 360);
        for (size_t i = 0; i < halfWhite.bytes.size(); ++i) {
            halfWhite.bytes[i] = i % size_t(halfWhite.stride) < 320 ? 235 : 16;
        }
        QVERIFY(!read(halfWhite));
        Plane narrow(63, 360);
        writeFrameStrip(narrow.data(), narrow.stride, 63, 360, {1, Now});
        QCOMPARE(narrow.bytes.back(), uchar(90));
        QVERIFY(!read(narrow));
    }
};

QTEST_GUILESS_MAIN(FrameStripTest)
#include "tst_framestrip.moc"
