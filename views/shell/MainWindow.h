#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/DeviceState.h"
#include "models/fleet/FleetState.h"
#include "views/common/Page.h"
#include "views/shell/NavigationHistory.h"

#include <QJsonObject>
#include <QMainWindow>

#include <optional>
#include <vector>

class QActionGroup;
class QListWidget;
class QStackedWidget;

namespace streamkeeper {

class BatchBar;
class CameraCsvActions;
class ContentArea;
class HealthLine;
struct PaletteEntry;
class NoticeBar;
class ServerBanner;
class StreamsPage;

/// The window: places on the left, the page, the health of fleet and console at the bottom. One goes
/// from place to place as in a browser, back and forward.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(FleetState &fleet, ClusterState &clusters, DeviceState &devices, Clock clock = {},
               QWidget *parent = nullptr);

    /// The page of this class: page<StreamsPage>().
    template <typename P>
    [[nodiscard]] P *page() const
    {
        for (Page *page : m_pages) {
            if (auto *found = qobject_cast<P *>(page))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] CameraCsvActions *cameraCsv() { return m_cameraCsv; }
    [[nodiscard]] BatchBar *batchBar() { return m_batchBar; }
    [[nodiscard]] HealthLine *healthLine() { return m_healthLine; }
    [[nodiscard]] NoticeBar *vaultNotice() { return m_vaultNotice; }
    [[nodiscard]] NoticeBar *registryNotice() { return m_registryNotice; }
    [[nodiscard]] QAction *demoAction() const { return m_demo; }
    [[nodiscard]] QAction *aboutAction() const { return m_about; }

    [[nodiscard]] QAction *backAction() const { return m_back; }
    [[nodiscard]] QAction *forwardAction() const { return m_forward; }
    [[nodiscard]] Page *currentPage() const { return m_pages[size_t(m_history.current().location.page)]; }

    /// Closes without asking about unsaved changes: the system ends the program, and would not wait.
    void closeAtOnce();
    /// A page of the list on the left.
    void showPage(Page *page);
    template <typename P>
    void showPage()
    {
        showPage(page<P>());
    }
    void setTheme(const QString &word);
    /// In percent; what the operator chose last. A wallboard is larger than that.
    void setTextZoom(int percent);
    [[nodiscard]] ServerBanner *serverBanner() const { return m_serverBanner; }
    /// Full screen and in large type, without menus and places: for a screen that a room looks at.
    void setWallboard(bool isOn);
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
    void openTrouble(const streamkeeper::StreamId &stream);
    void goBack();
    void goForward();

Q_SIGNALS:
    void themeChosen(const QString &word);
    void textZoomChosen(int percent);
    void pollSecondsChosen(int seconds);
    void aboutToClose();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Location = NavigationHistory::Location;

    void createPages();
    template <typename P, typename... Arguments>
    P *addPage(Arguments &&...arguments);
    void createNavigationActions();
    void visit(const Location &location);
    void open(Page *card, const QUuid &subject);
    void leave();
    void arrive();
    [[nodiscard]] QString nameOf(const Location &location) const;
    [[nodiscard]] int indexOf(const QString &word) const;
    void updateNavigation();
    void restoreLastPlace();
    void askBeforeClosing();
    void buildMenus();
    QWidget *buildNavigation();
    [[nodiscard]] std::vector<std::pair<QString, QAction *>> namedActions() const;
    void openPalette();
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries(const QStringList &words);
    void openShortcuts();
    void goToNextRegion(bool isBackwards);
    void buildTextZoom(QMenu &view);
    void chooseTextZoom(int percent);
    void showTitle();
    QAction *addChoice(QMenu &menu, QActionGroup &group, const QString &text, const QVariant &value);
    void redrawIcons();

    FleetState &m_fleet;
    ClusterState &m_clusters;
    DeviceState &m_devices;
    Clock m_clock;
    std::vector<Page *> m_pages; ///< those of the list on the left first, in its order
    StreamsPage *m_streams;      ///< its actions are in the menus
    CameraCsvActions *m_cameraCsv;
    BatchBar *m_batchBar;
    QJsonObject m_dialogs;
    NavigationHistory m_history;
    std::optional<Location> m_lastPlace; ///< of the last run; a card waits until its subject is loaded
    bool m_mayClose = false; ///< nobody can be asked, or the operator was asked about unsaved changes
    QAction *m_back;
    QAction *m_forward;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    QWidget *m_side; ///< back, forward and the list of places
    ServerBanner *m_serverBanner;
    ContentArea *m_pageArea; ///< of the stack
    NoticeBar *m_vaultNotice;
    NoticeBar *m_registryNotice;
    HealthLine *m_healthLine;
    QActionGroup *m_themes;
    QAction *m_wallboard;
    int m_textZoom = 100;
    bool m_wasMaximized = false; ///< before the wallboard
    QActionGroup *m_intervals;
    QAction *m_demo;
    QAction *m_about;
};

} // namespace streamkeeper
