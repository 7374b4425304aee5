#include "views/shell/MainWindow.h"

#include "models/fleet/Formatting.h"
#include "views/cameras/CameraCard.h"
#include "views/clusters/ClustersPage.h"
#include "views/clusters/RecordTable.h"
#include "views/exchange/ExchangeActions.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServersPage.h"
#include "views/share/ShareLinksPage.h"
#include "views/shell/HealthLine.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// The words for places in the saved state.
constexpr std::array<QByteArrayView, 7> placeWords{"streams", "servers", "activity", "clusters",
                                                   "links",   "server",  "camera"};

} // namespace

MainWindow::MainWindow(FleetState &fleet, ClusterState &clusters, QWidget *parent)
    : QMainWindow(parent)
    , m_fleet(fleet)
    , m_clusters(clusters)
{
    setWindowTitle(u"Streamkeeper"_s);
    setWindowIcon(QIcon(u":/icons/streamkeeper.svg"_s));
    // Whole on the screen, whichever it is; what the operator chose last comes later.
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(20, 40)));
    createPages();
    createNavigationActions();
    auto *center = new QWidget(this);
    auto *row = new QHBoxLayout(center);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildNavigation());
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    m_registryNotice = new NoticeBar(center);
    m_vaultNotice = new NoticeBar(center);
    column->addWidget(m_registryNotice);
    column->addWidget(m_vaultNotice);
    column->addWidget(m_stack, 1);
    m_batchBar = new BatchBar(center);
    column->addWidget(m_batchBar);
    row->addLayout(column, 1);
    setCentralWidget(center);
    buildMenus();
    m_healthLine = new HealthLine(fleet, this);
    setStatusBar(m_healthLine);
    connect(m_navigation, &QListWidget::currentRowChanged, this, [this](int row) { showPlace(Place(row)); });
    // On a card its list is current already: a click leads there all the same.
    connect(m_navigation, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { showPlace(Place(m_navigation->row(item))); });
    connect(&fleet, &FleetState::serversChanged, this, &MainWindow::restoreLastPlace);
    connect(&fleet, &FleetState::serversChanged, this, &MainWindow::updateNavigation);
    showPlace(StreamsPlace);
    qApp->installEventFilter(this);
    redrawIcons();
}

void MainWindow::createPages()
{
    m_streams = new StreamsPage(m_fleet, this);
    m_exchange = new ExchangeActions(*m_streams);
    m_servers = new ServersPage(m_fleet, m_clusters, m_streams->addServerAction(), this);
    m_activity = new ActivityPage(this);
    m_clustersPage = new ClustersPage(m_fleet, m_clusters, this);
    m_shareLinks = new ShareLinksPage(this);
    m_serverCard = new ServerCard(m_fleet, m_clusters, this);
    m_cameraCard = new CameraCard(m_fleet, m_clusters, this);
    m_stack = new QStackedWidget(this);
    for (QWidget *page : {static_cast<QWidget *>(m_streams), static_cast<QWidget *>(m_servers),
                          static_cast<QWidget *>(m_activity), static_cast<QWidget *>(m_clustersPage),
                          static_cast<QWidget *>(m_shareLinks), static_cast<QWidget *>(m_serverCard),
                          static_cast<QWidget *>(m_cameraCard)})
        m_stack->addWidget(page);
    connect(m_streams, &StreamsPage::cameraActivated, this, &MainWindow::openCamera);
    connect(m_servers, &ServersPage::openRequested, this, &MainWindow::openServer);
    connect(m_serverCard, &ServerCard::serverActivated, this, &MainWindow::openServer);
    connect(m_serverCard, &ServerCard::cameraActivated, this, &MainWindow::openCamera);
    connect(m_serverCard, &ServerCard::clusterActivated, this, &MainWindow::openCluster);
    connect(m_serverCard, &ServerCard::groupActivated, this, &MainWindow::openServerGroup);
    connect(m_cameraCard, &CameraCard::serverActivated, this, &MainWindow::openServer);
}

void MainWindow::createNavigationActions()
{
    m_back = new QAction(tr("Back"), this);
    m_back->setShortcuts({QKeyCombination(Qt::AltModifier, Qt::Key_Left), QKeySequence(Qt::Key_Back)});
    m_forward = new QAction(tr("Forward"), this);
    m_forward->setShortcuts({QKeyCombination(Qt::AltModifier, Qt::Key_Right), QKeySequence(Qt::Key_Forward)});
    connect(m_back, &QAction::triggered, this, &MainWindow::goBack);
    connect(m_forward, &QAction::triggered, this, &MainWindow::goForward);
}

QWidget *MainWindow::buildNavigation()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *steps = new QWidget(side);
    steps->setObjectName(u"steps"_s);
    steps->setAttribute(Qt::WA_StyledBackground);
    auto *stepsLayout = new QHBoxLayout(steps);
    stepsLayout->setContentsMargins(10, 8, 8, 0);
    stepsLayout->setSpacing(2);
    for (QAction *action : {m_back, m_forward}) {
        auto *button = new QToolButton(steps);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::TabFocus);
        stepsLayout->addWidget(button);
    }
    stepsLayout->addStretch(1);
    layout->addWidget(steps);
    m_navigation = new QListWidget(side);
    m_navigation->setObjectName(u"navigation"_s);
    m_navigation->setAccessibleName(tr("Places"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setIconSize({16, 16});
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->addItem(tr("Video Streams"));
    m_navigation->addItem(tr("Media servers"));
    m_navigation->addItem(tr("Activity"));
    m_navigation->addItem(tr("Clusters"));
    m_navigation->addItem(tr("Share links"));
    layout->addWidget(m_navigation, 1);
    // As wide as the longest word of the language asks, beside the room that the style leaves around it.
    m_navigation->ensurePolished();
    constexpr int room = 48;
    side->setFixedWidth(qMax(170, m_navigation->sizeHintForColumn(0) + room));
    return side;
}

void MainWindow::showPlace(Place place)
{
    visit({place, {}});
}

void MainWindow::openServer(const ServerId &server)
{
    if (!server.isNull())
        visit({ServerCardPlace, server.uuid()});
}

void MainWindow::openCamera(const CameraId &camera)
{
    if (!camera.isNull())
        visit({CameraCardPlace, camera.uuid()});
}

void MainWindow::openCluster(const ClusterId &cluster)
{
    showPlace(ClustersPlace);
    m_clustersPage->selectCluster(cluster);
}

void MainWindow::openServerGroup(const ServerGroupId &group)
{
    showPlace(ClustersPlace);
    m_clustersPage->selectGroup(group);
}

void MainWindow::visit(const Location &location)
{
    m_lastPlace.reset(); // whoever goes somewhere is not sent away later
    if (!m_history.isEmpty() && m_history.current().location == location)
        return;
    leave();
    m_history.visit(location);
    arrive();
}

void MainWindow::goBack()
{
    if (!m_history.behind())
        return;
    leave();
    m_history.goBack();
    arrive();
}

void MainWindow::goForward()
{
    if (!m_history.ahead())
        return;
    leave();
    m_history.goForward();
    arrive();
}

void MainWindow::leave()
{
    if (!m_history.isEmpty())
        m_history.setCurrentState(stateOf(currentPlace()));
}

void MainWindow::arrive()
{
    const NavigationHistory::Entry entry = m_history.current();
    const auto place = Place(entry.location.place);
    if (place == ServerCardPlace)
        m_serverCard->showServer(ServerId(entry.location.subject));
    else if (place == CameraCardPlace)
        m_cameraCard->showCamera(CameraId(entry.location.subject));
    QWidget *page = pageOf(place);
    const bool hadFocus = m_stack->currentWidget()->isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(page);
    setStateOf(place, entry.state);
    if (hadFocus) // the keyboard goes along
        focusPlace(place);
    // A card belongs to the list that it is opened from.
    const int row = place == ServerCardPlace ? ServersPlace : place == CameraCardPlace ? StreamsPlace : place;
    const QSignalBlocker blocker(m_navigation);
    m_navigation->setCurrentRow(row);
    updateNavigation();
}

void MainWindow::focusPlace(Place place)
{
    switch (place) {
    case StreamsPlace:
        m_streams->table()->setFocus();
        return;
    case ServersPlace:
        m_servers->table()->setFocus();
        return;
    case ActivityPlace:
        m_activity->table()->setFocus();
        return;
    case ClustersPlace:
        m_clustersPage->currentTable()->table()->setFocus();
        return;
    case LinksPlace:
        m_shareLinks->table()->setFocus();
        return;
    case ServerCardPlace:
        m_serverCard->tabs()->setFocus();
        return;
    case CameraCardPlace:
        m_cameraCard->tabs()->setFocus();
        return;
    }
}

QWidget *MainWindow::pageOf(Place place) const
{
    switch (place) {
    case StreamsPlace:
        return m_streams;
    case ServersPlace:
        return m_servers;
    case ActivityPlace:
        return m_activity;
    case ClustersPlace:
        return m_clustersPage;
    case LinksPlace:
        return m_shareLinks;
    case ServerCardPlace:
        return m_serverCard;
    case CameraCardPlace:
        return m_cameraCard;
    }
    return m_streams;
}

QJsonObject MainWindow::stateOf(Place place) const
{
    switch (place) {
    case StreamsPlace: {
        const int row = m_streams->table()->currentFleetRow();
        return {{u"stream"_s, row < 0 ? QString() : m_fleet.row(row).id.toString()},
                {u"scroll"_s, m_streams->table()->verticalScrollBar()->value()}};
    }
    case ServersPlace:
        return {{u"server"_s, m_servers->currentServer().toString()},
                {u"scroll"_s, m_servers->table()->verticalScrollBar()->value()}};
    case ActivityPlace:
        return {{u"scroll"_s, m_activity->table()->verticalScrollBar()->value()}};
    case ClustersPlace:
        return {
            {u"tab"_s, m_clustersPage->tabs()->currentIndex()},
            {u"record"_s, m_clustersPage->currentTable()->currentRecord().toString(QUuid::WithoutBraces)}};
    case LinksPlace:
        return {{u"scroll"_s, m_shareLinks->table()->verticalScrollBar()->value()}};
    case ServerCardPlace:
        return m_serverCard->viewState();
    case CameraCardPlace:
        return m_cameraCard->viewState();
    }
    return {};
}

void MainWindow::setStateOf(Place place, const QJsonObject &state)
{
    switch (place) {
    case StreamsPlace: {
        if (state.isEmpty()) // a new visit: the page is as it was left
            return;
        const int row = m_fleet.rowOf(StreamId::fromString(state[u"stream"].toString()));
        if (row >= 0 && row != m_streams->table()->currentFleetRow())
            m_streams->table()->selectFleetRow(row);
        m_streams->table()->verticalScrollBar()->setValue(state[u"scroll"].toInt());
        return;
    }
    case ServersPlace:
        if (state.isEmpty())
            return;
        m_servers->selectServer(ServerId::fromString(state[u"server"].toString()));
        m_servers->table()->verticalScrollBar()->setValue(state[u"scroll"].toInt());
        return;
    case ActivityPlace:
        if (!state.isEmpty())
            m_activity->table()->verticalScrollBar()->setValue(state[u"scroll"].toInt());
        return;
    case ClustersPlace:
        if (state.isEmpty())
            return;
        m_clustersPage->tabs()->setCurrentIndex(state[u"tab"].toInt());
        m_clustersPage->currentTable()->selectRecord(QUuid::fromString(state[u"record"].toString()));
        return;
    case LinksPlace:
        if (!state.isEmpty())
            m_shareLinks->table()->verticalScrollBar()->setValue(state[u"scroll"].toInt());
        return;
    case ServerCardPlace:
        m_serverCard->setViewState(state);
        return;
    case CameraCardPlace:
        m_cameraCard->setViewState(state);
        return;
    }
}

QString MainWindow::nameOf(const Location &location) const
{
    switch (Place(location.place)) {
    case StreamsPlace:
        return tr("Video Streams");
    case ServersPlace:
        return tr("Media servers");
    case ActivityPlace:
        return tr("Activity");
    case ClustersPlace:
        return tr("Clusters");
    case LinksPlace:
        return tr("Share links");
    case ServerCardPlace: {
        const int index = m_fleet.serverIndex(ServerId(location.subject));
        return index < 0 ? tr("a media server that is gone")
                         : tr("media server %1").arg(m_fleet.servers()[size_t(index)].server.name);
    }
    case CameraCardPlace: {
        const Camera *camera = m_fleet.camera(CameraId(location.subject));
        return camera ? tr("camera %1").arg(camera->name) : tr("a camera that is gone");
    }
    }
    return {};
}

void MainWindow::updateNavigation()
{
    const auto *behind = m_history.behind();
    const auto *ahead = m_history.ahead();
    m_back->setEnabled(behind);
    m_forward->setEnabled(ahead);
    m_back->setToolTip(format::plainToolTip(behind
                                                ? tr("Back to: %1 (Alt+Left)").arg(nameOf(behind->location))
                                                : tr("There is nothing to go back to.")));
    m_forward->setToolTip(
        format::plainToolTip(ahead ? tr("Forward to: %1 (Alt+Right)").arg(nameOf(ahead->location))
                                   : tr("There is nothing to go forward to.")));
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const bool isButton = event->type() == QEvent::MouseButtonPress ||
                          event->type() == QEvent::MouseButtonRelease ||
                          event->type() == QEvent::MouseButtonDblClick;
    if (!isButton || !watched->isWidgetType() || static_cast<QWidget *>(watched)->window() != this)
        return QMainWindow::eventFilter(watched, event);
    const auto pressed = static_cast<QMouseEvent *>(event)->button();
    if (pressed != Qt::BackButton && pressed != Qt::ForwardButton)
        return QMainWindow::eventFilter(watched, event);
    // Whatever is under the mouse: a table would take it for a click on a row.
    if (event->type() != QEvent::MouseButtonRelease)
        (pressed == Qt::BackButton ? m_back : m_forward)->trigger();
    return true;
}

void MainWindow::setTheme(const QString &word)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toString() == word);
}

void MainWindow::setPollSeconds(int seconds)
{
    for (QAction *action : m_intervals->actions())
        action->setChecked(action->data().toInt() == seconds);
}

QJsonObject MainWindow::dialogState(const QString &dialog) const
{
    return m_dialogs[dialog].toObject();
}

void MainWindow::setDialogState(const QString &dialog, const QJsonObject &state)
{
    m_dialogs[dialog] = state;
}

QJsonObject MainWindow::saveState() const
{
    const Location &last = m_lastPlace ? *m_lastPlace : m_history.current().location;
    QString place = QString::fromLatin1(placeWords[size_t(last.place)]);
    if (!last.subject.isNull())
        place += u':' + last.subject.toString(QUuid::WithoutBraces);
    return {{u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64())},
            {u"place"_s, place},
            {u"dialogs"_s, m_dialogs},
            {u"links"_s, m_shareLinks->saveState()},
            {u"streams"_s, m_streams->saveState()}};
}

void MainWindow::restoreLastPlace()
{
    if (!m_lastPlace || m_fleet.servers().empty())
        return;
    const Location last = *m_lastPlace;
    m_lastPlace.reset();
    const bool isThere = last.place == ServerCardPlace ? m_fleet.serverIndex(ServerId(last.subject)) >= 0
                                                       : m_fleet.camera(CameraId(last.subject)) != nullptr;
    if (isThere)
        visit(last);
}

void MainWindow::restoreState(const QJsonObject &state)
{
    restoreGeometry(QByteArray::fromBase64(state[u"geometry"].toString().toLatin1()));
    m_dialogs = state[u"dialogs"].toObject();
    m_streams->restoreState(state[u"streams"].toObject());
    if (state.contains(u"links"))
        m_shareLinks->restoreState(state[u"links"].toObject());
    const QStringList words = state[u"place"].toString().split(u':');
    const QByteArray firstWord = words.first().toLatin1();
    const auto word = std::ranges::find(placeWords, QByteArrayView(firstWord));
    if (word == placeWords.end())
        return;
    const auto place = Place(word - placeWords.begin());
    if (place < ServerCardPlace)
        showPlace(place);
    else if (words.size() == 2) // the registry is not open yet
        m_lastPlace = Location{place, QUuid::fromString(words[1])};
}

void MainWindow::askBeforeClosing()
{
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setWindowTitle(tr("Changes are not saved"));
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("There are changes on a card that are not saved."));
    const auto *quit = question->addButton(tr("Quit without saving"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("Stay"), QMessageBox::RejectRole));
    connect(question, &QMessageBox::buttonClicked, this, [this, quit](const QAbstractButton *button) {
        if (button != quit)
            return;
        m_mayClose = true;
        close();
    });
    question->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && (m_serverCard->hasUnsavedChanges() || m_cameraCard->hasUnsavedChanges())) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    Q_EMIT aboutToClose();
    QMainWindow::closeEvent(event);
}

void MainWindow::redrawIcons()
{
    const QColor color = tokensOf(palette()).text;
    m_navigation->item(StreamsPlace)->setIcon(themedIcon(u"streams"_s, color));
    m_navigation->item(ServersPlace)->setIcon(themedIcon(u"server"_s, color));
    m_navigation->item(ActivityPlace)->setIcon(themedIcon(u"activity"_s, color));
    m_navigation->item(ClustersPlace)->setIcon(themedIcon(u"cluster"_s, color));
    m_navigation->item(LinksPlace)->setIcon(themedIcon(u"share"_s, color));
    m_back->setIcon(themedIcon(u"back"_s, color));
    m_forward->setIcon(themedIcon(u"forward"_s, color));
    m_about->setIcon(themedIcon(u"info"_s, color));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

} // namespace streamkeeper
