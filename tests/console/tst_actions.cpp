#include "app/console/WindowCapture.h"
#include "app/session/NewStreams.h"
#include "models/rules/AddressRule.h"
#include "tests/console/WindowTest.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/preview/VideoWidget.h"
#include "views/shell/MainWindow.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/AddressEditor.h"
#include "views/streams/DeleteStreamsDialog.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the buttons of a row do, in the real window, against real servers of both makes: healthy,
/// refusing, hanging, late. Each has to end as the operator is told.
class ActionsTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void restartAndSwitchOff_data();
    void restartAndSwitchOff();
    void audioIsSwitchedWhereTheServerCan();
    void aServerThatDoesNotObey_data();
    void aServerThatDoesNotObey();
    void theAddressIsEditedInPlace();
    void somebodyElsesEditIsShown();
    void aCameraIsAddedByHandAndDeleted();
    void theAddDialogTellsWhatIsWrong();
    void manyAreRestartedAfterAQuestion();
    void aRestartOfDeadCamerasSaysThatThereIsNoPicture();
    void driftIsMended();
    void disabledActionsSayWhy();
    void theActivityPageTellsItAll();

private:
    [[nodiscard]] int rowOn(const QString &server, Quality quality, int skip = 0);
    [[nodiscard]] StreamId select(int row);
    [[nodiscard]] const FleetRow &row(const StreamId &id) { return fleet().row(fleet().rowOf(id)); }
    [[nodiscard]] StreamsPage &page() { return *m_console->window().page<StreamsPage>(); }
    [[nodiscard]] QAction *action(StreamAction which) { return page().actions()->action(which); }
    [[nodiscard]] QString outcome();
    [[nodiscard]] bool waitForOutcome(const QString &part);
    [[nodiscard]] bool fault(int server, const QJsonObject &fault);
    [[nodiscard]] QJsonArray log(int server);
    [[nodiscard]] Operation lastOperation();
};

void ActionsTest::initTestCase()
{
    // Two media_server_v2 (one with TLS) and a MediaMTX; they act half a second after their answers, so that
    // what is pending can be seen.
    startFleet({u"--servers"_s, u"3"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"9"_s, u"--live"_s, u"7"_s,
                u"--tls"_s, u"first"_s, u"--effect-ms"_s, u"500"_s});
    OperationPace pace;
    pace.retryDelays = {};
    pace.confirmDelays = {100ms, 200ms, 300ms, 400ms, 500ms, 500ms, 500ms, 500ms};
    pace.jitter = 20ms;
    m_console->console().session().operations().setPace(pace);
    for (int i = 0; i < 3; ++i)
        QVERIFY2(addServer(i, u"ms-0%1"_s.arg(i + 1)), qPrintable(visibleText(window())));
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().unmanaged, 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active) >= 12, patienceMs);
}

void ActionsTest::cleanupTestCase()
{
    m_console.reset();
}

void ActionsTest::init()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(fault(i, {{u"kind"_s, u"none"_s}}));
    m_fleet.forgetConnections();
    m_console->window().showPage<StreamsPage>();
    m_console->window().batchBar()->dismiss();
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Stale), 0, patienceMs);
}

bool ActionsTest::fault(int server, const QJsonObject &fault)
{
    QJsonObject body = fault;
    body[u"server"_s] = m_fleet.server(server)[u"name"].toString();
    return m_fleet.control(u"/fault"_s, body);
}

int ActionsTest::rowOn(const QString &server, Quality quality, int skip)
{
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const FleetRow &row = fleet().row(i);
        const bool isThere = row.mainServer >= 0 &&
                             fleet().servers()[size_t(row.mainServer)].server.name == server &&
                             row.quality == quality && row.isManaged() && row.status == StreamStatus::Active;
        if (isThere && skip-- == 0)
            return i;
    }
    return -1;
}

StreamId ActionsTest::select(int row)
{
    if (row < 0)
        return {};
    page().table()->selectFleetRow(row);
    page().table()->setFocus();
    const StreamId id = fleet().row(row).id;
    (void)QTest::qWaitFor([&] { return page().actions()->rows() == std::vector<int>{fleet().rowOf(id)}; });
    return id;
}

QString ActionsTest::outcome()
{
    BatchBar *bar = m_console->window().batchBar();
    QString text;
    for (const QLabel *label : bar->findChildren<QLabel *>()) {
        if (label->isVisible())
            text += label->text() + u'\n';
    }
    return text;
}

bool ActionsTest::waitForOutcome(const QString &part)
{
    const bool isThere = QTest::qWaitFor([&] { return outcome().contains(part); }, patienceMs);
    if (!isThere)
        qWarning("the bar says: %s", qPrintable(outcome()));
    return isThere;
}

Operation ActionsTest::lastOperation()
{
    OperationTableModel &model = m_console->window().page<ActivityPage>()->model();
    return model.rowCount() > 0 ? model.operation(0) : Operation();
}

QJsonArray ActionsTest::log(int server)
{
    const auto answer =
        m_fleet.control("GET", u"/log?server=%1"_s.arg(m_fleet.server(server)[u"name"].toString()));
    return QJsonDocument::fromJson(answer.body).array();
}

void ActionsTest::restartAndSwitchOff_data()
{
    QTest::addColumn<QString>("server");
    QTest::newRow("media_server_v2") << u"ms-02"_s;
    QTest::newRow("media_server_v2 over TLS") << u"ms-01"_s;
    QTest::newRow("MediaMTX") << u"ms-03"_s;
}

void ActionsTest::restartAndSwitchOff()
{
    QFETCH(QString, server);
    const StreamId id = select(rowOn(server, Quality::High));
    QVERIFY(!id.isNull());
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Restart)->isEnabled(), patienceMs);
    const qint64 captureBefore = fleet().observed(row(id))->sourceStartMs;
    QTest::keyClick(page().table(), Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(row(id).pending.has_value());
    QTRY_VERIFY(action(StreamAction::Restart)->toolTip().contains(u"under way"));
    QVERIFY(!action(StreamAction::Restart)->isEnabled());
    QVERIFY(waitForOutcome(u": active."_s));
    QCOMPARE(lastOperation().state, OperationState::Confirmed);
    QTRY_VERIFY_WITH_TIMEOUT(
        fleet().observed(row(id)) && fleet().observed(row(id))->sourceStartMs != captureBefore, patienceMs);
    QTRY_VERIFY(!row(id).pending && action(StreamAction::Disable)->isEnabled());

    QTest::keyClick(page().table(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(row(id).isOff && !row(id).isEnabled && !row(id).pending, patienceMs);
    QCOMPARE(row(id).status, StreamStatus::Inactive);
    QCOMPARE(row(id).drift, Drift::None);
    QCOMPARE(lastOperation().kind, OperationKind::Disable);
    QTRY_COMPARE(page().actions()->power()->text(), u"Enable"_s);
    QTRY_VERIFY(action(StreamAction::Restart)->toolTip().contains(u"switched off"));
    QTRY_VERIFY(page().actions()->power()->isEnabled());
    page().actions()->power()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(row(id).status == StreamStatus::Active && row(id).isEnabled && !row(id).pending,
                             patienceMs);
    QCOMPARE(row(id).drift, Drift::None);
}

void ActionsTest::audioIsSwitchedWhereTheServerCan()
{
    const auto findSounding = [this] {
        for (int i = 0; i < fleet().rowCount(); ++i) {
            const ObservedStream *seen = fleet().observed(fleet().row(i));
            const QString server = fleet().servers()[size_t(fleet().row(i).mainServer)].server.name;
            if (seen && seen->hasAudio == Tristate::Yes && server != u"ms-03")
                return i;
        }
        return -1;
    };
    // One that was just restarted tells its tracks a little later.
    QTRY_VERIFY_WITH_TIMEOUT(findSounding() >= 0, patienceMs);
    const StreamId id = select(findSounding());
    QVERIFY(!id.isNull());
    const auto offers = [this](const QString &text) {
        return page().actions()->audio()->isEnabled() && page().actions()->audio()->text() == text;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offers(u"Audio off"_s), patienceMs);
    page().actions()->audio()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && row(id).audio == Tristate::No &&
                                 fleet().observed(row(id))->hasAudio == Tristate::No,
                             patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(offers(u"Audio on"_s), patienceMs);
    page().actions()->audio()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && row(id).audio == Tristate::Yes &&
                                 fleet().observed(row(id))->hasAudio == Tristate::Yes,
                             patienceMs);
    QVERIFY(!select(rowOn(u"ms-03"_s, Quality::High)).isNull());
    QVERIFY(!page().actions()->audio()->isEnabled());
    QVERIFY(page().actions()->audio()->toolTip().contains(u"Not provided by this server"));
}

void ActionsTest::aServerThatDoesNotObey_data()
{
    QTest::addColumn<QJsonObject>("behaviour");
    QTest::addColumn<OperationState>("state");
    QTest::addColumn<bool>("isDisabled");
    const QString writes = u"writes"_s;
    QTest::newRow("refuses") << QJsonObject{{u"kind"_s, u"status"_s},
                                            {u"status"_s, 409},
                                            {u"scope"_s, writes}}
                             << OperationState::Failed << false;
    QTest::newRow("takes no token") << QJsonObject{{u"kind"_s, u"status"_s},
                                                   {u"status"_s, 403},
                                                   {u"scope"_s, writes}}
                                    << OperationState::Failed << false;
    QTest::newRow("is late") << QJsonObject{{u"kind"_s, u"late"_s},
                                            {u"delayMs"_s, 2000},
                                            {u"scope"_s, writes}}
                             << OperationState::Confirmed << true;
    QTest::newRow("hangs, and did it")
        << QJsonObject{{u"kind"_s, u"hang"_s}, {u"effect"_s, true}, {u"scope"_s, writes}}
        << OperationState::Confirmed << true;
    QTest::newRow("hangs, and did not")
        << QJsonObject{{u"kind"_s, u"hang"_s}, {u"scope"_s, writes}} << OperationState::Unconfirmed << true;
    QTest::newRow("cuts the answer") << QJsonObject{{u"kind"_s, u"cut"_s}, {u"scope"_s, writes}}
                                     << OperationState::Confirmed << true;
}

void ActionsTest::aServerThatDoesNotObey()
{
    QFETCH(QJsonObject, behaviour);
    QFETCH(OperationState, state);
    QFETCH(bool, isDisabled);
    const StreamId id = select(rowOn(u"ms-02"_s, Quality::Low));
    QVERIFY(!id.isNull());
    QVERIFY(fault(1, behaviour));
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Disable)->isEnabled(), patienceMs);
    const OperationId before = lastOperation().id;
    action(StreamAction::Disable)->trigger();
    // A refusal comes so soon that nobody may see it pending.
    QTRY_VERIFY_WITH_TIMEOUT(
        lastOperation().id != before && !isOpen(lastOperation().state) && !row(id).pending, 40'000);
    const Operation operation = lastOperation();
    QCOMPARE(operation.state, state);
    QCOMPARE(!row(id).isEnabled, isDisabled);
    if (state != OperationState::Confirmed) {
        QVERIFY(!operation.message.isEmpty());
        QVERIFY2(outcome().contains(operation.message), qPrintable(outcome()));
    }
    QVERIFY(fault(1, {{u"kind"_s, u"none"_s}}));
    if (state == OperationState::Unconfirmed) {
        // What the operator was told to look for.
        QTRY_COMPARE_WITH_TIMEOUT(row(id).drift, Drift::Different, patienceMs);
        (void)select(fleet().rowOf(id));
        QTRY_VERIFY(action(StreamAction::Push)->isEnabled());
        action(StreamAction::Push)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && row(id).isOff && row(id).drift == Drift::None,
                                 patienceMs);
    }
    if (isDisabled) {
        (void)select(fleet().rowOf(id));
        QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Enable)->isEnabled(), patienceMs);
        action(StreamAction::Enable)->trigger();
    }
    QTRY_VERIFY_WITH_TIMEOUT(row(id).status == StreamStatus::Active && row(id).isEnabled && !row(id).pending,
                             patienceMs);
}

void ActionsTest::theAddressIsEditedInPlace()
{
    const StreamId id = select(rowOn(u"ms-02"_s, Quality::High));
    QVERIFY(!id.isNull());
    const QString original = fleet().stream(id)->address.full().revealText();
    const QString masked = fleet().stream(id)->address.masked();
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::EditAddress)->isEnabled(), patienceMs);
    QTest::keyClick(page().table(), Qt::Key_F2);
    auto *editor = page().findChild<AddressEditor *>();
    auto *edit = editor->findChild<QLineEdit *>();
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(edit->text(), masked);
    QVERIFY(!ConsoleHarness::button(*editor, u"Save changes"_s));
    // Nonsense is said, and cannot be saved; Esc takes it back.
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"ftp://somewhere"_s);
    QVERIFY2(visibleText(*editor).contains(u"has to begin with rtsp"), qPrintable(visibleText(*editor)));
    QVERIFY(!ConsoleHarness::button(*editor, u"Save changes"_s));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), masked);
    // Another camera's address: the hidden credentials stay, the server really pulls it.
    const StreamId other = fleet().row(rowOn(u"ms-01"_s, Quality::High)).id;
    const QString target = fleet().stream(other)->address.full().revealText();
    edit->setText(target);
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(*editor, u"Save changes"_s), patienceMs);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && fleet().stream(id)->address.full().revealText() == target,
                             patienceMs);
    QVERIFY(waitForOutcome(u"Confirmed"_s));
    QTRY_COMPARE_WITH_TIMEOUT(row(id).status, StreamStatus::Active, patienceMs);
    QVERIFY(!m_console->anyFileContains(target.section(u'@', 0, 0).toUtf8()));
    // And back, with the mask left in place where there is one.
    (void)select(fleet().rowOf(id));
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::EditAddress)->isEnabled(), patienceMs);
    QTest::keyClick(page().table(), Qt::Key_F2);
    edit->setText(original);
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(*editor, u"Save changes"_s), patienceMs);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && fleet().stream(id)->address.full().revealText() == original,
                             patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(row(id).status, StreamStatus::Active, patienceMs);
}

void ActionsTest::somebodyElsesEditIsShown()
{
    const StreamId id = select(rowOn(u"ms-02"_s, Quality::High));
    const QString original = fleet().stream(id)->address.full().revealText();
    auto *editor = page().findChild<AddressEditor *>();
    auto *edit = editor->findChild<QLineEdit *>();
    QTest::keyClick(page().table(), Qt::Key_F2);
    edit->setText(u"rtsp://10.9.9.9/mine"_s);
    // Meanwhile, on another desk (the same registry, another session).
    MemoryKeychain keychain;
    Session desk(keychain, {false, false});
    desk.open(m_console->console().session().registryPath());
    QTRY_VERIFY(desk.isOpen());
    QVERIFY(m_console->console().session().fleet().stream(id));
    m_console->console().session().runCommands([&] {
        StreamCommand change;
        change.kind = OperationKind::ChangeAddress;
        change.stream = id;
        change.address = fields::checkAddress(u"rtsp://10.9.9.9/theirs"_s).value();
        return std::vector{change};
    }());
    QTRY_VERIFY_WITH_TIMEOUT(visibleText(*editor).contains(u"Somebody else changed the address"), patienceMs);
    QCOMPARE(edit->text(), u"rtsp://10.9.9.9/mine"_s); // what was typed is not lost
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending, patienceMs);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), u"rtsp://10.9.9.9/theirs"_s);
    // The other desk sees it too.
    QTRY_COMPARE_WITH_TIMEOUT(desk.fleet().stream(id)->address.masked(), u"rtsp://10.9.9.9/theirs"_s,
                              patienceMs);
    edit->setText(original);
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(*editor, u"Save changes"_s), patienceMs);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!row(id).pending && row(id).status == StreamStatus::Active, patienceMs);
}

void ActionsTest::aCameraIsAddedByHandAndDeleted()
{
    const QJsonObject camera = m_fleet.camera(1);
    const int before = fleet().rowCount();
    QTest::keyClick(&m_console->window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_console->dialog<AddCameraDialog>());
    AddCameraDialog &dialog = *m_console->dialog<AddCameraDialog>();
    QTRY_VERIFY(QApplication::activeWindow() == &dialog);
    const auto edits = dialog.findChildren<QLineEdit *>();
    edits[0]->setText(u"Tor \"5\" <b> 📷"_s);
    const QString name = edits[0]->text();
    edits[3]->setText(camera[u"high"].toObject()[u"url"].toString());
    QVERIFY2(ConsoleHarness::button(dialog, u"Add"_s), qPrintable(visibleText(dialog)));
    QVERIFY(visibleText(dialog).contains(u"used already by"));
    // Played before it is saved.
    QTest::mouseClick(ConsoleHarness::button(dialog, u"Test"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<VideoWidget *>() &&
                                 !dialog.findChild<VideoWidget *>()->currentFrame().isNull(),
                             patienceMs);
    QCOMPARE(fleet().rowCount(), before);
    dialog.findChildren<QComboBox *>().last()->setCurrentIndex(2); // ms-02
    QTest::mouseClick(ConsoleHarness::button(dialog, u"Add"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(fleet().rowCount() == before + 1, patienceMs);
    const auto added =
        std::ranges::find_if(fleet().rows(), [&](const FleetRow &row) { return row.cameraName == name; });
    QVERIFY(added != fleet().rows().end());
    const StreamId id = added->id;
    QTRY_VERIFY_WITH_TIMEOUT(row(id).status == StreamStatus::Active && !row(id).pending, patienceMs);
    QCOMPARE(row(id).drift, Drift::None);
    QCOMPARE(fleet().servers()[size_t(row(id).mainServer)].server.name, u"ms-02"_s);

    // Delete: Cancel is the default, recordings are kept unless one says otherwise.
    (void)select(fleet().rowOf(id));
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Delete)->isEnabled(), patienceMs);
    QTest::keyClick(page().table(), Qt::Key_Delete);
    QTRY_VERIFY(m_console->dialog<DeleteStreamsDialog>());
    QVERIFY(visibleText(*m_console->dialog<DeleteStreamsDialog>()).contains(name));
    QVERIFY(visibleText(*m_console->dialog<DeleteStreamsDialog>()).contains(u"1 camera"));
    QTest::mouseClick(ConsoleHarness::button(*m_console->dialog<DeleteStreamsDialog>(), u"Delete"_s),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(fleet().rowOf(id) < 0, patienceMs);
    QCOMPARE(fleet().rowCount(), before);
    QCOMPARE(fleet().counts().unmanaged, 0);
    const QJsonArray requests = log(1);
    const auto wasKept = std::ranges::any_of(requests, [&](const QJsonValue &value) {
        const QJsonObject request = value.toObject();
        return request[u"method"].toString() == u"DELETE" &&
               request[u"query"].toString().contains(u"erase_dvr=false");
    });
    QVERIFY(wasKept);
}

void ActionsTest::theAddDialogTellsWhatIsWrong()
{
    page().addCameraAction()->trigger();
    QTRY_VERIFY(m_console->dialog<AddCameraDialog>());
    AddCameraDialog &dialog = *m_console->dialog<AddCameraDialog>();
    QTRY_VERIFY(QApplication::activeWindow() == &dialog);
    const auto edits = dialog.findChildren<QLineEdit *>();
    QVERIFY(!ConsoleHarness::button(dialog, u"Add"_s));
    QTest::keyClicks(edits[0], u"Gate"_s);
    for (const auto &[typed, said] :
         {std::pair(u"rtsp:/10.0.0.1"_s, u"two slashes"_s), std::pair(u"gate"_s, u"Write rtsp://"_s),
          std::pair(u"rtsp://10.0.0.1:99999/x"_s, u"not a valid URL"_s)}) {
        edits[3]->setText(typed);
        QVERIFY2(visibleText(dialog).contains(said), qPrintable(visibleText(dialog)));
        QVERIFY(!ConsoleHarness::button(dialog, u"Add"_s));
    }
    edits[3]->setText(u"rtsp://10.0.0.1/x"_s);
    QVERIFY(ConsoleHarness::button(dialog, u"Add"_s));
    edits[2]->setText(u"10.0.0.x"_s);
    QVERIFY(visibleText(dialog).contains(u"IP address is not valid"));
    edits[2]->clear();
    edits[6]->setText(u"pw"_s);
    QVERIFY(visibleText(dialog).contains(u"Enter the user"));
    edits[5]->setText(u"admin"_s);
    QCOMPARE(dialog.address(Quality::High)->full().revealText(), u"rtsp://admin:pw@10.0.0.1/x"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<AddCameraDialog>());
}

void ActionsTest::manyAreRestartedAfterAQuestion()
{
    page().table()->selectAll();
    QTRY_COMPARE(int(page().actions()->rows().size()), fleet().rowCount());
    const int possible = int(page().actions()->possibleRows(StreamAction::Restart).size());
    QVERIFY(possible >= 12);
    action(StreamAction::Restart)->trigger();
    QTRY_VERIFY(m_console->dialog<QMessageBox>());
    QVERIFY(m_console->dialog<QMessageBox>()->text().contains(QString::number(possible)));
    QTest::mouseClick(ConsoleHarness::button(*m_console->dialog<QMessageBox>(), u"Restart"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(outcome().contains(u"asking") || outcome().contains(u"asked") ||
                outcome().contains(u"waiting"));
    QVERIFY(ConsoleHarness::button(*m_console->window().batchBar(), u"Cancel"_s));
    QVERIFY(waitForOutcome(u"%1 restarted: %1 active"_s.arg(possible)));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active) >= 12, patienceMs);
}

/// That the server took it is half the answer: the cameras are as dead as before.
void ActionsTest::aRestartOfDeadCamerasSaysThatThereIsNoPicture()
{
    const auto turn = [this](const QString &action) {
        return m_fleet.control(u"/camera"_s, {{u"camera"_s, 1}, {u"action"_s, action}});
    };
    const auto dead = [this] {
        std::vector<int> rows;
        for (int i = 0; i < fleet().rowCount(); ++i) {
            const FleetRow &one = fleet().row(i);
            if (one.isManaged() && one.status == StreamStatus::Inactive && !one.isOff)
                rows.push_back(i);
        }
        return rows;
    };
    QVERIFY(dead().empty());
    QVERIFY(turn(u"off"_s));
    QTRY_COMPARE_WITH_TIMEOUT(int(dead().size()), 2, patienceMs);
    StreamFilter filter;
    filter.state = StreamState::Inactive;
    page().filterBar()->setFilter(filter);
    page().table()->selectAll();
    QTRY_COMPARE(int(page().actions()->possibleRows(StreamAction::Restart).size()), 2);
    action(StreamAction::Restart)->trigger();
    QTRY_VERIFY(m_console->dialog<QMessageBox>());
    QTest::mouseClick(ConsoleHarness::button(*m_console->dialog<QMessageBox>(), u"Restart"_s),
                      Qt::LeftButton);
    QVERIFY(waitForOutcome(u"2 restarted: 0 active, 2 still without picture: the camera does not answer"_s));
    QCOMPARE(lastOperation().payload.picture, Picture::None);
    QVERIFY(turn(u"on"_s));
    QTRY_VERIFY_WITH_TIMEOUT(dead().empty(), patienceMs);
    page().filterBar()->clear();
}

void ActionsTest::driftIsMended()
{
    // A MediaMTX that was restarted has forgotten what it was told by its API; the console makes it anew.
    const QJsonObject camera = m_fleet.camera(2);
    NewCamera wanted;
    wanted.camera.name = u"Forgotten"_s;
    wanted.high = StreamAddress::fromText(camera[u"high"].toObject()[u"url"].toString());
    Session &session = m_console->console().session();
    ServerId mediaMtx;
    for (const FleetServer &server : fleet().servers()) {
        if (server.server.name == u"ms-03")
            mediaMtx = server.server.id;
    }
    const auto commands = planNewCamera(wanted, mediaMtx, fleet(), QDateTime::currentDateTimeUtc()).value();
    const StreamId id = commands.front().stream;
    session.runCommands(commands);
    QTRY_VERIFY_WITH_TIMEOUT(
        fleet().rowOf(id) >= 0 && row(id).status == StreamStatus::Active && !row(id).pending, patienceMs);
    QVERIFY(m_fleet.control(
        u"/server"_s, {{u"server"_s, m_fleet.server(2)[u"name"].toString()}, {u"action"_s, u"restart"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(row(id).drift, Drift::Missing, 60'000);
    (void)select(fleet().rowOf(id));
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Recreate)->isEnabled(), patienceMs);
    action(StreamAction::Recreate)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(row(id).status == StreamStatus::Active && row(id).drift == Drift::None &&
                                 !row(id).pending,
                             patienceMs);
    // Forgotten here, it is unmanaged; adopted, it is ours again.
    (void)select(fleet().rowOf(id));
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Forget)->isEnabled(), patienceMs);
    action(StreamAction::Forget)->trigger();
    QTRY_VERIFY(m_console->dialog<QMessageBox>());
    QTest::mouseClick(ConsoleHarness::button(*m_console->dialog<QMessageBox>(), u"Remove"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().unmanaged, 1, patienceMs);
    const auto unmanaged =
        std::ranges::find_if(fleet().rows(), [](const FleetRow &row) { return !row.isManaged(); });
    page().table()->selectFleetRow(int(unmanaged - fleet().rows().begin()));
    QTRY_VERIFY(action(StreamAction::Adopt)->isEnabled());
    action(StreamAction::Adopt)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().unmanaged, 0, patienceMs);
    // Changed behind our back: take theirs.
    const StreamId other = fleet().row(rowOn(u"ms-03"_s, Quality::Low)).id;
    const QString name = row(other).remoteName;
    QCOMPARE(m_fleet
                 .call(2, u"/v3/config/paths/patch/"_s + name, "PATCH",
                       R"({"source":"publisher","sourceOnDemand":false})")
                 .status,
             200);
    QTRY_COMPARE_WITH_TIMEOUT(row(other).drift, Drift::Different, patienceMs);
    (void)select(fleet().rowOf(other));
    QTRY_VERIFY(action(StreamAction::TakeTheirs)->isEnabled());
    action(StreamAction::TakeTheirs)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(row(other).drift == Drift::None && !row(other).isEnabled, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(action(StreamAction::Enable)->isEnabled(), patienceMs);
    action(StreamAction::Enable)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(row(other).status == StreamStatus::Active && !row(other).pending, patienceMs);
}

void ActionsTest::disabledActionsSayWhy()
{
    page().table()->clearSelection();
    QTRY_VERIFY(page().actions()->rows().empty());
    for (int i = 0; i < streamActionCount; ++i) {
        QVERIFY(!action(StreamAction(i))->isEnabled());
        QVERIFY(action(StreamAction(i))->toolTip().contains(u"Select a stream first"));
    }
    (void)select(rowOn(u"ms-02"_s, Quality::High));
    for (int i = 0; i < streamActionCount; ++i) {
        const QAction *one = action(StreamAction(i));
        QVERIFY2(one->isEnabled() || one->toolTip().size() > 10, qPrintable(one->text()));
    }
}

void ActionsTest::theActivityPageTellsItAll()
{
    QTest::keyClick(&m_console->window(), Qt::Key_3, Qt::ControlModifier);
    ActivityPage &activity = *m_console->window().page<ActivityPage>();
    QTRY_VERIFY(activity.isVisible());
    QVERIFY(activity.model().rowCount() > 30);
    activity.table()->selectRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(visibleText(activity).contains(u"written down"), patienceMs);
    auto *search = activity.findChild<QLineEdit *>();
    search->setText(u"forgotten re-create"_s);
    QTRY_COMPARE(activity.table()->model()->rowCount(), 1);
    const QStringList lines = activity.exportText().split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[1].contains(u"Forgotten"));
    QVERIFY(lines[1].contains(u"Confirmed"));
    search->clear();
    for (int i = 0; i < m_fleet.description()[u"servers"].toArray().size(); ++i) {
        const QString token = m_fleet.server(i)[u"token"].toString();
        QVERIFY(token.isEmpty() || !activity.exportText().contains(token));
    }
}

QTEST_MAIN(ActionsTest)
#include "tst_actions.moc"
