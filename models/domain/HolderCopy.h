#pragma once

#include "models/domain/Ids.h"

#include <QString>

namespace streamkeeper {

/// A copy of a stream that a transfer left on a server: it is not captured there, keeps what was recorded
/// until the archive's depth has passed, and is removed then (media-server-v2-api.md 2.6). It is no stream
/// of its own: counted nowhere, and not unmanaged.
struct HolderCopy
{
    ServerId server;
    QString remoteName; ///< on that server
    StreamId stream;
    qint64 keepUntilMs = 0; ///< UTC; 0: there is nothing to keep, remove it as soon as the server answers

    bool operator==(const HolderCopy &) const = default;
};

} // namespace streamkeeper
