#include "models/registry/ArchiveRepository.h"

#include "models/registry/StoredNames.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

Result<std::vector<ArchiveHolder>> ArchiveRepository::holdersOf(const StreamId &stream)
{
    auto query = m_database.run(u"SELECT server_id, remote_name, from_ms, until_ms FROM archive_holder"
                                " WHERE stream_id = ? ORDER BY from_ms, server_id"_s,
                                {stream.toString()});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<ArchiveHolder> holders;
    while (query->next()) {
        ArchiveHolder holder;
        holder.stream = stream;
        holder.server = ServerId::fromString(query->value(0).toString());
        holder.remoteName = query->value(1).toString();
        holder.fromMs = query->value(2).toLongLong();
        if (!query->isNull(3))
            holder.untilMs = query->value(3).toLongLong();
        holders.push_back(std::move(holder));
    }
    return holders;
}

VoidResult ArchiveRepository::replace(const StreamId &stream, const ServerId &server,
                                      const std::vector<ArchiveHolder> &periods)
{
    if (auto cleared = m_database.run(u"DELETE FROM archive_holder WHERE stream_id = ? AND server_id = ?"_s,
                                      {stream.toString(), server.toString()});
        !cleared)
        return tl::unexpected(cleared.error());
    for (const ArchiveHolder &period : periods) {
        auto added = m_database.run(u"INSERT INTO archive_holder(stream_id, server_id, from_ms, until_ms,"
                                    " remote_name) VALUES(?,?,?,?,?)"_s,
                                    {stream.toString(), server.toString(), period.fromMs,
                                     numberOrNull(period.untilMs), text(period.remoteName)});
        if (!added)
            return tl::unexpected(added.error());
    }
    return {};
}

VoidResult ArchiveRepository::removeEndedBefore(const StreamId &stream, qint64 beforeMs)
{
    auto removed = m_database.run(u"DELETE FROM archive_holder WHERE stream_id = ? AND until_ms < ?"_s,
                                  {stream.toString(), beforeMs});
    return removed ? VoidResult() : tl::unexpected(removed.error());
}

Result<std::vector<HolderCopy>> ArchiveRepository::copies()
{
    auto query = m_database.run(u"SELECT server_id, remote_name, stream_id, keep_until_ms FROM holder_copy"
                                " ORDER BY server_id, remote_name"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<HolderCopy> all;
    while (query->next())
        all.push_back({ServerId::fromString(query->value(0).toString()), query->value(1).toString(),
                       StreamId::fromString(query->value(2).toString()), query->value(3).toLongLong()});
    return all;
}

VoidResult ArchiveRepository::saveCopies(const std::vector<HolderCopy> &copies)
{
    for (const HolderCopy &copy : copies) {
        auto saved = m_database.run(
            u"INSERT INTO holder_copy(server_id, remote_name, stream_id, keep_until_ms)"
            " VALUES(?,?,?,?) ON CONFLICT(server_id, remote_name) DO UPDATE SET"
            " stream_id = excluded.stream_id, keep_until_ms = excluded.keep_until_ms"_s,
            {copy.server.toString(), text(copy.remoteName), copy.stream.toString(), copy.keepUntilMs});
        if (!saved)
            return tl::unexpected(saved.error());
    }
    return {};
}

VoidResult ArchiveRepository::removeCopy(const ServerId &server, const QString &remoteName)
{
    auto removed = m_database.run(u"DELETE FROM holder_copy WHERE server_id = ? AND remote_name = ?"_s,
                                  {server.toString(), text(remoteName)});
    return removed ? VoidResult() : tl::unexpected(removed.error());
}

} // namespace streamkeeper
