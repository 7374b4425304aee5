#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper::test {

class HttpConnection;

/// Header fields in the order in which they are sent. Names are lower case in requests.
using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

/// One request, complete with its body. Strictly checked before a handler sees it: a malformed request line
/// or header, a missing Host, a doubtful Content-Length are answered with 4xx by the server itself.
struct HttpRequest
{
    QByteArray method;
    QByteArray path;          ///< as sent, still percent-encoded, without the query
    QByteArray query;         ///< as sent, without the question mark
    QByteArray remoteAddress; ///< "127.0.0.1:40000"
    HttpHeaders headers;
    QByteArray body;

    [[nodiscard]] std::optional<QByteArray> header(const QByteArray &lowerCaseName) const;
    /// The decoded value of the first such argument in the query.
    [[nodiscard]] std::optional<QByteArray> queryValue(const QByteArray &name) const;
};

/// The right to answer one request, once, now or later (keep a copy). A cheap handle: copies share the right,
/// further answers are ignored, and so are answers to a client that has gone. If the last copy goes
/// unanswered the client gets 500. Belongs to the thread of its server.
class HttpResponder
{
public:
    /// A complete, ordinary answer. Content-Length is added; Content-Type only if you name it in `headers`.
    void answer(int status, const QByteArray &body = {}, const HttpHeaders &headers = {}) const;
    /// Status line and headers at once, then `bytesPerStep` bytes of the body every `step`.
    void answerSlowly(int status, const QByteArray &body, qsizetype bytesPerStep,
                      std::chrono::milliseconds step, const HttpHeaders &headers = {}) const;
    /// Promises the whole body, sends the first `bytes` of it and closes the connection.
    void answerCut(int status, const QByteArray &body, qsizetype bytes,
                   const HttpHeaders &headers = {}) const;
    /// `totalBytes` of body made of `filler` again and again, as fast as the client takes it, never all in
    /// memory.
    void answerHuge(int status, qint64 totalBytes, const QByteArray &filler,
                    const HttpHeaders &headers = {}) const;
    /// Never answers; the connection stays open until the client or stopListening() closes it.
    void hang() const;
    /// Closes the connection at once without a byte of answer.
    void close() const;
    /// False once answered, hung or closed, or if the client has gone.
    [[nodiscard]] bool isOpen() const;

private:
    friend class HttpConnection;
    struct Exchange;
    explicit HttpResponder(std::shared_ptr<Exchange> exchange);
    std::shared_ptr<Exchange> m_cameraCsv;
};

/// A self-signed server certificate (EC P-256, SAN 127.0.0.1 and localhost) with its key. A value.
class TlsIdentity
{
public:
    /// A new key and certificate; two calls never give the same fingerprint. Null if OpenSSL fails.
    [[nodiscard]] static TlsIdentity generate(const QByteArray &commonName = "streamkeeper test server");
    [[nodiscard]] bool isNull() const { return certificate.isNull() || key.isNull(); }
    /// SHA-256 of the certificate in DER, lower-case hex without colons; empty if null.
    [[nodiscard]] QByteArray fingerprint() const;

    QSslCertificate certificate;
    QSslKey key;
};

/// A small HTTP/1.1 server on 127.0.0.1 for tests and for the fleet: keep-alive, Content-Length bodies,
/// limits, TLS, and all the ways in which a server can misbehave (HttpResponder). Everything happens in the
/// thread in which it lives, by its event loop.
///
/// ```
/// HttpServer server([](const HttpRequest &request, const HttpResponder &responder) {
///     responder.answer(200, "{}", {{"Content-Type", "application/json"}});
/// });
/// QVERIFY(server.listen());
/// const QUrl url = server.url(u"/api/streams/"_s);
/// server.stopListening();  // connections are refused
/// server.listen();         // again, on the same port
/// ```
class HttpServer : public QTcpServer
{
    Q_OBJECT
public:
    using Handler = std::function<void(const HttpRequest &, const HttpResponder &)>;
    explicit HttpServer(Handler handler, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Listens on 127.0.0.1. The first time on a free port of the system's choice (or `port`), later on the
    /// same one.
    [[nodiscard]] bool listen(quint16 port = 0);
    /// Refuses connections from now on and drops the open ones. The system gives the port to nobody else.
    void stopListening();
    void closeConnections();
    /// The port of the first listen(), also while stopped; 0 before.
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url(const QString &path = {}) const;

    /// From now on new connections are TLS with this identity (or plain again if null). At any time: a
    /// changed certificate on the same port is one call. Open connections keep what they have.
    void setTlsIdentity(const TlsIdentity &identity) { m_tls = identity; }
    [[nodiscard]] const TlsIdentity &tlsIdentity() const { return m_tls; }

    /// Shifts the Date header of all answers; nullopt leaves it out.
    void setDateSkew(std::optional<std::chrono::seconds> skew) { m_dateSkew = skew; }
    /// A larger body is answered with 413 as soon as Content-Length is known. Default 1 MiB.
    void setMaximumBodySize(qint64 bytes) { m_maximumBodySize = bytes; }

    /// Requests handed to the handler so far.
    [[nodiscard]] int requestCount() const { return m_requestCount; }
    /// Connections accepted so far: tells whether a client reuses them.
    [[nodiscard]] int acceptedConnectionCount() const { return m_acceptedConnections; }
    [[nodiscard]] int openConnectionCount() const { return int(m_connections.size()); }
    /// All bytes written to clients so far, headers included.
    [[nodiscard]] qint64 bytesWritten() const { return m_bytesWritten; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class HttpConnection;
    Handler m_handler;
    TlsIdentity m_tls;
    std::optional<std::chrono::seconds> m_dateSkew{std::chrono::seconds{0}};
    qint64 m_maximumBodySize = 1'048'576;
    qint64 m_bytesWritten = 0;
    quint16 m_port = 0;
    int m_requestCount = 0;
    int m_acceptedConnections = 0;
    /// Bound but not listening while we are stopped: without it the system may give the port to any
    /// connection.
    std::unique_ptr<QTcpSocket> m_portHolder;
    QList<HttpConnection *> m_connections;
};

} // namespace streamkeeper::test
