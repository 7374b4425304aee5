#include "app/console/WindowCapture.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "models/registry/ServerRepository.h"
#include "tests/console/ConsoleHarness.h"
#include "tests/fleet/FleetProcess.h"
#include "views/cameras/CameraCard.h"
#include "views/cameras/CameraStreamPlace.h"
#include "views/common/CopyField.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerStreamsTab.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

QString apiUrl(const QJsonObject &server)
{
    return u"%1://127.0.0.1:%2"_s.arg(server[u"scheme"].toString()).arg(server[u"apiPort"].toInt());
}

} // namespace

/// The cards of media servers and cameras, and going from place to place, in the real window.
class CardsTest : public QObject
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
    void theirChangeIsShownAndMineGoesOnTop();
    void theirChangeCanBeTaken();
    void theirChangeIsTakenSilentlyWhenNothingWasTyped();
    void typedChangesSurviveALookElsewhere();
    void closingAsksForUnsavedChanges();
    void loadTellsWhatTheServerTells();
    void camerasTabLeadsToTheCamera();
    void cameraIsSavedWithItsPasswordSealed();
    void cameraBadInputIsSaid_data();
    void cameraBadInputIsSaid();
    void cameraConflictShowsTheirValues();
    void cameraStreamsShowEveryParameter();
    void streamActionsStandBesideTheirStream();
    void missingQualityOffersToAddIt();
    void oneGoesBackAndForward();
    void mouseButtonsGoBackAndForward();
    void lastPlaceIsRemembered();
    void vanishedSubjectsSaySo();

private:
    [[nodiscard]] bool addServer(int index, const QString &name);
    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] ServerCard &card() { return *window().serverCard(); }
    [[nodiscard]] CameraCard &cameraCard() { return *window().cameraCard(); }
    [[nodiscard]] const MediaServer &server() { return m_console->fleet().servers().front().server; }
    [[nodiscard]] const Camera &camera() { return m_console->fleet().cameras().front(); }
    [[nodiscard]] QString label(QWidget &parent, const QString &name)
    {
        auto *found = parent.findChild<QLabel *>(name);
        return found && found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] QString sentence(QWidget &parent) { return label(parent, u"changeSentence"_s); }
    void typeInto(QWidget &parent, const QString &field, const QString &text);
    /// As another console would: on the registry file itself.
    [[nodiscard]] bool changeElsewhere(const std::function<VoidResult(RegistryDatabase &)> &change);
    [[nodiscard]] bool changeServerElsewhere(const std::function<void(MediaServer &)> &change);
    [[nodiscard]] bool save(QWidget &card);

    fleet::FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    std::unique_ptr<ConsoleHarness> m_console;
};

void CardsTest::initTestCase()
{
    QVERIFY(m_fleet.start({u"--servers"_s, u"2"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"4"_s,
                           u"--live"_s, u"4"_s, u"--exit-with-stdin"_s},
                          30'000));
    m_console = std::make_unique<ConsoleHarness>();
    QVERIFY(m_console->start());
    QVERIFY(addServer(0, u"ms-01"_s));
    QVERIFY2(addServer(1, u"ms-02"_s), qPrintable(visibleText(window())));
    QTRY_COMPARE_WITH_TIMEOUT(int(m_console->fleet().servers().size()), 2, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().counts().active == m_console->fleet().rowCount(), patienceMs);
}

bool CardsTest::addServer(int index, const QString &name)
{
    // The shortcut is the window's: it has to have the keyboard back from the last dialog.
    window().activateWindow();
    if (!QTest::qWaitFor([this] { return QApplication::activeWindow() == &window(); }, patienceMs))
        return false;
    const QJsonObject server = m_fleet.server(index);
    const bool isMediaMtx = server[u"type"].toString() == u"mediamtx";
    const ConsoleHarness::Address address{isMediaMtx ? 1 : 0, apiUrl(server),
                                          isMediaMtx ? server[u"user"].toString() : QString(),
                                          server[isMediaMtx ? u"password"_s : u"token"_s].toString(), name};
    return m_console->openAddDialog(address) && m_console->testConnection() && m_console->addAndAdopt();
}

void CardsTest::init()
{
    window().activateWindow();
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &window(), patienceMs);
}

void CardsTest::cleanupTestCase()
{
    m_console.reset();
}

void CardsTest::typeInto(QWidget &parent, const QString &field, const QString &text)
{
    auto *edit = parent.findChild<QLineEdit *>(field);
    QVERIFY(edit);
    edit->setFocus();
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else if (text.size() > 100 || std::ranges::any_of(text, [](QChar c) { return c.unicode() > 127; }))
        edit->insert(text); // pasted: no key has these
    else
        QTest::keyClicks(edit, text);
}

bool CardsTest::changeElsewhere(const std::function<VoidResult(RegistryDatabase &)> &change)
{
    RegistryDatabase database;
    if (!database.open(m_console->console().session().registryPath()))
        return false;
    return database.inTransaction([&] { return change(database); }).has_value();
}

bool CardsTest::changeServerElsewhere(const std::function<void(MediaServer &)> &change)
{
    return changeElsewhere([&](RegistryDatabase &database) -> VoidResult {
        auto servers = ServerRepository(database).all();
        if (!servers)
            return tl::unexpected(servers.error());
        for (MediaServer &stored : *servers) {
            if (stored.id != server().id)
                continue;
            change(stored);
            return ServerRepository(database).save(stored);
        }
        return fail(ErrorCategory::Invalid, {});
    });
}

bool CardsTest::save(QWidget &card)
{
    QPushButton *button = ConsoleHarness::button(card, u"saveButton"_s);
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    auto *bar = card.findChild<QFrame *>(u"changeBar"_s);
    return QTest::qWaitFor([&] { return !bar->isVisible(); }, patienceMs);
}

void CardsTest::serverCardOpensFromTheList()
{
    window().showPlace(MainWindow::ServersPlace);
    window().servers()->selectServer(server().id);
    window().servers()->table()->setFocus();
    QTest::keyClick(window().servers()->table(), Qt::Key_Return);
    QCOMPARE(window().currentPlace(), MainWindow::ServerCardPlace);
    QVERIFY(card().isVisible());
    QCOMPARE(label(card(), u"cardTitle"_s), u"ms-01"_s);
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"cardSubtitle"_s).contains(u"polled"), patienceMs);
    QVERIFY2(!ConsoleHarness::button(card(), u"saveButton"_s), "nothing changed: nothing to save");
    auto *list = window().findChild<QListWidget *>(u"navigation"_s);
    QCOMPARE(list->currentRow(), int(MainWindow::ServersPlace));
    // Its list is marked already; a click on it leads there all the same.
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(MainWindow::ServersPlace)).center());
    QCOMPARE(window().currentPlace(), MainWindow::ServersPlace);
    window().servers()->openAction()->trigger();
    QCOMPARE(window().currentPlace(), MainWindow::ServerCardPlace);
}

void CardsTest::linksOfTheTableOpenTheCards()
{
    window().showPlace(MainWindow::StreamsPlace);
    StreamTableView &table = *window().streams()->table();
    const QModelIndex link = table.model()->index(0, int(StreamColumn::MainServer));
    table.scrollTo(link);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(link).center());
    QCOMPARE(window().currentPlace(), MainWindow::ServerCardPlace);
    QCOMPARE(label(card(), u"cardTitle"_s), link.data().toString());
    window().goBack();
    QCOMPARE(window().currentPlace(), MainWindow::StreamsPlace);
    const QString camera = table.currentIndex().siblingAtColumn(int(StreamColumn::Camera)).data().toString();
    QTRY_VERIFY(window().streams()->openCameraAction()->isEnabled());
    QTest::keyClick(&window(), Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(window().currentPlace(), MainWindow::CameraCardPlace);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), camera);
}

void CardsTest::nameAndLimitsAreSavedAndSeenEverywhere()
{
    window().openServer(server().id);
    typeInto(card(), u"serverName"_s, u"ms-01 north"_s);
    typeInto(card(), u"serverStreamsLimit"_s, u"100"_s);
    typeInto(card(), u"serverTrafficLimit"_s, u"600000"_s);
    QVERIFY(save(card()));
    QCOMPARE(server().name, u"ms-01 north"_s);
    QCOMPARE(server().streamsLimit, std::optional(100));
    QCOMPARE(server().bitrateLimitBps, std::optional<qint64>(600'000LL * 1024));
    QCOMPARE(label(card(), u"cardTitle"_s), u"ms-01 north"_s);
    QVERIFY(visibleText(window()).contains(u"600000"));
    window().showPlace(MainWindow::StreamsPlace);
    QVERIFY(visibleText(window()).contains(u"ms-01 north"));
    window().openServer(server().id);
    typeInto(card(), u"serverStreamsLimit"_s, {});
    typeInto(card(), u"serverTrafficLimit"_s, {});
    typeInto(card(), u"serverName"_s, u"ms-01"_s);
    QVERIFY(save(card()));
    QCOMPARE(server().streamsLimit, std::nullopt);
    QCOMPARE(server().bitrateLimitBps, std::nullopt);
    // Polling goes on with the new settings.
    const qint64 polled = m_console->fleet().servers().front().snapshot->polledAtMs;
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().servers().front().snapshot->polledAtMs > polled, patienceMs);
}

void CardsTest::fieldsAreLockedWhileStreamsAreThere()
{
    window().openServer(server().id);
    for (const QString &name : {u"serverExternalHost"_s, u"serverHlsPort"_s, u"serverRtspPort"_s,
                                u"serverGroup"_s, u"serverStorages"_s}) {
        auto *field = card().findChild<QWidget *>(name);
        QVERIFY2(field && !field->isEnabled(), qPrintable(name));
        QVERIFY2(field->toolTip().contains(u"on this server"), qPrintable(field->toolTip()));
    }
    for (const QString &name :
         {u"serverName"_s, u"serverHost"_s, u"serverScheme"_s, u"serverApiPort"_s, u"serverSecret"_s,
          u"serverStreamsLimit"_s, u"serverTrafficLimit"_s, u"serverActive"_s, u"serverIncorrect"_s}) {
        auto *field = card().findChild<QWidget *>(name);
        QVERIFY2(field && field->isEnabled(), qPrintable(name));
    }
    QVERIFY(label(card(), u"lockNote"_s).contains(u"fields in grey"));
}

void CardsTest::badInputIsSaidAsItIsTyped_data()
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

void CardsTest::badInputIsSaidAsItIsTyped()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    window().openServer(server().id);
    const MediaServer before = server();
    typeInto(card(), field, text);
    QVERIFY2(sentence(card()).contains(expected), qPrintable(sentence(card())));
    QVERIFY(!ConsoleHarness::button(card(), u"saveButton"_s));
    QVERIFY(card().findChild<QWidget *>(field)->property("invalid").toBool());
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier); // no way round it
    QTest::mouseClick(ConsoleHarness::button(card(), u"revertButton"_s), Qt::LeftButton);
    QVERIFY(sentence(card()).isEmpty());
    QVERIFY(!card().findChild<QWidget *>(field)->property("invalid").toBool());
    QCOMPARE(server(), before);
}

void CardsTest::escapeReverts()
{
    window().openServer(server().id);
    auto *active = card().findChild<QCheckBox *>(u"serverActive"_s);
    active->setFocus();
    QTest::keyClick(active, Qt::Key_Space);
    typeInto(card(), u"serverName"_s, u"\"quotes\" <b>🎥</b> שלום"_s);
    QVERIFY(sentence(card()).contains(u"not saved"));
    QTest::keyClick(card().findChild<QLineEdit *>(u"serverName"_s), Qt::Key_Escape);
    QVERIFY(sentence(card()).isEmpty());
    QCOMPARE(card().findChild<QLineEdit *>(u"serverName"_s)->text(), u"ms-01"_s);
    QVERIFY(active->isChecked());
}

void CardsTest::wrongTokenShowsOnTheCardAndBack()
{
    window().openServer(server().id);
    auto *secret = card().findChild<QLineEdit *>(u"serverSecret"_s);
    QVERIFY(secret->text().isEmpty());
    QCOMPARE(secret->placeholderText(), u"stored, sealed"_s);
    typeInto(card(), u"serverSecret"_s, u"wrong-token-1234"_s);
    QVERIFY(save(card()));
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"cardSubtitle"_s).contains(u"does not accept the token"),
                             patienceMs);
    QVERIFY2(secret->text().isEmpty(), "written, never read back");
    QVERIFY(!m_console->anyFileContains("wrong-token-1234"));
    typeInto(card(), u"serverSecret"_s, m_fleet.server(0)[u"token"].toString());
    QVERIFY(save(card()));
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"cardSubtitle"_s).contains(u"polled"), patienceMs);
    QVERIFY(!m_console->fleet().servers().front().failure);
}

void CardsTest::connectionIsTestedFromTheCard()
{
    window().openServer(server().id);
    QTest::mouseClick(ConsoleHarness::button(card(), u"Test connection"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"serverOutcome"_s).contains(u"Connected to"), patienceMs);
    typeInto(card(), u"serverSecret"_s, u"wrong"_s);
    QVERIFY2(label(card(), u"serverOutcome"_s).isEmpty(), "the test was about other settings");
    QTest::mouseClick(ConsoleHarness::button(card(), u"Test connection"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"serverOutcome"_s).contains(u"does not accept"), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(card(), u"revertButton"_s), Qt::LeftButton);
}

void CardsTest::theirChangeIsShownAndMineGoesOnTop()
{
    window().openServer(server().id);
    typeInto(card(), u"serverStreamsLimit"_s, u"70"_s);
    QVERIFY(changeServerElsewhere([](MediaServer &stored) {
        stored.isActive = false;
        stored.streamsLimit = 30;
    }));
    // Before this console has seen it: the registry refuses. After: the card says so by itself.
    if (QPushButton *button = ConsoleHarness::button(card(), u"saveButton"_s))
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!label(card(), u"theirChanges"_s).isEmpty(), patienceMs);
    const QString theirs = label(card(), u"theirChanges"_s);
    QVERIFY2(theirs.contains(u"Active: on → off"), qPrintable(theirs));
    QVERIFY2(theirs.contains(u"Limit of streams: unlimited → 30"), qPrintable(theirs));
    QVERIFY(!ConsoleHarness::button(card(), u"saveButton"_s));
    QCOMPARE(server().streamsLimit, std::optional(30)); // nothing of mine was saved over it
    QTest::mouseClick(ConsoleHarness::button(card(), u"Put mine on top"_s), Qt::LeftButton);
    QCOMPARE(card().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text(), u"70"_s);
    QVERIFY(!card().findChild<QCheckBox *>(u"serverActive"_s)->isChecked());
    QVERIFY(save(card()));
    QCOMPARE(server().streamsLimit, std::optional(70));
    QVERIFY(!server().isActive);
}

void CardsTest::theirChangeCanBeTaken()
{
    window().openServer(server().id);
    typeInto(card(), u"serverStreamsLimit"_s, u"71"_s);
    QVERIFY(changeServerElsewhere([](MediaServer &stored) { stored.streamsLimit.reset(); }));
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(card(), u"Load their values"_s), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(card(), u"Load their values"_s), Qt::LeftButton);
    QVERIFY(sentence(card()).isEmpty());
    QVERIFY(card().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text().isEmpty());
}

void CardsTest::theirChangeIsTakenSilentlyWhenNothingWasTyped()
{
    window().openServer(server().id);
    const bool isActive = server().isActive;
    QVERIFY(changeServerElsewhere([&](MediaServer &stored) { stored.isActive = !isActive; }));
    QTRY_COMPARE_WITH_TIMEOUT(card().findChild<QCheckBox *>(u"serverActive"_s)->isChecked(), !isActive,
                              patienceMs);
    QVERIFY(sentence(card()).isEmpty());
}

void CardsTest::typedChangesSurviveALookElsewhere()
{
    const ServerId other = m_console->fleet().servers()[1].server.id;
    window().openServer(server().id);
    typeInto(card(), u"serverStreamsLimit"_s, u"72"_s);
    window().openServer(other);
    QCOMPARE(label(card(), u"cardTitle"_s), u"ms-02"_s);
    QVERIFY(sentence(card()).isEmpty());
    QVERIFY(card().hasUnsavedChanges());
    window().goBack();
    QCOMPARE(card().findChild<QLineEdit *>(u"serverStreamsLimit"_s)->text(), u"72"_s);
    QVERIFY(sentence(card()).contains(u"not saved"));
    QTest::mouseClick(ConsoleHarness::button(card(), u"revertButton"_s), Qt::LeftButton);
    QVERIFY(!card().hasUnsavedChanges());
}

void CardsTest::closingAsksForUnsavedChanges()
{
    window().openServer(server().id);
    typeInto(card(), u"serverStreamsLimit"_s, u"73"_s);
    QSignalSpy closing(&window(), &MainWindow::aboutToClose);
    window().close();
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &window());
    QCOMPARE(closing.size(), 0);
    QTest::mouseClick(ConsoleHarness::button(*QApplication::activeWindow(), u"Stay"_s), Qt::LeftButton);
    QTRY_COMPARE(QApplication::activeWindow(), &window());
    QVERIFY(window().isVisible());
    QTest::mouseClick(ConsoleHarness::button(card(), u"revertButton"_s), Qt::LeftButton);
}

void CardsTest::loadTellsWhatTheServerTells()
{
    window().openServer(server().id);
    card().tabs()->setCurrentIndex(ServerCard::LoadTab);
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"load0"_s).endsWith(u'%'), patienceMs);
    QVERIFY(label(card(), u"load2"_s).at(0).isDigit());
    const auto &storages = m_console->fleet().servers().front().snapshot->load.storages;
    QVERIFY(!storages.empty());
    QVERIFY(visibleText(card()).contains(storages.front().mount));
    // MediaMTX tells nothing of its machine: that is said, not shown as 0.
    window().openServer(m_console->fleet().servers()[1].server.id);
    card().tabs()->setCurrentIndex(ServerCard::LoadTab);
    QTRY_VERIFY_WITH_TIMEOUT(label(card(), u"load0"_s).contains(u"not provided by this server"), patienceMs);
    QVERIFY(label(card(), u"load0"_s).startsWith(u'–'));
    window().goBack();
    QCOMPARE(card().tabs()->currentIndex(), int(ServerCard::LoadTab));
}

void CardsTest::camerasTabLeadsToTheCamera()
{
    window().openServer(server().id);
    card().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    QTableView *table = card().streams()->table();
    const ServerStreamsModel &model = card().streams()->model();
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
    QCOMPARE(window().currentPlace(), MainWindow::CameraCardPlace);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), name);
    // And back to the server by the link beside its stream.
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    QPushButton *link = nullptr;
    QTRY_VERIFY((link = ConsoleHarness::button(cameraCard(), u"mainServerLink"_s)));
    QCOMPARE(link->text(), u"ms-01"_s);
    QTest::mouseClick(link, Qt::LeftButton, {}, QPoint(5, 5));
    QCOMPARE(window().currentPlace(), MainWindow::ServerCardPlace);
    QCOMPARE(card().server(), server().id);
    QCOMPARE(card().tabs()->currentIndex(), int(ServerCard::GeneralTab));
}

void CardsTest::cameraIsSavedWithItsPasswordSealed()
{
    window().openCamera(camera().id);
    const QString oldName = camera().name;
    typeInto(cameraCard(), u"cameraName"_s, u"Gate \"A\" <1> 🎥"_s);
    typeInto(cameraCard(), u"cameraLocation"_s, u"Central station"_s);
    typeInto(cameraCard(), u"cameraMac"_s, u"00-1a-2b-3c-4d-5e"_s);
    QTest::keyClick(cameraCard().findChild<QLineEdit *>(u"cameraMac"_s), Qt::Key_Tab);
    QCOMPARE(cameraCard().findChild<QLineEdit *>(u"cameraMac"_s)->text(), u"00:1A:2B:3C:4D:5E"_s);
    auto *subnets = cameraCard().findChild<QPlainTextEdit *>(u"cameraSubnets"_s);
    QVERIFY2(!subnets->isEnabled(), "only with External access");
    QVERIFY(subnets->toolTip().contains(u"External access"));
    QTest::mouseClick(cameraCard().findChild<QCheckBox *>(u"cameraExternal"_s), Qt::LeftButton, {},
                      QPoint(8, 8));
    QVERIFY(subnets->isEnabled());
    QTest::keyClicks(subnets, u"192.0.2.77/24"_s);
    QTest::keyClick(subnets, Qt::Key_Return);
    QTest::keyClicks(subnets, u"2001:DB8::/32"_s);
    cameraCard().findChild<QCheckBox *>(u"cameraRecording"_s)->setChecked(true);
    cameraCard().findChild<QSpinBox *>(u"cameraArchiveDays"_s)->setValue(14);
    typeInto(cameraCard(), u"cameraOnvifUser"_s, u"admin"_s);
    typeInto(cameraCard(), u"cameraOnvifPassword"_s, u"onvif-secret-77"_s);
    QVERIFY(save(cameraCard()));
    const Camera saved = camera();
    QCOMPARE(saved.name, u"Gate \"A\" <1> 🎥"_s);
    QCOMPARE(saved.location, u"Central station"_s);
    QCOMPARE(saved.macAddress, u"00:1A:2B:3C:4D:5E"_s);
    QVERIFY(saved.isPublic);
    QCOMPARE(saved.allowedSubnets, QStringList({u"192.0.2.0/24"_s, u"2001:db8::/32"_s}));
    QCOMPARE(saved.archiveDays, 14);
    QVERIFY(saved.isRecording);
    QVERIFY(!saved.onvifSecret.isNull());
    QVERIFY(!m_console->anyFileContains("onvif-secret-77"));
    auto *password = cameraCard().findChild<QLineEdit *>(u"cameraOnvifPassword"_s);
    QVERIFY(password->text().isEmpty());
    QCOMPARE(password->placeholderText(), u"stored, sealed"_s);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), saved.name);
    QTest::mouseClick(ConsoleHarness::button(cameraCard(), u"Remove"_s), Qt::LeftButton);
    typeInto(cameraCard(), u"cameraName"_s, oldName);
    QVERIFY(save(cameraCard()));
    QVERIFY(camera().onvifSecret.isNull());
    window().showPlace(MainWindow::StreamsPlace);
    QVERIFY(visibleText(window()).contains(oldName));
}

void CardsTest::cameraBadInputIsSaid_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no name") << u"cameraName"_s << QString() << u"Enter a name"_s;
    QTest::newRow("long name") << u"cameraName"_s << QString(51, u'x') << u"at most 50"_s;
    QTest::newRow("ip") << u"cameraIp"_s << u"10.0.0.300"_s << u"not an IP address"_s;
    QTest::newRow("mac") << u"cameraMac"_s << u"00:11:22"_s << u"not a MAC address"_s;
    QTest::newRow("group mac") << u"cameraMac"_s << u"ff:ff:ff:ff:ff:ff"_s << u"cannot belong"_s;
}

void CardsTest::cameraBadInputIsSaid()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    window().openCamera(camera().id);
    typeInto(cameraCard(), field, text);
    QVERIFY2(sentence(cameraCard()).contains(expected), qPrintable(sentence(cameraCard())));
    QVERIFY(!ConsoleHarness::button(cameraCard(), u"saveButton"_s));
    QTest::keyClick(cameraCard().findChild<QLineEdit *>(field), Qt::Key_Escape);
    QVERIFY(sentence(cameraCard()).isEmpty());
}

void CardsTest::cameraConflictShowsTheirValues()
{
    window().openCamera(camera().id);
    typeInto(cameraCard(), u"cameraSerial"_s, u"SN-1"_s);
    QVERIFY(changeElsewhere([&](RegistryDatabase &database) -> VoidResult {
        auto stored = FleetRepository(database).camera(camera().id);
        if (!stored || !*stored)
            return fail(ErrorCategory::Invalid, {});
        (*stored)->location = u"Harbour"_s;
        return FleetRepository(database).saveCameras({**stored});
    }));
    if (QPushButton *button = ConsoleHarness::button(cameraCard(), u"saveButton"_s))
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        label(cameraCard(), u"theirChanges"_s).contains(u"Location: Central station → Harbour"), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(cameraCard(), u"Put mine on top"_s), Qt::LeftButton);
    QVERIFY(save(cameraCard()));
    QCOMPARE(camera().location, u"Harbour"_s);
    QCOMPARE(camera().serialNumber, u"SN-1"_s);
}

void CardsTest::cameraStreamsShowEveryParameter()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    auto *high = cameraCard().findChild<CameraStreamPlace *>(u"highStream"_s);
    const int row = m_console->fleet().rowOf(cameraCard().stream(Quality::High));
    QVERIFY(row >= 0);
    QTRY_VERIFY_WITH_TIMEOUT(label(*high, u"bitrate"_s) != u"–", patienceMs);
    QVERIFY(label(*high, u"resolution"_s).contains(u'×'));
    QVERIFY(label(*high, u"address"_s).startsWith(u"rtsp://"));
    QVERIFY(!label(*high, u"reconnects-total"_s).isEmpty());
    QCOMPARE(high->findChild<CopyField *>()->text(), cameraCard().stream(Quality::High).toString());
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), camera().name);
}

void CardsTest::streamActionsStandBesideTheirStream()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    QAction restart(u"Restart it"_s);
    QAction forbidden(u"Forbidden"_s);
    forbidden.setEnabled(false);
    forbidden.setToolTip(u"Because."_s);
    QSignalSpy triggered(&restart, &QAction::triggered);
    cameraCard().setStreamActions(Quality::Low, {&restart, &forbidden});
    auto *low = cameraCard().findChild<CameraStreamPlace *>(u"lowStream"_s);
    QAbstractButton *found = nullptr;
    for (QAbstractButton *button : low->findChildren<QAbstractButton *>()) {
        if (button->text() == u"Restart it")
            found = button;
    }
    QVERIFY(found);
    QTRY_VERIFY(found->isVisible());
    QTest::mouseClick(found, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    const auto hasButton = [](const QWidget &place) {
        return std::ranges::any_of(place.findChildren<QAbstractButton *>(),
                                   [](const QAbstractButton *button) {
                                       return button->isVisible() && button->text() == u"Restart it";
                                   });
    };
    QVERIFY(hasButton(*low));
    QVERIFY(!hasButton(*cameraCard().findChild<QWidget *>(u"highStream"_s)));
    cameraCard().setStreamActions(Quality::Low, {});
    QTRY_VERIFY(!hasButton(*low));
}

void CardsTest::missingQualityOffersToAddIt()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    const StreamId low = cameraCard().stream(Quality::Low);
    QVERIFY(!low.isNull());
    QSignalSpy shown(&cameraCard(), &CameraCard::streamsShown);
    m_console->console().session().forgetStreams({low}, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(cameraCard().stream(Quality::Low).isNull(), patienceMs);
    QPushButton *add = nullptr;
    QTRY_VERIFY((add = ConsoleHarness::button(cameraCard(), u"addStreamButton"_s)));
    QCOMPARE(shown.size(), 1);
    QVERIFY(shown.first()[1].value<StreamId>().isNull());
    QSignalSpy wanted(&cameraCard(), &CameraCard::addStreamRequested);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first()[0].value<CameraId>(), camera().id);
    QCOMPARE(wanted.first()[1].value<Quality>(), Quality::Low);
}

void CardsTest::oneGoesBackAndForward()
{
    const ServerId first = server().id;
    const ServerId second = m_console->fleet().servers()[1].server.id;
    window().showPlace(MainWindow::StreamsPlace);
    window().streams()->table()->selectFleetRow(0);
    const StreamId selected = m_console->fleet().row(0).id;
    window().openServer(first);
    card().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    window().openServer(second);
    QCOMPARE(card().tabs()->currentIndex(), int(ServerCard::GeneralTab));
    window().showPlace(MainWindow::StreamsPlace);
    window().streams()->table()->selectFleetRow(1);
    QVERIFY(window().backAction()->toolTip().contains(u"media server ms-02"));
    QVERIFY2(!window().forwardAction()->isEnabled(), "nothing lies ahead");
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(card().server(), second);
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(card().server(), first);
    QCOMPARE(card().tabs()->currentIndex(), int(ServerCard::CamerasTab));
    QVERIFY(window().backAction()->toolTip().contains(u"Video Streams"));
    QVERIFY(window().forwardAction()->toolTip().contains(u"ms-02"));
    QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window().currentPlace(), MainWindow::StreamsPlace);
    QCOMPARE(m_console->fleet().row(window().streams()->table()->currentFleetRow()).id, selected);
    QTest::keyClick(&window(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(card().server(), first);
    // A new step leaves what lay ahead.
    window().openCamera(camera().id);
    QVERIFY(!window().forwardAction()->isEnabled());
    window().goForward();
    QCOMPARE(window().currentPlace(), MainWindow::CameraCardPlace);
}

void CardsTest::mouseButtonsGoBackAndForward()
{
    window().showPlace(MainWindow::StreamsPlace);
    window().openServer(server().id);
    card().tabs()->setCurrentIndex(ServerCard::CamerasTab);
    QTableView *table = card().streams()->table();
    const QModelIndex before = table->currentIndex();
    QTest::mouseClick(table->viewport(), Qt::BackButton, {}, QPoint(30, 10));
    QCOMPARE(window().currentPlace(), MainWindow::StreamsPlace);
    QCOMPARE(table->currentIndex(), before); // it was no click on a row
    QTest::mouseClick(window().streams()->table()->viewport(), Qt::ForwardButton, {}, QPoint(30, 10));
    QCOMPARE(card().server(), server().id);
    QCOMPARE(window().currentPlace(), MainWindow::ServerCardPlace);
}

void CardsTest::lastPlaceIsRemembered()
{
    window().openCamera(camera().id);
    const QJsonObject state = window().saveState();
    FleetState later;
    MainWindow next(later);
    next.restoreState(state);
    QCOMPARE(next.currentPlace(), MainWindow::StreamsPlace); // the registry is not open yet
    QCOMPARE(next.saveState()[u"place"], state[u"place"]);   // and nothing is forgotten by closing now
    const FleetState &fleet = m_console->fleet();
    std::vector<MediaServer> servers;
    for (const FleetServer &known : fleet.servers())
        servers.push_back(known.server);
    later.setFleet(servers, fleet.cameras(), fleet.streams());
    QCOMPARE(next.currentPlace(), MainWindow::CameraCardPlace);
    QCOMPARE(next.cameraCard()->camera(), camera().id);
    FleetState other;
    MainWindow third(other);
    third.restoreState(state);
    other.setFleet(servers, {}, {});
    QCOMPARE(third.currentPlace(), MainWindow::StreamsPlace); // that camera is gone
    third.restoreState({{u"place"_s, u"nonsense:1:2"_s}});
    QCOMPARE(third.currentPlace(), MainWindow::StreamsPlace);
}

void CardsTest::vanishedSubjectsSaySo()
{
    const CameraId gone = camera().id;
    const QString cameraName = camera().name;
    window().openCamera(gone);
    QTRY_COMPARE(label(cameraCard(), u"cardTitle"_s), cameraName);
    const ServerId id = server().id;
    window().openServer(id);
    typeInto(card(), u"serverStreamsLimit"_s, u"74"_s);
    m_console->console().session().removeServer(id, StreamsOfRemovedServer::Remove, this,
                                                [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(
        label(card(), u"serverGone"_s).contains(u"ms-01 is not in the registry any more"), patienceMs);
    QVERIFY(!ConsoleHarness::button(card(), u"saveButton"_s));
    QVERIFY2(!card().hasUnsavedChanges(), "there is nothing left to save it to");
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
    window().goBack();
    QVERIFY(label(cameraCard(), u"cameraGone"_s).contains(cameraName));
    QVERIFY(window().forwardAction()->toolTip().contains(u"gone"));
    window().showPlace(MainWindow::StreamsPlace);
    QCOMPARE(window().currentPlace(), MainWindow::StreamsPlace);
}

QTEST_MAIN(CardsTest)
#include "tst_cards.moc"
