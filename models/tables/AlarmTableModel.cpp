#include "models/tables/AlarmTableModel.h"

#include "models/texts/AlarmTexts.h"
#include "models/texts/Formatting.h"

#include <array>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, AlarmTableModel::ColumnCount> alarmTitles{
    QT_TRANSLATE_NOOP("streamkeeper::AlarmTableModel", "Began"),
    QT_TRANSLATE_NOOP("streamkeeper::AlarmTableModel", "What"),
    QT_TRANSLATE_NOOP("streamkeeper::AlarmTableModel", "Lasted"),
    QT_TRANSLATE_NOOP("streamkeeper::AlarmTableModel", "Seen by"),
    QT_TRANSLATE_NOOP("streamkeeper::AlarmTableModel", "Kind"),
};

} // namespace

AlarmTableModel::AlarmTableModel(Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

void AlarmTableModel::setAlarms(std::vector<Alarm> alarms)
{
    beginResetModel();
    m_alarms = std::move(alarms);
    endResetModel();
}

void AlarmTableModel::tick()
{
    if (!m_alarms.empty())
        Q_EMIT dataChanged(index(0, LastedColumn), index(rowCount() - 1, LastedColumn));
}

int AlarmTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_alarms.size());
}

int AlarmTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AlarmTableModel::text(const Alarm &alarm, int column) const
{
    switch (Column(column)) {
    case BeganColumn:
        return format::shortMoment(alarm.atMs, m_clock.nowMs());
    case WhatColumn:
        return texts::alarm(alarm);
    case LastedColumn: {
        const QString lasted =
            format::duration((alarm.endMs == 0 ? m_clock.nowMs() : alarm.endMs) - alarm.atMs);
        return alarm.endMs == 0 ? tr("%1, goes on").arg(lasted) : lasted;
    }
    case SeenColumn:
        return alarm.isNew() ? tr("new", "nobody has seen the alarm") : alarm.seenBy;
    case KindColumn:
        return texts::alarmKind(alarm.kind);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AlarmTableModel::sortKey(const Alarm &alarm, int column) const
{
    if (column == BeganColumn)
        return alarm.atMs;
    if (column == LastedColumn)
        return (alarm.endMs == 0 ? m_clock.nowMs() : alarm.endMs) - alarm.atMs;
    return text(alarm, column).toLower();
}

QVariant AlarmTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Alarm &alarm = m_alarms[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(alarm, index.column());
    case Qt::ToolTipRole:
        if (index.column() == BeganColumn)
            return format::plainToolTip(format::moment(alarm.atMs));
        if (index.column() == SeenColumn && !alarm.isNew())
            return format::plainToolTip(alarm.seenBy + u", "_s + format::moment(alarm.seenAtMs));
        return format::plainToolTip(text(alarm, index.column()));
    case SortRole:
        return sortKey(alarm, index.column());
    case NewRole:
        return alarm.isNew();
    case OpenRole:
        return alarm.endMs == 0;
    default:
        return {};
    }
}

QVariant AlarmTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(alarmTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace streamkeeper
