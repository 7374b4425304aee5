#include "app/mediaserver/v2/MediaServerV2Client.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerV2Client)
};

/// A second that the server told, and that our reckoning missed by this much, is still that second.
constexpr qint64 roundingMs = 250;

/// The fields of media-server-v2-api.md 4.1, by the server's clock, in whole seconds that hold the period.
struct DvrQuery
{
    DvrQuery(const RecordedPeriod &period, qint64 clockOffsetMs)
        : timestamp((period.fromMs + clockOffsetMs + roundingMs) / 1000)
        , duration(
              std::max<qint64>(1, (period.untilMs + clockOffsetMs - roundingMs + 999) / 1000 - timestamp))
    {
    }

    [[nodiscard]] QUrl applied(QUrl url, const QString &token) const
    {
        if (url.isEmpty())
            return url;
        QUrlQuery query(url);
        query.addQueryItem(u"timestamp"_s, QString::number(timestamp));
        query.addQueryItem(u"duration"_s, QString::number(duration));
        if (!token.isEmpty())
            query.addQueryItem(u"token"_s, QString::fromLatin1(QUrl::toPercentEncoding(token)));
        url.setQuery(query);
        return url;
    }

    qint64 timestamp = 0;
    qint64 duration = 0;
};

} // namespace

QCoro::Task<Result<std::vector<RecordedPeriod>>> MediaServerV2Client::readPeriods(QString remoteName,
                                                                                  std::stop_token stop)
{
    if (const auto checked = checkPathName(remoteName, false); !checked)
        co_return tl::unexpected(checked.error());
    HttpRequest request;
    request.path = u"/api/streams/%1/ranges/"_s.arg(remoteName);
    request.retries = 1;
    request.deadline = writeDeadline();
    const auto answer = co_await call(std::move(request), stop);
    if (!answer) {
        if (answer.error().httpStatus == 404)
            co_return missingStream(remoteName);
        co_return tl::unexpected(answer.error());
    }
    auto periods = co_await decoded(answer->body, &decodeRanges);
    if (!periods)
        co_return tl::unexpected(located(periods.error()));
    co_return ServerClock::ours(std::move(*periods), m_clock.offsetMs());
}

/// Addresses are taken from the server and never built as long as it tells any for the archive
/// (media-server-v2-api.md 4.1). A server that tells recordings and no address of them is asked at the places
/// that the table names.
BroadcastUrls MediaServerV2Client::archivePlaces(const QString &remoteName, const BroadcastUrls &told) const
{
    if (!told.hlsDvr.isEmpty() || !told.dvrFile.isEmpty() || !told.rtspDvr.isEmpty())
        return told;
    BroadcastUrls places = told;
    QUrl url;
    url.setHost(server().mediaHost());
    if (server().hlsPort != 0) {
        url.setScheme(server().mediaUsesTls ? u"https"_s : u"http"_s);
        url.setPort(server().hlsPort);
        url.setPath(u"/dvr/%1/playlist_ios.m3u8"_s.arg(remoteName));
        places.hlsDvr = url.toString(QUrl::FullyEncoded);
        url.setPath(u"/dvr/%1/record.mp4"_s.arg(remoteName));
        places.dvrFile = url.toString(QUrl::FullyEncoded);
    }
    if (server().rtspPort != 0) {
        url.setScheme(u"rtsp"_s);
        url.setPort(server().rtspPort);
        url.setPath(u"/dvr/%1/"_s.arg(remoteName));
        places.rtspDvr = url.toString(QUrl::FullyEncoded);
    }
    return places;
}

QCoro::Task<Result<ArchiveUrls>> MediaServerV2Client::archiveUrls(QString remoteName, RecordedPart part,
                                                                  bool isPrivate, std::stop_token stop)
{
    if (const auto checked = checkPathName(remoteName, false); !checked)
        co_return tl::unexpected(checked.error());
    const auto told = co_await broadcastUrls(remoteName, stop);
    // Not listed is what a server may make of a stream that it only holds recordings of.
    if (!told && told.error().category != ErrorCategory::Protocol)
        co_return tl::unexpected(told.error());
    const BroadcastUrls places = archivePlaces(remoteName, told.value_or(BroadcastUrls()));
    QString token;
    if (isPrivate || places.access == "private"_L1) {
        const auto made = co_await createAccessToken(remoteName, ownViewer(), viewingTokenLife, stop);
        if (!made)
            co_return tl::unexpected(made.error());
        token = *made;
    }
    co_return periodUrls(places, {part.fromMs, part.untilMs}, token);
}

ArchiveUrls MediaServerV2Client::periodUrls(const BroadcastUrls &places, const RecordedPeriod &period,
                                            const QString &token) const
{
    ArchiveUrls urls;
    urls.clockOffsetMs = m_clock.offsetMs();
    const DvrQuery query(period, urls.clockOffsetMs);
    urls.hls = query.applied(QUrl(places.hlsDvr), token);
    urls.file = query.applied(QUrl(places.dvrFile), token);
    urls.rtsp = query.applied(QUrl(places.rtspDvr), token);
    if (urls.hls.isEmpty())
        urls.hlsReason = Texts::tr("This server does not deliver the recordings of the stream by HLS.");
    if (urls.file.isEmpty())
        urls.fileReason = Texts::tr("This server does not deliver the recordings of the stream as a file.");
    if (urls.rtsp.isEmpty())
        urls.rtspReason = Texts::tr("This server does not deliver the recordings of the stream by RTSP.");
    return urls;
}

} // namespace streamkeeper::v2
