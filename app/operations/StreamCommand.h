#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Operation.h"
#include "models/domain/Stream.h"
#include "models/registry/SecretRepository.h"

#include <optional>

namespace streamkeeper {

/// What an operator wants done with one stream; becomes an operation.
struct StreamCommand
{
    OperationKind kind = OperationKind::Unknown;
    StreamId stream;
    /// What the kind needs to know from the operator; the rest is filled in when it is written down.
    /// Transfer: `to` and `toAdditional`.
    OperationPayload wanted;
    StreamAddress address;           ///< ChangeAddress: the new one, complete; ChangeSettings: empty keeps it
    std::optional<Stream> newStream; ///< AddStream; `stream` is its id
    std::optional<Camera> newCamera; ///< AddStream: its camera, if the registry does not have it yet
    std::optional<SealedSecret> cameraSecret; ///< what `newCamera` refers to: its ONVIF password
};

} // namespace streamkeeper
