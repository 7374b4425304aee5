#include "models/cameracsv/ImportTableModel.h"

#include "models/texts/Formatting.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace texts {

QString importFate(ImportFate fate)
{
    switch (fate) {
    case ImportFate::New:
        return ImportTableModel::tr("New", "camera");
    case ImportFate::Changed:
        return ImportTableModel::tr("Changed", "camera");
    case ImportFate::Unchanged:
        return ImportTableModel::tr("Unchanged", "camera");
    case ImportFate::Wrong:
        return ImportTableModel::tr("Error");
    }
    return {};
}

QString importProblem(const ImportProblem &problem)
{
    if (problem.column.isEmpty())
        return problem.message;
    return problem.value.isEmpty()
               ? ImportTableModel::tr("%1: %2", "column: what is wrong").arg(problem.column, problem.message)
               : ImportTableModel::tr("%1 “%2”: %3", "column, value: what is wrong")
                     .arg(problem.column, problem.value, problem.message);
}

QString importChange(const ImportChange &change)
{
    const auto cell = [](const QString &text) {
        return text.isEmpty() ? ImportTableModel::tr("(empty)") : text;
    };
    return change.before.isEmpty() && !change.after.isEmpty()
               ? u"%1: %2"_s.arg(change.column, change.after)
               : u"%1: %2 → %3"_s.arg(change.column, cell(change.before), cell(change.after));
}

QStringList importDetails(const ImportLine &line)
{
    QStringList details;
    for (const ImportProblem &problem : line.errors)
        details.append(importProblem(problem));
    if (line.errors.isEmpty()) {
        for (const ImportChange &change : line.changes)
            details.append(importChange(change));
    }
    for (const ImportProblem &problem : line.warnings)
        details.append(ImportTableModel::tr("Warning: %1").arg(importProblem(problem)));
    return details;
}

} // namespace texts

void ImportTableModel::setPlan(std::shared_ptr<const ImportPlan> plan)
{
    m_plan = std::move(plan);
    show(m_what);
}

void ImportTableModel::show(Show what)
{
    beginResetModel();
    m_what = what;
    m_shown.clear();
    const size_t count = m_plan ? m_plan->lines.size() : 0;
    for (size_t i = 0; i < count; ++i) {
        if (isShown(m_plan->lines[i]))
            m_shown.push_back(int(i));
    }
    endResetModel();
}

bool ImportTableModel::isShown(const ImportLine &line) const
{
    switch (m_what) {
    case Show::Everything:
        return true;
    case Show::Changes:
        return line.fate == ImportFate::New || line.fate == ImportFate::Changed;
    case Show::Problems:
        return line.fate == ImportFate::Wrong || !line.warnings.isEmpty();
    }
    return true;
}

int ImportTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ImportTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ImportTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportLine &line = m_plan->lines[size_t(m_shown[size_t(index.row())])];
    if (role == FateRole)
        return int(line.fate);
    if (role == Qt::TextAlignmentRole && index.column() == LineColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == DetailColumn)
        return format::plainToolTip(texts::importDetails(line).join(u'\n'));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case LineColumn:
        return line.line;
    case CameraColumn:
        return line.camera;
    case FateColumn:
        return texts::importFate(line.fate);
    case DetailColumn:
        return texts::importDetails(line).join(u"; "_s);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ImportTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case LineColumn:
        return tr("Line");
    case CameraColumn:
        return tr("Camera");
    case FateColumn:
        return tr("What happens");
    case DetailColumn:
        return tr("Details");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace streamkeeper
