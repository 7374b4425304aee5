#pragma once

#include "models/domain/History.h"
#include "models/domain/Ids.h"
#include "models/registry/RegistryDatabase.h"

#include <QHash>
#include <QMap>

#include <vector>

namespace streamkeeper {

/// How media servers (by minutes) and streams (by quarters of an hour) were over the last seven days. Packed:
/// an hour of a server and a day of a stream are one row each, 600 bytes for a day of a stream. Several
/// programs may write the same: what comes later counts, and what is not known overwrites nothing. Used on
/// the registry's thread.
class HistoryRepository
{
public:
    static constexpr int keptDays = 7;

    /// A bit for each minute of an hour since 1970 (UTC) in which a server was heard (WatchMemory).
    using Heard = QHash<ServerId, QMap<qint64, quint64>>;

    struct ServerHour
    {
        ServerId server;
        qint64 hour = 0; ///< since 1970 (UTC)
        quint64 heard = 0;
        std::vector<ServerSample> samples; ///< within it; the last one of a minute counts
    };
    struct StreamPart
    {
        StreamId stream;
        std::vector<StreamQuarter> quarters;
    };

    explicit HistoryRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// Passes over what the registry has no more.
    [[nodiscard]] VoidResult saveServers(const std::vector<ServerHour> &hours);
    [[nodiscard]] VoidResult saveStreams(const std::vector<StreamPart> &parts);
    /// Lets go what is older than it is kept.
    [[nodiscard]] VoidResult prune(qint64 nowMs);

    [[nodiscard]] Result<Heard> heard();
    /// Oldest first; minutes in which it was not heard are not there.
    [[nodiscard]] Result<std::vector<ServerSample>> server(const ServerId &server, qint64 fromMs,
                                                           qint64 untilMs);
    /// Of all servers. `everyHours`: only each so-manieth hour, for what changes slowly.
    [[nodiscard]] Result<QHash<ServerId, std::vector<ServerSample>>> servers(qint64 fromMs, qint64 untilMs,
                                                                             int everyHours = 1);
    /// Oldest first; quarters in which nobody saw it are not there.
    [[nodiscard]] Result<std::vector<StreamQuarter>> stream(const StreamId &stream, qint64 fromMs,
                                                            qint64 untilMs);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
