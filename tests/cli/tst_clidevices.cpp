#include "tests/cli/CliHarness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// ONVIF devices on the command line: found in the network, and asked for their streams. No registry is
/// needed.
class CliDevicesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] QString addressOf(int camera) const
    {
        return m_cli->fleet().camera(camera)[u"onvif"_s][u"address"_s].toString();
    }
    [[nodiscard]] QString discovery() const
    {
        return m_cli->fleet().description()[u"discovery"_s].toString();
    }
    [[nodiscard]] QStringList probe(int camera) const
    {
        return {u"devices"_s, u"probe"_s,          addressOf(camera),         u"--user"_s,
                u"viewer"_s,  u"--password-env"_s, u"CAMERA_%1"_s.arg(camera)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        for (int camera = 1; camera <= 3; ++camera) {
            const QString password = m_cli->fleet().camera(camera)[u"onvif"_s][u"password"_s].toString();
            m_cli->setVariable(u"CAMERA_%1"_s.arg(camera), password);
            m_cli->addSecret(password.toUtf8());
        }
        m_cli->setVariable(u"WRONG"_s, u"Wr0ng-Secret"_s);
        m_cli->addSecret("Wr0ng-Secret");
        m_cli->setRegistry(m_cli->path(u"none.sqlite"_s));
    }
    void cleanupTestCase()
    {
        const QString secret = m_cli->findSecret();
        const bool isRegistryMade = QFile::exists(m_cli->registry());
        m_cli.reset();
        QCOMPARE(secret, QString());
        QVERIFY(!isRegistryMade);
    }
    void cleanup() { QVERIFY(m_cli->fleet().control(u"/onvif"_s, {{u"camera"_s, 1}})); }

    void devicesAreFound()
    {
        const Outcome found = m_cli->json({u"devices"_s, u"discover"_s, u"--seconds"_s, u"1"_s,
                                           u"--address"_s, discovery(), u"--sort"_s, u"name"_s});
        QVERIFY2(found.code == 0, found.all().constData());
        const QJsonArray devices = found.json().toArray();
        QCOMPARE(devices.size(), 3);
        QCOMPARE(devices[0][u"name"].toString(), u"Loading dock 3"_s);
        QCOMPARE(devices[0][u"address"].toString(), u"http://%1/onvif/device_service"_s.arg(addressOf(3)));
        QCOMPARE(devices[0][u"answeredFrom"].toString(), u"127.0.0.1"_s);
        // What it tells is what probe takes.
        QStringList call = probe(3);
        call[2] = devices[0][u"address"].toString();
        QCOMPARE(m_cli->json(call).code, 0);
    }

    void aDeviceTellsItsStreams_data()
    {
        QTest::addColumn<int>("camera");
        for (int camera = 1; camera <= 3; ++camera)
            QTest::addRow("%d", camera) << camera;
    }
    void aDeviceTellsItsStreams()
    {
        QFETCH(int, camera);
        const Outcome outcome = m_cli->json(probe(camera));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY(outcome.err.isEmpty());
        const QJsonValue device = outcome.json();
        QCOMPARE(device[u"manufacturer"].toString(), u"Streamkeeper"_s);
        QCOMPARE(device[u"macAddress"].toString(), u"02:00:00:00:00:0%1"_s.arg(camera));
        QCOMPARE(device[u"remarks"].toArray(), QJsonArray());
        const QJsonArray profiles = device[u"profiles"].toArray();
        QCOMPARE(profiles.size(), 2);
        QCOMPARE(profiles[0][u"quality"].toString(), u"high"_s);
        QCOMPARE(profiles[0][u"resolution"].toString(), u"640x360"_s);
        QCOMPARE(profiles[1][u"quality"].toString(), u"low"_s);
        QCOMPARE(profiles[1][u"channel"].toInt(), 1);
        const QString url = m_cli->fleet().camera(camera)[u"high"_s][u"url"_s].toString();
        QCOMPARE(profiles[0][u"address"].toString(), QUrl(url).toString(QUrl::RemoveUserInfo));
        QCOMPARE(profiles[0][u"hasAudio"].toBool(), camera == 3);
    }

    void eachFormatHasTheProfiles()
    {
        const Outcome table = m_cli->text(probe(1));
        QVERIFY2(table.out.contains("Serial number  SK-00001") && table.out.contains("QUALITY"),
                 table.all().constData());
        QVERIFY(!table.out.contains("SNAPSHOT"));
        const Outcome wide = m_cli->text(probe(1) + QStringList{u"-o"_s, u"wide"_s});
        QVERIFY(wide.out.contains("SNAPSHOT"));
        const Outcome csv =
            m_cli->text(probe(1) + QStringList{u"-o"_s, u"csv"_s, u"--columns"_s, u"quality,token"_s});
        QCOMPARE(QByteArray(csv.out).replace("\r\n", "\n"),
                 QByteArray("quality,token\nhigh,high\nlow,low\n"));
        const Outcome json =
            m_cli->json(probe(1) + QStringList{u"--columns"_s, u"token"_s, u"--limit"_s, u"1"_s});
        QCOMPARE(json.json()[u"profiles"].toArray(), QJsonArray{(QJsonObject{{u"token"_s, u"high"_s}})});
    }

    void thePasswordComesFromStandardInput()
    {
        const QString password = m_cli->environment().value(u"CAMERA_1"_s);
        const Outcome outcome = m_cli->json(
            {u"devices"_s, u"probe"_s, addressOf(1), u"--user"_s, u"viewer"_s, u"--password-stdin"_s},
            password.toUtf8() + '\n');
        QVERIFY2(outcome.code == 0, outcome.all().constData());
    }

    void whatIsWorthKnowingIsSaid()
    {
        QVERIFY(m_cli->fleet().control(u"/onvif"_s, {{u"camera"_s, 1},
                                                     {u"clockSkewSeconds"_s, 864'000},
                                                     {u"toldHost"_s, u"192.0.2.64"_s},
                                                     {u"media2"_s, u"fails"_s}}));
        const Outcome outcome = m_cli->json(probe(1));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.json()[u"remarks"].toArray(),
                 (QJsonArray{u"clock_off"_s, u"other_place"_s, u"media2_fails"_s}));
        QVERIFY2(outcome.err.contains("10 d ahead") || outcome.err.contains("9 d ahead"),
                 outcome.err.constData());
        QVERIFY(outcome.err.contains("192.0.2.64"));
    }

    void whatFailsIsSaidInASentence_data()
    {
        QTest::addColumn<QJsonObject>("manners");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("says");
        const QStringList known{u"--user"_s, u"viewer"_s, u"--password-env"_s, u"CAMERA_1"_s};
        const auto row = [&](const char *name, const QJsonObject &manners, const QStringList &more,
                             const QByteArray &says) { QTest::newRow(name) << manners << more << says; };
        row("wrong password", {}, {u"--user"_s, u"viewer"_s, u"--password-env"_s, u"WRONG"_s},
            "refuses the user");
        row("no login", {}, {}, "wants a user");
        row("10 MB", {{u"answer"_s, u"huge"_s}}, known, "larger than");
        row("entities", {{u"answer"_s, u"entities"_s}}, known, "cannot be read");
        row("a page", {{u"answer"_s, u"html"_s}}, known, "not as an ONVIF device");
        row("redirect", {{u"answer"_s, u"redirect"_s}}, known, "sends elsewhere");
        row("no profiles", {{u"profiles"_s, false}}, known, "no profile");
    }
    void whatFailsIsSaidInASentence()
    {
        QFETCH(QJsonObject, manners);
        QFETCH(QStringList, more);
        QFETCH(QByteArray, says);
        manners.insert(u"camera"_s, 1);
        QVERIFY(m_cli->fleet().control(u"/onvif"_s, manners));
        const Outcome outcome = m_cli->json(QStringList{u"devices"_s, u"probe"_s, addressOf(1)} + more);
        QVERIFY2(outcome.code == 1, outcome.all().constData());
        QVERIFY2(outcome.err.contains(says), outcome.err.constData());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(outcome.json()[u"error"][u"message"].isString());
    }

    void wrongUsageIsSaidBeforeAnythingIsAsked_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const QStringList &words) { QTest::newRow(name) << words; };
        const QString probe = u"probe"_s;
        const QString discover = u"discover"_s;
        row("an account", {probe, u"http://admin:S3cr3t-88@127.0.0.1/"_s});
        row("another scheme", {probe, u"rtsp://127.0.0.1/"_s});
        row("a doubtful address", {probe, u"010.0.0.5"_s});
        row("a port that is none", {probe, u"127.0.0.1:99999"_s});
        row("password without a user", {probe, u"127.0.0.1:1"_s, u"--password-env"_s, u"WRONG"_s});
        row("no such variable",
            {probe, u"127.0.0.1:1"_s, u"--user"_s, u"a"_s, u"--password-env"_s, u"NOWHERE"_s});
        row("a pin for http", {probe, u"127.0.0.1:1"_s, u"--accept-fingerprint"_s, QString(64, u'a')});
        row("no such column", {probe, u"127.0.0.1:1"_s, u"--columns"_s, u"cats"_s});
        row("a search by name", {discover, u"--address"_s, u"camera.example:3702"_s});
        row("for ever", {discover, u"--seconds"_s, u"3600"_s});
        row("for no time", {discover, u"--seconds"_s, u"0"_s});
    }
    void wrongUsageIsSaidBeforeAnythingIsAsked()
    {
        QFETCH(QStringList, words);
        const Outcome outcome = m_cli->json(QStringList{u"devices"_s} + words);
        QVERIFY2(outcome.code == 2, outcome.all().constData());
        QVERIFY(!outcome.all().contains("S3cr3t-88"));
    }

    void nobodyIsFoundWhereNobodyAnswers()
    {
        const Outcome outcome = m_cli->text(
            {u"devices"_s, u"discover"_s, u"--seconds"_s, u"1"_s, u"--address"_s, u"127.0.0.1:1"_s});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.out, QByteArray("No device has answered.\n"));
    }
};

QTEST_GUILESS_MAIN(CliDevicesTest)
#include "tst_clidevices.moc"
