#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/PlacementPolicy.h"
#include "models/domain/ServerGroup.h"
#include "models/domain/Types.h"

#include <QFlags>
#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper {

/// The checks a media server has to pass before it gets a stream (domain.md 3.1).
enum class ServerCheck : quint8 {
    Distribution, ///< "Active": it may receive new streams
    Answers,      ///< its last poll succeeded
    StreamLimit,  ///< of main streams
    TrafficLimit, ///< of main and additional streams together
    GroupType,    ///< public, private, or all
    Storage,      ///< not every disk above the threshold
    NotTheSource, ///< a transfer leaves the current main server (project rule)
};

/// What is known of a media server when a stream looks for a place.
struct PlacementCandidate
{
    ServerId id;
    QString name;
    bool isActive = true;
    bool answers = true;
    GroupType groupType = GroupType::All;
    std::optional<int> streamsLimit;
    std::optional<qint64> bitrateLimitBps;
    int mainStreams = 0;
    std::optional<qint64> mainBitrateBps;  ///< of main streams; none: unknown
    std::optional<qint64> totalBitrateBps; ///< of all streams; none: unknown
    /// Fullness of each usable disk in percent; empty: the server does not tell.
    std::vector<int> disksFullPercent;
    /// Main and additional server know of each other, and only one of them captures. Both have to.
    bool keepsReserve = true;
};

/// What looks for a place.
struct PlacementNeeds
{
    GroupType groupType = GroupType::Public; ///< of the camera
    int streams = 1;
    qint64 bitrateBps = 0; ///< 0: not known, counts nothing
};

struct ServerVerdict
{
    std::vector<ServerCheck> failed; ///< in the order of ServerCheck
    bool isStorageUnknown = false;   ///< allowed with a warning, or failed, as the policy says
    bool keepsReserve = true;        ///< see PlacementCandidate

    [[nodiscard]] bool fits() const { return failed.empty(); }
    /// The stream limit is for main streams: an additional server may be beyond it (project rule).
    [[nodiscard]] bool fitsAsAdditional() const
    {
        return keepsReserve &&
               (failed.empty() || (failed.size() == 1 && failed.front() == ServerCheck::StreamLimit));
    }

    bool operator==(const ServerVerdict &) const = default;
};

[[nodiscard]] ServerVerdict judgeServer(const PlacementCandidate &server, const PlacementNeeds &needs,
                                        const PlacementPolicy &policy = {});

/// Index of the server that fits and has the lowest bitrate of main streams; unknown load is last, ties
/// go by name, then id, so that the order of input does not matter. None: no server fits.
[[nodiscard]] std::optional<size_t> findLeastLoaded(const std::vector<PlacementCandidate> &servers,
                                                    const PlacementNeeds &needs,
                                                    const PlacementPolicy &policy = {});

/// What a search looks at. The same one serves many searches: see countPlaced().
struct PlacementField
{
    std::vector<PlacementCandidate> servers;
    std::vector<Cluster> clusters;
    std::vector<ServerGroup> groups;
    PlacementPolicy policy;
};

/// A stream that looks for other servers.
struct PlacedStream
{
    ServerId mainServer;                      ///< null: none yet
    std::optional<ServerId> additionalServer; ///< set: it is reserved
    std::optional<ServerGroupId> group;       ///< of its camera; set: the address does not count
    QString ipAddress;                        ///< of its camera, IPv4 or IPv6; empty: not known
    GroupType groupType = GroupType::Public;  ///< of its camera
    std::optional<qint64> bitrateBps;         ///< none: unknown, counts nothing and is warned of
    qint64 bitrateOnAdditionalBps = 0;        ///< what the additional server's total has of it already
};

/// Why exactly these servers were searched (domain.md 1.3).
enum class SearchScope : quint8 {
    GroupOfCamera,   ///< reserved, the camera names a group: its clusters and those of its children
    SubnetOfGroup,   ///< reserved, the camera's address is in a subnet of a group: that group's
    OutsideGroups,   ///< reserved, neither: clusters that belong to no group
    OutsideClusters, ///< not reserved: servers in no cluster, for the main server only
    PickedCluster,   ///< the operator picked the cluster, which may be any
    PickedServer,    ///< the operator picked the main server, which may be any
};

enum class PlacementState : quint8 {
    BothFound,
    MainFound,          ///< and no additional one was looked for: the stream is not reserved
    AdditionalNotFound, ///< may be confirmed: the reserve is lost
    NoneFound,
};

enum class PlacementRole : quint8 { None, Main, Additional };

/// Why a server was not chosen.
enum class WhyNotChosen : quint8 {
    Chosen,
    FailsChecks,    ///< ServerVerdict::failed tells which
    OtherServer,    ///< it would do, but another one is the cluster's main server, or is less loaded
    OtherCluster,   ///< it would do, but another cluster has both servers, or is less loaded
    KeepsNoReserve, ///< it, or the main server, knows of no reserve: not provided by this kind of server
    OutsideSearch,  ///< not among the servers that were searched
};

enum class PlacementWarning : quint8 {
    StorageUnknown = 1 << 0, ///< of a found server
    LoadUnknown = 1 << 1,    ///< of a found server
    BitrateUnknown = 1 << 2, ///< of the stream: the traffic limit was checked without it
    ReserveLost = 1 << 3,    ///< the stream is reserved, and no additional server was found
    LeavesGroup = 1 << 4,    ///< the picked cluster is none that the camera's group or address leads to
    ReservationOn = 1 << 5,  ///< the stream is not reserved, and the picked cluster makes it so
};
Q_DECLARE_FLAGS(PlacementWarnings, PlacementWarning)
Q_DECLARE_OPERATORS_FOR_FLAGS(PlacementWarnings)

/// A server as the search saw it.
struct JudgedServer
{
    ServerId id;
    QString name;
    std::optional<ClusterId> cluster;
    bool isClusterMain = false;
    PlacementRole role = PlacementRole::None;
    WhyNotChosen why = WhyNotChosen::OutsideSearch;
    ServerVerdict verdict;                ///< also of servers outside the search
    std::optional<qint64> mainBitrateBps; ///< its load; none: unknown
    int mainStreams = 0;
};

struct PlacementResult
{
    PlacementState state = PlacementState::NoneFound;
    SearchScope scope = SearchScope::OutsideClusters;
    std::optional<ServerGroupId> group;      ///< of the scopes that a group decides
    QString subnet;                          ///< SubnetOfGroup: the one that matched
    std::vector<ClusterId> searchedClusters; ///< by name
    std::optional<ServerId> pickedServer;    ///< of the scope PickedServer
    std::optional<ClusterId> cluster;        ///< of the found servers
    std::optional<ServerId> main;
    std::optional<ServerId> additional;
    PlacementWarnings warnings;
    /// All servers: the found ones, then those that would do, then the others; each by load and name.
    std::vector<JudgedServer> servers;
};

/// Searches the servers for a stream (domain.md 1.3 and 3.1). The order of `field` does not matter.
///
/// Project rules for what the sources leave open, besides those of domain.md 3.1:
/// - A group's clusters are its own and those of all groups below it; never those of its parents.
/// - The longest matching prefix decides; of equal ones the group that lies deeper, then name, then id.
/// - A cluster in which both servers are found goes before one without an additional server; then the lower
///   load of the found main server decides, unknown last, ties by that server's name, then id.
/// - A kind of server that knows no reserve (MediaMTX) is no additional server, and its streams have none:
///   both would capture all the time.
/// - If the cluster's main server does not pass, its least loaded member that does becomes main.
/// - What the current additional server already takes in for this stream is not counted twice.
/// - Common settings of a cluster count for its members, whatever their own say.
[[nodiscard]] PlacementResult findPlace(const PlacedStream &stream, const PlacementField &field,
                                        const std::optional<ClusterId> &picked = {});

/// Where the operator wants streams to go: nowhere in particular, into a cluster, or to one main server.
struct PlacementAim
{
    std::optional<ClusterId> cluster;
    std::optional<ServerId> server; ///< goes before `cluster`

    bool operator==(const PlacementAim &) const = default;
};

/// The same where the operator names the main server: it has to pass all checks, or none is found, and its
/// verdict says which it fails. The additional one of a reserved stream is the least loaded other member of
/// its cluster that passes.
[[nodiscard]] PlacementResult findPlaceOn(const PlacedStream &stream, const PlacementField &field,
                                          const ServerId &main);

/// findPlace(), or findPlaceOn() where the aim is a server.
[[nodiscard]] PlacementResult findPlaceFor(const PlacedStream &stream, const PlacementField &field,
                                           const PlacementAim &aim);

/// The servers that may get new streams of a camera (domain.md 3.3): those in the clusters to which its group
/// leads, or else its address; without either those in no group.
[[nodiscard]] std::vector<PlacementCandidate>
standingsForNewStreams(const PlacementField &field, const std::optional<ServerGroupId> &group,
                       const QString &ipAddress);

/// Counts what a plan has placed, so that its next search sees it. What the stream leaves is not taken off:
/// a source captures until the transfer has succeeded.
void countPlaced(PlacementField &field, const PlacedStream &stream, const PlacementResult &result);

/// The group whose subnet decides for an address, and that subnet; none: the address is in no subnet, or is
/// none.
struct SubnetMatch
{
    ServerGroupId group;
    QString subnet;
};
[[nodiscard]] std::optional<SubnetMatch> findSubnet(const QString &ipAddress,
                                                    const std::vector<ServerGroup> &groups);

/// The group and all groups below it. A cycle, which no registry should have, ends the descent.
[[nodiscard]] std::vector<ServerGroupId> groupsBelow(const ServerGroupId &group,
                                                     const std::vector<ServerGroup> &groups);

} // namespace streamkeeper
