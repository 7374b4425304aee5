#pragma once

#include "models/fleet/FleetState.h"
#include "models/tables/StreamColumns.h"

#include <QCoreApplication>
#include <QVariant>

#include <limits>

namespace streamkeeper {

/// What stands in a cell of the stream table: text for people, the raw value, the key to sort by.
/// Pure reading of a FleetState; text is made when asked for and never kept.
class StreamCells
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::StreamTableModel)

public:
    /// The sort key of a cell that has no value; comes last in both directions.
    static constexpr qint64 missing = std::numeric_limits<qint64>::min();

    explicit StreamCells(const FleetState &fleet)
        : m_fleet(fleet)
    {
    }

    [[nodiscard]] QString text(const FleetRow &row, StreamColumn column, qint64 nowMs) const;
    [[nodiscard]] QString toolTip(const FleetRow &row, StreamColumn column, qint64 nowMs) const;
    /// Numbers in bit/s or as counted, the status as int, else the text; invalid if unknown.
    [[nodiscard]] QVariant raw(const FleetRow &row, StreamColumn column, qint64 nowMs) const;
    /// The server that the cell leads to, as QUuid; invalid for other cells.
    [[nodiscard]] QVariant linkOf(const FleetRow &row, StreamColumn column) const;
    [[nodiscard]] qint64 sortNumber(const FleetRow &row, StreamColumn column, qint64 nowMs) const;

private:
    [[nodiscard]] QString observedText(const ObservedStream *seen, StreamColumn column) const;
    [[nodiscard]] QString serverName(int server) const;
    /// False if the servers of the row never tell this.
    [[nodiscard]] bool isProvided(const FleetRow &row, StreamColumn column) const;

    const FleetState &m_fleet;
};

} // namespace streamkeeper
