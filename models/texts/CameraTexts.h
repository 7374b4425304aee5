#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/CameraStatus.h"

#include <array>

namespace streamkeeper {

/// The rows of a camera's streams in a FleetState, by quality; -1: there is none.
struct CameraRows
{
    std::array<int, 2> rows{-1, -1}; ///< high, low

    [[nodiscard]] int of(Quality quality) const { return rows[size_t(quality)]; }
};

/// Looks through all streams: not for the inside of a loop.
[[nodiscard]] CameraRows rowsOfCamera(const FleetState &fleet, const CameraId &camera);
[[nodiscard]] CameraStatus statusOfCamera(const FleetState &fleet, const CameraRows &rows);

namespace texts {
[[nodiscard]] QString cameraStatus(CameraStatus status);
/// What the status means, for its tooltip.
[[nodiscard]] QString cameraStatusStory(CameraStatus status);
} // namespace texts

} // namespace streamkeeper
