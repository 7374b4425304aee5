#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace streamkeeper {

/// What a date and time mean that an operator typed. Where clocks are set back some come twice, where they
/// are set forward some do not exist.
struct WallMoment
{
    enum class Kind : quint8 { Once, Twice, Missing };
    Kind kind = Kind::Once;
    qint64 utcMs = 0;   ///< Twice: the first time; Missing: the moment of the jump
    qint64 laterMs = 0; ///< Twice: the second time; else as utcMs

    bool operator==(const WallMoment &) const = default;
};

[[nodiscard]] WallMoment readWallClock(QDate date, QTime time, const QTimeZone &zone);

/// The same without asking: Twice and Missing are decided as WallMoment::utcMs has it.
[[nodiscard]] inline qint64 utcFromWallClock(QDate date, QTime time, const QTimeZone &zone)
{
    return readWallClock(date, time, zone).utcMs;
}

} // namespace streamkeeper
