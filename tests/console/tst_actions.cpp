#include "app/console/WindowCapture.h"
#include "app/session/NewStreams.h"
#include "models/rules/AddressRule.h"
#include "tests/console/StreamsWindowTest.h"
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
class ActionsTest : public StreamsWindowTest
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
    void manyAreRestartedAfterAQuestion();
    void aRestartOfDeadCamerasSaysThatThereIsNoPicture();
    void driftIsMended();
    void disabledActionsSayWhy();
    void theActivityPageTellsItAll();
};

void ActionsTest::initTestCase()
{
    startActingServers();
}

void ActionsTest::cleanupTestCase()
{
    m_console.reset();
}

void ActionsTest::init()
{
    calm();
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
