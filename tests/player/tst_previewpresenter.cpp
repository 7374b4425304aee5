#include "app/console/PreviewPresenter.h"
#include "tests/player/FleetVideo.h"
#include "tests/player/TunnelFetcher.h"
#include "tests/support/FrameStrip.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;
const QString noReason = u"This stream has no address."_s;

MediaSource rtsp(const QUrl &url)
{
    MediaSource source;
    source.url = url;
    return source;
}

std::optional<quint16> cameraInPanel(const PreviewPanel &panel)
{
    // What an operator sees: from the grabbed widget, not from the sink.
    const QRectF picture = panel.videoWidget()->pictureRect();
    const QImage image =
        panel.videoWidget()->grab().toImage().convertToFormat(QImage::Format_RGB32).copy(picture.toRect());
    const auto stamp = readFrameStripFromBgra(image.constBits(), image.bytesPerLine(), image.width(),
                                              image.height(), QDateTime::currentMSecsSinceEpoch());
    return stamp ? std::optional(stamp->cameraNumber) : std::nullopt;
}

} // namespace

class PreviewPresenterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void playsAndSwitches();
    void sameStreamAgainGoesOn();
    void streamWithoutAddressSaysWhy();
    void lateAnswerForAnotherStreamIsDropped();
    void refusedTokenIsSaid();
    void stillPictureIsShownWithItsAge();
    void hiddenPanelStopsAndGoesOn();
    void pictureIsCopiedAndSaved();
    void addressIsCopiedComplete();
    void externalPlayerGetsAPrivateFile();

private:
    std::unique_ptr<fleet::FleetProcess> m_fleet;
    std::unique_ptr<PreviewPanel> m_panel;
    std::unique_ptr<PreviewPresenter> m_controller;
    qint64 m_laterMs = 0; ///< so much later than it is

    void show(int camera, const QString &title = u"Lobby"_s)
    {
        m_controller->showStream(QString::number(camera), title, rtsp(cameraUrl(*m_fleet, camera)),
                                 std::nullopt, noReason);
    }
};

void PreviewPresenterTest::initTestCase()
{
    m_fleet = std::make_unique<fleet::FleetProcess>(fleetProgram());
    const QStringList arguments{u"--servers"_s, u"1"_s, u"--cameras"_s, u"2"_s, u"--live"_s, u"2"_s};
    QVERIFY(m_fleet->start(arguments, patience));
}

void PreviewPresenterTest::init()
{
    m_panel = std::make_unique<PreviewPanel>();
    m_panel->resize(480, m_panel->heightForWidth(480));
    m_laterMs = 0;
    const Clock clock([this] { return Clock().nowMs() + m_laterMs; });
    m_controller =
        std::make_unique<PreviewPresenter>(m_panel.get(), std::make_shared<TunnelFetcher>(), clock);
    m_panel->show();
}

void PreviewPresenterTest::cleanup()
{
    m_controller.reset();
    m_panel.reset();
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
}

void PreviewPresenterTest::playsAndSwitches()
{
    QCOMPARE(m_panel->state(), PreviewState::Empty);
    show(1);
    QCOMPARE(m_panel->state(), PreviewState::Connecting);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cameraInPanel(*m_panel), std::optional<quint16>(1), patience);
    show(2);
    QTRY_COMPARE_WITH_TIMEOUT(cameraInPanel(*m_panel), std::optional<quint16>(2), patience);
    QVERIFY(m_panel->action(PreviewAction::SaveSnapshot)->isEnabled());
    QVERIFY(!m_panel->action(PreviewAction::WatchHls)->isEnabled());
    QVERIFY(m_panel->action(PreviewAction::WatchHls)->toolTip().contains("HLS"_L1));
    m_controller->clear(u"Nothing is selected."_s);
    QCOMPARE(m_panel->state(), PreviewState::Empty);
    QVERIFY(!m_panel->videoWidget()->hasFrame());
    QVERIFY(!m_panel->action(PreviewAction::CopyAddress)->isEnabled());
}

void PreviewPresenterTest::sameStreamAgainGoesOn()
{
    show(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
    QList<PlayerState> states;
    connect(m_controller->player(), &StreamPlayer::stateChanged, this,
            [&](PlayerState state) { states << state; });
    show(1, u"Lobby, renamed"_s);
    QVERIFY(states.isEmpty());
    QVERIFY(m_panel->videoWidget()->accessibleName().contains("renamed"_L1));
}

void PreviewPresenterTest::streamWithoutAddressSaysWhy()
{
    m_controller->showStream(u"x"_s, u"Empty one"_s, std::nullopt, std::nullopt, noReason);
    QCOMPARE(m_panel->state(), PreviewState::Empty);
    QVERIFY(m_panel->videoWidget()->accessibleDescription().contains(noReason));
    QVERIFY(m_panel->action(PreviewAction::OpenExternally)->toolTip().contains(noReason));
    QCOMPARE(PlayerSession::liveCount(), 0);
}

void PreviewPresenterTest::lateAnswerForAnotherStreamIsDropped()
{
    QHash<QString, PreviewPresenter::Answer> waiting;
    m_controller->setResolve([&](const QString &key, MediaProtocol, PreviewPresenter::Answer answer) {
        waiting.insert(key, std::move(answer));
    });
    show(1);
    show(2);
    QCOMPARE(waiting.size(), 2);
    waiting[u"2"_s](rtsp(cameraUrl(*m_fleet, 2)));
    waiting[u"1"_s](rtsp(cameraUrl(*m_fleet, 1)));
    QTRY_COMPARE_WITH_TIMEOUT(cameraInPanel(*m_panel), std::optional<quint16>(2), patience);
    // After the end nothing is touched.
    m_controller.reset();
    waiting[u"1"_s](rtsp(cameraUrl(*m_fleet, 1)));
}

void PreviewPresenterTest::refusedTokenIsSaid()
{
    m_controller->setResolve([](const QString &, MediaProtocol, const PreviewPresenter::Answer &answer) {
        answer(fail(ErrorCategory::Authentication, u"ms-03 gave no access token."_s));
    });
    show(1);
    QCOMPARE(m_panel->state(), PreviewState::Failed);
    QVERIFY(m_panel->videoWidget()->accessibleDescription().contains("no access token"_L1));
    m_controller->setResolve({});
    m_panel->action(PreviewAction::Retry)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
}

void PreviewPresenterTest::stillPictureIsShownWithItsAge()
{
    show(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
    QTRY_VERIFY_WITH_TIMEOUT(cameraInPanel(*m_panel), patience);
    show(2);
    QTRY_COMPARE_WITH_TIMEOUT(cameraInPanel(*m_panel), std::optional<quint16>(2), patience);
    // Never answered: the old picture stays, and says how old it is.
    m_controller->setResolve([](const QString &, MediaProtocol, const PreviewPresenter::Answer &) {});
    m_laterMs = 45 * 60'000;
    show(1);
    QVERIFY(!m_panel->videoWidget()->hasFrame());
    QVERIFY(!m_panel->videoWidget()->pictureRect().isEmpty());
    QVERIFY2(m_panel->videoWidget()->accessibleDescription().contains("45 minute"_L1),
             qPrintable(m_panel->videoWidget()->accessibleDescription()));
}

void PreviewPresenterTest::hiddenPanelStopsAndGoesOn()
{
    show(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
    m_panel->hide();
    QTRY_COMPARE_WITH_TIMEOUT(PlayerSession::liveCount(), 0, patience);
    show(2);
    QCOMPARE(PlayerSession::liveCount(), 0);
    m_panel->show();
    QTRY_COMPARE_WITH_TIMEOUT(cameraInPanel(*m_panel), std::optional<quint16>(2), patience);
}

void PreviewPresenterTest::pictureIsCopiedAndSaved()
{
    show(1, u"Gate/7: \"north\""_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->state(), PreviewState::Playing, patience);
    m_panel->action(PreviewAction::CopySnapshot)->trigger();
    const QImage copied = QGuiApplication::clipboard()->image();
    QCOMPARE(copied.size(), m_controller->player()->statistics().pictureSize);

    m_panel->action(PreviewAction::SaveSnapshot)->trigger();
    auto *dialog = m_panel->window()->findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"gate.png"_s);
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    QCOMPARE(QImage(file).size(), copied.size());

    const Result<void> failed =
        PreviewPresenter::savePicture(copied, folder.filePath(u"no/such/folder.png"_s));
    QVERIFY(!failed);
    QVERIFY(failed.error().message.contains("folder.png"_L1));
    QVERIFY(!PreviewPresenter::savePicture(copied, folder.filePath(u"picture.nonsense"_s)));
    QVERIFY(!QFileInfo::exists(folder.filePath(u"picture.nonsense"_s)));
}

void PreviewPresenterTest::addressIsCopiedComplete()
{
    show(1);
    m_panel->action(PreviewAction::CopyAddress)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(cameraUrl(*m_fleet, 1).toEncoded()));
}

void PreviewPresenterTest::externalPlayerGetsAPrivateFile()
{
    QUrl opened;
    m_controller->setOpenFile([&](const QUrl &file) {
        opened = file;
        return true;
    });
    show(1, u"Lobby\nrtsp://evil/"_s);
    m_panel->action(PreviewAction::OpenExternally)->trigger();
    QVERIFY(opened.isLocalFile());
    const QString path = opened.toLocalFile();
    QVERIFY(path.endsWith(".m3u"_L1));
    QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.last(), cameraUrl(*m_fleet, 1).toEncoded());
    // Twice is the same as once, and nothing stays when the console goes.
    m_panel->action(PreviewAction::OpenExternally)->trigger();
    QVERIFY(QFileInfo::exists(path));
    m_controller.reset();
    QVERIFY(!QFileInfo::exists(path));
}

QTEST_MAIN(PreviewPresenterTest)
#include "tst_previewpresenter.moc"
