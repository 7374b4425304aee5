#include "models/rules/Placement.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace streamkeeper {

ServerVerdict judgeServer(const ServerStanding &server, const PlacementNeeds &needs)
{
    ServerVerdict verdict;
    const auto check = [&](ServerCheck what, bool isPassed) {
        if (!isPassed)
            verdict.failed.push_back(what);
    };
    check(ServerCheck::Distribution, server.isActive);
    check(ServerCheck::Answers, server.answers);
    check(ServerCheck::StreamLimit,
          !server.streamsLimit || server.mainStreams + needs.streams <= *server.streamsLimit);
    check(ServerCheck::TrafficLimit,
          !server.bitrateLimitBps ||
              server.totalBitrateBps.value_or(0) + needs.bitrateBps <= *server.bitrateLimitBps);
    check(ServerCheck::GroupType, server.groupType == GroupType::All || server.groupType == needs.groupType);
    verdict.isStorageUnknown = server.disksFullPercent.empty();
    // Full means that every disk is above the threshold, not one of them.
    check(ServerCheck::Storage, verdict.isStorageUnknown ||
                                    std::ranges::any_of(server.disksFullPercent,
                                                        [](int full) { return full <= storageFullPercent; }));
    return verdict;
}

std::optional<size_t> findLeastLoaded(const std::vector<ServerStanding> &servers, const PlacementNeeds &needs)
{
    const auto rank = [](const ServerStanding &server) {
        return std::tuple(server.mainBitrateBps.value_or(std::numeric_limits<qint64>::max()), server.name,
                          server.id);
    };
    std::optional<size_t> best;
    for (size_t i = 0; i < servers.size(); ++i) {
        if (!judgeServer(servers[i], needs).fits())
            continue;
        if (!best || rank(servers[i]) < rank(servers[*best]))
            best = i;
    }
    return best;
}

} // namespace streamkeeper
