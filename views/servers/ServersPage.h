#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/ClusterState.h"
#include "models/tables/ServerTableModel.h"
#include "views/common/Page.h"

#include <QJsonObject>

class QAction;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace streamkeeper {

/// The Media servers page: every server with its live state, and what can be done with it.
class ServersPage : public Page
{
    Q_OBJECT

public:
    /// `addServer` is the window's action: one deed, one action.
    ServersPage(FleetState &fleet, ClusterState &clusters, Clock clock, QAction *addServer,
                QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    void selectServer(const ServerId &server);
    [[nodiscard]] ServerId currentServer() const;
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] QAction *removeAction() const { return m_remove; }
    [[nodiscard]] QAction *openAction() const { return m_open; }

Q_SIGNALS:
    void adoptRequested(const streamkeeper::ServerId &server);
    void pollRequested(const streamkeeper::ServerId &server);
    void removeRequested(const streamkeeper::ServerId &server);
    void streamsRequested(const streamkeeper::ServerId &server);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *makeAction(const QString &text, const QString &toolTip,
                        void (ServersPage::*signal)(const ServerId &));
    void updateActions();
    void redrawIcons();

    FleetState &m_fleet;
    ClusterState &m_clusters;
    ServerTableModel m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QLabel *m_problem;
    QPushButton *m_addButton;
    QAction *m_open;
    QAction *m_adopt;
    QAction *m_poll;
    QAction *m_remove;
    QAction *m_streams;
};

} // namespace streamkeeper
