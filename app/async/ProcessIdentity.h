#pragma once

#include "models/domain/Operation.h"

#include <chrono>

namespace streamkeeper {

/// An owner keeps its operations by renewing their lease; whoever sees an older one may ask whether the
/// owner is dead (design.md, "Operations").
inline constexpr std::chrono::seconds leaseTime{30};
inline constexpr std::chrono::seconds leaseRenewal{5};

/// This process, as the journal names it.
[[nodiscard]] OperationOwner currentOwner();

/// True if the owner of an operation certainly does not work on it any more: its machine was restarted,
/// or its process is gone. Of a process on another machine the lease is all that can be known.
[[nodiscard]] bool isProvenDead(const OperationOwner &owner, qint64 leaseUntilMs, qint64 nowMs);

/// user@host, for the audit trail.
[[nodiscard]] QString currentAuthor();

} // namespace streamkeeper
