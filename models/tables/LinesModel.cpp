#include "models/tables/LinesModel.h"

#include "models/texts/Formatting.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

LinesModel::LinesModel(std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void LinesModel::setLines(std::vector<Line> lines)
{
    if (lines == m_lines)
        return;
    if (std::ranges::equal(lines, m_lines, {}, &Line::id, &Line::id)) {
        m_lines = std::move(lines);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int LinesModel::rowOf(const QUuid &id) const
{
    const auto found = std::ranges::find(m_lines, id, &Line::id);
    return found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

int LinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int LinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant LinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines[size_t(index.row())];
    const auto column = size_t(index.column());
    if (role == IdRole)
        return line.id;
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (column >= line.cells.size())
        return {};
    const LineCell &cell = line.cells[column];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return format::plainToolTip(cell.text);
    case Qt::AccessibleTextRole:
        return m_columns[column].title.isEmpty() ? cell.text
                                                 : QString(m_columns[column].title + u": "_s + cell.text);
    case PaintRole:
        return int(cell.paint);
    case ValueRole:
        return cell.value;
    case QuietRole:
        return cell.isQuiet;
    case BadRole:
        return cell.isBad;
    default:
        return {};
    }
}

QVariant LinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column &column = m_columns[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return int((column.isRightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace streamkeeper
