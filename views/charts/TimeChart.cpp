#include "views/charts/TimeChart.h"

#include "models/texts/Formatting.h"
#include "views/theme/Theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr double footHeight = 3;
constexpr double markSize = 7;
constexpr int plotHeight = 84;
constexpr int pixelsOfTick = 70; ///< a time and the room beside it
constexpr int pixelsOfValue = 24;

QPen penOf(size_t line, const ThemeTokens &tokens)
{
    QPen pen(line == 0 ? tokens.accent : tokens.text, 1.4);
    if (line > 0)
        pen.setDashPattern({4, 2});
    return pen;
}

/// Each kind has a shape of its own.
QPolygonF shapeOf(TimeChart::MarkKind kind, const QPointF &middle)
{
    const double half = markSize / 2;
    switch (kind) {
    case TimeChart::MarkKind::Restart:
        return QPolygonF(
            {middle + QPointF(-half, half), middle + QPointF(0, -half), middle + QPointF(half, half)});
    case TimeChart::MarkKind::Transfer:
        return QPolygonF(
            {middle + QPointF(-half, -half), middle + QPointF(half, 0), middle + QPointF(-half, half)});
    case TimeChart::MarkKind::Loss:
        break;
    }
    return QPolygonF(QRectF(middle.x() - half, middle.y() - half, markSize, markSize));
}

} // namespace

TimeChart::TimeChart(const QString &title, const QString &unit, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_unit(unit)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(m_unit.isEmpty() ? m_title : m_title + u", "_s + m_unit);
    describe();
}

void TimeChart::setLines(TimeSpan shown, qint64 stepMs, std::vector<Line> lines)
{
    m_shown = shown;
    m_stepMs = stepMs;
    m_lines = std::move(lines);
    describe();
    update();
}

void TimeChart::setStrip(const StatusStrip &strip)
{
    m_strip = strip;
    update();
}

void TimeChart::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    updateGeometry();
    update();
}

void TimeChart::setCrosshair(std::optional<qint64> atMs)
{
    if (atMs)
        atMs = std::clamp(*atMs, m_shown.fromMs, m_shown.untilMs);
    if (std::exchange(m_crosshairMs, atMs) == atMs)
        return;
    describe();
    update();
}

bool TimeChart::hasData() const
{
    return highest() >= 0;
}

double TimeChart::highest() const
{
    double highest = -1;
    for (const Line &line : m_lines) {
        for (const ChartPoint &point : line.points)
            highest = std::max(highest, point.value);
    }
    return highest;
}

QString TimeChart::valueText(double value) const
{
    const QString number = value < 0 ? format::unknown() : QLocale().toString(value, 'f', 0);
    return m_unit.isEmpty() || value < 0 ? number : number + u' ' + m_unit;
}

void TimeChart::describe()
{
    if (m_crosshairMs)
        setAccessibleDescription(story(*m_crosshairMs).join(u", "_s));
    else
        setAccessibleDescription(hasData() ? tr("Highest: %1").arg(valueText(highest()))
                                           : tr("No data yet."));
}

QStringList TimeChart::story(qint64 atMs) const
{
    QStringList parts{format::shortMoment(atMs, m_shown.untilMs)};
    for (const Line &line : m_lines) {
        const int point = chart::nearest(line.points, atMs, m_stepMs);
        const QString value = valueText(point < 0 ? -1 : line.points[size_t(point)].value);
        parts.append(line.name.isEmpty() ? value : line.name + u' ' + value);
    }
    const auto holds = [atMs](const auto &span) { return span.fromMs <= atMs && atMs < span.untilMs; };
    if (std::ranges::any_of(m_strip.unknown, holds))
        parts.append(tr("unknown: nobody looked, or the media server did not answer"));
    else if (const auto lost = std::ranges::find_if(m_strip.periods, holds); lost != m_strip.periods.end())
        parts.append(lost->isOff ? tr("switched off") : tr("lost"));
    // What stands within some pixels of the line.
    const qint64 nearMs = (m_shown.untilMs - m_shown.fromMs) / 100;
    for (const Mark &mark : m_marks) {
        if (std::abs(mark.atMs - atMs) <= nearMs)
            parts.append(format::shortMoment(mark.atMs, m_shown.untilMs) + u' ' + mark.text);
    }
    return parts;
}

QFont TimeChart::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    return small;
}

QSize TimeChart::sizeHint() const
{
    const int line = QFontMetrics(smallFont()).height();
    return {260, line + 6 + int(markSize) + 4 + plotHeight + line + 4};
}

QSize TimeChart::minimumSizeHint() const
{
    return {150, sizeHint().height()};
}

chart::ValueScale TimeChart::scale() const
{
    const int most = std::max(1, plotHeight / pixelsOfValue);
    if (!m_fixedTop)
        return chart::valueScale(std::max(0.0, highest()), most);
    return {*m_fixedTop, *m_fixedTop / 2};
}

QRectF TimeChart::plot() const
{
    const QFontMetrics metrics(smallFont());
    const int top = metrics.height() + 6 + int(markSize) + 4;
    const int left = metrics.horizontalAdvance(QLocale().toString(scale().top, 'f', 0)) + 6;
    return QRectF(left, top, std::max(1, width() - left - 2), height() - top - metrics.height() - 4);
}

double TimeChart::xOf(const QRectF &area, qint64 atMs) const
{
    const qint64 lengthMs = std::max<qint64>(1, m_shown.untilMs - m_shown.fromMs);
    return area.left() + area.width() * double(atMs - m_shown.fromMs) / double(lengthMs);
}

qint64 TimeChart::momentAt(double x) const
{
    const QRectF area = plot();
    const double part = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
    return m_shown.fromMs + qint64(part * double(m_shown.untilMs - m_shown.fromMs));
}

void TimeChart::drawTitle(QPainter &painter, const ThemeTokens &tokens) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QString title =
        m_unit.isEmpty() ? m_title : tr("%1, %2", "title of a chart, its unit").arg(m_title, m_unit);
    painter.setPen(tokens.text);
    painter.drawText(QPointF(0, metrics.ascent()), title);
    double right = width();
    for (size_t i = m_lines.size(); i-- > 0;) {
        if (m_lines[i].name.isEmpty())
            continue;
        right -= metrics.horizontalAdvance(m_lines[i].name);
        painter.setPen(tokens.muted);
        painter.drawText(QPointF(right, metrics.ascent()), m_lines[i].name);
        painter.setPen(penOf(i, tokens));
        painter.drawLine(QPointF(right - 22, metrics.height() / 2.0),
                         QPointF(right - 4, metrics.height() / 2.0));
        right -= 34;
    }
}

void TimeChart::drawAxes(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    const chart::ValueScale values = scale();
    const double textHeight = painter.fontMetrics().height();
    for (double value = 0; value <= values.top * 1.001; value += values.step) {
        const double y = area.bottom() - area.height() * value / values.top;
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - textHeight / 2, area.left() - 4, textHeight),
                         Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(value, 'f', 0));
    }
    const qint64 step =
        chart::timeStep(m_shown.untilMs - m_shown.fromMs, std::max(1, int(area.width()) / pixelsOfTick));
    for (const qint64 atMs : chart::timeTicks(m_shown, step)) {
        const double x = xOf(area, atMs);
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        const QString text = chart::tickText(atMs, step);
        const double half = painter.fontMetrics().horizontalAdvance(text) / 2.0;
        painter.setPen(tokens.muted);
        painter.drawText(QPointF(std::clamp(x - half, 0.0, std::max(0.0, width() - 2 * half)),
                                 area.bottom() + 4 + painter.fontMetrics().ascent()),
                         text);
    }
}

void TimeChart::drawGround(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const
{
    const auto placeOf = [&](qint64 fromMs, qint64 untilMs) {
        const double from = std::max(area.left(), xOf(area, fromMs));
        return QRectF(from, area.top(), std::max(1.0, std::min(area.right(), xOf(area, untilMs)) - from),
                      area.height());
    };
    QColor tint = tokens.bad;
    tint.setAlphaF(0.1F);
    for (const TroublePeriod &period : m_strip.periods) {
        const QRectF place = placeOf(period.fromMs, period.untilMs);
        painter.fillRect(place, tint);
        painter.fillRect(QRectF(place.left(), area.bottom() - footHeight, place.width(), footHeight),
                         tokens.bad);
    }
    for (const TimeSpan &span : m_strip.unknown)
        painter.fillRect(placeOf(span.fromMs, span.untilMs), QBrush(tokens.line, Qt::BDiagPattern));
}

void TimeChart::drawLines(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const double top = scale().top;
    const auto place = [&](const ChartPoint &point) {
        return QPointF(xOf(area, point.atMs),
                       area.bottom() - area.height() * std::min(1.0, point.value / top));
    };
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const std::vector<ChartPoint> &points = m_lines[i].points;
        painter.setPen(penOf(i, tokens));
        for (const auto &[begin, end] : chart::runs(points, m_stepMs, m_strip.unknown)) {
            QPainterPath path(place(points[begin]));
            for (size_t at = begin + 1; at < end; ++at)
                path.lineTo(place(points[at]));
            if (end - begin == 1)
                path.lineTo(place(points[begin]) + QPointF(1.5, 0)); // a lone one is a dot
            painter.drawPath(path);
        }
    }
}

void TimeChart::drawMarks(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const TroublePeriod &period : m_strip.periods) {
        if (period.isOff || period.fromMs <= m_shown.fromMs)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.bad);
        const QPointF above(xOf(area, period.fromMs), area.top() - markSize / 2 - 2);
        painter.drawPolygon(shapeOf(MarkKind::Loss, above));
    }
    for (const Mark &mark : m_marks) {
        if (mark.atMs < m_shown.fromMs || mark.atMs > m_shown.untilMs)
            continue;
        const double x = xOf(area, mark.atMs);
        painter.setPen(QPen(tokens.muted, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark.kind == MarkKind::Loss ? tokens.bad : tokens.muted);
        painter.drawPolygon(shapeOf(mark.kind, QPointF(x, area.top() - markSize / 2 - 2)));
    }
}

void TimeChart::drawCrosshair(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const
{
    const double x = xOf(area, *m_crosshairMs);
    painter.setPen(QPen(tokens.text, 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QStringList parts = story(*m_crosshairMs);
    const QFontMetrics metrics = painter.fontMetrics();
    double textWidth = 0;
    for (const QString &part : parts)
        textWidth = std::max(textWidth, double(metrics.horizontalAdvance(part)));
    const double boxWidth = std::min(double(width()), textWidth + 18);
    // Beside the line, on the side that has room.
    const double left = x + 8 + boxWidth <= width() ? x + 8 : std::max(0.0, x - 8 - boxWidth);
    const QRectF box(left, area.top(), boxWidth, metrics.height() * double(parts.size()) + 8);
    painter.fillRect(box, tokens.text);
    painter.setPen(tokens.surface);
    for (qsizetype i = 0; i < parts.size(); ++i)
        painter.drawText(QRectF(box.left() + 8, box.top() + 4 + double(i) * metrics.height(), boxWidth - 16,
                                metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(parts[i], Qt::ElideRight, int(boxWidth) - 15));
}

void TimeChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    painter.setFont(smallFont());
    drawTitle(painter, tokens);
    const QRectF area = plot();
    drawAxes(painter, area, tokens);
    drawGround(painter, area, tokens);
    if (hasData()) {
        drawLines(painter, area, tokens);
    } else {
        painter.setPen(tokens.muted);
        painter.drawText(area, Qt::AlignCenter, tr("No data yet."));
    }
    drawMarks(painter, area, tokens);
    if (m_crosshairMs)
        drawCrosshair(painter, area, tokens);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawRect(area);
    }
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    setCrosshair(momentAt(event->position().x()));
}

void TimeChart::leaveEvent(QEvent *)
{
    setCrosshair(std::nullopt);
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const qint64 atMs = m_crosshairMs.value_or(m_shown.untilMs);
    const qint64 wideMs = m_stepMs * (event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
    if (event->key() == Qt::Key_Left)
        setCrosshair(atMs - wideMs);
    else if (event->key() == Qt::Key_Right)
        setCrosshair(atMs + wideMs);
    else if (event->key() == Qt::Key_Home)
        setCrosshair(m_shown.fromMs);
    else if (event->key() == Qt::Key_End)
        setCrosshair(m_shown.untilMs);
    else if (event->key() == Qt::Key_Escape && m_crosshairMs)
        setCrosshair(std::nullopt);
    else
        QWidget::keyPressEvent(event);
}

} // namespace streamkeeper
