#pragma once

#include "models/domain/Operation.h"
#include "models/domain/SecretText.h"
#include "models/domain/Stream.h"
#include "models/domain/StreamSettings.h"
#include "models/fleet/FleetState.h"

#include <functional>
#include <optional>

namespace streamkeeper {

// What an operation makes of a stream: pure reading of its journal entry.

/// Opens a sealed secret of the registry.
using Unsealing = std::function<Result<SecretText>(const SecretId &)>;

/// The stream as the operation wants it, with the revision that the operator saw.
[[nodiscard]] Stream wantedStream(const Operation &operation, const Stream &stream, const Unsealing &unseal);

/// The stream as it was before the operation, with its present revision; none if the registry was not
/// changed.
[[nodiscard]] std::optional<Stream> previousStream(const Operation &operation, const Stream &now,
                                                   const Unsealing &unseal);

/// What one of its media servers is asked to keep.
[[nodiscard]] StreamWrite writeOf(const Operation &operation, const Stream &stream, const ServerId &server,
                                  const FleetState &fleet, const Unsealing &unseal);

} // namespace streamkeeper
