#include "app/mediaserver/mediamtx/MediaMtxClient.h"

#include <QCoreApplication>
#include <QDateTime>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxClient)
};

} // namespace

/// Recordings are told and delivered by a server of their own, on a port of its own (media-server-apis.md
/// B.5).
QCoro::Task<Result<GlobalConfig>> MediaMtxClient::readPlaybackConfig(std::stop_token stop)
{
    const auto global = co_await call(u"/v3/config/global/get"_s, {}, stop);
    if (!global)
        co_return tl::unexpected(global.error());
    const auto config = decodeGlobalConfig(global->body);
    if (!config)
        co_return tl::unexpected(located(config.error()));
    if (!config->isPlaybackOn || config->playbackPort == 0)
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 does not tell what is recorded: its playback server is off "
                                 "(setting \"playback\").")
                           .arg(where()));
    co_return *config;
}

QCoro::Task<Result<std::vector<RecordedPeriod>>> MediaMtxClient::readPeriods(QString remoteName,
                                                                             std::stop_token stop)
{
    const auto config = co_await readPlaybackConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    HttpRequest request;
    request.path = u"/list"_s;
    request.query = {{u"path"_s, remoteName}};
    request.otherPort = config->playbackPort;
    request.isOtherPortEncrypted = config->isPlaybackEncrypted;
    const auto answer = co_await send(std::move(request), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    // Nothing recorded is a 404, or a 400 when there is not even a folder.
    if (answer->status == 404 || answer->status == 400)
        co_return std::vector<RecordedPeriod>();
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, decodeRefusal(answer->body)));
    auto periods = decodePlaybackList(answer->body);
    if (!periods)
        co_return tl::unexpected(located(periods.error()));
    co_return m_clock.ours(std::move(*periods));
}

QUrl MediaMtxClient::playbackUrl(const GlobalConfig &config, const QString &remoteName,
                                 const RecordedPeriod &period, const QString &format) const
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(period.fromMs + m_clock.offsetMs(), Qt::UTC);
    QUrl url;
    url.setScheme(config.isPlaybackEncrypted ? u"https"_s : u"http"_s);
    url.setHost(server().internalHost);
    url.setPort(config.playbackPort);
    url.setPath(u"/get"_s);
    url = withQueryItem(url, u"path"_s, remoteName);
    url = withQueryItem(url, u"start"_s, start.toString(Qt::ISODateWithMs));
    const double seconds = double(period.untilMs - period.fromMs) / 1000;
    url = withQueryItem(url, u"duration"_s, QString::number(seconds, 'f', 3));
    return withQueryItem(url, u"format"_s, format);
}

QCoro::Task<Result<ArchiveUrls>> MediaMtxClient::archiveUrls(QString remoteName, RecordedPeriod period, bool,
                                                             std::stop_token stop)
{
    const auto config = co_await readPlaybackConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    const auto signedRequest = signedIn(HttpRequest());
    if (!signedRequest)
        co_return tl::unexpected(signedRequest.error());
    ArchiveUrls urls;
    urls.clockOffsetMs = m_clock.offsetMs();
    urls.file = playbackUrl(*config, remoteName, period, u"fmp4"_s);
    for (const auto &[name, value] : signedRequest->headers) {
        if (name == "Authorization")
            urls.authorization = value;
    }
    urls.hlsReason = Texts::tr("MediaMTX does not deliver recordings by HLS.");
    urls.rtspReason = Texts::tr("MediaMTX does not deliver recordings by RTSP.");
    co_return urls;
}

} // namespace streamkeeper::mediamtx
