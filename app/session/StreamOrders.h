#pragma once

#include "app/operations/OperationRunner.h"

namespace streamkeeper {

/// Seals a text under a new id, for a purpose.
using Sealing = std::function<Result<SealedSecret>(const SecretId &, const QString &, const SecretText &)>;

inline constexpr auto addressPurpose = "address";
inline constexpr auto tokenPurpose = "token";
inline constexpr auto onvifPurpose = "onvif";

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

/// "Yard gate · high", as the journal names a stream.
[[nodiscard]] QString journalName(const QString &cameraName, Quality quality);

/// A finished entry for a change of the registry alone.
[[nodiscard]] Operation auditEntry(OperationKind kind, const QString &target, const OperationOwner &owner);

} // namespace streamkeeper
