#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "views/cameras/CameraCard.h"
#include "views/charts/TimeChart.h"
#include "views/common/CardHeader.h"
#include "views/common/StatusLabel.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerStreamsTab.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The card of a media server in the real window.
class ServerCardTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void serverCardOpensFromTheList();
    void linksOfTheTableOpenTheCards();
    void nameAndLimitsAreSavedAndSeenEverywhere();
    void fieldsAreLockedWhileStreamsAreThere();
    void badInputIsSaidAsItIsTyped_data();
    void badInputIsSaidAsItIsTyped();
    void escapeReverts();
    void wrongTokenShowsOnTheCardAndBack();
    void connectionIsTestedFromTheCard();
    void theStoredTokenGoesNowhereNewUnasked();
    void theirChangeIsShownAndMineGoesOnTop();
    void theirChangeCanBeTaken();
    void theirChangeIsTakenSilentlyWhenNothingWasTyped();
    void typedChangesSurviveALookElsewhere();
    void closingAsksForUnsavedChanges();
    void loadTellsWhatTheServerTells();
    void camerasTabLeadsToTheCamera();

private:
    [[nodiscard]] QString status();
};

void ServerCardTest::initTestCase()
{
    startTwoServers();
}

void ServerCardTest::init()
{
    QVERIFY(activate());
}

void ServerCardTest::cleanupTestCase()
{
    m_console.reset();
}

QString ServerCardTest::status()
{
    return serverCard().findChild<CardHeader *>()->status()->text();
}

void ServerCardTest::serverCardOpensFromTheList()
{
    window().showPage<ServersPage>();
    window().page<ServersPage>()->selectServer(server().id);
    window().page<ServersPage>()->table()->setFocus();
    QTest::keyClick(window().page<ServersPage>()->table(), Qt::Key_Return);
    QCOMPARE(window().currentPage()->word(), u"server"_s);
    QVERIFY(serverCard().isVisible());
    QCOMPARE(label(serverCard(), u"cardTitle"_s), u"ms-01"_s);
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"cardSubtitle"_s).contains(u"polled"), patienceMs);
    QVERIFY2(!ConsoleHarness::button(serverCard(), u"saveButton"_s), "nothing changed: nothing to save");
    auto *list = window().findChild<QListWidget *>(u"navigation"_s);
    QCOMPARE(list->currentRow(), 2);
    // Its list is marked already; a click on it leads there all the same.
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(2)).center());
    QCOMPARE(window().currentPage()->word(), u"servers"_s);
    window().page<ServersPage>()->openAction()->trigger();
    QCOMPARE(window().currentPage()->word(), u"server"_s);
}

void ServerCardTest::linksOfTheTableOpenTheCards()
{
    window().showPage<StreamsPage>();
    StreamTableView &table = *window().page<StreamsPage>()->table();
    const QModelIndex link = table.model()->index(0, int(StreamColumn::MainServer));
    table.scrollTo(link);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(link).center());
    QCOMPARE(window().currentPage()->word(), u"server"_s);
    QCOMPARE(label(serverCard(), u"cardTitle"_s), link.data().toString());
    window().goBack();
    QCOMPARE(window().currentPage()->word(), u"streams"_s);
    const QString camera = table.currentIndex().siblingAtColumn(int(StreamColumn::Camera)).data().toString();
    QTRY_VERIFY(window().page<StreamsPage>()->openCameraAction()->isEnabled());
    QTest::keyClick(&window(), Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(window().currentPage()->word(), u"camera"_s);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), camera);
}

void ServerCardTest::nameAndLimitsAreSavedAndSeenEverywhere()
{
    window().openServer(server().id);
    typeInto(serverCard(), u"serverName"_s, u"ms-01 north"_s);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"100"_s);
    typeInto(serverCard(), u"serverTrafficLimit"_s, u"600000"_s);
    QVERIFY(save(serverCard()));
    QCOMPARE(server().name, u"ms-01 north"_s);
    QCOMPARE(server().streamsLimit, std::optional(100));
    QCOMPARE(server().bitrateLimitBps, std::optional<qint64>(600'000'000));
    QCOMPARE(label(serverCard(), u"cardTitle"_s), u"ms-01 north"_s);
    QVERIFY(visibleText(window()).contains(u"600000"));
    window().showPage<StreamsPage>();
    QVERIFY(visibleText(window()).contains(u"ms-01 north"));
    window().openServer(server().id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, {});
    typeInto(serverCard(), u"serverTrafficLimit"_s, {});
    typeInto(serverCard(), u"serverName"_s, u"ms-01"_s);
    QVERIFY(save(serverCard()));
    QCOMPARE(server().streamsLimit, std::nullopt);
    QCOMPARE(server().bitrateLimitBps, std::nullopt);
    // Polling goes on with the new settings.
    const qint64 polled = m_console->fleet().servers().front().snapshot->polledAtMs;
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().servers().front().snapshot->polledAtMs > polled, patienceMs);
}

void ServerCardTest::fieldsAreLockedWhileStreamsAreThere()
{
    window().openServer(server().id);
    for (const QString &name : {u"serverExternalHost"_s, u"serverHlsPort"_s, u"serverRtspPort"_s,
                                u"serverGroup"_s, u"serverStorages"_s}) {
        auto *field = serverCard().findChild<QWidget *>(name);
        QVERIFY2(field && !field->isEnabled(), qPrintable(name));
        QVERIFY2(field->toolTip().contains(u"on this server"), qPrintable(field->toolTip()));
    }
    for (const QString &name :
         {u"serverName"_s, u"serverHost"_s, u"serverScheme"_s, u"serverApiPort"_s, u"serverSecret"_s,
          u"serverStreamsLimit"_s, u"serverTrafficLimit"_s, u"serverActive"_s, u"serverIncorrect"_s}) {
        auto *field = serverCard().findChild<QWidget *>(name);
        QVERIFY2(field && field->isEnabled(), qPrintable(name));
    }
    QVERIFY(label(serverCard(), u"lockNote"_s).contains(u"fields in grey"));
}

void ServerCardTest::badInputIsSaidAsItIsTyped_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("limit in words") << u"serverStreamsLimit"_s << u"many"_s << u"whole number"_s;
    QTest::newRow("limit zero") << u"serverStreamsLimit"_s << u"0"_s << u"whole number"_s;
    QTest::newRow("traffic negative") << u"serverTrafficLimit"_s << u"-1"_s << u"whole number"_s;
    QTest::newRow("host with a blank") << u"serverHost"_s << u"a b"_s << u"not a host name"_s;
    QTest::newRow("no host") << u"serverHost"_s << QString() << u"Enter the address"_s;
    QTest::newRow("host too long") << u"serverHost"_s << QString(300, u'a') << u"too long"_s;
}

void ServerCardTest::badInputIsSaidAsItIsTyped()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    window().openServer(server().id);
    const MediaServer before = server();
    typeInto(serverCard(), field, text);
    QVERIFY2(sentence(serverCard()).contains(expected), qPrintable(sentence(serverCard())));
    QVERIFY(!ConsoleHarness::button(serverCard(), u"saveButton"_s));
    QVERIFY(serverCard().findChild<QWidget *>(field)->property("invalid").toBool());
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier); // no way round it
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"revertButton"_s), Qt::LeftButton);
    QVERIFY(sentence(serverCard()).isEmpty());
    QVERIFY(!serverCard().findChild<QWidget *>(field)->property("invalid").toBool());
    QCOMPARE(server(), before);
}

void ServerCardTest::escapeReverts()
{
    window().openServer(server().id);
    auto *active = serverCard().findChild<QCheckBox *>(u"serverActive"_s);
    active->setFocus();
    QTest::keyClick(active, Qt::Key_Space);
    typeInto(serverCard(), u"serverName"_s, u"\"quotes\" <b>🎥</b> שלום"_s);
    QVERIFY(sentence(serverCard()).contains(u"not saved"));
    QTest::keyClick(serverCard().findChild<QLineEdit *>(u"serverName"_s), Qt::Key_Escape);
    QVERIFY(sentence(serverCard()).isEmpty());
    QCOMPARE(serverCard().findChild<QLineEdit *>(u"serverName"_s)->text(), u"ms-01"_s);
    QVERIFY(active->isChecked());
}

void ServerCardTest::wrongTokenShowsOnTheCardAndBack()
{
    window().openServer(server().id);
    auto *secret = serverCard().findChild<QLineEdit *>(u"serverSecret"_s);
    QVERIFY(secret->text().isEmpty());
    QCOMPARE(secret->placeholderText(), u"stored, sealed"_s);
    typeInto(serverCard(), u"serverSecret"_s, u"wrong-token-1234"_s);
    QVERIFY(save(serverCard()));
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"cardSubtitle"_s).contains(u"does not accept the token"),
                             patienceMs);
    QVERIFY2(status().startsWith(u"Does not answer since"), qPrintable(status()));
    QVERIFY2(secret->text().isEmpty(), "written, never read back");
    QVERIFY(!m_console->anyFileContains("wrong-token-1234"));
    typeInto(serverCard(), u"serverSecret"_s, m_fleet.server(0)[u"token"].toString());
    QVERIFY(save(serverCard()));
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"cardSubtitle"_s).contains(u"polled"), patienceMs);
    QVERIFY(!m_console->fleet().servers().front().failure);
    QVERIFY2(status().startsWith(u"Answers since"), qPrintable(status()));
}

void ServerCardTest::connectionIsTestedFromTheCard()
{
    window().openServer(server().id);
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"Test connection"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"serverOutcome"_s).contains(u"Connected to"), patienceMs);
    typeInto(serverCard(), u"serverSecret"_s, u"wrong"_s);
    QVERIFY2(label(serverCard(), u"serverOutcome"_s).isEmpty(), "the test was about other settings");
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"Test connection"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"serverOutcome"_s).contains(u"does not accept"),
                             patienceMs);
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"revertButton"_s), Qt::LeftButton);
}

void ServerCardTest::theStoredTokenGoesNowhereNewUnasked()
{
    window().openServer(server().id);
    auto *mayMove = serverCard().findChild<QCheckBox *>(u"serverMayMove"_s);
    QPushButton *test = ConsoleHarness::button(serverCard(), u"Test connection"_s);
    QVERIFY(!mayMove->isVisible());
    typeInto(serverCard(), u"serverHost"_s, u"stranger.example"_s);
    QTRY_VERIFY(mayMove->isVisible());
    QVERIFY2(mayMove->text().contains(u"stranger.example"), qPrintable(mayMove->text()));
    QVERIFY(!mayMove->isChecked() && !test->isEnabled());
    QVERIFY2(test->toolTip().contains(u"stored token"), qPrintable(test->toolTip()));
    QTest::keyClick(mayMove, Qt::Key_Space);
    QVERIFY(test->isEnabled());
    // It was said of that host, and of no other one.
    typeInto(serverCard(), u"serverHost"_s, u"another.example"_s);
    QVERIFY(!mayMove->isChecked() && !test->isEnabled());
    // A token that is typed now is meant for it.
    typeInto(serverCard(), u"serverSecret"_s, u"typed-now-1234"_s);
    QVERIFY(!mayMove->isVisible() && test->isEnabled());
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"revertButton"_s), Qt::LeftButton);
    QVERIFY(!mayMove->isVisible() && test->isEnabled());
}

void ServerCardTest::theirChangeIsShownAndMineGoesOnTop()
{
    window().openServer(server().id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"70"_s);
    QVERIFY(changeServerElsewhere([](MediaServer &stored) {
        stored.isActive = false;
        stored.streamsLimit = 30;
    }));
    // Before this console has seen it: the registry refuses. After: the card says so by itself.
    if (QPushButton *button = ConsoleHarness::button(serverCard(), u"saveButton"_s))
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!label(serverCard(), u"theirChanges"_s).isEmpty(), patienceMs);
    const QString theirs = label(serverCard(), u"theirChanges"_s);
    QVERIFY2(theirs.contains(u"Active: on → off"), qPrintable(theirs));
    QVERIFY2(theirs.contains(u"Limit of streams: unlimited → 30"), qPrintable(theirs));
    QVERIFY(!ConsoleHarness::button(serverCard(), u"saveButton"_s));
    QCOMPARE(server().streamsLimit, std::optional(30)); // nothing of mine was saved over it
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"Put mine on top"_s), Qt::LeftButton);
    QCOMPARE(serverCard().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text(), u"70"_s);
    QVERIFY(!serverCard().findChild<QCheckBox *>(u"serverActive"_s)->isChecked());
    QVERIFY(save(serverCard()));
    QCOMPARE(server().streamsLimit, std::optional(70));
    QVERIFY(!server().isActive);
}

void ServerCardTest::theirChangeCanBeTaken()
{
    window().openServer(server().id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"71"_s);
    QVERIFY(changeServerElsewhere([](MediaServer &stored) { stored.streamsLimit.reset(); }));
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(serverCard(), u"Load their values"_s), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"Load their values"_s), Qt::LeftButton);
    QVERIFY(sentence(serverCard()).isEmpty());
    QVERIFY(serverCard().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text().isEmpty());
}

void ServerCardTest::theirChangeIsTakenSilentlyWhenNothingWasTyped()
{
    window().openServer(server().id);
    const bool isActive = server().isActive;
    QVERIFY(changeServerElsewhere([&](MediaServer &stored) { stored.isActive = !isActive; }));
    QTRY_COMPARE_WITH_TIMEOUT(serverCard().findChild<QCheckBox *>(u"serverActive"_s)->isChecked(), !isActive,
                              patienceMs);
    QVERIFY(sentence(serverCard()).isEmpty());
}

void ServerCardTest::typedChangesSurviveALookElsewhere()
{
    const ServerId other = m_console->fleet().servers()[1].server.id;
    window().openServer(server().id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"72"_s);
    window().openServer(other);
    QCOMPARE(label(serverCard(), u"cardTitle"_s), u"ms-02"_s);
    QVERIFY(sentence(serverCard()).isEmpty());
    QVERIFY(serverCard().hasUnsavedChanges());
    window().goBack();
    QCOMPARE(serverCard().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text(), u"72"_s);
    QVERIFY(sentence(serverCard()).contains(u"not saved"));
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"revertButton"_s), Qt::LeftButton);
    QVERIFY(!serverCard().hasUnsavedChanges());
}

void ServerCardTest::closingAsksForUnsavedChanges()
{
    window().openServer(server().id);
    typeInto(serverCard(), u"serverStreamsLimit"_s, u"73"_s);
    QSignalSpy closing(&window(), &MainWindow::aboutToClose);
    window().close();
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &window());
    QCOMPARE(closing.size(), 0);
    QTest::mouseClick(ConsoleHarness::button(*QApplication::activeWindow(), u"Stay"_s), Qt::LeftButton);
    QTRY_COMPARE(QApplication::activeWindow(), &window());
    QVERIFY(window().isVisible());
    QTest::mouseClick(ConsoleHarness::button(serverCard(), u"revertButton"_s), Qt::LeftButton);
}

void ServerCardTest::loadTellsWhatTheServerTells()
{
    window().openServer(server().id);
    serverCard().tabs()->setCurrentIndex(ServerCard::LoadTab);
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"load0"_s).endsWith(u'%'), patienceMs);
    QVERIFY(label(serverCard(), u"load2"_s).at(0).isDigit());
    const auto &storages = m_console->fleet().servers().front().snapshot->load.storages;
    QVERIFY(!storages.empty());
    QVERIFY(visibleText(serverCard()).contains(storages.front().mount));
    const QString chart = serverCard().findChild<TimeChart *>()->accessibleDescription();
    QVERIFY2(chart.startsWith(u"Highest: "), qPrintable(chart));
    // MediaMTX tells nothing of its machine: that is said, not shown as 0.
    window().openServer(m_console->fleet().servers()[1].server.id);
    serverCard().tabs()->setCurrentIndex(ServerCard::LoadTab);
    QTRY_VERIFY_WITH_TIMEOUT(label(serverCard(), u"load0"_s).contains(u"not provided by this server"),
                             patienceMs);
    QVERIFY(label(serverCard(), u"load0"_s).startsWith(u'–'));
    window().goBack();
    QCOMPARE(serverCard().tabs()->currentIndex(), int(ServerCard::LoadTab));
}

void ServerCardTest::camerasTabLeadsToTheCamera()
{
    window().openServer(server().id);
    serverCard().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    QTableView *table = serverCard().streams()->table();
    const ServerStreamsModel &model = serverCard().streams()->model();
    QCOMPARE(model.rowCount(), int(m_console->fleet().servers().front().rows.size()));
    QVERIFY(model.rowCount() > 0);
    QCOMPARE(model.index(0, ServerStreamsModel::RoleColumn).data().toString(), u"main"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model.index(0, ServerStreamsModel::StatusColumn).data().toString(), u"Active"_s,
                              patienceMs);
    table->setFocus();
    table->setCurrentIndex(model.index(1, ServerStreamsModel::CameraColumn));
    const QString name = table->currentIndex().data().toString();
    QApplication::clipboard()->clear();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(name));
    table->sortByColumn(ServerStreamsModel::BitrateColumn, Qt::DescendingOrder);
    QCOMPARE(table->currentIndex().siblingAtColumn(ServerStreamsModel::CameraColumn).data().toString(), name);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(window().currentPage()->word(), u"camera"_s);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), name);
    // And back to the server by the link beside its stream.
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    QPushButton *link = nullptr;
    QTRY_VERIFY((link = ConsoleHarness::button(cameraCard(), u"mainServerLink"_s)));
    QCOMPARE(link->text(), u"ms-01"_s);
    QTest::mouseClick(link, Qt::LeftButton, {}, QPoint(5, 5));
    QCOMPARE(window().currentPage()->word(), u"server"_s);
    QCOMPARE(serverCard().server(), server().id);
    QCOMPARE(serverCard().tabs()->currentIndex(), int(ServerCard::GeneralTab));
}

QTEST_MAIN(ServerCardTest)
#include "tst_servercard.moc"
