#include "views/transfer/SearchedServersTable.h"

#include "views/common/CopyCells.h"
#include "views/common/TableColumns.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

using Mark = SearchedServersModel::Mark;

constexpr qreal markSize = 10;

/// ✓ and ✗ are drawn: not every font has them, and their shape has to tell what their colour does.
void drawMark(QPainter &painter, const QRectF &box, Mark mark, const ThemeTokens &tokens, bool isPale)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = isPale                 ? tokens.muted
                         : mark == Mark::Passed ? tokens.good
                         : mark == Mark::Failed ? tokens.bad
                                                : tokens.warning;
    painter.setPen(QPen(color, mark == Mark::Failed ? 2.0 : 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) {
        return box.topLeft() + QPointF(x * box.width(), y * box.height());
    };
    switch (mark) {
    case Mark::Passed:
        painter.drawPolyline(QPolygonF({at(0.08, 0.55), at(0.38, 0.85), at(0.92, 0.18)}));
        break;
    case Mark::Failed:
        painter.drawLine(at(0.14, 0.14), at(0.86, 0.86));
        painter.drawLine(at(0.14, 0.86), at(0.86, 0.14));
        break;
    case Mark::Unknown: {
        QFont bold = painter.font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.drawText(box.adjusted(-4, -4, 4, 4), Qt::AlignCenter, u"?"_s);
        break;
    }
    }
    painter.restore();
}

class CheckDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant mark = index.data(SearchedServersModel::MarkRole);
        if (!mark.isValid())
            return;
        const QRectF box(option.rect.left() + 9, option.rect.center().y() - markSize / 2 + 0.5, markSize,
                         markSize);
        drawMark(*painter, box, Mark(mark.toInt()), tokensOf(option.palette),
                 index.data(SearchedServersModel::IsOutsideRole).toBool());
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool isChosen = index.data(SearchedServersModel::RoleRole).toInt() != int(PlacementRole::None);
        option->font.setBold(isChosen);
        if (index.data(SearchedServersModel::MarkRole).isValid())
            option->text.clear(); // the mark stands for the word
        if (index.data(SearchedServersModel::IsOutsideRole).toBool()) {
            const QColor muted = tokensOf(option->palette).muted;
            option->palette.setColor(QPalette::Text, muted);
            option->palette.setColor(QPalette::HighlightedText, muted);
        }
    }
};

} // namespace

void makeCurrent(QTableView &table, int row)
{
    table.selectionModel()->setCurrentIndex(table.model()->index(row, 0),
                                            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

SearchedServersTable::SearchedServersTable(QWidget *parent)
    : QTableView(parent)
{
    setModel(&m_servers);
    setObjectName(u"searchedServers"_s);
    setAccessibleName(tr("Media servers and their checks"));
    setUpTable(*this);
    setItemDelegate(new CheckDelegate(this));
    addCopyActions(*this);
    horizontalHeader()->setMinimumSectionSize(30);
    constexpr int sorting = 20; // these columns are not sorted: no room for an arrow is needed
    for (int i = 0; i < SearchedServersModel::columns; ++i) {
        const int characters = i == SearchedServersModel::ServerColumn    ? 14
                               : i == SearchedServersModel::ClusterColumn ? 11
                               : i == SearchedServersModel::WhyColumn     ? 32
                                                                          : 0;
        setColumnWidth(i, fittingColumnWidth(*this, i, characters) -
                              (i >= SearchedServersModel::FirstCheckColumn ? sorting - 6 : 0));
    }
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT serverChosen(index.row()); });
}

void SearchedServersTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || !currentIndex().isValid()) {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
    Q_EMIT serverChosen(currentIndex().row());
}

const JudgedServer *SearchedServersTable::serverAt(int row) const
{
    const auto &servers = m_servers.details().result.servers;
    return row < 0 || row >= int(servers.size()) ? nullptr : &servers[size_t(row)];
}

void SearchedServersTable::showDetails(SearchDetails details)
{
    m_servers.setDetails(std::move(details));
    if (m_servers.rowCount() > 0)
        makeCurrent(*this, 0);
}

} // namespace streamkeeper
