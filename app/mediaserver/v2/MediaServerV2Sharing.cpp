// What the client does for share links; the rest is in MediaServerV2Client.cpp.
#include "app/mediaserver/v2/MediaServerV2Client.h"
#include "models/rules/ShareRule.h"

#include <QCoreApplication>
#include <QDateTime>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerV2Client)
};

bool isPublic(const QString &access)
{
    return access.compare(u"public"_s, Qt::CaseInsensitive) == 0;
}

} // namespace

QCoro::Task<Result<ShareAbilities>> MediaServerV2Client::readShareAbilities(QString remoteName,
                                                                            std::stop_token stop)
{
    m_urls.remove(remoteName); // what it offers now
    const auto told = co_await broadcastUrls(remoteName, stop);
    // Not listed is what a server may make of a stream that it only holds recordings of.
    if (!told && told.error().category != ErrorCategory::Protocol)
        co_return tl::unexpected(told.error());
    const BroadcastUrls places = archivePlaces(remoteName, told.value_or(BroadcastUrls()));
    ShareAbilities abilities;
    abilities.clockOffsetMs = m_clock.offsetMs();
    if (places.rtspLive.isEmpty())
        abilities.liveRtspReason = Texts::tr("This server does not deliver the stream by RTSP.");
    if (places.hlsLive.isEmpty())
        abilities.liveHlsReason = Texts::tr("This server does not deliver the stream by HLS.");
    const ArchiveUrls archive = periodUrls(places, {}, {});
    abilities.archiveRtspReason = archive.rtspReason;
    abilities.archiveHlsReason = archive.hlsReason;
    abilities.archiveFileReason = archive.fileReason;
    if (places.access.compare(u"none"_s, Qt::CaseInsensitive) == 0) {
        abilities.tokenReason = abilities.publicReason =
            Texts::tr("The server lets nobody watch this stream (access: none).");
    } else if (isPublic(places.access)) {
        abilities.notes.append(Texts::tr("At present this server lets everybody watch the stream, also "
                                         "without a token, and after the token has ended."));
    } else if (places.access.compare(u"protected"_s, Qt::CaseInsensitive) == 0) {
        abilities.notes.append(Texts::tr(
            "The server lets only some networks watch this stream (access: protected). Who gets the "
            "link has to be in one of them."));
    } else {
        abilities.isPrivateThere = true;
    }
    abilities.notes.append(
        Texts::tr("The token opens the whole stream, live and archive, until it ends. The server cannot "
                  "take it back, and who is watching when it ends goes on."));
    co_return abilities;
}

QCoro::Task<Result<MadeLink>> MediaServerV2Client::makeLink(LinkOrder order, std::stop_token stop)
{
    const auto abilities = co_await readShareAbilities(order.remoteName, stop);
    if (!abilities)
        co_return tl::unexpected(abilities.error());
    if (const QString reason = abilities->reasonAgainst(order); !reason.isEmpty())
        co_return fail(ErrorCategory::Unsupported, reason);
    if (order.isPublic && abilities->isPrivateThere)
        co_return fail(ErrorCategory::Conflict,
                       Texts::tr("%1 asks for a token although the camera's External access is on. Switch it "
                                 "off and on again, so that the server gets it.")
                           .arg(where()));
    QString token;
    MadeLink link;
    link.clockOffsetMs = abilities->clockOffsetMs;
    if (!order.isPublic) {
        const auto made = co_await createAccessToken(order.remoteName, order.viewer, order.duration, stop);
        if (!made)
            co_return tl::unexpected(made.error());
        token = *made;
        // The server counts from its own now.
        link.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + order.duration.count() * 1000;
    }
    const BroadcastUrls told = m_urls.value(order.remoteName);
    if (order.mode == ShareMode::Archive) {
        const RecordedPeriod period{order.archiveFromMs, order.archiveFromMs + archiveReachMs};
        const ArchiveUrls urls = periodUrls(archivePlaces(order.remoteName, told), period, token);
        link.url = order.protocol == ShareProtocol::Hls    ? urls.hls
                   : order.protocol == ShareProtocol::Rtsp ? urls.rtsp
                                                           : urls.file;
    } else {
        link.url = QUrl(order.protocol == ShareProtocol::Hls ? told.hlsLive : told.rtspLive);
        if (!token.isEmpty())
            link.url = withQueryItem(link.url, u"token"_s, token);
    }
    link.url = fromOutside(link.url);
    co_return link;
}

} // namespace streamkeeper::v2
