#pragma once

#include "models/domain/Ids.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace streamkeeper {

/// A key pair of the registry that signs tokens, as the registry keeps it: the public half as a JSON Web Key,
/// the private half sealed.
struct SigningKeyInfo
{
    QString id; ///< the key's own name (`kid`), a digest of its public half
    QByteArray publicJwk;
    SecretId secret;
    qint64 createdAtMs = 0;
    std::optional<qint64> retiredAtMs; ///< replaced: nothing is signed with it any more

    bool operator==(const SigningKeyInfo &) const = default;
};

} // namespace streamkeeper
