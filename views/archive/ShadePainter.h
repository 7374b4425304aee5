#pragma once

#include <QRectF>

class QPainter;

namespace streamkeeper {

struct ThemeTokens;

/// Fills a place with the shade of a server: a colour and, from the second server on, a pattern, so that the
/// shades differ without colour too.
void paintShade(QPainter &painter, const QRectF &place, int shade, const ThemeTokens &tokens);

} // namespace streamkeeper
