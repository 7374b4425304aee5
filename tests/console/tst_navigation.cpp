#include "app/console/WindowCapture.h"
#include "models/fleet/DeviceState.h"
#include "tests/console/WindowTest.h"
#include "views/cameras/CameraCard.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerStreamsTab.h"
#include "views/shell/CommandPalette.h"
#include "views/shell/MainWindow.h"
#include "views/shell/ServerBanner.h"
#include "views/shell/ShortcutsDialog.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Going from place to place, back and forward, in the real window.
class NavigationTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void oneGoesBackAndForward();
    void mouseButtonsGoBackAndForward();
    void lastPlaceIsRemembered();
    void everythingIsReachedByItsName();
    void searchAndTableAreReachedByKeyboard();
    void textIsLargerOnAWallboard();
    void aServerThatIsDownIsToldInEveryPlace();
    void vanishedSubjectsSaySo();
};

void NavigationTest::initTestCase()
{
    startTwoServers();
}

void NavigationTest::init()
{
    QVERIFY(activate());
}

void NavigationTest::cleanupTestCase()
{
    m_console.reset();
}

void NavigationTest::oneGoesBackAndForward()
{
    const ServerId first = server().id;
    const ServerId second = m_console->fleet().servers()[1].server.id;
    window().showPage<StreamsPage>();
    window().page<StreamsPage>()->table()->selectFleetRow(0);
    const StreamId selected = m_console->fleet().row(0).id;
    window().openServer(first);
    serverCard().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    window().openServer(second);
    QCOMPARE(serverCard().tabs()->currentIndex(), int(ServerCard::GeneralTab));
    window().showPage<StreamsPage>();
    window().page<StreamsPage>()->table()->selectFleetRow(1);
    QVERIFY(window().backAction()->toolTip().contains(u"media server ms-02"));
    QVERIFY2(!window().forwardAction()->isEnabled(), "nothing lies ahead");
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(serverCard().server(), second);
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(serverCard().server(), first);
    QCOMPARE(serverCard().tabs()->currentIndex(), int(ServerCard::CamerasTab));
    QVERIFY(window().backAction()->toolTip().contains(u"Video Streams"));
    QVERIFY(window().forwardAction()->toolTip().contains(u"ms-02"));
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
    QCOMPARE(m_console->fleet().row(window().page<StreamsPage>()->table()->currentFleetRow()).id, selected);
    QTest::keyClick(&window(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(serverCard().server(), first);
    // A new step leaves what lay ahead.
    window().openCamera(camera().id);
    QVERIFY(!window().forwardAction()->isEnabled());
    window().goForward();
    QCOMPARE(window().currentPage()->word(), u"camera"_s);
}

void NavigationTest::everythingIsReachedByItsName()
{
    window().showPage<StreamsPage>();
    window().page<StreamsPage>()->table()->clearSelection();
    const auto openPalette = [this]() -> CommandPalette * {
        QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
        const auto isThere = [this] {
            auto *palette = m_console->dialog<CommandPalette>();
            return palette && QApplication::activeWindow() == palette;
        };
        return QTest::qWaitFor(isThere, patienceMs) ? m_console->dialog<CommandPalette>() : nullptr;
    };
    CommandPalette *palette = openPalette();
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit *>(), u"MS-02"_s);
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(!m_console->dialog<CommandPalette>());
    QCOMPARE(window().currentPage()->word(), u"server"_s);
    QCOMPARE(serverCard().server(), m_console->fleet().servers()[1].server.id);
    // What cannot be done says why, and is not done.
    window().showPage<StreamsPage>();
    QVERIFY(activate());
    palette = openPalette();
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit *>(), u"stream restart"_s);
    QTRY_VERIFY(visibleText(*palette).contains(u"Select a stream first"));
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(m_console->dialog<CommandPalette>());
    QTest::keyClicks(palette->findChild<QLineEdit *>(), u" nothing is called that"_s);
    QTRY_VERIFY(visibleText(*palette).contains(u"Nothing is called that."));
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<CommandPalette>());
}

void NavigationTest::searchAndTableAreReachedByKeyboard()
{
    StreamsPage &page = *window().page<StreamsPage>();
    window().showPage<StreamsPage>();
    QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
    auto *search = page.findChild<QLineEdit *>(u"streamSearch"_s);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"status:active -quality:low"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(page.table()->hasFocus());
    QVERIFY(page.model().rowCount() > 0 && page.model().rowCount() < fleet().rowCount());
    QTest::keyClick(page.table(), Qt::Key_Return);
    QCOMPARE(window().currentPage()->word(), u"camera"_s);
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
    // Escape clears, and then leaves.
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->hasFocus() && search->text().isEmpty());
    QTRY_COMPARE(page.model().rowCount(), fleet().rowCount());
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_VERIFY(page.table()->hasFocus());
    // Once around by F6.
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(&window(), Qt::Key_F6);
        QVERIFY(QApplication::focusWidget());
    }
    QTest::keyClick(&window(), Qt::Key_Question);
    QTRY_VERIFY(m_console->dialog<ShortcutsDialog>());
    QVERIFY(visibleText(window()).contains(u"Ctrl+K"));
    QTest::keyClick(m_console->dialog<ShortcutsDialog>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<ShortcutsDialog>());
}

void NavigationTest::aServerThatIsDownIsToldInEveryPlace()
{
    QVERIFY(!window().serverBanner()->isVisible());
    const ServerId first = server().id;
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(window().serverBanner()->isVisible(), patienceMs);
    QVERIFY(visibleText(window()).contains(u"ms-01"));
    window().openCamera(camera().id);
    QVERIFY(window().serverBanner()->isVisible());
    QTest::mouseClick(window().serverBanner()->findChild<QPushButton *>(u"bannerStreams"_s), Qt::LeftButton);
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
    const StreamFilter filter = window().page<StreamsPage>()->filterBar()->filter();
    QCOMPARE(filter.state, StreamState::Stale);
    QCOMPARE(filter.server, first);
    window().page<StreamsPage>()->filterBar()->clear();
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(!window().serverBanner()->isVisible(), 60'000);
}

void NavigationTest::textIsLargerOnAWallboard()
{
    const qreal before = QApplication::font().pointSizeF();
    QTest::keyClick(&window(), Qt::Key_Plus, Qt::ControlModifier);
    const qreal larger = QApplication::font().pointSizeF();
    QVERIFY(larger > before);
    QTest::keyClick(&window(), Qt::Key_F11);
    QTRY_VERIFY(window().isFullScreen() && QApplication::font().pointSizeF() > larger);
    QVERIFY(!window().menuBar()->isVisible());
    QVERIFY(activate());
    QTest::keyClick(&window(), Qt::Key_F11); // the menu is gone, its key is not
    QTRY_VERIFY(!window().isFullScreen());
    QCOMPARE(QApplication::font().pointSizeF(), larger);
    QTest::keyClick(&window(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void NavigationTest::mouseButtonsGoBackAndForward()
{
    window().showPage<StreamsPage>();
    window().openServer(server().id);
    serverCard().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    QTableView *table = serverCard().streams()->table();
    const QModelIndex before = table->currentIndex();
    QTest::mouseClick(table->viewport(), Qt::BackButton, {}, QPoint(30, 10));
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
    QCOMPARE(table->currentIndex(), before); // it was no click on a row
    QTest::mouseClick(window().page<StreamsPage>()->table()->viewport(), Qt::ForwardButton, {},
                      QPoint(30, 10));
    QCOMPARE(serverCard().server(), server().id);
    QCOMPARE(window().currentPage()->word(), u"server"_s);
}

void NavigationTest::lastPlaceIsRemembered()
{
    window().openCamera(camera().id);
    const QJsonObject state = window().saveState();
    FleetState later;
    ClusterState noClusters;
    DeviceState noDevices;
    MainWindow next(later, noClusters, noDevices);
    next.restoreState(state);
    QCOMPARE(next.currentPage()->word(), u"streams"_s);    // the registry is not open yet
    QCOMPARE(next.saveState()[u"place"], state[u"place"]); // and nothing is forgotten by closing now
    const FleetState &fleet = m_console->fleet();
    std::vector<MediaServer> servers;
    for (const FleetServer &known : fleet.servers())
        servers.push_back(known.server);
    later.setFleet(servers, fleet.cameras(), fleet.streams());
    QCOMPARE(next.currentPage()->word(), u"camera"_s);
    QCOMPARE(next.page<CameraCard>()->camera(), camera().id);
    FleetState other;
    MainWindow third(other, noClusters, noDevices);
    third.restoreState(state);
    other.setFleet(servers, {}, {});
    QCOMPARE(third.currentPage()->word(), u"streams"_s); // that camera is gone
    third.restoreState({{u"place"_s, u"nonsense:1:2"_s}});
    QCOMPARE(third.currentPage()->word(), u"streams"_s);
}

void NavigationTest::vanishedSubjectsSaySo()
{
    const CameraId gone = camera().id;
    const QString cameraName = camera().name;
    window().openCamera(gone);
    QTRY_COMPARE(label(cameraCard(), u"cardTitle"_s), cameraName);
    const ServerId id = server().id;
    window().openServer(id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"74"_s);
    m_console->console().session().edits().servers.remove(id, StreamsOfRemovedServer::Remove, this,
                                                          [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(
        label(serverCard(), u"serverGone"_s).contains(u"ms-01 is not in the registry any more"), patienceMs);
    QVERIFY(!ConsoleHarness::button(serverCard(), u"saveButton"_s));
    QVERIFY2(!serverCard().hasUnsavedChanges(), "there is nothing left to save it to");
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
    window().goBack();
    QVERIFY(label(cameraCard(), u"cameraGone"_s).contains(cameraName));
    QVERIFY(window().forwardAction()->toolTip().contains(u"gone"));
    window().showPage<StreamsPage>();
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
}

QTEST_MAIN(NavigationTest)
#include "tst_navigation.moc"
