#pragma once

#include "models/domain/Units.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StateSince.h"
#include "models/rules/StatusStrip.h"

namespace streamkeeper {

// What is known of a stream over time, from all that keeps it: the losses (TroubleMemory), when its server
// was heard (WatchMemory), what this program saw of it.

/// Its media server writes down losses of its streams.
[[nodiscard]] bool isTracked(const FleetState &fleet, const FleetRow &row);

/// Hatched is what nobody saw: its server did not answer, no program looked, its media server does not track
/// losses, another server had it, it was not there yet. `nowMs` is the end of the strip.
[[nodiscard]] StatusStrip stripOf(const FleetState &fleet, const FleetRow &row, qint64 lengthMs,
                                  qint64 nowMs);

/// Time without picture; -1: nothing is known. Cheap enough to sort by.
[[nodiscard]] qint64 lostWithin(const FleetState &fleet, const FleetRow &row, qint64 lengthMs, qint64 nowMs);

/// Of the last known state where the server does not answer.
[[nodiscard]] StateSince sinceOf(const FleetState &fleet, const FleetRow &row);

} // namespace streamkeeper
