#include "views/trouble/StripPainter.h"

#include "views/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace streamkeeper {

namespace {

constexpr double tickWidth = 1.4;

} // namespace

void drawTroubleStrip(QPainter &painter, const QRectF &area, const TroubleStrip &strip,
                      const ThemeTokens &tokens)
{
    if (strip.untilMs <= strip.fromMs)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto place = [&](qint64 atMs) {
        const double part = double(atMs - strip.fromMs) / double(strip.untilMs - strip.fromMs);
        return area.left() + area.width() * std::clamp(part, 0.0, 1.0);
    };
    const double known = place(strip.knownUntilMs);
    QColor calm = tokens.good;
    calm.setAlphaF(0.75F);
    painter.setPen(QPen(calm, 1));
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(known, area.center().y()));
    for (const TroublePeriod &period : strip.periods) {
        const double from = place(period.fromMs);
        const QRectF block(from, area.top(), std::max(tickWidth, place(period.untilMs) - from),
                           area.height());
        painter.fillRect(block, period.isOff ? tokens.surface : tokens.bad);
        if (period.isOff) {
            painter.setPen(QPen(tokens.bad, 1));
            painter.drawRect(block.adjusted(0, 0, -1, -1));
        }
    }
    const double tickHeight = area.height() * 0.7;
    for (const qint64 atMs : strip.reconnects)
        painter.fillRect(
            QRectF(place(atMs) - tickWidth / 2, area.center().y() - tickHeight / 2, tickWidth, tickHeight),
            tokens.bad);
    if (strip.knownUntilMs < strip.untilMs)
        painter.fillRect(QRectF(known, area.top(), area.right() - known, area.height()),
                         QBrush(tokens.muted, Qt::BDiagPattern));
    painter.restore();
}

} // namespace streamkeeper
