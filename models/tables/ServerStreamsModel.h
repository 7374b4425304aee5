#pragma once

#include "models/domain/Clock.h"
#include "models/tables/StreamCells.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace streamkeeper {

/// The streams of one media server, main or additional, for its card. Cells read as in the table of all
/// streams. The order is made when the operator sorts or streams come and go, not by every poll.
class ServerStreamsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        CameraColumn,
        QualityColumn,
        RoleColumn, ///< main or additional
        BitrateColumn,
        OutputColumn,
        ResolutionColumn,
        ClientsColumn,
        OtherServerColumn, ///< the partner of a reserved stream
        AddressColumn,
        PolledColumn,
        ColumnCount,
    };
    enum Role {
        StatusRole = Qt::UserRole, ///< int of StreamStatus, in every column
        StaleRole,
        OffRole,
        LinkRole,   ///< ServerId as QUuid: the cell leads to this server; invalid else
        CameraRole, ///< CameraId as QUuid; null for unmanaged streams
    };

    explicit ServerStreamsModel(FleetState &fleet, Clock clock = {}, QObject *parent = nullptr);

    void setServer(const ServerId &server);
    /// While nobody looks, changes are only remembered.
    void setWatched(bool isWatched);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] int mainCount() const;
    /// The server has more streams that the registry does not have than are listed.
    [[nodiscard]] bool hasMoreUnmanaged() const;

    /// True for columns drawn in a fixed-width face.
    [[nodiscard]] static bool isFixedWidth(int column) { return column == AddressColumn; }

private:
    [[nodiscard]] const FleetRow &fleetRow(int row) const { return m_fleet.row(m_rows[size_t(row)]); }
    [[nodiscard]] StreamColumn streamColumn(int row, Column column) const;
    [[nodiscard]] bool isMain(const FleetRow &row) const { return row.mainServer == m_index; }
    [[nodiscard]] QString text(int row, Column column) const;
    void collect();
    void sortRows();
    void refresh();

    FleetState &m_fleet;
    Clock m_clock;
    StreamCells m_cells;
    ServerId m_server;
    int m_index = -1;
    std::vector<int> m_rows; ///< fleet rows, in the order shown
    int m_sortColumn = CameraColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QTimer m_refreshTimer;
    bool m_isWatched = false;
    bool m_isStale = false;
};

} // namespace streamkeeper
