#pragma once

#include "models/domain/Ids.h"

#include <optional>
#include <vector>

namespace streamkeeper {

/// No more of the streams of a server are switched off by the console at once: what is in trouble together
/// has a cause that is no camera. A project default (domain.md 4).
inline constexpr int mostSwitchedOffPercent = 5;

/// A stream that is Problematic now.
struct SwitchOffCandidate
{
    StreamId stream;
    int reconnects = 0; ///< in the window of its step
    int limit = 0;      ///< of that step
};

/// Which one the console switches off next on a server, the worst by its own step; none: nothing is to be
/// switched off, or as many are as may be. `streams`: that the server has in the registry; `alreadyOff`: that
/// the console has switched off there. Of few streams one may always be.
[[nodiscard]] std::optional<StreamId> nextToSwitchOff(const std::vector<SwitchOffCandidate> &candidates,
                                                      int streams, int alreadyOff);

} // namespace streamkeeper
