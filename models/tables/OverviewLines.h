#pragma once

#include "models/domain/Event.h"
#include "models/domain/Operation.h"
#include "models/fleet/FleetState.h"
#include "models/rules/Availability.h"
#include "models/rules/RootCauses.h"
#include "models/tables/LinesModel.h"

#include <QHash>

#include <utility>
#include <vector>

namespace streamkeeper {

// What stands on the overview page: pure functions of what is known. Each list has an end, names its number
// of all where it is cut, and an unknown is a dash, or "was", never a last value as if it were now.
namespace overview {

/// Cells: state, server, streams, lost, in, out, CPU, fullness.
inline constexpr int serverColumns = 8;
/// Worst first: silent, lost streams, disks that fill up; those that need no look come last.
[[nodiscard]] std::vector<Line> serverLines(const FleetState &fleet,
                                            const QHash<ServerId, FullnessForecast> &forecasts, qint64 nowMs,
                                            size_t most);
/// How many of the servers need a look.
[[nodiscard]] int serversInNeed(const FleetState &fleet);

/// Cells: camera, now, losses, time lost, strip. Those that lost the most time of the last 24 hours.
[[nodiscard]] std::vector<Line> offenderLines(const FleetState &fleet, qint64 nowMs, size_t most);

/// Cells: camera, clients, output. Those that most people watch now.
[[nodiscard]] std::vector<Line> watchedLines(const FleetState &fleet, size_t most);

/// Cells: what, lost. One line each, not one for each camera; its id is the stream that was lost first.
[[nodiscard]] std::vector<Line> causeLines(const std::vector<std::pair<RootCause, QString>> &causes,
                                           size_t most);

/// Cells: what, who, since. Those under way.
[[nodiscard]] std::vector<Line> operationLines(const std::vector<Operation> &operations, qint64 nowMs,
                                               size_t most);

/// Cells: when, what, who. Newest first.
[[nodiscard]] std::vector<Line> eventLines(const std::vector<Event> &events, qint64 nowMs, size_t most);

} // namespace overview

} // namespace streamkeeper
