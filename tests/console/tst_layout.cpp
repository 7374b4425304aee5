#include "tests/console/LayoutFaults.h"
#include "tests/console/PageTour.h"
#include "tests/console/TourLanguage.h"
#include "views/shell/MainWindow.h"

#include <QApplication>
#include <QScreen>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Every page and dialog can be read and reached on the screen, in the scale, with the text size and in the
/// language of this process, light and dark. scripts/layout runs it in each combination.
class LayoutTest : public QObject
{
    Q_OBJECT

    TourDesk m_desk;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_desk.start());
        m_desk.window().showMaximized();
        QTRY_VERIFY(m_desk.window().isMaximized());
    }

    void nothingIsClippedOrOffTheScreen_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<int>("stop");
        const PageTour tour(m_desk);
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            for (size_t i = 0; i < tour.stops().size(); ++i)
                QTest::newRow(qPrintable(tour.stops()[i].name + u' ' + themeWord(theme))) << theme << int(i);
        }
    }

    void nothingIsClippedOrOffTheScreen()
    {
        QFETCH(ThemeChoice, theme);
        QFETCH(int, stop);
        applyTheme(*qApp, theme);
        PageTour tour(m_desk);
        QWidget *shown = tour.open(tour.stops()[size_t(stop)]);
        QVERIFY(shown);
        // The window system places and sizes it when it comes to that.
        QStringList faults;
        (void)QTest::qWaitFor(
            [&] {
                faults = layoutFaults(*shown);
                return faults.isEmpty();
            },
            500);
        const bool isClosed = tour.close();
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
        QVERIFY(isClosed);
    }
};

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const TourLanguage language;
    LayoutTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_layout.moc"
