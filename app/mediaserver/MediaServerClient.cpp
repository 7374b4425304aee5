#include "app/mediaserver/MediaServerClient.h"

#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "app/mediaserver/v2/MediaServerV2Client.h"
#include "models/domain/StreamAddress.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerClient)
};

} // namespace

MediaServerClient::MediaServerClient(MediaServer server, SecretText secret, HttpTransport &transport)
    : m_server(std::move(server))
    , m_secret(std::move(secret))
    , m_channel(
          std::make_unique<ServerChannel>(transport, ChannelAddress{m_server.useTls, m_server.internalHost,
                                                                    m_server.apiPort, m_server.pinnedSha256}))
{
}

MediaServerClient::~MediaServerClient() = default;

std::unique_ptr<MediaServerClient>
MediaServerClient::create(const MediaServer &server, const SecretText &secret, HttpTransport &transport)
{
    switch (server.type) {
    case ServerType::MediaServerV2:
        return std::make_unique<v2::MediaServerV2Client>(server, secret, transport);
    case ServerType::MediaMtx:
        return std::make_unique<mediamtx::MediaMtxClient>(server, secret, transport);
    }
    Q_UNREACHABLE();
}

void MediaServerClient::restoreCounters(const ServerSnapshot &) {}

QCoro::Task<VoidResult> MediaServerClient::writeStream(StreamWrite, std::stop_token)
{
    co_return unsupported();
}

QCoro::Task<VoidResult> MediaServerClient::restartStream(QString, std::stop_token)
{
    co_return unsupported();
}

QCoro::Task<VoidResult> MediaServerClient::removeStream(QString, bool, std::stop_token)
{
    co_return unsupported();
}

tl::unexpected<Error> MediaServerClient::unsupported() const
{
    return fail(ErrorCategory::Unsupported, Texts::tr("This is not provided by %1.").arg(m_server.name));
}

Error MediaServerClient::statusError(const HttpResponse &response, const QString &told) const
{
    // The server's own first line helps, if it is text and not a page.
    QString line = told;
    if (line.isEmpty() && !response.body.trimmed().startsWith('<'))
        line = maskCredentials(QString::fromUtf8(response.body.left(200)).section(u'\n', 0, 0).trimmed());
    const QString detail = u"HTTP %1: %2"_s.arg(response.status).arg(line);
    switch (response.status) {
    case 401:
    case 403:
        return {ErrorCategory::Authentication,
                Texts::tr(
                    "%1 does not accept the token or password. Enter a valid one on the card of the server.")
                    .arg(where()),
                detail, response.status};
    case 404:
        return {
            ErrorCategory::HttpStatus,
            Texts::tr("%1 does not know this call (HTTP 404). Check address, port and type of the server.")
                .arg(where()),
            detail, response.status};
    default:
        break;
    }
    if (response.status >= 300 && response.status < 400)
        return {ErrorCategory::Protocol,
                Texts::tr("%1 points to another address (HTTP %2). Enter the final address of the API.")
                    .arg(where())
                    .arg(response.status),
                detail, response.status};
    return {ErrorCategory::HttpStatus,
            line.isEmpty()
                ? Texts::tr("%1 answered with HTTP %2.").arg(where()).arg(response.status)
                : Texts::tr("%1 answered with HTTP %2: %3").arg(where()).arg(response.status).arg(line),
            detail, response.status};
}

Error MediaServerClient::located(Error error) const
{
    error.message = where() + u" – "_s + error.message;
    return error;
}

qint64 MediaServerClient::clockOffset(const HttpResponse &response)
{
    // The header was written about half a round trip before the answer came, and has whole seconds.
    return response.serverTimeMs
               ? *response.serverTimeMs + 500 - (response.receivedAtMs - response.roundTripMs / 2)
               : 0;
}

} // namespace streamkeeper
