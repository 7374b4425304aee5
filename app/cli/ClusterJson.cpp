#include "app/cli/ClusterJson.h"

#include "app/cli/JsonOf.h"
#include "models/texts/PlacementTexts.h"

#include <algorithm>
#include <array>

namespace streamkeeper::json {

using namespace Qt::StringLiterals;

namespace {

const QJsonValue null = QJsonValue::Null;

QJsonValue serverName(const FleetState &fleet, const ServerId &id)
{
    return fleet.server(id) ? QJsonValue(fleet.serverName(id)) : null;
}

template <typename Number>
QJsonValue optional(const std::optional<Number> &number)
{
    return number ? QJsonValue(qint64(*number)) : null;
}

/// In the order of the enums.
const std::array states{"both_found", "main_found", "additional_not_found", "none_found"};
const std::array scopes{"group_of_camera", "subnet_of_group", "outside_groups", "outside_clusters",
                        "picked_cluster"};
const std::array checks{"distribution", "answers", "stream_limit",  "traffic_limit",
                        "group_type",   "storage", "not_the_source"};
const std::array reasons{"chosen", "fails_checks", "other_server", "other_cluster", "outside_search"};
constexpr std::array<std::pair<PlacementWarning, const char *>, 6> warningWords{
    {{PlacementWarning::StorageUnknown, "storage_unknown"},
     {PlacementWarning::LoadUnknown, "load_unknown"},
     {PlacementWarning::BitrateUnknown, "bitrate_unknown"},
     {PlacementWarning::ReserveLost, "reserve_lost"},
     {PlacementWarning::LeavesGroup, "leaves_group"},
     {PlacementWarning::ReservationOn, "reservation_on"}}};

template <size_t N, typename Enum>
QString wordOf(const std::array<const char *, N> &words, Enum value)
{
    return QString::fromLatin1(words[size_t(value)]);
}

QJsonObject judgedServer(const ClusterState &clusters, const JudgedServer &server)
{
    QJsonArray failed;
    for (const ServerCheck check : server.verdict.failed)
        failed.append(wordOf(checks, check));
    const Cluster *cluster = server.cluster ? clusters.cluster(*server.cluster) : nullptr;
    return {{u"name"_s, server.name},
            {u"cluster"_s, cluster ? QJsonValue(cluster->name) : null},
            {u"role"_s, server.role == PlacementRole::Main         ? QJsonValue(u"main"_s)
                        : server.role == PlacementRole::Additional ? QJsonValue(u"additional"_s)
                                                                   : null},
            {u"result"_s, wordOf(reasons, server.why)},
            {u"reason"_s, text(texts::whyNotChosen(server))},
            {u"failedChecks"_s, failed},
            {u"storageKnown"_s, !server.verdict.isStorageUnknown},
            {u"loadKbps"_s, kbps(server.mainBitrateBps.value_or(-1))},
            {u"mainStreams"_s, server.mainStreams}};
}

} // namespace

QJsonValue clusterName(const ClusterState &clusters, const ServerId &server)
{
    const Cluster *cluster = clusters.clusterOf(server);
    return cluster ? QJsonValue(cluster->name) : null;
}

QJsonValue groupName(const ClusterState &clusters, const std::optional<ServerGroupId> &group)
{
    const ServerGroup *found = group ? clusters.group(*group) : nullptr;
    return found ? QJsonValue(found->name) : null;
}

QJsonObject cluster(const FleetState &fleet, const ClusterState &clusters, const Cluster &cluster)
{
    QJsonArray additional;
    for (const ServerId &server : cluster.additionalServers)
        additional.append(serverName(fleet, server));
    QJsonArray groups;
    for (const ServerGroup *group : clusters.groupsOf(cluster.id))
        groups.append(group->name);
    return {{u"id"_s, cluster.id.toString()},
            {u"name"_s, cluster.name},
            {u"main"_s, serverName(fleet, cluster.mainServer)},
            {u"additional"_s, additional},
            {u"streamsLimit"_s, optional(cluster.common.streamsLimit)},
            {u"bitrateLimitKbps"_s, kbps(cluster.common.bitrateLimitBps.value_or(-1))},
            {u"apiPort"_s, optional(cluster.common.apiPort)},
            {u"hlsPort"_s, optional(cluster.common.hlsPort)},
            {u"rtspPort"_s, optional(cluster.common.rtspPort)},
            {u"groups"_s, groups}};
}

QJsonObject serverGroup(const FleetState &fleet, const ClusterState &clusters, const ServerGroup &group)
{
    QJsonArray names;
    for (const ClusterId &id : group.clusters) {
        if (const Cluster *cluster = clusters.cluster(id))
            names.append(cluster->name);
    }
    const auto cameras = std::ranges::count_if(
        fleet.cameras(), [&](const Camera &camera) { return camera.serverGroup == group.id; });
    return {{u"id"_s, group.id.toString()},
            {u"name"_s, group.name},
            {u"parent"_s, groupName(clusters, group.parent)},
            {u"clusters"_s, names},
            {u"subnets"_s, QJsonArray::fromStringList(group.subnets)},
            {u"cameras"_s, qint64(cameras)}};
}

QJsonObject placement(const ClusterState &clusters, const PlacementResult &result)
{
    const auto nameOf = [&](const std::optional<ServerId> &id) {
        const auto found = std::ranges::find(result.servers, id.value_or(ServerId()), &JudgedServer::id);
        return found == result.servers.end() ? null : QJsonValue(found->name);
    };
    const auto clusterText = [&](const std::optional<ClusterId> &id) {
        const Cluster *found = id ? clusters.cluster(*id) : nullptr;
        return found ? QJsonValue(found->name) : null;
    };
    QJsonArray searched;
    for (const ClusterId &id : result.searchedClusters)
        searched.append(clusterText(id));
    QJsonArray warnings;
    for (const auto &[warning, word] : warningWords) {
        if (result.warnings.testFlag(warning))
            warnings.append(QString::fromLatin1(word));
    }
    QJsonArray servers;
    for (const JudgedServer &server : result.servers)
        servers.append(judgedServer(clusters, server));
    const QJsonValue group = groupName(clusters, result.group);
    return {{u"state"_s, wordOf(states, result.state)},
            {u"message"_s, texts::placementState(result.state)},
            {u"scope"_s, wordOf(scopes, result.scope)},
            {u"scopeText"_s, texts::searchScope(result, group.toString())},
            {u"group"_s, group},
            {u"subnet"_s, text(result.subnet)},
            {u"searchedClusters"_s, searched},
            {u"cluster"_s, clusterText(result.cluster)},
            {u"main"_s, nameOf(result.main)},
            {u"additional"_s, nameOf(result.additional)},
            {u"warnings"_s, warnings},
            {u"servers"_s, servers}};
}

} // namespace streamkeeper::json
