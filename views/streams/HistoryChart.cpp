#include "views/streams/HistoryChart.h"

#include "views/theme/Theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace streamkeeper {

namespace {

constexpr qint64 hourMs = 3'600'000;
/// Three missed polls of the slowest usual pace: further apart, two points are no line.
constexpr qint64 gapMs = 95'000;

} // namespace

HistoryChart::HistoryChart(const QString &title, const QString &unit, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_unit(unit)
    , m_ink(ink)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HistoryChart::setPoints(std::vector<Point> points, qint64 nowMs)
{
    m_points = std::move(points);
    m_nowMs = nowMs;
    double highest = -1;
    for (const Point &point : m_points)
        highest = std::max(highest, point.value);
    setAccessibleName(m_title);
    setAccessibleDescription(
        highest < 0 ? tr("No data yet.")
                    : tr("Highest in the last hour: %1 %2").arg(QLocale().toString(highest, 'f', 0), m_unit));
    setToolTip(accessibleDescription());
    update();
}

void HistoryChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens &tokens = tokensOf(palette());
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(small);
    const int titleHeight = painter.fontMetrics().height() + 4;
    painter.setPen(tokens.muted);
    painter.drawText(QRect(0, 0, width(), titleHeight), Qt::AlignLeft | Qt::AlignTop, m_title);
    painter.drawText(QRect(0, 0, width(), titleHeight), Qt::AlignRight | Qt::AlignTop, m_unit);
    const QRectF area(0, titleHeight, width(), height() - titleHeight - 1);
    painter.setPen(tokens.line);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    double highest = 0;
    for (const Point &point : m_points)
        highest = std::max(highest, point.value);
    if (m_points.empty()) {
        painter.setPen(tokens.muted);
        painter.drawText(area, Qt::AlignCenter, tr("No data yet."));
        return;
    }
    const double top = highest <= 0 ? 1 : highest * 1.15;
    const auto place = [&](const Point &point) {
        const double x = area.right() - area.width() * double(m_nowMs - point.atMs) / hourMs;
        return QPointF(x, area.bottom() - area.height() * std::max(0.0, point.value) / top);
    };
    const QColor ink = m_ink == Ink::Accent ? tokens.accent : tokens.good;
    QColor ground = ink;
    ground.setAlphaF(0.14F);
    size_t begin = 0;
    while (begin < m_points.size()) {
        if (m_points[begin].value < 0) {
            ++begin;
            continue;
        }
        size_t end = begin + 1;
        while (end < m_points.size() && m_points[end].value >= 0 &&
               m_points[end].atMs - m_points[end - 1].atMs < gapMs)
            ++end;
        QPainterPath line(place(m_points[begin]));
        for (size_t i = begin + 1; i < end; ++i)
            line.lineTo(place(m_points[i]));
        if (end - begin == 1)
            line.lineTo(place(m_points[begin]) + QPointF(1.5, 0)); // a lone poll is a dot
        QPainterPath filled = line;
        filled.lineTo(filled.currentPosition().x(), area.bottom());
        filled.lineTo(place(m_points[begin]).x(), area.bottom());
        painter.fillPath(filled, ground);
        painter.setPen(QPen(ink, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(line);
        begin = end;
    }
}

} // namespace streamkeeper
