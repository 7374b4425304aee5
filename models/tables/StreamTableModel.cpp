#include "models/tables/StreamTableModel.h"

#include "models/fleet/StreamStates.h"
#include "models/tables/StreamOrder.h"
#include "models/texts/Formatting.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// One coarse timer collects what changed: many servers answer within one blink of an eye.
constexpr std::chrono::milliseconds flushInterval{200};
constexpr std::chrono::seconds ageInterval{5};
/// Up to here one signal per row is cheaper for the view than repainting the range in between.
constexpr int singleSignalLimit = 32;

} // namespace

StreamTableModel::StreamTableModel(FleetState &fleet, Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fleet(fleet)
    , m_cells(fleet)
    , m_clock(std::move(clock))
{
    m_order = computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs());
    applyOrder(m_order, nullptr);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(flushInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &StreamTableModel::flushChanges);
    m_ageTimer.setInterval(ageInterval);
    connect(&m_ageTimer, &QTimer::timeout, this, &StreamTableModel::touchAges);
    m_ageTimer.start();
    connect(&fleet, &FleetState::rowsChanged, this, &StreamTableModel::handleRowsChanged);
    connect(&fleet, &FleetState::structureAboutToChange, this, [this] {
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        m_persistentBefore = persistentIndexList();
        m_persistentFleetRows.clear();
        for (const QModelIndex &index : std::as_const(m_persistentBefore))
            m_persistentFleetRows.push_back(m_order[size_t(index.row())]);
    });
    connect(&fleet, &FleetState::structureChanged, this, [this](const std::vector<int> &oldToNew) {
        m_changedRows.clear(); // numbers of the old structure; everything is drawn anew anyway
        m_strips.clear();
        applyOrder(
            computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs()),
            &oldToNew);
    });
}

int StreamTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int StreamTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(StreamColumn::Count);
}

int StreamTableModel::viewRow(int fleetRow) const
{
    return fleetRow >= 0 && fleetRow < int(m_inverse.size()) ? m_inverse[size_t(fleetRow)] : -1;
}

int StreamTableModel::countOfThePast() const
{
    const StreamMatcher matcher(m_filter, m_fleet);
    return int(std::ranges::count_if(
        m_order, [&](int fleetRow) { return matcher.isOfThePast(m_fleet.row(fleetRow)); }));
}

QString StreamTableModel::columnKey(StreamColumn column)
{
    return QString::fromLatin1(factsOf(column).key);
}

bool StreamTableModel::isRightAligned(StreamColumn column)
{
    return factsOf(column).isRightAligned;
}

bool StreamTableModel::isFixedWidth(StreamColumn column)
{
    return factsOf(column).isFixedWidth;
}

QVariant StreamTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const StreamColumnFacts &facts = factsOf(StreamColumn(section));
    switch (role) {
    case Qt::DisplayRole:
        return tr(facts.title);
    case Qt::ToolTipRole:
        return *facts.toolTip ? tr(facts.toolTip) : tr(facts.title);
    case Qt::TextAlignmentRole:
        return int((facts.isRightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StreamTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int fleetRow = m_order[size_t(index.row())];
    const FleetRow &row = m_fleet.row(fleetRow);
    const auto column = StreamColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return m_cells.text(row, column, m_clock.nowMs());
    case Qt::ToolTipRole:
        return format::plainToolTip(m_cells.toolTip(row, column, m_clock.nowMs()));
    case Qt::TextAlignmentRole:
        return int((factsOf(column).isRightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QString(tr(factsOf(column).title) + u": "_s + m_cells.text(row, column, m_clock.nowMs()));
    case RawRole:
        return m_cells.raw(row, column, m_clock.nowMs());
    case StatusRole:
        return int(row.status);
    case CharacteristicRole:
        return int(row.characteristic);
    case DriftRole:
        return int(row.drift);
    case StaleRole:
        return row.isStale;
    case OffRole:
        return row.isOff;
    case LinkRole:
        return m_cells.linkOf(row, column);
    case FleetRowRole:
        return fleetRow;
    case StripRole:
        return column == StreamColumn::Last24Hours ? QVariant::fromValue(strip(fleetRow)) : QVariant();
    default:
        return {};
    }
}

StatusStrip StreamTableModel::strip(int fleetRow) const
{
    constexpr qint64 minuteMs = 60'000;
    const qint64 nowMs = m_clock.nowMs();
    if (std::exchange(m_stripsMinute, nowMs / minuteMs) != nowMs / minuteMs)
        m_strips.clear();
    const auto known = m_strips.constFind(fleetRow);
    return known != m_strips.cend()
               ? *known
               : *m_strips.insert(fleetRow, stripOf(m_fleet, m_fleet.row(fleetRow), dayMs, nowMs));
}

void StreamTableModel::applyOrder(std::vector<int> order, const std::vector<int> *oldToNew)
{
    if (!oldToNew) {
        if (order == m_order && int(m_inverse.size()) == m_fleet.rowCount())
            return;
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        m_persistentBefore = persistentIndexList();
        m_persistentFleetRows.clear();
        for (const QModelIndex &index : std::as_const(m_persistentBefore))
            m_persistentFleetRows.push_back(m_order[size_t(index.row())]);
    }
    m_order = std::move(order);
    m_inverse.assign(size_t(m_fleet.rowCount()), -1);
    for (size_t i = 0; i < m_order.size(); ++i)
        m_inverse[size_t(m_order[i])] = int(i);
    QModelIndexList after;
    after.reserve(m_persistentBefore.size());
    for (qsizetype i = 0; i < m_persistentBefore.size(); ++i) {
        int fleetRow = m_persistentFleetRows[size_t(i)];
        if (oldToNew)
            fleetRow = (*oldToNew)[size_t(fleetRow)];
        const int row = viewRow(fleetRow);
        after.append(row < 0 ? QModelIndex() : index(row, m_persistentBefore[i].column()));
    }
    changePersistentIndexList(m_persistentBefore, after);
    m_persistentBefore.clear();
    m_persistentFleetRows.clear();
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void StreamTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    applyOrder(
        computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs()),
        nullptr);
}

void StreamTableModel::setFilter(const StreamFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    applyOrder(
        computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs()),
        nullptr);
}

void StreamTableModel::setOrderHeld(bool isHeld)
{
    m_isOrderHeld = isHeld;
    if (!isHeld)
        applyOrder(
            computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs()),
            nullptr);
}

void StreamTableModel::handleRowsChanged(const std::vector<int> &rows)
{
    for (const int row : rows) {
        m_changedRows.insert(row);
        m_strips.remove(row);
    }
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void StreamTableModel::flushChanges()
{
    if (m_changedRows.isEmpty())
        return;
    if (!m_isOrderHeld)
        applyOrder(
            computeStreamOrder(m_fleet, m_filter, StreamColumn(m_sortColumn), m_sortOrder, m_clock.nowMs()),
            nullptr);
    std::vector<int> shown;
    for (const int row : std::as_const(m_changedRows)) {
        if (const int viewIndex = viewRow(row); viewIndex >= 0)
            shown.push_back(viewIndex);
    }
    m_changedRows.clear();
    if (shown.empty())
        return;
    const int lastColumn = columnCount() - 1;
    if (int(shown.size()) <= singleSignalLimit) {
        for (const int row : shown)
            Q_EMIT dataChanged(index(row, 0), index(row, lastColumn));
        return;
    }
    const auto [first, last] = std::ranges::minmax_element(shown);
    Q_EMIT dataChanged(index(*first, 0), index(*last, lastColumn));
}

void StreamTableModel::touchAges()
{
    if (m_order.empty())
        return;
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(0, int(StreamColumn::Polled)), index(last, int(StreamColumn::Polled)),
                       {Qt::DisplayRole});
    Q_EMIT dataChanged(index(0, int(StreamColumn::Since)), index(last, int(StreamColumn::Last24Hours)),
                       {Qt::DisplayRole, StripRole});
    if (m_fleet.counts().of(StreamState::Stale) > 0)
        Q_EMIT dataChanged(index(0, int(StreamColumn::Status)), index(last, int(StreamColumn::Status)),
                           {Qt::DisplayRole});
}

} // namespace streamkeeper
