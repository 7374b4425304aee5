#include "models/tables/StreamOrder.h"

#include "models/tables/StreamCells.h"

#include <algorithm>

namespace streamkeeper {

std::vector<int> computeStreamOrder(const FleetState &fleet, const StreamFilter &filter, StreamColumn column,
                                    Qt::SortOrder sortOrder, qint64 nowMs)
{
    const StreamCells cells(fleet);
    constexpr qint64 missing = StreamCells::missing;
    struct Key
    {
        qint64 number;
        int nameRank;
        int row;
        bool isOfThePast;
    };
    const StreamMatcher matcher(filter, fleet);
    std::vector<Key> keys;
    keys.reserve(size_t(fleet.rowCount()));
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const FleetRow &row = fleet.row(i);
        if (matcher.accepts(row))
            keys.push_back({cells.sortNumber(row, column, nowMs), row.nameRank, i, matcher.isOfThePast(row)});
    }
    const bool isText =
        column == StreamColumn::Address || column == StreamColumn::Location || column == StreamColumn::Uuid;
    const bool isDescending = sortOrder == Qt::DescendingOrder;
    const auto textOf = [&](const Key &key) -> QString {
        // "no address" is said, but sorts as nothing.
        if (column == StreamColumn::Address)
            return fleet.row(key.row).maskedAddress;
        return cells.text(fleet.row(key.row), column, nowMs);
    };
    if (isText) {
        // Ranks first, so that one comparison serves all columns; empty texts are missing values.
        std::vector<std::pair<QString, size_t>> sorted;
        sorted.reserve(keys.size());
        for (size_t i = 0; i < keys.size(); ++i)
            sorted.emplace_back(textOf(keys[i]), i);
        std::ranges::sort(sorted);
        qint64 rank = 0;
        for (size_t i = 0; i < sorted.size(); ++i) {
            rank += i > 0 && sorted[i].first != sorted[i - 1].first ? 1 : 0;
            keys[sorted[i].second].number = sorted[i].first.isEmpty() ? missing : rank;
        }
    }
    std::ranges::sort(keys, [&](const Key &left, const Key &right) {
        if (left.isOfThePast != right.isOfThePast)
            return right.isOfThePast;
        if (left.number != right.number) {
            if (left.number == missing || right.number == missing)
                return right.number == missing; // unknown last, in both directions
            return isDescending ? left.number > right.number : left.number < right.number;
        }
        if (left.nameRank != right.nameRank)
            return left.nameRank < right.nameRank;
        const Quality leftQuality = fleet.row(left.row).quality;
        const Quality rightQuality = fleet.row(right.row).quality;
        return leftQuality != rightQuality ? leftQuality < rightQuality : left.row < right.row;
    });
    std::vector<int> order;
    order.reserve(keys.size());
    for (const Key &key : keys)
        order.push_back(key.row);
    return order;
}

} // namespace streamkeeper
