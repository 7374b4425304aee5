#pragma once

#include "app/cli/CliAnswer.h"

#include <QTimeZone>

namespace streamkeeper {

/// A moment as an option has it, in ISO 8601; UTC, in milliseconds. Without an offset it is the time of
/// `zone`, and one that comes twice there, or never, is asked for anew: a script cannot be told by a note.
[[nodiscard]] CliExpected<qint64> typedMoment(const QString &option, const QString &text,
                                              const QTimeZone &zone = QTimeZone::systemTimeZone());

} // namespace streamkeeper
