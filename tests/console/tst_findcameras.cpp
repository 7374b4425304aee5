#include "app/console/WindowCapture.h"
#include "models/registry/SecretRepository.h"
#include "tests/console/WindowTest.h"
#include "views/shell/MainWindow.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/FindCamerasDialog.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QComboBox>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// A new camera is found in the network and tells its streams: the real window, cameras of the fleet that
/// speak ONVIF and answer a search, well or badly.
class FindCamerasTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] AddCameraDialog &form() { return *m_console->dialog<AddCameraDialog>(); }
    [[nodiscard]] FindCamerasDialog &dialog() { return *m_console->dialog<FindCamerasDialog>(); }
    [[nodiscard]] QTableView &table() { return *dialog().findChild<QTableView *>(u"foundCameras"_s); }
    [[nodiscard]] QPushButton &button(const char *name)
    {
        return *dialog().findChild<QPushButton *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QJsonObject onvif(int camera) { return m_fleet.camera(camera)[u"onvif"_s].toObject(); }
    [[nodiscard]] QString addressOf(int camera)
    {
        return u"http://%1/onvif/device_service"_s.arg(onvif(camera)[u"address"_s].toString());
    }

    /// Opens both dialogs, and lets the cameras of the fleet be found.
    void find()
    {
        QVERIFY(activate());
        window().page<StreamsPage>()->addCameraAction()->trigger();
        QTRY_VERIFY(m_console->dialog<AddCameraDialog>());
        QTest::mouseClick(form().findChild<QPushButton *>(u"findCameras"_s), Qt::LeftButton);
        QTRY_VERIFY(m_console->dialog<FindCamerasDialog>());
        // What the network of this machine has is none of our business.
        if (button("searchAgain").text() == u"Stop")
            QTest::mouseClick(&button("searchAgain"), Qt::LeftButton);
        QCOMPARE(button("searchAgain").text(), u"Search again"_s);
        typeInto(dialog(), u"searchedPlace"_s, m_fleet.description()[u"discovery"_s].toString());
        QTest::keyClick(dialog().findChild<QLineEdit *>(u"searchedPlace"_s), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(table().model()->rowCount(), 4, patienceMs);
    }

    [[nodiscard]] int rowOf(int camera)
    {
        const auto *field = dialog().findChild<QLineEdit *>(u"deviceAddress"_s);
        for (int row = 0; row < table().model()->rowCount(); ++row) {
            table().setCurrentIndex(table().model()->index(row, 0));
            if (field->text() == addressOf(camera))
                return row;
        }
        return -1;
    }

    void ask(int camera, const QString &password)
    {
        QVERIFY(rowOf(camera) >= 0);
        typeInto(dialog(), u"deviceUser"_s, onvif(camera)[u"user"_s].toString());
        typeInto(dialog(), u"devicePassword"_s, password);
        QVERIFY(button("readStreams").isEnabled());
        QTest::keyClick(dialog().findChild<QLineEdit *>(u"devicePassword"_s), Qt::Key_Return);
    }

    [[nodiscard]] QString password(int camera) { return onvif(camera)[u"password"_s].toString(); }
    [[nodiscard]] QString stateOf(int camera)
    {
        return table().model()->index(rowOf(camera), FoundCameraModel::StateColumn).data().toString();
    }

    void leave()
    {
        QTest::keyClick(&dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!m_console->dialog<FindCamerasDialog>());
        QTest::keyClick(&form(), Qt::Key_Escape);
        QTRY_VERIFY(!m_console->dialog<AddCameraDialog>());
    }

private Q_SLOTS:
    void initTestCase() { startTwoServers(); }
    void cleanupTestCase() { m_console.reset(); }
    void cleanup()
    {
        if (auto *open = m_console->dialog<AddCameraDialog>()) // after a failure
            open->reject();
        QTRY_VERIFY(!m_console->dialog<AddCameraDialog>());
        for (int camera = 1; camera <= 4; ++camera)
            QVERIFY(m_fleet.control(u"/onvif"_s, {{u"camera"_s, camera}}));
    }

    void aFoundCameraFillsTheFormAndIsAdded()
    {
        find();
        QVERIFY(!button("useStreams").isEnabled());
        QVERIFY(!button("useStreams").toolTip().isEmpty());
        QVERIFY(stateOf(2).startsWith(u"known: "_s)); // all of the fleet are at 127.0.0.1
        typeInto(dialog(), u"foundFilter"_s, u"no such camera"_s);
        QCOMPARE(table().model()->rowCount(), 0);
        QVERIFY(label(dialog(), u"foundCount"_s).contains(u"(0 shown)"_s));
        dialog().findChild<QLineEdit *>(u"foundFilter"_s)->clear();
        ask(2, password(2));
        QTRY_VERIFY_WITH_TIMEOUT(button("useStreams").isEnabled(), patienceMs);
        QVERIFY(label(dialog(), u"aboutDevice"_s).contains(u"Streamkeeper Fleet camera"_s));
        auto *high = dialog().findChild<QComboBox *>(u"highProfile"_s);
        auto *low = dialog().findChild<QComboBox *>(u"lowProfile"_s);
        QVERIFY(high->currentText().contains(u"H264"_s));
        QVERIFY(high->currentText() != low->currentText());
        const int proposed = high->currentIndex();
        high->setCurrentIndex(high->findText(low->currentText()));
        QVERIFY(!button("useStreams").isEnabled()); // twice the same
        high->setCurrentIndex(proposed);
        QTest::mouseClick(&button("useStreams"), Qt::LeftButton);
        QTRY_VERIFY(!m_console->dialog<FindCamerasDialog>());

        const auto text = [&](const char *name) {
            return form().findChild<QLineEdit *>(QString::fromLatin1(name))->text();
        };
        QVERIFY(!text("newCameraName").isEmpty());
        QCOMPARE(text("newCameraIp"), u"127.0.0.1"_s);
        QVERIFY(!text("newCameraMac").isEmpty() && !text("newCameraSerial").isEmpty());
        QVERIFY(text("newCameraHigh").startsWith(u"rtsp://127.0.0.1:"_s));
        QVERIFY(!text("newCameraHigh").contains(u'@'));
        QVERIFY(text("newCameraHigh") != text("newCameraLow"));
        QVERIFY(label(form(), u"newCameraOnvif"_s).contains(onvif(2)[u"user"_s].toString()));
        typeInto(form(), u"newCameraName"_s, u"Found by search"_s);
        const QString mac = text("newCameraMac");
        QVERIFY2(ConsoleHarness::button(form(), u"Add"_s), qPrintable(visibleText(form())));
        QTest::mouseClick(ConsoleHarness::button(form(), u"Add"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->dialog<AddCameraDialog>(), patienceMs);
        const auto added = [&] {
            return std::ranges::find(fleet().cameras(), u"Found by search"_s, &Camera::name);
        };
        QTRY_VERIFY_WITH_TIMEOUT(added() != fleet().cameras().end(), patienceMs);
        const Camera camera = *added();
        QCOMPARE(camera.macAddress, mac);
        QCOMPARE(camera.onvifUser, onvif(2)[u"user"_s].toString());
        QCOMPARE(QString::number(camera.onvifPort), onvif(2)[u"address"_s].toString().section(u':', 1));
        QVERIFY(!camera.onvifSecret.isNull());
        QCOMPARE(session().countSecrets(onvifPurpose), 1);
        const auto areActive = [&] {
            int active = 0;
            for (const FleetRow &row : fleet().rows())
                active += row.camera == camera.id && row.status == StreamStatus::Active ? 1 : 0;
            return active == 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(areActive(), patienceMs);
        QVERIFY(!m_console->anyFileContains(password(2).toUtf8()));
    }

    void aRefusedAccountIsTriedOnce()
    {
        find();
        ask(3, u"wrong"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!label(dialog(), u"readOutcome"_s).startsWith(u"Asking"_s), patienceMs);
        QVERIFY2(label(dialog(), u"readOutcome"_s).contains(u"tried once"_s),
                 qPrintable(visibleText(dialog())));
        QVERIFY(!button("readStreams").isEnabled());
        QVERIFY(button("readStreams").toolTip().contains(u"lock"_s));
        QVERIFY(stateOf(3).contains(u"refuses"_s)); // stays in the list, with the reason
        // Another camera, and back: still not.
        (void)rowOf(1);
        (void)rowOf(3);
        QVERIFY(!button("readStreams").isEnabled());
        QCOMPARE(m_fleet.control("GET", u"/onvif?camera=3"_s).json()[u"refusedLogins"_s].toInt(), 1);
        ask(3, password(3));
        QTRY_VERIFY_WITH_TIMEOUT(button("useStreams").isEnabled(), patienceMs);
        leave();
    }

    void whatIsWrongWithACameraIsSaid_data()
    {
        QTest::addColumn<QJsonObject>("manners");
        QTest::addColumn<bool>("isRead");
        QTest::addColumn<QString>("said");
        QTest::newRow("clock") << QJsonObject{{u"clockSkewSeconds"_s, 86'400}} << true << u"ahead"_s;
        QTest::newRow("H.265 in Media2") << QJsonObject{{u"h265"_s, true}} << true << u"H265"_s;
        QTest::newRow("no profiles") << QJsonObject{{u"profiles"_s, false}} << false << u"video"_s;
        QTest::newRow("garbage") << QJsonObject{{u"answer"_s, u"garbage"_s}} << false << u"127.0.0.1"_s;
    }

    void whatIsWrongWithACameraIsSaid()
    {
        QFETCH(QJsonObject, manners);
        QFETCH(bool, isRead);
        QFETCH(QString, said);
        manners.insert(u"camera"_s, 4);
        QVERIFY(m_fleet.control(u"/onvif"_s, manners));
        find();
        ask(4, password(4));
        QTRY_VERIFY_WITH_TIMEOUT(!label(dialog(), u"readOutcome"_s).startsWith(u"Asking"_s), patienceMs);
        QCOMPARE(button("useStreams").isEnabled(), isRead);
        const QString all =
            visibleText(dialog()) + dialog().findChild<QComboBox *>(u"highProfile"_s)->currentText();
        QVERIFY2(all.contains(said), qPrintable(all));
        leave();
    }

    void readingIsCancelled()
    {
        QVERIFY(m_fleet.control(u"/onvif"_s, {{u"camera"_s, 4}, {u"answer"_s, u"hang"_s}}));
        find();
        ask(4, password(4));
        QCOMPARE(button("readStreams").text(), u"Cancel reading"_s);
        QTest::mouseClick(&button("readStreams"), Qt::LeftButton);
        QCOMPARE(button("readStreams").text(), u"Read streams"_s);
        QVERIFY(!button("useStreams").isEnabled());
        QTest::mouseClick(&button("readStreams"), Qt::LeftButton);
        leave(); // in the middle
    }

    void anAddressThatIsNoneIsSaid()
    {
        find();
        typeInto(dialog(), u"searchedPlace"_s, u"camera.example"_s);
        QTest::keyClick(dialog().findChild<QLineEdit *>(u"searchedPlace"_s), Qt::Key_Return);
        QTRY_VERIFY(label(dialog(), u"foundCount"_s).contains(u"3702"_s));
        typeInto(dialog(), u"deviceAddress"_s, u"http://a:b@127.0.0.1"_s);
        typeInto(dialog(), u"deviceUser"_s, u"x"_s);
        QTest::mouseClick(&button("readStreams"), Qt::LeftButton);
        QVERIFY(!label(dialog(), u"readOutcome"_s).isEmpty());
        leave();
    }
};

QTEST_MAIN(FindCamerasTest)
#include "tst_findcameras.moc"
