#pragma once

#include "app/cli/ListAnswer.h"
#include "models/fleet/FleetState.h"

namespace streamkeeper {

/// Streams as `streams list` and `streams watch` show them.
[[nodiscard]] ListAnswer streamList(ListAnswer::Shown uuid = ListAnswer::Shown::Always);
void addStreamRow(ListAnswer &list, const FleetState &fleet, const FleetRow &row, qint64 nowMs);

} // namespace streamkeeper
