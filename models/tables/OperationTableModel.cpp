#include "models/tables/OperationTableModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"

#include <algorithm>
#include <iterator>

namespace streamkeeper {

namespace {

QVariant rawOf(const Operation &operation, OperationColumn column)
{
    switch (column) {
    case OperationColumn::Created:
        return operation.createdAtMs;
    case OperationColumn::State:
        return int(operation.state);
    case OperationColumn::Duration:
        return operation.finishedAtMs && operation.startedAtMs
                   ? QVariant(*operation.finishedAtMs - *operation.startedAtMs)
                   : QVariant();
    case OperationColumn::Author:
    case OperationColumn::Kind:
    case OperationColumn::Target:
    case OperationColumn::Server:
    case OperationColumn::Message:
    case OperationColumn::Count:
        break;
    }
    return {};
}

} // namespace

OperationTableModel::OperationTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void OperationTableModel::setOperations(std::vector<Operation> operations)
{
    if (m_operations.empty()) {
        beginResetModel();
        m_operations = std::move(operations);
        endResetModel();
        return;
    }
    // Only what is new: whoever reads the page keeps selection and place.
    QHash<OperationId, const Operation *> known;
    for (const Operation &operation : m_operations)
        known.insert(operation.id, &operation);
    std::erase_if(operations, [&](const Operation &operation) {
        const Operation *there = known.value(operation.id);
        return there && *there == operation;
    });
    std::for_each(operations.rbegin(), operations.rend(),
                  [this](const Operation &operation) { update(operation); });
}

void OperationTableModel::update(const Operation &operation)
{
    const int row = rowOf(operation.id);
    if (row >= 0) {
        m_operations[size_t(row)] = operation;
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        return;
    }
    beginInsertRows({}, 0, 0);
    m_operations.insert(m_operations.begin(), operation);
    endInsertRows();
    if (rowCount() > capacity) {
        beginRemoveRows({}, capacity, rowCount() - 1);
        m_operations.resize(capacity);
        endRemoveRows();
    }
}

int OperationTableModel::rowOf(const OperationId &id) const
{
    const auto found = std::ranges::find(m_operations, id, &Operation::id);
    return found == m_operations.end() ? -1 : int(found - m_operations.begin());
}

int OperationTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_operations.size());
}

int OperationTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(OperationColumn::Count);
}

QString OperationTableModel::text(const Operation &operation, OperationColumn column) const
{
    switch (column) {
    case OperationColumn::Created:
        return format::moment(operation.createdAtMs);
    case OperationColumn::Author:
        return operation.author;
    case OperationColumn::Kind:
        return texts::operationKind(operation);
    case OperationColumn::Target:
        return operation.target;
    case OperationColumn::Server:
        return operation.serverName;
    case OperationColumn::State:
        return texts::operationState(operation);
    case OperationColumn::Duration:
        return operation.finishedAtMs && operation.startedAtMs
                   ? tr("%1 s").arg(double(*operation.finishedAtMs - *operation.startedAtMs) / 1000, 0, 'f',
                                    1)
                   : QString();
    case OperationColumn::Message:
        return operation.message;
    case OperationColumn::Count:
        break;
    }
    return {};
}

QVariant OperationTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Operation &operation = m_operations[size_t(index.row())];
    const auto column = OperationColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(operation, column);
    case Qt::ToolTipRole:
        return column == OperationColumn::Message && !operation.message.isEmpty()
                   ? QVariant(format::plainToolTip(operation.message))
                   : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == OperationColumn::Duration ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case RawRole: {
        const QVariant raw = rawOf(operation, column);
        return raw.isValid() ? raw : QVariant(text(operation, column));
    }
    case StateRole:
        return int(operation.state);
    case IdRole:
        return operation.id.uuid();
    case SearchRole: {
        QStringList all;
        for (int i = 0; i < int(OperationColumn::Count); ++i)
            all.append(text(operation, OperationColumn(i)));
        all.append(operation.stream.toString());
        return all.join(u'\n').toLower();
    }
    default:
        return {};
    }
}

QVariant OperationTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (OperationColumn(section)) {
    case OperationColumn::Created:
        return tr("When");
    case OperationColumn::Author:
        return tr("Who");
    case OperationColumn::Kind:
        return tr("What");
    case OperationColumn::Target:
        return tr("Where");
    case OperationColumn::Server:
        return tr("Media server");
    case OperationColumn::State:
        return tr("Outcome");
    case OperationColumn::Duration:
        return tr("Took");
    case OperationColumn::Message:
        return tr("What was said");
    case OperationColumn::Count:
        break;
    }
    return {};
}

} // namespace streamkeeper
