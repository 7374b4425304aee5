#include "models/fleet/FleetCounts.h"

#include "models/fleet/FleetRow.h"

namespace streamkeeper {

void FleetCounts::add(const FleetRow &row, int sign)
{
    const auto countIf = [sign](int &count, bool isSo) { count += isSo ? sign : 0; };
    total += sign;
    states.add(row.state(), sign);
    countIf(off, row.isOff && row.state() == StreamState::Inactive);
    countIf(incorrect, row.characteristic == Characteristic::Incorrect);
    countIf(disconnected, row.characteristic == Characteristic::Disconnected);
    countIf(unmanaged, row.drift == Drift::Unmanaged);
    countIf(missing, row.drift == Drift::Missing);
    countIf(different, row.drift == Drift::Different);
}

} // namespace streamkeeper
