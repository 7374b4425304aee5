#include "models/rules/ClusterRules.h"

#include "models/domain/IpAddress.h"
#include "models/rules/FieldRules.h"
#include "models/rules/Placement.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClusterRules)
};

/// As it is in the registry; empty: it is new.
template <typename Value>
QString storedName(const Value &value, const std::vector<Value> &stored)
{
    const auto known = std::ranges::find(stored, value.id, &Value::id);
    return known == stored.end() ? QString() : known->name;
}

template <typename Value>
VoidResult checkName(const Value &value, const std::vector<Value> &others, const QString &missing,
                     const QString &taken)
{
    if (const auto name = fields::checkName(value.name, storedName(value, others), missing); !name)
        return tl::unexpected(name.error());
    const bool isTaken = std::ranges::any_of(
        others, [&](const Value &other) { return other.id != value.id && other.name == value.name; });
    return isTaken ? fail(ErrorCategory::Invalid, taken) : VoidResult();
}

} // namespace

VoidResult checkCluster(const Cluster &cluster, const std::vector<Cluster> &others)
{
    auto named = checkName(cluster, others, Texts::tr("Enter a name for the cluster."),
                           Texts::tr("There is already a cluster named %1.").arg(cluster.name));
    if (!named)
        return named;
    if (cluster.mainServer.isNull())
        return fail(ErrorCategory::Invalid, Texts::tr("Choose the main server of the cluster."));
    if (cluster.additionalServers.empty())
        return fail(ErrorCategory::Invalid, Texts::tr("Choose at least one additional server."));
    const auto members = cluster.members();
    for (const ServerId &server : members) {
        if (std::ranges::count(members, server) > 1)
            return fail(ErrorCategory::Invalid,
                        Texts::tr("Each media server can be in a cluster only once."));
        for (const Cluster &other : others) {
            if (other.id != cluster.id && other.has(server))
                return fail(
                    ErrorCategory::Invalid,
                    Texts::tr("A media server of the cluster is in the cluster %1 already.").arg(other.name));
        }
    }
    return {};
}

bool isCycle(const ServerGroupId &group, const ServerGroupId &parent, const std::vector<ServerGroup> &groups)
{
    const auto below = groupsBelow(group, groups);
    return std::ranges::find(below, parent) != below.end();
}

VoidResult checkServerGroup(const ServerGroup &group, const std::vector<ServerGroup> &others)
{
    auto named = checkName(group, others, Texts::tr("Enter a name for the server group."),
                           Texts::tr("There is already a server group named %1.").arg(group.name));
    if (!named)
        return named;
    if (group.parent && isCycle(group.id, *group.parent, others))
        return fail(ErrorCategory::Invalid, Texts::tr("A server group cannot be below itself."));
    const auto subnets = fields::checkSubnets(group.subnets);
    return subnets ? VoidResult() : tl::unexpected(subnets.error());
}

std::vector<SubnetOverlap> findOverlaps(const ServerGroup &group, const std::vector<ServerGroup> &others)
{
    std::vector<SubnetOverlap> overlaps;
    for (const QString &text : group.subnets) {
        const auto subnet = IpSubnet::fromText(text);
        if (!subnet)
            continue;
        for (const ServerGroup &other : others) {
            if (other.id == group.id)
                continue;
            for (const QString &otherText : other.subnets) {
                const auto otherSubnet = IpSubnet::fromText(otherText);
                if (otherSubnet && subnet->plain().overlaps(otherSubnet->plain()))
                    overlaps.push_back({text, otherText, other.id});
            }
        }
    }
    return overlaps;
}

QStringList overlapTexts(const ServerGroup &group, const std::vector<ServerGroup> &others)
{
    QStringList sentences;
    for (const SubnetOverlap &overlap : findOverlaps(group, others)) {
        const auto other = std::ranges::find(others, overlap.otherGroup, &ServerGroup::id);
        sentences.append(
            Texts::tr("%1 overlaps %2 of the server group %3: where both match, the longer prefix "
                      "decides.")
                .arg(overlap.subnet, overlap.other, other->name));
    }
    return sentences;
}

} // namespace streamkeeper
