#include "models/rules/WallClock.h"

#include "models/domain/Units.h"

#include <algorithm>

namespace streamkeeper {

namespace {

qint64 offsetMs(const QTimeZone &zone, qint64 utcMs)
{
    return qint64(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC))) * 1000;
}

} // namespace

WallMoment readWallClock(QDate date, QTime time, const QTimeZone &zone)
{
    using enum WallMoment::Kind;
    // QDateTime is not trusted with times that do not exist or exist twice, as its choice changed between
    // versions of Qt.
    const QDateTime plain(date, time, zone);
    const qint64 wallMs = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    const qint64 guessMs = plain.isValid() ? plain.toMSecsSinceEpoch() : wallMs;
    const auto shows = [&](qint64 utcMs) { return utcMs + offsetMs(zone, utcMs) == wallMs; };
    const qint64 early = wallMs - offsetMs(zone, guessMs - dayMs); // if the clock were still set as before
    const qint64 late = wallMs - offsetMs(zone, guessMs + dayMs);
    if (shows(early) && shows(late) && early != late)
        return {Twice, std::min(early, late), std::max(early, late)};
    if (shows(early) || shows(late)) {
        const qint64 found = shows(early) ? early : late;
        return {Once, found, found};
    }
    const QTimeZone::OffsetData jump =
        zone.nextTransition(QDateTime::fromMSecsSinceEpoch(guessMs - dayMs, Qt::UTC));
    const qint64 found = jump.atUtc.isValid() ? jump.atUtc.toMSecsSinceEpoch() : early;
    return {Missing, found, found};
}

} // namespace streamkeeper
