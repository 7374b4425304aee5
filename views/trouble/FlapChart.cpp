#include "views/trouble/FlapChart.h"

#include "models/texts/Formatting.h"
#include "models/texts/TroubleTexts.h"
#include "views/common/StripPainter.h"
#include "views/theme/Theme.h"

#include <QDateTime>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;

struct SpanFacts
{
    qint64 lengthMs;
    int bars;
    int marks; ///< of the axis
};

SpanFacts factsOf(FlapChart::Span span)
{
    switch (span) {
    case FlapChart::Span::Hour:
        return {hourMs, 30, 4};
    case FlapChart::Span::Night:
        return {12 * hourMs, 24, 4};
    case FlapChart::Span::Week:
        return {FlapChart::longestMs, 28, 7};
    }
    return {hourMs, 30, 4};
}

QString axisText(qint64 atMs, FlapChart::Span span)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(atMs);
    return span == FlapChart::Span::Week ? QLocale().toString(local.date(), u"ddd d"_s)
                                         : QLocale().toString(local.time(), u"HH:mm"_s);
}

} // namespace

FlapChart::FlapChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setAccessibleName(tr("Losses and reconnects"));
}

void FlapChart::setSpan(Span span)
{
    m_span = span;
    reckon();
}

void FlapChart::setHistory(const TroubleHistory &history, bool isOffNow, std::vector<TimeSpan> unknown,
                           qint64 nowMs)
{
    m_history = history;
    m_isOffNow = isOffNow;
    m_unknown = std::move(unknown);
    m_nowMs = nowMs;
    reckon();
}

void FlapChart::reckon()
{
    const SpanFacts facts = factsOf(m_span);
    const qint64 fromMs = m_nowMs - facts.lengthMs;
    m_strip = stripOf(m_history, m_unknown, {fromMs, m_nowMs}, m_isOffNow);
    m_bars = trouble::reconnectsByPart(m_history, fromMs, m_nowMs, facts.bars);
    setAccessibleDescription(summary());
    update();
}

QString FlapChart::summary() const
{
    return texts::troubleSums(trouble::sums(m_history, m_strip.fromMs, m_strip.untilMs, m_isOffNow));
}

QString FlapChart::barText(int bar) const
{
    const qint64 lengthMs = (m_strip.untilMs - m_strip.fromMs) / std::max(1, barCount());
    const qint64 fromMs = m_strip.fromMs + bar * lengthMs;
    const TroubleSums sums = trouble::sums(m_history, fromMs, fromMs + lengthMs, m_isOffNow);
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(fromMs);
    const QString day = m_span == Span::Week ? QLocale().toString(from.date(), u"ddd d"_s) + u' ' : QString();
    return day + axisText(fromMs, Span::Hour) + u'–' + axisText(fromMs + lengthMs, Span::Hour) + u" · "_s +
           texts::troubleSums(sums);
}

QRectF FlapChart::plot() const
{
    const int below = stripHeight + 6 + fontMetrics().height() + 2;
    return QRectF(0, 2, width(), height() - below - 2);
}

void FlapChart::drawBars(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const int most = std::max(1, *std::ranges::max_element(m_bars));
    const double width = area.width() / double(m_bars.size());
    painter.setPen(tokens.line);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const double height = (area.height() - 4) * m_bars[i] / most;
        const QRectF bar(area.left() + double(i) * width + 1, area.bottom() - height,
                         std::max(1.0, width - 2), height);
        painter.fillRect(bar, int(i) == m_pointed ? tokens.accent : tokens.bad);
    }
    painter.setPen(tokens.muted);
    painter.drawText(area.adjusted(2, 0, -2, 0), Qt::AlignLeft | Qt::AlignTop, format::count(most));
}

void FlapChart::drawAxis(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const SpanFacts facts = factsOf(m_span);
    painter.setPen(tokens.muted);
    const double step = area.width() / facts.marks;
    for (int i = 0; i < facts.marks; ++i) {
        const qint64 atMs = m_strip.fromMs + i * facts.lengthMs / facts.marks;
        painter.drawText(QRectF(area.left() + i * step, area.top(), step, area.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, axisText(atMs, m_span));
    }
    if (m_span != Span::Week)
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, tr("now"));
}

void FlapChart::drawHint(QPainter &painter, const QRectF &area) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const QString text = barText(m_pointed);
    const QFontMetrics metrics = painter.fontMetrics();
    const double width = std::min(area.width(), double(metrics.horizontalAdvance(text)) + 16);
    const double middle = area.left() + area.width() * (m_pointed + 0.5) / double(m_bars.size());
    const QRectF box(std::clamp(middle - width / 2, area.left(), area.right() - width), area.top(), width,
                     metrics.height() + 6);
    painter.fillRect(box, tokens.text);
    painter.setPen(tokens.surface);
    painter.drawText(box, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, int(width) - 8));
}

void FlapChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(small);
    const QRectF area = plot();
    drawBars(painter, area);
    const QRectF strip(area.left(), area.bottom() + 4, area.width(), stripHeight);
    drawStatusStrip(painter, strip, m_strip, tokensOf(palette()));
    drawAxis(painter, QRectF(area.left(), strip.bottom() + 2, area.width(), height() - strip.bottom() - 2));
    if (m_pointed >= 0)
        drawHint(painter, area);
}

void FlapChart::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plot();
    const int bar = int((event->position().x() - area.left()) * double(m_bars.size()) / area.width());
    m_pointed = std::clamp(bar, 0, barCount() - 1);
    update();
}

void FlapChart::leaveEvent(QEvent *)
{
    m_pointed = -1;
    update();
}

} // namespace streamkeeper
