#include "app/session/TransferSearch.h"

#include "models/rules/StreamActionRule.h"
#include "models/texts/PlacementTexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransferSearch)
};

PlacementCandidate standingOf(const FleetServer &entry)
{
    PlacementCandidate standing;
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

std::vector<PlacementCandidate> standingsOf(const FleetState &fleet)
{
    std::vector<PlacementCandidate> standings;
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
        placed.ipAddress = stream.address.ipAddress();
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

VoidResult checkTransfer(const Operation &operation, const Stream &stream, const FleetState &fleet,
                         const PlacementField &field, qint64 nowMs)
{
    const qint64 transferredAtMs = stream.lastTransferAt ? stream.lastTransferAt->toMSecsSinceEpoch() : 0;
    if (const qint64 lockedMs = transferLockLeftMs(transferredAtMs, fleet.transferLock(), nowMs);
        lockedMs > 0) {
        constexpr qint64 minuteMs = 60'000;
        return fail(
            ErrorCategory::Conflict,
            Texts::tr("The stream was transferred a short while ago. It can be moved again in %n minute(s).",
                      nullptr, int((lockedMs + minuteMs - 1) / minuteMs)));
    }
    const TransferPayload plan = operation.payload.transfer.value_or(TransferPayload());
    const PlacementResult judged = findPlace(placedStream(fleet, stream), field);
    for (const JudgedServer &server : judged.servers) {
        const bool isRefused = (server.id == plan.to && !server.verdict.fits()) ||
                               (server.id == plan.toAdditional && !server.verdict.fitsAsAdditional());
        if (isRefused)
            return fail(ErrorCategory::Conflict,
                        Texts::tr("%1 cannot take the stream any more: %2. Search again.")
                            .arg(server.name, server.verdict.failed.empty()
                                                  ? Texts::tr("a reserve is not provided by this server")
                                                  : texts::failedChecks(server.verdict)));
    }
    return {};
}

StreamCommand transferCommand(const Stream &stream, const PlacementResult &found)
{
    StreamCommand command;
    command.kind = OperationKind::Transfer;
    command.stream = stream.id;
    command.wanted.seenRevision = stream.revision;
    command.wanted.transfer = TransferPayload();
    command.wanted.transfer->to = found.main.value_or(ServerId());
    command.wanted.transfer->toAdditional = found.additional.value_or(ServerId());
    return command;
}

} // namespace streamkeeper
