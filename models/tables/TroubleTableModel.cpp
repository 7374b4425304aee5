#include "models/tables/TroubleTableModel.h"

#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TroubleTexts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, size_t(TroubleColumn::Count)> troubleTitles{
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Camera"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Quality"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Status"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Step"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Since"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Reconnects"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Last 12 hours"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Last event"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Main server"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Acknowledged"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "Location"),
    QT_TRANSLATE_NOOP("streamkeeper::TroubleTableModel", "IP address"),
};

bool isAtRight(TroubleColumn column)
{
    return column == TroubleColumn::Since || column == TroubleColumn::Reconnects;
}

/// Worst first: without picture, unknown, coming, empty, with picture.
int badnessOf(const FleetRow &stream)
{
    if (stream.isStale)
        return 4;
    switch (stream.status) {
    case StreamStatus::Inactive:
        return 5;
    case StreamStatus::Initialization:
        return 3;
    case StreamStatus::Empty:
        return 2;
    case StreamStatus::Idle:
        return 1;
    case StreamStatus::Active:
        return 0;
    }
    return 0;
}

} // namespace

TroubleTableModel::TroubleTableModel(FleetState &fleet, Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::seconds(1));
    m_ageTimer.setInterval(std::chrono::seconds(10));
    connect(&m_refreshTimer, &QTimer::timeout, this, &TroubleTableModel::refresh);
    connect(&m_ageTimer, &QTimer::timeout, this, &TroubleTableModel::refresh);
    const auto note = [this] {
        m_isStale = true;
        if (m_isWatched && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&fleet, &FleetState::rowsChanged, this, note);
    connect(&fleet, &FleetState::structureChanged, this, note);
    connect(&fleet, &FleetState::serversChanged, this, note);
}

void TroubleTableModel::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (!isWatched) {
        m_ageTimer.stop();
        return;
    }
    m_ageTimer.start();
    if (m_isStale)
        refresh();
}

std::vector<TroubleTableModel::Row> TroubleTableModel::collect() const
{
    const qint64 nowMs = m_clock.nowMs();
    std::vector<Row> rows;
    for (const FleetRow &stream : m_fleet.rows()) {
        if (!stream.isManaged() || stream.characteristic == Characteristic::None)
            continue;
        Row row{stream.id, m_fleet.troubleOf(stream, nowMs), m_fleet.troubles().markOf(stream.id)};
        if (row.verdict.characteristic == Characteristic::None)
            continue; // it has been quiet for long enough since the last poll
        row.isAcknowledged = isAcknowledged(row.mark, row.verdict);
        row.isSilenced = isSilenced(row.mark, nowMs);
        rows.push_back(std::move(row));
    }
    return rows;
}

void TroubleTableModel::refresh()
{
    m_isStale = false;
    m_refreshTimer.stop();
    takeRows(collect());
    TroubleCounts counts;
    for (const Row &row : m_rows) {
        ++counts.incorrect;
        counts.problematic += row.verdict.characteristic == Characteristic::Problematic ? 1 : 0;
        counts.disconnected += row.verdict.characteristic == Characteristic::Disconnected ? 1 : 0;
        counts.acknowledged += row.isAcknowledged ? 1 : 0;
        counts.silenced += row.isSilenced ? 1 : 0;
    }
    m_counts = counts;
    Q_EMIT refreshed();
}

void TroubleTableModel::takeRows(std::vector<Row> rows)
{
    QHash<StreamId, size_t> wanted;
    for (size_t i = 0; i < rows.size(); ++i)
        wanted.insert(rows[i].stream, i);
    for (int i = rowCount() - 1; i >= 0; --i) {
        if (wanted.contains(m_rows[size_t(i)].stream))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.erase(m_rows.begin() + i);
        endRemoveRows();
    }
    for (Row &row : m_rows) {
        const size_t place = wanted.take(row.stream);
        row = std::move(rows[place]);
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    std::vector<Row> fresh;
    for (Row &row : rows) {
        if (wanted.contains(row.stream))
            fresh.push_back(std::move(row));
    }
    if (!fresh.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
        std::ranges::move(fresh, std::back_inserter(m_rows));
        endInsertRows();
    }
    m_rowOf.clear();
    for (int i = 0; i < rowCount(); ++i)
        m_rowOf.insert(m_rows[size_t(i)].stream, i);
}

int TroubleTableModel::rowOf(const StreamId &stream) const
{
    return m_rowOf.value(stream, -1);
}

int TroubleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TroubleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(TroubleColumn::Count);
}

QString TroubleTableModel::text(const Row &row, const FleetRow &stream, TroubleColumn column) const
{
    const qint64 nowMs = m_clock.nowMs();
    switch (column) {
    case TroubleColumn::Camera:
        return stream.cameraName;
    case TroubleColumn::Quality:
        return texts::quality(stream.quality);
    case TroubleColumn::Status:
        return texts::statusOf(stream, m_fleet.polledAtMs(stream), nowMs);
    case TroubleColumn::Step:
        return texts::characteristic(row.verdict.characteristic);
    case TroubleColumn::Since:
        return row.verdict.sinceMs > 0 ? format::duration(nowMs - row.verdict.sinceMs) : format::unknown();
    case TroubleColumn::Reconnects:
        return format::count(row.verdict.reconnects);
    case TroubleColumn::Strip:
        return texts::troubleSums(sums(row));
    case TroubleColumn::LastEvent:
        return texts::lastTrouble(m_fleet, stream);
    case TroubleColumn::MainServer:
        return stream.mainServer < 0 ? format::unknown()
                                     : m_fleet.servers()[size_t(stream.mainServer)].server.name;
    case TroubleColumn::Acknowledged:
        return row.isAcknowledged ? row.mark.acknowledgedBy : format::unknown();
    case TroubleColumn::Location:
        return stream.location;
    case TroubleColumn::IpAddress:
        return stream.ipAddress;
    case TroubleColumn::Count:
        break;
    }
    return {};
}

QString TroubleTableModel::toolTip(const Row &row, const FleetRow &stream, TroubleColumn column) const
{
    const qint64 nowMs = m_clock.nowMs();
    switch (column) {
    case TroubleColumn::Since:
        return row.verdict.sinceMs > 0 ? format::moment(row.verdict.sinceMs) : QString();
    case TroubleColumn::Reconnects:
        return texts::troubleStep(row.verdict.reconnects, row.verdict.windowMinutes);
    case TroubleColumn::Status:
        return texts::statusStory(m_fleet, stream, nowMs);
    case TroubleColumn::LastEvent: {
        const TroubleHistory &history = m_fleet.troubles().of(row.stream);
        return history.empty() ? QString() : format::moment(history.back().atMs);
    }
    case TroubleColumn::Acknowledged:
        return row.isAcknowledged ? texts::acknowledgement(row.mark, nowMs)
                                  : tr("Nobody has acknowledged it.");
    case TroubleColumn::Camera:
    case TroubleColumn::Quality:
    case TroubleColumn::Step:
    case TroubleColumn::Strip:
    case TroubleColumn::MainServer:
    case TroubleColumn::Location:
    case TroubleColumn::IpAddress:
    case TroubleColumn::Count:
        break;
    }
    return text(row, stream, column);
}

QVariant TroubleTableModel::sortKey(const Row &row, const FleetRow &stream, TroubleColumn column) const
{
    switch (column) {
    case TroubleColumn::Camera:
        return stream.nameRank * 2 + int(stream.quality);
    case TroubleColumn::Status:
        return qint64(badnessOf(stream)) * 1'000'000 + row.verdict.reconnects;
    case TroubleColumn::Step:
        return int(row.verdict.characteristic);
    case TroubleColumn::Since:
        return -row.verdict.sinceMs; // the longest is the greatest
    case TroubleColumn::Reconnects:
        return row.verdict.reconnects;
    case TroubleColumn::Strip:
        return sums(row).lostMs;
    case TroubleColumn::LastEvent: {
        const TroubleHistory &history = m_fleet.troubles().of(row.stream);
        return history.empty() ? 0 : history.back().atMs;
    }
    case TroubleColumn::Quality:
    case TroubleColumn::MainServer:
    case TroubleColumn::Acknowledged:
    case TroubleColumn::Location:
    case TroubleColumn::IpAddress:
    case TroubleColumn::Count:
        break;
    }
    return text(row, stream, column).toLower();
}

TroubleSums TroubleTableModel::sums(const Row &row) const
{
    const qint64 nowMs = m_clock.nowMs();
    return trouble::sums(m_fleet.troubles().of(row.stream), nowMs - stripMs, nowMs, row.isOffNow());
}

QVariant TroubleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const auto column = TroubleColumn(index.column());
    if (role == StreamRole)
        return row.stream.uuid();
    if (role == Qt::TextAlignmentRole)
        return int((isAtRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const int place = m_fleet.rowOf(row.stream);
    if (place < 0) // removed; the next look takes the row away
        return {};
    const FleetRow &stream = m_fleet.row(place);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, stream, column);
    case Qt::ToolTipRole:
        return format::plainToolTip(toolTip(row, stream, column));
    case Qt::AccessibleTextRole:
        return QString(tr(troubleTitles[size_t(column)]) + u": "_s + text(row, stream, column));
    case SortRole:
        return sortKey(row, stream, column);
    case StatusRole:
        return int(stream.status);
    case StaleRole:
        return stream.isStale;
    case OffRole:
        return stream.isOff;
    case CharacteristicRole:
        return int(row.verdict.characteristic);
    case LinkRole:
        return column == TroubleColumn::MainServer && stream.mainServer >= 0
                   ? m_fleet.servers()[size_t(stream.mainServer)].server.id.uuid()
                   : QVariant();
    case StripRole:
        return column == TroubleColumn::Strip
                   ? QVariant::fromValue(stripOf(m_fleet, stream, stripMs, m_clock.nowMs()))
                   : QVariant();
    default:
        return {};
    }
}

QVariant TroubleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return tr(troubleTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int((isAtRight(TroubleColumn(section)) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace streamkeeper
