#include "app/cli/JsonOf.h"

#include "models/domain/Units.h"
#include "models/fleet/StreamStates.h"
#include "models/registry/StoredNames.h"
#include "models/rules/CameraStatus.h"

#include <QDateTime>
#include <QUrl>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QJsonValue null = QJsonValue::Null;

QJsonValue serverAt(const FleetState &fleet, int index)
{
    return index < 0 ? null : QJsonValue(fleet.servers()[size_t(index)].server.name);
}

QString differenceWords(Differences differences)
{
    QStringList words;
    if (differences.testFlag(Difference::Address))
        words.append(u"address"_s);
    if (differences.testFlag(Difference::Enabled))
        words.append(u"enabled"_s);
    if (differences.testFlag(Difference::Audio))
        words.append(u"audio"_s);
    return words.join(u',');
}

std::pair<int, int> countStreams(const FleetState &fleet, const ServerId &server)
{
    const auto &streams = fleet.streams();
    return {int(std::ranges::count_if(streams, [&](const Stream &one) { return one.mainServer == server; })),
            int(std::ranges::count_if(streams,
                                      [&](const Stream &one) { return one.additionalServer == server; }))};
}

/// What is wrong with the server; null: nothing that is known.
const PollFailure *problemOf(const FleetServer &entry, bool isLocked)
{
    // The session notes a token that cannot be unsealed as a failure, also when it is unsealed a moment
    // later.
    if (entry.failure && (isLocked || entry.failure->error.category != ErrorCategory::Secret))
        return &*entry.failure;
    return entry.earlierFailure ? &*entry.earlierFailure : nullptr;
}

} // namespace

namespace json {

QJsonValue moment(qint64 utcMs)
{
    return utcMs <= 0
               ? null
               : QJsonValue(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(Qt::ISODateWithMs));
}

QJsonValue kbps(qint64 bps)
{
    return bps < 0 ? null : QJsonValue(kbpsFromBps(bps));
}

QJsonValue known(qint64 number)
{
    return number < 0 ? null : QJsonValue(number);
}

QJsonValue text(const QString &text)
{
    return text.isEmpty() ? null : QJsonValue(text);
}

QJsonValue tristate(Tristate value)
{
    return value == Tristate::Unknown ? null : QJsonValue(value == Tristate::Yes);
}

QString word(StreamStatus status)
{
    return stored::word(stored::statuses, status);
}

QString word(Drift drift)
{
    switch (drift) {
    case Drift::Unmanaged:
        return u"unmanaged"_s;
    case Drift::Missing:
        return u"missing"_s;
    case Drift::Different:
        return u"different"_s;
    case Drift::None:
        break;
    }
    return u"none"_s;
}

QString word(Characteristic characteristic)
{
    switch (characteristic) {
    case Characteristic::Incorrect:
        return u"incorrect"_s;
    case Characteristic::Problematic:
        return u"problematic"_s;
    case Characteristic::Disconnected:
        return u"disconnected"_s;
    case Characteristic::None:
        break;
    }
    return u"none"_s;
}

QJsonObject streamRow(const FleetState &fleet, const FleetRow &row)
{
    const ObservedStream *seen = fleet.observed(row);
    const auto number = [seen](auto member) { return seen ? known(seen->*member) : null; };
    const StateSince since = sinceOf(fleet, row);
    return {
        {u"uuid"_s, row.isManaged() ? QJsonValue(row.id.toString()) : null},
        {u"camera"_s, row.cameraName},
        {u"quality"_s, row.isManaged() ? QJsonValue(stored::word(stored::qualities, row.quality)) : null},
        {u"status"_s, word(row.status)},
        {u"address"_s, text(row.maskedAddress)},
        {u"bitrateKbps"_s, seen ? kbps(seen->bitrateInBps) : null},
        {u"outputRateKbps"_s, seen ? kbps(seen->bitrateOutBps) : null},
        {u"width"_s, number(&ObservedStream::width)},
        {u"height"_s, number(&ObservedStream::height)},
        {u"clients"_s, number(&ObservedStream::clients)},
        {u"mainServer"_s, serverAt(fleet, row.mainServer)},
        {u"additionalServer"_s, serverAt(fleet, row.additionalServer)},
        {u"reconnectAttempts"_s, number(&ObservedStream::reconnectAttempts)},
        {u"reconnectTotal"_s, number(&ObservedStream::reconnectTotal)},
        {u"remoteName"_s, row.remoteName},
        {u"drift"_s, word(row.drift)},
        {u"stale"_s, row.isStale},
        {u"pending"_s,
         row.pending ? QJsonValue(stored::word(stored::operationKinds, row.pending->kind)) : null},
        {u"sinceAt"_s, since.isAtLeast ? null : moment(since.atMs)},
        {u"audio"_s, seen ? tristate(seen->hasAudio) : null},
        {u"enabled"_s, row.isManaged() ? row.isEnabled : seen && seen->isEnabled},
        {u"addition"_s, row.isManaged() ? QJsonValue(stored::word(stored::additions, row.addition)) : null},
        {u"polledAt"_s, moment(fleet.polledAtMs(row))}};
}

QJsonObject streamDetails(const FleetState &fleet, const FleetRow &row)
{
    QJsonObject object = streamRow(fleet, row);
    const Stream *stream = fleet.stream(row.id);
    const ObservedStream *seen = fleet.observed(row);
    object.insert(u"cameraId"_s, row.isManaged() ? QJsonValue(row.camera.toString()) : null);
    object.insert(u"location"_s, text(row.location));
    object.insert(u"ip"_s, text(row.ipAddress));
    object.insert(u"characteristic"_s, word(row.characteristic));
    object.insert(u"differences"_s, text(differenceWords(row.differences)));
    object.insert(u"wantedAudio"_s, tristate(row.audio));
    object.insert(u"recording"_s, seen ? tristate(seen->isRecording) : null);
    object.insert(u"wantedRecording"_s, tristate(row.recording));
    object.insert(u"private"_s, seen ? tristate(seen->isPrivate) : null);
    object.insert(u"capturedBy"_s, seen && seen->status == StreamStatus::Active
                                       ? serverAt(fleet, fleet.observedServer(row))
                                       : null);
    object.insert(u"capturedSinceAt"_s, seen ? moment(seen->sourceStartMs) : null);
    object.insert(u"createdAt"_s, moment(row.createdAtMs));
    object.insert(u"revision"_s, stream ? QJsonValue(stream->revision) : null);
    return object;
}

/// What the server looks for in signed tokens; null: it is not signed in to by them.
static QJsonValue tokens(const MediaServer &server)
{
    if (server.auth != ServerAuth::Jwt)
        return null;
    return QJsonObject{{u"issuer"_s, text(server.tokens.issuer)},
                       {u"audience"_s, text(server.tokens.audience)},
                       {u"claimKey"_s, server.tokens.claimKey}};
}

QJsonObject server(const FleetState &fleet, const FleetServer &entry, bool isLocked)
{
    const MediaServer &server = entry.server;
    const auto [main, additional] = countStreams(fleet, server.id);
    const PollFailure *problem = problemOf(entry, isLocked);
    const QString state = isLocked         ? u"locked"_s
                          : problem        ? u"failing"_s
                          : entry.snapshot ? u"answering"_s
                                           : u"unknown"_s;
    QJsonObject states;
    for (const auto &[one, word] : stored::states)
        states.insert(QString::fromLatin1(word), entry.counts.of(one));
    return {{u"id"_s, server.id.toString()},
            {u"name"_s, server.name},
            {u"type"_s, stored::word(stored::serverTypes, server.type)},
            {u"url"_s, apiUrl(server)},
            {u"externalHost"_s, text(server.externalHost)},
            {u"rtspPort"_s, server.rtspPort ? QJsonValue(server.rtspPort) : null},
            {u"hlsPort"_s, server.hlsPort ? QJsonValue(server.hlsPort) : null},
            {u"user"_s, text(server.userName)},
            {u"auth"_s, stored::word(stored::serverAuths, server.auth)},
            {u"jwt"_s, tokens(server)},
            {u"hasStoredSecret"_s, !server.tokenSecret.isNull()},
            {u"fingerprint"_s, text(QString::fromLatin1(server.pinnedSha256.toHex()))},
            {u"accountInClear"_s, stored::word(stored::unencryptedAccounts, server.unencryptedAccount)},
            {u"groupType"_s, stored::word(stored::groupTypes, server.groupType)},
            {u"streamsLimit"_s, server.streamsLimit ? QJsonValue(*server.streamsLimit) : null},
            {u"bitrateLimitKbps"_s, server.bitrateLimitBps ? kbps(*server.bitrateLimitBps) : null},
            {u"active"_s, server.isActive},
            {u"incorrectCameras"_s, server.isIncorrectCamerasEnabled},
            {u"switchOff"_s, server.isSwitchingOffIncorrect},
            {u"nodeName"_s, text(server.nodeName)},
            {u"storages"_s, QJsonArray::fromStringList(server.storages)},
            {u"mainStreams"_s, main},
            {u"additionalStreams"_s, additional},
            {u"streams"_s, states},
            {u"state"_s, state},
            {u"problem"_s, problem ? QJsonValue(problem->error.message) : null},
            {u"polledAt"_s, entry.snapshot ? moment(entry.snapshot->polledAtMs) : null}};
}

QJsonObject serverDetails(const FleetState &fleet, const FleetServer &entry, bool isLocked)
{
    QJsonObject object = server(fleet, entry, isLocked);
    const auto number = [](const auto &value) { return value ? QJsonValue(qint64(*value)) : null; };
    QJsonObject load;
    QJsonArray disks;
    if (entry.snapshot) {
        const ServerLoad &seen = entry.snapshot->load;
        load = {{u"version"_s, text(seen.version)},
                {u"startedAt"_s, moment(seen.startedAtMs.value_or(0))},
                {u"cpuPercent"_s, number(seen.cpuPercent)},
                {u"memoryBytes"_s, number(seen.memoryBytes)},
                {u"trafficInKbps"_s, kbps(seen.trafficInBps.value_or(-1))},
                {u"trafficOutKbps"_s, kbps(seen.trafficOutBps.value_or(-1))},
                {u"clients"_s, number(seen.clients)}};
        for (const ServerStorage &storage : seen.storages)
            disks.append(QJsonObject{{u"mount"_s, storage.mount},
                                     {u"totalBytes"_s, known(storage.totalBytes)},
                                     {u"freeBytes"_s, known(storage.freeBytes)},
                                     {u"usable"_s, storage.isUsable}});
    }
    object.insert(u"load"_s, load.isEmpty() ? null : QJsonValue(load));
    object.insert(u"disks"_s, disks);
    object.insert(u"createdAt"_s, moment(entry.server.createdAt.toMSecsSinceEpoch()));
    return object;
}

QJsonObject camera(const FleetState &fleet, const Camera &camera, const QList<int> &rows)
{
    QJsonArray streams;
    for (const int row : rows)
        streams.append(streamRow(fleet, fleet.row(row)));
    return {{u"id"_s, camera.id.toString()},
            {u"name"_s, camera.name},
            {u"status"_s, cameraStatusWord(fleet, rows)},
            {u"location"_s, text(camera.location)},
            {u"ip"_s, text(camera.ipAddress)},
            {u"mac"_s, text(camera.macAddress)},
            {u"serial"_s, text(camera.serialNumber)},
            {u"addition"_s, stored::word(stored::additions, camera.addition)},
            {u"activation"_s, camera.addition == Addition::Auto
                                  ? QJsonValue(stored::word(stored::activations, camera.activation))
                                  : QJsonValue()},
            {u"groupType"_s, stored::word(stored::groupTypes, camera.groupType)},
            {u"externalAccess"_s, camera.isPublic},
            {u"subnets"_s, QJsonArray::fromStringList(camera.allowedSubnets)},
            {u"increasedReconnectionTime"_s, camera.hasIncreasedReconnectionTime},
            {u"singleSession"_s, camera.hasSingleSession},
            {u"sound"_s, camera.isSoundEnabled},
            {u"recording"_s, camera.isRecording},
            {u"archiveDays"_s, camera.archiveDays},
            {u"onvifUser"_s, text(camera.onvifUser)},
            {u"onvifPort"_s, int(camera.onvifPort)},
            {u"hasOnvifPassword"_s, !camera.onvifSecret.isNull()},
            {u"createdAt"_s, moment(camera.createdAt.toMSecsSinceEpoch())},
            {u"streams"_s, streams}};
}

QJsonObject operation(const Operation &operation)
{
    const auto id = [](const auto &value) { return value.isNull() ? null : QJsonValue(value.toString()); };
    return {{u"id"_s, operation.id.toString()},
            {u"kind"_s, stored::kindWord(operation)},
            {u"target"_s, operation.target},
            {u"server"_s, text(operation.serverName)},
            {u"author"_s, operation.author},
            {u"state"_s, stored::word(stored::operationStates, operation.state)},
            {u"phase"_s, stored::word(stored::operationPhases, operation.phase)},
            {u"picture"_s, operation.payload.picture
                               ? QJsonValue(stored::word(stored::pictures, *operation.payload.picture))
                               : null},
            {u"attempts"_s, operation.attempts},
            {u"message"_s, text(operation.message)},
            {u"createdAt"_s, moment(operation.createdAtMs)},
            {u"startedAt"_s, moment(operation.startedAtMs.value_or(0))},
            {u"finishedAt"_s, moment(operation.finishedAtMs.value_or(0))},
            {u"uuid"_s, id(operation.stream)},
            {u"cameraId"_s, id(operation.camera)},
            {u"batch"_s, id(operation.batch)}};
}

QJsonArray events(const std::vector<OperationEvent> &events)
{
    QJsonArray array;
    for (const OperationEvent &event : events)
        array.append(QJsonObject{{u"happenedAt"_s, moment(event.atMs)},
                                 {u"phase"_s, stored::word(stored::operationPhases, event.phase)},
                                 {u"text"_s, text(event.text)}});
    return array;
}

} // namespace json

QHash<CameraId, QList<int>> rowsByCamera(const FleetState &fleet)
{
    QHash<CameraId, QList<int>> rows;
    for (int i = 0; i < fleet.rowCount(); ++i) {
        if (fleet.row(i).isManaged())
            rows[fleet.row(i).camera].append(i);
    }
    return rows;
}

QString cameraStatusWord(const FleetState &fleet, const QList<int> &rows)
{
    std::vector<StreamStatus> streams;
    for (const int row : rows)
        streams.push_back(fleet.row(row).status);
    switch (judgeCamera(streams)) {
    case CameraStatus::Empty:
        return u"empty"_s;
    case CameraStatus::Initialization:
        return u"initialization"_s;
    case CameraStatus::Active:
        return u"active"_s;
    case CameraStatus::PartiallyActive:
        return u"partially_active"_s;
    case CameraStatus::Inactive:
        return u"inactive"_s;
    case CameraStatus::Idle:
        return u"idle"_s;
    }
    return {};
}

QString apiUrl(const MediaServer &server)
{
    QUrl url;
    url.setScheme(server.useTls ? u"https"_s : u"http"_s);
    url.setHost(server.internalHost);
    url.setPort(server.apiPort);
    return url.toString();
}

} // namespace streamkeeper
