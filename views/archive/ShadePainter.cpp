#include "views/archive/ShadePainter.h"

#include "views/theme/Theme.h"

#include <QBrush>
#include <QPainter>

namespace streamkeeper {

namespace {

QColor mixed(const QColor &first, const QColor &second, float share)
{
    const auto mix = [&](float left, float right) { return left * share + right * (1 - share); };
    return QColor::fromRgbF(mix(first.redF(), second.redF()), mix(first.greenF(), second.greenF()),
                            mix(first.blueF(), second.blueF()));
}

/// Colour means state elsewhere, so servers get shades of one.
QColor colorOf(int shade, const ThemeTokens &tokens)
{
    switch (shade % 4) {
    case 0:
        return tokens.accent;
    case 1:
        return mixed(tokens.accent, tokens.text, 0.45F);
    case 2:
        return mixed(tokens.accent, tokens.surface, 0.55F);
    default:
        return tokens.muted;
    }
}

Qt::BrushStyle patternOf(int shade)
{
    switch (shade % 4) {
    case 0:
        return Qt::NoBrush;
    case 1:
        return Qt::BDiagPattern;
    case 2:
        return Qt::FDiagPattern;
    default:
        return Qt::DiagCrossPattern;
    }
}

} // namespace

void paintShade(QPainter &painter, const QRectF &place, int shade, const ThemeTokens &tokens)
{
    painter.fillRect(place, colorOf(shade, tokens));
    if (patternOf(shade) == Qt::NoBrush)
        return;
    QColor lines = tokens.surface;
    lines.setAlphaF(0.55F);
    painter.fillRect(place, QBrush(lines, patternOf(shade)));
}

} // namespace streamkeeper
