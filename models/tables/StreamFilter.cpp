#include "models/tables/StreamFilter.h"

#include <algorithm>

namespace streamkeeper {

QStringList StreamFilter::wordsOf(const QString &text)
{
    return text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
}

bool StreamFilter::accepts(const FleetRow &row, int serverIndex) const
{
    if (state && row.state() != *state && toStreamState(row.status) != *state)
        return false;
    if (quality && row.quality != *quality)
        return false;
    if (characteristic && row.characteristic != *characteristic)
        return false;
    if (drift && row.drift != *drift)
        return false;
    if (server && (serverIndex < 0 || (row.mainServer != serverIndex && row.additionalServer != serverIndex)))
        return false;
    return std::ranges::all_of(words, [&](const QString &word) { return row.searchText.contains(word); });
}

} // namespace streamkeeper
