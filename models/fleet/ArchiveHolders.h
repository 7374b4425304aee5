#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/StreamOnServer.h"

#include <vector>

namespace streamkeeper {

class FleetState;

/// Each server that may hold recordings of the stream: its present ones, every one that `index` (the archive
/// index of the stream) names, and every copy that a transfer left.
[[nodiscard]] std::vector<StreamOnServer> archiveHolders(const FleetState &fleet, const StreamId &stream,
                                                         const std::vector<ArchiveHolder> &index);

} // namespace streamkeeper
