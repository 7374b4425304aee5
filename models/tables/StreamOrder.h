#pragma once

#include "models/fleet/FleetState.h"
#include "models/tables/StreamColumns.h"
#include "models/tables/StreamFilter.h"

#include <vector>

namespace streamkeeper {

/// Which fleet rows a table shows, and in which order: those that the filter accepts, by raw values
/// (numbers as numbers, names naturally), unknown last in both directions, equal ones by camera name
/// and quality, so that rows do not dance.
[[nodiscard]] std::vector<int> computeStreamOrder(const FleetState &fleet, const StreamFilter &filter,
                                                  StreamColumn column, Qt::SortOrder sortOrder, qint64 nowMs);

} // namespace streamkeeper
