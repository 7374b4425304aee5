#pragma once

namespace streamkeeper {

/// The whole program `streamkeeper-cli`, from its arguments to its exit code (docs/command-line.md). A
/// function, so that tests can start it a thousand times without loading it a thousand times. Once in a
/// process: it makes its own QCoreApplication.
[[nodiscard]] int runCommandLine(int argc, char *argv[]);

} // namespace streamkeeper
