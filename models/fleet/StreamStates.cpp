#include "models/fleet/StreamStates.h"

#include <algorithm>

namespace streamkeeper {

namespace {

/// Before that the losses of the stream, as its main server has them, are not known; 0: they are.
qint64 unknownBeforeMs(const FleetState &fleet, const FleetRow &row)
{
    const Stream *stream = fleet.stream(row.id);
    const qint64 movedAtMs =
        stream && stream->lastTransferAt ? stream->lastTransferAt->toMSecsSinceEpoch() : 0;
    return std::max(row.createdAtMs, movedAtMs);
}

const FleetServer *trackingServer(const FleetState &fleet, const FleetRow &row)
{
    if (!row.isManaged() || row.mainServer < 0)
        return nullptr;
    const FleetServer &server = fleet.servers()[size_t(row.mainServer)];
    return server.server.isIncorrectCamerasEnabled ? &server : nullptr;
}

} // namespace

bool isTracked(const FleetState &fleet, const FleetRow &row)
{
    return trackingServer(fleet, row) != nullptr;
}

qint64 lostWithin(const FleetState &fleet, const FleetRow &row, qint64 lengthMs, qint64 nowMs)
{
    const FleetServer *server = trackingServer(fleet, row);
    if (!server || fleet.watch().unbrokenSinceMs(server->server.id) == 0)
        return -1;
    const TroubleHistory &history = fleet.troubles().of(row.id);
    if (history.empty())
        return 0;
    const bool isOffNow = row.characteristic == Characteristic::Disconnected;
    return trouble::sums(history, nowMs - lengthMs, nowMs, isOffNow).lostMs;
}

StatusStrip stripOf(const FleetState &fleet, const FleetRow &row, qint64 lengthMs, qint64 nowMs)
{
    const TimeSpan shown{nowMs - lengthMs, nowMs};
    const FleetServer *server = trackingServer(fleet, row);
    if (!server)
        return stripOf(TroubleHistory(), {shown}, shown, false);
    std::vector<TimeSpan> unknown = fleet.watch().unheard(server->server.id, shown);
    unknown.push_back({shown.fromMs, unknownBeforeMs(fleet, row)});
    // It may not have been heard for less than WatchMemory bridges, and is known not to answer.
    if (server->isStale() && server->snapshot)
        unknown.push_back({server->snapshot->polledAtMs, nowMs});
    return stripOf(fleet.troubles().of(row.id), std::move(unknown), shown,
                   row.characteristic == Characteristic::Disconnected);
}

StateSince sinceOf(const FleetState &fleet, const FleetRow &row)
{
    const ObservedStream *seen = fleet.observed(row);
    const FleetServer *server = trackingServer(fleet, row);
    const qint64 unbrokenMs = server ? fleet.watch().unbrokenSinceMs(server->server.id) : 0;
    return stateSince({.status = row.status,
                       .isOff = row.isOff,
                       .history = fleet.troubles().of(row.id),
                       .lostSinceMs = seen ? seen->lostSinceMs : 0,
                       .sourceStartMs = seen ? seen->sourceStartMs : 0,
                       .changedAtMs = row.seen.changedAtMs,
                       .seenSinceMs = row.seen.sinceMs,
                       .keptSinceMs = unbrokenMs > 0 ? std::max(unbrokenMs, unknownBeforeMs(fleet, row)) : 0,
                       .untilMs = fleet.polledAtMs(row)});
}

} // namespace streamkeeper
