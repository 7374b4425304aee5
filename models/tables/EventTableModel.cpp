#include "models/tables/EventTableModel.h"

#include "models/texts/EventTexts.h"
#include "models/texts/Formatting.h"

#include <array>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, EventTableModel::ColumnCount> eventTitles{
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "When"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "Event"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "Subject"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "Lasted"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "Media server"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "By"),
    QT_TRANSLATE_NOOP("streamkeeper::EventTableModel", "Cause or detail"),
};

/// Later, or of one moment and written later.
bool isBefore(const Event &one, const Event &other)
{
    return std::pair(one.atMs, one.id) > std::pair(other.atMs, other.id);
}

/// An outage that has ended: nobody has to look at it first.
bool isOver(const Event &event)
{
    return eventFacts(event.type).shape == EventShape::Outage && !event.isGoingOn();
}

} // namespace

EventTableModel::EventTableModel(Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

void EventTableModel::resetEvents(std::vector<Event> events)
{
    beginResetModel();
    m_events = std::move(events);
    endResetModel();
}

void EventTableModel::setEvents(std::vector<Event> events)
{
    const auto removeRow = [this](int row) {
        beginRemoveRows({}, row, row);
        m_events.erase(m_events.begin() + row);
        endRemoveRows();
    };
    int row = 0;
    for (Event &event : events) {
        while (row < rowCount() && isBefore(m_events[size_t(row)], event))
            removeRow(row);
        if (row < rowCount() && m_events[size_t(row)].id == event.id) {
            if (m_events[size_t(row)] != event) {
                m_events[size_t(row)] = std::move(event);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
        } else {
            beginInsertRows({}, row, row);
            m_events.insert(m_events.begin() + row, std::move(event));
            endInsertRows();
        }
        ++row;
    }
    while (rowCount() > row)
        removeRow(rowCount() - 1);
}

void EventTableModel::append(const std::vector<Event> &events)
{
    if (events.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(events.size()) - 1);
    m_events.insert(m_events.end(), events.begin(), events.end());
    endInsertRows();
}

void EventTableModel::tick()
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_events[size_t(row)].isGoingOn())
            Q_EMIT dataChanged(index(row, LastedColumn), index(row, LastedColumn));
    }
}

EventPlace EventTableModel::end() const
{
    return m_events.empty() ? EventPlace() : EventPlace{m_events.back().atMs, m_events.back().id};
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventTableModel::text(const Event &event, int column) const
{
    switch (Column(column)) {
    case AtColumn:
        return format::shortMoment(event.atMs, m_clock.nowMs());
    case TypeColumn:
        return texts::eventType(event.type);
    case SubjectColumn:
        return event.subject;
    case LastedColumn:
        return texts::eventDuration(event, m_clock.nowMs());
    case ServerColumn:
        return event.serverName;
    case AuthorColumn:
        return event.author;
    case DetailColumn:
        return texts::eventDetail(event);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event &event = m_events[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(event, index.column());
    case Qt::ToolTipRole:
        if (index.column() == AtColumn)
            return format::plainToolTip(format::moment(event.atMs));
        if (index.column() == LastedColumn && event.untilMs > 0)
            return format::plainToolTip(tr("until %1").arg(format::moment(event.untilMs)));
        return format::plainToolTip(text(event, index.column()));
    case SeverityRole:
        return int(isOver(event) ? EventSeverity::Info : eventFacts(event.type).severity);
    case GoingOnRole:
        return event.isGoingOn();
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(eventTitles[size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace streamkeeper
