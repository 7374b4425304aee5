#pragma once

#include "models/domain/Types.h"

#include <array>

namespace streamkeeper {

/// How many streams are in which state. Each is in one, so that they add up.
class StateCounts
{
public:
    void add(StreamState state) { ++m_counts[size_t(state)]; }
    [[nodiscard]] int of(StreamState state) const { return m_counts[size_t(state)]; }
    bool operator==(const StateCounts &) const = default;

private:
    std::array<int, streamStates.size()> m_counts{};
};

} // namespace streamkeeper
