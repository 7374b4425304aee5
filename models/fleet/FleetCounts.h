#pragma once

#include "models/fleet/StateCounts.h"

namespace streamkeeper {

struct FleetRow;

/// What is counted of many streams; each stream once, wherever it is held.
struct FleetCounts
{
    int total = 0;
    StateCounts states;
    int off = 0; ///< of the inactive ones: switched off
    int incorrect = 0;
    int disconnected = 0;
    int unmanaged = 0;
    int missing = 0;
    int different = 0;

    [[nodiscard]] int of(StreamState state) const { return states.of(state); }
    /// `sign`: -1 takes it away, as it was added.
    void add(const FleetRow &row, int sign);
    bool operator==(const FleetCounts &) const = default;
};

} // namespace streamkeeper
