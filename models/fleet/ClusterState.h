#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/ServerGroup.h"

#include <QHash>
#include <QObject>

#include <vector>

namespace streamkeeper {

/// Clusters and server groups in memory, by name. Lives on the thread of FleetState.
class ClusterState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Tells of a change only if there is one.
    void set(std::vector<Cluster> clusters, std::vector<ServerGroup> groups);

    [[nodiscard]] const std::vector<Cluster> &clusters() const { return m_clusters; }
    [[nodiscard]] const std::vector<ServerGroup> &groups() const { return m_groups; }
    /// Null if there is none.
    [[nodiscard]] const Cluster *cluster(const ClusterId &id) const;
    [[nodiscard]] const Cluster *clusterOf(const ServerId &server) const;
    [[nodiscard]] const ServerGroup *group(const ServerGroupId &id) const;
    /// Groups that name this cluster, by name.
    [[nodiscard]] std::vector<const ServerGroup *> groupsOf(const ClusterId &cluster) const;

Q_SIGNALS:
    void changed();

private:
    std::vector<Cluster> m_clusters;
    std::vector<ServerGroup> m_groups;
    QHash<ClusterId, int> m_clusterById;
    QHash<ServerId, int> m_clusterByServer;
    QHash<ServerGroupId, int> m_groupById;
};

} // namespace streamkeeper
