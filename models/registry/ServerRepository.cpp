#include "models/registry/ServerRepository.h"

#include "models/domain/Cluster.h"
#include "models/registry/StoredNames.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

MediaServer serverFromRow(const QSqlQuery &row)
{
    MediaServer server;
    server.id = ServerId::fromString(row.value(0).toString());
    server.name = row.value(1).toString();
    server.type = fromWord(serverTypes, row.value(2).toString());
    server.useTls = row.value(3).toBool();
    server.internalHost = row.value(4).toString();
    server.apiPort = quint16(row.value(5).toUInt());
    server.externalHost = row.value(6).toString();
    server.mediaUsesTls = row.value(7).toBool();
    server.hlsPort = quint16(row.value(8).toUInt());
    server.rtspPort = quint16(row.value(9).toUInt());
    server.userName = row.value(10).toString();
    server.tokenSecret = SecretId::fromString(row.value(11).toString());
    server.pinnedSha256 = QByteArray::fromHex(row.value(12).toString().toLatin1());
    server.groupType = fromWord(groupTypes, row.value(13).toString());
    if (!row.isNull(14))
        server.streamsLimit = row.value(14).toInt();
    if (!row.isNull(15))
        server.bitrateLimitBps = row.value(15).toLongLong();
    server.isActive = row.value(16).toBool();
    server.isIncorrectCamerasEnabled = row.value(17).toBool();
    server.nodeName = row.value(18).toString();
    server.createdAt = dateTime(row.value(19).toString());
    server.storages = lines(row.value(20).toString());
    server.revision = row.value(21).toInt();
    server.auth = fromWord(serverAuths, row.value(22).toString());
    server.tokens.issuer = row.value(23).toString();
    server.tokens.audience = row.value(24).toString();
    server.tokens.claimKey = row.value(25).toString();
    server.unencryptedAccount = fromWord(unencryptedAccounts, row.value(26).toString());
    server.isSwitchingOffIncorrect = row.value(27).toBool();
    return server;
}

} // namespace

Result<std::vector<MediaServer>> ServerRepository::all()
{
    auto query = m_database.run(
        u"SELECT id, name, type, use_tls, internal_host, api_port, external_host, media_uses_tls, hls_port, "
        u"rtsp_port,"
        " user_name, token_secret, pinned_sha256, group_type, streams_limit, bitrate_limit_bps, is_active,"
        " is_incorrect_cameras, node_name, created_at, storages, revision, auth, token_issuer, "
        "token_audience,"
        " token_claim_key, unencrypted_account, is_switching_off FROM media_server ORDER BY name"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<MediaServer> servers;
    while (query->next())
        servers.push_back(serverFromRow(*query));
    return servers;
}

Result<MediaServer> ServerRepository::withCommonSettings(MediaServer server)
{
    auto query = m_database.run(u"SELECT streams_limit, bitrate_limit_bps, api_port, hls_port, rtsp_port FROM"
                                " cluster JOIN cluster_member ON cluster_id = id WHERE server_id = ?"_s,
                                {server.id.toString()});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return server;
    ClusterSettings common;
    if (!query->isNull(0))
        common.streamsLimit = query->value(0).toInt();
    if (!query->isNull(1))
        common.bitrateLimitBps = query->value(1).toLongLong();
    for (auto [column, port] :
         {std::pair(2, &common.apiPort), std::pair(3, &common.hlsPort), std::pair(4, &common.rtspPort)}) {
        if (!query->isNull(column))
            *port = quint16(query->value(column).toUInt());
    }
    common.applyTo(server);
    return server;
}

VoidResult ServerRepository::save(const MediaServer &wanted)
{
    const auto effective = withCommonSettings(wanted);
    if (!effective)
        return tl::unexpected(effective.error());
    const MediaServer &server = *effective;
    auto taken = m_database.run(u"SELECT count(*) FROM media_server WHERE name = ? AND id <> ?"_s,
                                {text(server.name), server.id.toString()});
    if (!taken)
        return tl::unexpected(taken.error());
    if (taken->next() && taken->value(0).toInt() > 0)
        return fail(
            ErrorCategory::Invalid,
            QCoreApplication::translate("ServerRepository", "There is already a media server named %1.")
                .arg(server.name));
    taken->finish();
    auto query = m_database.run(
        u"INSERT INTO media_server(id, name, type, use_tls, internal_host, api_port, external_host, "
        u"media_uses_tls,"
        " hls_port, rtsp_port, user_name, token_secret, pinned_sha256, group_type, streams_limit, "
        "bitrate_limit_bps,"
        " is_active, is_incorrect_cameras, node_name, created_at, storages, revision, auth, token_issuer,"
        " token_audience, token_claim_key, unencrypted_account, is_switching_off)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, type=excluded.type, use_tls=excluded.use_tls,"
        " internal_host=excluded.internal_host, api_port=excluded.api_port, "
        "external_host=excluded.external_host,"
        " media_uses_tls=excluded.media_uses_tls, hls_port=excluded.hls_port, rtsp_port=excluded.rtsp_port,"
        " user_name=excluded.user_name, token_secret=excluded.token_secret, "
        "pinned_sha256=excluded.pinned_sha256,"
        " group_type=excluded.group_type, streams_limit=excluded.streams_limit,"
        " bitrate_limit_bps=excluded.bitrate_limit_bps, is_active=excluded.is_active,"
        " is_incorrect_cameras=excluded.is_incorrect_cameras, node_name=excluded.node_name,"
        " storages=excluded.storages, auth=excluded.auth, token_issuer=excluded.token_issuer,"
        " token_audience=excluded.token_audience, token_claim_key=excluded.token_claim_key,"
        " unencrypted_account=excluded.unencrypted_account, is_switching_off=excluded.is_switching_off,"
        " revision=media_server.revision + 1"
        " WHERE media_server.revision = excluded.revision"_s,
        {server.id.toString(),
         text(server.name),
         word(serverTypes, server.type),
         server.useTls,
         text(server.internalHost),
         int(server.apiPort),
         text(server.externalHost),
         server.mediaUsesTls,
         int(server.hlsPort),
         int(server.rtspPort),
         text(server.userName),
         idOrNull(server.tokenSecret),
         text(QString::fromLatin1(server.pinnedSha256.toHex())),
         word(groupTypes, server.groupType),
         numberOrNull(server.streamsLimit),
         numberOrNull(server.bitrateLimitBps),
         server.isActive,
         server.isIncorrectCamerasEnabled,
         text(server.nodeName),
         dateTime(server.createdAt),
         lines(server.storages),
         server.revision,
         word(serverAuths, server.auth),
         text(server.tokens.issuer),
         text(server.tokens.audience),
         text(server.tokens.claimKey),
         word(unencryptedAccounts, server.unencryptedAccount),
         server.isSwitchingOffIncorrect});
    if (!query)
        return tl::unexpected(query.error());
    if (query->numRowsAffected() == 0)
        return fail(
            ErrorCategory::Conflict,
            QCoreApplication::translate(
                "ServerRepository",
                "The media server %1 was changed by somebody else meanwhile. Nothing was saved: look at "
                "the new settings and enter yours again.")
                .arg(server.name));
    return {};
}

VoidResult ServerRepository::remove(const ServerId &id)
{
    auto cluster = m_database.run(u"SELECT m.name, c.name FROM cluster_member cm JOIN cluster c ON c.id ="
                                  " cm.cluster_id JOIN media_server m ON m.id = cm.server_id"
                                  " WHERE cm.server_id = ?"_s,
                                  {id.toString()});
    if (!cluster)
        return tl::unexpected(cluster.error());
    if (cluster->next())
        return fail(ErrorCategory::Invalid,
                    QCoreApplication::translate(
                        "ServerRepository", "The media server %1 is in the cluster %2. Take it out of the "
                                            "cluster first, or delete the cluster.")
                        .arg(cluster->value(0).toString(), cluster->value(1).toString()));
    cluster->finish();
    auto token = m_database.run(u"SELECT token_secret FROM media_server WHERE id = ?"_s, {id.toString()});
    if (!token)
        return tl::unexpected(token.error());
    const QVariant secret = token->next() ? token->value(0) : QVariant();
    token->finish();
    if (auto removed = m_database.run(u"DELETE FROM media_server WHERE id = ?"_s, {id.toString()}); !removed)
        return tl::unexpected(removed.error());
    if (auto forgotten = m_database.run(u"DELETE FROM secret WHERE id = ?"_s, {secret}); !forgotten)
        return tl::unexpected(forgotten.error());
    return {};
}

} // namespace streamkeeper
