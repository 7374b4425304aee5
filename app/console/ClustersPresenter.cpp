#include "app/console/ClustersPresenter.h"

#include "app/console/ClosingDialog.h"
#include "views/clusters/ClusterDialog.h"
#include "views/clusters/ClustersPage.h"
#include "views/clusters/SearchSettingsDialog.h"
#include "views/clusters/ServerGroupDialog.h"
#include "views/common/ConfirmDialog.h"
#include "views/shell/MainWindow.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ClustersPresenter::ClustersPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_page(*window.page<ClustersPage>())
{
    connect(&m_page, &ClustersPage::addClusterRequested, this, [this] {
        Cluster cluster;
        cluster.id = ClusterId::create();
        openCluster(cluster, true);
    });
    connect(&m_page, &ClustersPage::editClusterRequested, this, [this](const ClusterId &id) {
        if (const Cluster *cluster = m_session.clusters().cluster(id))
            openCluster(*cluster, false);
    });
    connect(&m_page, &ClustersPage::removeClusterRequested, this, &ClustersPresenter::removeCluster);
    connect(&m_page, &ClustersPage::addGroupRequested, this, [this] {
        ServerGroup group;
        group.id = ServerGroupId::create();
        openGroup(group, true);
    });
    connect(&m_page, &ClustersPage::editGroupRequested, this, [this](const ServerGroupId &id) {
        if (const ServerGroup *group = m_session.clusters().group(id))
            openGroup(*group, false);
    });
    connect(&m_page, &ClustersPage::removeGroupRequested, this, &ClustersPresenter::removeGroup);
    connect(&m_page, &ClustersPage::searchSettingsRequested, this, &ClustersPresenter::openSearchSettings);
}

void ClustersPresenter::openCluster(const Cluster &cluster, bool isNew)
{
    std::vector<ClusterDialog::Candidate> candidates;
    for (const FleetServer &server : m_session.fleet().servers()) {
        const Cluster *other = m_session.clusters().clusterOf(server.server.id);
        if (other && other->id != cluster.id)
            continue;
        candidates.push_back({server.server.id, server.server.name,
                              server.server.isActive ? tr("on", "distribution") : tr("off", "distribution"),
                              server.failure                         ? tr("not available")
                              : server.snapshot && !server.isStale() ? tr("available")
                                                                     : tr("not known yet")});
    }
    auto *dialog = new ClusterDialog(cluster, isNew, candidates, m_session.clusters().clusters(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ClusterDialog::saveRequested, this, [this, dialog] {
        const Cluster wanted = dialog->value();
        dialog->showSaving();
        m_session.edits().clusters.save(
            wanted, this, closing(dialog, [this, id = wanted.id] { m_page.selectCluster(id); }));
    });
    dialog->open();
}

void ClustersPresenter::removeCluster(const ClusterId &id)
{
    const Cluster *cluster = m_session.clusters().cluster(id);
    if (!cluster)
        return;
    const auto streams = std::ranges::count_if(m_session.fleet().streams(), [&](const Stream &stream) {
        return stream.additionalServer && cluster->has(stream.mainServer);
    });
    QStringList sentences{
        tr("The cluster %1 will be deleted. Its %n media server(s) stay in the registry, in no cluster, with "
           "the settings they have now.",
           nullptr, int(cluster->members().size()))
            .arg(cluster->name)};
    if (streams > 0)
        sentences.append(
            tr("%n reserved stream(s) stay on their main and additional servers; a search will not "
               "find these servers for reserved streams any more.",
               nullptr, int(streams)));
    const auto groups = m_session.clusters().groupsOf(id);
    if (!groups.empty())
        sentences.append(tr("%n server group(s) lose it.", nullptr, int(groups.size())));
    auto *dialog =
        new ConfirmDialog(tr("Delete cluster"), sentences, tr("Delete %1").arg(cluster->name), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this,
            [this, dialog, id] { m_session.edits().clusters.remove(id, this, closing(dialog)); });
    dialog->open();
}

void ClustersPresenter::openGroup(const ServerGroup &group, bool isNew)
{
    auto *dialog = new ServerGroupDialog(group, isNew, m_session.clusters().clusters(),
                                         m_session.clusters().groups(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServerGroupDialog::saveRequested, this, [this, dialog] {
        const ServerGroup wanted = dialog->value();
        dialog->showSaving();
        m_session.edits().clusters.saveGroup(
            wanted, this, closing(dialog, [this, id = wanted.id] { m_page.selectGroup(id); }));
    });
    dialog->open();
}

void ClustersPresenter::removeGroup(const ServerGroupId &id)
{
    const ServerGroup *group = m_session.clusters().group(id);
    if (!group)
        return;
    QStringList sentences{
        tr("The server group %1 will be deleted. Its clusters stay; streams stay on their media servers.")
            .arg(group->name)};
    const auto cameras = std::ranges::count_if(
        m_session.fleet().cameras(), [&](const Camera &camera) { return camera.serverGroup == id; });
    if (cameras > 0)
        sentences.append(tr("%n camera(s) name it: they will name none, and their addresses decide.", nullptr,
                            int(cameras)));
    const auto children = std::ranges::count_if(m_session.clusters().groups(),
                                                [&](const ServerGroup &other) { return other.parent == id; });
    if (children > 0)
        sentences.append(tr("%n group(s) below it go to its parent, or have none.", nullptr, int(children)));
    auto *dialog =
        new ConfirmDialog(tr("Delete server group"), sentences, tr("Delete %1").arg(group->name), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this,
            [this, dialog, id] { m_session.edits().clusters.removeGroup(id, this, closing(dialog)); });
    dialog->open();
}

void ClustersPresenter::openSearchSettings()
{
    auto *dialog = new SearchSettingsDialog(m_session.placementPolicy(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SearchSettingsDialog::saveRequested, this, [this, dialog] {
        m_session.edits().clusters.savePolicy(dialog->value(), this, closing(dialog));
    });
    dialog->open();
}

} // namespace streamkeeper
