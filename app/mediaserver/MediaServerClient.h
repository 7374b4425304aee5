#pragma once

#include "app/mediaserver/ServerChannel.h"
#include "app/mediaserver/Sharing.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Recordings.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/SecretText.h"
#include "models/domain/ServerSnapshot.h"
#include "models/domain/StreamSettings.h"
#include "models/domain/ViewerAccount.h"

#include <QCoroTask>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace streamkeeper {

/// What a connection test learns: enough to fill in what the operator left open.
struct ServerFacts
{
    ServerType type = ServerType::MediaServerV2;
    QString version;
    QString nodeName;
    quint16 rtspPort = 0; ///< 0: not told
    quint16 hlsPort = 0;
    bool mediaUsesTls = false;
    int streamCount = -1;
    QStringList notes; ///< what the operator should know before adding it
};

/// Complete playback addresses, with a token where the stream is private. Never logged.
struct LiveUrls
{
    QUrl rtsp;
    QUrl hls;
    QByteArray hlsAuthorization;              ///< header that `hls` needs; empty: the address is enough
    std::optional<ViewerAccount> rtspAccount; ///< for when the server asks `rtsp` for one
    /// What it means when the server refuses; none: not known. AccountWithheld: it was not sent in clear.
    std::optional<Error> rtspRefusal;
    std::optional<Error> hlsRefusal;
    QString rtspReason; ///< why there is none, for people; empty when there is one
    QString hlsReason;
};

/// Where a recorded period can be had, complete, with a token where the stream is private. Never logged.
struct ArchiveUrls
{
    QUrl hls;                     ///< a playlist of the whole period, with an end
    QUrl file;                    ///< one MP4 of the whole period
    QUrl rtsp;                    ///< plays it in real time
    QByteArray authorization;     ///< header that `hls` and `file` need; empty: the address is enough
    std::optional<Error> refusal; ///< as LiveUrls::hlsRefusal
    qint64 clockOffsetMs = 0;     ///< server clock minus ours: times in playlists are by the server's
    /// Our clock at time 0 of `file`; what lies before it is there to decode the rest. None: the file begins
    /// with the moment that was asked for, whatever its time stamps say.
    std::optional<qint64> fileZeroMs;
    QString hlsReason; ///< why there is none, for people; empty when there is one
    QString fileReason;
    QString rtspReason;
};

/// One media server of any make, as the rest of the console sees it. Lives on the network thread;
/// all calls are coroutines that finish exactly once, also when the channel is closed. The client
/// must outlive its calls: close the channel, then destroy.
class MediaServerClient
{
public:
    using Progress = std::function<void(int done, int total)>;

    MediaServerClient(MediaServer server, SecretText secret, HttpTransport &transport);
    virtual ~MediaServerClient();
    MediaServerClient(const MediaServerClient &) = delete;
    MediaServerClient &operator=(const MediaServerClient &) = delete;

    /// A client that speaks the server's dialect.
    [[nodiscard]] static std::unique_ptr<MediaServerClient>
    create(const MediaServer &server, const SecretText &secret, HttpTransport &transport);

    /// Checks that this is the server it is said to be, and that the token opens it.
    virtual QCoro::Task<Result<ServerFacts>> readFacts(std::stop_token stop) = 0;
    /// One complete poll. Rates of counter servers need two.
    virtual QCoro::Task<Result<ServerSnapshot>> poll(std::stop_token stop) = 0;
    /// Everything that adoption needs, complete addresses included.
    virtual QCoro::Task<Result<std::vector<RemoteStream>>> readStreams(Progress progress,
                                                                       std::stop_token stop) = 0;
    /// One stream anew; later polls carry its address.
    virtual QCoro::Task<Result<RemoteStream>> readStream(QString remoteName, std::stop_token stop) = 0;
    /// Names of the settings that it takes of StreamSettings::others. None where it knows nothing but
    /// StreamSettings; Unsupported where it takes some, and does not tell which.
    virtual QCoro::Task<Result<QStringList>> takenSettings(std::stop_token stop);
    virtual QCoro::Task<Result<LiveUrls>> liveUrls(QString remoteName, bool isPrivate,
                                                   std::stop_token stop) = 0;

    /// Creates the stream, or changes the settings in `write.changed` and nothing else; doing it twice
    /// is harmless. The server answers before it acts: read back to confirm. Errors: Unsupported when
    /// the server has no such setting, or does not show the configuration that has to be kept;
    /// HttpStatus 404 when the stream is missing and may not be created.
    /// The three writing calls share their errors. Network, Tls: nothing was sent. Timeout: the server may
    /// have got it, what became of it is not known. Authentication, HttpStatus: refused, not done.
    /// Protocol: something else answered, or a proxy in between. None is repeated by itself.
    virtual QCoro::Task<VoidResult> writeStream(StreamWrite write, std::stop_token stop) = 0;
    /// Drops the connection to the camera and makes it anew.
    virtual QCoro::Task<VoidResult> restartStream(QString remoteName, std::stop_token stop) = 0;
    /// Forgets the stream. A stream that is not there is no error: it is gone. Recordings stay unless
    /// `eraseRecordings`; Unsupported where a server cannot erase them that way.
    virtual QCoro::Task<VoidResult> removeStream(QString remoteName, bool eraseRecordings,
                                                 std::stop_token stop) = 0;

    /// Moves the capture of a stream between nodes that all have it, and leaves it on the current ones for
    /// its recordings. Unsupported where servers have no such call.
    virtual QCoro::Task<VoidResult> transferStream(QString remoteName, NodeTransfer nodes,
                                                   std::stop_token stop);
    /// Stops the capture and keeps the stream for its recordings: the server is an archive holder then.
    virtual QCoro::Task<VoidResult> holdStream(QString remoteName, std::stop_token stop) = 0;
    /// What is recorded of a stream, by time, on our clock. Unsupported where the server does not tell.
    virtual QCoro::Task<Result<std::vector<RecordedPeriod>>> readPeriods(QString remoteName,
                                                                         std::stop_token stop) = 0;
    /// Where to get a part of what the server has recorded. Servers that count whole seconds may give some
    /// more at both ends.
    virtual QCoro::Task<Result<ArchiveUrls>> archiveUrls(QString remoteName, RecordedPart part,
                                                         bool isPrivate, std::stop_token stop) = 0;
    /// Has the server read its index of a stream's recordings anew. Unsupported where it has none.
    virtual QCoro::Task<VoidResult> reloadIndex(QString remoteName, std::stop_token stop);

    /// What can be shared of a stream, and how.
    virtual QCoro::Task<Result<ShareAbilities>> readShareAbilities(QString remoteName,
                                                                   std::stop_token stop) = 0;
    /// Makes the address that opens the stream to an outsider. Unsupported with the reason of the abilities.
    virtual QCoro::Task<Result<MadeLink>> makeLink(LinkOrder order, std::stop_token stop) = 0;
    /// Ends the sessions that were opened with this token; answers with their number. Unsupported where the
    /// server does not tell its sessions.
    virtual QCoro::Task<Result<int>> endSessions(QString remoteName, SecretText token, std::stop_token stop);
    /// The same with all tokens that this key has signed, of whatever stream.
    virtual QCoro::Task<Result<int>> endSessionsOfKey(QString keyId, std::stop_token stop);
    /// Where the server fetches the keys that it checks tokens with; Unsupported where it has none.
    virtual QCoro::Task<Result<QString>> readKeysAddress(std::stop_token stop);
    /// Has the server read its keys for tokens anew. Unsupported where it has none.
    virtual QCoro::Task<VoidResult> refreshKeys(std::stop_token stop);

    /// How long a writing call waits for each answer; 10 s unless set.
    void setWriteDeadline(std::chrono::milliseconds deadline) { m_writeDeadline = deadline; }

    /// What an earlier run had counted for this server, before the first poll.
    virtual void restoreCounters(const ServerSnapshot &last);
    /// The stream whose address reading is the oldest; empty when polls tell addresses anyway.
    [[nodiscard]] virtual QString nextToSweep() const { return {}; }

    [[nodiscard]] const MediaServer &server() const { return m_server; }
    [[nodiscard]] ServerChannel &channel() { return *m_channel; }

protected:
    /// What `co_await decoded(...)` waits for: decode(body), a Result, on another thread where the body is
    /// large. `decode` is a pure function.
    template <typename Decode>
    [[nodiscard]] auto decoded(const QByteArray &body, Decode decode)
    {
        return channel().compute(body.size(), [body, decode = std::move(decode)] { return decode(body); });
    }
    [[nodiscard]] const SecretText &secret() const { return m_secret; }
    /// "https://host:port", for sentences.
    [[nodiscard]] QString where() const { return m_channel->address().displayText(); }
    /// The common reading of a refusal: 401/403 is the token, 404 the call, 5xx the server. `told` is
    /// the server's own sentence.
    [[nodiscard]] Error statusError(const HttpResponse &response, const QString &told,
                                    const StreamAddress &hidden = {}) const;
    /// What a 401 or 403 of the API means, and what to do.
    [[nodiscard]] virtual QString refusedEntry(const HttpResponse &response) const;
    /// A server's words, fit for people: credentials masked, also those of `hidden` and the server's token
    /// wherever they stand, and not longer than a sentence.
    [[nodiscard]] QString harmless(QString text, const StreamAddress &hidden = {}) const;
    /// A request that changes something: a JSON body, sent once.
    [[nodiscard]] HttpRequest writeRequest(const QByteArray &method, const QString &path,
                                           const QByteArray &body = {}) const;
    [[nodiscard]] std::chrono::milliseconds writeDeadline() const { return m_writeDeadline; }
    /// 2xx is what counts, whatever the body says, but a web page comes from something in between.
    [[nodiscard]] VoidResult checkWritten(const HttpResponse &response) const;
    /// Adds where it happened to a decoder's error.
    [[nodiscard]] Error located(Error error) const;
    /// For what fails while a change is still being prepared: a deadline leaves nothing in doubt there.
    [[nodiscard]] static tl::unexpected<Error> notSent(Error error);
    /// A name that would end up at another call of the API, or at none: Invalid.
    [[nodiscard]] VoidResult checkPathName(const QString &remoteName, bool mayHaveSlashes) const;
    /// `url` with the host and port that outsiders reach, as the card of the server says; what it leaves open
    /// stays as it is.
    [[nodiscard]] QUrl fromOutside(QUrl url) const;
    /// `url` with one more item in its query, completely encoded.
    [[nodiscard]] static QUrl withQueryItem(QUrl url, const QString &key, const QString &value);
    /// Server clock minus ours, by the Date header; 0 without one.
    [[nodiscard]] static qint64 clockOffset(const HttpResponse &response);

private:
    MediaServer m_server;
    SecretText m_secret;
    std::unique_ptr<ServerChannel> m_channel;
    std::chrono::milliseconds m_writeDeadline{10'000};
};

} // namespace streamkeeper
