#include "views/common/StripPainter.h"

#include "views/theme/Theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StatusStrip)
};

constexpr double tickWidth = 1.4;
constexpr qint64 quarterOfDayMs = 6 * 3'600'000LL;

void drawUp(QPainter &painter, const QRectF &area, const StatusStrip &strip, const ThemeTokens &tokens)
{
    QColor calm = tokens.good;
    calm.setAlphaF(0.75F);
    painter.setPen(QPen(calm, 1));
    const double middle = area.center().y();
    qint64 fromMs = strip.fromMs;
    const auto drawUntil = [&](qint64 untilMs) {
        if (untilMs > fromMs)
            painter.drawLine(QPointF(placeIn(area, strip, fromMs), middle),
                             QPointF(placeIn(area, strip, untilMs), middle));
    };
    for (const TimeSpan &span : strip.unknown) {
        drawUntil(span.fromMs);
        fromMs = span.untilMs;
    }
    drawUntil(strip.untilMs);
}

void drawLost(QPainter &painter, const QRectF &area, const StatusStrip &strip, const ThemeTokens &tokens)
{
    for (const TroublePeriod &period : strip.periods) {
        const double from = placeIn(area, strip, period.fromMs);
        const double width = std::max(tickWidth, placeIn(area, strip, period.untilMs) - from);
        const QRectF block(std::min(from, area.right() - tickWidth), area.top(), width, area.height());
        painter.fillRect(block, period.isOff ? tokens.surface : tokens.bad);
        if (period.isOff) {
            painter.setPen(QPen(tokens.bad, 1));
            painter.drawRect(block.adjusted(0, 0, -1, -1));
        }
    }
}

} // namespace

double placeIn(const QRectF &area, const StatusStrip &strip, qint64 atMs)
{
    const double part = double(atMs - strip.fromMs) / double(strip.untilMs - strip.fromMs);
    return area.left() + area.width() * std::clamp(part, 0.0, 1.0);
}

void drawStatusStrip(QPainter &painter, const QRectF &area, const StatusStrip &strip,
                     const ThemeTokens &tokens)
{
    if (strip.untilMs <= strip.fromMs)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    // Quarters of a day as the axis of the header has them, so that rows far below it can be read.
    if (strip.untilMs - strip.fromMs > quarterOfDayMs) {
        painter.setPen(QPen(tokens.line, 1));
        for (qint64 atMs = strip.untilMs - quarterOfDayMs; atMs > strip.fromMs; atMs -= quarterOfDayMs)
            painter.drawLine(QPointF(placeIn(area, strip, atMs), area.top() + 3),
                             QPointF(placeIn(area, strip, atMs), area.bottom() - 3));
    }
    drawUp(painter, area, strip, tokens);
    drawLost(painter, area, strip, tokens);
    const double tickHeight = area.height() * 0.7;
    for (const qint64 atMs : strip.reconnects)
        painter.fillRect(QRectF(placeIn(area, strip, atMs) - tickWidth / 2,
                                area.center().y() - tickHeight / 2, tickWidth, tickHeight),
                         tokens.bad);
    for (const TimeSpan &span : strip.unknown) {
        const double from = placeIn(area, strip, span.fromMs);
        painter.fillRect(
            QRectF(from, area.top(), std::max(1.0, placeIn(area, strip, span.untilMs) - from), area.height()),
            QBrush(tokens.muted, Qt::BDiagPattern));
    }
    painter.restore();
}

void drawStripAxis(QPainter &painter, const QRectF &area, qint64 fromMs, const QString &middle)
{
    const QString from = QLocale().toString(QDateTime::fromMSecsSinceEpoch(fromMs).time(), u"HH:mm"_s);
    const QString now = Texts::tr("now", "the right end of an axis of time");
    const int ends = painter.fontMetrics().horizontalAdvance(from + now);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, from);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, now);
    if (painter.fontMetrics().horizontalAdvance(middle) + ends + 16 < area.width())
        painter.drawText(area, Qt::AlignHCenter | Qt::AlignVCenter, middle);
}

} // namespace streamkeeper
