#include "models/rules/OnvifStreams.h"
#include "tests/core/OnvifTest.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::OnvifDesk;
using test::OnvifManners;
using Login = OnvifManners::Login;
using Media2 = OnvifManners::Media2;
using Answer = OnvifManners::Answer;

Q_DECLARE_METATYPE(OnvifManners::Login)
Q_DECLARE_METATYPE(OnvifManners::Media2)
Q_DECLARE_METATYPE(OnvifManners::Answer)

namespace {

bool hasRemark(const OnvifDevice &device, OnvifRemark remark)
{
    return std::ranges::find(device.remarks, remark) != device.remarks.end();
}

QString full(const StreamAddress &address)
{
    return address.full().revealText();
}

} // namespace

/// What a device is and where its streams are, whatever it is like and however it behaves.
class OnvifClientTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::SecretWatch> m_watch;

private Q_SLOTS:
    void init()
    {
        m_watch = std::make_unique<test::SecretWatch>(
            QStringList{QString::fromUtf8(test::onvifPlan().password), u"S3cret"_s});
    }
    void cleanup()
    {
        const QString leak = m_watch->findInLog();
        m_watch.reset();
        QCOMPARE(leak, QString());
    }

    void aDeviceTellsWhatItIsAndWhereItsStreamsAre_data()
    {
        QTest::addColumn<Login>("login");
        QTest::addColumn<Media2>("media2");
        QTest::addColumn<bool>("hasServices");
        const QList<std::pair<const char *, Login>> logins{{"any", Login::Any},
                                                           {"digest", Login::Digest},
                                                           {"sha256", Login::Sha256},
                                                           {"token", Login::Token}};
        for (const auto &[name, login] : logins) {
            QTest::addRow("%s", name) << login << Media2::Works << true;
            QTest::addRow("%s, without Media2", name) << login << Media2::Absent << true;
            QTest::addRow("%s, Media2 fails", name) << login << Media2::Fails << true;
            QTest::addRow("%s, old calls", name) << login << Media2::Works << false;
        }
    }
    void aDeviceTellsWhatItIsAndWhereItsStreamsAre()
    {
        QFETCH(Login, login);
        QFETCH(Media2, media2);
        QFETCH(bool, hasServices);
        OnvifDesk desk;
        OnvifManners manners;
        manners.login = login;
        manners.media2 = media2;
        manners.hasServices = hasServices;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message + device.error().detail));
        const OnvifInformation expected{u"Example & Sons"_s, u"EX-1 <outdoor>"_s, u"5.1.2"_s,
                                        u"SN0042"_s,         u"rev B"_s,          u"02:AA:BB:CC:DD:EE"_s};
        QCOMPARE(device->information, expected);
        QCOMPARE(int(device->profiles.size()), 2);
        const OnvifProfile &high = device->profiles[0];
        QCOMPARE(high.token, u"main"_s);
        QCOMPARE(high.name, u"Main <1>"_s);
        QCOMPARE(high.videoSource, u"V0"_s);
        QCOMPARE(high.encoding, u"H264"_s);
        QCOMPARE(high.width, 1920);
        QCOMPARE(high.height, 1080);
        QCOMPARE(high.frameRate, 25.0);
        QCOMPARE(high.bitrateKbps, 4096);
        QVERIFY(high.hasAudio && !device->profiles[1].hasAudio);
        QCOMPARE(full(high.address), u"rtsp://127.0.0.1:8554/live?channel=1&stream=0"_s);
        QVERIFY(full(high.snapshot).endsWith(u"/onvif/snapshot?profile=main"_s));
        QVERIFY(device->clockOffsetMs && std::abs(*device->clockOffsetMs) < 5'000);
        QCOMPARE(hasRemark(*device, OnvifRemark::Media2Fails), media2 == Media2::Fails && hasServices);
        QCOMPARE(hasRemark(*device, OnvifRemark::OldCalls), !hasServices);
        QVERIFY(!hasRemark(*device, OnvifRemark::OtherPlace));
        QVERIFY(!hasRemark(*device, OnvifRemark::AddressesMissing));
        QCOMPARE(desk.camera.complaints(), QStringList());
        QCOMPARE(desk.camera.doubleLogins(), 0);
        QCOMPARE(desk.camera.refusedLogins(), 0);
    }

    void aWrongPasswordIsTriedOnce_data()
    {
        QTest::addColumn<Login>("login");
        QTest::addColumn<int>("clockSkew");
        QTest::newRow("any") << Login::Any << 0;
        QTest::newRow("digest") << Login::Digest << 0;
        QTest::newRow("sha256") << Login::Sha256 << 0;
        QTest::newRow("token") << Login::Token << 0;
        QTest::newRow("token, clock a day off") << Login::Token << 86'400;
    }
    void aWrongPasswordIsTriedOnce()
    {
        QFETCH(Login, login);
        QFETCH(int, clockSkew);
        OnvifDesk desk;
        OnvifManners manners;
        manners.login = login;
        manners.clockSkew = std::chrono::seconds(clockSkew);
        desk.camera.setManners(manners);
        desk.camera.setPassword("another");
        const auto device = desk.read();
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Authentication);
        QVERIFY2(device.error().message.contains(u"refuses"_s), qPrintable(device.error().message));
        QCOMPARE(device.error().message.contains(u"clock is off by"_s), clockSkew != 0);
        m_watch->expectNone(device.error());
        QCOMPARE(desk.camera.refusedLogins(), 1);
    }

    void aDeviceThatWantsALoginSaysSo()
    {
        OnvifDesk desk;
        desk.account = {};
        const auto device = desk.read();
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Authentication);
        QVERIFY(device.error().message.contains(u"wants a user"_s));
        QCOMPARE(desk.camera.refusedLogins(), 0);
    }

    void anOpenDeviceGetsNoLogin()
    {
        test::OnvifPlan plan = test::onvifPlan();
        plan.user.clear();
        OnvifDesk desk(plan);
        desk.account = {u"somebody"_s, SecretText(u"S3cret"_s)};
        QVERIFY(desk.read());
        QCOMPARE(desk.camera.refusedLogins(), 0);
    }

    void aTokenHasTheTimeOfTheDevice_data()
    {
        QTest::addColumn<int>("clockSkew");
        QTest::newRow("a day ahead") << 86'400;
        QTest::newRow("a day behind") << -86'400;
        QTest::newRow("1970") << -1'700'000'000;
        QTest::newRow("ten minutes ahead") << 600;
    }
    void aTokenHasTheTimeOfTheDevice()
    {
        QFETCH(int, clockSkew);
        OnvifDesk desk;
        OnvifManners manners;
        manners.login = Login::Token;
        manners.clockSkew = std::chrono::seconds(clockSkew);
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QVERIFY(hasRemark(*device, OnvifRemark::ClockOff));
        QVERIFY(std::abs(*device->clockOffsetMs - clockSkew * 1'000LL) < 5'000);
        QCOMPARE(desk.camera.refusedLogins(), 0);
    }

    void localTimeThatIsToldAsUtcIsSeenThrough()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.login = Login::Token;
        manners.toldOffset = 3h;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QVERIFY(hasRemark(*device, OnvifRemark::ClockOff));
        QCOMPARE(desk.camera.refusedLogins(), 1);
    }

    void whatCannotBeADeviceIsSaidInWords_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, Answer answer, ErrorCategory category, const QString &says) {
            QTest::newRow(name) << answer << category << says;
        };
        row("10 MB", Answer::Huge, ErrorCategory::Protocol, u"larger than"_s);
        row("entities", Answer::EntityBomb, ErrorCategory::Parse, u"cannot be read"_s);
        row("one large entity", Answer::QuadraticBomb, ErrorCategory::Parse, u"cannot be read"_s);
        row("80,000 attributes", Answer::Attributes, ErrorCategory::Parse, u"cannot be read"_s);
        row("120,000 elements deep", Answer::Deep, ErrorCategory::Parse, u"cannot be read"_s);
        row("truncated", Answer::Truncated, ErrorCategory::Parse, u"cannot be read"_s);
        row("garbage", Answer::Garbage, ErrorCategory::Parse, u"cannot be read"_s);
        row("redirect", Answer::Redirect, ErrorCategory::Protocol, u"sends elsewhere"_s);
        row("a web page", Answer::Html, ErrorCategory::Protocol, u"not as an ONVIF device"_s);
        row("XML of another kind", Answer::NoEnvelope, ErrorCategory::Protocol, u"not as an ONVIF device"_s);
        row("404", Answer::Missing, ErrorCategory::Protocol, u"not as an ONVIF device"_s);
        row("a connection that is closed", Answer::Drop, ErrorCategory::Network, u"closed the connection"_s);
        row("silence", Answer::Hang, ErrorCategory::Timeout, u"did not answer"_s);
        row("400 NotAuthorized", Answer::NotAuthorized, ErrorCategory::Authentication, u"refuses the user"_s);
    }
    void whatCannotBeADeviceIsSaidInWords()
    {
        QFETCH(Answer, answer);
        QFETCH(ErrorCategory, category);
        QFETCH(QString, says);
        OnvifDesk desk;
        desk.answerLimit = answer == Answer::Hang ? 300ms : 5'000ms;
        OnvifManners manners;
        manners.answer = answer;
        desk.camera.setManners(manners);
        QElapsedTimer timer;
        timer.start();
        const auto device = desk.read();
        QVERIFY(timer.elapsed() < 4'000);
        QVERIFY(!device);
        QVERIFY2(device.error().category == category, qPrintable(device.error().message));
        QVERIFY2(device.error().message.contains(says), qPrintable(device.error().message));
        QVERIFY(device.error().message.contains(u"http://127.0.0.1:"_s));
        m_watch->expectNone(device.error());
        QVERIFY(desk.camera.calls().size() <= 4);
    }

    /// The same in the middle of the work: what is spoilt is not taken for what is missing.
    void whatGoesWrongLaterIsNoEmptyDevice_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("isFailure");
        const auto row = [](const QByteArray &operation, Answer answer, bool isFailure) {
            QTest::addRow("%s %d", operation.constData(), int(answer)) << operation << answer << isFailure;
        };
        for (const Answer answer : {Answer::Truncated, Answer::EntityBomb, Answer::Html, Answer::Hang}) {
            row("GetDeviceInformation", answer, true);
            row("GetProfiles", answer, true);
            row("GetNetworkInterfaces", answer, false);
            row("GetSnapshotUri", answer, false);
        }
        row("GetServices", Answer::Truncated, false);
        row("GetStreamUri", Answer::Hang, true);
        row("GetStreamUri", Answer::NotAuthorized, true);
        row("GetNetworkInterfaces", Answer::NotAuthorized, false);
    }
    void whatGoesWrongLaterIsNoEmptyDevice()
    {
        QFETCH(QByteArray, operation);
        QFETCH(Answer, answer);
        QFETCH(bool, isFailure);
        OnvifDesk desk;
        desk.answerLimit = answer == Answer::Hang ? 300ms : 5'000ms;
        OnvifManners manners;
        manners.answer = answer;
        manners.answerOnly = operation;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QCOMPARE(!device, isFailure);
        if (device)
            QCOMPARE(int(device->profiles.size()), 2);
    }

    void aDeviceWithoutVideoIsSaidToBeOne()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.hasProfiles = false;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Unsupported);
        QVERIFY(device.error().message.contains(u"no profile"_s));
    }

    void h265IsKnownToMedia2Alone_data()
    {
        QTest::addColumn<Media2>("media2");
        QTest::addColumn<QStringList>("encodings");
        QTest::newRow("works") << Media2::Works << QStringList{u"H265"_s, u"H264"_s};
        QTest::newRow("absent") << Media2::Absent << QStringList{u"H264"_s};
    }
    void h265IsKnownToMedia2Alone()
    {
        QFETCH(Media2, media2);
        QFETCH(QStringList, encodings);
        OnvifDesk desk;
        OnvifManners manners;
        manners.isH265 = true;
        manners.media2 = media2;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY(device);
        QStringList found;
        for (const OnvifProfile &profile : device->profiles)
            found.append(profile.encoding);
        QCOMPARE(found, encodings);
    }

    void theHostThatWasAskedStandsInAllAddresses_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("isPortClosed");
        QTest::newRow("another host") << QByteArray("192.168.1.64") << false;
        QTest::newRow("another port, where nobody is") << QByteArray() << true;
        QTest::newRow("both") << QByteArray("192.168.1.64") << true;
        QTest::newRow("IPv6") << QByteArray("[fe80::1]") << false;
    }
    void theHostThatWasAskedStandsInAllAddresses()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, isPortClosed);
        OnvifDesk desk;
        test::HttpServer closed([](const auto &, const auto &) {});
        QVERIFY(closed.listen());
        closed.stopListening();
        OnvifManners manners;
        manners.toldHost = host;
        manners.toldPort = isPortClosed ? closed.port() : 0;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QCOMPARE(full(device->profiles[0].address), u"rtsp://127.0.0.1:8554/live?channel=1&stream=0"_s);
        QVERIFY(hasRemark(*device, OnvifRemark::OtherPlace));
        QVERIFY(!device->otherPlaces.isEmpty());
    }

    void aNonceThatIsTooOldIsRenewed()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.login = Login::Sha256;
        manners.nonceUses = 1;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QCOMPARE(desk.camera.refusedLogins(), 0);
    }

    /// Operators may do less than administrators, and that is no reason to doubt their password.
    void whatAUserMayNotDoIsLeftOut()
    {
        for (const QByteArray &forbidden :
             {QByteArray("GetSnapshotUri"), QByteArray("GetNetworkInterfaces")}) {
            OnvifDesk desk;
            OnvifManners manners;
            manners.login = Login::Digest;
            manners.nonceUses = 1;
            manners.forbidden = forbidden;
            desk.camera.setManners(manners);
            const auto device = desk.read();
            QVERIFY2(device, device ? "" : qPrintable(device.error().message));
            QCOMPARE(int(device->profiles.size()), 2);
            QCOMPARE(full(device->profiles[1].address), u"rtsp://127.0.0.1:8554/live?channel=1&stream=1"_s);
            QCOMPARE(device->information.macAddress.isEmpty(), forbidden == "GetNetworkInterfaces");
            QCOMPARE(desk.camera.refusedLogins(), 0);
        }
    }

    void aDeviceThatCallsEachNonceTooOldIsGivenUp()
    {
        int count = 0;
        test::HttpServer server([&](const test::HttpRequest &, const test::HttpResponder &responder) {
            ++count;
            responder.answer(401, {},
                             {{"WWW-Authenticate", "Digest realm=r, nonce=n, qop=auth, stale=true"}});
        });
        QVERIFY(server.listen());
        OnvifDesk desk;
        desk.place.port = server.port();
        const auto device = desk.read();
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Authentication);
        QVERIFY2(count <= 6, qPrintable(QString::number(count)));
    }

    void moreProfilesThanAnybodyNeedsAreLeftOut()
    {
        test::OnvifPlan plan = test::onvifPlan();
        for (int i = 0; i < 80; ++i)
            plan.streams.append({"p" + QByteArray::number(i), "P", "V" + QByteArray::number(i), "H264", 640,
                                 360, 12, 512, false, "/p"});
        OnvifDesk desk(plan);
        const auto device = desk.read();
        QVERIFY(device);
        QCOMPARE(int(device->profiles.size()), 64);
        QVERIFY(hasRemark(*device, OnvifRemark::ProfilesLeftOut));
    }

    void picturesThatADeviceHasNotAreNotAskedForAgain()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.hasSnapshots = false;
        desk.camera.setManners(manners);
        const auto device = desk.read();
        QVERIFY(device);
        QVERIFY(device->profiles[0].snapshot.isEmpty());
        // Without a login, and with one at most.
        QVERIFY(desk.camera.calls().count(u"GetSnapshotUri"_s) <= 2);
    }

    void theWholeTakesNoLongerThanItMay()
    {
        OnvifDesk desk;
        desk.wholeLimit = 500ms;
        OnvifManners manners;
        manners.answer = Answer::Hang;
        manners.answerOnly = "GetProfiles";
        desk.camera.setManners(manners);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!desk.read());
        QVERIFY(timer.elapsed() < 4'000);
    }

    void whoStopsGetsNoAnswer()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.answer = Answer::Hang;
        manners.answerOnly = "GetProfiles";
        desk.camera.setManners(manners);
        std::stop_source stop;
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            if (desk.camera.calls().contains(u"GetProfiles"_s))
                stop.request_stop();
        });
        watch.start(5);
        const auto device = desk.read(stop.get_token());
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Cancelled);
    }

    void whoClosesTheChannelGetsNoAnswer()
    {
        OnvifDesk desk;
        OnvifManners manners;
        manners.answer = Answer::Hang;
        manners.answerOnly = "GetDeviceInformation";
        desk.camera.setManners(manners);
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            if (desk.camera.calls().contains(u"GetDeviceInformation"_s))
                desk.channel->close();
        });
        watch.start(5);
        const auto device = desk.read();
        QVERIFY(!device);
        QCOMPARE(device.error().category, ErrorCategory::Cancelled);
    }

    void httpsIsAskedWithItsPin()
    {
        OnvifDesk desk;
        const auto identity = test::TlsIdentity::generate();
        desk.camera.server().setTlsIdentity(identity);
        desk.place.useTls = true;
        const auto stranger = desk.read();
        QVERIFY(!stranger);
        QCOMPARE(stranger.error().category, ErrorCategory::Tls);
        QVERIFY(desk.camera.calls().isEmpty());
        desk.place.pinnedSha256 = QByteArray::fromHex(identity.fingerprint());
        const auto device = desk.read();
        QVERIFY2(device, device ? "" : qPrintable(device.error().message));
        QVERIFY(full(device->profiles[0].snapshot).startsWith(u"https://"_s));
    }
};

QTEST_GUILESS_MAIN(OnvifClientTest)
#include "tst_onvifclient.moc"
