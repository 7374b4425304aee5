#pragma once

#include "app/secrets/SealedSecrets.h"
#include "models/domain/DhcpSettings.h"
#include "models/domain/InletSettings.h"
#include "models/domain/PlacementPolicy.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/DeviceState.h"
#include "models/fleet/FleetState.h"

#include <vector>

namespace streamkeeper {

/// What a session keeps in memory of its registry, as of the last reading or edit. Lives on the session's
/// thread.
struct RegistryMemory
{
    explicit RegistryMemory(const SecretVault &vault)
        : secrets(vault)
    {
    }

    FleetState fleet;
    ClusterState clusters;
    PlacementPolicy policy;
    DhcpSettings dhcp;
    DeviceState devices;
    InletSettings inlet;
    SealedSecrets secrets;

    [[nodiscard]] std::vector<MediaServer> servers() const;

    void setPolicy(const PlacementPolicy &newPolicy);
    void setServers(std::vector<MediaServer> servers);
    /// Servers by name; addresses of streams are completed as far as they can be unsealed.
    void setFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras, std::vector<Stream> streams);
};

} // namespace streamkeeper
