#include "models/tables/TransferPlanModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TransferTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString resultOf(const PlannedTransfer &transfer)
{
    if (!transfer.obstacle.isEmpty())
        return transfer.obstacle;
    const QString state = texts::placementState(transfer.state);
    return transfer.whyNone.isEmpty()
               ? state
               : TransferPlanModel::tr("%1. %2", "no server fits. reasons").arg(state, transfer.whyNone);
}

QString textOf(const PlannedTransfer &transfer, TransferPlanModel::Column column)
{
    const auto orUnknown = [](const QString &name) { return name.isEmpty() ? format::unknown() : name; };
    switch (column) {
    case TransferPlanModel::CameraColumn:
        return transfer.camera;
    case TransferPlanModel::QualityColumn:
        return texts::quality(transfer.quality);
    case TransferPlanModel::FromColumn:
        return texts::serverPair(transfer.fromMain, transfer.fromAdditional);
    case TransferPlanModel::MainColumn:
        return orUnknown(transfer.canMove() ? transfer.toMain : QString());
    case TransferPlanModel::AdditionalColumn:
        return orUnknown(transfer.canMove() ? transfer.toAdditional : QString());
    case TransferPlanModel::ResultColumn:
        return resultOf(transfer);
    case TransferPlanModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

void TransferPlanModel::setPlan(TransferPlan plan)
{
    beginResetModel();
    m_plan = std::move(plan);
    endResetModel();
}

int TransferPlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_plan.transfers.size());
}

int TransferPlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant TransferPlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PlannedTransfer &transfer = m_plan.transfers[size_t(index.row())];
    const auto column = Column(index.column());
    if (role == Qt::DisplayRole)
        return textOf(transfer, column);
    if (role == StateRole)
        return int(transfer.canMove() ? transfer.state : PlacementState::NoneFound);
    if (role == Qt::ToolTipRole && column == ResultColumn) {
        QStringList lines{textOf(transfer, column)};
        if (transfer.canMove())
            lines += texts::placementWarnings(transfer.warnings);
        return format::plainToolTip(lines.join(u'\n'));
    }
    return {};
}

QVariant TransferPlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case CameraColumn:
        return tr("Camera");
    case QualityColumn:
        return tr("Quality");
    case FromColumn:
        return tr("From");
    case MainColumn:
        return tr("To main server");
    case AdditionalColumn:
        return tr("To additional server");
    case ResultColumn:
        return tr("Result");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace streamkeeper
