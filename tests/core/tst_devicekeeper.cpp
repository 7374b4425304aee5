#include "models/registry/DeviceRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "models/texts/StreamActionTexts.h"
#include "tests/core/Await.h"
#include "tests/core/OnvifTest.h"
#include "tests/core/OtherProgram.h"
#include "tests/core/SessionTest.h"
#include "tests/support/KeaProcess.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace std::chrono_literals;
using test::KeaProcess;
using test::OnvifCamera;
using test::OnvifManners;

namespace {

const QString gateMac = u"00:11:22:33:44:55"_s;
const QString gateIp = u"127.0.0.1"_s; ///< where cameras of tests are

} // namespace

/// Devices from stage to stage (domain.md 5), against a real Kea, a camera that speaks ONVIF, and a media
/// server that takes streams.
class DeviceKeeperTest : public test::SessionTest
{
    Q_OBJECT

    void startKea()
    {
        m_kea = std::make_unique<KeaProcess>();
        QVERIFY(m_kea->start());
    }

    [[nodiscard]] bool open()
    {
        Session::Behaviour behaviour;
        behaviour.clock = Clock([this] { return QDateTime::currentMSecsSinceEpoch() + m_aheadMs; });
        m_session = std::make_unique<Session>(*m_keychain, behaviour);
        m_session->polling().setInterval(100ms);
        m_session->deviceKeeper().setLeasePause(50ms);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(registryPath());
        return QTest::qWaitFor(
            [&] { return !opened.isEmpty() && m_session->vaultOpener().vault().isOpen(); });
    }

    /// A media server that takes streams, and the DHCP server if there is one.
    void openWithServers()
    {
        QVERIFY(open());
        m_server->streams.clear();
        const MediaServer card = m_server->card();
        const auto saved = save(card, m_server->secret());
        QVERIFY(saved && *saved);
        QTRY_VERIFY(m_session->fleet().servers().front().snapshot);
        if (!m_kea)
            return;
        DhcpSettings dhcp;
        dhcp.host = u"127.0.0.1"_s;
        dhcp.port = m_kea->port();
        QVERIFY(test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().dhcp.save(dhcp, {}, context, std::move(done));
        }));
    }

    [[nodiscard]] Result<ProvisioningReceipt> order(const ProvisioningOrder &order)
    {
        return test::answerOf<ProvisioningReceipt>([&](QObject *context, auto done) {
            m_session->edits().devices.carryOut(order, u"billing"_s, context, std::move(done));
        });
    }

    [[nodiscard]] AttachCameraOrder attachOrder(const QString &name = u"Gate"_s)
    {
        AttachCameraOrder order;
        order.mac = gateMac;
        order.name = name;
        order.userName = QString::fromUtf8(m_camera->plan().user);
        order.password = SecretText(m_camera->plan().password);
        order.onvifPort = m_camera->port();
        return order;
    }

    [[nodiscard]] NetworkDevice device(const QString &mac = gateMac)
    {
        const NetworkDevice *found = m_session->devices().deviceByMac(mac);
        return found ? *found : NetworkDevice();
    }
    [[nodiscard]] DeviceCondition condition(const QString &mac = gateMac)
    {
        const NetworkDevice one = device(mac);
        return conditionOf(one, deviceFacts(one, m_session->fleet(), m_session->devices().settings(),
                                            m_session->dhcpSettings().isOn()));
    }
    [[nodiscard]] std::vector<Stream> streams()
    {
        std::vector<Stream> all = m_session->fleet().streams();
        std::ranges::sort(all, {}, &Stream::quality);
        return all;
    }
    [[nodiscard]] QStringList events()
    {
        m_session->events().flush();
        const auto list = test::answerOf<std::vector<Event>>([&](QObject *context, auto done) {
            m_session->events().read({}, 1'000, {}, context, std::move(done));
        });
        QStringList words;
        for (const Event &event : *list) {
            if (event.type != EventType::StreamInactive && event.type != EventType::ServerDown)
                words.prepend(QString::fromLatin1(eventFacts(event.type).word));
        }
        return words;
    }
    [[nodiscard]] QStringList reservations(const QString &ip = gateIp)
    {
        QStringList macs;
        for (const QJsonValue &subnet : m_kea->config()[u"subnet4"].toArray()) {
            for (const QJsonValue &one : subnet[u"reservations"].toArray()) {
                if (one[u"ip-address"] == ip)
                    macs.append(one[u"hw-address"].toString());
            }
        }
        return macs;
    }
    [[nodiscard]] bool waitFor(DeviceCondition wanted, const QString &mac = gateMac)
    {
        const bool isSo = QTest::qWaitFor([&] { return condition(mac) == wanted; }, 20'000);
        if (!isSo)
            std::fputs(qPrintable(conditionWord(condition(mac)) + u": "_s + device(mac).lastEvent + u"\n"_s),
                       stderr);
        return isSo;
    }
    [[nodiscard]] VoidResult activate(Activation activation)
    {
        return test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().devices.setActivation({device().camera}, activation, context, std::move(done));
        });
    }
    [[nodiscard]] VoidResult retry()
    {
        return test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().devices.resume({device().id}, context, std::move(done));
        });
    }

    std::unique_ptr<KeaProcess> m_kea;
    std::unique_ptr<OnvifCamera> m_camera;
    qint64 m_aheadMs = 0;

private Q_SLOTS:
    void init()
    {
        m_aheadMs = 0;
        setUp();
        test::OnvifPlan plan = test::onvifPlan();
        plan.password = test::cameraPassword.toUtf8();
        m_camera = std::make_unique<OnvifCamera>(plan);
        QVERIFY(m_camera->listen());
    }
    void cleanup()
    {
        tearDown();
        m_kea.reset();
        m_camera.reset();
    }

    void fromTheOrderToStreamsByARealKea()
    {
        startKea();
        openWithServers();
        QVERIFY(order(NewCameraOrder{gateMac, u"SN0042"_s, {}, {}}));
        QVERIFY(order(attachOrder()));
        QVERIFY(waitFor(DeviceCondition::AwaitsAddress));
        QVERIFY(m_kea->addLease(gateIp, gateMac)); // the device asks for an address
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(reservations(), QStringList{gateMac});
        QCOMPARE(device().reservedAddress, gateIp);
        QCOMPARE(device().manufacturer, QString::fromUtf8(m_camera->plan().manufacturer));
        const auto made = streams();
        QCOMPARE(made.size(), size_t(2));
        QCOMPARE(made[0].quality, Quality::High);
        QVERIFY(made[0].address.full().revealText().endsWith(u"/live?channel=1&stream=0"_s));
        QVERIFY(made[1].address.full().revealText().endsWith(u"/live?channel=1&stream=1"_s));
        QVERIFY(made[0].address.hasSecret());
        for (const Stream &stream : made)
            QCOMPARE(stream.addition, Addition::Auto);
        QCOMPARE(m_server->streams.size(), 2);
        QCOMPARE(events(),
                 (QStringList{u"new_camera"_s, u"camera_attached"_s, u"dhcp_address"_s, u"dhcp_reserved"_s,
                              u"stream_created"_s, u"stream_created"_s, u"provisioning_done"_s}));
        // What was added automatically to an automatic camera is not deleted by hand (domain.md 1.1).
        QTRY_VERIFY(!m_session->fleet().rows().front().pending);
        const FleetRow &row = m_session->fleet().rows().front();
        QCOMPARE(obstacleFor(StreamAction::Delete, factsOf(m_session->fleet(), row, 0)),
                 Obstacle::AutoStream);
        QCOMPARE(m_camera->refusedLogins(), 0);
    }

    void itGoesOnWhereverAConsoleEnds()
    {
        startKea();
        openWithServers();
        QVERIFY(order(NewCameraOrder{gateMac, u"SN0042"_s, {}, {}}));
        QVERIFY(order(attachOrder()));
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        // The console ends with each change of the device, and at each order of a stream in between.
        int ends = 0;
        while (condition() != DeviceCondition::Done && ends < 40) {
            const int revision = device().revision;
            const size_t known = m_session->fleet().streams().size();
            const bool isChanged = QTest::qWaitFor(
                [&] { return device().revision != revision || m_session->fleet().streams().size() != known; },
                20'000);
            QVERIFY2(isChanged, qPrintable(device().lastEvent));
            ++ends;
            m_session.reset();
            // What it had begun is a dead program's.
            const test::OtherProgram reaper(registryPath());
            QVERIFY(reaper.run(
                u"UPDATE operation SET owner_boot = 'gone' WHERE state IN ('waiting', 'running')"_s));
            QVERIFY(reaper.run(u"UPDATE network_device SET owner_boot = 'gone' WHERE lease_until_ms > 0"_s));
            QVERIFY(open());
        }
        QVERIFY2(ends >= 4, qPrintable(QString::number(ends)));
        QCOMPARE(condition(), DeviceCondition::Done);
        QCOMPARE(reservations(), QStringList{gateMac});
        QCOMPARE(streams().size(), size_t(2));
        QTRY_COMPARE(m_server->streams.size(), 2);
        QStringList told = events();
        QCOMPARE(told.removeAll(u"stream_created"_s), 2);
        QCOMPARE(told, (QStringList{u"new_camera"_s, u"camera_attached"_s, u"dhcp_address"_s,
                                    u"dhcp_reserved"_s, u"provisioning_done"_s}));
    }

    void withoutADhcpServerTheAddressComesByTheOrder()
    {
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(waitFor(DeviceCondition::AwaitsAddress));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(device().reservedAddress, QString());
        QCOMPARE(streams().size(), size_t(2));
    }

    void aCameraThatHasStreamsKeepsThem()
    {
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(activate(Activation::Manual));
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = device().camera;
        stream.quality = Quality::High;
        stream.mainServer = m_session->fleet().servers().front().server.id;
        stream.remoteName = stream.id.toString();
        stream.address = StreamAddress::fromText(u"rtsp://10.0.0.9/own"_s);
        m_session->fleet().addStreams({}, {stream});
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QCOMPARE(condition(), DeviceCondition::Manual);
        QVERIFY(activate(Activation::Auto));
        // An address that it did not have when its streams were made leads elsewhere; but these are people's.
        QVERIFY(waitFor(DeviceCondition::Done));
        QVERIFY(std::ranges::any_of(streams(), [&](const Stream &one) { return one == stream; }));
    }

    void aDeadCameraIsTriedAgainAndThenLeft()
    {
        openWithServers();
        QVERIFY(order(attachOrder()));
        m_camera->stop();
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        for (const qint64 seconds : {10, 30, 120, 600, 1'800}) {
            const int attempts = device().attempts;
            QTRY_COMPARE_WITH_TIMEOUT(device().attempts, attempts + 1, 20'000);
            QCOMPARE(condition(), DeviceCondition::Retrying);
            m_aheadMs += seconds * 1'000;
        }
        QVERIFY(waitFor(DeviceCondition::Stopped));
        QVERIFY(!device().lastEvent.isEmpty());
        QCOMPARE(events(), (QStringList{u"camera_attached"_s, u"dhcp_address"_s, u"ap_connection_failed"_s,
                                        u"provisioning_stopped"_s}));
        QVERIFY(streams().empty());
        QVERIFY(m_camera->listen());
        QVERIFY(retry());
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(streams().size(), size_t(2));
    }

    void aWrongPasswordIsTriedOnce()
    {
        openWithServers();
        AttachCameraOrder wanted = attachOrder();
        wanted.password = SecretText(u"not-this-one"_s);
        QVERIFY(order(wanted));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Stopped));
        QVERIFY(m_camera->refusedLogins() <= 2); // once by the console; Digest asks first
        QCOMPARE(events().mid(2), (QStringList{u"ap_connection_failed"_s, u"provisioning_stopped"_s}));
        Camera camera = *m_session->fleet().camera(device().camera);
        QVERIFY(test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().cameras.save(camera, SecretText(m_camera->plan().password), context,
                                            std::move(done));
        }));
        QVERIFY(retry());
        QVERIFY(waitFor(DeviceCondition::Done));
    }

    void aCameraWithoutProfilesStops()
    {
        OnvifManners manners;
        manners.hasProfiles = false;
        m_camera->setManners(manners);
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Stopped));
        QCOMPARE(events().mid(2), (QStringList{u"ap_high_retrieval_failed"_s, u"provisioning_stopped"_s}));
    }

    void aClockThatIsWrongIsTold()
    {
        OnvifManners manners;
        manners.clockSkew = std::chrono::hours(-24);
        manners.login = OnvifManners::Login::Token;
        m_camera->setManners(manners);
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Done));
        QVERIFY(events().contains(u"ap_clock_wrong"_s));
    }

    void aServerThatRefusesHighIsStillAskedForLow()
    {
        openWithServers();
        bool refuses = true;
        m_server->intercept = [&](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (!refuses || request.method != "POST" || !request.body.contains("stream=0"))
                return false;
            responder.answer(402, "{}");
            return true;
        };
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Retrying));
        QCOMPARE(streams().size(), size_t(1));
        QCOMPARE(streams().front().quality, Quality::Low);
        QCOMPARE(events().mid(2), (QStringList{u"ap_high_creation_failed"_s, u"stream_created"_s}));
        refuses = false;
        QVERIFY(retry());
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(streams().size(), size_t(2));
    }

    void whatKeaRefusesStops()
    {
        startKea();
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.11"_s, {}})); // the lobby's
        QVERIFY(waitFor(DeviceCondition::Stopped));
        QCOMPARE(events().mid(2), (QStringList{u"dhcp_reservation_failed"_s, u"provisioning_stopped"_s}));
        QVERIFY(device().reservedAddress.isEmpty());
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}})); // another address has it go on
        QVERIFY(waitFor(DeviceCondition::Done));
    }

    void aKeaThatIsDownIsWaitedFor()
    {
        startKea();
        openWithServers();
        m_kea->killAgent();
        QVERIFY(order(attachOrder()));
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->deviceKeeper().dhcpProblem().isEmpty(), 20'000);
        QCOMPARE(condition(), DeviceCondition::AwaitsAddress);
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Retrying));
        QVERIFY(m_kea->startAgent());
        m_aheadMs += 10'000;
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(reservations(), QStringList{gateMac});
    }

    void reservationAndLeaseGoWithTheCamera()
    {
        startKea();
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        QVERIFY(waitFor(DeviceCondition::Done));
        QTRY_VERIFY(std::ranges::none_of(m_session->fleet().rows(),
                                         [](const FleetRow &row) { return row.pending.has_value(); }));
        std::vector<StreamCommand> commands;
        for (const Stream &stream : streams()) {
            StreamCommand command;
            command.kind = OperationKind::DeleteStream;
            command.stream = stream.id;
            commands.push_back(command);
        }
        const CameraId camera = device().camera;
        m_session->runCommands(commands);
        QTRY_VERIFY(m_session->fleet().streams().empty());
        QVERIFY(m_session->fleet().camera(camera)); // it is the device's, not its streams'
        QVERIFY(test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().cameras.removeEmpty(camera, context, std::move(done));
        }));
        QVERIFY(waitFor(DeviceCondition::AwaitsCamera));
        QVERIFY(reservations().isEmpty());
        QCOMPARE(m_kea->command(u"lease4-get"_s, {{u"ip-address"_s, gateIp}})[u"result"].toInt(), 3); // none
        QVERIFY(device().reservedAddress.isEmpty());
        QCOMPARE(events().last(), u"dhcp_released"_s);
        QVERIFY(open());
        QCOMPARE(condition(), DeviceCondition::AwaitsCamera);
    }

    void whatIsReservedGoesAlsoWhenKeaWasDown()
    {
        startKea();
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        m_camera->stop(); // its streams are made in vain
        QVERIFY(waitFor(DeviceCondition::Retrying));
        QCOMPARE(reservations(), QStringList{gateMac});
        m_kea->killAgent();
        const CameraId camera = device().camera;
        QVERIFY(test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().cameras.removeEmpty(camera, context, std::move(done));
        }));
        QTRY_VERIFY_WITH_TIMEOUT(device().camera.isNull(),
                                 20'000); // written down, though the camera has gone
        QCOMPARE(device().attempts, 1);
        QCOMPARE(events().last(), u"dhcp_release_failed"_s);
        QVERIFY(m_kea->startAgent());
        m_aheadMs += 10'000;
        QVERIFY(waitFor(DeviceCondition::AwaitsCamera));
        QVERIFY(reservations().isEmpty());
    }

    void anotherAccountInTheSameOrderHasItGoOn()
    {
        openWithServers();
        AttachCameraOrder wanted = attachOrder();
        wanted.password = SecretText(u"not-this-one"_s);
        QVERIFY(order(wanted));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Stopped));
        const int refused = m_camera->refusedLogins();
        QVERIFY(
            !order(DhcpReport{gateMac, gateIp, {}})->isChanged); // a renewal is no reason to try once more
        QVERIFY(!order(wanted)->isChanged);
        QCOMPARE(condition(), DeviceCondition::Stopped);
        QCOMPARE(m_camera->refusedLogins(), refused);
        const auto corrected = order(attachOrder());
        QVERIFY(corrected && corrected->isChanged);
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(m_session->fleet().camera(device().camera)->name, u"Gate"_s);
    }

    void aReplacedCameraLeadsToTheNewDevice()
    {
        openWithServers();
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Done));
        const auto before = streams();
        // The new one is another camera, at another address of the same machine, with other streams.
        const QString newMac = u"00:11:22:33:44:99"_s;
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.99"_s, {}}));
        m_aheadMs += 1'000;
        AttachCameraOrder wanted;
        wanted.mac = newMac;
        wanted.isReplacement = true;
        wanted.replacedMac = gateMac;
        wanted.userName = QString::fromUtf8(m_camera->plan().user);
        wanted.password = SecretText(m_camera->plan().password);
        wanted.onvifPort = m_camera->port();
        m_camera->setRtspPort(9'554);
        QVERIFY(order(wanted));
        QVERIFY(order(DhcpReport{newMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Done, newMac));
        const auto after = streams();
        QCOMPARE(after.size(), size_t(2));
        for (size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].id, before[i].id); // the same streams, with their archive
            QVERIFY(after[i].address.full().revealText().contains(u":9554/"_s));
        }
        QCOMPARE(condition(), DeviceCondition::AwaitsCamera);
    }

    void manualInTheMiddleStopsIt()
    {
        openWithServers();
        OnvifManners manners;
        manners.answer = OnvifManners::Answer::Hang;
        m_camera->setManners(manners);
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QTRY_VERIFY(!m_camera->calls().isEmpty()); // it is being asked
        QVERIFY(activate(Activation::Manual));
        QCOMPARE(condition(), DeviceCondition::Manual);
        m_camera->setManners({});
        QTRY_VERIFY_WITH_TIMEOUT(m_session->deviceKeeper().isIdle(), 20'000);
        QVERIFY(streams().empty());
        QCOMPARE(device().ipAddress, gateIp);
        QVERIFY(activate(Activation::Auto));
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(streams().size(), size_t(2));
    }

    void onlyOneProgramWorksOnADevice()
    {
        openWithServers();
        QVERIFY(order(attachOrder()));
        const NetworkDeviceId id = device().id;
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        const test::OtherProgram other(registryPath());
        // A console elsewhere that lives has it.
        QVERIFY(
            other.run(u"UPDATE network_device SET owner_host = 'elsewhere', owner_boot = 'b', owner_pid = 1,"
                      " owner_start = 1, lease_until_ms = %1"_s.arg(nowMs + 600'000)));
        QTRY_COMPARE(device().owner.host, u"elsewhere"_s);
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QTest::qWait(300); // nothing is to happen, which no condition tells
        QVERIFY(m_camera->calls().isEmpty());
        QVERIFY(streams().empty());
        // Its lease runs out.
        QVERIFY(other.run(u"UPDATE network_device SET lease_until_ms = %1"_s.arg(nowMs - 600'000)));
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(device().id, id);
        QTRY_COMPARE(other.ask(u"SELECT lease_until_ms FROM network_device"_s).toLongLong(), 0);
    }

    void twoConsolesMakeItOnce()
    {
        openWithServers();
        auto second = std::make_unique<Session>(*m_keychain);
        QSignalSpy opened(second.get(), &Session::opened);
        second->open(registryPath());
        QTRY_VERIFY(!opened.isEmpty() && second->vaultOpener().vault().isOpen());
        QVERIFY(order(attachOrder()));
        QVERIFY(order(DhcpReport{gateMac, gateIp, {}}));
        QVERIFY(waitFor(DeviceCondition::Done));
        QCOMPARE(streams().size(), size_t(2));
        QCOMPARE(m_server->streams.size(), 2);
        QTRY_COMPARE(second->fleet().streams().size(), size_t(2));
        const QStringList told = events();
        QCOMPARE(told.count(u"provisioning_done"_s), 1);
        QCOMPARE(told.count(u"stream_created"_s), 2);
    }
};

QTEST_GUILESS_MAIN(DeviceKeeperTest)
#include "tst_devicekeeper.moc"
