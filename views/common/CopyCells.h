#pragma once

#include <QString>

class QTableView;

namespace streamkeeper {

enum class CopyScope { Cell, Rows, RowsWithHeaders };

/// What Ctrl+C and the menu put on the clipboard: the current cell, or the selected rows as
/// tab-separated lines; visible columns in the order they are shown, rows as they are shown.
[[nodiscard]] QString copyText(const QTableView &view, CopyScope scope);
void copyToClipboard(const QTableView &view, CopyScope scope);
/// "Copy cell", "Copy rows" (Ctrl+C) and "Copy rows with headers" as context menu of a table.
void addCopyActions(QTableView &table);

} // namespace streamkeeper
