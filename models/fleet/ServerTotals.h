#pragma once

#include "models/domain/ServerSnapshot.h"

#include <optional>

namespace streamkeeper {

/// What a media server carries, kept up to date with rows and snapshots: a search asks it of every server.
struct ServerTotals
{
    int registeredMain = 0; ///< streams whose main server it is in the registry
    int seenMain = 0;       ///< main streams of its last snapshot
    /// Incoming, of the last snapshot; unknown streams count nothing. None: no snapshot, or streams have
    /// picture and no rate is known (the first poll of a server that counts bytes).
    std::optional<qint64> mainBitrateBps;
    std::optional<qint64> totalBitrateBps; ///< main and additional

    /// Takes what the server shows now.
    void sumUp(const ServerSnapshot &snapshot);

    bool operator==(const ServerTotals &) const = default;
};

} // namespace streamkeeper
