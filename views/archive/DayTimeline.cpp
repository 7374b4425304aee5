#include "views/archive/DayTimeline.h"

#include "models/rules/ArchiveCoverage.h"
#include "models/rules/ArchivePlayback.h"
#include "models/texts/Formatting.h"
#include "views/archive/ShadePainter.h"
#include "views/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 shortStepMs = 10'000;
constexpr qint64 longStepMs = 60'000;
constexpr double zoomStep = 1.6;
constexpr int margin = 6; ///< so that a playhead at midnight is seen whole
constexpr int trackHeight = 18;
constexpr double minPeriodWidth = 1.5; ///< one minute of a day is less than a pixel

QDate dayOf(qint64 momentMs, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(momentMs, zone).date();
}

} // namespace

DayTimeline::DayTimeline(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline of the recordings"));
    describe();
}

void DayTimeline::setZone(const QTimeZone &zone)
{
    TimelineScale scale;
    scale.setDay(m_scale.day(), zone);
    changeScale(scale);
}

void DayTimeline::setPeriods(std::vector<ShadedPeriod> periods)
{
    m_periods = std::move(periods);
    std::vector<RecordedPeriod> recorded;
    for (const ShadedPeriod &one : m_periods)
        recorded.push_back(one.period);
    m_legend = TimelineLegend(m_periods);
    m_coverage = coverageOf(std::move(recorded));
    describe();
    update();
}

void DayTimeline::setDay(QDate day)
{
    if (!day.isValid() || day == m_scale.day())
        return;
    TimelineScale scale;
    scale.setDay(day, m_scale.zone());
    changeScale(scale);
}

void DayTimeline::changeScale(const TimelineScale &scale)
{
    const bool isZoomNew = scale.isWhole() != m_scale.isWhole() || scale.isShortest() != m_scale.isShortest();
    m_scale = scale;
    if (isZoomNew)
        Q_EMIT zoomChanged();
    describe();
    update();
}

void DayTimeline::goToDay(QDate day)
{
    const QDate before = m_scale.day();
    setDay(day);
    if (m_scale.day() != before)
        Q_EMIT dayChanged(m_scale.day());
}

void DayTimeline::setSelectedMoment(std::optional<qint64> momentMs)
{
    if (momentMs == m_selected)
        return;
    const bool wasShown = m_selected && m_scale.isShown(*m_selected);
    m_selected = momentMs;
    if (m_selected && wasShown && !m_scale.isShown(*m_selected) && m_drag == Drag::None)
        revealSelectedMoment();
    describe();
    update();
}

void DayTimeline::revealSelectedMoment()
{
    if (!m_selected || m_scale.isShown(*m_selected))
        return;
    TimelineScale scale = m_scale;
    const qint64 length = scale.shown().untilMs - scale.shown().fromMs;
    const bool wasWhole = scale.isWhole();
    const QDate day = dayOf(*m_selected, m_scale.zone());
    const bool isOtherDay = day != scale.day();
    if (isOtherDay)
        scale.setDay(day, m_scale.zone());
    if (!wasWhole) {
        scale.zoom(double(scale.shown().untilMs - scale.shown().fromMs) / double(length), *m_selected);
        // A little of what was before stays in sight.
        scale.pan(*m_selected - length / 10 - scale.shown().fromMs);
    }
    changeScale(scale);
    if (isOtherDay)
        Q_EMIT dayChanged(day);
}

void DayTimeline::setMarkedPeriod(std::optional<RecordedPeriod> period)
{
    if (period == m_marked)
        return;
    m_marked = period;
    update();
    Q_EMIT markedPeriodChanged();
}

void DayTimeline::zoomIn()
{
    zoomAround(zoomStep, keyMoment());
}

void DayTimeline::zoomOut()
{
    zoomAround(1 / zoomStep, keyMoment());
}

void DayTimeline::zoomAround(double factor, qint64 aroundMs)
{
    TimelineScale scale = m_scale;
    scale.zoom(factor, aroundMs);
    changeScale(scale);
}

/// What keys refer to: the chosen moment where it is in sight, else the middle.
qint64 DayTimeline::keyMoment() const
{
    return m_selected && m_scale.isShown(*m_selected)
               ? *m_selected
               : (m_scale.shown().fromMs + m_scale.shown().untilMs) / 2;
}

void DayTimeline::choose(std::optional<qint64> momentMs)
{
    if (momentMs)
        Q_EMIT momentChosen(*momentMs);
}

void DayTimeline::step(qint64 stepMs)
{
    if (!m_coverage.empty())
        choose(stepInRecordings(m_coverage, m_selected.value_or(keyMoment()), stepMs));
}

void DayTimeline::markEdge(bool isBegin)
{
    const qint64 moment = m_selected.value_or(keyMoment());
    const RecordedPeriod known = m_marked.value_or(RecordedPeriod{moment, moment});
    RecordedPeriod marked =
        isBegin ? RecordedPeriod{moment, known.untilMs} : RecordedPeriod{known.fromMs, moment};
    if (marked.untilMs < marked.fromMs)
        marked = {moment, moment};
    setMarkedPeriod(marked);
}

void DayTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    const bool isShift = event->modifiers().testFlag(Qt::ShiftModifier);
    const qint64 stepMs = isShift ? longStepMs : shortStepMs;
    const qint64 moment = m_selected.value_or(keyMoment());
    const RecordedPeriod day = m_scale.wholeDay();
    switch (event->key()) {
    case Qt::Key_Left:
        isControl ? choose(startAfterPreviousGap(m_coverage, moment)) : step(-stepMs);
        break;
    case Qt::Key_Right:
        isControl ? choose(startAfterNextGap(m_coverage, moment)) : step(stepMs);
        break;
    case Qt::Key_Home:
        if (const auto first = recordedMomentFrom(m_coverage, day.fromMs); first && *first < day.untilMs)
            choose(first);
        break;
    case Qt::Key_End:
        // The last picture of the day stands some seconds before the end.
        if (!m_coverage.empty() && m_coverage.front().fromMs < day.untilMs)
            choose(std::max(day.fromMs, stepInRecordings(m_coverage, day.untilMs, -shortStepMs)));
        break;
    case Qt::Key_PageUp:
        goToDay(m_scale.day().addDays(-1));
        break;
    case Qt::Key_PageDown:
        goToDay(m_scale.day().addDays(1));
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_0:
        zoomAround(1e-6, keyMoment());
        break;
    case Qt::Key_I:
    case Qt::Key_O:
        markEdge(event->key() == Qt::Key_I);
        break;
    case Qt::Key_Escape:
        if (!m_marked) {
            event->ignore(); // a dialog closes by it
            return;
        }
        setMarkedPeriod({});
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

void DayTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressX = m_lastX = qRound(event->position().x());
    m_drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Marking : Drag::Pressed;
}

void DayTimeline::mouseMoveEvent(QMouseEvent *event)
{
    const int x = qRound(event->position().x());
    m_hoverX = x;
    const bool isFar = std::abs(x - m_pressX) >= QApplication::startDragDistance();
    if (m_drag == Drag::Pressed && isFar && !m_scale.isWhole())
        m_drag = Drag::Moving;
    const double width = track().width();
    if (m_drag == Drag::Moving) {
        TimelineScale scale = m_scale;
        scale.pan(m_scale.momentAt(m_lastX - margin, width) - m_scale.momentAt(x - margin, width));
        changeScale(scale);
        m_lastX = x;
    } else if (m_drag == Drag::Marking && isFar) {
        setMarkedPeriod(RecordedPeriod{m_scale.momentAt(std::min(x, m_pressX) - margin, width),
                                       m_scale.momentAt(std::max(x, m_pressX) - margin, width)});
    }
    update();
}

void DayTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag ended = std::exchange(m_drag, Drag::None);
    if (ended == Drag::Pressed)
        choose(m_scale.momentAt(event->position().x() - margin, track().width()));
}

void DayTimeline::leaveEvent(QEvent *event)
{
    m_hoverX.reset();
    update();
    QWidget::leaveEvent(event);
}

void DayTimeline::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    if (turn.x() != 0 && std::abs(turn.x()) > std::abs(turn.y())) {
        TimelineScale scale = m_scale;
        scale.pan(qint64(-turn.x() / 120.0 * 0.1 * double(scale.shown().untilMs - scale.shown().fromMs)));
        changeScale(scale);
        return;
    }
    // At the end of the zoom the wheel scrolls what the timeline lies in.
    if (turn.y() == 0 || (turn.y() > 0 ? m_scale.isShortest() : m_scale.isWhole())) {
        event->ignore();
        return;
    }
    zoomAround(std::pow(zoomStep, turn.y() / 120.0),
               m_scale.momentAt(event->position().x() - margin, track().width()));
}

void DayTimeline::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void DayTimeline::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool DayTimeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), format::plainToolTip(tipAt(help->pos().x())), this);
        return true;
    }
    // Keys that have a meaning here are not for the shortcuts of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isOurs = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home ||
                            key == Qt::Key_End || key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
                            key == Qt::Key_I || key == Qt::Key_O;
        if (isOurs) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

QString DayTimeline::tipAt(int x) const
{
    const qint64 moment = m_scale.momentAt(x - margin, track().width());
    QStringList lines;
    for (const ShadedPeriod &one : m_periods) {
        // A period may be narrower than what a mouse can point at.
        const bool isNear = xOf(one.period.fromMs) - 1 <= x && x <= xOf(one.period.untilMs) + 1;
        if (isNear)
            lines.append(
                tr("%1: recorded from %2 until %3")
                    .arg(one.server, format::moment(one.period.fromMs), format::moment(one.period.untilMs)));
    }
    if (lines.isEmpty())
        lines.append(tr("Nothing is recorded at %1.").arg(m_scale.timeText(moment)));
    return lines.join(u'\n');
}

void DayTimeline::describe()
{
    const QDate day = m_scale.day();
    QString text;
    if (m_selected) {
        const auto holds = [&](const ShadedPeriod &one) {
            return one.period.fromMs <= *m_selected && *m_selected < one.period.untilMs;
        };
        const auto found = std::ranges::find_if(m_periods, holds);
        const QString time = m_scale.timeText(*m_selected);
        const QString date = QLocale().toString(dayOf(*m_selected, m_scale.zone()), QLocale::LongFormat);
        text = found == m_periods.end() ? tr("%1, %2. Nothing is recorded there.").arg(date, time)
                                        : tr("%1, %2. Recorded on %3.").arg(date, time, found->server);
    } else {
        text = tr("Shows %1. No moment is chosen.").arg(QLocale().toString(day, QLocale::LongFormat));
    }
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
}

int DayTimeline::xOf(qint64 momentMs) const
{
    return qRound(margin + m_scale.xOf(momentMs, track().width()));
}

int DayTimeline::rulerHeight() const
{
    return fontMetrics().height() + 5;
}

QRect DayTimeline::track() const
{
    return {margin, rulerHeight(), std::max(1, width() - 2 * margin), trackHeight};
}

QRectF DayTimeline::laneOf(int shade) const
{
    const QRectF all = track();
    const auto count = double(std::max<size_t>(1, m_legend.laneCount()));
    const double height = all.height() / count;
    return {all.left(), all.top() + height * double(m_legend.laneOf(shade)), all.width(), height};
}

QSize DayTimeline::sizeHint() const
{
    return {420, rulerHeight() + trackHeight + fontMetrics().height() + 8};
}

QSize DayTimeline::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void DayTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRuler(painter);
    paintPeriods(painter);
    paintMarked(painter);
    paintHover(painter);
    paintPlayhead(painter);
    paintLegend(painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokensOf(palette()).accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(track().adjusted(-2, -2, 1, 1));
    }
}

void DayTimeline::paintRuler(QPainter &painter) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const QFontMetrics metrics = fontMetrics();
    const auto ticksFor = [&](const QString &label) {
        return m_scale.ticks(track().width(), metrics.horizontalAdvance(label) + 14);
    };
    auto ticks = ticksFor(u"00:00"_s);
    if (!ticks.empty() && ticks.front().label.size() > 5) // with seconds they need more room
        ticks = ticksFor(u"00:00:00"_s);
    int freeFrom = 0;
    const auto told = toldMoment();
    const QRect taken = told ? placeOfTime(*told) : QRect();
    for (const TimelineScale::Tick &tick : ticks) {
        const int x = xOf(tick.momentMs);
        painter.setPen(tokens.line);
        painter.drawLine(x, rulerHeight() - 4, x, track().bottom() + 1);
        const int textWidth = metrics.horizontalAdvance(tick.label);
        const int left = std::clamp(x - textWidth / 2, 0, std::max(0, width() - textWidth));
        // The repeated hour of autumn has no room, nor what the time of the playhead would cut.
        if (left < freeFrom || taken.intersects(QRect(left, 0, textWidth, metrics.height())))
            continue;
        painter.setPen(tokens.muted);
        painter.drawText(left, metrics.ascent(), tick.label);
        freeFrom = left + textWidth + 4;
    }
}

void DayTimeline::paintPeriods(QPainter &painter) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    painter.fillRect(track(), tokens.header);
    painter.setPen(tokens.line);
    painter.drawRect(track().adjusted(-1, -1, 0, 0));
    painter.save();
    painter.setClipRect(track());
    for (const ShadedPeriod &one : m_periods) {
        const RecordedPeriod &shown = m_scale.shown();
        if (one.period.untilMs <= shown.fromMs || one.period.fromMs >= shown.untilMs)
            continue;
        QRectF place = laneOf(one.shade);
        const double left = margin + m_scale.xOf(std::max(one.period.fromMs, shown.fromMs), track().width());
        const double right =
            margin + m_scale.xOf(std::min(one.period.untilMs, shown.untilMs), track().width());
        place.setLeft(left);
        place.setRight(std::max(right, left + minPeriodWidth));
        paintShade(painter, place, one.shade, tokens);
    }
    painter.restore();
}

void DayTimeline::paintMarked(QPainter &painter) const
{
    if (!m_marked)
        return;
    const ThemeTokens &tokens = tokensOf(palette());
    const QRect all = track();
    const int left = std::clamp(xOf(m_marked->fromMs), all.left(), all.right());
    const int right = std::clamp(xOf(m_marked->untilMs), all.left(), all.right());
    QColor ground = tokens.warning;
    ground.setAlphaF(0.3F);
    const QRect place(QPoint(left, all.top() - 3), QPoint(right, all.bottom() + 3));
    painter.fillRect(place, ground);
    painter.setPen(QPen(tokens.warning, 1));
    painter.drawLine(place.topLeft(), place.bottomLeft());
    painter.drawLine(place.topRight(), place.bottomRight());
}

/// Where a time is written above the track.
QRect DayTimeline::placeOfTime(qint64 momentMs) const
{
    const int textWidth = fontMetrics().horizontalAdvance(m_scale.timeText(momentMs)) + 8;
    QRect place(0, 0, textWidth, fontMetrics().height() + 1);
    place.moveLeft(std::clamp(xOf(momentMs) - textWidth / 2, 0, std::max(0, width() - textWidth)));
    return place;
}

/// The moment whose time is written: that under the mouse, else the chosen one.
std::optional<qint64> DayTimeline::toldMoment() const
{
    const bool isHovered = m_hoverX && m_drag != Drag::Moving && track().left() - 1 <= *m_hoverX &&
                           *m_hoverX <= track().right() + 1;
    if (isHovered)
        return m_scale.momentAt(*m_hoverX - margin, track().width());
    if (m_selected && m_scale.isShown(*m_selected))
        return m_selected;
    return {};
}

void DayTimeline::paintTime(QPainter &painter, qint64 momentMs, const QColor &ground, const QColor &ink) const
{
    const QString text = m_scale.timeText(momentMs);
    const QRect place = placeOfTime(momentMs);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(place, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(ink);
    painter.drawText(place, Qt::AlignCenter, text);
}

void DayTimeline::paintHover(QPainter &painter) const
{
    const auto told = toldMoment();
    if (!m_hoverX || !told || told == m_selected)
        return;
    const ThemeTokens &tokens = tokensOf(palette());
    painter.setPen(QPen(tokens.muted, 1, Qt::DashLine));
    painter.drawLine(*m_hoverX, track().top(), *m_hoverX, track().bottom());
    paintTime(painter, *told, tokens.header, tokens.text);
}

void DayTimeline::paintPlayhead(QPainter &painter) const
{
    if (!m_selected || !m_scale.isShown(*m_selected))
        return;
    const ThemeTokens &tokens = tokensOf(palette());
    const int x = xOf(*m_selected);
    const QRect all = track();
    // Seen on every shade, and what is as narrow as itself is seen beside it.
    QColor halo = tokens.surface;
    halo.setAlphaF(0.6F);
    painter.fillRect(QRect(x - 1, all.top() - 4, 3, all.height() + 8), halo);
    painter.fillRect(QRect(x, all.top() - 4, 1, all.height() + 8), tokens.text);
    if (toldMoment() == m_selected)
        paintTime(painter, *m_selected, tokens.text, tokens.surface);
}

void DayTimeline::paintLegend(QPainter &painter) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const QFontMetrics metrics = fontMetrics();
    const int top = track().bottom() + 6;
    const QRect row(margin, top, width() - 2 * margin, metrics.height());
    const QString zone = m_scale.zone().displayName(
        QDateTime::fromMSecsSinceEpoch(keyMoment(), m_scale.zone()), QTimeZone::OffsetName);
    painter.setPen(tokens.muted);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, zone);
    const int right = row.right() - metrics.horizontalAdvance(zone) - 12;
    if (m_coverage.empty())
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(tr("Nothing is recorded."), Qt::ElideRight, right - row.left()));
    const auto isThatDay = [&](const RecordedPeriod &one) {
        return one.fromMs < m_scale.wholeDay().untilMs && m_scale.wholeDay().fromMs < one.untilMs;
    };
    if (!m_coverage.empty() && std::ranges::none_of(m_coverage, isThatDay)) {
        painter.drawText(
            row, Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(tr("Nothing is recorded on this day."), Qt::ElideRight, right - row.left()));
        return;
    }
    m_legend.paint(painter, QRect(row.left(), row.top(), right - row.left(), row.height()), tokens);
}

} // namespace streamkeeper
