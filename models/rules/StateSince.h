#pragma once

#include "models/domain/Trouble.h"
#include "models/domain/Types.h"

#include <QtGlobal>

namespace streamkeeper {

/// Since when a stream is in its state, as far as that is known.
struct StateSince
{
    qint64 atMs = 0;        ///< UTC; 0: not known at all
    bool isAtLeast = false; ///< it was in it already then: nobody looked before

    bool operator==(const StateSince &) const = default;
};

/// What tells it. Times are UTC; 0 or less: not known.
struct StateFacts
{
    StreamStatus status = StreamStatus::Initialization;
    bool isOff = false;
    const TroubleHistory &history;
    qint64 lostSinceMs = 0;   ///< by the server
    qint64 sourceStartMs = 0; ///< likewise
    qint64 changedAtMs = 0;   ///< this program saw it come into this state
    qint64 seenSinceMs = 0;   ///< this program sees it in this state
    qint64 keptSinceMs = 0;   ///< its server was heard ever since, and losses were written down
    qint64 untilMs = 0;       ///< of the last look; what is said to come later is not believed
};

/// The kept history first, for it lives longer than a program; then what the server tells; then what this
/// program saw itself; else the lower bound.
[[nodiscard]] StateSince stateSince(const StateFacts &facts);

} // namespace streamkeeper
