#include "views/shell/MainWindow.h"

#include "models/fleet/Formatting.h"
#include "views/common/PlainText.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/servers/ServersPage.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamsPage.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDateTime>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimeZone>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(FleetState &fleet, QWidget *parent)
    : QMainWindow(parent)
    , m_fleet(fleet)
{
    setWindowTitle(u"Streamkeeper"_s);
    setWindowIcon(QIcon(u":/icons/streamkeeper.svg"_s));
    // Whole on the screen, whichever it is; what the operator chose last comes later.
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(20, 40)));
    m_streams = new StreamsPage(fleet, this);
    m_servers = new ServersPage(fleet, m_streams->addServerAction(), this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_streams);
    m_stack->addWidget(m_servers);
    m_activity = new ActivityPage(this);
    m_stack->addWidget(m_activity);
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
    buildHealthLine();
    connect(m_navigation, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(&fleet, &FleetState::serversChanged, this, &MainWindow::updateHealth);
    m_navigation->setCurrentRow(StreamsPlace);
    redrawIcons();
    updateHealth();
    m_clockTimer.setInterval(std::chrono::seconds(1));
    connect(&m_clockTimer, &QTimer::timeout, this, &MainWindow::updateClock);
    m_clockTimer.start();
    updateClock();
}

QWidget *MainWindow::buildNavigation()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(qMax(170, fontMetrics().averageCharWidth() * 24));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_navigation = new QListWidget(side);
    m_navigation->setObjectName(u"navigation"_s);
    m_navigation->setAccessibleName(tr("Places"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setIconSize({16, 16});
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->addItem(tr("Video Streams"));
    m_navigation->addItem(tr("Media servers"));
    m_navigation->addItem(tr("Activity"));
    layout->addWidget(m_navigation, 1);
    return side;
}

QAction *MainWindow::addChoice(QMenu &menu, QActionGroup &group, const QString &text, const QVariant &value)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setData(value);
    group.addAction(action);
    return action;
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(m_streams->addCameraAction());
    file->addAction(m_streams->addServerAction());
    file->addAction(m_streams->adoptAction());
    m_demo = file->addAction(tr("Look at the demo"));
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"));
    quit->setShortcut(QKeySequence::Quit);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions(m_streams->copyActions());
    QMenu *stream = menuBar()->addMenu(tr("&Stream"));
    stream->setToolTipsVisible(true);
    stream->addAction(m_streams->openCameraAction());
    stream->addSeparator();
    stream->addActions(m_streams->actions()->main());
    stream->addSeparator();
    stream->addActions(m_streams->actions()->drift());

    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (const auto &[place, text, key] : {std::tuple(StreamsPlace, tr("Video Streams"), Qt::Key_1),
                                           std::tuple(ServersPlace, tr("Media servers"), Qt::Key_2),
                                           std::tuple(ActivityPlace, tr("Activity"), Qt::Key_3)}) {
        QAction *action = view->addAction(text);
        action->setShortcut(QKeyCombination(Qt::ControlModifier, key));
        connect(action, &QAction::triggered, this, [this, target = place] { showPlace(target); });
    }
    view->addSeparator();
    view->addAction(m_streams->pollAction());
    view->addAction(m_streams->pauseAction());
    view->addAction(m_streams->detailAction());
    QMenu *columns = view->addMenu(tr("Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_streams->fillColumnMenu(*columns);
    });
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("Theme"));
    m_themes = new QActionGroup(this);
    addChoice(*themes, *m_themes, tr("Light"), u"light"_s);
    addChoice(*themes, *m_themes, tr("Dark"), u"dark"_s);
    addChoice(*themes, *m_themes, tr("As the system"), u"system"_s);
    connect(m_themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT themeChosen(action->data().toString()); });
    QMenu *intervals = view->addMenu(tr("Poll every"));
    m_intervals = new QActionGroup(this);
    for (const int seconds : {5, 10, 20, 30, 60})
        addChoice(*intervals, *m_intervals, tr("%n second(s)", nullptr, seconds), seconds);
    connect(m_intervals, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT pollSecondsChosen(action->data().toInt()); });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    m_about = help->addAction(tr("About Streamkeeper"));
}

void MainWindow::buildHealthLine()
{
    QStatusBar *line = statusBar();
    line->setSizeGripEnabled(false);
    m_answering = plainLabel({}, line);
    m_failing = plainLabel({}, line);
    m_failing->setProperty("bad", true);
    m_registry = plainLabel({}, line);
    m_clock = plainLabel({}, line);
    for (QLabel *label : {m_answering, m_registry, m_clock})
        label->setProperty("muted", true);
    for (QLabel *label : {m_answering, m_failing, m_registry, m_clock})
        label->setContentsMargins(8, 2, 8, 2);
    line->addWidget(m_answering);
    line->addWidget(m_failing);
    line->addPermanentWidget(m_registry);
    line->addPermanentWidget(m_clock);
}

void MainWindow::showPlace(Place place)
{
    m_navigation->setCurrentRow(place);
}

void MainWindow::setRegistryText(const QString &text, const QString &toolTip)
{
    m_registry->setText(text);
    m_registry->setToolTip(format::plainToolTip(toolTip));
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

void MainWindow::updateHealth()
{
    const auto &servers = m_fleet.servers();
    const int total = int(servers.size());
    const auto failing =
        std::ranges::count_if(servers, [](const auto &server) { return server.failure.has_value(); });
    const auto answering = std::ranges::count_if(
        servers, [](const auto &server) { return server.snapshot && !server.isStale(); });
    m_answering->setText(total == 0 ? tr("No media server yet")
                                    : tr("%1 of %n server(s) answer", nullptr, total).arg(answering));
    m_failing->setVisible(failing > 0);
    if (failing == 0)
        return;
    const auto first =
        std::ranges::find_if(servers, [](const auto &server) { return server.failure.has_value(); });
    m_failing->setText(
        failing == 1 ? tr("%1 does not answer").arg(first->server.name)
                     : tr("%1 and %n more do not answer", nullptr, int(failing) - 1).arg(first->server.name));
    m_failing->setToolTip(format::plainToolTip(first->failure->error.message));
}

void MainWindow::updateClock()
{
    const QDateTime now = QDateTime::currentDateTime();
    m_clock->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId()) + u' ' + now.toString(u"HH:mm:ss"_s));
}

QJsonObject MainWindow::saveState() const
{
    return {{u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64())},
            {u"streams"_s, m_streams->saveState()}};
}

void MainWindow::restoreState(const QJsonObject &state)
{
    restoreGeometry(QByteArray::fromBase64(state[u"geometry"].toString().toLatin1()));
    m_streams->restoreState(state[u"streams"].toObject());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT aboutToClose();
    QMainWindow::closeEvent(event);
}

void MainWindow::redrawIcons()
{
    const QColor color = tokensOf(palette()).text;
    m_navigation->item(StreamsPlace)->setIcon(themedIcon(u"streams"_s, color));
    m_navigation->item(ServersPlace)->setIcon(themedIcon(u"server"_s, color));
    m_navigation->item(ActivityPlace)->setIcon(themedIcon(u"activity"_s, color));
    m_about->setIcon(themedIcon(u"info"_s, color));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

} // namespace streamkeeper
