#include "tests/cli/CliHarness.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// The command line as a hand tool: how things are named, how many are chosen, how lists are told.
class CliListsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_high; ///< of Lobby
    QString m_low;

    [[nodiscard]] QStringList shown(const QString &name)
    {
        const QJsonValue answer = m_cli->json({u"streams"_s, u"show"_s, name}).json();
        QStringList uuids;
        for (const QJsonValue &stream : answer.isArray() ? answer.toArray() : QJsonArray{answer})
            uuids.append(stream[u"uuid"].toString());
        return uuids;
    }

    [[nodiscard]] QStringList lines(const Outcome &outcome) const
    {
        return QString::fromUtf8(outcome.out).split(u'\n', Qt::SkipEmptyParts);
    }

    /// What a person at a terminal would see.
    [[nodiscard]] Outcome atTerminal(const QStringList &arguments, const QByteArray &typed)
    {
        QStringList words{QStringLiteral(STREAMKEEPER_CLI_PROGRAM), u"--registry"_s, m_cli->registry()};
        words += arguments;
        QProcess process;
        process.setProcessEnvironment(m_cli->environment());
        process.start(u"script"_s, {u"--quiet"_s, u"--return"_s, u"--command"_s,
                                    u"'"_s + words.join(u"' '"_s) + u"'"_s, u"/dev/null"_s});
        process.write(typed);
        return CliHarness::finish(process, 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        QCOMPARE(m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s}).code, 0);
        m_high = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        m_low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
    }

    void cleanupTestCase() { m_cli.reset(); }
    void init() { QVERIFY(m_cli->takeRegistry()); }
    void cleanup() { QCOMPARE(m_cli->findSecret(), QString()); }

    // ---- names

    void streamsAreNamedAsPeopleDo()
    {
        QCOMPARE(shown(m_high), QStringList{m_high});
        QCOMPARE(shown(m_high.toUpper()), QStringList{m_high});
        QCOMPARE(shown(m_high.left(9)), QStringList{m_high});
        QCOMPARE(shown(u"Lobby/high"_s), QStringList{m_high});
        QCOMPARE(shown(u"lobby/LOW"_s), QStringList{m_low});
        QCOMPARE(shown(u"Lobb/low"_s), QStringList{m_low});
        QCOMPARE(QSet<QString>({m_high, m_low}), [&] {
            const QStringList both = shown(u"Lobby"_s);
            return QSet<QString>(both.begin(), both.end());
        }());
        // The same stream named twice is one.
        QCOMPARE(m_cli->json({u"streams"_s, u"show"_s, m_high, u"Lobby/high"_s}).json().toArray().size(), 1);
    }

    void whatMayMeanSeveralIsNotGuessed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("two cameras") << u"Lo"_s << QByteArray("several");
        QTest::newRow("nobody") << u"Lobbys"_s << QByteArray("There are: ");
        QTest::newRow("too little of a UUID") << u"abc"_s << QByteArray("no camera");
        QTest::newRow("no such UUID") << u"e0e0e0e0-0000-4000-8000-000000000000"_s << QByteArray("no stream");
        QTest::newRow("empty") << u""_s << QByteArray("no camera");
        QTest::newRow("a pattern is a name") << u"*"_s << QByteArray("no camera");
    }
    void whatMayMeanSeveralIsNotGuessed()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, says);
        const Outcome outcome = m_cli->json({u"streams"_s, u"show"_s, name});
        QVERIFY2(outcome.code == 1 && outcome.err.contains(says), outcome.all().constData());
    }

    void aCameraMayBeNamedLikeAStream()
    {
        const Outcome added =
            m_cli->json({u"cameras"_s, u"edit"_s, u"cam-02"_s, u"--name"_s, u"Lobby/high"_s});
        QVERIFY2(added.code == 0, added.all().constData());
        const QStringList named = shown(u"Lobby/high"_s);
        QCOMPARE(named.size(), 2); // the camera of that very name
        QVERIFY(!named.contains(m_high));
        QCOMPARE(shown(u"Lobby/high/low"_s).size(), 1);
        QCOMPARE(shown(u"Lobby/low"_s), QStringList{m_low});
    }

    void oneIsAskedForWhereOneIsMeant()
    {
        const Outcome both = m_cli->json({u"archive"_s, u"ranges"_s, u"Lobby"_s});
        QVERIFY2(both.code == 2 && both.err.contains("Lobby/high"), both.all().constData());
        const Outcome one = m_cli->json({u"archive"_s, u"ranges"_s, u"Lobby/high"_s});
        QVERIFY2(one.code == 0 && one.json()[u"uuid"].toString() == m_high, one.all().constData());
    }

    void aBeginningOfTwoKindsIsNotGuessed()
    {
        // A camera whose name begins as the UUID of a stream of another one.
        const QString beginning = m_high.left(8);
        QCOMPARE(
            m_cli->json({u"cameras"_s, u"edit"_s, u"cam-02"_s, u"--name"_s, beginning + u" gate"_s}).code, 0);
        const Outcome outcome = m_cli->json({u"streams"_s, u"show"_s, beginning});
        QVERIFY2(outcome.code == 1 && outcome.err.contains("several"), outcome.all().constData());
        QCOMPARE(shown(m_high.left(13)), QStringList{m_high});
        QCOMPARE(shown(beginning + u" gate/high"_s).size(), 1);
    }

    void nothingIsDeletedByTheBeginningOfAName()
    {
        for (const QStringList &call : {QStringList{u"streams"_s, u"delete"_s, u"Lobb/high"_s},
                                        {u"streams"_s, u"delete"_s, m_high.left(8)},
                                        {u"cameras"_s, u"delete"_s, u"Lobb"_s},
                                        {u"servers"_s, u"remove"_s, u"ms-0"_s}}) {
            const Outcome outcome = m_cli->json(call);
            QVERIFY2(outcome.code == 1, outcome.all().constData());
        }
        QCOMPARE(m_cli->json({u"servers"_s, u"show"_s, u"MS-01"_s}).code, 0);
        QCOMPARE(shown(u"Lobby/high"_s), QStringList{m_high});
    }

    // ---- many

    void manyAreChosenByWhatTheyHaveInCommon_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("count");
        QTest::newRow("server") << QStringList{u"--server"_s, u"ms-01"_s} << 4;
        QTest::newRow("server and quality")
            << QStringList{u"--server"_s, u"ms-01"_s, u"--quality"_s, u"low"_s} << 2;
        QTest::newRow("words of the search") << QStringList{u"--filter"_s, u"lob ms-01"_s} << 2;
        QTest::newRow("an address, as in the window")
            << QStringList{u"--filter"_s, u"Streaming/Channels"_s} << 2;
        QTest::newRow("status") << QStringList{u"--status"_s, u"active"_s, u"--filter"_s, u"lobby"_s} << 2;
        QTest::newRow("all") << QStringList{u"--all"_s} << 8;
        QTest::newRow("none") << QStringList{u"--filter"_s, u"nothing-is-named-so"_s} << 0;
        QTest::newRow("missing") << QStringList{u"--drift"_s, u"missing"_s} << 0;
    }
    void manyAreChosenByWhatTheyHaveInCommon()
    {
        QFETCH(QStringList, options);
        QFETCH(int, count);
        const Outcome meant = m_cli->json(QStringList{u"streams"_s, u"restart"_s, u"--dry-run"_s} + options);
        QVERIFY2(meant.code == 0, meant.all().constData());
        QCOMPARE(meant.json()[u"streams"].toArray().size(), count);
        QCOMPARE(meant.json()[u"outcome"].toString(), u"nothing"_s);
        QCOMPARE(m_cli->json({u"operations"_s, u"list"_s, u"--open"_s}).json().toArray().size(), 0);
        // What is listed is what is meant.
        const QStringList all = options == QStringList{u"--all"_s} ? QStringList() : options;
        QCOMPARE(m_cli->json(QStringList{u"streams"_s, u"list"_s, u"--poll"_s} + all).json().toArray().size(),
                 count);
    }

    void moreThanWereNamedNeedAYes()
    {
        const auto disabled = [&] {
            int count = 0;
            for (const QJsonValue &row : m_cli->json({u"streams"_s, u"list"_s}).json().toArray())
                count += int(!row[u"enabled"].toBool());
            return count;
        };
        for (const QStringList &chosen :
             {QStringList{u"--server"_s, u"ms-01"_s}, QStringList{u"Lobby"_s}, QStringList{u"--all"_s}}) {
            const Outcome outcome = m_cli->json(QStringList{u"streams"_s, u"disable"_s} + chosen);
            QVERIFY2(outcome.code == 2 && outcome.err.contains("--yes"), outcome.all().constData());
        }
        QCOMPARE(disabled(), 0);
        const Outcome done = m_cli->json({u"streams"_s, u"disable"_s, u"Lobby"_s, u"-y"_s, u"--wait"_s});
        QVERIFY2(done.code == 0, done.all().constData());
        QCOMPARE(done.json()[u"operations"].toArray().size(), 2);
        QCOMPARE(disabled(), 2);
        // By what is, not by what was seen some time ago.
        const Outcome back = m_cli->json({u"streams"_s, u"enable"_s, u"--status"_s, u"inactive"_s,
                                          u"--filter"_s, u"lobby"_s, u"--yes"_s, u"--wait"_s});
        QVERIFY2(back.code == 0, back.all().constData());
        QCOMPARE(disabled(), 0);
    }

    void namesAndOptionsAreNotMixed()
    {
        for (const QStringList &call :
             {QStringList{u"streams"_s, u"restart"_s}, {u"streams"_s, u"restart"_s, m_high, u"--all"_s}}) {
            const Outcome outcome = m_cli->json(call);
            QVERIFY2(outcome.code == 2, outcome.all().constData());
        }
    }

    void aServerThatIsSilentIsNotGuessedAt()
    {
        QVERIFY(m_cli->fault(u"ms-02"_s, {{u"kind"_s, u"refuse"_s}}));
        const Outcome outcome =
            m_cli->json({u"streams"_s, u"restart"_s, u"--status"_s, u"active"_s, u"--dry-run"_s, u"--yes"_s});
        QVERIFY(m_cli->fault(u"ms-02"_s, {{u"kind"_s, u"none"_s}}));
        QCOMPARE(outcome.json()[u"streams"].toArray().size(), 4); // those of ms-01
        QVERIFY2(outcome.err.contains("ms-02"), outcome.all().constData());
    }

    void aPersonIsAsked()
    {
        const Outcome no = atTerminal({u"streams"_s, u"disable"_s, u"Lobby"_s}, "n\n");
        QVERIFY2(no.code == 1 && no.out.contains("[y/N]") && no.out.contains("Nothing was done"),
                 no.all().constData());
        const Outcome yes = atTerminal({u"streams"_s, u"restart"_s, u"Lobby"_s, u"--wait"_s}, "y\n");
        QVERIFY2(yes.code == 0 && yes.out.contains("confirmed"), yes.all().constData());
    }

    // ---- lists

    void everyListIsWrittenInEveryWay_data()
    {
        QTest::addColumn<QString>("noun");
        for (const char *noun :
             {"servers", "streams", "cameras", "clusters", "groups", "share", "operations"})
            QTest::newRow(noun) << QString::fromLatin1(noun);
    }
    void everyListIsWrittenInEveryWay()
    {
        QFETCH(QString, noun);
        QCOMPARE(m_cli
                     ->json({u"clusters"_s, u"add"_s, u"=North"_s, u"--main"_s, u"ms-01"_s, u"--additional"_s,
                             u"ms-02"_s})
                     .code,
                 0);
        QCOMPARE(m_cli->json({u"groups"_s, u"add"_s, u"Town"_s, u"--cluster"_s, u"=North"_s}).code, 0);
        QCOMPARE(m_cli
                     ->json({u"share"_s, u"create"_s, m_high, u"--mode"_s, u"live"_s, u"--protocol"_s,
                             u"hls"_s, u"--hours"_s, u"1"_s})
                     .code,
                 0);
        const QStringList list{noun, u"list"_s};
        m_cli->setKey(CliHarness::Key::None); // to look at what is known no secret is needed
        const QJsonArray rows = m_cli->json(list).json().toArray();
        QVERIFY(!rows.isEmpty());
        const QStringList csv = lines(m_cli->text(list + QStringList{u"-o"_s, u"csv"_s}));
        QCOMPARE(csv.size(), rows.size() + 1);
        const QStringList columns = QString(csv.first()).remove(u'\r').split(u',');
        for (const QString &column : columns)
            QVERIFY2(rows[0].toObject().contains(column), qPrintable(column));
        const QStringList wide = lines(m_cli->text(list + QStringList{u"-owide"_s}));
        const QStringList table = lines(m_cli->text(list));
        QCOMPARE(table.size(), rows.size() + 1);
        QVERIFY(wide.first().size() > table.first().size());
        // Columns sort, both ways.
        for (const QString &column : columns.mid(0, 3)) {
            const QJsonArray up = m_cli->json(list + QStringList{u"--sort"_s, column}).json().toArray();
            const QJsonArray down =
                m_cli->json(list + QStringList{u"--sort"_s, u'-' + column, u"--limit"_s, u"1"_s})
                    .json()
                    .toArray();
            QCOMPARE(up.size(), rows.size());
            QCOMPARE(down.size(), 1);
        }
        const QJsonArray parts =
            m_cli->json(list + QStringList{u"--columns"_s, columns.mid(0, 2).join(u',')}).json().toArray();
        QCOMPARE(parts[0].toObject().size(), 2);
        const Outcome wrong = m_cli->json(list + QStringList{u"--sort"_s, u"nothing"_s});
        QVERIFY2(wrong.code == 2 && wrong.err.contains(columns.first().toUtf8()), wrong.all().constData());
        QCOMPARE(m_cli->json(list + QStringList{u"--limit"_s, u"0"_s}).code, 2);
    }

    void sortingPutsNumbersByValueAndTheUnknownLast()
    {
        const auto values = [&](const QString &sort) {
            QList<int> list;
            for (const QJsonValue &row :
                 m_cli->json({u"streams"_s, u"list"_s, u"--sort"_s, sort}).json().toArray())
                list.append(row[u"bitrateKbps"].toInt(-1));
            return list;
        };
        QVERIFY(std::ranges::is_sorted(values(u"bitrateKbps"_s)));
        QVERIFY(std::ranges::is_sorted(values(u"-bitrateKbps"_s), std::ranges::greater()));
        // A server without an answer yet has no bitrate: last, whichever way.
        QCOMPARE(m_cli
                     ->json({u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                             u"http://127.0.0.1:1"_s, u"--name"_s, u"aa"_s, u"--no-probe"_s})
                     .code,
                 0);
        for (const QString &sort : {u"polledAt"_s, u"-polledAt"_s}) {
            const QJsonArray servers =
                m_cli->json({u"servers"_s, u"list"_s, u"--sort"_s, sort}).json().toArray();
            QCOMPARE(servers.last()[u"name"].toString(), u"aa"_s);
        }
    }

    void aSpreadsheetCalculatesNothing()
    {
        QCOMPARE(m_cli->json({u"cameras"_s, u"edit"_s, u"cam-02"_s, u"--name"_s, u"=1+1,\"x\""_s}).code, 0);
        const Outcome outcome = m_cli->text({u"streams"_s, u"list"_s, u"--output"_s, u"csv"_s});
        QVERIFY2(outcome.out.contains("\"'=1+1,\"\"x\"\"\""), outcome.out.constData());
    }

    void theRegistryIsNamedByTheEnvironment()
    {
        m_cli->setVariable(u"STREAMKEEPER_REGISTRY"_s, m_cli->registry());
        const Outcome named = m_cli->run({u"--no-keychain"_s, u"--json"_s, u"streams"_s, u"list"_s});
        const Outcome other = m_cli->run(
            {u"--registry"_s, m_cli->path(u"none.sqlite"_s), u"--json"_s, u"streams"_s, u"list"_s});
        m_cli->setVariable(u"STREAMKEEPER_REGISTRY"_s, QString());
        const Outcome empty = m_cli->run({u"--no-keychain"_s, u"--json"_s, u"streams"_s, u"list"_s});
        QCOMPARE(named.json().toArray().size(), 8);
        QCOMPARE(other.code, 1); // the option goes before it
        QCOMPARE(empty.code, 1); // the default one, which there is not
    }

    void coloursAreForTerminals()
    {
        const QStringList list{u"streams"_s, u"list"_s};
        QVERIFY(!m_cli->text(list).out.contains('\x1b'));
        QVERIFY(m_cli->text(list + QStringList{u"--color"_s, u"always"_s}).out.contains("\x1b[3"));
        QVERIFY(atTerminal(list, {}).out.contains("\x1b[3"));
        QVERIFY(!atTerminal(list + QStringList{u"--color"_s, u"never"_s}, {}).out.contains("\x1b[3"));
        m_cli->setVariable(u"NO_COLOR"_s, u"1"_s);
        const Outcome none = atTerminal(list, {});
        const Outcome forced = m_cli->text(list + QStringList{u"--color"_s, u"always"_s});
        m_cli->setVariable(u"NO_COLOR"_s, QString());
        QVERIFY(!none.out.contains("\x1b[3"));
        QVERIFY(forced.out.contains("\x1b[3"));
        // With or without, the columns stand where they stood.
        static const QRegularExpression tones(u"\x1b\\[[0-9]*m"_s);
        QString coloured = QString::fromUtf8(m_cli->text(list + QStringList{u"--color"_s, u"always"_s}).out);
        static const QRegularExpression ages(u"· [0-9]+ s ago"_s);
        QCOMPARE(coloured.remove(tones).remove(ages), QString::fromUtf8(m_cli->text(list).out).remove(ages));
    }

    // ---- watching

    void programsAreToldWhatHappens()
    {
        const auto watch =
            m_cli->start({u"streams"_s, u"watch"_s, u"--interval"_s, u"1"_s, u"--filter"_s, u"lobby"_s});
        QList<QJsonObject> events;
        QByteArray rest;
        const auto has = [&](const QString &event, const QString &word) {
            rest += watch->readAllStandardOutput();
            while (rest.contains('\n')) {
                events.append(QJsonDocument::fromJson(rest.left(rest.indexOf('\n'))).object());
                rest = rest.mid(rest.indexOf('\n') + 1);
            }
            return std::ranges::any_of(events, [&](const QJsonObject &one) {
                return one[u"event"].toString() == event &&
                       QString::fromUtf8(QJsonDocument(one).toJson()).contains(word);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(has(u"present"_s, m_high) && has(u"present"_s, m_low), 20'000);
        QCOMPARE(events.size(), 2);
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"off"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(has(u"changed"_s, u"inactive"_s), 20'000);
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"refuse"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(has(u"server_failed"_s, u"ms-01"_s), 20'000);
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"none"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(has(u"server_answers"_s, u"ms-01"_s), 60'000);
        QVERIFY(m_cli->fleet().control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"on"_s}}));
        for (const QJsonObject &event : std::as_const(events))
            QVERIFY(event[u"happenedAt"].toString().endsWith(u'Z'));
        ::kill(pid_t(watch->processId()), SIGINT);
        const Outcome end = CliHarness::finish(*watch);
        QCOMPARE(end.code, 0); // that is how it ends
    }

    void peopleSeeATableThatIsDrawnAnew()
    {
        const Outcome drawn =
            atTerminal({u"streams"_s, u"watch"_s, u"--interval"_s, u"1"_s, u"--timeout"_s, u"60"_s}, "q");
        QVERIFY2(drawn.code == 0, drawn.all().constData());
        QVERIFY(drawn.out.contains("\x1b[?1049h") && drawn.out.contains("Lobby") &&
                drawn.out.contains("8 stream(s)"));
        QVERIFY(drawn.out.indexOf("\x1b[?1049l") > drawn.out.indexOf("Lobby")); // the screen is given back
        const Outcome piped = m_cli->text({u"streams"_s, u"watch"_s, u"--interval"_s, u"1"_s, u"--timeout"_s,
                                           u"3"_s, u"--quality"_s, u"high"_s});
        QVERIFY2(piped.code == 0 && !piped.out.contains('\x1b'), piped.all().constData());
        QVERIFY(piped.out.contains("4 stream(s)"));
        QCOMPARE(m_cli->text({u"streams"_s, u"watch"_s, u"-ocsv"_s}).code, 2);
        QCOMPARE(m_cli->text({u"streams"_s, u"watch"_s, u"--interval"_s, u"0"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(CliListsTest)
#include "tst_clilists.moc"
