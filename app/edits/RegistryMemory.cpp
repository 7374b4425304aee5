#include "app/edits/RegistryMemory.h"

#include <algorithm>

namespace streamkeeper {

std::vector<MediaServer> RegistryMemory::servers() const
{
    std::vector<MediaServer> servers;
    servers.reserve(fleet.servers().size());
    for (const FleetServer &known : fleet.servers())
        servers.push_back(known.server);
    return servers;
}

void RegistryMemory::setPolicy(const PlacementPolicy &newPolicy)
{
    policy = newPolicy;
    fleet.setTransferLock(std::chrono::minutes(policy.transferLockMinutes));
}

void RegistryMemory::setServers(std::vector<MediaServer> servers)
{
    setFleet(std::move(servers), fleet.cameras(), fleet.streams());
}

void RegistryMemory::setFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras,
                              std::vector<Stream> streams)
{
    std::ranges::sort(servers, {}, &MediaServer::name);
    secrets.unsealAddresses(streams);
    fleet.setFleet(std::move(servers), std::move(cameras), std::move(streams));
}

} // namespace streamkeeper
