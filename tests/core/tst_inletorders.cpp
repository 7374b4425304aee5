#include "app/inlet/InletOrders.h"
#include "app/inlet/RateLimit.h"
#include "app/inlet/RequestHead.h"
#include "models/rules/FieldRules.h"
#include "models/rules/InletRule.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;

Q_DECLARE_METATYPE(streamkeeper::InletCall)

namespace {

/// JSON as it is read more easily; moc does not take raw strings with quotes.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QJsonObject objectOf(const InletAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QStringList wrongKeys(const InletAnswer &answer)
{
    return objectOf(answer)[u"errors"].toObject().keys();
}

} // namespace

/// What comes to the inlet as bytes: heads, orders, how often; and what goes back.
class InletOrdersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOrderHasAllThatItsCallTells()
    {
        const auto device =
            readInletOrder(InletCall::NewCamera, quoted("{'mac':'0011.2233.4405','serial_number':'S-1','"
                                                        "manufacturer':'Acme','model':'X','more':[1]}"));
        const auto &camera = std::get<NewCameraOrder>(*device);
        QCOMPARE(camera.mac, u"0011.2233.4405"_s); // as it came
        QCOMPARE(camera.serialNumber, u"S-1"_s);
        QCOMPARE(camera.manufacturer, u"Acme"_s);
        QCOMPARE(camera.model, u"X"_s);

        const auto attach =
            readInletOrder(InletCall::AttachCamera,
                           quoted("{'mac':'00:11:22:33:44:05','name':'Gate','location':'North','server_group'"
                                  ":'City','archive_days':7,'user':'onvif','password':'pass','onvif_port':"
                                  "8080,'replace':1,'replaced_mac':'001122334406'}"));
        const auto &order = std::get<AttachCameraOrder>(*attach);
        QCOMPARE(order.name, u"Gate"_s);
        QCOMPARE(order.location, u"North"_s);
        QCOMPARE(order.serverGroup, u"City"_s);
        QCOMPARE(order.archiveDays, 7);
        QCOMPARE(order.userName, u"onvif"_s);
        QCOMPARE(order.password, SecretText(u"pass"_s));
        QCOMPARE(order.onvifPort, 8080);
        QVERIFY(order.isReplacement);
        QCOMPARE(order.replacedMac, u"001122334406"_s);
    }

    void whatIsLeftOutIsAsUsual()
    {
        const auto attach =
            readInletOrder(InletCall::AttachCamera, quoted("{'mac':'001122334405','archive_days':null}"));
        const auto &order = std::get<AttachCameraOrder>(*attach);
        QCOMPARE(order.archiveDays, std::nullopt);
        QCOMPARE(order.onvifPort, 80);
        QVERIFY(!order.isReplacement);
        QVERIFY(order.password.isEmpty());
    }

    void aReportOfTheDhcpServerHasWhereTheDeviceHangs_data()
    {
        QTest::addColumn<InletCall>("call");
        QTest::newRow("ours") << InletCall::Dhcp;
        QTest::newRow("the vendor's") << InletCall::BillingStreams;
    }

    void aReportOfTheDhcpServerHasWhereTheDeviceHangs()
    {
        QFETCH(InletCall, call);
        const auto order = readInletOrder(call, quoted("{'mac':'001122334405','ip':'192.0.2.5','option82':{'"
                                                       "circuit_id':'ge-0/0/7','remote_id':'sw-3'}}"));
        const auto &report = std::get<DhcpReport>(*order);
        QCOMPARE(report.ip, u"192.0.2.5"_s);
        QCOMPARE(report.option82, (RelayInformation{u"ge-0/0/7"_s, u"sw-3"_s}));
        const auto plain = readInletOrder(call, quoted("{'mac':'001122334405','ip':'192.0.2.5'}"));
        QVERIFY(std::get<DhcpReport>(*plain).option82.isEmpty());
    }

    void aMacAddressComesInFiveSpellings_data()
    {
        QTest::addColumn<QString>("mac");
        for (const char *mac : {"00:11:22:AA:BB:05", "00-11-22-aa-bb-05", "0011.22aa.bb05", "001122AABB05",
                                "00 11 22 aa bb 05"})
            QTest::newRow(mac) << QString::fromLatin1(mac);
    }

    void aMacAddressComesInFiveSpellings()
    {
        QFETCH(QString, mac);
        const QByteArray body =
            QJsonDocument(QJsonObject{{u"mac"_s, mac}, {u"ip"_s, u"192.0.2.5"_s}}).toJson();
        const auto order = readInletOrder(InletCall::Dhcp, body);
        QCOMPARE(std::get<DhcpReport>(*order).mac, mac);
        QCOMPARE(fields::checkMacAddress(mac).value(), u"00:11:22:AA:BB:05"_s);
    }

    void whatIsNoObjectIsNoOrder_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("mac=001122334405");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("number") << QByteArray("7");
        QTest::newRow("cut") << QByteArray(quoted("{'mac':'0011"));
        QTest::newRow("more after it") << QByteArray(quoted("{'mac':'001122334405'}}"));
        QTest::newRow("no UTF-8") << QByteArray("{\"mac\":\"\xff\xfe\"}");
        QTest::newRow("a bomb of brackets") << "{\"mac\":" + QByteArray(60'000, '[');
        QTest::newRow("zeros") << QByteArray(1'000, '\0');
    }

    void whatIsNoObjectIsNoOrder()
    {
        QFETCH(QByteArray, body);
        for (const InletCall call : {InletCall::NewCamera, InletCall::AttachCamera, InletCall::Dhcp}) {
            const auto order = readInletOrder(call, body);
            QVERIFY(!order);
            QCOMPARE(order.error().status, 400);
            QVERIFY(!objectOf(order.error())[u"message"].toString().isEmpty());
        }
    }

    void aWrongMemberIsToldByItsKey_data()
    {
        QTest::addColumn<InletCall>("call");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("keys");
        const auto row = [](const char *name, InletCall call, const QByteArray &body,
                            const QStringList &keys) { QTest::newRow(name) << call << body << keys; };
        row("nothing there", InletCall::NewCamera, "{}", {u"mac"_s, u"serial_number"_s});
        row("blank", InletCall::NewCamera, quoted("{'mac':' ','serial_number':'1'}"), {u"mac"_s});
        row("number for text", InletCall::NewCamera, quoted("{'mac':112233,'serial_number':5}"),
            {u"mac"_s, u"serial_number"_s});
        row("object for text", InletCall::NewCamera, quoted("{'mac':'1','serial_number':'1','model':{}}"),
            {u"model"_s});
        row("too long", InletCall::NewCamera,
            quoted("{'mac':'1','serial_number':'") + QByteArray(513, 'x') + "\"}", {u"serial_number"_s});
        row("no address", InletCall::Dhcp, quoted("{'mac':'1'}"), {u"ip"_s});
        row("relay no object", InletCall::Dhcp, quoted("{'mac':'1','ip':'2','option82':'x'}"),
            {u"option82"_s});
        row("in the relay", InletCall::Dhcp, quoted("{'mac':'1','ip':'2','option82':{'circuit_id':7}}"),
            {u"option82.circuit_id"_s});
        row("text for number", InletCall::AttachCamera, quoted("{'mac':'1','archive_days':'7'}"),
            {u"archive_days"_s});
        row("half a day", InletCall::AttachCamera, quoted("{'mac':'1','archive_days':7.5}"),
            {u"archive_days"_s});
        row("huge number", InletCall::AttachCamera, quoted("{'mac':'1','archive_days':1e300}"),
            {u"archive_days"_s});
        row("below zero", InletCall::AttachCamera, quoted("{'mac':'1','archive_days':-1}"),
            {u"archive_days"_s});
        row("ports", InletCall::AttachCamera, quoted("{'mac':'1','onvif_port':65536}"), {u"onvif_port"_s});
        row("port 0", InletCall::AttachCamera, quoted("{'mac':'1','onvif_port':0}"), {u"onvif_port"_s});
        row("flag 2", InletCall::AttachCamera, quoted("{'mac':'1','replace':2}"), {u"replace"_s});
        row("flag text", InletCall::AttachCamera, quoted("{'mac':'1','replace':'yes'}"), {u"replace"_s});
    }

    void aWrongMemberIsToldByItsKey()
    {
        QFETCH(InletCall, call);
        QFETCH(QByteArray, body);
        QFETCH(QStringList, keys);
        const auto order = readInletOrder(call, body);
        QVERIFY(!order);
        QCOMPARE(order.error().status, 422);
        QCOMPARE(wrongKeys(order.error()), keys);
        for (const QJsonValue &reasons : objectOf(order.error())[u"errors"].toObject())
            QVERIFY(!reasons.toArray()[0].toString().isEmpty());
    }

    void whatBecameOfAnOrderIsAnswered()
    {
        const ProvisioningReceipt receipt{u"dev"_s, {}, u"waits-for-ip"_s, true};
        const InletAnswer answer = inletReceipt(InletCall::NewCamera, receipt);
        QCOMPARE(answer.status, 200);
        QCOMPARE(objectOf(answer), (QJsonObject{{u"device"_s, u"dev"_s},
                                                {u"camera"_s, QJsonValue()},
                                                {u"state"_s, u"waits-for-ip"_s},
                                                {u"changed"_s, true}}));
        QCOMPARE(inletReceipt(InletCall::BillingStreams, receipt).status, 204);
        QCOMPARE(inletReceipt(InletCall::BillingStreams, receipt).body, QByteArray());
    }

    void aFailureIsAStatus_data()
    {
        QTest::addColumn<int>("category");
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, ErrorCategory category, int httpStatus, int status) {
            QTest::newRow(name) << int(category) << httpStatus << status;
        };
        row("invalid", ErrorCategory::Invalid, 0, 422);
        row("unknown", ErrorCategory::Invalid, 404, 404);
        row("conflict", ErrorCategory::Conflict, 0, 409);
        row("registry", ErrorCategory::Storage, 0, 503);
        row("no key", ErrorCategory::Secret, 0, 503);
        row("not ready", ErrorCategory::Unsupported, 0, 503);
        row("elsewhere", ErrorCategory::HttpStatus, 404, 500);
        row("garbage elsewhere", ErrorCategory::Parse, 0, 500);
    }

    void aFailureIsAStatus()
    {
        QFETCH(int, category);
        QFETCH(int, httpStatus);
        QFETCH(int, status);
        const InletAnswer answer =
            inletFailure({ErrorCategory(category), u"No."_s, u"secret detail"_s, httpStatus});
        QCOMPARE(answer.status, status);
        QCOMPARE(objectOf(answer)[u"message"].toString(), u"No."_s);
        QVERIFY(!answer.body.contains("detail"));
        QCOMPARE(wrongKeys(answer), status == 422 ? QStringList{u"order"_s} : QStringList());
    }

    void aHeadIsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<int>("status");
        const QByteArray good = "POST /dhcp HTTP/1.1\r\nHost: a";
        const auto row = [](const char *name, const QByteArray &lines, int status) {
            QTest::newRow(name) << lines << status;
        };
        row("good", good, 0);
        row("1.0 without host", "POST /dhcp HTTP/1.0", 0);
        row("no host", "POST /dhcp HTTP/1.1", 400);
        row("2.0", "POST /dhcp HTTP/2.0\r\nHost: a", 505);
        row("nothing", "", 400);
        row("no version", "POST /dhcp", 400);
        row("two blanks", "POST  /dhcp HTTP/1.1\r\nHost: a", 400);
        row("whole address", "POST http://a/dhcp HTTP/1.1\r\nHost: a", 400);
        row("bare line feed", "POST /dhcp HTTP/1.1\nHost: a", 400);
        row("folded", good + "\r\n b: c", 400);
        row("blank before colon", good + "\r\nb : c", 400);
        row("no colon", good + "\r\nb", 400);
        row("no name", good + "\r\n: c", 400);
        row("zero byte", good + QByteArray("\r\nb: c\0d", 9), 400);
        row("bare return", good + "\r\nb: c\rd", 400);
        row("two hosts", good + "\r\nhost: b", 400);
        row("two lengths", good + "\r\nContent-Length: 5\r\nContent-Length: 5", 400);
        row("length and chunks", good + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", 400);
        row("negative", good + "\r\nContent-Length: -5", 400);
        row("plus", good + "\r\nContent-Length: +5", 400);
        row("two in one", good + "\r\nContent-Length: 5, 5", 400);
        row("does not fit", good + "\r\nContent-Length: 99999999999999999999", 400);
        QByteArray many = good;
        for (int i = 0; i < 200; ++i)
            many += "\r\nx" + QByteArray::number(i) + ": y";
        row("too many lines", many, 400);
        row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400);
    }

    void aHeadIsReadStrictly()
    {
        QFETCH(QByteArray, lines);
        QFETCH(int, status);
        const auto head = readRequestHead(lines);
        QCOMPARE(head ? 0 : head.error(), status);
    }

    void aHeadTellsWhatIsAskedFor()
    {
        const auto head =
            readRequestHead("POST /dhcp?x=1 HTTP/1.1\r\nHOST: a\r\nauthorization:  Bearer t \r\n"
                            "Content-Type: application/json\r\nContent-Length: 17\r\n"
                            "Expect: 100-continue");
        QVERIFY(head);
        QCOMPARE(head->method, "POST");
        QCOMPARE(head->path, "/dhcp");
        QCOMPARE(head->authorization, "Bearer t");
        QCOMPARE(head->contentType, "application/json");
        QCOMPARE(head->contentLength, 17);
        QVERIFY(head->expectsContinue && !head->isChunked);
    }

    void aPeerMayDoSoMuchAtOnceAndThenSoMuchInASecond()
    {
        RateLimit limit({3, 2}, {100, 100}, 10);
        const QHostAddress peer(u"192.0.2.1"_s);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(limit.take(peer, 1000ms), 0ms);
        QCOMPARE(limit.take(peer, 1000ms), 500ms);
        QCOMPARE(limit.take(QHostAddress(u"192.0.2.2"_s), 1000ms), 0ms); // another one is not held up
        QCOMPARE(limit.take(peer, 1250ms), 250ms);                       // being refused costs nothing
        QCOMPARE(limit.take(peer, 1500ms), 0ms);
        QVERIFY(limit.take(peer, 1500ms) > 0ms);
        for (int i = 0; i < 3; ++i) // a night fills it, and not beyond
            QCOMPARE(limit.take(peer, 10h), 0ms);
        QVERIFY(limit.take(peer, 10h) > 0ms);
    }

    void manyPeersTogetherAreBounded()
    {
        RateLimit limit({3, 2}, {50, 10}, 10);
        int let = 0;
        for (quint32 i = 0; i < 10'000; ++i)
            let += limit.take(QHostAddress(0x0a000000 + i), 1000ms) == 0ms ? 1 : 0;
        QCOMPARE(let, 50);
        QCOMPARE(limit.take(QHostAddress(0x0b000000), 1000ms), 100ms);
    }

    void whoListensOutsideIsWarned_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isWarned");
        QTest::newRow("this computer") << u"127.0.0.1"_s << false;
        QTest::newRow("this network") << u"127.9.0.1"_s << false;
        QTest::newRow("IPv6") << u"::1"_s << false;
        QTest::newRow("all") << u"0.0.0.0"_s << true;
        QTest::newRow("all of IPv6") << u"::"_s << true;
        QTest::newRow("one") << u"192.0.2.5"_s << true;
        QTest::newRow("mapped") << u"::ffff:127.0.0.1"_s << false;
    }

    void whoListensOutsideIsWarned()
    {
        QFETCH(QString, address);
        QFETCH(bool, isWarned);
        InletSettings settings;
        settings.address = checkInletAddress(u' ' + address).value();
        QCOMPARE(!inletWarning(settings).isEmpty(), isWarned);
    }

    void anInletHasAnAddressAndAPort()
    {
        for (const QString &wrong :
             {QString(), u"localhost"_s, u"224.0.0.1"_s, u"127.0.0.1:80"_s, u"010.0.0.1"_s})
            QVERIFY2(!checkInletAddress(wrong), qPrintable(wrong));
        for (const QString &wrong : {QString(), u"80"_s, u"65536"_s, u"x"_s})
            QVERIFY2(!checkInletPort(wrong), qPrintable(wrong));
        QCOMPARE(checkInletPort(u" 8490 "_s).value(), 8490);
        QCOMPARE(inletPlace({true, u"::1"_s, 8490, {}}), u"[::1]:8490"_s);
    }
};

QTEST_GUILESS_MAIN(InletOrdersTest)
#include "tst_inletorders.moc"
