#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/Result.h"
#include "models/domain/ServerGroup.h"

#include <vector>

namespace streamkeeper {

// What may be a cluster or a server group, beside the others of the registry (domain.md 3.2 and 3.3). Each
// check says in one sentence what is wrong first.

/// Name given and free, a main server, at least one additional one, each server once and in no other cluster.
[[nodiscard]] VoidResult checkCluster(const Cluster &cluster, const std::vector<Cluster> &others);
/// Name given and free, a parent that is not below the group, subnets that are subnets.
[[nodiscard]] VoidResult checkServerGroup(const ServerGroup &group, const std::vector<ServerGroup> &others);

/// True if `parent` is the group itself or below it.
[[nodiscard]] bool isCycle(const ServerGroupId &group, const ServerGroupId &parent,
                           const std::vector<ServerGroup> &groups);

/// A subnet of a group that has addresses in common with another group's: allowed, the longest prefix
/// decides.
struct SubnetOverlap
{
    QString subnet;
    QString other;
    ServerGroupId otherGroup;

    bool operator==(const SubnetOverlap &) const = default;
};
[[nodiscard]] std::vector<SubnetOverlap> findOverlaps(const ServerGroup &group,
                                                      const std::vector<ServerGroup> &others);
/// One sentence for each, with the name of the other group and who decides.
[[nodiscard]] QStringList overlapTexts(const ServerGroup &group, const std::vector<ServerGroup> &others);

} // namespace streamkeeper
