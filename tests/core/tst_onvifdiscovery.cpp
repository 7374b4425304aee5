#include "app/onvif/Discovery.h"
#include "app/onvif/ProbeMessages.h"
#include "models/domain/AnswerLimits.h"
#include "models/tables/FoundCameraModel.h"
#include "tests/core/OnvifTest.h"
#include "tests/support/ProbeResponder.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using onvif::Discovery;
using test::ProbeResponder;

namespace {

QByteArray matches(const QByteArray &content)
{
    return "<Envelope><Body><ProbeMatches>" + content + "</ProbeMatches></Body></Envelope>";
}

QByteArray match(const QByteArray &endpoint, const QByteArray &addresses, const QByteArray &scopes = {},
                 const QByteArray &types = "dn:NetworkVideoTransmitter")
{
    return "<ProbeMatch><EndpointReference><Address>" + endpoint + "</Address></EndpointReference><Types>" +
           types + "</Types><Scopes>" + scopes + "</Scopes><XAddrs>" + addresses + "</XAddrs></ProbeMatch>";
}

} // namespace

/// Which devices a search of the network finds, whoever answers whatever.
class OnvifDiscoveryTest : public QObject
{
    Q_OBJECT

    std::vector<OnvifFound> m_found;
    Discovery m_discovery;

    [[nodiscard]] bool search(const ProbeResponder &responder, std::chrono::milliseconds time = 700ms)
    {
        QSignalSpy finished(&m_discovery, &Discovery::finished);
        m_discovery.start(time, Discovery::Place{QHostAddress(QHostAddress::LocalHost), responder.port()});
        return finished.wait(10'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        connect(&m_discovery, &Discovery::found, this,
                [this](const OnvifFound &device) { m_found.push_back(device); });
    }
    void init() { m_found.clear(); }

    void aDeviceIsFoundOnceHoweverOftenItAnswers()
    {
        test::OnvifCamera camera(test::onvifPlan());
        QVERIFY(camera.listen());
        ProbeResponder responder([&](const QByteArray &id) {
            return QList<QByteArray>{camera.probeMatch(id), camera.probeMatch(id)};
        });
        QVERIFY(responder.listen());
        QVERIFY(search(responder, 1'000ms));
        QCOMPARE(int(m_found.size()), 1);
        const OnvifFound &device = m_found[0];
        QCOMPARE(device.endpoint, QString::fromLatin1(test::onvifPlan().endpoint));
        QCOMPARE(device.services,
                 QStringList{u"http://127.0.0.1:%1/onvif/device_service"_s.arg(camera.port())});
        QCOMPARE(device.host, u"127.0.0.1"_s);
        QCOMPARE(device.name, u"Gate & yard"_s);
        QCOMPARE(device.hardware, u"rev B"_s);
        QCOMPARE(device.location, u"fleet"_s);
        QVERIFY(responder.questions().contains("dn:NetworkVideoTransmitter"));
        QVERIFY(responder.questions().contains(""));
        QVERIFY(responder.questions().size() >= 4); // more than once
    }

    void nobodyIsFoundWhereNobodyAnswers()
    {
        ProbeResponder responder([](const QByteArray &) { return QList<QByteArray>(); });
        QVERIFY(responder.listen());
        QVERIFY(search(responder, 200ms));
        QVERIFY(m_found.empty());
    }

    void nonsenseIsNoDevice_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        QTest::newRow("bytes") << QByteArray("\x00\xff<", 3);
        QTest::newRow("entities") << QByteArray("<!DOCTYPE a [<!ENTITY b \"c\">]>") +
                                         matches(match("&b;", "http://10.0.0.5/"));
        QTest::newRow("truncated") << matches(match("urn:1", "http://10.0.0.5/")).chopped(5);
        QTest::newRow("a page") << QByteArray("<html><body>hello</body></html>");
        QTest::newRow("deep") << QByteArray("<a>").repeated(20'000);
        QTest::newRow("no address") << matches(match("urn:1", ""));
        QTest::newRow("a file") << matches(match("urn:1", "file:///etc/passwd"));
        QTest::newRow("a printer") << matches(match("urn:1", "http://10.0.0.5/wsd", "", "wsdp:Device"));
        QTest::newRow("an endless endpoint")
            << matches(match("urn:" + QByteArray(1'000, 'x'), "http://10.0.0.5/"));
        QTest::newRow("the largest") << QByteArray(60'000, '<');
    }
    void nonsenseIsNoDevice()
    {
        QFETCH(QByteArray, datagram);
        // What comes after it is found all the same.
        ProbeResponder responder([&](const QByteArray &) {
            return QList<QByteArray>{datagram, matches(match("urn:good", "http://10.0.0.6/onvif"))};
        });
        QVERIFY(responder.listen());
        QVERIFY(search(responder, 300ms));
        QCOMPARE(int(m_found.size()), 1);
        QCOMPARE(m_found[0].endpoint, u"urn:good"_s);
    }

    void whatADeviceTellsOfItselfIsCut()
    {
        QByteArray addresses;
        for (int i = 0; i < 100; ++i)
            addresses += " http://10.0.0." + QByteArray::number(i) + "/onvif\n";
        const auto found = onvif::decodeProbeMatches(
            matches(match("urn:1", addresses, "onvif://www.onvif.org/name/" + QByteArray(5'000, 'x'))),
            u"10.0.0.3"_s);
        QCOMPARE(int(found.size()), 1);
        QCOMPARE(found[0].services.size(), limits::maxServiceAddresses);
        QCOMPARE(found[0].services.first(), u"http://10.0.0.3/onvif"_s); // it is the one that answered
        QCOMPARE(found[0].name.size(), limits::maxTextLength);
    }

    void aScopeAloneTellsAnOnvifDevice()
    {
        const auto found = onvif::decodeProbeMatches(
            matches(
                match("", "http://10.0.0.5/x", "onvif://www.onvif.org/hardware/A%20%26%20B", "tds:Device")),
            u"10.0.0.5"_s);
        QCOMPARE(int(found.size()), 1);
        QCOMPARE(found[0].hardware, u"A & B"_s);
        QCOMPARE(found[0].endpoint, u"http://10.0.0.5/x"_s); // it has no other id
    }

    void aFloodIsBounded()
    {
        int next = 0;
        ProbeResponder responder([&](const QByteArray &) {
            QList<QByteArray> all;
            for (int i = 0; i < 200; ++i) {
                QByteArray content;
                for (int j = 0; j < 100; ++j)
                    content += match("urn:" + QByteArray::number(next++), "http://10.0.0.5/");
                all.append(matches(content));
            }
            return all;
        });
        QVERIFY(responder.listen());
        QVERIFY(search(responder, 1'500ms));
        QVERIFY(!m_found.empty());
        QVERIFY(m_found.size() <= limits::maxFoundDevices);
    }

    void whoStopsHearsNothingMore()
    {
        ProbeResponder responder([](const QByteArray &) {
            return QList<QByteArray>{
                matches(match("urn:1", "http://10.0.0.5/") + match("urn:2", "http://10.0.0.6/"))};
        });
        QVERIFY(responder.listen());
        QSignalSpy finished(&m_discovery, &Discovery::finished);
        QSignalSpy found(&m_discovery, &Discovery::found);
        const auto stopper = connect(&m_discovery, &Discovery::found, this, [this] { m_discovery.stop(); });
        m_discovery.start(5s, Discovery::Place{QHostAddress(QHostAddress::LocalHost), responder.port()});
        QTRY_COMPARE(found.count(), 1);
        disconnect(stopper);
        QVERIFY(!m_discovery.isRunning());
        QCoreApplication::processEvents();
        QCOMPARE(found.count(), 1);
        QCOMPARE(finished.count(), 0);
    }

    void whatIsFoundIsShownWithWhatBecameOfIt()
    {
        FoundCameraModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const OnvifFound gate{u"urn:1"_s, {u"http://192.0.2.7:8080/onvif"_s}, {}, u"Gate"_s, u"EX-1"_s,
                              u"North"_s};
        const auto state = [&](int row) {
            return model.index(row, FoundCameraModel::StateColumn).data().toString();
        };
        model.add(gate, {});
        model.add({u"urn:2"_s, {u"http://[2001:db8::1]/onvif"_s}, {}, {}, {}, {}}, u"Yard"_s);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(model.index(0, FoundCameraModel::AddressColumn).data().toString(), u"192.0.2.7"_s);
        QCOMPARE(model.index(1, FoundCameraModel::AddressColumn).data().toString(), u"2001:db8::1"_s);
        QCOMPARE(state(0), u"new"_s);
        QCOMPARE(state(1), u"known: Yard"_s);
        model.setOutcome(u"urn:1"_s, u"It refuses the password."_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(state(0), u"It refuses the password."_s);
        QVERIFY(model.index(0, 0).data(FoundCameraModel::FailedRole).toBool());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        model.add(gate, {}); // found again
        QCOMPARE(state(0), u"It refuses the password."_s);
        model.setOutcome(u"urn:1"_s, {});
        QCOMPARE(state(0), u"read"_s);
        model.setOutcome(u"urn:9"_s, u"nobody"_s);
        QCOMPARE(changed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(OnvifDiscoveryTest)
#include "tst_onvifdiscovery.moc"
