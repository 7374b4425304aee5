#include "app/console/WindowCapture.h"
#include "models/registry/FleetRepository.h"
#include "tests/console/TransferWindowTest.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/preview/PreviewPanel.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"
#include "views/transfer/FoundServersBox.h"
#include "views/transfer/SearchedServersTable.h"
#include "views/transfer/TransferDialog.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The transfer of streams in the real window, between four media servers with real video. Streams are of the
/// first camera of each server.
class TransferDialogTest : public TransferWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startTransferServers(); }
    void cleanupTestCase() { m_console.reset(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void aFoundServerIsNamedWithTheReasons();
    void aLostReserveIsSaidAndMayBeConfirmed();
    void whereNoServerFitsNothingCanBeConfirmed();
    void whatHasChangedIsShownAndAskedAgain();
    void aLockIsShownAndRunsOut();
    void aSingleSessionCostsAGap();
    void aStreamIsMovedByKeyboardAlone();
    void manyAreMovedAtOnce();
    void sizeAndColumnsAreRemembered();
};

void TransferDialogTest::aFoundServerIsNamedWithTheReasons()
{
    changeServer(u"ms-02"_s, [](MediaServer &server) { server.streamsLimit = 1; });
    changeServer(u"ms-03"_s, [](MediaServer &server) { server.isActive = false; });
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(headline(*dialog), u"Main media server is found"_s);
    QVERIFY(dialog->windowTitle().contains(fleet().row(fleet().rowOf(id)).cameraName));
    QVERIFY(label(*dialog, u"transferNow"_s).contains(u"ms-01"));
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-04"_s);
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"not reserved"));
    QCOMPARE(cell(*dialog, u"ms-04"_s, SearchedServersModel::WhyColumn), u"main server"_s);
    QCOMPARE(cell(*dialog, u"ms-01"_s, SearchedServersModel::WhyColumn), u"has the stream now"_s);
    QCOMPARE(cell(*dialog, u"ms-02"_s, SearchedServersModel::WhyColumn), u"limit of streams reached"_s);
    QCOMPARE(check(*dialog, u"ms-02"_s, ServerCheck::StreamLimit), u"failed"_s);
    QCOMPARE(check(*dialog, u"ms-02"_s, ServerCheck::Distribution), u"passed"_s);
    QCOMPARE(check(*dialog, u"ms-03"_s, ServerCheck::Distribution), u"failed"_s);
    QCOMPARE(check(*dialog, u"ms-04"_s, ServerCheck::Storage), u"passed"_s);
    const QAbstractItemModel *model = servers(*dialog).model();
    const int limit = SearchedServersModel::FirstCheckColumn + int(ServerCheck::StreamLimit);
    bool isNumbered = false;
    for (int row = 0; row < model->rowCount(); ++row)
        isNumbered |= model->index(row, limit).data(Qt::ToolTipRole).toString().contains(u"of 1");
    QVERIFY(isNumbered); // the tooltip gives the numbers that were compared
    // What confirming does is said before the button that does it.
    QVERIFY(label(*dialog, u"transferConsequences"_s).contains(u"ms-04 captures first"));
    QVERIFY(!label(*dialog, u"transferConsequences"_s).contains(u"moved again")); // no lock is set
    QCOMPARE(confirmButton(*dialog).text(), u"Transfer to ms-04"_s);
    QVERIFY(confirmButton(*dialog).isDefault() && confirmButton(*dialog).hasFocus());
    // The row of a server can be copied, words for the marks.
    servers(*dialog).setFocus();
    QTest::keyClick(&servers(*dialog), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"ms-04\t") && copied.contains(u"main server\tpassed\tpassed"),
             qPrintable(copied));
    QVERIFY(close(*dialog));
    QCOMPARE(mainServerOf(id), u"ms-01"_s);
}

void TransferDialogTest::aLostReserveIsSaidAndMayBeConfirmed()
{
    makeCluster(u"North"_s, u"ms-02"_s, u"ms-03"_s);
    changeServer(u"ms-03"_s, [](MediaServer &server) { server.isActive = false; });
    const StreamId id = streamOn(u"ms-01"_s);
    QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
        Stream reserved = *fleet().stream(id);
        reserved.additionalServer = serverNamed(u"ms-04"_s).id;
        return FleetRepository(database).saveStreams({reserved});
    }));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().stream(id)->additionalServer.has_value(), patienceMs);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(headline(*dialog), u"Additional media server is not found"_s);
    QVERIFY(label(*dialog, u"transferNow"_s).contains(u"ms-01, additional ms-04"));
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"no server group"));
    QVERIFY(label(*dialog, u"transferWarnings"_s).contains(u"loses its reserve"));
    QCOMPARE(cell(*dialog, u"ms-03"_s, SearchedServersModel::WhyColumn), u"takes no new streams"_s);
    QCOMPARE(confirmButton(*dialog).text(), u"Transfer to ms-02"_s);
    QVERIFY(confirmButton(*dialog).isEnabled());
    QVERIFY(close(*dialog));
    QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
        Stream alone = *fleet().stream(id);
        alone.additionalServer.reset();
        return FleetRepository(database).saveStreams({alone});
    }));
    QTRY_VERIFY_WITH_TIMEOUT(!fleet().stream(id)->additionalServer, patienceMs);
}

void TransferDialogTest::whereNoServerFitsNothingCanBeConfirmed()
{
    changeServer(u"ms-02"_s, [](MediaServer &server) { server.isActive = false; });
    makeCluster(u"North"_s, u"ms-03"_s, u"ms-04"_s);
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(headline(*dialog), u"No server fits"_s);
    QVERIFY(!confirmButton(*dialog).isEnabled());
    const QString reason = confirmButton(*dialog).toolTip();
    QVERIFY2(reason.contains(u"ms-02: takes no new streams") && reason.contains(u"ms-01: has the stream now"),
             qPrintable(reason));
    QVERIFY(label(*dialog, u"foundMain"_s).isEmpty());
    QVERIFY(label(*dialog, u"transferConsequences"_s).isEmpty());
    QVERIFY(dialog->findChild<QComboBox *>(u"transferTarget"_s)->hasFocus()); // the way out
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    // The search can be repeated when something was mended.
    changeServer(u"ms-02"_s, [](MediaServer &server) { server.isActive = true; });
    QCOMPARE(headline(*dialog), u"No server fits"_s); // nothing changes by itself
    QTest::keyClick(dialog, Qt::Key_S, Qt::AltModifier);
    QTRY_COMPARE(headline(*dialog), u"Main media server is found"_s);
    QVERIFY(confirmButton(*dialog).isEnabled());
    QVERIFY(close(*dialog));
}

void TransferDialogTest::whatHasChangedIsShownAndAskedAgain()
{
    makeCluster(u"North"_s, u"ms-03"_s, u"ms-04"_s);
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-02"_s);
    changeServer(u"ms-02"_s, [](MediaServer &server) { server.isActive = false; });
    session().edits().clusters.remove(session().clusters().clusters().front().id, this,
                                      [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(session().clusters().clusters().empty(), patienceMs);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-02"_s);
    QCOMPARE(label(*dialog, u"transferChanged"_s), QString());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!label(*dialog, u"transferChanged"_s).isEmpty());
    QVERIFY(dialog->isVisible());
    const QString other = label(*dialog, u"foundMain"_s);
    QVERIFY2(other == u"ms-03" || other == u"ms-04", qPrintable(other));
    QCOMPARE(confirmButton(*dialog).text(), u"Transfer to %1"_s.arg(other));
    QCOMPARE(check(*dialog, u"ms-02"_s, ServerCheck::Distribution), u"failed"_s);
    QCOMPARE(mainServerOf(id), u"ms-01"_s); // nothing was done
    QVERIFY(session().operations().isIdle());
    QVERIFY(close(*dialog));
}

void TransferDialogTest::aLockIsShownAndRunsOut()
{
    const StreamId id = streamOn(u"ms-01"_s);
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-18 * 60);
    QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
        Stream moved = *fleet().stream(id);
        moved.lastTransferAt = before;
        return FleetRepository(database).saveStreams({moved});
    }));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().stream(id)->lastTransferAt.has_value(), patienceMs);
    QVERIFY(select({id}));
    QTRY_VERIFY(action(StreamAction::Transfer)->isEnabled()); // no lock is set
    setLock(60);
    QTRY_VERIFY(!action(StreamAction::Transfer)->isEnabled());
    const QString reason = action(StreamAction::Transfer)->toolTip();
    QVERIFY2(reason.contains(u"Transferred at %1"_s.arg(before.toLocalTime().toString(u"HH:mm"_s))) &&
                 (reason.contains(u"in 42 min") || reason.contains(u"in 41 min")),
             qPrintable(reason));
    QTest::keyClick(page().table(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!m_console->dialog<TransferDialog>());
    // One that was locked by another console while the dialog was open is not moved.
    setLock(0);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    setLock(60);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(headline(*dialog), u"The stream cannot be moved now"_s);
    QVERIFY(!confirmButton(*dialog).isEnabled());
    QVERIFY(confirmButton(*dialog).toolTip().contains(u"can be moved again"));
    QVERIFY(close(*dialog));
}

void TransferDialogTest::aSingleSessionCostsAGap()
{
    const StreamId id = streamOn(u"ms-01"_s);
    Camera camera = *fleet().camera(fleet().stream(id)->camera);
    camera.hasSingleSession = true;
    session().edits().cameras.save(camera, {}, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(fleet().camera(camera.id)->hasSingleSession, patienceMs);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QVERIFY(label(*dialog, u"transferCost"_s).contains(u"one viewer at a time"));
    QVERIFY(label(*dialog, u"transferCost"_s).contains(u"gap of some seconds"));
    QVERIFY(!label(*dialog, u"transferConsequences"_s).contains(u"captures first"));
    QVERIFY(close(*dialog));
    camera = *fleet().camera(camera.id);
    camera.hasSingleSession = false;
    session().edits().cameras.save(camera, {}, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(!fleet().camera(camera.id)->hasSingleSession, patienceMs);
}

void TransferDialogTest::aStreamIsMovedByKeyboardAlone()
{
    setLock(60);
    const StreamId id = streamOn(u"ms-02"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    QVERIFY(label(*dialog, u"transferConsequences"_s).contains(u"cannot be moved again for 60 min"));
    const QString target = label(*dialog, u"foundMain"_s);
    QVERIFY(!target.isEmpty() && target != u"ms-02");
    // The copies that a transfer makes on its way are never shown as streams of their own.
    int mostUnmanaged = 0;
    const auto count = [&] { mostUnmanaged = std::max(mostUnmanaged, fleet().counts().unmanaged); };
    QObject watch;
    connect(&fleet(), &FleetState::structureChanged, &watch, count);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_console->dialog<TransferDialog>());
    QTRY_VERIFY(fleet().row(fleet().rowOf(id)).pending.has_value());
    QCOMPARE(fleet().row(fleet().rowOf(id)).pending->kind, OperationKind::Transfer);
    QTRY_VERIFY(visibleText(page()).contains(u"transferring"));
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"waiting for picture"), patienceMs);
    QCOMPARE(waitForEnd(1), QString());
    QVERIFY2(outcome().contains(u"ap"), qPrintable(outcome())); // "No gap", or what it was at most
    QCOMPARE(mainServerOf(id), target);
    QCOMPARE(mostUnmanaged, 0);
    // The picture goes on from the new server, which counts us as a viewer.
    const auto isLive = [&] {
        const ObservedStream *seen = fleet().observed(fleet().row(fleet().rowOf(id)));
        return window().findChild<PreviewPanel *>()->state() == PreviewState::Playing && seen &&
               seen->clients > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(fleet().row(fleet().rowOf(id)).status == StreamStatus::Active, patienceMs);
    QVERIFY(select({id}));
    QTRY_VERIFY(action(StreamAction::Transfer)->toolTip().contains(u"can be moved again in 60 min"));
    // Its steps are on the Activity page.
    QVERIFY(activate());
    window().showPage<ActivityPage>();
    auto *table = window().page<ActivityPage>()->findChild<QTableView *>();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(
        visibleText(*window().page<ActivityPage>()).contains(u"waiting for picture on %1"_s.arg(target)),
        patienceMs);
}

void TransferDialogTest::manyAreMovedAtOnce()
{
    // Room for one more stream outside the cluster, so that one of two finds no place.
    makeCluster(u"North"_s, u"ms-02"_s, u"ms-03"_s);
    const FleetServer &roomy = fleet().servers()[size_t(fleet().serverIndex(serverNamed(u"ms-04"_s).id))];
    const int full = std::max(roomy.totals.registeredMain, roomy.totals.seenMain) + 1;
    changeServer(u"ms-04"_s, [&](MediaServer &server) { server.streamsLimit = full; });
    std::vector<StreamId> ids;
    for (const FleetRow &row : fleet().rows()) {
        if (ids.size() < 2 && row.additionalServer < 0 && mainServerOf(row.id) == u"ms-01")
            ids.push_back(row.id);
    }
    QCOMPARE(int(ids.size()), 2);
    TransferDialog *dialog = open(ids);
    QVERIFY(dialog);
    QVERIFY2(headline(*dialog).startsWith(u"1 of 2 stream"), qPrintable(headline(*dialog)));
    auto *list = dialog->findChild<QTableView *>(u"transferList"_s);
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 2);
    const auto text = [&](int row, int column) {
        return list->model()->index(row, column).data().toString();
    };
    QCOMPARE(text(0, TransferPlanModel::FromColumn), u"ms-01"_s);
    QCOMPARE(text(0, TransferPlanModel::MainColumn), u"ms-04"_s);
    QCOMPARE(text(0, TransferPlanModel::ResultColumn), u"Main media server is found"_s);
    QVERIFY2(text(1, TransferPlanModel::ResultColumn).contains(u"ms-04: limit of streams reached"),
             qPrintable(text(1, TransferPlanModel::ResultColumn)));
    // The servers below are those of the current row, as its search saw them: after the first was placed.
    QCOMPARE(check(*dialog, u"ms-04"_s, ServerCheck::StreamLimit), u"passed"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_COMPARE(check(*dialog, u"ms-04"_s, ServerCheck::StreamLimit), u"failed"_s);
    QVERIFY(confirmButton(*dialog).text().startsWith(u"Transfer 1 stream"));
    const StreamId moved = dialog->plan().transfers[0].stream;
    const StreamId stays = dialog->plan().transfers[1].stream;
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_console->dialog<TransferDialog>());
    QCOMPARE(waitForEnd(1), QString());
    QCOMPARE(mainServerOf(moved), u"ms-04"_s);
    QCOMPARE(mainServerOf(stays), u"ms-01"_s);
}

void TransferDialogTest::sizeAndColumnsAreRemembered()
{
    const StreamId id = streamOn(u"ms-02"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    dialog->resize(901, 620);
    servers(*dialog).setColumnWidth(SearchedServersModel::ServerColumn, 177);
    QVERIFY(close(*dialog));
    dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(dialog->size(), QSize(901, 620));
    QCOMPARE(servers(*dialog).columnWidth(SearchedServersModel::ServerColumn), 177);
    const QJsonObject state = window().saveState();
    QCOMPARE(state[u"dialogs"][u"transfer"][u"width"].toInt(), 901);
    QVERIFY(close(*dialog));
}

QTEST_MAIN(TransferDialogTest)
#include "tst_transferdialog.moc"
