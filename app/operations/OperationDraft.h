#pragma once

#include "app/operations/OperationRun.h"
#include "app/operations/StreamOrders.h"

namespace streamkeeper {

/// A command on its way into the journal: an operation and what goes into the registry with the same stroke.
/// A value; write() is for the registry's thread.
struct OperationDraft
{
    JournalEntry entry;
    OperationRun::Opening opening; ///< where its turn comes at once
    Clock clock;

    /// The operation as the journal has it then; an error: it does not have it.
    [[nodiscard]] Result<Operation> write(RegistryDatabase &database) const;

private:
    /// It was refused when it began: that is its outcome, as of one whose turn came later.
    [[nodiscard]] Result<Operation> writeFailed(RegistryDatabase &database, const Error &error) const;
};

} // namespace streamkeeper
