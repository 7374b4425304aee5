#include "app/session/TransferPlanner.h"

#include "app/session/TransferSearch.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/TransferTexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransferPlanner)
};

QString nameOf(const PlacementResult &result, const std::optional<ServerId> &id)
{
    const auto found = std::ranges::find_if(
        result.servers, [&](const JudgedServer &server) { return id && server.id == *id; });
    return found == result.servers.end() ? QString() : found->name;
}

/// The search as it was shown, where the plan kept a place that another one has overtaken since.
void showChosen(PlacementResult &result, const PlannedTransfer &transfer)
{
    if (!transfer.canMove() || (result.main == transfer.main && result.additional == transfer.additional))
        return;
    result.main = transfer.main;
    result.additional = transfer.additional;
    for (JudgedServer &server : result.servers) {
        const bool wasChosen = server.role != PlacementRole::None;
        server.role = server.id == *transfer.main        ? PlacementRole::Main
                      : server.id == transfer.additional ? PlacementRole::Additional
                                                         : PlacementRole::None;
        if (server.role != PlacementRole::None)
            server.why = WhyNotChosen::Chosen;
        else if (wasChosen)
            server.why = WhyNotChosen::OtherServer;
        if (server.role == PlacementRole::Main)
            result.cluster = server.cluster;
    }
    std::ranges::stable_sort(result.servers, {}, [](const JudgedServer &server) {
        return server.role == PlacementRole::Main ? 0 : server.role == PlacementRole::Additional ? 1 : 2;
    });
}

} // namespace

TransferPlanner::TransferPlanner(const FleetState &fleet, const ClusterState &clusters,
                                 const PlacementPolicy &policy, std::vector<StreamId> streams,
                                 const PlacementAim &aim, qint64 nowMs)
    : m_fleet(fleet)
    , m_clusters(clusters)
    , m_streams(std::move(streams))
    , m_start(placementField(fleet, clusters, policy))
    , m_field(m_start)
{
    m_plan.aim = aim;
    m_plan.searchedAtMs = nowMs;
    m_plan.lockMinutes = policy.transferLockMinutes;
}

void TransferPlanner::advance(int count)
{
    for (int i = 0; i < count && !isDone(); ++i)
        m_plan.transfers.push_back(search(m_streams[size_t(done())]));
}

PlannedTransfer TransferPlanner::search(const StreamId &id)
{
    PlannedTransfer planned;
    planned.stream = id;
    m_placed.emplace_back();
    const int index = m_fleet.rowOf(id);
    const Stream *stream = m_fleet.stream(id);
    if (index < 0 || !stream) {
        planned.obstacle = Texts::tr("The stream is not in the registry any more.");
        return planned;
    }
    const FleetRow &row = m_fleet.row(index);
    const Camera *camera = m_fleet.camera(row.camera);
    const StreamFacts facts = factsOf(m_fleet, row, m_plan.searchedAtMs);
    planned.camera = row.cameraName;
    planned.quality = row.quality;
    planned.isEnabled = row.isEnabled;
    planned.hasSingleSession = camera && camera->hasSingleSession;
    planned.recording = row.recording;
    planned.isSourceSilent = !facts.serverAnswers;
    const auto serverName = [this](int server) {
        return server < 0 ? QString() : m_fleet.servers()[size_t(server)].server.name;
    };
    planned.fromMain = serverName(row.mainServer);
    planned.fromAdditional = serverName(row.additionalServer);
    planned.obstacle =
        texts::obstacle(obstacleFor(StreamAction::Transfer, facts), facts, m_plan.searchedAtMs);
    if (m_plan.aim.cluster && !m_clusters.cluster(*m_plan.aim.cluster))
        planned.obstacle = Texts::tr("The cluster is not in the registry any more.");
    m_placed.back() = placedStream(m_fleet, *stream);
    PlacementResult found = findPlaceFor(m_placed.back(), m_field, m_plan.aim);
    planned.warnings = found.warnings;
    if (const PlannedTransfer *shown = shownPlace(id, found)) {
        found.main = shown->main;
        found.additional = shown->additional;
        planned.warnings = shown->warnings;
    }
    planned.state = found.state;
    planned.main = found.main;
    planned.additional = found.additional;
    planned.toMain = nameOf(found, found.main);
    planned.toAdditional = nameOf(found, found.additional);
    planned.whyNone = texts::whyNoneFits(found);
    if (planned.canMove())
        countPlaced(m_field, m_placed.back(), found);
    return planned;
}

/// Null: there is none, or it would not do any more, or something better than that is found by now.
const PlannedTransfer *TransferPlanner::shownPlace(const StreamId &id, const PlacementResult &found) const
{
    // Mostly the same streams in the same order; another choice of them has to be looked through.
    const size_t index = m_plan.transfers.size();
    const auto &all = m_shown.transfers;
    const auto at = index < all.size() && all[index].stream == id
                        ? all.begin() + std::ptrdiff_t(index)
                        : std::ranges::find(all, id, &PlannedTransfer::stream);
    if (at == all.end() || m_shown.aim != m_plan.aim)
        return nullptr;
    const PlannedTransfer &shown = *at;
    if (!shown.canMove() || shown.state != found.state)
        return nullptr;
    const auto judgedOf = [&](const ServerId &server) -> const JudgedServer * {
        const auto judged = std::ranges::find(found.servers, server, &JudgedServer::id);
        const bool isSearched = judged != found.servers.end() && judged->why != WhyNotChosen::OutsideSearch;
        return isSearched ? &*judged : nullptr;
    };
    const JudgedServer *main = judgedOf(*shown.main);
    const JudgedServer *additional = shown.additional ? judgedOf(*shown.additional) : nullptr;
    const bool isReserveFit =
        !shown.additional || (additional && main && additional->cluster == main->cluster &&
                              additional->verdict.fitsAsAdditional());
    const bool fits = main && main->verdict.fits() && isReserveFit;
    return fits ? &shown : nullptr;
}

SearchDetails TransferPlanner::detailsOf(int index) const
{
    SearchDetails details;
    if (index < 0 || index >= done())
        return details;
    PlacementField field = m_start;
    for (int i = 0; i < index; ++i) {
        const PlannedTransfer &earlier = m_plan.transfers[size_t(i)];
        if (!earlier.canMove())
            continue;
        PlacementResult place;
        place.main = earlier.main;
        place.additional = earlier.additional;
        countPlaced(field, m_placed[size_t(i)], place);
    }
    details.result = findPlaceFor(m_placed[size_t(index)], field, m_plan.aim);
    showChosen(details.result, m_plan.transfers[size_t(index)]);
    details.standings = std::move(field.servers);
    for (const Cluster &cluster : field.clusters)
        details.clusters.insert(cluster.id, cluster.name);
    if (details.result.group) {
        const auto group = std::ranges::find(field.groups, *details.result.group, &ServerGroup::id);
        details.group = group == field.groups.end() ? QString() : group->name;
    }
    return details;
}

} // namespace streamkeeper
