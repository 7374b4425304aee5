#include "models/fleet/FleetCounts.h"

#include "models/fleet/FleetRow.h"

namespace streamkeeper {

void FleetCounts::add(const FleetRow &row)
{
    ++total;
    states.add(row.state());
    off += row.isOff && row.state() == StreamState::Inactive ? 1 : 0;
    incorrect += row.characteristic == Characteristic::Incorrect ? 1 : 0;
    disconnected += row.characteristic == Characteristic::Disconnected ? 1 : 0;
    unmanaged += row.drift == Drift::Unmanaged ? 1 : 0;
    missing += row.drift == Drift::Missing ? 1 : 0;
    different += row.drift == Drift::Different ? 1 : 0;
}

} // namespace streamkeeper
