#include "models/registry/FleetRepository.h"

#include "models/registry/SecretRepository.h"
#include "models/registry/StoredNames.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FleetRepository)
};

const auto cameraColumns =
    u"id, name, location, ip_address, remote_uid, addition, created_at, mac_address, serial_number,"
    " group_type, is_public, allowed_subnets, has_increased_reconnect, is_sound_enabled, is_recording,"
    " archive_days, onvif_user, onvif_port, onvif_secret, revision, server_group_id,"
    " has_single_session, activation"_s;

Camera cameraFromRow(const QSqlQuery &row)
{
    Camera camera;
    camera.id = CameraId::fromString(row.value(0).toString());
    camera.name = row.value(1).toString();
    camera.location = row.value(2).toString();
    camera.ipAddress = row.value(3).toString();
    camera.remoteUid = row.value(4).toString();
    camera.addition = fromWord(additions, row.value(5).toString());
    camera.createdAt = dateTime(row.value(6).toString());
    camera.macAddress = row.value(7).toString();
    camera.serialNumber = row.value(8).toString();
    camera.groupType = fromWord(groupTypes, row.value(9).toString());
    camera.isPublic = row.value(10).toBool();
    camera.allowedSubnets = lines(row.value(11).toString());
    camera.hasIncreasedReconnectionTime = row.value(12).toBool();
    camera.isSoundEnabled = row.value(13).toBool();
    camera.isRecording = row.value(14).toBool();
    camera.archiveDays = row.value(15).toInt();
    camera.onvifUser = row.value(16).toString();
    camera.onvifPort = quint16(row.value(17).toUInt());
    camera.onvifSecret = SecretId::fromString(row.value(18).toString());
    camera.revision = row.value(19).toInt();
    if (!row.isNull(20))
        camera.serverGroup = ServerGroupId::fromString(row.value(20).toString());
    camera.hasSingleSession = row.value(21).toBool();
    camera.activation = fromWord(activations, row.value(22).toString());
    return camera;
}

const auto streamColumns = u"id, camera_id, quality, main_server_id, additional_server_id, remote_name,"
                           " address, address_secret, addition, is_enabled, audio, recording, created_at,"
                           " is_ours, revision, last_transfer_at, others_secret"_s;

Stream streamFromRow(const QSqlQuery &row)
{
    Stream stream;
    stream.id = StreamId::fromString(row.value(0).toString());
    stream.camera = CameraId::fromString(row.value(1).toString());
    stream.quality = fromWord(qualities, row.value(2).toString());
    stream.mainServer = ServerId::fromString(row.value(3).toString());
    if (!row.isNull(4))
        stream.additionalServer = ServerId::fromString(row.value(4).toString());
    stream.remoteName = row.value(5).toString();
    stream.address = StreamAddress::fromMasked(row.value(6).toString(), !row.isNull(7));
    stream.addressSecret = SecretId::fromString(row.value(7).toString());
    stream.addition = fromWord(additions, row.value(8).toString());
    stream.isEnabled = row.value(9).toBool();
    stream.audio = fromWord(tristates, row.value(10).toString());
    stream.recording = fromWord(tristates, row.value(11).toString());
    stream.createdAt = dateTime(row.value(12).toString());
    stream.isOurs = row.value(13).toBool();
    stream.revision = row.value(14).toInt();
    if (!row.value(15).toString().isEmpty())
        stream.lastTransferAt = dateTime(row.value(15).toString());
    stream.othersSecret = SecretId::fromString(row.value(16).toString());
    return stream;
}

} // namespace

Result<std::vector<Camera>> FleetRepository::cameras()
{
    auto query = m_database.run(u"SELECT "_s + cameraColumns + u" FROM camera"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Camera> cameras;
    while (query->next())
        cameras.push_back(cameraFromRow(*query));
    return cameras;
}

Result<std::vector<Stream>> FleetRepository::streams()
{
    auto query = m_database.run(u"SELECT "_s + streamColumns + u" FROM stream"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Stream> streams;
    while (query->next())
        streams.push_back(streamFromRow(*query));
    return streams;
}

Result<std::optional<Stream>> FleetRepository::stream(const StreamId &id)
{
    auto query =
        m_database.run(u"SELECT "_s + streamColumns + u" FROM stream WHERE id = ?"_s, {id.toString()});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(streamFromRow(*query)) : std::nullopt;
}

Result<std::optional<Camera>> FleetRepository::camera(const CameraId &id)
{
    auto query =
        m_database.run(u"SELECT "_s + cameraColumns + u" FROM camera WHERE id = ?"_s, {id.toString()});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(cameraFromRow(*query)) : std::nullopt;
}

VoidResult FleetRepository::checkGroup(const Camera &camera)
{
    if (!camera.serverGroup)
        return {};
    auto group =
        m_database.run(u"SELECT 1 FROM server_group WHERE id = ?"_s, {camera.serverGroup->toString()});
    if (!group)
        return tl::unexpected(group.error());
    return group->next()
               ? VoidResult()
               : fail(ErrorCategory::Conflict,
                      Texts::tr("The server group of the camera %1 was deleted meanwhile. Nothing was "
                                "saved: choose another one.")
                          .arg(camera.name));
}

VoidResult FleetRepository::saveCameras(const std::vector<Camera> &cameras)
{
    auto query = m_database.prepare(
        u"INSERT INTO camera("_s + cameraColumns +
        u") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, location=excluded.location,"
        " ip_address=excluded.ip_address, remote_uid=excluded.remote_uid, addition=excluded.addition,"
        " mac_address=excluded.mac_address, serial_number=excluded.serial_number,"
        " group_type=excluded.group_type, is_public=excluded.is_public,"
        " allowed_subnets=excluded.allowed_subnets,"
        " has_increased_reconnect=excluded.has_increased_reconnect,"
        " is_sound_enabled=excluded.is_sound_enabled, is_recording=excluded.is_recording,"
        " archive_days=excluded.archive_days, onvif_user=excluded.onvif_user,"
        " onvif_port=excluded.onvif_port, onvif_secret=excluded.onvif_secret,"
        " server_group_id=excluded.server_group_id, has_single_session=excluded.has_single_session,"
        " activation=excluded.activation,"
        " revision=camera.revision + 1 WHERE camera.revision = excluded.revision"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Camera &camera : cameras) {
        if (auto known = checkGroup(camera); !known)
            return known;
        const QVariantList values{camera.id.toString(),
                                  text(camera.name),
                                  text(camera.location),
                                  text(camera.ipAddress),
                                  text(camera.remoteUid),
                                  word(additions, camera.addition),
                                  dateTime(camera.createdAt),
                                  text(camera.macAddress),
                                  text(camera.serialNumber),
                                  word(groupTypes, camera.groupType),
                                  camera.isPublic,
                                  lines(camera.allowedSubnets),
                                  camera.hasIncreasedReconnectionTime,
                                  camera.isSoundEnabled,
                                  camera.isRecording,
                                  camera.archiveDays,
                                  text(camera.onvifUser),
                                  int(camera.onvifPort),
                                  idOrNull(camera.onvifSecret),
                                  camera.revision,
                                  idOrNull(camera.serverGroup.value_or(ServerGroupId())),
                                  camera.hasSingleSession,
                                  word(activations, camera.activation)};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
        if (query->numRowsAffected() == 0)
            return fail(ErrorCategory::Conflict,
                        Texts::tr("The camera %1 was changed by somebody else meanwhile. Nothing was saved: "
                                  "look at the new settings and enter yours again.")
                            .arg(camera.name));
    }
    return {};
}

namespace {

/// What an older program has left in clear stays whole until it is sealed: masked alone, it would be lost.
QString storedAddress(const Stream &stream)
{
    const bool isUnsealed = stream.address.isStoredInClear() && stream.addressSecret.isNull();
    return isUnsealed ? stream.address.full().revealText() : stream.address.masked();
}

} // namespace

VoidResult FleetRepository::sealAddresses(const std::vector<Stream> &streams)
{
    auto query = m_database.prepare(u"UPDATE stream SET address = ?, address_secret = ?"
                                    " WHERE id = ? AND address = ? AND address_secret IS NULL"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Stream &stream : streams) {
        const QVariantList values{text(stream.address.masked()), idOrNull(stream.addressSecret),
                                  stream.id.toString(), stream.address.full().revealText()};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult FleetRepository::saveStreams(const std::vector<Stream> &streams)
{
    auto query = m_database.prepare(
        u"INSERT INTO stream("_s + streamColumns +
        u") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET camera_id=excluded.camera_id, quality=excluded.quality,"
        " main_server_id=excluded.main_server_id, additional_server_id=excluded.additional_server_id,"
        " remote_name=excluded.remote_name, address=excluded.address, address_secret=excluded.address_secret,"
        " addition=excluded.addition, is_enabled=excluded.is_enabled, audio=excluded.audio,"
        " recording=excluded.recording, is_ours=excluded.is_ours,"
        " last_transfer_at=excluded.last_transfer_at,"
        " revision=stream.revision + 1 WHERE stream.revision = excluded.revision"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Stream &stream : streams) {
        const QVariantList values{stream.id.toString(),
                                  stream.camera.toString(),
                                  word(qualities, stream.quality),
                                  idOrNull(stream.mainServer),
                                  idOrNull(stream.additionalServer.value_or(ServerId())),
                                  text(stream.remoteName),
                                  text(storedAddress(stream)),
                                  idOrNull(stream.addressSecret),
                                  word(additions, stream.addition),
                                  stream.isEnabled,
                                  word(tristates, stream.audio),
                                  word(tristates, stream.recording),
                                  dateTime(stream.createdAt),
                                  stream.isOurs,
                                  stream.revision,
                                  dateTime(stream.lastTransferAt.value_or(QDateTime())),
                                  idOrNull(stream.othersSecret)};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
        if (query->numRowsAffected() == 0)
            return fail(ErrorCategory::Conflict,
                        Texts::tr("The stream was changed by somebody else meanwhile. Nothing was saved: "
                                  "look at the new settings and enter yours again."),
                        stream.id.toString());
    }
    return {};
}

VoidResult FleetRepository::saveOthers(const std::vector<std::pair<StreamId, SecretId>> &others)
{
    auto query = m_database.prepare(u"UPDATE stream SET others_secret = ? WHERE id = ?"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const auto &[stream, secret] : others) {
        if (auto done = m_database.runPrepared(*query, {idOrNull(secret), stream.toString()}); !done)
            return done;
    }
    return SecretRepository(m_database).removeUnused();
}

VoidResult FleetRepository::removeEmptyCamera(const CameraId &id)
{
    auto removed = m_database.run(u"DELETE FROM camera WHERE id = ? AND NOT EXISTS"
                                  " (SELECT 1 FROM stream WHERE camera_id = camera.id)"_s,
                                  {id.toString()});
    if (!removed)
        return tl::unexpected(removed.error());
    if (removed->numRowsAffected() == 0)
        return fail(ErrorCategory::Conflict, Texts::tr("The camera has streams, or is gone already."));
    return {};
}

VoidResult FleetRepository::removeStreams(const std::vector<StreamId> &ids)
{
    // Only a camera whose last stream goes goes with it: one that never had a stream is planned, not left
    // over. One that was added automatically is the network device's, and gets its streams anew.
    auto camera = m_database.prepare(u"DELETE FROM camera WHERE addition <> 'auto' AND id = (SELECT "
                                     u"camera_id FROM stream WHERE id = ?) AND NOT EXISTS"
                                     " (SELECT 1 FROM stream WHERE camera_id = camera.id AND id <> ?)"_s);
    if (!camera)
        return tl::unexpected(camera.error());
    auto stream = m_database.prepare(u"DELETE FROM stream WHERE id = ?"_s);
    if (!stream)
        return tl::unexpected(stream.error());
    for (const StreamId &id : ids) {
        if (auto done = m_database.runPrepared(*camera, {id.toString(), id.toString()}); !done)
            return done;
        if (auto done = m_database.runPrepared(*stream, {id.toString()}); !done)
            return done;
    }
    return SecretRepository(m_database).removeUnused();
}

VoidResult FleetRepository::detachServer(const ServerId &server, StreamsOfRemovedServer fate)
{
    const QString id = server.toString();
    std::vector<std::pair<QString, QVariantList>> steps{
        {u"UPDATE stream SET additional_server_id = NULL WHERE additional_server_id = ?"_s, {id}}};
    if (fate == StreamsOfRemovedServer::Keep) {
        steps.push_back({u"UPDATE stream SET main_server_id = NULL WHERE main_server_id = ?"_s, {id}});
    } else {
        // Cameras that have streams nowhere else, and their streams with them; then the other streams.
        steps.push_back(
            {u"DELETE FROM camera WHERE addition <> 'auto' AND id IN (SELECT camera_id FROM stream WHERE "
             u"main_server_id = ?)"
             " AND NOT EXISTS (SELECT 1 FROM stream WHERE camera_id = camera.id AND main_server_id IS NOT ?)"_s,
             {id, id}});
        steps.push_back({u"DELETE FROM stream WHERE main_server_id = ?"_s, {id}});
    }
    for (const auto &[statement, values] : steps) {
        if (auto done = m_database.run(statement, values); !done)
            return tl::unexpected(done.error());
    }
    return fate == StreamsOfRemovedServer::Remove ? SecretRepository(m_database).removeUnused()
                                                  : VoidResult();
}

} // namespace streamkeeper
