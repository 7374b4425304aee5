#include "app/operations/StreamOrders.h"

#include "models/domain/ServerMakes.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamOrders)
};

/// The name of a moved stream: the same, unless the make of the other server could not have it (a path of
/// MediaMTX is no uid, media-server-v2-api.md 2).
QString nameOn(ServerType type, const Stream &stream)
{
    constexpr qsizetype longestUid = 36;
    const auto isPlain = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_';
    };
    const bool isUid =
        stream.remoteName.size() <= longestUid && std::ranges::all_of(stream.remoteName, isPlain);
    return capabilitiesOf(type).testFlag(Capability::NamesAreUids) && !isUid ? stream.id.toString()
                                                                             : stream.remoteName;
}

StreamBefore settingsBefore(const Stream &stream)
{
    return {stream.isEnabled, stream.audio, stream.address.masked()};
}

VoidResult planTransfer(Operation &operation, const Stream &stream, const Camera *camera,
                        const FleetState &fleet)
{
    TransferPayload transfer = operation.payload.transfer.value_or(TransferPayload());
    const MediaServer *target = fleet.mediaServer(transfer.to);
    if (!target)
        return fail(ErrorCategory::Invalid, Texts::tr("The media server is not in the registry any more."));
    transfer.from = stream.mainServer;
    transfer.fromAdditional = stream.additionalServer.value_or(ServerId());
    transfer.newName = nameOn(target->type, stream);
    transfer.breaksFirst = camera && camera->hasSingleSession;
    operation.payload.transfer = transfer;
    operation.server = target->id;
    operation.serverName = target->name;
    return {};
}

/// The new address of the command, masked in the operation and sealed beside it.
VoidResult sealAddress(const StreamCommand &command, const Stream &stream, const Sealing &seal,
                       JournalEntry &entry)
{
    Operation &operation = entry.operation;
    const OperationFacts &facts = operationFacts(command.kind);
    const bool changesAddress = facts.effect == StreamEffect::EditsStream &&
                                facts.settings.testFlag(StreamSetting::Address) &&
                                (command.kind == OperationKind::ChangeAddress || !command.address.isEmpty());
    if (changesAddress) {
        operation.payload.address = command.address.masked();
        operation.oldSecret = stream.addressSecret;
    }
    const StreamAddress &address = command.newStream ? command.newStream->address : command.address;
    if ((!changesAddress && !command.newStream) || !address.hasSecret())
        return {};
    auto sealed = seal(address.full());
    if (!sealed)
        return tl::unexpected(sealed.error());
    operation.newSecret = sealed->id;
    entry.secret = std::move(*sealed);
    return {};
}

VoidResult fill(JournalEntry &entry, const StreamCommand &command, const FleetState &fleet,
                const Sealing &seal)
{
    const Stream *stream = command.newStream ? &*command.newStream : fleet.stream(command.stream);
    if (!stream)
        return fail(ErrorCategory::Invalid, Texts::tr("The stream is not in the registry."));
    const Camera *camera = command.newCamera ? &*command.newCamera : fleet.camera(stream->camera);
    const MediaServer *server = fleet.mediaServer(stream->mainServer);
    if (command.newStream && !server)
        return fail(ErrorCategory::Invalid, Texts::tr("The media server is not in the registry any more."));

    Operation &operation = entry.operation;
    entry.revision = command.newStream ? 0 : stream->revision;
    operation.camera = stream->camera;
    operation.server = stream->mainServer;
    operation.target = journalName(camera ? camera->name : QString(), stream->quality);
    operation.serverName = server ? server->name : QString();
    operation.payload = command.wanted;
    operation.payload.name = stream->remoteName;
    operation.payload.before = settingsBefore(*stream);
    if (command.kind == OperationKind::DeleteStream)
        operation.payload.erasesRecordings = command.wanted.erasesRecordings.value_or(false);
    if (command.kind == OperationKind::Transfer) {
        if (auto planned = planTransfer(operation, *stream, camera, fleet); !planned)
            return planned;
    }
    if (auto sealed = sealAddress(command, *stream, seal, entry); !sealed)
        return sealed;
    if (command.newStream) {
        entry.newStream = *command.newStream;
        entry.newStream->addressSecret = operation.newSecret;
        entry.newCamera = command.newCamera;
        entry.cameraSecret = command.cameraSecret;
    }
    return {};
}

} // namespace

std::vector<JournalEntry> makeEntries(const std::vector<StreamCommand> &commands, const FleetState &fleet,
                                      const Sealing &seal)
{
    // The second stream of a new camera: the registry will know the camera by the first one.
    QHash<CameraId, QString> newCameras;
    std::vector<JournalEntry> entries;
    entries.reserve(commands.size());
    for (const StreamCommand &command : commands) {
        if (command.newCamera)
            newCameras.insert(command.newCamera->id, command.newCamera->name);
        JournalEntry entry;
        Operation &operation = entry.operation;
        operation.kind = command.kind;
        operation.stream = command.newStream ? command.newStream->id : command.stream;
        const auto filled = isOrder(command.kind)
                                ? fill(entry, command, fleet, seal)
                                : VoidResult(fail(ErrorCategory::Invalid,
                                                  Texts::tr("No media server can be asked for this.")));
        if (!filled)
            entry.refusal = filled.error();
        else if (command.newStream && newCameras.contains(command.newStream->camera))
            operation.target =
                journalName(newCameras.value(command.newStream->camera), command.newStream->quality);
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool isAccessChanged(const Camera &before, const Camera &after)
{
    return before.isPublic != after.isPublic || before.allowedSubnets != after.allowedSubnets;
}

bool keepsAccess(const FleetState &fleet, const Stream &stream)
{
    const FleetServer *server = fleet.server(stream.mainServer);
    return server && server->capabilities().testFlag(Capability::AccessTokens);
}

std::vector<StreamCommand> accessCommands(const FleetState &fleet, const QSet<CameraId> &cameras)
{
    std::vector<StreamCommand> commands;
    for (const Stream &stream : fleet.streams()) {
        if (!cameras.contains(stream.camera) || !keepsAccess(fleet, stream))
            continue;
        StreamCommand command;
        command.kind = OperationKind::SetAccess;
        command.stream = stream.id;
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace streamkeeper
