#include "models/tables/FoundCameraModel.h"

#include "models/texts/Formatting.h"

#include <QUrl>

#include <array>

namespace streamkeeper {

namespace {

constexpr std::array<const char *, FoundCameraModel::ColumnCount> foundTitles{
    QT_TRANSLATE_NOOP("streamkeeper::FoundCameraModel", "Address"),
    QT_TRANSLATE_NOOP("streamkeeper::FoundCameraModel", "Name"),
    QT_TRANSLATE_NOOP("streamkeeper::FoundCameraModel", "Hardware"),
    QT_TRANSLATE_NOOP("streamkeeper::FoundCameraModel", "Location"),
    QT_TRANSLATE_NOOP("streamkeeper::FoundCameraModel", "State"),
};

} // namespace

void FoundCameraModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void FoundCameraModel::add(const OnvifFound &device, const QString &knownAs)
{
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.push_back({device, knownAs});
    endInsertRows();
}

void FoundCameraModel::setOutcome(const QString &endpoint, const QString &failure)
{
    m_outcomes.insert(endpoint, failure);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].device.endpoint == endpoint)
            Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
    }
}

int FoundCameraModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FoundCameraModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FoundCameraModel::state(const Row &row) const
{
    const auto outcome = m_outcomes.find(row.device.endpoint);
    if (outcome != m_outcomes.end() && !outcome->isEmpty())
        return *outcome;
    if (!row.knownAs.isEmpty())
        return tr("known: %1", "a camera of the registry").arg(row.knownAs);
    return outcome != m_outcomes.end() ? tr("read", "the device has told its streams") : tr("new");
}

QString FoundCameraModel::text(const Row &row, int column) const
{
    switch (Column(column)) {
    case AddressColumn:
        return QUrl(row.device.services.value(0)).host();
    case NameColumn:
        return row.device.name;
    case HardwareColumn:
        return row.device.hardware;
    case LocationColumn:
        return row.device.location;
    case StateColumn:
        return state(row);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FoundCameraModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return format::plainToolTip(text(row, index.column()));
    case FailedRole:
        return !m_outcomes.value(row.device.endpoint).isEmpty();
    case KnownRole:
        return !row.knownAs.isEmpty();
    default:
        return {};
    }
}

QVariant FoundCameraModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(foundTitles[size_t(section)]);
}

} // namespace streamkeeper
