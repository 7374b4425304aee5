#include "views/common/StatusMark.h"

#include <QPainter>

namespace streamkeeper {

QColor statusColor(StreamStatus status, bool isStale, bool isOff, const ThemeTokens &tokens)
{
    if (isStale || isOff)
        return tokens.muted;
    switch (status) {
    case StreamStatus::Active:
        return tokens.good;
    case StreamStatus::Initialization:
        return tokens.warning;
    case StreamStatus::Inactive:
        return tokens.bad;
    case StreamStatus::Empty:
    case StreamStatus::Idle:
        break;
    }
    return tokens.muted;
}

void drawStatusMark(QPainter &painter, const QRectF &box, StreamStatus status, bool isStale, bool isOff,
                    const ThemeTokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = statusColor(status, isStale, isOff, tokens);
    const QRectF mark = box.adjusted(0.7, 0.7, -0.7, -0.7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (isStale) {
        QPen pen(color, 1.4);
        pen.setDashPattern({1.4, 1.6});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(mark);
    } else if (status == StreamStatus::Active) {
        painter.drawEllipse(mark);
    } else if (status == StreamStatus::Inactive) {
        if (isOff) {
            painter.setPen(QPen(color, 1.4));
            painter.setBrush(Qt::NoBrush);
        }
        painter.drawRect(mark.adjusted(0.6, 0.6, -0.6, -0.6));
    } else {
        painter.setPen(QPen(color, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(mark);
        if (status == StreamStatus::Initialization) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            constexpr int fullTurn = 16 * 360;
            painter.drawPie(mark, fullTurn / 4, -fullTurn / 3);
        } else if (status == StreamStatus::Idle) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(mark.center(), mark.width() / 5, mark.width() / 5);
        }
    }
    painter.restore();
}

void drawStatusMark(QPainter &painter, const QRectF &box, StreamState state, const ThemeTokens &tokens)
{
    drawStatusMark(painter, box, toStreamStatus(state), state == StreamState::Stale, false, tokens);
}

void drawPartialMark(QPainter &painter, const QRectF &box, const ThemeTokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF mark = box.adjusted(0.7, 0.7, -0.7, -0.7);
    painter.setPen(QPen(tokens.warning, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(mark);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.warning);
    constexpr int fullTurn = 16 * 360;
    painter.drawPie(mark, fullTurn / 4, fullTurn / 2);
    painter.restore();
}

} // namespace streamkeeper
