#include "views/servers/ServerCard.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/charts/ChartScale.h"
#include "views/common/CardHeader.h"
#include "views/common/EventTable.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"
#include "views/servers/ServerLoadTab.h"
#include "views/servers/ServerStreamsTab.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabWidget>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServerCard::ServerCard(FleetState &fleet, ClusterState &clusters, Clock clock, QWidget *parent)
    : Page(Identity{"server", nullptr, "servers"}, parent)
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
    layout->addWidget(m_header);
    buildHeader();
    m_tabs = new QTabWidget(content);
    m_tabs->setObjectName(u"serverTabs"_s);
    m_streams = new ServerStreamsTab(fleet, m_clock, m_tabs);
    m_load = new ServerLoadTab(m_tabs);
    m_tabs->addTab(buildGeneral(), tr("General data"));
    m_tabs->addTab(m_streams, tr("Cameras"));
    m_tabs->addTab(m_load, tr("Load"));
    m_events = new EventTable(EventTable::Form::OfOne, m_clock, m_tabs);
    m_tabs->addTab(m_events, tr("Events"));
    layout->addWidget(m_tabs, 1);
    m_bar = new ChangeBar(content);
    layout->addWidget(m_bar);
    m_layers->addWidget(content);
    m_gone = sentenceLabel({}, this);
    m_gone->setObjectName(u"serverGone"_s);
    m_gone->setAlignment(Qt::AlignCenter);
    m_gone->setProperty("muted", true);
    m_layers->addWidget(m_gone);
    connectEditor();
    connectTest();
    connect(m_streams, &ServerStreamsTab::cameraActivated, this, &ServerCard::cameraActivated);
    connect(m_streams, &ServerStreamsTab::serverActivated, this, &ServerCard::serverActivated);
    connect(m_events, &EventTable::cameraActivated, this, &ServerCard::cameraActivated);
    connect(&clusters, &ClusterState::changed, this, &ServerCard::refresh);
    connect(&fleet, &FleetState::serversChanged, this, &ServerCard::refresh);
    connect(&fleet, &FleetState::structureChanged, this, &ServerCard::refresh);
    m_ticks.setInterval(std::chrono::seconds(1));
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        const FleetServer *server = isVisible() ? find() : nullptr;
        if (server)
            refreshHeader(*server);
    });
    m_ticks.start();
    redrawIcons();
}

void ServerCard::buildHeader()
{
    m_poll = makeAction(tr("Poll now"), tr("Ask this server now"), &ServerCard::pollRequested);
    m_adopt = makeAction(tr("Adopt streams…"), tr("Take unmanaged streams into the registry"),
                         &ServerCard::adoptRequested);
    m_showStreams =
        makeAction(tr("Show streams"), tr("Show the streams of this server in the table of all streams"),
                   &ServerCard::streamsRequested);
    m_remove =
        makeAction(tr("Remove…"), tr("Remove this server from the registry"), &ServerCard::removeRequested);
    for (QAction *action : {m_poll, m_adopt, m_showStreams, m_remove})
        m_header->addAction(action);
}

QAction *ServerCard::makeAction(const QString &text, const QString &toolTip,
                                void (ServerCard::*signal)(const ServerId &))
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    connect(action, &QAction::triggered, this, [this, signal] { Q_EMIT(this->*signal)(m_editor->id()); });
    return action;
}

QWidget *ServerCard::buildGeneral()
{
    auto *scroll = new QScrollArea(m_tabs);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(scroll);
    scroll->setWidget(body);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    m_membership = new QLabel(body);
    m_membership->setObjectName(u"serverMembership"_s);
    m_membership->setTextFormat(Qt::RichText); // names are escaped
    m_membership->setWordWrap(true);
    m_membership->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_membership, &QLabel::linkActivated, this, [this](const QString &link) {
        const QUuid id = QUuid::fromString(link.section(u':', 1));
        if (link.startsWith(u"cluster:"))
            Q_EMIT clusterActivated(ClusterId(id));
        else
            Q_EMIT groupActivated(ServerGroupId(id));
    });
    layout->addWidget(m_membership);
    m_lockNote = sentenceLabel({}, body);
    m_lockNote->setObjectName(u"lockNote"_s);
    m_lockNote->setProperty("muted", true);
    layout->addWidget(m_lockNote);
    m_form = new ServerForm(ServerForm::Purpose::Card, body);
    m_form->setMaximumWidth(1200); // wider than this, labels and fields lose each other
    layout->addWidget(m_form);
    m_test = new QPushButton(tr("Test connection"), body);
    m_test->setToolTip(tr("Ask the server with what stands here, without saving"));
    layout->addWidget(m_test, 0, Qt::AlignLeft);
    m_outcome = new ConnectionOutcome(body);
    layout->addWidget(m_outcome);
    layout->addStretch(1);
    return scroll;
}

void ServerCard::connectEditor()
{
    m_editor = std::make_unique<CardEditor<MediaServer, ServerForm>>(
        *this, *m_form, *m_bar, [this](const ServerId &server) { return m_fleet.mediaServer(server); },
        [this](const MediaServer &server, const SecretText &secret) {
            cancelTest();
            Q_EMIT saveRequested(server, secret);
        });
}

void ServerCard::connectTest()
{
    connect(m_form, &ServerForm::edited, this, &ServerCard::updateTestButton);
    connect(m_form, &ServerForm::connectionEdited, this, &ServerCard::cancelTest);
    connect(m_bar, &ChangeBar::revertRequested, this, &ServerCard::cancelTest);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_isTesting)
            cancelTest();
        else
            Q_EMIT testRequested(m_form->value(), m_form->secret());
    });
    connect(m_outcome, &ConnectionOutcome::certificateAccepted, this, [this](const QByteArray &sha256) {
        m_form->pinCertificate(sha256);
        Q_EMIT testRequested(m_form->value(), m_form->secret());
    });
}

const FleetServer *ServerCard::find() const
{
    return m_fleet.server(m_editor->id());
}

void ServerCard::showServer(const ServerId &server)
{
    if (m_editor->show(server)) {
        cancelTest();
        m_name.clear();
        m_streams->setServer(server);
        m_events->setFilter({.server = server});
        Q_EMIT serverShown(server);
    }
    refresh();
}

void ServerCard::refresh()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    const FleetServer *server = find();
    m_layers->setCurrentIndex(server ? 0 : 1);
    if (!server) {
        m_gone->setText(m_name.isEmpty()
                            ? tr("This media server is not in the registry.")
                            : tr("The media server %1 is not in the registry any more.").arg(m_name));
        return;
    }
    m_name = server->server.name;
    m_editor->update();
    const int streams = m_streams->model().mainCount();
    int managed = 0;
    for (const int row : server->rows)
        managed += m_fleet.row(row).isManaged() ? 1 : 0;
    refreshMembership();
    m_form->setStreamCount(managed);
    m_lockNote->setVisible(managed > 0);
    m_lockNote->setText(
        tr("%n stream(s) are on this server: fields in grey can be changed when there are none.", nullptr,
           managed));
    refreshHeader(*server);
    const qint64 nowMs = m_clock.nowMs();
    m_load->showServer(*server, streams,
                       m_fleet.watch().unheard(server->server.id, {nowMs - lengthMs(ChartSpan::Week), nowMs}),
                       nowMs);
    updateTestButton();
}

void ServerCard::refreshMembership()
{
    const Cluster *cluster = m_clusters.clusterOf(m_editor->id());
    m_form->setCluster(cluster);
    m_remove->setEnabled(!cluster);
    m_remove->setToolTip(cluster
                             ? format::plainToolTip(tr("It is in the cluster %1. Take it out of the cluster "
                                                       "first, or delete the cluster.")
                                                        .arg(cluster->name))
                             : tr("Remove this server from the registry"));
    m_membership->setVisible(cluster);
    if (!cluster)
        return;
    const auto link = [this](const QString &kind, const QUuid &id, const QString &name) {
        return u"<a href=\"%1:%2\" style=\"color: %3\">%4</a>"_s.arg(
            kind, id.toString(QUuid::WithoutBraces), tokensOf(palette()).accent.name(), name.toHtmlEscaped());
    };
    const QString name = link(u"cluster"_s, cluster->id.uuid(), cluster->name);
    QStringList parts{cluster->mainServer == m_editor->id()
                          ? tr("Cluster: %1 (main server)").arg(name)
                          : tr("Cluster: %1 (additional server)").arg(name)};
    QStringList groups;
    for (const ServerGroup *group : m_clusters.groupsOf(cluster->id))
        groups.append(link(u"group"_s, group->id.uuid(), group->name));
    if (!groups.isEmpty())
        parts.append(tr("Server groups: %1").arg(groups.join(u", "_s)));
    m_membership->setText(parts.join(u" · "_s));
}

void ServerCard::refreshHeader(const FleetServer &server)
{
    const qint64 now = m_clock.nowMs();
    const MediaServer &settings = server.server;
    m_header->setTitle(settings.name);
    const ServerHistory &history = server.history;
    const bool isKnownState = history.sinceMs() > 0;
    if (server.failure) {
        m_header->status()->setStatus(
            StreamStatus::Inactive,
            isKnownState && !history.isAnswering()
                ? tr("Does not answer since %1").arg(format::moment(history.sinceMs()))
                : tr("Does not answer"));
        m_header->setSubtitle(server.failure->error.message, true);
        return;
    }
    const bool isAnswering = server.snapshot && !server.isStale();
    m_header->status()->setStatus(isAnswering ? StreamStatus::Active : StreamStatus::Initialization,
                                  !isAnswering ? tr("Waiting for the first answer")
                                  : isKnownState && history.isAnswering()
                                      ? tr("Answers since %1").arg(format::moment(history.sinceMs()))
                                      : tr("Answers"));
    const QString polled = server.snapshot
                               ? tr("polled %1").arg(format::age(server.snapshot->polledAtMs, now))
                               : tr("not polled yet");
    const QString active = settings.isActive ? tr("takes new streams") : tr("takes no new streams");
    m_header->setSubtitle(QStringList{texts::serverType(settings.type), active, polled}.join(u" · "_s));
}

void ServerCard::finishSaving(const ServerId &id, const Result<void> &result)
{
    m_editor->finishSaving(id, result);
    refresh();
}

void ServerCard::cancelTest()
{
    const bool wasTesting = std::exchange(m_isTesting, false);
    m_outcome->clear();
    updateTestButton();
    if (wasTesting)
        Q_EMIT testCancelled();
}

void ServerCard::updateTestButton()
{
    const QString problem = m_form->problem();
    m_test->setText(m_isTesting ? tr("Stop the test") : tr("Test connection"));
    m_test->setEnabled(m_isTesting || problem.isEmpty());
    m_test->setToolTip(format::plainToolTip(
        problem.isEmpty() ? tr("Ask the server with what stands here, without saving") : problem));
}

QString ServerCard::keyTarget() const
{
    return m_form->keyTarget();
}

void ServerCard::setKeyTarget(const QString &target)
{
    m_form->setKeyTarget(target);
}

void ServerCard::showTesting()
{
    m_isTesting = true;
    m_outcome->showProgress();
    updateTestButton();
}

void ServerCard::showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort,
                             quint16 hlsPort, bool mediaUsesTls)
{
    if (!std::exchange(m_isTesting, false))
        return; // late: it is about something else
    m_outcome->showSuccess(sentence, notes);
    m_form->takeFacts(rtspPort, hlsPort, mediaUsesTls);
    updateTestButton();
}

void ServerCard::showFailure(const QString &sentence,
                             const std::optional<ConnectionOutcome::CertificateView> &certificate, bool)
{
    if (!std::exchange(m_isTesting, false))
        return;
    m_outcome->showFailure(sentence, certificate);
    updateTestButton();
}

QJsonObject ServerCard::viewState() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"streams"_s, m_streams->viewState()}};
}

void ServerCard::setViewState(const QJsonObject &state)
{
    m_tabs->setCurrentIndex(state[u"tab"].toInt());
    m_streams->setViewState(state[u"streams"].toObject());
}

void ServerCard::redrawIcons()
{
    const QColor color = tokensOf(palette()).text;
    m_poll->setIcon(themedIcon(u"refresh"_s, color));
    m_adopt->setIcon(themedIcon(u"adopt"_s, color));
    m_showStreams->setIcon(themedIcon(u"streams"_s, color));
    m_remove->setIcon(themedIcon(u"trash"_s, color));
}

void ServerCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

void ServerCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

QString ServerCard::placeName(const QUuid &subject) const
{
    const FleetServer *server = m_fleet.server(ServerId(subject));
    return server ? tr("media server %1").arg(server->server.name) : tr("a media server that is gone");
}

void ServerCard::takeFocus()
{
    m_tabs->setFocus();
}

void ServerCard::showSubject(const QUuid &subject)
{
    showServer(ServerId(subject));
}

bool ServerCard::hasSubject(const QUuid &subject) const
{
    return m_fleet.server(ServerId(subject));
}

} // namespace streamkeeper
