#pragma once

#include "models/domain/MediaServer.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// The media servers of the registry. Used on the registry's thread.
class ServerRepository
{
public:
    explicit ServerRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<MediaServer>> all();
    /// Inserts or updates by id. A name that another server has is refused with a sentence. What the server's
    /// cluster sets for all its members counts, whatever is given here.
    [[nodiscard]] VoidResult save(const MediaServer &server);
    /// Removes the server, its observations and its token. Streams must have been detached before. Invalid:
    /// it is in a cluster; which of the others stands in for it is for the operator to say.
    [[nodiscard]] VoidResult remove(const ServerId &id);

private:
    [[nodiscard]] Result<MediaServer> withCommonSettings(MediaServer server);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
