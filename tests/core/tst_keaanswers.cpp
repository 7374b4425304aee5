#include "app/dhcp/KeaClient.h"
#include "tests/core/Await.h"
#include "tests/core/TransportTest.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

const QByteArray usual =
    "[ { \"arguments\": { \"Dhcp4\": { \"subnet4\": [ { \"id\": 7, \"subnet\": \"192.0.2.0/24\" } ] } }, "
    "\"result\": 0 } ]";

/// As Kea 2.2 tells it, with what has to stay: numbers, order, blanks, and texts that look like JSON.
const QByteArray odd =
    "{ \"t1-percent\": 0.50, \"reservations\": [  ], \"note\": \"}] \\\" \\\\\", \"subnet4\": [ { \"id\": 7, "
    "\"subnet\": \"192.0.2.0/24\", \"z\": 1e3, \"a\": [[],{}] , \"reservations\": [ { \"hw-address\": "
    "\"00:11:22:33:44:01\", \"ip-address\": \"192.0.2.11\", \"user-context\": { \"x\": \"],[\" } } ] }, "
    "{\"id\":8,\"subnet\":\"192.0.3.0/"
    "24\",\"reservations\":[{\"client-id\":\"0a0b\",\"ip-address\":\"192.0.3.1\"},"
    "{\"hw-address\":\"00:11:22:33:44:01\"}]}, { \"subnet\": \"192.0.4.0/24\", \"id\": 9 } ] }";

KeaConfig configOf(const QByteArray &dhcp4)
{
    return KeaConfig::read("{ \"Dhcp4\": " + dhcp4 + " , \"hash\": \"X\" }").value();
}

/// For a failed check.
template <typename T>
QByteArray said(const Result<T> &result)
{
    return result ? QByteArray("it was done") : result.error().message.toUtf8();
}

} // namespace

/// What comes of answers that no Kea of today gives, and of those that one does.
class KeaAnswersTest : public test::TransportTest
{
    Q_OBJECT

    std::unique_ptr<AsyncScope> m_scope;
    std::unique_ptr<KeaClient> m_client;
    QByteArrayList m_commands;

    void answerWith(std::function<QByteArray(const QString &command)> answer)
    {
        m_handler = [this, answer](const test::HttpRequest &request, const test::HttpResponder &responder) {
            m_commands.append(request.body);
            const QJsonObject command = QJsonDocument::fromJson(request.body).object();
            responder.answer(200, answer(command[u"command"].toString()));
        };
    }

private Q_SLOTS:
    void init()
    {
        setUp();
        m_commands.clear();
        const DhcpSettings settings{false, u"127.0.0.1"_s, m_server->port(), u"noc"_s, {}, {}, 0};
        m_scope = std::make_unique<AsyncScope>();
        m_client = std::make_unique<KeaClient>(*m_channel, *m_scope, settings,
                                               SecretText(QString::fromLatin1(test::token)));
    }
    void cleanup()
    {
        m_client.reset();
        m_scope.reset();
        tearDown();
    }

    void answersAreRead_data()
    {
        using enum KeaAnswer::Outcome;
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome"); ///< -1: refused
        QTest::addColumn<QByteArray>("arguments");
        const auto row = [](const char *name, const char *body, int outcome, const char *arguments = "") {
            QTest::newRow(name) << QByteArray(body) << outcome << QByteArray(arguments);
        };
        row("done", "[ { \"result\": 0, \"text\": \"ok\" } ]", int(Done));
        row("with arguments", "[ { \"arguments\": { \"a\": [ 1.50 ] }, \"result\": 0 } ]", int(Done),
            "{ \"a\": [ 1.50 ] }");
        row("failed", "[ { \"result\": 1, \"text\": \"why\" } ]", int(Failed));
        row("unsupported", "[{\"result\":2}]", int(Unsupported));
        row("empty", "[{\"result\":3,\"text\":\"0 found\"}]", int(Empty));
        row("the failed one of two", "[{\"result\":0},{\"result\":1}]", int(Failed));
        row("nested error", "[{\"result\":0,\"arguments\":{\"result\":1,\"text\":\"inner\"}}]", int(Done),
            "{\"result\":1,\"text\":\"inner\"}");
        row("nothing", "", -1);
        row("blanks", "  \n ", -1);
        row("a page", "<html><body>It works!</body></html>", -1);
        row("an object", "{ \"result\": 0 }", -1);
        row("empty list", "[ ]", -1);
        row("list of lists", "[[{\"result\":0}]]", -1);
        row("list of texts", "[\"ok\"]", -1);
        row("result as text", "[{\"result\":\"0\"}]", -1);
        row("no result", "[{\"text\":\"ok\"}]", -1);
        row("null", "[{\"result\":null}]", -1);
        row("unknown result", "[{\"result\":17}]", -1);
        row("fraction", "[{\"result\":0.5}]", -1);
        row("cut off", "[ { \"result\": 0, \"arguments\": { \"Dhcp4\": { \"sub", -1);
        row("more behind", "[{\"result\":0}] [{\"result\":0}]", -1);
        QTest::newRow("deep") << QByteArray("[{\"result\":0,\"arguments\":") + QByteArray(100'000, '[') << -1
                              << QByteArray();
    }
    void answersAreRead()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        QFETCH(QByteArray, arguments);
        const auto answer = readKeaAnswer(body, u"http://kea"_s);
        QCOMPARE(answer.has_value(), outcome >= 0);
        if (!answer) {
            QVERIFY(answer.error().category == ErrorCategory::Protocol ||
                    answer.error().category == ErrorCategory::Parse);
            QVERIFY(answer.error().message.contains(u"http://kea"));
            return;
        }
        QCOMPARE(int(answer->outcome), outcome);
        QCOMPARE(answer->arguments, arguments);
    }

    void onlyReservationsChange()
    {
        const KeaConfig config = configOf(odd);
        QCOMPARE(config.text(), odd);
        QCOMPARE(config.subnets().size(), 3);
        const QByteArray added = config.with({u"AA:BB:CC:DD:EE:01"_s, u"192.0.2.12"_s, u"gate \"1\""_s, 7});
        const QByteArray element =
            ", {\"hostname\":\"gate "
            "\\\"1\\\"\",\"hw-address\":\"aa:bb:cc:dd:ee:01\",\"ip-address\":\"192.0.2.12\"}";
        QByteArray expected = odd;
        expected.replace("],[\" } } ]", "],[\" } }" + element + " ]");
        QCOMPARE(added, expected);
        QCOMPARE(configOf(added).without(u"AA:BB:CC:DD:EE:01"_s), odd);
        // Where a subnet has no list yet.
        const KeaConfig listed = configOf(config.with({u"AA:BB:CC:DD:EE:01"_s, u"192.0.4.1"_s, {}, 9}));
        const KeaReservation fourth{u"AA:BB:CC:DD:EE:01"_s, u"192.0.4.1"_s, {}, 9};
        QCOMPARE(listed.reservationOf(u"aa:bb:cc:dd:ee:01"_s), fourth);
        // Everywhere it is, and nobody else's.
        const KeaConfig rid = configOf(config.without(u"00:11:22:33:44:01"_s));
        QCOMPARE(rid.reservations().size(), 1);
        QCOMPARE(rid.reservations()[0].mac, u"client-id 0a0b"_s);
        const auto refused = rid.placeFor(fourth, 8);
        QVERIFY(!refused);
        QVERIFY(!rid.placeFor({u"AA:BB:CC:DD:EE:01"_s, u"192.0.3.1"_s, {}, 0}, 0)); // that of the client id
        QVERIFY(rid.placeFor(fourth, 0));
    }

    void configurationsThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        for (const char *text :
             {"", "{}", "[]", "3", "null", "{\"Dhcp6\":{}}", "{\"Dhcp4\":[]}", "{\"Dhcp4\":\"x\"}"})
            QTest::newRow(*text ? text : "nothing") << QByteArray(text);
    }
    void configurationsThatAreNone()
    {
        QFETCH(QByteArray, arguments);
        QVERIFY(!KeaConfig::read(arguments));
    }

    void oddConfigurationsAreEndured_data()
    {
        QTest::addColumn<QByteArray>("dhcp4");
        for (const char *text :
             {"{}", "{\"subnet4\":null}", "{\"subnet4\":{\"a\":1}}", "{\"subnet4\":[1,\"x\",[],{}]}",
              "{\"subnet4\":[{\"subnet\":\"x\",\"id\":\"y\"}]}",
              "{\"subnet4\":[{\"subnet\":\"192.0.2.0/"
              "24\",\"id\":7,\"pools\":[{\"pool\":\"x\"},3,{\"pool\":\"1.2.3.4-\"}]}]}",
              "{\"subnet4\":[{\"subnet\":\"192.0.2.0/24\",\"id\":7,\"reservations\":[1,\"x\",null,[],{}]}]}",
              "{\"shared-networks\":[3,{\"subnet4\":\"x\"}],\"reservations\":\"x\"}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void oddConfigurationsAreEndured()
    {
        QFETCH(QByteArray, dhcp4);
        const KeaConfig config = configOf(dhcp4);
        QCOMPARE(config.without(u"AA:BB:CC:DD:EE:01"_s), dhcp4);
        const KeaReservation wanted{u"AA:BB:CC:DD:EE:01"_s, u"192.0.2.12"_s, {}, 7};
        QVERIFY(QJsonDocument::fromJson(config.with(wanted)).isObject());
        QCOMPARE(config.placeFor(wanted, 0).has_value(), config.subnets().size() == 1);
    }

    void poolsAreRangesOrPrefixes()
    {
        const KeaConfig config =
            configOf("{\"subnet4\":[{\"id\":1,\"subnet\":\"192.0.2.0/24\",\"pools\":[{\"pool\":\"192.0.2.10 "
                     "- 192.0.2.20\"},{\"pool\":\"192.0.2.64/26\"}]}]}");
        const KeaSubnet subnet = config.subnets()[0];
        for (const auto &[address, isIn] :
             std::initializer_list<std::pair<QString, bool>>{{u"192.0.2.9"_s, false},
                                                             {u"192.0.2.10"_s, true},
                                                             {u"192.0.2.20"_s, true},
                                                             {u"192.0.2.21"_s, false},
                                                             {u"192.0.2.63"_s, false},
                                                             {u"192.0.2.64"_s, true},
                                                             {u"192.0.2.127"_s, true},
                                                             {u"192.0.2.128"_s, false}})
            QCOMPARE(subnet.isInPool(*IpAddress::fromText(address)), isIn);
    }

    void overlappingSubnetsGiveTheSmallest()
    {
        const KeaConfig config =
            configOf("{\"subnet4\":[{\"id\":1,\"subnet\":\"10.0.0.0/8\"},{\"id\":2,\"subnet\":\"10.1.0.0/"
                     "16\"},{\"id\":3,\"subnet\":\"10.0.0.0/9\"}]}");
        const KeaReservation wanted{u"AA:BB:CC:DD:EE:01"_s, u"10.1.2.3"_s, {}, 0};
        QCOMPARE(config.placeFor(wanted, 0)->id, 2);
        QCOMPARE(config.placeFor(wanted, 1)->id, 1);
    }

    void whatIsTooLargeIsRefused()
    {
        m_handler = [](const test::HttpRequest &, const test::HttpResponder &responder) {
            responder.answerHuge(200, 10'000'000, "[ { \"result\": 0 } ] ");
        };
        const auto refused = test::run(m_client->reservationOf(u"AA:BB:CC:DD:EE:01"_s));
        QVERIFY(!refused && refused.error().category == ErrorCategory::Protocol);
        QVERIFY(refused.error().message.contains(u"4 MB"));
    }

    void aLargeConfigurationIsRead()
    {
        QByteArray subnets;
        for (int i = 0; i < 20'000; ++i)
            subnets += "{\"id\":" + QByteArray::number(i + 1) + ",\"subnet\":\"10." +
                       QByteArray::number(i / 250) + '.' + QByteArray::number(i % 250) +
                       ".0/24\",\"reservations\":[{\"hw-address\":\"00:00:00:01:" +
                       QByteArray::number(0x1000 + i, 16).insert(2, ':') + "\"}]},";
        subnets.chop(1);
        answerWith([&](const QString &) {
            return "[{\"result\":0,\"arguments\":{\"Dhcp4\":{\"subnet4\":[" + subnets + "]}}}]";
        });
        const auto found = test::run(m_client->reservationOf(u"00:00:00:01:5E:1F"_s));
        QVERIFY2(found, said(found).constData());
        QCOMPARE((*found)->subnetId, 0x5e1f - 0x1000 + 1);
    }

    void statusesAreToldApart_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCategory>("category");
        QTest::newRow("no account") << 401 << ErrorCategory::Authentication;
        QTest::newRow("bad request") << 400 << ErrorCategory::HttpStatus;
        QTest::newRow("not there") << 404 << ErrorCategory::HttpStatus;
        QTest::newRow("broken") << 502 << ErrorCategory::HttpStatus;
        QTest::newRow("elsewhere") << 301 << ErrorCategory::HttpStatus;
    }
    void statusesAreToldApart()
    {
        QFETCH(int, status);
        QFETCH(ErrorCategory, category);
        m_handler = [status](const test::HttpRequest &, const test::HttpResponder &responder) {
            responder.answer(status, "{ \"result\": 0, \"text\": \"no\" }");
        };
        const auto refused = test::run(m_client->probe());
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, category);
        expectNoSecret(refused.error());
    }

    void passwordsInWhatKeaSaysAreMasked()
    {
        answerWith([](const QString &) {
            return "[{\"result\":1,\"text\":\"mysql://kea:s3cret-Token~@db/hosts is down\\nreally\"}]";
        });
        const auto refused = test::run(m_client->probe());
        QVERIFY(!refused);
        expectNoSecret(refused.error());
        QVERIFY(!refused.error().message.contains(u'\n'));
    }

    void aListOfCommandsIsOne_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        for (const char *text : {"[]", "{}", "\"list-commands\"", "null"})
            QTest::newRow(text) << QByteArray(text);
    }
    void aListOfCommandsIsOne()
    {
        QFETCH(QByteArray, arguments);
        answerWith([&](const QString &) { return "[{\"result\":0,\"arguments\":" + arguments + "}]"; });
        QCOMPARE(test::run(m_client->probe()).error().category, ErrorCategory::Protocol);
    }

    /// The hook for it was to be paid for in 2.2; what its documentation promises.
    void whereThereIsADatabaseOfHostsItGetsThem()
    {
        QByteArray hosts = "[]";
        answerWith([&](const QString &command) -> QByteArray {
            if (command == u"list-commands")
                return "[{\"result\":0,\"arguments\":[\"reservation-add\",\"reservation-get-by-id\","
                       "\"reservation-del\"]}]";
            if (command == u"config-get")
                return "[{\"result\":0,\"arguments\":{\"Dhcp4\":{\"hosts-database\":{\"type\":\"mysql\"},"
                       "\"subnet4\":[{\"id\":7,\"subnet\":\"192.0.2.0/24\"}]}}}]";
            if (command == u"reservation-get-by-id")
                return "[{\"result\":" + QByteArray(hosts == "[]" ? "3" : "0") +
                       ",\"arguments\":{\"hosts\":" + hosts + "}}]";
            if (command == u"reservation-add")
                hosts = "[{\"subnet-id\":7,\"hw-address\":\"aa:bb:cc:dd:ee:01\",\"ip-address\":\"192.0.2."
                        "12\",\"hostname\":\"\"}]";
            if (command == u"reservation-del")
                hosts = "[]";
            return command.startsWith(u"lease4") ? "[{\"result\":2}]" : "[{\"result\":0,\"text\":\"3.0.0\"}]";
        });
        const KeaReservation wanted{u"AA:BB:CC:DD:EE:01"_s, u"192.0.2.12"_s, {}, 0};
        const auto made = test::run(m_client->reserve(wanted));
        QVERIFY2(made && made->isChanged, said(made).constData());
        QCOMPARE(test::run(m_client->reserve(wanted))->isChanged, false);
        QCOMPARE(test::run(m_client->reservationOf(wanted.mac)).value()->ip, wanted.ip);
        QVERIFY(!test::run(m_client->reserve({wanted.mac, u"192.0.2.13"_s, {}, 0})));
        QCOMPARE(test::run(m_client->release(wanted.mac))->isChanged, true);
        QCOMPARE(test::run(m_client->reservationOf(wanted.mac)).value(), std::nullopt);
        for (const QByteArray &command : std::as_const(m_commands))
            QVERIFY2(!command.contains("config-set"), command.constData());
    }

    void aChangeIsNeverSentTwice()
    {
        m_handler = [this](const test::HttpRequest &request, const test::HttpResponder &responder) {
            m_commands.append(request.body);
            if (request.body.contains("config-set"))
                responder.close();
            else if (request.body.contains("lease4-get"))
                responder.answer(200, "[{\"result\":3}]");
            else if (request.body.contains("list-commands"))
                responder.answer(200, "[{\"result\":0,\"arguments\":[\"config-get\"]}]");
            else
                responder.answer(200, usual);
        };
        const auto failed = test::run(m_client->reserve({u"AA:BB:CC:DD:EE:01"_s, u"192.0.2.12"_s, {}, 0}));
        QVERIFY(!failed);
        QCOMPARE(failed.error().category, ErrorCategory::Timeout); // nobody knows
        const auto sets = std::ranges::count_if(
            m_commands, [](const QByteArray &command) { return command.contains("config-set"); });
        QCOMPARE(sets, 1);
        for (const QByteArray &command : std::as_const(m_commands))
            QVERIFY2(command.contains("\"service\":[\"dhcp4\"]"), command.constData());
    }

    void whoIsClosedEndsAtOnce()
    {
        answerWith([](const QString &command) -> QByteArray {
            if (command == u"lease4-get")
                return "[{\"result\":3}]";
            return command == u"list-commands" ? "[{\"result\":0,\"arguments\":[\"config-get\"]}]" : usual;
        });
        // It never stays, so that it waits and tries again.
        std::optional<Result<KeaChange>> result;
        const auto keep = [](QCoro::Task<Result<KeaChange>> task,
                             std::optional<Result<KeaChange>> *slot) -> QCoro::Task<void> {
            *slot = co_await task;
        };
        keep(m_client->reserve({u"AA:BB:CC:DD:EE:01"_s, u"192.0.2.12"_s, {}, 0}), &result);
        QTRY_VERIFY(!m_commands.isEmpty() && m_commands.last().contains("config-write"));
        m_channel->close();
        m_scope->close();
        QTRY_VERIFY(result.has_value());
        QCOMPARE(result->error().category, ErrorCategory::Cancelled);
    }
};

QTEST_GUILESS_MAIN(KeaAnswersTest)
#include "tst_keaanswers.moc"
