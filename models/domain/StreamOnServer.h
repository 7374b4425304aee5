#pragma once

#include "models/domain/Ids.h"

#include <QString>

namespace streamkeeper {

/// Where a stream can be found: a media server, and the name that it has there.
struct StreamOnServer
{
    ServerId server;
    QString remoteName;

    bool operator==(const StreamOnServer &) const = default;
    friend size_t qHash(const StreamOnServer &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.server, key.remoteName);
    }
};

} // namespace streamkeeper
