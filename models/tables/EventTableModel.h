#pragma once

#include "models/domain/Clock.h"
#include "models/domain/Event.h"

#include <QAbstractTableModel>

#include <vector>

namespace streamkeeper {

/// A part of the log of what happened, newest first: as far back as it was read.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        AtColumn,
        TypeColumn,
        SubjectColumn,
        LastedColumn,
        ServerColumn,
        AuthorColumn,
        DetailColumn,
        ColumnCount
    };
    enum Role {
        SeverityRole = Qt::UserRole, ///< EventSeverity, as it matters now
        GoingOnRole,
    };

    explicit EventTableModel(Clock clock, QObject *parent = nullptr);

    /// What is there stays where it is: whoever reads keeps selection and place.
    void setEvents(std::vector<Event> events);
    /// Of another filter: everything is new.
    void resetEvents(std::vector<Event> events);
    /// Older ones.
    void append(const std::vector<Event> &events);
    /// Time goes on: how long those last that go on.
    void tick();

    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    [[nodiscard]] const Event &event(int row) const { return m_events[size_t(row)]; }
    /// Behind the last one; the newest of all if there is none.
    [[nodiscard]] EventPlace end() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Event &event, int column) const;

    Clock m_clock;
    std::vector<Event> m_events;
};

} // namespace streamkeeper
