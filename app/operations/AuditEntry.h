#pragma once

#include "models/domain/Operation.h"
#include "models/domain/Types.h"

namespace streamkeeper {

class FleetState;
struct Stream;

/// "Yard gate · high", as the journal names a stream.
[[nodiscard]] QString journalName(const QString &cameraName, Quality quality);

/// The user of this process, as the audit trail names them.
[[nodiscard]] QString auditAuthor();
/// A row of the audit trail for a change of the registry alone, by this process and its user.
[[nodiscard]] Operation auditEntry(OperationKind kind, const QString &target);
/// The same about a stream of the registry, on its main server.
[[nodiscard]] Operation auditEntry(OperationKind kind, const Stream &stream, const FleetState &fleet);

} // namespace streamkeeper
