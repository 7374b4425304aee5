#pragma once

#include "models/domain/Types.h"

#include <array>

namespace streamkeeper {

/// How many streams are in which state. Each is in one, so that they add up.
class StateCounts
{
public:
    /// `sign`: -1 takes one away.
    void add(StreamState state, int sign = 1) { m_counts[size_t(state)] += sign; }
    [[nodiscard]] int of(StreamState state) const { return m_counts[size_t(state)]; }
    bool operator==(const StateCounts &) const = default;

private:
    std::array<int, streamStates.size()> m_counts{};
};

} // namespace streamkeeper
