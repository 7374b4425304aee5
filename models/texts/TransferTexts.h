#pragma once

#include "models/fleet/TransferPlan.h"

#include <QStringList>

namespace streamkeeper::texts {

// What a transfer says to people before it is confirmed.

/// What confirming does and does not do: whole sentences.
[[nodiscard]] QStringList transferConsequences(const PlannedTransfer &transfer, int lockMinutes);
/// The same of many at once; looks at those that can be moved.
[[nodiscard]] QStringList transferConsequences(const TransferPlan &plan);
/// What a camera costs that takes one viewer at a time; empty if it does not.
[[nodiscard]] QString breakBeforeMake(const TransferPlan &plan);
/// "ms-02 does not take maxReaders, runOnReady …": of settings of so many streams beside ours.
[[nodiscard]] QString notTaken(const QString &server, const QStringList &names, int streams = 1);
/// What is in the way of all servers searched: "ms-02: storage full; ms-03: does not answer".
[[nodiscard]] QString whyNoneFits(const PlacementResult &result);
/// "2,000 of 2,000 main streams": what a check has looked at; empty if that is not known.
[[nodiscard]] QString checkedValue(ServerCheck check, const PlacementCandidate &server);
/// "ms-03, additional ms-13"
[[nodiscard]] QString serverPair(const QString &main, const QString &additional);

} // namespace streamkeeper::texts
