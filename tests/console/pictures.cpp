#include "tests/console/PageTour.h"
#include "tests/console/TourLanguage.h"
#include "views/shell/MainWindow.h"
#include "views/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QScreen>

#include <cstdio>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// streamkeeper_pictures FOLDER ENDING [THEME [STOP...]]: what an operator sees on this screen at every stop
/// of the tour, or at these, as FOLDER/STOP-ENDING-THEME.png. scripts/pictures runs it.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() < 2 || !QDir().mkpath(words.first())) {
        std::fputs("streamkeeper_pictures FOLDER ENDING [light|dark|both [STOP...]]\n", stderr);
        return 2;
    }
    const QDir folder(words.takeFirst());
    const QString ending = words.takeFirst();
    const QString themes = words.isEmpty() ? u"both"_s : words.takeFirst();
    const TourLanguage language;
    TourDesk desk;
    if (!desk.start())
        return 1;
    desk.window().showMaximized();
    PageTour tour(desk);
    int failures = 0;
    for (const QString &theme :
         themes == u"both" ? QStringList{u"light"_s, u"dark"_s} : QStringList{themes}) {
        applyTheme(application, themeFromWord(theme));
        for (const TourStop &stop : tour.stops()) {
            if (!words.isEmpty() && !words.contains(stop.name))
                continue;
            QWidget *shown = tour.open(stop);
            if (shown) {
                // The window system has to have drawn it, frame and all.
                (void)QTest::qWaitForWindowExposed(shown);
                QTest::qWait(300);
                const QString file = folder.filePath(u"%1-%2-%3.png"_s.arg(stop.name, ending, theme));
                failures += shown->screen()->grabWindow(0).save(file) ? 0 : 1;
            }
            failures += shown && tour.close() ? 0 : 1;
        }
    }
    return failures == 0 ? 0 : 1;
}
