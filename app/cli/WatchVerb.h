#pragma once

#include "app/cli/Arguments.h"

namespace streamkeeper {

/// `streams watch`: the table of streams as it is now, until somebody has seen enough; for programs one JSON
/// object a line for each thing that happens.
[[nodiscard]] VerbSpec watchVerb();

} // namespace streamkeeper
