#include "tests/console/TransferWindowTest.h"

#include "app/console/WindowCapture.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"

#include <QAction>
#include <QTest>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

void TransferWindowTest::startTransferServers()
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

void TransferWindowTest::begin()
{
    setLock(0);
    window().showPage<StreamsPage>();
    window().batchBar()->dismiss();
    m_confirmedBefore = confirmedTransfers();
    QVERIFY(activate());
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Stale), 0, patienceMs);
}

void TransferWindowTest::end()
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

QString TransferWindowTest::mainServerOf(const StreamId &id)
{
    const int server = fleet().row(fleet().rowOf(id)).mainServer;
    return server < 0 ? QString() : fleet().servers()[size_t(server)].server.name;
}

StreamId TransferWindowTest::streamOn(const QString &server)
{
    for (const FleetRow &row : fleet().rows()) {
        if (row.quality == Quality::High && row.additionalServer < 0 && mainServerOf(row.id) == server)
            return row.id;
    }
    return {};
}

TransferDialog *TransferWindowTest::open(const std::vector<StreamId> &ids)
{
    if (!activate() || !select(ids) ||
        !QTest::qWaitFor([this] { return action(StreamAction::Transfer)->isEnabled(); }, patienceMs))
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

QString TransferWindowTest::cell(TransferDialog &dialog, const QString &server, int column)
{
    const QAbstractItemModel *model = servers(dialog).model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == server)
            return model->index(row, column).data().toString();
    }
    return {};
}

bool TransferWindowTest::close(TransferDialog &dialog)
{
    QTest::keyClick(&dialog, Qt::Key_Escape);
    return QTest::qWaitFor([this] { return QApplication::activeWindow() == &window(); }, patienceMs);
}

void TransferWindowTest::changeServer(const QString &name, const std::function<void(MediaServer &)> &change)
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

void TransferWindowTest::makeCluster(const QString &name, const QString &main, const QString &additional)
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

void TransferWindowTest::setLock(int minutes)
{
    PlacementPolicy policy = session().placementPolicy();
    policy.transferLockMinutes = minutes;
    session().edits().clusters.savePolicy(policy, this, [](const Result<void> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(fleet().transferLock().count(), minutes, patienceMs);
}

int TransferWindowTest::confirmedTransfers()
{
    OperationTableModel &model = window().page<ActivityPage>()->model();
    int found = 0;
    for (int i = 0; i < model.rowCount(); ++i) {
        const Operation &operation = model.operation(i);
        found += operation.kind == OperationKind::Transfer && operation.state == OperationState::Confirmed;
    }
    return found;
}

QString TransferWindowTest::waitForEnd(int confirmed)
{
    const int wanted = m_confirmedBefore + confirmed;
    const auto isOver = [&] { return session().operations().isIdle() && confirmedTransfers() == wanted; };
    return QTest::qWaitFor(isOver, 40'000) ? QString() : u"the bar says: "_s + outcome();
}

} // namespace streamkeeper::test
