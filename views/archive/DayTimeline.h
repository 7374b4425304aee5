#pragma once

#include "views/archive/ShadedPeriod.h"
#include "views/archive/TimelineLegend.h"
#include "views/archive/TimelineScale.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace streamkeeper {

/// What is recorded on one day, by server, and the moment that is chosen or played. Passive: the chosen
/// moment moves only when setSelectedMoment() says so, and momentChosen() tells what the operator wants.
///
/// Mouse: a click chooses, the wheel zooms, dragging moves, dragging with Shift marks a period. Keys: Left
/// and Right 10 s (Shift: 1 min) of recorded time, Ctrl+Left and Ctrl+Right the previous and next gap, Home
/// and End the recordings of the day, PageUp and PageDown another day, + - 0 zoom, I and O mark a period, Esc
/// forgets it. Other keys are left to the parent. All moments are UTC.
class DayTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit DayTimeline(QWidget *parent = nullptr);

    void setZone(const QTimeZone &zone);
    /// In any order; of all days.
    void setPeriods(std::vector<ShadedPeriod> periods);
    /// Another day is shown whole; nothing is emitted.
    void setDay(QDate day);
    [[nodiscard]] QDate day() const { return m_scale.day(); }
    /// While the moment is in sight, the timeline goes with it, also to the next day.
    void setSelectedMoment(std::optional<qint64> momentMs);
    [[nodiscard]] std::optional<qint64> selectedMoment() const { return m_selected; }
    /// Goes to the day of the chosen moment and shows it.
    void revealSelectedMoment();
    void setMarkedPeriod(std::optional<RecordedPeriod> period);
    [[nodiscard]] std::optional<RecordedPeriod> markedPeriod() const { return m_marked; }

    [[nodiscard]] const TimelineScale &scale() const { return m_scale; }
    void zoomIn();
    void zoomOut();
    /// Where a moment stands, in widget coordinates.
    [[nodiscard]] int xOf(qint64 momentMs) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A moment in a gap or before the recordings comes as it is: what to make of it is not for a widget to
    /// say.
    void momentChosen(qint64 momentMs);
    /// The operator, or the chosen moment, went to another day.
    void dayChanged(QDate day);
    void markedPeriodChanged();
    void zoomChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Drag { None, Pressed, Moving, Marking };

    void changeScale(const TimelineScale &scale);
    void goToDay(QDate day);
    void choose(std::optional<qint64> momentMs);
    void step(qint64 stepMs);
    void zoomAround(double factor, qint64 aroundMs);
    void markEdge(bool isBegin);
    void describe();
    [[nodiscard]] qint64 keyMoment() const;
    [[nodiscard]] QString tipAt(int x) const;
    [[nodiscard]] int rulerHeight() const;
    [[nodiscard]] QRect track() const;
    [[nodiscard]] QRectF laneOf(int shade) const;
    [[nodiscard]] QRect placeOfTime(qint64 momentMs) const;
    [[nodiscard]] std::optional<qint64> toldMoment() const;
    void paintRuler(QPainter &painter) const;
    void paintPeriods(QPainter &painter) const;
    void paintMarked(QPainter &painter) const;
    void paintPlayhead(QPainter &painter) const;
    void paintHover(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;
    void paintTime(QPainter &painter, qint64 momentMs, const QColor &ground, const QColor &ink) const;

    TimelineScale m_scale;
    std::vector<ShadedPeriod> m_periods;
    std::vector<RecordedPeriod> m_coverage;
    TimelineLegend m_legend;
    std::optional<qint64> m_selected;
    std::optional<RecordedPeriod> m_marked;
    std::optional<int> m_hoverX;
    Drag m_drag = Drag::None;
    int m_pressX = 0;
    int m_lastX = 0;
};

} // namespace streamkeeper
