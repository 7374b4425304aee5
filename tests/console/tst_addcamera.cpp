#include "app/console/WindowCapture.h"
#include "tests/console/StreamsWindowTest.h"
#include "views/preview/VideoWidget.h"
#include "views/shell/MainWindow.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/DeleteStreamsDialog.h"
#include "views/streams/StreamTableView.h"

#include <QAction>
#include <QComboBox>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// A camera is added by hand in the real window, plays, and is deleted again.
class AddCameraTest : public StreamsWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startActingServers(); }
    void cleanupTestCase() { m_console.reset(); }
    void init() { calm(); }
    void aCameraIsAddedByHandAndDeleted();
    void theAddDialogTellsWhatIsWrong();
};

void AddCameraTest::aCameraIsAddedByHandAndDeleted()
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

void AddCameraTest::theAddDialogTellsWhatIsWrong()
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

QTEST_MAIN(AddCameraTest)
#include "tst_addcamera.moc"
