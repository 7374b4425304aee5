#include "models/rules/Placement.h"

#include <QHash>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int caseCount = 20'000;

/// The rules of domain.md 1.3 and 3.1 said once more, in another way: by brute force over all pairs of
/// servers, with addresses as numbers. Knows nothing of the search it judges.
class Oracle
{
public:
    struct Subnet
    {
        quint32 address = 0;
        int prefix = 0;
    };

    Oracle(const PlacedStream &stream, const PlacementField &field, const std::optional<ClusterId> &picked,
           std::optional<quint32> address, const QHash<QString, Subnet> &subnets)
        : m_stream(stream)
        , m_field(field)
        , m_picked(picked)
        , m_address(address)
        , m_subnets(subnets)
    {
    }

    [[nodiscard]] const Cluster *clusterOf(const ServerId &server) const
    {
        for (const Cluster &cluster : m_field.clusters) {
            if (cluster.has(server))
                return &cluster;
        }
        return nullptr;
    }

    [[nodiscard]] bool passes(const PlacementCandidate &server, bool asMain) const
    {
        const Cluster *cluster = clusterOf(server.id);
        auto streams = server.streamsLimit;
        auto traffic = server.bitrateLimitBps;
        if (cluster && cluster->common.streamsLimit)
            streams = cluster->common.streamsLimit;
        if (cluster && cluster->common.bitrateLimitBps)
            traffic = cluster->common.bitrateLimitBps;
        if (!server.isActive || !server.answers || server.id == m_stream.mainServer)
            return false;
        if (!asMain && !server.keepsReserve)
            return false;
        if (asMain && streams && server.mainStreams >= *streams)
            return false;
        qint64 total = server.totalBitrateBps.value_or(0) + m_stream.bitrateBps.value_or(0);
        if (m_stream.additionalServer == server.id)
            total -= m_stream.bitrateOnAdditionalBps;
        if (traffic && total > *traffic)
            return false;
        if (server.groupType != GroupType::All && server.groupType != m_stream.groupType)
            return false;
        if (server.disksFullPercent.empty())
            return m_field.policy.isStorageUnknownAllowed;
        int full = 0;
        for (const int percent : server.disksFullPercent)
            full += percent > m_field.policy.storageFullPercent ? 1 : 0;
        return full < int(server.disksFullPercent.size());
    }

    /// The clusters that may be searched; none: servers in no cluster.
    [[nodiscard]] std::optional<QSet<ClusterId>> clusters() const
    {
        if (m_picked)
            return QSet<ClusterId>{*m_picked};
        if (!m_stream.additionalServer)
            return {};
        QSet<ClusterId> all;
        QSet<ClusterId> grouped;
        for (const Cluster &cluster : m_field.clusters)
            all.insert(cluster.id);
        const auto group = m_stream.group ? m_stream.group : groupOfAddress();
        for (const ServerGroup &one : m_field.groups) {
            for (const ClusterId &cluster : one.clusters) {
                if (!group || isBelow(one, *group))
                    grouped.insert(cluster);
            }
        }
        return group ? grouped : all - grouped;
    }

private:
    [[nodiscard]] const ServerGroup *find(const ServerGroupId &id) const
    {
        const auto found = std::ranges::find(m_field.groups, id, &ServerGroup::id);
        return found == m_field.groups.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool isBelow(const ServerGroup &group, const ServerGroupId &top) const
    {
        return group.id == top || (group.parent && isBelow(*find(*group.parent), top));
    }
    [[nodiscard]] int depth(const ServerGroup &group) const
    {
        return group.parent ? 1 + depth(*find(*group.parent)) : 0;
    }
    [[nodiscard]] std::optional<ServerGroupId> groupOfAddress() const
    {
        const ServerGroup *best = nullptr;
        int bestPrefix = -1;
        for (const ServerGroup &group : m_field.groups) {
            for (const QString &text : group.subnets) {
                const Subnet subnet = m_subnets[text];
                const quint64 size = quint64(1) << (32 - subnet.prefix);
                if (!m_address || *m_address < subnet.address || *m_address >= subnet.address + size)
                    continue;
                const bool isTied = best && subnet.prefix == bestPrefix;
                const bool isBetter = subnet.prefix > bestPrefix || (isTied && depth(group) > depth(*best)) ||
                                      (isTied && depth(group) == depth(*best) && group.name < best->name);
                if (isBetter)
                    best = &group, bestPrefix = subnet.prefix;
            }
        }
        return best ? std::optional(best->id) : std::nullopt;
    }

    const PlacedStream &m_stream;
    const PlacementField &m_field;
    const std::optional<ClusterId> &m_picked;
    std::optional<quint32> m_address;
    const QHash<QString, Subnet> &m_subnets;
};

QString dotted(quint32 address)
{
    return u"%1.%2.%3.%4"_s.arg(address >> 24)
        .arg((address >> 16) & 255)
        .arg((address >> 8) & 255)
        .arg(address & 255);
}

/// One random fleet with one stream in it.
struct Case
{
    PlacementField field;
    PlacedStream stream;
    std::optional<ClusterId> picked;
    std::optional<quint32> address;
    QHash<QString, Oracle::Subnet> subnets;

    explicit Case(std::mt19937 &random)
        : m_random(random)
    {
        makeServers();
        makeClusters();
        makeGroups();
        makeStream();
    }

    [[nodiscard]] Oracle oracle() const { return {stream, field, picked, address, subnets}; }
    [[nodiscard]] const PlacementCandidate &server(const ServerId &id) const
    {
        return *std::ranges::find(field.servers, id, &PlacementCandidate::id);
    }

private:
    int number(int lowest, int highest) { return std::uniform_int_distribution(lowest, highest)(m_random); }
    bool chance(int percent) { return number(1, 100) <= percent; }
    template <typename T>
    const T &any(const std::vector<T> &values)
    {
        return values[size_t(number(0, int(values.size()) - 1))];
    }

    void makeServers()
    {
        const int count = number(0, 12);
        for (int i = 0; i < count; ++i) {
            PlacementCandidate server;
            server.id = ServerId::create();
            server.name = u"server %1"_s.arg(i);
            server.isActive = chance(85);
            server.answers = chance(85);
            server.groupType = GroupType(number(0, 2));
            server.keepsReserve = chance(85);
            server.mainStreams = number(0, 4);
            if (chance(60))
                server.streamsLimit = number(0, 5);
            if (chance(80)) { // few values, so that there are ties
                server.mainBitrateBps = number(0, 3) * 100;
                server.totalBitrateBps = *server.mainBitrateBps + number(0, 3) * 100;
            }
            if (chance(50))
                server.bitrateLimitBps = number(0, 8) * 100;
            const int disks = number(0, 3);
            for (int disk = 0; disk < disks; ++disk)
                server.disksFullPercent.push_back(number(60, 100));
            field.servers.push_back(std::move(server));
        }
        field.policy.isStorageUnknownAllowed = chance(70);
        field.policy.storageFullPercent = chance(80) ? storageFullPercent : number(50, 99);
    }

    void makeClusters()
    {
        size_t next = 0;
        while (chance(85)) {
            const auto size = size_t(number(2, 4));
            if (next + size > field.servers.size())
                return;
            Cluster cluster;
            cluster.id = ClusterId::create();
            cluster.name = u"cluster %1"_s.arg(field.clusters.size());
            cluster.mainServer = field.servers[next].id;
            for (size_t i = 1; i < size; ++i)
                cluster.additionalServers.push_back(field.servers[next + i].id);
            next += size;
            if (chance(15))
                cluster.common.streamsLimit = number(0, 5);
            if (chance(15))
                cluster.common.bitrateLimitBps = number(0, 8) * 100;
            field.clusters.push_back(std::move(cluster));
        }
    }

    void makeGroups()
    {
        const int count = number(0, 4);
        for (int i = 0; i < count; ++i) {
            ServerGroup group;
            group.id = ServerGroupId::create();
            group.name = u"group %1"_s.arg(i);
            if (!field.groups.empty() && chance(40))
                group.parent = any(field.groups).id;
            for (const Cluster &cluster : field.clusters) {
                if (chance(40))
                    group.clusters.push_back(cluster.id);
            }
            while (chance(60)) {
                const int prefix = number(0, 4) * 8;
                const quint32 mask = prefix == 0 ? 0 : ~quint32(0) << (32 - prefix);
                const Oracle::Subnet subnet{smallAddress() & mask, prefix};
                const QString text = dotted(subnet.address) + u'/' + QString::number(prefix);
                subnets.insert(text, subnet);
                group.subnets.append(text);
            }
            field.groups.push_back(std::move(group));
        }
    }

    quint32 smallAddress()
    {
        return quint32(10) << 24 | quint32(number(0, 1)) << 16 | quint32(number(0, 1)) << 8 |
               quint32(number(0, 2));
    }

    void makeStream()
    {
        stream.groupType = chance(50) ? GroupType::Public : GroupType::Private;
        if (chance(80))
            stream.bitrateBps = number(0, 4) * 100;
        if (!field.servers.empty() && chance(85))
            stream.mainServer = any(field.servers).id;
        if (!field.servers.empty() && chance(70)) {
            const PlacementCandidate &additional = any(field.servers);
            if (additional.id != stream.mainServer)
                stream.additionalServer = additional.id;
            if (chance(50))
                stream.bitrateOnAdditionalBps =
                    std::min(stream.bitrateBps.value_or(0), additional.totalBitrateBps.value_or(0));
        }
        if (!field.groups.empty() && chance(40))
            stream.group = any(field.groups).id;
        if (chance(80)) {
            address = smallAddress();
            stream.ipAddress = chance(20) ? u"::ffff:"_s + dotted(*address) : dotted(*address);
        }
        if (!field.clusters.empty() && chance(25))
            picked = any(field.clusters).id;
    }

    std::mt19937 &m_random;
};

/// Everything that a result tells, as text, to compare two of them.
QString storyOf(const PlacementResult &result)
{
    QStringList words{QString::number(int(result.state)),
                      QString::number(int(result.scope)),
                      result.subnet,
                      QString::number(result.warnings.toInt()),
                      result.main.value_or(ServerId()).toString(),
                      result.additional.value_or(ServerId()).toString()};
    for (const JudgedServer &server : result.servers) {
        words.append(server.name + u':' + QString::number(int(server.role)) +
                     QString::number(int(server.why)));
        for (const ServerCheck check : server.verdict.failed)
            words.append(QString::number(int(check)));
    }
    return words.join(u' ');
}

} // namespace

/// What holds for the search in every fleet, whatever it looks like.
class PlacementPropertiesTest : public QObject
{
    Q_OBJECT

private:
    /// An empty text: all is well.
    [[nodiscard]] static QString problemOf(const Case &one, const PlacementResult &result)
    {
        const Oracle oracle = one.oracle();
        const auto clusters = oracle.clusters();
        // Every way the stream could go, the best found by comparing them all.
        using Rank = std::tuple<bool, bool, qint64, QString>; // without additional, load unknown, load, name
        std::optional<std::pair<Rank, ServerId>> best;
        for (const PlacementCandidate &main : one.field.servers) {
            const Cluster *cluster = oracle.clusterOf(main.id);
            const bool isSearched =
                clusters ? cluster && clusters->contains(cluster->id) : cluster == nullptr;
            if (!isSearched || !oracle.passes(main, true))
                continue;
            if (cluster && cluster->mainServer != main.id &&
                oracle.passes(one.server(cluster->mainServer), true))
                continue; // the cluster's main server has the right of way
            const bool hasSpare =
                cluster && main.keepsReserve &&
                std::ranges::any_of(one.field.servers, [&](const PlacementCandidate &spare) {
                    return spare.id != main.id && cluster->has(spare.id) && oracle.passes(spare, false);
                });
            const Rank rank(clusters && !hasSpare, !main.mainBitrateBps, main.mainBitrateBps.value_or(0),
                            main.name);
            if (!best || rank < best->first)
                best = {rank, main.id};
        }
        if (best.has_value() != result.main.has_value())
            return best ? u"a server passes and none was found"_s : u"one was found and none passes"_s;
        if (!best)
            return result.state == PlacementState::NoneFound && !result.additional ? QString()
                                                                                   : u"none, but not said"_s;
        if (*result.main != best->second)
            return u"another main server is better"_s;
        const bool expectsSpare = clusters && !std::get<0>(best->first);
        if (expectsSpare != result.additional.has_value())
            return u"the additional server is there or not there by mistake"_s;
        if (!clusters)
            return result.state == PlacementState::MainFound ? QString() : u"state of an unreserved stream"_s;
        const Cluster *cluster = oracle.clusterOf(*result.main);
        if (result.cluster != cluster->id)
            return u"the cluster is not that of the main server"_s;
        if (!expectsSpare)
            return result.state == PlacementState::AdditionalNotFound ? QString() : u"state without spare"_s;
        const PlacementCandidate &chosen = one.server(*result.additional);
        if (!cluster->has(chosen.id) || chosen.id == *result.main || !oracle.passes(chosen, false))
            return u"the additional server does not pass"_s;
        for (const PlacementCandidate &other : one.field.servers) {
            const auto rank = [](const PlacementCandidate &server) {
                return std::tuple(!server.mainBitrateBps, server.mainBitrateBps.value_or(0), server.name);
            };
            if (other.id != *result.main && cluster->has(other.id) && oracle.passes(other, false) &&
                rank(other) < rank(chosen))
                return u"another additional server is less loaded"_s;
        }
        return result.state == PlacementState::BothFound ? QString() : u"state of both"_s;
    }

    /// Each server has its verdict, and the verdict is the truth.
    [[nodiscard]] static QString problemOfVerdicts(const Case &one, const PlacementResult &result)
    {
        const Oracle oracle = one.oracle();
        if (result.servers.size() != one.field.servers.size())
            return u"not every server is told"_s;
        for (const JudgedServer &judged : result.servers) {
            const PlacementCandidate &server = one.server(judged.id);
            if (judged.verdict.fits() != oracle.passes(server, true) ||
                judged.verdict.fitsAsAdditional() != oracle.passes(server, false))
                return u"the verdict of %1 is wrong"_s.arg(judged.name);
            const bool isChosen = judged.id == result.main || judged.id == result.additional;
            if (isChosen != (judged.why == WhyNotChosen::Chosen))
                return u"%1 does not know that it was chosen, or not"_s.arg(judged.name);
            if (judged.why == WhyNotChosen::FailsChecks && judged.verdict.failed.empty())
                return u"%1 fails without a reason"_s.arg(judged.name);
            const auto clusters = oracle.clusters();
            const Cluster *cluster = oracle.clusterOf(judged.id);
            const bool isSearched =
                clusters ? cluster && clusters->contains(cluster->id) : cluster == nullptr;
            if (isSearched == (judged.why == WhyNotChosen::OutsideSearch))
                return u"%1 was searched, or not, by mistake"_s.arg(judged.name);
        }
        return {};
    }

private Q_SLOTS:
    void inEveryFleetTheBestServersAreFound()
    {
        const bool isGiven = qEnvironmentVariableIsSet("STREAMKEEPER_TEST_SEED");
        const auto seed = isGiven ? quint32(qEnvironmentVariable("STREAMKEEPER_TEST_SEED").toUInt())
                                  : quint32(std::random_device()());
        qInfo("STREAMKEEPER_TEST_SEED=%u", seed);
        std::mt19937 random(seed);
        QHash<int, int> states;
        QHash<int, int> scopes;
        for (int i = 0; i < caseCount; ++i) {
            Case one(random);
            const PlacementResult result = findPlace(one.stream, one.field, one.picked);
            ++states[int(result.state)];
            ++scopes[int(result.scope)];
            QString problem = problemOf(one, result);
            if (problem.isEmpty())
                problem = problemOfVerdicts(one, result);
            QVERIFY2(problem.isEmpty(), qPrintable(u"case %1 of seed %2: %3; %4"_s.arg(i).arg(seed).arg(
                                            problem, storyOf(result))));
            const QString story = storyOf(result);
            std::ranges::shuffle(one.field.servers, random);
            std::ranges::shuffle(one.field.clusters, random);
            std::ranges::shuffle(one.field.groups, random);
            for (Cluster &cluster : one.field.clusters)
                std::ranges::shuffle(cluster.additionalServers, random);
            QCOMPARE(storyOf(findPlace(one.stream, one.field, one.picked)), story);
        }
        // The fleets were worth the search: every state and every scope came up often.
        for (const auto state : {PlacementState::BothFound, PlacementState::MainFound,
                                 PlacementState::AdditionalNotFound, PlacementState::NoneFound})
            QVERIFY2(states[int(state)] > caseCount / 100, qPrintable(QString::number(int(state))));
        for (const auto scope :
             {SearchScope::GroupOfCamera, SearchScope::SubnetOfGroup, SearchScope::OutsideGroups,
              SearchScope::OutsideClusters, SearchScope::PickedCluster})
            QVERIFY2(scopes[int(scope)] > caseCount / 100, qPrintable(QString::number(int(scope))));
    }

    /// Where the operator names the main server: it passes or it is not found, and the reserve is the best of
    /// its cluster.
    void aNamedServerIsJudgedLikeAFoundOne()
    {
        const auto seed = quint32(std::random_device()());
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        int placed = 0;
        int reserved = 0;
        for (int i = 0; i < caseCount / 10; ++i) {
            const Case one(random);
            const Oracle oracle = one.oracle();
            for (const PlacementCandidate &main : one.field.servers) {
                const PlacementResult result = findPlaceOn(one.stream, one.field, main.id);
                QCOMPARE(result.main.has_value(), oracle.passes(main, true));
                if (!result.main) {
                    QVERIFY(!result.additional && result.state == PlacementState::NoneFound);
                    continue;
                }
                ++placed;
                QCOMPARE(*result.main, main.id);
                const Cluster *cluster = oracle.clusterOf(main.id);
                std::optional<std::tuple<bool, qint64, QString, ServerId>> best;
                for (const PlacementCandidate &spare : one.field.servers) {
                    const bool may = one.stream.additionalServer && main.keepsReserve && cluster &&
                                     spare.id != main.id && cluster->has(spare.id) &&
                                     oracle.passes(spare, false);
                    const std::tuple rank(!spare.mainBitrateBps, spare.mainBitrateBps.value_or(0), spare.name,
                                          spare.id);
                    if (may && (!best || rank < *best))
                        best = rank;
                }
                QCOMPARE(result.additional, best ? std::optional(std::get<3>(*best)) : std::nullopt);
                QCOMPARE(result.state, best                          ? PlacementState::BothFound
                                       : one.stream.additionalServer ? PlacementState::AdditionalNotFound
                                                                     : PlacementState::MainFound);
                QCOMPARE(result.warnings.testFlag(PlacementWarning::ReserveLost),
                         one.stream.additionalServer && !best);
                reserved += best ? 1 : 0;
            }
        }
        QVERIFY(placed > caseCount / 100 && reserved > caseCount / 200);
    }

    /// A plan never puts more on a server than it may take.
    void aPlanKeepsTheLimits()
    {
        const auto seed = quint32(std::random_device()());
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        int placed = 0;
        for (int i = 0; i < caseCount / 20; ++i) {
            Case one(random);
            for (int k = 0; k < 10; ++k) {
                const PlacementResult result = findPlace(one.stream, one.field, one.picked);
                const QString problem = problemOf(one, result);
                QVERIFY2(problem.isEmpty(),
                         qPrintable(u"case %1 of seed %2: %3"_s.arg(i).arg(seed).arg(problem)));
                countPlaced(one.field, one.stream, result);
                if (!result.main)
                    break;
                const PlacementCandidate &main = one.server(*result.main);
                const Cluster *cluster = one.oracle().clusterOf(main.id);
                const auto limit = cluster && cluster->common.streamsLimit ? cluster->common.streamsLimit
                                                                           : main.streamsLimit;
                QVERIFY(!limit || main.mainStreams <= *limit);
                placed = std::max(placed, k + 1);
            }
        }
        QCOMPARE(placed, 10); // some fleet took all of them
    }
};

QTEST_GUILESS_MAIN(PlacementPropertiesTest)
#include "tst_placementproperties.moc"
