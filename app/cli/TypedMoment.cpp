#include "app/cli/TypedMoment.h"

#include "models/rules/WallClock.h"

#include <QDateTime>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString withOffset(qint64 utcMs, const QTimeZone &zone)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(utcMs, zone);
    return moment.toOffsetFromUtc(moment.offsetFromUtc()).toString(Qt::ISODate);
}

} // namespace

CliExpected<qint64> typedMoment(const QString &option, const QString &text, const QTimeZone &zone)
{
    // As UTC: read as local time, one that does not exist would be moved before it is looked at.
    const QDateTime asUtc = QDateTime::fromString(text + u'Z', Qt::ISODateWithMs);
    const QDateTime moment = asUtc.isValid() ? asUtc : QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid())
        return wrongUsage(
            u"The value of --%1 is not a date and time in ISO 8601, like 2026-11-23T10:15:00 or 2026-11-23T07:15:00Z."_s
                .arg(option));
    if (!asUtc.isValid())
        return moment.toMSecsSinceEpoch();
    const WallMoment wall = readWallClock(moment.date(), moment.time(), zone);
    switch (wall.kind) {
    case WallMoment::Kind::Once:
        break;
    case WallMoment::Kind::Twice:
        return wrongUsage(
            u"The time of --%1 comes twice, because the clocks are set back. Write %2 for the first or %3 for the second."_s
                .arg(option, withOffset(wall.utcMs, zone), withOffset(wall.laterMs, zone)));
    case WallMoment::Kind::Missing:
        return wrongUsage(
            u"The time of --%1 does not exist, because the clocks are set forward over it. They are at %2."_s
                .arg(option, withOffset(wall.utcMs, zone)));
    }
    return wall.utcMs;
}

} // namespace streamkeeper
