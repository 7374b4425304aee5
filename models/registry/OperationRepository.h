#pragma once

#include "models/domain/Operation.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// The journal of operations, which is the audit trail too: rows are added and carried on, and go only long
/// after their end (RetentionRepository). Used on the registry's thread.
class OperationRepository
{
public:
    explicit OperationRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// Writes a new operation with its first event. An open one on the same stream is a Conflict that
    /// names it; nothing is written then.
    [[nodiscard]] VoidResult add(const Operation &operation);
    /// Carries an open operation on: state, phase, attempts, message, times, and one event. Conflict when
    /// it is not `operation.owner`'s any more, or has ended.
    [[nodiscard]] VoidResult advance(const Operation &operation, const QString &eventText, qint64 nowMs);
    /// An operation that is done as it is written: a change of the registry alone.
    [[nodiscard]] VoidResult addFinished(Operation operation, qint64 nowMs);

    [[nodiscard]] VoidResult renewLeases(const OperationOwner &owner, qint64 leaseUntilMs);
    /// Makes an open operation `newOwner`'s if it is still `operation.owner`'s; false if it is not.
    [[nodiscard]] Result<bool> takeOver(const Operation &operation, const OperationOwner &newOwner,
                                        qint64 leaseUntilMs);

    [[nodiscard]] Result<std::vector<Operation>> open();
    /// Newest first; `before` ends the page before an earlier one (0: from the newest on).
    [[nodiscard]] Result<std::vector<Operation>> latest(int count, qint64 beforeMs = 0);
    /// On one stream since then, oldest first.
    [[nodiscard]] Result<std::vector<Operation>> ofStream(const StreamId &stream, qint64 sinceMs);
    [[nodiscard]] Result<std::optional<Operation>> find(const OperationId &id);
    [[nodiscard]] Result<std::vector<OperationEvent>> events(const OperationId &id);

private:
    [[nodiscard]] VoidResult insert(const Operation &operation);
    [[nodiscard]] VoidResult addEvent(const OperationId &id, OperationPhase phase, const QString &text,
                                      qint64 nowMs);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
