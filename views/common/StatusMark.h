#pragma once

#include "models/domain/Types.h"
#include "views/theme/Theme.h"

#include <QRectF>

class QPainter;

namespace streamkeeper {

// Of rows and cells that begin with a mark.
inline constexpr int statusMarkSize = 10;
inline constexpr int statusMarkGap = 6; ///< to the text behind it
inline constexpr int statusCellPadding = 8;

/// The shape of a state, the same everywhere: ● Active, ◔ Initialization, ■ Inactive, ○ Empty,
/// ◌ stale. Colour and shape and, beside it, a word: none of them alone tells the state.
void drawStatusMark(QPainter &painter, const QRectF &box, StreamStatus status, bool isStale, bool isOff,
                    const ThemeTokens &tokens);

/// The mark of a state as such, without a stream.
void drawStatusMark(QPainter &painter, const QRectF &box, StreamState state, const ThemeTokens &tokens);

/// ◐: one stream of a camera works, the other one does not.
void drawPartialMark(QPainter &painter, const QRectF &box, const ThemeTokens &tokens);

[[nodiscard]] QColor statusColor(StreamStatus status, bool isStale, bool isOff, const ThemeTokens &tokens);

} // namespace streamkeeper
