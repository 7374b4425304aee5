#pragma once

#include "models/rules/StatusStrip.h"

#include <QRectF>

class QPainter;

namespace streamkeeper {

struct ThemeTokens;

/// How high a strip is in tables, panels and tiles alike.
inline constexpr int stripHeight = 16;

/// Where a moment lies in a strip that fills `area`.
[[nodiscard]] double placeIn(const QRectF &area, const StatusStrip &strip, qint64 atMs);

/// One line of time, which is read without colour, too: with picture a thin line, without a block as high as
/// the strip, switched off an empty block, a reconnect a tick, unknown hatched. One long loss and a hundred
/// short ones never look alike: nothing is narrower than a pixel.
void drawStatusStrip(QPainter &painter, const QRectF &area, const StatusStrip &strip,
                     const ThemeTokens &tokens);

/// Whole hours under or beside a strip: `fromMs` at the left, "now" at the right.
void drawStripAxis(QPainter &painter, const QRectF &area, qint64 fromMs, const QString &middle);

} // namespace streamkeeper
