#include "models/fleet/FleetCounts.h"

namespace streamkeeper {

namespace {

/// Of FleetCounts or of a constant one.
template <typename Counts>
auto &counterOf(Counts &counts, StreamStatus status)
{
    switch (status) {
    case StreamStatus::Active:
        return counts.active;
    case StreamStatus::Initialization:
        return counts.initialization;
    case StreamStatus::Inactive:
        return counts.inactive;
    case StreamStatus::Idle:
        return counts.idle;
    case StreamStatus::Empty:
        break;
    }
    return counts.empty;
}

} // namespace

int FleetCounts::of(StreamStatus status) const
{
    return counterOf(*this, status);
}

FleetCounts countStreams(const std::vector<FleetRow> &rows)
{
    FleetCounts counts;
    for (const FleetRow &row : rows) {
        ++counts.total;
        ++counterOf(counts, row.status);
        counts.stale += row.isStale ? 1 : 0;
        counts.incorrect += row.characteristic == Characteristic::Incorrect ? 1 : 0;
        counts.disconnected += row.characteristic == Characteristic::Disconnected ? 1 : 0;
        counts.unmanaged += row.drift == Drift::Unmanaged ? 1 : 0;
        counts.missing += row.drift == Drift::Missing ? 1 : 0;
        counts.different += row.drift == Drift::Different ? 1 : 0;
    }
    return counts;
}

} // namespace streamkeeper
