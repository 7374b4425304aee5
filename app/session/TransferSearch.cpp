#include "app/session/TransferSearch.h"

#include <QUrl>

#include <algorithm>

namespace streamkeeper {

namespace {

ServerStanding standingOf(const FleetServer &entry)
{
    ServerStanding standing;
    const MediaServer &server = entry.server;
    standing.id = server.id;
    standing.name = server.name;
    standing.isActive = server.isActive;
    standing.answers = entry.snapshot && !entry.isStale();
    standing.groupType = server.groupType;
    standing.streamsLimit = server.streamsLimit;
    standing.bitrateLimitBps = server.bitrateLimitBps;
    standing.keepsReserve = entry.capabilities().testFlag(Capability::Reserve);
    // What the registry has placed there counts, also while the server does not show it yet.
    standing.mainStreams = std::max(entry.totals.registeredMain, entry.totals.seenMain);
    if (!entry.snapshot)
        return standing;
    standing.mainBitrateBps = entry.totals.mainBitrateBps;
    standing.totalBitrateBps = entry.totals.totalBitrateBps;
    for (const ServerStorage &storage : entry.snapshot->load.storages) {
        if (storage.isUsable && storage.totalBytes > 0)
            standing.disksFullPercent.push_back(
                int(100 - 100 * std::max<qint64>(0, storage.freeBytes) / storage.totalBytes));
    }
    return standing;
}

} // namespace

std::vector<ServerStanding> standingsOf(const FleetState &fleet)
{
    std::vector<ServerStanding> standings;
    standings.reserve(fleet.servers().size());
    for (const FleetServer &server : fleet.servers())
        standings.push_back(standingOf(server));
    return standings;
}

PlacementField placementField(const FleetState &fleet, const ClusterState &clusters,
                              const PlacementPolicy &policy)
{
    return {standingsOf(fleet), clusters.clusters(), clusters.groups(), policy};
}

PlacedStream placedStream(const FleetState &fleet, const Stream &stream)
{
    PlacedStream placed;
    placed.mainServer = stream.mainServer;
    placed.additionalServer = stream.additionalServer;
    if (const Camera *camera = fleet.camera(stream.camera)) {
        placed.group = camera->serverGroup;
        placed.ipAddress = camera->ipAddress;
        placed.groupType = camera->groupType;
    }
    if (placed.ipAddress.isEmpty())
        placed.ipAddress = QUrl(stream.address.masked()).host();
    const int index = fleet.rowOf(stream.id);
    if (index < 0)
        return placed;
    const FleetRow &row = fleet.row(index);
    const ObservedStream *seen = fleet.observed(row);
    if (seen && seen->bitrateInBps >= 0)
        placed.bitrateBps = seen->bitrateInBps;
    if (const ObservedStream *spare = fleet.observedOn(row, row.additionalServer))
        placed.bitrateOnAdditionalBps = std::max<qint64>(0, spare->bitrateInBps);
    return placed;
}

StreamCommand transferCommand(const Stream &stream, const PlacementResult &found)
{
    StreamCommand command;
    command.kind = OperationKind::Transfer;
    command.stream = stream.id;
    command.seenRevision = stream.revision;
    command.transferTo = found.main.value_or(ServerId());
    command.transferToAdditional = found.additional;
    return command;
}

} // namespace streamkeeper
