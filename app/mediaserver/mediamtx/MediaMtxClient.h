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
    /// A whole list, all its pages joined.
    template <typename Page>
    struct List
    {
        decltype(Page::paths) paths;
        HttpResponse lastAnswer; ///< without its body: the clocks of the last page
    };
    using ConfigList = List<ConfigPage>;
    using StateList = List<StatePage>;

    QCoro::Task<Result<HttpResponse>> call(QString path, QList<std::pair<QString, QString>> query,
                                           std::stop_token stop);
    /// The first request is the plain one, which is all that most servers need; only a server with more
    /// than a page of paths is asked in large pages.
    template <typename Page>
    QCoro::Task<Result<List<Page>>> readList(QString path, Result<Page> (*decode)(const QByteArray &),
                                             std::stop_token stop);
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
