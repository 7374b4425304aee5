#include "app/operations/StreamChange.h"

#include "app/operations/StreamSettingsOf.h"
#include "models/registry/StoredNames.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

StreamSettingFlags changedBy(const Operation &operation)
{
    using enum StreamSetting;
    StreamSettingFlags several;
    switch (operation.kind) {
    case OperationKind::Enable:
    case OperationKind::Disable:
        return Enabled;
    case OperationKind::AudioOn:
    case OperationKind::AudioOff:
        return Audio;
    case OperationKind::ChangeAddress:
        return Address;
    case OperationKind::ChangeSettings:
        several.setFlag(Address, operation.payload.contains(u"address"));
        several.setFlag(Enabled, operation.payload.contains(u"enabled"));
        several.setFlag(Audio, operation.payload.contains(u"audio"));
        several.setFlag(Access, operation.payload.contains(u"access"));
        return several;
    case OperationKind::SetAccess:
        return Access;
    case OperationKind::Push:
        return StreamSettingFlags(Address) | Enabled | Audio;
    default:
        return allStreamSettings();
    }
}

void setAddress(Stream &stream, const QString &masked, const SecretId &secret, const Unsealing &unseal)
{
    stream.address = StreamAddress::fromMasked(masked, !secret.isNull());
    if (!secret.isNull())
        stream.address.setFull(unseal(secret).value_or(SecretText()));
    stream.addressSecret = secret;
}

} // namespace

Stream wantedStream(const Operation &operation, const Stream &stream, const Unsealing &unseal)
{
    Stream after = stream;
    if (const int seen = operation.payload[u"revision"_s].toInt(); seen > 0)
        after.revision = seen;
    switch (operation.kind) {
    case OperationKind::Enable:
        after.isEnabled = true;
        break;
    case OperationKind::Disable:
        after.isEnabled = false;
        break;
    case OperationKind::AudioOn:
        after.audio = Tristate::Yes;
        break;
    case OperationKind::AudioOff:
        after.audio = Tristate::No;
        break;
    case OperationKind::ChangeAddress:
        setAddress(after, operation.payload[u"address"_s].toString(), operation.newSecret, unseal);
        break;
    case OperationKind::ChangeSettings:
        if (operation.payload.contains(u"address"))
            setAddress(after, operation.payload[u"address"_s].toString(), operation.newSecret, unseal);
        if (operation.payload.contains(u"enabled"))
            after.isEnabled = operation.payload[u"enabled"_s].toBool();
        if (operation.payload.contains(u"audio"))
            after.audio = stored::fromWord(stored::tristates, operation.payload[u"audio"_s].toString());
        break;
    default:
        break;
    }
    return after;
}

std::optional<Stream> previousStream(const Operation &operation, const Stream &now, const Unsealing &unseal)
{
    const QJsonObject before = operation.payload[u"before"_s].toObject();
    Stream stream = now;
    switch (operation.kind) {
    case OperationKind::Enable:
    case OperationKind::Disable:
        stream.isEnabled = before[u"enabled"_s].toBool();
        return stream;
    case OperationKind::AudioOn:
    case OperationKind::AudioOff:
        stream.audio = stored::fromWord(stored::tristates, before[u"audio"_s].toString());
        return stream;
    case OperationKind::ChangeAddress:
        setAddress(stream, before[u"address"_s].toString(), operation.oldSecret, unseal);
        return stream;
    case OperationKind::ChangeSettings:
        if (operation.payload.contains(u"address"))
            setAddress(stream, before[u"address"_s].toString(), operation.oldSecret, unseal);
        if (operation.payload.contains(u"enabled"))
            stream.isEnabled = before[u"enabled"_s].toBool();
        if (operation.payload.contains(u"audio"))
            stream.audio = stored::fromWord(stored::tristates, before[u"audio"_s].toString());
        return stream;
    default:
        return std::nullopt;
    }
}

StreamWrite writeOf(const Operation &operation, const Stream &stream, const ServerId &server,
                    const FleetState &fleet)
{
    const auto serverOf = [&](const ServerId &id) -> const MediaServer * {
        const int index = fleet.serverIndex(id);
        return index < 0 ? nullptr : &fleet.servers()[size_t(index)].server;
    };
    StreamWrite write;
    const Camera *camera = fleet.camera(stream.camera);
    const MediaServer *main = serverOf(stream.mainServer);
    const MediaServer *additional = stream.additionalServer ? serverOf(*stream.additionalServer) : nullptr;
    write.settings =
        settingsOf(stream, camera ? *camera : Camera(), main ? *main : MediaServer(), additional);
    if (const MediaServer *target = serverOf(server); target && target != main)
        write.settings.storage = target->storages.value(0);
    write.changed = changedBy(operation);
    write.mayCreate = operation.kind == OperationKind::AddStream ||
                      operation.kind == OperationKind::Recreate || operation.kind == OperationKind::Transfer;
    write.mayReplace = stream.isOurs || write.mayCreate;
    return write;
}

} // namespace streamkeeper
