#include "tests/support/FrameStrip.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace streamkeeper::test {

namespace {
constexpr int BlockCount = 64;
constexpr uchar Black = 16;
constexpr uchar White = 235;
/// Least distance between the darkest and the lightest block. Codecs and dimming cost contrast, but not this
/// much.
constexpr int MinimumContrast = 60;
constexpr quint64 TimeMask = (quint64(1) << 40) - 1;

/// CRC-8, polynomial 0x07. The start value is not 0, so that neither an all-black nor an all-white row is
/// valid.
quint8 checksum(quint64 payload)
{
    quint8 crc = 0xa5;
    for (int shift = 48; shift >= 0; shift -= 8) {
        crc ^= quint8(payload >> shift);
        for (int bit = 0; bit < 8; ++bit) {
            crc = quint8((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
        }
    }
    return crc;
}

qint64 resolveTime(quint64 lowBits, qint64 nearUtcMs)
{
    constexpr qint64 Period = qint64(1) << 40;
    const qint64 base = nearUtcMs - qint64(quint64(nearUtcMs) & TimeMask);
    const qint64 candidate = base + qint64(lowBits);
    if (candidate - nearUtcMs > Period / 2) {
        return candidate - Period;
    }
    return nearUtcMs - candidate > Period / 2 ? candidate + Period : candidate;
}

/// `lumaAt(x, y)` gives 0..255. Averages the middle half of each block in both directions.
template <typename LumaAt>
std::optional<FrameStamp> readStrip(int width, int height, qint64 nearUtcMs, const LumaAt &lumaAt)
{
    if (width < BlockCount || height < 8) {
        return std::nullopt;
    }
    const int stripHeight = frameStripHeight(height);
    const int top = height - stripHeight + stripHeight / 4;
    const int bottom = std::max(top + 1, height - stripHeight / 4);
    std::array<int, BlockCount> levels{};
    for (int block = 0; block < BlockCount; ++block) {
        const int left = (4 * block + 1) * width / (4 * BlockCount);
        const int right = std::max(left + 1, (4 * block + 3) * width / (4 * BlockCount));
        int sum = 0;
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                sum += lumaAt(x, y);
            }
        }
        levels[size_t(block)] = sum / ((bottom - top) * (right - left));
    }
    const auto [darkest, lightest] = std::minmax_element(levels.begin(), levels.end());
    if (*lightest - *darkest < MinimumContrast) {
        return std::nullopt;
    }
    const int threshold = (*lightest + *darkest) / 2;
    quint64 code = 0;
    for (const int level : levels) {
        code = code << 1 | quint64(level > threshold ? 1 : 0);
    }
    const quint64 payload = code >> 8;
    if (checksum(payload) != quint8(code & 0xff)) {
        return std::nullopt;
    }
    return FrameStamp{quint16(payload >> 40), resolveTime(payload & TimeMask, nearUtcMs)};
}
} // namespace

int frameStripHeight(int frameHeight)
{
    return std::max(2, (frameHeight * 12 + 180) / 360);
}

void writeFrameStrip(uchar *luma, qsizetype stride, int width, int height, const FrameStamp &stamp)
{
    const int stripHeight = frameStripHeight(height);
    if (width < BlockCount || height < stripHeight) {
        return;
    }
    const quint64 payload = quint64(stamp.cameraNumber) << 40 | (quint64(stamp.utcMs) & TimeMask);
    const quint64 code = payload << 8 | checksum(payload);
    uchar *const firstRow = luma + stride * (height - stripHeight);
    for (int block = 0; block < BlockCount; ++block) {
        const int left = block * width / BlockCount;
        const int right = (block + 1) * width / BlockCount;
        const bool white = (code >> (BlockCount - 1 - block) & 1) != 0;
        std::memset(firstRow + left, white ? White : Black, size_t(right - left));
    }
    for (int row = 1; row < stripHeight; ++row) {
        std::memcpy(firstRow + stride * row, firstRow, size_t(width));
    }
}

std::optional<FrameStamp> readFrameStripFromLuma(const uchar *luma, qsizetype stride, int width, int height,
                                                 qint64 nearUtcMs)
{
    return readStrip(width, height, nearUtcMs,
                     [luma, stride](int x, int y) { return int(luma[stride * y + x]); });
}

std::optional<FrameStamp> readFrameStripFromBgra(const uchar *pixels, qsizetype stride, int width, int height,
                                                 qint64 nearUtcMs)
{
    // The weights of BT.601: a tint in the chroma must not look like a change of brightness.
    return readStrip(width, height, nearUtcMs, [pixels, stride](int x, int y) {
        const uchar *const pixel = pixels + stride * y + qsizetype(x) * 4;
        return (29 * pixel[0] + 150 * pixel[1] + 77 * pixel[2]) / 256;
    });
}

} // namespace streamkeeper::test
