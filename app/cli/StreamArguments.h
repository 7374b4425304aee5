#pragma once

#include "app/cli/CliContext.h"

#include <vector>

namespace streamkeeper {

// Streams as verbs name them.

/// All of them or none: a list with a mistyped UUID is not half done.
[[nodiscard]] CliExpected<std::vector<StreamId>> streamsOf(CliContext &context, const QStringList &arguments);
/// Of a stream that streamsOf() has found.
[[nodiscard]] const FleetRow &rowOf(CliContext &context, const StreamId &id);
/// "Yard gate (high)"
[[nodiscard]] QString nameOf(const FleetRow &row);

} // namespace streamkeeper
