#include "app/console/WindowCapture.h"
#include "tests/console/WindowTest.h"
#include "tests/support/KeaProcess.h"
#include "views/common/ConfirmDialog.h"
#include "views/devices/DeviceDialogs.h"
#include "views/devices/DevicePanel.h"
#include "views/devices/DevicesPage.h"
#include "views/preview/PreviewPanel.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

const QString gateMac = u"02:00:00:00:00:01"_s; ///< of the fleet's first camera
const QString gateIp = u"127.0.0.1"_s;

} // namespace

/// A camera that comes by itself, in the real window: a real Kea keeps its address, the fleet's camera tells
/// its streams by ONVIF, a media server captures them, and they play.
class DevicesTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] DevicesPage &page() { return *window().page<DevicesPage>(); }
    [[nodiscard]] QString cell(const QString &mac, DeviceTableModel::Column column)
    {
        const NetworkDevice *device = session().devices().deviceByMac(mac);
        const int row = device ? page().model().rowOf(device->id) : -1;
        return row < 0 ? QString() : page().model().index(row, column).data().toString();
    }
    [[nodiscard]] QAction *action(const QString &text)
    {
        for (QAction *one : page().actions()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    template <typename Dialog>
    [[nodiscard]] Dialog *dialog()
    {
        (void)QTest::qWaitFor([&] { return window().findChild<Dialog *>() != nullptr; });
        return window().findChild<Dialog *>();
    }
    [[nodiscard]] QStringList eventsOf(const NetworkDeviceId &id)
    {
        QStringList words;
        bool isRead = false;
        EventFilter filter;
        filter.device = id;
        session().events().read(filter, 100, {}, this, [&](const Result<std::vector<Event>> &list) {
            isRead = true;
            for (const Event &event : *list)
                words.prepend(QString::fromLatin1(eventFacts(event.type).word));
        });
        (void)QTest::qWaitFor([&] { return isRead; });
        return words;
    }
    [[nodiscard]] StreamId streamOf(Quality quality)
    {
        const NetworkDevice *device = session().devices().deviceByMac(gateMac);
        for (const Stream &stream : fleet().streams()) {
            if (device && stream.camera == device->camera && stream.quality == quality)
                return stream.id;
        }
        return {};
    }

    void startInlet()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        InletSettings settings;
        settings.isOn = true;
        settings.port = free.serverPort();
        free.close();
        const auto token = InletEdits::createToken();
        QVERIFY(token);
        session().edits().inlet.save(settings, *token, this, [](const VoidResult &) {});
        QTRY_COMPARE(session().inlet().state(), Inlet::State::Listening);
        m_token = "Bearer " + token->reveal();
    }
    [[nodiscard]] fleet::FleetProcess::Answer post(const QString &path, const QJsonObject &body,
                                                   const QByteArray &authorization = {})
    {
        const QString url = u"http://127.0.0.1:%1%2"_s.arg(session().inletSettings().port).arg(path);
        return m_fleet.request("POST", url, authorization.isEmpty() ? m_token : authorization,
                               QJsonDocument(body).toJson());
    }

    KeaProcess m_kea;
    QByteArray m_token;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_kea.start());
        startFleet(
            {u"--servers"_s, u"1"_s, u"--cameras"_s, u"2"_s, u"--live"_s, u"2"_s, u"--tls"_s, u"none"_s});
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(addServer(0, u"ms-01"_s), qPrintable(m_console->outcome()));
        QTRY_VERIFY_WITH_TIMEOUT(fleet().counts().of(StreamState::Active) == fleet().rowCount(), patienceMs);
        DhcpSettings dhcp;
        dhcp.host = u"127.0.0.1"_s;
        dhcp.port = m_kea.port();
        std::optional<VoidResult> saved;
        session().edits().dhcp.save(dhcp, {}, this, [&](const VoidResult &result) { saved = result; });
        QTRY_VERIFY(saved && *saved);
        session().deviceKeeper().setLeasePause(std::chrono::milliseconds(100));
        window().showPage<DevicesPage>();
    }

    void init() { QVERIFY(activate()); }
    void cleanupTestCase() { m_console.reset(); }

    void anEmptyPageSaysHowDevicesCome()
    {
        QVERIFY(!page().table()->isVisible());
        QVERIFY(visibleText(page()).contains(u"new_camera"));
        QVERIFY(visibleText(page()).contains(u"127.0.0.1:%1"_s.arg(m_kea.port())));
        QVERIFY(!action(u"Attach…"_s)->isEnabled());
        QVERIFY(!action(u"Attach…"_s)->toolTip().isEmpty());
    }

    void aDeviceIsEnteredByHand()
    {
        action(u"Add device…"_s)->trigger();
        auto *entry = dialog<NewDeviceDialog>();
        QVERIFY(entry);
        auto *add = entry->findChild<QPushButton *>(u"saveDevice"_s);
        QVERIFY(!add->isEnabled());
        typeInto(*entry, u"deviceMac"_s, u"02-00-00-00-00-01"_s);
        QVERIFY(!add->isEnabled());
        typeInto(*entry, u"deviceSerial"_s, u"SK-00001"_s);
        QVERIFY(add->isEnabled());
        add->click();
        QTRY_VERIFY(!window().findChild<NewDeviceDialog *>());
        QCOMPARE(cell(gateMac, DeviceTableModel::StateColumn), u"No camera"_s);
        QCOMPARE(label(page(), u"deviceCondition"_s), u"No camera"_s); // it is selected
    }

    void attachedItGetsAnAddressAndPlays()
    {
        QVERIFY(action(u"Attach…"_s)->isEnabled());
        action(u"Attach…"_s)->trigger();
        auto *attach = dialog<AttachDialog>();
        QVERIFY(attach);
        const QJsonObject onvif = m_fleet.camera(1)[u"onvif"].toObject();
        typeInto(*attach, u"attachName"_s, u"Gate by itself"_s);
        typeInto(*attach, u"attachUser"_s, onvif[u"user"].toString());
        typeInto(*attach, u"attachPassword"_s, onvif[u"password"].toString());
        attach->findChild<QSpinBox *>(u"attachPort"_s)
            ->setValue(onvif[u"address"].toString().section(u':', 1).toInt());
        attach->findChild<QPushButton *>(u"saveAttach"_s)->click();
        QTRY_VERIFY(!window().findChild<AttachDialog *>());
        QTRY_COMPARE(cell(gateMac, DeviceTableModel::StateColumn), u"Waits for an address"_s);
        QVERIFY(m_kea.addLease(gateIp, gateMac));
        QTRY_COMPARE_WITH_TIMEOUT(cell(gateMac, DeviceTableModel::StateColumn), u"On air"_s, patienceMs);
        QCOMPARE(cell(gateMac, DeviceTableModel::IpColumn), gateIp);
        QCOMPARE(cell(gateMac, DeviceTableModel::CameraColumn), u"Gate by itself"_s);
        QVERIFY(!cell(gateMac, DeviceTableModel::MakeColumn).isEmpty());

        const StreamId high = streamOf(Quality::High);
        const StreamId low = streamOf(Quality::Low);
        QVERIFY(!high.isNull() && !low.isNull());
        for (const StreamId &stream : {high, low})
            QTRY_COMPARE_WITH_TIMEOUT(fleet().row(fleet().rowOf(stream)).status, StreamStatus::Active,
                                      patienceMs);
        window().showPage<StreamsPage>();
        window().page<StreamsPage>()->table()->selectFleetRow(fleet().rowOf(high));
        std::optional<FrameStamp> picture;
        QTRY_VERIFY_WITH_TIMEOUT((picture = readStrip()), patienceMs);
        QCOMPARE(int(picture->cameraNumber), 1);
        window().showPage<DevicesPage>();
        const NetworkDevice *device = session().devices().deviceByMac(gateMac);
        QCOMPARE(eventsOf(device->id), (QStringList{u"new_camera"_s, u"camera_attached"_s, u"dhcp_address"_s,
                                                    u"dhcp_reserved"_s, u"provisioning_done"_s}));
        QStringList reserved;
        for (const QJsonValue &subnet : m_kea.config()[u"subnet4"].toArray()) {
            for (const QJsonValue &one : subnet[u"reservations"].toArray())
                reserved.append(one[u"hw-address"].toString());
        }
        QVERIFY(reserved.contains(gateMac));
    }

    void theCardSaysSoAndHasTheToggle()
    {
        const NetworkDevice *device = session().devices().deviceByMac(gateMac);
        page().selectDevice(device->id);
        action(u"Open camera"_s)->trigger();
        QTRY_COMPARE(label(cameraCard(), u"cameraReservation"_s), u"Reserved: "_s + gateIp);
        auto *manual = cameraCard().findChild<QToolButton *>(u"activationManual"_s);
        QVERIFY(manual && manual->isVisible());
        QVERIFY(!manual->isChecked());
        manual->click();
        QTRY_COMPARE(fleet().camera(device->camera)->activation, Activation::Manual);
        window().showPage<StreamsPage>();
        auto *streams = window().page<StreamsPage>();
        streams->table()->selectFleetRow(fleet().rowOf(streamOf(Quality::High)));
        QAction *edit = streams->actions()->action(StreamAction::EditAddress);
        QTRY_VERIFY(edit->isEnabled());
        QAction *toggle = streams->actions()->activation();
        QVERIFY(toggle->isVisible());
        QCOMPARE(toggle->text(), u"Switch to auto"_s);
        toggle->trigger();
        QTRY_COMPARE(fleet().camera(session().devices().deviceByMac(gateMac)->camera)->activation,
                     Activation::Auto);
        QTRY_VERIFY(!edit->isEnabled());
        QVERIFY(edit->toolTip().contains(u"provisioning"));
        QVERIFY(!streams->actions()->action(StreamAction::Delete)->isEnabled());
        // Of a camera that was added manually there is nothing to switch.
        streams->table()->selectFleetRow(0);
        QTRY_VERIFY(!toggle->isVisible());
        window().showPage<DevicesPage>();
    }

    void theCardLeadsToTheDevice()
    {
        const NetworkDevice *device = session().devices().deviceByMac(gateMac);
        window().openCamera(device->camera);
        auto *link = cameraCard().findChild<QPushButton *>(u"cameraDevice"_s);
        QTRY_VERIFY(link->isVisible());
        link->click();
        QTRY_VERIFY(page().isVisible());
        QCOMPARE(label(page(), u"deviceCondition"_s), u"On air"_s);
    }

    void whatStoppedSaysWhyAndGoesOn()
    {
        const QString mac = u"02:00:00:00:00:02"_s;
        startInlet();
        const QJsonObject onvif = m_fleet.camera(2)[u"onvif"].toObject();
        const QJsonObject order{{u"mac"_s, u"0200.0000.0002"_s},
                                {u"name"_s, u"Yard by itself"_s},
                                {u"user"_s, onvif[u"user"]},
                                {u"password"_s, onvif[u"password"]},
                                {u"onvif_port"_s, onvif[u"address"].toString().section(u':', 1).toInt()}};
        QCOMPARE(post(u"/attach_camera"_s, order, "Bearer wrong").status, 401);
        const auto answer = post(u"/attach_camera"_s, order);
        QVERIFY2(answer.status == 200, answer.body.constData());
        QCOMPARE(answer.json()[u"state"].toString(), u"awaits_address"_s);
        QCOMPARE(post(u"/attach_camera"_s, order).json()[u"changed"].toBool(true), false);
        QCOMPARE(post(u"/dhcp"_s, {{u"mac"_s, u"02:00:00:00:00:77"_s}, {u"ip"_s, u"127.0.0.7"_s}}).status,
                 404);
        QTRY_COMPARE(cell(mac, DeviceTableModel::StateColumn), u"Waits for an address"_s);
        page().selectDevice(session().devices().deviceByMac(mac)->id);
        action(u"Enter address…"_s)->trigger();
        auto *address = dialog<AddressDialog>();
        QVERIFY(address);
        typeInto(*address, u"deviceIp"_s, gateIp);
        address->findChild<QPushButton *>(u"saveAddress"_s)->click();
        QTRY_VERIFY(visibleText(*address).contains(gateMac)); // it has that address already
        typeInto(*address, u"deviceIp"_s, u"127.0.0.2"_s);
        typeInto(*address, u"deviceSwitch"_s, u"switch-1"_s);
        typeInto(*address, u"devicePort"_s, u"7"_s);
        address->findChild<QPushButton *>(u"saveAddress"_s)->click();
        QTRY_VERIFY(!window().findChild<AddressDialog *>());
        QTRY_COMPARE(cell(mac, DeviceTableModel::PlaceColumn), u"switch switch-1, port 7"_s);
        // Nobody is at that address: it is tried again, and the page says when.
        QTRY_VERIFY_WITH_TIMEOUT(cell(mac, DeviceTableModel::StateColumn) == u"Tried again soon", patienceMs);
        QVERIFY(action(u"Try again"_s)->isEnabled());
        QVERIFY(label(page(), u"deviceCondition"_s).contains(u"Tried again at"));
        QVERIFY(!action(u"Remove"_s)->isEnabled());
        QVERIFY(action(u"Remove"_s)->toolTip().contains(u"Yard by itself"));
    }

    void searchAndStateFilter()
    {
        QCOMPARE(page().table()->model()->rowCount(), 2);
        typeInto(page(), u"deviceSearch"_s, u"gate itself"_s);
        QCOMPARE(page().table()->model()->rowCount(), 1);
        typeInto(page(), u"deviceSearch"_s, QString());
        auto *state = page().findChild<QComboBox *>(u"deviceState"_s);
        state->setCurrentIndex(state->findText(u"On air"_s));
        QCOMPARE(page().table()->model()->rowCount(), 1);
        page().selectDevice(session().devices().deviceByMac(u"02:00:00:00:00:02"_s)->id);
        QCOMPARE(page().table()->model()->rowCount(), 2); // shown whatever was filtered
    }
};

QTEST_MAIN(DevicesTest)
#include "tst_devices.moc"
