// What the window knows by name: the command palette and the sheet of keys; the rest is in MainWindow.cpp.
#include "models/domain/SearchText.h"
#include "models/texts/ServerTexts.h"
#include "views/shell/CommandPalette.h"
#include "views/shell/MainWindow.h"
#include "views/shell/ShortcutsDialog.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamsPage.h"

#include <QApplication>
#include <QListWidget>
#include <QMenuBar>
#include <QPointer>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostActions = 12;
constexpr size_t mostServers = 8;
constexpr size_t mostCameras = 12;

bool hasAll(const QString &text, const QStringList &words)
{
    const QString folded = foldedForSearch(text);
    return std::ranges::all_of(words, [&](const QString &word) { return folded.contains(word); });
}

QString plainText(const QAction &action)
{
    QString text = action.text();
    text.remove(u'&');
    return text;
}

QString keysOf(const QAction &action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
}

/// Actions of a menu and of those below it, each with the name of its menu.
void collect(const QMenu &menu, const QString &name, std::vector<std::pair<QString, QAction *>> &found)
{
    for (QAction *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (const QMenu *below = action->menu())
            collect(*below, plainText(*action), found);
        else
            found.emplace_back(name, action);
    }
}

} // namespace

std::vector<std::pair<QString, QAction *>> MainWindow::namedActions() const
{
    std::vector<std::pair<QString, QAction *>> found;
    for (const QAction *menu : menuBar()->actions())
        collect(*menu->menu(), plainText(*menu), found);
    return found;
}

void MainWindow::openPalette()
{
    auto *dialog =
        new CommandPalette([this](const QStringList &words) { return paletteEntries(words); }, this);
    dialog->open();
}

std::vector<PaletteEntry> MainWindow::paletteEntries(const QStringList &words)
{
    std::vector<PaletteEntry> entries;
    for (const auto &[menu, action] : namedActions()) {
        if (entries.size() == mostActions)
            break;
        if (!hasAll(menu + u' ' + plainText(*action), words))
            continue;
        // A menu is asked anew when it opens; here is nobody who would.
        const QString obstacle = action->isEnabled()                       ? QString()
                                 : action->toolTip() != plainText(*action) ? action->toolTip()
                                                                           : tr("This cannot be done now.");
        entries.push_back(
            {menu, plainText(*action), keysOf(*action), obstacle, [wanted = QPointer<QAction>(action)] {
                 if (wanted)
                     wanted->trigger();
             }});
    }
    if (words.isEmpty())
        return entries;
    size_t count = 0;
    for (const FleetServer &entry : m_fleet.servers()) {
        if (count == mostServers)
            break;
        if (!hasAll(entry.server.name, words))
            continue;
        ++count;
        entries.push_back({tr("Media server"),
                           entry.server.name,
                           texts::serverState(entry),
                           {},
                           [this, id = entry.server.id] { openServer(id); }});
    }
    count = 0;
    for (const Camera &camera : m_fleet.cameras()) {
        if (count == mostCameras)
            break;
        if (!hasAll(camera.name + u' ' + camera.location + u' ' + camera.ipAddress, words))
            continue;
        ++count;
        entries.push_back(
            {tr("Camera"), camera.name, camera.location, {}, [this, id = camera.id] { openCamera(id); }});
    }
    return entries;
}

void MainWindow::openShortcuts()
{
    std::vector<ShortcutsDialog::Key> keys;
    for (const auto &[menu, action] : namedActions()) {
        if (!action->shortcut().isEmpty())
            keys.push_back({menu, plainText(*action), keysOf(*action)});
    }
    const auto add = [&](const QString &place, const QString &text, const QString &shortcut) {
        keys.push_back({place, text, shortcut});
    };
    const QString search = tr("Search");
    add(search, tr("Go on in the table"), u"Down, Return"_s);
    add(search, tr("Clear, then leave"), u"Esc"_s);
    const QString table = tr("Table");
    add(table, tr("Open the camera"), u"Return"_s);
    add(table, tr("Play, or pause the picture"), u"Space"_s);
    add(table, tr("Copy the selected rows"), u"Ctrl+C"_s);
    for (const QAction *action : m_streams->detail()->previewActions()) {
        if (!action->shortcut().isEmpty())
            add(tr("Preview"), plainText(*action), keysOf(*action));
    }
    (new ShortcutsDialog(keys, this))->open();
}

void MainWindow::goToNextRegion(bool isBackwards)
{
    QList<QWidget *> regions;
    if (m_navigation->isVisible())
        regions.append(m_navigation);
    regions.append(currentPage()->regions());
    regions.removeIf([](const QWidget *region) { return !region->isVisible(); });
    if (regions.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    const auto here = std::ranges::find_if(
        regions, [focus](const QWidget *region) { return region == focus || region->isAncestorOf(focus); });
    const auto count = regions.size();
    const auto index = here == regions.end() ? (isBackwards ? 0 : count - 1) : here - regions.begin();
    QWidget *next = regions[(index + (isBackwards ? count - 1 : 1)) % count];
    // A region that takes no keys itself hands them to the first of its parts that does.
    QWidget *target = next;
    while (target->focusPolicy() == Qt::NoFocus && target->nextInFocusChain() != next &&
           next->isAncestorOf(target->nextInFocusChain()))
        target = target->nextInFocusChain();
    target->setFocus(Qt::TabFocusReason);
}

} // namespace streamkeeper
