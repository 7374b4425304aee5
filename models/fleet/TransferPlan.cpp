#include "models/fleet/TransferPlan.h"

#include <algorithm>

namespace streamkeeper {

int TransferPlan::movable() const
{
    return int(std::ranges::count_if(transfers, &PlannedTransfer::canMove));
}

bool TransferPlan::hasSamePlacesAs(const TransferPlan &other) const
{
    return std::ranges::equal(transfers, other.transfers,
                              [](const PlannedTransfer &left, const PlannedTransfer &right) {
                                  return left.stream == right.stream && left.canMove() == right.canMove() &&
                                         left.main == right.main && left.additional == right.additional &&
                                         left.hasSingleSession == right.hasSingleSession;
                              });
}

} // namespace streamkeeper
