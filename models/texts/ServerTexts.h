#pragma once

#include "models/fleet/FleetRow.h"

#include <QString>

namespace streamkeeper::texts {

// The words for how media servers are, each failure in its own.

/// "Answers", "Waiting", or what is wrong in a word or two: "Unreachable", "Refuses the token", "Locked".
[[nodiscard]] QString serverState(const FleetServer &server);
/// "ms-01 does not answer", "ms-01 refuses the token or password"; null while nothing is wrong.
[[nodiscard]] QString serverProblem(const FleetServer &server);

} // namespace streamkeeper::texts
