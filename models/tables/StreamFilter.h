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
    std::optional<StreamStatus> status;
    std::optional<Quality> quality;
    std::optional<Characteristic> characteristic;
    std::optional<Drift> drift;
    std::optional<ServerId> server; ///< main or additional
    bool isStaleOnly = false;

    [[nodiscard]] static QStringList wordsOf(const QString &text);
    [[nodiscard]] bool isEmpty() const { return *this == StreamFilter(); }
    /// `serverIndex` is `server` resolved to an index; -1 when the server is unknown.
    [[nodiscard]] bool accepts(const FleetRow &row, int serverIndex) const;

    bool operator==(const StreamFilter &) const = default;
};

} // namespace streamkeeper
