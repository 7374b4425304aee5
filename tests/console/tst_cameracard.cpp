#include "app/console/WindowCapture.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "tests/console/WindowTest.h"
#include "views/cameras/CameraCard.h"
#include "views/cameras/CameraStreamPlace.h"
#include "views/common/CopyField.h"
#include "views/shell/MainWindow.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/AddressEditor.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The card of a camera in the real window: its settings and its streams.
class CameraCardTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void cameraIsSavedWithItsPasswordSealed();
    void cameraBadInputIsSaid_data();
    void cameraBadInputIsSaid();
    void cameraConflictShowsTheirValues();
    void cameraStreamsShowEveryParameter();
    void actionsWorkOnTheirStreamAlone();
    void addressIsEditedOnTheCard();
    void missingQualityIsAdded();

private:
    [[nodiscard]] CameraStreamPlace &place(Quality quality);
    [[nodiscard]] const FleetRow &row(Quality quality);
    /// A button of the actions of a stream; null if it cannot be seen.
    [[nodiscard]] QToolButton *tool(Quality quality, const QString &text);
};

void CameraCardTest::initTestCase()
{
    startTwoServers();
}

void CameraCardTest::init()
{
    QVERIFY(activate());
}

void CameraCardTest::cleanupTestCase()
{
    m_console.reset();
}

void CameraCardTest::cameraIsSavedWithItsPasswordSealed()
{
    window().openCamera(camera().id);
    const QString oldName = camera().name;
    typeInto(cameraCard(), u"cameraName"_s, u"Gate \"A\" <1> 🎥"_s);
    typeInto(cameraCard(), u"cameraLocation"_s, u"Central station"_s);
    typeInto(cameraCard(), u"cameraMac"_s, u"00-1a-2b-3c-4d-5e"_s);
    QTest::keyClick(cameraCard().findChild<QLineEdit *>(u"cameraMac"_s), Qt::Key_Tab);
    QCOMPARE(cameraCard().findChild<QLineEdit *>(u"cameraMac"_s)->text(), u"00:1A:2B:3C:4D:5E"_s);
    auto *subnets = cameraCard().findChild<QPlainTextEdit *>(u"cameraSubnets"_s);
    QVERIFY2(!subnets->isEnabled(), "only with External access");
    QVERIFY(subnets->toolTip().contains(u"External access"));
    QTest::mouseClick(cameraCard().findChild<QCheckBox *>(u"cameraExternal"_s), Qt::LeftButton, {},
                      QPoint(8, 8));
    QVERIFY(subnets->isEnabled());
    QTest::keyClicks(subnets, u"192.0.2.77/24"_s);
    QTest::keyClick(subnets, Qt::Key_Return);
    QTest::keyClicks(subnets, u"2001:DB8::/32"_s);
    cameraCard().findChild<QCheckBox *>(u"cameraRecording"_s)->setChecked(true);
    cameraCard().findChild<QSpinBox *>(u"cameraArchiveDays"_s)->setValue(14);
    typeInto(cameraCard(), u"cameraOnvifUser"_s, u"admin"_s);
    typeInto(cameraCard(), u"cameraOnvifPassword"_s, u"onvif-secret-77"_s);
    QVERIFY(save(cameraCard()));
    const Camera saved = camera();
    QCOMPARE(saved.name, u"Gate \"A\" <1> 🎥"_s);
    QCOMPARE(saved.location, u"Central station"_s);
    QCOMPARE(saved.macAddress, u"00:1A:2B:3C:4D:5E"_s);
    QVERIFY(saved.isPublic);
    QCOMPARE(saved.allowedSubnets, QStringList({u"192.0.2.0/24"_s, u"2001:db8::/32"_s}));
    QCOMPARE(saved.archiveDays, 14);
    QVERIFY(saved.isRecording);
    QVERIFY(!saved.onvifSecret.isNull());
    QVERIFY(!m_console->anyFileContains("onvif-secret-77"));
    auto *password = cameraCard().findChild<QLineEdit *>(u"cameraOnvifPassword"_s);
    QVERIFY(password->text().isEmpty());
    QCOMPARE(password->placeholderText(), u"stored, sealed"_s);
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), saved.name);
    QTest::mouseClick(ConsoleHarness::button(cameraCard(), u"Remove"_s), Qt::LeftButton);
    typeInto(cameraCard(), u"cameraName"_s, oldName);
    QVERIFY(save(cameraCard()));
    QVERIFY(camera().onvifSecret.isNull());
    window().showPage<StreamsPage>();
    QVERIFY(visibleText(window()).contains(oldName));
}

void CameraCardTest::cameraBadInputIsSaid_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no name") << u"cameraName"_s << QString() << u"Enter a name"_s;
    QTest::newRow("long name") << u"cameraName"_s << QString(51, u'x') << u"at most 50"_s;
    QTest::newRow("ip") << u"cameraIp"_s << u"10.0.0.300"_s << u"not an IP address"_s;
    QTest::newRow("mac") << u"cameraMac"_s << u"00:11:22"_s << u"not a MAC address"_s;
    QTest::newRow("group mac") << u"cameraMac"_s << u"ff:ff:ff:ff:ff:ff"_s << u"cannot belong"_s;
}

void CameraCardTest::cameraBadInputIsSaid()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    window().openCamera(camera().id);
    typeInto(cameraCard(), field, text);
    QVERIFY2(sentence(cameraCard()).contains(expected), qPrintable(sentence(cameraCard())));
    QVERIFY(!ConsoleHarness::button(cameraCard(), u"saveButton"_s));
    QTest::keyClick(cameraCard().findChild<QLineEdit *>(field), Qt::Key_Escape);
    QVERIFY(sentence(cameraCard()).isEmpty());
}

void CameraCardTest::cameraConflictShowsTheirValues()
{
    window().openCamera(camera().id);
    typeInto(cameraCard(), u"cameraSerial"_s, u"SN-1"_s);
    QVERIFY(changeElsewhere([&](RegistryDatabase &database) -> VoidResult {
        auto stored = FleetRepository(database).camera(camera().id);
        if (!stored || !*stored)
            return fail(ErrorCategory::Invalid, {});
        (*stored)->location = u"Harbour"_s;
        return FleetRepository(database).saveCameras({**stored});
    }));
    if (QPushButton *button = ConsoleHarness::button(cameraCard(), u"saveButton"_s))
        QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        label(cameraCard(), u"theirChanges"_s).contains(u"Location: Central station → Harbour"), patienceMs);
    QTest::mouseClick(ConsoleHarness::button(cameraCard(), u"Put mine on top"_s), Qt::LeftButton);
    QVERIFY(save(cameraCard()));
    QCOMPARE(camera().location, u"Harbour"_s);
    QCOMPARE(camera().serialNumber, u"SN-1"_s);
}

void CameraCardTest::cameraStreamsShowEveryParameter()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    auto *high = cameraCard().findChild<CameraStreamPlace *>(u"highStream"_s);
    const int row = m_console->fleet().rowOf(cameraCard().stream(Quality::High));
    QVERIFY(row >= 0);
    QTRY_VERIFY_WITH_TIMEOUT(label(*high, u"bitrate"_s) != u"–", patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(label(*high, u"resolution"_s).contains(u'×'), patienceMs);
    QVERIFY(high->findChild<AddressEditor *>()->findChild<QLineEdit *>()->text().startsWith(u"rtsp://"));
    QVERIFY(!label(*high, u"reconnects-total"_s).isEmpty());
    QCOMPARE(high->findChild<CopyField *>()->text(), cameraCard().stream(Quality::High).toString());
    QCOMPARE(label(cameraCard(), u"cardTitle"_s), camera().name);
}

CameraStreamPlace &CameraCardTest::place(Quality quality)
{
    return *cameraCard().findChild<CameraStreamPlace *>(quality == Quality::High ? u"highStream"_s
                                                                                 : u"lowStream"_s);
}

const FleetRow &CameraCardTest::row(Quality quality)
{
    return m_console->fleet().row(m_console->fleet().rowOf(cameraCard().stream(quality)));
}

QToolButton *CameraCardTest::tool(Quality quality, const QString &text)
{
    for (QToolButton *button : place(quality).findChildren<QToolButton *>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

void CameraCardTest::actionsWorkOnTheirStreamAlone()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    QToolButton *off = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((off = tool(Quality::Low, u"Disable"_s)) && off->isEnabled(), patienceMs);
    QTest::mouseClick(off, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!row(Quality::Low).isEnabled && !row(Quality::Low).pending, patienceMs);
    QVERIFY(row(Quality::High).isEnabled);
    QToolButton *on = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((on = tool(Quality::Low, u"Enable"_s)) && on->isEnabled(), patienceMs);
    // By keyboard: the place that has the focus is meant.
    on->setFocus();
    QTest::keyClick(on, Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(row(Quality::Low).isEnabled && !row(Quality::Low).pending, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(row(Quality::Low).status, StreamStatus::Active, patienceMs);
    // What cannot be done says why.
    QToolButton *more = nullptr;
    QTRY_VERIFY((more = tool(Quality::Low, u"More"_s)));
    for (const QAction *repair : more->menu()->actions()) {
        if (!repair->isEnabled())
            QVERIFY2(!repair->toolTip().isEmpty(), qPrintable(repair->text()));
    }
}

void CameraCardTest::addressIsEditedOnTheCard()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    const StreamId id = cameraCard().stream(Quality::Low);
    const QString original = m_console->fleet().stream(id)->address.full().revealText();
    const QString target =
        m_console->fleet().stream(cameraCard().stream(Quality::High))->address.full().revealText();
    auto *edit = place(Quality::Low).findChild<AddressEditor *>()->findChild<QLineEdit *>();
    for (const QString &address : {target, original}) {
        QToolButton *restart = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((restart = tool(Quality::Low, u"Restart"_s)) && restart->isEnabled(),
                                 patienceMs);
        restart->setFocus();
        QTest::keyClick(restart, Qt::Key_F2);
        QTRY_VERIFY(edit->hasFocus());
        edit->setText(address);
        QTRY_VERIFY(ConsoleHarness::button(place(Quality::Low), u"Save changes"_s));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->fleet().stream(id)->address.full().revealText() == address &&
                                     !row(Quality::Low).pending &&
                                     row(Quality::Low).status == StreamStatus::Active,
                                 patienceMs);
    }
}

void CameraCardTest::missingQualityIsAdded()
{
    window().openCamera(camera().id);
    cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
    const StreamId low = cameraCard().stream(Quality::Low);
    QVERIFY(!low.isNull());
    const QString address = m_console->fleet().stream(low)->address.full().revealText();
    m_console->console().session().edits().streams.forget({low}, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(cameraCard().stream(Quality::Low).isNull(), patienceMs);
    QPushButton *add = nullptr;
    QTRY_VERIFY((add = ConsoleHarness::button(cameraCard(), u"addStreamButton"_s)));
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_VERIFY(m_console->dialog<AddCameraDialog>());
    AddCameraDialog &dialog = *m_console->dialog<AddCameraDialog>();
    QVERIFY(visibleText(dialog).contains(camera().name));
    QLineEdit *typed = nullptr;
    for (QLineEdit *edit : dialog.findChildren<QLineEdit *>()) {
        if (edit->isVisible() && edit->placeholderText().startsWith(u"rtsp://"))
            typed = edit;
    }
    QVERIFY(typed);
    typed->setText(address);
    QTRY_VERIFY2(ConsoleHarness::button(dialog, u"Add"_s), qPrintable(visibleText(dialog)));
    QTest::mouseClick(ConsoleHarness::button(dialog, u"Add"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!cameraCard().stream(Quality::Low).isNull(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(row(Quality::Low).status == StreamStatus::Active && !row(Quality::Low).pending,
                             patienceMs);
}

QTEST_MAIN(CameraCardTest)
#include "tst_cameracard.moc"
#include "views/streams/StreamsPage.h"
