#pragma once

#include "app/cli/CliAnswer.h"

namespace streamkeeper {

class CliContext;

/// `servers adopt`: what a media server has becomes streams of the registry, or is listed with the reasons.
[[nodiscard]] CliResult adoptFrom(CliContext &context);

} // namespace streamkeeper
