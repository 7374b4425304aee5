#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/CameraPairs.h"
#include "models/rules/CameraStatus.h"
#include "models/texts/SettingsChanges.h"

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

/// Of the camera of a managed row.
[[nodiscard]] PairFacts pairFactsOf(const FleetState &fleet, int row);
/// Of any camera of the registry; looks through all streams.
[[nodiscard]] PairFacts pairFactsOf(const FleetState &fleet, const Camera &camera);
/// A free name for the camera of its low stream.
[[nodiscard]] QString proposedSplitName(const FleetState &fleet, const Camera &camera);
/// The settings of `kept` once the stream of `other` is one of its: what the media server calls the camera is
/// needed to find the pair again.
[[nodiscard]] Camera joinedCamera(const Camera &kept, const Camera &other);
/// What `other` has, and is lost then.
[[nodiscard]] std::vector<SettingChange> lostByJoining(const Camera &kept, const Camera &other);

namespace texts {
[[nodiscard]] QString pairObstacle(PairObstacle obstacle);
[[nodiscard]] QString cameraStatus(CameraStatus status);
/// What the status means, for its tooltip.
[[nodiscard]] QString cameraStatusStory(CameraStatus status);
} // namespace texts

} // namespace streamkeeper
