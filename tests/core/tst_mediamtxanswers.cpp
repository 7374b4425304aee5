#include "tests/core/MediaMtxWritesTest.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::address;
using test::HttpResponder;
using test::Recording;
using test::run;

/// What a MediaMTX answers to a write, or that it answers nothing.
class MediaMtxAnswersTest : public test::MediaMtxWritesTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { stopServer(); }

    void anUnknownCallIsNoMissingPath()
    {
        // Something that is no MediaMTX answers 404 to everything, and that must not pass for "gone".
        addPulled();
        m_server->intercept = [&](const test::HttpRequest &, const HttpResponder &responder) {
            responder.answer(404, "404 page not found", {{"Content-Type", "text/plain"}});
            return true;
        };
        StreamWrite what = writeOf();
        what.mayCreate = true;
        for (const auto &result :
             {remove(false), write(what), run(m_client->restartStream(u"yard/high"_s, {}))}) {
            QVERIFY(!result);
            QVERIFY2(result.error().message.contains(u"does not know this call"),
                     qPrintable(result.error().message));
        }
        QCOMPARE(m_server->changes(), QStringList{u"DELETE config/paths/delete/yard/high"_s});
    }

    void aRefusalIsSaidInTheWordsOfTheServer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<QString>("words");
        const auto recorded = [](const char *name) {
            return Recording::load(u"mediamtx"_s, QString::fromLatin1(name)).body;
        };
        QTest::newRow("invalid value") << 400 << recorded("039-patch-invalid.json")
                                       << ErrorCategory::HttpStatus << u"cannot unmarshal string"_s;
        QTest::newRow("older form") << 400 << QByteArray("{\"error\":\"bad source\"}")
                                    << ErrorCategory::HttpStatus << u"bad source"_s;
        QTest::newRow("unauthorized")
            << 401 << recorded("005-auth-wrong.json") << ErrorCategory::Authentication << u"password"_s;
        QTest::newRow("server error") << 500 << QByteArray() << ErrorCategory::HttpStatus << u"HTTP 500"_s;
        QTest::newRow("echoed address")
            << 400 << "{\"status\":\"error\",\"error\":\"invalid source: '" + address.toUtf8() + "'\"}"
            << ErrorCategory::HttpStatus << u"invalid source"_s;
        QTest::newRow("echoed password")
            << 400 << QByteArray("{\"error\":\"" + QByteArray(295, 'z') + " s3cr@t\"}")
            << ErrorCategory::HttpStatus << u"zzz"_s;
        QTest::newRow("web page") << 200 << QByteArray("<html>sign in</html>") << ErrorCategory::Protocol
                                  << u"web page"_s;
        QTest::newRow("redirect") << 301 << QByteArray() << ErrorCategory::Protocol << u"HTTP 301"_s;
    }

    void aRefusalIsSaidInTheWordsOfTheServer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCategory, category);
        QFETCH(QString, words);
        addPulled();
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.method == "GET")
                return false;
            responder.answer(status, body, {{"WWW-Authenticate", "Basic realm=\"mediamtx\""}});
            return true;
        };
        const auto result = write(writeOf(StreamSetting::Address));
        QVERIFY(!result);
        QCOMPARE(result.error().category, category);
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY2(!result.error().message.contains(u"s3c"), qPrintable(result.error().message));
        m_watch->expectNone(result.error());
        // What was refused for its values is put back, so that it is not stuck; refused again, that is the
        // end.
        QCOMPARE(m_server->changes().size(), status == 400 ? 2 : 1);
    }

    void anEmptyAnswerOfOlderVersionsIsSuccess()
    {
        addPulled();
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.method == "GET")
                return false;
            responder.answer(200);
            return true;
        };
        QVERIFY(write(writeOf(StreamSetting::Address)));
        QVERIFY(remove(false));
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated_data()
    {
        QTest::addColumn<bool>("hangs");
        QTest::newRow("hangs") << true;
        QTest::newRow("closes") << false;
    }

    void noAnswerLeavesItOpenAndNothingIsRepeated()
    {
        m_client->setWriteDeadline(1s);
        QFETCH(bool, hangs);
        addPulled();
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (request.method == "GET")
                return false;
            hangs ? responder.hang() : responder.close();
            return true;
        };
        int sent = 0;
        for (const auto &call :
             {std::function([&] { return write(writeOf(StreamSetting::Address)); }),
              std::function([&] { return run(m_client->restartStream(u"yard/high"_s, {})); }),
              std::function([&] { return remove(false); })}) {
            const auto result = call();
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Timeout);
            QCOMPARE(m_server->changes().size(), ++sent);
        }
    }

    void whatWasNeverSentIsSaid()
    {
        m_server->http().stopListening();
        for (const auto &result : {write(writeOf()), run(m_client->restartStream(u"yard/high"_s, {})),
                                   remove(false), remove(true)}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Network);
        }
    }

    void aReadingBeforeTheWriteThatHangsLeavesNoDoubt()
    {
        m_client->setWriteDeadline(1s);
        m_server->intercept = [](const test::HttpRequest &, const HttpResponder &responder) {
            responder.hang();
            return true;
        };
        for (const auto &result :
             {write(writeOf()), run(m_client->restartStream(u"yard/high"_s, {})), remove(true)}) {
            QVERIFY(!result);
            QCOMPARE(result.error().category, ErrorCategory::Network);
            QVERIFY(result.error().message.contains(u"Nothing was changed"));
        }
        QVERIFY(m_server->changes().isEmpty());
    }

    void aWrongPasswordIsNotRepeated()
    {
        connectAs(u"wrong"_s);
        const auto result = write(writeOf());
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Authentication);
        QCOMPARE(m_server->calls.size(), 1);
    }
};

QTEST_GUILESS_MAIN(MediaMtxAnswersTest)
#include "tst_mediamtxanswers.moc"
