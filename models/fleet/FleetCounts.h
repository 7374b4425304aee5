#pragma once

#include "models/fleet/FleetRow.h"

#include <vector>

namespace streamkeeper {

/// How many streams are in which state; each stream is counted once, wherever it is held.
struct FleetCounts
{
    int total = 0;
    int active = 0;
    int initialization = 0;
    int inactive = 0;
    int empty = 0;
    int idle = 0;
    int stale = 0;
    int incorrect = 0;
    int disconnected = 0;
    int unmanaged = 0;
    int missing = 0;
    int different = 0;

    [[nodiscard]] int of(StreamStatus status) const;
    bool operator==(const FleetCounts &) const = default;
};

[[nodiscard]] FleetCounts countStreams(const std::vector<FleetRow> &rows);

} // namespace streamkeeper
