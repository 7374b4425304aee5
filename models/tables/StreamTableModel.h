#pragma once

#include "models/domain/Clock.h"
#include "models/rules/StatusStrip.h"
#include "models/tables/StreamCells.h"
#include "models/tables/StreamFilter.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <vector>

namespace streamkeeper {

/// The table of all streams on a FleetState. The order shown is a permutation kept here: sorting and
/// filtering make a new one and swap it in with a single layout change that keeps selection, current
/// row and scroll position. Text is made for the cells that are asked for.
class StreamTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RawRole = Qt::UserRole, ///< numbers in bit/s or as counted, else the text; invalid if unknown
        StatusRole,             ///< int of StreamStatus, in every column
        CharacteristicRole,     ///< int of Characteristic
        DriftRole,              ///< int of Drift
        StaleRole,              ///< bool: to be shown as of the past
        OffRole,                ///< bool: switched off
        LinkRole,               ///< ServerId as QUuid: the cell leads to this server; invalid else
        FleetRowRole,           ///< int: row in the FleetState
        StripRole,              ///< StatusStrip, in the column that shows it
    };

    /// Ages are told from `clock`.
    explicit StreamTableModel(FleetState &fleet, Clock clock = {}, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFilter(const StreamFilter &filter);
    [[nodiscard]] const StreamFilter &filter() const { return m_filter; }
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    [[nodiscard]] int fleetRow(int viewRow) const { return m_order[size_t(viewRow)]; }
    /// How many rows the filter shows for what they were last seen as.
    [[nodiscard]] int countOfThePast() const;
    /// -1 if the filter hides it.
    [[nodiscard]] int viewRow(int fleetRow) const;
    [[nodiscard]] const FleetState &fleet() const { return m_fleet; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// While held (mouse pressed, menu open), rows keep their places; values go on changing.
    void setOrderHeld(bool isHeld);

    /// The stable word for a column, for settings and exports.
    [[nodiscard]] static QString columnKey(StreamColumn column);
    [[nodiscard]] static bool isRightAligned(StreamColumn column);
    [[nodiscard]] static bool isFixedWidth(StreamColumn column);

private:
    void applyOrder(std::vector<int> order, const std::vector<int> *oldToNew);
    void handleRowsChanged(const std::vector<int> &rows);
    void flushChanges();
    void touchAges();
    [[nodiscard]] StatusStrip strip(int fleetRow) const;

    FleetState &m_fleet;
    StreamCells m_cells;
    std::vector<int> m_order;   ///< view row → fleet row
    std::vector<int> m_inverse; ///< fleet row → view row, -1 hidden
    StreamFilter m_filter;
    int m_sortColumn = int(StreamColumn::Camera);
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QSet<int> m_changedRows;
    QTimer m_flushTimer;
    QTimer m_ageTimer;
    bool m_isOrderHeld = false;
    Clock m_clock;
    /// Of rows that were painted since the minute began: a strip is the dear cell of a row.
    mutable QHash<int, StatusStrip> m_strips;
    mutable qint64 m_stripsMinute = 0;
    QModelIndexList m_persistentBefore;
    std::vector<int> m_persistentFleetRows;
};

} // namespace streamkeeper
