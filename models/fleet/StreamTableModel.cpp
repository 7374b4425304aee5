#include "models/fleet/StreamTableModel.h"

#include "models/fleet/Formatting.h"
#include "models/fleet/StreamTexts.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// One coarse timer collects what changed: many servers answer within one blink of an eye.
constexpr std::chrono::milliseconds flushInterval{200};
constexpr std::chrono::seconds ageInterval{5};
/// Up to here one signal per row is cheaper for the view than repainting the range in between.
constexpr int singleSignalLimit = 32;
constexpr qint64 missing = std::numeric_limits<qint64>::min();

struct ColumnFacts
{
    const char *key;
    const char *title;
    const char *toolTip;
    bool isRight;
    bool isFixed;
};

constexpr std::array<ColumnFacts, size_t(StreamColumn::Count)> columnFacts{{
    {"status", QT_TRANSLATE_NOOP("StreamTableModel", "Status"), "", false, false},
    {"camera", QT_TRANSLATE_NOOP("StreamTableModel", "Camera"), "", false, false},
    {"quality", QT_TRANSLATE_NOOP("StreamTableModel", "Quality"), "", false, false},
    {"address", QT_TRANSLATE_NOOP("StreamTableModel", "Address"),
     QT_TRANSLATE_NOOP("StreamTableModel",
                       "Where the media server pulls the stream; account and password are masked"),
     false, true},
    {"bitrate", QT_TRANSLATE_NOOP("StreamTableModel", "Bitrate, kbit/s"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Incoming, at the last poll"), true, false},
    {"output", QT_TRANSLATE_NOOP("StreamTableModel", "Output, kbit/s"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Delivered to all viewers, at the last poll"), true, false},
    {"resolution", QT_TRANSLATE_NOOP("StreamTableModel", "Resolution"), "", true, false},
    {"clients", QT_TRANSLATE_NOOP("StreamTableModel", "Clients at last poll"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Viewers at the last poll of the media server"), true, false},
    {"main-server", QT_TRANSLATE_NOOP("StreamTableModel", "Main server"), "", false, false},
    {"additional-server", QT_TRANSLATE_NOOP("StreamTableModel", "Additional server"),
     QT_TRANSLATE_NOOP("StreamTableModel", "The reserve for a failure of the main media server"), false,
     false},
    {"reconnects", QT_TRANSLATE_NOOP("StreamTableModel", "Reconnects since loss"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Attempts since the connection to the camera was lost"), true,
     false},
    {"reconnects-total", QT_TRANSLATE_NOOP("StreamTableModel", "Reconnects in total"), "", true, false},
    {"audio", QT_TRANSLATE_NOOP("StreamTableModel", "Audio"), "", false, false},
    {"recording", QT_TRANSLATE_NOOP("StreamTableModel", "Recording"), "", false, false},
    {"addition", QT_TRANSLATE_NOOP("StreamTableModel", "Added"),
     QT_TRANSLATE_NOOP("StreamTableModel", "How the stream was added: manually or automatically"), false,
     false},
    {"drift", QT_TRANSLATE_NOOP("StreamTableModel", "Drift"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Where registry and media server disagree"), false, false},
    {"polled", QT_TRANSLATE_NOOP("StreamTableModel", "Polled"),
     QT_TRANSLATE_NOOP("StreamTableModel", "Age of what is shown"), true, false},
    {"location", QT_TRANSLATE_NOOP("StreamTableModel", "Location"), "", false, false},
    {"uuid", QT_TRANSLATE_NOOP("StreamTableModel", "UUID"), "", false, true},
}};

const ColumnFacts &factsOf(StreamColumn column)
{
    return columnFacts[size_t(column)];
}

/// Triage order: what needs a look comes first.
int severity(const FleetRow &row)
{
    if (row.status == StreamStatus::Inactive)
        return row.isOff && row.characteristic == Characteristic::None ? 3 : 0;
    if (row.status == StreamStatus::Initialization)
        return 2;
    if (row.status == StreamStatus::Empty)
        return 4;
    return row.characteristic != Characteristic::None ? 1 : 5;
}

} // namespace

StreamTableModel::StreamTableModel(FleetState &fleet, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fleet(fleet)
    , m_now([] { return QDateTime::currentMSecsSinceEpoch(); })
{
    m_order = computeOrder();
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
        applyOrder(computeOrder(), &oldToNew);
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

QString StreamTableModel::columnKey(StreamColumn column)
{
    return QString::fromLatin1(factsOf(column).key);
}

bool StreamTableModel::isRightAligned(StreamColumn column)
{
    return factsOf(column).isRight;
}

bool StreamTableModel::isFixedWidth(StreamColumn column)
{
    return factsOf(column).isFixed;
}

QVariant StreamTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnFacts &facts = factsOf(StreamColumn(section));
    switch (role) {
    case Qt::DisplayRole:
        return tr(facts.title);
    case Qt::ToolTipRole:
        return *facts.toolTip ? tr(facts.toolTip) : tr(facts.title);
    case Qt::TextAlignmentRole:
        return int((facts.isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
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
        return text(row, column);
    case Qt::ToolTipRole:
        return format::plainToolTip(toolTip(row, column));
    case Qt::TextAlignmentRole:
        return int((factsOf(column).isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QString(tr(factsOf(column).title) + u": "_s + text(row, column));
    case RawRole:
        return raw(row, column);
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
        return linkOf(row, column);
    case FleetRowRole:
        return fleetRow;
    default:
        return {};
    }
}

QString StreamTableModel::serverName(int server) const
{
    return server < 0 ? format::unknown() : m_fleet.servers()[size_t(server)].server.name;
}

QString StreamTableModel::observedText(const ObservedStream *seen, StreamColumn column) const
{
    if (!seen)
        return format::unknown();
    if (column == StreamColumn::Bitrate)
        return format::kbps(seen->bitrateInBps);
    if (column == StreamColumn::Output)
        return format::kbps(seen->bitrateOutBps);
    if (column == StreamColumn::Resolution)
        return format::resolution(seen->width, seen->height);
    if (column == StreamColumn::Clients)
        return format::count(seen->clients);
    if (column == StreamColumn::ReconnectAttempts)
        return format::count(seen->reconnectAttempts);
    if (column == StreamColumn::ReconnectTotal)
        return format::count(seen->reconnectTotal);
    if (column == StreamColumn::Audio)
        return texts::onOff(seen->hasAudio);
    return texts::onOff(seen->isRecording);
}

QString StreamTableModel::text(const FleetRow &row, StreamColumn column) const
{
    switch (column) {
    case StreamColumn::Status:
        return texts::statusOf(row, m_fleet.polledAtMs(row), m_now());
    case StreamColumn::Camera:
        return row.cameraName;
    case StreamColumn::Quality:
        return row.isManaged() ? texts::quality(row.quality) : format::unknown();
    case StreamColumn::Address:
        return row.maskedAddress.isEmpty() ? (row.isManaged() ? tr("no address") : format::unknown())
                                           : row.maskedAddress;
    case StreamColumn::Bitrate:
    case StreamColumn::Output:
    case StreamColumn::Resolution:
    case StreamColumn::Clients:
    case StreamColumn::ReconnectAttempts:
    case StreamColumn::ReconnectTotal:
    case StreamColumn::Audio:
    case StreamColumn::Recording:
        return observedText(m_fleet.observed(row), column);
    case StreamColumn::MainServer:
        return serverName(row.mainServer);
    case StreamColumn::AdditionalServer:
        return row.additionalServer < 0 ? QString() : serverName(row.additionalServer);
    case StreamColumn::Addition:
        return row.isManaged() ? texts::addition(row.addition) : format::unknown();
    case StreamColumn::Drift:
        return texts::drift(row.drift);
    case StreamColumn::Polled:
        return format::age(m_fleet.polledAtMs(row), m_now());
    case StreamColumn::Location:
        return row.location;
    case StreamColumn::Uuid:
        return row.isManaged() ? row.id.toString() : row.remoteName;
    case StreamColumn::Count:
        break;
    }
    return {};
}

bool StreamTableModel::isProvided(const FleetRow &row, StreamColumn column) const
{
    const int server = m_fleet.observedServer(row) >= 0 ? m_fleet.observedServer(row) : row.mainServer;
    if (server < 0)
        return true;
    const Capabilities capabilities = m_fleet.servers()[size_t(server)].capabilities();
    if (column == StreamColumn::ReconnectAttempts)
        return capabilities.testFlag(Capability::ReconnectAttempts);
    if (column == StreamColumn::ReconnectTotal)
        return capabilities.testFlag(Capability::ReconnectTotal);
    if (column == StreamColumn::Output)
        return capabilities.testFlag(Capability::OutputRate);
    return true;
}

QString StreamTableModel::toolTip(const FleetRow &row, StreamColumn column) const
{
    if (column == StreamColumn::Status || column == StreamColumn::Drift)
        return texts::statusStory(m_fleet, row, m_now());
    if (!isProvided(row, column)) {
        QString line = texts::notProvided();
        const ObservedStream *seen = m_fleet.observed(row);
        if (seen && seen->lostSinceMs > 0 && row.status != StreamStatus::Active)
            line += u'\n' + tr("Down for %1.").arg(format::duration(m_now() - seen->lostSinceMs));
        return line;
    }
    if (column == StreamColumn::Polled && m_fleet.polledAtMs(row) > 0)
        return format::moment(m_fleet.polledAtMs(row));
    if (column == StreamColumn::Bitrate && text(row, column) == format::unknown() &&
        row.status == StreamStatus::Active)
        return tr("The rate is computed from two polls; the next one tells it.");
    return text(row, column);
}

QVariant StreamTableModel::raw(const FleetRow &row, StreamColumn column) const
{
    if (column == StreamColumn::Status)
        return int(row.status);
    const qint64 number = sortNumber(row, column);
    switch (column) {
    case StreamColumn::Bitrate:
    case StreamColumn::Output:
    case StreamColumn::Clients:
    case StreamColumn::ReconnectAttempts:
    case StreamColumn::ReconnectTotal:
    case StreamColumn::Polled:
    case StreamColumn::Resolution:
        return number == missing ? QVariant() : QVariant(number);
    default:
        return text(row, column);
    }
}

QVariant StreamTableModel::linkOf(const FleetRow &row, StreamColumn column) const
{
    const int server = column == StreamColumn::MainServer         ? row.mainServer
                       : column == StreamColumn::AdditionalServer ? row.additionalServer
                                                                  : -1;
    return server < 0 ? QVariant() : QVariant(m_fleet.servers()[size_t(server)].server.id.uuid());
}

qint64 StreamTableModel::sortNumber(const FleetRow &row, StreamColumn column) const
{
    const ObservedStream *seen = m_fleet.observed(row);
    const auto known = [&](qint64 ObservedStream::*member) {
        return seen && seen->*member >= 0 ? seen->*member : missing;
    };
    const auto knownSmall = [&](qint32 ObservedStream::*member) {
        return seen && seen->*member >= 0 ? qint64(seen->*member) : missing;
    };
    const auto told = [](Tristate value) { return value == Tristate::Unknown ? missing : qint64(value); };
    switch (column) {
    case StreamColumn::Status:
        return severity(row);
    case StreamColumn::Camera:
        return row.nameRank;
    case StreamColumn::Quality:
        return row.isManaged() ? qint64(row.quality) : missing;
    case StreamColumn::Bitrate:
        return known(&ObservedStream::bitrateInBps);
    case StreamColumn::Output:
        return known(&ObservedStream::bitrateOutBps);
    case StreamColumn::Resolution:
        return seen && seen->width > 0 ? qint64(seen->width) * seen->height : missing;
    case StreamColumn::Clients:
        return knownSmall(&ObservedStream::clients);
    case StreamColumn::ReconnectAttempts:
        return knownSmall(&ObservedStream::reconnectAttempts);
    case StreamColumn::ReconnectTotal:
        return knownSmall(&ObservedStream::reconnectTotal);
    case StreamColumn::MainServer:
        return row.mainServer < 0 ? missing : row.mainServer; // servers come in order of their names
    case StreamColumn::AdditionalServer:
        return row.additionalServer < 0 ? missing : row.additionalServer;
    case StreamColumn::Audio:
        return seen ? told(seen->hasAudio) : missing;
    case StreamColumn::Recording:
        return seen ? told(seen->isRecording) : missing;
    case StreamColumn::Addition:
        return row.isManaged() ? qint64(row.addition) : missing;
    case StreamColumn::Drift:
        return row.drift == Drift::None ? missing : qint64(row.drift);
    case StreamColumn::Polled:
        return m_fleet.polledAtMs(row) > 0 ? -m_fleet.polledAtMs(row) : missing;
    case StreamColumn::Address:
    case StreamColumn::Location:
    case StreamColumn::Uuid:
    case StreamColumn::Count:
        break;
    }
    return missing;
}

std::vector<int> StreamTableModel::computeOrder() const
{
    struct Key
    {
        qint64 number;
        int nameRank;
        int row;
    };
    const int server = m_filter.server ? m_fleet.serverIndex(*m_filter.server) : -1;
    const auto column = StreamColumn(m_sortColumn);
    std::vector<Key> keys;
    keys.reserve(size_t(m_fleet.rowCount()));
    for (int i = 0; i < m_fleet.rowCount(); ++i) {
        const FleetRow &row = m_fleet.row(i);
        if (m_filter.accepts(row, server))
            keys.push_back({sortNumber(row, column), row.nameRank, i});
    }
    const bool isText =
        column == StreamColumn::Address || column == StreamColumn::Location || column == StreamColumn::Uuid;
    const bool isDescending = m_sortOrder == Qt::DescendingOrder;
    const auto textOf = [&](const Key &key) -> QString { return text(m_fleet.row(key.row), column); };
    if (isText) {
        // Ranks first, so that one comparison serves all columns; empty texts are missing values.
        std::vector<std::pair<QString, size_t>> sorted;
        sorted.reserve(keys.size());
        for (size_t i = 0; i < keys.size(); ++i)
            sorted.emplace_back(textOf(keys[i]), i);
        std::ranges::sort(sorted);
        qint64 rank = 0;
        for (size_t i = 0; i < sorted.size(); ++i) {
            rank += i > 0 && sorted[i].first != sorted[i - 1].first ? 1 : 0;
            keys[sorted[i].second].number = sorted[i].first.isEmpty() ? missing : rank;
        }
    }
    std::ranges::sort(keys, [&](const Key &left, const Key &right) {
        if (left.number != right.number) {
            if (left.number == missing || right.number == missing)
                return right.number == missing; // unknown last, in both directions
            return isDescending ? left.number > right.number : left.number < right.number;
        }
        if (left.nameRank != right.nameRank)
            return left.nameRank < right.nameRank;
        const Quality leftQuality = m_fleet.row(left.row).quality;
        const Quality rightQuality = m_fleet.row(right.row).quality;
        return leftQuality != rightQuality ? leftQuality < rightQuality : left.row < right.row;
    });
    std::vector<int> order;
    order.reserve(keys.size());
    for (const Key &key : keys)
        order.push_back(key.row);
    return order;
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
    applyOrder(computeOrder(), nullptr);
}

void StreamTableModel::setFilter(const StreamFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    applyOrder(computeOrder(), nullptr);
}

void StreamTableModel::setOrderHeld(bool isHeld)
{
    m_isOrderHeld = isHeld;
    if (!isHeld)
        applyOrder(computeOrder(), nullptr);
}

void StreamTableModel::handleRowsChanged(const std::vector<int> &rows)
{
    for (const int row : rows)
        m_changedRows.insert(row);
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void StreamTableModel::flushChanges()
{
    if (m_changedRows.isEmpty())
        return;
    if (!m_isOrderHeld)
        applyOrder(computeOrder(), nullptr);
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
    if (m_fleet.counts().stale > 0)
        Q_EMIT dataChanged(index(0, int(StreamColumn::Status)), index(last, int(StreamColumn::Status)),
                           {Qt::DisplayRole});
}

} // namespace streamkeeper
