#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/ServerGroup.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// Clusters and server groups. Used on the registry's thread, each change in a transaction of the caller.
class ClusterRepository
{
public:
    explicit ClusterRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// By name.
    [[nodiscard]] Result<std::vector<Cluster>> clusters();
    [[nodiscard]] Result<std::vector<ServerGroup>> groups();

    /// Inserts or replaces by id, and gives the common settings to the members. Invalid: a name or a server
    /// that another cluster has, fewer than two servers, a server that is gone. Conflict: another revision.
    [[nodiscard]] VoidResult save(const Cluster &cluster);
    /// Its servers are in no cluster then and keep the settings they got; groups lose it.
    [[nodiscard]] VoidResult removeCluster(const ClusterId &id);
    /// Invalid: a name that another group has, a parent below itself, a cluster that is gone. Conflict:
    /// another revision.
    [[nodiscard]] VoidResult save(const ServerGroup &group);
    /// Its cameras are in no group then; its children go to its parent.
    [[nodiscard]] VoidResult removeGroup(const ServerGroupId &id);

private:
    [[nodiscard]] VoidResult checkName(const QString &table, const QString &name, const QString &id,
                                       const QString &taken);
    [[nodiscard]] VoidResult checkMembers(const Cluster &cluster);
    [[nodiscard]] VoidResult writeMembers(const Cluster &cluster);
    [[nodiscard]] VoidResult giveCommonSettings(const Cluster &cluster);
    [[nodiscard]] VoidResult checkParents(const ServerGroup &group);
    [[nodiscard]] VoidResult runAll(const std::vector<std::pair<QString, QVariantList>> &statements);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
