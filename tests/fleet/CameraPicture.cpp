#include "tests/fleet/CameraPicture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace streamkeeper::fleet {

namespace {
/// A spread of numbers that looks random and is the same on every run.
quint32 scatter(quint32 value)
{
    value = (value ^ 61U) ^ (value >> 16);
    value *= 9U;
    value ^= value >> 4;
    value *= 0x27d4eb2dU;
    return value ^ (value >> 15);
}

/// Colour differences to grey that make amber in YUV.
constexpr quint8 AmberU = 84;
constexpr quint8 AmberV = 160;
} // namespace

CameraPicture::CameraPicture(int cameraNumber, int width, int height)
    : m_number(cameraNumber)
    , m_width(width)
    , m_height(height)
    // Steps of the golden angle: neighbours never look alike, however many cameras there are.
    , m_hue(std::fmod(cameraNumber * 2.39996, 2 * std::numbers::pi))
    , m_luma(qsizetype(width) * height, '\x10')
    , m_chromaU(qsizetype(width / 2) * (height / 2), '\x80')
    , m_chromaV(qsizetype(width / 2) * (height / 2), '\x80')
{
    const Canvas canvas = background();
    paintSky(canvas);
    paintHouses(canvas);
    paintStreet(canvas);
}

CameraPicture::Colour CameraPicture::tinted(int luma, double saturation) const
{
    return {quint8(std::clamp(luma, 16, 235)), quint8(128 + saturation * std::cos(m_hue)),
            quint8(128 + saturation * std::sin(m_hue))};
}

CameraPicture::Canvas CameraPicture::background()
{
    return {{reinterpret_cast<quint8 *>(m_luma.data()), reinterpret_cast<quint8 *>(m_chromaU.data()),
             reinterpret_cast<quint8 *>(m_chromaV.data())},
            {m_width, m_width / 2, m_width / 2}};
}

void CameraPicture::fillRectangle(const Canvas &canvas, int x, int y, int width, int height,
                                  Colour colour) const
{
    const int left = std::clamp(x, 0, m_width) & ~1;
    const int right = std::clamp(x + width, 0, m_width) & ~1;
    const int top = std::clamp(y, 0, m_height) & ~1;
    const int bottom = std::clamp(y + height, 0, m_height) & ~1;
    if (right <= left) {
        return;
    }
    for (int row = top; row < bottom; ++row) {
        std::memset(canvas.planes[0] + canvas.strides[0] * row + left, colour.y, size_t(right - left));
    }
    for (int row = top / 2; row < bottom / 2; ++row) {
        std::memset(canvas.planes[1] + canvas.strides[1] * row + left / 2, colour.u,
                    size_t(right - left) / 2);
        std::memset(canvas.planes[2] + canvas.strides[2] * row + left / 2, colour.v,
                    size_t(right - left) / 2);
    }
}

void CameraPicture::fillCircle(const Canvas &canvas, int centreX, int centreY, int radius,
                               Colour colour) const
{
    for (int row = -radius; row < radius; row += 2) {
        const int half = int(std::sqrt(radius * radius - row * row));
        fillRectangle(canvas, centreX - half, centreY + row, 2 * half, 2, colour);
    }
}

void CameraPicture::paintSky(const Canvas &canvas) const
{
    const int horizon = m_height * 2 / 3;
    for (int y = 0; y < horizon; y += 2) {
        fillRectangle(canvas, 0, y, m_width, 2, tinted(70 + 90 * y / horizon, 34.0 - 14.0 * y / horizon));
    }
    const int x = int(scatter(quint32(m_number)) % quint32(m_width / 2)) + m_width / 4;
    fillCircle(canvas, x, m_height / 3, m_height / 11, tinted(205, 12));
}

void CameraPicture::paintHouses(const Canvas &canvas) const
{
    const int ground = m_height * 2 / 3;
    int x = 0;
    for (quint32 i = 0; x < m_width; ++i) {
        const quint32 random = scatter(quint32(m_number) * 131 + i);
        const int width = m_width / 12 + int(random % quint32(m_width / 12));
        const int height = m_height / 7 + int((random >> 8) % quint32(m_height / 4));
        fillRectangle(canvas, x, ground - height, width - 4, height, tinted(44 + int(random >> 20 & 15), 16));
        const int step = std::max(8, m_width / 45);
        for (int wx = x + step / 2; wx + step < x + width - 4; wx += step) {
            for (int wy = ground - height + step / 2; wy + step < ground; wy += step) {
                if (scatter(random + quint32(wx * 31 + wy)) % 3 == 0) {
                    fillRectangle(canvas, wx, wy, step / 2, step / 2, {190, AmberU, AmberV});
                }
            }
        }
        x += width;
    }
}

void CameraPicture::paintStreet(const Canvas &canvas) const
{
    const int ground = m_height * 2 / 3;
    fillRectangle(canvas, 0, ground, m_width, m_height - ground, tinted(62, 6));
    fillRectangle(canvas, 0, ground, m_width, m_height / 40, tinted(110, 6));
    const int dash = m_width / 10;
    for (int x = 0; x < m_width; x += 2 * dash) {
        fillRectangle(canvas, x, m_height * 5 / 6, dash, m_height / 60, tinted(170, 4));
    }
}

void CameraPicture::drawVan(const Canvas &canvas, int x) const
{
    const int width = m_width / 6;
    const int height = m_height / 7;
    const int bottom = m_height * 4 / 5;
    const Colour body = tinted(165, 48);
    fillRectangle(canvas, x, bottom - height, width * 3 / 4, height, body);
    fillRectangle(canvas, x, bottom - height * 2 / 3, width, height * 2 / 3, body);
    fillRectangle(canvas, x + width * 3 / 4, bottom - height * 5 / 8, width / 6, height / 4, tinted(210, 8));
    fillRectangle(canvas, x + width - 4, bottom - height / 4, 4, height / 8, {225, AmberU, AmberV});
    for (const int wheel : {width / 5, width * 4 / 5}) {
        fillCircle(canvas, x + wheel, bottom, height / 5, tinted(26, 0));
        fillCircle(canvas, x + wheel, bottom, height / 12, tinted(150, 0));
    }
}

void CameraPicture::draw(GstVideoFrame &frame, qint64 frameIndex, int framesPerSecond) const
{
    Canvas canvas{};
    const QByteArray *const sources[3] = {&m_luma, &m_chromaU, &m_chromaV};
    for (guint plane = 0; plane < 3; ++plane) {
        canvas.planes[plane] = static_cast<quint8 *>(GST_VIDEO_FRAME_PLANE_DATA(&frame, plane));
        canvas.strides[plane] = GST_VIDEO_FRAME_PLANE_STRIDE(&frame, plane);
        const int width = plane == 0 ? m_width : m_width / 2;
        const int height = plane == 0 ? m_height : m_height / 2;
        for (int row = 0; row < height; ++row) {
            std::memcpy(canvas.planes[plane] + canvas.strides[plane] * row,
                        sources[plane]->constData() + qsizetype(width) * row, size_t(width));
        }
    }
    // Across the street and a little beyond in eight to twelve seconds, each camera at its own pace.
    const int seconds = 8 + m_number % 5;
    const int way = m_width + m_width / 3;
    const auto x = int(frameIndex * way / (qint64(seconds) * framesPerSecond) % way);
    drawVan(canvas, x - m_width / 6);
}

} // namespace streamkeeper::fleet
