#include "models/tables/ServerStreamsModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, ServerStreamsModel::ColumnCount> streamTitles{
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Status"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Camera"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Quality"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "This server is"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Bitrate, kbit/s"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Output, kbit/s"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Resolution"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Clients at last poll"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Other server"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Address"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerStreamsModel", "Polled"),
};

bool isNumber(int column)
{
    return column == ServerStreamsModel::BitrateColumn || column == ServerStreamsModel::OutputColumn ||
           column == ServerStreamsModel::ResolutionColumn || column == ServerStreamsModel::ClientsColumn ||
           column == ServerStreamsModel::PolledColumn;
}

} // namespace

ServerStreamsModel::ServerStreamsModel(FleetState &fleet, Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
    , m_cells(fleet)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(200));
    connect(&m_refreshTimer, &QTimer::timeout, this, &ServerStreamsModel::refresh);
    const auto note = [this] {
        m_isStale = true;
        if (m_isWatched && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&fleet, &FleetState::rowsChanged, this, note);
    connect(&fleet, &FleetState::serversChanged, this, note);
    // The rows of the fleet have new numbers from one moment to the next: nothing may be read by old ones.
    connect(&fleet, &FleetState::structureAboutToChange, this,
            [this] { Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint); });
    connect(&fleet, &FleetState::structureChanged, this, [this](const std::vector<int> &oldToNew) {
        const QModelIndexList before = persistentIndexList();
        std::vector<int> wanted;
        for (const QModelIndex &index : before)
            wanted.push_back(oldToNew[size_t(m_rows[size_t(index.row())])]);
        collect();
        QModelIndexList after;
        for (qsizetype i = 0; i < before.size(); ++i) {
            const auto place = std::ranges::find(m_rows, wanted[size_t(i)]);
            after.append(place == m_rows.end() ? QModelIndex()
                                               : index(int(place - m_rows.begin()), before[i].column()));
        }
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    });
}

void ServerStreamsModel::setServer(const ServerId &server)
{
    beginResetModel();
    m_server = server;
    collect();
    endResetModel();
}

void ServerStreamsModel::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (isWatched && m_isStale)
        refresh();
}

void ServerStreamsModel::refresh()
{
    m_isStale = false;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ServerStreamsModel::collect()
{
    m_index = m_fleet.serverIndex(m_server);
    m_rows = m_index < 0 ? std::vector<int>() : m_fleet.servers()[size_t(m_index)].rows;
    sortRows();
}

int ServerStreamsModel::mainCount() const
{
    return int(std::ranges::count_if(
        m_rows, [this](int row) { return m_fleet.row(row).isManaged() && isMain(m_fleet.row(row)); }));
}

bool ServerStreamsModel::hasMoreUnmanaged() const
{
    return m_index >= 0 && m_fleet.servers()[size_t(m_index)].hasMoreUnmanaged;
}

StreamColumn ServerStreamsModel::streamColumn(int row, Column column) const
{
    switch (column) {
    case StatusColumn:
        return StreamColumn::Status;
    case CameraColumn:
        return StreamColumn::Camera;
    case QualityColumn:
        return StreamColumn::Quality;
    case BitrateColumn:
        return StreamColumn::Bitrate;
    case OutputColumn:
        return StreamColumn::Output;
    case ResolutionColumn:
        return StreamColumn::Resolution;
    case ClientsColumn:
        return StreamColumn::Clients;
    case OtherServerColumn:
        return isMain(fleetRow(row)) ? StreamColumn::AdditionalServer : StreamColumn::MainServer;
    case AddressColumn:
        return StreamColumn::Address;
    case PolledColumn:
        return StreamColumn::Polled;
    case RoleColumn:
    case ColumnCount:
        break;
    }
    return StreamColumn::Count;
}

QString ServerStreamsModel::text(int row, Column column) const
{
    const FleetRow &stream = fleetRow(row);
    if (column == RoleColumn) {
        if (!stream.isManaged())
            return texts::drift(Drift::Unmanaged);
        return isMain(stream) ? tr("main", "role of a media server")
                              : tr("additional", "role of a media server");
    }
    QString text = m_cells.text(stream, streamColumn(row, column), m_clock.nowMs());
    if (column == StatusColumn && stream.characteristic != Characteristic::None)
        text += u" · "_s + texts::characteristic(stream.characteristic);
    return text;
}

int ServerStreamsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ServerStreamsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ServerStreamsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(streamTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant ServerStreamsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FleetRow &row = fleetRow(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        return format::plainToolTip(
            column == RoleColumn ? text(index.row(), column)
                                 : m_cells.toolTip(row, streamColumn(index.row(), column), m_clock.nowMs()));
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QString(tr(streamTitles[size_t(column)]) + u": "_s + text(index.row(), column));
    case StatusRole:
        return int(row.status);
    case StaleRole:
        return row.isStale;
    case OffRole:
        return row.isOff;
    case LinkRole:
        return column == OtherServerColumn ? m_cells.linkOf(row, streamColumn(index.row(), column))
                                           : QVariant();
    case CameraRole:
        return row.camera.uuid();
    default:
        return {};
    }
}

void ServerStreamsModel::sortRows()
{
    struct Key
    {
        qint64 number;
        int nameRank;
        int row;
    };
    const auto column = Column(m_sortColumn);
    std::vector<Key> keys;
    keys.reserve(m_rows.size());
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const FleetRow &row = m_fleet.row(m_rows[i]);
        const qint64 number = column == RoleColumn
                                  ? (row.isManaged() ? qint64(!isMain(row)) : StreamCells::missing)
                                  : m_cells.sortNumber(row, streamColumn(int(i), column), m_clock.nowMs());
        keys.push_back({number, row.nameRank, m_rows[i]});
    }
    const bool isDescending = m_sortOrder == Qt::DescendingOrder;
    std::ranges::sort(keys, [&](const Key &left, const Key &right) {
        if (column == AddressColumn) {
            const QString &leftText = m_fleet.row(left.row).maskedAddress;
            const QString &rightText = m_fleet.row(right.row).maskedAddress;
            if (leftText != rightText)
                return leftText.isEmpty() || rightText.isEmpty() ? rightText.isEmpty()
                       : isDescending                            ? leftText > rightText
                                                                 : leftText < rightText;
        }
        if (left.number != right.number) {
            if (left.number == StreamCells::missing || right.number == StreamCells::missing)
                return right.number == StreamCells::missing; // unknown last, in both directions
            return isDescending ? left.number > right.number : left.number < right.number;
        }
        if (left.nameRank != right.nameRank)
            return left.nameRank < right.nameRank;
        const Quality leftQuality = m_fleet.row(left.row).quality;
        const Quality rightQuality = m_fleet.row(right.row).quality;
        return leftQuality != rightQuality ? leftQuality < rightQuality : left.row < right.row;
    });
    std::ranges::transform(keys, m_rows.begin(), &Key::row);
}

void ServerStreamsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    m_sortColumn = column;
    m_sortOrder = order;
    const QModelIndexList before = persistentIndexList();
    std::vector<int> wanted;
    for (const QModelIndex &index : before)
        wanted.push_back(m_rows[size_t(index.row())]);
    sortRows();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(
            index(int(std::ranges::find(m_rows, wanted[size_t(i)]) - m_rows.begin()), before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace streamkeeper
