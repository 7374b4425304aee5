#include "models/registry/ShareRepository.h"

#include "models/domain/ServerMakes.h"
#include "models/registry/StoredNames.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ShareRepository)
};

const auto linkColumns =
    u"id, stream_id, server_id, target, place, remote_name, mode, protocol, is_public, archive_from_ms, "
    u"address,"
    " address_secret, key_id, author, note, created_at_ms, expires_at_ms, revoked_at_ms, is_closed"_s;

ShareLink linkFromRow(const QSqlQuery &row)
{
    ShareLink link;
    link.id = ShareLinkId::fromString(row.value(0).toString());
    link.stream = StreamId::fromString(row.value(1).toString());
    link.server = ServerId::fromString(row.value(2).toString());
    link.target = row.value(3).toString();
    link.serverName = row.value(4).toString();
    link.remoteName = row.value(5).toString();
    link.mode = fromWord(shareModes, row.value(6).toString());
    link.protocol = fromWord(shareProtocols, row.value(7).toString());
    link.isPublic = row.value(8).toBool();
    link.archiveFromMs = row.value(9).toLongLong();
    link.address = row.value(10).toString();
    link.addressSecret = SecretId::fromString(row.value(11).toString());
    link.keyId = row.value(12).toString();
    link.author = row.value(13).toString();
    link.note = row.value(14).toString();
    link.createdAtMs = row.value(15).toLongLong();
    if (!row.isNull(16))
        link.expiresAtMs = row.value(16).toLongLong();
    if (!row.isNull(17))
        link.revokedAtMs = row.value(17).toLongLong();
    link.isClosed = row.value(18).toBool();
    return link;
}

Result<std::vector<ShareLink>> read(Result<QSqlQuery> query)
{
    if (!query)
        return tl::unexpected(query.error());
    std::vector<ShareLink> links;
    while (query->next())
        links.push_back(linkFromRow(*query));
    return links;
}

} // namespace

Result<std::vector<ShareLink>> ShareRepository::links()
{
    return read(
        m_database.run(u"SELECT "_s + linkColumns + u" FROM share_link ORDER BY created_at_ms DESC, id"_s));
}

Result<std::vector<ShareLink>> ShareRepository::ended(qint64 nowMs)
{
    return read(m_database.run(
        u"SELECT "_s + linkColumns +
            u" FROM share_link WHERE is_closed = 0 AND (expires_at_ms <= ? OR revoked_at_ms IS NOT NULL)"
            " ORDER BY created_at_ms, id"_s,
        {nowMs}));
}

VoidResult ShareRepository::insert(const ShareLink &link)
{
    auto done = m_database.run(
        u"INSERT INTO share_link("_s + linkColumns + u") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        {link.id.toString(), link.stream.toString(), link.server.toString(), text(link.target),
         text(link.serverName), text(link.remoteName), word(shareModes, link.mode),
         word(shareProtocols, link.protocol), link.isPublic, link.archiveFromMs, text(link.address),
         idOrNull(link.addressSecret), text(link.keyId), text(link.author), text(link.note), link.createdAtMs,
         numberOrNull(link.expiresAtMs), numberOrNull(link.revokedAtMs), link.isClosed});
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult ShareRepository::revoke(const ShareLinkId &id, qint64 atMs)
{
    auto done =
        m_database.run(u"UPDATE share_link SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL"_s,
                       {atMs, id.toString()});
    if (!done)
        return tl::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(ErrorCategory::Conflict, Texts::tr("The link was revoked or removed by somebody else."));
    return {};
}

VoidResult ShareRepository::revokePublic(const CameraId &camera, qint64 atMs)
{
    // A server that does not keep who may watch lets everybody in whatever the camera says: there they go on
    // opening.
    QStringList open;
    for (const ServerMake &make : serverMakes) {
        if (!make.capabilities.testFlag(Capability::AccessTokens))
            open.append(u'\'' + QString::fromLatin1(make.word) + u'\'');
    }
    auto done = m_database.run(
        u"UPDATE share_link SET revoked_at_ms = ?, is_closed = 1 WHERE is_public = 1 AND revoked_at_ms IS "
        u"NULL"
        " AND stream_id IN (SELECT id FROM stream WHERE camera_id = ?)"
        " AND server_id NOT IN (SELECT id FROM media_server WHERE type IN (%1))"_s.arg(open.join(u',')),
        {atMs, camera.toString()});
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult ShareRepository::revokeSignedBy(const QString &keyId, qint64 atMs)
{
    auto done =
        m_database.run(u"UPDATE share_link SET revoked_at_ms = ? WHERE key_id = ? AND key_id <> '' AND"
                       " revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > ?)"_s,
                       {atMs, text(keyId), atMs});
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult ShareRepository::close(const ShareLinkId &id)
{
    if (auto dropped = m_database.run(
            u"DELETE FROM secret WHERE id IN (SELECT address_secret FROM share_link WHERE id = ?)"_s,
            {id.toString()});
        !dropped)
        return tl::unexpected(dropped.error());
    auto closed = m_database.run(u"UPDATE share_link SET is_closed = 1, address_secret = NULL WHERE id = ?"_s,
                                 {id.toString()});
    return closed ? VoidResult() : tl::unexpected(closed.error());
}

VoidResult ShareRepository::removeClosed(const std::vector<ShareLinkId> &ids)
{
    for (const ShareLinkId &id : ids) {
        auto removed =
            m_database.run(u"DELETE FROM share_link WHERE id = ? AND is_closed = 1"_s, {id.toString()});
        if (!removed)
            return tl::unexpected(removed.error());
    }
    return {};
}

Result<std::vector<SigningKeyInfo>> ShareRepository::keys()
{
    auto query = m_database.run(u"SELECT id, public_jwk, secret_id, created_at_ms, retired_at_ms FROM"
                                " signing_key ORDER BY created_at_ms DESC, id"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<SigningKeyInfo> keys;
    while (query->next()) {
        SigningKeyInfo key;
        key.id = query->value(0).toString();
        key.publicJwk = query->value(1).toString().toUtf8();
        key.secret = SecretId::fromString(query->value(2).toString());
        key.createdAtMs = query->value(3).toLongLong();
        if (!query->isNull(4))
            key.retiredAtMs = query->value(4).toLongLong();
        keys.push_back(std::move(key));
    }
    return keys;
}

VoidResult ShareRepository::insertKey(const SigningKeyInfo &key, const QString &replacedId)
{
    const auto current = keys();
    if (!current)
        return tl::unexpected(current.error());
    QString inUse;
    for (const SigningKeyInfo &known : *current) {
        if (!known.retiredAtMs)
            inUse = known.id;
    }
    if (inUse != replacedId)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("Another console has made a signing key meanwhile. Look at it and try again."));
    if (auto retired = m_database.run(u"UPDATE signing_key SET retired_at_ms = ? WHERE id = ?"_s,
                                      {key.createdAtMs, text(replacedId)});
        !retired)
        return tl::unexpected(retired.error());
    auto added = m_database.run(u"INSERT INTO signing_key(id, public_jwk, secret_id, created_at_ms,"
                                " retired_at_ms) VALUES(?,?,?,?,?)"_s,
                                {text(key.id), QString::fromUtf8(key.publicJwk), key.secret.toString(),
                                 key.createdAtMs, numberOrNull(key.retiredAtMs)});
    return added ? VoidResult() : tl::unexpected(added.error());
}

} // namespace streamkeeper
