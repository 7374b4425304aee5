#pragma once

#include "app/servers/ArchiveReading.h"
#include "app/servers/PolledServers.h"
#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"
#include "models/registry/Registry.h"

#include <QObject>

#include <functional>
#include <vector>

namespace streamkeeper {

/// Which server holds which recordings of a stream, and where they can be had. Lives on the session's thread;
/// answers come there, not after `context` is gone.
class ArchiveReader : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Progress = std::function<void(int done, int total)>;

    /// All of them outlive it.
    ArchiveReader(Registry &registry, const FleetState &fleet, PolledServers &servers, Clock clock = {},
                  QObject *parent = nullptr);

    /// The archive index of the registry, by time, as it was read last.
    void index(const StreamId &stream, QObject *context, Done<std::vector<ArchiveHolder>> done);
    /// The same, read anew from every server that the index names or that has the stream now, as far as they
    /// answer. The registry is not changed: that is Update indexes.
    void read(const StreamId &stream, const Progress &progress, QObject *context, Done<ArchiveReading> done);
    /// Where a part of a period can be had from the server that has recorded it, with a token where one is
    /// needed.
    void urls(const ServerId &server, const QString &remoteName, const RecordedPart &part, QObject *context,
              Done<ArchiveUrls> done);

    [[nodiscard]] const FleetState &fleet() const { return m_fleet; }

private:
    Registry &m_registry;
    const FleetState &m_fleet;
    PolledServers &m_servers;
    Clock m_clock;
};

} // namespace streamkeeper
