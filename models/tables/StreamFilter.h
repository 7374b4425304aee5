#pragma once

#include "models/domain/Types.h"
#include "models/fleet/FleetRow.h"
#include "models/tables/StreamQuery.h"

#include <optional>
#include <vector>

namespace streamkeeper {

class FleetState;

/// What the table shows. Everything given has to hold.
struct StreamFilter
{
    QString search; ///< as it was typed (StreamQuery.h)
    /// Rows in this state, and stale ones that were last seen in it: what is unknown is not dropped in
    /// silence.
    std::optional<StreamState> state;
    std::optional<Quality> quality;
    std::optional<Characteristic> characteristic;
    std::optional<Drift> drift;
    std::optional<ServerId> server; ///< main or additional

    [[nodiscard]] bool isEmpty() const { return *this == StreamFilter(); }
    bool operator==(const StreamFilter &) const = default;
};

/// A filter made ready for many rows of a fleet, as it is now: names of servers are looked up once.
class StreamMatcher
{
public:
    StreamMatcher(const StreamFilter &filter, const FleetState &fleet);

    [[nodiscard]] bool accepts(const FleetRow &row) const;
    /// Whether the row is here for what it was last seen as, not for what it is: such rows come last.
    [[nodiscard]] bool isOfThePast(const FleetRow &row) const;
    /// Of the search; empty: all was understood.
    [[nodiscard]] const QString &error() const { return m_query.error; }

private:
    struct Term
    {
        QueryTerm asked;
        std::vector<bool> servers; ///< of QueryField::Server: which ones are meant
    };

    [[nodiscard]] bool holds(const Term &term, const FleetRow &row) const;
    [[nodiscard]] bool fits(const Term &term, const FleetRow &row) const;

    const FleetState &m_fleet;
    StreamFilter m_filter;
    StreamQuery m_query;
    std::vector<Term> m_terms;
    int m_server = -1;
};

} // namespace streamkeeper
