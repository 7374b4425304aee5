#include "models/registry/StoredPayload.h"

#include "models/registry/StoredNames.h"

#include <QJsonArray>

namespace streamkeeper::stored {

using namespace Qt::StringLiterals;

namespace {

constexpr Words<TargetBefore, 3> targetWords{
    {{TargetBefore::Absent, "absent"}, {TargetBefore::Holder, "holder"}, {TargetBefore::Member, "member"}}};

void put(QJsonObject &json, const QString &key, const std::optional<bool> &value)
{
    if (value)
        json[key] = *value;
}

void put(QJsonObject &json, const QString &key, const std::optional<QString> &value)
{
    if (value)
        json[key] = *value;
}

void put(QJsonObject &json, const QString &key, const std::optional<Tristate> &value)
{
    if (value)
        json[key] = word(tristates, *value);
}

void put(QJsonObject &json, const QString &key, const ServerId &id)
{
    if (!id.isNull())
        json[key] = id.toString();
}

void put(QJsonObject &json, const QString &key, const std::optional<qint64> &value)
{
    if (value)
        json[key] = *value;
}

std::optional<bool> takeBool(QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.take(key);
    return value.isUndefined() ? std::nullopt : std::optional(value.toBool());
}

std::optional<QString> takeText(QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.take(key);
    return value.isUndefined() ? std::nullopt : std::optional(value.toString());
}

std::optional<Tristate> takeTristate(QJsonObject &json, const QString &key)
{
    const auto value = takeText(json, key);
    return value ? std::optional(fromWord(tristates, *value)) : std::nullopt;
}

std::optional<qint64> takeNumber(QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.take(key);
    return value.isUndefined() ? std::nullopt : std::optional(value.toInteger());
}

ServerId takeServer(QJsonObject &json, const QString &key)
{
    return ServerId::fromString(json.take(key).toString());
}

// ---- what a stream was

QJsonObject toJson(const StreamBefore &before)
{
    QJsonObject json;
    put(json, u"enabled"_s, before.isEnabled);
    put(json, u"audio"_s, before.audio);
    put(json, u"address"_s, before.address);
    return json;
}

StreamBefore beforeFrom(QJsonObject json)
{
    return {takeBool(json, u"enabled"_s), takeTristate(json, u"audio"_s), takeText(json, u"address"_s)};
}

// ---- transfer

void putTransfer(QJsonObject &json, const TransferPayload &transfer)
{
    put(json, u"from"_s, transfer.from);
    put(json, u"to"_s, transfer.to);
    put(json, u"fromAdditional"_s, transfer.fromAdditional);
    put(json, u"toAdditional"_s, transfer.toAdditional);
    json[u"newName"_s] = transfer.newName;
    json[u"breaks"_s] = transfer.breaksFirst;
    QJsonArray targets;
    for (const TransferTarget &target : transfer.targets)
        targets.append(QJsonObject{{u"server"_s, target.server.toString()},
                                   {u"was"_s, word(targetWords, target.before)}});
    if (!targets.isEmpty())
        json[u"targets"_s] = targets;
    put(json, u"pictureAt"_s, transfer.pictureAtMs);
    put(json, u"sourceSeen"_s, transfer.sourceCapturedAtMs);
}

TransferPayload takeTransfer(QJsonObject &json)
{
    TransferPayload transfer;
    transfer.from = takeServer(json, u"from"_s);
    transfer.to = takeServer(json, u"to"_s);
    transfer.fromAdditional = takeServer(json, u"fromAdditional"_s);
    transfer.toAdditional = takeServer(json, u"toAdditional"_s);
    transfer.newName = json.take(u"newName"_s).toString();
    transfer.breaksFirst = json.take(u"breaks"_s).toBool();
    const QJsonArray targets = json.take(u"targets"_s).toArray();
    for (const QJsonValue &target : targets)
        transfer.targets.push_back({ServerId::fromString(target[u"server"].toString()),
                                    fromWord(targetWords, target[u"was"].toString())});
    transfer.pictureAtMs = takeNumber(json, u"pictureAt"_s);
    transfer.sourceCapturedAtMs = takeNumber(json, u"sourceSeen"_s);
    return transfer;
}

// ---- archive indexes

void putIndex(QJsonObject &json, const IndexFindings &index)
{
    json[u"periodsBefore"_s] = index.periodsBefore;
    json[u"periodsAfter"_s] = index.periodsAfter;
    json[u"gapsBefore"_s] = index.gapsBefore;
    json[u"gapsAfter"_s] = index.gapsAfter;
    json[u"healed"_s] = index.healed;
    json[u"found"_s] = index.found;
}

IndexFindings takeIndex(QJsonObject &json)
{
    const auto take = [&](const QString &key) { return json.take(key).toInt(); };
    return {take(u"periodsBefore"_s), take(u"periodsAfter"_s), take(u"gapsBefore"_s),
            take(u"gapsAfter"_s),     take(u"healed"_s),       take(u"found"_s)};
}

} // namespace

QJsonObject payloadToJson(const OperationPayload &payload)
{
    QJsonObject json = payload.others;
    if (!payload.name.isNull())
        json[u"name"_s] = payload.name;
    if (payload.before)
        json[u"before"_s] = toJson(*payload.before);
    if (payload.seenRevision > 0)
        json[u"revision"_s] = payload.seenRevision;
    put(json, u"erase"_s, payload.erasesRecordings);
    put(json, u"address"_s, payload.address);
    put(json, u"enabled"_s, payload.isEnabled);
    put(json, u"audio"_s, payload.audio);
    if (payload.setsAccess)
        json[u"access"_s] = true;
    if (payload.transfer)
        putTransfer(json, *payload.transfer);
    if (payload.index)
        putIndex(json, *payload.index);
    if (payload.picture)
        json[u"picture"_s] = word(pictures, *payload.picture);
    put(json, u"removes"_s, payload.removesCopy);
    put(json, u"restores"_s, payload.restoresCopy);
    if (!payload.reason.isEmpty())
        json[u"reason"_s] = payload.reason;
    return json;
}

OperationPayload payloadFromJson(QJsonObject json)
{
    OperationPayload payload;
    payload.name = takeText(json, u"name"_s).value_or(QString());
    if (json.contains(u"before"_s))
        payload.before = beforeFrom(json.take(u"before"_s).toObject());
    payload.seenRevision = json.take(u"revision"_s).toInt();
    payload.erasesRecordings = takeBool(json, u"erase"_s);
    payload.address = takeText(json, u"address"_s);
    payload.isEnabled = takeBool(json, u"enabled"_s);
    payload.audio = takeTristate(json, u"audio"_s);
    payload.setsAccess = !json.take(u"access"_s).isUndefined();
    if (json.contains(u"to"_s))
        payload.transfer = takeTransfer(json);
    if (json.contains(u"periodsAfter"_s))
        payload.index = takeIndex(json);
    if (json.contains(u"picture"_s))
        payload.picture = fromWord(pictures, json.take(u"picture"_s).toString());
    payload.removesCopy = takeBool(json, u"removes"_s);
    payload.restoresCopy = takeBool(json, u"restores"_s);
    payload.reason = json.take(u"reason"_s).toString();
    payload.others = json;
    return payload;
}

} // namespace streamkeeper::stored
