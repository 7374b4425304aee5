#include "tests/cli/CliHarness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Clusters, server groups and the search for a transfer on the command line, against the fleet.
class CliClustersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_first; ///< the names of the two servers
    QString m_second;

    [[nodiscard]] QJsonValue done(const QStringList &arguments)
    {
        const Outcome outcome = m_cli->json(arguments);
        if (outcome.code != 0)
            qWarning("%s", outcome.all().constData());
        return outcome.code == 0 ? outcome.json() : QJsonValue(QJsonValue::Undefined);
    }
    /// Refused with this exit code and a sentence in which the word occurs.
    [[nodiscard]] bool isRefused(const QStringList &arguments, int code, const QByteArray &word)
    {
        const Outcome outcome = m_cli->text(arguments);
        const bool isRight = outcome.code == code && outcome.out.isEmpty() && outcome.err.contains(word);
        if (!isRight)
            qWarning("%s", outcome.all().constData());
        return isRight;
    }
    void makeCluster()
    {
        QVERIFY(done({u"clusters"_s, u"add"_s, u"North"_s, u"--main"_s, m_first, u"--additional"_s, m_second})
                    .isObject());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->makeRegistry());
        const QJsonArray servers = m_cli->json({u"servers"_s, u"list"_s}).json().toArray();
        QCOMPARE(servers.size(), 2);
        m_first = servers[0][u"name"].toString();
        m_second = servers[1][u"name"].toString();
    }
    void init() { QVERIFY(m_cli->takeRegistry()); }
    void cleanupTestCase()
    {
        QCOMPARE(m_cli->findSecret(), QString());
        m_cli.reset();
    }

    void clustersAreMadeChangedAndDeleted()
    {
        QVERIFY(done({u"clusters"_s, u"list"_s}).toArray().isEmpty());
        const QJsonValue made =
            done({u"clusters"_s, u"add"_s, u"North"_s, u"--main"_s, m_first, u"--additional"_s, m_second,
                  u"--streams-limit"_s, u"70"_s, u"--bitrate-limit"_s, u"5000"_s});
        QCOMPARE(made[u"main"].toString(), m_first);
        QCOMPARE(made[u"additional"].toArray(), QJsonArray{m_second});
        QCOMPARE(made[u"streamsLimit"].toInt(), 70);
        QVERIFY(made[u"rtspPort"].isNull());
        // Both members have the common limits now, and say whose they are.
        for (const QString &name : {m_first, m_second}) {
            const QJsonValue server = done({u"servers"_s, u"show"_s, name});
            QCOMPARE(server[u"streamsLimit"].toInt(), 70);
            QCOMPARE(server[u"bitrateLimitKbps"].toInt(), 5000);
            QCOMPARE(server[u"cluster"].toString(), u"North"_s);
        }
        // They stay what the cluster says.
        QCOMPARE(done({u"servers"_s, u"edit"_s, m_first, u"--streams-limit"_s, u"3"_s, u"--active"_s,
                       u"off"_s, u"--no-probe"_s})[u"streamsLimit"]
                     .toInt(),
                 70);
        const QJsonValue edited = done({u"clusters"_s, u"edit"_s, u"North"_s, u"--name"_s, u"Nord"_s,
                                        u"--main"_s, m_second, u"--streams-limit"_s, u"none"_s});
        QCOMPARE(edited[u"name"].toString(), u"Nord"_s);
        QCOMPARE(edited[u"main"].toString(), m_second);
        QCOMPARE(edited[u"additional"].toArray(), QJsonArray{m_first});
        QVERIFY(edited[u"streamsLimit"].isNull());
        QCOMPARE(done({u"clusters"_s, u"show"_s, u"Nord"_s}), edited);
        QVERIFY(m_cli->text({u"clusters"_s, u"list"_s}).out.contains("Nord"));

        QVERIFY(isRefused(
            {u"clusters"_s, u"add"_s, u"South"_s, u"--main"_s, m_first, u"--additional"_s, m_second}, 1,
            "Nord"));
        QVERIFY(isRefused({u"servers"_s, u"remove"_s, m_first, u"--keep-streams"_s}, 1, "Nord"));
        QVERIFY(done({u"clusters"_s, u"remove"_s, u"Nord"_s}).isObject());
        QVERIFY(done({u"clusters"_s, u"list"_s}).toArray().isEmpty());
        QVERIFY(done({u"servers"_s, u"show"_s, m_first})[u"cluster"].isNull());
        QVERIFY(done({u"servers"_s, u"remove"_s, m_first, u"--keep-streams"_s}).isObject());
        // All of it is in the journal.
        QStringList kinds;
        for (const QJsonValue &operation : done({u"operations"_s, u"list"_s}).toArray())
            kinds.append(operation[u"kind"].toString());
        QVERIFY2(kinds.contains(u"add_cluster"_s) && kinds.contains(u"edit_cluster"_s) &&
                     kinds.contains(u"remove_cluster"_s),
                 qPrintable(kinds.join(u' ')));
    }

    void groupsAreMadeChangedAndDeleted()
    {
        makeCluster();
        QVERIFY(done({u"groups"_s, u"add"_s, u"Region"_s, u"--subnet"_s, u"10.0.0.0/8"_s}).isObject());
        const QJsonValue town =
            done({u"groups"_s, u"add"_s, u"Town"_s, u"--parent"_s, u"Region"_s, u"--cluster"_s, u"North"_s,
                  u"--subnet"_s, u"192.0.2.7/24"_s, u"--subnet"_s, u"2001:db8::/32"_s});
        QCOMPARE(town[u"parent"].toString(), u"Region"_s);
        QCOMPARE(town[u"clusters"].toArray(), QJsonArray{u"North"_s});
        QCOMPARE(town[u"subnets"].toArray(), (QJsonArray{u"192.0.2.0/24"_s, u"2001:db8::/32"_s}));
        QCOMPARE(done({u"clusters"_s, u"show"_s, u"North"_s})[u"groups"].toArray(), QJsonArray{u"Town"_s});
        // Overlapping subnets are allowed and said.
        const Outcome overlapping =
            m_cli->text({u"groups"_s, u"edit"_s, u"Town"_s, u"--subnet"_s, u"10.1.0.0/16"_s});
        QCOMPARE(overlapping.code, 0);
        QVERIFY2(overlapping.err.contains("10.0.0.0/8"), overlapping.all().constData());

        QVERIFY(
            isRefused({u"groups"_s, u"edit"_s, u"Region"_s, u"--parent"_s, u"Town"_s}, 1, "below itself"));
        QVERIFY(isRefused({u"groups"_s, u"add"_s, u"Town"_s}, 1, "already"));
        QVERIFY(isRefused({u"groups"_s, u"edit"_s, u"Town"_s}, 2, "change"));
        QVERIFY(isRefused({u"groups"_s, u"show"_s, u"Village"_s}, 1, "Region, Town"));
        QVERIFY(isRefused({u"groups"_s, u"edit"_s, u"Town"_s, u"--subnet"_s, u"10.0.0.0/33"_s}, 2,
                          "10.0.0.0/33"));

        // A camera goes into a group and out again; a deleted group lets its cameras go.
        const QStringList edit{u"cameras"_s, u"edit"_s, u"Lobby"_s, u"--server-group"_s};
        QCOMPARE(done(edit + QStringList{u"Town"_s})[u"serverGroup"].toString(), u"Town"_s);
        QCOMPARE(done({u"groups"_s, u"show"_s, u"Town"_s})[u"cameras"].toInt(), 1);
        QVERIFY(done(edit + QStringList{u"none"_s})[u"serverGroup"].isNull());
        QVERIFY(isRefused(edit + QStringList{u"Village"_s}, 1, "Village"));
        QCOMPARE(done(edit + QStringList{u"Region"_s})[u"serverGroup"].toString(), u"Region"_s);
        QVERIFY(done({u"groups"_s, u"remove"_s, u"Region"_s}).isObject());
        QVERIFY(done({u"cameras"_s, u"show"_s, u"Lobby"_s})[u"serverGroup"].isNull());
        QVERIFY(done({u"groups"_s, u"show"_s, u"Town"_s})[u"parent"].isNull());
    }

    void aSearchTellsWhereAStreamCouldGo()
    {
        const QString uuid = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const QString home = m_cli->row(uuid)[u"mainServer"].toString();
        const QString other = home == m_first ? m_second : m_first;
        // Not reserved: the other server, which is in no cluster either.
        QJsonValue found = done({u"transfer"_s, u"search"_s, uuid});
        QCOMPARE(found[u"state"].toString(), u"main_found"_s);
        QCOMPARE(found[u"scope"].toString(), u"outside_clusters"_s);
        QCOMPARE(found[u"main"].toString(), other);
        QVERIFY(found[u"additional"].isNull());
        QCOMPARE(found[u"servers"].toArray().size(), 2);
        for (const QJsonValue &server : found[u"servers"].toArray()) {
            if (server[u"name"].toString() == home)
                QCOMPARE(server[u"failedChecks"].toArray(), QJsonArray{u"not_the_source"_s});
        }
        const Outcome text = m_cli->text({u"transfer"_s, u"search"_s, uuid});
        QVERIFY2(text.out.contains("Main media server is found") && text.out.contains("has the stream now"),
                 text.all().constData());
        // Both in one cluster: nothing is outside it, but the cluster can be picked; its other server has no
        // reserve then.
        makeCluster();
        const Outcome none = m_cli->json({u"transfer"_s, u"search"_s, uuid});
        QCOMPARE(none.code, 1);
        QCOMPARE(none.json()[u"state"].toString(), u"none_found"_s);
        found = done({u"transfer"_s, u"search"_s, uuid, u"--cluster"_s, u"North"_s});
        QCOMPARE(found[u"state"].toString(), u"additional_not_found"_s);
        QCOMPARE(found[u"main"].toString(), other);
        QCOMPARE(found[u"cluster"].toString(), u"North"_s);
        // A server that takes nothing is named with its reason.
        QVERIFY(done({u"servers"_s, u"edit"_s, other, u"--active"_s, u"off"_s, u"--no-probe"_s}).isObject());
        const Outcome off = m_cli->json({u"transfer"_s, u"search"_s, uuid, u"--cluster"_s, u"North"_s});
        QCOMPARE(off.code, 1);
        QVERIFY2(off.out.contains("takes no new streams"), off.all().constData());
        // And one that does not answer, too.
        QVERIFY(done({u"servers"_s, u"edit"_s, other, u"--active"_s, u"on"_s, u"--no-probe"_s}).isObject());
        QVERIFY(m_cli->fault(other, {{u"kind"_s, u"refuse"_s}}));
        const Outcome dead = m_cli->json({u"transfer"_s, u"search"_s, uuid, u"--cluster"_s, u"North"_s});
        QVERIFY(m_cli->fault(other, {{u"kind"_s, u"none"_s}}));
        QCOMPARE(dead.code, 1);
        QVERIFY2(dead.out.contains("cannot be asked now"), dead.all().constData());

        QVERIFY(isRefused({u"transfer"_s, u"search"_s, u"nobody"_s}, 1, "no camera"));
        QVERIFY(isRefused({u"transfer"_s, u"search"_s, uuid, u"--cluster"_s, u"South"_s}, 1, "North"));
    }

    void storageSettingsAreTheRegistrys()
    {
        QJsonValue settings = done({u"transfer"_s, u"settings"_s});
        QCOMPARE(settings[u"storageFullPercent"].toInt(), 80);
        QCOMPARE(settings[u"storageUnknown"].toString(), u"allow"_s);
        (void)done({u"transfer"_s, u"settings"_s, u"--storage-full"_s, u"95"_s, u"--storage-unknown"_s,
                    u"refuse"_s});
        settings = done({u"transfer"_s, u"settings"_s});
        QCOMPARE(settings[u"storageFullPercent"].toInt(), 95);
        QCOMPARE(settings[u"storageUnknown"].toString(), u"refuse"_s);
        QVERIFY(isRefused({u"transfer"_s, u"settings"_s, u"--storage-full"_s, u"0"_s}, 2, "1 to 100"));
        // MediaMTX tells no storage: with this setting it is no place for a stream.
        const QString uuid = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        QCOMPARE(m_cli->row(uuid)[u"mainServer"].toString(), m_first);
        const Outcome refused = m_cli->json({u"transfer"_s, u"search"_s, uuid});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.out.contains("storage unknown"), refused.all().constData());
    }

    void wrongUsageIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no main") << QStringList{u"clusters"_s, u"add"_s, u"x"_s, u"--additional"_s, u"b"_s};
        QTest::newRow("no additional") << QStringList{u"clusters"_s, u"add"_s, u"x"_s, u"--main"_s, u"a"_s};
        QTest::newRow("limit") << QStringList{u"clusters"_s, u"edit"_s, u"x"_s, u"--streams-limit"_s, u"0"_s};
        QTest::newRow("port") << QStringList{u"clusters"_s, u"edit"_s, u"x"_s, u"--rtsp-port"_s, u"65536"_s};
        QTest::newRow("subnet") << QStringList{u"groups"_s, u"add"_s, u"x"_s, u"--subnet"_s, u"10.0.0.0"_s};
        QTest::newRow("unknown") << QStringList{u"transfer"_s, u"settings"_s, u"--storage-unknown"_s, u"x"_s};
        QTest::newRow("no uuid") << QStringList{u"transfer"_s, u"search"_s};
    }

    void wrongUsageIsSaid()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = m_cli->text(arguments);
        QVERIFY2(outcome.code == 2 && outcome.err.count('\n') == 1, outcome.all().constData());
    }

    void namesAreCompleted()
    {
        makeCluster();
        QVERIFY(done({u"groups"_s, u"add"_s, u"Town"_s}).isObject());
        const auto complete = [&](const QStringList &words) {
            return m_cli->run(QStringList{u"complete"_s, u"--"_s, u"--registry"_s, m_cli->registry()} + words)
                .out;
        };
        QCOMPARE(complete({u"clusters"_s, u"show"_s, u""_s}), "North\n");
        QCOMPARE(complete({u"groups"_s, u"edit"_s, u"T"_s}), "Town\n");
        QCOMPARE(complete({u"cameras"_s, u"edit"_s, u"Lobby"_s, u"--server-group"_s, u""_s}), "Town\n");
        QCOMPARE(complete({u"transfer"_s, u"s"_s}), "search\nsettings\n");
        QVERIFY(m_cli->run({u"--help"_s}).out.contains("transfer search STREAM"));
    }
};

QTEST_GUILESS_MAIN(CliClustersTest)
#include "tst_cliclusters.moc"
