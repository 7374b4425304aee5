#pragma once

#include "models/domain/NetworkDevice.h"
#include "models/domain/ProvisioningSettings.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// Network devices on their way to cameras, and how cameras come by themselves (domain.md 5). Used on the
/// registry's thread.
class DeviceRepository
{
public:
    explicit DeviceRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<NetworkDevice>> all();
    /// A new one is added, a known one is replaced but for who works on it. Conflict: somebody else has
    /// changed it meanwhile, has a device of that MAC address, or one of that camera.
    [[nodiscard]] VoidResult save(const NetworkDevice &device);
    /// Conflict: somebody else has changed it meanwhile.
    [[nodiscard]] VoidResult remove(const NetworkDeviceId &id, int revision);

    /// Makes `owner` the one who works on it, if nobody does, or still `device.owner`, whom the caller knows
    /// to be dead; false if somebody else came first.
    [[nodiscard]] Result<bool> claim(const NetworkDevice &device, const OperationOwner &owner,
                                     qint64 leaseUntilMs);
    [[nodiscard]] VoidResult renewClaims(const OperationOwner &owner, qint64 leaseUntilMs);
    [[nodiscard]] VoidResult letGo(const NetworkDeviceId &id, const OperationOwner &owner);

    [[nodiscard]] Result<ProvisioningSettings> settings();
    [[nodiscard]] VoidResult setSettings(const ProvisioningSettings &settings);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
