#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "app/mediaserver/mediamtx/PlaybackTime.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// Nearer to the end of a period there may be no picture any more, which is a 404.
constexpr qint64 leastMs = 2'000;
/// Of two parts that follow each other each is rounded by itself; nothing may fall in between.
constexpr qint64 roundingMs = 1;
/// Of a token for one question.
constexpr std::chrono::seconds askingLife{60};

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
    const auto config = co_await decoded(global->body, &decodeGlobalConfig);
    if (!config)
        co_return tl::unexpected(located(config.error()));
    if (!config->isPlaybackOn || config->playbackPort == 0)
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 does not tell what is recorded: its playback server is off "
                                 "(setting \"playback\").")
                           .arg(where()));
    co_return *config;
}

Error MediaMtxClient::playbackRefusal(const GlobalConfig &config) const
{
    return refusal(u"playback"_s, mayGo(config.isPlaybackEncrypted),
                   Texts::tr("its playback server (playbackEncryption)"));
}

HttpRequest MediaMtxClient::listRequest(const GlobalConfig &config, const QString &remoteName)
{
    HttpRequest request;
    request.path = u"/list"_s;
    request.query = {{u"path"_s, remoteName}};
    request.otherPort = config.playbackPort;
    request.isOtherPortEncrypted = config.isPlaybackEncrypted;
    return request;
}

QCoro::Task<Result<HttpResponse>> MediaMtxClient::askPlayback(GlobalConfig config, QString remoteName,
                                                              std::stop_token stop)
{
    HttpRequest request = listRequest(config, remoteName);
    if (m_entry) {
        // The token of the API may do more than this, and is not for a port that may be in clear.
        const QString tokenId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const auto token = viewerToken(remoteName, true, askingLife, tokenId);
        if (!token)
            co_return tl::unexpected(token.error());
        request.headers.emplace_back("Authorization", "Bearer " + token->reveal());
    } else if (hasAccount() && mayGo(config.isPlaybackEncrypted)) {
        request.headers.emplace_back("Authorization", accountHeader());
    }
    co_return co_await channel().send(std::move(request), stop);
}

QCoro::Task<Result<std::vector<RecordedPeriod>>> MediaMtxClient::readPeriods(QString remoteName,
                                                                             std::stop_token stop)
{
    const auto config = co_await readPlaybackConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    const auto answer = co_await askPlayback(*config, remoteName, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const bool isMissing = answer->status == 404 || answer->status == 400;
    // Said by something else: what nobody knows must not pass for "nothing recorded".
    if (isMissing && !answer->body.trimmed().startsWith('{'))
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 does not tell what is recorded: what answers on port %2 has no /list. "
                                 "The playback server of MediaMTX has to be reached there "
                                 "(playbackAddress).")
                           .arg(where())
                           .arg(config->playbackPort));
    // Nothing recorded is a 404, or a 400 when there is not even a folder.
    if (isMissing)
        co_return std::vector<RecordedPeriod>();
    if (!m_entry && (answer->status == 401 || answer->status == 403))
        co_return tl::unexpected(playbackRefusal(*config));
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, decodeRefusal(answer->body)));
    auto periods = co_await decoded(answer->body, &decodePlaybackList);
    if (!periods)
        co_return tl::unexpected(located(periods.error()));
    co_return ServerClock::ours(std::move(*periods), m_clock.shownOffsetMs());
}

QCoro::Task<Result<RecordedPart>> MediaMtxClient::partAsTold(QString remoteName, RecordedPart part,
                                                             std::stop_token stop)
{
    if (part.within.toldStart.isEmpty()) {
        const auto periods = co_await readPeriods(remoteName, stop);
        if (!periods)
            co_return tl::unexpected(periods.error());
        const auto found = std::ranges::find_if(
            *periods, [&](const RecordedPeriod &period) { return part.fromMs < period.untilMs; });
        if (found == periods->end())
            co_return tl::unexpected(
                Error{ErrorCategory::HttpStatus,
                      Texts::tr("%1 has nothing recorded of that time any more.").arg(where()),
                      {},
                      404});
        part.within = *found;
    }
    const qint64 latestMs = std::max(part.within.fromMs, part.within.untilMs - leastMs);
    part.fromMs = std::clamp(part.fromMs, part.within.fromMs, latestMs);
    co_return part;
}

/// A time between two periods is a 404, and one a microsecond before the beginning of a period is between
/// two: the beginning goes back as it was told, and everything else is counted from there. What the clocks
/// show has no part in it.
QUrl MediaMtxClient::playbackUrl(const GlobalConfig &config, const QString &remoteName,
                                 const RecordedPart &part) const
{
    const RecordedPeriod &within = part.within;
    const qint64 startUs = readPlaybackTime(within.toldStart).value_or(0);
    const bool isBeginning = part.fromMs == within.fromMs;
    QUrl url;
    url.setScheme(config.isPlaybackEncrypted ? u"https"_s : u"http"_s);
    url.setHost(server().internalHost);
    url.setPort(config.playbackPort);
    url.setPath(u"/get"_s);
    url = withQueryItem(url, u"path"_s, remoteName);
    url = withQueryItem(url, u"start"_s,
                        isBeginning ? within.toldStart
                                    : playbackTime(startUs + (part.fromMs - within.fromMs) * 1000));
    const double seconds = double(part.untilMs - part.fromMs + roundingMs) / 1000;
    url = withQueryItem(url, u"duration"_s, QString::number(seconds, 'f', 3));
    // Only this form keeps the times of the pictures that lead in; "fmp4" puts them all at the beginning.
    return withQueryItem(url, u"format"_s, u"mp4"_s);
}

QCoro::Task<Result<ArchiveUrls>> MediaMtxClient::archiveUrls(QString remoteName, RecordedPart part, bool,
                                                             std::stop_token stop)
{
    const auto config = co_await readPlaybackConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    const auto told = co_await partAsTold(remoteName, std::move(part), stop);
    if (!told)
        co_return tl::unexpected(told.error());
    ArchiveUrls urls;
    urls.file = playbackUrl(*config, remoteName, *told);
    urls.fileZeroMs = told->fromMs;
    // Players ask again and again while they play: the console's own token is too short for that, and may do
    // too much.
    if (m_entry) {
        const QString tokenId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const auto token = viewerToken(remoteName, true, viewingLife, tokenId);
        if (!token)
            co_return tl::unexpected(token.error());
        urls.authorization = "Bearer " + token->reveal();
    } else {
        if (hasAccount() && mayGo(config->isPlaybackEncrypted))
            urls.authorization = accountHeader();
        urls.refusal = playbackRefusal(*config);
    }
    urls.hlsReason = Texts::tr("MediaMTX does not deliver recordings by HLS.");
    urls.rtspReason = Texts::tr("MediaMTX does not deliver recordings by RTSP.");
    co_return urls;
}

} // namespace streamkeeper::mediamtx
