#include "views/clusters/ClustersPage.h"

#include "models/rules/ClusterRules.h"
#include "models/texts/Formatting.h"
#include "views/clusters/RecordTable.h"

#include <QEvent>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ClustersPage::ClustersPage(FleetState &fleet, ClusterState &clusters, QWidget *parent)
    : Page(Identity{"clusters", "cluster"}, parent)
    , m_fleet(fleet)
    , m_clusters(clusters)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"clusterTabs"_s);
    m_clusterTable = new RecordTable(
        {tr("Clusters"), tr("Add cluster…"),
         tr("There is no cluster yet. A cluster makes media servers stand in for each other: one main server "
            "and at least one additional one."),
         tr("Select a cluster first."), tr("Change the servers and settings of this cluster (Enter)"),
         tr("Delete this cluster; its servers stay")},
        {tr("Name"), tr("Main server"), tr("Additional servers"), tr("Server groups"), tr("Common settings")},
        {24, 32, 44, 24, 30}, m_tabs);
    m_groupTable = new RecordTable(
        {tr("Server groups"), tr("Add server group…"),
         tr("There is no server group yet. A group says in which clusters the streams of its cameras may be: "
            "of cameras that name it, and of those whose address is in one of its subnets."),
         tr("Select a server group first."),
         tr("Change the clusters and subnets of this server group (Enter)"),
         tr("Delete this server group; its clusters stay")},
        {tr("Name"), tr("Parent group"), tr("Clusters"), tr("Subnets"), tr("Cameras")}, {24, 20, 34, 36, 10},
        m_tabs);
    m_settings = new QPushButton(tr("Search settings…"), m_clusterTable);
    m_settings->setToolTip(tr("What counts for every search for a media server"));
    connect(m_settings, &QPushButton::clicked, this, &ClustersPage::searchSettingsRequested);
    m_clusterTable->addWidget(m_settings);
    m_tabs->addTab(m_clusterTable, tr("Clusters"));
    m_tabs->addTab(m_groupTable, tr("Server groups"));
    layout->addWidget(m_tabs);
    connectTables();
    const auto note = [this] {
        if (isVisible())
            refresh();
    };
    connect(&clusters, &ClusterState::changed, this, &ClustersPage::refresh);
    connect(&fleet, &FleetState::serversChanged, this, note);
    connect(&fleet, &FleetState::structureChanged, this, note);
    refresh();
}

void ClustersPage::connectTables()
{
    connect(m_clusterTable, &RecordTable::addRequested, this, &ClustersPage::addClusterRequested);
    connect(m_clusterTable, &RecordTable::editRequested, this,
            [this](const QUuid &id) { Q_EMIT editClusterRequested(ClusterId(id)); });
    connect(m_clusterTable, &RecordTable::removeRequested, this,
            [this](const QUuid &id) { Q_EMIT removeClusterRequested(ClusterId(id)); });
    connect(m_groupTable, &RecordTable::addRequested, this, &ClustersPage::addGroupRequested);
    connect(m_groupTable, &RecordTable::editRequested, this,
            [this](const QUuid &id) { Q_EMIT editGroupRequested(ServerGroupId(id)); });
    connect(m_groupTable, &RecordTable::removeRequested, this,
            [this](const QUuid &id) { Q_EMIT removeGroupRequested(ServerGroupId(id)); });
}

RecordTable *ClustersPage::currentTable() const
{
    return m_tabs->currentIndex() == GroupsTab ? m_groupTable : m_clusterTable;
}

void ClustersPage::selectCluster(const ClusterId &cluster)
{
    m_tabs->setCurrentIndex(ClustersTab);
    m_clusterTable->selectRecord(cluster.uuid());
}

void ClustersPage::selectGroup(const ServerGroupId &group)
{
    m_tabs->setCurrentIndex(GroupsTab);
    m_groupTable->selectRecord(group.uuid());
}

QString ClustersPage::serverText(const ServerId &id) const
{
    const FleetServer *known = m_fleet.server(id);
    if (!known)
        return format::unknown();
    const FleetServer &server = *known;
    if (server.failure)
        return tr("%1 (not available)", "name of a media server").arg(server.server.name);
    return server.server.isActive ? server.server.name
                                  : tr("%1 (off)", "name of a media server").arg(server.server.name);
}

QString ClustersPage::commonText(const ClusterSettings &common) const
{
    QStringList parts;
    if (common.streamsLimit)
        parts.append(tr("at most %n stream(s)", nullptr, *common.streamsLimit));
    if (common.bitrateLimitBps)
        parts.append(tr("at most %1 kbit/s").arg(format::kbps(*common.bitrateLimitBps)));
    if (common.apiPort)
        parts.append(tr("internal port %1").arg(*common.apiPort));
    if (common.hlsPort)
        parts.append(tr("external port %1").arg(*common.hlsPort));
    if (common.rtspPort)
        parts.append(tr("RTSP port %1").arg(*common.rtspPort));
    return parts.isEmpty() ? tr("none", "no common settings") : parts.join(u", "_s);
}

void ClustersPage::refresh()
{
    std::vector<RecordTable::Record> records;
    for (const Cluster &cluster : m_clusters.clusters()) {
        QStringList additional;
        for (const ServerId &server : cluster.additionalServers)
            additional.append(serverText(server));
        QStringList groups;
        for (const ServerGroup *group : m_clusters.groupsOf(cluster.id))
            groups.append(group->name);
        records.push_back(
            {cluster.id.uuid(),
             {cluster.name, serverText(cluster.mainServer), additional.join(u", "_s),
              groups.isEmpty() ? format::unknown() : groups.join(u", "_s), commonText(cluster.common)}});
    }
    m_clusterTable->setRecords(records);
    QHash<ServerGroupId, int> cameras;
    for (const Camera &camera : m_fleet.cameras()) {
        if (camera.serverGroup)
            ++cameras[*camera.serverGroup];
    }
    records.clear();
    for (const ServerGroup &group : m_clusters.groups()) {
        QStringList clusters;
        for (const ClusterId &id : group.clusters) {
            if (const Cluster *cluster = m_clusters.cluster(id))
                clusters.append(cluster->name);
        }
        const ServerGroup *parent = group.parent ? m_clusters.group(*group.parent) : nullptr;
        records.push_back({group.id.uuid(),
                           {group.name, parent ? parent->name : format::unknown(), clusters.join(u", "_s),
                            group.subnets.join(u", "_s), format::count(cameras.value(group.id))}});
    }
    m_groupTable->setRecords(records);
    const auto free = std::ranges::count_if(m_fleet.servers(), [this](const FleetServer &server) {
        return !m_clusters.clusterOf(server.server.id);
    });
    m_clusterTable->setAddObstacle(
        free >= 2 ? QString() : tr("A cluster needs two media servers that are in no cluster yet."));
}

void ClustersPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ClustersPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_clusterTable->redrawIcons();
        m_groupTable->redrawIcons();
    }
}

QString ClustersPage::placeName(const QUuid &) const
{
    return tr("Clusters");
}

void ClustersPage::takeFocus()
{
    currentTable()->table()->setFocus();
}

QJsonObject ClustersPage::viewState() const
{
    return {{u"tab"_s, m_tabs->currentIndex()},
            {u"record"_s, currentTable()->currentRecord().toString(QUuid::WithoutBraces)}};
}

void ClustersPage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    m_tabs->setCurrentIndex(state[u"tab"].toInt());
    currentTable()->selectRecord(QUuid::fromString(state[u"record"].toString()));
}

} // namespace streamkeeper
