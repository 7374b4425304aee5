#include "models/cameracsv/OrderReader.h"
#include "models/rules/ProvisioningRule.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 now = 1'700'000'000'000;

NetworkDevice device(DeviceStage stage = DeviceStage::Address)
{
    NetworkDevice device;
    device.id = NetworkDeviceId::create();
    device.mac = u"00:11:22:33:44:55"_s;
    device.camera = CameraId::create();
    device.stage = stage;
    return device;
}

NetworkDevice addressedDevice()
{
    NetworkDevice one = device();
    one.ipAddress = u"192.0.2.40"_s;
    return one;
}

DeviceFacts facts(bool hasDhcp = true)
{
    DeviceFacts facts;
    facts.hasCamera = true;
    facts.hasDhcp = hasDhcp;
    return facts;
}

Error error(ErrorCategory category)
{
    return {category, u"in vain"_s, {}};
}

} // namespace

/// The staged algorithm of domain.md 5: each step, each exit, each edge of time.
class ProvisioningRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAndConditions_data()
    {
        QTest::addColumn<NetworkDevice>("one");
        QTest::addColumn<DeviceFacts>("of");
        QTest::addColumn<DeviceStep>("step");
        QTest::addColumn<DeviceCondition>("condition");
        using enum DeviceStep;
        using C = DeviceCondition;
        const auto row = [](const char *name, NetworkDevice one, DeviceFacts of, DeviceStep step,
                            C condition) { QTest::newRow(name) << one << of << step << condition; };
        NetworkDevice fresh = device(DeviceStage::Profile);
        fresh.camera = {};
        DeviceFacts without = facts();
        without.hasCamera = false;
        row("new_camera alone", fresh, without, None, C::AwaitsCamera);
        row("attached, no address, no DHCP server", device(), facts(false), None, C::AwaitsAddress);
        row("attached, no address", device(), facts(), FindLease, C::AwaitsAddress);
        row("an address, no DHCP server", addressedDevice(), facts(false), MakeStreams, C::MakingStreams);
        row("an address", addressedDevice(), facts(), Reserve, C::Reserving);
        const NetworkDevice kept = reserved(addressedDevice());
        row("reserved", kept, facts(), MakeStreams, C::MakingStreams);
        DeviceFacts busy = facts();
        busy.isPending = true;
        row("reserved, an operation on its streams", kept, busy, None, C::MakingStreams);
        row("on air", provided(kept), facts(), None, C::Done);
        NetworkDevice moved = addressed(provided(kept), u"192.0.2.41"_s, {}, true, now);
        row("another address", moved, facts(), Release, C::Releasing);
        row("another address, the old one released", released(moved, true), facts(), Reserve, C::Reserving);
        // Exits.
        DeviceFacts off = facts();
        off.isOn = false;
        row("provisioning is off", addressedDevice(), off, None, C::Paused);
        DeviceFacts manual = facts();
        manual.activation = Activation::Manual;
        row("manual, no address yet", device(), manual, None, C::Manual);
        row("manual, an address", addressedDevice(), manual, None, C::Manual);
        row("manual, reserved", kept, manual, None, C::Manual);
        row("manual, on air", provided(kept), manual, None, C::Done);
        row("its camera has gone", kept, without, Release, C::Releasing);
        DeviceFacts goneAndOff = without;
        goneAndOff.isOn = false;
        row("its camera has gone, provisioning is off", kept, goneAndOff, Release, C::Releasing);
        DeviceFacts goneWithoutDhcp = without;
        goneWithoutDhcp.hasDhcp = false;
        row("its camera has gone, and so has the DHCP server", kept, goneWithoutDhcp, None, C::AwaitsCamera);
        row("released for good", released(kept, false), without, None, C::AwaitsCamera);
        NetworkDevice stoppedBefore = failed(kept, error(ErrorCategory::Authentication), now);
        row("stopped, and its camera has gone", stoppedBefore, without, Release, C::Releasing);
        row("in vain, and its camera has gone", failed(kept, error(ErrorCategory::Network), now), without,
            Release, C::Releasing);
        row("releasing was in vain", failed(withoutCamera(kept), error(ErrorCategory::Network), now), without,
            None, C::Retrying);
        row("releasing was refused", failed(withoutCamera(kept), error(ErrorCategory::Invalid), now), without,
            None, C::Stopped);
        NetworkDevice noted = addressedDevice();
        noted.reservedAddress = noted.ipAddress; // before the DHCP server was asked
        row("to be reserved, as was written down", noted, facts(), Reserve, C::Reserving);
        const NetworkDevice late = failed(addressedDevice(), error(ErrorCategory::Network), now);
        row("in vain once", late, facts(), None, C::Retrying);
        NetworkDevice due = late;
        due.dueAtMs = now;
        row("in vain once, due", due, facts(), Reserve, C::Retrying);
        NetworkDevice ahead = late;
        ahead.dueAtMs = now + 3'600'000; // by a clock that was an hour ahead
        row("in vain once, due in a time that cannot be", ahead, facts(), Reserve, C::Retrying);
        const NetworkDevice stopped = failed(addressedDevice(), error(ErrorCategory::Authentication), now);
        row("stopped", stopped, facts(), None, C::Stopped);
        row("stopped, and tried again", resumed(stopped), facts(), Reserve, C::Reserving);
    }

    void stepsAndConditions()
    {
        QFETCH(NetworkDevice, one);
        QFETCH(DeviceFacts, of);
        QTEST(nextStep(one, of, now), "step");
        QTEST(conditionOf(one, of), "condition");
    }

    void whatIsInVainIsTriedLaterAndLater()
    {
        NetworkDevice one = addressedDevice();
        for (const qint64 seconds : {10, 30, 120, 600, 1'800}) {
            one = failed(one, error(ErrorCategory::Timeout), now);
            QVERIFY(!one.isStopped);
            QCOMPARE(one.dueAtMs, now + seconds * 1'000);
            QCOMPARE(nextStep(one, facts(), one.dueAtMs - 1), DeviceStep::None);
            QCOMPARE(nextStep(one, facts(), one.dueAtMs), DeviceStep::Reserve);
        }
        one = failed(one, error(ErrorCategory::Timeout), now);
        QVERIFY(one.isStopped);
        QCOMPARE(nextStep(one, facts(), now + 86'400'000), DeviceStep::None);
        one = resumed(one);
        QCOMPARE(one.attempts, 0);
        QCOMPARE(nextStep(one, facts(), now), DeviceStep::Reserve);
    }

    void whatWouldFailAgainStopsAtOnce_data()
    {
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<bool>("stops");
        using enum ErrorCategory;
        for (const auto &[category, stops] :
             {std::pair(Network, false), std::pair(Timeout, false), std::pair(HttpStatus, false),
              std::pair(Protocol, false), std::pair(Parse, false), std::pair(Storage, false),
              std::pair(Conflict, false), std::pair(Secret, false), std::pair(Authentication, true),
              std::pair(AccountWithheld, true), std::pair(Unsupported, true), std::pair(Invalid, true),
              std::pair(Tls, true), std::pair(Cancelled, true)})
            QTest::addRow("%d", int(category)) << category << stops;
    }

    void whatWouldFailAgainStopsAtOnce()
    {
        QFETCH(ErrorCategory, category);
        QTEST(failed(addressedDevice(), error(category), now).isStopped, "stops");
    }

    void waitingForTheKeyIsNoFailure()
    {
        NetworkDevice one = addressedDevice();
        for (int i = 0; i < 50; ++i)
            one = failed(one, error(ErrorCategory::Secret), now);
        QVERIFY(!one.isStopped);
        QCOMPARE(one.attempts, 0);
        QVERIFY(one.dueAtMs > now);
    }

    void anAddressIsTakenOnce()
    {
        const RelayInformation port{u"7"_s, u"switch-1"_s};
        NetworkDevice one = addressed(device(), u"192.0.2.40"_s, port, false, now);
        QCOMPARE(one.addressedAtMs, now);
        QCOMPARE(one.option82, port);
        QVERIFY(!one.renewsStreams);
        const NetworkDevice again = addressed(one, u"192.0.2.40"_s, {}, true, now + 5'000);
        QCOMPARE(again, one); // and the place stays, where none is told
        const NetworkDevice moved =
            addressed(provided(reserved(one)), u"192.0.2.41"_s, {}, true, now + 5'000);
        QVERIFY(moved.renewsStreams);
        QCOMPARE(moved.stage, DeviceStage::Address);
        QCOMPARE(moved.addressedAtMs, now + 5'000);
        NetworkDevice fresh = device(DeviceStage::Profile);
        QCOMPARE(addressed(fresh, u"192.0.2.40"_s, {}, false, now).stage, DeviceStage::Profile);
    }

    void aReplacedCameraHasItsStreamsFetchedAnew()
    {
        const NetworkDevice one = attached(addressedDevice(), CameraId::create(), true);
        QVERIFY(one.renewsStreams);
        QVERIFY(!provided(one).renewsStreams);
        QVERIFY(!attached(addressedDevice(), CameraId::create(), false).renewsStreams);
    }

    void manualAddingIsLockedForFiveMinutes_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<qint64>("left");
        QTest::newRow("at once") << now << qint64(300'000);
        QTest::newRow("a moment before") << now + 299'999 << qint64(1);
        QTest::newRow("five minutes") << now + 300'000 << qint64(0);
        QTest::newRow("later") << now + 86'400'000 << qint64(0);
        QTest::newRow("a clock that was ahead") << now - 86'400'000 << qint64(300'000);
    }

    void manualAddingIsLockedForFiveMinutes()
    {
        QFETCH(qint64, at);
        NetworkDevice one = addressedDevice();
        QCOMPARE(manualLockLeftMs(one, {}, at), 0); // it never got one
        one.addressedAtMs = now;
        QTEST(manualLockLeftMs(one, {}, at), "left");
        ProvisioningSettings settings;
        settings.manualLockMinutes = 0;
        QCOMPARE(manualLockLeftMs(one, settings, at), 0);
    }

    void ordersAreReadFromATable()
    {
        const auto lines =
            readOrders("order;MAC;Serial number;name;ip;circuit-id;remote_id;replace;replaced_mac;port;"
                       "user;password;archive_days\n"
                       "new_camera;00:11:22:33:44:55;SN1\n"
                       "ATTACH_CAMERA;00-11-22-33-44-55;;Gate;;;;0;;8080;root;\"p;w\";7\n"
                       "dhcp;0011.2233.4455;;;192.0.2.40;7;sw 1\n"
                       "attach_camera;00:11:22:33:44:56;;Yard;;;;1;00:11:22:33:44:55\n"
                       "attach_camera;00:11:22:33:44:57;;Door;;;;2\n"
                       "delete;00:11:22:33:44:55\n");
        QVERIFY(lines);
        QCOMPARE(lines->size(), size_t(6));
        const auto &first = std::get<NewCameraOrder>(*lines->at(0).order);
        QCOMPARE(first.serialNumber, u"SN1"_s);
        const auto &second = std::get<AttachCameraOrder>(*lines->at(1).order);
        QCOMPARE(second.name, u"Gate"_s);
        QCOMPARE(second.onvifPort, 8080);
        QCOMPARE(second.password.revealText(), u"p;w"_s);
        QCOMPARE(second.archiveDays, std::optional(7));
        QVERIFY(!second.isReplacement);
        const auto &third = std::get<DhcpReport>(*lines->at(2).order);
        QCOMPARE(third.mac, u"0011.2233.4455"_s);
        QCOMPARE(third.option82, (RelayInformation{u"7"_s, u"sw 1"_s}));
        const auto &fourth = std::get<AttachCameraOrder>(*lines->at(3).order);
        QVERIFY(fourth.isReplacement);
        QCOMPARE(fourth.replacedMac, u"00:11:22:33:44:55"_s);
        QCOMPARE(fourth.archiveDays, std::nullopt);
        QVERIFY(!lines->at(4).order);
        QVERIFY(!lines->at(5).order);
        QCOMPARE(lines->at(5).line, 7);
        QVERIFY(!readOrders("mac,ip\n00:11:22:33:44:55,192.0.2.1\n"));
    }
};

Q_DECLARE_METATYPE(streamkeeper::NetworkDevice)
Q_DECLARE_METATYPE(streamkeeper::DeviceFacts)

QTEST_GUILESS_MAIN(ProvisioningRuleTest)
#include "tst_provisioningrule.moc"
