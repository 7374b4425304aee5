#include "tests/cli/CliHarness.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Servers, lists, cameras and drift by the command line, on both dialects.
class CliTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] QStringList addV2(const QString &variable) const
    {
        return {u"servers"_s,  u"add"_s,    u"--type"_s, u"media_server_v2"_s, u"--url"_s,
                m_cli->api(0), u"--name"_s, u"ms-01"_s,  u"--secret-env"_s,    variable};
    }

    [[nodiscard]] int registeredStreams()
    {
        return int(m_cli->json({u"streams"_s, u"list"_s}).json().toArray().size());
    }

    [[nodiscard]] QJsonObject firstOf(const QStringList &arguments)
    {
        return m_cli->json(arguments).json()[0].toObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
    }

    void cleanupTestCase() { m_cli.reset(); }

    void init() { QVERIFY(m_cli->takeRegistry()); }

    void cleanup()
    {
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
    }

    void aServerNeedsTheRightTokenAndAnAcceptedCertificate()
    {
        m_cli->setRegistry(m_cli->path(u"new.sqlite"_s));
        const QString fingerprint = m_cli->fleet().server(0)[u"fingerprint"_s].toString();
        const Outcome stranger = m_cli->json(addV2(u"CLI_TOKEN"_s));
        QVERIFY2(stranger.code == 1, stranger.all().constData());
        QCOMPARE(stranger.json()[u"error"][u"fingerprint"].toString(), fingerprint);
        QVERIFY2(stranger.err.contains("--accept-fingerprint " + fingerprint.toLatin1()),
                 stranger.err.constData());
        const QStringList accept{u"--accept-fingerprint"_s, fingerprint.toUpper()};
        const Outcome other =
            m_cli->json(addV2(u"CLI_TOKEN"_s) + QStringList{u"--accept-fingerprint"_s, QString(64, u'a')});
        QCOMPARE(other.code, 1);
        QCOMPARE(other.json()[u"error"][u"fingerprint"].toString(), fingerprint);
        const Outcome wrong = m_cli->json(addV2(u"CLI_WRONG"_s) + accept);
        QVERIFY2(wrong.code == 1, wrong.all().constData());
        QVERIFY2(wrong.err.contains("does not accept the token"), wrong.err.constData());
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json().toArray().size(), 0);
        const Outcome wrongType = m_cli->json({u"servers"_s, u"add"_s, u"--type"_s, u"media_server_v2"_s,
                                               u"--url"_s, m_cli->api(1), u"--secret-env"_s, u"CLI_WRONG"_s});
        QCOMPARE(wrongType.code, 1);
        QCOMPARE(wrongType.json()[u"error"][u"looksLike"].toString(), u"mediamtx"_s);

        const Outcome added = m_cli->json(addV2(u"CLI_TOKEN"_s) + accept);
        QVERIFY2(added.code == 0, added.all().constData());
        QCOMPARE(added.json()[u"type"].toString(), u"media_server_v2"_s);
        QCOMPARE(added.json()[u"url"].toString(), m_cli->api(0));
        QCOMPARE(added.json()[u"fingerprint"].toString(), fingerprint);
        QCOMPARE(added.json()[u"hasStoredSecret"].toBool(), true);
        QCOMPARE(added.json()[u"rtspPort"].toInt(), m_cli->fleet().server(0)[u"rtspPort"_s].toInt());
        const QByteArray password = m_cli->fleet().server(1)[u"password"_s].toString().toUtf8();
        const Outcome second =
            m_cli->json({u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s, m_cli->api(1),
                         u"--user"_s, u"admin"_s, u"--secret-stdin"_s, u"--name"_s, u"Rack \"7\" 🚪"_s},
                        password + "\n");
        QVERIFY2(second.code == 0, second.all().constData());
        const Outcome probed = m_cli->json({u"servers"_s, u"probe"_s, u"Rack \"7\" 🚪"_s});
        QVERIFY2(probed.code == 0, probed.all().constData());
        QCOMPARE(probed.json()[u"type"].toString(), u"mediamtx"_s);
        const QJsonValue listed = m_cli->json({u"servers"_s, u"list"_s, u"--poll"_s}).json();
        QCOMPARE(listed.toArray().size(), 2);
        for (const QJsonValue &server : listed.toArray())
            QCOMPARE(server[u"state"].toString(), u"answering"_s);
    }

    void aServerIsChangedByItsRules()
    {
        const Outcome limited =
            m_cli->json({u"servers"_s, u"edit"_s, u"ms-01"_s, u"--streams-limit"_s, u"8"_s,
                         u"--bitrate-limit"_s, u"50000"_s, u"--active"_s, u"off"_s, u"--name"_s, u"first"_s});
        QVERIFY2(limited.code == 0, limited.all().constData());
        QCOMPARE(limited.json()[u"streamsLimit"].toInt(), 8);
        QCOMPARE(limited.json()[u"bitrateLimitKbps"].toInt(), 50000);
        QCOMPARE(limited.json()[u"active"].toBool(true), false);
        const Outcome shown = m_cli->json({u"servers"_s, u"show"_s, u"first"_s});
        QCOMPARE(shown.json()[u"streamsLimit"].toInt(), 8);
        QCOMPARE(shown.json()[u"mainStreams"].toInt(), 4);
        QVERIFY(m_cli->json({u"servers"_s, u"edit"_s, u"first"_s, u"--streams-limit"_s, u"none"_s})
                    .json()[u"streamsLimit"]
                    .isNull());
        // Not while streams are on it.
        const Outcome locked =
            m_cli->json({u"servers"_s, u"edit"_s, u"first"_s, u"--storage"_s, u"/archive2"_s});
        QCOMPARE(locked.code, 1);
        QVERIFY2(locked.err.contains("storages"), locked.err.constData());
        // A token is tried before it is kept.
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"first"_s, u"--secret-env"_s, u"CLI_WRONG"_s}).code,
                 1);
        QCOMPARE(m_cli->json({u"servers"_s, u"probe"_s, u"first"_s}).code, 0);
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"first"_s, u"--secret-env"_s, u"CLI_TOKEN"_s}).code,
                 0);
        QCOMPARE(
            m_cli->json({u"servers"_s, u"edit"_s, u"first"_s, u"--url"_s, u"https://127.0.0.1:1"_s}).code, 1);
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"first"_s}).code, 2); // nothing to change
        QCOMPARE(m_cli->json({u"servers"_s, u"show"_s, u"ms-01"_s}).code, 1); // the old name
        const QJsonObject last = firstOf({u"operations"_s, u"list"_s});
        QCOMPARE(last[u"kind"].toString(), u"edit_server"_s);
        QVERIFY(last[u"author"].toString().contains(u'@'));
    }

    void anAddressIsOneServer()
    {
        const auto add = [&](const QString &name, const QString &url) {
            return m_cli->json({u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s, url,
                                u"--name"_s, name, u"--no-probe"_s});
        };
        const Outcome again = add(u"again"_s, m_cli->api(1));
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains("ms-02"), again.err.constData());
        QCOMPARE(add(u"far"_s, u"http://Far.example"_s).code, 0);
        for (const QString &url : {u"http://far.EXAMPLE"_s, u"http://far.example:80"_s}) {
            const Outcome refused = add(u"far-2"_s, url);
            QVERIFY2(refused.code == 1 && refused.err.contains("far"), refused.all().constData());
        }
        QCOMPARE(add(u"far-2"_s, u"http://far.example:9998"_s).code, 0);
        const auto move = [&](const QString &url) {
            return m_cli->json({u"servers"_s, u"edit"_s, u"far-2"_s, u"--url"_s, url, u"--no-probe"_s});
        };
        QCOMPARE(move(u"http://FAR.example:80"_s).code, 1);
        QCOMPARE(move(u"http://far.example:9999"_s).code, 0);
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json().toArray().size(), 4);
    }

    void anObstacleOfOneStreamIsNoneOfAnother()
    {
        const QString uuid = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString name = m_cli->row(uuid)[u"remoteName"].toString();
        QCOMPARE(m_cli->json({u"servers"_s, u"remove"_s, u"ms-01"_s, u"--remove-streams"_s}).code, 0);
        const QString fingerprint = m_cli->fleet().server(0)[u"fingerprint"_s].toString();
        QCOMPARE(
            m_cli->json(addV2(u"CLI_TOKEN"_s) + QStringList{u"--accept-fingerprint"_s, fingerprint}).code, 0);
        const int before = registeredStreams();
        const QStringList adopt{u"servers"_s, u"adopt"_s, u"ms-01"_s};
        // Two streams of one camera, with the reason.
        const QJsonArray adoptable = m_cli->json(adopt).json()[u"adoptable"].toArray();
        QVERIFY(std::any_of(adoptable.begin(), adoptable.end(), [](const QJsonValue &stream) {
            return stream[u"quality"] == u"low"_s && !stream[u"pairedBy"].isNull() &&
                   stream[u"pairing"].toString().startsWith(u"by ");
        }));
        const Outcome none = m_cli->json(adopt + QStringList{u"--stream"_s, u"nowhere"_s});
        QCOMPARE(none.code, 1);
        QCOMPARE(registeredStreams(), before);
        const Outcome some =
            m_cli->json(adopt + QStringList{u"--stream"_s, u"nowhere"_s, u"--stream"_s, name});
        QVERIFY2(some.code == 1 && some.err.contains("nowhere"), some.all().constData());
        QCOMPARE(some.json()[u"adopted"].toInt(), 1);
        QCOMPARE(some.json()[u"refused"][0][u"remoteName"].toString(), u"nowhere"_s);
        QCOMPARE(registeredStreams(), before + 1);
        const Outcome rest = m_cli->json(adopt + QStringList{u"--all"_s});
        QVERIFY2(rest.code == 0, rest.all().constData());
        QCOMPARE(rest.json()[u"refused"].toArray(), QJsonArray());
    }

    void aLoadedServerIsRemovedOnlyWithAWordOnItsStreams()
    {
        const Outcome refused = m_cli->json({u"servers"_s, u"remove"_s, u"ms-01"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("--remove-streams"));
        QCOMPARE(registeredStreams(), 8);
        QCOMPARE(m_cli->json({u"servers"_s, u"remove"_s, u"ms-01"_s, u"--remove-streams"_s}).code, 0);
        QCOMPARE(registeredStreams(), 4);
        QCOMPARE(m_cli->json({u"servers"_s, u"remove"_s, u"ms-02"_s, u"--keep-streams"_s}).code, 0);
        QCOMPARE(registeredStreams(), 4);
        QVERIFY(firstOf({u"streams"_s, u"list"_s})[u"mainServer"].isNull());
        QVERIFY(!m_cli->listedOnV2(m_cli->fleet().camera(1)[u"high"][u"uid"].toString()).isEmpty());
    }

    void aListHasExactlyTheAgreedKeys()
    {
        for (const QString &camera : {u"Lobby"_s, u"cam-02"_s}) {
            for (const QString &quality : {u"high"_s, u"low"_s}) {
                const QString uuid = m_cli->uuidOf(camera, quality);
                QTRY_COMPARE_WITH_TIMEOUT(m_cli->row(uuid, true)[u"status"].toString(), u"active"_s, 20'000);
            }
        }
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const Outcome polled = m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s});
        QVERIFY2(polled.code == 0, polled.all().constData());
        const QJsonArray rows = polled.json().toArray();
        QCOMPARE(rows.size(), 8);
        const QSet<QString> keys{u"uuid"_s,
                                 u"camera"_s,
                                 u"quality"_s,
                                 u"status"_s,
                                 u"address"_s,
                                 u"bitrateKbps"_s,
                                 u"outputRateKbps"_s,
                                 u"width"_s,
                                 u"height"_s,
                                 u"clients"_s,
                                 u"mainServer"_s,
                                 u"additionalServer"_s,
                                 u"reconnectAttempts"_s,
                                 u"reconnectTotal"_s,
                                 u"remoteName"_s,
                                 u"drift"_s,
                                 u"stale"_s,
                                 u"pending"_s,
                                 u"sinceAt"_s,
                                 u"audio"_s,
                                 u"enabled"_s,
                                 u"addition"_s,
                                 u"polledAt"_s};
        for (const QJsonValue &row : rows) {
            const QStringList names = row.toObject().keys();
            QCOMPARE(QSet<QString>(names.begin(), names.end()), keys);
            const QDateTime at = QDateTime::fromString(row[u"polledAt"].toString(), Qt::ISODateWithMs);
            QCOMPARE(row[u"drift"].toString(), u"none"_s);
            QCOMPARE(row[u"stale"], QJsonValue(false));
            QVERIFY(row[u"pending"].isNull());
            QVERIFY2(at.toMSecsSinceEpoch() >= before && row[u"polledAt"].toString().endsWith(u'Z'),
                     qPrintable(row[u"polledAt"].toString()));
        }
        // In one call, also of a server that tells counters only: it is asked twice.
        for (const QString &camera : {u"Lobby"_s, u"cam-02"_s}) {
            const QJsonObject row = m_cli->row(m_cli->uuidOf(camera, u"high"_s));
            QCOMPARE(row[u"status"].toString(), u"active"_s);
            QVERIFY(row[u"bitrateKbps"].toInt() > 0);
        }
        const QString v2 = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QJsonObject row = m_cli->row(v2);
        QCOMPARE(v2, m_cli->fleet().camera(1)[u"high"][u"uid"].toString());
        QCOMPARE(row[u"width"].toInt(), 640);
        QCOMPARE(row[u"height"].toInt(), 360);
        QCOMPARE(row[u"clients"].toInt(-1), 0);
        QCOMPARE(row[u"mainServer"].toString(), u"ms-01"_s);
        QVERIFY(row[u"additionalServer"].isNull());
        QCOMPARE(row[u"reconnectAttempts"].toInt(-1), 0);
        QCOMPARE(row[u"audio"].toBool(true), false);
        QCOMPARE(row[u"enabled"].toBool(), true);
        QCOMPARE(row[u"addition"].toString(), u"manual"_s);
        QVERIFY2(row[u"address"].toString().contains(u"•••@127.0.0.1"),
                 qPrintable(row[u"address"].toString()));
        // Not provided by MediaMTX: unknown, not 0.
        const QJsonObject other = m_cli->row(m_cli->uuidOf(u"cam-02"_s, u"low"_s));
        QVERIFY(other[u"reconnectAttempts"].isNull());
        QCOMPARE(other[u"mainServer"].toString(), u"ms-02"_s);
    }

    void withoutPollTheLastObservationIsTold()
    {
        const QString uuid = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString polledAt = m_cli->row(uuid, true)[u"polledAt"].toString();
        QVERIFY(!polledAt.isEmpty());
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"refuse"_s}}));
        const QJsonObject row = m_cli->row(uuid);
        QCOMPARE(row[u"polledAt"].toString(), polledAt);
        QCOMPARE(row[u"stale"].toBool(), true);
        // A server that does not answer is no empty list.
        const Outcome polled = m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s});
        QCOMPARE(polled.code, 1);
        QVERIFY2(polled.err.contains("127.0.0.1"), polled.err.constData());
        QCOMPARE(polled.json().toArray().size(), 8);
        for (const QJsonValue &one : polled.json().toArray()) {
            if (one[u"uuid"].toString() == uuid)
                QCOMPARE(one[u"polledAt"].toString(), polledAt);
        }
    }

    void badNewsStaysFoundWithoutAPoll()
    {
        QCOMPARE(m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s}).code, 0);
        QVERIFY(m_cli->fleet().control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"stop"_s}}));
        QCOMPARE(m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s}).code, 1);
        const auto state = [&](int server) {
            return m_cli->json({u"servers"_s, u"list"_s}).json()[server].toObject();
        };
        QCOMPARE(state(0)[u"state"].toString(), u"answering"_s);
        QVERIFY(state(0)[u"problem"].isNull());
        QCOMPARE(state(1)[u"state"].toString(), u"failing"_s);
        QVERIFY2(state(1)[u"problem"].toString().contains(u"127.0.0.1"),
                 qPrintable(state(1)[u"problem"].toString()));
        for (const QJsonValue &row : m_cli->json({u"streams"_s, u"list"_s}).json().toArray())
            QCOMPARE(row[u"stale"], QJsonValue(true));
        // Found again: the bad news is forgotten, and what the restart has lost is the next.
        QVERIFY(m_cli->fleet().control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"start"_s}}));
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s, u"--poll"_s}).code, 0);
        QCOMPARE(state(1)[u"state"].toString(), u"answering"_s);
    }

    void whatIsMissingStaysMissingWithoutAPoll()
    {
        QStringList uids;
        for (const QJsonValue &row : m_cli->json({u"streams"_s, u"list"_s}).json().toArray()) {
            if (row[u"mainServer"].toString() == u"ms-01")
                uids << row[u"remoteName"].toString();
        }
        QCOMPARE(uids.size(), 4);
        const auto missing = [&](const QStringList &more) {
            QStringList names;
            const QStringList call{u"streams"_s, u"list"_s, u"--drift"_s, u"missing"_s};
            for (const QJsonValue &row : m_cli->json(call + more).json().toArray())
                names << row[u"remoteName"].toString();
            return names;
        };
        // At last the server answers with an empty list.
        for (qsizetype gone = 0; gone <= uids.size(); ++gone) {
            QCOMPARE(missing({u"--poll"_s}).size(), gone);
            QCOMPARE(missing({}).size(), gone);
            if (gone < uids.size())
                QVERIFY(m_cli->fleet().control(u"/stream"_s,
                                               {{u"uid"_s, uids[gone]}, {u"action"_s, u"remove"_s}}));
        }
    }

    void textIsAlignedAndFilterable()
    {
        const Outcome filtered = m_cli->text({u"streams"_s, u"list"_s, u"--filter"_s, u"lobby ms-01"_s});
        QCOMPARE(filtered.code, 0);
        QCOMPARE(filtered.out.count('\n'), 3);
        QVERIFY(filtered.out.startsWith("UUID "));
        const QStringList lines = QString::fromUtf8(filtered.out).split(u'\n');
        QCOMPARE(lines[1].indexOf(u"Lobby"), lines[0].indexOf(u"CAMERA"));
        QVERIFY(
            m_cli->text({u"streams"_s, u"list"_s, u"--filter"_s, u"no such"_s}).out.startsWith("No stream"));
        QCOMPARE(m_cli->json({u"streams"_s, u"list"_s, u"--filter"_s, u"no such"_s}).json().toArray().size(),
                 0);
    }

    void aCameraIsAddedEditedAndDeletedByHand()
    {
        const QString name = u"Gate \"7\" <b> 🚪 بوابة"_s;
        const QString password = QStringLiteral("Cam-Pa55-word-3");
        m_cli->addSecret(password.toUtf8());
        QString address = m_cli->fleet().camera(1)[u"high"][u"url"].toString();
        const QByteArray lines = address.toUtf8() + "\n" + password.toUtf8() + "\n";
        const Outcome added = m_cli->json(
            {u"cameras"_s, u"add"_s, u"--name"_s, name, u"--location"_s, u"Двор"_s, u"--server"_s, u"ms-02"_s,
             u"--high-stdin"_s, u"--onvif-user"_s, u"admin"_s, u"--onvif-password-stdin"_s, u"--wait"_s},
            lines);
        QVERIFY2(added.code == 0, added.all().constData());
        QCOMPARE(added.json()[u"outcome"].toString(), u"confirmed"_s);
        const QString uuid = added.json()[u"operations"][0][u"uuid"].toString();
        QCOMPARE(m_cli->pathOnMediaMtx(uuid)[u"source"].toString(), address);
        QVERIFY2(added.err.contains("has this address already"), added.err.constData());
        const QJsonObject camera = m_cli->json({u"cameras"_s, u"show"_s, name}).json().toObject();
        QCOMPARE(camera[u"location"].toString(), u"Двор"_s);
        QCOMPARE(camera[u"hasOnvifPassword"].toBool(), true);
        QCOMPARE(camera[u"streams"].toArray().size(), 1);

        const Outcome low = m_cli->json({u"streams"_s, u"add"_s, u"--camera"_s, name, u"--quality"_s,
                                         u"low"_s, u"--address"_s, u"rtsp://10.64.0.9:554/low"_s,
                                         u"--server"_s, u"ms-01"_s, u"--wait"_s});
        QVERIFY2(low.code == 0, low.all().constData());
        QVERIFY(!m_cli->listedOnV2(low.json()[u"operations"][0][u"uuid"].toString()).isEmpty());
        QCOMPARE(m_cli
                     ->json({u"streams"_s, u"add"_s, u"--camera"_s, name, u"--quality"_s, u"low"_s,
                             u"--address"_s, u"rtsp://10.64.0.9:554/x"_s, u"--server"_s, u"ms-01"_s})
                     .code,
                 1); // at most one of each

        const Outcome edited =
            m_cli->json({u"cameras"_s, u"edit"_s, name, u"--archive-days"_s, u"30"_s, u"--external-access"_s,
                         u"on"_s, u"--subnet"_s, u"192.0.2.0/24"_s, u"--mac"_s, u"00-11-22-AA-BB-CC"_s});
        QVERIFY2(edited.code == 0, edited.all().constData());
        QCOMPARE(edited.json()[u"archiveDays"].toInt(), 30);
        QCOMPARE(edited.json()[u"subnets"].toArray(), QJsonArray{u"192.0.2.0/24"_s});
        QCOMPARE(edited.json()[u"mac"].toString(), u"00:11:22:AA:BB:CC"_s);

        const Outcome deleted = m_cli->json({u"cameras"_s, u"delete"_s, name, u"--wait"_s});
        QVERIFY2(deleted.code == 0, deleted.all().constData());
        QCOMPARE(deleted.json()[u"operations"].toArray().size(), 2);
        QCOMPARE(m_cli->json({u"cameras"_s, u"show"_s, name}).code, 1);
        QVERIFY(m_cli->pathOnMediaMtx(uuid).isEmpty());
    }

    void aCameraFromADocumentGoesToTheServerOfTheRules()
    {
        // ms-02 is full: the other one is left.
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--streams-limit"_s, u"4"_s}).code, 0);
        const auto allowing = [this](const QString &server, const QString &setting) {
            return m_cli->json({u"servers"_s, u"edit"_s, server, u"--account-in-clear"_s, setting});
        };
        QCOMPARE(m_cli->json({u"servers"_s, u"show"_s, u"ms-02"_s}).json()[u"accountInClear"].toString(),
                 u"ask"_s);
        QCOMPARE(allowing(u"ms-02"_s, u"withhold"_s).json()[u"accountInClear"].toString(), u"withhold"_s);
        QCOMPARE(allowing(u"ms-02"_s, u"maybe"_s).code, 2);
        QCOMPARE(allowing(u"ms-01"_s, u"send"_s).code, 2); // it has no account
        const QJsonObject document{
            {u"name"_s, u"From a document"_s},
            {u"ip"_s, u"192.0.2.9"_s},
            {u"archiveDays"_s, 3},
            {u"onvif"_s, QJsonObject{{u"user"_s, u"u"_s}, {u"password"_s, u"0nv1f-Secret"_s}}},
            {u"high"_s, u"rtsp://u:An0ther-Secret@10.64.0.9:554/high"_s},
            {u"low"_s, u"rtsp://u:An0ther-Secret@10.64.0.9:554/low"_s}};
        m_cli->addSecret("0nv1f-Secret");
        m_cli->addSecret("An0ther-Secret");
        const Outcome added = m_cli->json({u"cameras"_s, u"add"_s, u"--stdin"_s, u"--wait"_s},
                                          QJsonDocument(document).toJson());
        QVERIFY2(added.code == 0, added.all().constData());
        const QJsonObject camera =
            m_cli->json({u"cameras"_s, u"show"_s, u"From a document"_s}).json().toObject();
        QCOMPARE(camera[u"ip"].toString(), u"192.0.2.9"_s);
        QCOMPARE(camera[u"archiveDays"].toInt(), 3);
        QCOMPARE(camera[u"hasOnvifPassword"].toBool(), true);
        QCOMPARE(camera[u"streams"].toArray().size(), 2);
        for (const QJsonValue &stream : camera[u"streams"].toArray())
            QCOMPARE(stream[u"mainServer"].toString(), u"ms-01"_s);
        // Nobody has room.
        QCOMPARE(m_cli->json({u"servers"_s, u"edit"_s, u"ms-01"_s, u"--active"_s, u"off"_s}).code, 0);
        const Outcome nowhere = m_cli->json(
            {u"cameras"_s, u"add"_s, u"--name"_s, u"Two"_s, u"--high"_s, u"rtsp://10.64.0.10/x"_s});
        QCOMPARE(nowhere.code, 1);
        QVERIFY2(nowhere.err.contains("passes all checks"), nowhere.err.constData());
        // A document with a mistyped member is not half taken.
        const Outcome mistyped = m_cli->json(
            {u"cameras"_s, u"add"_s, u"--stdin"_s},
            QJsonDocument(QJsonObject{{u"name"_s, u"x"_s}, {u"heigh"_s, u"rtsp://u:An0ther-Secret@h/x"_s}})
                .toJson());
        QCOMPARE(mistyped.code, 2);
        QCOMPARE(m_cli->json({u"cameras"_s, u"add"_s, u"--stdin"_s}, "not json").code, 2);
    }

    void driftIsFoundAndSettledEitherWay()
    {
        const QString different = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString theirs = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        const QString missing = m_cli->uuidOf(u"cam-02"_s, u"low"_s);
        for (const QString &uid : {different, theirs}) {
            QVERIFY(m_cli->fleet().control(
                u"/stream"_s, {{u"uid"_s, uid}, {u"set"_s, QJsonObject{{u"enabled"_s, false}}}}));
        }
        QCOMPARE(m_cli->fleet().call(1, u"/v3/config/paths/delete/cam-02/low"_s, "DELETE").status, 200);
        QVERIFY(m_cli->fleet().control(u"/stream"_s,
                                       {{u"uid"_s, u"extra-1"_s},
                                        {u"action"_s, u"add"_s},
                                        {u"server"_s, u"ms-01"_s},
                                        {u"name"_s, u"Extra"_s},
                                        {u"cameraUid"_s, u"extra"_s},
                                        {u"address"_s, u"rtsp://10.64.0.77:554/Streaming/Channels/101"_s}}));
        const auto uuids = [&](const QString &drift) {
            QStringList found;
            for (const QJsonValue &row :
                 m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s, u"--drift"_s, drift}).json().toArray())
                found.append(row[u"uuid"].toString());
            found.sort();
            return found;
        };
        QStringList both{different, theirs};
        both.sort();
        QCOMPARE(uuids(u"different"_s), both);
        QCOMPARE(uuids(u"missing"_s), QStringList{missing});
        QCOMPARE(uuids(u"unmanaged"_s), QStringList{QString()});

        const Outcome pushed = m_cli->json({u"streams"_s, u"push"_s, different, u"--wait"_s});
        QVERIFY2(pushed.code == 0, pushed.all().constData());
        QCOMPARE(m_cli->listedOnV2(different)[u"enabled"].toBool(), true);
        const Outcome taken = m_cli->json({u"streams"_s, u"take-theirs"_s, theirs});
        QVERIFY2(taken.code == 0, taken.all().constData());
        QCOMPARE(m_cli->row(theirs)[u"enabled"].toBool(true), false);
        // What is there is not made anew: its server may know settings that the registry does not.
        QCOMPARE(m_cli->json({u"streams"_s, u"recreate"_s, different, u"--wait"_s}).code, 1);
        const Outcome recreated = m_cli->json({u"streams"_s, u"recreate"_s, missing, u"--wait"_s});
        QVERIFY2(recreated.code == 0, recreated.all().constData());
        QVERIFY(!m_cli->pathOnMediaMtx(u"cam-02/low"_s).isEmpty());
        const Outcome offered = m_cli->json({u"servers"_s, u"adopt"_s, u"ms-01"_s});
        QCOMPARE(offered.json()[u"adopted"].toInt(-1), 0);
        QCOMPARE(offered.json()[u"adoptable"][0][u"remoteName"].toString(), u"extra-1"_s);
        QCOMPARE(m_cli->json({u"servers"_s, u"adopt"_s, u"ms-01"_s, u"--stream"_s, u"extra-2"_s}).code, 1);
        QCOMPARE(m_cli->json({u"servers"_s, u"adopt"_s, u"ms-01"_s, u"--stream"_s, u"extra-1"_s})
                     .json()[u"adopted"]
                     .toInt(),
                 1);
        for (const QString &drift : {u"different"_s, u"missing"_s, u"unmanaged"_s})
            QCOMPARE(uuids(drift), QStringList());
        // An address that only single readings tell.
        QVERIFY(m_cli->fleet().control(
            u"/stream"_s,
            {{u"uid"_s, different}, {u"set"_s, QJsonObject{{u"address"_s, u"rtsp://10.64.0.78/x"_s}}}}));
        QCOMPARE(uuids(u"different"_s), QStringList{different});
    }

    void itIsSaidHowLongOperationsAreKept()
    {
        const auto keep = [&](const QStringList &options) {
            return m_cli->json(QStringList{u"operations"_s, u"keep"_s} + options).json();
        };
        QCOMPARE(keep({}).toObject(), (QJsonObject{{u"operationDays"_s, 400}, {u"linkDays"_s, 400}}));
        QVERIFY(keep({u"--operation-days"_s, u"30"_s})[u"operationDays"] == 30);
        QVERIFY(keep({u"--link-days"_s, u"0"_s})[u"operationDays"] == 30);
        QVERIFY(keep({})[u"linkDays"] == 0);
        QCOMPARE(m_cli->json({u"operations"_s, u"keep"_s, u"--link-days"_s, u"-1"_s}).code, 2);
        const QJsonValue latest = m_cli->json({u"operations"_s, u"list"_s, u"--limit"_s, u"1"_s}).json();
        QCOMPARE(latest[0][u"kind"].toString(), u"edit_retention"_s);
        const Outcome pruned = m_cli->json({u"operations"_s, u"prune"_s});
        QVERIFY2(pruned.code == 0, pruned.all().constData());
        QVERIFY(pruned.json()[u"operations"] == 0); // all is of today
    }

    void aShortPassphraseIsRefused()
    {
        m_cli->setRegistry(m_cli->path(u"short.sqlite"_s));
        m_cli->setKey(CliHarness::Key::None);
        const QStringList add{u"--passphrase-env"_s, u"CLI_SHORT"_s, u"keys"_s, u"export"_s,
                              m_cli->path(u"jwks.json"_s)};
        const Outcome refused = m_cli->json(add);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("at least 8"), refused.err.constData());
    }

    void withoutAnyKeyTokensAreLentAndPasswordsAreNotKept()
    {
        m_cli->setRegistry(m_cli->path(u"lent.sqlite"_s));
        m_cli->setKey(CliHarness::Key::None);
        const QString fingerprint = m_cli->fleet().server(0)[u"fingerprint"_s].toString();
        const Outcome added =
            m_cli->json(addV2(u"CLI_TOKEN"_s) + QStringList{u"--accept-fingerprint"_s, fingerprint});
        QVERIFY2(added.code == 0, added.all().constData());
        QCOMPARE(added.json()[u"hasStoredSecret"].toBool(true), false);
        QVERIFY2(added.err.contains("is not stored"), added.err.constData());
        QCOMPARE(m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s}).code, 1);
        const QStringList lent{u"--secret-env"_s, u"CLI_TOKEN"_s};
        QCOMPARE(m_cli->json(lent + QStringList{u"servers"_s, u"probe"_s, u"ms-01"_s}).code, 0);
        QCOMPARE(
            m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s, u"--secret-env"_s, u"ms-01=CLI_TOKEN"_s}).code,
            0);
        QCOMPARE(
            m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s, u"--secret-env"_s, u"other=CLI_TOKEN"_s}).code,
            1);
        const Outcome unmanaged = m_cli->json(
            lent + QStringList{u"streams"_s, u"list"_s, u"--drift"_s, u"unmanaged"_s, u"--poll"_s});
        QCOMPARE(unmanaged.code, 0);
        QCOMPARE(unmanaged.json().toArray().size(), 4);
        const Outcome adopted =
            m_cli->json(lent + QStringList{u"servers"_s, u"adopt"_s, u"ms-01"_s, u"--all"_s});
        QCOMPARE(adopted.code, 1);
        QVERIFY2(adopted.err.contains("--passphrase-env"), adopted.err.constData());
    }

    void aSealedRegistryNeedsItsPassphrase()
    {
        m_cli->setKey(CliHarness::Key::Passphrase);
        QVERIFY(m_cli->makeRegistry(u"sealed.sqlite"_s));
        QCOMPARE(m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s}).code, 0);
        const QString uuid = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        m_cli->setKey(CliHarness::Key::None);
        QCOMPARE(m_cli->json({u"streams"_s, u"list"_s}).code, 0);
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json()[0][u"state"].toString(), u"locked"_s);
        QCOMPARE(m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s}).code, 1);
        const Outcome pushed =
            m_cli->json({u"streams"_s, u"push"_s, uuid, u"--secret-env"_s, u"ms-01=CLI_TOKEN"_s});
        QCOMPARE(pushed.code, 1);
        QVERIFY2(pushed.err.contains("is sealed"), pushed.err.constData());
        // A restart needs no address: a lent token is enough.
        QVERIFY(CliHarness::waitForAnotherSecond());
        const Outcome restarted = m_cli->json(
            {u"streams"_s, u"restart"_s, uuid, u"--wait"_s, u"--secret-env"_s, u"ms-01=CLI_TOKEN"_s});
        QVERIFY2(restarted.code == 0, restarted.all().constData());
        const Outcome wrong = m_cli->json({u"--passphrase-env"_s, u"CLI_WRONG"_s, u"servers"_s, u"list"_s});
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("not the passphrase"), wrong.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
