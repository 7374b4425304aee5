#pragma once

#include "models/domain/Event.h"
#include "models/domain/Operation.h"
#include "views/charts/TimeChart.h"

#include <vector>

namespace streamkeeper {

/// What of the journal stands above a chart: restarts and transfers that were carried out.
[[nodiscard]] std::vector<TimeChart::Mark> chartMarks(const std::vector<Operation> &operations);
/// What of the log does: restarts and outages of a media server.
[[nodiscard]] std::vector<TimeChart::Mark> chartMarks(const std::vector<Event> &events);

} // namespace streamkeeper
