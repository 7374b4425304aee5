#include "views/common/CellPainting.h"

#include "views/common/StatusMark.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace streamkeeper {

void drawCellGround(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens)
{
    drawCellGround(painter, option, tokens, tokens.surface);
}

void drawCellGround(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens,
                    const QColor &ground)
{
    painter.setClipRect(option.rect);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter.fillRect(option.rect, isSelected ? tokens.selection : ground);
    painter.setPen(tokens.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

QRect drawCellMark(QPainter &painter, const QRect &place, StreamStatus status, bool isStale, bool isOff,
                   const ThemeTokens &tokens)
{
    const QRectF mark(place.left(), place.center().y() - statusMarkSize / 2.0 + 0.5, statusMarkSize,
                      statusMarkSize);
    drawStatusMark(painter, mark, status, isStale, isOff, tokens);
    return place.adjusted(statusMarkSize + statusMarkGap, 0, 0, 0);
}

void drawCellText(QPainter &painter, const QRect &place, int alignment, const QString &text)
{
    painter.drawText(place, alignment, painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
}

void drawCellFocus(QPainter &painter, const QStyleOptionViewItem &option, const ThemeTokens &tokens)
{
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    painter.setPen(tokens.accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
}

} // namespace streamkeeper
