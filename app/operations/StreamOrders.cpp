#include "app/operations/StreamOrders.h"

#include "models/domain/ServerMakes.h"
#include "models/registry/StoredNames.h"

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

QJsonObject settingsBefore(const Stream &stream)
{
    return {{u"enabled"_s, stream.isEnabled},
            {u"audio"_s, stored::word(stored::tristates, stream.audio)},
            {u"address"_s, stream.address.masked()}};
}

} // namespace

Result<OperationRunner::Order> makeOrder(const StreamCommand &command, const FleetState &fleet,
                                         const Sealing &seal)
{
    OperationRunner::Order order;
    const Stream *stream = command.newStream ? &*command.newStream : fleet.stream(command.stream);
    if (!stream)
        return fail(ErrorCategory::Invalid, Texts::tr("The stream is not in the registry."));
    const Camera *camera = command.newCamera ? &*command.newCamera : fleet.camera(stream->camera);
    const int server = fleet.serverIndex(stream->mainServer);
    if (command.newStream && server < 0)
        return fail(ErrorCategory::Invalid, Texts::tr("The media server is not in the registry any more."));

    Operation &operation = order.operation;
    operation.kind = command.kind;
    order.revision = command.newStream ? 0 : stream->revision;
    operation.stream = stream->id;
    operation.camera = stream->camera;
    operation.server = stream->mainServer;
    operation.target = journalName(camera ? camera->name : QString(), stream->quality);
    operation.place = server >= 0 ? fleet.servers()[size_t(server)].server.name : QString();
    operation.payload = {{u"name"_s, stream->remoteName}, {u"before"_s, settingsBefore(*stream)}};
    if (command.seenRevision > 0)
        operation.payload[u"revision"_s] = command.seenRevision;
    if (command.kind == OperationKind::DeleteStream)
        operation.payload[u"erase"_s] = command.eraseRecordings;

    if (command.kind == OperationKind::Transfer) {
        const int target = fleet.serverIndex(command.transferTo);
        if (target < 0)
            return fail(ErrorCategory::Invalid,
                        Texts::tr("The media server is not in the registry any more."));
        operation.payload[u"from"_s] = stream->mainServer.toString();
        operation.payload[u"to"_s] = command.transferTo.toString();
        if (stream->additionalServer)
            operation.payload[u"fromAdditional"_s] = stream->additionalServer->toString();
        if (command.transferToAdditional)
            operation.payload[u"toAdditional"_s] = command.transferToAdditional->toString();
        operation.payload[u"newName"_s] = nameOn(fleet.servers()[size_t(target)].server.type, *stream);
        operation.payload[u"breaks"_s] = camera && camera->hasSingleSession;
        operation.server = command.transferTo;
        operation.place = fleet.servers()[size_t(target)].server.name;
    }
    const StreamAddress *newAddress = nullptr;
    if (command.kind == OperationKind::ChangeSettings) {
        if (command.isEnabled)
            operation.payload[u"enabled"_s] = *command.isEnabled;
        if (command.audio)
            operation.payload[u"audio"_s] = stored::word(stored::tristates, *command.audio);
        if (command.setsAccess)
            operation.payload[u"access"_s] = true;
    }
    const bool changesAddress = command.kind == OperationKind::ChangeAddress ||
                                (command.kind == OperationKind::ChangeSettings && !command.address.isEmpty());
    if (changesAddress) {
        newAddress = &command.address;
        operation.payload[u"address"_s] = command.address.masked();
        operation.oldSecret = stream->addressSecret;
    } else if (command.newStream) {
        newAddress = &command.newStream->address;
    }
    if (newAddress && newAddress->hasSecret()) {
        auto sealed = seal(newAddress->full());
        if (!sealed)
            return tl::unexpected(sealed.error());
        operation.newSecret = sealed->id;
        order.secret = std::move(*sealed);
    }
    if (command.newStream) {
        order.newStream = *command.newStream;
        order.newStream->addressSecret = operation.newSecret;
        order.newCamera = command.newCamera;
    }
    return order;
}

bool isAccessChanged(const Camera &before, const Camera &after)
{
    return before.isPublic != after.isPublic || before.allowedSubnets != after.allowedSubnets;
}

bool keepsAccess(const FleetState &fleet, const Stream &stream)
{
    const int server = fleet.serverIndex(stream.mainServer);
    return server >= 0 && fleet.servers()[size_t(server)].capabilities().testFlag(Capability::AccessTokens);
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
