#pragma once

#include "models/rules/Placement.h"

#include <QStringList>

#include <algorithm>
#include <map>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// A server that passes every check.
inline PlacementCandidate standing(const QString &name)
{
    PlacementCandidate server;
    server.id = ServerId::create();
    server.name = name;
    server.mainBitrateBps = 1'000'000;
    server.totalBitrateBps = 1'500'000;
    server.disksFullPercent = {50};
    return server;
}

/// A made-up world for one search, in which everything is called by its name. Loads are in Mbit/s.
struct PlacementWorld
{
    PlacementField field;
    PlacedStream stream;
    std::optional<QString> picked;

    PlacementWorld()
    {
        // North and west belong to groups, east and south to none, "alone" and "free" are in no cluster.
        for (const auto &[name, load] : std::vector<std::pair<QString, int>>{{u"n1"_s, 40},
                                                                             {u"n2"_s, 20},
                                                                             {u"n3"_s, 30},
                                                                             {u"w1"_s, 50},
                                                                             {u"w2"_s, 60},
                                                                             {u"e1"_s, 10},
                                                                             {u"e2"_s, 5},
                                                                             {u"s1"_s, 11},
                                                                             {u"s2"_s, 1},
                                                                             {u"alone"_s, 70},
                                                                             {u"free"_s, 80}}) {
            field.servers.push_back(standing(name));
            field.servers.back().mainBitrateBps = load * 1'000'000;
        }
        cluster(u"north"_s, {u"n1"_s, u"n2"_s, u"n3"_s});
        cluster(u"west"_s, {u"w1"_s, u"w2"_s});
        cluster(u"east"_s, {u"e1"_s, u"e2"_s});
        cluster(u"south"_s, {u"s1"_s, u"s2"_s});
        group(u"Cold"_s, {u"north"_s}, {u"10.1.0.0/16"_s, u"2001:db8:1::/48"_s});
        group(u"Wild"_s, {u"west"_s}, {u"10.0.0.0/8"_s, u"2001:db8::/32"_s});
        stream.mainServer = server(u"alone"_s).id;
        stream.bitrateBps = 100'000;
    }

    PlacementCandidate &server(const QString &name)
    {
        return *std::ranges::find(field.servers, name, &PlacementCandidate::name);
    }
    Cluster &cluster(const QString &name) { return *std::ranges::find(field.clusters, name, &Cluster::name); }
    ServerGroup &group(const QString &name)
    {
        return *std::ranges::find(field.groups, name, &ServerGroup::name);
    }
    void cluster(const QString &name, const QStringList &members)
    {
        Cluster made;
        made.id = ClusterId::create();
        made.name = name;
        made.mainServer = server(members.first()).id;
        for (const QString &member : members.mid(1))
            made.additionalServers.push_back(server(member).id);
        field.clusters.push_back(std::move(made));
    }
    void group(const QString &name, const QStringList &clusters, const QStringList &subnets,
               const QString &parent = {})
    {
        ServerGroup made;
        made.id = ServerGroupId::create();
        made.name = name;
        for (const QString &one : clusters)
            made.clusters.push_back(cluster(one).id);
        made.subnets = subnets;
        if (!parent.isEmpty())
            made.parent = group(parent).id;
        field.groups.push_back(std::move(made));
    }
    void reserve(const QString &main, const QString &additional)
    {
        stream.mainServer = server(main).id;
        stream.additionalServer = server(additional).id;
    }
    void putInGroup(const QString &name) { stream.group = group(name).id; }

    [[nodiscard]] QString nameOf(const std::optional<ServerId> &id) const
    {
        const auto found = std::ranges::find(field.servers, id.value_or(ServerId()), &PlacementCandidate::id);
        return found == field.servers.end() ? u"-"_s : found->name;
    }
    [[nodiscard]] PlacementResult find()
    {
        return findPlace(stream, field, picked ? std::optional(cluster(*picked).id) : std::nullopt);
    }
    /// "both e1 e2 outside-groups [warnings]"
    [[nodiscard]] QString story()
    {
        static const std::map<PlacementState, QString> states{
            {PlacementState::BothFound, u"both"_s},
            {PlacementState::MainFound, u"main"_s},
            {PlacementState::AdditionalNotFound, u"no-additional"_s},
            {PlacementState::NoneFound, u"none"_s}};
        static const std::map<SearchScope, QString> scopes{
            {SearchScope::GroupOfCamera, u"group"_s},
            {SearchScope::SubnetOfGroup, u"subnet"_s},
            {SearchScope::OutsideGroups, u"outside-groups"_s},
            {SearchScope::OutsideClusters, u"outside-clusters"_s},
            {SearchScope::PickedCluster, u"picked"_s},
            {SearchScope::PickedServer, u"picked server"_s}};
        static const std::map<PlacementWarning, QString> warnings{
            {PlacementWarning::StorageUnknown, u"storage?"_s},
            {PlacementWarning::LoadUnknown, u"load?"_s},
            {PlacementWarning::BitrateUnknown, u"bitrate?"_s},
            {PlacementWarning::ReserveLost, u"lost"_s},
            {PlacementWarning::LeavesGroup, u"leaves"_s},
            {PlacementWarning::ReservationOn, u"reserves"_s}};
        const PlacementResult result = find();
        QStringList words{states.at(result.state), nameOf(result.main), nameOf(result.additional),
                          scopes.at(result.scope)};
        if (result.group)
            words.append(std::ranges::find(field.groups, *result.group, &ServerGroup::id)->name);
        for (const auto &[warning, word] : warnings) {
            if (result.warnings.testFlag(warning))
                words.append(word);
        }
        return words.join(u' ');
    }
    /// Why a server was not chosen: "fails:1,5", "server", "cluster", "outside", "chosen".
    [[nodiscard]] QString why(const QString &name)
    {
        const PlacementResult result = find();
        const auto found = std::ranges::find(result.servers, name, &JudgedServer::name);
        QStringList checks;
        for (const ServerCheck check : found->verdict.failed)
            checks.append(QString::number(int(check)));
        switch (found->why) {
        case WhyNotChosen::Chosen:
            return u"chosen"_s;
        case WhyNotChosen::FailsChecks:
            return u"fails:"_s + checks.join(u',');
        case WhyNotChosen::OtherServer:
            return u"server"_s;
        case WhyNotChosen::OtherCluster:
            return u"cluster"_s;
        case WhyNotChosen::KeepsNoReserve:
            return u"noReserve"_s;
        case WhyNotChosen::OutsideSearch:
            return u"outside"_s;
        }
        return {};
    }
};

} // namespace streamkeeper::test
