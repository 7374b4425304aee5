#include "tests/core/TransportTest.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::get;
using test::HttpResponder;
using test::HttpServer;
using test::Outcome;
using test::token;

/// What becomes of one request: every kind of answer and of none, deadlines, repetitions and redirects.
class TransportAnswersTest : public test::TransportTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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

    /// Following is decided by whoever asked: it knows what may go to another host.
    void aRedirectTellsWhereAndIsNotFollowed()
    {
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(302, {}, {{"Location", "http://other.example/a%2Fb?c=+~"}});
        };
        HttpRequest request = get();
        request.keepsCookies = true;
        const Outcome moved = sendAndWait(request);
        QVERIFY(moved.result && *moved.result);
        QCOMPARE((*moved.result)->status, 302);
        QCOMPARE((*moved.result)->location, "http://other.example/a%2Fb?c=+~");
        QCOMPARE(m_server->requestCount(), 1);
    }

    void aTargetGoesOutAsItIsWritten_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : {"/a%2Fb.ts", "/a+b.ts?c=d+e", "/~cam/x.ts?t=~1",
                                   "/a%20b.ts?c=%2B&d=%26%3D", "/a;v=1,2/b:c@d.ts", "/x.ts?a=b/c?d",
                                   "/x.ts?flag&empty=", "/%C3%A9.ts?sig=AbC%2F%3D%3D", "/double//x.ts"})
            QTest::newRow(target) << QByteArray(target);
    }
    void aTargetGoesOutAsItIsWritten()
    {
        QFETCH(QByteArray, target);
        QByteArray seen;
        m_handler = [&](const test::HttpRequest &received, const HttpResponder &responder) {
            seen = received.path + (received.query.isEmpty() ? "" : "?" + received.query);
            responder.answer(200, "ok");
        };
        HttpRequest request = get();
        request.target = target;
        const Outcome outcome = sendAndWait(request);
        QVERIFY(outcome.result && *outcome.result);
        QCOMPARE(seen, target);
    }
};

QTEST_GUILESS_MAIN(TransportAnswersTest)
#include "tst_transport.moc"
