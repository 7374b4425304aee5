#include "app/session/NewStreams.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 50;

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(NewStreams)
};

ServerStanding standingOf(const FleetServer &entry)
{
    ServerStanding standing;
    const MediaServer &server = entry.server;
    standing.id = server.id;
    standing.name = server.name;
    standing.isActive = server.isActive;
    standing.answers = entry.snapshot && !entry.isStale();
    standing.groupType = server.groupType;
    standing.streamsLimit = server.streamsLimit;
    standing.bitrateLimitBps = server.bitrateLimitBps;
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

Stream newStream(const Camera &camera, Quality quality, const StreamAddress &address,
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

} // namespace

std::vector<ServerStanding> standingsOf(const FleetState &fleet)
{
    std::vector<ServerStanding> standings;
    standings.reserve(fleet.servers().size());
    for (const FleetServer &server : fleet.servers())
        standings.push_back(standingOf(server));
    return standings;
}

std::optional<ServerId> chooseServer(const FleetState &fleet, const NewCamera &camera)
{
    const auto standings = standingsOf(fleet);
    PlacementNeeds needs;
    needs.groupType = camera.camera.groupType;
    needs.streams = (camera.high ? 1 : 0) + (camera.low ? 1 : 0);
    const auto found = findLeastLoaded(standings, needs);
    return found ? std::optional(standings[*found].id) : std::nullopt;
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
    const int index = fleet.serverIndex(server);
    if (index < 0)
        return fail(ErrorCategory::Invalid, Texts::tr("Choose the media server for the streams."));
    if (!wanted.high && !wanted.low)
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the address of at least one stream."));
    const QString name = wanted.camera.name.trimmed();
    if (name.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter a name for the camera."));
    Camera camera = wanted.camera;
    const bool isNew = camera.id.isNull() || !fleet.camera(camera.id);
    if (isNew && name.size() > longestName)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("The name of a camera has at most %n character(s).", nullptr, longestName));
    if (isNew) {
        camera.id = CameraId::create();
        camera.name = name;
        camera.createdAt = now;
        if (camera.ipAddress.isEmpty()) {
            const StreamAddress &address = wanted.high ? *wanted.high : *wanted.low;
            camera.ipAddress = QUrl(address.full().revealText()).host();
        }
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
                            ? Texts::tr("%1 already has a high-quality stream.").arg(name)
                            : Texts::tr("%1 already has a low-quality stream.").arg(name));
        StreamCommand command;
        command.kind = OperationKind::AddStream;
        command.newStream = newStream(camera, quality, *address, fleet.servers()[size_t(index)].server, now);
        command.stream = command.newStream->id;
        if (isNew && commands.empty())
            command.newCamera = camera;
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace streamkeeper
