#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Operation.h"
#include "models/domain/Stream.h"

#include <optional>

namespace streamkeeper {

/// What an operator wants done with one stream; becomes an operation.
struct StreamCommand
{
    OperationKind kind = OperationKind::Restart;
    StreamId stream;
    /// The registry's row as the operator saw it; if it has changed since, nothing is done. 0: any.
    int seenRevision = 0;
    StreamAddress address;         ///< ChangeAddress: the new one, complete; ChangeSettings: empty keeps it
    std::optional<bool> isEnabled; ///< ChangeSettings
    std::optional<Tristate> audio; ///< ChangeSettings
    bool setsAccess = false;       ///< ChangeSettings: who may watch, too
    bool eraseRecordings = false;  ///< DeleteStream
    ServerId transferTo;           ///< Transfer: the new main server
    std::optional<ServerId>
        transferToAdditional;        ///< Transfer: the new reserve; none: it is not reserved then
    std::optional<Stream> newStream; ///< AddStream; `stream` is its id
    std::optional<Camera> newCamera; ///< AddStream: its camera, if the registry does not have it yet
};

} // namespace streamkeeper
