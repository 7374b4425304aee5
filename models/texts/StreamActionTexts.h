#pragma once

#include "models/domain/Operation.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StreamActionRule.h"

#include <QString>

namespace streamkeeper {

/// What decides about the actions of a fleet row at a moment (UTC).
[[nodiscard]] StreamFacts factsOf(const FleetState &fleet, const FleetRow &row, qint64 nowMs);

namespace texts {

// The words for actions and operations, the same in every place.

/// A whole sentence: why an action is not possible; empty for None.
[[nodiscard]] QString obstacle(Obstacle obstacle);
/// The same with what the facts tell beside: "Transferred at 14:05. It can be moved again in 42 min."
[[nodiscard]] QString obstacle(Obstacle obstacle, const StreamFacts &facts, qint64 nowMs);
[[nodiscard]] QString operationKind(OperationKind kind);
/// The same, or "Unknown (word)" for what only a newer program knows.
[[nodiscard]] QString operationKind(const Operation &operation);
/// "waiting", "asking", "asked", "retrying", "confirmed", …
[[nodiscard]] QString operationState(const Operation &operation);
/// What a row says while an operation is under way: "restarting".
[[nodiscard]] QString pending(const PendingOperation &pending);

} // namespace texts

} // namespace streamkeeper
