#pragma once

#include "models/fleet/TransferPlan.h"

#include <QAbstractTableModel>

namespace streamkeeper {

/// The streams of a plan: from where to where, or why not.
class TransferPlanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        CameraColumn,
        QualityColumn,
        FromColumn,
        MainColumn,
        AdditionalColumn,
        ResultColumn,
        ColumnCount
    };
    enum Role {
        StateRole = Qt::UserRole, ///< a PlacementState; NoneFound also when there is an obstacle
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(TransferPlan plan);
    [[nodiscard]] const TransferPlan &plan() const { return m_plan; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TransferPlan m_plan;
};

} // namespace streamkeeper
