#pragma once

#include "models/domain/ShareLink.h"

#include <QAbstractTableModel>

#include <vector>

namespace streamkeeper {

/// The share links of the registry, one row each. What depends on the time is as of the last tick().
class ShareLinkTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StreamColumn,
        StateColumn,
        ShowsColumn,
        ProtocolColumn,
        AccessColumn,
        NoteColumn,
        AuthorColumn,
        CreatedColumn,
        ExpiresColumn,
        ServerColumn,
        AddressColumn,
        ColumnCount,
    };
    enum Role {
        SortRole = Qt::UserRole, ///< sorts by the value behind the text
        StateRole,               ///< ShareState as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLinks(std::vector<ShareLink> links, qint64 nowMs);
    /// Time goes on: what is left of each link, and which are over.
    void tick(qint64 nowMs);
    [[nodiscard]] const ShareLink &link(int row) const { return m_links[size_t(row)]; }
    [[nodiscard]] int rowOf(const ShareLinkId &id) const; ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ShareLink &link, Column column) const;
    [[nodiscard]] QVariant sortKey(const ShareLink &link, Column column) const;

    std::vector<ShareLink> m_links;
    qint64 m_nowMs = 0;
};

} // namespace streamkeeper
