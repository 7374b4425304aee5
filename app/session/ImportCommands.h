#pragma once

#include "app/operations/StreamCommand.h"
#include "models/cameracsv/ImportPlan.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"

#include <QDateTime>

#include <vector>

namespace streamkeeper {

/// What an import is compared with, copied for a thread of its own. `canSeal`: the vault is open.
[[nodiscard]] ImportSource importSourceOf(const FleetState &fleet, const ClusterState &clusters,
                                          const PlacementPolicy &policy, bool canSeal);

/// An import as orders to the session; lines with errors are left out. `cameras` are for saveCameras(),
/// `commands` for runCommands() as one batch.
struct ImportOrders
{
    std::vector<Camera> cameras;
    std::vector<int> cameraLines; ///< of each of them, in the file
    std::vector<StreamCommand> commands;
};
[[nodiscard]] ImportOrders ordersOf(const ImportPlan &plan, const FleetState &fleet, const QDateTime &now);

} // namespace streamkeeper
