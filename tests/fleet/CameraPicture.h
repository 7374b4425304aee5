#pragma once

#include <QByteArray>

#include <gst/video/video.h>

namespace streamkeeper::fleet {

/// The scene a test camera sees: a street by a row of houses with lit windows, in a hue of its own, with a
/// van that drives by. Cheap: the background is painted once and copied, only the van is drawn. Writes I420
/// frames.
class CameraPicture
{
public:
    CameraPicture(int cameraNumber, int width, int height);

    /// Draws picture `frameIndex` of `framesPerSecond` into a mapped I420 frame of the size given above.
    void draw(GstVideoFrame &frame, qint64 frameIndex, int framesPerSecond) const;

private:
    struct Colour
    {
        quint8 y;
        quint8 u;
        quint8 v;
    };
    struct Canvas
    {
        quint8 *planes[3];
        qsizetype strides[3];
    };
    [[nodiscard]] Colour tinted(int luma, double saturation) const;
    [[nodiscard]] Canvas background();
    void fillRectangle(const Canvas &canvas, int x, int y, int width, int height, Colour colour) const;
    void fillCircle(const Canvas &canvas, int centreX, int centreY, int radius, Colour colour) const;
    void paintSky(const Canvas &canvas) const;
    void paintHouses(const Canvas &canvas) const;
    void paintStreet(const Canvas &canvas) const;
    void drawVan(const Canvas &canvas, int x) const;

    int m_number;
    int m_width;
    int m_height;
    double m_hue;
    QByteArray m_luma;
    QByteArray m_chromaU;
    QByteArray m_chromaV;
};

} // namespace streamkeeper::fleet
