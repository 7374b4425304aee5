#pragma once

#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "models/rules/Placement.h"

#include <QJsonArray>
#include <QJsonObject>

namespace streamkeeper::json {

// Clusters, server groups and searches as they are told to scripts; the rules are those of JsonOf.h.

[[nodiscard]] QJsonObject cluster(const FleetState &fleet, const ClusterState &clusters,
                                  const Cluster &cluster);
[[nodiscard]] QJsonObject serverGroup(const FleetState &fleet, const ClusterState &clusters,
                                      const ServerGroup &group);
/// The result with the reasons of every server.
[[nodiscard]] QJsonObject placement(const ClusterState &clusters, const PlacementResult &result);
/// Null if the server is in no cluster.
[[nodiscard]] QJsonValue clusterName(const ClusterState &clusters, const ServerId &server);
/// Null if there is none.
[[nodiscard]] QJsonValue groupName(const ClusterState &clusters, const std::optional<ServerGroupId> &group);

} // namespace streamkeeper::json
