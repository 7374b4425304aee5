#include "models/registry/ClusterRepository.h"

#include "models/registry/StoredNames.h"

#include <QCoreApplication>
#include <QHash>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClusterRepository)
};

template <typename Number>
std::optional<Number> optionalNumber(const QSqlQuery &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(Number(row.value(column).toLongLong()));
}

Cluster clusterFromRow(const QSqlQuery &row)
{
    Cluster cluster;
    cluster.id = ClusterId::fromString(row.value(0).toString());
    cluster.name = row.value(1).toString();
    cluster.common.streamsLimit = optionalNumber<int>(row, 2);
    cluster.common.bitrateLimitBps = optionalNumber<qint64>(row, 3);
    cluster.common.apiPort = optionalNumber<quint16>(row, 4);
    cluster.common.hlsPort = optionalNumber<quint16>(row, 5);
    cluster.common.rtspPort = optionalNumber<quint16>(row, 6);
    cluster.createdAt = dateTime(row.value(7).toString());
    cluster.revision = row.value(8).toInt();
    return cluster;
}

ServerGroup groupFromRow(const QSqlQuery &row)
{
    ServerGroup group;
    group.id = ServerGroupId::fromString(row.value(0).toString());
    group.name = row.value(1).toString();
    if (!row.isNull(2))
        group.parent = ServerGroupId::fromString(row.value(2).toString());
    group.createdAt = dateTime(row.value(3).toString());
    group.revision = row.value(4).toInt();
    return group;
}

/// Lines of another table that belong to these values, each found by the first column.
template <typename Value, typename Add>
VoidResult addLines(RegistryDatabase &database, const QString &sql, std::vector<Value> &values, Add add)
{
    QHash<QString, size_t> places;
    for (size_t i = 0; i < values.size(); ++i)
        places.insert(values[i].id.toString(), i);
    auto query = database.run(sql);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        const auto place = places.constFind(query->value(0).toString());
        if (place != places.cend())
            add(values[*place], *query);
    }
    return {};
}

} // namespace

Result<std::vector<Cluster>> ClusterRepository::clusters()
{
    auto query = m_database.run(u"SELECT id, name, streams_limit, bitrate_limit_bps, api_port, hls_port,"
                                " rtsp_port, created_at, revision FROM cluster ORDER BY name"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Cluster> clusters;
    while (query->next())
        clusters.push_back(clusterFromRow(*query));
    query->finish();
    auto read =
        addLines(m_database,
                 u"SELECT cluster_id, server_id, is_main FROM cluster_member ORDER BY cluster_id, position"_s,
                 clusters, [](Cluster &cluster, const QSqlQuery &row) {
                     const ServerId server = ServerId::fromString(row.value(1).toString());
                     if (row.value(2).toBool())
                         cluster.mainServer = server;
                     else
                         cluster.additionalServers.push_back(server);
                 });
    if (!read)
        return tl::unexpected(read.error());
    return clusters;
}

Result<std::vector<ServerGroup>> ClusterRepository::groups()
{
    auto query =
        m_database.run(u"SELECT id, name, parent_id, created_at, revision FROM server_group ORDER BY name"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<ServerGroup> groups;
    while (query->next())
        groups.push_back(groupFromRow(*query));
    query->finish();
    auto read = addLines(
        m_database, u"SELECT group_id, cluster_id FROM server_group_cluster ORDER BY group_id, position"_s,
        groups, [](ServerGroup &group, const QSqlQuery &row) {
            group.clusters.push_back(ClusterId::fromString(row.value(1).toString()));
        });
    if (read)
        read = addLines(
            m_database, u"SELECT group_id, subnet FROM server_group_subnet ORDER BY group_id, position"_s,
            groups,
            [](ServerGroup &group, const QSqlQuery &row) { group.subnets.append(row.value(1).toString()); });
    if (!read)
        return tl::unexpected(read.error());
    return groups;
}

VoidResult ClusterRepository::runAll(const std::vector<std::pair<QString, QVariantList>> &statements)
{
    for (const auto &[statement, values] : statements) {
        if (auto done = m_database.run(statement, values); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

VoidResult ClusterRepository::checkName(const QString &table, const QString &name, const QString &id,
                                        const QString &taken)
{
    auto found =
        m_database.run(u"SELECT 1 FROM %1 WHERE name = ? AND id <> ?"_s.arg(table), {text(name), id});
    if (!found)
        return tl::unexpected(found.error());
    return found->next() ? fail(ErrorCategory::Invalid, taken) : VoidResult();
}

VoidResult ClusterRepository::checkMembers(const Cluster &cluster)
{
    std::vector<ServerId> seen;
    for (const ServerId &server : cluster.members()) {
        if (std::ranges::find(seen, server) != seen.end())
            return fail(ErrorCategory::Invalid,
                        Texts::tr("Each media server can be in a cluster only once."));
        seen.push_back(server);
        auto known =
            m_database.run(u"SELECT m.name, c.name FROM media_server m"
                           " LEFT JOIN cluster_member cm ON cm.server_id = m.id AND cm.cluster_id <> ?"
                           " LEFT JOIN cluster c ON c.id = cm.cluster_id WHERE m.id = ?"_s,
                           {cluster.id.toString(), server.toString()});
        if (!known)
            return tl::unexpected(known.error());
        if (!known->next())
            return fail(ErrorCategory::Invalid,
                        Texts::tr("A media server of the cluster is not in the registry any more."),
                        server.toString());
        if (!known->isNull(1))
            return fail(ErrorCategory::Invalid,
                        Texts::tr("The media server %1 is in the cluster %2 already. A server can be in one "
                                  "cluster only.")
                            .arg(known->value(0).toString(), known->value(1).toString()));
    }
    if (cluster.mainServer.isNull() || seen.size() < 2)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("A cluster has a main server and at least one additional server."));
    return {};
}

VoidResult ClusterRepository::writeMembers(const Cluster &cluster)
{
    if (auto cleared =
            m_database.run(u"DELETE FROM cluster_member WHERE cluster_id = ?"_s, {cluster.id.toString()});
        !cleared)
        return tl::unexpected(cleared.error());
    int position = 0;
    for (const ServerId &server : cluster.members()) {
        auto added = m_database.run(
            u"INSERT INTO cluster_member(cluster_id, server_id, is_main, position) VALUES(?,?,?,?)"_s,
            {cluster.id.toString(), server.toString(), server == cluster.mainServer, position++});
        if (!added)
            return tl::unexpected(added.error());
    }
    return {};
}

VoidResult ClusterRepository::giveCommonSettings(const Cluster &cluster)
{
    const ClusterSettings &common = cluster.common;
    const std::pair<QString, QVariant> settings[]{
        {u"streams_limit"_s, numberOrNull(common.streamsLimit)},
        {u"bitrate_limit_bps"_s, numberOrNull(common.bitrateLimitBps)},
        {u"api_port"_s, numberOrNull(common.apiPort)},
        {u"hls_port"_s, numberOrNull(common.hlsPort)},
        {u"rtsp_port"_s, numberOrNull(common.rtspPort)}};
    for (const ServerId &server : cluster.members()) {
        bool isChanged = false;
        for (const auto &[column, value] : settings) {
            if (value.isNull())
                continue;
            auto given =
                m_database.run(u"UPDATE media_server SET %1 = ? WHERE id = ? AND %1 IS NOT ?"_s.arg(column),
                               {value, server.toString(), value});
            if (!given)
                return tl::unexpected(given.error());
            isChanged = isChanged || given->numRowsAffected() > 0;
        }
        // Only a row that changes gets a new revision: edits under way elsewhere are refused for a reason.
        if (!isChanged)
            continue;
        if (auto counted = m_database.run(u"UPDATE media_server SET revision = revision + 1 WHERE id = ?"_s,
                                          {server.toString()});
            !counted)
            return tl::unexpected(counted.error());
    }
    return {};
}

VoidResult ClusterRepository::save(const Cluster &cluster)
{
    if (auto free = checkName(u"cluster"_s, cluster.name, cluster.id.toString(),
                              Texts::tr("There is already a cluster named %1.").arg(cluster.name));
        !free)
        return free;
    if (auto checked = checkMembers(cluster); !checked)
        return checked;
    const ClusterSettings &common = cluster.common;
    auto saved = m_database.run(
        u"INSERT INTO cluster(id, name, streams_limit, bitrate_limit_bps, api_port, hls_port, rtsp_port,"
        " created_at, revision) VALUES(?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, streams_limit=excluded.streams_limit,"
        " bitrate_limit_bps=excluded.bitrate_limit_bps, api_port=excluded.api_port,"
        " hls_port=excluded.hls_port, rtsp_port=excluded.rtsp_port, revision=cluster.revision + 1"
        " WHERE cluster.revision = excluded.revision"_s,
        {cluster.id.toString(), text(cluster.name), numberOrNull(common.streamsLimit),
         numberOrNull(common.bitrateLimitBps), numberOrNull(common.apiPort), numberOrNull(common.hlsPort),
         numberOrNull(common.rtspPort), dateTime(cluster.createdAt), cluster.revision});
    if (!saved)
        return tl::unexpected(saved.error());
    if (saved->numRowsAffected() == 0)
        return fail(
            ErrorCategory::Conflict,
            Texts::tr("The cluster %1 was changed by somebody else meanwhile. Nothing was saved: look "
                      "at the new settings and enter yours again.")
                .arg(cluster.name));
    if (auto written = writeMembers(cluster); !written)
        return written;
    return giveCommonSettings(cluster);
}

VoidResult ClusterRepository::removeCluster(const ClusterId &id)
{
    return runAll({{u"UPDATE server_group SET revision = revision + 1 WHERE id IN"
                    " (SELECT group_id FROM server_group_cluster WHERE cluster_id = ?)"_s,
                    {id.toString()}},
                   {u"DELETE FROM cluster WHERE id = ?"_s, {id.toString()}}});
}

VoidResult ClusterRepository::checkParents(const ServerGroup &group)
{
    if (!group.parent)
        return {};
    auto above = m_database.run(u"WITH RECURSIVE above(id) AS (SELECT ? UNION SELECT parent_id FROM"
                                " server_group JOIN above USING (id) WHERE parent_id IS NOT NULL)"
                                " SELECT sum(id = ?), sum(id IN (SELECT id FROM server_group)) FROM above"_s,
                                {group.parent->toString(), group.id.toString()});
    if (!above)
        return tl::unexpected(above.error());
    const bool isKnown = above->next() && above->value(1).toInt() > 0;
    if (isKnown && above->value(0).toInt() > 0)
        return fail(ErrorCategory::Invalid, Texts::tr("A server group cannot be below itself."));
    return isKnown ? VoidResult()
                   : fail(ErrorCategory::Invalid, Texts::tr("The parent group does not exist any more."));
}

VoidResult ClusterRepository::save(const ServerGroup &group)
{
    const QString id = group.id.toString();
    if (auto free = checkName(u"server_group"_s, group.name, id,
                              Texts::tr("There is already a server group named %1.").arg(group.name));
        !free)
        return free;
    if (auto checked = checkParents(group); !checked)
        return checked;
    auto saved = m_database.run(
        u"INSERT INTO server_group(id, name, parent_id, created_at, revision) VALUES(?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, parent_id=excluded.parent_id,"
        " revision=server_group.revision + 1 WHERE server_group.revision = excluded.revision"_s,
        {id, text(group.name), idOrNull(group.parent.value_or(ServerGroupId())), dateTime(group.createdAt),
         group.revision});
    if (!saved)
        return tl::unexpected(saved.error());
    if (saved->numRowsAffected() == 0)
        return fail(
            ErrorCategory::Conflict,
            Texts::tr("The server group %1 was changed by somebody else meanwhile. Nothing was saved: "
                      "look at the new settings and enter yours again.")
                .arg(group.name));
    if (auto cleared = runAll({{u"DELETE FROM server_group_cluster WHERE group_id = ?"_s, {id}},
                               {u"DELETE FROM server_group_subnet WHERE group_id = ?"_s, {id}}});
        !cleared)
        return cleared;
    int position = 0;
    for (const ClusterId &cluster : group.clusters) {
        auto added =
            m_database.run(u"INSERT OR IGNORE INTO server_group_cluster(group_id, cluster_id, position)"
                           " SELECT ?, id, ? FROM cluster WHERE id = ?"_s,
                           {id, position++, cluster.toString()});
        if (!added)
            return tl::unexpected(added.error());
        if (added->numRowsAffected() == 0)
            return fail(ErrorCategory::Invalid,
                        Texts::tr("A cluster of the group does not exist any more, or is named twice."),
                        cluster.toString());
    }
    for (const QString &subnet : group.subnets) {
        auto added = m_database.run(
            u"INSERT OR IGNORE INTO server_group_subnet(group_id, subnet, position) VALUES(?,?,?)"_s,
            {id, text(subnet), position++});
        if (!added)
            return tl::unexpected(added.error());
    }
    return {};
}

VoidResult ClusterRepository::removeGroup(const ServerGroupId &id)
{
    const QString key = id.toString();
    return runAll({{u"UPDATE camera SET server_group_id = NULL, revision = revision + 1"
                    " WHERE server_group_id = ?"_s,
                    {key}},
                   {u"UPDATE server_group SET revision = revision + 1,"
                    " parent_id = (SELECT parent_id FROM server_group WHERE id = ?) WHERE parent_id = ?"_s,
                    {key, key}},
                   {u"DELETE FROM server_group WHERE id = ?"_s, {key}}});
}

} // namespace streamkeeper
