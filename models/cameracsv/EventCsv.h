#pragma once

#include "models/domain/Event.h"

#include <QString>

namespace streamkeeper {

// Events as a table for spreadsheets: the same file from the window and from the command line. Times are UTC.

[[nodiscard]] QString eventCsvHeader();
[[nodiscard]] QString eventCsvLine(const Event &event);

} // namespace streamkeeper
