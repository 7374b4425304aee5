#pragma once

#include "models/domain/Operation.h"
#include "models/domain/SigningKeyInfo.h"

namespace streamkeeper {

/// A change of the signing key that has begun and is not over, as the registry keeps it from before the
/// first server hears of the new key: whoever starts next finishes it or takes it back.
struct PendingKeyChange
{
    SigningKeyInfo key;       ///< the new one; it signs nothing yet unless the registry has it as its key
    QString replacedId;       ///< of the key before it; empty: there was none
    bool isWithdrawn = false; ///< a server did not take it: it has to go again
    OperationOwner owner;     ///< who works on it; empty: nobody
    qint64 leaseUntilMs = 0;

    bool operator==(const PendingKeyChange &) const = default;
};

} // namespace streamkeeper
