#pragma once

#include "models/domain/Result.h"

namespace streamkeeper {

/// What another attempt cannot change; of a refused login, because devices lock accounts. Whether something
/// that was cancelled is tried again is the caller's to say.
[[nodiscard]] inline bool isHopeless(const Error &error)
{
    switch (error.category) {
    case ErrorCategory::Authentication:
    case ErrorCategory::AccountWithheld:
    case ErrorCategory::Tls:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Invalid:
        return true;
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::HttpStatus:
    case ErrorCategory::Protocol:
    case ErrorCategory::Parse:
    case ErrorCategory::Storage:
    case ErrorCategory::Secret:
    case ErrorCategory::Conflict:
    case ErrorCategory::Cancelled:
        break;
    }
    return false;
}

} // namespace streamkeeper
