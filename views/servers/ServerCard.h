#pragma once

#include "models/domain/Clock.h"
#include "models/domain/SecretText.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "views/common/CardEditor.h"
#include "views/common/Page.h"
#include "views/servers/ConnectionOutcome.h"
#include "views/servers/ServerForm.h"

#include <QJsonObject>
#include <QTimer>

#include <memory>

class QAction;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTabWidget;

namespace streamkeeper {

class CardHeader;
class EventTable;
class ServerLoadTab;
class ServerStreamsTab;

/// The page of one media server: settings, its cameras, its load, live. Shows the server that
/// showServer() names; what was typed for another one is kept until one comes back to it.
class ServerCard : public Page
{
    Q_OBJECT

public:
    enum Tab { GeneralTab, CamerasTab, LoadTab, EventsTab };

    ServerCard(FleetState &fleet, ClusterState &clusters, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    void showSubject(const QUuid &subject) override;
    [[nodiscard]] bool hasSubject(const QUuid &subject) const override;

    void showServer(const ServerId &server);
    [[nodiscard]] const ServerId &server() const { return m_editor->id(); }

    /// Where the registry's key is exported to.
    [[nodiscard]] QString keyTarget() const;
    void setKeyTarget(const QString &target);
    void showTesting();
    void showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort, quint16 hlsPort,
                     bool mediaUsesTls);
    void showFailure(const QString &sentence,
                     const std::optional<ConnectionOutcome::CertificateView> &certificate, bool canAddAnyway);
    /// How the save that was asked for ended.
    void finishSaving(const ServerId &server, const Result<void> &result);

    [[nodiscard]] bool hasUnsavedChanges() const override { return m_editor->hasUnsavedChanges(); }
    [[nodiscard]] QTabWidget *tabs() { return m_tabs; }
    [[nodiscard]] ServerStreamsTab *streams() { return m_streams; }
    [[nodiscard]] EventTable *events() { return m_events; }
    [[nodiscard]] ServerLoadTab *load() { return m_load; }

    /// Tab, selection and scroll position, for going back.
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

Q_SIGNALS:
    /// Another server is shown.
    void serverShown(const streamkeeper::ServerId &server);
    void saveRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);
    void testRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);
    void testCancelled();
    void pollRequested(const streamkeeper::ServerId &server);
    void adoptRequested(const streamkeeper::ServerId &server);
    void removeRequested(const streamkeeper::ServerId &server);
    void streamsRequested(const streamkeeper::ServerId &server);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildHeader();
    QWidget *buildGeneral();
    QAction *makeAction(const QString &text, const QString &toolTip,
                        void (ServerCard::*signal)(const ServerId &));
    void connectEditor();
    void connectTest();
    void refresh();
    void refreshMembership();
    void refreshHeader(const FleetServer &server);
    void cancelTest();
    void updateTestButton();
    void redrawIcons();
    [[nodiscard]] const FleetServer *find() const;

    FleetState &m_fleet;
    ClusterState &m_clusters;
    Clock m_clock;
    QString m_name;        ///< also of one that is gone
    bool m_isStale = true; ///< hidden pages only remember that they are
    bool m_isTesting = false;
    QTimer m_ticks; ///< ages go on without polls

    QStackedLayout *m_layers;
    QLabel *m_gone;
    CardHeader *m_header;
    QTabWidget *m_tabs;
    ServerForm *m_form;
    QLabel *m_membership; ///< cluster and groups as links; only where there are some
    QLabel *m_lockNote;
    QPushButton *m_test;
    ConnectionOutcome *m_outcome;
    ChangeBar *m_bar;
    ServerStreamsTab *m_streams;
    ServerLoadTab *m_load;
    EventTable *m_events;
    QAction *m_poll;
    QAction *m_adopt;
    QAction *m_showStreams;
    QAction *m_remove;
    std::unique_ptr<CardEditor<MediaServer, ServerForm>> m_editor;
};

} // namespace streamkeeper
