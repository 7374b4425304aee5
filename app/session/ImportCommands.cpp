#include "app/session/ImportCommands.h"

#include "app/operations/StreamOrders.h"
#include "app/session/NewStreams.h"
#include "app/session/TransferSearch.h"

namespace streamkeeper {

namespace {

/// One order for all that changes on a stream: it has one operation at a time.
StreamCommand changeOf(const ImportedStream &wanted, bool setsAccess)
{
    StreamCommand command;
    command.stream = wanted.id;
    command.wanted.seenRevision = wanted.seenRevision;
    const int changes = (wanted.address ? 1 : 0) + (wanted.isEnabled ? 1 : 0) + (wanted.audio ? 1 : 0);
    command.address = wanted.address.value_or(StreamAddress());
    if (changes > 1 || setsAccess) {
        command.kind = OperationKind::ChangeSettings;
        command.wanted.setsAccess = setsAccess;
        command.wanted.isEnabled = wanted.isEnabled;
        command.wanted.audio = wanted.audio;
    } else if (wanted.address) {
        command.kind = OperationKind::ChangeAddress;
    } else if (wanted.isEnabled) {
        command.kind = *wanted.isEnabled ? OperationKind::Enable : OperationKind::Disable;
    } else {
        command.kind = wanted.audio == Tristate::Yes ? OperationKind::AudioOn : OperationKind::AudioOff;
    }
    return command;
}

StreamCommand additionOf(const ImportedStream &wanted, const Camera &camera, const FleetState &fleet,
                         const QDateTime &now)
{
    const MediaServer *known = fleet.mediaServer(wanted.server);
    // A server that has gone since the preview: the order is refused with a sentence.
    const MediaServer server = known ? *known : MediaServer();
    Stream stream =
        makeNewStream(camera, wanted.quality, wanted.address.value_or(StreamAddress()), server, now);
    if (!wanted.id.isNull()) {
        stream.id = wanted.id;
        stream.remoteName = wanted.id.toString();
    }
    stream.isEnabled = wanted.isEnabled.value_or(true);
    // Where the server cannot leave out the sound, nothing is wanted of it.
    if (wanted.audio && capabilitiesOf(server.type).testFlag(Capability::AudioSwitch))
        stream.audio = *wanted.audio;
    StreamCommand command;
    command.kind = OperationKind::AddStream;
    command.stream = stream.id;
    command.newStream = std::move(stream);
    return command;
}

void addLine(const ImportLine &line, const FleetState &fleet, const QDateTime &now, ImportOrders &orders,
             QSet<CameraId> &withNewAccess)
{
    const ImportWork &work = *line.work;
    Camera camera = work.camera;
    if (work.isNewCamera && !work.streams.empty())
        camera = makeNewCamera(camera, work.streams.front().address.value_or(StreamAddress()), now);
    if (work.changesCamera) {
        orders.cameras.push_back(camera);
        orders.cameraLines.push_back(line.line);
    }
    bool isCameraKnown = !work.isNewCamera;
    const Camera *before = work.changesCamera ? fleet.camera(camera.id) : nullptr;
    const bool isAccessNew = before && isAccessChanged(*before, camera);
    if (isAccessNew)
        withNewAccess.insert(camera.id);
    for (const ImportedStream &wanted : work.streams) {
        const Stream *known = fleet.stream(wanted.id);
        const bool setsAccess = isAccessNew && known && keepsAccess(fleet, *known);
        StreamCommand command =
            wanted.isNew ? additionOf(wanted, camera, fleet, now) : changeOf(wanted, setsAccess);
        if (!isCameraKnown)
            command.newCamera = camera;
        isCameraKnown = true;
        orders.commands.push_back(std::move(command));
    }
}

} // namespace

ImportSource importSourceOf(const FleetState &fleet, const ClusterState &clusters,
                            const PlacementPolicy &policy, bool canSeal)
{
    ImportSource source;
    source.cameras = fleet.cameras();
    source.streams = fleet.streams();
    for (const FleetServer &server : fleet.servers())
        source.servers.push_back(server.server);
    source.field = placementField(fleet, clusters, policy);
    source.canSeal = canSeal;
    return source;
}

ImportOrders ordersOf(const ImportPlan &plan, const FleetState &fleet, const QDateTime &now)
{
    ImportOrders orders;
    QSet<CameraId> withNewAccess;
    for (const ImportLine &line : plan.lines) {
        if (line.work && line.fate != ImportFate::Wrong)
            addLine(line, fleet, now, orders, withNewAccess);
    }
    QSet<StreamId> isChanged;
    for (const StreamCommand &command : orders.commands)
        isChanged.insert(command.stream);
    for (StreamCommand &command : accessCommands(fleet, withNewAccess)) {
        if (!isChanged.contains(command.stream))
            orders.commands.push_back(std::move(command));
    }
    return orders;
}

} // namespace streamkeeper
