#include "models/tables/TroubleFilter.h"

#include "models/domain/SearchText.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

TroubleFilter::TroubleFilter(TroubleTableModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSortRole(TroubleTableModel::SortRole);
    setSourceModel(&model);
}

void TroubleFilter::set(Wanted wanted)
{
    m_wanted = std::move(wanted);
    invalidateFilter();
}

StreamId TroubleFilter::streamAt(const QModelIndex &index) const
{
    return StreamId(index.data(TroubleTableModel::StreamRole).toUuid());
}

QModelIndex TroubleFilter::indexOf(const StreamId &stream) const
{
    const int row = m_model.rowOf(stream);
    return row < 0 ? QModelIndex() : mapFromSource(m_model.index(row, 0));
}

bool TroubleFilter::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const TroubleTableModel::Row &row = m_model.row(sourceRow);
    if (m_wanted.tab != Characteristic::Incorrect && row.verdict.characteristic != m_wanted.tab)
        return false;
    if (m_wanted.streams && !m_wanted.streams->contains(row.stream))
        return false;
    if ((m_wanted.show != Show::All && row.isSilenced) ||
        (m_wanted.show == Show::NotAcknowledged && row.isAcknowledged))
        return false;
    const int place = m_model.fleet().rowOf(row.stream);
    if (place < 0)
        return false;
    const FleetRow &stream = m_model.fleet().row(place);
    if (m_wanted.server &&
        (stream.mainServer < 0 ||
         m_model.fleet().servers()[size_t(stream.mainServer)].server.id != *m_wanted.server))
        return false;
    if (m_wanted.ip) {
        const auto address = IpAddress::fromText(stream.ipAddress);
        if (!address || !m_wanted.ip->matches(*address))
            return false;
    }
    const QString text = foldedForSearch(stream.cameraName + QChar(u'\n') + stream.location);
    return std::ranges::all_of(m_wanted.words, [&](const QString &word) { return text.contains(word); });
}

} // namespace streamkeeper
