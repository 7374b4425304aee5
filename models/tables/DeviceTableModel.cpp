#include "models/tables/DeviceTableModel.h"

#include "models/texts/DeviceTexts.h"
#include "models/texts/Formatting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, DeviceTableModel::ColumnCount> deviceTitles{
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "State"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "MAC address"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "Make and model"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "IP address"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "Switch and port"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "Camera"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "Last event"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "At"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "Serial number"),
    QT_TRANSLATE_NOOP("streamkeeper::DeviceTableModel", "UUID"),
};

} // namespace

DeviceTableModel::DeviceTableModel(DeviceState &devices, FleetState &fleet, QObject *parent)
    : QAbstractTableModel(parent)
    , m_devices(devices)
    , m_fleet(fleet)
{
    connect(&devices, &DeviceState::changed, this, &DeviceTableModel::refresh);
    connect(&fleet, &FleetState::structureChanged, this, &DeviceTableModel::refresh);
    refresh();
}

void DeviceTableModel::setDhcp(bool hasDhcp)
{
    if (std::exchange(m_hasDhcp, hasDhcp) != hasDhcp)
        refresh();
}

std::vector<DeviceTableModel::Row> DeviceTableModel::collect() const
{
    std::vector<Row> rows;
    rows.reserve(m_devices.devices().size());
    for (const NetworkDevice &device : m_devices.devices()) {
        Row row;
        row.device = device;
        row.facts = deviceFacts(device, m_fleet, m_devices.settings(), m_hasDhcp);
        row.condition = conditionOf(device, row.facts);
        if (const Camera *camera = m_fleet.camera(device.camera))
            row.camera = camera->name;
        rows.push_back(std::move(row));
    }
    return rows;
}

void DeviceTableModel::refresh()
{
    std::vector<Row> rows = collect();
    const auto isSameDevice = [](const Row &left, const Row &right) {
        return left.device.id == right.device.id;
    };
    const size_t kept = std::min(rows.size(), m_rows.size());
    const bool isPrefix =
        std::equal(rows.begin(), rows.begin() + std::ptrdiff_t(kept), m_rows.begin(), isSameDevice);
    if (!isPrefix || rows.size() < m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT refreshed();
        return;
    }
    bool isChanged = rows.size() > m_rows.size();
    for (size_t i = 0; i < kept; ++i) {
        if (rows[i] == m_rows[i])
            continue;
        isChanged = true;
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
    }
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, int(m_rows.size()), int(rows.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin() + std::ptrdiff_t(kept), rows.end());
        endInsertRows();
    }
    if (isChanged)
        Q_EMIT refreshed();
}

int DeviceTableModel::rowOf(const NetworkDeviceId &id) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return row.device.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int DeviceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DeviceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DeviceTableModel::text(const Row &row, int column) const
{
    const NetworkDevice &device = row.device;
    switch (Column(column)) {
    case StateColumn:
        return texts::deviceCondition(row.condition);
    case MacColumn:
        return device.mac;
    case MakeColumn:
        return (device.manufacturer + u' ' + device.model).trimmed();
    case IpColumn:
        return device.ipAddress;
    case PlaceColumn:
        return texts::relayInformation(device.option82);
    case CameraColumn:
        return row.camera;
    case LastEventColumn:
        return device.lastEvent;
    case AtColumn:
        return device.lastEventAtMs == 0 ? QString() : format::moment(device.lastEventAtMs);
    case SerialColumn:
        return device.serialNumber;
    case UuidColumn:
        return device.id.toString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DeviceTableModel::sortKey(const Row &row, int column) const
{
    if (column == StateColumn)
        return int(row.condition);
    if (column == AtColumn)
        return row.device.lastEventAtMs;
    return text(row, column).toLower();
}

QVariant DeviceTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == StateColumn)
            return format::plainToolTip(texts::deviceAdvice(row.condition, row.facts));
        return format::plainToolTip(text(row, index.column()));
    case SortRole:
        return sortKey(row, index.column());
    case ConditionRole:
        return int(row.condition);
    case SearchRole: {
        QStringList all;
        for (int column = 0; column < ColumnCount; ++column)
            all.append(text(row, column));
        return all.join(u'\n').toLower();
    }
    default:
        return {};
    }
}

QVariant DeviceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(deviceTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace streamkeeper
