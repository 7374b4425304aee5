#include "models/registry/FleetRepository.h"

#include "models/registry/StoredNames.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

Result<std::vector<Camera>> FleetRepository::cameras()
{
    auto query = m_database.run(
        u"SELECT id, name, location, ip_address, remote_uid, addition, created_at FROM camera"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Camera> cameras;
    while (query->next()) {
        cameras.push_back({CameraId::fromString(query->value(0).toString()), query->value(1).toString(),
                           query->value(2).toString(), query->value(3).toString(), query->value(4).toString(),
                           fromWord(additions, query->value(5).toString()),
                           dateTime(query->value(6).toString())});
    }
    return cameras;
}

Result<std::vector<Stream>> FleetRepository::streams()
{
    auto query = m_database.run(u"SELECT id, camera_id, quality, main_server_id, additional_server_id, "
                                u"remote_name, address, address_secret,"
                                " addition, is_enabled, audio, recording, created_at FROM stream"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Stream> streams;
    while (query->next()) {
        Stream stream;
        stream.id = StreamId::fromString(query->value(0).toString());
        stream.camera = CameraId::fromString(query->value(1).toString());
        stream.quality = fromWord(qualities, query->value(2).toString());
        stream.mainServer = ServerId::fromString(query->value(3).toString());
        if (!query->isNull(4))
            stream.additionalServer = ServerId::fromString(query->value(4).toString());
        stream.remoteName = query->value(5).toString();
        stream.address = StreamAddress::fromMasked(query->value(6).toString(), !query->isNull(7));
        stream.addressSecret = SecretId::fromString(query->value(7).toString());
        stream.addition = fromWord(additions, query->value(8).toString());
        stream.isEnabled = query->value(9).toBool();
        stream.audio = fromWord(tristates, query->value(10).toString());
        stream.recording = fromWord(tristates, query->value(11).toString());
        stream.createdAt = dateTime(query->value(12).toString());
        streams.push_back(std::move(stream));
    }
    return streams;
}

VoidResult FleetRepository::saveCameras(const std::vector<Camera> &cameras)
{
    auto query = m_database.prepare(
        u"INSERT INTO camera(id, name, location, ip_address, remote_uid, addition, created_at) "
        u"VALUES(?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, location=excluded.location,"
        " ip_address=excluded.ip_address, remote_uid=excluded.remote_uid, addition=excluded.addition"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Camera &camera : cameras) {
        const QVariantList values{camera.id.toString(),      text(camera.name),
                                  text(camera.location),     text(camera.ipAddress),
                                  text(camera.remoteUid),    word(additions, camera.addition),
                                  dateTime(camera.createdAt)};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult FleetRepository::saveStreams(const std::vector<Stream> &streams)
{
    auto query = m_database.prepare(
        u"INSERT INTO stream(id, camera_id, quality, main_server_id, additional_server_id, remote_name, "
        u"address,"
        " address_secret, addition, is_enabled, audio, recording, created_at) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET camera_id=excluded.camera_id, quality=excluded.quality,"
        " main_server_id=excluded.main_server_id, additional_server_id=excluded.additional_server_id,"
        " remote_name=excluded.remote_name, address=excluded.address, address_secret=excluded.address_secret,"
        " addition=excluded.addition, is_enabled=excluded.is_enabled, audio=excluded.audio,"
        " recording=excluded.recording"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Stream &stream : streams) {
        const QVariantList values{stream.id.toString(),
                                  stream.camera.toString(),
                                  word(qualities, stream.quality),
                                  idOrNull(stream.mainServer),
                                  idOrNull(stream.additionalServer.value_or(ServerId())),
                                  text(stream.remoteName),
                                  text(stream.address.masked()),
                                  idOrNull(stream.addressSecret),
                                  word(additions, stream.addition),
                                  stream.isEnabled,
                                  word(tristates, stream.audio),
                                  word(tristates, stream.recording),
                                  dateTime(stream.createdAt)};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult FleetRepository::removeUnusedAddresses()
{
    auto done = m_database.run(u"DELETE FROM secret WHERE purpose = 'address' AND id NOT IN"
                               " (SELECT address_secret FROM stream WHERE address_secret IS NOT NULL)"_s);
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult FleetRepository::removeStreams(const std::vector<StreamId> &ids)
{
    // Only a camera whose last stream goes goes with it: one that never had a stream is planned, not left
    // over.
    auto camera = m_database.prepare(
        u"DELETE FROM camera WHERE id = (SELECT camera_id FROM stream WHERE id = ?) AND NOT EXISTS"
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
    return removeUnusedAddresses();
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
            {u"DELETE FROM camera WHERE id IN (SELECT camera_id FROM stream WHERE main_server_id = ?)"
             " AND NOT EXISTS (SELECT 1 FROM stream WHERE camera_id = camera.id AND main_server_id IS NOT ?)"_s,
             {id, id}});
        steps.push_back({u"DELETE FROM stream WHERE main_server_id = ?"_s, {id}});
    }
    for (const auto &[statement, values] : steps) {
        if (auto done = m_database.run(statement, values); !done)
            return tl::unexpected(done.error());
    }
    return fate == StreamsOfRemovedServer::Remove ? removeUnusedAddresses() : VoidResult();
}

} // namespace streamkeeper
