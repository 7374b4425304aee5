#include "views/overview/FleetChart.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/charts/ChartScale.h"
#include "views/theme/Theme.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int pixelsOfTick = 80;

double percentOf(int part, const AvailabilityPoint &point)
{
    return point.total() > 0 ? 100.0 * part / point.total() : 0;
}

struct Layer
{
    int AvailabilityPoint::*count;
    QBrush brush;
    QString name;
};

std::array<Layer, 3> layersOf(const ThemeTokens &tokens)
{
    return {Layer{&AvailabilityPoint::inactive, QBrush(tokens.bad), texts::status(StreamStatus::Inactive)},
            Layer{&AvailabilityPoint::stale, QBrush(tokens.muted, Qt::BDiagPattern),
                  FleetChart::tr("Stale", "streams whose server does not answer")},
            Layer{&AvailabilityPoint::initialization, QBrush(tokens.warning, Qt::DiagCrossPattern),
                  texts::status(StreamStatus::Initialization)}};
}

} // namespace

FleetChart::FleetChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Availability of all streams"));
    describe();
}

void FleetChart::setPoints(std::vector<AvailabilityPoint> points, qint64 stepMs)
{
    m_points = std::move(points);
    m_stepMs = stepMs;
    if (m_pointed && *m_pointed >= int(m_points.size()))
        m_pointed.reset();
    describe();
    update();
}

void FleetChart::setPointed(std::optional<int> point)
{
    if (point && m_points.empty())
        point.reset();
    if (point)
        point = std::clamp(*point, 0, int(m_points.size()) - 1);
    m_pointed = point;
    describe();
    update();
}

QString FleetChart::story(int at) const
{
    const AvailabilityPoint &point = m_points[size_t(at)];
    const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(point.atMs).time(), u"HH:mm"_s);
    if (!point.isKnown())
        return tr("%1 · nobody looked", "a time").arg(time);
    return tr("%1 · %2 % available · %3 inactive · %4 stale · %5 initialization",
              "a time; numbers of streams")
        .arg(time, QLocale().toString(percentOf(point.active, point), 'f', 2), format::count(point.inactive),
             format::count(point.stale), format::count(point.initialization));
}

void FleetChart::describe()
{
    const auto last = std::ranges::find_if(m_points.rbegin(), m_points.rend(), &AvailabilityPoint::isKnown);
    if (m_pointed)
        setAccessibleDescription(story(*m_pointed));
    else
        setAccessibleDescription(last == m_points.rend() ? tr("No data yet.")
                                                         : story(int(m_points.rend() - last) - 1));
}

double FleetChart::worstPercent() const
{
    double missing = 0;
    for (const AvailabilityPoint &point : m_points) {
        if (point.isKnown() && point.total() > 0)
            missing = std::max(missing, 100 - percentOf(point.active, point));
    }
    // At least two percent are shown, else one camera of a calm night would fill the sheet.
    for (const double shown : {2.0, 5.0, 10.0, 20.0, 50.0}) {
        if (missing <= shown)
            return 100 - shown;
    }
    return 0;
}

QRectF FleetChart::plot() const
{
    const int line = fontMetrics().height();
    const int left = fontMetrics().horizontalAdvance(u"99.5"_s) + 8;
    return QRectF(left, line + 6, width() - left - 4, height() - 2 * line - 12);
}

void FleetChart::drawLegend(QPainter &painter) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const QFontMetrics metrics = painter.fontMetrics();
    double right = width() - 4;
    const std::array<Layer, 3> layers = layersOf(tokens);
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        right -= metrics.horizontalAdvance(layer->name);
        painter.setPen(tokens.muted);
        painter.drawText(QPointF(right, metrics.ascent()), layer->name);
        right -= 16;
        painter.fillRect(QRectF(right, 2, 11, metrics.height() - 5), layer->brush);
        right -= 14;
    }
}

void FleetChart::drawAxes(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const double worst = worstPercent();
    const double textHeight = painter.fontMetrics().height();
    for (int i = 0; i <= 4; ++i) {
        const double percent = 100 - (100 - worst) * i / 4;
        const double y = area.top() + area.height() * i / 4;
        painter.setPen(i == 0 ? tokens.muted : tokens.line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - textHeight / 2, area.left() - 6, textHeight),
                         Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(percent, 'g', 4));
    }
    if (m_points.empty())
        return;
    const TimeSpan shown{m_points.front().atMs, m_points.back().atMs + m_stepMs};
    const qint64 lengthMs = shown.untilMs - shown.fromMs;
    const qint64 step = chart::timeStep(lengthMs, std::max(1, int(area.width()) / pixelsOfTick));
    for (const qint64 atMs : chart::timeTicks(shown, step)) {
        const double x = area.left() + area.width() * double(atMs - shown.fromMs) / double(lengthMs);
        const QString text = chart::tickText(atMs, step);
        const double half = painter.fontMetrics().horizontalAdvance(text) / 2.0;
        painter.setPen(tokens.muted);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        painter.drawText(QPointF(std::clamp(x - half, 0.0, width() - 2 * half),
                                 area.bottom() + 4 + painter.fontMetrics().ascent()),
                         text);
    }
}

void FleetChart::drawLosses(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const std::array<Layer, 3> layers = layersOf(tokens);
    const double scale = area.height() / (100 - worstPercent());
    const double width = area.width() / double(m_points.size());
    for (size_t i = 0; i < m_points.size(); ++i) {
        const double left = area.left() + double(i) * width;
        if (!m_points[i].isKnown()) {
            painter.fillRect(QRectF(left, area.top(), width, area.height()),
                             QBrush(tokens.line, Qt::BDiagPattern));
            continue;
        }
        double top = area.top();
        for (const Layer &layer : layers) {
            const int count = m_points[i].*layer.count;
            if (count == 0)
                continue;
            // One stream of a hundred thousand is seen, too.
            const double height =
                std::min(std::max(1.0, percentOf(count, m_points[i]) * scale), area.bottom() - top);
            painter.fillRect(QRectF(left, top, width + 0.5, height), layer.brush);
            top += height;
        }
    }
}

void FleetChart::drawHint(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const double x = area.left() + area.width() * (*m_pointed + 0.5) / double(m_points.size());
    painter.setPen(tokens.text);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QString text = story(*m_pointed);
    const double boxWidth =
        std::min(area.width(), double(painter.fontMetrics().horizontalAdvance(text)) + 16);
    const QRectF box(std::clamp(x - boxWidth / 2, area.left(), area.right() - boxWidth),
                     area.bottom() - painter.fontMetrics().height() - 8, boxWidth,
                     painter.fontMetrics().height() + 6);
    painter.fillRect(box, tokens.text);
    painter.setPen(tokens.surface);
    painter.drawText(box, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(boxWidth) - 8));
}

void FleetChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF area = plot();
    drawLegend(painter);
    drawAxes(painter, area);
    if (m_points.empty()) {
        painter.setPen(tokensOf(palette()).muted);
        painter.drawText(area, Qt::AlignCenter, tr("No data yet."));
        return;
    }
    drawLosses(painter, area);
    if (m_pointed)
        drawHint(painter, area);
    if (hasFocus()) {
        painter.setPen(QPen(tokensOf(palette()).accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area);
    }
}

void FleetChart::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plot();
    setPointed(int((event->position().x() - area.left()) * double(m_points.size()) / area.width()));
}

void FleetChart::leaveEvent(QEvent *)
{
    setPointed(std::nullopt);
}

void FleetChart::keyPressEvent(QKeyEvent *event)
{
    const int at = m_pointed.value_or(int(m_points.size()));
    if (event->key() == Qt::Key_Left)
        setPointed(at - 1);
    else if (event->key() == Qt::Key_Right)
        setPointed(at + 1);
    else if (event->key() == Qt::Key_Home)
        setPointed(0);
    else if (event->key() == Qt::Key_End)
        setPointed(int(m_points.size()));
    else if (event->key() == Qt::Key_Escape && m_pointed)
        setPointed(std::nullopt);
    else
        QWidget::keyPressEvent(event);
}

} // namespace streamkeeper
