#include "tests/support/HttpServer.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper::test;

namespace {
struct Outcome
{
    int status = 0;
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QByteArray date;
    QByteArray fingerprint;
};

/// Sends bytes and returns all that comes back until the server closes or nothing comes for a while.
QByteArray talk(quint16 port, const QByteArray &bytes, qsizetype expected = -1)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    QByteArray answer;
    QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.write(bytes);
    (void)QTest::qWaitFor([&] {
        return (expected >= 0 && answer.size() >= expected) ||
               socket.state() == QAbstractSocket::UnconnectedState;
    });
    return answer;
}
} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT

    HttpServer::Handler m_handler;
    std::unique_ptr<HttpServer> m_server;
    QNetworkAccessManager m_manager;

    Outcome fetch(const QByteArray &method = "GET", const QByteArray &body = {}, const QString &path = {})
    {
        const std::unique_ptr<QNetworkReply> reply(
            m_manager.sendCustomRequest(QNetworkRequest(m_server->url(path)), method, body));
        reply->ignoreSslErrors();
        Outcome outcome;
        (void)QTest::qWaitFor([&] { return reply->isFinished(); });
        outcome.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        outcome.body = reply->readAll();
        outcome.error = reply->error();
        outcome.date = reply->rawHeader("Date");
        outcome.fingerprint =
            reply->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256).toHex();
        return outcome;
    }

private Q_SLOTS:
    void init()
    {
        m_handler = [](const HttpRequest &request, const HttpResponder &responder) {
            responder.answer(200,
                             request.method + ' ' + request.path + '?' + request.query + ' ' + request.body);
        };
        m_server =
            std::make_unique<HttpServer>([this](const HttpRequest &request, const HttpResponder &responder) {
                m_handler(request, responder);
            });
        QVERIFY(m_server->listen());
    }

    void cleanup()
    {
        m_server.reset();
        m_manager.clearConnectionCache();
    }

    void anAnswerArrivesWholeOverOneKeptConnection()
    {
        for (int i = 0; i < 3; ++i) {
            const Outcome outcome = fetch("POST", "body", u"/a/b"_s);
            QCOMPARE(outcome.status, 200);
            QCOMPARE(outcome.body, "POST /a/b? body");
        }
        QCOMPARE(m_server->requestCount(), 3);
        QCOMPARE(m_server->acceptedConnectionCount(), 1);
        QVERIFY(m_server->bytesWritten() > 0);
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        const QByteArray answers =
            talk(m_server->port(), "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
                                   "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(answers.indexOf("GET /1") > 0);
        QVERIFY(answers.indexOf("GET /2") > answers.indexOf("GET /1"));
    }

    void argumentsOfTheQueryAreDecoded()
    {
        HttpRequest request;
        request.query = "a=1&to%6ben=x%20y%2F&empty&a=2";
        QCOMPARE(request.queryValue("a"), std::optional<QByteArray>("1"));
        QCOMPARE(request.queryValue("token"), std::optional<QByteArray>("x y/"));
        QCOMPARE(request.queryValue("empty"), std::optional<QByteArray>(""));
        QVERIFY(!request.queryValue("b"));
    }

    void malformedRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const auto row = [](const char *name, const QByteArray &request, const char *status) {
            QTest::newRow(name) << request << QByteArray(status);
        };
        row("no host", "GET / HTTP/1.1\r\n\r\n", "400");
        row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400");
        row("bare line feed", "GET / HTTP/1.1\nHost: a\r\n\r\n", "400");
        row("no path", "GET x HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
        row("space in a header name", "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", "400");
        row("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400");
        row("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "400");
        row("chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "501");
        row("version 2", "GET / HTTP/2\r\nHost: a\r\n\r\n", "505");
        row("large body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", "413");
        row("large header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(40'000, 'x') + "\r\n\r\n", "431");
    }

    void malformedRequestsAreRefused()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        const QByteArray answer = talk(m_server->port(), request);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
        QCOMPARE(m_server->requestCount(), 0);
    }

    void anAnswerMayComeLater()
    {
        m_handler = [this](const HttpRequest &, const HttpResponder &responder) {
            QTimer::singleShot(20ms, this, [responder] {
                responder.answer(503, "late");
                responder.answer(200, "ignored");
            });
        };
        const Outcome outcome = fetch();
        QCOMPARE(outcome.status, 503);
        QCOMPARE(outcome.body, "late");
        QCOMPARE(fetch().body, "late");
    }

    void aForgottenAnswerIsAnError()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &) {};
        QCOMPARE(fetch().status, 500);
    }

    void aSlowAnswerArrivesWhole()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &responder) {
            responder.answerSlowly(200, QByteArray(50, 'x'), 10, 20ms);
        };
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(fetch().body, QByteArray(50, 'x'));
        QVERIFY(timer.elapsed() >= 100);
    }

    void aCutAnswerIsAnErrorForTheClient()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &responder) {
            responder.answerCut(200, QByteArray(50, 'x'), 20);
        };
        const Outcome outcome = fetch();
        QCOMPARE(outcome.body, QByteArray(20, 'x'));
        QCOMPARE(outcome.error, QNetworkReply::RemoteHostClosedError);
    }

    void aHugeAnswerArrivesWhole()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &responder) {
            responder.answerHuge(200, 5'000'001, "abc");
        };
        const Outcome outcome = fetch();
        QCOMPARE(outcome.body.size(), 5'000'001);
        QVERIFY(outcome.body.startsWith("abcabc"));
    }

    void aHangingServerNeverAnswersAndCanBeStopped()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        const std::unique_ptr<QNetworkReply> reply(m_manager.get(QNetworkRequest(m_server->url())));
        QTRY_COMPARE(m_server->requestCount(), 1);
        QVERIFY(!QTest::qWaitFor([&] { return reply->isFinished(); }, 100));
        m_server->stopListening();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(m_server->openConnectionCount(), 0);
    }

    void aConnectionCanBeClosedWithoutAnswer()
    {
        m_handler = [](const HttpRequest &, const HttpResponder &responder) { responder.close(); };
        QCOMPARE(fetch("POST").error, QNetworkReply::RemoteHostClosedError);
    }

    void aStoppedServerRefusesAndKeepsItsPort()
    {
        const quint16 port = m_server->port();
        m_server->stopListening();
        QCOMPARE(fetch().error, QNetworkReply::ConnectionRefusedError);
        QVERIFY(m_server->listen());
        QCOMPARE(m_server->port(), port);
        QCOMPARE(fetch().status, 200);
    }

    void theDateIsSkewedOrMissingOnRequest()
    {
        const auto date = [this] {
            QDateTime parsed = QLocale::c().toDateTime(QString::fromLatin1(fetch().date),
                                                       u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
            parsed.setTimeSpec(Qt::UTC);
            return parsed;
        };
        QVERIFY(date().isValid());
        QVERIFY(qAbs(date().secsTo(QDateTime::currentDateTimeUtc())) <= 2);
        m_server->setDateSkew(-3600s);
        QVERIFY(qAbs(date().secsTo(QDateTime::currentDateTimeUtc()) - 3600) <= 2);
        m_server->setDateSkew(std::nullopt);
        QVERIFY(fetch().date.isEmpty());
    }

    void tlsShowsItsCertificateAndARenewedOneOnTheSamePort()
    {
        m_server->setTlsIdentity(TlsIdentity::generate());
        QVERIFY(!m_server->tlsIdentity().isNull());
        const Outcome first = fetch("POST", "x");
        QCOMPARE(first.status, 200);
        QCOMPARE(first.fingerprint, m_server->tlsIdentity().fingerprint());
        QCOMPARE(first.fingerprint.size(), 64);
        const QSslCertificate certificate = m_server->tlsIdentity().certificate;
        QVERIFY(certificate.subjectAlternativeNames().values(QSsl::DnsEntry).contains(u"localhost"_s));
        QVERIFY(certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry).contains(u"127.0.0.1"_s));

        m_server->setTlsIdentity(TlsIdentity::generate());
        m_server->closeConnections();
        m_manager.clearConnectionCache();
        const Outcome second = fetch();
        QCOMPARE(second.status, 200);
        QCOMPARE(second.fingerprint, m_server->tlsIdentity().fingerprint());
        QVERIFY(second.fingerprint != first.fingerprint);
    }

    void plainTextOnATlsPortDoesNotReachTheHandler()
    {
        m_server->setTlsIdentity(TlsIdentity::generate());
        const QByteArray answer = talk(m_server->port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(!answer.startsWith("HTTP"));
        QCOMPARE(m_server->requestCount(), 0);
        QTRY_COMPARE(m_server->openConnectionCount(), 0);
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_httpserver.moc"
