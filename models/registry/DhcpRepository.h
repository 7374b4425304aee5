#pragma once

#include "models/domain/DhcpSettings.h"
#include "models/registry/RegistryDatabase.h"

namespace streamkeeper {

/// Where the DHCP server is, as all programs on a registry share it. Used on the registry's thread.
class DhcpRepository
{
public:
    explicit DhcpRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<DhcpSettings> settings();
    /// The password that these do not refer to any more goes, too.
    [[nodiscard]] VoidResult setSettings(const DhcpSettings &settings);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
