#include "models/tables/ShareLinkTableModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/ShareTexts.h"

#include <algorithm>
#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

void ShareLinkTableModel::setLinks(std::vector<ShareLink> links, qint64 nowMs)
{
    m_nowMs = nowMs;
    const bool isSameRows = std::ranges::equal(links, m_links, {}, &ShareLink::id, &ShareLink::id);
    if (isSameRows) {
        // Selection and scroll position stay.
        m_links = std::move(links);
        if (!m_links.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_links = std::move(links);
    endResetModel();
}

void ShareLinkTableModel::tick(qint64 nowMs)
{
    m_nowMs = nowMs;
    if (m_links.empty())
        return;
    for (const Column column : {StateColumn, ExpiresColumn})
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

int ShareLinkTableModel::rowOf(const ShareLinkId &id) const
{
    const auto found = std::ranges::find(m_links, id, &ShareLink::id);
    return found == m_links.end() ? -1 : int(found - m_links.begin());
}

int ShareLinkTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_links.size());
}

int ShareLinkTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ShareLinkTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ShareLink &link = m_links[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(link, Column(index.column()));
    case Qt::ToolTipRole:
        return format::plainToolTip(link.target + u'\n' + texts::linkSummary(link));
    case SortRole:
        return sortKey(link, Column(index.column()));
    case StateRole:
        return int(stateOf(link, m_nowMs));
    default:
        return {};
    }
}

QString ShareLinkTableModel::text(const ShareLink &link, Column column) const
{
    switch (column) {
    case StreamColumn:
        return link.target;
    case StateColumn:
        return texts::shareState(stateOf(link, m_nowMs));
    case ShowsColumn:
        return link.mode == ShareMode::Live ? texts::shareMode(link.mode)
                                            : tr("Archive from %1").arg(format::moment(link.archiveFromMs));
    case ProtocolColumn:
        return texts::shareProtocol(link.protocol);
    case AccessColumn:
        return link.isPublic ? tr("Public") : tr("Token");
    case NoteColumn:
        return link.note;
    case AuthorColumn:
        return link.author;
    case CreatedColumn:
        return format::moment(link.createdAtMs);
    case ExpiresColumn:
        return stateOf(link, m_nowMs) == ShareState::Valid ? texts::expiresIn(link, m_nowMs)
                                                           : format::unknown();
    case ServerColumn:
        return link.serverName;
    case AddressColumn:
        return link.address;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ShareLinkTableModel::sortKey(const ShareLink &link, Column column) const
{
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    switch (column) {
    case CreatedColumn:
        return link.createdAtMs;
    case ExpiresColumn:
        return link.expiresAtMs.value_or(never);
    case ShowsColumn:
        return link.archiveFromMs;
    case StreamColumn:
    case StateColumn:
    case ProtocolColumn:
    case AccessColumn:
    case NoteColumn:
    case AuthorColumn:
    case ServerColumn:
    case AddressColumn:
    case ColumnCount:
        break;
    }
    return text(link, column).toLower();
}

QVariant ShareLinkTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StreamColumn:
        return tr("Stream");
    case StateColumn:
        return tr("State");
    case ShowsColumn:
        return tr("Shows");
    case ProtocolColumn:
        return tr("Protocol");
    case AccessColumn:
        return tr("Access");
    case NoteColumn:
        return tr("For whom");
    case AuthorColumn:
        return tr("Made by");
    case CreatedColumn:
        return tr("Made");
    case ExpiresColumn:
        return tr("Expires in");
    case ServerColumn:
        return tr("Media server");
    case AddressColumn:
        return tr("Address without token");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace streamkeeper
