#pragma once

#include <QtGlobal>

#include <chrono>

namespace streamkeeper::fleet {

/// Milliseconds since some moment, for what lasts: a clock that nobody sets. Any thread.
[[nodiscard]] inline qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace streamkeeper::fleet
