#pragma once

#include "app/operations/StreamCommand.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "models/rules/Placement.h"

namespace streamkeeper {

/// What the registry and the last polls tell of every media server, for Placement.
[[nodiscard]] std::vector<PlacementCandidate> standingsOf(const FleetState &fleet);

/// What a search for a transfer looks at.
[[nodiscard]] PlacementField placementField(const FleetState &fleet, const ClusterState &clusters,
                                            const PlacementPolicy &policy);

/// A stream of the registry as it looks for a place. A camera without an IP address has that of the
/// stream's address, where one stands there.
[[nodiscard]] PlacedStream placedStream(const FleetState &fleet, const Stream &stream);

/// Whether the stream may be moved, and its targets can still take it: somebody else may have filled them
/// since the search, or moved it. `operation` is what transferCommand() has become.
[[nodiscard]] VoidResult checkTransfer(const Operation &operation, const Stream &stream,
                                       const FleetState &fleet, const PlacementField &field, qint64 nowMs);

/// The order to move a stream to where a search found room; the result names a main server.
[[nodiscard]] StreamCommand transferCommand(const Stream &stream, const PlacementResult &found);

} // namespace streamkeeper
