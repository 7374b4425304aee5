#pragma once

#include "models/domain/SecretText.h"

#include <QString>

namespace streamkeeper {

/// Whom a media server lets watch: the account of its API, where that may read streams, too
/// (media-server-apis.md B.1). Apart from the address, so that no copied address, link or external player
/// gets it.
struct ViewerAccount
{
    QString userName;
    SecretText password;

    bool operator==(const ViewerAccount &) const = default;
};

} // namespace streamkeeper
