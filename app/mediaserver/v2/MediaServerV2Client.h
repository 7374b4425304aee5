#pragma once

#include "app/mediaserver/MediaServerClient.h"
#include "app/mediaserver/ServerClock.h"
#include "app/mediaserver/v2/MediaServerV2Decoder.h"

#include <QHash>
#include <QJsonObject>

namespace streamkeeper::v2 {

/// The REST generation of media_server_v2 (media-server-v2-api.md 2).
class MediaServerV2Client : public MediaServerClient
{
public:
    using MediaServerClient::MediaServerClient;

    QCoro::Task<Result<ServerFacts>> readFacts(std::stop_token stop) override;
    QCoro::Task<Result<ServerSnapshot>> poll(std::stop_token stop) override;
    QCoro::Task<Result<std::vector<RemoteStream>>> readStreams(Progress progress,
                                                               std::stop_token stop) override;
    QCoro::Task<Result<RemoteStream>> readStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<LiveUrls>> liveUrls(QString remoteName, bool isPrivate, std::stop_token stop) override;
    QCoro::Task<VoidResult> writeStream(StreamWrite write, std::stop_token stop) override;
    QCoro::Task<VoidResult> restartStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<VoidResult> removeStream(QString remoteName, bool eraseRecordings,
                                         std::stop_token stop) override;
    QCoro::Task<VoidResult> transferStream(QString remoteName, NodeTransfer nodes,
                                           std::stop_token stop) override;
    QCoro::Task<VoidResult> holdStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<RecordedPeriod>>> readPeriods(QString remoteName,
                                                                 std::stop_token stop) override;
    QCoro::Task<Result<ArchiveUrls>> archiveUrls(QString remoteName, RecordedPart part, bool isPrivate,
                                                 std::stop_token stop) override;
    QCoro::Task<VoidResult> reloadIndex(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<ShareAbilities>> readShareAbilities(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<MadeLink>> makeLink(LinkOrder order, std::stop_token stop) override;
    [[nodiscard]] QString nextToSweep() const override;

private:
    /// Where the token goes; servers differ, so what worked is remembered (media-server-v2-api.md 1.1).
    enum class TokenPlace { Header, Bearer, Query };

    /// One call with the token; where it is refused the other places are tried until one is known to work.
    QCoro::Task<Result<HttpResponse>> call(HttpRequest request, std::stop_token stop,
                                           StreamAddress hidden = {});
    [[nodiscard]] HttpRequest withToken(HttpRequest request, TokenPlace place) const;
    /// Addresses are kept in logs and by proxies: the token goes there only where it has to. Not on 403,
    /// which is what an ended token is told by, nor where a header has ever done.
    [[nodiscard]] bool mayGoIntoAddress(bool isForbidden) const
    {
        return m_tokenPlace == TokenPlace::Query || (!isForbidden && !m_hasTakenHeader);
    }
    /// For one stream, live and archive; `viewer` names who gets it, in the server's logs. Never without end.
    /// "Request 1 h for viewing, renew before expiry; never 0" (media-server-v2-api.md 7).
    static constexpr std::chrono::seconds viewingTokenLife{3600};
    /// How this console names itself as a viewer.
    [[nodiscard]] static QString ownViewer();
    QCoro::Task<Result<QString>> createAccessToken(QString remoteName, QString viewer,
                                                   std::chrono::seconds duration, std::stop_token stop);
    QCoro::Task<Result<BroadcastUrls>> broadcastUrls(QString remoteName, std::stop_token stop);
    [[nodiscard]] BroadcastUrls archivePlaces(const QString &remoteName, const BroadcastUrls &told) const;
    /// `places` for one period; an empty token is left out.
    [[nodiscard]] ArchiveUrls periodUrls(const BroadcastUrls &places, const RecordedPeriod &period,
                                         const QString &token) const;
    /// The whole body for a write, made of what the server shows of the stream now.
    QCoro::Task<Result<QJsonObject>> composeBody(StreamWrite write, std::stop_token stop);
    QCoro::Task<Result<QString>> firstStorage(std::stop_token stop);
    QCoro::Task<VoidResult> command(QByteArray method, QString remoteName, QString call, QByteArray body,
                                    std::stop_token stop);
    QCoro::Task<VoidResult> postBody(QString remoteName, QJsonObject body, std::stop_token stop);
    [[nodiscard]] tl::unexpected<Error> missingStream(const QString &remoteName) const;
    /// What was read of a stream before or during a write is not kept.
    void forgetAddress(const QString &remoteName);

    /// GetStreams tells no address: what GetStreamInfo told last is joined into each poll
    /// (media-server-v2-api.md 2.9).
    struct KnownAddress
    {
        QString masked;
        quint64 fingerprint = 0;
        qint64 triedAtMs = 0; ///< last reading, successful or not; 0: never
    };
    using KnownAddresses = QHash<QString, KnownAddress>;
    struct JoinedAddresses
    {
        std::vector<ObservedStream> streams;
        QStringList present; ///< their names
        QStringList gone;    ///< that have an address and are not listed any more
    };
    [[nodiscard]] static Result<JoinedAddresses> joinAddresses(std::vector<ObservedStream> listed,
                                                               const KnownAddresses &known);
    /// What the server says of itself, into a snapshot that lives until it is done; fails when cancelled
    /// only.
    QCoro::Task<VoidResult> readLoad(ServerSnapshot &snapshot, std::stop_token stop);
    KnownAddresses m_addresses;
    QHash<QString, quint64> m_writeCounts; ///< a reading that saw this change is of before the write
    QStringList m_present;                 ///< names of the last poll
    QHash<QString, BroadcastUrls> m_urls;
    qint64 m_urlsReadAtMs = 0; ///< ports and addresses may change: read anew after a minute
    ServerClock m_clock;
    std::optional<TokenPlace> m_tokenPlace;
    bool m_hasTakenHeader = false;
    /// CreateStream is printed without /api, unlike all other calls (media-server-v2-api.md 2.4): what worked
    /// is tried first.
    bool m_isCreateWithoutApi = false;
};

} // namespace streamkeeper::v2
