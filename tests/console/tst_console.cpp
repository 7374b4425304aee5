#include "app/console/StreamsPresenter.h"
#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "tests/support/ReplayServer.h"
#include "views/preview/PreviewPanel.h"
#include "views/servers/RemoveServerDialog.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerDialog.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The operator's way, with real keys, real clicks, real video.
class ConsoleTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void emptyWindowOffersServerAndDemo();
    void addsServerOverHttpsAndPlaysItsVideo();
    void playsHlsThroughThePinnedTransport();
    void searchAndFilterSayHowManyMatch();
    void cameraThatGoesOffAndComesBackIsSeen();
    void lostServerLeavesStaleRows();
    void secretsAreNowhereInClear();
    void nextStartShowsTheLastObservationAtOnce();
    void connectionTestTellsWhatIsWrong_data();
    void connectionTestTellsWhatIsWrong();
    void changedCertificateStopsPollingUntilAccepted();
    void removingServerAsksForItsStreams();
    void recordedMediaMtxIsAddedAndRead();

private:
    [[nodiscard]] int rowOf(const QString &camera, Quality quality);
    [[nodiscard]] bool control(const QString &path, const QJsonObject &body);
};

void ConsoleTest::initTestCase()
{
    startFleet({u"--servers"_s, u"2"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"4"_s, u"--tls"_s, u"first"_s,
                u"--private-every"_s, u"3"_s});
}

void ConsoleTest::cleanupTestCase()
{
    m_console.reset();
}

bool ConsoleTest::control(const QString &path, const QJsonObject &body)
{
    return m_fleet.control("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact)).status == 200;
}

int ConsoleTest::rowOf(const QString &camera, Quality quality)
{
    for (int i = 0; i < m_console->fleet().rowCount(); ++i) {
        const FleetRow &row = m_console->fleet().row(i);
        if (row.cameraName == camera && row.quality == quality)
            return i;
    }
    return -1;
}

void ConsoleTest::emptyWindowOffersServerAndDemo()
{
    const QString text = visibleText(m_console->window());
    QVERIFY2(text.contains(u"There are no streams yet."), qPrintable(text));
    QVERIFY(ConsoleHarness::button(*m_console->window().page<StreamsPage>(), u"Add media server…"_s));
    QVERIFY(ConsoleHarness::button(*m_console->window().page<StreamsPage>(), u"Look at the demo"_s));
    QAction *adopt = m_console->window().page<StreamsPage>()->adoptAction();
    QVERIFY(!adopt->isEnabled());
    QVERIFY2(adopt->toolTip().contains(u"no media server"), "a disabled action tells its reason");
}

void ConsoleTest::addsServerOverHttpsAndPlaysItsVideo()
{
    const QJsonObject server = m_fleet.server(0);
    QCOMPARE(server[u"scheme"].toString(), u"https"_s);
    QVERIFY(m_console->openAddDialog({0, apiUrl(server), {}, server[u"token"].toString(), u"ms-01"_s}));
    const bool isTested = m_console->testConnection();
    QVERIFY2(isTested, qPrintable(visibleText(m_console->window())));
    QVERIFY(m_console->outcome().contains(u"4 stream"));
    QVERIFY(m_console->addAndAdopt());
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 4, patienceMs);
    QCOMPARE(m_console->fleet().counts().unmanaged, 0);
    for (const FleetRow &row : m_console->fleet().rows()) {
        const ObservedStream *seen = m_console->fleet().observed(row);
        QVERIFY(seen);
        QVERIFY2(seen->bitrateInBps > 20'000, "the rate of real video");
        QCOMPARE(seen->width, row.quality == Quality::High ? 640 : 320);
    }
    // Select a camera's stream in the table and read from the picture whose it is.
    const int number = 1;
    const QJsonObject camera = m_fleet.camera(number);
    const int row = rowOf(camera[u"name"].toString(), Quality::High);
    QVERIFY(row >= 0);
    m_console->window().page<StreamsPage>()->table()->selectFleetRow(row);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    const FrameStamp first = *readStrip();
    QCOMPARE(int(first.cameraNumber), number);
    QVERIFY(qAbs(QDateTime::currentMSecsSinceEpoch() - first.utcMs) < 3'000);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip() && readStrip()->utcMs >= first.utcMs + 1'000, patienceMs);
    // It is counted as a viewer at the next poll.
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().observed(m_console->fleet().row(row))->clients >= 1,
                             patienceMs);
}

void ConsoleTest::playsHlsThroughThePinnedTransport()
{
    auto *panel = m_console->window().findChild<PreviewPanel *>();
    QCOMPARE(panel->state(), PreviewState::Playing);
    Q_EMIT panel->protocolChosen(PreviewProtocol::Hls);
    QTRY_VERIFY(panel->state() != PreviewState::Playing);
    QTRY_COMPARE_WITH_TIMEOUT(panel->state(), PreviewState::Playing, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    QCOMPARE(int(readStrip()->cameraNumber), 1);
    Q_EMIT panel->protocolChosen(PreviewProtocol::Rtsp);
    QTRY_VERIFY(panel->state() != PreviewState::Playing);
    QTRY_COMPARE_WITH_TIMEOUT(panel->state(), PreviewState::Playing, patienceMs);
}

void ConsoleTest::searchAndFilterSayHowManyMatch()
{
    MainWindow &window = m_console->window();
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    auto *search = window.findChild<QLineEdit *>(u"streamSearch"_s);
    QTRY_VERIFY(search->hasFocus());
    const QString camera = m_fleet.camera(1)[u"name"].toString();
    QTest::keyClicks(search, camera.left(4).toUpper());
    QTRY_COMPARE(window.page<StreamsPage>()->model().rowCount(), 2);
    QVERIFY(visibleText(window).contains(u"2 of 4"));
    search->clear();
    QTRY_COMPARE(window.page<StreamsPage>()->model().rowCount(), 4);
}

void ConsoleTest::cameraThatGoesOffAndComesBackIsSeen()
{
    const QJsonObject camera = m_fleet.camera(1);
    const auto row = [&]() -> const FleetRow & {
        return m_console->fleet().row(rowOf(camera[u"name"].toString(), Quality::High));
    };
    QVERIFY(control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"off"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(row().status, StreamStatus::Inactive, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(row().characteristic, Characteristic::Incorrect, patienceMs);
    const int attempts = m_console->fleet().observed(row())->reconnectAttempts;
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().observed(row())->reconnectAttempts > attempts, patienceMs);
    QVERIFY(visibleText(m_console->window()).contains(u"Incorrect"));
    QVERIFY(control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"on"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(row().status, StreamStatus::Active, patienceMs);
    QVERIFY(m_console->fleet().observed(row())->reconnectTotal > 0);
    // It was lost within the last hour: the badge stays, and says how often it reconnected.
    QVERIFY(row().characteristic != Characteristic::None);
    QVERIFY(m_console->fleet().troubleOf(row(), QDateTime::currentMSecsSinceEpoch()).reconnects > 0);
}

void ConsoleTest::lostServerLeavesStaleRows()
{
    QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->fleet().counts().of(StreamState::Stale), 4, patienceMs);
    QCOMPARE(m_console->window().page<StreamsPage>()->model().rowCount(), 4);
    const QString text = visibleText(m_console->window());
    QVERIFY2(text.contains(u"ms-01 does not answer"), qPrintable(text));
    QVERIFY2(text.contains(u"Active · "), "the last state with its age");
    QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 4, patienceMs);
}

void ConsoleTest::secretsAreNowhereInClear()
{
    const QString dump = m_console->folder() + u"/dump.txt"_s;
    QVERIFY(saveVisibleText(m_console->window(), dump));
    QVERIFY(m_console->anyFileContains("ms-01")); // the search itself finds things
    QVERIFY(!m_console->anyFileContains(m_fleet.server(0)[u"token"].toString().toUtf8()));
    int passwords = 0;
    const QJsonArray cameras = m_fleet.description()[u"cameras"].toArray();
    for (const QJsonValue &camera : cameras) {
        const QString password = QUrl(camera[u"high"][u"url"].toString()).password();
        if (password.isEmpty())
            continue;
        ++passwords;
        QVERIFY2(!m_console->anyFileContains(password.toUtf8()), qPrintable(camera[u"name"].toString()));
    }
    QVERIFY(passwords > 0);
}

void ConsoleTest::nextStartShowsTheLastObservationAtOnce()
{
    m_console->closeConsole();
    QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
    QVERIFY(m_console->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_console->window().page<StreamsPage>()->model().rowCount(), 4, patienceMs);
    QCOMPARE(m_console->fleet().counts().of(StreamState::Stale), 4);
    QVERIFY(m_console->fleet().observed(m_console->fleet().row(0)));
    QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 4, patienceMs);
}

void ConsoleTest::connectionTestTellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("expected");
    QTest::newRow("wrong token") << QString() << u"wrong"_s << u"does not accept the token"_s;
    QTest::newRow("unreachable") << u"refuse"_s << QString() << u"refuses the connection"_s;
    QTest::newRow("web page") << u"html"_s << QString() << u"web page"_s;
    QTest::newRow("truncated") << u"truncated"_s << QString() << u"damaged or cut off"_s;
    QTest::newRow("cut in the middle") << u"cut"_s << QString() << u"closed the connection"_s;
    QTest::newRow("garbage") << u"garbage"_s << QString() << QString();
}

void ConsoleTest::connectionTestTellsWhatIsWrong()
{
    QFETCH(QString, fault);
    QFETCH(QString, token);
    QFETCH(QString, expected);
    const QJsonObject server = m_fleet.server(1);
    if (!fault.isEmpty())
        QVERIFY(control(u"/fault"_s, {{u"server"_s, u"ms-02"_s}, {u"kind"_s, fault}}));
    QVERIFY(m_console->openAddDialog(
        {0, apiUrl(server), {}, token.isEmpty() ? server[u"token"].toString() : token, u"ms-02"_s}));
    QVERIFY(!m_console->testConnection());
    QVERIFY2(m_console->outcome().contains(expected), qPrintable(m_console->outcome()));
    QVERIFY(!m_console->outcome().contains(u"card")); // it has none yet
    QVERIFY(!m_console->outcome().contains(server[u"token"].toString()));
    QTest::keyClick(m_console->dialog<ServerDialog>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<ServerDialog>());
    QVERIFY(control(u"/fault"_s, {{u"server"_s, u"ms-02"_s}, {u"kind"_s, u"none"_s}}));
    QCOMPARE(int(m_console->fleet().servers().size()), 1);
    // The rest of the fleet goes on.
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 4, patienceMs);
}

void ConsoleTest::changedCertificateStopsPollingUntilAccepted()
{
    QVERIFY(control(u"/certificate"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"renew"_s}}));
    // Open connections live on: the change shows at the next handshake.
    QVERIFY(control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"restart"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().servers().front().failure.has_value() &&
                                 m_console->fleet().servers().front().failure->error.category ==
                                     ErrorCategory::Tls,
                             patienceMs);
    QCOMPARE(m_console->fleet().counts().of(StreamState::Stale), 4);
    m_console->window().openServer(m_console->fleet().servers().front().server.id);
    ServerCard &card = *m_console->window().page<ServerCard>();
    QTest::mouseClick(ConsoleHarness::button(card, u"Test connection"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(card, u"acceptCertificate"_s), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(card, u"acceptCertificate"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(ConsoleHarness::button(card, u"Save changes"_s), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(card, u"Save changes"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active), 4, patienceMs);
}

void ConsoleTest::removingServerAsksForItsStreams()
{
    m_console->window().showPage<ServersPage>();
    m_console->window().page<ServersPage>()->selectServer(m_console->fleet().servers().front().server.id);
    m_console->window().page<ServersPage>()->removeAction()->trigger();
    QTRY_VERIFY(m_console->dialog<RemoveServerDialog>());
    QTest::mouseClick(
        ConsoleHarness::button(*m_console->dialog<RemoveServerDialog>(), u"removeServerButton"_s),
        Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().servers().empty(), patienceMs);
    QCOMPARE(m_console->fleet().rowCount(), 0);
}

void ConsoleTest::recordedMediaMtxIsAddedAndRead()
{
    // Two polls of a real server, two seconds apart by its own clock.
    QList<Recording> polls;
    for (const Recording &recording : Recording::loadAll(u"mediamtx-scenarios"_s)) {
        if (recording.name.contains(u"poll-a"_s) || recording.name.contains(u"poll-b"_s))
            polls.append(recording);
    }
    QCOMPARE(polls.size(), 6);
    ReplayServer replay(polls, "admin", "adminpass");
    QVERIFY(replay.listen());
    m_console->window().showPage<StreamsPage>();
    const QString url = u"http://127.0.0.1:%1"_s.arg(replay.port());
    QVERIFY(m_console->openAddDialog({1, url, u"admin"_s, u"adminpass"_s, u"mtx"_s}));
    QVERIFY2(m_console->testConnection(), qPrintable(m_console->outcome()));
    QVERIFY(m_console->addAndAdopt());
    QTRY_COMPARE_WITH_TIMEOUT(m_console->fleet().rowCount(), 3, patienceMs);
    replay.setRound(1);
    const int high = rowOf(u"yard"_s, Quality::High);
    const int low = rowOf(u"yard"_s, Quality::Low);
    const int dead = rowOf(u"dead"_s, Quality::High);
    QVERIFY(high >= 0 && low >= 0 && dead >= 0);
    const auto seen = [&](int row) { return m_console->fleet().observed(m_console->fleet().row(row)); };
    QTRY_VERIFY_WITH_TIMEOUT(seen(high) && seen(high)->bitrateInBps > 0, patienceMs);
    QCOMPARE(m_console->fleet().row(high).status, StreamStatus::Active);
    QCOMPARE(m_console->fleet().row(dead).status, StreamStatus::Inactive);
    QCOMPARE(seen(high)->width, 640);
    QCOMPARE(seen(high)->height, 360);
    QCOMPARE(seen(high)->clients, 1);
    QCOMPARE(seen(low)->clients, 0);
    QVERIFY(seen(high)->bitrateOutBps > 0);
    // By the recorded counters and dates, not by how often this test polls.
    const auto counter = [&](const QString &name, const QString &path) {
        for (const Recording &recording : std::as_const(polls)) {
            if (!recording.name.contains(name))
                continue;
            for (const QJsonValue &item : QJsonDocument::fromJson(recording.body)[u"items"].toArray()) {
                if (item[u"name"].toString() == path)
                    return item[u"inboundBytes"].toInteger();
            }
        }
        return qint64(-1);
    };
    const qint64 bytes =
        counter(u"poll-b-runtime"_s, u"yard-high"_s) - counter(u"poll-a-runtime"_s, u"yard-high"_s);
    const double ratio = double(seen(high)->bitrateInBps) / (double(bytes) * 8 / 2.0);
    QVERIFY2(ratio > 0.5 && ratio < 2.1, qPrintable(QString::number(ratio)));
    const QString text = visibleText(m_console->window());
    QVERIFY2(text.contains(u"640 × 360"), qPrintable(text));
    QVERIFY(!m_console->anyFileContains("adminpass"));
}

QTEST_MAIN(ConsoleTest)
#include "tst_console.moc"
