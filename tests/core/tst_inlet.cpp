#include "app/inlet/Inlet.h"
#include "app/inlet/InletListener.h"
#include "models/registry/SecretRepository.h"
#include "tests/core/Await.h"
#include "tests/core/CpuClock.h"
#include "tests/core/SessionTest.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <deque>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;

namespace {

/// JSON as it is read more easily; moc does not take raw strings with quotes.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray goodToken = "t0ken-of-the-billing-system";
const QByteArray goodBody = quoted("{'mac':'001122334405','ip':'192.0.2.5'}");

QByteArray request(const QByteArray &line, const QByteArray &body = goodBody, const QByteArray &more = {},
                   const QByteArray &token = goodToken)
{
    return line + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + more + "\r\n" + body;
}

/// A client that sends bytes, and keeps what comes back until the other side closes.
class Client : public QObject
{
public:
    Client(quint16 port, const QByteArray &bytes)
    {
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_got += m_socket.readAll(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_isClosed = true; });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_isClosed = true; });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        send(bytes);
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    [[nodiscard]] const QByteArray &got() const { return m_got; }
    [[nodiscard]] int status() const { return m_got.mid(9, 3).toInt(); }
    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(m_got.mid(m_got.indexOf("\r\n\r\n") + 4)).object();
    }
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        const qsizetype at = m_got.indexOf("\r\n" + name + ": ");
        return at < 0 ? QByteArray()
                      : m_got.mid(at + name.size() + 4, m_got.indexOf("\r\n", at + 2) - at - name.size() - 4);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_got;
    bool m_isClosed = false;
};

/// By a socket that does nothing by itself, not even close. The caller closes it; negative: it failed.
int sendPlainly(quint16 port, const QByteArray &bytes)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    // Where more wait to be accepted than may, others are let wait for a second each.
    const timeval patience{0, 50'000};
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&place), sizeof(place)) == 0)
        (void)::send(socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
    return socket;
}

/// Deadlines that a test need not wait for, and rates that it does not meet by itself.
InletLimits quickLimits()
{
    InletLimits limits;
    limits.each = {100'000, 100'000};
    limits.all = {100'000, 100'000};
    limits.refusalPause = 1ms;
    limits.retryPause = 20ms;
    return limits;
}

} // namespace

/// Who gives orders by HTTP, who only tries to, and what stays of the program meanwhile.
class InletTest : public test::SessionTest
{
    Q_OBJECT

    void listen(InletLimits limits = quickLimits())
    {
        m_listener = std::make_unique<InletListener>(
            [this](const ProvisioningOrder &order, const ProvisioningDone &done) {
                m_orders.push_back(order);
                m_answers.push_back(done);
                if (m_answer)
                    done(*m_answer);
            },
            limits);
        const auto started = m_listener->start(u"127.0.0.1"_s, 0, SecretText(goodToken));
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
    }

    [[nodiscard]] std::unique_ptr<Client> ask(const QByteArray &bytes)
    {
        auto client = std::make_unique<Client>(m_listener->serverPort(), bytes);
        (void)QTest::qWaitFor([&] { return client->isClosed(); });
        return client;
    }

    [[nodiscard]] Result<void> save(const InletSettings &settings, const QByteArray &token = {})
    {
        return test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().inlet.save(settings, SecretText(token), context, std::move(done));
        });
    }

    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer server;
        (void)server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }

    std::unique_ptr<InletListener> m_listener;
    std::deque<ProvisioningOrder> m_orders;
    std::deque<ProvisioningDone> m_answers;
    std::optional<Result<ProvisioningReceipt>> m_answer;

private Q_SLOTS:
    void init()
    {
        m_orders.clear();
        m_answers.clear();
        m_answer = ProvisioningReceipt{u"dev"_s, u"cam"_s, u"ready"_s, true};
        setUp();
    }

    void cleanup()
    {
        m_listener.reset();
        m_answers.clear();
        if (m_session)
            tearDown();
    }

    void anOrderIsTakenAndAnswered()
    {
        listen();
        const auto client = ask(request("POST /dhcp"));
        QCOMPARE(client->status(), 200);
        QCOMPARE(client->json()[u"device"].toString(), u"dev"_s);
        QCOMPARE(client->header("Connection"), "close");
        QCOMPARE(std::get<DhcpReport>(m_orders.front()).ip, u"192.0.2.5"_s);
        const auto vendors = ask(request("POST /api/v1/billing/streams"));
        QCOMPARE(vendors->status(), 204);
        QVERIFY(vendors->got().endsWith("\r\n\r\n"));
        QCOMPARE(ask(request("POST /new_camera", quoted("{'mac':'1','serial_number':'2'}")))->status(), 200);
        QCOMPARE(ask(request("POST /attach_camera", quoted("{'mac':'1'}")))->status(), 200);
        QCOMPARE(m_orders.size(), 4u);
        QTRY_COMPARE(m_listener->connectionCount(), 0);
    }

    void whatIsNoOrderIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        const QByteArray head = "Host: a\r\nAuthorization: Bearer " + goodToken + "\r\n";
        row("garbage", "\x01\x02\x03 garbage\r\n\r\n", 400);
        row("TLS", QByteArray("\x16\x03\x01\x02\x00\r\n\r\n", 9), 400);
        row("no token", "POST /dhcp HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", 401);
        row("wrong token", request("POST /dhcp", goodBody, {}, "wrong"), 401);
        row("longer token", request("POST /dhcp", goodBody, {}, goodToken + "x"), 401);
        row("beginning of the token", request("POST /dhcp", goodBody, {}, goodToken.chopped(1)), 401);
        row("no token at all", request("POST /dhcp", goodBody, {}, ""), 401);
        row("another scheme",
            "POST /dhcp HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + goodToken + "\r\n\r\n", 401);
        row("unknown place, wrong token", request("POST /x", goodBody, {}, "wrong"), 401);
        row("unknown place", request("POST /dhcp/"), 404);
        row("another method", request("GET /dhcp"), 405);
        row("no length", "POST /dhcp HTTP/1.1\r\n" + head + "\r\n", 411);
        row("chunks", "POST /dhcp HTTP/1.1\r\n" + head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411);
        row("too long a body",
            "POST /dhcp HTTP/1.1\r\n" + head +
                "Content-Length: 65537\r\nContent-Type: application/json\r\n\r\n",
            413);
        row("terabytes", "POST /dhcp HTTP/1.1\r\n" + head + "Content-Length: 999999999999999\r\n\r\n", 413);
        row("a form", "POST /dhcp HTTP/1.1\r\n" + head + "Content-Length: 1\r\n\r\nx", 415);
        row("no JSON", request("POST /dhcp", "mac=1"), 400);
        row("nothing in it", request("POST /dhcp", ""), 400);
        row("wrong types", request("POST /dhcp", quoted("{'mac':7,'ip':[]}")), 422);
        row("too long a head", "POST /dhcp HTTP/1.1\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n", 431);
        row("a head without an end", QByteArray(100'000, 'x'), 431);
    }

    void whatIsNoOrderIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        listen();
        const auto client = ask(bytes);
        QCOMPARE(client->status(), status);
        QVERIFY(!client->json()[u"message"].toString().isEmpty());
        QCOMPARE(client->header("Allow"), status == 405 ? QByteArray("POST") : QByteArray());
        QCOMPARE(client->header("WWW-Authenticate"), status == 401 ? QByteArray("Bearer") : QByteArray());
        QVERIFY(m_orders.empty());
        QCOMPARE(ask(request("POST /dhcp"))->status(), 200); // and the next one is taken
    }

    void aWrongTokenIsSlowedDown()
    {
        InletLimits limits = quickLimits();
        limits.refusalPause = 80ms;
        listen(limits);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ask(request("POST /dhcp", goodBody, {}, "wrong"))->status(), 401);
        QVERIFY(timer.elapsed() >= 75);
    }

    void aBodyComesInPiecesOrWhenItIsAskedFor()
    {
        listen();
        Client client(
            m_listener->serverPort(),
            request("POST /dhcp", {}, "Expect: 100-continue\r\n")
                .replace("Content-Length: 0", "Content-Length: " + QByteArray::number(goodBody.size())));
        QTRY_VERIFY(client.got().endsWith("100 Continue\r\n\r\n"));
        for (const char c : goodBody)
            client.send(QByteArray(1, c));
        QTRY_VERIFY(client.isClosed());
        QVERIFY(client.got().contains("HTTP/1.1 200"));
    }

    void ofPipelinedRequestsTheFirstIsAnswered()
    {
        listen();
        const auto client = ask(request("POST /dhcp") + request("POST /dhcp") + request("POST /dhcp"));
        QCOMPARE(client->status(), 200);
        QCOMPARE(client->got().count("HTTP/1.1"), 1);
        QCOMPARE(m_orders.size(), 1u);
    }

    void whoIsSlowIsCutOff()
    {
        InletLimits limits = quickLimits();
        limits.requestDeadline = 150ms;
        limits.closingDeadline = 50ms;
        listen(limits);
        // A byte now and then gains nothing.
        Client drip(m_listener->serverPort(), "POST /dhcp HTTP/1.1\r\n");
        QTimer timer;
        connect(&timer, &QTimer::timeout, &drip, [&drip] { drip.send("X"); });
        timer.start(10ms);
        Client silent(m_listener->serverPort(), {});
        Client half(m_listener->serverPort(), request("POST /dhcp").chopped(1));
        QTRY_VERIFY(drip.isClosed() && silent.isClosed() && half.isClosed());
        for (const Client *client : {&drip, &silent, &half})
            QCOMPARE(client->status(), 408);
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        QVERIFY(m_orders.empty());
    }

    void whoDoesNotTakeTheAnswerIsCutOff()
    {
        InletLimits limits = quickLimits();
        limits.closingDeadline = 50ms;
        listen(limits);
        const int socket = sendPlainly(m_listener->serverPort(), request("POST /x")); // and read nothing
        QTRY_COMPARE(m_listener->connectionCount(), 1);
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        ::close(socket);
    }

    void anOrderThatNobodyAnswersEnds()
    {
        m_answer = std::nullopt;
        InletLimits limits = quickLimits();
        limits.answerDeadline = 30ms;
        listen(limits);
        QCOMPARE(ask(request("POST /dhcp"))->status(), 504);
        m_answers.front()(ProvisioningReceipt()); // late, and nobody is there any more
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        m_answers.front()(ProvisioningReceipt());
    }

    void whoGoesAwayIsNotAnswered()
    {
        m_answer = std::nullopt;
        listen();
        {
            Client client(m_listener->serverPort(), request("POST /dhcp"));
            QTRY_COMPARE(m_answers.size(), 1u);
        }
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        m_answers.front()(ProvisioningReceipt());
        Client other(m_listener->serverPort(), request("POST /dhcp"));
        QTRY_COMPARE(m_answers.size(), 2u);
        m_listener.reset(); // in the middle
        m_answers.back()(ProvisioningReceipt());
    }

    void aFailureOfTheOrderIsAStatus()
    {
        m_answer = fail(ErrorCategory::Conflict, u"Another console works on it."_s);
        listen();
        const auto client = ask(request("POST /dhcp"));
        QCOMPARE(client->status(), 409);
        QCOMPARE(client->json()[u"message"].toString(), u"Another console works on it."_s);
    }

    void whoAsksTooOftenHasToWait()
    {
        InletLimits limits = quickLimits();
        limits.each = {3, 0.5};
        listen(limits);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask(request("POST /dhcp"))->status(), 200);
        const auto client = ask(request("POST /dhcp"));
        QCOMPARE(client->status(), 429);
        QCOMPARE(client->header("Retry-After"), "2");
        QCOMPARE(ask("garbage\r\n\r\n")->status(), 429); // counts as well
        QCOMPARE(m_orders.size(), 3u);
    }

    void noMoreConnectionsThanAreTaken()
    {
        InletLimits limits = quickLimits();
        limits.maxConnections = 6;
        limits.maxConnectionsOfPeer = 4;
        listen(limits);
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 50; ++i)
            clients.push_back(std::make_unique<Client>(m_listener->serverPort(), "POST"));
        const auto closed = [&] { return std::ranges::count_if(clients, &Client::isClosed); };
        QTRY_COMPARE(closed(), 46);
        QCOMPARE(m_listener->connectionCount(), 4);
        clients.clear();
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        QCOMPARE(ask(request("POST /dhcp"))->status(), 200);
    }

    void randomBytesHarmNothing()
    {
        InletLimits limits = quickLimits();
        limits.requestDeadline = 20ms;
        limits.closingDeadline = 20ms;
        listen(limits);
        QRandomGenerator random(82); // the same in each run
        const QByteArray good = request("POST /dhcp");
        for (int i = 0; i < 60; ++i) {
            QByteArray bytes = good;
            for (int j = 0; j < 1 + i % 7; ++j)
                bytes[random.bounded(bytes.size())] = char(random.bounded(256));
            bytes.truncate(i % 3 == 0 ? random.bounded(bytes.size()) : bytes.size());
            const auto client = ask(bytes);
            QVERIFY2((client->status() >= 200 && client->status() < 500) || client->status() == 505,
                     client->got().constData());
        }
        QTRY_COMPARE(m_listener->connectionCount(), 0);
    }

    void aFloodDoesNotHoldUpTheProgram()
    {
        Inlet inlet(quickLimits());
        int taken = 0;
        inlet.setHandler([&](const ProvisioningOrder &, const ProvisioningDone &done) {
            ++taken;
            done(ProvisioningReceipt());
        });
        InletSettings settings;
        settings.isOn = true;
        settings.port = freePort();
        inlet.follow(settings, SecretText(goodToken));
        QTRY_COMPARE(inlet.state(), Inlet::State::Listening);
        // From another thread, as fast as it goes: orders, and what is none.
        std::atomic_int sent = 0;
        std::atomic_bool isOver = false;
        const std::unique_ptr<QThread> flood(QThread::create([&] {
            std::deque<int> open; // so that some are read before they are closed
            while (sent < 2'000 && !isOver) {
                open.push_back(
                    sendPlainly(settings.port, sent % 4 == 0 ? request("POST /dhcp")
                                                             : request("POST /dhcp", goodBody, {}, "wrong")));
                ++sent;
                if (open.size() > 16) {
                    ::close(open.front());
                    open.pop_front();
                }
            }
            for (const int socket : open)
                ::close(socket);
        }));
        const test::CpuClock window(CLOCK_THREAD_CPUTIME_ID);
        flood->start();
        QTRY_COMPARE_WITH_TIMEOUT(sent.load(), 2'000, 60'000);
        isOver = true;
        flood->wait();
        QTRY_VERIFY(taken > 0);
        // What the window's thread had to do for it, orders included.
        QVERIFY2(window.elapsed() < test::stallLimitMs(), qPrintable(QString::number(window.elapsed())));
    }

    void withoutAHandlerItIsNotReady()
    {
        Inlet inlet(quickLimits());
        InletSettings settings;
        settings.isOn = true;
        settings.port = freePort();
        inlet.follow(settings, SecretText(goodToken));
        QTRY_COMPARE(inlet.state(), Inlet::State::Listening);
        Client client(settings.port, request("POST /dhcp"));
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), 503);
        settings.isOn = false;
        inlet.follow(settings, SecretText(goodToken));
        QCOMPARE(inlet.state(), Inlet::State::Off);
        const auto isRefused = [&] {
            Client late(settings.port, request("POST /dhcp"));
            return QTest::qWaitFor([&] { return late.isClosed(); }) && late.got().isEmpty();
        };
        QTRY_VERIFY(isRefused());
    }

    void aTakenPortIsToldOnceAndTriedAgain()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Inlet inlet(quickLimits());
        QSignalSpy failed(&inlet, &Inlet::failed);
        InletSettings settings;
        settings.isOn = true;
        settings.port = other.serverPort();
        int tries = 0;
        connect(&inlet, &Inlet::stateChanged, this, [&] { ++tries; });
        inlet.follow(settings, SecretText(goodToken));
        QTRY_COMPARE(inlet.state(), Inlet::State::Failed);
        QVERIFY(inlet.error().message.contains(QString::number(settings.port)));
        other.close();
        QTRY_COMPARE(inlet.state(), Inlet::State::Listening);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(tries, 3); // starting, failed, listening: not each try in vain
    }

    void theSettingsAreKeptSealedAndWithATrail()
    {
        QVERIFY(openSession());
        QCOMPARE(m_session->inletSettings(), InletSettings());
        InletSettings settings;
        settings.isOn = true;
        settings.port = freePort();
        QCOMPARE(save(settings).error().category, ErrorCategory::Invalid); // no token
        const SecretText token = InletEdits::createToken().value();
        QCOMPARE(token.reveal().size(), 43); // 256 bits
        QVERIFY(InletEdits::createToken().value() != token);
        m_watch->add(token.revealText());
        QVERIFY(save(settings, token.reveal()));
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Listening);
        const auto latest = test::answerOf<std::vector<Operation>>(
            [&](QObject *context, auto done) { m_session->latestOperations(1, context, std::move(done)); });
        QCOMPARE(latest->front().kind, OperationKind::EditInlet);

        QVERIFY(openSession()); // anew
        settings.tokenSecret = m_session->inletSettings().tokenSecret;
        QCOMPARE(m_session->inletSettings(), settings);
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Listening);
        Client client(settings.port, request("POST /dhcp", goodBody, {}, token.reveal()));
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), 404); // taken in, and no device has this address

        const SecretText next = InletEdits::createToken().value();
        m_watch->add(next.revealText());
        QVERIFY(save(settings, next.reveal()));
        QVERIFY(m_session->inletSettings().tokenSecret != settings.tokenSecret);
        QCOMPARE(m_session->countSecrets(inletPurpose), 1);
        const auto isTaken = [&](const SecretText &shown) {
            Client asking(settings.port, request("POST /dhcp", goodBody, {}, shown.reveal()));
            return QTest::qWaitFor([&] { return asking.isClosed(); }) && asking.status() == 404;
        };
        QTRY_VERIFY(isTaken(next));
        QVERIFY(!isTaken(token));
        settings.isOn = false;
        QVERIFY(save(settings));
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Off);
        for (const QString &name : QDir(m_dir->path()).entryList(QDir::Files)) {
            QFile file(m_dir->filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(token.reveal()) && !bytes.contains(next.reveal()), qPrintable(name));
        }
    }

    void whoTakesNothingOverDoesNotListen()
    {
        QVERIFY(openSession());
        InletSettings settings;
        settings.isOn = true;
        settings.port = freePort();
        QVERIFY(save(settings, goodToken));
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Listening);
        Session other(*m_keychain, Session::Behaviour{.pollsAlways = false, .takesOver = false});
        other.open(registryPath());
        QTRY_VERIFY(other.isOpen());
        QTRY_VERIFY(other.vaultOpener().vault().isOpen());
        QVERIFY(other.inletSettings().isOn);
        QCOMPARE(other.inlet().state(), Inlet::State::Off);
    }
};

QTEST_GUILESS_MAIN(InletTest)
#include "tst_inlet.moc"
