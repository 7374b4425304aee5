#pragma once

#include "models/rules/Placement.h"

#include <QStringList>

namespace streamkeeper::texts {

// What a search says to people.

/// "limit of streams reached, storage full": goes after the name of a server.
[[nodiscard]] QString failedChecks(const ServerVerdict &verdict);
/// "Limit of streams": the title of a column.
[[nodiscard]] QString checkName(ServerCheck check);
/// "Main and additional servers are found" (domain.md 1.3).
[[nodiscard]] QString placementState(PlacementState state);
/// Why this server was not chosen; empty for a chosen one.
[[nodiscard]] QString whyNotChosen(const JudgedServer &server);
/// Which servers were searched, and why those. `group` is the name of PlacementResult::group.
[[nodiscard]] QString searchScope(const PlacementResult &result, const QString &group);
/// One sentence for each warning.
[[nodiscard]] QStringList placementWarnings(PlacementWarnings warnings);

} // namespace streamkeeper::texts
