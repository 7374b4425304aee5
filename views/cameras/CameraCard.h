#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/ClusterState.h"
#include "models/rules/StreamActionRule.h"
#include "models/texts/CameraTexts.h"
#include "views/cameras/CameraForm.h"
#include "views/common/CardEditor.h"
#include "views/common/Page.h"

#include <QJsonObject>
#include <QTimer>

#include <array>
#include <memory>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QTabWidget;

namespace streamkeeper {

class CameraPairActions;
class CameraStreamPlace;
class CardHeader;
class CopyField;
class EventTable;

/// The page of one camera: settings, and its streams with everything that is known of them, live. Shows
/// the camera that showCamera() names; what was typed for another one is kept until one comes back to it.
class CameraCard : public Page
{
    Q_OBJECT

public:
    enum Tab { GeneralTab, StreamsTab, EventsTab };

    CameraCard(FleetState &fleet, ClusterState &clusters, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    void showSubject(const QUuid &subject) override;
    [[nodiscard]] bool hasSubject(const QUuid &subject) const override;

    void showCamera(const CameraId &camera);
    [[nodiscard]] const CameraId &camera() const { return m_editor->id(); }
    /// The stream shown of a quality; null if there is none.
    [[nodiscard]] StreamId stream(Quality quality) const;
    /// How the save that was asked for ended.
    void finishSaving(const CameraId &camera, const Result<void> &result);

    /// What is known of its network device; shown until another camera is.
    /// `addObstacle`: why no stream can be added by hand now; empty: it can.
    void showProvisioning(const QString &reservation, bool hasDevice, const QString &addObstacle);

    [[nodiscard]] bool hasUnsavedChanges() const override { return m_editor->hasUnsavedChanges(); }
    [[nodiscard]] QTabWidget *tabs() { return m_tabs; }
    [[nodiscard]] EventTable *events() { return m_events; }

    /// Tab and scroll position, for going back.
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

Q_SIGNALS:
    /// A null optional keeps the stored ONVIF password, an empty one removes it.
    void saveRequested(const streamkeeper::Camera &camera,
                       const std::optional<streamkeeper::SecretText> &onvifPassword);
    void addStreamRequested(const streamkeeper::CameraId &camera, streamkeeper::Quality quality);
    /// `rows` of the fleet: the stream that is shown.
    void streamActionRequested(streamkeeper::StreamAction action, const std::vector<int> &rows);
    void splitRequested(const streamkeeper::CameraId &camera);
    void activationRequested(const std::vector<streamkeeper::CameraId> &cameras,
                             streamkeeper::Activation activation);
    /// Its network device is wanted.
    void deviceRequested(const streamkeeper::CameraId &camera);
    /// What is shown may be another camera, or other than before.
    void shown(const streamkeeper::CameraId &camera);
    /// With another one, which is to be asked for.
    void joinRequested(const streamkeeper::CameraId &camera);
    void addressSaveRequested(const streamkeeper::StreamId &stream,
                              const streamkeeper::StreamAddress &address, int seenRevision);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildGeneral();
    QWidget *buildStreams();
    void connectEditor(ChangeBar &bar);
    void offerGroups();
    void refresh();
    void refreshStreams();

    FleetState &m_fleet;
    ClusterState &m_clusters;
    Clock m_clock;
    QString m_name;        ///< also of one that is gone
    bool m_isStale = true; ///< hidden pages only remember that they are
    QTimer m_refreshTimer; ///< many rows change at once
    QTimer m_ticks;        ///< ages go on without polls

    QStackedLayout *m_layers;
    QLabel *m_gone;
    CardHeader *m_header;
    CameraPairActions *m_pairActions;
    CopyField *m_id;
    QTabWidget *m_tabs;
    QScrollArea *m_streamsScroll;
    EventTable *m_events;
    CameraForm *m_form;
    std::array<CameraStreamPlace *, 2> m_streams;
    std::unique_ptr<CardEditor<Camera, CameraForm>> m_editor;
};

} // namespace streamkeeper
