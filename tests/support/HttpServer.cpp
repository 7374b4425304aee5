#include "tests/support/HttpServer.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {
constexpr qsizetype MaximumHeadSize = 32'768;
constexpr qint64 HugeChunkSize = 262'144;

const char *reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

QByteArray httpDate(std::chrono::seconds skew)
{
    const QDateTime when = QDateTime::currentDateTimeUtc().addSecs(skew.count());
    return QLocale::c().toString(when, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool hasControlCharacter(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7f;
    });
}

/// The status of a refusal, or 0 and the request filled in.
int parseRequestLine(const QByteArray &line, HttpRequest &request, bool &isHttp11)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !parts[1].startsWith('/') || hasControlCharacter(line)) {
        return 400;
    }
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        return parts[2].startsWith("HTTP/") ? 505 : 400;
    }
    isHttp11 = parts[2] == "HTTP/1.1";
    request.method = parts[0];
    const qsizetype question = parts[1].indexOf('?');
    request.path = question < 0 ? parts[1] : parts[1].left(question);
    request.query = question < 0 ? QByteArray() : parts[1].mid(question + 1);
    return 0;
}

int parseHeaders(const QList<QByteArray> &lines, HttpRequest &request, bool isHttp11, qint64 &bodySize)
{
    int hosts = 0;
    bodySize = 0;
    bool hasLength = false;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (colon <= 0 || !isToken(name) || hasControlCharacter(value)) {
            return 400;
        }
        if (name == "host") {
            ++hosts;
        } else if (name == "transfer-encoding") {
            return 501;
        } else if (name == "content-length") {
            const bool digits =
                !value.isEmpty() && value.size() <= 18 &&
                std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
            if (!digits || hasLength) {
                return 400;
            }
            hasLength = true;
            bodySize = value.toLongLong();
        }
        request.headers.append({name, value});
    }
    return hosts > 1 || (isHttp11 && hosts == 0) ? 400 : 0;
}
} // namespace

std::optional<QByteArray> HttpRequest::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<QByteArray> HttpRequest::queryValue(const QByteArray &name) const
{
    for (const QByteArray &item : query.split('&')) {
        const qsizetype equals = item.indexOf('=');
        if (QByteArray::fromPercentEncoding(equals < 0 ? item : item.left(equals)) == name) {
            return equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(item.mid(equals + 1));
        }
    }
    return std::nullopt;
}

/// One client. Reads one request at a time: the next is parsed only when the last is answered.
class HttpConnection : public QObject
{
public:
    HttpConnection(HttpServer *server, std::unique_ptr<QTcpSocket> socket);

    void sendAnswer(int status, const HttpHeaders &headers, qint64 bodySize);
    void write(const QByteArray &bytes);
    void finishAnswer();
    void closeAfterWriting() { m_socket->disconnectFromHost(); }
    void abort();
    void dripBody(const QByteArray &body, qsizetype bytesPerStep, std::chrono::milliseconds step);
    void pumpHugeBody(qint64 totalBytes, const QByteArray &filler);
    [[nodiscard]] bool isHead() const { return m_request.method == "HEAD"; }

private:
    void readRequests();
    bool readHead();
    bool readBody();
    void refuse(int status);
    void pumpMore();

    HttpServer *m_server;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_dripTimer;
    QByteArray m_input;
    QByteArray m_outgoing; ///< the rest of a slow body, or the chunk of a huge one
    qsizetype m_outgoingOffset = 0;
    qsizetype m_bytesPerStep = 0;
    qint64 m_hugeBytesLeft = 0;
    HttpRequest m_request;
    qint64 m_bodySize = 0;
    bool m_headComplete = false;
    bool m_busy = false;
    bool m_keepAlive = true;
};

struct HttpResponder::Exchange
{
    QPointer<HttpConnection> connection;
    bool open = true;

    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    explicit Exchange(HttpConnection *client)
        : connection(client)
    {
    }
    ~Exchange()
    {
        if (HttpConnection *const client = take()) {
            static const QByteArray body("no answer was given\n");
            client->sendAnswer(500, {{"Content-Type", "text/plain"}}, body.size());
            client->write(body);
            client->finishAnswer();
        }
    }
    /// The connection for the one caller who may answer, else null.
    [[nodiscard]] HttpConnection *take() { return std::exchange(open, false) ? connection.data() : nullptr; }
};

HttpConnection::HttpConnection(HttpServer *server, std::unique_ptr<QTcpSocket> socket)
    : QObject(server)
    , m_server(server)
    , m_socket(std::move(socket))
{
    connect(m_socket.get(), &QIODevice::readyRead, this, &HttpConnection::readRequests);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &HttpConnection::abort);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &HttpConnection::pumpMore);
    connect(&m_dripTimer, &QTimer::timeout, this, [this] {
        write(m_outgoing.mid(m_outgoingOffset, m_bytesPerStep));
        m_outgoingOffset += m_bytesPerStep;
        if (m_outgoingOffset >= m_outgoing.size()) {
            m_dripTimer.stop();
            finishAnswer();
        }
    });
}

void HttpConnection::readRequests()
{
    m_input += m_socket->readAll();
    while (!m_busy && (m_headComplete || readHead()) && readBody()) {
        m_headComplete = false;
        m_busy = true;
        ++m_server->m_requestCount;
        const QPointer<HttpConnection> self(this);
        m_request.remoteAddress =
            m_socket->peerAddress().toString().toLatin1() + ':' + QByteArray::number(m_socket->peerPort());
        m_server->m_handler(m_request, HttpResponder(std::make_shared<HttpResponder::Exchange>(this)));
        if (!self) {
            return;
        }
    }
    // A client that keeps sending while its request waits is read no further than one request's worth.
    if (m_input.size() > MaximumHeadSize + m_server->m_maximumBodySize) {
        abort();
    }
}

bool HttpConnection::readHead()
{
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end > MaximumHeadSize || (end < 0 && m_input.size() > MaximumHeadSize)) {
        refuse(431);
        return false;
    }
    if (end < 0) {
        return false;
    }
    QList<QByteArray> lines = m_input.left(end).split('\n');
    m_input.remove(0, end + 4);
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        if (!lines[i].endsWith('\r')) {
            refuse(400);
            return false;
        }
        lines[i].chop(1);
    }
    m_request = {};
    bool isHttp11 = true;
    int status = parseRequestLine(lines.takeFirst(), m_request, isHttp11);
    if (status == 0) {
        status = parseHeaders(lines, m_request, isHttp11, m_bodySize);
    }
    if (status == 0 && m_bodySize > m_server->m_maximumBodySize) {
        status = 413;
    }
    if (status != 0) {
        refuse(status);
        return false;
    }
    const QByteArray connection = m_request.header("connection").value_or(QByteArray()).toLower();
    m_keepAlive = isHttp11 ? connection != "close" : connection == "keep-alive";
    m_headComplete = true;
    return true;
}

bool HttpConnection::readBody()
{
    if (m_input.size() < m_bodySize) {
        return false;
    }
    m_request.body = m_input.left(m_bodySize);
    m_input.remove(0, m_bodySize);
    return true;
}

void HttpConnection::refuse(int status)
{
    m_busy = true;
    m_keepAlive = false;
    m_input.clear();
    const QByteArray body = QByteArray(reasonPhrase(status)) + '\n';
    sendAnswer(status, {{"Content-Type", "text/plain"}}, body.size());
    write(body);
    finishAnswer();
}

void HttpConnection::sendAnswer(int status, const HttpHeaders &headers, qint64 bodySize)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    if (m_server->m_dateSkew) {
        head += "Date: " + httpDate(*m_server->m_dateSkew) + "\r\n";
    }
    for (const auto &[name, value] : headers) {
        head += name + ": " + value + "\r\n";
    }
    if (status != 204) {
        head += "Content-Length: " + QByteArray::number(bodySize) + "\r\n";
    }
    head += m_keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    write(head);
}

void HttpConnection::write(const QByteArray &bytes)
{
    m_server->m_bytesWritten += bytes.size();
    m_socket->write(bytes);
}

void HttpConnection::finishAnswer()
{
    m_busy = false;
    if (!m_keepAlive) {
        m_busy = true;
        closeAfterWriting();
    } else if (!m_input.isEmpty()) {
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
    }
}

void HttpConnection::abort()
{
    m_dripTimer.stop();
    m_hugeBytesLeft = 0;
    m_busy = true;
    m_server->m_connections.removeOne(this);
    // abort() emits disconnected() and perhaps errorOccurred(), which would lead back here.
    m_socket->disconnect(this);
    m_socket->abort();
    deleteLater();
}

void HttpConnection::dripBody(const QByteArray &body, qsizetype bytesPerStep, std::chrono::milliseconds step)
{
    m_outgoing = body;
    m_outgoingOffset = 0;
    m_bytesPerStep = std::max<qsizetype>(1, bytesPerStep);
    m_dripTimer.start(step);
}

void HttpConnection::pumpHugeBody(qint64 totalBytes, const QByteArray &filler)
{
    m_outgoing = filler.isEmpty() ? QByteArray(1, ' ') : filler;
    while (m_outgoing.size() < HugeChunkSize) {
        m_outgoing += m_outgoing;
    }
    m_hugeBytesLeft = totalBytes;
    pumpMore();
}

void HttpConnection::pumpMore()
{
    bool finished = false;
    while (m_hugeBytesLeft > 0 && m_socket->bytesToWrite() < HugeChunkSize) {
        const qint64 size = std::min<qint64>(m_hugeBytesLeft, m_outgoing.size());
        m_hugeBytesLeft -= size;
        finished = m_hugeBytesLeft == 0;
        write(m_outgoing.left(size));
    }
    if (finished) {
        finishAnswer();
    }
}

HttpResponder::HttpResponder(std::shared_ptr<Exchange> exchange)
    : m_cameraCsv(std::move(exchange))
{
}

void HttpResponder::answer(int status, const QByteArray &body, const HttpHeaders &headers) const
{
    if (HttpConnection *const client = m_cameraCsv->take()) {
        client->sendAnswer(status, headers, body.size());
        if (!client->isHead() && status != 204) {
            client->write(body);
        }
        client->finishAnswer();
    }
}

void HttpResponder::answerSlowly(int status, const QByteArray &body, qsizetype bytesPerStep,
                                 std::chrono::milliseconds step, const HttpHeaders &headers) const
{
    if (HttpConnection *const client = m_cameraCsv->take()) {
        client->sendAnswer(status, headers, body.size());
        client->dripBody(body, bytesPerStep, step);
    }
}

void HttpResponder::answerCut(int status, const QByteArray &body, qsizetype bytes,
                              const HttpHeaders &headers) const
{
    if (HttpConnection *const client = m_cameraCsv->take()) {
        client->sendAnswer(status, headers, body.size());
        client->write(body.left(bytes));
        client->closeAfterWriting();
    }
}

void HttpResponder::answerHuge(int status, qint64 totalBytes, const QByteArray &filler,
                               const HttpHeaders &headers) const
{
    if (HttpConnection *const client = m_cameraCsv->take()) {
        client->sendAnswer(status, headers, totalBytes);
        client->pumpHugeBody(totalBytes, filler);
    }
}

void HttpResponder::hang() const
{
    m_cameraCsv->open = false;
}

void HttpResponder::close() const
{
    if (HttpConnection *const client = m_cameraCsv->take()) {
        client->abort();
    }
}

bool HttpResponder::isOpen() const
{
    return m_cameraCsv->open && m_cameraCsv->connection != nullptr;
}

TlsIdentity TlsIdentity::generate(const QByteArray &commonName)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    quint64 serial = 0;
    if (!key || !certificate || RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof(serial)) != 1) {
        return TlsIdentity();
    }
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    // An hour back: a client whose clock is a little behind must not meet a certificate from the future.
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 10L * 365 * 24 * 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName.constData()),
                               int(commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost"),
        &X509_EXTENSION_free);
    if (!names || X509_add_ext(certificate.get(), names.get(), -1) != 1 ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) {
        return TlsIdentity();
    }
    const std::unique_ptr<BIO, decltype(&BIO_free)> keyText(BIO_new(BIO_s_mem()), &BIO_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> certificateText(BIO_new(BIO_s_mem()), &BIO_free);
    if (!keyText || !certificateText ||
        PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1) {
        return TlsIdentity();
    }
    const auto text = [](BIO *bio) {
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        return QByteArray(data, qsizetype(size));
    };
    TlsIdentity identity;
    identity.key = QSslKey(text(keyText.get()), QSsl::Ec, QSsl::Pem);
    identity.certificate = QSslCertificate(text(certificateText.get()), QSsl::Pem);
    return identity;
}

QByteArray TlsIdentity::fingerprint() const
{
    return isNull() ? QByteArray() : certificate.digest(QCryptographicHash::Sha256).toHex();
}

HttpServer::HttpServer(Handler handler, QObject *parent)
    : QTcpServer(parent)
    , m_handler(std::move(handler))
{
}

HttpServer::~HttpServer()
{
    close();
    // The connections know this server: they must not outlive it, nor be destroyed by QObject after our
    // members.
    const QList<HttpConnection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

bool HttpServer::listen(quint16 port)
{
    if (isListening()) {
        return true;
    }
    if (!QTcpServer::listen(QHostAddress(QHostAddress::LocalHost), m_port != 0 ? m_port : port)) {
        return false;
    }
    m_portHolder.reset();
    m_port = serverPort();
    return true;
}

void HttpServer::stopListening()
{
    if (isListening()) {
        close();
        m_portHolder = std::make_unique<QTcpSocket>();
        m_portHolder->bind(QHostAddress(QHostAddress::LocalHost), m_port, QAbstractSocket::ReuseAddressHint);
    }
    closeConnections();
}

void HttpServer::closeConnections()
{
    const QList<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections) {
        connection->abort();
    }
}

QUrl HttpServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls.isNull() ? u"http"_s : u"https"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(path.isEmpty() ? u"/"_s : path);
    return url;
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    ++m_acceptedConnections;
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls.isNull()) {
        socket = std::make_unique<QTcpSocket>();
        socket->setSocketDescriptor(descriptor);
    } else {
        auto tlsSocket = std::make_unique<QSslSocket>();
        tlsSocket->setSocketDescriptor(descriptor);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(m_tls.certificate);
        configuration.setPrivateKey(m_tls.key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        tlsSocket->setSslConfiguration(configuration);
        tlsSocket->startServerEncryption();
        socket = std::move(tlsSocket);
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *connection = new HttpConnection(this, std::move(socket));
    m_connections.append(connection);
    connect(connection, &QObject::destroyed, this,
            [this, connection] { m_connections.removeOne(connection); });
}

} // namespace streamkeeper::test
