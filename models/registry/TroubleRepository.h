#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Trouble.h"
#include "models/domain/TroublePolicy.h"
#include "models/registry/RegistryDatabase.h"

#include <QHash>

namespace streamkeeper {

/// The histories of streams in trouble (domain.md 4), and what counts as such for all programs on the
/// registry. Used on the registry's thread.
class TroubleRepository
{
public:
    using Histories = QHash<StreamId, TroubleHistory>;

    explicit TroubleRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// Oldest first.
    [[nodiscard]] Result<Histories> load();
    /// Of streams that the registry still has; what stands there already is the same event. Lets go what is
    /// older than it is kept, and the oldest of more than `most` of these streams.
    [[nodiscard]] VoidResult add(const Histories &events, qint64 nowMs, int most);

    [[nodiscard]] Result<TroublePolicy> policy();
    [[nodiscard]] VoidResult setPolicy(const TroublePolicy &policy);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
