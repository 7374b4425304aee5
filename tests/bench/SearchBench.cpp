// What one search for a transfer costs, from the fleet in memory to the result with the reasons of every
// server: 200 servers with 100,000 streams, half of the servers in clusters, the clusters in groups with
// subnets. Baseline of the same run: the same search with the standings counted by a walk over all rows, as
// they would be if nobody kept them. One JSON document on standard output.
#include "app/session/TransferSearch.h"
#include "tests/bench/Figures.h"
#include "tests/core/FleetMaker.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace streamkeeper;
using bench::figures;
using bench::measured;
using namespace Qt::StringLiterals;

namespace {

constexpr int serverCount = 200;
constexpr int perServer = 500;
constexpr int membersOfCluster = 4;
constexpr int clustersOfGroup = 5;
constexpr int searches = 2'000;
constexpr int slowSearches = 50;
constexpr double goalMs = 1;

/// 25 clusters of four; 15 of them in three groups, whose subnets take a part of the cameras.
void makeClusters(const test::FleetMaker &maker, ClusterState &state)
{
    std::vector<Cluster> clusters;
    for (int first = 0; first + membersOfCluster <= serverCount / 2; first += membersOfCluster) {
        Cluster cluster;
        cluster.id = ClusterId::create();
        cluster.name = u"cluster %1"_s.arg(first);
        cluster.mainServer = maker.servers[size_t(first)].id;
        for (int i = 1; i < membersOfCluster; ++i)
            cluster.additionalServers.push_back(maker.servers[size_t(first) + size_t(i)].id);
        clusters.push_back(std::move(cluster));
    }
    std::vector<ServerGroup> groups;
    for (int i = 0; i < 3; ++i) {
        ServerGroup group;
        group.id = ServerGroupId::create();
        group.name = u"group %1"_s.arg(i);
        for (int k = 0; k < clustersOfGroup; ++k)
            group.clusters.push_back(clusters[size_t(i) * clustersOfGroup + size_t(k)].id);
        for (int k = 0; k < 20; ++k)
            group.subnets.append(u"10.%1.%2.0/24"_s.arg(i).arg(k));
        groups.push_back(std::move(group));
    }
    state.set(std::move(clusters), std::move(groups));
}

/// The standings without anything kept: all rows are asked, as in the first days.
std::vector<PlacementCandidate> countedStandings(const FleetState &fleet)
{
    auto standings = standingsOf(fleet);
    for (PlacementCandidate &standing : standings) {
        standing.mainStreams = 0;
        standing.mainBitrateBps = 0;
        standing.totalBitrateBps = 0;
    }
    for (const FleetRow &row : fleet.rows()) {
        for (const int server : {row.mainServer, row.additionalServer}) {
            if (server < 0)
                continue;
            PlacementCandidate &standing = standings[size_t(server)];
            const ObservedStream *seen = fleet.observedOn(row, server);
            const qint64 bitrate = seen ? std::max<qint64>(0, seen->bitrateInBps) : 0;
            *standing.totalBitrateBps += bitrate;
            if (server != row.mainServer)
                continue;
            ++standing.mainStreams;
            *standing.mainBitrateBps += bitrate;
        }
    }
    return standings;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    test::FleetMaker maker(serverCount, perServer);
    for (size_t i = 0; i < maker.streams.size(); ++i) {
        maker.cameras[i].ipAddress = u"10.%1.%2.%3"_s.arg(i % 6).arg(i % 40).arg(i % 250);
        const auto server = i / perServer;
        if (server < serverCount / 2) // in a cluster: reserved on its neighbour
            maker.streams[i].additionalServer = maker.servers[server ^ 1U].id;
    }
    FleetState fleet;
    maker.give(fleet);
    for (int i = 0; i < serverCount; ++i)
        fleet.applySnapshot(maker.snapshot(i));
    ClusterState clusters;
    makeClusters(maker, clusters);

    int found = 0;
    const auto measure = [&](int count, auto standings) {
        std::vector<double> milliseconds;
        for (int i = 0; i < count; ++i) {
            const Stream &stream = maker.streams[size_t(i) * 7919 % maker.streams.size()];
            milliseconds.push_back(measured([&] {
                PlacementField field{standings(), clusters.clusters(), clusters.groups(), {}};
                found += findPlace(placedStream(fleet, stream), field).main ? 1 : 0;
            }));
        }
        return figures(std::move(milliseconds), u"searches"_s);
    };
    const QJsonObject kept = measure(searches, [&] { return standingsOf(fleet); });
    const QJsonObject counted = measure(slowSearches, [&] { return countedStandings(fleet); });
    if (found != searches + slowSearches) {
        std::fputs("Not every search found a server.\n", stderr);
        return 1;
    }
    const QJsonObject result{{u"bench"_s, u"search"_s},
                             {u"servers"_s, serverCount},
                             {u"streams"_s, serverCount * perServer},
                             {u"goalMs"_s, goalMs},
                             {u"search"_s, kept},
                             {u"baselineStandingsCountedEachTime"_s, counted},
                             {u"withinGoal"_s, kept[u"p99Ms"].toDouble() <= goalMs}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
