#include "app/edits/ClusterEdits.h"

#include "app/operations/AuditEntry.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryContent.h"
#include "models/registry/ServerRepository.h"
#include "models/rules/ClusterRules.h"

#include <algorithm>
#include <memory>

namespace streamkeeper {

namespace {

/// What a change of clusters or groups may have changed beside them.
struct Changed
{
    std::vector<Cluster> clusters;
    std::vector<ServerGroup> groups;
    std::vector<MediaServer> servers; ///< common settings
    std::vector<Camera> cameras;      ///< their group may be gone
};

template <typename T>
VoidResult take(Result<std::vector<T>> &&from, std::vector<T> &to)
{
    if (!from)
        return tl::unexpected(from.error());
    to = std::move(*from);
    return {};
}

VoidResult readInto(Changed &changed, RegistryDatabase &database)
{
    if (auto read = take(ClusterRepository(database).clusters(), changed.clusters); !read)
        return read;
    if (auto read = take(ClusterRepository(database).groups(), changed.groups); !read)
        return read;
    if (auto read = take(ServerRepository(database).all(), changed.servers); !read)
        return read;
    return take(FleetRepository(database).cameras(), changed.cameras);
}

void takeIntoMemory(Changed changed, RegistryMemory &memory)
{
    std::ranges::sort(changed.servers, {}, &MediaServer::name);
    const bool hasSameCameras = changed.cameras.size() == memory.fleet.cameras().size() &&
                                std::ranges::all_of(changed.cameras, [&](const Camera &camera) {
                                    const Camera *known = memory.fleet.camera(camera.id);
                                    return known && *known == camera;
                                });
    if (changed.servers != memory.servers() || !hasSameCameras)
        memory.setFleet(std::move(changed.servers), std::move(changed.cameras), memory.fleet.streams());
    memory.clusters.set(std::move(changed.clusters), std::move(changed.groups));
}

} // namespace

void ClusterEdits::change(const Operation &entry, std::function<VoidResult(ClusterRepository &)> write,
                          QObject *context, RegistryEditor::Done<void> done)
{
    const auto changed = std::make_shared<Changed>();
    RegistryEdit edit;
    edit.entries = {entry};
    edit.write = [write = std::move(write), changed](RegistryDatabase &database) -> VoidResult {
        ClusterRepository repository(database);
        if (auto written = write(repository); !written)
            return written;
        return readInto(*changed, database);
    };
    edit.remember = [this, changed] { takeIntoMemory(std::move(*changed), m_editor.memory()); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void ClusterEdits::save(Cluster cluster, QObject *context, RegistryEditor::Done<void> done)
{
    const ClusterState &clusters = m_editor.memory().clusters;
    if (auto checked = checkCluster(cluster, clusters.clusters()); !checked) {
        done(checked);
        return;
    }
    const bool isNew = clusters.cluster(cluster.id) == nullptr;
    if (isNew && !cluster.createdAt.isValid())
        cluster.createdAt = m_editor.clock().nowUtc();
    change(
        auditEntry(isNew ? OperationKind::AddCluster : OperationKind::EditCluster, cluster.name),
        [cluster](ClusterRepository &repository) { return repository.save(cluster); }, context,
        std::move(done));
}

void ClusterEdits::remove(const ClusterId &id, QObject *context, RegistryEditor::Done<void> done)
{
    const Cluster *known = m_editor.memory().clusters.cluster(id);
    change(
        auditEntry(OperationKind::RemoveCluster, known ? known->name : QString()),
        [id](ClusterRepository &repository) { return repository.removeCluster(id); }, context,
        std::move(done));
}

void ClusterEdits::saveGroup(ServerGroup group, QObject *context, RegistryEditor::Done<void> done)
{
    const ClusterState &clusters = m_editor.memory().clusters;
    if (auto checked = checkServerGroup(group, clusters.groups()); !checked) {
        done(checked);
        return;
    }
    const bool isNew = clusters.group(group.id) == nullptr;
    if (isNew && !group.createdAt.isValid())
        group.createdAt = m_editor.clock().nowUtc();
    change(
        auditEntry(isNew ? OperationKind::AddServerGroup : OperationKind::EditServerGroup, group.name),
        [group](ClusterRepository &repository) { return repository.save(group); }, context, std::move(done));
}

void ClusterEdits::removeGroup(const ServerGroupId &id, QObject *context, RegistryEditor::Done<void> done)
{
    const ServerGroup *known = m_editor.memory().clusters.group(id);
    change(
        auditEntry(OperationKind::RemoveServerGroup, known ? known->name : QString()),
        [id](ClusterRepository &repository) { return repository.removeGroup(id); }, context, std::move(done));
}

void ClusterEdits::savePolicy(const PlacementPolicy &policy, QObject *context,
                              RegistryEditor::Done<void> done)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::EditSearchSettings, {})};
    edit.write = [policy](RegistryDatabase &database) { return writePlacementPolicy(database, policy); };
    edit.remember = [this, policy] { m_editor.memory().setPolicy(policy); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
