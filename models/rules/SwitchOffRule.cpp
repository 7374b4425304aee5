#include "models/rules/SwitchOffRule.h"

#include <algorithm>

namespace streamkeeper {

std::optional<StreamId> nextToSwitchOff(const std::vector<SwitchOffCandidate> &candidates, int streams,
                                        int alreadyOff)
{
    const int most = std::max(1, int(qint64(streams) * mostSwitchedOffPercent / 100));
    if (candidates.empty() || alreadyOff >= most)
        return std::nullopt;
    const auto worst = std::ranges::max_element(
        candidates, [](const SwitchOffCandidate &left, const SwitchOffCandidate &right) {
            return qint64(left.reconnects) * right.limit < qint64(right.reconnects) * left.limit;
        });
    return worst->stream;
}

} // namespace streamkeeper
