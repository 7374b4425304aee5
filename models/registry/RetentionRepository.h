#pragma once

#include "models/domain/Retention.h"
#include "models/registry/RegistryDatabase.h"

namespace streamkeeper {

/// Lets go of operations and share links that have ended long ago, and of events. What is open, or what it
/// belongs to, stays: an operation whose batch has one that has not ended, or whose stream has a copy on some
/// server, and a link whose end is not done. Used on the registry's thread.
class RetentionRepository
{
public:
    struct Removed
    {
        int operations = 0;
        int links = 0;
        int events = 0;
    };

    explicit RetentionRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<Retention> retention();
    [[nodiscard]] VoidResult setRetention(const Retention &retention);
    /// At most so many of each kind, the oldest first; operations and links in one transaction. Days count
    /// back from the newest row of the journal, if that is before `nowMs`: a clock that runs ahead takes
    /// nothing away.
    [[nodiscard]] Result<Removed> removeEnded(qint64 nowMs, int most);

private:
    [[nodiscard]] Result<qint64> newestMs(qint64 nowMs);
    [[nodiscard]] Result<int> removeOperations(qint64 endedBeforeMs, int most);
    [[nodiscard]] Result<int> removeLinks(qint64 endedBeforeMs, int most);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
