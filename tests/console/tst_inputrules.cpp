#include "app/cli/ServerForm.h"
#include "app/cli/SignedServer.h"
#include "models/rules/FieldRules.h"
#include "models/rules/ShareRule.h"
#include "tests/console/InputWays.h"
#include "views/cameras/CameraForm.h"
#include "views/clusters/CommonSettingsForm.h"
#include "views/clusters/ServerGroupDialog.h"
#include "views/servers/ServerForm.h"
#include "views/share/ShareForm.h"
#include "views/streams/AddCameraDialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// One rule for what may be entered, whichever way it comes: the forms of the window, the command line (its
/// options and its JSON document) and files of cameras take the same, keep the same and say the same.
class InputRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsOfACameraAreTakenAlike_data();
    void settingsOfACameraAreTakenAlike();
    void theAddDialogJudgesLikeTheCard_data() { settingsOfACameraAreTakenAlike_data(); }
    void theAddDialogJudgesLikeTheCard();
    void settingsOfAServerAreTakenAlike_data();
    void settingsOfAServerAreTakenAlike();
    void addressesOfAnApiAreTakenAlike_data();
    void addressesOfAnApiAreTakenAlike();
    void hostsAreTakenAlike_data();
    void hostsAreTakenAlike();
    void targetsOfTheKeyAreTakenAlike_data();
    void targetsOfTheKeyAreTakenAlike();
    void whatAServerLooksForInTokensIsTakenAlike_data();
    void whatAServerLooksForInTokensIsTakenAlike();
    void limitsOfClustersAreThoseOfServers_data();
    void limitsOfClustersAreThoseOfServers();
    void subnetsOfGroupsAreThoseOfCameras_data();
    void subnetsOfGroupsAreThoseOfCameras();
    void linksEndAlike_data();
    void linksEndAlike();
    void subnetsNeedExternalAccess();
};

void InputRulesTest::settingsOfACameraAreTakenAlike_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept"); ///< null: refused
    const auto row = [](const char *setting, const QString &text, const QString &kept) {
        QTest::addRow("%s “%s”", setting, qPrintable(text.left(60)))
            << QString::fromLatin1(setting) << text << kept;
    };
    const QString no;
    const QString camera = QString::fromUcs4(U"\U0001F4F7");
    row("name", u"  Gate 2 "_s, u"Gate 2"_s);
    row("name", QString(50, u'x'), QString(50, u'x'));
    row("name", QString(51, u'x'), no);
    row("name", camera.repeated(50), camera.repeated(50));
    row("name", camera.repeated(51), no);
    row("name", u"   "_s, no);
    row("name", QString(300, u'x'), no);
    row("location", u" Yard "_s, u"Yard"_s);
    row("location", QString(255, u'x'), QString(255, u'x'));
    row("location", QString(256, u'x'), no);
    row("serial", QString(256, u'x'), no);
    row("onvif user", u" root "_s, u"root"_s);
    row("onvif user", QString(256, u'x'), no);
    row("ip", u" 192.0.2.7 "_s, u"192.0.2.7"_s);
    row("ip", u"2001:DB8:0:0:0:0:0:1"_s, u"2001:db8::1"_s);
    row("ip", QString(), u""_s);
    for (const auto &text : {u"010.0.0.5"_s,
                             u"192.168.001.064"_s,
                             u"10.5"_s,
                             u"1.2.3"_s,
                             u"167772165"_s,
                             u"0x0a000005"_s,
                             u"0xA.0.0.5"_s,
                             u"0"_s,
                             u"192.0.2.256"_s,
                             u"192.0.2.1."_s,
                             u"192.0.2.1:8000"_s,
                             u"１０.0.0.5"_s,
                             u"10.0.0。5"_s,
                             u"gate.example"_s,
                             u"[2001:db8::1]"_s,
                             u"[2001:db8::1]:554"_s,
                             u"fe80::1%eth0"_s,
                             u"192.0.2.0/24"_s,
                             u"::ffff:010.0.0.5"_s,
                             u"+1.2.3.4"_s,
                             u"1.2.3.4 5"_s})
        row("ip", text, no);
    for (const auto &text : {u"00:1a:2B:3c:4d:5e"_s, u"00-1A-2B-3C-4D-5E"_s, u"001a.2b3c.4d5e"_s,
                             u"001A2B3C4D5E"_s, u"001a2b-3c4d5e"_s, u" 00:1a:2b:3c:4d:5e "_s})
        row("mac", text, u"00:1A:2B:3C:4D:5E"_s);
    row("mac", QString(), u""_s);
    for (const auto &text :
         {u"00:00:00:00:00:00"_s, u"000000000000"_s, u"0000.0000.0000"_s, u"FF:FF:FF:FF:FF:FF"_s,
          u"01:00:5E:00:00:01"_s, u"28:57:be:12:34:57:00:00"_s, u"00:1A:2B:3C:4D"_s, u"0:1a:2b:3c:4d:5e"_s,
          u"00:1a-2b:3c:4d:5e"_s, u"001a:2b:3c4d:5e"_s, u"00:1A:2B:3C:4D:5G"_s, u":::"_s,
          u"::00:1a:2b:3c:4d:5e"_s, u"0x001A2B3C4D"_s})
        row("mac", text, no);
    row("subnets", u"192.0.2.77/24"_s, u"192.0.2.0/24"_s);
    row("subnets", u"2001:DB8:ffff::1/33"_s, u"2001:db8:8000::/33"_s);
    row("subnets", u"10.9.8.7/9 10.1.2.3/9 192.0.2.1/32"_s, u"10.0.0.0/9 192.0.2.1/32"_s);
    row("subnets", u"10.0.0.0/08"_s, u"10.0.0.0/8"_s);
    for (const auto &text : {u"10.0.0.0"_s, u"10/8"_s, u"10.5/16"_s, u"010.0.0.0/8"_s, u"192.0.2.0/33"_s,
                             u"192.0.2.0/255.255.255.0"_s, u"0x0a000000/8"_s, u"2001:db8::/129"_s,
                             u"home/24"_s, u"10.0.0.0/8 home"_s, u"/24"_s})
        row("subnets", text, no);
    row("days", u"1"_s, u"1"_s);
    row("days", u"90"_s, u"90"_s);
    for (const auto &text : {u"0"_s, u"91"_s, u"400"_s, u"-1"_s})
        row("days", text, no);
    row("onvif port", u"8080"_s, u"8080"_s);
    row("onvif port", u"65535"_s, u"65535"_s);
    for (const auto &text : {u"0"_s, u"65536"_s, u"99999"_s, u"-80"_s})
        row("onvif port", text, no);
}

void InputRulesTest::settingsOfACameraAreTakenAlike()
{
    QFETCH(QString, setting);
    QFETCH(QString, text);
    QFETCH(QString, kept);
    const CameraSetting &names = cameraSettings().at(setting);
    const Camera stored = storedCamera();
    const Outcome window = inTheWindow(names, stored, text);
    const Outcome commandLine = onTheCommandLine(names, stored, text);
    const Outcome document = inADocument(names, text);
    const Outcome file = inAFile(names, stored, text);
    // An empty cell means "as it is" where empty is wrong; everywhere else an empty text is a text.
    const bool isEmptyCell = text.trimmed().isEmpty();
    std::vector<std::pair<const char *, Outcome>> ways{
        {"window", window}, {"command line", commandLine}, {"document", document}};
    if (!isEmptyCell || !kept.isNull() || setting == u"name")
        ways.emplace_back("file", file);
    for (const auto &[way, outcome] : ways) {
        QVERIFY2(outcome.kept.has_value() == !kept.isNull(), way);
        if (outcome.kept)
            QVERIFY2(*outcome.kept == kept, qPrintable(QString::fromLatin1(way) + u": "_s + *outcome.kept));
    }
    if (!kept.isNull())
        return;
    QVERIFY(!commandLine.sentence.isEmpty());
    const bool isBox = setting == u"days" || setting == u"onvif port"; // takes no wrong key, says nothing
    for (const auto &[way, outcome] : ways) {
        if (!isBox || outcome.sentence != window.sentence)
            QVERIFY2(outcome.sentence == commandLine.sentence,
                     qPrintable(QString::fromLatin1(way) + u": "_s + outcome.sentence + u" / "_s +
                                commandLine.sentence));
    }
}

void InputRulesTest::theAddDialogJudgesLikeTheCard()
{
    QFETCH(QString, setting);
    QFETCH(QString, text);
    QFETCH(QString, kept);
    const std::map<QString, const char *> widgets{{u"name"_s, "newCameraName"},
                                                  {u"location"_s, "newCameraLocation"},
                                                  {u"ip"_s, "newCameraIp"},
                                                  {u"mac"_s, "newCameraMac"},
                                                  {u"serial"_s, "newCameraSerial"}};
    if (!widgets.contains(setting))
        return; // it has few fields
    AddCameraDialog dialog;
    dialog.setServers({{ServerId::create(), u"ms-01"_s, {}}});
    type(dialog, "newCameraName", u"Yard gate"_s);
    type(dialog, "newCameraHigh", u"rtsp://192.0.2.1/x"_s);
    type(dialog, widgets.at(setting), text);
    const QString sentence = dialog.findChild<QLabel *>(u"newCameraProblem"_s)->text();
    QCOMPARE(sentence.isEmpty(), !kept.isNull());
    if (!kept.isNull())
        QCOMPARE(cameraSettings().at(setting).read(dialog.camera()), kept);
    else
        QCOMPARE(sentence, inTheWindow(cameraSettings().at(setting), storedCamera(), text).sentence);
}

void InputRulesTest::settingsOfAServerAreTakenAlike_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *setting, const QString &text, const QString &kept) {
        QTest::addRow("%s “%s”", setting, qPrintable(text.left(60)))
            << QString::fromLatin1(setting) << text << kept;
    };
    const QString no;
    row("name", u" ms-02 "_s, u"ms-02"_s);
    row("name", QString(255, u'x'), QString(255, u'x'));
    row("name", QString(256, u'x'), no);
    row("user", u" api "_s, u"api"_s);
    row("user", QString(256, u'x'), no);
    row("external host", u"View.Example"_s, u"view.example"_s);
    row("external host", QString(), u""_s);
    row("external host", u"2001:DB8::1"_s, u"2001:db8::1"_s);
    for (const auto &text :
         {u"010.0.0.5"_s, u"10.5"_s, u"0x0a000005"_s, u"167772165"_s, u"view.example:8443"_s,
          u"https://view.example"_s, u"a b"_s, u"view.example/x"_s, u"10.0.0.5."_s})
        row("external host", text, no);
    row("storages", u"/var/archive /mnt/b /var/archive"_s, u"/var/archive /mnt/b"_s);
    row("storages", u"archive"_s, no);
    row("storages", u"/var/archive archive"_s, no);
    row("streams", u"100"_s, u"100"_s);
    row("streams", u"1000000"_s, u"1000000"_s);
    row("streams", QString(), u"none"_s);
    for (const auto &text : {u"0"_s, u"-1"_s, u"1000001"_s, u"1.5"_s, u"many"_s, u"0x10"_s})
        row("streams", text, no);
    row("traffic", u"600000"_s, u"600000000"_s);
    row("traffic", u"1"_s, u"1000"_s);
    row("traffic", u"1000000000"_s, u"1000000000000"_s);
    row("traffic", QString(), u"none"_s);
    for (const auto &text : {u"0"_s, u"-1"_s, u"1000000001"_s, u"1.5"_s, u"600k"_s})
        row("traffic", text, no);
    row("rtsp port", u"8554"_s, u"8554"_s);
    for (const auto &text : {u"65536"_s, u"99999"_s})
        row("rtsp port", text, no);
}

void InputRulesTest::settingsOfAServerAreTakenAlike()
{
    QFETCH(QString, setting);
    QFETCH(QString, text);
    QFETCH(QString, kept);
    const ServerSetting &names = serverSettings().at(setting);
    const Outcome window = inTheWindow(names, storedServer(), text);
    const Outcome commandLine = onTheCommandLine(names, storedServer(), text);
    QCOMPARE(window.kept.has_value(), !kept.isNull());
    QCOMPARE(commandLine.kept.has_value(), !kept.isNull());
    if (kept.isNull()) {
        QVERIFY(!commandLine.sentence.isEmpty());
        if (setting != u"rtsp port")
            QCOMPARE(window.sentence, commandLine.sentence);
        return;
    }
    QCOMPARE(*window.kept, kept);
    QCOMPARE(*commandLine.kept, kept);
}

void InputRulesTest::addressesOfAnApiAreTakenAlike_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("kept"); ///< scheme, host, port; null: refused
    const auto row = [](const QString &url, const QString &kept) {
        QTest::addRow("%s", qPrintable(url)) << url << kept;
    };
    const QString no;
    row(u"http://10.0.0.5:9997"_s, u"http 10.0.0.5 9997"_s);
    row(u"https://Media.Example"_s, u"https media.example 443"_s);
    row(u"HTTP://media.example/"_s, u"http media.example 80"_s);
    row(u"http://[2001:DB8::5]:9997"_s, u"http 2001:db8::5 9997"_s);
    for (const auto &url :
         {u"http://010.0.0.5:9997"_s, u"http://10.5:9997"_s, u"http://0x0a000005:9997"_s,
          u"http://0xA.0.0.5"_s, u"http://167772165:9997"_s, u"http://10.0.0.5.:9997"_s,
          u"http://10.0.0.256:9997"_s, u"http://１０.0.0.5:9997"_s, u"http://[::ffff:010.0.0.5]:9997"_s,
          u"http://media.example:0"_s, u"http://media.example:99999"_s, u"http://media.example:port"_s,
          u"http://media.example/v3"_s, u"http://media.example?x=1"_s, u"http://admin:secret@media.example"_s,
          u"http://@media.example"_s, u"ftp://media.example"_s, u"http:///"_s, u"http://a b"_s})
        row(url, no);
}

void InputRulesTest::addressesOfAnApiAreTakenAlike()
{
    QFETCH(QString, url);
    QFETCH(QString, kept);
    ServerForm form(ServerForm::Purpose::Card);
    form.setSaved(storedServer());
    form.setValue(storedServer());
    type(form, "serverHost", url);
    const auto command = editServer({u"--url"_s, url});
    QVERIFY(command.has_value());
    MediaServer server = storedServer();
    const auto applied = applyServerOptions(*command, server);
    QCOMPARE(form.problem().isEmpty(), !kept.isNull());
    QCOMPARE(applied.has_value(), !kept.isNull());
    if (!kept.isNull()) {
        QCOMPARE(placeText(form.value()), kept);
        QCOMPARE(placeText(server), kept);
        return;
    }
    const QString sentence = withoutOption(applied.error().message);
    QVERIFY2(sentence.startsWith(form.problem()), qPrintable(sentence + u" / "_s + form.problem()));
    QVERIFY(!sentence.contains(u"secret@"));
}

void InputRulesTest::hostsAreTakenAlike_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("kept");
    const QString no;
    for (const auto &[host, kept] :
         {std::pair(u"Media.Example"_s, u"media.example"_s), std::pair(u"10.0.0.5"_s, u"10.0.0.5"_s),
          std::pair(u"2001:DB8::5"_s, u"2001:db8::5"_s), std::pair(u"cam_01.lan"_s, u"cam_01.lan"_s),
          std::pair(u"010.0.0.5"_s, no), std::pair(u"10.5"_s, no), std::pair(u"0x0a000005"_s, no),
          std::pair(u"0xA.0.0.5"_s, no), std::pair(u"167772165"_s, no), std::pair(u"10.0.0.5."_s, no),
          std::pair(u"10.0.0.256"_s, no), std::pair(u"１０.0.0.5"_s, no), std::pair(u"10.0.0。5"_s, no),
          std::pair(u"a b"_s, no), std::pair(QString(256, u'a'), no), std::pair(u"-x"_s, no)})
        QTest::addRow("%s", qPrintable(host.left(60))) << host << kept;
}

/// The window has a field for the host, the command line a URL.
void InputRulesTest::hostsAreTakenAlike()
{
    QFETCH(QString, host);
    QFETCH(QString, kept);
    ServerForm form(ServerForm::Purpose::Add);
    form.setSecret(SecretText(u"token"_s));
    type(form, "serverHost", host);
    const auto command =
        editServer({u"--url"_s, u"http://%1:9997"_s.arg(host.contains(u':') ? u'[' + host + u']' : host)});
    QVERIFY(command.has_value());
    MediaServer server = storedServer();
    const auto applied = applyServerOptions(*command, server);
    QCOMPARE(form.problem().isEmpty(), !kept.isNull());
    QCOMPARE(applied.has_value(), !kept.isNull());
    if (!kept.isNull()) {
        QCOMPARE(form.value().internalHost, kept);
        QCOMPARE(server.internalHost, kept);
    } else {
        QCOMPARE(withoutOption(applied.error().message), form.problem());
    }
}

void InputRulesTest::targetsOfTheKeyAreTakenAlike_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isRight");
    for (const auto &[target, isRight] :
         {std::pair(u"/var/www/jwks.json"_s, true), std::pair(u"https://keys.example/jwks.json"_s, true),
          std::pair(u"http://010.0.0.5/jwks.json"_s, false), std::pair(u"http://10.5/jwks.json"_s, false),
          std::pair(u"http://0x0a000005/jwks.json"_s, false), std::pair(u"http://h:0/jwks.json"_s, false),
          std::pair(u"http://u:p@keys.example/jwks.json"_s, false),
          std::pair(u"ftp://keys.example/x"_s, false)})
        QTest::addRow("%s", qPrintable(target)) << target << isRight;
}

/// The command line asks the same rule when it writes (SigningKeys::exportTo), which needs a registry.
void InputRulesTest::targetsOfTheKeyAreTakenAlike()
{
    QFETCH(QString, target);
    QFETCH(bool, isRight);
    MediaServer stored = storedServer();
    stored.auth = ServerAuth::Jwt;
    ServerForm form(ServerForm::Purpose::Card);
    form.setSaved(stored);
    form.setValue(stored);
    type(form, "serverKeyTarget", target);
    QCOMPARE(form.problem().isEmpty(), isRight);
    const auto checked = fields::checkKeyTarget(target);
    QCOMPARE(checked.has_value(), isRight);
    if (!isRight)
        QCOMPARE(form.problem(), checked.error().message);
}

void InputRulesTest::whatAServerLooksForInTokensIsTakenAlike_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept"); ///< null: refused
    const QString issuer = u"serverTokenIssuer"_s;
    const QString audience = u"serverTokenAudience"_s;
    const QString claim = u"serverTokenClaimKey"_s;
    QTest::newRow("issuer") << issuer << u"jwt-issuer"_s << u" https://noc.example "_s
                            << u"https://noc.example"_s;
    QTest::newRow("long issuer") << issuer << u"jwt-issuer"_s << QString(256, u'x') << QString();
    QTest::newRow("audience") << audience << u"jwt-audience"_s << u"ms-02"_s << u"ms-02"_s;
    QTest::newRow("no audience") << audience << u"jwt-audience"_s << u""_s << u""_s;
    QTest::newRow("claim") << claim << u"jwt-claim-key"_s << u"realm.access"_s << u"realm.access"_s;
    QTest::newRow("no claim") << claim << u"jwt-claim-key"_s << u""_s << u"mediamtx_permissions"_s;
    for (const QString &registered : {u"iss"_s, u"sub"_s, u"aud"_s, u"exp"_s, u"nbf"_s, u"iat"_s, u"jti"_s})
        QTest::addRow("claim %s", qPrintable(registered))
            << claim << u"jwt-claim-key"_s << registered << QString();
}

void InputRulesTest::whatAServerLooksForInTokensIsTakenAlike()
{
    QFETCH(QString, field);
    QFETCH(QString, option);
    QFETCH(QString, text);
    QFETCH(QString, kept);
    MediaServer stored = storedServer();
    stored.type = ServerType::MediaMtx;
    stored.auth = ServerAuth::Jwt;
    ServerForm form(ServerForm::Purpose::Card);
    form.setSaved(stored);
    form.setValue(stored);
    type(form, field.toLatin1().constData(), text);
    const auto parsed = parseArguments({u"servers"_s, u"edit"_s, u"mtx"_s, u"--"_s + option, text});
    MediaServer edited = stored;
    const auto applied = applyAuth(std::get<ParsedCommand>(parsed), edited);
    const auto valueOf = [&](const TokenSettings &tokens) {
        return option == u"jwt-issuer"     ? tokens.issuer
               : option == u"jwt-audience" ? tokens.audience
                                           : tokens.claimKey;
    };
    QCOMPARE(form.problem().isEmpty(), !kept.isNull());
    QCOMPARE(applied.has_value(), !kept.isNull());
    if (kept.isNull()) {
        QCOMPARE(withoutOption(applied.error().message), form.problem());
        return;
    }
    QCOMPARE(valueOf(form.value().tokens), kept);
    QCOMPARE(valueOf(edited.tokens), kept);
}

void InputRulesTest::limitsOfClustersAreThoseOfServers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept"); ///< bit/s
    QTest::newRow("usual") << u"600000"_s << u"600000000"_s;
    QTest::newRow("least") << u"1"_s << u"1000"_s;
    QTest::newRow("nothing") << QString() << u"none"_s;
    QTest::newRow("zero") << u"0"_s << QString();
    QTest::newRow("too much") << u"1000000001"_s << QString();
}

void InputRulesTest::limitsOfClustersAreThoseOfServers()
{
    QFETCH(QString, text);
    QFETCH(QString, kept);
    CommonSettingsForm form;
    form.setValue({});
    type(form, "clusterTraffic", text);
    const auto parsed = parseArguments({u"clusters"_s, u"edit"_s, u"North"_s, u"--bitrate-limit"_s, text});
    std::optional<int> streams;
    std::optional<qint64> bitrate;
    const auto applied = applyLimits(std::get<ParsedCommand>(parsed), streams, bitrate);
    QCOMPARE(form.problem().isEmpty(), !kept.isNull());
    QCOMPARE(applied.has_value(), !kept.isNull());
    if (!kept.isNull()) {
        QCOMPARE(numberText(form.value().bitrateLimitBps), kept);
        QCOMPARE(numberText(bitrate), kept);
    } else {
        QVERIFY(form.problem().startsWith(withoutOption(applied.error().message)));
    }
}

void InputRulesTest::subnetsOfGroupsAreThoseOfCameras_data()
{
    QTest::addColumn<QString>("subnet");
    QTest::addColumn<QString>("kept");
    QTest::newRow("host bits") << u"192.0.2.77/24"_s << u"192.0.2.0/24"_s;
    QTest::newRow("IPv6") << u"2001:DB8::1/32"_s << u"2001:db8::/32"_s;
    QTest::newRow("padded") << u"010.0.0.0/8"_s << QString();
    QTest::newRow("short") << u"10/8"_s << QString();
    QTest::newRow("no prefix") << u"10.0.0.0"_s << QString();
}

void InputRulesTest::subnetsOfGroupsAreThoseOfCameras()
{
    QFETCH(QString, subnet);
    QFETCH(QString, kept);
    ServerGroupDialog dialog({}, true, {}, {});
    type(dialog, "groupName", u"Town"_s);
    type(dialog, "groupSubnets", subnet);
    const QString sentence = dialog.findChild<QLabel *>(u"groupProblem"_s)->text();
    QCOMPARE(sentence.isEmpty(), !kept.isNull());
    const auto [code, commandLine] =
        runWithoutRegistry({u"groups"_s, u"add"_s, u"Town"_s, u"--subnet"_s, subnet});
    QCOMPARE(code, kept.isNull() ? 2 : 1);
    if (!kept.isNull())
        QCOMPARE(dialog.value().subnets, QStringList{kept});
    else
        QVERIFY2(commandLine.endsWith(sentence), qPrintable(commandLine));
}

void InputRulesTest::linksEndAlike_data()
{
    QTest::addColumn<bool>("isHours");
    QTest::addColumn<QString>("count");
    QTest::addColumn<bool>("isRight");
    for (const auto &[isHours, count, isRight] :
         {std::tuple(true, u"1"_s, true), std::tuple(true, u"720"_s, true), std::tuple(true, u"721"_s, false),
          std::tuple(true, u"0"_s, false), std::tuple(false, u"1"_s, true), std::tuple(false, u"30"_s, true),
          std::tuple(false, u"31"_s, false), std::tuple(false, u"0"_s, false)})
        QTest::addRow("%s %s", qPrintable(count), isHours ? "hours" : "days") << isHours << count << isRight;
}

void InputRulesTest::linksEndAlike()
{
    QFETCH(bool, isHours);
    QFETCH(QString, count);
    QFETCH(bool, isRight);
    ShareForm form{Clock()};
    form.findChild<QRadioButton *>(isHours ? u"shareHours"_s : u"shareDays"_s)->setChecked(true);
    type(form, "shareCount", count);
    const SharePeriod typed{count.toInt(), isHours ? ShareUnit::Hours : ShareUnit::Days};
    QCOMPARE(form.request().period == typed, isRight);
    const auto [code, sentence] = runWithoutRegistry(
        {u"share"_s, u"create"_s, u"e0e0e0e0-0000-4000-8000-000000000000"_s, u"--mode"_s, u"live"_s,
         u"--protocol"_s, u"rtsp"_s, isHours ? u"--hours"_s : u"--days"_s, count});
    QVERIFY2(code == (isRight ? 1 : 2), qPrintable(sentence));
    // What makes the link has the last word.
    ShareRequest request;
    request.period = typed;
    QCOMPARE(obstacleFor(request, {}) == ShareObstacle::None, isRight);
}

void InputRulesTest::subnetsNeedExternalAccess()
{
    Camera stored = storedCamera();
    stored.isPublic = false;
    const CameraSetting &subnets = cameraSettings().at(u"subnets"_s);
    const Outcome window = inTheWindow(subnets, stored, u"10.0.0.0/8"_s);
    const Outcome commandLine = onTheCommandLine(subnets, stored, u"10.0.0.0/8"_s);
    const Outcome file = inAFile(subnets, stored, u"10.0.0.0/8"_s);
    for (const Outcome &outcome : {window, commandLine, file}) {
        QVERIFY(!outcome.kept);
        QVERIFY2(outcome.sentence.startsWith(window.sentence), qPrintable(outcome.sentence));
    }
}

QTEST_MAIN(InputRulesTest)
#include "tst_inputrules.moc"
