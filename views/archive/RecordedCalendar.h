#pragma once

#include "models/domain/Recordings.h"

#include <QCalendarWidget>
#include <QTimeZone>

#include <vector>

namespace streamkeeper {

/// A calendar in which the days that have recordings carry a bar, as long as their share of the day. Days
/// without any can be chosen too. Passive: dayChosen() tells a click or Enter.
class RecordedCalendar : public QCalendarWidget
{
    Q_OBJECT

public:
    explicit RecordedCalendar(QWidget *parent = nullptr);

    /// Whose midnights count.
    void setZone(const QTimeZone &zone);
    /// In any order, of all servers; UTC.
    void setPeriods(const std::vector<RecordedPeriod> &periods);
    /// Nothing is emitted.
    void setSelectedDay(QDate day);
    /// 0 (nothing) to 1 (all of it).
    [[nodiscard]] double recordedShare(QDate day) const;

Q_SIGNALS:
    void dayChosen(QDate day);

protected:
    void paintCell(QPainter *painter, const QRect &rect, QDate date) const override;
    void changeEvent(QEvent *event) override;

private:
    void nameButtons();
    void describe();
    void paintInTheme();

    QTimeZone m_zone = QTimeZone::systemTimeZone();
    std::vector<RecordedPeriod> m_coverage; ///< by time, apart from each other
};

} // namespace streamkeeper
