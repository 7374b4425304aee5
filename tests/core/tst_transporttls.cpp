#include "tests/core/TransportTest.h"

#include <QTcpServer>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::get;
using test::Outcome;
using test::TlsIdentity;
using test::token;

/// Whom a channel trusts: certificates that are unknown, pinned or changed, and ports that speak otherwise.
class TransportTlsTest : public test::TransportTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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

    void aPinOfOneServerSaysNothingOfAnother_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("address") << u"127.0.0.1"_s;
        QTest::newRow("name") << u"localhost"_s; // which goes out in the handshake
    }

    void aPinOfOneServerSaysNothingOfAnother()
    {
        // Several channels of one transport: Qt keeps connections and accepted certificates per host and
        // port.
        QFETCH(QString, host);
        m_server->setTlsIdentity(TlsIdentity::generate());
        const QByteArray right = QByteArray::fromHex(m_server->tlsIdentity().fingerprint());
        const auto ask = [&](const QByteArray &pin) {
            ServerChannel channel(*m_transport, {true, host, m_server->port(), pin});
            std::optional<Result<HttpResponse>> answer;
            channel.send(get(), {}, [&](Result<HttpResponse> result) { answer = std::move(result); });
            (void)QTest::qWaitFor([&] { return answer.has_value(); }, 10'000);
            return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
        };
        QVERIFY(ask(right));
        QVERIFY(ask(right));
        QCOMPARE(m_server->requestCount(), 2);
        for (const QByteArray &other : {QByteArray(32, 'x'), QByteArray()}) {
            const auto refused = ask(other);
            QVERIFY(!refused);
            QCOMPARE(refused.error().category, ErrorCategory::Tls);
        }
        QCOMPARE(m_server->requestCount(), 2);
        QVERIFY(ask(right));
    }

    void aChangedPinClosesWhatIsKeptAndEndsNothingUnderWay()
    {
        m_server->setTlsIdentity(TlsIdentity::generate());
        const QByteArray right = QByteArray::fromHex(m_server->tlsIdentity().fingerprint());
        std::optional<test::HttpResponder> slow;
        m_handler = [&](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (request.path == "/slow")
                slow = responder;
            else
                responder.answer(200, "{}", {{"Content-Type", "application/json"}});
        };
        connectTo(true, right);
        const auto underWay = send(get(u"/slow"_s));
        QTRY_VERIFY(slow);
        const auto kept = send(get());
        QTRY_COMPARE(kept->calls, 1);
        QCOMPARE(m_server->openConnectionCount(), 2);
        ServerChannel changed(*m_transport, {true, u"127.0.0.1"_s, m_server->port(), QByteArray(32, 'x')});
        std::optional<Result<HttpResponse>> refused;
        changed.send(get(), {}, [&](Result<HttpResponse> result) { refused = std::move(result); });
        QTRY_VERIFY(refused);
        QCOMPARE(underWay->calls, 0);
        slow->answer(200, "{}", {{"Content-Type", "application/json"}});
        QTRY_COMPARE(underWay->calls, 1);
        QVERIFY(*underWay->result);
        QTRY_COMPARE(m_server->openConnectionCount(), 2);
        const auto again = send(get()); // what was before goes when somebody asks again
        QTRY_COMPARE(again->calls, 1);
        QTRY_COMPARE(m_server->openConnectionCount(), 1);
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
};

QTEST_GUILESS_MAIN(TransportTlsTest)
#include "tst_transporttls.moc"
