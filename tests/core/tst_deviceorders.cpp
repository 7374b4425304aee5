#include "app/session/NewStreams.h"
#include "models/registry/EventRepository.h"
#include "models/texts/StreamActionTexts.h"
#include "tests/core/Await.h"
#include "tests/core/SessionTest.h"

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::cameraPassword;

namespace {

const QString gateMac = u"00:11:22:33:44:55"_s;
const QString yardMac = u"00:11:22:33:44:56"_s;

} // namespace

/// Orders for network devices (domain.md 5) and the activation toggle (domain.md 1.2), as the registry has
/// them; nobody works on devices here.
class DeviceOrdersTest : public test::SessionTest
{
    Q_OBJECT

    [[nodiscard]] bool open()
    {
        Session::Behaviour behaviour;
        behaviour.takesOver = false;
        behaviour.clock = Clock([this] { return QDateTime::currentMSecsSinceEpoch() + m_aheadMs; });
        m_session = std::make_unique<Session>(*m_keychain, behaviour);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(registryPath());
        return QTest::qWaitFor(
            [&] { return !opened.isEmpty() && m_session->vaultOpener().vault().isOpen(); });
    }

    [[nodiscard]] Result<ProvisioningReceipt> order(const ProvisioningOrder &order,
                                                    const QString &author = {})
    {
        return test::answerOf<ProvisioningReceipt>([&](QObject *context, auto done) {
            m_session->edits().devices.carryOut(order, author, context, std::move(done));
        });
    }

    [[nodiscard]] static AttachCameraOrder attachOrder(const QString &mac, const QString &name)
    {
        AttachCameraOrder order;
        order.mac = mac;
        order.name = name;
        order.userName = u"root"_s;
        order.password = SecretText(cameraPassword);
        return order;
    }

    [[nodiscard]] const NetworkDevice &device(const QString &mac = gateMac)
    {
        return *m_session->devices().deviceByMac(mac);
    }
    [[nodiscard]] const Camera &cameraOf(const QString &mac = gateMac)
    {
        return *m_session->fleet().camera(device(mac).camera);
    }
    [[nodiscard]] VoidResult activate(Activation activation, const CameraId &camera)
    {
        return test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().devices.setActivation({camera}, activation, context, std::move(done));
        });
    }
    /// The words of what happened, oldest first.
    [[nodiscard]] QStringList events()
    {
        const auto list = test::answerOf<std::vector<Event>>([&](QObject *context, auto done) {
            m_session->events().read({}, 1'000, {}, context, std::move(done));
        });
        QStringList words;
        for (const Event &event : *list)
            words.prepend(QString::fromLatin1(eventFacts(event.type).word));
        return words;
    }

    qint64 m_aheadMs = 0;

private Q_SLOTS:
    void init()
    {
        m_aheadMs = 0;
        setUp();
        QVERIFY(open());
    }
    void cleanup() { tearDown(); }

    void aDeviceIsToldOnceInAnySpelling()
    {
        const auto first = order(NewCameraOrder{gateMac, u"SN1"_s, {}, {}}, u"billing"_s);
        QVERIFY2(first, first ? "" : qPrintable(first.error().message));
        QVERIFY(first->isChanged);
        QCOMPARE(first->state, u"awaits_camera"_s);
        for (const QString &spelling : {u"00-11-22-33-44-55"_s, u"0011.2233.4455"_s, u"001122334455"_s,
                                        u"00 11 22 33 44 55"_s, u"00:11:22:33:44:55 "_s}) {
            const auto again = order(NewCameraOrder{spelling, u"SN1"_s, {}, {}});
            QVERIFY2(again, qPrintable(spelling));
            QVERIFY(!again->isChanged);
            QCOMPARE(again->device, first->device);
        }
        QCOMPARE(m_session->devices().devices().size(), size_t(1));
        QCOMPARE(events(), QStringList{u"new_camera"_s});
        QVERIFY(open()); // anew: it is in the registry
        QCOMPARE(device().serialNumber, u"SN1"_s);
        QCOMPARE(device().id.toString(), first->device);
        const auto latest = test::answerOf<std::vector<Operation>>(
            [&](QObject *context, auto done) { m_session->latestOperations(1, context, std::move(done)); });
        QCOMPARE(latest->front().kind, OperationKind::AddDevice);
        QCOMPARE(latest->front().author, u"billing"_s);
    }

    void whatCannotBeIsRefused_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<ErrorCategory>("category");
        QTest::newRow("no MAC") << 0 << ErrorCategory::Invalid;
        QTest::newRow("no MAC at all") << 1 << ErrorCategory::Invalid;
        QTest::newRow("no serial number") << 2 << ErrorCategory::Invalid;
        QTest::newRow("a group that is not there") << 3 << ErrorCategory::Invalid;
        QTest::newRow("a name that is too long") << 4 << ErrorCategory::Invalid;
        QTest::newRow("days that cannot be") << 5 << ErrorCategory::Invalid;
        QTest::newRow("an unknown device gets an address") << 6 << ErrorCategory::Invalid;
        QTest::newRow("no address") << 7 << ErrorCategory::Invalid;
        QTest::newRow("nothing to replace") << 8 << ErrorCategory::Invalid;
        QTest::newRow("a port that cannot be") << 9 << ErrorCategory::Invalid;
    }

    void whatCannotBeIsRefused()
    {
        QFETCH(int, which);
        AttachCameraOrder attach = attachOrder(gateMac, u"Gate"_s);
        std::vector<ProvisioningOrder> orders{NewCameraOrder{u"00:11:22"_s, u"SN1"_s, {}, {}},
                                              NewCameraOrder{{}, u"SN1"_s, {}, {}},
                                              NewCameraOrder{gateMac, {}, {}, {}}};
        attach.serverGroup = u"nowhere"_s;
        orders.emplace_back(attach);
        attach = attachOrder(gateMac, QString(51, u'x'));
        orders.emplace_back(attach);
        attach = attachOrder(gateMac, u"Gate"_s);
        attach.archiveDays = 0;
        orders.emplace_back(attach);
        orders.emplace_back(DhcpReport{gateMac, u"192.0.2.40"_s, {}});
        orders.emplace_back(DhcpReport{gateMac, {}, {}});
        attach = attachOrder(gateMac, u"Gate"_s);
        attach.isReplacement = true;
        orders.emplace_back(attach);
        attach = attachOrder(gateMac, u"Gate"_s);
        attach.onvifPort = 0;
        orders.emplace_back(attach);
        const auto receipt = order(orders[size_t(which)]);
        QVERIFY(!receipt);
        QTEST(receipt.error().category, "category");
        QVERIFY(!receipt.error().message.isEmpty());
        QVERIFY(m_session->devices().devices().empty());
        QVERIFY(m_session->fleet().cameras().empty());
    }

    void anAttachedDeviceIsACamera()
    {
        AttachCameraOrder wanted = attachOrder(gateMac, u" Gate "_s);
        wanted.location = u"North"_s;
        wanted.archiveDays = 14;
        wanted.onvifPort = 8'080;
        const auto receipt = order(wanted); // the device is made, if nobody told of it
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(receipt->state, u"awaits_address"_s);
        const Camera &camera = cameraOf();
        QCOMPARE(receipt->camera, camera.id.toString());
        QCOMPARE(camera.name, u"Gate"_s);
        QCOMPARE(camera.location, u"North"_s);
        QCOMPARE(camera.addition, Addition::Auto);
        QCOMPARE(camera.activation, Activation::Auto);
        QVERIFY(camera.isRecording);
        QCOMPARE(camera.archiveDays, 14);
        QCOMPARE(camera.onvifUser, u"root"_s);
        QCOMPARE(camera.onvifPort, quint16(8'080));
        QCOMPARE(camera.macAddress, gateMac);
        // Who has a profile has it.
        wanted.name = u"Other"_s;
        const auto again = order(wanted);
        QVERIFY(again && !again->isChanged);
        QCOMPARE(cameraOf().name, u"Gate"_s);
        QCOMPARE(events(), QStringList{u"camera_attached"_s});
        QVERIFY(open());
        QCOMPARE(cameraOf().name, u"Gate"_s);
        QCOMPARE(device().stage, DeviceStage::Address);
    }

    void aCameraThatWasAddedManuallyIsNotTaken()
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Gate"_s;
        camera.macAddress = gateMac;
        camera.createdAt = QDateTime::currentDateTimeUtc();
        m_session->fleet().addStreams({camera}, {});
        const auto receipt = order(attachOrder(gateMac, u"Gate 2"_s));
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().category, ErrorCategory::Conflict);
    }

    void anAddressIsTheDevices()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(order(attachOrder(yardMac, u"Yard"_s)));
        const auto receipt = order(DhcpReport{gateMac, u"192.0.2.40"_s, {u"7"_s, u"switch-1"_s}});
        QVERIFY(receipt && receipt->isChanged);
        QCOMPARE(device().ipAddress, u"192.0.2.40"_s);
        QCOMPARE(device().option82.circuitId, u"7"_s);
        QCOMPARE(cameraOf().ipAddress, u"192.0.2.40"_s);
        QVERIFY(!order(DhcpReport{gateMac, u"192.0.2.40"_s, {}})->isChanged);
        const auto other = order(DhcpReport{yardMac, u"192.0.2.40"_s, {}});
        QVERIFY(!other);
        QCOMPARE(other.error().category, ErrorCategory::Conflict);
        QVERIFY(other.error().message.contains(gateMac));
        QCOMPARE(events(), (QStringList{u"camera_attached"_s, u"camera_attached"_s, u"dhcp_address"_s}));
    }

    void anotherDeviceTakesThePlaceOfTheOld()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}));
        const CameraId camera = device().camera;
        AttachCameraOrder wanted;
        wanted.mac = yardMac;
        wanted.isReplacement = true;
        wanted.replacedMac = u"001122334455"_s;
        const auto receipt = order(wanted);
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(device(yardMac).camera, camera);
        QVERIFY(device(gateMac).camera.isNull());
        QCOMPARE(cameraOf(yardMac).macAddress, yardMac);
        QCOMPARE(cameraOf(yardMac).name, u"Gate"_s);
        QCOMPARE(cameraOf(yardMac).onvifUser, u"root"_s); // as that of the old device
        QVERIFY(!cameraOf(yardMac).onvifSecret.isNull());
        QCOMPARE(m_session->fleet().cameras().size(), size_t(1));
        QCOMPARE(events().last(), u"camera_replaced"_s);
        QVERIFY(open());
        QCOMPARE(device(yardMac).camera, camera);
        QVERIFY(device(gateMac).camera.isNull());
    }

    void nothingIsTakenWhileProvisioningIsOff()
    {
        ProvisioningSettings settings;
        settings.isOn = false;
        settings.manualLockMinutes = 9;
        settings.choices = {{u"Example"_s, u"EX-*"_s, u"main"_s, u"sub"_s}};
        const auto saved = test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().devices.saveSettings(settings, context, std::move(done));
        });
        QVERIFY(saved);
        const auto receipt = order(NewCameraOrder{gateMac, u"SN1"_s, {}, {}});
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().category, ErrorCategory::Conflict);
        QVERIFY(open());
        QCOMPARE(m_session->devices().settings(), settings);
    }

    void aDeviceOfACameraIsNotRemoved()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(order(NewCameraOrder{yardMac, u"SN2"_s, {}, {}}));
        const auto remove = [&](const QString &mac) {
            return test::answerOf<void>([&](QObject *context, auto done) {
                m_session->edits().devices.remove(device(mac).id, context, std::move(done));
            });
        };
        QCOMPARE(remove(gateMac).error().category, ErrorCategory::Conflict);
        QVERIFY(remove(yardMac));
        QVERIFY(!m_session->devices().deviceByMac(yardMac));
        QVERIFY(open());
        QCOMPARE(m_session->devices().devices().size(), size_t(1));
    }

    void whatSomebodyElseChangedIsNotLost()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        NetworkDevice stale = device();
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}));
        m_session->devices().update(stale); // as a console that has not heard of it yet
        const auto receipt = order(DhcpReport{gateMac, u"192.0.2.41"_s, {}});
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().category, ErrorCategory::Conflict);
        QVERIFY(open());
        QCOMPARE(device().ipAddress, u"192.0.2.40"_s);
    }

    // ---- the paragraph "Stream Activation Toggle", sentence by sentence

    void theToggleIsForCamerasThatWereAddedAutomatically()
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"By hand"_s;
        camera.createdAt = QDateTime::currentDateTimeUtc();
        m_session->fleet().addStreams({camera}, {});
        QCOMPARE(activate(Activation::Manual, camera.id).error().category, ErrorCategory::Invalid);
        QVERIFY(checkManualAdding(camera, m_session->devices(), m_session->clock().nowMs()));
    }

    void itStandsAtAutoAndTheAddressIsLocked()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QCOMPARE(cameraOf().activation, Activation::Auto);
        StreamFacts facts;
        facts.capabilities = capabilitiesOf(ServerType::MediaServerV2);
        facts.addition = facts.cameraAddition = Addition::Auto;
        facts.activation = cameraOf().activation;
        QCOMPARE(obstacleFor(StreamAction::EditAddress, facts), Obstacle::AutoAddress);
        const auto locked = checkManualAdding(cameraOf(), m_session->devices(), m_session->clock().nowMs());
        QVERIFY(!locked);
        QVERIFY(locked.error().message.contains(u"manual"_s));
    }

    void manualIsPossibleBeforeTheAddressIsKnown()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(device().ipAddress.isEmpty());
        QVERIFY(activate(Activation::Manual, device().camera));
        StreamFacts facts;
        facts.capabilities = capabilitiesOf(ServerType::MediaServerV2);
        facts.addition = facts.cameraAddition = Addition::Auto;
        facts.activation = cameraOf().activation;
        QCOMPARE(obstacleFor(StreamAction::EditAddress, facts), Obstacle::None);
        QVERIFY(checkManualAdding(cameraOf(), m_session->devices(), m_session->clock().nowMs()));
        QCOMPARE(events().last(), u"activation_manual"_s);
        QVERIFY(open());
        QCOMPARE(cameraOf().activation, Activation::Manual);
    }

    void theAddressThatItGotIsKeptAndProvisioningStops()
    {
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}).error().category == ErrorCategory::Invalid);
        QVERIFY(order(NewCameraOrder{gateMac, u"SN1"_s, {}, {}}));
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}));
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QCOMPARE(cameraOf().ipAddress, u"192.0.2.40"_s);
        QVERIFY(activate(Activation::Manual, device().camera));
        QCOMPARE(device().ipAddress, u"192.0.2.40"_s);
        const DeviceFacts facts = deviceFacts(device(), m_session->fleet(), {}, true);
        QCOMPARE(nextStep(device(), facts, m_session->clock().nowMs()), DeviceStep::None);
        QCOMPARE(conditionOf(device(), facts), DeviceCondition::Manual);
    }

    void backToAutoProvisioningGoesOn()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}));
        QVERIFY(activate(Activation::Manual, device().camera));
        QVERIFY(activate(Activation::Auto, device().camera));
        const DeviceFacts facts = deviceFacts(device(), m_session->fleet(), {}, true);
        QCOMPARE(nextStep(device(), facts, m_session->clock().nowMs()), DeviceStep::Reserve);
        QCOMPARE(events().last(), u"activation_auto"_s);
    }

    void forFiveMinutesNoStreamIsAddedByHand()
    {
        QVERIFY(order(attachOrder(gateMac, u"Gate"_s)));
        QVERIFY(activate(Activation::Manual, device().camera));
        QVERIFY(checkManualAdding(cameraOf(), m_session->devices(), m_session->clock().nowMs()));
        QVERIFY(order(DhcpReport{gateMac, u"192.0.2.40"_s, {}}));
        const auto locked = checkManualAdding(cameraOf(), m_session->devices(), m_session->clock().nowMs());
        QVERIFY(!locked);
        QCOMPARE(locked.error().category, ErrorCategory::Conflict);
        m_aheadMs = 5 * 60'000;
        QVERIFY(checkManualAdding(cameraOf(), m_session->devices(), m_session->clock().nowMs()));
    }
};

QTEST_GUILESS_MAIN(DeviceOrdersTest)
#include "tst_deviceorders.moc"
