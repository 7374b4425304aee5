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

} // namespace streamkeeper
