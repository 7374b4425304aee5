#pragma once

#include "models/domain/Recordings.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace streamkeeper {

/// The part of a day that a timeline shows: which moment stands where. Counts in UTC and labels by the zone,
/// so days on which clocks change have 23 or 25 hours. A value; no widget.
class TimelineScale
{
public:
    struct Tick
    {
        qint64 momentMs = 0; ///< UTC
        QString label;       ///< "14:05", by the zone

        bool operator==(const Tick &) const = default;
    };
    /// The least that is shown, at full zoom.
    static constexpr qint64 shortestMs = 120'000;

    TimelineScale() { setDay(QDate::currentDate(), QTimeZone::systemTimeZone()); }

    /// Shows the whole day.
    void setDay(QDate day, const QTimeZone &zone);
    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    /// From midnight to midnight.
    [[nodiscard]] const RecordedPeriod &wholeDay() const { return m_wholeDay; }
    /// What is shown of it.
    [[nodiscard]] const RecordedPeriod &shown() const { return m_shown; }
    [[nodiscard]] bool isWhole() const { return m_shown == m_wholeDay; }
    [[nodiscard]] bool isShortest() const { return lengthMs() <= shortestMs; }
    [[nodiscard]] bool isShown(qint64 momentMs) const
    {
        return m_shown.fromMs <= momentMs && momentMs < m_shown.untilMs;
    }

    /// `factor` above 1 shows less time; `aroundMs` keeps its place.
    void zoom(double factor, qint64 aroundMs);
    void showWhole() { m_shown = m_wholeDay; }
    /// Never leaves the day.
    void pan(qint64 deltaMs);

    [[nodiscard]] double xOf(qint64 momentMs, double width) const;
    [[nodiscard]] qint64 momentAt(double x, double width) const;
    /// Marks at round times by the zone's clock, at least `minDistance` apart.
    [[nodiscard]] std::vector<Tick> ticks(double width, double minDistance) const;
    /// "14:05:10"; with the zone's name on days on which the same time may come twice.
    [[nodiscard]] QString timeText(qint64 momentMs) const;

private:
    [[nodiscard]] qint64 lengthMs() const { return m_shown.untilMs - m_shown.fromMs; }
    [[nodiscard]] bool hasClockChange() const;

    QDate m_day;
    QTimeZone m_zone;
    RecordedPeriod m_wholeDay;
    RecordedPeriod m_shown;
};

} // namespace streamkeeper
