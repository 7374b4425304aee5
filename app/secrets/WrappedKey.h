#pragma once

#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QJsonObject>
#include <QString>

namespace streamkeeper {

// The key of a registry as a passphrase protects it: what the registry remembers then, which holds no secret.
// Deriving takes its time (ScryptCost): not for the GUI thread.

[[nodiscard]] Result<QJsonObject> wrapKey(const QString &registryId, const SecretText &key,
                                          const SecretText &passphrase);
/// With what the record says of the derivation, within bounds. Secret: another passphrase, or it was altered.
[[nodiscard]] Result<SecretText> unwrapKey(const QString &registryId, const QJsonObject &record,
                                           const SecretText &passphrase);
/// True: whoever guesses has less work than is advised today.
[[nodiscard]] bool isWeaklyWrapped(const QJsonObject &record);

} // namespace streamkeeper
