#pragma once

#include "models/domain/Types.h"
#include "views/theme/Theme.h"

#include <QRectF>

class QPainter;

namespace streamkeeper {

/// The shape of a state, the same everywhere: ● Active, ◔ Initialization, ■ Inactive, ○ Empty,
/// ◌ stale. Colour and shape and, beside it, a word: none of them alone tells the state.
void drawStatusMark(QPainter &painter, const QRectF &box, StreamStatus status, bool isStale, bool isOff,
                    const ThemeTokens &tokens);

/// ◐: one stream of a camera works, the other one does not.
void drawPartialMark(QPainter &painter, const QRectF &box, const ThemeTokens &tokens);

[[nodiscard]] QColor statusColor(StreamStatus status, bool isStale, bool isOff, const ThemeTokens &tokens);

} // namespace streamkeeper
