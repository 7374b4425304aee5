#pragma once

#include "app/cli/CliAnswer.h"

namespace streamkeeper {

class CliContext;

/// `archive export UUID --from --to FILE`
[[nodiscard]] CliResult exportArchive(CliContext &context);

} // namespace streamkeeper
