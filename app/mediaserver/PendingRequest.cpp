#include "app/mediaserver/PendingRequest.h"

#include "models/domain/CredentialMask.h"

#include <QLocale>
#include <QLoggingCategory>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logHttp, "streamkeeper.http", QtInfoMsg)

constexpr std::chrono::milliseconds firstRetryDelay{250};

std::optional<qint64> parseDate(const QByteArray &header)
{
    if (header.isEmpty())
        return {};
    const QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(header).trimmed(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    return QDateTime(date.date(), date.time(), Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

PendingRequest::PendingRequest(ServerChannel &channel, HttpRequest request, std::stop_token stop, Done done)
    : m_channel(channel)
    , m_request(std::move(request))
    , m_done(std::move(done))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &PendingRequest::handleDeadline);
    // A stop may be asked from any thread; it takes effect on ours.
    m_stopCallback.emplace(std::move(stop), [this] {
        QMetaObject::invokeMethod(
            this, [this] { finish(fail(ErrorCategory::Cancelled, tr("The request was cancelled."))); },
            Qt::QueuedConnection);
    });
}

PendingRequest::~PendingRequest()
{
    dropReply();
}

void PendingRequest::start()
{
    m_id = m_channel.transport().nextRequestId();
    attempt();
}

QNetworkRequest PendingRequest::networkRequest() const
{
    QUrl url = m_channel.address().url();
    if (m_request.otherPort != 0) {
        url.setScheme(m_request.isOtherPortEncrypted ? u"https"_s : u"http"_s);
        url.setPort(m_request.otherPort);
    }
    url.setPath(m_request.path, QUrl::DecodedMode);
    if (!m_request.target.isEmpty()) {
        url = QUrl::fromEncoded(url.toEncoded(QUrl::RemovePath) + m_request.target);
    } else if (!m_request.query.isEmpty()) {
        QByteArray query;
        for (const auto &[key, value] : m_request.query) {
            if (!query.isEmpty())
                query += '&';
            query += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
        }
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    }
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Only viewing keeps a cookie from one request to the next (MediaMTX's HLS sessions).
    const auto cookies = m_request.keepsCookies ? QNetworkRequest::Automatic : QNetworkRequest::Manual;
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, cookies);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, cookies);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("User-Agent", "Streamkeeper/" STREAMKEEPER_VERSION);
    request.setRawHeader("Accept", "*/*");
    request.setRawHeader("X-Request-Id", QByteArray::number(m_id));
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    return request;
}

void PendingRequest::attempt()
{
    ++m_attempts;
    m_body.clear();
    m_tlsProblem.clear();
    m_elapsed.start();
    m_deadline.start(m_channel.transport().deadlineOf(m_request));
    qCDebug(logHttp).noquote() << "#" << m_id << m_request.method << m_channel.address().displayText()
                               << m_request.path << "attempt" << m_attempts;
    sendRequest();
    m_reply->setReadBufferSize(0);
    connect(m_reply, &QNetworkReply::encrypted, this, &PendingRequest::checkCertificate);
    connect(m_reply, &QNetworkReply::sslErrors, this, &PendingRequest::handleSslErrors);
    connect(m_reply, &QNetworkReply::readyRead, this, &PendingRequest::readAvailable);
    connect(m_reply, &QNetworkReply::finished, this, &PendingRequest::handleFinished);
}

void PendingRequest::sendRequest()
{
    QNetworkRequest request = networkRequest();
    QNetworkAccessManager &manager =
        m_channel.transport().managerFor(request.url(), m_channel.address().pinnedSha256);
    if (!m_request.isWrite) {
        m_reply = manager.sendCustomRequest(request, m_request.method, m_request.body);
        return;
    }
    // Qt would buffer the body, and rewind the buffer, without this and the length.
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    m_onceBody = new OneTimeBody(m_request.body);
    m_reply = manager.sendCustomRequest(request, m_request.method, m_onceBody);
    m_onceBody->setParent(m_reply);
}

void PendingRequest::dropReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
    m_onceBody = nullptr;
}

void PendingRequest::checkCertificate()
{
    const ChannelAddress &address = m_channel.address();
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    m_channel.setPresentedCertificate(PresentedCertificate::of(certificate));
    m_tlsProblem = reasonAgainstPin(address.displayText(), address.pinnedSha256, certificate);
    if (!m_tlsProblem.isEmpty())
        m_reply->abort();
}

void PendingRequest::handleSslErrors(const QList<QSslError> &errors)
{
    const ChannelAddress &address = m_channel.address();
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (!certificate.isNull())
        m_channel.setPresentedCertificate(PresentedCertificate::of(certificate));
    m_tlsProblem = reasonAgainstErrors(address.displayText(), address.pinnedSha256, certificate, errors);
    if (m_tlsProblem.isEmpty())
        m_reply->ignoreSslErrors();
}

void PendingRequest::readAvailable()
{
    m_body += m_reply->readAll();
    if (m_body.size() <= m_request.maxBytes)
        return;
    finish(fail(ErrorCategory::Protocol,
                tr("The answer of %1 is larger than %2. It was cut off; is the port right?")
                    .arg(m_channel.address().displayText(), QLocale().formattedDataSize(m_request.maxBytes)),
                m_request.path));
}

bool PendingRequest::mayHaveArrived(QNetworkReply::NetworkError error) const
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
        return false;
    case QNetworkReply::ContentReSendError: // it went out, and Qt was about to send it again
        return true;
    default:
        break;
    }
    // The body follows the head on a connection that stands; without it no request is complete.
    return m_request.body.isEmpty() || !m_onceBody->isUntouched();
}

Error PendingRequest::unknownOutcome(const Error &error) const
{
    return {ErrorCategory::Timeout,
            tr("%1 It is not known whether the command was carried out.").arg(error.message), error.detail};
}

void PendingRequest::handleDeadline()
{
    const QString where = m_channel.address().displayText();
    const QString detail = QString::fromLatin1(m_request.method) + u' ' + m_request.path;
    const int seconds =
        int(std::chrono::ceil<std::chrono::seconds>(m_channel.transport().deadlineOf(m_request)).count());
    const Error error{ErrorCategory::Timeout,
                      tr("%1 did not answer completely within %n second(s).", nullptr, seconds).arg(where),
                      detail};
    if (!m_request.isWrite)
        finish(tl::unexpected(error));
    else if (mayHaveArrived(QNetworkReply::NoError))
        finish(tl::unexpected(unknownOutcome(error)));
    else
        finish(fail(ErrorCategory::Network,
                    tr("%1 could not be connected within %n second(s). Nothing was sent.", nullptr, seconds)
                        .arg(where),
                    detail));
}

Error PendingRequest::networkError() const
{
    const QString where = m_channel.address().displayText();
    const QString detail = maskCredentials(m_reply->errorString());
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorCategory::Network,
                tr("%1 refuses the connection. Is the server running, and is the port right?").arg(where),
                detail};
    case QNetworkReply::HostNotFoundError:
        return {ErrorCategory::Network, tr("The host name %1 is not known.").arg(m_channel.address().host),
                detail};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return {ErrorCategory::Network,
                tr("%1 closed the connection before the answer was complete.").arg(where), detail};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCategory::Tls,
                m_tlsProblem.isEmpty()
                    ? tr("%1 does not speak HTTPS on this port. Try http, or another port.").arg(where)
                    : m_tlsProblem,
                detail};
    case QNetworkReply::TimeoutError:
        return {ErrorCategory::Timeout, tr("%1 does not answer.").arg(where), detail};
    default:
        return {ErrorCategory::Network, tr("The connection to %1 failed: %2.").arg(where, detail), detail};
    }
}

void PendingRequest::handleFinished()
{
    if (m_isFinished)
        return;
    if (m_reply->isOpen()) // an aborted reply is closed
        m_body += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto code = m_reply->error();
    // Errors from 201 on are HTTP statuses; below are those of the connection, also in mid-body.
    const bool isConnectionError = code != QNetworkReply::NoError && (status == 0 || int(code) < 200);
    if (!m_tlsProblem.isEmpty()) {
        finish(fail(ErrorCategory::Tls, m_tlsProblem, m_reply->errorString()));
        return;
    }
    if (isConnectionError) {
        const Error error = networkError();
        const bool isUnknown = m_request.isWrite && mayHaveArrived(code);
        if (error.category == ErrorCategory::Network && !isUnknown && m_attempts <= m_request.retries) {
            dropReply();
            m_deadline.stop();
            QTimer::singleShot(firstRetryDelay * (1 << (m_attempts - 1)), this, [this] {
                if (!m_isFinished)
                    attempt();
            });
            return;
        }
        finish(tl::unexpected(isUnknown ? unknownOutcome(error) : error));
        return;
    }
    HttpResponse response;
    response.status = status;
    response.contentType = m_reply->rawHeader("Content-Type");
    response.challenges = m_reply->rawHeader("WWW-Authenticate");
    response.location = m_reply->rawHeader("Location");
    response.serverTimeMs = parseDate(m_reply->rawHeader("Date"));
    response.receivedAtMs = QDateTime::currentMSecsSinceEpoch();
    response.roundTripMs = int(m_elapsed.elapsed());
    response.body = std::move(m_body);
    finish(std::move(response));
}

void PendingRequest::finish(Result<HttpResponse> result)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_deadline.stop();
    if (result)
        qCDebug(logHttp) << "#" << m_id << "HTTP" << result->status << result->body.size() << "bytes in"
                         << result->roundTripMs << "ms";
    else
        qCDebug(logHttp).noquote() << "#" << m_id << "failed:" << result.error().message
                                   << result.error().detail;
    m_stopCallback.reset();
    dropReply();
    deleteLater();
    m_channel.requestDone(this);
    // Last: the continuation may do anything, also close the channel.
    m_done(std::move(result));
}

} // namespace streamkeeper
