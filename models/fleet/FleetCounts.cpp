#include "models/fleet/FleetCounts.h"

namespace streamkeeper {

FleetCounts countStreams(const std::vector<FleetRow> &rows)
{
    FleetCounts counts;
    for (const FleetRow &row : rows) {
        ++counts.total;
        switch (row.status) {
        case StreamStatus::Active:
            ++counts.active;
            break;
        case StreamStatus::Initialization:
            ++counts.initialization;
            break;
        case StreamStatus::Inactive:
            ++counts.inactive;
            break;
        case StreamStatus::Empty:
            ++counts.empty;
            break;
        case StreamStatus::Idle:
            ++counts.idle;
            break;
        }
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
