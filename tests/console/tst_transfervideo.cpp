#include "tests/console/WindowTest.h"
#include "views/archive/ArchiveIndexDialog.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// What a transfer does to real video: the picture goes on, and the recordings stay reachable. Between two
/// media_server_v2 and to a MediaMTX and back, on one recorded camera.
class TransferVideoTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void thePictureGoesOnAndTheRecordingsStay_data();
    void thePictureGoesOnAndTheRecordingsStay();
    void theArchiveIndexIsShownAndReadAnew();

private:
    [[nodiscard]] const FleetRow &row() { return fleet().row(fleet().rowOf(m_stream)); }
    [[nodiscard]] QString mainServer();
    [[nodiscard]] std::vector<ArchiveHolder> index();
    /// What a media_server_v2 of the fleet itself says that it has recorded.
    [[nodiscard]] QJsonArray ranges(int server);
    [[nodiscard]] bool isHeldBy(const QString &server);

    StreamId m_stream; ///< camera 1, high
};

void TransferVideoTest::initTestCase()
{
    startRecordingServers(3);
    QVERIFY(!QTest::currentTestFailed());
    PlacementPolicy policy = session().placementPolicy();
    policy.transferLockMinutes = 0;
    session().edits().clusters.savePolicy(policy, this, [](const Result<void> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(int(fleet().transferLock().count()), 0, patienceMs);
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const FleetRow &one = fleet().row(i);
        if (one.quality == Quality::High && one.mainServer == fleet().serverIndex(idOf(u"ms-01"_s)))
            m_stream = one.id;
    }
    QVERIFY(!m_stream.isNull());
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_stream));
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!ranges(0).isEmpty(), patienceMs);
}

void TransferVideoTest::thePictureGoesOnAndTheRecordingsStay_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("between servers of one make") << u"ms-01"_s << u"ms-02"_s;
    QTest::newRow("to a MediaMTX") << u"ms-02"_s << u"ms-03"_s;
    QTest::newRow("from a MediaMTX") << u"ms-03"_s << u"ms-01"_s;
}

void TransferVideoTest::thePictureGoesOnAndTheRecordingsStay()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QCOMPARE(mainServer(), from);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    const quint16 camera = readStrip()->cameraNumber;

    const auto transfer = startTransfer(m_stream, to);

    // From the first moment until a viewer is counted on the new server, what was seen last is never older
    // than 2 s, and a second for what lies between camera and eye; also while there is no picture.
    qint64 oldestMs = 0;
    qint64 lastMs = readStrip()->utcMs;
    const auto isLiveThere = [&] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto stamp = readStrip();
        const bool isOurs = stamp && stamp->cameraNumber == camera;
        if (isOurs)
            lastMs = stamp->utcMs;
        oldestMs = std::max(oldestMs, now - lastMs);
        const ObservedStream *seen = fleet().observed(row());
        return transfer->ended && mainServer() == to && seen && seen->clients > 0 && isOurs &&
               now - lastMs < 1'500;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLiveThere(), patienceMs);
    QVERIFY2(transfer->ended->state == OperationState::Confirmed, qPrintable(transfer->ended->message));
    QVERIFY2(transfer->ended->message.startsWith(u"No gap"), qPrintable(transfer->ended->message));
    QVERIFY2(oldestMs <= 3'000, qPrintable(u"the picture stood for %1 ms"_s.arg(oldestMs)));

    // What was recorded before is where it was, and the index of the stream says so.
    QVERIFY(isHeldBy(from));
    QVERIFY(fleet().isHolderCopy(idOf(from), row().remoteName));
    QVERIFY(!fleet().isHolderCopy(idOf(to), row().remoteName));
    if (from != u"ms-03") {
        const int server = from == u"ms-01" ? 0 : 1;
        const QJsonArray there = ranges(server);
        QVERIFY(!there.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(ranges(server) == there, 100); // it records no further
    }
    QCOMPARE(fleet().counts().unmanaged, 0);
    QCOMPARE(fleet().counts().missing, 0);
    QCOMPARE(fleet().counts().different, 0);
}

void TransferVideoTest::theArchiveIndexIsShownAndReadAnew()
{
    // After three transfers each of the servers holds something, and the present one goes on.
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_stream));
    QAction *action = window().page<StreamsPage>()->actions()->action(StreamAction::ArchiveIndex);
    QTRY_VERIFY(action->isEnabled());
    action->trigger();
    QTRY_VERIFY(m_console->dialog<ArchiveIndexDialog>());
    auto *dialog = m_console->dialog<ArchiveIndexDialog>();
    auto *table = dialog->findChild<QTableView *>(u"archivePeriods"_s);
    const auto servers = [&] {
        QStringList names;
        for (int i = 0; i < table->model()->rowCount(); ++i)
            names.append(table->model()->index(i, 0).data().toString());
        return names;
    };
    QTRY_VERIFY_WITH_TIMEOUT(servers().contains(u"ms-01"_s), patienceMs);
    QVERIFY2(servers().contains(u"ms-02 (archive holder)"), qPrintable(servers().join(u'|')));
    QVERIFY2(servers().contains(u"ms-03 (archive holder)"), qPrintable(servers().join(u'|')));
    // A server that has forgotten half of its index reads it anew, and loses nothing.
    const QJsonArray whole = ranges(0);
    QVERIFY(m_fleet.control(
        u"/archive"_s,
        {{u"server"_s, u"ms-01"_s}, {u"uid"_s, row().remoteName}, {u"action"_s, u"forget"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(ranges(0) != whole, patienceMs);
    auto *update = dialog->findChild<QPushButton *>(u"updateIndexes"_s);
    QVERIFY(update->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(label(*dialog, u"archiveOutcome"_s).startsWith(u"Before: "), patienceMs);
    QCOMPARE(ranges(0).first()[u"from"_s], whole.first()[u"from"_s]);
    QTRY_VERIFY_WITH_TIMEOUT(update->isEnabled(), patienceMs);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<ArchiveIndexDialog>());
}

QString TransferVideoTest::mainServer()
{
    return fleet().servers()[size_t(row().mainServer)].server.name;
}

std::vector<ArchiveHolder> TransferVideoTest::index()
{
    std::optional<std::vector<ArchiveHolder>> read;
    QObject listener;
    session().archive().index(m_stream, &listener, [&](const Result<std::vector<ArchiveHolder>> &holders) {
        read = holders.value();
    });
    (void)QTest::qWaitFor([&] { return read.has_value(); });
    return read.value_or(std::vector<ArchiveHolder>());
}

QJsonArray TransferVideoTest::ranges(int server)
{
    return m_fleet.call(server, u"/api/streams/%1/ranges/"_s.arg(row().remoteName))
        .json()[u"ranges"_s]
        .toArray();
}

bool TransferVideoTest::isHeldBy(const QString &server)
{
    const auto held = index();
    return std::ranges::any_of(held,
                               [id = idOf(server)](const ArchiveHolder &one) { return one.server == id; });
}

QTEST_MAIN(TransferVideoTest)
#include "tst_transfervideo.moc"
