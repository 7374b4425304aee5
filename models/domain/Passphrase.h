#pragma once

#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

namespace streamkeeper {

/// In characters, wherever one is chosen. Those that were chosen before still open their registry.
inline constexpr int leastPassphraseLength = 8;

/// Whether it may protect the key of a registry from now on. Invalid: it is too short.
[[nodiscard]] VoidResult checkNewPassphrase(const SecretText &passphrase);

} // namespace streamkeeper
