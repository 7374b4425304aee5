#include "app/onvif/HttpDigest.h"
#include "app/onvif/OnvifDecoder.h"
#include "app/onvif/Soap.h"
#include "app/onvif/XmlReading.h"
#include "models/domain/AnswerLimits.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// The pure parts of ONVIF: reading XML within limits, logins, and what answers mean.
class OnvifPartsTest : public QObject
{
    Q_OBJECT

    [[nodiscard]] static xml::Element read(const QByteArray &text)
    {
        return xml::read(text).value_or(xml::Element());
    }

private Q_SLOTS:
    void elementsAreReadByTheirLocalNames()
    {
        const auto root =
            xml::read("<?xml version=\"1.0\"?><!-- <a b=\"1\" --><s:A xmlns:s=\"urn:x\"><s:B t=\"1\"> x "
                      "<s:C/>y </s:B><B>&lt;&#65;</B><![CDATA[<a ']]></s:A>");
        QVERIFY(root);
        QCOMPARE(root->name, u"A"_s);
        QCOMPARE(int(root->children.size()), 2);
        QCOMPARE(root->child(u"B")->attribute(u"t"), u"1"_s);
        QCOMPARE(root->child(u"B")->text, u"x y"_s);
        QCOMPARE(root->children[1].text, u"<A"_s);
        QCOMPARE(root->textAt({u"B", u"C"}), QString());
        QVERIFY(!root->at({u"B", u"D"}));
    }

    void whatIsNoAnswerIsRefusedSoon_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("nothing", "");
        row("blanks", "  \n ");
        row("text", "hello");
        row("open", "<a><b>");
        row("crossed", "<a><b></a></b>");
        row("two roots", "<a/><b/>");
        row("document type", "<!DOCTYPE a><a/>");
        row("entities", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
        row("entity of nobody", "<a>&b;</a>");
        row("outer entity", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        row("parameter entity", "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://127.0.0.1/x\">%b;]><a/>");
        row("document type in UTF-16", QByteArray("\xff\xfe", 2) + QByteArray("<\0!\0D\0>\0", 8));
        row("deep", QByteArray("<a>").repeated(40) + QByteArray("</a>").repeated(40));
        row("many", "<a>" + QByteArray("<b/>").repeated(20'001) + "</a>");
        QByteArray attributes = "<a";
        for (int i = 0; i < 200; ++i)
            attributes += " a" + QByteArray::number(i) + "='>'";
        row("attributes", attributes + "/>");
        QByteArray spaces = "<a";
        for (int i = 0; i < 80'000; ++i)
            spaces += " xmlns:a" + QByteArray::number(i) + "=\"b\"";
        row("namespaces", spaces + "/>");
        row("bytes", QByteArray("<a>\xc3\x28</a>\x00\x01", 12));
    }
    void whatIsNoAnswerIsRefusedSoon()
    {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        const auto root = xml::read(text);
        QVERIFY(timer.elapsed() < 1'000);
        QVERIFY(!root);
        QCOMPARE(root.error().category, ErrorCategory::Parse);
    }

    void theMostThatIsReadIsReadSoon()
    {
        // All limits at once: names in scope times elements that have to be looked up in them.
        QByteArray text;
        const auto namespaces = [](int level) {
            QByteArray all;
            for (int i = 0; i < limits::maxXmlAttributes; ++i)
                all += " xmlns:n" + QByteArray::number(level) + '_' + QByteArray::number(i) + "=\"u\"";
            return all;
        };
        for (int level = 0; level < limits::maxXmlDepth - 1; ++level)
            text += "<a" + namespaces(level) + '>';
        text += QByteArray("<n0_0:b/>").repeated(19'000);
        text += QByteArray("</a>").repeated(limits::maxXmlDepth - 1);
        QVERIFY(text.size() < limits::maxSoapBytes);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(xml::read(text));
        QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    }

    /// The examples of RFC 7616, 3.9.1, and of RFC 2617.
    void digestsAreThoseOfTheSpecification_data()
    {
        QTest::addColumn<QByteArray>("challenge");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QByteArray>("clientNonce");
        QTest::addColumn<QByteArray>("response");
        const QByteArray rfc7616 = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                                   "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                                   "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm=";
        const QByteArray nonce7616 = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        QTest::newRow("MD5") << rfc7616 + "MD5" << QByteArray("Circle of Life") << nonce7616
                             << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
        QTest::newRow("SHA-256") << rfc7616 + "SHA-256" << QByteArray("Circle of Life") << nonce7616
                                 << QByteArray(
                                        "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        QTest::newRow("both") << rfc7616 + "MD5, " + rfc7616 + "SHA-256" << QByteArray("Circle of Life")
                              << nonce7616
                              << QByteArray(
                                     "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        QTest::newRow("beside Basic")
            << "Basic realm=\"a, Digest\", " + rfc7616 + "MD5, Bearer" << QByteArray("Circle of Life")
            << nonce7616 << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
    }
    void digestsAreThoseOfTheSpecification()
    {
        QFETCH(QByteArray, challenge);
        QFETCH(QByteArray, password);
        QFETCH(QByteArray, clientNonce);
        QFETCH(QByteArray, response);
        auto digest = HttpDigest::fromChallenges(challenge);
        QVERIFY(digest);
        const QByteArray header =
            digest->authorization("GET", "/dir/index.html", u"Mufasa"_s, SecretText(password), clientNonce);
        QVERIFY2(header.contains("response=\"" + response + '"'), header.constData());
        QVERIFY(header.contains("nc=00000001"));
        QVERIFY(digest->authorization("GET", "/", u"Mufasa"_s, SecretText(password), clientNonce)
                    .contains("nc=00000002"));
    }

    void aDigestOfOldHasNoCount()
    {
        auto digest = HttpDigest::fromChallenges("Digest realm=\"testrealm@host.com\", "
                                                 "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
        QVERIFY(digest);
        const QByteArray header = digest->authorization("GET", "/dir/index.html", u"Mufasa"_s,
                                                        SecretText(QByteArray("Circle Of Life")), "x");
        QVERIFY2(header.contains("response=\"670fd8c2df070c60b045671b8b24ff02\""), header.constData());
        QVERIFY(!header.contains("qop") && !header.contains("cnonce"));
    }

    void whatIsNoDigestIsNone_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("Basic") << QByteArray("Basic realm=\"x\"");
        QTest::newRow("no nonce") << QByteArray("Digest realm=\"x\"");
        QTest::newRow("another algorithm") << QByteArray("Digest realm=x, nonce=y, algorithm=SHA-512-256");
        QTest::newRow("auth-int alone") << QByteArray("Digest realm=x, nonce=y, qop=\"auth-int\"");
        QTest::newRow("a header in a word") << QByteArray("Digest nonce=y, algorithm=\"MD5, x=y\"");
        QTest::newRow("unclosed") << QByteArray("Digest realm=\"x, nonce=y");
        QTest::newRow("signs") << QByteArray("=,=\"\",==");
        QTest::newRow("long") << "Digest nonce=" + QByteArray(20'000, 'x');
    }
    void whatIsNoDigestIsNone()
    {
        QFETCH(QByteArray, header);
        QVERIFY(!HttpDigest::fromChallenges(header));
    }

    /// ONVIF Application Programmer's Guide, 6.1.1.3.
    void aTokenIsThatOfTheSpecification()
    {
        const QByteArray nonce = QByteArray::fromBase64("LKqI6G/AikKCQrN0zqZFlg==");
        const qint64 createdMs =
            QDateTime::fromString(u"2010-09-16T07:50:45Z"_s, Qt::ISODate).toMSecsSinceEpoch();
        const QByteArray token = onvif::usernameToken(u"user<"_s, "userpassword", nonce, createdMs);
        const auto element = xml::read(QByteArray(token).replace("e:mustUnderstand", "mustUnderstand"));
        QVERIFY(element);
        const auto text = [&](QStringView name) { return element->textAt({u"UsernameToken", name}); };
        QCOMPARE(text(u"Username"), u"user<"_s);
        QCOMPARE(text(u"Nonce"), u"LKqI6G/AikKCQrN0zqZFlg=="_s);
        // The guide's digest is of a time without milliseconds; ours has them.
        const QByteArray expected =
            QCryptographicHash::hash(nonce + "2010-09-16T07:50:45.000Z" + "userpassword",
                                     QCryptographicHash::Sha1)
                .toBase64();
        QCOMPARE(text(u"Created"), u"2010-09-16T07:50:45.000Z"_s);
        QCOMPARE(text(u"Password"), QString::fromLatin1(expected));
        QVERIFY(!token.contains("userpassword"));
    }

    void faultsAreKnownForWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<bool>("isAboutLogin");
        const auto row = [](const char *name, const QByteArray &codes, bool isAboutLogin) {
            QTest::newRow(name) << codes << isAboutLogin;
        };
        row("ONVIF",
            "<Code><Value>s:Sender</Value><Subcode><Value>ter:NotAuthorized</Value></Subcode></Code>", true);
        row("deeper",
            "<Code><Value>s:Sender</Value><Subcode><Value>ter:InvalidArgVal</Value><Subcode><Value>"
            "ter:NotAuthorized</Value></Subcode></Subcode></Code>",
            true);
        row("WS-Security",
            "<Code><Value>s:Sender</Value><Subcode><Value>wsse:FailedAuthentication</Value></Subcode></Code>",
            true);
        row("SOAP 1.1", "<faultcode>wsse:FailedAuthentication</faultcode><faultstring>no</faultstring>",
            true);
        row("another",
            "<Code><Value>s:Receiver</Value><Subcode><Value>ter:ActionNotSupported</Value></Subcode></Code>",
            false);
        row("empty", "", false);
    }
    void faultsAreKnownForWhatTheyAre()
    {
        QFETCH(QByteArray, fault);
        QFETCH(bool, isAboutLogin);
        const auto envelope =
            onvif::openEnvelope("<s:Envelope xmlns:s=\"x\" xmlns:ter=\"y\"><s:Body><s:Fault>" + fault +
                                "</s:Fault></s:Body></s:Envelope>");
        QVERIFY(envelope);
        const auto *read = std::get_if<onvif::SoapFault>(&*envelope);
        QVERIFY(read);
        QCOMPARE(read->isAboutLogin(), isAboutLogin);
    }

    void anAddressLeadsToTheHostThatWasAsked_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("other");
        const auto row = [](const char *name, const QString &told, const QString &host,
                            const QString &address, const QString &other) {
            QTest::newRow(name) << told << host << address << other;
        };
        row("the same", u"rtsp://10.0.0.5:554/a?b=c&d#e"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5:554/a?b=c&d#e"_s,
            {});
        row("another host", u"rtsp://192.168.1.64/a"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5/a"_s,
            u"192.168.1.64"_s);
        row("another host, its port", u"RTSP://192.168.1.64:8554/a"_s, u"cam.example"_s,
            u"RTSP://cam.example:8554/a"_s, u"192.168.1.64:8554"_s);
        row("credentials", u"rtsp://admin:pw@10.0.0.5/a"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5/a"_s, {});
        row("credentials with signs", u"rtsp://a:p@w@192.168.1.64:1/a@b"_s, u"10.0.0.5"_s,
            u"rtsp://10.0.0.5:1/a@b"_s, u"192.168.1.64:1"_s);
        row("to IPv6", u"rtsp://192.168.1.64/a"_s, u"2001:db8::1"_s, u"rtsp://[2001:db8::1]/a"_s,
            u"192.168.1.64"_s);
        row("from IPv6", u"rtsp://[fe80::1]:554/a"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5:554/a"_s,
            u"fe80::1:554"_s);
        row("no path", u"rtsp://10.0.0.5"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5"_s, {});
        row("encoded as it is", u"rtsp://10.0.0.5/a%2Fb%20c"_s, u"10.0.0.5"_s, u"rtsp://10.0.0.5/a%2Fb%20c"_s,
            {});
        row("another scheme", u"http://10.0.0.5/a"_s, u"10.0.0.5"_s, {}, {});
        row("a file", u"file:///etc/passwd"_s, u"10.0.0.5"_s, {}, {});
        row("port 0", u"rtsp://10.0.0.5:0/a"_s, u"10.0.0.5"_s, {}, {});
        row("port 70000", u"rtsp://10.0.0.5:70000/a"_s, u"10.0.0.5"_s, {}, {});
        row("port in words", u"rtsp://10.0.0.5:x/a"_s, u"10.0.0.5"_s, {}, {});
        row("a line break", u"rtsp://10.0.0.5/a\nb"_s, u"10.0.0.5"_s, {}, {});
        row("no address", u"live"_s, u"10.0.0.5"_s, {}, {});
        row("empty", {}, u"10.0.0.5"_s, {}, {});
        row("long", u"rtsp://10.0.0.5/"_s + QString(9'000, u'a'), u"10.0.0.5"_s, {}, {});
    }
    void anAddressLeadsToTheHostThatWasAsked()
    {
        QFETCH(QString, told);
        QFETCH(QString, host);
        QFETCH(QString, address);
        QFETCH(QString, other);
        for (const QByteArray &form :
             {QByteArray("<R><MediaUri><Uri>%1</Uri></MediaUri></R>"), QByteArray("<R><Uri>%1</Uri></R>")}) {
            const auto answer = read(QByteArray(form).replace("%1", xml::escaped(told)));
            const auto read = onvif::decodeAddress(answer, host, {u"rtsp"_s, u"rtsps"_s});
            QCOMPARE(read.address.full().revealText(), address);
            QCOMPARE(read.otherHost, other);
        }
    }

    void aClockIsReadOrUnknown_data()
    {
        QTest::addColumn<QByteArray>("utc");
        QTest::addColumn<QString>("time");
        const QByteArray time = "<Time><Hour>7</Hour><Minute>50</Minute><Second>45</Second></Time>";
        QTest::newRow("right") << time + "<Date><Year>2026</Year><Month>9</Month><Day>16</Day></Date>"
                               << u"2026-09-16T07:50:45Z"_s;
        QTest::newRow("no such day") << time + "<Date><Year>2026</Year><Month>2</Month><Day>30</Day></Date>"
                                     << QString();
        QTest::newRow("no date") << time << QString();
        QTest::newRow("far") << time + "<Date><Year>9999</Year><Month>2</Month><Day>1</Day></Date>"
                             << QString();
        QTest::newRow("words") << time + "<Date><Year>x</Year><Month>y</Month><Day>z</Day></Date>"
                               << QString();
    }
    void aClockIsReadOrUnknown()
    {
        QFETCH(QByteArray, utc);
        QFETCH(QString, time);
        const auto ms = onvif::decodeClock(
            read("<R><SystemDateAndTime><UTCDateTime>" + utc + "</UTCDateTime></SystemDateAndTime></R>"));
        QCOMPARE(ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate) : QString(), time);
    }

    void impossibleNumbersAreUnknown()
    {
        const auto profiles = onvif::decodeProfiles(
            read("<R><Profiles token=\"a\"><VideoEncoderConfiguration><Encoding>h264</Encoding>"
                 "<Resolution><Width>-5</Width><Height>1e99</Height></Resolution><RateControl>"
                 "<FrameRateLimit>nan</FrameRateLimit><BitrateLimit>x</BitrateLimit>"
                 "</RateControl></VideoEncoderConfiguration></Profiles>"
                 "<Profiles><Name>no token</Name></Profiles></R>"));
        QCOMPARE(int(profiles.profiles.size()), 1);
        const OnvifProfile &one = profiles.profiles[0];
        QCOMPARE(one.encoding, u"H264"_s);
        QCOMPARE(one.width, -1);
        QCOMPARE(one.height, -1);
        QCOMPARE(one.frameRate, -1.0);
        QCOMPARE(one.bitrateKbps, -1);
        QVERIFY(profiles.areSomeLeftOut);
    }

    void theMacAddressIsThatOfTheInterfaceThatWasAsked()
    {
        const auto interface = [](const QByteArray &mac, const QByteArray &address, bool isEnabled) {
            return "<NetworkInterfaces><Enabled>" + QByteArray(isEnabled ? "true" : "false") +
                   "</Enabled><Info><HwAddress>" + mac +
                   "</HwAddress></Info><IPv4><Config><FromDHCP><Address>" + address +
                   "</Address></FromDHCP></Config></IPv4></NetworkInterfaces>";
        };
        const auto answer = read("<R>" + interface("nonsense", "10.0.0.5", true) +
                                 interface("02:00:00:00:00:01", "10.0.0.1", false) +
                                 interface("020000000002", "10.0.0.2", true) +
                                 interface("02-00-00-00-00-03", "10.0.0.3", true) + "</R>");
        QCOMPARE(onvif::decodeMacAddress(answer, u"10.0.0.3"_s), u"02:00:00:00:00:03"_s);
        QCOMPARE(onvif::decodeMacAddress(answer, u"10.0.0.1"_s), u"02:00:00:00:00:01"_s);
        QCOMPARE(onvif::decodeMacAddress(answer, u"cam.example"_s), u"02:00:00:00:00:02"_s);
        QCOMPARE(onvif::decodeMacAddress(read("<R/>"), u"10.0.0.1"_s), QString());
    }
};

QTEST_GUILESS_MAIN(OnvifPartsTest)
#include "tst_onvifparts.moc"
