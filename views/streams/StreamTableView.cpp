#include "views/streams/StreamTableView.h"

#include "models/fleet/StreamStates.h"
#include "models/tables/StreamTableModel.h"
#include "views/common/CopyCells.h"
#include "views/common/StripHeader.h"
#include "views/common/TableColumns.h"
#include "views/streams/StreamDelegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int stateVersion = 1;

struct ColumnDefault
{
    StreamColumn column;
    int width; ///< in average characters of the font; the title has to fit in any case
    bool isHidden;
};

constexpr std::array<ColumnDefault, size_t(StreamColumn::Count)> columnDefaults{{
    {StreamColumn::Status, 23, false},         {StreamColumn::Since, 11, false},
    {StreamColumn::Last24Hours, 24, false},    {StreamColumn::Camera, 20, false},
    {StreamColumn::Quality, 8, false},         {StreamColumn::Address, 30, false},
    {StreamColumn::Bitrate, 10, false},        {StreamColumn::Output, 10, false},
    {StreamColumn::Resolution, 14, false},     {StreamColumn::Clients, 10, false},
    {StreamColumn::MainServer, 12, false},     {StreamColumn::AdditionalServer, 12, false},
    {StreamColumn::CapturedBy, 18, true},      {StreamColumn::ReconnectAttempts, 10, false},
    {StreamColumn::ReconnectTotal, 10, false}, {StreamColumn::Audio, 6, false},
    {StreamColumn::Recording, 8, false},       {StreamColumn::Addition, 8, false},
    {StreamColumn::Drift, 12, false},          {StreamColumn::Polled, 12, false},
    {StreamColumn::Location, 18, true},        {StreamColumn::Uuid, 44, false},
}};

} // namespace

StreamTableView::StreamTableView(StreamTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new StreamDelegate(this))
    , m_sorting(model.sortColumn(), model.sortOrder())
{
    setHorizontalHeader(new StripHeader(int(StreamColumn::Last24Hours), dayMs, model.clock(), this));
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Video streams"));
    setUpTable(*this);
    setSelectionMode(ExtendedSelection);
    setMouseTracking(true);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(model.sortColumn(), model.sortOrder());
    setSortingEnabled(true);
    // After the sorting itself, and also where it moved no row: the next move is the rows' own.
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_sorting = {column, order};
    });
    applyDefaults();
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu);
        menu->popup(header->mapToGlobal(position));
    });
    // Before the base class lays out: the scroll position is still the old one.
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, &StreamTableView::anchorCurrentRow);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &StreamTableView::restoreAnchor,
            Qt::QueuedConnection);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &StreamTableView::selectionShifted);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &StreamTableView::selectionShifted);
}

void StreamTableView::applyDefaults()
{
    QHeaderView *header = horizontalHeader();
    for (int i = 0; i < int(columnDefaults.size()); ++i) {
        const ColumnDefault &column = columnDefaults[size_t(i)];
        header->moveSection(header->visualIndex(int(column.column)), i);
        header->resizeSection(int(column.column),
                              fittingColumnWidth(*this, int(column.column), column.width));
        header->setSectionHidden(int(column.column), column.isHidden);
    }
}

void StreamTableView::resetColumns()
{
    applyDefaults();
    sortByColumn(int(StreamColumn::Camera), Qt::AscendingOrder);
}

void StreamTableView::fillColumnMenu(QMenu &menu)
{
    QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        QAction *action =
            menu.addAction(m_model.headerData(logical, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(logical));
        // The last visible column stays: without a header there would be no way back.
        const bool isLast =
            header->count() - header->hiddenSectionCount() == 1 && !header->isSectionHidden(logical);
        action->setEnabled(!isLast);
        connect(action, &QAction::toggled, header,
                [header, logical](bool isShown) { header->setSectionHidden(logical, !isShown); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, &StreamTableView::resetColumns);
}

QJsonObject StreamTableView::saveState() const
{
    const QHeaderView *header = horizontalHeader();
    QJsonArray columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        const bool isHidden = header->isSectionHidden(logical);
        QJsonObject column{{u"name"_s, StreamTableModel::columnKey(StreamColumn(logical))},
                           {u"hidden"_s, isHidden}};
        if (!isHidden)
            column.insert(u"width"_s, header->sectionSize(logical));
        columns.append(column);
    }
    return {{u"version"_s, stateVersion},
            {u"columns"_s, columns},
            {u"sort"_s, StreamTableModel::columnKey(StreamColumn(m_model.sortColumn()))},
            {u"descending"_s, m_model.sortOrder() == Qt::DescendingOrder}};
}

void StreamTableView::restoreState(const QJsonObject &state)
{
    if (state[u"version"].toInt() != stateVersion)
        return;
    QHeaderView *header = horizontalHeader();
    const auto columnOf = [](const QString &key) {
        for (int i = 0; i < int(StreamColumn::Count); ++i) {
            if (StreamTableModel::columnKey(StreamColumn(i)) == key)
                return i;
        }
        return -1;
    };
    int visual = 0;
    for (const QJsonValue &value : state[u"columns"].toArray()) {
        const QJsonObject column = value.toObject();
        const int logical = columnOf(column[u"name"].toString());
        if (logical < 0)
            continue;
        header->moveSection(header->visualIndex(logical), visual++);
        if (const int width = column[u"width"].toInt(); width > 0)
            header->resizeSection(logical, qBound(20, width, 2000));
        header->setSectionHidden(logical, column[u"hidden"].toBool());
    }
    if (header->hiddenSectionCount() == header->count())
        header->setSectionHidden(int(StreamColumn::Status), false);
    if (const int sorted = columnOf(state[u"sort"].toString()); sorted >= 0)
        sortByColumn(sorted, state[u"descending"].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
}

std::vector<int> StreamTableView::selectedFleetRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<int> fleetRows;
    for (const QModelIndex &row : std::as_const(rows))
        fleetRows.push_back(m_model.fleetRow(row.row()));
    return fleetRows;
}

int StreamTableView::currentFleetRow() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() && current.row() < m_model.rowCount() ? m_model.fleetRow(current.row()) : -1;
}

void StreamTableView::selectFleetRow(int fleetRow)
{
    const int row = m_model.viewRow(fleetRow);
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, int(StreamColumn::Camera));
    Q_EMIT selectionReplaced();
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

bool StreamTableView::isInSight(int fleetRow) const
{
    const int row = m_model.viewRow(fleetRow);
    if (row < 0)
        return false;
    const int top = rowViewportPosition(row);
    return top < viewport()->height() && top + rowHeight(row) > 0;
}

void StreamTableView::selectAll()
{
    Q_EMIT selectionReplaced();
    QTableView::selectAll();
}

QItemSelectionModel::SelectionFlags StreamTableView::selectionCommand(const QModelIndex &index,
                                                                      const QEvent *event) const
{
    const auto flags = QTableView::selectionCommand(index, event);
    if (flags.testFlag(QItemSelectionModel::Clear))
        Q_EMIT const_cast<StreamTableView *>(this)->selectionReplaced();
    return flags;
}

void StreamTableView::anchorCurrentRow()
{
    m_anchorY = -1;
    const std::pair sorting{m_model.sortColumn(), m_model.sortOrder()};
    if (sorting != m_sorting || !currentIndex().isValid())
        return;
    const int y = rowViewportPosition(currentIndex().row());
    if (y >= 0 && y < viewport()->height())
        m_anchorY = y;
}

void StreamTableView::restoreAnchor()
{
    if (m_anchorY < 0 || !currentIndex().isValid())
        return;
    const int y = rowViewportPosition(currentIndex().row());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + y - m_anchorY);
    m_anchorY = -1;
}

void StreamTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyToClipboard(*this, CopyScope::Rows);
        event->accept();
        return;
    }
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isPlain && currentIndex().isValid() && (isEnter || event->key() == Qt::Key_Space)) {
        event->accept();
        if (isEnter)
            Q_EMIT openRequested();
        else
            Q_EMIT playRequested();
        return;
    }
    QTableView::keyPressEvent(event);
}

QModelIndex StreamTableView::clickable(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return {};
    if (index.data(StreamTableModel::LinkRole).isValid())
        return index;
    if (index.column() == int(StreamColumn::Status) &&
        m_delegate->badgeRect(visualRect(index), index, font()).contains(position))
        return index;
    return {};
}

void StreamTableView::mousePressEvent(QMouseEvent *event)
{
    // Rows must not move under a pressed mouse.
    m_model.setOrderHeld(true);
    QTableView::mousePressEvent(event);
}

void StreamTableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier
                                  ? clickable(event->position().toPoint())
                                  : QModelIndex();
    const QVariant link = index.data(StreamTableModel::LinkRole);
    const int fleetRow = index.isValid() ? index.data(StreamTableModel::FleetRowRole).toInt() : -1;
    const StreamId stream = fleetRow < 0 ? StreamId() : m_model.fleet().row(fleetRow).id;
    m_model.setOrderHeld(false);
    if (!index.isValid())
        return;
    if (link.isValid())
        Q_EMIT serverActivated(ServerId(link.toUuid()));
    else
        Q_EMIT troubleActivated(stream);
}

void StreamTableView::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(clickable(event->position().toPoint()).isValid() ? Qt::PointingHandCursor
                                                                           : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void StreamTableView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        position = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    Q_EMIT contextMenuWanted(position);
}

void StreamTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setUpTable(*this);
}

} // namespace streamkeeper
