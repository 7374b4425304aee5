#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/StateSince.h"

#include <QString>

namespace streamkeeper::texts {

// The words for states, the same in every place: table, panel, tooltips, command line.

[[nodiscard]] QString status(StreamStatus status);
[[nodiscard]] QString state(StreamState state);
/// "3 Inactive · 57 Active", worst first; empty without streams.
[[nodiscard]] QString stateCounts(const StateCounts &counts);
/// "Active", "Inactive · off", "Active · 4 min ago" when stale.
[[nodiscard]] QString statusOf(const FleetRow &row, qint64 polledAtMs, qint64 nowMs);
[[nodiscard]] QString characteristic(Characteristic characteristic); ///< empty for None
[[nodiscard]] QString quality(Quality quality);
[[nodiscard]] QString addition(Addition addition);
[[nodiscard]] QString drift(Drift drift); ///< empty for None
[[nodiscard]] QString serverType(ServerType type);
/// The makes of server that can do something: "MediaMTX, ...".
[[nodiscard]] QString makesWith(Capability capability);
[[nodiscard]] QString groupType(GroupType type);
[[nodiscard]] QString unencryptedAccount(UnencryptedAccount setting);
[[nodiscard]] QString onOff(Tristate value); ///< "on", "off", "–"
/// "not provided by this server"
[[nodiscard]] QString notProvided();
/// Of a server with more streams that the registry does not have than rows are made for.
[[nodiscard]] QString moreUnmanaged();
/// Why a stream differs: "address, switched off".
[[nodiscard]] QString differences(Differences differences);
/// "ms-02 since 14:05:10": which of its servers captures it, and since when where that is known; a dash while
/// nobody does.
/// "4 min", "3 h 12", "2 d"; "> 3 h" where only that is known.
[[nodiscard]] QString since(const StateSince &since, qint64 nowMs);
/// The moment, with its zone, or why it is not known.
[[nodiscard]] QString sinceStory(const StateSince &since);
/// What the strip of the last 24 hours shows; a dash where nobody looked at all.
[[nodiscard]] QString dayInWords(const FleetState &fleet, const FleetRow &row, qint64 nowMs);
[[nodiscard]] QString capturedBy(const FleetState &fleet, const FleetRow &row, qint64 nowMs);
/// The whole story behind the status cell, for its tooltip.
[[nodiscard]] QString statusStory(const FleetState &fleet, const FleetRow &row, qint64 nowMs);

} // namespace streamkeeper::texts
