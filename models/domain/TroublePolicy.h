#pragma once

#include <vector>

namespace streamkeeper {

/// How many reconnects in what time make a stream Problematic, and switch it off where the console may: one
/// line of the table of thresholds (domain.md 4). `extended` counts for cameras with Increased reconnection
/// time.
struct TroubleStep
{
    int windowMinutes = 60;
    int count = 10;
    int extendedWindowMinutes = 180;
    int extendedCount = 20;

    bool operator==(const TroubleStep &) const = default;
};

inline constexpr int longestTroubleMinutes = 7 * 24 * 60; ///< as long as the history is kept
inline constexpr int mostTroubleReconnects = 10'000;
inline constexpr int mostTroubleSteps = 10;

/// What counts for all servers of a registry whose card has Incorrect cameras on. The vendor's numbers are
/// not public: these are project defaults (domain.md 4).
struct TroublePolicy
{
    /// By the order of disconnection: the first step counts for a stream that was never switched off, the
    /// next one when it was switched off once in the time that is kept, and so on; the last one for all after
    /// it. Never empty.
    std::vector<TroubleStep> steps{{60, 10, 180, 20}, {60, 6, 180, 12}, {60, 3, 180, 6}};
    /// A stream stays Incorrect for so long after its last loss or reconnect.
    int incorrectMinutes = 60;

    bool operator==(const TroublePolicy &) const = default;
};

} // namespace streamkeeper
