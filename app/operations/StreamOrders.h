#pragma once

#include "app/operations/AuditEntry.h"
#include "app/operations/StreamCommand.h"
#include "models/fleet/FleetState.h"
#include "models/registry/SecretRepository.h"

#include <QSet>

#include <functional>

namespace streamkeeper {

/// Seals an address under a new id (SealedSecrets::seal).
using Sealing = std::function<Result<SealedSecret>(const SecretText &)>;

/// What goes into the registry with one stroke when an operator's command is written down.
struct JournalEntry
{
    Operation operation;
    std::optional<SealedSecret> secret; ///< the `newSecret` of the operation
    std::optional<Stream> newStream;
    std::optional<Camera> newCamera;
    int revision = 0; ///< of the stream that it was made for; if the registry has another one, it is refused
    std::optional<Error> refusal;             ///< why it cannot even be written down
    std::optional<SealedSecret> cameraSecret; ///< of `newCamera`
};

/// Makes the entries of one batch. Refused: what is no order of an operator, is about a stream that is not in
/// the registry, or cannot be sealed.
[[nodiscard]] std::vector<JournalEntry> makeEntries(const std::vector<StreamCommand> &commands,
                                                    const FleetState &fleet, const Sealing &seal);

/// Is who may watch another than before?
[[nodiscard]] bool isAccessChanged(const Camera &before, const Camera &after);
/// Does the server of the stream keep who may watch it, so that it has to be told?
[[nodiscard]] bool keepsAccess(const FleetState &fleet, const Stream &stream);
/// Brings the External access of cameras to the servers of their streams, where they keep it.
[[nodiscard]] std::vector<StreamCommand> accessCommands(const FleetState &fleet,
                                                        const QSet<CameraId> &cameras);

} // namespace streamkeeper
