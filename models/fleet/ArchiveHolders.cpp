#include "models/fleet/ArchiveHolders.h"

#include "models/fleet/FleetState.h"

#include <algorithm>

namespace streamkeeper {

std::vector<StreamOnServer> archiveHolders(const FleetState &fleet, const StreamId &id,
                                           const std::vector<ArchiveHolder> &index)
{
    std::vector<StreamOnServer> holders;
    const auto add = [&](const ServerId &server, const QString &remoteName) {
        const bool isNew = std::ranges::find(holders, server, &StreamOnServer::server) == holders.end();
        if (isNew && fleet.server(server))
            holders.push_back({server, remoteName});
    };
    if (const Stream *stream = fleet.stream(id)) {
        add(stream->mainServer, stream->remoteName);
        add(stream->additionalServer.value_or(ServerId()), stream->remoteName);
    }
    for (const HolderCopy &copy : fleet.holderCopies()) {
        if (copy.stream == id)
            add(copy.server, copy.remoteName);
    }
    for (const ArchiveHolder &holder : index)
        add(holder.server, holder.remoteName);
    return holders;
}

} // namespace streamkeeper
