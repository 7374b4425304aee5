#pragma once

#include "models/domain/InletSettings.h"
#include "models/domain/Result.h"

namespace streamkeeper {

/// The address and the port as they are kept. Invalid: with what is wrong, and what is right.
[[nodiscard]] Result<QString> checkInletAddress(const QString &text);
[[nodiscard]] Result<quint16> checkInletPort(const QString &text);

/// What is to be said before orders are taken there; empty: nothing.
[[nodiscard]] QString inletWarning(const InletSettings &settings);

/// "127.0.0.1:8490", "[::1]:8490".
[[nodiscard]] QString inletPlace(const InletSettings &settings);

} // namespace streamkeeper
