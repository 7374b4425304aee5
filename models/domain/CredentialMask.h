#pragma once

#include "models/domain/AccountFinder.h"

#include <QString>
#include <QStringList>

namespace streamkeeper {

/// What stands in the place of a credential.
[[nodiscard]] QString credentialMask();

/// Replaces credentials in any text (a log line, a server's error, a cell of a file) by •••: user info,
/// values whose name tells that they are secret, folders of a path that are, and keys that somebody made by
/// chance. What may be one is taken for one. Takes a time that grows with the text and no faster.
[[nodiscard]] QString maskCredentials(const QString &text);
/// The same where the whole text is one address, with blanks and quotes that are part of it.
[[nodiscard]] QString maskAddress(const QString &address);
/// What maskAddress() hides, in the order of the address.
[[nodiscard]] QStringList hiddenParts(const QString &address);

} // namespace streamkeeper
