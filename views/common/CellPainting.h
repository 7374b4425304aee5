#pragma once

#include "models/domain/Types.h"

#include <QRect>

class QPainter;
class QStyleOptionViewItem;

namespace streamkeeper {

struct ThemeTokens;

// What the delegates of tables of streams have in common. Cheap: no layouts, no style calls per cell.

/// Ground and line below; nothing is drawn beyond the cell from then on.
void drawCellGround(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens);
/// The same on another ground, where the row is not selected.
void drawCellGround(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens,
                    const QColor &ground);
/// The mark at the begin of `place`; what is left of it for the word.
[[nodiscard]] QRect drawCellMark(QPainter &painter, const QRect &place, StreamStatus status, bool isStale,
                                 bool isOff, const ThemeTokens &tokens);
/// In the font and colour that are set, cut where there is no room.
void drawCellText(QPainter &painter, const QRect &place, int alignment, const QString &text);
/// Around the cell that has the keyboard.
void drawCellFocus(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens);

} // namespace streamkeeper
