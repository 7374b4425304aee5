#pragma once

#include "models/domain/Ids.h"
#include "models/registry/RegistryDatabase.h"

#include <QJsonObject>

namespace streamkeeper {

// Settings that all programs on a registry share and that have at most one secret: an object of JSON under a
// key of `meta`. Used on the registry's thread.

/// Empty: they were never saved.
[[nodiscard]] Result<QJsonObject> readStoredSettings(RegistryDatabase &database, const QString &key);

/// An empty object takes them away. The secret `before` goes unless it is `now`.
[[nodiscard]] VoidResult writeStoredSettings(RegistryDatabase &database, const QString &key,
                                             const QJsonObject &object, const SecretId &before,
                                             const SecretId &now);

} // namespace streamkeeper
