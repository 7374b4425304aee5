#include "app/inlet/InletConnection.h"

#include "app/inlet/HttpStatus.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>
#include <sys/socket.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logInlet, "streamkeeper.inlet", QtInfoMsg)

constexpr qint64 readBufferBytes = 16 * 1024;
constexpr qsizetype longestLoggedPath = 64;
constexpr QByteArrayView headEnd("\r\n\r\n");

struct StatusWord
{
    int status;
    const char *word;
};
constexpr StatusWord statusWords[] = {{httpstatus::ok, "OK"},
                                      {httpstatus::noContent, "No Content"},
                                      {httpstatus::badRequest, "Bad Request"},
                                      {httpstatus::unauthorized, "Unauthorized"},
                                      {httpstatus::notFound, "Not Found"},
                                      {httpstatus::methodNotAllowed, "Method Not Allowed"},
                                      {httpstatus::requestTimeout, "Request Timeout"},
                                      {httpstatus::conflict, "Conflict"},
                                      {httpstatus::lengthRequired, "Length Required"},
                                      {httpstatus::contentTooLarge, "Content Too Large"},
                                      {httpstatus::unsupportedMediaType, "Unsupported Media Type"},
                                      {httpstatus::unprocessable, "Unprocessable Content"},
                                      {httpstatus::tooManyRequests, "Too Many Requests"},
                                      {httpstatus::headTooLarge, "Request Header Fields Too Large"},
                                      {httpstatus::internalError, "Internal Server Error"},
                                      {httpstatus::unavailable, "Service Unavailable"},
                                      {httpstatus::gatewayTimeout, "Gateway Timeout"},
                                      {httpstatus::versionNotSupported, "HTTP Version Not Supported"}};

QByteArray statusLine(int status)
{
    const auto *const known = std::ranges::find(statusWords, status, &StatusWord::status);
    const char *const word = known != std::end(statusWords) ? known->word : "Status";
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + word + "\r\n";
}

QString headSentence(int status)
{
    return status == httpstatus::versionNotSupported ? u"Only HTTP/1.0 and 1.1 are spoken here."_s
                                                     : u"The request cannot be read."_s;
}

bool isJsonType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower() == "application/json";
}

std::chrono::milliseconds steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

InletConnection::InletConnection(std::unique_ptr<QTcpSocket> socket, InletDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_socket(std::move(socket))
    , m_peer(m_socket->peerAddress())
{
    m_socket->setReadBufferSize(readBufferBytes);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &InletConnection::handleDeadline);
    connect(m_socket.get(), &QIODevice::readyRead, this, &InletConnection::read);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &InletConnection::closeWhenWritten);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &InletConnection::ended);
    enter(Stage::Head, m_desk.limits.requestDeadline);
}

InletConnection::~InletConnection()
{
    m_socket->disconnect(this);
    m_socket->abort();
    m_input.fill('\0'); // the token and passwords of cameras were in it
}

void InletConnection::enter(Stage stage, std::chrono::milliseconds deadline)
{
    m_stage = stage;
    m_deadline.start(deadline);
}

void InletConnection::read()
{
    switch (m_stage) {
    case Stage::Head:
        readHead();
        break;
    case Stage::Body:
        readBody();
        break;
    case Stage::Pausing:
    case Stage::Asking:
        break; // stays in the socket's buffer, which is bounded
    case Stage::Closing:
        m_socket->skip(readBufferBytes); // else closing would reset the connection before the answer is read
        break;
    }
}

void InletConnection::readHead()
{
    m_input += m_socket->read(m_desk.limits.maxHeadBytes + headEnd.size() - m_input.size());
    const qsizetype end = m_input.indexOf(headEnd);
    if (end < 0 && m_input.size() >= m_desk.limits.maxHeadBytes + headEnd.size()) {
        refuse(httpstatus::headTooLarge,
               u"The head of the request is longer than %1 bytes."_s.arg(m_desk.limits.maxHeadBytes));
    } else if (end >= 0) {
        const QByteArray lines = m_input.left(end);
        m_input.remove(0, end + headEnd.size());
        takeHead(lines);
    }
}

void InletConnection::takeHead(const QByteArray &lines)
{
    const auto wait = m_desk.rate.take(m_peer, steadyNow());
    if (wait > std::chrono::milliseconds(0)) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
        refuse(httpstatus::tooManyRequests, u"Too many requests. Try again after %1 s."_s.arg(seconds),
               {{"Retry-After", QByteArray::number(qint64(seconds))}});
        return;
    }
    m_isCounted = true;
    auto head = readRequestHead(lines);
    if (!head) {
        refuse(head.error(), headSentence(head.error()));
        return;
    }
    m_head = std::move(*head);
    if (!isAuthorized(m_head))
        enter(Stage::Pausing, m_desk.limits.refusalPause);
    else if (!refuseHead(m_head)) {
        if (m_head.expectsContinue)
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_stage = Stage::Body; // the deadline is that of the whole request
        readBody();
    }
}

bool InletConnection::isAuthorized(const RequestHead &head) const
{
    constexpr QByteArrayView scheme("bearer ");
    if (head.authorization.left(scheme.size()).toLower() != scheme)
        return false;
    // Compared without telling by its time where the first difference is.
    return !m_desk.token.isEmpty() &&
           SecretText(head.authorization.mid(scheme.size()).trimmed()) == m_desk.token;
}

bool InletConnection::refuseHead(const RequestHead &head)
{
    const auto call = inletCallAt(head.path);
    if (!call)
        refuse(httpstatus::notFound, u"Nothing is here."_s);
    else if (head.method != "POST")
        refuse(httpstatus::methodNotAllowed, u"Orders are given by POST."_s, {{"Allow", "POST"}});
    else if (!head.contentLength)
        refuse(httpstatus::lengthRequired, u"The length of the body has to be told: Content-Length."_s);
    else if (*head.contentLength > m_desk.limits.maxBodyBytes)
        refuse(httpstatus::contentTooLarge,
               u"The body is longer than %1 bytes."_s.arg(m_desk.limits.maxBodyBytes));
    else if (!isJsonType(head.contentType))
        refuse(httpstatus::unsupportedMediaType,
               u"The body has to be JSON: Content-Type: application/json."_s);
    m_call = call.value_or(m_call);
    return m_stage == Stage::Closing;
}

void InletConnection::readBody()
{
    m_input += m_socket->read(std::max<qint64>(0, *m_head.contentLength - m_input.size()));
    if (m_input.size() < *m_head.contentLength)
        return;
    m_input.truncate(*m_head.contentLength); // one request is answered, whatever follows it
    carryOut();
}

void InletConnection::carryOut()
{
    const auto order = readInletOrder(m_call, m_input);
    if (!order) {
        answer(order.error());
        return;
    }
    enter(Stage::Asking, m_desk.limits.answerDeadline);
    m_desk.handler(*order, [self = QPointer(this)](const Result<ProvisioningReceipt> &receipt) {
        if (!self || self->m_stage != Stage::Asking)
            return;
        self->answer(receipt ? inletReceipt(self->m_call, *receipt) : inletFailure(receipt.error()));
    });
}

void InletConnection::handleDeadline()
{
    switch (m_stage) {
    case Stage::Head:
    case Stage::Body:
        refuse(httpstatus::requestTimeout, u"The request did not come in time."_s);
        break;
    case Stage::Pausing:
        refuse(httpstatus::unauthorized, u"The token is missing or wrong: Authorization: Bearer TOKEN."_s,
               {{"WWW-Authenticate", "Bearer"}});
        break;
    case Stage::Asking:
        refuse(httpstatus::gatewayTimeout,
               u"The order was not answered in time. It may have been carried out."_s);
        break;
    case Stage::Closing:
        Q_EMIT ended();
        break;
    }
}

void InletConnection::refuse(int status, const QString &message, const std::vector<Header> &more)
{
    answer(inletRefusal(status, message), more);
}

void InletConnection::answer(const InletAnswer &answer, const std::vector<Header> &more)
{
    if (m_isCounted)
        qCInfo(logInlet).noquote() << m_head.method.left(longestLoggedPath)
                                   << m_head.path.left(longestLoggedPath) << "from" << m_peer.toString()
                                   << answer.status;
    QByteArray bytes = statusLine(answer.status) + "Connection: close\r\nCache-Control: no-store\r\n";
    for (const auto &[name, value] : more)
        bytes += name + ": " + value + "\r\n";
    if (!answer.body.isEmpty())
        bytes +=
            "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(answer.body.size()) +
            "\r\n";
    const bool isHead = m_head.method == "HEAD";
    enter(Stage::Closing, m_desk.limits.closingDeadline);
    m_socket->write(bytes + "\r\n" + (isHead ? QByteArray() : answer.body));
    read(); // and forget what has come since
}

void InletConnection::closeWhenWritten()
{
    // Only this way: the client is to read the answer, and then to close in its turn.
    if (m_stage == Stage::Closing && m_socket->bytesToWrite() == 0)
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
}

} // namespace streamkeeper
