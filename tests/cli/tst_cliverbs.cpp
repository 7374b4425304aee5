#include "app/cli/Arguments.h"
#include "tests/cli/CliHarness.h"
#include "tests/support/KeaProcess.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Every noun and verb: what it says of itself, how it answers wrong usage, and the shape of its JSON.
class CliVerbsTest : public QObject
{
    Q_OBJECT

    enum class Shape { Object, Array, Lines };
    std::unique_ptr<CliHarness> m_cli;
    QStringList m_wrong;    ///< what breaks the rules of the JSON
    QSet<QString> m_called; ///< "streams list"

    void look(const QString &where, const QJsonValue &value)
    {
        static const QRegularExpression name(u"^[a-z][A-Za-z0-9]*$"_s);
        static const QRegularExpression time(u"^[0-9]{4}-[0-9]{2}-[0-9]{2}T"_s);
        static const QRegularExpression rate(u"bitrate|traffic|Rate|load"_s);
        if (value.isArray()) {
            for (const QJsonValue &one : value.toArray())
                look(where, one);
        }
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString key = it.key();
            const bool isTime = it->isString() && time.match(it->toString()).hasMatch();
            const bool isRate = it->isDouble() && rate.match(key).hasMatch();
            if (!name.match(key).hasMatch() || (isTime && !key.endsWith(u"At")) ||
                (isRate && !key.endsWith(u"Kbps")))
                m_wrong.append(where + u": "_s + key);
            look(where, *it);
        }
    }

    [[nodiscard]] bool hasShape(const Outcome &outcome, Shape shape)
    {
        if (shape != Shape::Lines)
            return shape == Shape::Array ? outcome.json().isArray() : outcome.json().isObject();
        const QList<QByteArray> lines = outcome.out.split('\n');
        return lines.size() > 1 && std::ranges::all_of(lines, [](const QByteArray &line) {
                   return line.isEmpty() || QJsonDocument::fromJson(line).isObject();
               });
    }

    void call(const QString &words, Shape shape = Shape::Object)
    {
        const QStringList arguments = words.split(u' ');
        const Outcome outcome = m_cli->json(arguments);
        QVERIFY2(outcome.code == 0, qPrintable(words + u": "_s + QString::fromUtf8(outcome.all())));
        QVERIFY2(hasShape(outcome, shape), qPrintable(words + u": "_s + QString::fromUtf8(outcome.all())));
        look(words, outcome.json());
        m_called.insert(arguments[0] + u' ' + arguments[1]);
    }

    [[nodiscard]] QString latest(const QStringList &list)
    {
        return m_cli->json(list).json()[0][u"id"].toString();
    }

private Q_SLOTS:
    void initTestCase() { m_cli = std::make_unique<CliHarness>(); }
    void cleanupTestCase() { m_cli.reset(); }

    void eachTellsWhatItIs_data()
    {
        QTest::addColumn<QString>("noun");
        QTest::addColumn<QString>("verb");
        for (const VerbSpec &spec : verbs())
            QTest::newRow(qPrintable(spec.noun + u' ' + spec.verb)) << spec.noun << spec.verb;
    }
    void eachTellsWhatItIs()
    {
        QFETCH(QString, noun);
        QFETCH(QString, verb);
        const VerbSpec &spec = *findVerb(noun, verb);
        // Not by the program, which takes as long to start as all the rest of this: tst_cliusage sees it
        // print.
        const ParsedArguments parsed = parseArguments({noun, verb, u"--help"_s});
        QVERIFY(std::holds_alternative<Information>(parsed));
        const QString help = std::get<Information>(parsed).text;
        const QString text = help.simplified();
        QVERIFY(text.contains(spec.summary.simplified()) && spec.summary.endsWith(u'.'));
        QVERIFY(text.contains(u"%1 %2 %3"_s.arg(noun, verb, spec.argumentsText).trimmed()));
        for (const OptionSpec &option : spec.options) {
            QVERIFY2(text.contains(u"--"_s + option.name), qPrintable(option.name));
            QVERIFY2(option.help.endsWith(u'.'), qPrintable(option.name));
        }
        for (const QString &line : help.split(u'\n'))
            QVERIFY2(line.size() <= 100, qPrintable(line));
    }

    void eachAnswersWrongUsage_data() { eachTellsWhatItIs_data(); }
    void eachAnswersWrongUsage()
    {
        QFETCH(QString, noun);
        QFETCH(QString, verb);
        const VerbSpec &spec = *findVerb(noun, verb);
        QList<QStringList> wrong{{u"--no-such-option"_s}};
        if (spec.minArguments > 0)
            wrong.append(QStringList{});
        if (spec.maxArguments >= 0)
            wrong.append(QStringList(spec.maxArguments + 1, u"x"_s));
        for (const OptionSpec &option : spec.options) {
            if (option.takesValue())
                wrong.append({u"--"_s + option.name});
            else
                wrong.append({u"--"_s + option.name + u"=x"_s});
        }
        for (const QStringList &words : std::as_const(wrong)) {
            const ParsedArguments parsed = parseArguments(QStringList{noun, verb} + words);
            const auto *failure = std::get_if<CliFailure>(&parsed);
            QVERIFY2(failure && failure->exitCode == ExitCode::Usage, qPrintable(words.join(u' ')));
            QVERIFY(!failure->message.isEmpty() && !failure->message.contains(u'\n'));
        }
        // The program says it as a document, and in one line.
        const QString registry = m_cli->path(u"none.sqlite"_s);
        const Outcome outcome =
            m_cli->run(QStringList{u"--registry"_s, registry, u"-ojson"_s, noun, verb} + wrong.first());
        QVERIFY2(outcome.code == 2, outcome.all().constData());
        QVERIFY(!outcome.json()[u"error"][u"message"].toString().isEmpty());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(!QFile::exists(registry));
    }

    void eachDoesItsWorkAndAnswersInOneShape()
    {
        QVERIFY(m_cli->startFleet(2, 1, {u"--record"_s, u"1"_s}));
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        QVERIFY(m_cli->takeRegistry());
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);

        call(u"servers list --poll"_s, Shape::Array);
        call(u"servers show ms-01 --poll"_s);
        call(u"servers probe ms-01"_s);
        call(u"servers edit ms-01 --streams-limit 100"_s);
        call(u"servers adopt ms-01"_s);
        call(u"servers add --type mediamtx --url http://127.0.0.1:1 --name spare --no-probe"_s);
        call(u"servers remove spare"_s);

        call(u"streams list --poll"_s, Shape::Array);
        call(u"streams show Lobby/high"_s);
        call(u"streams show Lobby"_s, Shape::Array);
        call(u"streams watch --timeout 3 --interval 1"_s, Shape::Lines);
        call(u"streams restart Lobby/high --wait"_s);
        call(u"streams disable Lobby/low --wait"_s);
        call(u"streams enable Lobby/low --wait"_s);
        call(u"streams audio Lobby/high on --wait"_s);
        call(u"streams push Lobby/low --wait"_s);
        QVERIFY(m_cli->fleet().control(
            u"/stream"_s,
            {{u"uid"_s, low}, {u"set"_s, QJsonObject{{u"address"_s, u"rtsp://10.64.0.9/other"_s}}}}));
        call(u"streams take-theirs --drift different --yes"_s);
        QVERIFY(m_cli->fleet().control(u"/stream"_s, {{u"uid"_s, low}, {u"action"_s, u"remove"_s}}));
        call(u"streams recreate --drift missing --yes"_s);
        call(u"streams edit Lobby/low --address rtsp://10.64.0.9/another"_s);
        call(u"streams delete Lobby/low --wait"_s);
        call(u"streams add --camera Lobby --quality low --address rtsp://10.64.0.9/low --server ms-01"_s);

        call(u"archive update Lobby/high"_s);
        call(u"archive ranges Lobby/high"_s);
        QJsonValue period;
        const auto hasRecorded = [&] {
            (void)m_cli->json({u"archive"_s, u"update"_s, u"Lobby/high"_s});
            period =
                m_cli->json({u"archive"_s, u"ranges"_s, u"Lobby/high"_s}).json()[u"periods"].toArray().last();
            const QDateTime from = QDateTime::fromString(period[u"fromAt"].toString(), Qt::ISODateWithMs);
            return from.isValid() && from.secsTo(QDateTime::currentDateTimeUtc()) >= 5;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(), 60'000);
        const QDateTime from = QDateTime::fromString(period[u"fromAt"].toString(), Qt::ISODateWithMs);
        call(u"archive export Lobby/high %1 --from %2 --to %3"_s.arg(
            m_cli->path(u"a.mp4"_s), test::iso(from.toMSecsSinceEpoch() + 1000),
            test::iso(from.toMSecsSinceEpoch() + 3000)));

        call(u"share create Lobby/high --mode live --protocol hls --hours 2"_s);
        call(u"share list"_s, Shape::Array);
        const QString link = latest({u"share"_s, u"list"_s});
        call(u"share show "_s + link);
        call(u"share extend %1 --days 1"_s.arg(link));
        call(u"share revoke "_s + link);

        call(u"transfer settings --lock 0"_s);
        call(u"transfer search Lobby/high"_s);
        call(u"transfer run Lobby/high --to ms-02"_s);

        call(u"cameras list"_s, Shape::Array);
        call(u"cameras show Lobby"_s);
        call(u"cameras add --name Gate --high rtsp://10.64.0.9/gate --server ms-01"_s);
        call(u"cameras edit Gate --location Yard"_s);
        call(u"cameras split Lobby --name Sub"_s);
        call(u"cameras join Lobby Sub"_s);
        call(u"cameras export --to %1"_s.arg(m_cli->path(u"cameras.csv"_s)));
        call(u"cameras import %1 --dry-run"_s.arg(m_cli->path(u"cameras.csv"_s)));
        call(u"cameras delete Gate"_s);

        call(u"clusters add North --main ms-01 --additional ms-02"_s);
        call(u"clusters list"_s, Shape::Array);
        call(u"clusters show North"_s);
        call(u"clusters edit North --streams-limit 50"_s);
        call(u"groups add Town --cluster North"_s);
        call(u"groups list"_s, Shape::Array);
        call(u"groups show Town"_s);
        call(u"groups edit Town --subnet 10.1.0.0/16"_s);
        call(u"groups remove Town"_s);
        call(u"clusters remove North"_s);

        call(u"keys show"_s);
        call(u"keys export "_s + m_cli->path(u"keys.json"_s));
        call(u"keys show"_s);
        call(u"keys change"_s);

        const QJsonValue onvif = m_cli->fleet().camera(1)[u"onvif"_s];
        m_cli->setVariable(u"CAMERA_PASSWORD"_s, onvif[u"password"_s].toString());
        m_cli->addSecret(onvif[u"password"_s].toString().toUtf8());
        call(u"devices discover --seconds 1 --address "_s +
                 m_cli->fleet().description()[u"discovery"_s].toString(),
             Shape::Array);
        call(u"devices probe %1 --user viewer --password-env CAMERA_PASSWORD"_s.arg(
            onvif[u"address"_s].toString()));

        call(u"incorrect list --poll"_s, Shape::Array);
        call(u"incorrect show Lobby/high"_s);
        call(u"incorrect causes"_s, Shape::Array);
        call(u"incorrect acknowledge Lobby/high --note cable"_s, Shape::Array);
        call(u"incorrect silence Lobby/high --hours 2"_s, Shape::Array);
        call(u"incorrect steps --step 10/60,20/180 --step 5/60"_s);

        call(u"alarms list"_s, Shape::Array);
        call(u"alarms seen"_s, Shape::Array);
        call(u"alarms rules --storage 90 --link-ending off"_s);

        const QString device = u"02:00:00:00:00:55"_s;
        call(u"provisioning settings --manual-lock 5"_s);
        call(u"devices add %1 --serial SN-55"_s.arg(device));
        call(u"devices attach %1 --name Itself"_s.arg(device));
        call(u"devices list"_s, Shape::Array);
        call(u"devices show "_s + device);
        call(u"cameras activation Itself manual"_s, Shape::Array);
        call(u"devices address %1 127.0.0.55 --switch s1 --port 7"_s.arg(device));
        call(u"devices retry "_s + device, Shape::Array);
        call(u"devices run --seconds 1"_s, Shape::Array); // by hand: there is nothing to do
        QFile orders(m_cli->path(u"orders.csv"_s));
        QVERIFY(orders.open(QIODevice::WriteOnly));
        orders.write("order,mac,serial_number\nnew_camera,02:00:00:00:00:56,SN-56\n");
        orders.close();
        call(u"devices import "_s + orders.fileName());
        call(u"devices remove 02:00:00:00:00:56"_s);
        call(u"cameras delete Itself"_s);
        call(u"events list --group system"_s, Shape::Array);
        call(u"events export "_s + m_cli->path(u"events.csv"_s));
        test::KeaProcess kea;
        kea.setAccount(u"noc"_s, u"Wr0ng-T0ken-77"_s);
        QVERIFY2(kea.start(), "are the packages kea-dhcp4-server and kea-ctrl-agent there?");
        call(u"dhcp settings --agent %1 --user noc --password-env CLI_WRONG"_s.arg(kea.url()));
        call(u"dhcp probe"_s);
        QVERIFY(kea.addLease(u"192.0.2.120"_s, u"00:11:22:33:44:05"_s));
        call(u"dhcp reserve 0011.2233.4405 192.0.2.50 --hostname gate"_s);
        call(u"dhcp lease 00-11-22-33-44-05"_s);
        call(u"dhcp release 001122334405 --lease"_s);
        QCOMPARE(m_cli->json({u"dhcp"_s, u"lease"_s, u"00:11:22:33:44:05"_s}).json()[u"lease"],
                 QJsonValue(QJsonValue::Null));
        call(u"dhcp settings --off"_s);

        const QJsonValue inlet = m_cli->json({u"inlet"_s, u"settings"_s, u"--on"_s}).json();
        QCOMPARE(inlet[u"token"].toString().size(), 43); // this once
        call(u"inlet settings --port 8491 --address 127.0.0.2"_s);
        QVERIFY(inlet[u"token"] != m_cli->json({u"inlet"_s, u"show"_s}).json()[u"token"]);
        call(u"inlet show"_s);
        call(u"inlet settings --off"_s);

        call(u"operations list"_s, Shape::Array);
        call(u"operations show "_s + latest({u"operations"_s, u"list"_s}));
        call(u"operations resume"_s);
        call(u"operations keep --operation-days 30"_s);
        call(u"operations prune"_s);

        QCOMPARE(m_wrong, QStringList());
        QCOMPARE(m_cli->findSecret(), QString());
        QSet<QString> all;
        for (const VerbSpec &spec : verbs())
            all.insert(spec.noun + u' ' + spec.verb);
        QCOMPARE(all - m_called, QSet<QString>());
    }
};

QTEST_GUILESS_MAIN(CliVerbsTest)
#include "tst_cliverbs.moc"
