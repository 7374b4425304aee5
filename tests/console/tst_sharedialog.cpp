#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "tests/support/FrameStrip.h"
#include "views/common/ConfirmDialog.h"
#include "views/preview/VideoWidget.h"
#include "views/share/ShareBatch.h"
#include "views/share/ShareDialog.h"
#include "views/share/ShareForm.h"
#include "views/share/ShareLinksPage.h"
#include "views/share/ShareResult.h"
#include "views/share/SigningKeyDialog.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrlQuery>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

std::optional<FrameStamp> stampOf(const QImage &picture)
{
    const QImage frame = picture.convertToFormat(QImage::Format_RGB32);
    return readFrameStripFromBgra(frame.constBits(), frame.bytesPerLine(), frame.width(), frame.height(),
                                  QDateTime::currentMSecsSinceEpoch());
}

} // namespace

/// Sharing in the real window, by the keyboard alone, against servers that really answer.
class ShareDialogTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void init();
    void cleanup();
    void aLinkIsMadeAndCopiedByTheKeyboardAlone();
    void theClipboardHoldsWhatWasAskedFor_data();
    void theClipboardHoldsWhatWasAskedFor();
    void anotherProgramTakesTheClipboard();
    void theTestShowsWhatAnOutsiderSees();
    void anArchiveMomentIsMovedToWhatIsRecorded();
    void whatCannotBeReadIsNotNothingRecorded();
    void externalAccessIsSwitchedOnForAPublicLink();
    void anOpenMediaMtxSaysWhyThereIsNoToken();
    void theLowQualityHasNoArchiveToShare();
    void aSelectionIsSharedAtOnce();
    void thePageListsCopiesAndRevokes();
    void theSigningKeyIsMadeAndExported();

private:
    [[nodiscard]] StreamId streamOn(int server, Quality quality);
    void select(const StreamId &stream);
    [[nodiscard]] ShareDialog *openDialog();
    [[nodiscard]] bool generate();
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// The button of this name, in whatever it stands.
    [[nodiscard]] QAbstractButton *named(const char *name);
    [[nodiscard]] QString link() { return m_dialog->result()->address(); }
    [[nodiscard]] static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    QPointer<ShareDialog> m_dialog;
};

void ShareDialogTest::initTestCase()
{
    startFleet({u"--servers"_s, u"2"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"4"_s,
                u"--record"_s, u"4"_s, u"--effect-ms"_s, u"50"_s});
    for (int i = 0; i < 2; ++i)
        QVERIFY2(addServer(i, u"ms-0%1"_s.arg(i + 1)), qPrintable(visibleText(window())));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().counts().of(StreamState::Active) == fleet().rowCount(), patienceMs);
}

void ShareDialogTest::init()
{
    window().showPage<StreamsPage>();
    QVERIFY(activate());
    QGuiApplication::clipboard()->setText(u"something else"_s);
}

void ShareDialogTest::cleanup()
{
    if (m_dialog)
        m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
}

StreamId ShareDialogTest::streamOn(int server, Quality quality)
{
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const FleetRow &row = fleet().row(i);
        const QString name =
            row.mainServer < 0 ? QString() : fleet().servers()[size_t(row.mainServer)].server.name;
        if (row.quality == quality && name == u"ms-0%1"_s.arg(server + 1))
            return row.id;
    }
    return {};
}

void ShareDialogTest::select(const StreamId &stream)
{
    StreamTableView *table = window().page<StreamsPage>()->table();
    table->selectFleetRow(fleet().rowOf(stream));
    table->setFocus();
    QTRY_COMPARE(table->currentFleetRow(), fleet().rowOf(stream));
}

ShareDialog *ShareDialogTest::openDialog()
{
    // After another dialog the window has the keyboard a moment later.
    if (!activate() || !QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }))
        return nullptr;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_L, Qt::ControlModifier);
    (void)QTest::qWaitFor([&] { return m_console->dialog<ShareDialog>() != nullptr; });
    m_dialog = m_console->dialog<ShareDialog>();
    // The keys go where the focus is: until then they would go to the page.
    const bool hasFocus =
        m_dialog && QTest::qWaitFor([&] {
            return m_dialog->isActiveWindow() && m_dialog->isAncestorOf(QApplication::focusWidget());
        });
    return hasFocus ? m_dialog.data() : nullptr;
}

void ShareDialogTest::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_dialog.data(), Qt::Key(key),
                    modifiers);
}

QAbstractButton *ShareDialogTest::named(const char *name)
{
    return m_dialog->findChild<QAbstractButton *>(QString::fromLatin1(name));
}

bool ShareDialogTest::generate()
{
    QAbstractButton *button = named("shareGenerate");
    if (!QTest::qWaitFor([&] { return button->isEnabled(); }, patienceMs))
        return false;
    press(Qt::Key_G, Qt::AltModifier);
    return QTest::qWaitFor([&] { return m_dialog->result()->isVisible() && !link().isEmpty(); }, patienceMs);
}

void ShareDialogTest::aLinkIsMadeAndCopiedByTheKeyboardAlone()
{
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    press(Qt::Key_S, Qt::AltModifier); // "Opens for"
    press(Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"5"_s);
    press(Qt::Key_O, Qt::AltModifier); // hours
    press(Qt::Key_H, Qt::AltModifier); // HLS
    press(Qt::Key_F, Qt::AltModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"Fire brigade"_s);
    QVERIFY(generate());
    QVERIFY2(link().contains(u".m3u8?token="), qPrintable(link()));
    QCOMPARE(clipboard(), link());
    QVERIFY(label(*m_dialog, u"shareClipboard"_s).startsWith(u"Copied"));
    std::optional<ShareLink> stored;
    session().sharing().readLinks(
        this, [&](const Result<std::vector<ShareLink>> &links) { stored = links->front(); });
    QTRY_VERIFY(stored.has_value());
    QCOMPARE(stored->note, u"Fire brigade"_s);
    QCOMPARE(stored->protocol, ShareProtocol::Hls);
    const qint64 hours = (*stored->expiresAtMs - stored->createdAtMs + 1'800'000) / 3'600'000;
    QCOMPARE(hours, 5);
    QVERIFY(!stored->address.contains(u"token"));
    QVERIFY(!m_console->anyFileContains(QUrlQuery(QUrl(link())).queryItemValue(u"token"_s).toLatin1()));
    press(Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    // What was chosen last is the first offer of the next one.
    QVERIFY(openDialog());
    QVERIFY(named("shareHls")->isChecked());
    QVERIFY(named("shareHours")->isChecked());
}

void ShareDialogTest::theClipboardHoldsWhatWasAskedFor_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("HTML") << 1 << u"<a href=\""_s << u"</a>"_s;
    QTest::newRow("Markdown") << 2 << u"["_s << u">)"_s;
}

void ShareDialogTest::theClipboardHoldsWhatWasAskedFor()
{
    QFETCH(int, entry);
    QFETCH(QString, before);
    QFETCH(QString, after);
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    QVERIFY(generate());
    auto *copy = m_dialog->findChild<QToolButton *>(u"shareCopy"_s);
    copy->menu()->actions()[entry]->trigger();
    QVERIFY2(clipboard().startsWith(before) && clipboard().endsWith(after), qPrintable(clipboard()));
    QVERIFY(clipboard().contains(entry == 1 ? link().toHtmlEscaped() : link()));
    copy->defaultAction()->trigger();
    QCOMPARE(clipboard(), link());
}

void ShareDialogTest::anotherProgramTakesTheClipboard()
{
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    QVERIFY(generate());
    QCOMPARE(clipboard(), link());
    QGuiApplication::clipboard()->setText(u"taken"_s);
    QTRY_VERIFY(label(*m_dialog, u"shareClipboard"_s).contains(u"something else"));
}

void ShareDialogTest::theTestShowsWhatAnOutsiderSees()
{
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    QVERIFY(generate());
    press(Qt::Key_T, Qt::AltModifier);
    const auto seen = [&]() -> std::optional<FrameStamp> {
        for (const auto *video : m_dialog->findChildren<VideoWidget *>()) {
            if (video->isVisible() && video->hasFrame())
                return stampOf(video->currentFrame());
        }
        return std::nullopt;
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen().has_value(), patienceMs);
    QVERIFY(QDateTime::currentMSecsSinceEpoch() - seen()->utcMs < 5'000);
    press(Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(!seen().has_value());
}

void ShareDialogTest::anArchiveMomentIsMovedToWhatIsRecorded()
{
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    QTRY_VERIFY_WITH_TIMEOUT(named("shareGenerate")->isEnabled(), patienceMs);
    QVERIFY2(named("shareArchive")->isEnabled(), qPrintable(named("shareArchive")->toolTip()));
    press(Qt::Key_A, Qt::AltModifier);
    QTRY_VERIFY(named("shareArchive")->isChecked());
    auto *moment = m_dialog->findChild<QDateTimeEdit *>(u"shareMoment"_s);
    QVERIFY(moment->isVisible());
    QVERIFY(label(*m_dialog, u"shareZone"_s).contains(u"UTC"));
    press(Qt::Key_R, Qt::AltModifier); // From
    QTRY_VERIFY(moment->hasFocus());
    // The fleet has just begun to record, so ten minutes ago is before its archive.
    QTRY_VERIFY_WITH_TIMEOUT(label(*m_dialog, u"shareMoved"_s).contains(u"does not reach back"), patienceMs);
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(generate());
    QVERIFY(label(*m_dialog, u"shareAbout"_s).contains(u"does not reach back"));
    const qint64 from = QUrlQuery(QUrl(link())).queryItemValue(u"timestamp"_s).toLongLong() * 1000;
    QVERIFY(from > before - 600'000 && from < before);
    // The future is refused before anything is asked.
    moment->setDateTime(moment->dateTime().addDays(2));
    QTRY_VERIFY(!named("shareGenerate")->isEnabled());
    QVERIFY(named("shareGenerate")->toolTip().contains(u"not come yet"));
}

void ShareDialogTest::whatCannotBeReadIsNotNothingRecorded()
{
    const StreamId stream = streamOn(0, Quality::High);
    const QString path = u"/api/streams/%1/ranges/"_s.arg(fleet().stream(stream)->remoteName);
    QVERIFY(m_fleet.control(
        u"/fault"_s,
        {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"status"_s}, {u"status"_s, 500}, {u"path"_s, path}}));
    select(stream);
    QVERIFY(openDialog());
    QTRY_VERIFY_WITH_TIMEOUT(named("shareGenerate")->isEnabled(), patienceMs);
    press(Qt::Key_A, Qt::AltModifier);
    QTRY_VERIFY(named("shareArchive")->isChecked());
    const auto reason = [&] { return named("shareGenerate")->toolTip(); };
    QTRY_VERIFY2_WITH_TIMEOUT(reason().contains(u"500"), qPrintable(reason()), patienceMs);
    QVERIFY(!named("shareGenerate")->isEnabled());
    QVERIFY2(label(*m_dialog, u"shareRecorded"_s).contains(u"500"),
             qPrintable(label(*m_dialog, u"shareRecorded"_s)));
    // Choosing it again asks again.
    QVERIFY(m_fleet.control(u"/fault"_s, {{u"server"_s, u"ms-01"_s}, {u"kind"_s, u"none"_s}}));
    press(Qt::Key_L, Qt::AltModifier);
    QTRY_VERIFY(named("shareLive")->isChecked());
    press(Qt::Key_A, Qt::AltModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(named("shareGenerate")->isEnabled(), qPrintable(reason()), patienceMs);
}

void ShareDialogTest::externalAccessIsSwitchedOnForAPublicLink()
{
    const StreamId id = streamOn(0, Quality::High);
    const CameraId camera = fleet().stream(id)->camera;
    QVERIFY(!fleet().camera(camera)->isPublic);
    select(id);
    QVERIFY(openDialog());
    QTRY_VERIFY(named("shareGenerate")->isEnabled());
    press(Qt::Key_P, Qt::AltModifier);
    QTRY_VERIFY(!named("shareGenerate")->isEnabled());
    QVERIFY(label(*m_dialog, u"shareAccess"_s).contains(u"External access"));
    QVERIFY(named("shareSwitchOn")->isVisible());
    named("shareSwitchOn")->setFocus();
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(fleet().camera(camera)->isPublic, patienceMs);
    QVERIFY(generate());
    QVERIFY2(!link().contains(u"token"), qPrintable(link()));
    QCOMPARE(clipboard(), link());
}

void ShareDialogTest::anOpenMediaMtxSaysWhyThereIsNoToken()
{
    const StreamId stream = streamOn(1, Quality::High);
    select(stream);
    QVERIFY(openDialog());
    QTRY_VERIFY_WITH_TIMEOUT(!named("shareArchive")->isEnabled(), patienceMs);
    QVERIFY(named("shareArchive")->toolTip().contains(u"Nothing is recorded"));
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_fleet
                 .call(1, u"/v3/config/paths/patch/"_s + fleet().stream(stream)->remoteName, "PATCH",
                       R"({"record":true})")
                 .status,
             200);
    const auto isRecorded = [&] {
        std::optional<bool> found;
        session().archive().read(stream, {}, this, [&](const Result<ArchiveReading> &reading) {
            found = reading && !reading->index.empty();
        });
        return QTest::qWaitFor([&] { return found.has_value(); }, patienceMs) && *found;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRecorded(), patienceMs);
    QVERIFY(openDialog());
    QTRY_VERIFY_WITH_TIMEOUT(label(*m_dialog, u"shareAccess"_s).contains(u"checks no tokens"), patienceMs);
    QVERIFY(!named("shareGenerate")->isEnabled());
    QVERIFY(named("shareGenerate")->toolTip().contains(u"Only public links"));
    press(Qt::Key_A, Qt::AltModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(label(*m_dialog, u"shareProtocolNote"_s).contains(u"no recordings by HLS"),
                              qPrintable(visibleText(*m_dialog)), patienceMs);
    QVERIFY(!named("shareRtsp")->isEnabled() && !named("shareHls")->isEnabled());
}

void ShareDialogTest::theLowQualityHasNoArchiveToShare()
{
    select(streamOn(0, Quality::Low));
    QVERIFY(openDialog());
    QVERIFY(!named("shareArchive")->isEnabled());
    QVERIFY(named("shareArchive")->toolTip().contains(u"high quality only"));
    QVERIFY(generate());
}

void ShareDialogTest::aSelectionIsSharedAtOnce()
{
    select(streamOn(0, Quality::High));
    press(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(openDialog());
    QVERIFY(m_dialog->isMany());
    QTRY_VERIFY(named("shareGenerate")->isEnabled());
    press(Qt::Key_G, Qt::AltModifier);
    ShareBatch *batch = m_dialog->batch();
    QTRY_COMPARE_WITH_TIMEOUT(int(batch->links().size()), fleet().rowCount(), patienceMs);
    int made = 0;
    for (const BatchLink &one : batch->links()) {
        made += one.address.isEmpty() ? 0 : 1;
        QVERIFY2(!one.address.isEmpty() || one.reason.contains(u"checks no tokens"), qPrintable(one.reason));
    }
    QCOMPARE(made, fleet().rowCount() / 2); // the MediaMTX makes none
    auto *copy = m_dialog->findChild<QToolButton *>(u"batchCopy"_s);
    copy->menu()->actions()[2]->trigger();
    QVERIFY(clipboard().startsWith(u"#EXTM3U\n#EXTINF:-1,"));
    QCOMPARE(clipboard().count(u"rtsp://") + clipboard().count(u"http"), made);
    copy->menu()->actions()[1]->trigger();
    QVERIFY(clipboard().startsWith(u"stream,link,expires"));
}

void ShareDialogTest::thePageListsCopiesAndRevokes()
{
    select(streamOn(0, Quality::High));
    QVERIFY(openDialog());
    QVERIFY(generate());
    const QString made = link();
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(activate());
    QTest::keyClick(&window(), Qt::Key_5, Qt::ControlModifier);
    ShareLinksPage *page = window().page<ShareLinksPage>();
    QTRY_VERIFY(page->isVisible());
    QTRY_VERIFY(page->table()->model()->rowCount() > 0);
    page->table()->setFocus();
    page->table()->selectRow(0); // the newest one
    QTRY_COMPARE(int(page->selectedLinks().size()), 1);
    QTest::keyClick(page->table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(clipboard(), made);
    QVERIFY(!page->removeAction()->isEnabled());
    QTest::keyClick(page->table(), Qt::Key_Delete);
    QTRY_VERIFY(m_console->dialog<ConfirmDialog>());
    auto *question = m_console->dialog<ConfirmDialog>();
    QVERIFY2(visibleText(*question).contains(u"cannot take a token back"),
             qPrintable(visibleText(*question)));
    QTest::mouseClick(ConsoleHarness::button(*question, u"Revoke"_s), Qt::LeftButton);
    QTRY_COMPARE(page->table()->model()->index(0, ShareLinkTableModel::StateColumn).data().toString(),
                 u"Revoked"_s);
    QTRY_VERIFY(page->removeAction()->isEnabled());
    QVERIFY(!page->copyAction()->isEnabled());
    const int rows = page->table()->model()->rowCount();
    page->removeAction()->trigger();
    QTRY_COMPARE(page->table()->model()->rowCount(), rows - 1);
}

void ShareDialogTest::theSigningKeyIsMadeAndExported()
{
    QTest::keyClick(&window(), Qt::Key_5, Qt::ControlModifier);
    QTRY_VERIFY(window().page<ShareLinksPage>()->isVisible());
    QTest::mouseClick(ConsoleHarness::button(*window().page<ShareLinksPage>(), u"signingKey"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(m_console->dialog<SigningKeyDialog>());
    auto *dialog = m_console->dialog<SigningKeyDialog>();
    QVERIFY(!dialog->findChild<QPushButton *>(u"keyChange"_s)->isEnabled());
    const QString file = m_console->folder() + u"/jwks.json"_s;
    typeInto(*dialog, u"keyTarget"_s, file);
    QTest::mouseClick(ConsoleHarness::button(*dialog, u"keyExport"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patienceMs);
    QTRY_VERIFY(session().signingKeys().current().has_value());
    QTRY_VERIFY(label(*dialog, u"keyOutcome"_s).contains(u"written"));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("PRIVATE"));
    typeInto(*dialog, u"keyTarget"_s, u"/nowhere/at/all.json"_s);
    QTest::mouseClick(ConsoleHarness::button(*dialog, u"keyExport"_s), Qt::LeftButton);
    QTRY_VERIFY(label(*dialog, u"keyOutcome"_s).contains(u"could not be written"));
    dialog->reject();
}

QTEST_MAIN(ShareDialogTest)
#include "tst_sharedialog.moc"
