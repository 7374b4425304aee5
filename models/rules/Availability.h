#pragma once

#include "models/domain/History.h"
#include "models/rules/StatusStrip.h"

#include <optional>
#include <vector>

namespace streamkeeper {

/// How many streams of the fleet were in which state in one step of time. Those that want no picture count
/// nowhere. What nobody saw is -1 as a whole: no program looked.
struct AvailabilityPoint
{
    qint64 atMs = 0; ///< UTC, begin of the step
    int active = -1;
    int inactive = -1;
    int initialization = -1;
    int stale = -1; ///< of servers that were not heard in this step, as many as they had when they last were

    [[nodiscard]] bool isKnown() const { return active >= 0; }
    [[nodiscard]] int total() const { return active + inactive + initialization + stale; }
    bool operator==(const AvailabilityPoint &) const = default;
};

/// One point for each `stepMs` of `shown`. Of a server the last sample of a step counts; samples are oldest
/// first. A server counts from its first sample on.
[[nodiscard]] std::vector<AvailabilityPoint>
availability(const std::vector<std::vector<ServerSample>> &servers, TimeSpan shown, qint64 stepMs);

/// When the storages of a server are full if they go on filling as they did.
struct FullnessForecast
{
    double days = 0; ///< from the newest sample on
    bool operator==(const FullnessForecast &) const = default;
};

/// None where there is too little to tell by (less than a day), where nothing grows, or where it takes longer
/// than half a year: recordings that expire as fast as they come never fill a disk. Samples are oldest first.
[[nodiscard]] std::optional<FullnessForecast> forecastFull(const std::vector<ServerSample> &samples);

} // namespace streamkeeper
