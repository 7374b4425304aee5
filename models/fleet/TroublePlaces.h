#pragma once

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

[[nodiscard]] TroublePlaces troublePlaces(const FleetState &fleet, qint64 sinceMs);

} // namespace streamkeeper
