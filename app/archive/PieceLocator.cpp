#include "app/archive/PieceLocator.h"

#include "app/servers/ArchiveReader.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(PieceLocator)
};

Result<ArchivePiece> pieceOf(const ArchiveUrls &urls, const RecordedPeriod &period, PieceUse use,
                             const MediaServer &server)
{
    const bool takesFile = urls.hls.isEmpty() || (use == PieceUse::Export && !urls.file.isEmpty());
    ArchivePiece piece;
    piece.source.url = takesFile ? urls.file : urls.hls;
    if (piece.source.url.isEmpty())
        return fail(ErrorCategory::Unsupported, urls.hlsReason);
    piece.source.protocol = takesFile ? MediaProtocol::File : MediaProtocol::Hls;
    piece.source.isRecorded = true;
    piece.source.authorization = urls.authorization;
    piece.source.refusal = urls.refusal;
    if (!server.pinnedSha256.isEmpty() && piece.source.url.scheme() == u"https")
        piece.source.pinnedCertificateSha256 = server.pinnedSha256;
    piece.period = period;
    piece.clockOffsetMs = urls.clockOffsetMs;
    if (takesFile)
        piece.zeroMs = urls.fileZeroMs;
    piece.server = server.id;
    return piece;
}

} // namespace

void locatePiece(ArchiveReader &archive, const ArchivePlace &place, const RecordedPeriod &period,
                 PieceUse use, QObject *context, std::function<void(Result<ArchivePiece>)> done)
{
    archive.urls(place.server, place.remoteName, {period.fromMs, period.untilMs, place.within}, context,
                 [&archive, place, period, use, done = std::move(done)](const Result<ArchiveUrls> &urls) {
                     const FleetServer *server = archive.fleet().server(place.server);
                     if (!urls)
                         done(tl::unexpected(urls.error()));
                     else if (!server)
                         done(fail(ErrorCategory::Invalid,
                                   Texts::tr("The media server is not in the registry any more.")));
                     else
                         done(pieceOf(*urls, period, use, server->server));
                 });
}

} // namespace streamkeeper
