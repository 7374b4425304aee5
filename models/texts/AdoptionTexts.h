#pragma once

#include "models/rules/Pairing.h"

namespace streamkeeper::texts {

/// "by name: gate and gate_sub"; empty for a stream alone.
[[nodiscard]] QString pairing(const Pairing &pairing);

} // namespace streamkeeper::texts
