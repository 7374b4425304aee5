#pragma once

#include "app/mediaserver/HttpTransport.h"
#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "app/mediaserver/mediamtx/RateMeter.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/ServerSnapshot.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <vector>

namespace streamkeeper::mediamtx {

// What is made of the lists of a MediaMTX: functions of what they are given, in time that grows with the
// lists.

/// A whole list, all its pages joined.
template <typename Page>
struct PathList
{
    decltype(Page::paths) paths;
    QSet<QString> names;
    int leftOut = 0;         ///< entries that cannot be paths
    qint64 bytes = 0;        ///< of all pages
    HttpResponse lastAnswer; ///< without its body: the clocks of the last page

    /// Paging over a list that changes can show a path twice.
    void add(Page page)
    {
        leftOut += page.leftOut;
        for (auto &item : page.paths) {
            if (names.contains(item.name))
                continue;
            names.insert(item.name);
            paths.push_back(std::move(item));
        }
    }
};
using ConfigList = PathList<ConfigPage>;
using StateList = PathList<StatePage>;

/// Both lists of one poll.
struct PolledPaths
{
    ConfigList configs;
    StateList states;
    RateMeter rates;      ///< goes on from the poll before
    QJsonObject defaults; ///< what a path has that is not said anything of; empty: not told, or not asked for
};

/// What a poll tells of the streams.
struct JoinedPaths
{
    std::vector<ObservedStream> streams; ///< as in the snapshot
    RateMeter rates;
    int clients = 0;
    bool areRatesKnown = true;
    qint64 trafficInBps = 0;
    qint64 trafficOutBps = 0;
    /// Of all paths, and what is configured beside our settings on those that have changed; only with
    /// defaults.
    PathMarks marks;
    std::vector<std::pair<QString, SecretText>> others;
};
[[nodiscard]] Result<JoinedPaths> joinPaths(PolledPaths polled);

/// The streams that an operator may adopt, and why he may not.
[[nodiscard]] Result<std::vector<RemoteStream>> remoteStreams(const PolledPaths &read);

} // namespace streamkeeper::mediamtx
