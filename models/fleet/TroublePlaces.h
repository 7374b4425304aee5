#pragma once

#include "models/fleet/ClusterState.h"
#include "models/fleet/DeviceState.h"
#include "models/fleet/FleetState.h"
#include "models/rules/RootCauses.h"

namespace streamkeeper {

/// The registry's streams with what they hang on, and their losses since `sinceMs` (UTC): what rootCausesOf()
/// takes.
struct TroublePlaces
{
    std::vector<TroublePlace> places;
    std::vector<LossFact> losses;
};

[[nodiscard]] TroublePlaces troublePlaces(const FleetState &fleet, const DeviceState &devices,
                                          qint64 sinceMs);
/// What people call it: the name, where its key is an id.
[[nodiscard]] QString causeName(const RootCause &cause, const FleetState &fleet,
                                const ClusterState &clusters);

} // namespace streamkeeper
