#pragma once

#include "models/domain/InletSettings.h"
#include "models/registry/RegistryDatabase.h"

namespace streamkeeper {

/// Where orders are taken, as all programs on a registry share it. Used on the registry's thread.
class InletRepository
{
public:
    explicit InletRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<InletSettings> settings();
    /// The token that these do not refer to any more goes, too.
    [[nodiscard]] VoidResult setSettings(const InletSettings &settings);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
