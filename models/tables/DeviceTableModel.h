#pragma once

#include "models/fleet/DeviceState.h"
#include "models/fleet/FleetState.h"

#include <QAbstractTableModel>

#include <vector>

namespace streamkeeper {

/// The network devices of the registry, one row each, in the order in which they came.
class DeviceTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        MacColumn,
        MakeColumn, ///< and model
        IpColumn,
        PlaceColumn, ///< DHCP option 82
        CameraColumn,
        LastEventColumn,
        AtColumn,
        SerialColumn,
        UuidColumn,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole,
        ConditionRole, ///< DeviceCondition as int
        SearchRole,    ///< lower case, everything that the search looks at
    };
    struct Row
    {
        NetworkDevice device;
        DeviceFacts facts;
        DeviceCondition condition = DeviceCondition::AwaitsCamera;
        QString camera; ///< its name; empty: none

        bool operator==(const Row &other) const
        {
            return device == other.device && condition == other.condition && camera == other.camera &&
                   facts.streams == other.facts.streams && facts.activation == other.facts.activation;
        }
    };

    /// Both outlive it.
    DeviceTableModel(DeviceState &devices, FleetState &fleet, QObject *parent = nullptr);

    /// Whether a DHCP server is asked.
    void setDhcp(bool hasDhcp);
    /// Reads the state anew; rows that stay keep their place.
    void refresh();

    [[nodiscard]] const Row &row(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] int rowOf(const NetworkDeviceId &device) const; ///< -1: there is none
    [[nodiscard]] const DeviceState &devices() const { return m_devices; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows, or what they say, are other than before.
    void refreshed();

private:
    [[nodiscard]] std::vector<Row> collect() const;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QVariant sortKey(const Row &row, int column) const;

    DeviceState &m_devices;
    FleetState &m_fleet;
    bool m_hasDhcp = false;
    std::vector<Row> m_rows;
};

} // namespace streamkeeper
