#include "models/domain/CredentialMask.h"
#include "models/domain/Ids.h"
#include "models/domain/SecretText.h"
#include "models/domain/StreamAddress.h"
#include "models/rules/AddressRule.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

class DomainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsCompareByContent()
    {
        QVERIFY(SecretText(u"a"_s) == SecretText(QByteArray("a")));
        QVERIFY(!(SecretText(u"a"_s) == SecretText(u"b"_s)));
        QVERIFY(!(SecretText(u"a"_s) == SecretText(u"aa"_s)));
        QVERIFY(SecretText() == SecretText(QString()));
        QCOMPARE(SecretText(u"ü"_s).revealText(), u"ü"_s);
        QVERIFY(SecretText().isEmpty());
    }

    void whatOthersStillShareIsNotWiped()
    {
        const QByteArray text = "correct horse battery staple";
        const QByteArray shared = text.mid(0) + "";
        {
            const SecretText secret(shared);
            const SecretText copy = secret;
            QVERIFY(copy == secret);
        }
        QCOMPARE(shared, text);
    }

    void assigningLeavesOtherCopiesAlone()
    {
        SecretText secret(u"first"_s);
        const SecretText copy = secret;
        secret = SecretText(u"second"_s);
        QCOMPARE(copy.revealText(), u"first"_s);
        QCOMPARE(secret.revealText(), u"second"_s);
        secret = secret; // NOLINT
        QCOMPARE(secret.revealText(), u"second"_s);
        SecretText moved = std::move(secret);
        QCOMPARE(moved.revealText(), u"second"_s);
        moved = copy;
        QCOMPARE(moved.revealText(), u"first"_s);
    }

    void idsReadWhatTheyWrite()
    {
        const StreamId id = StreamId::create();
        QVERIFY(StreamId::fromString(id.toString()) == id);
        QVERIFY(!id.toString().contains(u'{'));
        QVERIFY(StreamId::fromString(u"yard-high").isNull());
        QVERIFY(StreamId().isNull());
    }

    void credentialsAreMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char *name, const QString &text, const QString &masked) {
            QTest::newRow(name) << text << masked;
        };
        row("user info", u"rtsp://u:pw@h/x"_s, u"rtsp://•••@h/x"_s);
        row("user alone", u"rtsp://admin@h/x"_s, u"rtsp://•••@h/x"_s);
        row("at in password", u"rtsp://u:p@ss@h:554/x"_s, u"rtsp://•••@h:554/x"_s);
        row("colon in password", u"rtsp://u:p:a:ss@h/x"_s, u"rtsp://•••@h/x"_s);
        row("slash in password", u"rtsp://u:p/a/ss@h/x"_s, u"rtsp://•••@h/x"_s);
        row("question mark in password", u"rtsp://u:p?a#ss@h/x"_s, u"rtsp://•••@h/x"_s);
        row("percent", u"rtsp://u:p%40ss@h/x"_s, u"rtsp://•••@h/x"_s);
        row("ipv6", u"rtsp://u:pw@[fe80::1]:554/x"_s, u"rtsp://•••@[fe80::1]:554/x"_s);
        row("http", u"http://u:pw@h:80/cgi?x=1"_s, u"http://•••@h:80/cgi?x=1"_s);
        row("query", u"rtsp://h/x?password=pw&a=1"_s, u"rtsp://h/x?password=•••&a=1"_s);
        row("query user and pwd", u"http://h/c?usr=adm&pwd=pw"_s, u"http://h/c?usr=•••&pwd=•••"_s);
        row("token", u"rtsp://h/live/a/?token=abc~def"_s, u"rtsp://h/live/a/?token=•••"_s);
        row("upper case", u"http://h/?Token=abc"_s, u"http://h/?Token=•••"_s);
        row("jwt", u"rtsp://h/x?jwt=e.y.J"_s, u"rtsp://h/x?jwt=•••"_s);
        row("path account", u"rtsp://h:554/user=admin_password=pw_channel=1_stream=0.sdp"_s,
            u"rtsp://h:554/user=•••_password=•••_channel=1_stream=0.sdp"_s);
        row("path account with &", u"rtsp://h/user=admin&password=pw&channel=1"_s,
            u"rtsp://h/user=•••&password=•••&channel=1"_s);
        row("basic header", u"Authorization: Basic dTpwdw=="_s, u"Authorization: Basic •••"_s);
        row("bearer header", u"authorization: Bearer abc"_s, u"authorization: Bearer •••"_s);
        row("bare header", u"Authorization: abc~"_s, u"Authorization: •••"_s);
        row("in a sentence", u"dial rtsp://u:pw@h/x failed, see http://v:qw@g/"_s,
            u"dial rtsp://•••@h/x failed, see http://•••@g/"_s);
        row("unicode", u"rtsp://ü:пароль@h/камера"_s, u"rtsp://•••@h/камера"_s);
        row("empty password", u"rtsp://u:@h/x"_s, u"rtsp://•••@h/x"_s);
    }

    void credentialsAreMasked()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskCredentials(text), masked);
        QCOMPARE(maskCredentials(masked), masked); // twice does nothing more
        const StreamAddress address = StreamAddress::fromText(text);
        QVERIFY(address.hasSecret());
        QCOMPARE(address.masked(), masked);
        QCOMPARE(address.full().revealText(), text);
    }

    void whatHoldsNoSecretStaysAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"rtsp://10.0.0.7:554/h264/ch1", "rtsp://[fe80::1]:554/x", "http://h/a?channel=1&subtype=0",
              "rtsp://h/mail@example.org/x", "rtsp://h:554/path:with:colons", "publisher", "",
              "udp://239.0.0.1:1234", "rtsp://камера.example/поток", "a@b", "rtsp://h/users/passage/cam1",
              "rtsp://192.0.2.1:8080/a@home", "rtsp://h/h264Preview_01_main",
              "rtsp://h/Streaming/Channels/101?transportmode=unicast",
              "rtsp://h/axis-media/media.amp?resolution=640x480",
              "rtsp://h/cam/realmonitor?channel=1&subtype=0&proto=Onvif",
              "rtsp://h/NorthEntranceParkingLot2/mpeg4unicast",
              "rtsp://h/playback?starttime=20261129T120000Z", "rtsp://h/x#backchannel=0"})
            QTest::newRow(text) << QString::fromUtf8(text);
        QTest::newRow("1,000 characters") << u"rtsp://h/"_s + QString(1000, u'x');
    }

    void whatHoldsNoSecretStaysAsItIs()
    {
        QFETCH(QString, text);
        const StreamAddress address = StreamAddress::fromText(text);
        QCOMPARE(address.masked(), text);
        QVERIFY(!address.hasSecret());
    }

    void aPasswordNeverAppearsInWhatIsShown()
    {
        std::mt19937 random(20'261'122);
        const QString letters = u"abcXYZ019!$*+,;=:@/?#%&_-.~ü密 "_s;
        const QStringList shapes{u"rtsp://user:%1@10.0.0.7:554/h264"_s, u"rtsps://user:%1@[fe80::1]:322/h"_s,
                                 u"http://user:%1@camera.example/cgi?x=1"_s};
        for (int i = 0; i < 4'000; ++i) {
            QString password = u"Q7"_s; // recognisable, and no part of the shapes
            const int length = 3 + int(random() % 12);
            while (password.size() < length)
                password += letters[qsizetype(random() % quint32(letters.size() - 1))];
            password += u"k9"_s;
            const QString text = shapes[i % shapes.size()].arg(password);
            const QString shown = StreamAddress::fromText(text).masked();
            QVERIFY2(!shown.contains(password) && !shown.contains(u"Q7") && !shown.contains(u"k9"),
                     qPrintable(text + u" -> "_s + shown));
        }
    }

    void aPasswordOfDigitsWithASlashIsHiddenToo()
    {
        // What looks like host and port is account and password when an @ follows in the path.
        const QString shown = maskCredentials(u"rtsp://admin:12345/x@10.0.0.7/h"_s);
        QVERIFY2(!shown.contains(u"12345"), qPrintable(shown));
    }

    void aVeryLongAddressIsMaskedQuickly()
    {
        const QString password(100'000, u'p');
        QVERIFY(!maskCredentials(u"rtsp://u:"_s + password + u"@h/"_s).contains(u"ppp"));
        QVERIFY(!maskCredentials(u"http://h/?password="_s + password).contains(u"ppp"));
        (void)maskCredentials(u"rtsp://"_s + QString(100'000, u':'));
        (void)maskCredentials(QString(100'000, u'@'));
    }

    void typedAddressesAreChecked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << u"  "_s << u"Enter the address"_s;
        QTest::newRow("too long") << u"rtsp://h/"_s + QString(2048, u'x') << u"2048"_s;
        QTest::newRow("no scheme") << u"10.0.0.7/x"_s << u"rtsp://"_s;
        QTest::newRow("other scheme") << u"ftp://h/x"_s << u"rtsp://"_s;
        QTest::newRow("no host") << u"rtsp:///x"_s << u"no host"_s;
        QTest::newRow("not a URL") << u"rtsp://h:port/x"_s << u"not a valid URL"_s;
        QTest::newRow("spaces") << u"rtsp://a b/x"_s << u"not a valid URL"_s;
    }

    void typedAddressesAreChecked()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const auto address = fields::checkAddress(text);
        QVERIFY(!address);
        QCOMPARE(address.error().category, ErrorCategory::Invalid);
        QVERIFY2(address.error().message.contains(sentence), qPrintable(address.error().message));
    }

    void goodAddressesAreTaken()
    {
        for (const auto &text : {u"rtsp://10.0.0.7/x"_s, u"RTSP://h:554/x"_s, u"rtsps://u:p@[fe80::1]/x"_s,
                                 u"https://h/a.m3u8"_s, u" rtsp://h/x \n"_s}) {
            const auto address = fields::checkAddress(text);
            QVERIFY2(address, qPrintable(text));
            QCOMPARE(address->full().revealText(), text.trimmed());
        }
    }

    void fingerprintsTellAddressesApart()
    {
        const auto of = [](const QString &text) { return StreamAddress::fromText(text).fingerprint(); };
        QCOMPARE(of(u"rtsp://u:a@h/"_s), of(u"rtsp://u:a@h/"_s));
        QVERIFY(of(u"rtsp://u:a@h/"_s) != of(u"rtsp://u:b@h/"_s));
        QVERIFY(of(u"rtsp://h/"_s) != 0);
        QCOMPARE(of({}), quint64(0));
        QCOMPARE(StreamAddress::fromMasked(u"rtsp://•••@h/"_s, true).fingerprint(), quint64(0));
        QCOMPARE(StreamAddress::fromMasked(u"rtsp://h/"_s, false).fingerprint(), of(u"rtsp://h/"_s));
    }
};

QTEST_GUILESS_MAIN(DomainTest)
#include "tst_domain.moc"
