#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"

#include <QAbstractTableModel>

#include <functional>

namespace streamkeeper {

enum class ServerColumn {
    State,
    Name,
    Type,
    Address,
    Streams,
    StreamStates,
    TrafficIn,
    TrafficOut,
    Clients,
    Cpu,
    Storage,
    Version,
    Polled,
    Count
};

/// The media servers of the registry with their live state.
class ServerTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RawRole = Qt::UserRole, ///< sortable value; invalid if unknown
        ServerIdRole,           ///< QUuid
        FailedRole,             ///< bool: the last poll failed
        AnsweringRole,          ///< bool: the last poll worked
    };

    explicit ServerTableModel(FleetState &fleet, Clock clock = {}, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const FleetServer &server, ServerColumn column) const;
    [[nodiscard]] QString toolTip(const FleetServer &server, ServerColumn column) const;
    [[nodiscard]] QVariant raw(const FleetServer &server, ServerColumn column) const;
    void refresh();

    FleetState &m_fleet;
    Clock m_clock;
    int m_rows = 0;
};

/// Fullness of the fullest usable storage in percent; -1 if the server tells none.
[[nodiscard]] int fullestStoragePercent(const ServerLoad &load);

} // namespace streamkeeper
