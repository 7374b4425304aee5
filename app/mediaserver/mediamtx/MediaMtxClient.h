#pragma once

#include "app/mediaserver/MediaServerClient.h"
#include "app/mediaserver/ServerClock.h"
#include "app/mediaserver/mediamtx/AccessDecoder.h"
#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "app/mediaserver/mediamtx/MediaMtxSnapshot.h"
#include "app/mediaserver/mediamtx/TokenIssuer.h"

#include <QJsonObject>

#include <functional>

namespace streamkeeper::mediamtx {

/// MediaMTX 1.17 to 1.20 by its control API v3 (media-server-apis.md B). Paths of the configuration
/// joined with their running state; rates and losses are computed here.
class MediaMtxClient : public MediaServerClient
{
public:
    MediaMtxClient(MediaServer server, SecretText secret, HttpTransport &transport);

    QCoro::Task<Result<ServerFacts>> readFacts(std::stop_token stop) override;
    QCoro::Task<Result<ServerSnapshot>> poll(std::stop_token stop) override;
    QCoro::Task<Result<std::vector<RemoteStream>>> readStreams(Progress progress,
                                                               std::stop_token stop) override;
    QCoro::Task<Result<RemoteStream>> readStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> takenSettings(std::stop_token stop) override;
    QCoro::Task<Result<LiveUrls>> liveUrls(QString remoteName, bool isPrivate, std::stop_token stop) override;
    QCoro::Task<VoidResult> writeStream(StreamWrite write, std::stop_token stop) override;
    QCoro::Task<VoidResult> restartStream(QString remoteName, std::stop_token stop) override;
    /// Erasing goes before removing: a path that is not configured has no recordings for the server. So the
    /// path loses its source first; when erasing fails it stays like that, and can be removed again.
    QCoro::Task<VoidResult> removeStream(QString remoteName, bool eraseRecordings,
                                         std::stop_token stop) override;
    QCoro::Task<VoidResult> holdStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<std::vector<RecordedPeriod>>> readPeriods(QString remoteName,
                                                                 std::stop_token stop) override;
    QCoro::Task<Result<ArchiveUrls>> archiveUrls(QString remoteName, RecordedPart part, bool isPrivate,
                                                 std::stop_token stop) override;
    QCoro::Task<Result<ShareAbilities>> readShareAbilities(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<MadeLink>> makeLink(LinkOrder order, std::stop_token stop) override;
    QCoro::Task<Result<int>> endSessions(QString remoteName, SecretText token, std::stop_token stop) override;
    QCoro::Task<Result<int>> endSessionsOfKey(QString keyId, std::stop_token stop) override;
    QCoro::Task<Result<QString>> readKeysAddress(std::stop_token stop) override;
    QCoro::Task<VoidResult> refreshKeys(std::stop_token stop) override;
    void restoreCounters(const ServerSnapshot &last) override;

protected:
    [[nodiscard]] QString refusedEntry(const HttpResponse &response) const override;

private:
    using Query = QList<std::pair<QString, QString>>;

    [[nodiscard]] QByteArray accountHeader() const;
    [[nodiscard]] Result<HttpRequest> signedIn(HttpRequest request);
    /// One request by the account or a signed token. A refusal that the server's clock explains is answered
    /// with a token for that clock.
    QCoro::Task<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop);
    /// For a viewer of one path of a server that checks tokens.
    [[nodiscard]] Result<SecretText> viewerToken(const QString &remoteName, bool mayPlayBack,
                                                 std::chrono::seconds life, const QString &tokenId) const;
    enum class Viewer : quint8 { Console, Outsider };
    /// Of RTSP over TLS, for this viewer; 0: it goes in clear.
    [[nodiscard]] quint16 rtspsPort(Viewer viewer) const;
    /// Without a token; of the ways that the server is known to give (m_listeners).
    [[nodiscard]] LiveUrls plainUrls(const QString &remoteName, Viewer viewer) const;
    /// Viewers sign in by the console's account; false where the console signs tokens, or has no account.
    [[nodiscard]] bool hasAccount() const;
    /// Whether it may be sent by a way that is encrypted, or is not.
    [[nodiscard]] bool mayGo(bool isEncrypted) const;
    /// By what an account would go in clear, while the API is encrypted.
    [[nodiscard]] QStringList openWays(const GlobalConfig &config) const;
    /// Adds how to sign in, and what a refusal means.
    void offerAccount(LiveUrls &live) const;
    /// What it means when a viewer is refused. `way`: by what he came, with the setting that encrypts it.
    [[nodiscard]] Error refusal(const QString &permission, bool mayGo, const QString &way) const;
    [[nodiscard]] Error withheld(const QString &way) const;
    [[nodiscard]] Error playbackRefusal(const GlobalConfig &config) const;
    /// What the playback server has of a path, without a sign-in.
    [[nodiscard]] static HttpRequest listRequest(const GlobalConfig &config, const QString &remoteName);
    /// Asks the playback server, by whatever opens it and may go there.
    QCoro::Task<Result<HttpResponse>> askPlayback(GlobalConfig config, QString remoteName,
                                                  std::stop_token stop);
    [[nodiscard]] QString noHlsTokens() const;
    QCoro::Task<Result<AccessConfig>> readAccess(std::stop_token stop);
    using SessionFilter = std::function<bool(const ViewerSession &)>;
    QCoro::Task<Result<int>> endSessionsThat(SessionFilter isMeant, std::stop_token stop);
    QCoro::Task<Result<std::vector<ViewerSession>>> readSessions(QString kind, std::stop_token stop);
    QCoro::Task<Result<bool>> takesPlaybackTokens(GlobalConfig config, QString remoteName,
                                                  std::stop_token stop);
    /// The same part, within a period that the server has told; such that it holds a picture at least.
    /// HttpStatus 404: there is none any more.
    QCoro::Task<Result<RecordedPart>> partAsTold(QString remoteName, RecordedPart part, std::stop_token stop);
    /// A part as one file, without a token; asked for in the server's own words.
    [[nodiscard]] QUrl playbackUrl(const GlobalConfig &config, const QString &remoteName,
                                   const RecordedPart &part) const;
    /// Unsupported when the server tells nothing of recordings.
    QCoro::Task<Result<GlobalConfig>> readPlaybackConfig(std::stop_token stop);
    QCoro::Task<Result<HttpResponse>> call(QString path, Query query, std::stop_token stop);
    /// What a change has to know; nothing when the server has no such path.
    QCoro::Task<Result<std::optional<HttpResponse>>> readOfPath(QString call, QString remoteName,
                                                                std::stop_token stop);
    /// A change; false when the server has no such path. `patched` is the path that it patches, if it does.
    /// A server that goes on refusing because of an earlier refused change is healed, and asked once more.
    QCoro::Task<Result<bool>> change(HttpRequest request, StreamAddress hidden, QString patched,
                                     std::stop_token stop);
    /// The same, once.
    QCoro::Task<Result<bool>> changeOnce(HttpRequest request, StreamAddress hidden, std::stop_token stop);
    /// Frees the server from a refused change (MediaMtxHealing.cpp); true if there was one to free it from.
    QCoro::Task<bool> heal(QString patched, std::stop_token stop);
    /// Writes what the server tells of a path onto that path: true if the server takes that, and so every
    /// change again.
    QCoro::Task<bool> putBack(QString remoteName);
    QCoro::Task<Result<bool>> patchPath(QString remoteName, QJsonObject body, std::stop_token stop);
    QCoro::Task<Result<std::optional<PathDetails>>> readDetails(QString remoteName, std::stop_token stop);
    QCoro::Task<VoidResult> addPath(StreamWrite write, std::stop_token stop);
    QCoro::Task<Result<bool>> patchStream(PathDetails present, StreamWrite write, std::stop_token stop);
    /// The starts of the segments; empty too when the path is not configured.
    QCoro::Task<Result<QStringList>> readSegments(QString remoteName, std::stop_token stop);
    QCoro::Task<VoidResult> eraseRecordings(QString remoteName, std::stop_token stop);
    [[nodiscard]] VoidResult checkName(const QString &remoteName) const;
    [[nodiscard]] tl::unexpected<Error> missingPath(const QString &remoteName) const;
    /// The first request is the plain one, which is all that most servers need; only a server with more
    /// than a page of paths is asked in large pages.
    template <typename Page>
    QCoro::Task<Result<PathList<Page>>>
    readList(QString path, std::function<Result<Page>(const QByteArray &)> decode, std::stop_token stop);
    /// Paths whose marks are `known` are told without their whole configuration.
    QCoro::Task<Result<ConfigList>> readConfigList(std::stop_token stop, PathMarks known);
    /// What a path has that is not said anything of; an empty object: not told.
    QCoro::Task<QJsonObject> pathDefaults(std::stop_token stop);
    /// The same, read anew, where a path has changed since the poll before; else empty. `paths` live until it
    /// is done.
    QCoro::Task<QJsonObject> defaultsForChanged(const std::vector<PathConfig> &paths, std::stop_token stop);
    QCoro::Task<Result<StateList>> readStateList(std::stop_token stop);
    QCoro::Task<void> readListeners(std::stop_token stop);
    void checkRestart(const Info &info, QStringList &warnings);

    /// A viewer who begins within that time goes on as long as he likes.
    static constexpr std::chrono::seconds viewingLife{3600};

    std::optional<TokenIssuer> m_entry; ///< of a server that checks tokens; none: by an account
    RateMeter m_rates;
    ServerClock m_clock;
    std::optional<qint64> m_startedMs;
    /// As told when it was first polled, after each of its restarts, and when something was shared.
    std::optional<GlobalConfig> m_listeners;
    PathMarks m_marks;          ///< as of the last poll
    QJsonObject m_pathDefaults; ///< as told; read anew where m_listeners is; empty: not known
    bool m_needsLargePages = false;
    /// Paths that were healed and whose change was not ours, to be told by the next poll.
    QStringList m_healedPaths;
};

} // namespace streamkeeper::mediamtx
