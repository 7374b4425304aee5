#pragma once

#include "models/domain/Result.h"

namespace streamkeeper {

/// What another attempt cannot change.
[[nodiscard]] inline bool isHopeless(const Error &error)
{
    switch (error.category) {
    case ErrorCategory::Authentication:
    case ErrorCategory::Tls:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Invalid:
        return true;
    default:
        return false;
    }
}

} // namespace streamkeeper
