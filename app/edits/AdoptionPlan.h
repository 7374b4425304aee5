#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Stream.h"
#include "models/rules/Adoption.h"

#include <QDateTime>

#include <vector>

namespace streamkeeper {

/// What an adoption writes into the registry. Addresses in `streams` are complete; the caller seals
/// those that hold a secret.
struct AdoptionPlan
{
    std::vector<Camera> newCameras;
    std::vector<Stream> newStreams;
};

/// Makes registry entries for proposals. A stream that the registry already has on this server is
/// passed over; a camera that is already known (same camera uid, or same name with a stream on this
/// server) gets the missing quality. A remote name that is a free UUID becomes the stream's own.
[[nodiscard]] AdoptionPlan planAdoption(const ServerId &server, const std::vector<RemoteStream> &found,
                                        const std::vector<AdoptionProposal> &chosen,
                                        const std::vector<Camera> &cameras,
                                        const std::vector<Stream> &streams, const QDateTime &now);

} // namespace streamkeeper
