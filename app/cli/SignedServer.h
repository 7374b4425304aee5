#pragma once

#include "app/cli/CliContext.h"

namespace streamkeeper {

/// The key that signs tokens; made if there is none.
[[nodiscard]] CliExpected<SigningKeyInfo> ensureSigningKey(CliContext &context);
/// Writes its public half to a file or, by PUT, to an address.
[[nodiscard]] CliExpected<void> exportSigningKey(CliContext &context, const QString &target);

/// Makes ready for signing in to a MediaMTX by tokens: the registry gets a key if it has none,
/// `--jwks-export` writes its public half to where the server fetches it, and the server is tried. Fails with
/// what was found when the server does not take the tokens; nothing of the server is saved then.
[[nodiscard]] CliExpected<void> prepareSignedServer(CliContext &context, const MediaServer &draft);

/// `--auth` and `--jwks-export` of `servers add` and `servers edit`.
[[nodiscard]] std::vector<OptionSpec> signingOptions();
/// Sets what `--auth` says.
[[nodiscard]] CliExpected<void> applyAuth(const ParsedCommand &command, MediaServer &server);

} // namespace streamkeeper
