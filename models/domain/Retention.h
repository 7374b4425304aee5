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

/// How many events there may be; project defaults. Their days are the rule's (domain.md 7).
struct EventBounds
{
    int atAll = 200'000;
    int ofStream = 2'000; ///< outages of one stream: what flaps for weeks pushes out nothing else
};

} // namespace streamkeeper
