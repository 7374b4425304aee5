#include "views/common/CopyCells.h"

#include "models/cameracsv/CsvText.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <vector>

namespace streamkeeper {

namespace {

/// As a cell of a spreadsheet: a tab or a line break would shift every cell behind it, and what begins as a
/// formula would be one, whoever has named a camera so.
QString cleaned(QString text)
{
    for (QChar &c : text) {
        const bool isBreak = c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
                             c == QChar::ParagraphSeparator;
        if (isBreak)
            c = u' ';
    }
    bool isNumber = false;
    (void)text.toDouble(&isNumber);
    return isNumber ? text : csv::guarded(text);
}

std::vector<int> shownColumns(const QTableView &view)
{
    std::vector<int> columns;
    const QHeaderView *header = view.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical))
            columns.push_back(logical);
    }
    return columns;
}

} // namespace

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CopyCells)
};

} // namespace

QString copyText(const QTableView &view, CopyScope scope)
{
    const QAbstractItemModel *model = view.model();
    if (scope == CopyScope::Cell)
        return view.currentIndex().data().toString();
    const std::vector<int> columns = shownColumns(view);
    QStringList lines;
    if (scope == CopyScope::RowsWithHeaders) {
        QStringList titles;
        for (const int column : columns)
            titles.append(cleaned(model->headerData(column, Qt::Horizontal).toString()));
        lines.append(titles.join(u'\t'));
    }
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(cleaned(row.siblingAtColumn(column).data().toString()));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void copyToClipboard(const QTableView &view, CopyScope scope)
{
    if (const QString text = copyText(view, scope); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void addCopyActions(QTableView &table)
{
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [&](const QString &text, CopyScope scope, const QKeySequence &shortcut = {}) {
        auto *action = new QAction(text, &table);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        QObject::connect(action, &QAction::triggered, &table,
                         [&table, scope] { copyToClipboard(table, scope); });
        table.addAction(action);
    };
    add(Texts::tr("Copy cell"), CopyScope::Cell);
    add(Texts::tr("Copy rows"), CopyScope::Rows, QKeySequence::Copy);
    add(Texts::tr("Copy rows with headers"), CopyScope::RowsWithHeaders);
}

} // namespace streamkeeper
