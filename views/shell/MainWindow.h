#pragma once

#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "views/shell/NavigationHistory.h"

#include <QJsonObject>
#include <QMainWindow>

#include <optional>

class QActionGroup;
class QListWidget;
class QStackedWidget;

namespace streamkeeper {

class ActivityPage;
class BatchBar;
class CameraCard;
class ClustersPage;
class ExchangeActions;
class HealthLine;
class NoticeBar;
class ServerCard;
class ServersPage;
class ShareLinksPage;
class StreamsPage;

/// The window: places on the left, the page, the health of fleet and console at the bottom. One goes
/// from place to place as in a browser, back and forward.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Those before the cards stand in the list on the left, in this order.
    enum Place {
        StreamsPlace,
        ServersPlace,
        ActivityPlace,
        ClustersPlace,
        LinksPlace,
        ServerCardPlace,
        CameraCardPlace
    };

    MainWindow(FleetState &fleet, ClusterState &clusters, QWidget *parent = nullptr);

    [[nodiscard]] StreamsPage *streams() { return m_streams; }
    [[nodiscard]] ServersPage *servers() { return m_servers; }
    [[nodiscard]] ClustersPage *clusters() { return m_clustersPage; }
    [[nodiscard]] ShareLinksPage *shareLinks() { return m_shareLinks; }
    [[nodiscard]] ActivityPage *activity() { return m_activity; }
    [[nodiscard]] ExchangeActions *exchange() { return m_exchange; }
    [[nodiscard]] BatchBar *batchBar() { return m_batchBar; }
    [[nodiscard]] ServerCard *serverCard() { return m_serverCard; }
    [[nodiscard]] CameraCard *cameraCard() { return m_cameraCard; }
    [[nodiscard]] HealthLine *healthLine() { return m_healthLine; }
    [[nodiscard]] NoticeBar *vaultNotice() { return m_vaultNotice; }
    [[nodiscard]] NoticeBar *registryNotice() { return m_registryNotice; }
    [[nodiscard]] QAction *demoAction() const { return m_demo; }
    [[nodiscard]] QAction *aboutAction() const { return m_about; }

    [[nodiscard]] QAction *backAction() const { return m_back; }
    [[nodiscard]] QAction *forwardAction() const { return m_forward; }
    [[nodiscard]] Place currentPlace() const { return Place(m_history.current().location.place); }

    void showPlace(Place place);
    void setTheme(const QString &word);
    void setPollSeconds(int seconds);

    /// Size and columns of a dialog, remembered with the window.
    [[nodiscard]] QJsonObject dialogState(const QString &dialog) const;
    void setDialogState(const QString &dialog, const QJsonObject &state);
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

public Q_SLOTS:
    /// Open the card of a server or camera as a new step.
    void openServer(const streamkeeper::ServerId &server);
    void openCamera(const streamkeeper::CameraId &camera);
    /// Show where they stand in their tables.
    void openCluster(const streamkeeper::ClusterId &cluster);
    void openServerGroup(const streamkeeper::ServerGroupId &group);
    void goBack();
    void goForward();

Q_SIGNALS:
    void themeChosen(const QString &word);
    void pollSecondsChosen(int seconds);
    void aboutToClose();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Location = NavigationHistory::Location;

    void createPages();
    void createNavigationActions();
    void visit(const Location &location);
    void leave();
    void arrive();
    void focusPlace(Place place);
    [[nodiscard]] QWidget *pageOf(Place place) const;
    [[nodiscard]] QJsonObject stateOf(Place place) const;
    void setStateOf(Place place, const QJsonObject &state);
    [[nodiscard]] QString nameOf(const Location &location) const;
    void updateNavigation();
    void restoreLastPlace();
    void askBeforeClosing();
    void buildMenus();
    QWidget *buildNavigation();
    QAction *addChoice(QMenu &menu, QActionGroup &group, const QString &text, const QVariant &value);
    void redrawIcons();

    FleetState &m_fleet;
    ClusterState &m_clusters;
    StreamsPage *m_streams;
    ServersPage *m_servers;
    ActivityPage *m_activity;
    ClustersPage *m_clustersPage;
    ShareLinksPage *m_shareLinks;
    ExchangeActions *m_exchange;
    BatchBar *m_batchBar;
    ServerCard *m_serverCard;
    CameraCard *m_cameraCard;
    QJsonObject m_dialogs;
    NavigationHistory m_history;
    std::optional<Location> m_lastPlace; ///< of the last run; a card waits until its subject is loaded
    bool m_mayClose = false;             ///< the operator was asked about unsaved changes
    QAction *m_back;
    QAction *m_forward;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    NoticeBar *m_vaultNotice;
    NoticeBar *m_registryNotice;
    HealthLine *m_healthLine;
    QActionGroup *m_themes;
    QActionGroup *m_intervals;
    QAction *m_demo;
    QAction *m_about;
};

} // namespace streamkeeper
