#pragma once

#include "models/tables/TroubleTableModel.h"

#include <QRectF>

class QPainter;

namespace streamkeeper {

struct ThemeTokens;

/// One line of time, which is read without colour, too: with picture a thin line, without a block as high as
/// the strip, switched off an empty block, a reconnect a tick, unknown hatched. One long loss and a hundred
/// short ones never look alike: nothing is narrower than a pixel.
void drawTroubleStrip(QPainter &painter, const QRectF &area, const TroubleStrip &strip,
                      const ThemeTokens &tokens);

} // namespace streamkeeper
