#include "app/mediaserver/MediaServerClient.h"

#include "app/mediaserver/Dialect.h"
#include "app/mediaserver/JsonReading.h"
#include "models/domain/CredentialMask.h"
#include "models/domain/StreamAddress.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerClient)
};

/// As servers repeat a text: as it is, decoded, encoded, in quotes.
QStringList spellingsOf(const QString &secret)
{
    QString quoted = secret;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return {secret, quoted, QUrl::fromPercentEncoding(secret.toUtf8()),
            QString::fromLatin1(QUrl::toPercentEncoding(secret))};
}

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
    return dialectOf(server.type).makeClient(server, secret, transport);
}

QCoro::Task<VoidResult> MediaServerClient::transferStream(QString, NodeTransfer, std::stop_token)
{
    co_return fail(ErrorCategory::Unsupported, Texts::tr("%1 has no call that moves a stream.").arg(where()));
}

QCoro::Task<Result<QStringList>> MediaServerClient::takenSettings(std::stop_token)
{
    co_return QStringList();
}

QCoro::Task<VoidResult> MediaServerClient::reloadIndex(QString, std::stop_token)
{
    co_return fail(ErrorCategory::Unsupported,
                   Texts::tr("%1 keeps no index of its recordings that could be read anew.").arg(where()));
}

QCoro::Task<Result<int>> MediaServerClient::endSessions(QString, SecretText, std::stop_token)
{
    co_return fail(ErrorCategory::Unsupported,
                   Texts::tr("%1 does not tell its sessions, so none can be ended.").arg(where()));
}

QCoro::Task<Result<int>> MediaServerClient::endSessionsOfKey(QString, std::stop_token stop)
{
    const QString noName;
    const SecretText noToken;
    co_return co_await endSessions(noName, noToken, stop);
}

QCoro::Task<Result<QString>> MediaServerClient::readKeysAddress(std::stop_token)
{
    co_return fail(ErrorCategory::Unsupported,
                   Texts::tr("%1 takes no tokens that are signed by this console.").arg(where()));
}

QCoro::Task<VoidResult> MediaServerClient::refreshKeys(std::stop_token)
{
    co_return fail(ErrorCategory::Unsupported,
                   Texts::tr("%1 takes no tokens that are signed by this console.").arg(where()));
}

QUrl MediaServerClient::fromOutside(QUrl url) const
{
    const bool isRtsp = url.scheme().startsWith(u"rtsp");
    if (!m_server.externalHost.isEmpty())
        url.setHost(m_server.externalHost);
    if (const quint16 port = isRtsp ? m_server.rtspPort : m_server.hlsPort; port != 0)
        url.setPort(port);
    return url;
}

QUrl MediaServerClient::withQueryItem(QUrl url, const QString &key, const QString &value)
{
    QUrlQuery query(url);
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    return url;
}

void MediaServerClient::restoreCounters(const ServerSnapshot &) {}

HttpRequest MediaServerClient::writeRequest(const QByteArray &method, const QString &path,
                                            const QByteArray &body) const
{
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.deadline = m_writeDeadline;
    request.isWrite = true;
    return request;
}

VoidResult MediaServerClient::checkWritten(const HttpResponse &response) const
{
    if (!response.body.trimmed().startsWith('<'))
        return {};
    return fail(
        ErrorCategory::Protocol,
        Texts::tr("%1 answered with a web page instead of carrying out the command. Check address and "
                  "port; a proxy may stand in between.")
            .arg(where()),
        harmless(QString::fromUtf8(response.body.left(120))));
}

tl::unexpected<Error> MediaServerClient::notSent(Error error)
{
    if (error.category == ErrorCategory::Timeout) {
        error.category = ErrorCategory::Network;
        error.message += u' ' + Texts::tr("Nothing was changed.");
    }
    return tl::unexpected<Error>(std::move(error));
}

VoidResult MediaServerClient::checkPathName(const QString &remoteName, bool mayHaveSlashes) const
{
    const QStringList segments = remoteName.split(u'/');
    const bool isSafe = std::ranges::all_of(segments, [](const QString &segment) {
        return !segment.isEmpty() && segment != u"." && segment != u".." &&
               std::ranges::none_of(
                   segment, [](QChar c) { return c.category() == QChar::Other_Control || c == u'\\'; });
    });
    if (isSafe && (mayHaveSlashes || segments.size() == 1))
        return {};
    return fail(ErrorCategory::Invalid,
                Texts::tr("“%1” cannot be the name of a stream on %2.").arg(remoteName.left(100), where()));
}

QString MediaServerClient::harmless(QString text, const StreamAddress &hidden) const
{
    const QString mask = u"•••"_s;
    const auto hide = [&](const QString &secret) {
        // One or two characters are no secret worth a sentence full of bullets.
        if (secret.size() > 2)
            text.replace(secret, mask);
    };
    if (const QString full = hidden.full().revealText(); hidden.hasSecret()) {
        text.replace(full, hidden.masked());
        for (const QString &part : hiddenParts(full)) {
            for (const QString &secret : {part, part.section(u':', 1)}) {
                for (const QString &spelling : spellingsOf(secret))
                    hide(spelling);
            }
        }
    }
    hide(m_secret.revealText());
    text = maskCredentials(text);
    // Cut last: half an address would not be known for one.
    constexpr qsizetype maxSentence = 300;
    return text.size() > maxSentence ? text.left(maxSentence) + u'…' : text;
}

Error MediaServerClient::statusError(const HttpResponse &response, const QString &told,
                                     const StreamAddress &hidden) const
{
    // The server's own first line helps, if it is text and not a page.
    const QString line = harmless(told.isEmpty() ? json::refusalSentence(response.body) : told, hidden);
    const QString detail = u"HTTP %1: %2"_s.arg(response.status).arg(line);
    switch (response.status) {
    case 401:
    case 403:
        return {ErrorCategory::Authentication, refusedEntry(response), detail, response.status};
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

QString MediaServerClient::refusedEntry(const HttpResponse &) const
{
    return Texts::tr("%1 does not accept the token or password. Enter a valid one.").arg(where());
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
