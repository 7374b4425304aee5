#include "views/shell/MainWindow.h"

#include "models/texts/Formatting.h"
#include "views/alarms/AlarmPage.h"
#include "views/cameracsv/CameraCsvActions.h"
#include "views/cameras/CameraCard.h"
#include "views/clusters/ClustersPage.h"
#include "views/common/ContentArea.h"
#include "views/devices/DevicesPage.h"
#include "views/events/EventsPage.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/overview/OverviewPage.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServersPage.h"
#include "views/share/ShareLinksPage.h"
#include "views/shell/HealthLine.h"
#include "views/shell/NoticeBar.h"
#include "views/shell/ServerBanner.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamsPage.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"
#include "views/trouble/TroublePage.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Needs the room of the page that is shown, and not of the largest one.
class PageStack : public QStackedWidget
{
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return currentWidget() ? currentWidget()->minimumSizeHint() : QSize();
    }
};

/// Of a page the tables and charts give way: it scrolls only where it is smaller than it can be.
class PageArea : public ContentArea
{
public:
    using ContentArea::ContentArea;

protected:
    [[nodiscard]] int heightOfContents(int) const override { return widget()->minimumSizeHint().height(); }
};

} // namespace

MainWindow::MainWindow(FleetState &fleet, ClusterState &clusters, DeviceState &devices, Clock clock,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_fleet(fleet)
    , m_clusters(clusters)
    , m_devices(devices)
    , m_clock(std::move(clock))
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
    m_side = buildNavigation();
    row->addWidget(m_side);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    m_registryNotice = new NoticeBar(center);
    m_vaultNotice = new NoticeBar(center);
    column->addWidget(m_registryNotice);
    column->addWidget(m_vaultNotice);
    m_serverBanner = new ServerBanner(fleet, m_clock, center);
    column->addWidget(m_serverBanner);
    connect(m_serverBanner, &ServerBanner::streamsRequested, this, [this](const ServerId &server) {
        StreamFilter filter;
        filter.state = StreamState::Stale;
        if (!server.isNull())
            filter.server = server;
        m_streams->filterBar()->setFilter(filter);
        showPage(m_streams);
    });
    // Whole on a usual screen; on a smaller one a page scrolls, and the window fits all the same.
    m_pageArea = new PageArea(center);
    m_pageArea->setObjectName(u"pageArea"_s);
    m_pageArea->setContents(m_stack);
    column->addWidget(m_pageArea, 1);
    m_batchBar = new BatchBar(center);
    column->addWidget(m_batchBar);
    row->addLayout(column, 1);
    setCentralWidget(center);
    buildMenus();
    m_healthLine = new HealthLine(fleet, m_clock, this);
    setStatusBar(m_healthLine);
    connect(m_navigation, &QListWidget::currentRowChanged, this,
            [this](int row) { showPage(m_pages[size_t(row)]); });
    // On a card its list is current already: a click leads there all the same.
    connect(m_navigation, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { showPage(m_pages[size_t(m_navigation->row(item))]); });
    connect(&fleet, &FleetState::serversChanged, this, &MainWindow::restoreLastPlace);
    connect(&fleet, &FleetState::serversChanged, this, &MainWindow::updateNavigation);
    connect(&fleet, &FleetState::rowsChanged, this, &MainWindow::showTitle);
    connect(&fleet, &FleetState::structureChanged, this, &MainWindow::showTitle);
    showPage(m_streams);
    qApp->installEventFilter(this);
    redrawIcons();
}

template <typename P, typename... Arguments>
P *MainWindow::addPage(Arguments &&...arguments)
{
    auto *page = new P(std::forward<Arguments>(arguments)..., this);
    m_pages.push_back(page);
    m_stack->addWidget(page);
    connect(page, &Page::serverActivated, this, &MainWindow::openServer);
    connect(page, &Page::cameraActivated, this, &MainWindow::openCamera);
    connect(page, &Page::clusterActivated, this, &MainWindow::openCluster);
    connect(page, &Page::groupActivated, this, &MainWindow::openServerGroup);
    connect(page, &Page::troubleActivated, this, &MainWindow::openTrouble);
    connect(page, &Page::countChanged, this, [this, page](int count) {
        QListWidgetItem *item = m_navigation->item(indexOf(page->word()));
        item->setText(count == 0 ? page->placeName({})
                                 : page->placeName({}) + u"  "_s + QLocale().toString(count));
    });
    return page;
}

void MainWindow::createPages()
{
    m_stack = new PageStack(this);
    addPage<OverviewPage>(m_fleet, m_clock);
    m_streams = addPage<StreamsPage>(m_fleet, m_clock);
    addPage<ServersPage>(m_fleet, m_clusters, m_clock, m_streams->addServerAction());
    addPage<ActivityPage>();
    addPage<ClustersPage>(m_fleet, m_clusters);
    addPage<ShareLinksPage>(m_clock);
    addPage<TroublePage>(m_fleet, m_clock);
    addPage<AlarmPage>(m_clock);
    addPage<EventsPage>(m_fleet, m_clock);
    addPage<DevicesPage>(m_devices, m_fleet, m_clock);
    addPage<ServerCard>(m_fleet, m_clusters, m_clock);
    addPage<CameraCard>(m_fleet, m_clusters, m_clock);
    m_cameraCsv = new CameraCsvActions(*m_streams);
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
    for (const Page *page : m_pages) {
        if (page->isListed())
            m_navigation->addItem(page->placeName({}));
    }
    layout->addWidget(m_navigation, 1);
    // As wide as the longest word of the language asks, with the number of what is new, and as bold as the
    // current one.
    QFont bold = m_navigation->font();
    bold.setWeight(QFont::DemiBold);
    int longest = 0;
    for (int i = 0; i < m_navigation->count(); ++i)
        longest =
            qMax(longest, QFontMetrics(bold).horizontalAdvance(m_navigation->item(i)->text() + u"  99"_s));
    constexpr int room = 68; // of the icon, and what the style leaves around it
    side->setFixedWidth(qMax(170, longest + room));
    return side;
}

void MainWindow::showPage(Page *page)
{
    open(page, {});
}

void MainWindow::open(Page *page, const QUuid &subject)
{
    visit({int(std::ranges::find(m_pages, page) - m_pages.begin()), subject});
}

void MainWindow::openServer(const ServerId &server)
{
    if (!server.isNull())
        open(page<ServerCard>(), server.uuid());
}

void MainWindow::openCamera(const CameraId &camera)
{
    if (!camera.isNull())
        open(page<CameraCard>(), camera.uuid());
}

void MainWindow::openCluster(const ClusterId &cluster)
{
    showPage<ClustersPage>();
    page<ClustersPage>()->selectCluster(cluster);
}

void MainWindow::openServerGroup(const ServerGroupId &group)
{
    showPage<ClustersPage>();
    page<ClustersPage>()->selectGroup(group);
}

void MainWindow::openTrouble(const StreamId &stream)
{
    showPage<TroublePage>();
    page<TroublePage>()->selectStream(stream);
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
        m_history.setCurrentState(currentPage()->viewState());
}

void MainWindow::arrive()
{
    const NavigationHistory::Entry entry = m_history.current();
    Page *page = currentPage();
    page->showSubject(entry.location.subject);
    const bool hadFocus = m_stack->currentWidget()->isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(page);
    m_pageArea->fitContents();
    page->setViewState(entry.state);
    if (hadFocus) // the keyboard goes along
        page->takeFocus();
    const QSignalBlocker blocker(m_navigation);
    m_navigation->setCurrentRow(indexOf(page->listWord()));
    updateNavigation();
}

int MainWindow::indexOf(const QString &word) const
{
    const auto page = std::ranges::find(m_pages, word, &Page::word);
    return page == m_pages.end() ? -1 : int(page - m_pages.begin());
}

QString MainWindow::nameOf(const Location &location) const
{
    return m_pages[size_t(location.page)]->placeName(location.subject);
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

/// The task bar tells it, too, while another window is in front.
void MainWindow::showTitle()
{
    const int inactive = m_fleet.counts().of(StreamState::Inactive);
    const QString title =
        inactive > 0 ? tr("%n inactive – Streamkeeper", nullptr, inactive) : u"Streamkeeper"_s;
    if (title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::setTextZoom(int percent)
{
    constexpr int wallboardFactor = 150;
    m_textZoom = qBound(smallestTextZoom, percent, largestTextZoom);
    applyTextZoom(m_wallboard->isChecked() ? m_textZoom * wallboardFactor / 100 : m_textZoom);
}

void MainWindow::chooseTextZoom(int percent)
{
    setTextZoom(percent);
    Q_EMIT textZoomChosen(m_textZoom);
}

void MainWindow::setWallboard(bool isOn)
{
    m_wallboard->setChecked(isOn);
    m_side->setVisible(!isOn);
    menuBar()->setVisible(!isOn);
    setTextZoom(m_textZoom);
    if (isOn) {
        m_wasMaximized = isMaximized();
        showFullScreen();
    } else if (isFullScreen()) {
        m_wasMaximized ? showMaximized() : showNormal();
    }
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
    QString place = m_pages[size_t(last.page)]->word();
    if (!last.subject.isNull())
        place += u':' + last.subject.toString(QUuid::WithoutBraces);
    QJsonObject state{{u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64())},
                      {u"place"_s, place},
                      {u"dialogs"_s, m_dialogs}};
    for (const Page *page : m_pages) {
        const QJsonObject remembered = page->saveState();
        if (!remembered.isEmpty())
            state[page->word()] = remembered;
    }
    return state;
}

void MainWindow::restoreLastPlace()
{
    if (!m_lastPlace || m_fleet.servers().empty())
        return;
    const Location last = *m_lastPlace;
    m_lastPlace.reset();
    if (m_pages[size_t(last.page)]->hasSubject(last.subject))
        visit(last);
}

void MainWindow::restoreState(const QJsonObject &state)
{
    restoreGeometry(QByteArray::fromBase64(state[u"geometry"].toString().toLatin1()));
    m_dialogs = state[u"dialogs"].toObject();
    for (Page *page : m_pages) {
        if (state.contains(page->word()))
            page->restoreState(state[page->word()].toObject());
    }
    const QStringList words = state[u"place"].toString().split(u':');
    const int place = indexOf(words.first());
    if (place < 0)
        return;
    if (m_pages[size_t(place)]->isListed())
        showPage(m_pages[size_t(place)]);
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

void MainWindow::closeAtOnce()
{
    m_mayClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && std::ranges::any_of(m_pages, &Page::hasUnsavedChanges)) {
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
    for (size_t i = 0; i < m_pages.size() && m_pages[i]->isListed(); ++i)
        m_navigation->item(int(i))->setIcon(themedIcon(m_pages[i]->icon(), color));
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
