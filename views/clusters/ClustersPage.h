#pragma once

#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "views/common/Page.h"

class QPushButton;
class QTabWidget;

namespace streamkeeper {

class RecordTable;

/// The page of clusters and server groups: what there is, and what can be done with it.
class ClustersPage : public Page
{
    Q_OBJECT

public:
    enum Tab { ClustersTab, GroupsTab };

    ClustersPage(FleetState &fleet, ClusterState &clusters, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    [[nodiscard]] QTabWidget *tabs() { return m_tabs; }
    [[nodiscard]] RecordTable *clusterTable() { return m_clusterTable; }
    [[nodiscard]] RecordTable *groupTable() { return m_groupTable; }
    /// The table of the tab that is shown.
    [[nodiscard]] RecordTable *currentTable() const;
    void selectCluster(const ClusterId &cluster);
    void selectGroup(const ServerGroupId &group);

Q_SIGNALS:
    void addClusterRequested();
    void editClusterRequested(const streamkeeper::ClusterId &cluster);
    void removeClusterRequested(const streamkeeper::ClusterId &cluster);
    void addGroupRequested();
    void editGroupRequested(const streamkeeper::ServerGroupId &group);
    void removeGroupRequested(const streamkeeper::ServerGroupId &group);
    void searchSettingsRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectTables();
    void refresh();
    [[nodiscard]] QString serverText(const ServerId &server) const;
    [[nodiscard]] QString commonText(const ClusterSettings &common) const;

    FleetState &m_fleet;
    ClusterState &m_clusters;
    QTabWidget *m_tabs;
    RecordTable *m_clusterTable;
    RecordTable *m_groupTable;
    QPushButton *m_settings;
};

} // namespace streamkeeper
