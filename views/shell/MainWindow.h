#pragma once

#include "models/fleet/FleetState.h"

#include <QJsonObject>
#include <QMainWindow>
#include <QTimer>

class QActionGroup;
class QLabel;
class QListWidget;
class QStackedWidget;

namespace streamkeeper {

class ActivityPage;
class BatchBar;
class NoticeBar;
class ServersPage;
class StreamsPage;

/// The window: places on the left, the page, the health of fleet and console at the bottom.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum Place { StreamsPlace, ServersPlace, ActivityPlace };

    explicit MainWindow(FleetState &fleet, QWidget *parent = nullptr);

    [[nodiscard]] StreamsPage *streams() { return m_streams; }
    [[nodiscard]] ServersPage *servers() { return m_servers; }
    [[nodiscard]] ActivityPage *activity() { return m_activity; }
    [[nodiscard]] BatchBar *batchBar() { return m_batchBar; }
    [[nodiscard]] NoticeBar *vaultNotice() { return m_vaultNotice; }
    [[nodiscard]] NoticeBar *registryNotice() { return m_registryNotice; }
    [[nodiscard]] QAction *demoAction() const { return m_demo; }
    [[nodiscard]] QAction *aboutAction() const { return m_about; }

    void showPlace(Place place);
    void setRegistryText(const QString &text, const QString &toolTip);
    void setTheme(const QString &word);
    void setPollSeconds(int seconds);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void themeChosen(const QString &word);
    void pollSecondsChosen(int seconds);
    void aboutToClose();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildMenus();
    void buildHealthLine();
    QWidget *buildNavigation();
    QAction *addChoice(QMenu &menu, QActionGroup &group, const QString &text, const QVariant &value);
    void updateHealth();
    void updateClock();
    void redrawIcons();

    FleetState &m_fleet;
    StreamsPage *m_streams;
    ServersPage *m_servers;
    ActivityPage *m_activity;
    BatchBar *m_batchBar;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    NoticeBar *m_vaultNotice;
    NoticeBar *m_registryNotice;
    QLabel *m_answering;
    QLabel *m_failing;
    QLabel *m_registry;
    QLabel *m_clock;
    QActionGroup *m_themes;
    QActionGroup *m_intervals;
    QAction *m_demo;
    QAction *m_about;
    QTimer m_clockTimer;
};

} // namespace streamkeeper
