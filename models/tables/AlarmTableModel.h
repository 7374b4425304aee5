#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/Clock.h"

#include <QAbstractTableModel>

namespace streamkeeper {

/// The alarms of the registry, newest first.
class AlarmTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { BeganColumn, WhatColumn, LastedColumn, SeenColumn, KindColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        NewRole,  ///< nobody has seen it
        OpenRole, ///< it goes on
    };

    explicit AlarmTableModel(Clock clock, QObject *parent = nullptr);

    void setAlarms(std::vector<Alarm> alarms);
    /// Time goes on: how long those last that go on.
    void tick();
    [[nodiscard]] const Alarm &alarm(int row) const { return m_alarms[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Alarm &alarm, int column) const;
    [[nodiscard]] QVariant sortKey(const Alarm &alarm, int column) const;

    Clock m_clock;
    std::vector<Alarm> m_alarms;
};

} // namespace streamkeeper
