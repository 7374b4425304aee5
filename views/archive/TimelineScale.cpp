#include "views/archive/TimelineScale.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
/// Offsets of all zones, and all their changes, are multiples of it.
constexpr qint64 offsetGrainMs = 15 * minuteMs;
constexpr std::array tickSteps = {5 * secondMs, 10 * secondMs, 30 * secondMs, minuteMs,      2 * minuteMs,
                                  5 * minuteMs, 10 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs,
                                  2 * hourMs,   3 * hourMs,    4 * hourMs,    6 * hourMs,    12 * hourMs};

/// Every round local time lies on this grid of UTC, whatever the zone.
qint64 gridOf(qint64 stepMs)
{
    if (offsetGrainMs % stepMs == 0)
        return stepMs;
    return stepMs < offsetGrainMs ? minuteMs : offsetGrainMs;
}

} // namespace

void TimelineScale::setDay(QDate day, const QTimeZone &zone)
{
    m_day = day;
    m_zone = zone;
    m_wholeDay = {day.startOfDay(zone).toMSecsSinceEpoch(),
                  day.addDays(1).startOfDay(zone).toMSecsSinceEpoch()};
    m_shown = m_wholeDay;
}

bool TimelineScale::hasClockChange() const
{
    return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(m_wholeDay.fromMs, Qt::UTC)) !=
           m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(m_wholeDay.untilMs, Qt::UTC));
}

void TimelineScale::zoom(double factor, qint64 aroundMs)
{
    const qint64 dayMs = m_wholeDay.untilMs - m_wholeDay.fromMs;
    const auto length =
        std::clamp(qint64(std::llround(double(lengthMs()) / factor)), std::min(shortestMs, dayMs), dayMs);
    const qint64 around = std::clamp(aroundMs, m_shown.fromMs, m_shown.untilMs);
    const double share = double(around - m_shown.fromMs) / double(lengthMs());
    m_shown.fromMs = around - qint64(std::llround(share * double(length)));
    m_shown.untilMs = m_shown.fromMs + length;
    pan(0);
}

void TimelineScale::pan(qint64 deltaMs)
{
    const qint64 length = lengthMs();
    m_shown.fromMs = std::clamp(m_shown.fromMs + deltaMs, m_wholeDay.fromMs, m_wholeDay.untilMs - length);
    m_shown.untilMs = m_shown.fromMs + length;
}

double TimelineScale::xOf(qint64 momentMs, double width) const
{
    return double(momentMs - m_shown.fromMs) / double(lengthMs()) * width;
}

qint64 TimelineScale::momentAt(double x, double width) const
{
    const double share = width <= 0 ? 0 : std::clamp(x / width, 0.0, 1.0);
    return std::min(m_shown.fromMs + qint64(std::llround(share * double(lengthMs()))), m_shown.untilMs - 1);
}

std::vector<TimelineScale::Tick> TimelineScale::ticks(double width, double minDistance) const
{
    std::vector<Tick> ticks;
    if (width <= 0)
        return ticks;
    const double msPerPixel = double(lengthMs()) / width;
    const auto fits = [&](qint64 step) { return double(step) >= minDistance * msPerPixel; };
    const auto found = std::ranges::find_if(tickSteps, fits);
    const qint64 step = found == tickSteps.end() ? tickSteps.back() : *found;
    const qint64 grid = gridOf(step);
    const QString format = step < minuteMs ? u"HH:mm:ss"_s : u"HH:mm"_s;
    qint64 moment = m_shown.fromMs - m_shown.fromMs % grid;
    for (; moment < m_shown.untilMs; moment += grid) {
        if (moment < m_shown.fromMs)
            continue;
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment, m_zone);
        if (local.time().msecsSinceStartOfDay() % step == 0)
            ticks.push_back({moment, local.toString(format)});
    }
    return ticks;
}

QString TimelineScale::timeText(qint64 momentMs) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(momentMs, m_zone);
    const QString time = local.toString(u"HH:mm:ss"_s);
    return hasClockChange() ? time + u' ' + m_zone.abbreviation(local) : time;
}

} // namespace streamkeeper
