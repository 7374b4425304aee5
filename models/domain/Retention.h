#pragma once

namespace streamkeeper {

inline constexpr int longestRetentionDays = 36'500;

/// How long a registry keeps what has ended, in days after its end; 0: for ever.
struct Retention
{
    int operationDays = 400; ///< of the journal, which is the audit trail
    int linkDays = 400;      ///< of the list of links

    bool operator==(const Retention &) const = default;
};

} // namespace streamkeeper
