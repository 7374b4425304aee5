#include "models/tables/ServerTableModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/ServerTexts.h"
#include "models/texts/StreamTexts.h"

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, size_t(ServerColumn::Count)> serverTitles{
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "State"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Name"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Type"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "API address"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Streams"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Streams by state"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "In, kbit/s"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Out, kbit/s"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Clients"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "CPU, %"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Fullest disk, %"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Version"),
    QT_TRANSLATE_NOOP("streamkeeper::ServerTableModel", "Polled"),
};

bool isNumber(ServerColumn column)
{
    switch (column) {
    case ServerColumn::Streams:
    case ServerColumn::TrafficIn:
    case ServerColumn::TrafficOut:
    case ServerColumn::Clients:
    case ServerColumn::Cpu:
    case ServerColumn::Storage:
    case ServerColumn::Polled:
        return true;
    case ServerColumn::State:
    case ServerColumn::Name:
    case ServerColumn::Type:
    case ServerColumn::Address:
    case ServerColumn::StreamStates:
    case ServerColumn::Version:
    case ServerColumn::Count:
        break;
    }
    return false;
}

} // namespace

int fullestStoragePercent(const ServerLoad &load)
{
    int fullest = -1;
    for (const ServerStorage &storage : load.storages) {
        if (storage.isUsable && storage.totalBytes > 0 && storage.freeBytes >= 0)
            fullest = std::max(fullest, int(100 - storage.freeBytes * 100 / storage.totalBytes));
    }
    return fullest;
}

ServerTableModel::ServerTableModel(FleetState &fleet, Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
    , m_rows(int(fleet.servers().size()))
{
    connect(&fleet, &FleetState::serversChanged, this, &ServerTableModel::refresh);
}

void ServerTableModel::refresh()
{
    const int rows = int(m_fleet.servers().size());
    if (rows != m_rows) {
        // Servers come and go by an operator's hand, a few times a day: a new data set is fine.
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, columnCount() - 1));
    }
}

int ServerTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ServerTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ServerColumn::Count);
}

QVariant ServerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return tr(serverTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(ServerColumn(section)) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant ServerTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= int(m_fleet.servers().size()))
        return {};
    const FleetServer &server = m_fleet.servers()[size_t(index.row())];
    const auto column = ServerColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(server, column);
    case Qt::ToolTipRole:
        return format::plainToolTip(toolTip(server, column));
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case RawRole:
        return raw(server, column);
    case ServerIdRole:
        return server.server.id.uuid();
    case FailedRole:
        return server.failure.has_value();
    case AnsweringRole:
        return server.snapshot && !server.isStale();
    default:
        return {};
    }
}

QString ServerTableModel::text(const FleetServer &server, ServerColumn column) const
{
    const ServerLoad *load = server.snapshot && !server.isRestored ? &server.snapshot->load : nullptr;
    const auto number = [](const auto &value) {
        return value ? format::count(qint64(*value)) : format::unknown();
    };
    switch (column) {
    case ServerColumn::State:
        return texts::serverState(server);
    case ServerColumn::Name:
        return server.server.name;
    case ServerColumn::Type:
        return texts::serverType(server.server.type);
    case ServerColumn::Address:
        return u"%1://%2:%3"_s.arg(server.server.useTls ? u"https"_s : u"http"_s, server.server.internalHost)
            .arg(server.server.apiPort);
    case ServerColumn::Streams:
        return format::count(qint64(server.rows.size()));
    case ServerColumn::StreamStates:
        return texts::stateCounts(server.counts.states);
    case ServerColumn::TrafficIn:
        return load && load->trafficInBps ? format::kbps(*load->trafficInBps) : format::unknown();
    case ServerColumn::TrafficOut:
        return load && load->trafficOutBps ? format::kbps(*load->trafficOutBps) : format::unknown();
    case ServerColumn::Clients:
        return load ? number(load->clients) : format::unknown();
    case ServerColumn::Cpu:
        return load ? number(load->cpuPercent) : format::unknown();
    case ServerColumn::Storage:
        return load ? format::count(fullestStoragePercent(*load)) : format::unknown();
    case ServerColumn::Version:
        return load && !load->version.isEmpty() ? load->version : format::unknown();
    case ServerColumn::Polled:
        return server.snapshot ? format::age(server.snapshot->polledAtMs, m_clock.nowMs())
                               : format::unknown();
    case ServerColumn::Count:
        break;
    }
    return {};
}

QString ServerTableModel::toolTip(const FleetServer &server, ServerColumn column) const
{
    const Capabilities capabilities = server.capabilities();
    if (column == ServerColumn::Cpu && !capabilities.testFlag(Capability::MachineLoad))
        return texts::notProvided();
    if (column == ServerColumn::Storage && !capabilities.testFlag(Capability::Storage))
        return texts::notProvided();
    if (column != ServerColumn::State)
        return text(server, column);
    QStringList lines{text(server, column)};
    if (server.failure)
        lines.append(server.failure->error.message);
    if (server.snapshot)
        lines.append(server.snapshot->warnings);
    if (server.hasMoreUnmanaged)
        lines.append(texts::moreUnmanaged());
    return lines.join(u'\n');
}

QVariant ServerTableModel::raw(const FleetServer &server, ServerColumn column) const
{
    const ServerLoad *load = server.snapshot && !server.isRestored ? &server.snapshot->load : nullptr;
    const auto number = [](const auto &value) { return value ? QVariant(qint64(*value)) : QVariant(); };
    switch (column) {
    case ServerColumn::Streams:
        return qint64(server.rows.size());
    case ServerColumn::StreamStates: // the most streams in trouble first
        return -qint64(server.counts.of(StreamState::Inactive)) * 1'000'000 -
               server.counts.of(StreamState::Stale);
    case ServerColumn::TrafficIn:
        return load ? number(load->trafficInBps) : QVariant();
    case ServerColumn::TrafficOut:
        return load ? number(load->trafficOutBps) : QVariant();
    case ServerColumn::Clients:
        return load ? number(load->clients) : QVariant();
    case ServerColumn::Cpu:
        return load ? number(load->cpuPercent) : QVariant();
    case ServerColumn::Storage:
        return load && fullestStoragePercent(*load) >= 0 ? QVariant(fullestStoragePercent(*load))
                                                         : QVariant();
    case ServerColumn::Polled:
        return server.snapshot ? QVariant(-server.snapshot->polledAtMs) : QVariant();
    case ServerColumn::State:
    case ServerColumn::Name:
    case ServerColumn::Type:
    case ServerColumn::Address:
    case ServerColumn::Version:
    case ServerColumn::Count:
        break;
    }
    return text(server, column);
}

} // namespace streamkeeper
