#include "tests/cli/CliHarness.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// `cameras export` and `cameras import` against the fleet, on both dialects.
class CliExchangeTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] Outcome importText(const QByteArray &csv, const QStringList &options = {})
    {
        return m_cli->json(QStringList{u"cameras"_s, u"import"_s, u"-"_s} + options, csv);
    }
    [[nodiscard]] QString cameraId(const QString &name)
    {
        return m_cli->json({u"cameras"_s, u"show"_s, name}).json()[u"id"].toString();
    }
    [[nodiscard]] QJsonArray openOperations()
    {
        return m_cli->json({u"operations"_s, u"list"_s, u"--open"_s}).json().toArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        m_cli->addSecret("C5v-Pa55-word");
    }

    void cleanupTestCase() { m_cli.reset(); }

    void init() { QVERIFY(m_cli->takeRegistry()); }

    void cleanup()
    {
        QCOMPARE(openOperations(), QJsonArray());
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
    }

    void whatIsExportedChangesNothingWhenReadBack()
    {
        const Outcome exported = m_cli->text({u"cameras"_s, u"export"_s});
        QVERIFY2(exported.code == 0, exported.all().constData());
        QVERIFY(exported.out.startsWith("\xef\xbb\xbf"
                                        "camera_id,name,"));
        const QString file = m_cli->path(u"cameras.csv"_s);
        const Outcome saved = m_cli->json({u"cameras"_s, u"export"_s, u"--to"_s, file});
        QVERIFY2(saved.code == 0, saved.all().constData());
        const int cameras = saved.json()[u"cameras"].toInt();
        QVERIFY(cameras >= 4);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), exported.out);
        QVERIFY((written.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)) == 0);
        QCOMPARE(m_cli->json({u"cameras"_s, u"export"_s}).code, 2); // CSV is no JSON
        const Outcome same = m_cli->json({u"cameras"_s, u"import"_s, file, u"--wait"_s});
        QVERIFY2(same.code == 0, same.all().constData());
        QCOMPARE(same.json()[u"outcome"].toString(), u"nothing"_s);
        QCOMPARE(same.json()[u"applied"].toBool(true), false);
        QCOMPARE(same.json()[u"lines"].toArray(), QJsonArray());
        QCOMPARE(same.json()[u"summary"][u"unchanged"].toInt(), cameras);
        const Outcome nowhere = m_cli->json({u"cameras"_s, u"export"_s, u"--to"_s, u"/nonexistent/x.csv"_s});
        QCOMPARE(nowhere.code, 1);
        QVERIFY(nowhere.json()[u"error"][u"message"].toString().contains(u"cannot be written"));
    }

    void nothingIsAppliedUnlessAllIsValid()
    {
        const QByteArray csv = "\xef\xbb\xbfname;camera_id;location;high_address\r\n"
                               "Lobby;" +
                               cameraId(u"Lobby"_s).toUtf8() +
                               ";Ground floor;\r\n"
                               "Bad;;;rtsp://root:C5v-Pa55-word@:554/x\r\n"
                               "\"broken;;;\r\n";
        const Outcome refused = importText(csv);
        QVERIFY2(refused.code == 1, refused.all().constData());
        const QJsonValue document = refused.json();
        QCOMPARE(document[u"applied"].toBool(true), false);
        QCOMPARE(document[u"summary"][u"errors"].toInt(), 2);
        QCOMPARE(document[u"summary"][u"changed"].toInt(), 1);
        QCOMPARE(document[u"lines"][0][u"outcome"].toString(), u"changed"_s);
        QCOMPARE(document[u"lines"][0][u"changes"][0][u"after"].toString(), u"Ground floor"_s);
        QCOMPARE(document[u"lines"][1][u"line"].toInt(), 3);
        QCOMPARE(document[u"lines"][1][u"errors"][0][u"column"].toString(), u"high_address"_s);
        QCOMPARE(document[u"lines"][2][u"line"].toInt(), 4);
        QVERIFY(refused.err.contains("--skip-invalid"));
        QVERIFY(m_cli->json({u"cameras"_s, u"show"_s, u"Lobby"_s}).json()[u"location"].toString() !=
                u"Ground floor"_s);
        QCOMPARE(importText(csv, {u"--dry-run"_s, u"--skip-invalid"_s}).code, 1); // tells, changes nothing
        const Outcome skipped = importText(csv, {u"--skip-invalid"_s, u"--wait"_s});
        QVERIFY2(skipped.code == 0, skipped.all().constData());
        QCOMPARE(skipped.json()[u"applied"].toBool(), true);
        QCOMPARE(skipped.json()[u"outcome"].toString(), u"confirmed"_s);
        QCOMPARE(m_cli->json({u"cameras"_s, u"show"_s, u"Lobby"_s}).json()[u"location"].toString(),
                 u"Ground floor"_s);
    }

    void newCamerasAndChangedStreamsReachTheServers()
    {
        const QString lobby = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString second = m_cli->uuidOf(u"cam-02"_s, u"high"_s);
        const QByteArray csv = "high_uuid,name,high_address,high_enabled,high_server\n" + lobby.toUtf8() +
                               ",Lobby,rtsp://admin:C5v-Pa55-word@10.64.0.55/high,off,\n" + second.toUtf8() +
                               ",cam-02,,off,ms-02\n,\"Новая \"\"камера\"\" 🎥\","
                               "rtsp://root:C5v-Pa55-word@10.64.0.56/x,,ms-01\n";
        const Outcome dry = importText(csv, {u"--dry-run"_s});
        QVERIFY2(dry.code == 0, dry.all().constData());
        QCOMPARE(dry.json()[u"summary"][u"new"].toInt(), 1);
        QCOMPARE(dry.json()[u"summary"][u"changed"].toInt(), 2);
        QCOMPARE(m_cli->row(lobby)[u"enabled"].toBool(), true);
        const Outcome done = importText(csv, {u"--wait"_s});
        QVERIFY2(done.code == 0, done.all().constData());
        QCOMPARE(done.json()[u"operations"].toArray().size(), 3);
        QCOMPARE(done.json()[u"outcome"].toString(), u"confirmed"_s);
        QCOMPARE(m_cli->row(lobby)[u"address"].toString(), u"rtsp://•••@10.64.0.55/high"_s);
        QCOMPARE(m_cli->row(lobby)[u"enabled"].toBool(true), false);
        QCOMPARE(m_cli->row(lobby)[u"drift"].toString(), u"none"_s);
        QCOMPARE(m_cli->listedOnV2(lobby)[u"enabled"].toBool(true), false);
        QCOMPARE(m_cli->row(second)[u"enabled"].toBool(true), false);
        const QString fresh = m_cli->uuidOf(u"Новая \"камера\" 🎥"_s, u"high"_s);
        QVERIFY(!fresh.isEmpty());
        QVERIFY(!m_cli->listedOnV2(fresh).isEmpty());
        // The masked file changes nothing again.
        const Outcome exported = m_cli->text({u"cameras"_s, u"export"_s});
        QCOMPARE(importText(exported.out).json()[u"outcome"].toString(), u"nothing"_s);
    }

    void whoMayWatchReachesTheServers()
    {
        const QString high = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        const QByteArray camera = cameraId(u"Lobby"_s).toUtf8();
        const auto access = [&](const QString &uuid) {
            return m_cli->listedOnV2(uuid)[u"access"].toString();
        };
        // The camera is as the fleet has it after adoption; the first import makes both of one mind.
        for (const QByteArray &word : {QByteArray("off"), QByteArray("on"), QByteArray("off")}) {
            const Outcome done =
                importText("camera_id,external_access\n" + camera + "," + word + "\n", {u"--wait"_s});
            QVERIFY2(done.code == 0, done.all().constData());
        }
        QCOMPARE(access(high), u"private"_s);
        QCOMPARE(access(low), u"private"_s);
        // A stream that is changed anyway has one operation for all of it.
        const Outcome both =
            importText("camera_id,external_access,high_enabled\n" + camera + ",on,off\n", {u"--wait"_s});
        QVERIFY2(both.code == 0, both.all().constData());
        QStringList kinds;
        for (const QJsonValue &operation : both.json()[u"operations"].toArray())
            kinds.append(operation[u"kind"].toString());
        kinds.sort();
        QCOMPARE(kinds, QStringList({u"change_settings"_s, u"set_access"_s}));
        QCOMPARE(access(high), u"public"_s);
        QCOMPARE(access(low), u"public"_s);
        QCOMPARE(m_cli->listedOnV2(high)[u"enabled"].toBool(true), false);
    }

    void aServerIsChosenWhereNoneIsNamed()
    {
        const Outcome done = importText("name,high_address,low_address\nChosen,rtsp://10.64.0.57/h,"
                                        "rtsp://10.64.0.57/l\n",
                                        {u"--wait"_s});
        QVERIFY2(done.code == 0, done.all().constData());
        const QJsonValue camera = m_cli->json({u"cameras"_s, u"show"_s, u"Chosen"_s}).json();
        QCOMPARE(camera[u"streams"].toArray().size(), 2);
        QCOMPARE(camera[u"streams"][0][u"mainServer"].toString(),
                 camera[u"streams"][1][u"mainServer"].toString());
    }

    void aRefusingServerUndoesTheWholeChangeOfAStream()
    {
        const QString lobby = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QJsonObject before = m_cli->row(lobby);
        QVERIFY(m_cli->fault(u"ms-01"_s,
                             {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"scope"_s, u"writes"_s}}));
        const Outcome refused = importText("high_uuid,high_address,high_enabled\n" + lobby.toUtf8() +
                                               ",rtsp://admin:C5v-Pa55-word@10.64.0.55/high,off\n",
                                           {u"--wait"_s});
        QVERIFY2(refused.code == 1, refused.all().constData());
        QCOMPARE(refused.json()[u"operations"][0][u"kind"].toString(), u"change_settings"_s);
        QCOMPARE(m_cli->row(lobby)[u"address"], before[u"address"]);
        QCOMPARE(m_cli->row(lobby)[u"enabled"].toBool(), true);
    }

    void whatIsNoTableIsAnError()
    {
        const Outcome unknown = importText("name,colour\nx,red\n");
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.json()[u"error"][u"message"].toString().contains(u"colour"));
        QCOMPARE(importText("name\n\xca\xe0\xec\n").code, 1);
        QCOMPARE(importText({}).code, 1);
        QCOMPARE(m_cli->json({u"cameras"_s, u"import"_s, u"/nonexistent.csv"_s}).code, 1);
        QCOMPARE(m_cli->json({u"cameras"_s, u"import"_s}).code, 2);
        const QByteArray people =
            m_cli
                ->text({u"cameras"_s, u"import"_s, u"-"_s, u"--dry-run"_s}, "name,high_address\nX,nonsense\n")
                .out;
        QVERIFY2(people.contains("high_address") && people.contains("1 with errors"), people.constData());
    }

    void listsOfOthersAreTaken()
    {
        const QByteArray list =
            "Device Type,IPv4 Address,Port,Device Serial No.\nDS-2CD2,10.64.0.64,8000,A1\n";
        const Outcome asked = importText(list);
        QCOMPARE(asked.code, 1);
        QCOMPARE(asked.json()[u"list"][u"tool"].toString(), u"Hikvision SADP"_s);
        QCOMPARE(asked.json()[u"list"][u"leftOut"][0].toString(), u"Port"_s);
        QCOMPARE(asked.json()[u"summary"][u"proposed"].toInt(), 1);
        QVERIFY(asked.err.contains("Hikvision SADP"));
        const Outcome taken = importText(list, {u"--propose-addresses"_s, u"--dry-run"_s});
        QVERIFY2(taken.code == 0, taken.all().constData());
        QCOMPARE(taken.json()[u"summary"][u"newStreams"].toInt(), 2);
    }

    void columnsAreMapped()
    {
        const QByteArray list = "Device Name;Strom;Konto;Kennwort\nTor;rtsp://10.64.0.65/1;a;C5v-Pa55-word\n";
        const Outcome unknown = importText(list);
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.json()[u"error"][u"message"].toString().contains(u"--map"));
        const QStringList columns{u"--map"_s, u"Device Name=camera"_s, u"--map"_s, u"strom=high_address"_s,
                                  u"--map"_s, u"Konto=user"_s,         u"--map"_s, u"Kennwort=password"_s};
        const Outcome mapped = importText(list, columns + QStringList{u"--wait"_s});
        QVERIFY2(mapped.code == 0, mapped.all().constData());
        QCOMPARE(mapped.json()[u"lines"][0][u"camera"].toString(), u"Tor"_s);
        QCOMPARE(m_cli->row(m_cli->uuidOf(u"Tor"_s, u"high"_s))[u"address"].toString(),
                 u"rtsp://•••@10.64.0.65/1"_s);

        const QString file = m_cli->path(u"mapping.json"_s);
        const auto withFile = [&](const QByteArray &mapping, const QStringList &more = {}) {
            QFile written(file);
            if (!written.open(QIODevice::WriteOnly) || written.write(mapping) != mapping.size())
                return Outcome();
            written.close();
            return importText(list, QStringList{u"--mapping"_s, file, u"--dry-run"_s} + more);
        };
        const auto mapping = [](const QByteArray &columns) {
            return QByteArray("{\"format\":\"streamkeeper-columns\",\"columns\":{\"Device Name\":\"name\","
                              "\"Strom\":\"host\"" +
                              columns + "}}");
        };
        QCOMPARE(withFile(mapping({})).code, 0);
        QCOMPARE(withFile(mapping({}), {u"--map"_s, u"Strom=none"_s}).code, 1);
        const Outcome absent = withFile(mapping(",\"Farbe\":\"user\""));
        QCOMPARE(absent.code, 1);
        QVERIFY(absent.json()[u"error"][u"message"].toString().contains(u"Farbe"));
        QVERIFY(withFile("name;ip").json()[u"error"][u"message"].toString().contains(u"not JSON"));
        QCOMPARE(importText(list, {u"--mapping"_s, u"/nonexistent.json"_s}).code, 1);
        QCOMPARE(importText(list, {u"--map"_s, u"Device Name"_s}).code, 2);
        QCOMPARE(importText(list, {u"--map"_s, u"Device Name=colour"_s}).code, 2);
    }

    void theShellOffersFilesForImport()
    {
        const Outcome offered = m_cli->run({u"complete"_s, u"--"_s, u"cameras"_s, u"import"_s, QString()});
        QCOMPARE(offered.out.trimmed(), QByteArray(":file"));
        QVERIFY(m_cli->run({u"complete"_s, u"--"_s, u"cameras"_s, u"import"_s, u"x"_s, u"--sk"_s})
                    .out.contains("--skip-invalid"));
    }
};

QTEST_GUILESS_MAIN(CliExchangeTest)
#include "tst_clicameracsv.moc"
