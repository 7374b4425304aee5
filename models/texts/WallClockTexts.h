#pragma once

#include "models/rules/WallClock.h"

#include <QString>

namespace streamkeeper::texts {

/// What is made of a time that comes twice or does not exist; empty: it comes once.
[[nodiscard]] QString wallClockNote(const WallMoment &moment, QTime typed, const QTimeZone &zone);

} // namespace streamkeeper::texts
