#include "app/console/WindowCapture.h"
#include "models/registry/FleetRepository.h"
#include "tests/console/WindowTest.h"
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
class TransferDialogTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void aFoundServerIsNamedWithTheReasons();
    void aClusterIsPickedByKeyboard();
    void aServerIsPickedInTheTable();
    void theProposalIsTheSameWhenOpenedAgain();
    void bothQualitiesGoTogether();
    void aLostReserveIsSaidAndMayBeConfirmed();
    void whereNoServerFitsNothingCanBeConfirmed();
    void whatHasChangedIsShownAndAskedAgain();
    void aLockIsShownAndRunsOut();
    void aSingleSessionCostsAGap();
    void aStreamIsMovedByKeyboardAlone();
    void manyAreMovedAtOnce();
    void manyFollowThePickedCluster();
    void sizeAndColumnsAreRemembered();

private:
    [[nodiscard]] StreamsPage &page() { return *window().page<StreamsPage>(); }
    [[nodiscard]] QAction *transferAction() { return page().actions()->action(StreamAction::Transfer); }
    [[nodiscard]] QString mainServerOf(const StreamId &id);
    [[nodiscard]] StreamId streamOn(const QString &server);
    [[nodiscard]] bool select(const std::vector<StreamId> &ids);
    /// By Ctrl+T; waits for the result of the search.
    [[nodiscard]] TransferDialog *open(const std::vector<StreamId> &ids);
    [[nodiscard]] static QString headline(TransferDialog &dialog)
    {
        return dialog.findChild<FoundServersBox *>()->headline();
    }
    [[nodiscard]] static QPushButton &confirmButton(TransferDialog &dialog)
    {
        return *dialog.findChild<QPushButton *>(u"confirmTransfer"_s);
    }
    [[nodiscard]] static SearchedServersTable &servers(TransferDialog &dialog)
    {
        return *dialog.findChild<SearchedServersTable *>();
    }
    /// What stands in the row of a server.
    [[nodiscard]] static QString cell(TransferDialog &dialog, const QString &server, int column);
    [[nodiscard]] static QString check(TransferDialog &dialog, const QString &server, ServerCheck check)
    {
        return cell(dialog, server, SearchedServersModel::FirstCheckColumn + int(check));
    }
    [[nodiscard]] bool close(TransferDialog &dialog);
    void changeServer(const QString &name, const std::function<void(MediaServer &)> &change);
    void makeCluster(const QString &name, const QString &main, const QString &additional);
    void setLock(int minutes);
    [[nodiscard]] int confirmedTransfers();
    /// Until so many transfers of this test are confirmed; else what was said instead.
    [[nodiscard]] QString waitForEnd(int confirmed);
    [[nodiscard]] QString barText();

    std::vector<MediaServer> m_servers; ///< as they were at the start
    int m_confirmedBefore = 0;          ///< this test
};

void TransferDialogTest::initTestCase()
{
    startFleet({u"--servers"_s, u"4"_s, u"--cameras"_s, u"8"_s, u"--live"_s, u"8"_s, u"--tls"_s, u"first"_s,
                u"--effect-ms"_s, u"100"_s});
    for (int i = 0; i < 4; ++i)
        QVERIFY2(addServer(i, u"ms-0%1"_s.arg(i + 1)), qPrintable(visibleText(window())));
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().unmanaged, 0, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 16, patienceMs);
    for (const FleetServer &server : fleet().servers())
        m_servers.push_back(server.server);
}

void TransferDialogTest::cleanupTestCase()
{
    m_console.reset();
}

void TransferDialogTest::init()
{
    setLock(0);
    window().showPage<StreamsPage>();
    window().batchBar()->dismiss();
    m_confirmedBefore = confirmedTransfers();
    QVERIFY(activate());
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Stale), 0, patienceMs);
}

void TransferDialogTest::cleanup()
{
    if (auto *dialog = m_console->dialog<TransferDialog>())
        dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(session().operations().isIdle(), patienceMs);
    const auto clusters = session().clusters().clusters();
    for (const Cluster &cluster : clusters)
        session().edits().clusters.remove(cluster.id, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(session().clusters().clusters().empty(), patienceMs);
    for (const MediaServer &server : m_servers)
        changeServer(server.name, [&](MediaServer &changed) {
            changed.isActive = true;
            changed.streamsLimit.reset();
        });
}

QString TransferDialogTest::mainServerOf(const StreamId &id)
{
    const int server = fleet().row(fleet().rowOf(id)).mainServer;
    return server < 0 ? QString() : fleet().servers()[size_t(server)].server.name;
}

StreamId TransferDialogTest::streamOn(const QString &server)
{
    for (const FleetRow &row : fleet().rows()) {
        if (row.quality == Quality::High && row.additionalServer < 0 && mainServerOf(row.id) == server)
            return row.id;
    }
    return {};
}

bool TransferDialogTest::select(const std::vector<StreamId> &ids)
{
    page().table()->clearSelection();
    page().table()->selectFleetRow(fleet().rowOf(ids.front()));
    auto &model = page().model();
    for (const StreamId &id : ids) {
        const QModelIndex index = model.index(model.viewRow(fleet().rowOf(id)), 0);
        page().table()->selectionModel()->select(index,
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    page().table()->setFocus();
    return QTest::qWaitFor([&] { return page().actions()->rows().size() == ids.size(); }, patienceMs);
}

TransferDialog *TransferDialogTest::open(const std::vector<StreamId> &ids)
{
    if (!activate() || !select(ids) ||
        !QTest::qWaitFor([this] { return transferAction()->isEnabled(); }, patienceMs))
        return nullptr;
    QTest::keyClick(page().table(), Qt::Key_T, Qt::ControlModifier);
    const bool isThere = QTest::qWaitFor(
        [this] {
            auto *dialog = m_console->dialog<TransferDialog>();
            return dialog && QApplication::activeWindow() == dialog && !dialog->plan().transfers.empty();
        },
        patienceMs);
    return isThere ? m_console->dialog<TransferDialog>() : nullptr;
}

QString TransferDialogTest::cell(TransferDialog &dialog, const QString &server, int column)
{
    const QAbstractItemModel *model = servers(dialog).model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == server)
            return model->index(row, column).data().toString();
    }
    return {};
}

bool TransferDialogTest::close(TransferDialog &dialog)
{
    QTest::keyClick(&dialog, Qt::Key_Escape);
    return QTest::qWaitFor([this] { return QApplication::activeWindow() == &window(); }, patienceMs);
}

void TransferDialogTest::changeServer(const QString &name, const std::function<void(MediaServer &)> &change)
{
    MediaServer wanted = serverNamed(name);
    const MediaServer before = wanted;
    change(wanted);
    if (wanted == before)
        return;
    session().edits().servers.save(wanted, {}, this, [](const Result<void> &saved) {
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    });
    QTRY_VERIFY_WITH_TIMEOUT(serverNamed(name).isActive == wanted.isActive &&
                                 serverNamed(name).streamsLimit == wanted.streamsLimit,
                             patienceMs);
}

void TransferDialogTest::makeCluster(const QString &name, const QString &main, const QString &additional)
{
    Cluster cluster;
    cluster.id = ClusterId::create();
    cluster.name = name;
    cluster.mainServer = serverNamed(main).id;
    cluster.additionalServers = {serverNamed(additional).id};
    cluster.createdAt = QDateTime::currentDateTimeUtc();
    session().edits().clusters.save(cluster, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(session().clusters().cluster(cluster.id), patienceMs);
}

void TransferDialogTest::setLock(int minutes)
{
    PlacementPolicy policy = session().placementPolicy();
    policy.transferLockMinutes = minutes;
    session().edits().clusters.savePolicy(policy, this, [](const Result<void> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(fleet().transferLock().count(), minutes, patienceMs);
}

QString TransferDialogTest::barText()
{
    QString text;
    for (const QLabel *label : window().batchBar()->findChildren<QLabel *>()) {
        if (label->isVisible())
            text += label->text() + u'\n';
    }
    return text;
}

int TransferDialogTest::confirmedTransfers()
{
    OperationTableModel &model = window().page<ActivityPage>()->model();
    int found = 0;
    for (int i = 0; i < model.rowCount(); ++i) {
        const Operation &operation = model.operation(i);
        found += operation.kind == OperationKind::Transfer && operation.state == OperationState::Confirmed;
    }
    return found;
}

QString TransferDialogTest::waitForEnd(int confirmed)
{
    const int wanted = m_confirmedBefore + confirmed;
    const auto isOver = [&] { return session().operations().isIdle() && confirmedTransfers() == wanted; };
    return QTest::qWaitFor(isOver, 40'000) ? QString() : u"the bar says: "_s + barText();
}

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

void TransferDialogTest::aClusterIsPickedByKeyboard()
{
    makeCluster(u"North <&>"_s, u"ms-02"_s, u"ms-03"_s);
    TransferDialog *dialog = open({streamOn(u"ms-01"_s)});
    QVERIFY(dialog);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-04"_s); // the only one left outside of clusters
    QCOMPARE(cell(*dialog, u"ms-02"_s, SearchedServersModel::WhyColumn),
             u"not among the servers searched; would do"_s);
    QTest::keyClick(dialog, Qt::Key_T, Qt::AltModifier);
    auto *cluster = dialog->findChild<QComboBox *>(u"transferTarget"_s);
    QVERIFY(cluster->hasFocus());
    QCOMPARE(cluster->itemText(0), u"Automatic search"_s);
    QCOMPARE(cluster->itemText(1), u"North <&> (ms-02, additional ms-03)"_s);
    QTest::keyClick(cluster, Qt::Key_Down);
    QTRY_COMPARE(headline(*dialog), u"Main and additional servers are found"_s);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-02"_s);
    QCOMPARE(label(*dialog, u"foundAdditional"_s), u"ms-03"_s);
    QVERIFY(visibleText(*dialog).contains(u"cluster North <&>"));
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"picked cluster"));
    QVERIFY(label(*dialog, u"transferWarnings"_s).contains(u"with this cluster it will be"));
    QCOMPARE(cell(*dialog, u"ms-03"_s, SearchedServersModel::WhyColumn), u"additional server"_s);
    QCOMPARE(confirmButton(*dialog).text(), u"Transfer to ms-02 + ms-03"_s);
    QVERIFY(cluster->hasFocus()); // who picks goes on picking
    QTest::keyClick(cluster, Qt::Key_Up);
    QTRY_COMPARE(headline(*dialog), u"Main media server is found"_s);
    QVERIFY(label(*dialog, u"transferWarnings"_s).isEmpty());
    QVERIFY(close(*dialog));
}

void TransferDialogTest::aServerIsPickedInTheTable()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    const QString found = label(*dialog, u"foundMain"_s);
    auto *pick = dialog->findChild<QPushButton *>(u"pickServer"_s);
    const auto choose = [&](const QString &name) {
        for (int row = 0; servers(*dialog).serverAt(row); ++row) {
            if (servers(*dialog).serverAt(row)->name == name)
                makeCurrent(servers(*dialog), row);
        }
    };
    // The one that has the stream cannot be picked, and says why.
    choose(u"ms-01"_s);
    QVERIFY(!pick->isEnabled());
    QVERIFY2(pick->toolTip().contains(u"has the stream now"), qPrintable(pick->toolTip()));
    QTest::keyClick(&servers(*dialog), Qt::Key_Return);
    QVERIFY(!dialog->aim().server);
    QString other;
    for (int row = 0; const JudgedServer *server = servers(*dialog).serverAt(row); ++row) {
        if (server->verdict.fits() && server->name != found)
            other = server->name;
    }
    QVERIFY(!other.isEmpty());
    choose(other);
    QVERIFY(pick->isEnabled());
    QTest::keyClick(&servers(*dialog), Qt::Key_Return);
    QTRY_COMPARE(label(*dialog, u"foundMain"_s), other);
    QTRY_COMPARE(confirmButton(*dialog).text(), u"Transfer to "_s + other);
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"picked by hand"));
    QVERIFY(close(*dialog));
}

void TransferDialogTest::theProposalIsTheSameWhenOpenedAgain()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    const QString found = label(*dialog, u"foundMain"_s);
    QVERIFY(close(*dialog));
    // Meanwhile another server has less to do.
    for (FleetServer entry : fleet().servers()) {
        if (entry.server.name != found || !entry.snapshot)
            continue;
        auto busier = std::make_shared<ServerSnapshot>(*entry.snapshot);
        for (ObservedStream &stream : busier->streams)
            stream.bitrateInBps = 30'000'000;
        m_console->fleet().applySnapshot(busier);
    }
    dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(label(*dialog, u"foundMain"_s), found);
    QVERIFY(close(*dialog));
}

void TransferDialogTest::bothQualitiesGoTogether()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    auto *sibling = dialog->findChild<QPushButton *>(u"transferSibling"_s);
    QVERIFY(sibling->isVisible());
    QTest::mouseClick(sibling, Qt::LeftButton);
    QTRY_VERIFY(m_console->dialog<TransferDialog>() && m_console->dialog<TransferDialog>() != dialog);
    dialog = m_console->dialog<TransferDialog>();
    QTRY_COMPARE(int(dialog->plan().transfers.size()), 2);
    QCOMPARE(dialog->plan().transfers[0].camera, dialog->plan().transfers[1].camera);
    QVERIFY(dialog->plan().transfers[0].quality != dialog->plan().transfers[1].quality);
    QVERIFY(close(*dialog));
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
    QTRY_VERIFY(transferAction()->isEnabled()); // no lock is set
    setLock(60);
    QTRY_VERIFY(!transferAction()->isEnabled());
    const QString reason = transferAction()->toolTip();
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
    QTRY_VERIFY_WITH_TIMEOUT(barText().contains(u"waiting for picture"), patienceMs);
    QCOMPARE(waitForEnd(1), QString());
    QVERIFY2(barText().contains(u"ap"), qPrintable(barText())); // "No gap", or what it was at most
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
    QTRY_VERIFY(transferAction()->toolTip().contains(u"can be moved again in 60 min"));
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

void TransferDialogTest::manyFollowThePickedCluster()
{
    makeCluster(u"North"_s, u"ms-03"_s, u"ms-04"_s);
    std::vector<StreamId> ids;
    for (const FleetRow &row : fleet().rows()) {
        const QString server = mainServerOf(row.id);
        if (ids.size() < 3 && row.additionalServer < 0 && (server == u"ms-01" || server == u"ms-02"))
            ids.push_back(row.id);
    }
    QCOMPARE(int(ids.size()), 3);
    page().table()->selectAll();
    QTRY_COMPARE(int(page().actions()->rows().size()), fleet().rowCount());
    QCOMPARE(window().width(), 1280); // words in the bar give way, the window does not grow
    TransferDialog *dialog = open(ids);
    QVERIFY(dialog);
    dialog->findChild<QComboBox *>(u"transferTarget"_s)->setFocus();
    QTest::keyClick(dialog->findChild<QComboBox *>(u"transferTarget"_s), Qt::Key_Down);
    QTRY_VERIFY(label(*dialog, u"transferWarnings"_s).contains(u"not reserved now"));
    QVERIFY2(headline(*dialog).startsWith(u"3 of 3 stream"), qPrintable(headline(*dialog)));
    QVERIFY(confirmButton(*dialog).text().startsWith(u"Transfer 3 stream"));
    QTest::mouseClick(&confirmButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(!m_console->dialog<TransferDialog>());
    QCOMPARE(waitForEnd(3), QString());
    QVERIFY2(barText().contains(u"3 of 3 confirmed"), qPrintable(barText()));
    for (const StreamId &id : ids) {
        QCOMPARE(mainServerOf(id), u"ms-03"_s);
        QCOMPARE(fleet().stream(id)->additionalServer, std::optional(serverNamed(u"ms-04"_s).id));
    }
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
