#pragma once

#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class ClusterDialog;
class ClustersPage;
class MainWindow;

/// Making, changing and deleting clusters and server groups: ties their page and dialogs to the session.
class ClustersPresenter : public QObject
{
    Q_OBJECT

public:
    ClustersPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    void openCluster(const Cluster &cluster, bool isNew);
    void removeCluster(const ClusterId &cluster);
    void openGroup(const ServerGroup &group, bool isNew);
    void removeGroup(const ServerGroupId &group);
    void openSearchSettings();

    Session &m_session;
    MainWindow &m_window;
    ClustersPage &m_page;
};

} // namespace streamkeeper
