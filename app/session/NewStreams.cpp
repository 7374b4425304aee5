#include "app/session/NewStreams.h"

#include "models/rules/FieldRules.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(NewStreams)
};

} // namespace

Camera makeNewCamera(Camera camera, const StreamAddress &address, const QDateTime &now)
{
    if (camera.id.isNull())
        camera.id = CameraId::create();
    camera.name = camera.name.trimmed();
    camera.createdAt = now;
    if (camera.ipAddress.isEmpty())
        camera.ipAddress = address.ipAddress();
    return camera;
}

Stream makeNewStream(const Camera &camera, Quality quality, const StreamAddress &address,
                     const MediaServer &server, const QDateTime &now)
{
    Stream stream;
    stream.id = StreamId::create();
    stream.camera = camera.id;
    stream.quality = quality;
    stream.mainServer = server.id;
    stream.remoteName = stream.id.toString(); // the recommended form (media-server-v2-api.md 2)
    stream.address = address;
    stream.isOurs = true;
    if (capabilitiesOf(server.type).testFlag(Capability::AudioSwitch))
        stream.audio = toTristate(camera.isSoundEnabled);
    stream.recording = toTristate(camera.isRecording);
    stream.createdAt = now;
    return stream;
}

std::optional<ServerId> chooseServer(const FleetState &fleet, const ClusterState &clusters,
                                     const PlacementPolicy &policy, const NewCamera &camera)
{
    const auto standings = standingsForNewStreams(placementField(fleet, clusters, policy),
                                                  camera.camera.serverGroup, addressOf(camera));
    const auto found = findLeastLoaded(standings, needsOf(camera), policy);
    return found ? std::optional(standings[*found].id) : std::nullopt;
}

PlacementNeeds needsOf(const NewCamera &camera)
{
    PlacementNeeds needs;
    needs.groupType = camera.camera.groupType;
    needs.streams = std::max(1, (camera.high ? 1 : 0) + (camera.low ? 1 : 0));
    return needs;
}

QString addressOf(const NewCamera &camera)
{
    if (!camera.camera.ipAddress.isEmpty() || (!camera.high && !camera.low))
        return camera.camera.ipAddress;
    const StreamAddress &address = camera.high ? *camera.high : *camera.low;
    return address.ipAddress();
}

std::vector<StreamId> usersOf(const StreamAddress &address, const FleetState &fleet)
{
    std::vector<StreamId> users;
    const quint64 fingerprint = address.fingerprint();
    for (const FleetRow &row : fleet.rows()) {
        const bool isSame = fingerprint != 0 && row.addressFingerprint != 0
                                ? row.addressFingerprint == fingerprint
                                : !address.isEmpty() && row.maskedAddress == address.masked();
        if (row.isManaged() && isSame)
            users.push_back(row.id);
    }
    return users;
}

Result<std::vector<StreamCommand>> planNewCamera(const NewCamera &wanted, const ServerId &server,
                                                 const FleetState &fleet, const QDateTime &now)
{
    const MediaServer *mediaServer = fleet.mediaServer(server);
    if (!mediaServer)
        return fail(ErrorCategory::Invalid, Texts::tr("Choose the media server for the streams."));
    if (!wanted.high && !wanted.low)
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the address of at least one stream."));
    Camera camera = wanted.camera;
    const Camera *known = camera.id.isNull() ? nullptr : fleet.camera(camera.id);
    const bool isNew = !known;
    const auto name = fields::checkCameraName(camera.name, known ? known->name : QString());
    if (!name)
        return tl::unexpected(name.error());
    if (isNew) {
        camera.id = {};
        camera = makeNewCamera(std::move(camera), wanted.high ? *wanted.high : *wanted.low, now);
    }
    std::vector<StreamCommand> commands;
    for (const auto &[quality, address] :
         {std::pair(Quality::High, wanted.high), std::pair(Quality::Low, wanted.low)}) {
        if (!address)
            continue;
        const bool isTaken =
            std::ranges::any_of(fleet.streams(), [&, quality = quality](const Stream &stream) {
                return stream.camera == camera.id && stream.quality == quality;
            });
        if (isTaken)
            return fail(ErrorCategory::Invalid,
                        quality == Quality::High
                            ? Texts::tr("%1 already has a high-quality stream.").arg(*name)
                            : Texts::tr("%1 already has a low-quality stream.").arg(*name));
        StreamCommand command;
        command.kind = OperationKind::AddStream;
        command.newStream = makeNewStream(camera, quality, *address, *mediaServer, now);
        command.stream = command.newStream->id;
        if (isNew && commands.empty()) {
            command.newCamera = camera;
            command.cameraSecret = wanted.onvifPassword;
        }
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace streamkeeper
