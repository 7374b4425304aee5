#pragma once

#include "models/domain/Result.h"

namespace streamkeeper {

/// The failure of the OpenSSL call just made by this thread: the sentence for people, OpenSSL's own words as
/// detail.
[[nodiscard]] tl::unexpected<Error> opensslFailure(const QString &message);

} // namespace streamkeeper
