#pragma once

#include <QTableView>

namespace streamkeeper {

/// Width of a column in pixels: so many average characters, and never less than its title needs with
/// padding and sort arrow.
[[nodiscard]] int fittingColumnWidth(const QTableView &table, int column, int characters);

/// What all tables of the console have in common: whole rows, no grid, 26 px rows that grow with the
/// font, nothing that resizes itself while data come in.
void setUpTable(QTableView &table);

} // namespace streamkeeper
