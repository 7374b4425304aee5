#pragma once

#include "models/domain/ServerSnapshot.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// The last observation of each stream, apart from the desired state: what the next start and the
/// command line show, with its age, before the first poll. Used on the registry's thread.
class ObservationRepository
{
public:
    explicit ObservationRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// One snapshot per server, in no order; `streams` sorted by remote name as everywhere.
    [[nodiscard]] Result<std::vector<SnapshotPtr>> load();
    /// Replaces what is stored for these servers: streams that a server has no more are pruned. A
    /// server that was removed meanwhile is passed over.
    [[nodiscard]] VoidResult save(const std::vector<SnapshotPtr> &snapshots);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
