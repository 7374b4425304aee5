#pragma once

#include "models/domain/Types.h"

#include <span>

namespace streamkeeper {

/// What a camera as a whole is like, by its streams (domain.md 6).
enum class CameraStatus : quint8 { Empty, Initialization, Active, PartiallyActive, Inactive, Idle };

/// Active: both streams are; Inactive: both are; Partially active: one works and the other does not.
/// A stream that no server has told of yet makes the camera Initialization. A stream without an address
/// counts as none: the other one decides, as the only stream of a camera does. No stream: Empty.
/// One that is idle is neither lost nor active: the other one decides, and Idle is said only of idle ones.
[[nodiscard]] CameraStatus judgeCamera(std::span<const StreamStatus> streams);

} // namespace streamkeeper
