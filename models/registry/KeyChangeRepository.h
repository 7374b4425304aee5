#pragma once

#include "models/domain/PendingKeyChange.h"
#include "models/registry/RegistryDatabase.h"

#include <optional>

namespace streamkeeper {

/// The change of the signing key that is under way; there is one at a time. Used on the registry's thread,
/// changes in a transaction of the caller.
class KeyChangeRepository
{
public:
    explicit KeyChangeRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::optional<PendingKeyChange>> pending();
    /// Conflict: there is one already.
    [[nodiscard]] VoidResult begin(const PendingKeyChange &change);
    /// From the owner in `seen` to another one; also renews the lease of an owner. Conflict: it is somebody
    /// else's by now, or over.
    [[nodiscard]] VoidResult hand(const PendingKeyChange &seen, const OperationOwner &owner,
                                  qint64 leaseUntilMs);
    /// The new key has to go again. Conflict: it is somebody else's than in `seen`, or over.
    [[nodiscard]] VoidResult withdraw(const PendingKeyChange &seen);
    /// It is over. What was sealed for a key that never signed goes with it. Conflict: it is somebody else's.
    [[nodiscard]] VoidResult end(const PendingKeyChange &seen);

private:
    [[nodiscard]] VoidResult ofOwner(const QString &change, QVariantList values,
                                     const PendingKeyChange &seen);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
