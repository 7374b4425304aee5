#pragma once

#include "models/domain/OnvifDevice.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace streamkeeper {

/// Devices that have answered a search of the network, as they come, and what became of asking them.
class FoundCameraModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { AddressColumn, NameColumn, HardwareColumn, LocationColumn, StateColumn, ColumnCount };
    enum Role {
        FailedRole = Qt::UserRole, ///< it was asked in vain
        KnownRole,                 ///< a camera of the registry is at its address
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Another search begins. What became of devices that were asked is kept for when they are found again.
    void clear();
    /// `knownAs`: the camera of the registry at its address; empty: none.
    void add(const OnvifFound &device, const QString &knownAs);
    /// Why it told nothing; empty: it told what it was asked for.
    void setOutcome(const QString &endpoint, const QString &failure);
    [[nodiscard]] const OnvifFound &device(int row) const { return m_rows[size_t(row)].device; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        OnvifFound device;
        QString knownAs;
    };
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString state(const Row &row) const;

    std::vector<Row> m_rows;
    QHash<QString, QString> m_outcomes; ///< by endpoint
};

} // namespace streamkeeper
