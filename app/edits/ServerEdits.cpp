#include "app/edits/ServerEdits.h"

#include "app/operations/AuditEntry.h"
#include "models/registry/ServerRepository.h"
#include "models/rules/ServerEditRule.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace streamkeeper {

namespace {

Operation entryOf(OperationKind kind, const ServerId &server, const QString &name)
{
    Operation entry = auditEntry(kind, name);
    entry.server = server;
    entry.serverName = name;
    return entry;
}

std::vector<MediaServer> without(std::vector<MediaServer> servers, const ServerId &id)
{
    std::erase_if(servers, [&](const MediaServer &server) { return server.id == id; });
    return servers;
}

} // namespace

void ServerEdits::save(MediaServer server, const SecretText &secret, QObject *context,
                       RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    // As the registry does it, so that both keep the same.
    if (const Cluster *cluster = memory.clusters.clusterOf(server.id))
        cluster->common.applyTo(server);
    RegistryEdit edit;
    SecretId replaced;
    // The next run has the key again, and the token that was sealed with it.
    const bool isForThisRun = !secret.isEmpty() && memory.secrets.outlastsThisRun(server.tokenSecret);
    if (!secret.isEmpty() && !isForThisRun) {
        auto sealed = memory.secrets.seal(tokenPurpose, secret);
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
        replaced = std::exchange(server.tokenSecret, sealed->id);
        edit.secrets.push_back(std::move(*sealed));
    }
    const bool isNew = !memory.fleet.server(server.id);
    if (isNew && !server.createdAt.isValid())
        server.createdAt = m_editor.clock().nowUtc();
    edit.entries = {
        entryOf(isNew ? OperationKind::AddServer : OperationKind::EditServer, server.id, server.name)};
    edit.leavesSecrets = true; // the token that was replaced
    edit.write = [server](RegistryDatabase &database) -> VoidResult {
        // Here and not before: another program may have added it a moment ago.
        const auto known = ServerRepository(database).all();
        if (!known)
            return tl::unexpected(known.error());
        if (const QString taken = whyAddressIsTaken(server, *known); !taken.isEmpty())
            return fail(ErrorCategory::Invalid, taken);
        return ServerRepository(database).save(server);
    };
    edit.remember = [&memory, server, isNew, replaced,
                     lent = isForThisRun ? secret : SecretText()]() mutable {
        server.revision += isNew ? 0 : 1;
        if (!lent.isEmpty())
            memory.secrets.replaceForThisRun(server.tokenSecret, lent);
        memory.secrets.remove(replaced); // not before: if nothing was written, the old one still counts
        std::vector<MediaServer> servers = without(memory.servers(), server.id);
        servers.push_back(server);
        memory.setServers(std::move(servers));
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void ServerEdits::remove(const ServerId &id, StreamsOfRemovedServer fate, QObject *context,
                         RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    edit.entries = {entryOf(OperationKind::RemoveServer, id, memory.fleet.serverName(id))};
    // What its streams and their cameras have become is for the registry to say.
    struct Rest
    {
        std::vector<Camera> cameras;
        std::vector<Stream> streams;
    };
    const auto rest = std::make_shared<Rest>();
    edit.write = [id, fate, rest](RegistryDatabase &database) -> VoidResult {
        FleetRepository fleet(database);
        if (auto detached = fleet.detachServer(id, fate); !detached)
            return detached;
        if (auto removed = ServerRepository(database).remove(id); !removed)
            return removed;
        auto cameras = fleet.cameras();
        auto streams = fleet.streams();
        if (!cameras || !streams)
            return tl::unexpected(!cameras ? cameras.error() : streams.error());
        *rest = {std::move(*cameras), std::move(*streams)};
        return {};
    };
    edit.remember = [&memory, id, rest] {
        memory.setFleet(without(memory.servers(), id), std::move(rest->cameras), std::move(rest->streams));
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
