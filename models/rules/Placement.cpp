#include "models/rules/Placement.h"

#include "models/domain/IpAddress.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <limits>
#include <tuple>

namespace streamkeeper {

namespace {

/// Unknown load is last; ties go by name, then id, so that the order of input does not matter.
auto rankOf(const std::optional<qint64> &mainBitrateBps, const QString &name, const ServerId &id)
{
    return std::tuple(!mainBitrateBps.has_value(), mainBitrateBps.value_or(0), name, id);
}

auto rankOf(const PlacementCandidate &server)
{
    return rankOf(server.mainBitrateBps, server.name, server.id);
}

int depthOf(const ServerGroup &group, const QHash<ServerGroupId, const ServerGroup *> &byId)
{
    int depth = 0;
    QSet<ServerGroupId> seen{group.id};
    const ServerGroup *above = &group;
    while (above->parent && !seen.contains(*above->parent)) {
        seen.insert(*above->parent);
        above = byId.value(*above->parent);
        if (!above)
            break;
        ++depth;
    }
    return depth;
}

} // namespace

ServerVerdict judgeServer(const PlacementCandidate &server, const PlacementNeeds &needs,
                          const PlacementPolicy &policy)
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
    verdict.keepsReserve = server.keepsReserve;
    verdict.isStorageUnknown = server.disksFullPercent.empty();
    // Full means that every disk is above the threshold, not one of them.
    check(ServerCheck::Storage, verdict.isStorageUnknown
                                    ? policy.isStorageUnknownAllowed
                                    : std::ranges::any_of(server.disksFullPercent, [&](int full) {
                                          return full <= policy.storageFullPercent;
                                      }));
    return verdict;
}

std::optional<size_t> findLeastLoaded(const std::vector<PlacementCandidate> &servers,
                                      const PlacementNeeds &needs, const PlacementPolicy &policy)
{
    std::optional<size_t> best;
    for (size_t i = 0; i < servers.size(); ++i) {
        if (!judgeServer(servers[i], needs, policy).fits())
            continue;
        if (!best || rankOf(servers[i]) < rankOf(servers[*best]))
            best = i;
    }
    return best;
}

std::vector<ServerGroupId> groupsBelow(const ServerGroupId &group, const std::vector<ServerGroup> &groups)
{
    std::vector<ServerGroupId> found{group};
    for (size_t i = 0; i < found.size(); ++i) {
        for (const ServerGroup &child : groups) {
            if (child.parent == found[i] && std::ranges::find(found, child.id) == found.end())
                found.push_back(child.id);
        }
    }
    return found;
}

std::optional<SubnetMatch> findSubnet(const QString &ipAddress, const std::vector<ServerGroup> &groups)
{
    // A zone ("%eth0") says by which interface an address is reached, not whose it is.
    const auto parsed = IpAddress::fromText(ipAddress.section(u'%', 0, 0));
    if (!parsed)
        return {};
    // An IPv6 address that carries an IPv4 one is that one: cameras and subnets are written either way.
    const IpAddress address = parsed->plain();
    QHash<ServerGroupId, const ServerGroup *> byId;
    for (const ServerGroup &group : groups)
        byId.insert(group.id, &group);
    using Rank = std::tuple<int, int, QString, ServerGroupId, QString>; // the smallest wins
    std::optional<Rank> best;
    for (const ServerGroup &group : groups) {
        for (const QString &text : group.subnets) {
            const auto subnet = IpSubnet::fromText(text);
            if (!subnet || !subnet->plain().contains(address))
                continue;
            const Rank rank(-subnet->plain().prefix, -depthOf(group, byId), group.name, group.id, text);
            if (!best || rank < *best)
                best = rank;
        }
    }
    if (!best)
        return {};
    return SubnetMatch{std::get<ServerGroupId>(*best), std::get<4>(*best)};
}

namespace {

/// Where a reserved stream may go by itself.
struct Scope
{
    SearchScope scope = SearchScope::OutsideGroups;
    std::optional<ServerGroupId> group;
    QString subnet;
    std::vector<const Cluster *> clusters;
};

Scope scopeOf(const std::optional<ServerGroupId> &group, const QString &ipAddress,
              const PlacementField &field)
{
    Scope found;
    if (group) {
        found.scope = SearchScope::GroupOfCamera;
        found.group = group;
    } else if (const auto match = findSubnet(ipAddress, field.groups)) {
        found.scope = SearchScope::SubnetOfGroup;
        found.group = match->group;
        found.subnet = match->subnet;
    }
    const auto wanted = found.group ? groupsBelow(*found.group, field.groups) : std::vector<ServerGroupId>();
    QSet<ClusterId> named;
    for (const ServerGroup &one : field.groups) {
        if (!found.group || std::ranges::find(wanted, one.id) != wanted.end())
            named.unite(QSet<ClusterId>(one.clusters.begin(), one.clusters.end()));
    }
    for (const Cluster &cluster : field.clusters) {
        // With a group its clusters, without one those that no group names.
        if (named.contains(cluster.id) == found.group.has_value())
            found.clusters.push_back(&cluster);
    }
    return found;
}

QHash<ServerId, const Cluster *> clustersByServer(const PlacementField &field)
{
    QHash<ServerId, const Cluster *> clusters;
    for (const Cluster &cluster : field.clusters) {
        for (const ServerId &server : cluster.members())
            clusters.insert(server, &cluster);
    }
    return clusters;
}

/// Common settings of a cluster count, whatever its members' own say.
void overwriteLimits(PlacementCandidate &standing, const Cluster *cluster)
{
    if (cluster && cluster->common.streamsLimit)
        standing.streamsLimit = cluster->common.streamsLimit;
    if (cluster && cluster->common.bitrateLimitBps)
        standing.bitrateLimitBps = cluster->common.bitrateLimitBps;
}

/// One search: judges every server once, then chooses.
class Search
{
public:
    Search(const PlacedStream &stream, const PlacementField &field, const std::optional<ClusterId> &picked)
        : m_stream(stream)
        , m_field(field)
        , m_picked(picked)
    {
    }

    [[nodiscard]] PlacementResult run();
    [[nodiscard]] PlacementResult runOn(const ServerId &main);

private:
    /// Indexes into the judged servers; -1: none.
    struct Pair
    {
        int main = -1;
        int additional = -1;
    };

    void judgeAll();
    void searchOutsideClusters();
    void searchClusters(std::vector<const Cluster *> clusters);
    [[nodiscard]] Pair searchIn(const Cluster &cluster) const;
    [[nodiscard]] int additionalFor(int main, const std::vector<ServerId> &members) const;
    /// The first of a cluster's two servers counts; a cluster without a main server is last.
    [[nodiscard]] bool isBetter(const Pair &left, const Pair &right) const;
    void choose(const Pair &pair);
    [[nodiscard]] bool isReserveImpossible(const JudgedServer &server) const;
    void tellWhyNot();
    void warn();
    [[nodiscard]] const JudgedServer &judged(int index) const { return m_result.servers[size_t(index)]; }
    [[nodiscard]] auto rank(int index) const
    {
        const JudgedServer &server = judged(index);
        return rankOf(server.mainBitrateBps, server.name, server.id);
    }

    const PlacedStream &m_stream;
    const PlacementField &m_field;
    const std::optional<ClusterId> &m_picked;
    QHash<ServerId, int> m_indexes;
    QSet<ClusterId> m_searched;
    PlacementResult m_result;
};

void Search::judgeAll()
{
    const auto clusters = clustersByServer(m_field);
    m_result.servers.reserve(m_field.servers.size());
    for (const PlacementCandidate &server : m_field.servers) {
        const Cluster *cluster = clusters.value(server.id);
        PlacementCandidate standing = server;
        overwriteLimits(standing, cluster);
        PlacementNeeds needs{m_stream.groupType, 1, m_stream.bitrateBps.value_or(0)};
        if (m_stream.additionalServer == server.id)
            needs.bitrateBps -= m_stream.bitrateOnAdditionalBps;
        JudgedServer judged;
        judged.id = server.id;
        judged.name = server.name;
        judged.mainBitrateBps = server.mainBitrateBps;
        judged.mainStreams = server.mainStreams;
        judged.verdict = judgeServer(standing, needs, m_field.policy);
        if (server.id == m_stream.mainServer)
            judged.verdict.failed.push_back(ServerCheck::NotTheSource);
        if (cluster) {
            judged.cluster = cluster->id;
            judged.isClusterMain = cluster->mainServer == server.id;
        }
        m_indexes.insert(server.id, int(m_result.servers.size()));
        m_result.servers.push_back(std::move(judged));
    }
}

void Search::searchOutsideClusters()
{
    Pair found;
    for (int i = 0; i < int(m_result.servers.size()); ++i) {
        if (judged(i).cluster || !judged(i).verdict.fits())
            continue;
        if (found.main < 0 || rank(i) < rank(found.main))
            found.main = i;
    }
    choose(found);
}

/// The cluster's main server if it passes, else the member that makes the best pair.
Search::Pair Search::searchIn(const Cluster &cluster) const
{
    Pair best;
    const auto members = cluster.members();
    for (const ServerId &id : members) {
        const int index = m_indexes.value(id, -1);
        if (index < 0 || !judged(index).verdict.fits())
            continue;
        const Pair pair{index, additionalFor(index, members)};
        if (id == cluster.mainServer)
            return pair;
        if (isBetter(pair, best))
            best = pair;
    }
    return best;
}

int Search::additionalFor(int main, const std::vector<ServerId> &members) const
{
    int best = -1;
    if (!judged(main).verdict.keepsReserve)
        return best;
    for (const ServerId &id : members) {
        const int index = m_indexes.value(id, -1);
        if (index < 0 || index == main || !judged(index).verdict.fitsAsAdditional())
            continue;
        if (best < 0 || rank(index) < rank(best))
            best = index;
    }
    return best;
}

bool Search::isBetter(const Pair &left, const Pair &right) const
{
    if (left.main < 0 || right.main < 0)
        return left.main >= 0 && right.main < 0;
    const bool isLeftWhole = left.additional >= 0;
    const bool isRightWhole = right.additional >= 0;
    return isLeftWhole != isRightWhole ? isLeftWhole : rank(left.main) < rank(right.main);
}

void Search::searchClusters(std::vector<const Cluster *> clusters)
{
    std::ranges::sort(clusters, [](const Cluster *left, const Cluster *right) {
        return std::tie(left->name, left->id) < std::tie(right->name, right->id);
    });
    Pair best;
    for (const Cluster *cluster : clusters) {
        m_searched.insert(cluster->id);
        m_result.searchedClusters.push_back(cluster->id);
        const Pair found = searchIn(*cluster);
        if (isBetter(found, best))
            best = found;
    }
    choose(best);
}

void Search::choose(const Pair &pair)
{
    const auto take = [&](int index, PlacementRole role) {
        JudgedServer &server = m_result.servers[size_t(index)];
        server.role = role;
        server.why = WhyNotChosen::Chosen;
        return server.id;
    };
    if (pair.main < 0)
        return;
    m_result.cluster = judged(pair.main).cluster;
    m_result.main = take(pair.main, PlacementRole::Main);
    if (pair.additional >= 0)
        m_result.additional = take(pair.additional, PlacementRole::Additional);
    m_result.state = pair.additional >= 0 ? PlacementState::BothFound
                     : m_result.cluster   ? PlacementState::AdditionalNotFound
                                          : PlacementState::MainFound;
}

/// Of a server in the chosen cluster that is not its main server.
bool Search::isReserveImpossible(const JudgedServer &server) const
{
    if (!m_result.main || !m_result.cluster)
        return false;
    const JudgedServer &main = judged(m_indexes.value(*m_result.main));
    return !server.verdict.keepsReserve || !main.verdict.keepsReserve;
}

void Search::tellWhyNot()
{
    for (JudgedServer &server : m_result.servers) {
        if (server.why == WhyNotChosen::Chosen)
            continue;
        const bool isSearched = m_result.scope == SearchScope::PickedServer ||
                                (m_result.scope == SearchScope::OutsideClusters
                                     ? !server.cluster
                                     : server.cluster && m_searched.contains(*server.cluster));
        server.why = !isSearched                          ? WhyNotChosen::OutsideSearch
                     : !server.verdict.fits()             ? WhyNotChosen::FailsChecks
                     : server.cluster == m_result.cluster ? WhyNotChosen::OtherServer
                                                          : WhyNotChosen::OtherCluster;
        if (server.why == WhyNotChosen::OtherServer && isReserveImpossible(server))
            server.why = WhyNotChosen::KeepsNoReserve;
    }
    const auto place = [](const JudgedServer &server) {
        const int role = server.role == PlacementRole::Main         ? 0
                         : server.role == PlacementRole::Additional ? 1
                                                                    : 2;
        const int reason = server.why == WhyNotChosen::OutsideSearch ? 2
                           : server.why == WhyNotChosen::FailsChecks ? 1
                                                                     : 0;
        return std::tuple_cat(std::tuple(role, reason),
                              rankOf(server.mainBitrateBps, server.name, server.id));
    };
    std::ranges::sort(m_result.servers, [&](const JudgedServer &left, const JudgedServer &right) {
        return place(left) < place(right);
    });
}

void Search::warn()
{
    if (!m_stream.bitrateBps)
        m_result.warnings |= PlacementWarning::BitrateUnknown;
    for (const JudgedServer &server : m_result.servers) {
        if (server.role == PlacementRole::None)
            continue;
        m_result.warnings.setFlag(PlacementWarning::StorageUnknown,
                                  m_result.warnings.testFlag(PlacementWarning::StorageUnknown) ||
                                      server.verdict.isStorageUnknown);
        m_result.warnings.setFlag(PlacementWarning::LoadUnknown,
                                  m_result.warnings.testFlag(PlacementWarning::LoadUnknown) ||
                                      !server.mainBitrateBps);
    }
    const bool isReserved = m_stream.additionalServer.has_value();
    if (isReserved && m_result.state == PlacementState::AdditionalNotFound)
        m_result.warnings |= PlacementWarning::ReserveLost;
    if (!isReserved && m_result.state == PlacementState::BothFound)
        m_result.warnings |= PlacementWarning::ReservationOn;
}

PlacementResult Search::run()
{
    judgeAll();
    if (m_picked) {
        const Scope own = scopeOf(m_stream.group, m_stream.ipAddress, m_field);
        const bool isOwn = std::ranges::any_of(
            own.clusters, [&](const Cluster *cluster) { return cluster->id == *m_picked; });
        m_result.warnings.setFlag(PlacementWarning::LeavesGroup, own.group && !isOwn);
        m_result.scope = SearchScope::PickedCluster;
        const auto cluster = std::ranges::find(m_field.clusters, *m_picked, &Cluster::id);
        searchClusters(cluster == m_field.clusters.end() ? std::vector<const Cluster *>()
                                                         : std::vector<const Cluster *>{&*cluster});
    } else if (m_stream.additionalServer) {
        Scope own = scopeOf(m_stream.group, m_stream.ipAddress, m_field);
        m_result.scope = own.scope;
        m_result.group = own.group;
        m_result.subnet = own.subnet;
        searchClusters(std::move(own.clusters));
    } else {
        m_result.scope = SearchScope::OutsideClusters;
        searchOutsideClusters();
    }
    tellWhyNot();
    warn();
    return std::move(m_result);
}

PlacementResult Search::runOn(const ServerId &main)
{
    judgeAll();
    m_result.scope = SearchScope::PickedServer;
    m_result.pickedServer = main;
    const int index = m_indexes.value(main, -1);
    if (index >= 0 && judged(index).verdict.fits()) {
        const auto cluster =
            std::ranges::find(m_field.clusters, judged(index).cluster.value_or(ClusterId()), &Cluster::id);
        const bool mayReserve = m_stream.additionalServer && cluster != m_field.clusters.end();
        choose({index, mayReserve ? additionalFor(index, cluster->members()) : -1});
        if (!m_stream.additionalServer)
            m_result.state = PlacementState::MainFound;
        else if (!m_result.additional)
            m_result.state = PlacementState::AdditionalNotFound;
    }
    tellWhyNot();
    warn();
    return std::move(m_result);
}

} // namespace

PlacementResult findPlace(const PlacedStream &stream, const PlacementField &field,
                          const std::optional<ClusterId> &picked)
{
    return Search(stream, field, picked).run();
}

PlacementResult findPlaceOn(const PlacedStream &stream, const PlacementField &field, const ServerId &main)
{
    const std::optional<ClusterId> nonePicked;
    return Search(stream, field, nonePicked).runOn(main);
}

PlacementResult findPlaceFor(const PlacedStream &stream, const PlacementField &field, const PlacementAim &aim)
{
    return aim.server ? findPlaceOn(stream, field, *aim.server) : findPlace(stream, field, aim.cluster);
}

std::vector<PlacementCandidate> standingsForNewStreams(const PlacementField &field,
                                                       const std::optional<ServerGroupId> &group,
                                                       const QString &ipAddress)
{
    const Scope scope = scopeOf(group, ipAddress, field);
    const auto clusters = clustersByServer(field);
    std::vector<PlacementCandidate> standings;
    for (const PlacementCandidate &server : field.servers) {
        const Cluster *cluster = clusters.value(server.id);
        const bool isAllowed = cluster ? std::ranges::find(scope.clusters, cluster) != scope.clusters.end()
                                       : !scope.group.has_value();
        if (!isAllowed)
            continue;
        standings.push_back(server);
        overwriteLimits(standings.back(), cluster);
    }
    return standings;
}

void countPlaced(PlacementField &field, const PlacedStream &stream, const PlacementResult &result)
{
    const qint64 bitrate = stream.bitrateBps.value_or(0);
    for (PlacementCandidate &server : field.servers) {
        const bool isMain = server.id == result.main;
        if (!isMain && server.id != result.additional)
            continue;
        const qint64 known = server.id == stream.additionalServer ? stream.bitrateOnAdditionalBps : 0;
        if (server.totalBitrateBps || bitrate > 0)
            server.totalBitrateBps = server.totalBitrateBps.value_or(0) + bitrate - known;
        if (!isMain)
            continue;
        ++server.mainStreams;
        // An unknown load stays unknown: a part of it would make the server look idle.
        if (server.mainBitrateBps)
            *server.mainBitrateBps += bitrate;
    }
}

} // namespace streamkeeper
