#pragma once

#include "models/domain/SecretText.h"

#include <QStringList>

namespace streamkeeper {

/// The names of those settings in RemoteStream::others that a server does not take, of which it takes
/// `taken`. The depth of the archive is none of them: it is a setting of ours, too, and goes along as such.
[[nodiscard]] QStringList othersNotTaken(const SecretText &others, const QStringList &taken);

/// What a server has told, with what was known and the server does not take: that comes back with the stream.
[[nodiscard]] SecretText withOthersNotTaken(const SecretText &told, const SecretText &known,
                                            const QStringList &taken);

} // namespace streamkeeper
