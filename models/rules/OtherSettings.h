#pragma once

#include "models/domain/SecretText.h"

#include <QStringList>

namespace streamkeeper {

/// The names of those settings in RemoteStream::others that a server does not take, of which it takes
/// `taken`.
[[nodiscard]] QStringList othersNotTaken(const SecretText &others, const QStringList &taken);

} // namespace streamkeeper
