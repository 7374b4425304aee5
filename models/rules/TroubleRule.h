#pragma once

#include "models/domain/ServerSnapshot.h"
#include "models/domain/Trouble.h"
#include "models/domain/TroublePolicy.h"

#include <optional>

namespace streamkeeper {

/// Two polls of one stream, one after the other, and what else has to be known of the time between them.
struct TroublePolls
{
    const ObservedStream *before = nullptr; ///< null: this server was not heard of it before
    qint64 beforeMs = 0;                    ///< UTC of that poll
    const ObservedStream &now;
    qint64 nowMs = 0;
    bool isWantedOn = true;         ///< by the registry
    bool isLost = false;            ///< as the history says
    bool isServerRestarted = false; ///< then captures began anew, and that is no fault of cameras
    bool isOurDoing = false;        ///< an operation was under way: what it interrupts is no trouble
    bool isLossOfRestart =
        false; ///< the loss that goes on is one of the server's start: its end is no reconnect
};

/// What happened between two polls, oldest first. Counters that a server resets invent no reconnects; where a
/// server counts none, a stream that came back has reconnected once (media-server-apis.md H).
[[nodiscard]] TroubleHistory troubleBetween(const TroublePolls &polls);

/// Whether a server began anew between two polls that told when it started.
[[nodiscard]] bool wasRestarted(const std::optional<qint64> &startedBefore,
                                const std::optional<qint64> &startedNow);

/// The last of Lost and Back is Lost.
[[nodiscard]] bool isLost(const TroubleHistory &history);

/// The last loss began when the server had just been started (UTC; none: not told): it connects to its
/// cameras anew.
[[nodiscard]] bool isLossOfRestart(const TroubleHistory &history, std::optional<qint64> serverStartedAtMs);

/// What a stream is in, and why (domain.md 4).
struct TroubleVerdict
{
    Characteristic characteristic = Characteristic::None;
    int reconnects = 0;    ///< in the window of its step
    int windowMinutes = 0; ///< of that step
    qint64 sinceMs = 0;    ///< when the present trouble began; 0: there is none
    int limit = 0;         ///< so many reconnects in it make a stream Problematic

    bool operator==(const TroubleVerdict &) const = default;
};

/// What the rule has to know of a stream beside its history.
struct TroubleFacts
{
    const ObservedStream *seen = nullptr; ///< null: no server said anything
    bool isWantedOn = true;
    bool hasIncreasedReconnectionTime = false;
    bool isSwitchedOff = false; ///< by the console, because it was Problematic; wanted off therefore
};

/// Streams that run on demand and are idle are in no trouble (media-server-apis.md H).
[[nodiscard]] TroubleVerdict judgeTrouble(const TroubleHistory &history, const TroubleFacts &facts,
                                          const TroublePolicy &policy, qint64 nowMs);

/// Somebody has seen this very trouble.
[[nodiscard]] bool isAcknowledged(const TroubleMark &mark, const TroubleVerdict &verdict);
[[nodiscard]] bool isSilenced(const TroubleMark &mark, qint64 nowMs);

/// Lets go what is older than it is kept, and the oldest of more than `most`.
void pruneTrouble(TroubleHistory &history, qint64 nowMs, size_t most);

} // namespace streamkeeper
