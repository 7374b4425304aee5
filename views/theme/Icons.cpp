#include "views/theme/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Draws the SVG, then lays the colour over it: whatever its strokes were, only their shape counts.
class TintedSvgEngine : public QIconEngine
{
public:
    TintedSvgEngine(QByteArray svg, const QColor &color)
        : m_svg(std::move(svg))
        , m_color(color)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap shape = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
        shape.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, shape);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        QPixmap shape(size);
        shape.fill(Qt::transparent);
        QPainter painter(&shape);
        QSvgRenderer(m_svg).render(&painter, QRectF(QPointF(), size));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        QColor color = m_color;
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4F);
        painter.fillRect(shape.rect(), color);
        return shape;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedSvgEngine(m_svg, m_color); }

private:
    QByteArray m_svg;
    QColor m_color;
};

} // namespace

QIcon themedIcon(const QString &name, const QColor &color)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedSvgEngine(file.readAll(), color));
}

} // namespace streamkeeper
