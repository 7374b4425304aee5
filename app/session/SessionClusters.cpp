#include "app/session/Session.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/rules/ClusterRules.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

// The part of Session that keeps clusters and server groups, and searches servers for transfers.

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// What a change of clusters or groups may have changed beside them.
struct Changed
{
    std::vector<Cluster> clusters;
    std::vector<ServerGroup> groups;
    std::vector<MediaServer> servers; ///< common settings
    std::vector<Camera> cameras;      ///< their group may be gone
};
using ChangedPtr = std::shared_ptr<Changed>;

Result<ChangedPtr> readChanged(RegistryDatabase &database)
{
    auto clusters = ClusterRepository(database).clusters();
    if (!clusters)
        return tl::unexpected(clusters.error());
    auto groups = ClusterRepository(database).groups();
    if (!groups)
        return tl::unexpected(groups.error());
    auto servers = ServerRepository(database).all();
    if (!servers)
        return tl::unexpected(servers.error());
    auto cameras = FleetRepository(database).cameras();
    if (!cameras)
        return tl::unexpected(cameras.error());
    return std::make_shared<Changed>(
        Changed{std::move(*clusters), std::move(*groups), std::move(*servers), std::move(*cameras)});
}

} // namespace

void Session::changeClusters(const Operation &entry, std::function<VoidResult(ClusterRepository &)> change,
                             QObject *context, Done<void> done)
{
    const auto job = [entry, change = std::move(change)](RegistryDatabase &database) -> Result<ChangedPtr> {
        const auto written = database.inTransaction([&]() -> VoidResult {
            ClusterRepository repository(database);
            if (auto changed = change(repository); !changed)
                return changed;
            return OperationRepository(database).addFinished(entry, QDateTime::currentMSecsSinceEpoch());
        });
        if (!written)
            return tl::unexpected(written.error());
        return readChanged(database);
    };
    QPointer<QObject> guard(context);
    onRegistry<ChangedPtr>(this, job, [this, guard, done = std::move(done)](const Result<ChangedPtr> &read) {
        if (read) {
            Changed &changed = **read;
            const std::vector<MediaServer> before = m_servers;
            const bool hasSameCameras = changed.cameras.size() == m_fleet.cameras().size() &&
                                        std::ranges::all_of(changed.cameras, [this](const Camera &camera) {
                                            const Camera *known = m_fleet.camera(camera.id);
                                            return known && *known == camera;
                                        });
            if (before != changed.servers || !hasSameCameras)
                reloadFleet(std::move(changed.servers), std::move(changed.cameras), m_fleet.streams());
            for (const MediaServer &server : m_servers) {
                if (m_isPolling && std::ranges::find(before, server) == before.end())
                    startServer(server);
            }
            m_clusters.set(std::move(changed.clusters), std::move(changed.groups));
            Q_EMIT registryWritten();
        }
        if (guard)
            done(read ? VoidResult() : tl::unexpected(read.error()));
    });
}

void Session::saveCluster(const Cluster &cluster, QObject *context, Done<void> done)
{
    if (auto checked = checkCluster(cluster, m_clusters.clusters()); !checked) {
        done(checked);
        return;
    }
    const bool isNew = m_clusters.cluster(cluster.id) == nullptr;
    changeClusters(
        auditEntry(isNew ? OperationKind::AddCluster : OperationKind::EditCluster, cluster.name,
                   m_operations->owner()),
        [cluster](ClusterRepository &repository) { return repository.save(cluster); }, context,
        std::move(done));
}

void Session::removeCluster(const ClusterId &id, QObject *context, Done<void> done)
{
    const Cluster *known = m_clusters.cluster(id);
    changeClusters(
        auditEntry(OperationKind::RemoveCluster, known ? known->name : QString(), m_operations->owner()),
        [id](ClusterRepository &repository) { return repository.removeCluster(id); }, context,
        std::move(done));
}

void Session::saveServerGroup(const ServerGroup &group, QObject *context, Done<void> done)
{
    if (auto checked = checkServerGroup(group, m_clusters.groups()); !checked) {
        done(checked);
        return;
    }
    const bool isNew = m_clusters.group(group.id) == nullptr;
    changeClusters(
        auditEntry(isNew ? OperationKind::AddServerGroup : OperationKind::EditServerGroup, group.name,
                   m_operations->owner()),
        [group](ClusterRepository &repository) { return repository.save(group); }, context, std::move(done));
}

void Session::removeServerGroup(const ServerGroupId &id, QObject *context, Done<void> done)
{
    const ServerGroup *known = m_clusters.group(id);
    changeClusters(
        auditEntry(OperationKind::RemoveServerGroup, known ? known->name : QString(), m_operations->owner()),
        [id](ClusterRepository &repository) { return repository.removeGroup(id); }, context, std::move(done));
}

void Session::savePlacementPolicy(const PlacementPolicy &policy, QObject *context, Done<void> done)
{
    const auto job = [policy](RegistryDatabase &database) {
        return database.inTransaction([&] { return writePlacementPolicy(database, policy); });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(this, job, [this, policy, guard, done = std::move(done)](const Result<void> &written) {
        if (written) {
            takePolicy(policy);
            Q_EMIT registryWritten();
        }
        if (guard)
            done(written);
    });
}

Result<PlacementResult> Session::searchTransfer(const StreamId &id,
                                                const std::optional<ClusterId> &picked) const
{
    const Stream *stream = m_fleet.stream(id);
    if (!stream)
        return fail(ErrorCategory::Invalid, tr("The stream is not in the registry."));
    if (picked && !m_clusters.cluster(*picked))
        return fail(ErrorCategory::Invalid, tr("The cluster is not in the registry any more."));
    return findPlace(placedStream(m_fleet, *stream), placementField(m_fleet, m_clusters, m_policy), picked);
}

} // namespace streamkeeper
