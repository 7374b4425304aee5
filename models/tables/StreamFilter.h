#pragma once

#include "models/domain/Types.h"
#include "models/fleet/FleetRow.h"

#include <QStringList>

#include <optional>

namespace streamkeeper {

/// What the table shows. Everything given has to hold; words of the search text too, in any order.
struct StreamFilter
{
    QStringList words; ///< lower case
    /// Rows in this state, and stale ones that were last seen in it: what is unknown is not dropped in
    /// silence.
    std::optional<StreamState> state;
    std::optional<Quality> quality;
    std::optional<Characteristic> characteristic;
    std::optional<Drift> drift;
    std::optional<ServerId> server; ///< main or additional

    [[nodiscard]] static QStringList wordsOf(const QString &text);
    [[nodiscard]] bool isEmpty() const { return *this == StreamFilter(); }
    /// `serverIndex` is `server` resolved to an index; -1 when the server is unknown.
    [[nodiscard]] bool accepts(const FleetRow &row, int serverIndex) const;

    /// Whether the row is here for what it was last seen as, not for what it is: such rows come last.
    [[nodiscard]] bool isOfThePast(const FleetRow &row) const
    {
        return row.isStale && state && *state != StreamState::Stale;
    }

    bool operator==(const StreamFilter &) const = default;
};

} // namespace streamkeeper
