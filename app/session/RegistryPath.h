#pragma once

#include <QString>

namespace streamkeeper {

/// The registry of whoever runs a program: what $STREAMKEEPER_REGISTRY names, else
/// $XDG_DATA_HOME/streamkeeper/registry.sqlite. The same for the window and the command line, whose
/// application name is "streamkeeper" both times.
[[nodiscard]] QString defaultRegistryFile();

} // namespace streamkeeper
