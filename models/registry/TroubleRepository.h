#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Operation.h"
#include "models/domain/Trouble.h"
#include "models/domain/TroublePolicy.h"
#include "models/registry/RegistryDatabase.h"

#include <QHash>
#include <QVariantList>

#include <functional>
#include <vector>

namespace streamkeeper {

/// The histories of streams in trouble (domain.md 4), and what counts as such for all programs on the
/// registry. Used on the registry's thread.
class TroubleRepository
{
public:
    using Histories = QHash<StreamId, TroubleHistory>;
    using Marks = QHash<StreamId, TroubleMark>;

    explicit TroubleRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// Oldest first.
    [[nodiscard]] Result<Histories> load();
    /// Of streams that the registry still has; what stands there already is the same event. Lets go what is
    /// older than it is kept, and the oldest of more than `most` of these streams.
    [[nodiscard]] VoidResult add(const Histories &events, qint64 nowMs, int most);

    /// Of several programs that see the same one writes it down, else a reconnect would count twice. Takes
    /// the lease for `owner` until `untilMs` unless another one has it, whose end `isDead` tells; false:
    /// another one writes.
    using IsDead = std::function<bool(const OperationOwner &, qint64 leaseUntilMs)>;
    [[nodiscard]] Result<bool> takeWatch(const OperationOwner &owner, qint64 nowMs, qint64 untilMs,
                                         const IsDead &isDead);

    [[nodiscard]] Result<Marks> marks();
    /// What is said of the other half of a mark stays; nothing for a stream that is not there any more.
    [[nodiscard]] VoidResult acknowledge(const std::vector<StreamId> &streams, const TroubleMark &mark);
    [[nodiscard]] VoidResult silence(const std::vector<StreamId> &streams, const TroubleMark &mark);

    /// What the console has switched off, and nobody has enabled since.
    [[nodiscard]] Result<QHash<StreamId, SwitchedOff>> switchedOff();
    /// Conflict: another console has done it already.
    [[nodiscard]] VoidResult addSwitchedOff(const StreamId &stream, const SwitchedOff &off);
    [[nodiscard]] VoidResult removeSwitchedOff(const std::vector<StreamId> &streams);

    [[nodiscard]] Result<TroublePolicy> policy();
    [[nodiscard]] VoidResult setPolicy(const TroublePolicy &policy);

private:
    /// The last value of the statement is the stream.
    [[nodiscard]] VoidResult forEach(const std::vector<StreamId> &streams, const QString &statement,
                                     const QVariantList &values);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
