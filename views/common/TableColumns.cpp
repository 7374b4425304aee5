#include "views/common/TableColumns.h"

#include <QHeaderView>

namespace streamkeeper {

namespace {

constexpr int headerMargin = 34; ///< padding of the section and the sort arrow
constexpr int rowHeight = 26;

} // namespace

int fittingColumnWidth(const QTableView &table, int column, int characters)
{
    QFont titleFont = table.font();
    titleFont.setWeight(QFont::DemiBold); // as the style sheet has it
    const QString title = table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return qMax(QFontMetrics(titleFont).horizontalAdvance(title) + headerMargin,
                characters * qMax(6, table.fontMetrics().averageCharWidth()));
}

void setUpTable(QTableView &table)
{
    table.setSelectionBehavior(QTableView::SelectRows);
    table.setEditTriggers(QTableView::NoEditTriggers);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setCornerButtonEnabled(false);
    table.setHorizontalScrollMode(QTableView::ScrollPerPixel);
    table.setVerticalScrollMode(QTableView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(qMax(rowHeight, table.fontMetrics().height() + 10));
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace streamkeeper
