#include "app/operations/StreamChange.h"

#include "app/operations/StreamSettingsOf.h"

namespace streamkeeper {

namespace {

/// What is changed on the servers: of several settings those that were said.
StreamSettingFlags changedBy(const Operation &operation)
{
    StreamSettingFlags changed = operationFacts(operation.kind).settings;
    if (operation.kind != OperationKind::ChangeSettings)
        return changed;
    using enum StreamSetting;
    changed.setFlag(Address, operation.payload.address.has_value());
    changed.setFlag(Enabled, operation.payload.isEnabled.has_value());
    changed.setFlag(Audio, operation.payload.audio.has_value());
    changed.setFlag(Access, operation.payload.setsAccess);
    return changed;
}

bool editsStream(const Operation &operation)
{
    return operationFacts(operation.kind).effect == StreamEffect::EditsStream;
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
    const OperationPayload &payload = operation.payload;
    if (payload.seenRevision > 0)
        after.revision = payload.seenRevision;
    if (!editsStream(operation))
        return after;
    const StreamSettingFlags changed = changedBy(operation);
    const std::optional<bool> turns = operationFacts(operation.kind).turns;
    if (changed.testFlag(StreamSetting::Address))
        setAddress(after, payload.address.value_or(QString()), operation.newSecret, unseal);
    if (changed.testFlag(StreamSetting::Enabled))
        after.isEnabled = turns.value_or(payload.isEnabled.value_or(stream.isEnabled));
    if (changed.testFlag(StreamSetting::Audio))
        after.audio = turns ? toTristate(*turns) : payload.audio.value_or(stream.audio);
    return after;
}

std::optional<Stream> previousStream(const Operation &operation, const Stream &now, const Unsealing &unseal)
{
    if (!editsStream(operation))
        return std::nullopt;
    Stream stream = now;
    const StreamBefore before = operation.payload.before.value_or(StreamBefore());
    const StreamSettingFlags changed = changedBy(operation);
    if (changed.testFlag(StreamSetting::Address))
        setAddress(stream, before.address.value_or(QString()), operation.oldSecret, unseal);
    if (changed.testFlag(StreamSetting::Enabled))
        stream.isEnabled = before.isEnabled.value_or(now.isEnabled);
    if (changed.testFlag(StreamSetting::Audio))
        stream.audio = before.audio.value_or(now.audio);
    return stream;
}

StreamWrite writeOf(const Operation &operation, const Stream &stream, const ServerId &server,
                    const FleetState &fleet, const Unsealing &unseal)
{
    StreamWrite write;
    const Camera *camera = fleet.camera(stream.camera);
    const MediaServer *main = fleet.mediaServer(stream.mainServer);
    const MediaServer *additional =
        stream.additionalServer ? fleet.mediaServer(*stream.additionalServer) : nullptr;
    write.settings =
        settingsOf(stream, camera ? *camera : Camera(), main ? *main : MediaServer(), additional);
    if (const MediaServer *target = fleet.mediaServer(server); target && target != main)
        write.settings.storage = target->storages.value(0);
    // As they were read last, whatever the operation had before it.
    if (const Stream *known = fleet.stream(stream.id); known && !known->othersSecret.isNull())
        write.settings.others = unseal(known->othersSecret).value_or(SecretText());
    write.changed = changedBy(operation);
    // A repair brings back what the server can keep; what it has no switch for is not its to keep.
    const MediaServer *asked = fleet.mediaServer(server);
    if (operation.kind == OperationKind::Push && asked &&
        !capabilitiesOf(asked->type).testFlag(Capability::AudioSwitch))
        write.changed.setFlag(StreamSetting::Audio, false);
    write.mayCreate = operationFacts(operation.kind).effect == StreamEffect::CreatesStream;
    write.mayReplace = stream.isOurs || write.mayCreate;
    return write;
}

} // namespace streamkeeper
