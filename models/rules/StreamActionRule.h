#pragma once

#include "models/domain/ServerMakes.h"
#include "models/domain/StreamAction.h"
#include "models/domain/Types.h"

#include <chrono>

namespace streamkeeper {

/// Why an action is not possible now; the words for people are texts::obstacle().
enum class Obstacle : quint8 {
    None,
    NotManaged,    ///< adopt it first
    Managed,       ///< it is in the registry already
    Pending,       ///< an operation is under way
    NoServer,      ///< no media server holds it
    ServerSilent,  ///< its media server does not answer
    SecretsLocked, ///< its address cannot be unsealed
    Missing,       ///< its media server does not have it
    NotMissing,
    NotDifferent,
    SwitchedOff, ///< enable it first
    AlreadyEnabled,
    AlreadyDisabled,
    NotProvided, ///< by this kind of server
    NoAudio,     ///< the camera sends none
    AudioAlreadyOn,
    AudioAlreadyOff,
    AutoAddress,    ///< addresses of an automatic camera are kept by provisioning (domain.md 1.2)
    AutoStream,     ///< automatic streams of automatic cameras cannot be deleted (domain.md 1.1)
    NoAddress,      ///< nothing to capture from yet
    TransferLocked, ///< a transfer is not followed by another one at once (domain.md 1.3)
};

/// What decides about the actions of a row.
struct StreamFacts
{
    bool isManaged = true;
    bool isPending = false;
    bool hasServer = true;
    bool serverAnswers = true;
    bool isAddressSealed = false; ///< needed, and not unsealed in this run
    bool hasAddress = true;
    bool isEnabled = true;
    Addition addition = Addition::Manual;
    Addition cameraAddition = Addition::Manual;
    Activation activation = Activation::Auto; ///< of a camera that was added automatically
    Drift drift = Drift::None;
    Tristate audio = Tristate::Unknown; ///< as wanted, or as seen where nothing is wanted
    Tristate hasAudioTrack = Tristate::Unknown;
    Capabilities capabilities;
    qint64 transferredAtMs = 0;    ///< UTC of its last transfer; 0: none
    qint64 transferLockLeftMs = 0; ///< it stays where that transfer has put it for so long
};

/// How long a stream stays where its last transfer has put it, in ms (domain.md 1.3); 0: it is not locked. A
/// moment in the future, of a console whose clock is ahead, locks no longer than a lock lasts.
/// `transferredAtMs` 0: never.
[[nodiscard]] qint64 transferLockLeftMs(qint64 transferredAtMs, std::chrono::minutes lock, qint64 nowMs);

/// The first reason against an action, the one that helps most.
[[nodiscard]] Obstacle obstacleFor(StreamAction action, const StreamFacts &facts);

} // namespace streamkeeper
