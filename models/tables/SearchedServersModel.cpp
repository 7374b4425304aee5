#include "models/tables/SearchedServersModel.h"

#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/TransferTexts.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

ServerCheck checkOf(int column)
{
    return ServerCheck(column - SearchedServersModel::FirstCheckColumn);
}

SearchedServersModel::Mark markOf(ServerCheck check, const ServerVerdict &verdict)
{
    using enum SearchedServersModel::Mark;
    if (std::ranges::find(verdict.failed, check) != verdict.failed.end())
        return Failed;
    return check == ServerCheck::Storage && verdict.isStorageUnknown ? Unknown : Passed;
}

QString wordOf(SearchedServersModel::Mark mark)
{
    switch (mark) {
    case SearchedServersModel::Mark::Passed:
        return SearchedServersModel::tr("passed", "a check");
    case SearchedServersModel::Mark::Failed:
        return SearchedServersModel::tr("failed", "a check");
    case SearchedServersModel::Mark::Unknown:
        return SearchedServersModel::tr("unknown", "a check");
    }
    return {};
}

} // namespace

void SearchedServersModel::setDetails(SearchDetails details)
{
    beginResetModel();
    m_details = std::move(details);
    m_standings.clear();
    for (size_t i = 0; i < m_details.standings.size(); ++i)
        m_standings.insert(m_details.standings[i].id, int(i));
    endResetModel();
}

int SearchedServersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_details.result.servers.size());
}

int SearchedServersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString SearchedServersModel::text(const JudgedServer &server, int column) const
{
    switch (column) {
    case ServerColumn:
        return server.name;
    case ClusterColumn:
        return server.cluster ? m_details.clusters.value(*server.cluster) : QString();
    case LoadColumn:
        return format::kbps(server.mainBitrateBps.value_or(-1));
    case WhyColumn:
        return server.role == PlacementRole::Main         ? tr("main server")
               : server.role == PlacementRole::Additional ? tr("additional server")
                                                          : texts::whyNotChosen(server);
    default:
        return wordOf(markOf(checkOf(column), server.verdict));
    }
}

QString SearchedServersModel::toolTip(const JudgedServer &server, int column) const
{
    if (column < FirstCheckColumn)
        return column == WhyColumn ? text(server, column) : QString();
    const ServerCheck check = checkOf(column);
    QString sentence = tr("%1: %2", "check: passed").arg(texts::checkName(check), text(server, column));
    const int standing = m_standings.value(server.id, -1);
    const QString value =
        standing < 0 ? QString() : texts::checkedValue(check, m_details.standings[size_t(standing)]);
    return value.isEmpty() ? sentence : sentence + u'\n' + value;
}

QVariant SearchedServersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JudgedServer &shown = server(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, column);
    case Qt::ToolTipRole:
        return format::plainToolTip(toolTip(shown, column));
    case Qt::TextAlignmentRole:
        return int((column == LoadColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case MarkRole:
        return column < FirstCheckColumn ? QVariant() : int(markOf(checkOf(column), shown.verdict));
    case RoleRole:
        return int(shown.role);
    case IsOutsideRole:
        return shown.why == WhyNotChosen::OutsideSearch;
    default:
        return {};
    }
}

QVariant SearchedServersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == LoadColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == LoadColumn)
        return format::plainToolTip(tr("Incoming rate of the streams whose main server it is"));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ServerColumn:
        return tr("Media server");
    case ClusterColumn:
        return tr("Cluster");
    case LoadColumn:
        return tr("Load, kbit/s");
    case WhyColumn:
        return tr("Chosen, or why not");
    default:
        return texts::checkName(checkOf(section));
    }
}

} // namespace streamkeeper
