#include "models/rules/CameraStatus.h"
#include "models/rules/FieldRules.h"
#include "models/rules/ServerEditRule.h"

#include <QTest>

#include <vector>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

using Statuses = std::vector<StreamStatus>;
Q_DECLARE_METATYPE(Statuses)

/// Pure rules of the cards: a camera's status, what may stand in a field, which fields are locked.
class CameraStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cameraIsJudgedByItsStreams_data();
    void cameraIsJudgedByItsStreams();
    void fieldsAreCheckedAndNormalised_data();
    void fieldsAreCheckedAndNormalised();
    void limitsAreWholeNumbersOrNothing_data();
    void limitsAreWholeNumbersOrNothing();
    void longNamesAreKeptButNotEntered();
    void listsKeepEachLineOnce();
    void fieldsAreLockedByStreams();
    void signingIsCheckedWheneverTheConnectionChanges_data();
    void signingIsCheckedWheneverTheConnectionChanges();
};

void CameraStatusTest::cameraIsJudgedByItsStreams_data()
{
    using enum StreamStatus;
    QTest::addColumn<Statuses>("streams");
    QTest::addColumn<CameraStatus>("expected");
    QTest::newRow("no stream") << Statuses{} << CameraStatus::Empty;
    QTest::newRow("one active") << Statuses{Active} << CameraStatus::Active;
    QTest::newRow("one inactive") << Statuses{Inactive} << CameraStatus::Inactive;
    QTest::newRow("one not told of") << Statuses{Initialization} << CameraStatus::Initialization;
    QTest::newRow("one without address") << Statuses{Empty} << CameraStatus::Empty;
    QTest::newRow("both active") << Statuses{Active, Active} << CameraStatus::Active;
    QTest::newRow("both inactive") << Statuses{Inactive, Inactive} << CameraStatus::Inactive;
    QTest::newRow("high works") << Statuses{Active, Inactive} << CameraStatus::PartiallyActive;
    QTest::newRow("low works") << Statuses{Inactive, Active} << CameraStatus::PartiallyActive;
    QTest::newRow("second not told of") << Statuses{Active, Initialization} << CameraStatus::Initialization;
    QTest::newRow("first not told of") << Statuses{Initialization, Inactive} << CameraStatus::Initialization;
    QTest::newRow("both not told of")
        << Statuses{Initialization, Initialization} << CameraStatus::Initialization;
    QTest::newRow("active and empty") << Statuses{Active, Empty} << CameraStatus::Active;
    QTest::newRow("empty and inactive") << Statuses{Empty, Inactive} << CameraStatus::Inactive;
    QTest::newRow("both without address") << Statuses{Empty, Empty} << CameraStatus::Empty;
}

void CameraStatusTest::cameraIsJudgedByItsStreams()
{
    QFETCH(Statuses, streams);
    QFETCH(CameraStatus, expected);
    QCOMPARE(judgeCamera(streams), expected);
}

void CameraStatusTest::fieldsAreCheckedAndNormalised_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept"); ///< null: refused
    const auto row = [](const char *kind, const QString &text, const QString &kept) {
        QTest::addRow("%s %s", kind, qPrintable(text)) << QString::fromLatin1(kind) << text << kept;
    };
    const QString no;
    row("host", u" ms-01.example "_s, u"ms-01.example"_s);
    row("host", u"10.0.0.1"_s, u"10.0.0.1"_s);
    row("host", u"::1"_s, u"::1"_s);
    row("host", u""_s, no);
    row("host", u"a b"_s, no);
    row("host", u"ms-01/api"_s, no);
    row("host", u"10.0.0.256"_s, no);
    row("host", u"1.2.3"_s, no);
    row("host", QString(256, u'a'), no);
    row("ip", u""_s, u""_s);
    row("ip", u" 192.0.2.7 "_s, u"192.0.2.7"_s);
    row("ip", u"2001:DB8:0:0:0:0:0:1"_s, u"2001:db8::1"_s);
    row("ip", u"::"_s, u"::"_s);
    row("ip", u"1::"_s, u"1::"_s);
    row("ip", u"::ffff:192.0.2.1"_s, u"::ffff:c000:201"_s);
    row("ip", u"1:2:3:4:5:6:7:8"_s, u"1:2:3:4:5:6:7:8"_s);
    row("ip", u"1:2:3:4:5:6:7"_s, no);
    row("ip", u"1::2::3"_s, no);
    row("ip", u":::"_s, no);
    row("ip", u"192.0.2"_s, no);
    row("ip", u"192.0.2.07"_s, no);
    row("ip", u"192.0.2.256"_s, no);
    row("ip", u"gate-camera"_s, no);
    row("mac", u""_s, u""_s);
    row("mac", u"00:1a:2B:3c:4d:5e"_s, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", u"00-1A-2B-3C-4D-5E"_s, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", u"001a.2b3c.4d5e"_s, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", u"001A2B3C4D5E"_s, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", u" 00 1a 2b 3c 4d 5e "_s, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", u"00 1a:2b 3c:4d 5e"_s, no);
    row("mac", u"00:1A:2B:3C:4D"_s, no);
    row("mac", u"00:1A:2B:3C:4D:5G"_s, no);
    row("mac", u"00:00:00:00:00:00"_s, no);
    row("mac", u"FF:FF:FF:FF:FF:FF"_s, no);
    row("mac", u"01:00:5E:00:00:01"_s, no);
    row("mac", u":::"_s, no);
    row("subnet", u"192.0.2.0/24"_s, u"192.0.2.0/24"_s);
    row("subnet", u"192.0.2.77/24"_s, u"192.0.2.0/24"_s);
    row("subnet", u"10.9.8.7/0"_s, u"0.0.0.0/0"_s);
    row("subnet", u"10.9.8.7/32"_s, u"10.9.8.7/32"_s);
    row("subnet", u"10.9.8.7/9"_s, u"10.0.0.0/9"_s);
    row("subnet", u"2001:db8:ffff::1/33"_s, u"2001:db8:8000::/33"_s);
    row("subnet", u"192.0.2.0"_s, no);
    row("subnet", u"192.0.2.0/33"_s, no);
    row("subnet", u"192.0.2.0/-1"_s, no);
    row("subnet", u"192.0.2.0/255.255.255.0"_s, no);
    row("subnet", u"/24"_s, no);
}

void CameraStatusTest::fieldsAreCheckedAndNormalised()
{
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QString, kept);
    const Result<QString> result = kind == u"host"  ? fields::checkHost(text)
                                   : kind == u"ip"  ? fields::checkIpAddress(text)
                                   : kind == u"mac" ? fields::checkMacAddress(text)
                                                    : fields::checkSubnet(text);
    QCOMPARE(result.has_value(), !kept.isNull());
    if (result)
        QCOMPARE(*result, kept);
    else
        QVERIFY2(!result.error().message.isEmpty(), "it says what is wrong");
}

void CameraStatusTest::limitsAreWholeNumbersOrNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected"); ///< -1 refused, 0 unlimited
    QTest::newRow("nothing") << u"  "_s << qint64(0);
    QTest::newRow("one") << u"1"_s << qint64(1);
    QTest::newRow("highest") << u"100000"_s << qint64(100'000);
    QTest::newRow("zero") << u"0"_s << qint64(-1);
    QTest::newRow("too high") << u"100001"_s << qint64(-1);
    QTest::newRow("negative") << u"-5"_s << qint64(-1);
    QTest::newRow("fraction") << u"1.5"_s << qint64(-1);
    QTest::newRow("words") << u"many"_s << qint64(-1);
    QTest::newRow("overflow") << u"99999999999999999999"_s << qint64(-1);
}

void CameraStatusTest::limitsAreWholeNumbersOrNothing()
{
    QFETCH(QString, text);
    QFETCH(qint64, expected);
    const auto limit = fields::checkLimit(text, 100'000);
    QCOMPARE(limit.has_value(), expected >= 0);
    if (limit)
        QCOMPARE(limit->value_or(0), expected);
}

void CameraStatusTest::longNamesAreKeptButNotEntered()
{
    const QString longName(60, u'x');
    QVERIFY(!fields::checkCameraName(longName));
    QVERIFY(fields::checkCameraName(longName, longName));
    QVERIFY(!fields::checkCameraName(u"   "_s));
    QVERIFY(fields::checkCameraName(QString::fromUcs4(U"\U0001F4F7").repeated(50)));
    QVERIFY(!fields::checkCameraName(QString::fromUcs4(U"\U0001F4F7").repeated(51)));
}

void CameraStatusTest::listsKeepEachLineOnce()
{
    const auto subnets = fields::checkSubnets({u"192.0.2.1/24"_s, {}, u"192.0.2.2/24"_s, u"10.0.0.0/8"_s});
    QVERIFY(subnets.has_value());
    QCOMPARE(*subnets, QStringList({u"192.0.2.0/24"_s, u"10.0.0.0/8"_s}));
    QVERIFY(!fields::checkSubnets({u"10.0.0.0/8"_s, u"home"_s}));
    const auto storages = fields::checkStorages({u"/a "_s, u"/b"_s, u"/a"_s, u" "_s});
    QVERIFY(storages.has_value());
    QCOMPARE(*storages, QStringList({u"/a"_s, u"/b"_s}));
    QVERIFY(!fields::checkStorages({u"archive"_s}));
}

void CameraStatusTest::fieldsAreLockedByStreams()
{
    using enum ServerField;
    for (const auto field : {Name, InternalHost, Scheme, ApiPort, User, Token, Certificate, StreamsLimit,
                             TrafficLimit, Active, IncorrectCameras})
        QVERIFY(whyServerFieldIsLocked(field, 5).isEmpty());
    for (const auto field : {ExternalHost, GroupType, HlsPort, RtspPort, Storages}) {
        QVERIFY(whyServerFieldIsLocked(field, 0).isEmpty());
        QVERIFY(!whyServerFieldIsLocked(field, 1).isEmpty());
    }
    QVERIFY(!whyServerFieldIsLocked(Type, 0).isEmpty());
}

void CameraStatusTest::signingIsCheckedWheneverTheConnectionChanges_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("isChecked");
    for (const auto &change : {u"nothing"_s, u"name"_s, u"limit"_s, u"external host"_s})
        QTest::addRow("%s", qPrintable(change)) << change << false;
    for (const auto &change : {u"new"_s, u"auth"_s, u"host"_s, u"port"_s, u"tls"_s, u"pin"_s, u"user"_s})
        QTest::addRow("%s", qPrintable(change)) << change << true;
}

void CameraStatusTest::signingIsCheckedWheneverTheConnectionChanges()
{
    QFETCH(QString, change);
    QFETCH(bool, isChecked);
    MediaServer before;
    before.auth = change == u"auth" ? ServerAuth::Credentials : ServerAuth::Jwt;
    MediaServer after = before;
    after.auth = ServerAuth::Jwt;
    after.name = change == u"name" ? u"other"_s : QString();
    after.streamsLimit = change == u"limit" ? std::optional(7) : std::nullopt;
    after.externalHost = change == u"external host" ? u"view.example"_s : QString();
    after.internalHost = change == u"host" ? u"other.example"_s : QString();
    after.apiPort = change == u"port" ? 1 : 0;
    after.useTls = change != u"tls";
    after.pinnedSha256 = change == u"pin" ? QByteArray(32, 'x') : QByteArray();
    after.userName = change == u"user" ? u"api"_s : QString();
    QCOMPARE(needsSigningCheck(change == u"new" ? nullptr : &before, after), isChecked);
    after.auth = ServerAuth::Credentials;
    QVERIFY(!needsSigningCheck(&before, after));
}

QTEST_GUILESS_MAIN(CameraStatusTest)
#include "tst_camerastatus.moc"
