#pragma once

#include "models/domain/Operation.h"
#include "models/registry/StoredNames.h"

#include <QVariantList>

namespace streamkeeper::stored {

// The process that works on a row, in the columns owner_host, owner_boot, owner_pid and owner_start.

[[nodiscard]] inline QVariantList ownerValues(const OperationOwner &owner)
{
    return {text(owner.host), text(owner.bootId), owner.pid, owner.startTime};
}

/// A condition on a row that takes ownerValues().
inline const QString isOwner =
    QStringLiteral("owner_host = ? AND owner_boot = ? AND owner_pid = ? AND owner_start = ?");

} // namespace streamkeeper::stored
