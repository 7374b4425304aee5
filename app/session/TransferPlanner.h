#pragma once

#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "models/fleet/TransferPlan.h"

namespace streamkeeper {

/// Searches places for many streams in their order, a few at a time, so that a window stays alive. All
/// searches look at the servers as they were when it was made, and each counts what the earlier ones have
/// placed. Asks no server. Lives on the thread of the fleet, which must outlive it.
class TransferPlanner
{
public:
    TransferPlanner(const FleetState &fleet, const ClusterState &clusters, const PlacementPolicy &policy,
                    std::vector<StreamId> streams, const PlacementAim &aim, qint64 nowMs);

    /// Before the first search: a place of this plan that still passes all checks is found again, although
    /// another server may be less loaded by now. Loads change with every poll; what an operator confirms is
    /// this plan, and what is opened again is what was shown.
    void prefer(TransferPlan shown) { m_shown = std::move(shown); }
    /// Searches for up to `count` more streams.
    void advance(int count);
    [[nodiscard]] int done() const { return int(m_plan.transfers.size()); }
    [[nodiscard]] int total() const { return int(m_streams.size()); }
    [[nodiscard]] bool isDone() const { return done() == total(); }
    [[nodiscard]] const TransferPlan &plan() const { return m_plan; }

    /// What the search for one stream saw; found anew, for 200 servers of each of 100,000 streams would be
    /// too much to keep.
    [[nodiscard]] SearchDetails detailsOf(int index) const;

private:
    [[nodiscard]] PlannedTransfer search(const StreamId &id);
    [[nodiscard]] const PlannedTransfer *shownPlace(const StreamId &id, const PlacementResult &found) const;

    const FleetState &m_fleet;
    const ClusterState &m_clusters;
    std::vector<StreamId> m_streams;
    PlacementField m_start; ///< before the first search
    PlacementField m_field; ///< with what was placed so far
    std::vector<PlacedStream> m_placed;
    TransferPlan m_plan;
    TransferPlan m_shown; ///< see prefer()
};

} // namespace streamkeeper
