#pragma once

#include "app/mediaserver/MediaServerClient.h"
#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "app/mediaserver/mediamtx/RateMeter.h"

namespace streamkeeper::mediamtx {

/// MediaMTX 1.17 to 1.20 by its control API v3 (media-server-apis.md B). Paths of the configuration
/// joined with their running state; rates and losses are computed here.
class MediaMtxClient : public MediaServerClient
{
public:
    using MediaServerClient::MediaServerClient;

    QCoro::Task<Result<ServerFacts>> readFacts(std::stop_token stop) override;
    QCoro::Task<Result<ServerSnapshot>> poll(std::stop_token stop) override;
    QCoro::Task<Result<std::vector<RemoteStream>>> readStreams(Progress progress,
                                                               std::stop_token stop) override;
    QCoro::Task<Result<RemoteStream>> readStream(QString remoteName, std::stop_token stop) override;
    QCoro::Task<Result<LiveUrls>> liveUrls(QString remoteName, bool isPrivate, std::stop_token stop) override;
    void restoreCounters(const ServerSnapshot &last) override;

private:
    struct ConfigList
    {
        std::vector<PathConfig> paths;
    };
    struct StateList
    {
        std::vector<PathState> paths;
        HttpResponse lastAnswer; ///< without its body: the clocks of the last page
    };

    QCoro::Task<Result<HttpResponse>> call(QString path, QList<std::pair<QString, QString>> query,
                                           std::stop_token stop);
    /// All pages of a list, one after the other. The first request is the plain one, which is all that most
    /// servers need; only a server with more than a page of paths is asked in large pages.
    /// `take` gets the number of the page (0 begins anew) and answers how many there are.
    using TakePage = std::function<Result<int>(int page, const HttpResponse &)>;
    QCoro::Task<Result<HttpResponse>> readPages(QString path, TakePage take, std::stop_token stop);
    QCoro::Task<Result<ConfigList>> readConfigList(std::stop_token stop);
    QCoro::Task<Result<StateList>> readStateList(std::stop_token stop);
    [[nodiscard]] ObservedStream observe(const PathConfig *config, const PathState *state,
                                         const StateList &list);
    void checkRestart(const Info &info, QStringList &warnings);

    RateMeter m_rates;
    std::optional<qint64> m_startedMs;
    bool m_needsLargePages = false;
};

} // namespace streamkeeper::mediamtx
