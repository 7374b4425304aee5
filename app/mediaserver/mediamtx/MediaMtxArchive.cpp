#include "app/mediaserver/mediamtx/MediaMtxClient.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrlQuery>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
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
    const auto answer = co_await channel().send(signedIn(std::move(request)), stop);
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
    m_clock.note(*answer);
    const qint64 offset = m_clock.offsetMs();
    for (RecordedPeriod &period : *periods) {
        period.fromMs -= offset;
        period.untilMs -= offset;
    }
    co_return periods;
}

QCoro::Task<Result<ArchiveUrls>> MediaMtxClient::archiveUrls(QString remoteName, RecordedPeriod period, bool,
                                                             std::stop_token stop)
{
    const auto config = co_await readPlaybackConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    ArchiveUrls urls;
    urls.clockOffsetMs = m_clock.offsetMs();
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(period.fromMs + urls.clockOffsetMs, Qt::UTC);
    QUrlQuery query;
    query.addQueryItem(u"path"_s, QString::fromLatin1(QUrl::toPercentEncoding(remoteName)));
    query.addQueryItem(u"start"_s, start.toString(Qt::ISODateWithMs));
    query.addQueryItem(u"duration"_s, QString::number(double(period.untilMs - period.fromMs) / 1000, 'f', 3));
    query.addQueryItem(u"format"_s, u"fmp4"_s);
    urls.file.setScheme(config->isPlaybackEncrypted ? u"https"_s : u"http"_s);
    urls.file.setHost(server().internalHost);
    urls.file.setPort(config->playbackPort);
    urls.file.setPath(u"/get"_s);
    urls.file.setQuery(query);
    for (const auto &[name, value] : signedIn(HttpRequest()).headers) {
        if (name == "Authorization")
            urls.authorization = value;
    }
    urls.hlsReason = Texts::tr("MediaMTX does not deliver recordings by HLS.");
    urls.rtspReason = Texts::tr("MediaMTX does not deliver recordings by RTSP.");
    co_return urls;
}

} // namespace streamkeeper::mediamtx
