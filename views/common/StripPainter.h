#pragma once

#include "models/rules/StatusStrip.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace streamkeeper {

struct ThemeTokens;

/// How high a strip is in tables, panels and tiles alike.
inline constexpr int stripHeight = 16;

/// Where a moment lies in a strip that fills `area`.
[[nodiscard]] double placeIn(const QRectF &area, const StatusStrip &strip, qint64 atMs);

/// What is painted in one column of pixels.
enum class StripColumn : quint8 {
    Calm,      ///< up, off or unknown: told by line, frame and hatching
    Reconnect, ///< with picture all the time, as far as anybody saw
    ShortLoss, ///< a part of it only
    Lost
};

/// Columns from left to right. A loss or reconnect that is shorter than a column leaves the next one free, so
/// that a hundred short ones are stripes, and only one long one is a block.
[[nodiscard]] std::vector<StripColumn> stripColumns(const StatusStrip &strip, int count);

/// One line of time, which is read without colour, too: with picture a thin line, without a block as high as
/// the strip, switched off an empty block, a reconnect a tick, unknown hatched. One long loss and a hundred
/// short ones never look alike: nothing is narrower than a pixel.
void drawStatusStrip(QPainter &painter, const QRectF &area, const StatusStrip &strip,
                     const ThemeTokens &tokens);

/// Whole hours under or beside a strip: `fromMs` at the left, "now" at the right.
void drawStripAxis(QPainter &painter, const QRectF &area, qint64 fromMs, const QString &middle);

} // namespace streamkeeper
