#include "app/archive/ArchiveExport.h"
#include "app/console/StreamsPresenter.h"
#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "tests/player/VideoFile.h"
#include "tests/support/FrameStrip.h"
#include "views/archive/ArchiveBar.h"
#include "views/archive/DayTimeline.h"
#include "views/archive/ExportDialog.h"
#include "views/archive/RecordedCalendar.h"
#include "views/common/ConfirmDialog.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <cstdlib>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000;
/// What a recording may differ from what was asked for (read from the strip: within 2 s).
constexpr qint64 toleranceMs = 2'000;

} // namespace

/// The archive of real video in the preview of the real window: from one server, and over two after a
/// transfer.
class ArchiveTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void theSwitchOpensTheArchiveByKeyboard();
    void aJumpShowsTheSecondThatWasAskedFor();
    void speedAndPauseWork();
    void theSnapshotIsNamedByTheTimeOfThePicture();
    void fullScreenKeepsTheTimeline();
    void anotherStreamIsShownAtTheSameMoment();
    void playingGoesOnOverAServerChangeAfterATransfer();
    void aPeriodIsExportedOverBothServers();
    void theFilesOfAMediaMtxArePlayedAndExported();
    void aServerThatIsGoneIsSaid();
    void whatTheOthersHoldIsExportedOnlyWhenAgreed();
    void aStreamWithoutRecordingsGoesBackToLive();

private:
    [[nodiscard]] const FleetRow &row() { return fleet().row(fleet().rowOf(m_stream)); }
    [[nodiscard]] PreviewPanel &panel() { return *window().findChild<PreviewPanel *>(); }
    [[nodiscard]] VideoWidget &video() { return *panel().videoWidget(); }
    [[nodiscard]] DayTimeline &timeline() { return *panel().archiveBar()->timeline(); }
    [[nodiscard]] ArchivePlaybackPresenter &archive() { return m_console->console().streams().archive(); }
    [[nodiscard]] ArchivePlayer &player() { return *archive().player(); }
    /// UTC of the picture that is shown, by its strip; 0 without one.
    [[nodiscard]] qint64 shownMs() { return readStrip().value_or(FrameStamp()).utcMs; }
    [[nodiscard]] std::vector<RecordedPeriod> coverage()
    {
        return player().map().coverage(QDateTime::currentMSecsSinceEpoch());
    }
    void openArchive();
    void transferTo(const QString &server);
    void pause(bool isPaused);
    void openExport(const RecordedPeriod &period, const QString &fileName);
    void answerQuestion(bool isYes);
    [[nodiscard]] bool jumpShows(qint64 momentMs);
    [[nodiscard]] ArchiveReading readArchive();
    [[nodiscard]] qint64 recordedMs();

    StreamId m_stream; ///< a high one that begins on ms-01
    StreamId m_other;
    qint64 m_transferredMs = 0;
};

void ArchiveTest::initTestCase()
{
    startRecordingServers(2);
    QVERIFY(!QTest::currentTestFailed());
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const FleetRow &one = fleet().row(i);
        const ObservedStream *seen = fleet().observed(one);
        if (one.quality != Quality::High || !seen || seen->isRecording != Tristate::Yes)
            continue;
        if (m_stream.isNull() && one.mainServer == fleet().serverIndex(idOf(u"ms-01"_s)))
            m_stream = one.id;
        else
            m_other = one.id;
    }
    QVERIFY(!m_stream.isNull());
    QVERIFY(!m_other.isNull());
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_stream));
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(recordedMs() >= 12 * second, 40'000);
    QVERIFY(activate());
}

void ArchiveTest::openArchive()
{
    if (panel().mode() == PreviewMode::Live) {
        video().setFocus();
        QTest::keyClick(&video(), Qt::Key_A);
    }
    QTRY_VERIFY_WITH_TIMEOUT(panel().mode() == PreviewMode::Archive && !player().map().isEmpty(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(player().hasPicture(), patienceMs);
}

void ArchiveTest::pause(bool isPaused)
{
    video().setFocus();
    if (player().isPaused() != isPaused)
        QTest::keyClick(&video(), Qt::Key_Space);
    QTRY_COMPARE(player().isPaused(), isPaused);
}

bool ArchiveTest::jumpShows(qint64 momentMs)
{
    Q_EMIT timeline().momentChosen(momentMs);
    return QTest::qWaitFor(
        [&] {
            return player().state() == ArchiveState::Playing &&
                   std::llabs(shownMs() - momentMs) <= toleranceMs;
        },
        patienceMs);
}

void ArchiveTest::theSwitchOpensTheArchiveByKeyboard()
{
    QVERIFY(panel().action(PreviewAction::ShowArchive)->isEnabled());
    QVERIFY(panel().archiveBar()->isHidden());
    openArchive();
    QVERIFY(panel().archiveBar()->isVisible());
    QVERIFY(panel().action(PreviewAction::ShowArchive)->isChecked());
    // It begins in the recent past, and the live picture is not fetched meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(shownMs() > 0, patienceMs);
    QVERIFY(shownMs() >= coverage().front().fromMs - toleranceMs);
    QVERIFY(shownMs() < coverage().back().untilMs + toleranceMs);
    QCOMPARE(m_console->console().streams().preview().player()->state(), PlayerState::Idle);
    QCOMPARE(video().accessibleDescription(), u"Recorded picture"_s);
    QVERIFY(visibleText(window()).contains(u"ARCHIVE"_s));
    QVERIFY(!panel().archiveBar()->timeline()->accessibleDescription().isEmpty());
    // And back.
    QTest::keyClick(&video(), Qt::Key_L);
    QTRY_COMPARE(panel().mode(), PreviewMode::Live);
    const auto isLive = [&] {
        return std::llabs(QDateTime::currentMSecsSinceEpoch() - shownMs()) < 3'000 &&
               panel().state() == PreviewState::Playing;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(player().sessionCount(), 0, patienceMs);
}

void ArchiveTest::aJumpShowsTheSecondThatWasAskedFor()
{
    openArchive();
    pause(true);
    const RecordedPeriod whole = coverage().front();
    for (const qint64 moment :
         {whole.fromMs + 4 * second, whole.fromMs + 2 * second, whole.fromMs + 9 * second})
        QVERIFY2(jumpShows(moment), qPrintable(u"%1 shown, %2 asked"_s.arg(shownMs()).arg(moment)));
    // By keys, and the playhead is where the picture is.
    QTest::keyClick(&video(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(std::llabs(shownMs() - whole.fromMs) <= toleranceMs, patienceMs);
    const qint64 before = shownMs();
    timeline().setFocus();
    QTest::keyClick(&timeline(), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(std::llabs(shownMs() - before - 10 * second) <= toleranceMs, patienceMs);
    QTRY_VERIFY(timeline().selectedMoment() && std::llabs(*timeline().selectedMoment() - shownMs()) < 500);
    // A click on the timeline.
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(&timeline(), Qt::Key_Plus);
    const qint64 moment = whole.fromMs + 6 * second;
    QTest::mouseClick(&timeline(), Qt::LeftButton, {},
                      QPoint(timeline().xOf(moment), timeline().height() / 2));
    QTRY_VERIFY_WITH_TIMEOUT(std::llabs(shownMs() - moment) <= toleranceMs, patienceMs);
}

void ArchiveTest::speedAndPauseWork()
{
    openArchive();
    pause(true);
    QVERIFY(jumpShows(coverage().front().fromMs + 1 * second));
    auto *speed = panel().archiveBar()->findChild<QToolButton *>(u"archiveSpeed"_s);
    for (QAction *action : speed->menu()->actions()) {
        if (action->data().toDouble() == 4)
            action->trigger();
    }
    QCOMPARE(player().speed(), 4.0);
    QVERIFY(!panel().action(PreviewAction::Mute)->isEnabled());
    pause(false);
    QElapsedTimer clock;
    clock.start();
    const qint64 begin = shownMs();
    QTRY_VERIFY_WITH_TIMEOUT(shownMs() >= begin + 6 * second, patienceMs);
    QVERIFY2(clock.elapsed() < 4'000, qPrintable(QString::number(clock.elapsed())));
    Q_EMIT panel().archiveBar()->speedChosen(1);
    pause(true);
}

void ArchiveTest::theSnapshotIsNamedByTheTimeOfThePicture()
{
    openArchive();
    pause(true);
    const qint64 moment = coverage().front().fromMs + 5 * second;
    QVERIFY(jumpShows(moment));
    const qint64 shown = *player().position();
    QTest::keyClick(&video(), Qt::Key_C, Qt::ControlModifier);
    const QImage copied = QGuiApplication::clipboard()->image().convertToFormat(QImage::Format_RGB32);
    QVERIFY(!copied.isNull());
    const auto stamp = readFrameStripFromBgra(copied.constBits(), copied.bytesPerLine(), copied.width(),
                                              copied.height(), shown);
    QVERIFY(stamp);
    QVERIFY(std::llabs(stamp->utcMs - moment) <= toleranceMs);
    QTest::keyClick(&video(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_console->dialog<QFileDialog>());
    const QString name = m_console->dialog<QFileDialog>()->selectedFiles().value(0);
    const QString time = QDateTime::fromMSecsSinceEpoch(shown).toString(u"yyyy-MM-dd HH-mm-ss"_s);
    QVERIFY2(name.contains(time), qPrintable(name));
    QTest::keyClick(m_console->dialog<QFileDialog>(), Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<QFileDialog>());
}

void ArchiveTest::fullScreenKeepsTheTimeline()
{
    openArchive();
    QVERIFY(activate());
    video().setFocus();
    QTest::keyClick(&video(), Qt::Key_F);
    QTRY_VERIFY(panel().isFullScreenShown());
    QTRY_VERIFY(timeline().isVisible());
    QCOMPARE(timeline().window(), video().window());
    QVERIFY(video().height() > timeline().height());
    panel().setFullScreen(false);
    QTRY_VERIFY(!panel().isFullScreenShown());
    QCOMPARE(timeline().window(), &window());
    QTRY_VERIFY(timeline().isVisible());
    QVERIFY(activate());
}

void ArchiveTest::anotherStreamIsShownAtTheSameMoment()
{
    openArchive();
    pause(true);
    const qint64 moment = coverage().front().fromMs + 8 * second;
    QVERIFY(jumpShows(moment));
    const quint16 camera = readStrip()->cameraNumber;
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_other));
    const auto isOtherCamera = [&] {
        const auto stamp = readStrip();
        return stamp && stamp->cameraNumber != camera && std::llabs(stamp->utcMs - moment) <= toleranceMs;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOtherCamera(), patienceMs);
    QCOMPARE(panel().mode(), PreviewMode::Archive);
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_stream));
    QTRY_VERIFY_WITH_TIMEOUT(readStrip() && readStrip()->cameraNumber == camera, patienceMs);
}

void ArchiveTest::playingGoesOnOverAServerChangeAfterATransfer()
{
    PlacementPolicy policy = session().placementPolicy();
    policy.transferLockMinutes = 0;
    session().edits().clusters.savePolicy(policy, this, [](const Result<void> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(int(fleet().transferLock().count()), 0, patienceMs);
    transferTo(u"ms-02"_s);
    QVERIFY(!QTest::currentTestFailed());
    // Read anew, as whoever opens the archive now.
    QTest::keyClick(&video(), Qt::Key_L);
    QTRY_COMPARE(panel().mode(), PreviewMode::Live);
    openArchive();
    pause(true);
    QTRY_COMPARE(player().map().servers().size(), size_t(2));
    QVERIFY(jumpShows(m_transferredMs - 3 * second));
    QVERIFY(visibleText(window()).contains(u"ms-02"_s));
    pause(false);
    qint64 last = 0;
    bool isInOrder = true;
    const auto isOver = [&] {
        const qint64 now = shownMs();
        isInOrder = isInOrder && now >= last;
        last = now;
        return now >= m_transferredMs + 3 * second;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), patienceMs);
    QVERIFY(isInOrder);
    pause(true);
    // A jump into what only the old server holds, and into what only the new one holds.
    QVERIFY(jumpShows(coverage().front().fromMs + 3 * second));
    QVERIFY(jumpShows(m_transferredMs + 5 * second));
}

/// Until it has recorded for some seconds there.
void ArchiveTest::transferTo(const QString &server)
{
    const auto transfer = startTransfer(m_stream, server);
    QTRY_VERIFY_WITH_TIMEOUT(transfer->ended, patienceMs);
    QVERIFY2(transfer->ended->state == OperationState::Confirmed, qPrintable(transfer->ended->message));
    const auto isRecordedThere = [&] {
        const ArchiveReading reading = readArchive();
        const auto there = std::ranges::find(reading.index, idOf(server), &ArchiveHolder::server);
        if (there == reading.index.end())
            return false;
        m_transferredMs = there->fromMs;
        return *there->untilMs - there->fromMs >= 8 * second;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRecordedThere(), 40'000);
}

void ArchiveTest::theFilesOfAMediaMtxArePlayedAndExported()
{
    QVERIFY(activate());
    transferTo(u"ms-03"_s);
    QVERIFY(!QTest::currentTestFailed());
    QTest::keyClick(&video(), Qt::Key_L);
    QTRY_COMPARE(panel().mode(), PreviewMode::Live);
    openArchive();
    pause(true);
    QVERIFY(jumpShows(m_transferredMs + 5 * second));
    QVERIFY(jumpShows(m_transferredMs + 2 * second));
    // From the server before into the MediaMTX, without a word of a failure.
    QVERIFY(jumpShows(m_transferredMs - 2 * second));
    pause(false);
    QTRY_VERIFY_WITH_TIMEOUT(shownMs() >= m_transferredMs + 4 * second, patienceMs);
    pause(true);
    ArchiveExport::Request request;
    request.map = player().map();
    request.period = {m_transferredMs - 2 * second, m_transferredMs + 5 * second};
    request.fileName = m_console->folder() + u"/mtx.mp4"_s;
    ArchiveExport exporting(request, m_console->console().streams().fetcher(),
                            [this](const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
                                   const std::function<void(Result<ArchivePiece>)> &answer) {
                                locatePiece(session().archive(), place, period, use, this, answer);
                            });
    std::optional<Result<ArchiveExport::Summary>> result;
    connect(&exporting, &ArchiveExport::finished, this,
            [&](const Result<ArchiveExport::Summary> &finished) { result = finished; });
    exporting.start();
    QTRY_VERIFY_WITH_TIMEOUT(result, 60'000);
    QVERIFY2(*result, qPrintable(*result ? QString() : result->error().message));
    const VideoFile file = VideoFile::read(request.fileName, m_transferredMs);
    QVERIFY2(file.failure.isEmpty(), qPrintable(file.failure));
    QVERIFY(std::llabs(file.pictures.first().utcMs - request.period.fromMs) <= toleranceMs);
    QVERIFY(std::llabs(file.pictures.last().utcMs - request.period.untilMs) <= toleranceMs);
}

void ArchiveTest::openExport(const RecordedPeriod &period, const QString &fileName)
{
    timeline().setMarkedPeriod(period);
    auto *button = panel().archiveBar()->findChild<QToolButton *>(u"archiveExport"_s);
    QVERIFY(button->isEnabled());
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(m_console->dialog<ExportDialog>());
    auto *dialog = m_console->dialog<ExportDialog>();
    // Fields have whole seconds.
    QVERIFY(std::llabs(dialog->period().fromMs - period.fromMs) < second);
    ConsoleHarness::type(*dialog, u"exportFile"_s, fileName);
}

void ArchiveTest::aPeriodIsExportedOverBothServers()
{
    openArchive();
    pause(true);
    const RecordedPeriod wanted{m_transferredMs - 4 * second, m_transferredMs + 4 * second};
    const QString name = m_console->folder() + u"/export.mp4"_s;
    openExport(wanted, name);
    QVERIFY(!QTest::currentTestFailed());
    auto *dialog = m_console->dialog<ExportDialog>();
    QVERIFY2(label(*dialog, u"exportSentence"_s).contains(u"ms-02"_s),
             qPrintable(label(*dialog, u"exportSentence"_s)));
    // Bad input is said and nothing begins.
    auto *until = dialog->findChild<QDateTimeEdit *>(u"exportUntil"_s);
    const QDateTime end = until->dateTime();
    until->setDateTime(end.addSecs(-3'600));
    auto *start = dialog->findChild<QPushButton *>(u"exportStart"_s);
    QVERIFY(!start->isEnabled());
    QVERIFY(label(*dialog, u"exportSentence"_s).contains(u"later than the beginning"_s));
    until->setDateTime(end);
    QVERIFY(start->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(label(*dialog, u"exportSentence"_s).startsWith(u"Exported"_s), 60'000);
    const VideoFile file = VideoFile::read(name, wanted.fromMs);
    QVERIFY2(file.failure.isEmpty(), qPrintable(file.failure));
    QCOMPARE(file.codec, u"H.264"_s);
    QVERIFY(!file.pictures.isEmpty());
    QVERIFY2(std::llabs(file.pictures.first().utcMs - wanted.fromMs) <= toleranceMs,
             qPrintable(QString::number(file.pictures.first().utcMs - wanted.fromMs)));
    QVERIFY(std::llabs(file.pictures.last().utcMs - wanted.untilMs) <= toleranceMs);
    QVERIFY(std::abs(file.seconds - 8) < 2.5);
    QVERIFY(!QFile::exists(name + u".part"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<ExportDialog>());
    timeline().setMarkedPeriod({});
}

void ArchiveTest::aServerThatIsGoneIsSaid()
{
    QVERIFY(activate());
    QTest::keyClick(&video(), Qt::Key_L);
    QTRY_COMPARE(panel().mode(), PreviewMode::Live);
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"stop"_s}}));
    openArchive();
    pause(true);
    QTRY_VERIFY_WITH_TIMEOUT(
        label(*panel().archiveBar(), u"archiveMessage"_s).startsWith(u"ms-02 could not be asked"_s),
        patienceMs);
    // What the other one holds plays; what the silent one holds is known from the registry, and fails.
    QVERIFY(jumpShows(m_transferredMs + 4 * second));
    Q_EMIT timeline().momentChosen(m_transferredMs - 3 * second);
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), ArchiveState::Failed, patienceMs);
    QVERIFY(panel().action(PreviewAction::Retry)->isEnabled());
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"start"_s}}));
    const auto plays = [&] {
        if (player().state() == ArchiveState::Failed)
            panel().action(PreviewAction::Retry)->trigger();
        return std::llabs(shownMs() - m_transferredMs + 3 * second) <= toleranceMs;
    };
    QTRY_VERIFY_WITH_TIMEOUT(plays(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Active), fleet().rowCount(), patienceMs);
}

void ArchiveTest::answerQuestion(bool isYes)
{
    QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<ConfirmDialog>(), 60'000);
    auto *question = m_console->dialog<ConfirmDialog>();
    QCOMPARE(question->windowTitle(), u"Export what the others hold?"_s);
    QVERIFY2(visibleText(*question).contains(u"ms-02 does not answer"_s), qPrintable(visibleText(*question)));
    QVERIFY(visibleText(*question).contains(u"What only ms-02 has recorded from"_s));
    if (isYes)
        QTest::mouseClick(ConsoleHarness::button(*question, u"confirmButton"_s), Qt::LeftButton);
    else
        QTest::keyClick(question, Qt::Key_Return); // the safe answer
    QTRY_VERIFY(!m_console->dialog<ConfirmDialog>());
}

void ArchiveTest::whatTheOthersHoldIsExportedOnlyWhenAgreed()
{
    QVERIFY(activate());
    openArchive();
    pause(true);
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"stop"_s}}));
    const RecordedPeriod wanted{m_transferredMs - 4 * second, m_transferredMs + 4 * second};
    const QString name = m_console->folder() + u"/rest.mp4"_s;
    openExport(wanted, name);
    QVERIFY(!QTest::currentTestFailed());
    auto *dialog = m_console->dialog<ExportDialog>();
    QVERIFY(label(*dialog, u"exportSentence"_s).contains(u"ms-02"_s));
    QTest::keyClick(dialog, Qt::Key_Return);
    answerQuestion(false);
    QVERIFY(!QTest::currentTestFailed());
    QTRY_VERIFY2_WITH_TIMEOUT(label(*dialog, u"exportSentence"_s).contains(u"could not be fetched"_s),
                              qPrintable(label(*dialog, u"exportSentence"_s)), patienceMs);
    QVERIFY(!QFile::exists(name));
    QVERIFY(!QFile::exists(name + u".part"_s));
    // Once more, and agreed.
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"exportStart"_s), Qt::LeftButton);
    answerQuestion(true);
    QVERIFY(!QTest::currentTestFailed());
    QTRY_VERIFY_WITH_TIMEOUT(label(*dialog, u"exportSentence"_s).startsWith(u"Exported"_s), 60'000);
    QVERIFY2(label(*dialog, u"exportSentence"_s).contains(u"What only ms-02 has recorded from"_s),
             qPrintable(label(*dialog, u"exportSentence"_s)));
    const VideoFile file = VideoFile::read(name, m_transferredMs);
    QVERIFY2(file.failure.isEmpty(), qPrintable(file.failure));
    QVERIFY(!file.pictures.isEmpty());
    QVERIFY(std::llabs(file.pictures.first().utcMs - m_transferredMs) <= toleranceMs);
    QVERIFY(std::llabs(file.pictures.last().utcMs - wanted.untilMs) <= toleranceMs);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_console->dialog<ExportDialog>());
    timeline().setMarkedPeriod({});
    QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"start"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Active), fleet().rowCount(), patienceMs);
}

void ArchiveTest::aStreamWithoutRecordingsGoesBackToLive()
{
    openArchive();
    int silent = -1;
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const ObservedStream *seen = fleet().observed(fleet().row(i));
        if (seen && seen->isRecording == Tristate::No)
            silent = i;
    }
    QVERIFY(silent >= 0);
    window().page<StreamsPage>()->table()->selectFleetRow(silent);
    QTRY_VERIFY_WITH_TIMEOUT(!panel().action(PreviewAction::ShowArchive)->isEnabled(), patienceMs);
    QCOMPARE(panel().mode(), PreviewMode::Live);
    QVERIFY2(panel().action(PreviewAction::ShowArchive)->toolTip().contains(u"Nothing is recorded"_s),
             qPrintable(panel().action(PreviewAction::ShowArchive)->toolTip()));
    const auto isShownLive = [&] {
        // Its server has just come back, and a first refusal is not tried again unasked.
        if (panel().state() == PreviewState::Failed)
            panel().action(PreviewAction::Retry)->trigger();
        return readStrip().has_value();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isShownLive(), qPrintable(video().accessibleDescription()), patienceMs);
    // What the operator chose holds for the next stream.
    window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(m_stream));
    QTRY_COMPARE_WITH_TIMEOUT(panel().mode(), PreviewMode::Archive, patienceMs);
}

ArchiveReading ArchiveTest::readArchive()
{
    std::optional<ArchiveReading> read;
    QObject listener;
    session().archive().read(m_stream, {}, &listener,
                             [&](const Result<ArchiveReading> &reading) { read = reading.value(); });
    (void)QTest::qWaitFor([&] { return read.has_value(); });
    return read.value_or(ArchiveReading());
}

qint64 ArchiveTest::recordedMs()
{
    const ArchiveReading reading = readArchive();
    qint64 sum = 0;
    for (const ArchiveHolder &holder : reading.index)
        sum += *holder.untilMs - holder.fromMs;
    return sum;
}

QTEST_MAIN(ArchiveTest)
#include "tst_archive.moc"
