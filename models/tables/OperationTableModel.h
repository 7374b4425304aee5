#pragma once

#include "models/domain/Operation.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace streamkeeper {

enum class OperationColumn { Created, Author, Kind, Target, Server, State, Duration, Message, Count };

/// The newest operations of the journal, newest first; rows change as operations go on. Read only: the
/// journal is the audit trail.
class OperationTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RawRole = Qt::UserRole, ///< sortable value
        StateRole,              ///< OperationState as int
        IdRole,                 ///< QUuid
        SearchRole,             ///< lower case text of everything
    };
    static constexpr int capacity = 5000;

    explicit OperationTableModel(QObject *parent = nullptr);

    /// What the journal holds now, newest first; rows that are the same stay untouched.
    void setOperations(std::vector<Operation> operations);
    /// One that is new or has gone on.
    void update(const Operation &operation);
    [[nodiscard]] const Operation &operation(int row) const { return m_operations[size_t(row)]; }
    /// -1: not among the newest.
    [[nodiscard]] int rowOf(const OperationId &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Operation &operation, OperationColumn column) const;

    std::vector<Operation> m_operations;
};

} // namespace streamkeeper
