#pragma once

#include "models/fleet/TransferPlan.h"

#include <QAbstractTableModel>

namespace streamkeeper {

/// All media servers as one search saw them: load, each check passed or failed, and why a server was not
/// chosen. Rows are in the order of PlacementResult::servers.
class SearchedServersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// A column per ServerCheck follows FirstCheckColumn, in its order.
    enum Column { ServerColumn, ClusterColumn, LoadColumn, WhyColumn, FirstCheckColumn };
    static constexpr int checkCount = 7;
    static constexpr int columns = FirstCheckColumn + checkCount;
    enum Role {
        MarkRole = Qt::UserRole, ///< a Mark, of the columns of checks
        RoleRole,                ///< a PlacementRole
        IsOutsideRole,           ///< not among the servers searched
    };
    enum class Mark : quint8 { Passed, Failed, Unknown };

    using QAbstractTableModel::QAbstractTableModel;

    void setDetails(SearchDetails details);
    void clear() { setDetails({}); }
    [[nodiscard]] const SearchDetails &details() const { return m_details; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const JudgedServer &server(int row) const { return m_details.result.servers[size_t(row)]; }
    [[nodiscard]] QString text(const JudgedServer &server, int column) const;
    [[nodiscard]] QString toolTip(const JudgedServer &server, int column) const;

    SearchDetails m_details;
    QHash<ServerId, int> m_standings; ///< indexes
};

} // namespace streamkeeper
