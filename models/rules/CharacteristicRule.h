#pragma once

#include "models/domain/ServerSnapshot.h"
#include "models/domain/Types.h"

namespace streamkeeper {

/// The badge of a stream (domain.md 1.1 and 4): Disconnected = the server switched it off although
/// the registry wants it on; Incorrect = at least one reconnect since the connection was lost.
/// Streams that run on demand and are idle are never Incorrect (media-server-apis.md H).
/// Nothing is judged when the server's "Incorrect cameras" setting is off.
[[nodiscard]] Characteristic judgeCharacteristic(const ObservedStream &observed, bool isWantedOn,
                                                 bool isIncorrectCamerasEnabled);

} // namespace streamkeeper
