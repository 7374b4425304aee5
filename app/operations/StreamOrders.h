#pragma once

#include "app/operations/AuditEntry.h"
#include "app/operations/OperationRunner.h"

namespace streamkeeper {

/// Seals an address under a new id (SealedSecrets::seal).
using Sealing = std::function<Result<SealedSecret>(const SecretText &)>;

/// Makes the journal's entry for what an operator wants done with a stream. Errors: the stream is not in
/// the registry, or its new address cannot be sealed.
[[nodiscard]] Result<OperationRunner::Order> makeOrder(const StreamCommand &command, const FleetState &fleet,
                                                       const Sealing &seal);

/// Is who may watch another than before?
[[nodiscard]] bool isAccessChanged(const Camera &before, const Camera &after);
/// Does the server of the stream keep who may watch it, so that it has to be told?
[[nodiscard]] bool keepsAccess(const FleetState &fleet, const Stream &stream);
/// Brings the External access of cameras to the servers of their streams, where they keep it.
[[nodiscard]] std::vector<StreamCommand> accessCommands(const FleetState &fleet,
                                                        const QSet<CameraId> &cameras);

} // namespace streamkeeper
