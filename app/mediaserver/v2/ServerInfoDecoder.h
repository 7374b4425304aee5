#pragma once

#include "models/domain/Result.h"
#include "models/domain/ServerSnapshot.h"

#include <QByteArray>
#include <QStringList>

namespace streamkeeper::v2 {

/// What a media_server_v2 says of itself.
struct ServerState
{
    ServerLoad load;
    QStringList warnings;
};

/// GetInfo of the server (media-server-v2-api.md 2.7): a pure function of bytes; every field is optional.
[[nodiscard]] Result<ServerState> decodeServerInfo(const QByteArray &body);

} // namespace streamkeeper::v2
