#include "app/mediaserver/ServerChannel.h"
#include "tests/core/Await.h"
#include "tests/support/HttpServer.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTest>

#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::HttpResponder;
using test::HttpServer;
using test::TlsIdentity;

namespace {

const QByteArray token = "s3cret-Token~";

QStringList g_log;

void collectLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    g_log.append(message);
}

/// What became of one request, and how often it was said.
struct Outcome
{
    int calls = 0;
    std::optional<Result<HttpResponse>> result;

    [[nodiscard]] bool isError(ErrorCategory category) const
    {
        return calls == 1 && result && !*result && result->error().category == category;
    }
};

HttpRequest get(const QString &path = u"/"_s)
{
    HttpRequest request;
    request.path = path;
    request.headers = {{"Authorization", token}};
    request.query = {{u"token"_s, QString::fromLatin1(token)}};
    return request;
}

} // namespace

class TransportTest : public QObject
{
    Q_OBJECT

    HttpServer::Handler m_handler;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServerChannel> m_channel;

    void connectTo(bool useTls = false, const QByteArray &pin = {})
    {
        m_channel = std::make_unique<ServerChannel>(
            *m_transport, ChannelAddress{useTls, u"127.0.0.1"_s, m_server->port(), pin});
    }

    std::shared_ptr<Outcome> send(HttpRequest request, std::stop_token stop = {})
    {
        auto outcome = std::make_shared<Outcome>();
        m_channel->send(std::move(request), std::move(stop), [outcome](Result<HttpResponse> result) {
            ++outcome->calls;
            outcome->result = std::move(result);
        });
        return outcome;
    }

    Outcome sendAndWait(HttpRequest request)
    {
        const auto outcome = send(std::move(request));
        (void)QTest::qWaitFor([&] { return outcome->calls > 0; }, 15'000);
        // Whatever would answer a second time does it now.
        m_channel.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        return *outcome;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("SHOWLOG"))
            qInstallMessageHandler(collectLog);
    }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void init()
    {
        g_log.clear();
        QLoggingCategory::setFilterRules(u"streamkeeper.*=true"_s);
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(200, "{}", {{"Content-Type", "application/json"}});
        };
        m_server = std::make_unique<HttpServer>(
            [this](const test::HttpRequest &request, const HttpResponder &responder) {
                m_handler(request, responder);
            });
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<HttpTransport>();
        connectTo();
    }

    void cleanup()
    {
        m_channel.reset();
        m_transport.reset();
        m_server.reset();
        for (const QString &line : std::as_const(g_log))
            QVERIFY2(!line.contains(QString::fromLatin1(token)), qPrintable(line));
    }

    void anAnswerOfAnyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 204, 301, 302, 400, 401, 403, 404, 429, 500, 502, 503})
            QTest::addRow("%d", status) << status;
    }

    void anAnswerOfAnyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        m_handler = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            QCOMPARE(request.path, "/api/a%20b/%C3%A9%3F%23/");
            QCOMPARE(request.queryValue("token"), token);
            QCOMPARE(request.header("authorization"), token);
            responder.answer(status, status == 204 ? "" : "body", {{"Content-Type", "text/plain"}});
        };
        const Outcome outcome = sendAndWait(get(u"/api/a b/é?#/"_s));
        QCOMPARE(outcome.calls, 1);
        QVERIFY(outcome.result->has_value());
        const HttpResponse &response = **outcome.result;
        QCOMPARE(response.status, status);
        QCOMPARE(response.body, status == 204 ? QByteArray() : QByteArray("body"));
        QCOMPARE(response.contentType, "text/plain");
        QCOMPARE(response.isOk(), status < 300);
        QCOMPARE(m_server->requestCount(), 1);
        QVERIFY(qAbs(response.receivedAtMs - QDateTime::currentMSecsSinceEpoch()) < 10'000);
    }

    void aBodyGoesOutWithItsMethod()
    {
        m_handler = [](const test::HttpRequest &request, const HttpResponder &responder) {
            responder.answer(200, request.method + ' ' + request.body);
        };
        for (const QByteArray &method :
             {QByteArray("POST"), QByteArray("PUT"), QByteArray("PATCH"), QByteArray("DELETE")}) {
            connectTo();
            HttpRequest request = get();
            request.method = method;
            request.body = R"({"a":1})";
            const Outcome outcome = sendAndWait(request);
            QVERIFY(outcome.result && *outcome.result);
            QCOMPARE((*outcome.result)->body, method + R"( {"a":1})");
        }
    }

    void aQueryIsEncodedCompletely()
    {
        m_handler = [](const test::HttpRequest &request, const HttpResponder &responder) {
            responder.answer(200, request.query);
        };
        HttpRequest request = get();
        request.query = {{u"token"_s, u"a+b&c=d%25 é#"_s}, {u"x y"_s, u""_s}};
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.result && *outcome.result);
        QCOMPARE((*outcome.result)->body, "token=a%2Bb%26c%3Dd%2525%20%C3%A9%23&x%20y=");
    }

    void theDateHeaderIsReadAsUtc()
    {
        m_server->setDateSkew(3600s);
        const Outcome ahead = sendAndWait(get());
        QVERIFY(ahead.result && *ahead.result && (*ahead.result)->serverTimeMs);
        const qint64 offset = *(*ahead.result)->serverTimeMs - QDateTime::currentMSecsSinceEpoch();
        QVERIFY2(qAbs(offset - 3'600'000) < 5'000, qPrintable(QString::number(offset)));
        m_server->setDateSkew(std::nullopt);
        connectTo();
        const Outcome without = sendAndWait(get());
        QVERIFY(without.result && *without.result);
        QVERIFY(!(*without.result)->serverTimeMs);
    }

    void aRefusedConnectionSaysSoOnce()
    {
        m_server->stopListening();
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.isError(ErrorCategory::Network));
        const Error &error = outcome.result->error();
        QVERIFY2(error.message.contains(u"refuses the connection"), qPrintable(error.message));
        QVERIFY(error.message.contains(u"http://127.0.0.1:%1"_s.arg(m_server->port())));
        expectNoSecret(error);
    }

    void aHostNameThatCannotExistIsNamed_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("label too long") << QString(70, u'a') + u".example"_s;
        QTest::newRow("space") << u"bad host"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("symbols") << u"a<b>"_s;
        QTest::newRow("1,000 characters") << QString(1000, u'h');
    }

    void aHostNameThatCannotExistIsNamed()
    {
        QFETCH(QString, host);
        m_channel =
            std::make_unique<ServerChannel>(*m_transport, ChannelAddress{false, host, m_server->port(), {}});
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.calls == 1 && outcome.result && !*outcome.result);
        const Error &error = outcome.result->error();
        QVERIFY2(error.category == ErrorCategory::Network || error.category == ErrorCategory::Invalid,
                 qPrintable(error.message));
        QVERIFY2(error.message.contains(u"host"), qPrintable(error.message));
        QVERIFY2(host.isEmpty() || error.message.contains(host), qPrintable(error.message));
        expectNoSecret(error);
    }

    void anIpv6AddressIsAddressed()
    {
        m_channel = std::make_unique<ServerChannel>(*m_transport, ChannelAddress{false, u"::1"_s, 1, {}});
        QCOMPARE(m_channel->address().displayText(), u"http://[::1]:1"_s);
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.isError(ErrorCategory::Network));
        QVERIFY(outcome.result->error().message.contains(u"http://[::1]:1"));
    }

    void anAnswerCutInTheMiddleIsNoAnswer()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answerCut(200, QByteArray(100'000, 'x'), 50'000);
        };
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.isError(ErrorCategory::Network));
        QVERIFY(outcome.result->error().message.contains(u"before the answer was complete"));
        expectNoSecret(outcome.result->error());
    }

    void aConnectionClosedWithoutAnAnswerIsNoAnswer()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.close(); };
        HttpRequest request = get();
        request.method = "POST";
        request.body = "{}";
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.isError(ErrorCategory::Network));
        expectNoSecret(outcome.result->error());
    }

    void whatIsNoHttpIsNoAnswer()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        connect(&other, &QTcpServer::newConnection, &other, [&] {
            QTcpSocket *socket = other.nextPendingConnection();
            socket->write("SSH-2.0-OpenSSH_9.2\r\n");
            socket->disconnectFromHost();
        });
        m_channel = std::make_unique<ServerChannel>(
            *m_transport, ChannelAddress{false, u"127.0.0.1"_s, other.serverPort(), {}});
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.calls == 1 && outcome.result && !*outcome.result);
        QVERIFY(!outcome.result->error().message.isEmpty());
        expectNoSecret(outcome.result->error());
    }

    void theDeadlineIsForTheWholeAnswer_data()
    {
        QTest::addColumn<bool>("drips");
        QTest::newRow("server that hangs") << false;
        QTest::newRow("server that drips") << true;
    }

    void theDeadlineIsForTheWholeAnswer()
    {
        QFETCH(bool, drips);
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            if (drips)
                responder.answerSlowly(200, QByteArray(10'000, 'x'), 1, 20ms);
            else
                responder.hang();
        };
        HttpRequest request = get();
        request.deadline = 300ms;
        request.retries = 3; // a deadline is no reason to ask again
        QElapsedTimer clock;
        clock.start();
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.isError(ErrorCategory::Timeout));
        QVERIFY2(clock.elapsed() >= 250 && clock.elapsed() < 5'000,
                 qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(m_server->requestCount(), 1);
        QVERIFY(outcome.result->error().message.contains(u"did not answer completely within 1 second"));
        expectNoSecret(outcome.result->error());
    }

    void anAnswerThatIsTooLargeIsCutOff()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answerHuge(200, 4'000'000'000, "x");
        };
        HttpRequest request = get();
        request.maxBytes = 1'000'000;
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.isError(ErrorCategory::Protocol));
        QVERIFY(outcome.result->error().message.contains(u"larger than"));
        QVERIFY(QTest::qWaitFor([&] { return m_server->openConnectionCount() == 0; }));
        QVERIFY(m_server->bytesWritten() < 100'000'000);
    }

    void aSizeLimitHoldsForAnswersThatComeInOnePiece()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(200, "0123456789");
        };
        HttpRequest request = get();
        request.maxBytes = 9;
        QVERIFY(sendAndWait(request).isError(ErrorCategory::Protocol));
        connectTo();
        request.maxBytes = 10;
        const Outcome fits = sendAndWait(request);
        QVERIFY(fits.result && *fits.result);
    }

    void readsAreRepeatedAfterNetworkFailuresWithGrowingDelay()
    {
        // Retried by us, not by Qt: each attempt is a complete exchange that was cut.
        QList<qint64> times;
        QElapsedTimer clock;
        clock.start();
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            times.append(clock.elapsed());
            if (times.size() < 3)
                responder.answerCut(200, "0123456789", 5);
            else
                responder.answer(200, "whole");
        };
        HttpRequest request = get();
        request.retries = 2;
        const Outcome outcome = sendAndWait(request);
        QCOMPARE(outcome.calls, 1);
        QVERIFY(*outcome.result);
        QCOMPARE((*outcome.result)->body, "whole");
        QCOMPARE(times.size(), 3);
        QVERIFY(times[1] - times[0] >= 240);
        QVERIFY(times[2] - times[1] >= 480);
    }

    void retriesAreBounded()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answerCut(200, "0123456789", 5);
        };
        HttpRequest request = get();
        request.retries = 1;
        QVERIFY(sendAndWait(request).isError(ErrorCategory::Network));
        QCOMPARE(m_server->requestCount(), 2);
    }

    void nothingButNetworkFailuresIsRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("server error") << 503;
        QTest::newRow("token refused") << 403;
    }

    void nothingButNetworkFailuresIsRepeated()
    {
        QFETCH(int, status);
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(status, "no");
        };
        HttpRequest request = get();
        request.retries = 3;
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.result && *outcome.result);
        QCOMPARE(m_server->requestCount(), 1);
    }

    void aStopWhileWaitingForARetryEndsIt()
    {
        m_server->stopListening();
        HttpRequest request = get();
        request.retries = 10;
        std::stop_source source;
        const auto outcome = send(request, source.get_token());
        // By now the first attempt was refused and the pause before the next one runs.
        QVERIFY(!QTest::qWaitFor([&] { return outcome->calls > 0; }, 150));
        source.request_stop();
        QVERIFY(QTest::qWaitFor([&] { return outcome->calls > 0; }));
        QVERIFY(outcome->isError(ErrorCategory::Cancelled));
    }

    void aRedirectIsAnAnswerAndIsNotFollowed()
    {
        m_handler = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.path == "/")
                responder.answer(302, {}, {{"Location", m_server->url(u"/elsewhere"_s).toEncoded()}});
            else
                responder.answer(200, "elsewhere");
        };
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.result && *outcome.result);
        QCOMPARE((*outcome.result)->status, 302);
        QCOMPARE(m_server->requestCount(), 1);
    }

    void mediaFollowsRedirectsOfTheSameOriginOnly()
    {
        HttpServer other([](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(200, "stranger");
        });
        QVERIFY(other.listen());
        m_handler = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.path == "/")
                responder.answer(302, {}, {{"Location", "/final"}});
            else if (request.path == "/away")
                responder.answer(302, {}, {{"Location", other.url(u"/"_s).toEncoded()}});
            else
                responder.answer(200, "final");
        };
        HttpRequest request = get();
        request.followsRedirects = true;
        const Outcome followed = sendAndWait(request);
        QVERIFY(followed.result && *followed.result);
        QCOMPARE((*followed.result)->body, "final");
        connectTo();
        request.path = u"/away"_s;
        const Outcome refused = sendAndWait(request);
        QCOMPARE(refused.calls, 1);
        QVERIFY(!*refused.result || (*refused.result)->body != "stranger");
        QCOMPARE(other.requestCount(), 0);
    }

    void fourRequestsRunAtATimeAndTheOthersWait()
    {
        QList<HttpResponder> open;
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
        };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 10; ++i)
            outcomes.append(send(get()));
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 4; }));
        QVERIFY(!QTest::qWaitFor([&] { return open.size() > 4; }, 100));
        int answered = 0;
        while (answered < 10) {
            QVERIFY(QTest::qWaitFor([&] { return open.size() > answered; }));
            QVERIFY(open.size() - answered <= 4);
            open[answered++].answer(200, "x");
        }
        QVERIFY(QTest::qWaitFor([&] {
            return std::all_of(outcomes.cbegin(), outcomes.cend(),
                               [](const auto &one) { return one->calls == 1; });
        }));
        for (const auto &outcome : outcomes)
            QVERIFY(*outcome->result);
    }

    void theDeadlineOfAQueuedRequestStartsWithIt()
    {
        QList<HttpResponder> open;
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
        };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 5; ++i) {
            HttpRequest request = get();
            request.deadline = i < 4 ? 400ms : 10s;
            outcomes.append(send(request));
        }
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 5; }, 5'000));
        open[4].answer(200, "late");
        QVERIFY(QTest::qWaitFor([&] { return outcomes[4]->calls == 1; }));
        QVERIFY(*outcomes[4]->result);
        for (int i = 0; i < 4; ++i)
            QVERIFY(outcomes[i]->isError(ErrorCategory::Timeout));
    }

    void aStopFromAnotherThreadCancelsOnOurs()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        std::stop_source running;
        std::stop_source queued;
        QThread *thread = nullptr;
        int calls = 0;
        m_channel->send(get(), running.get_token(), [&](const Result<HttpResponse> &result) {
            ++calls;
            thread = QThread::currentThread();
            QCOMPARE(result.error().category, ErrorCategory::Cancelled);
        });
        for (int i = 0; i < 3; ++i)
            m_channel->send(get(), {}, [](const Result<HttpResponse> &) {});
        const auto waiting = send(get(), queued.get_token());
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        std::thread([&] {
            queued.request_stop();
            running.request_stop();
        }).join();
        QCOMPARE(calls, 0);
        QVERIFY(QTest::qWaitFor([&] { return calls == 1 && waiting->calls == 1; }));
        QCOMPARE(thread, QThread::currentThread());
        QVERIFY(waiting->isError(ErrorCategory::Cancelled));
        QCOMPARE(m_server->requestCount(), 4); // the queued one was never sent
    }

    void aStopAfterTheAnswerChangesNothing()
    {
        std::stop_source source;
        const auto outcome = send(get(), source.get_token());
        QVERIFY(QTest::qWaitFor([&] { return outcome->calls == 1; }));
        source.request_stop();
        QCoreApplication::processEvents();
        QCOMPARE(outcome->calls, 1);
        QVERIFY(*outcome->result);
    }

    void aStopAskedBeforehandSendsNothing()
    {
        std::stop_source source;
        source.request_stop();
        const auto outcome = send(get(), source.get_token());
        QVERIFY(outcome->isError(ErrorCategory::Cancelled));
        QCOMPARE(m_server->requestCount(), 0);
    }

    void closingEndsRunningAndQueuedRequestsAtOnce_data()
    {
        QTest::addColumn<bool>("destroys");
        QTest::newRow("closed") << false;
        QTest::newRow("destroyed") << true;
    }

    void closingEndsRunningAndQueuedRequestsAtOnce()
    {
        QFETCH(bool, destroys);
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 8; ++i)
            outcomes.append(send(get()));
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        if (destroys)
            m_channel.reset();
        else
            m_channel->close();
        for (const auto &outcome : outcomes)
            QVERIFY(outcome->isError(ErrorCategory::Cancelled));
        if (!destroys)
            QVERIFY(send(get())->isError(ErrorCategory::Cancelled)); // what comes later, too
        QVERIFY(QTest::qWaitFor([&] { return m_server->openConnectionCount() == 0; }));
        QCOMPARE(m_server->requestCount(), 4);
        for (const auto &outcome : outcomes)
            QCOMPARE(outcome->calls, 1);
    }

    void aContinuationMayDestroyTheChannelThatIsBeingClosed()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        auto *channel = new ServerChannel(*m_transport, {false, u"127.0.0.1"_s, m_server->port(), {}});
        int calls = 0;
        for (int i = 0; i < 6; ++i) {
            channel->send(get(), {}, [&, channel](const Result<HttpResponse> &) {
                // As a coroutine does that owns its client and ends when the request ends.
                if (++calls == 1)
                    delete channel;
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        channel->close();
        QCOMPARE(calls, 6);
    }

    void aContinuationMayDestroyTheChannelThatAnswered()
    {
        auto *channel = new ServerChannel(*m_transport, {false, u"127.0.0.1"_s, m_server->port(), {}});
        int calls = 0;
        for (int i = 0; i < 6; ++i) {
            channel->send(get(), {}, [&, channel](const Result<HttpResponse> &) {
                if (++calls == 1)
                    delete channel;
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return calls == 6; }));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(calls, 6);
    }

    void aContinuationMaySendAgain()
    {
        int calls = 0;
        std::function<void(Result<HttpResponse>)> again = [&](const Result<HttpResponse> &) {
            if (++calls < 5)
                m_channel->send(get(), {}, again);
        };
        m_channel->send(get(), {}, again);
        QVERIFY(QTest::qWaitFor([&] { return calls == 5; }));
        QCOMPARE(m_server->acceptedConnectionCount(), 1); // kept alive
    }

    void anUnknownCertificateIsRefusedAndShown()
    {
        m_server->setTlsIdentity(TlsIdentity::generate("camera rack"));
        connectTo(true);
        const auto outcome = send(get());
        QVERIFY(QTest::qWaitFor([&] { return outcome->calls == 1; }, 10'000));
        QVERIFY(outcome->isError(ErrorCategory::Tls));
        QVERIFY2(outcome->result->error().message.contains(u"not signed by an authority"),
                 qPrintable(outcome->result->error().message));
        const auto &shown = m_channel->presentedCertificate();
        QVERIFY(shown);
        QCOMPARE(shown->sha256.toHex(), m_server->tlsIdentity().fingerprint());
        QCOMPARE(shown->subject, u"camera rack"_s);
        QVERIFY(shown->expires.isValid());
        QCOMPARE(m_server->requestCount(), 0);
        expectNoSecret(outcome->result->error());
    }

    void thePinnedCertificateIsAccepted()
    {
        m_server->setTlsIdentity(TlsIdentity::generate());
        connectTo(true, QByteArray::fromHex(m_server->tlsIdentity().fingerprint()));
        const Outcome outcome = sendAndWait(get());
        QVERIFY2(outcome.result && *outcome.result,
                 outcome.result && !*outcome.result ? qPrintable(outcome.result->error().message) : "none");
    }

    void aChangedCertificateNeverSeesTheToken()
    {
        const TlsIdentity first = TlsIdentity::generate();
        m_server->setTlsIdentity(first);
        connectTo(true, QByteArray::fromHex(first.fingerprint()));
        const auto before = send(get());
        QVERIFY(QTest::qWaitFor([&] { return before->calls == 1; }, 10'000));
        QVERIFY(*before->result);
        m_server->setTlsIdentity(TlsIdentity::generate());
        m_server->closeConnections();
        for (int i = 0; i < 3; ++i) {
            const auto after = send(get());
            QVERIFY(QTest::qWaitFor([&] { return after->calls == 1; }, 10'000));
            QVERIFY(after->isError(ErrorCategory::Tls));
            QVERIFY2(after->result->error().message.contains(u"not the one that was accepted"),
                     qPrintable(after->result->error().message));
            expectNoSecret(after->result->error());
        }
        QCOMPARE(m_server->requestCount(), 1);
        QCOMPARE(m_channel->presentedCertificate()->sha256.toHex(), m_server->tlsIdentity().fingerprint());
    }

    void aPinOfOneServerSaysNothingOfAnother()
    {
        // Two channels of one transport: Qt keeps connections and accepted certificates per host and port.
        m_server->setTlsIdentity(TlsIdentity::generate());
        connectTo(true, QByteArray::fromHex(m_server->tlsIdentity().fingerprint()));
        const auto pinned = send(get());
        QVERIFY(QTest::qWaitFor([&] { return pinned->calls == 1; }, 10'000));
        QVERIFY(*pinned->result);
        ServerChannel other(*m_transport, {true, u"127.0.0.1"_s, m_server->port(), QByteArray(32, 'x')});
        std::optional<Result<HttpResponse>> refused;
        other.send(get(), {}, [&](Result<HttpResponse> result) { refused = std::move(result); });
        QVERIFY(QTest::qWaitFor([&] { return refused.has_value(); }, 10'000));
        QVERIFY(!*refused);
        QCOMPARE(refused->error().category, ErrorCategory::Tls);
        ServerChannel unpinned(*m_transport, {true, u"127.0.0.1"_s, m_server->port(), {}});
        refused.reset();
        unpinned.send(get(), {}, [&](Result<HttpResponse> result) { refused = std::move(result); });
        QVERIFY(QTest::qWaitFor([&] { return refused.has_value(); }, 10'000));
        QVERIFY(!*refused);
        QCOMPARE(refused->error().category, ErrorCategory::Tls);
        QCOMPARE(m_server->requestCount(), 1);
    }

    void httpsToAPlainPortSaysSo()
    {
        // As web servers do that are greeted by a TLS handshake.
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        QByteArray received;
        connect(&plain, &QTcpServer::newConnection, &plain, [&] {
            QTcpSocket *socket = plain.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
                received += socket->readAll();
                socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
                socket->disconnectFromHost();
            });
        });
        m_channel = std::make_unique<ServerChannel>(
            *m_transport, ChannelAddress{true, u"127.0.0.1"_s, plain.serverPort(), {}});
        const Outcome outcome = sendAndWait(get());
        QVERIFY(outcome.isError(ErrorCategory::Tls));
        QVERIFY2(outcome.result->error().message.contains(u"does not speak HTTPS"),
                 qPrintable(outcome.result->error().message));
        QVERIFY(!received.contains(token));
    }

    void plainHttpToATlsPortIsAnError()
    {
        m_server->setTlsIdentity(TlsIdentity::generate());
        HttpRequest request = get();
        request.deadline = 2s;
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.calls == 1 && outcome.result && !*outcome.result);
        QVERIFY2(outcome.result->error().message.contains(u"127.0.0.1"),
                 qPrintable(outcome.result->error().message));
        expectNoSecret(outcome.result->error());
    }

    void anAwaitedAnswerResumesOnce_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"answered", "refused", "closed", "closed before", "stopped", "deadline"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }

    void anAwaitedAnswerResumesOnce()
    {
        QFETCH(QString, way);
        if (way == u"refused")
            m_server->stopListening();
        if (way != u"answered")
            m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        if (way == u"closed before")
            m_channel->close();
        std::stop_source source;
        int resumed = 0;
        std::optional<ErrorCategory> category;
        HttpRequest request = get();
        request.deadline = way == u"deadline" ? 200ms : 10s;
        const auto run = [&](ServerChannel &channel, std::stop_token stop) -> QCoro::Task<void> {
            const auto answer = co_await channel.send(request, stop);
            ++resumed;
            if (!answer)
                category = answer.error().category;
        };
        run(*m_channel, source.get_token());
        QCOMPARE(resumed, way == u"closed before" ? 1 : 0);
        if (way == u"closed" || way == u"stopped") {
            QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 1; }));
            if (way == u"closed")
                m_channel.reset();
            else
                source.request_stop();
        }
        QVERIFY(QTest::qWaitFor([&] { return resumed > 0; }, 10'000));
        m_channel.reset();
        QCoreApplication::processEvents();
        QCOMPARE(resumed, 1);
        QCOMPARE(category.has_value(), way != u"answered");
        if (way == u"refused")
            QCOMPARE(*category, ErrorCategory::Network);
        else if (way == u"deadline")
            QCOMPARE(*category, ErrorCategory::Timeout);
        else if (category)
            QCOMPARE(*category, ErrorCategory::Cancelled);
    }

    void awaitGivesTheResultOfACoroutine()
    {
        const auto run = [](ServerChannel &channel) -> QCoro::Task<int> {
            const auto first = co_await channel.send(get());
            const auto second = co_await channel.send(get());
            co_return first &&second ? first->status + second->status : -1;
        };
        QCOMPARE(test::await(run(*m_channel)), 400);
    }

    void fingerprintsAreReadAndWritten()
    {
        const QByteArray sha256 = QByteArray::fromHex(TlsIdentity::generate().fingerprint());
        const QString text = formatFingerprint(sha256);
        QCOMPARE(text.size(), 32 * 3 - 1);
        QCOMPARE(parseFingerprint(text), sha256);
        QCOMPARE(parseFingerprint(u"  "_s + text.toLower().remove(u':') + u'\n'), sha256);
        QVERIFY(parseFingerprint(text.chopped(1)).isEmpty());
        QVERIFY(parseFingerprint(text + u":00"_s).isEmpty());
        QVERIFY(parseFingerprint(QString(64, u'z')).isEmpty());
        QVERIFY(parseFingerprint({}).isEmpty());
        QVERIFY(formatFingerprint({}).isEmpty());
    }

private:
    static void expectNoSecret(const Error &error)
    {
        QVERIFY2(!error.message.contains(QString::fromLatin1(token)), qPrintable(error.message));
        QVERIFY2(!error.detail.contains(QString::fromLatin1(token)), qPrintable(error.detail));
    }
};

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
