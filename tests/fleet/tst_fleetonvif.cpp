#include "app/onvif/Discovery.h"
#include "app/onvif/OnvifReading.h"
#include "models/rules/OnvifStreams.h"
#include "tests/fleet/FleetProcess.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using fleet::FleetProcess;

/// Cameras of the fleet by ONVIF: as they are, and as the control port lets them be.
class FleetOnvifTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FleetProcess> m_fleet;
    std::unique_ptr<NetworkThread> m_network;

    [[nodiscard]] static onvif::DevicePlace placeOf(const QString &address)
    {
        onvif::DevicePlace place;
        place.host = address.section(u':', 0, 0);
        place.port = quint16(address.section(u':', 1).toUInt());
        return place;
    }

    [[nodiscard]] Result<OnvifDevice> read(int camera)
    {
        const QJsonObject onvif = m_fleet->camera(camera)[u"onvif"_s].toObject();
        const onvif::Account account{onvif[u"user"_s].toString(),
                                     SecretText(onvif[u"password"_s].toString())};
        std::optional<onvif::DeviceReport> report;
        onvif::readDevice(*m_network, placeOf(onvif[u"address"_s].toString()), account, this,
                          [&report](onvif::DeviceReport answer) { report = std::move(answer); });
        if (!QTest::qWaitFor([&] { return report.has_value(); }, 20'000))
            return fail(ErrorCategory::Timeout, u"no answer"_s);
        return std::move(report->device);
    }

    [[nodiscard]] QJsonObject log(int camera)
    {
        return m_fleet->control("GET", u"/onvif?camera=%1"_s.arg(camera)).json();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fleet = std::make_unique<FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(
            m_fleet->start({u"--servers"_s, u"1"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"4"_s}, 30'000));
        m_network = std::make_unique<NetworkThread>();
    }
    void cleanupTestCase()
    {
        m_network.reset();
        m_fleet.reset();
    }
    void cleanup()
    {
        for (int camera = 1; camera <= 4; ++camera)
            QVERIFY(m_fleet->control(u"/onvif"_s, {{u"camera"_s, camera}}));
    }

    void eachCameraTellsTheStreamsThatItHas_data()
    {
        QTest::addColumn<int>("camera");
        for (int camera = 1; camera <= 4; ++camera)
            QTest::addRow("%d", camera) << camera;
    }
    void eachCameraTellsTheStreamsThatItHas()
    {
        QFETCH(int, camera);
        const auto device = read(camera);
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QCOMPARE(device->information.macAddress, u"02:00:00:00:00:0%1"_s.arg(camera));
        const auto channels = onvifChannels(device->information, device->profiles);
        QCOMPARE(int(channels.size()), 1);
        QVERIFY(channels[0].low);
        const QJsonObject plan = m_fleet->camera(camera);
        const auto without = [](const QString &url) { return QUrl(url).toString(QUrl::RemoveUserInfo); };
        const auto addressOf = [&](size_t profile) {
            return device->profiles[profile].address.full().revealText();
        };
        QCOMPARE(addressOf(channels[0].high), without(plan[u"high"_s][u"url"_s].toString()));
        QCOMPARE(addressOf(*channels[0].low), without(plan[u"low"_s][u"url"_s].toString()));
        QCOMPARE(log(camera)[u"complaints"_s].toArray(), QJsonArray());
        QCOMPARE(log(camera)[u"refusedLogins"_s].toInt(), 0);
        QCOMPARE(log(camera)[u"doubleLogins"_s].toInt(), 0);
    }

    void aCameraIsWhatTheControlPortMakesOfIt_data()
    {
        QTest::addColumn<QJsonObject>("manners");
        QTest::addColumn<int>("remark"); // -1: it fails
        QTest::addColumn<int>("category");
        const auto remark = [](const char *name, const QJsonObject &manners, OnvifRemark remark) {
            QTest::newRow(name) << manners << int(remark) << 0;
        };
        const auto failure = [](const char *name, const QJsonObject &manners, ErrorCategory category) {
            QTest::newRow(name) << manners << -1 << int(category);
        };
        for (const QString &login : {u"digest"_s, u"sha256"_s, u"token"_s}) {
            remark(qPrintable(login + u", a day ahead"_s),
                   {{u"login"_s, login}, {u"clockSkewSeconds"_s, 86'400}}, OnvifRemark::ClockOff);
            remark(qPrintable(login + u", a day behind"_s),
                   {{u"login"_s, login}, {u"clockSkewSeconds"_s, -86'400}}, OnvifRemark::ClockOff);
            failure(qPrintable(login + u", another password"_s),
                    {{u"login"_s, login}, {u"password"_s, u"other"_s}}, ErrorCategory::Authentication);
        }
        remark("Media2 fails", {{u"media2"_s, u"fails"_s}}, OnvifRemark::Media2Fails);
        remark("no GetServices", {{u"services"_s, false}}, OnvifRemark::OldCalls);
        remark("another host", {{u"toldHost"_s, u"192.0.2.64"_s}}, OnvifRemark::OtherPlace);
        remark("another port", {{u"toldPort"_s, 1}}, OnvifRemark::OtherPlace);
        failure("no profiles", {{u"profiles"_s, false}}, ErrorCategory::Unsupported);
        failure("10 MB", {{u"answer"_s, u"huge"_s}}, ErrorCategory::Protocol);
        failure("entities", {{u"answer"_s, u"entities"_s}}, ErrorCategory::Parse);
        failure("redirects", {{u"answer"_s, u"redirect"_s}}, ErrorCategory::Protocol);
        failure("silence", {{u"answer"_s, u"hang"_s}}, ErrorCategory::Timeout);
        failure("a page", {{u"answer"_s, u"html"_s}}, ErrorCategory::Protocol);
        failure("truncated", {{u"answer"_s, u"truncated"_s}}, ErrorCategory::Parse);
        failure("400", {{u"answer"_s, u"notauthorized"_s}}, ErrorCategory::Authentication);
    }
    void aCameraIsWhatTheControlPortMakesOfIt()
    {
        QFETCH(QJsonObject, manners);
        QFETCH(int, remark);
        QFETCH(int, category);
        manners.insert(u"camera"_s, 1);
        QVERIFY(m_fleet->control(u"/onvif"_s, manners));
        const auto device = read(1);
        QCOMPARE(device.has_value(), remark >= 0);
        if (device)
            QVERIFY(std::ranges::find(device->remarks, OnvifRemark(remark)) != device->remarks.end());
        else
            QCOMPARE(int(device.error().category), category);
    }

    void h265IsToldByMedia2Alone()
    {
        QVERIFY(m_fleet->control(u"/onvif"_s, {{u"camera"_s, 1}, {u"h265"_s, true}}));
        const auto device = read(1);
        QVERIFY(device);
        QCOMPARE(device->profiles[0].encoding, u"H265"_s);
        QVERIFY(
            m_fleet->control(u"/onvif"_s, {{u"camera"_s, 1}, {u"h265"_s, true}, {u"media2"_s, u"absent"_s}}));
        const auto old = read(1);
        QVERIFY(old);
        QCOMPARE(int(old->profiles.size()), 1);
    }

    void unknownMannersAreRefused()
    {
        const auto status = [&](const QByteArray &body) {
            return m_fleet->control("POST", u"/onvif"_s, body).status;
        };
        QCOMPARE(status("{\"camera\":\"1\",\"answer\":\"nicely\"}"), 400);
        QCOMPARE(status("{\"camera\":\"1\",\"nicely\":true}"), 400);
        QCOMPARE(status("{\"camera\":\"99\"}"), 404);
    }

    void aSearchFindsEachCameraThatIsOn()
    {
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, u"3"_s}, {u"action"_s, u"off"_s}}));
        onvif::Discovery discovery;
        QStringList services;
        connect(&discovery, &onvif::Discovery::found, this,
                [&](const OnvifFound &device) { services.append(device.services.first()); });
        QSignalSpy finished(&discovery, &onvif::Discovery::finished);
        const QString told = m_fleet->description()[u"discovery"_s].toString();
        discovery.start(1s, onvif::Discovery::Place{QHostAddress(told.section(u':', 0, 0)),
                                                    quint16(told.section(u':', 1).toUInt())});
        QVERIFY(finished.wait(10'000));
        services.sort();
        QStringList expected;
        for (const int camera : {1, 2, 4})
            expected.append(u"http://%1/onvif/device_service"_s.arg(
                m_fleet->camera(camera)[u"onvif"_s][u"address"_s].toString()));
        expected.sort();
        QCOMPARE(services, expected);
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, u"3"_s}, {u"action"_s, u"on"_s}}));
        QVERIFY(read(3)); // at the port that it had
    }
};

QTEST_GUILESS_MAIN(FleetOnvifTest)
#include "tst_fleetonvif.moc"
