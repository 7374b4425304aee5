#include "tests/core/V2WritesTest.h"

#include <QTcpServer>
#include <QTest>

#include <functional>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::address;
using test::HttpResponder;
using test::run;

/// What a media_server_v2 answers to a write, or that it answers nothing.
class V2ClientAnswersTest : public test::V2WritesTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { stopServer(); }

    void aRefusalIsSaidInTheWordsOfTheServer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<QString>("words");
        QTest::newRow("bad request") << 400 << QByteArray("{\"error\":\"no such tracks\"}")
                                     << ErrorCategory::HttpStatus << u"no such tracks"_s;
        QTest::newRow("conflict") << 409 << QByteArray("{\"error\":{\"code\":3,\"message\":\"in use\"}}")
                                  << ErrorCategory::HttpStatus << u"in use"_s;
        QTest::newRow("plain text") << 400 << QByteArray("cannot do that\nat line 3")
                                    << ErrorCategory::HttpStatus << u"cannot do that"_s;
        QTest::newRow("bare string") << 400 << QByteArray("\"not today\"") << ErrorCategory::HttpStatus
                                     << u"not today"_s;
        QTest::newRow("server error")
            << 500 << QByteArray("<html>oops</html>") << ErrorCategory::HttpStatus << u"HTTP 500"_s;
        QTest::newRow("unauthorized") << 401 << QByteArray() << ErrorCategory::Authentication << u"token"_s;
        QTest::newRow("forbidden") << 403 << QByteArray() << ErrorCategory::Authentication << u"token"_s;
        QTest::newRow("redirect") << 302 << QByteArray() << ErrorCategory::Protocol << u"HTTP 302"_s;
        QTest::newRow("echoed address") << 400 << "{\"error\":\"bad stream-url '" + address.toUtf8() + "'\"}"
                                        << ErrorCategory::HttpStatus << u"bad stream-url"_s;
        QTest::newRow("echoed password") << 400 << QByteArray("password s3cr@t of s3cr%40t is weak")
                                         << ErrorCategory::HttpStatus << u"password ••• of ••• is weak"_s;
        QTest::newRow("escaped address")
            << 400 << QByteArray("bad {\"u\":\"rtsp:\\/\\/admin:s3cr%40t@10.0.0.5\\/high\"}")
            << ErrorCategory::HttpStatus << u"bad "_s;
        QTest::newRow("long echo") << 400
                                   << QByteArray(270, 'z') + " rtsp://admin:s3cr%40t@10.0.0.5/high is bad"
                                   << ErrorCategory::HttpStatus << u"zzz"_s;
        QTest::newRow("echoed token") << 400 << QByteArray("no, Tok-9f8e7d6c5b4a~, no")
                                      << ErrorCategory::HttpStatus << u"no, •••, no"_s;
    }

    void aRefusalIsSaidInTheWordsOfTheServer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCategory, category);
        QFETCH(QString, words);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            responder.answer(status, body, {{"WWW-Authenticate", "Basic realm=\"x\""}});
        });
        const auto result = write(writeOf(StreamSetting::Address));
        QVERIFY(!result);
        QCOMPARE(result.error().category, category);
        QCOMPARE(result.error().httpStatus, status);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY(!result.error().message.contains(u"<html"));
        m_watch->expectNone(result.error());
        QCOMPARE(writesSent(), 1);
    }

    void theAddressThatIsKeptIsHiddenToo()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.answer(400, "pw0ld is weak"); });
        const auto result = write(writeOf(StreamSetting::Enabled));
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(u"••• is weak"), qPrintable(result.error().message));
    }

    void anyAnswerOfSuccessIsSuccess_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << 200 << QByteArray();
        QTest::newRow("garbage") << 200 << QByteArray("{\"uid\":\"ya");
        QTest::newRow("created") << 201 << QByteArray("[]");
        QTest::newRow("no content") << 204 << QByteArray();
    }

    void anyAnswerOfSuccessIsSuccess()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.answer(status, body); });
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QVERIFY(run(m_client->restartStream(u"yard"_s, {})));
        QVERIFY(run(m_client->removeStream(u"yard"_s, false, {})));
    }

    void aWebPageIsNoSuccess()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            responder.answer(200, "\n<!DOCTYPE html><title>Please sign in</title>");
        });
        for (const auto &result :
             {write(writeOf(StreamSetting::Address)), run(m_client->restartStream(u"yard"_s, {})),
              run(m_client->removeStream(u"yard"_s, false, {}))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Protocol);
            QVERIFY(result.error().message.contains(u"web page"));
        }
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("hangs") << 0;
        QTest::newRow("closes") << 1;
        QTest::newRow("cut") << 2;
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated()
    {
        m_client->setWriteDeadline(1s);
        QFETCH(int, how);
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) {
            if (how == 0)
                responder.hang();
            else if (how == 1)
                responder.close();
            else
                responder.answerCut(200, "{\"uid\":\"yard\"}", 5);
        });
        int sent = 0;
        for (const auto &call :
             {std::function([&] { return write(writeOf(StreamSetting::Address)); }),
              std::function([&] { return run(m_client->restartStream(u"yard"_s, {})); }),
              std::function([&] { return run(m_client->removeStream(u"yard"_s, false, {})); })}) {
            const auto result = call();
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Timeout);
            QVERIFY2(result.error().message.contains(u"not known whether"),
                     qPrintable(result.error().message));
            m_watch->expectNone(result.error());
            QCOMPARE(writesSent(), ++sent);
        }
    }

    void aConnectionThatWentStaleIsNotUsedForASecondTry()
    {
        // Kept alive by a read, closed by the server when the write arrives on it.
        addForeignStream();
        QVERIFY(run(m_client->poll({})));
        interceptWrites([&](const HttpResponder &responder) { responder.close(); });
        QCOMPARE(run(m_client->restartStream(u"yard"_s, {})).error().category, ErrorCategory::Timeout);
        QCOMPARE(writesSent(), 1);
        // The next one gets a new connection.
        m_server->intercept = nullptr;
        QVERIFY(run(m_client->restartStream(u"yard"_s, {})));
    }

    void whatWasNeverSentIsSaid()
    {
        addForeignStream();
        m_server->http().stopListening();
        for (const auto &result :
             {run(m_client->restartStream(u"yard"_s, {})), run(m_client->removeStream(u"yard"_s, true, {})),
              write(writeOf(StreamSetting::Address))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Network);
            QVERIFY(!result.error().message.contains(u"not known whether"));
        }
        QCOMPARE(writesSent(), 0);
    }

    void aReadingBeforeTheWriteThatHangsLeavesNoDoubt_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("the stream") << QByteArray("/api/streams/yard/");
        QTest::newRow("the storages") << QByteArray("/api/server/");
    }

    void aReadingBeforeTheWriteThatHangsLeavesNoDoubt()
    {
        m_client->setWriteDeadline(1s);
        QFETCH(QByteArray, path);
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.path != path)
                return false;
            responder.hang();
            return true;
        };
        StreamWrite what = writeOf();
        what.mayCreate = true;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Network);
        QVERIFY(result.error().message.contains(u"Nothing was changed"));
        QCOMPARE(writesSent(), 0);
    }

    void anUnknownCertificateGetsNoWrite()
    {
        addForeignStream();
        m_server->http().setTlsIdentity(test::TlsIdentity::generate());
        MediaServer card = m_server->card();
        connectAnew(card);
        QVERIFY(write(writeOf(StreamSetting::Address)));
        m_server->requests.clear();
        m_server->http().setTlsIdentity(test::TlsIdentity::generate()); // another certificate, same port
        connectAnew(card);
        const auto changed = run(m_client->restartStream(u"yard"_s, {}));
        QVERIFY(!changed);
        QCOMPARE(changed.error().category, ErrorCategory::Tls);
        card.pinnedSha256.clear();
        connectAnew(card);
        const auto unsignedOne = run(m_client->removeStream(u"yard"_s, true, {}));
        QVERIFY(!unsignedOne);
        QCOMPARE(unsignedOne.error().category, ErrorCategory::Tls);
        QVERIFY(m_server->requests.isEmpty());
    }

    void aBodyThatNeverLeftIsNoDoubt()
    {
        // Somebody accepts the connection and never says a word of TLS.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ServerChannel channel(*m_transport, {true, u"127.0.0.1"_s, silent.serverPort(), {}});
        HttpRequest request;
        request.method = "POST";
        request.path = u"/x"_s;
        request.body = "{}";
        request.deadline = 300ms;
        request.isWrite = true;
        std::optional<Result<HttpResponse>> outcome;
        channel.send(request, {}, [&](Result<HttpResponse> result) { outcome = std::move(result); });
        QTRY_VERIFY(outcome);
        QVERIFY(!*outcome);
        QCOMPARE(outcome->error().category, ErrorCategory::Network);
        QVERIFY2(outcome->error().message.contains(u"Nothing was sent"),
                 qPrintable(outcome->error().message));
    }

    void aStopEndsAWrite()
    {
        addForeignStream();
        interceptWrites([&](const HttpResponder &responder) { responder.hang(); });
        std::stop_source source;
        auto running = m_client->restartStream(u"yard"_s, source.get_token());
        QTRY_COMPARE(writesSent(), 1);
        source.request_stop();
        const auto result = run(std::move(running));
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Cancelled);
    }
};

QTEST_GUILESS_MAIN(V2ClientAnswersTest)
#include "tst_v2clientanswers.moc"
