#pragma once

#include "models/domain/Trouble.h"

#include <vector>

namespace streamkeeper {

/// A stretch without picture.
struct TroublePeriod
{
    qint64 fromMs = 0; ///< UTC
    qint64 untilMs = 0;
    bool isOff = false; ///< switched off rather than lost

    bool operator==(const TroublePeriod &) const = default;
};

/// What a history comes to in a stretch of time.
struct TroubleSums
{
    int losses = 0;
    int reconnects = 0;
    qint64 lostMs = 0;    ///< without picture, in all
    qint64 longestMs = 0; ///< without picture, at a time

    bool operator==(const TroubleSums &) const = default;
};

/// What a chart of trouble shows: pure functions over the history of one stream, from `fromMs` up to
/// `untilMs`.
namespace trouble {

/// Oldest first, cut to the stretch; what has not ended goes on to its end. A stream that was switched off
/// and is on again tells no moment of that: such a period has no length.
[[nodiscard]] std::vector<TroublePeriod> periods(const TroubleHistory &history, qint64 fromMs, qint64 untilMs,
                                                 bool isOffNow);
/// The moments at which it reconnected, oldest first.
[[nodiscard]] std::vector<qint64> reconnects(const TroubleHistory &history, qint64 fromMs, qint64 untilMs);
/// How often it reconnected in each of `count` equal parts.
[[nodiscard]] std::vector<int> reconnectsByPart(const TroubleHistory &history, qint64 fromMs, qint64 untilMs,
                                                int count);
[[nodiscard]] TroubleSums sums(const TroubleHistory &history, qint64 fromMs, qint64 untilMs, bool isOffNow);

} // namespace trouble

} // namespace streamkeeper
