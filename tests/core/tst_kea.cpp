#include "app/dhcp/KeaClient.h"
#include "tests/core/Await.h"
#include "tests/core/SecretWatch.h"
#include "tests/support/HttpServer.h"
#include "tests/support/KeaProcess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::KeaProcess;

namespace {

const QString lobby = u"00:11:22:33:44:01"_s; ///< reserved at the start
const QString yard = u"00:11:22:33:44:02"_s;
const QString gate = u"00:11:22:33:44:AF"_s;
const QString password = u"Wr0ng-H0rse-Battery"_s;

/// A client with all that it needs, as another console has it.
struct Console
{
    explicit Console(quint16 port, const QString &user = u"noc"_s, const QString &secret = password,
                     int subnetId = 0)
        : settings{false, u"127.0.0.1"_s, port, user, {}, {}, subnetId}
        , channel(transport, ChannelAddress{false, u"127.0.0.1"_s, port, {}})
        , client(channel, scope, settings, SecretText(secret))
    {
    }

    HttpTransport transport;
    DhcpSettings settings;
    ServerChannel channel;
    AsyncScope scope;
    KeaClient client;
};

QStringList reservationsIn(const QJsonObject &dhcp4)
{
    QStringList all;
    QJsonArray subnets = dhcp4[u"subnet4"].toArray();
    for (const QJsonValue &network : dhcp4[u"shared-networks"].toArray()) {
        for (const QJsonValue &subnet : network[u"subnet4"].toArray())
            subnets.append(subnet);
    }
    for (const QJsonValue &subnet : std::as_const(subnets)) {
        for (const QJsonValue &one : subnet[u"reservations"].toArray())
            all.append(one[u"hw-address"].toString() + u' ' + one[u"ip-address"].toString());
    }
    return all;
}

QJsonObject withoutReservations(QJsonObject dhcp4)
{
    QJsonArray subnets = dhcp4[u"subnet4"].toArray();
    for (QJsonValueRef subnet : subnets) {
        QJsonObject object = subnet.toObject();
        object.remove(u"reservations"_s);
        subnet = object;
    }
    dhcp4.insert(u"subnet4"_s, subnets);
    return dhcp4;
}

/// As another console that knows nothing of us would add one.
QJsonObject withAnother(QJsonObject dhcp4, const QString &mac, const QString &ip)
{
    QJsonArray subnets = dhcp4[u"subnet4"].toArray();
    QJsonObject first = subnets[0].toObject();
    QJsonArray reservations = first[u"reservations"].toArray();
    reservations.append(QJsonObject{{u"hw-address"_s, mac}, {u"ip-address"_s, ip}});
    first.insert(u"reservations"_s, reservations);
    subnets[0] = first;
    dhcp4.insert(u"subnet4"_s, subnets);
    return dhcp4;
}

/// For a failed check.
template <typename T>
QByteArray said(const Result<T> &result)
{
    return result ? QByteArray("it was done") : result.error().message.toUtf8();
}

} // namespace

/// Leases and reservations with a real Kea.
class KeaTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::SecretWatch> m_watch;
    std::unique_ptr<KeaProcess> m_kea;
    std::unique_ptr<Console> m_console;
    // Between the client and the agent, for what happens in between.
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<test::HttpServer> m_between;
    std::function<void(const QString &command)> m_before;

    void pass(const test::HttpRequest &request, const test::HttpResponder &responder)
    {
        m_before(QJsonDocument::fromJson(request.body)[u"command"].toString());
        QNetworkRequest onward{QUrl(m_kea->url())};
        onward.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        onward.setRawHeader("Authorization", request.header("authorization").value_or(""));
        QNetworkReply *reply = m_manager->post(onward, request.body);
        connect(reply, &QNetworkReply::finished, this, [reply, responder] {
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            responder.answer(status, reply->readAll(), {{"Content-Type", "application/json"}});
            reply->deleteLater();
        });
    }

    /// From now on `before` is called with each command before Kea gets it.
    void stepBetween(std::function<void(const QString &command)> before)
    {
        m_before = std::move(before);
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_between = std::make_unique<test::HttpServer>(
            [this](const test::HttpRequest &request, const test::HttpResponder &responder) {
                pass(request, responder);
            });
        QVERIFY(m_between->listen());
        m_console = std::make_unique<Console>(m_between->port());
    }

    [[nodiscard]] Result<KeaChange> reserve(const QString &mac, const QString &ip, const QString &host = {})
    {
        return test::run(m_console->client.reserve({mac, ip, host, 0}));
    }

private Q_SLOTS:
    void init()
    {
        m_watch = std::make_unique<test::SecretWatch>(QStringList{password});
        m_kea = std::make_unique<KeaProcess>();
        m_kea->setAccount(u"noc"_s, password);
        QVERIFY(m_kea->start());
        m_console = std::make_unique<Console>(m_kea->port());
    }

    void cleanup()
    {
        m_console.reset();
        m_between.reset();
        m_manager.reset();
        m_kea.reset();
        const QString leak = m_watch ? m_watch->findInLog() : QString();
        m_watch.reset();
        QCOMPARE(leak, QString());
    }

    void itTellsWhatItCanDo()
    {
        const auto abilities = test::run(m_console->client.probe());
        QVERIFY2(abilities, said(abilities).constData());
        QVERIFY(abilities->version.startsWith(u"2."));
        QVERIFY(abilities->hasLeaseCommands && abilities->hasConfigurationCommands);
        QVERIFY(!abilities->hasHostCommands); // as packaged by Debian
    }

    void leasesAreFoundByTheDevice()
    {
        QCOMPARE(test::run(m_console->client.leaseOf(yard)).value(), std::nullopt);
        QVERIFY(m_kea->addLease(u"192.0.2.101"_s, yard, 600));
        QVERIFY(m_kea->addLease(u"192.0.2.102"_s, yard));
        const auto lease = test::run(m_console->client.leaseOf(yard)).value();
        QVERIFY(lease);
        QCOMPARE(lease->ip, u"192.0.2.102"_s);
        QCOMPARE(lease->mac, yard);
        QCOMPARE(lease->subnetId, 7);
        QCOMPARE(lease->state, KeaLease::State::Current);
        QCOMPARE(lease->expiresMs - lease->obtainedMs, 3'600'000);
        QVERIFY(std::abs(lease->obtainedMs - QDateTime::currentMSecsSinceEpoch()) < 60'000);
        QVERIFY(m_kea->addLease(u"192.0.2.103"_s, gate, 7200));
        QCOMPARE(test::run(m_console->client.leaseOf(gate)).value()->state, KeaLease::State::Expired);
        QCOMPARE(test::run(m_console->client.deleteLease(u"192.0.2.102"_s)).value(), true);
        QCOMPARE(test::run(m_console->client.deleteLease(u"192.0.2.102"_s)).value(), false);
    }

    void aReservationIsMadeAndNothingElseIsChanged()
    {
        const QJsonObject before = m_kea->config();
        const auto made = reserve(gate, u"192.0.2.50"_s, u"gate"_s);
        QVERIFY2(made, said(made).constData());
        QVERIFY(made->isChanged && made->notes.isEmpty());
        const KeaReservation expected{gate, u"192.0.2.50"_s, u"gate"_s, 7};
        QCOMPARE(test::run(m_console->client.reservationOf(gate)).value(), expected);
        const QStringList all{u"00:11:22:33:44:01 192.0.2.11"_s, u"00:11:22:33:44:af 192.0.2.50"_s};
        QCOMPARE(reservationsIn(m_kea->config()), all);
        QCOMPARE(reservationsIn(m_kea->writtenConfig()), all);
        QCOMPARE(withoutReservations(m_kea->config()), withoutReservations(before));
        // It outlives the daemon.
        m_kea->killDaemon();
        QVERIFY(m_kea->startDaemon());
        QCOMPARE(reservationsIn(m_kea->config()), all);
        // Once more is the same.
        const auto again = reserve(gate, u"192.0.2.50"_s);
        QVERIFY(again && !again->isChanged);
        const auto gone = test::run(m_console->client.release(gate));
        QVERIFY(gone && gone->isChanged);
        QCOMPARE(gone->reservation, expected);
        QCOMPARE(m_kea->config(), before);
        const auto nothing = test::run(m_console->client.release(gate));
        QVERIFY(nothing && !nothing->isChanged);
    }

    void subnetsOfSharedNetworksHaveReservationsToo()
    {
        const auto made = reserve(gate, u"198.51.100.9"_s);
        QVERIFY2(made, said(made).constData());
        QCOMPARE(made->reservation->subnetId, 8);
        QVERIFY(reservationsIn(m_kea->config()).contains(u"00:11:22:33:44:af 198.51.100.9"_s));
    }

    void whatCannotBeIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("mac");
        QTest::addColumn<QString>("ip");
        QTest::addColumn<int>("subnet");
        QTest::addColumn<QString>("says");
        QTest::newRow("no subnet") << yard << u"203.0.113.5"_s << 0 << u"No subnet"_s;
        QTest::newRow("another subnet") << yard << u"192.0.2.60"_s << 8 << u"Subnet 8"_s;
        QTest::newRow("no such subnet") << yard << u"192.0.2.60"_s << 99 << u"Subnet 99"_s;
        QTest::newRow("no address") << yard << u"camera"_s << 0 << u"not an IPv4 address"_s;
        QTest::newRow("IPv6") << yard << u"2001:db8::1"_s << 0 << u"not an IPv4 address"_s;
        QTest::newRow("of another") << yard << u"192.0.2.11"_s << 0 << lobby;
        QTest::newRow("it has another") << lobby << u"192.0.2.60"_s << 0 << u"192.0.2.11"_s;
        QTest::newRow("leased") << yard << u"192.0.2.150"_s << 0 << gate;
    }
    void whatCannotBeIsRefusedWithTheReason()
    {
        QFETCH(QString, mac);
        QFETCH(QString, ip);
        QFETCH(int, subnet);
        QFETCH(QString, says);
        QVERIFY(m_kea->addLease(u"192.0.2.150"_s, gate));
        m_console = std::make_unique<Console>(m_kea->port(), u"noc"_s, password, subnet);
        const QJsonObject before = m_kea->config();
        const auto refused = reserve(mac, ip);
        QVERIFY(!refused && refused.error().category == ErrorCategory::Invalid);
        QVERIFY2(refused.error().message.contains(says), said(refused).constData());
        QCOMPARE(m_kea->config(), before);
    }

    void aLeaseThatIsOverOrItsOwnIsInNobodysWay()
    {
        QVERIFY(m_kea->addLease(u"192.0.2.150"_s, gate, 7200));
        QVERIFY(m_kea->addLease(u"192.0.2.151"_s, lobby));
        QVERIFY(reserve(yard, u"192.0.2.150"_s));
        QVERIFY(test::run(m_console->client.release(lobby)));
        QVERIFY(reserve(lobby, u"192.0.2.151"_s));
    }

    void twoConsolesAtOnceLoseNothing()
    {
        Console other(m_kea->port());
        std::optional<Result<KeaChange>> theirs;
        const auto keep = [](QCoro::Task<Result<KeaChange>> task,
                             std::optional<Result<KeaChange>> *slot) -> QCoro::Task<void> {
            *slot = co_await task;
        };
        keep(other.client.reserve({gate, u"192.0.2.51"_s, {}, 0}), &theirs);
        const auto ours = reserve(yard, u"192.0.2.50"_s);
        QVERIFY2(ours, said(ours).constData());
        QTRY_VERIFY_WITH_TIMEOUT(theirs.has_value(), 30'000);
        QVERIFY2(*theirs, said(*theirs).constData());
        for (const QJsonObject &config : {m_kea->config(), m_kea->writtenConfig()}) {
            QVERIFY(reservationsIn(config).contains(u"00:11:22:33:44:02 192.0.2.50"_s));
            QVERIFY(reservationsIn(config).contains(u"00:11:22:33:44:af 192.0.2.51"_s));
        }
    }

    void whatIsChangedByOthersMeanwhileStays_data()
    {
        QTest::addColumn<QString>("before");
        QTest::newRow("after the reading") << u"config-test"_s;
        QTest::newRow("by one that had read before we set") << u"config-write"_s;
    }
    void whatIsChangedByOthersMeanwhileStays()
    {
        QFETCH(QString, before);
        const QJsonObject theirs = withAnother(m_kea->config(), gate, u"192.0.2.51"_s);
        int times = 0;
        stepBetween([&](const QString &command) {
            if (command == before && times++ == 0)
                QVERIFY(m_kea->setConfig(theirs));
        });
        const auto made = reserve(yard, u"192.0.2.50"_s);
        QVERIFY2(made, said(made).constData());
        QVERIFY(times > 1);
        QCOMPARE(reservationsIn(m_kea->config()).size(), 3);
        QCOMPARE(reservationsIn(m_kea->writtenConfig()).size(), 3);
    }

    void whoTakesTheAddressMeanwhileKeepsIt()
    {
        const QJsonObject theirs = withAnother(m_kea->config(), gate, u"192.0.2.50"_s);
        stepBetween([&](const QString &command) {
            if (command == u"config-test")
                QVERIFY(m_kea->setConfig(theirs));
        });
        const auto refused = reserve(yard, u"192.0.2.50"_s);
        QVERIFY(!refused && refused.error().category == ErrorCategory::Invalid);
        QVERIFY(refused.error().message.contains(gate));
    }

    void changesWithoutEndAreSaid()
    {
        int times = 0;
        stepBetween([&](const QString &command) {
            if (command != u"config-test")
                return;
            QJsonObject changed = m_kea->config();
            changed.insert(u"valid-lifetime"_s, 4000 + ++times);
            QVERIFY(m_kea->setConfig(changed));
        });
        const auto refused = reserve(yard, u"192.0.2.50"_s);
        QVERIFY(!refused && refused.error().category == ErrorCategory::Conflict);
        QCOMPARE(times, KeaClient::mostAttempts);
        QCOMPARE(reservationsIn(m_kea->config()).size(), 1);
    }

    void aDaemonThatDiesInBetweenIsSaidAndTheNextTryDoesIt_data()
    {
        QTest::addColumn<QString>("before");
        QTest::newRow("check") << u"config-test"_s;
        QTest::newRow("change") << u"config-set"_s;
        QTest::newRow("writing") << u"config-write"_s;
    }
    void aDaemonThatDiesInBetweenIsSaidAndTheNextTryDoesIt()
    {
        QFETCH(QString, before);
        stepBetween([&](const QString &command) {
            if (command == before)
                m_kea->killDaemon();
        });
        const auto failed = reserve(yard, u"192.0.2.50"_s);
        QVERIFY(!failed && failed.error().category == ErrorCategory::Network);
        QVERIFY2(failed.error().message.contains(u"control agent"), said(failed).constData());
        m_before = [](const QString &) {};
        QVERIFY(m_kea->startDaemon());
        QCOMPARE(reservationsIn(m_kea->config()).size(), 1); // it was nowhere written
        const auto made = reserve(yard, u"192.0.2.50"_s);
        QVERIFY2(made, said(made).constData());
        QCOMPARE(reservationsIn(m_kea->writtenConfig()).size(), 2);
    }

    void whoEndedBeforeWritingIsMadeUpFor()
    {
        QVERIFY(m_kea->setConfig(withAnother(m_kea->config(), yard, u"192.0.2.50"_s)));
        QCOMPARE(reservationsIn(m_kea->writtenConfig()).size(), 1);
        const auto made = reserve(yard, u"192.0.2.50"_s);
        QVERIFY(made && !made->isChanged);
        QCOMPARE(reservationsIn(m_kea->writtenConfig()).size(), 2);
    }

    void failuresAreToldApart_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<ErrorCategory>("category");
        QTest::newRow("wrong password") << u"password"_s << ErrorCategory::Authentication;
        QTest::newRow("no account") << u"account"_s << ErrorCategory::Authentication;
        QTest::newRow("agent dead") << u"agent"_s << ErrorCategory::Network;
        QTest::newRow("daemon dead") << u"daemon"_s << ErrorCategory::Network;
    }
    void failuresAreToldApart()
    {
        QFETCH(QString, what);
        QFETCH(ErrorCategory, category);
        if (what == u"password")
            m_console = std::make_unique<Console>(m_kea->port(), u"noc"_s, password + u"!"_s);
        else if (what == u"account")
            m_console = std::make_unique<Console>(m_kea->port(), QString(), QString());
        else if (what == u"agent")
            m_kea->killAgent();
        else
            m_kea->killDaemon();
        const auto probed = test::run(m_console->client.probe());
        const auto found = test::run(m_console->client.leaseOf(lobby));
        const auto made = reserve(yard, u"192.0.2.50"_s);
        QVERIFY(!probed && !found && !made);
        for (const Error &error : {probed.error(), found.error(), made.error()}) {
            QCOMPARE(error.category, category);
            QVERIFY(!error.message.isEmpty());
            m_watch->expectNone(error);
            QCOMPARE(error.message.contains(u"control agent"), what == u"daemon");
        }
    }

    void withoutTheHookForLeasesReservationsStillWork()
    {
        m_kea = std::make_unique<KeaProcess>();
        m_kea->setAccount(u"noc"_s, password);
        m_kea->setLeaseCommands(false);
        QVERIFY(m_kea->start());
        m_console = std::make_unique<Console>(m_kea->port());
        QVERIFY(!test::run(m_console->client.probe()).value().hasLeaseCommands);
        const auto lease = test::run(m_console->client.leaseOf(lobby));
        QVERIFY(!lease && lease.error().category == ErrorCategory::Unsupported);
        QVERIFY(reserve(yard, u"192.0.2.50"_s)->notes.isEmpty());
        QCOMPARE(reserve(gate, u"192.0.2.150"_s)->notes.size(), 1); // who has it now?
    }

    void aLargeConfigurationIsChangedToo()
    {
        constexpr int count = 5'000; // more than a megabyte
        QJsonObject config = m_kea->config();
        QJsonArray subnets = config[u"subnet4"].toArray();
        QJsonArray reservations;
        for (int i = 0; i < count; ++i)
            reservations.append(QJsonObject{
                {u"hw-address"_s,
                 u"02:00:00:00:%1:%2"_s.arg(i / 250, 2, 16, QChar(u'0')).arg(i % 250, 2, 16, QChar(u'0'))},
                {u"ip-address"_s, u"10.9.%1.%2"_s.arg(i / 250).arg(i % 250 + 1)}});
        subnets.append(
            QJsonObject{{u"id"_s, 99}, {u"subnet"_s, u"10.9.0.0/16"_s}, {u"reservations"_s, reservations}});
        config.insert(u"subnet4"_s, subnets);
        QVERIFY(m_kea->setConfig(config));
        const auto made = reserve(yard, u"10.9.200.1"_s);
        QVERIFY2(made, said(made).constData());
        QCOMPARE(reservationsIn(m_kea->writtenConfig()).size(), count + 2);
        const auto gone = test::run(m_console->client.release(u"02:00:00:00:01:07"_s));
        QVERIFY2(gone && gone->isChanged, said(gone).constData());
        QCOMPARE(reservationsIn(m_kea->config()).size(), count + 1);
    }

    void whatIsStoppedEndsAtOnce()
    {
        std::stop_source stop;
        stepBetween([&](const QString &command) {
            if (command == u"config-test")
                stop.request_stop();
        });
        const auto ended =
            test::run(m_console->client.reserve({yard, u"192.0.2.50"_s, {}, 0}, stop.get_token()));
        QVERIFY(!ended && ended.error().category == ErrorCategory::Cancelled);
        QCOMPARE(reservationsIn(m_kea->config()).size(), 1);
    }
};

QTEST_GUILESS_MAIN(KeaTest)
#include "tst_kea.moc"
