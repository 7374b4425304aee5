#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "views/cameras/JoinCamerasDialog.h"
#include "views/cameras/SplitCameraDialog.h"
#include "views/streams/CameraPairActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// A camera is split and two are joined, in the table and on the card.
class SplitJoinTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startTwoServers(); }
    void init() { QVERIFY(activate()); }
    void cleanupTestCase() { m_console.reset(); }

    void aCameraIsSplitAndJoinedByTheKeyboard()
    {
        window().showPage<StreamsPage>();
        const Camera before = camera();
        const Stream low = streamOf(before.id, Quality::Low);
        QVERIFY(select({streamOf(before.id, Quality::High).id}));
        QAction *join = page().pairActions()->join();
        QVERIFY(!join->isEnabled());
        QVERIFY2(join->toolTip().contains(u"Select two streams"), qPrintable(join->toolTip()));
        QTest::keyClick(page().table(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<SplitCameraDialog>(), patienceMs);
        auto *dialog = m_console->dialog<SplitCameraDialog>();
        auto *name = dialog->findChild<QLineEdit *>(u"splitName"_s);
        QCOMPARE(name->text(), before.name + u" (low)"_s);
        auto *button = dialog->findChild<QPushButton *>(u"splitButton"_s);
        name->clear();
        QVERIFY(!button->isEnabled() && !button->toolTip().isEmpty());
        QTest::keyClicks(name, u"Split off"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->dialog<SplitCameraDialog>(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(fleet().stream(low.id)->camera != before.id, patienceMs);
        const CameraId fresh = fleet().stream(low.id)->camera;
        QCOMPARE(fleet().camera(fresh)->name, u"Split off"_s);
        QTRY_VERIFY_WITH_TIMEOUT(visibleText(window()).contains(u"Split off is a camera of its own now."),
                                 patienceMs);

        QVERIFY(activate());
        QVERIFY(select({streamOf(before.id, Quality::High).id, low.id}));
        QVERIFY2(join->isEnabled(), qPrintable(join->toolTip()));
        QTest::keyClick(page().table(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<JoinCamerasDialog>(), patienceMs);
        auto *asked = m_console->dialog<JoinCamerasDialog>();
        QVERIFY(visibleText(*asked).contains(u"Split off"));
        QTest::mouseClick(asked->findChild<QPushButton *>(u"joinButton"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(fleet().stream(low.id)->camera, before.id, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->dialog<JoinCamerasDialog>(), patienceMs);
        QVERIFY(!fleet().camera(fresh));
    }

    void theCardAsksForTheOtherCamera()
    {
        const Camera before = camera();
        window().openCamera(before.id);
        QTRY_VERIFY(cameraCard().isVisible());
        auto *split = cameraCard().findChild<QAction *>(u"splitCamera"_s);
        auto *join = cameraCard().findChild<QAction *>(u"joinCameras"_s);
        QTRY_VERIFY(split->isEnabled());
        QVERIFY(!join->isEnabled() && join->toolTip().contains(u"both streams"));
        split->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<SplitCameraDialog>(), patienceMs);
        QTest::mouseClick(m_console->dialog<SplitCameraDialog>()->findChild<QPushButton *>(u"splitButton"_s),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(join->isEnabled(), patienceMs);
        QVERIFY(!split->isEnabled());
        join->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<JoinCamerasDialog>(), patienceMs);
        auto *dialog = m_console->dialog<JoinCamerasDialog>();
        // The name of the other one stays, and the card shows that camera then.
        dialog->findChild<QRadioButton *>(u"joinKeepOther"_s)->click();
        const QString lost = dialog->findChild<QLabel *>(u"joinLost"_s)->text();
        QVERIFY2(lost.contains(u"Name: "_s + before.name) && !lost.contains(u"(low)"), qPrintable(lost));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"joinButton"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!fleet().camera(before.id), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(cameraCard().camera() != before.id, patienceMs);
        QCOMPARE(fleet().camera(cameraCard().camera())->name, before.name + u" (low)"_s);
    }

private:
    [[nodiscard]] StreamsPage &page() { return *window().page<StreamsPage>(); }
    [[nodiscard]] Stream streamOf(const CameraId &camera, Quality quality)
    {
        for (const Stream &stream : fleet().streams()) {
            if (stream.camera == camera && stream.quality == quality)
                return stream;
        }
        return {};
    }
    [[nodiscard]] bool select(const std::vector<StreamId> &streams)
    {
        StreamTableView &table = *page().table();
        table.setFocus();
        table.clearSelection();
        for (const StreamId &stream : streams) {
            const int row = page().model().viewRow(fleet().rowOf(stream));
            if (row < 0)
                return false;
            table.selectionModel()->select(page().model().index(row, 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        return QTest::qWaitFor([&] { return table.selectedFleetRows().size() == streams.size(); });
    }
};

QTEST_MAIN(SplitJoinTest)
#include "tst_splitjoin.moc"
