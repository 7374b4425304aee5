#pragma once

#include <QString>

namespace streamkeeper {

/// Where the program keeps what is neither settings nor data of the operator: its log, and notes of what it
/// has put elsewhere.
[[nodiscard]] QString stateFolder();

} // namespace streamkeeper
