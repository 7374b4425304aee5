#include "views/servers/AdoptionModel.h"

#include "models/texts/AdoptionTexts.h"
#include "models/texts/Formatting.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

void AdoptionModel::setFound(std::vector<RemoteStream> found, std::vector<AdoptionProposal> proposals)
{
    beginResetModel();
    m_found = std::move(found);
    m_proposals = std::move(proposals);
    m_isChosen.assign(m_proposals.size(), true);
    endResetModel();
    Q_EMIT choiceChanged();
}

void AdoptionModel::setAllChosen(bool isChosen)
{
    if (m_proposals.empty())
        return;
    m_isChosen.assign(m_proposals.size(), isChosen);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT choiceChanged();
}

std::vector<AdoptionProposal> AdoptionModel::chosen() const
{
    std::vector<AdoptionProposal> chosen;
    for (size_t i = 0; i < m_proposals.size(); ++i) {
        if (m_isChosen[i])
            chosen.push_back(m_proposals[i]);
    }
    return chosen;
}

int AdoptionModel::chosenStreams() const
{
    int count = 0;
    for (size_t i = 0; i < m_proposals.size(); ++i)
        count +=
            m_isChosen[i] ? int(m_proposals[i].high.has_value()) + int(m_proposals[i].low.has_value()) : 0;
    return count;
}

bool AdoptionModel::isAlone(int row) const
{
    const AdoptionProposal &proposal = m_proposals[size_t(row)];
    return !proposal.high || !proposal.low;
}

void AdoptionModel::replace(int row, const AdoptionProposal &proposal)
{
    m_proposals[size_t(row)] = proposal;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int AdoptionModel::pair(int row, int other)
{
    const auto [first, last] = std::minmax(row, other);
    const auto streamOf = [this](int at) {
        const AdoptionProposal &proposal = m_proposals[size_t(at)];
        return proposal.high ? *proposal.high : *proposal.low;
    };
    const AdoptionProposal paired = pairByHand(m_found, streamOf(first), streamOf(last));
    const bool isChosen = m_isChosen[size_t(first)] || m_isChosen[size_t(last)];
    beginRemoveRows({}, last, last);
    m_proposals.erase(m_proposals.begin() + last);
    m_isChosen.erase(m_isChosen.begin() + last);
    endRemoveRows();
    m_isChosen[size_t(first)] = isChosen;
    replace(first, paired);
    Q_EMIT choiceChanged();
    return first;
}

void AdoptionModel::split(int row)
{
    const auto alone = splitByHand(m_found, m_proposals[size_t(row)]);
    if (alone.size() != 2)
        return;
    beginInsertRows({}, row + 1, row + 1);
    m_proposals.insert(m_proposals.begin() + row + 1, alone[1]);
    m_isChosen.insert(m_isChosen.begin() + row + 1, bool(m_isChosen[size_t(row)]));
    endInsertRows();
    replace(row, alone[0]);
    Q_EMIT choiceChanged();
}

int AdoptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_proposals.size());
}

int AdoptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AdoptionModel::streamText(std::optional<int> stream) const
{
    if (!stream)
        return format::unknown();
    const RemoteStream &found = m_found[size_t(*stream)];
    const QString size = format::resolution(found.width, found.height);
    return size == format::unknown() ? found.remoteName : found.remoteName + u"  "_s + size;
}

QVariant AdoptionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AdoptionProposal &proposal = m_proposals[size_t(index.row())];
    if (role == Qt::CheckStateRole && index.column() == CameraColumn)
        return m_isChosen[size_t(index.row())] ? Qt::Checked : Qt::Unchecked;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    QString text;
    switch (Column(index.column())) {
    case CameraColumn:
        text = proposal.cameraName;
        break;
    case HighColumn:
        text = streamText(proposal.high);
        break;
    case LowColumn:
        text = streamText(proposal.low);
        break;
    case PairingColumn:
        text = texts::pairing(proposal.pairing);
        break;
    case AddressColumn:
        text = m_found[size_t(proposal.high ? *proposal.high : *proposal.low)].address.masked();
        break;
    case ColumnCount:
        break;
    }
    return role == Qt::ToolTipRole ? format::plainToolTip(text) : text;
}

QVariant AdoptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case CameraColumn:
        return tr("Camera");
    case HighColumn:
        return tr("High quality");
    case LowColumn:
        return tr("Low quality");
    case PairingColumn:
        return tr("Why one camera");
    case AddressColumn:
        return tr("Address");
    case ColumnCount:
        break;
    }
    return {};
}

bool AdoptionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != CameraColumn)
        return false;
    m_isChosen[size_t(index.row())] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT choiceChanged();
    return true;
}

Qt::ItemFlags AdoptionModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == CameraColumn)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace streamkeeper
