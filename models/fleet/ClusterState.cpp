#include "models/fleet/ClusterState.h"

#include "models/rules/NaturalOrder.h"

#include <algorithm>

namespace streamkeeper {

namespace {

template <typename Value>
void sortByName(std::vector<Value> &values)
{
    const QCollator collator = naturalCollator();
    std::ranges::sort(values, [&](const Value &left, const Value &right) {
        const int order = collator.compare(left.name, right.name);
        return order != 0 ? order < 0 : left.id < right.id;
    });
}

} // namespace

void ClusterState::set(std::vector<Cluster> clusters, std::vector<ServerGroup> groups)
{
    sortByName(clusters);
    sortByName(groups);
    if (clusters == m_clusters && groups == m_groups)
        return;
    m_clusters = std::move(clusters);
    m_groups = std::move(groups);
    m_clusterById.clear();
    m_clusterByServer.clear();
    m_groupById.clear();
    for (int i = 0; i < int(m_clusters.size()); ++i) {
        m_clusterById.insert(m_clusters[size_t(i)].id, i);
        for (const ServerId &server : m_clusters[size_t(i)].members())
            m_clusterByServer.insert(server, i);
    }
    for (int i = 0; i < int(m_groups.size()); ++i)
        m_groupById.insert(m_groups[size_t(i)].id, i);
    Q_EMIT changed();
}

const Cluster *ClusterState::cluster(const ClusterId &id) const
{
    const int index = m_clusterById.value(id, -1);
    return index < 0 ? nullptr : &m_clusters[size_t(index)];
}

const Cluster *ClusterState::clusterOf(const ServerId &server) const
{
    const int index = m_clusterByServer.value(server, -1);
    return index < 0 ? nullptr : &m_clusters[size_t(index)];
}

const ServerGroup *ClusterState::group(const ServerGroupId &id) const
{
    const int index = m_groupById.value(id, -1);
    return index < 0 ? nullptr : &m_groups[size_t(index)];
}

std::vector<const ServerGroup *> ClusterState::groupsOf(const ClusterId &cluster) const
{
    std::vector<const ServerGroup *> found;
    for (const ServerGroup &group : m_groups) {
        if (std::ranges::find(group.clusters, cluster) != group.clusters.end())
            found.push_back(&group);
    }
    return found;
}

} // namespace streamkeeper
