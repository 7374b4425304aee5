#pragma once

#include <QtGlobal>

#include <optional>

/// The machine-readable strip under the pictures of the test cameras: one row of 64 black and white blocks
/// over the whole width at the very bottom of a frame, most significant bit first, white is 1: 16 bit camera
/// number, 40 bit UTC milliseconds (the low 40 bits, about 34.8 years), 8 bit checksum. Large blocks, so that
/// it survives H.264 at 320x180 and any scaling of the whole picture. Pure functions, any thread, nothing is
/// allocated.
namespace streamkeeper::test {

/// What a strip says: which camera made the frame, and when.
struct FrameStamp
{
    quint16 cameraNumber = 0;
    qint64 utcMs = 0; ///< UTC milliseconds since 1970

    bool operator==(const FrameStamp &) const = default;
};

/// Height in pixels of the strip in a frame of this height: 12 at 360 lines, in proportion else, at least 2.
[[nodiscard]] int frameStripHeight(int frameHeight);

/// Draws the strip into an 8 bit luma plane (black 16, white 235). Needs at least 64 pixels of width;
/// narrower planes are left alone. The caller keeps the chroma under it neutral.
void writeFrameStrip(uchar *luma, qsizetype stride, int width, int height, const FrameStamp &stamp);

/// Reads the strip from an 8 bit luma plane. The high bits of the time are chosen so that it lies nearest to
/// `nearUtcMs`. Nothing if there is no strip, too little contrast, or the checksum is wrong.
[[nodiscard]] std::optional<FrameStamp> readFrameStripFromLuma(const uchar *luma, qsizetype stride, int width,
                                                               int height, qint64 nearUtcMs);

/// The same from an image with four bytes a pixel, in memory order blue, green, red, any
/// (QImage::Format_RGB32 and Format_ARGB32 on little-endian machines).
[[nodiscard]] std::optional<FrameStamp> readFrameStripFromBgra(const uchar *pixels, qsizetype stride,
                                                               int width, int height, qint64 nearUtcMs);

} // namespace streamkeeper::test
