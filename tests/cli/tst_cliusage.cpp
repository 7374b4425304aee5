#include "tests/cli/CliHarness.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// What the command line says of itself, and how it answers what it cannot understand. Needs no server.
class CliUsageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] Outcome runBash(const QString &script)
    {
        QProcess process;
        process.start(u"bash"_s, {u"--norc"_s, u"-c"_s, script});
        return CliHarness::finish(process, 30'000);
    }

private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliHarness>(); }
    void cleanup() { m_cli.reset(); }

    void aFullDiskIsNoSuccess_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("version") << u"--version >/dev/full"_s;
        QTest::newRow("help") << u"streams --help >/dev/full"_s;
        QTest::newRow("completion") << u"complete -- str >/dev/full"_s;
        QTest::newRow("list") << u"--registry R streams list >/dev/full"_s;
        QTest::newRow("list as JSON") << u"--registry R --json servers list >/dev/full"_s;
        QTest::newRow("closed") << u"--registry R servers list >&-"_s;
        QTest::newRow("cameras") << u"--registry R cameras export >/dev/full"_s;
        QTest::newRow("cameras to a file") << u"--registry R cameras export --to /dev/full"_s;
        QTest::newRow("keys") << u"--registry R keys export /dev/full"_s;
    }
    void aFullDiskIsNoSuccess()
    {
        QFETCH(QString, command);
        m_cli->setRegistry(m_cli->path(u"full.sqlite"_s));
        m_cli->setKey(CliHarness::Key::Passphrase);
        const Outcome made = m_cli->json({u"keys"_s, u"export"_s, m_cli->path(u"keys.json"_s)});
        QVERIFY2(made.code == 0, made.all().constData());
        const QString program = QStringLiteral(STREAMKEEPER_CLI_PROGRAM);
        const QString arguments = QString(command).replace(u" R "_s, u" '%1' "_s.arg(m_cli->registry()));
        const QString options = command.contains(u"keys"_s) ? u"--passphrase-env CLI_PASSPHRASE "_s : u""_s;
        const Outcome outcome =
            runBash(u"export CLI_PASSPHRASE=korrekt-Pferd-9; '%1' %2%3"_s.arg(program, options, arguments));
        QVERIFY2(outcome.code == 1, outcome.all().constData());
        QVERIFY2(outcome.err.trimmed().count('\n') == 0 && outcome.err.contains("written"),
                 outcome.all().constData());
        // Who stops reading has what he wanted.
        const Outcome piped = runBash(u"set -o pipefail; '%1' --help | head -c 1"_s.arg(program));
        QCOMPARE(piped.code, 0);
    }

    void timesThatComeTwiceOrNeverAreAskedForAnew_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("says"); ///< empty: it is clear
        QTest::newRow("twice") << u"2026-10-25T02:30:00"_s << QByteArray("2026-10-25T02:30:00+01:00");
        QTest::newRow("first") << u"2026-10-25T02:30:00+02:00"_s << QByteArray();
        QTest::newRow("second") << u"2026-10-25T02:30:00+01:00"_s << QByteArray();
        QTest::newRow("UTC") << u"2026-10-25T00:30:00Z"_s << QByteArray();
        QTest::newRow("never") << u"2026-03-29T02:30:00"_s << QByteArray("2026-03-29T03:00:00+02:00");
        QTest::newRow("never, but in UTC") << u"2026-03-29T02:30:00Z"_s << QByteArray();
        QTest::newRow("ordinary") << u"2026-03-29T03:30:00"_s << QByteArray();
        QTest::newRow("milliseconds") << u"2026-10-25T03:00:00.250"_s << QByteArray();
    }
    void timesThatComeTwiceOrNeverAreAskedForAnew()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, says);
        const QByteArray zone = qgetenv("TZ");
        const bool hasZone = qEnvironmentVariableIsSet("TZ");
        const auto putBack = qScopeGuard([&] { hasZone ? qputenv("TZ", zone) : qunsetenv("TZ"); });
        qputenv("TZ", "Europe/Berlin");
        m_cli = std::make_unique<CliHarness>(); // takes the environment as it is
        const QString uuid = u"69a2820c-60d4-53eb-b3eb-2d80288f8697"_s;
        const QList<QStringList> all{{u"archive"_s, u"export"_s, uuid, u"/tmp/x.mp4"_s, u"--from"_s, from,
                                      u"--to"_s, u"2026-11-01T00:00:00Z"_s},
                                     {u"share"_s, u"create"_s, uuid, u"--mode"_s, u"archive"_s,
                                      u"--protocol"_s, u"hls"_s, u"--days"_s, u"2"_s, u"--from"_s, from}};
        for (const QStringList &arguments : all) {
            const Outcome outcome = m_cli->json(arguments);
            QVERIFY(outcome.code != 0); // there is no such stream
            QCOMPARE(outcome.code == 2 && outcome.all().contains("clocks"), !says.isEmpty());
            QVERIFY2(outcome.all().contains(says), outcome.all().constData());
        }
    }

    void wrongUsageIsOneSentenceAndExitCode2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *name, const QStringList &arguments) {
            QTest::newRow(name) << arguments;
        };
        row("nothing", {});
        row("noun", {u"cats"_s, u"list"_s});
        row("noun alone", {u"streams"_s});
        row("verb", {u"streams"_s, u"feed"_s});
        row("option", {u"streams"_s, u"list"_s, u"--colour"_s});
        row("short option", {u"streams"_s, u"list"_s, u"-x"_s});
        row("option before", {u"--filter"_s, u"x"_s, u"streams"_s, u"list"_s});
        row("no value", {u"streams"_s, u"list"_s, u"--filter"_s});
        row("value of a switch", {u"streams"_s, u"list"_s, u"--poll=yes"_s});
        row("twice", {u"streams"_s, u"list"_s, u"--filter"_s, u"a"_s, u"--filter"_s, u"b"_s});
        row("word", {u"streams"_s, u"list"_s, u"--drift"_s, u"sideways"_s});
        row("too many", {u"streams"_s, u"list"_s, u"x"_s});
        row("too few", {u"streams"_s, u"restart"_s});
        row("audio", {u"streams"_s, u"audio"_s, u"e0e0e0e0-0000-4000-8000-000000000000"_s, u"loud"_s});
        row("timeout", {u"streams"_s, u"restart"_s, u"x"_s, u"--timeout"_s, u"soon"_s});
        row("limit", {u"operations"_s, u"list"_s, u"--limit"_s, u"0"_s});
        row("operation", {u"operations"_s, u"show"_s, u"last"_s});
        row("add alone", {u"servers"_s, u"add"_s});
        row("no token",
            {u"servers"_s, u"add"_s, u"--type"_s, u"media_server_v2"_s, u"--url"_s, u"http://127.0.0.1:1"_s});
        row("type", {u"servers"_s, u"add"_s, u"--type"_s, u"nginx"_s, u"--url"_s, u"http://127.0.0.1:1"_s});
        row("url", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s, u"127.0.0.1"_s});
        row("url path", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s, u"http://h:1/x"_s});
        row("fingerprint", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s, u"https://h:1"_s,
                            u"--accept-fingerprint"_s, u"abc"_s});
        row("fingerprint of http", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                                    u"http://h:1"_s, u"--accept-fingerprint"_s, QString(64, u'a')});
        row("variable not set", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                                 u"http://h:1"_s, u"--secret-env"_s, u"CLI_NOT_SET"_s});
        row("variable empty", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                               u"http://h:1"_s, u"--secret-env"_s, u"CLI_EMPTY"_s});
        row("nothing on stdin", {u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                                 u"http://h:1"_s, u"--secret-stdin"_s});
        row("user of v2", {u"servers"_s, u"add"_s, u"--type"_s, u"media_server_v2"_s, u"--url"_s,
                           u"http://h:1"_s, u"--user"_s, u"u"_s, u"--secret-env"_s, u"CLI_PASSPHRASE"_s});
        row("both streams options",
            {u"servers"_s, u"remove"_s, u"x"_s, u"--keep-streams"_s, u"--remove-streams"_s});
        row("all and one", {u"servers"_s, u"adopt"_s, u"x"_s, u"--all"_s, u"--stream"_s, u"y"_s});
        row("no address", {u"streams"_s, u"edit"_s, u"e0e0e0e0-0000-4000-8000-000000000000"_s});
        row("camera without name", {u"cameras"_s, u"add"_s, u"--high"_s, u"rtsp://h/x"_s});
        row("camera without address", {u"cameras"_s, u"add"_s, u"--name"_s, u"x"_s});
        row("long name",
            {u"cameras"_s, u"add"_s, u"--name"_s, QString(51, u'x'), u"--high"_s, u"rtsp://h/x"_s});
        row("scheme", {u"cameras"_s, u"add"_s, u"--name"_s, u"x"_s, u"--high"_s, u"ftp://h/x"_s});
        row("ip", {u"cameras"_s, u"add"_s, u"--name"_s, u"x"_s, u"--high"_s, u"rtsp://h/x"_s, u"--ip"_s,
                   u"1.2.3"_s});
        row("mac",
            {u"cameras"_s, u"add"_s, u"--name"_s, u"x"_s, u"--high"_s, u"rtsp://h/x"_s, u"--mac"_s, u"1"_s});
        row("days", {u"cameras"_s, u"edit"_s, u"x"_s, u"--archive-days"_s, u"91"_s});
        row("subnet", {u"cameras"_s, u"edit"_s, u"x"_s, u"--subnet"_s, u"192.0.2.0/99"_s});
        const QStringList dhcp{u"dhcp"_s, u"settings"_s};
        row("DHCP: agent", dhcp + QStringList{u"--agent"_s, u"dhcp.example"_s});
        row("DHCP: off and more", dhcp + QStringList{u"--off"_s, u"--user"_s, u"x"_s});
        row("DHCP: subnet", dhcp + QStringList{u"--subnet"_s, u"yard"_s});
        row("DHCP: fingerprint", dhcp + QStringList{u"--accept-fingerprint"_s, u"abc"_s});
        row("DHCP: password twice",
            dhcp + QStringList{u"--password-stdin"_s, u"--password-env"_s, u"CLI_PASSPHRASE"_s});
        row("DHCP: no MAC", {u"dhcp"_s, u"lease"_s, u"camera"_s});
        row("DHCP: empty MAC", {u"dhcp"_s, u"release"_s, QString()});
        row("DHCP: no IP", {u"dhcp"_s, u"reserve"_s, u"00:11:22:33:44:05"_s, u"yard"_s});
        row("DHCP: host name",
            {u"dhcp"_s, u"reserve"_s, u"00:11:22:33:44:05"_s, u"192.0.2.5"_s, u"--hostname"_s, u"a b"_s});
        const QStringList inlet{u"inlet"_s, u"settings"_s};
        row("inlet: on and off", inlet + QStringList{u"--on"_s, u"--off"_s});
        row("inlet: address", inlet + QStringList{u"--address"_s, u"localhost"_s});
        row("inlet: port", inlet + QStringList{u"--port"_s, u"80"_s});
        row("document and options", {u"cameras"_s, u"add"_s, u"--stdin"_s, u"--name"_s, u"x"_s});
    }

    void wrongUsageIsOneSentenceAndExitCode2()
    {
        QFETCH(QStringList, arguments);
        const QString registry = m_cli->path(u"none.sqlite"_s);
        const Outcome outcome = m_cli->run(QStringList{u"--registry"_s, registry} + arguments);
        QVERIFY2(outcome.code == 2, outcome.all().constData());
        QVERIFY(outcome.out.isEmpty());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(outcome.err.startsWith("streamkeeper-cli: "));
        QVERIFY(!QFile::exists(registry));
        // The same for scripts: one document, the sentence on standard error all the same.
        const Outcome json = m_cli->run(QStringList{u"--registry"_s, registry, u"--json"_s} + arguments);
        QCOMPARE(json.code, 2);
        QVERIFY2(!json.json()[u"error"][u"message"].toString().isEmpty(), json.all().constData());
        QCOMPARE(json.err, outcome.err);
    }

    void secretsInArgumentsAreRefusedAndNotRepeated_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *name, const QStringList &arguments) {
            QTest::newRow(name) << arguments;
        };
        const QStringList add{u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s};
        row("token", add + QStringList{u"--url"_s, u"http://h:1"_s, u"--token"_s, u"S3cr3t-88"_s});
        row("password=", add + QStringList{u"--url"_s, u"http://h:1"_s, u"--password=S3cr3t-88"_s});
        row("in the url", add + QStringList{u"--url"_s, u"http://admin:S3cr3t-88@h:1"_s});
        row("in an address", {u"streams"_s, u"edit"_s, u"e0e0e0e0-0000-4000-8000-000000000000"_s,
                              u"--address"_s, u"rtsp://admin:S3cr3t-88@h/x"_s});
        row("in a query", {u"cameras"_s, u"add"_s, u"--name"_s, u"x"_s, u"--high"_s,
                           u"rtsp://h/x?user=admin&password=S3cr3t-88"_s});
        row("as a word", {u"streams"_s, u"restart"_s, u"rtsp://admin:S3cr3t-88@h/x"_s});
        row("as an option", {u"streams"_s, u"list"_s, u"--S3cr3t-88"_s});
        row("in place of a name", {u"servers"_s, u"list"_s, u"--secret-env"_s, u"S3cr3t-88"_s});
    }

    void secretsInArgumentsAreRefusedAndNotRepeated()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome =
            m_cli->run(QStringList{u"--registry"_s, m_cli->path(u"none.sqlite"_s), u"--json"_s} + arguments);
        QVERIFY2(outcome.code == 2 || outcome.code == 1, outcome.all().constData());
        QVERIFY2(!outcome.all().contains("S3cr3t-88"), outcome.all().constData());
    }

    void helpTellsEveryVerbAndEveryOption()
    {
        const Outcome all = m_cli->run({u"--help"_s});
        QCOMPARE(all.code, 0);
        QVERIFY(all.err.isEmpty());
        for (const char *verb :
             {"servers add", "servers adopt NAME", "streams list", "streams audio STREAM ... on|off",
              "streams take-theirs STREAM ...", "streams watch", "cameras add", "operations resume"})
            QVERIFY2(all.out.contains(verb), verb);
        const Outcome noun = m_cli->run({u"streams"_s, u"--help"_s});
        QCOMPARE(noun.code, 0);
        QVERIFY(noun.out.contains("streams recreate"));
        QVERIFY(!noun.out.contains("servers adopt"));
        const Outcome verb = m_cli->run({u"streams"_s, u"edit"_s, u"--help"_s});
        QCOMPARE(verb.code, 0);
        for (const char *option :
             {"--address-stdin", "--address-env VAR", "--wait", "--timeout SECONDS", "--json"})
            QVERIFY2(verb.out.contains(option), option);
        for (const Outcome &outcome : {all, noun, verb}) {
            for (const QByteArray &line : outcome.out.split('\n'))
                QVERIFY2(line.size() <= 100, line.constData());
        }
    }

    void versionIsTold()
    {
        const Outcome outcome = m_cli->run({u"--version"_s});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.startsWith("streamkeeper-cli "));
    }

    void aRegistryThatIsNotThereIsNotMadeByLooking()
    {
        m_cli->setRegistry(m_cli->path(u"folder/none.sqlite"_s));
        for (const QStringList &call :
             {QStringList{u"streams"_s, u"list"_s}, QStringList{u"servers"_s, u"list"_s},
              QStringList{u"operations"_s, u"resume"_s}, QStringList{u"cameras"_s, u"delete"_s, u"x"_s}}) {
            const Outcome outcome = m_cli->json(call);
            QCOMPARE(outcome.code, 1);
            QVERIFY2(outcome.err.contains("does not exist"), outcome.err.constData());
            QVERIFY(outcome.json()[u"error"].isObject());
        }
        QVERIFY(!QDir(m_cli->path(u"folder"_s)).exists());
    }

    void aFileThatIsNoRegistryIsLeftAlone()
    {
        const QString path = m_cli->path(u"notes.txt"_s);
        const QByteArray content = QByteArray("This is a shopping list. ").repeated(100);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
        file.close();
        m_cli->setRegistry(path);
        const Outcome outcome = m_cli->json({u"streams"_s, u"list"_s});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("not a Streamkeeper registry"), outcome.err.constData());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void anUnreachableServerIsNotAddedUnlessTheOperatorSaysSo()
    {
        m_cli->setRegistry(m_cli->path(u"registry.sqlite"_s));
        QStringList add{u"servers"_s, u"add"_s,
                        u"--type"_s,  u"mediamtx"_s,
                        u"--url"_s,   u"http://127.0.0.1:1"_s,
                        u"--name"_s,  u"Rack \"7\" <b> 🚪 بوابة"_s};
        const Outcome refused = m_cli->json(add);
        QVERIFY2(refused.code == 1, refused.all().constData());
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json().toArray().size(), 0);
        const Outcome added = m_cli->json(add + QStringList{u"--no-probe"_s});
        QVERIFY2(added.code == 0, added.all().constData());
        QCOMPARE(added.json()[u"name"].toString(), add.last());
        QVERIFY(added.json()[u"polledAt"].isNull());
        QCOMPARE(m_cli->json(add + QStringList{u"--no-probe"_s}).code, 1); // the name is taken
        const Outcome shown = m_cli->text({u"servers"_s, u"show"_s, add.last()});
        QCOMPARE(shown.code, 0);
        QVERIFY(shown.out.contains(add.last().toUtf8()));
        QCOMPARE(m_cli->json({u"servers"_s, u"remove"_s, add.last()}).code, 0);
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json().toArray().size(), 0);
    }

    void namesCannotCommandTheTerminal()
    {
        m_cli->setRegistry(m_cli->path(u"registry.sqlite"_s));
        const QString name = u"a\x1b[31mred\x202e!\x9b"_s + u"31m"_s;
        QCOMPARE(m_cli
                     ->json({u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                             u"http://127.0.0.1:1"_s, u"--name"_s, name, u"--no-probe"_s})
                     .code,
                 0);
        const Outcome listed = m_cli->text({u"servers"_s, u"list"_s});
        QVERIFY(listed.out.contains("red"));
        QVERIFY(!listed.out.contains('\x1b'));
        QVERIFY(!QString::fromUtf8(listed.out).contains(QChar(0x202e)));
        // Everywhere, also where a name stands in a sentence or a document.
        for (const QStringList &call : {QStringList{u"servers"_s, u"list"_s},
                                        {u"servers"_s, u"show"_s, name},
                                        {u"servers"_s, u"test"_s, name},
                                        {u"streams"_s, u"list"_s, u"--poll"_s},
                                        {u"streams"_s, u"list"_s, u"--server"_s, name + u"x"_s},
                                        {u"cameras"_s, u"show"_s, name},
                                        {u"servers"_s, name},
                                        {u"complete"_s, u"--"_s, u"servers"_s, u"show"_s, {}}}) {
            for (const Outcome &told : {m_cli->text(call), m_cli->json(call)}) {
                const QString all = QString::fromUtf8(told.out + told.err);
                for (const QChar command : {QChar(0x1b), QChar(0x9b), QChar(0x202e)})
                    QVERIFY2(!all.contains(command), qPrintable(call.join(u' ') + u": "_s + all));
            }
        }
        QCOMPARE(m_cli->json({u"servers"_s, u"list"_s}).json()[0][u"name"].toString(), name);
    }

    void theShellCompletes_data()
    {
        QTest::addColumn<QStringList>("words"); // the last one is being typed
        QTest::addColumn<QString>("has");
        QTest::addColumn<QString>("hasNot");
        QTest::newRow("noun") << QStringList{u"ser"_s} << u"servers"_s << u"streams"_s;
        QTest::newRow("verb") << QStringList{u"streams"_s, u"re"_s} << u"recreate"_s << u"list"_s;
        QTest::newRow("option") << QStringList{u"streams"_s, u"list"_s, u"--dr"_s} << u"--drift"_s
                                << u"--poll"_s;
        QTest::newRow("not twice") << QStringList{u"streams"_s, u"list"_s, u"--poll"_s, u"--"_s}
                                   << u"--filter"_s << u"--poll"_s;
        QTest::newRow("word") << QStringList{u"streams"_s, u"list"_s, u"--drift"_s, u"mi"_s} << u"missing"_s
                              << u"different"_s;
        QTest::newRow("server") << QStringList{u"--registry"_s, u"REGISTRY"_s, u"servers"_s, u"show"_s,
                                               QString()}
                                << u"Rack\\ 7"_s << u"show"_s;
        QTest::newRow("server in quotes")
            << QStringList{u"--registry"_s, u"REGISTRY"_s, u"servers"_s, u"show"_s, u"\"Rack"_s}
            << u"Rack 7"_s << u"other"_s;
        QTest::newRow("server of an option")
            << QStringList{u"--registry"_s, u"REGISTRY"_s, u"cameras"_s, u"add"_s, u"--server"_s, u"o"_s}
            << u"other"_s << u"Rack\\ 7"_s;
        QTest::newRow("file") << QStringList{u"--registry"_s, u"FOLDER/registry.sq"_s}
                              << u"FOLDER/registry.sqlite"_s << u"servers"_s;
    }

    void theShellCompletes()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, has);
        QFETCH(QString, hasNot);
        m_cli->setRegistry(m_cli->path(u"registry.sqlite"_s));
        for (const QString &name : {u"Rack 7"_s, u"other"_s}) {
            QCOMPARE(m_cli
                         ->json({u"servers"_s, u"add"_s, u"--type"_s, u"mediamtx"_s, u"--url"_s,
                                 u"http://%1"_s.arg(name == u"other" ? u"127.0.0.2:1"_s : u"127.0.0.1:1"_s),
                                 u"--name"_s, name, u"--no-probe"_s})
                         .code,
                     0);
        }
        QString line;
        for (QString word : words) {
            word.replace(u"REGISTRY"_s, m_cli->registry()).replace(u"FOLDER"_s, m_cli->path(QString()));
            line += u" '%1'"_s.arg(word);
        }
        has.replace(u"FOLDER"_s, m_cli->path(QString()));
        const Outcome outcome = runBash(
            u"source '%1'; COMP_WORDS=('%2'%3); COMP_CWORD=%4; _streamkeeper_cli; "
            "printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p streamkeeper-cli"_s
                .arg(QStringLiteral(STREAMKEEPER_COMPLETION), QStringLiteral(STREAMKEEPER_CLI_PROGRAM), line)
                .arg(words.size()));
        QVERIFY2(outcome.code == 0 && outcome.err.isEmpty(), outcome.all().constData());
        const QStringList offered = QString::fromUtf8(outcome.out).split(u'\n');
        QVERIFY2(offered.contains(has), outcome.out.constData());
        QVERIFY2(!offered.contains(hasNot), outcome.out.constData());
    }

    void itLinksNoWidget()
    {
        QProcess process;
        process.start(u"ldd"_s, {QStringLiteral(STREAMKEEPER_CLI_PROGRAM)});
        const Outcome outcome = CliHarness::finish(process, 30'000);
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("libQt6Core"));
        QVERIFY(!outcome.out.contains("libQt6Widgets"));
        QVERIFY(!outcome.out.contains("libQt6Gui"));
    }
};

QTEST_GUILESS_MAIN(CliUsageTest)
#include "tst_cliusage.moc"
