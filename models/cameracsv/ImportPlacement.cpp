#include "models/cameracsv/ImportPlacement.h"

#include <algorithm>

namespace streamkeeper {

namespace {

/// Of a camera nobody has seen yet, where no other is known either.
constexpr qint64 assumedBps = 2'000'000;

PlacementNeeds needsOf(GroupType group, int streams)
{
    PlacementNeeds needs;
    needs.groupType = group;
    needs.streams = streams;
    return needs;
}

} // namespace

ImportPlacement::ImportPlacement(PlacementField field)
    : m_field(std::move(field))
{
    qint64 sum = 0;
    qint64 count = 0;
    for (const PlacementCandidate &server : m_field.servers) {
        if (server.mainBitrateBps && server.mainStreams > 0) {
            sum += *server.mainBitrateBps;
            count += server.mainStreams;
        }
    }
    m_meanBps = count > 0 && sum > 0 ? std::max<qint64>(1, sum / count) : assumedBps;
}

std::optional<ServerId> ImportPlacement::choose(const Camera &camera, const QString &address,
                                                int streams) const
{
    const auto allowed = standingsForNewStreams(m_field, camera.serverGroup, address);
    const auto found = findLeastLoaded(allowed, needsOf(camera.groupType, streams), m_field.policy);
    return found ? std::optional(allowed[*found].id) : std::nullopt;
}

ServerVerdict ImportPlacement::judge(const ServerId &server, GroupType group, int streams) const
{
    const auto found = std::ranges::find(m_field.servers, server, &PlacementCandidate::id);
    return found == m_field.servers.end() ? ServerVerdict{{ServerCheck::Answers}, false}
                                          : judgeServer(*found, needsOf(group, streams), m_field.policy);
}

void ImportPlacement::place(const ServerId &server, int streams)
{
    const auto found = std::ranges::find(m_field.servers, server, &PlacementCandidate::id);
    if (found == m_field.servers.end())
        return;
    found->mainStreams += streams;
    if (found->mainBitrateBps)
        *found->mainBitrateBps += streams * m_meanBps;
    if (found->totalBitrateBps)
        *found->totalBitrateBps += streams * m_meanBps;
}

} // namespace streamkeeper
