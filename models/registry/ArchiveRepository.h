#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/HolderCopy.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// Which server holds which period of a stream's recordings. Used on the registry's thread, each change in a
/// transaction of the caller.
class ArchiveRepository
{
public:
    explicit ArchiveRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// By time.
    [[nodiscard]] Result<std::vector<ArchiveHolder>> holdersOf(const StreamId &stream);
    /// These periods are all that `server` holds of `stream`; none: it holds nothing any more.
    [[nodiscard]] VoidResult replace(const StreamId &stream, const ServerId &server,
                                     const std::vector<ArchiveHolder> &periods);
    /// Forgets what ended before this moment (UTC): the servers have erased it.
    [[nodiscard]] VoidResult removeEndedBefore(const StreamId &stream, qint64 beforeMs);

    /// All of the registry, by server and name.
    [[nodiscard]] Result<std::vector<HolderCopy>> copies();
    [[nodiscard]] VoidResult saveCopies(const std::vector<HolderCopy> &copies);
    [[nodiscard]] VoidResult removeCopy(const ServerId &server, const QString &remoteName);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
