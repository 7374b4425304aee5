#pragma once

#include "models/domain/ServerSnapshot.h"
#include "models/registry/RegistryDatabase.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace streamkeeper {

/// The last observation of each stream, apart from the desired state: what the next start and the
/// command line show, with its age, before the first poll. Used on the registry's thread.
class ObservationRepository
{
public:
    explicit ObservationRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// One snapshot per server that ever answered, in no order; `streams` sorted by remote name as
    /// everywhere, and none if the server had none.
    [[nodiscard]] Result<std::vector<SnapshotPtr>> load();
    /// Of the servers that did not answer when they were asked last.
    [[nodiscard]] Result<std::vector<PollFailure>> failures();
    /// Replaces what is stored for these servers: streams that a server has no more are pruned, and it
    /// fails no more. A server that was removed meanwhile is passed over. Each is saved by itself: what one
    /// of them told and cannot be stored holds back nobody else. What was left out is returned in sentences;
    /// an error: nothing could be saved.
    [[nodiscard]] Result<QStringList> save(const std::vector<SnapshotPtr> &snapshots);
    /// What these servers said before is kept beside it.
    [[nodiscard]] VoidResult saveFailures(const std::vector<PollFailure> &failures);

private:
    using ByServer = QHash<QString, std::shared_ptr<ServerSnapshot>>;

    [[nodiscard]] VoidResult loadAnswers(ByServer &byServer);
    [[nodiscard]] VoidResult loadStreams(ByServer &byServer);

    struct Saving;

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
