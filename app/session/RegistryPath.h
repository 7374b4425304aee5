#pragma once

#include <QString>

namespace streamkeeper {

/// The registry of whoever runs a program: $XDG_DATA_HOME/streamkeeper/registry.sqlite, the same for the
/// window and the command line, whose application name is "streamkeeper" both times.
[[nodiscard]] QString defaultRegistryFile();

} // namespace streamkeeper
