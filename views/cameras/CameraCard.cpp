#include "views/cameras/CameraCard.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/cameras/CameraStreamPlace.h"
#include "views/common/CardHeader.h"
#include "views/common/ContentArea.h"
#include "views/common/CopyField.h"
#include "views/common/EventTable.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"
#include "views/streams/CameraPairActions.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTabWidget>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

StreamStatus markOf(CameraStatus status)
{
    switch (status) {
    case CameraStatus::Empty:
        return StreamStatus::Empty;
    case CameraStatus::Initialization:
        return StreamStatus::Initialization;
    case CameraStatus::Active:
        return StreamStatus::Active;
    case CameraStatus::Idle:
        return StreamStatus::Idle;
    case CameraStatus::PartiallyActive:
    case CameraStatus::Inactive:
        break;
    }
    return StreamStatus::Inactive;
}

} // namespace

CameraCard::CameraCard(FleetState &fleet, ClusterState &clusters, Clock clock, QWidget *parent)
    : Page(Identity{"camera", nullptr, "streams"}, parent)
    , m_fleet(fleet)
    , m_clusters(clusters)
    , m_clock(std::move(clock))
{
    m_layers = new QStackedLayout(this);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new CardHeader(content);
    m_id = new CopyField(tr("Id of the camera"), m_header);
    m_header->addDetail(m_id);
    layout->addWidget(m_header);
    m_pairActions = new CameraPairActions(fleet, CameraPairActions::Other::Asked, this, this);
    for (QAction *action : {m_pairActions->split(), m_pairActions->join()})
        m_header->addAction(action);
    connect(m_pairActions, &CameraPairActions::splitRequested, this, &CameraCard::splitRequested);
    connect(m_pairActions, &CameraPairActions::joinRequested, this, &CameraCard::joinRequested);
    m_tabs = new QTabWidget(content);
    m_tabs->setObjectName(u"cameraTabs"_s);
    m_tabs->addTab(buildGeneral(), tr("General data"));
    m_tabs->addTab(buildStreams(), tr("Video Streams"));
    m_events = new EventTable(EventTable::Form::OfOne, m_clock, m_tabs);
    m_tabs->addTab(m_events, tr("Events"));
    connect(m_events, &EventTable::serverActivated, this, &CameraCard::serverActivated);
    layout->addWidget(m_tabs, 1);
    auto *bar = new ChangeBar(content);
    layout->addWidget(bar);
    m_layers->addWidget(content);
    m_gone = sentenceLabel({}, this);
    m_gone->setObjectName(u"cameraGone"_s);
    m_gone->setAlignment(Qt::AlignCenter);
    m_gone->setProperty("muted", true);
    m_layers->addWidget(m_gone);
    connectEditor(*bar);
    connect(&clusters, &ClusterState::changed, this, &CameraCard::offerGroups);
    offerGroups();
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(100));
    connect(&m_refreshTimer, &QTimer::timeout, this, &CameraCard::refresh);
    const auto note = [this] {
        m_isStale = true;
        if (isVisible() && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&fleet, &FleetState::rowsChanged, this, note);
    connect(&fleet, &FleetState::serversChanged, this, note);
    connect(&fleet, &FleetState::structureChanged, this, note);
    m_ticks.setInterval(std::chrono::seconds(1));
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        if (isVisible() && m_tabs->currentIndex() == StreamsTab)
            refresh();
    });
    m_ticks.start();
}

QWidget *CameraCard::buildGeneral()
{
    auto *scroll = new ContentArea(this);
    auto *body = new QWidget(scroll);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 14, 16, 14);
    m_form = new CameraForm(body);
    m_form->setMaximumWidth(1200); // wider than this, labels and fields lose each other
    layout->addWidget(m_form);
    layout->addStretch(1);
    connect(m_form, &CameraForm::activationRequested, this,
            [this](Activation activation) { Q_EMIT activationRequested({m_editor->id()}, activation); });
    connect(m_form, &CameraForm::deviceRequested, this, [this] { Q_EMIT deviceRequested(m_editor->id()); });
    scroll->setContents(body);
    return scroll;
}

QWidget *CameraCard::buildStreams()
{
    auto *scroll = new ContentArea(this);
    m_streamsScroll = scroll;
    auto *body = new QWidget(m_streamsScroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(16, 14, 16, 14);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(16);
    column->addLayout(layout);
    column->addStretch(1);
    for (const Quality quality : {Quality::High, Quality::Low}) {
        auto *place = new CameraStreamPlace(m_fleet, quality, m_clock, body);
        m_streams[size_t(quality)] = place;
        layout->addWidget(place, 1);
        connect(place, &CameraStreamPlace::serverActivated, this, &CameraCard::serverActivated);
        connect(place, &CameraStreamPlace::troubleActivated, this, &CameraCard::troubleActivated);
        connect(place, &CameraStreamPlace::actionRequested, this, &CameraCard::streamActionRequested);
        connect(place, &CameraStreamPlace::activationRequested, this, &CameraCard::activationRequested);
        connect(place, &CameraStreamPlace::addressSaveRequested, this, &CameraCard::addressSaveRequested);
        connect(place, &CameraStreamPlace::addRequested, this,
                [this, quality] { Q_EMIT addStreamRequested(m_editor->id(), quality); });
    }
    scroll->setContents(body);
    return m_streamsScroll;
}

void CameraCard::connectEditor(ChangeBar &bar)
{
    m_editor = std::make_unique<CardEditor<Camera, CameraForm>>(
        *this, *m_form, bar, [this](const CameraId &camera) { return m_fleet.camera(camera); },
        [this](const Camera &camera, const std::optional<SecretText> &onvifPassword) {
            Q_EMIT saveRequested(camera, onvifPassword);
        });
}

StreamId CameraCard::stream(Quality quality) const
{
    const int row = rowsOfCamera(m_fleet, m_editor->id()).of(quality);
    return row < 0 ? StreamId() : m_fleet.row(row).id;
}

void CameraCard::offerGroups()
{
    QList<std::pair<ServerGroupId, QString>> groups;
    for (const ServerGroup &group : m_clusters.groups())
        groups.append({group.id, group.name});
    m_form->setServerGroups(groups);
}

void CameraCard::showCamera(const CameraId &camera)
{
    if (m_editor->show(camera)) {
        m_name.clear();
        m_events->setFilter({.camera = camera});
    }
    refresh();
}

void CameraCard::refresh()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    const Camera *camera = m_fleet.camera(m_editor->id());
    m_layers->setCurrentIndex(camera ? 0 : 1);
    if (!camera) {
        m_gone->setText(m_name.isEmpty() ? tr("This camera is not in the registry.")
                                         : tr("The camera %1 is not in the registry any more.").arg(m_name));
        return;
    }
    m_name = camera->name;
    m_editor->update();
    m_header->setTitle(camera->name);
    m_id->setText(camera->id.toString());
    QStringList about;
    for (const QString &part : {camera->location, camera->ipAddress}) {
        if (!part.isEmpty())
            about.append(part);
    }
    about.append(tr("added: %1").arg(texts::addition(camera->addition)));
    if (camera->createdAt.isValid())
        about.append(tr("created %1").arg(format::moment(camera->createdAt.toMSecsSinceEpoch())));
    m_header->setSubtitle(about.join(u" · "_s));
    refreshStreams();
    Q_EMIT shown(camera->id);
}

void CameraCard::showProvisioning(const QString &reservation, bool hasDevice, const QString &addObstacle)
{
    const Camera *camera = m_fleet.camera(m_editor->id());
    if (!camera)
        return;
    m_form->showProvisioning(camera->addition == Addition::Auto, camera->activation, reservation, hasDevice);
    for (CameraStreamPlace *place : m_streams)
        place->setAddObstacle(addObstacle);
}

void CameraCard::refreshStreams()
{
    const CameraRows rows = rowsOfCamera(m_fleet, m_editor->id());
    const qint64 now = m_clock.nowMs();
    bool isStale = false;
    for (const Quality quality : {Quality::High, Quality::Low}) {
        const int row = rows.of(quality);
        m_streams[size_t(quality)]->showRow(row, now);
        if (row < 0)
            continue;
        isStale = isStale || m_fleet.row(row).isStale;
    }
    std::vector<int> chosen{rows.rows.begin(), rows.rows.end()};
    std::erase(chosen, -1);
    m_pairActions->setRows(std::move(chosen));
    const CameraStatus status = statusOfCamera(m_fleet, rows);
    const QString word = isStale
                             ? tr("%1 · stale", "camera status of the past").arg(texts::cameraStatus(status))
                             : texts::cameraStatus(status);
    if (status == CameraStatus::PartiallyActive)
        m_header->status()->setPartial(word, isStale);
    else
        m_header->status()->setStatus(markOf(status), word, isStale);
    m_header->status()->setToolTip(texts::cameraStatusStory(status));
}

void CameraCard::finishSaving(const CameraId &id, const Result<void> &result)
{
    m_editor->finishSaving(id, result);
    refresh();
}

QJsonObject CameraCard::viewState() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"scroll"_s, m_streamsScroll->verticalScrollBar()->value()}};
}

void CameraCard::setViewState(const QJsonObject &state)
{
    m_tabs->setCurrentIndex(state[u"tab"].toInt());
    m_streamsScroll->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

void CameraCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

QString CameraCard::placeName(const QUuid &subject) const
{
    const Camera *camera = m_fleet.camera(CameraId(subject));
    return camera ? tr("camera %1").arg(camera->name) : tr("a camera that is gone");
}

void CameraCard::takeFocus()
{
    m_tabs->setFocus();
}

void CameraCard::showSubject(const QUuid &subject)
{
    showCamera(CameraId(subject));
}

bool CameraCard::hasSubject(const QUuid &subject) const
{
    return m_fleet.camera(CameraId(subject));
}

} // namespace streamkeeper
