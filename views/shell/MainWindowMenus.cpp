// The menus of the window; the rest is in MainWindow.cpp.
#include "views/cameracsv/CameraCsvActions.h"
#include "views/shell/MainWindow.h"
#include "views/streams/CameraPairActions.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamsPage.h"

#include <QActionGroup>
#include <QMenuBar>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QAction *MainWindow::addChoice(QMenu &menu, QActionGroup &group, const QString &text, const QVariant &value)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setData(value);
    group.addAction(action);
    return action;
}

void MainWindow::buildTextZoom(QMenu &view)
{
    constexpr int step = 10;
    QMenu *menu = view.addMenu(tr("Text size"));
    const auto add = [&](const QString &text, const QList<QKeySequence> &keys, auto deed) {
        QAction *action = menu->addAction(text);
        action->setShortcuts(keys);
        addAction(action); // the wallboard has no menu
        connect(action, &QAction::triggered, this, deed);
    };
    // The plus of most keyboards wants Shift; nobody thinks of that.
    add(tr("Larger"), {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
        [this] { chooseTextZoom(m_textZoom + step); });
    add(tr("Smaller"), {QKeySequence(u"Ctrl+-"_s)}, [this] { chooseTextZoom(m_textZoom - step); });
    add(tr("As the system"), {}, [this] { chooseTextZoom(100); });
    m_wallboard = view.addAction(tr("Wallboard"));
    m_wallboard->setCheckable(true);
    m_wallboard->setShortcut(Qt::Key_F11);
    m_wallboard->setToolTip(tr("Full screen in large type, for a screen that a room looks at"));
    addAction(m_wallboard);
    connect(m_wallboard, &QAction::triggered, this, &MainWindow::setWallboard);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(m_streams->addCameraAction());
    file->addAction(m_streams->addServerAction());
    file->addAction(m_streams->adoptAction());
    m_cameraCsv->addTo(*file);
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
    stream->addSeparator();
    stream->addActions({m_streams->pairActions()->split(), m_streams->pairActions()->join()});

    QMenu *view = menuBar()->addMenu(tr("&View"));
    QAction *palette = view->addAction(tr("Go to…"));
    palette->setShortcut(QKeyCombination(Qt::ControlModifier, Qt::Key_K));
    addAction(palette); // the wallboard has no menu
    connect(palette, &QAction::triggered, this, &MainWindow::openPalette);
    QAction *next = view->addAction(tr("Next part of the window"));
    next->setShortcut(Qt::Key_F6);
    connect(next, &QAction::triggered, this, [this] { goToNextRegion(false); });
    QAction *previous = view->addAction(tr("Previous part of the window"));
    previous->setShortcut(QKeyCombination(Qt::ShiftModifier, Qt::Key_F6));
    connect(previous, &QAction::triggered, this, [this] { goToNextRegion(true); });
    view->addActions({m_back, m_forward});
    view->addSeparator();
    for (size_t i = 0; i < m_pages.size() && m_pages[i]->isListed(); ++i) {
        Page *page = m_pages[i];
        QAction *action = view->addAction(page->placeName({}));
        if (i <= 9) // the overview is 0, so that all others keep the numbers that they had before it
            action->setShortcut(QKeyCombination(Qt::ControlModifier, Qt::Key(Qt::Key_0 + int(i))));
        connect(action, &QAction::triggered, this, [this, page] { showPage(page); });
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
    buildTextZoom(*view);
    QMenu *intervals = view->addMenu(tr("Poll every"));
    m_intervals = new QActionGroup(this);
    for (const int seconds : {5, 10, 20, 30, 60})
        addChoice(*intervals, *m_intervals, tr("%n second(s)", nullptr, seconds), seconds);
    connect(m_intervals, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT pollSecondsChosen(action->data().toInt()); });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *keys = help->addAction(tr("Keys"));
    keys->setShortcuts({QKeySequence(Qt::Key_Question), QKeySequence(Qt::SHIFT | Qt::Key_Question)});
    connect(keys, &QAction::triggered, this, &MainWindow::openShortcuts);
    m_about = help->addAction(tr("About Streamkeeper"));
}

} // namespace streamkeeper
