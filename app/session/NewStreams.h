#pragma once

#include "app/operations/StreamCommand.h"
#include "app/session/TransferSearch.h"
#include "models/fleet/FleetState.h"
#include "models/rules/Placement.h"

#include <vector>

namespace streamkeeper {

/// A camera that an operator adds by hand, with one or both of its streams; or a known camera (its id is
/// in the registry) that gets a missing one.
struct NewCamera
{
    Camera camera;
    std::optional<StreamAddress> high; ///< complete, checked by fields::checkAddress
    std::optional<StreamAddress> low;
    std::optional<SealedSecret> onvifPassword =
        {}; ///< what a new camera refers to (Session::sealOnvifPassword)
};

/// Completes a camera that is not in the registry yet: its id unless it has one, its IP address from that
/// of a stream if none was given.
[[nodiscard]] Camera makeNewCamera(Camera camera, const StreamAddress &address, const QDateTime &now);
/// A stream of ours under a new id, with the defaults of its camera.
[[nodiscard]] Stream makeNewStream(const Camera &camera, Quality quality, const StreamAddress &address,
                                   const MediaServer &server, const QDateTime &now);

/// The least loaded media server that passes all checks (domain.md 3.1), of those that the camera's server
/// group or address leads to (domain.md 3.3); none if no one does.
[[nodiscard]] std::optional<ServerId> chooseServer(const FleetState &fleet, const ClusterState &clusters,
                                                   const PlacementPolicy &policy, const NewCamera &camera);
[[nodiscard]] PlacementNeeds needsOf(const NewCamera &camera);
/// The camera's IP address, else the host of its stream; it need not be an IP address then.
[[nodiscard]] QString addressOf(const NewCamera &camera);

/// Streams that already have this address; worth a warning.
[[nodiscard]] std::vector<StreamId> usersOf(const StreamAddress &address, const FleetState &fleet);

/// Commands that put the new streams on `server`. Invalid when there is no address, the camera already
/// has such a stream, or its name is empty or longer than 50 characters (domain.md 6).
[[nodiscard]] Result<std::vector<StreamCommand>>
planNewCamera(const NewCamera &camera, const ServerId &server, const FleetState &fleet, const QDateTime &now);

} // namespace streamkeeper
