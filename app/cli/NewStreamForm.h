#pragma once

#include "app/cli/CliContext.h"
#include "app/session/NewStreams.h"

namespace streamkeeper {

/// `--NAME URL`, `--NAME-stdin`, `--NAME-env VAR`.
[[nodiscard]] std::vector<OptionSpec> addressOptionsOf(const QString &name, const QString &what);

/// As findNamed() understands it; a name that several cameras have is refused.
[[nodiscard]] CliExpected<Camera> findCamera(CliContext &context, const QString &typed,
                                             Shortening shortening = Shortening::Allowed);

/// Says on standard error which other streams have this address already.
void warnOfUsers(CliContext &context, const StreamAddress &address, const StreamId &except = {});

/// Chooses the server (`--server`, or domain.md 3.1 after a fresh poll of all), plans and carries out. The
/// JSON document names the camera too. `server` is that of a document: `--server` goes before it.
[[nodiscard]] CliResult addStreams(CliContext &context, const NewCamera &wanted, const QString &server = {});

} // namespace streamkeeper
