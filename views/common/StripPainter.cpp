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

constexpr double leastWidth = 2;
/// A column of which less was lost is no part of a block.
constexpr double wholePart = 0.9;
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

void drawOff(QPainter &painter, const QRectF &area, const StatusStrip &strip, const ThemeTokens &tokens)
{
    for (const TroublePeriod &period : strip.periods) {
        if (!period.isOff)
            continue;
        const double from = std::min(placeIn(area, strip, period.fromMs), area.right() - leastWidth);
        const double width = std::max(leastWidth, placeIn(area, strip, period.untilMs) - from);
        const QRectF block(from, area.top(), width, area.height());
        painter.fillRect(block, tokens.surface);
        painter.setPen(QPen(tokens.bad, 1));
        painter.drawRect(block.adjusted(0, 0, -1, -1));
    }
}

void drawLosses(QPainter &painter, const QRectF &area, const StatusStrip &strip, const ThemeTokens &tokens)
{
    const std::vector<StripColumn> columns = stripColumns(strip, int(area.width()));
    const double tickHeight = area.height() * 0.7;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == StripColumn::Calm)
            continue;
        const double height = columns[i] == StripColumn::Reconnect ? tickHeight : area.height();
        painter.fillRect(QRectF(area.left() + double(i), area.center().y() - height / 2, 1, height),
                         tokens.bad);
    }
}

/// How much of a column was lost; a loss without length counts as a moment.
struct LostPart
{
    qint64 ms = 0;
    bool isTouched = false;
};

LostPart lostIn(const StatusStrip &strip, TimeSpan column)
{
    LostPart part;
    for (const TroublePeriod &period : strip.periods) {
        if (period.fromMs >= column.untilMs)
            break;
        if (period.isOff || std::max(period.untilMs, period.fromMs + 1) <= column.fromMs)
            continue;
        part.ms += std::min(period.untilMs, column.untilMs) - std::max(period.fromMs, column.fromMs);
        part.isTouched = true;
    }
    return part;
}

} // namespace

double placeIn(const QRectF &area, const StatusStrip &strip, qint64 atMs)
{
    const double part = double(atMs - strip.fromMs) / double(strip.untilMs - strip.fromMs);
    return area.left() + area.width() * std::clamp(part, 0.0, 1.0);
}

std::vector<StripColumn> stripColumns(const StatusStrip &strip, int count)
{
    std::vector<StripColumn> columns(size_t(std::max(0, count)), StripColumn::Calm);
    const qint64 lengthMs = strip.untilMs - strip.fromMs;
    const auto beginOf = [&](size_t column) { return strip.fromMs + lengthMs * qint64(column) / count; };
    for (size_t i = 0; i < columns.size(); ++i) {
        const TimeSpan column{beginOf(i), beginOf(i + 1)};
        const LostPart part = lostIn(strip, column);
        const bool isFree = i == 0 || columns[i - 1] == StripColumn::Calm;
        if (part.ms > 0 && double(part.ms) >= wholePart * double(column.untilMs - column.fromMs))
            columns[i] = StripColumn::Lost;
        else if (part.isTouched && isFree)
            columns[i] = StripColumn::ShortLoss;
    }
    for (const qint64 atMs : strip.reconnects) {
        const auto at = size_t(
            std::clamp<qint64>((atMs - strip.fromMs) * count / std::max<qint64>(1, lengthMs), 0, count - 1));
        const bool isFree = (at == 0 || columns[at - 1] == StripColumn::Calm) &&
                            columns[at] == StripColumn::Calm &&
                            (at + 1 == columns.size() || columns[at + 1] == StripColumn::Calm);
        if (isFree)
            columns[at] = StripColumn::Reconnect;
    }
    return columns;
}

void drawStatusStrip(QPainter &painter, const QRectF &area, const StatusStrip &strip,
                     const ThemeTokens &tokens)
{
    if (strip.untilMs <= strip.fromMs || area.width() < 1)
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
    drawOff(painter, area, strip, tokens);
    drawLosses(painter, area, strip, tokens);
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
