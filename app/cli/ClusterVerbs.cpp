#include "app/cli/CliContext.h"
#include "app/cli/ClusterJson.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/rules/ClusterRules.h"
#include "models/rules/FieldRules.h"

#include <QJsonArray>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- clusters

CliAnswer clusterAnswer(CliContext &context, const ClusterId &id)
{
    const QJsonObject object = json::cluster(context.fleet(), context.session().clusters(),
                                             *context.session().clusters().cluster(id));
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    const auto list = [&](const QString &key) {
        return object[key].toVariant().toStringList().join(u", "_s);
    };
    return {object,
            textFields({{u"Name"_s, text(u"name"_s)},
                        {u"Main"_s, text(u"main"_s)},
                        {u"Additional"_s, list(u"additional"_s)},
                        {u"Streams limit"_s, text(u"streamsLimit"_s)},
                        {u"Traffic limit, kbit/s"_s, text(u"bitrateLimitKbps"_s)},
                        {u"API port"_s, text(u"apiPort"_s)},
                        {u"HLS port"_s, text(u"hlsPort"_s)},
                        {u"RTSP port"_s, text(u"rtspPort"_s)},
                        {u"Server groups"_s, list(u"groups"_s)},
                        {u"Id"_s, text(u"id"_s)}}),
            ExitCode::Done};
}

CliResult listClusters(CliContext &context)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"name"_s, u"NAME"_s},
                     {u"main"_s, u"MAIN"_s},
                     {u"additional"_s, u"ADDITIONAL"_s},
                     {u"groups"_s, u"GROUPS"_s},
                     {u"streamsLimit"_s, u"STREAMS LIMIT"_s, Right, Wide},
                     {u"bitrateLimitKbps"_s, u"TRAFFIC LIMIT"_s, Right, Wide},
                     {u"apiPort"_s, u"API PORT"_s, Right, Wide},
                     {u"hlsPort"_s, u"HLS PORT"_s, Right, Wide},
                     {u"rtspPort"_s, u"RTSP PORT"_s, Right, Wide},
                     {u"id"_s, u"ID"_s, Left, Wide}});
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    for (const Cluster &cluster : context.session().clusters().clusters())
        list.add(json::cluster(context.fleet(), context.session().clusters(), cluster));
    return list.answer(context.command(), u"The registry has no cluster yet.\n"_s);
}

CliResult showCluster(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto cluster = context.findCluster(context.command().arguments.first());
    if (!cluster)
        return tl::unexpected(cluster.error());
    return clusterAnswer(context, cluster->id);
}

CliExpected<void> applyCommonSettings(const ParsedCommand &command, ClusterSettings &common)
{
    if (auto taken = applyLimits(command, common.streamsLimit, common.bitrateLimitBps); !taken)
        return taken;
    for (auto [name, port] :
         {std::pair(u"api-port"_s, &common.apiPort), std::pair(u"hls-port"_s, &common.hlsPort),
          std::pair(u"rtsp-port"_s, &common.rtspPort)}) {
        const auto checked = fields::checkOptionalPort(valueOrNone(command, name));
        if (auto taken = takeOption(command, name, checked, *port); !taken)
            return taken;
    }
    return {};
}

/// After the registry was opened: its servers are known by name then.
CliExpected<void> applyMembers(CliContext &context, Cluster &cluster)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"main"_s)) {
        const auto server = context.findServer(command.value(u"main"_s));
        if (!server)
            return tl::unexpected(server.error());
        // The old main server stays in the cluster unless the additional ones are named anew.
        if (!cluster.mainServer.isNull() && cluster.mainServer != server->id &&
            !command.isSet(u"additional"_s))
            cluster.additionalServers.push_back(cluster.mainServer);
        std::erase(cluster.additionalServers, server->id);
        cluster.mainServer = server->id;
    }
    if (!command.isSet(u"additional"_s))
        return {};
    cluster.additionalServers.clear();
    for (const QString &name : command.values(u"additional"_s)) {
        const auto server = context.findServer(name);
        if (!server)
            return tl::unexpected(server.error());
        cluster.additionalServers.push_back(server->id);
    }
    return {};
}

CliResult saveCluster(CliContext &context, const Cluster &cluster)
{
    auto saved = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().clusters.save(cluster, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    return clusterAnswer(context, cluster.id);
}

CliResult addCluster(CliContext &context)
{
    const ParsedCommand &command = context.command();
    Cluster cluster;
    cluster.id = ClusterId::create();
    cluster.name = command.arguments.first().trimmed();
    if (!command.isSet(u"main"_s) || !command.isSet(u"additional"_s))
        return wrongUsage(u"clusters add needs --main and at least one --additional server."_s);
    if (auto set = applyCommonSettings(command, cluster.common); !set)
        return tl::unexpected(set.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (auto applied = applyMembers(context, cluster); !applied)
        return tl::unexpected(applied.error());
    return saveCluster(context, cluster);
}

CliResult editCluster(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ClusterSettings scratch; // wrong usage is told before anything is opened
    if (auto set = applyCommonSettings(command, scratch); !set)
        return tl::unexpected(set.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto known = context.findCluster(command.arguments.first());
    if (!known)
        return tl::unexpected(known.error());
    Cluster cluster = *known;
    if (command.isSet(u"name"_s))
        cluster.name = command.value(u"name"_s).trimmed();
    if (auto set = applyCommonSettings(command, cluster.common); !set)
        return tl::unexpected(set.error());
    if (auto applied = applyMembers(context, cluster); !applied)
        return tl::unexpected(applied.error());
    if (cluster == *known)
        return wrongUsage(
            u"Say what to change: \"streamkeeper-cli clusters edit --help\" lists the options."_s);
    return saveCluster(context, cluster);
}

CliResult removeCluster(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto cluster = context.findCluster(context.command().arguments.first(), Shortening::Refused);
    if (!cluster)
        return tl::unexpected(cluster.error());
    auto removed = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().clusters.remove(cluster->id, listener, std::move(done));
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return CliAnswer{QJsonObject{{u"removed"_s, cluster->name}, {u"id"_s, cluster->id.toString()}},
                     u"Deleted the cluster %1; its servers are in no cluster now.\n"_s.arg(cluster->name),
                     ExitCode::Done};
}

// ---- server groups

CliAnswer groupAnswer(CliContext &context, const ServerGroupId &id)
{
    const ServerGroup &group = *context.session().clusters().group(id);
    const QJsonObject object = json::serverGroup(context.fleet(), context.session().clusters(), group);
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    return {object,
            textFields({{u"Name"_s, group.name},
                        {u"Parent"_s, text(u"parent"_s)},
                        {u"Clusters"_s, object[u"clusters"].toVariant().toStringList().join(u", "_s)},
                        {u"Subnets"_s, group.subnets.join(u", "_s)},
                        {u"Cameras"_s, text(u"cameras"_s)},
                        {u"Id"_s, text(u"id"_s)}}),
            ExitCode::Done};
}

CliResult listGroups(CliContext &context)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"name"_s, u"NAME"_s},
                     {u"parent"_s, u"PARENT"_s},
                     {u"clusters"_s, u"CLUSTERS"_s},
                     {u"subnets"_s, u"SUBNETS"_s},
                     {u"cameras"_s, u"CAMERAS"_s, Right},
                     {u"id"_s, u"ID"_s, Left, Wide}});
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    for (const ServerGroup &group : context.session().clusters().groups())
        list.add(json::serverGroup(context.fleet(), context.session().clusters(), group));
    return list.answer(context.command(), u"The registry has no server group yet.\n"_s);
}

CliResult showGroup(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto group = context.findServerGroup(context.command().arguments.first());
    if (!group)
        return tl::unexpected(group.error());
    return groupAnswer(context, group->id);
}

/// Subnets, which need no registry; "none" alone takes them away.
CliExpected<void> applySubnets(const ParsedCommand &command, ServerGroup &group)
{
    const QStringList given = command.values(u"subnet"_s);
    if (given.isEmpty())
        return {};
    if (given == QStringList{u"none"_s}) {
        group.subnets.clear();
        return {};
    }
    const auto subnets = ofOption(u"subnet"_s, fields::checkSubnets(given));
    if (!subnets)
        return tl::unexpected(subnets.error());
    group.subnets = *subnets;
    return {};
}

CliExpected<void> applyGroupOptions(CliContext &context, ServerGroup &group)
{
    const ParsedCommand &command = context.command();
    if (auto applied = applySubnets(command, group); !applied)
        return applied;
    if (const QString parent = command.value(u"parent"_s); parent == u"none") {
        group.parent.reset();
    } else if (command.isSet(u"parent"_s)) {
        const auto found = context.findServerGroup(parent);
        if (!found)
            return tl::unexpected(found.error());
        group.parent = found->id;
    }
    const QStringList clusters = command.values(u"cluster"_s);
    if (clusters.isEmpty())
        return {};
    group.clusters.clear();
    for (const QString &name : clusters) {
        if (name == u"none" && clusters.size() == 1)
            continue;
        const auto cluster = context.findCluster(name);
        if (!cluster)
            return tl::unexpected(cluster.error());
        if (std::ranges::find(group.clusters, cluster->id) == group.clusters.end())
            group.clusters.push_back(cluster->id);
    }
    return {};
}

CliResult saveGroup(CliContext &context, const ServerGroup &group)
{
    auto saved = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().clusters.saveGroup(group, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    for (const QString &sentence : overlapTexts(group, context.session().clusters().groups()))
        context.note(sentence);
    return groupAnswer(context, group.id);
}

CliResult addGroup(CliContext &context)
{
    ServerGroup group;
    group.id = ServerGroupId::create();
    group.name = context.command().arguments.first().trimmed();
    if (auto applied = applySubnets(context.command(), group); !applied)
        return tl::unexpected(applied.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (auto applied = applyGroupOptions(context, group); !applied)
        return tl::unexpected(applied.error());
    return saveGroup(context, group);
}

CliResult editGroup(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ServerGroup scratch;
    if (auto applied = applySubnets(command, scratch); !applied)
        return tl::unexpected(applied.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto known = context.findServerGroup(command.arguments.first());
    if (!known)
        return tl::unexpected(known.error());
    ServerGroup group = *known;
    if (command.isSet(u"name"_s))
        group.name = command.value(u"name"_s).trimmed();
    if (auto applied = applyGroupOptions(context, group); !applied)
        return tl::unexpected(applied.error());
    if (group == *known)
        return wrongUsage(
            u"Say what to change: \"streamkeeper-cli groups edit --help\" lists the options."_s);
    return saveGroup(context, group);
}

CliResult removeGroup(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto group = context.findServerGroup(context.command().arguments.first(), Shortening::Refused);
    if (!group)
        return tl::unexpected(group.error());
    auto removed = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().clusters.removeGroup(group->id, listener, std::move(done));
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return CliAnswer{QJsonObject{{u"removed"_s, group->name}, {u"id"_s, group->id.toString()}},
                     u"Deleted the server group %1; its cameras are in no group now.\n"_s.arg(group->name),
                     ExitCode::Done};
}

OptionSpec repeatable(const QString &name, const QString &value, const QString &help, ValueKind kind)
{
    return {name, value, help, kind, {}, true};
}

} // namespace

std::vector<VerbSpec> clusterVerbs()
{
    const QString noun = u"clusters"_s;
    const auto named = ValueKind::ClusterName;
    const std::vector<OptionSpec> settings{
        {u"main"_s, u"SERVER"_s, u"The main server."_s, ValueKind::ServerName},
        repeatable(u"additional"_s, u"SERVER"_s,
                   u"An additional server; all of them, each with its option."_s, ValueKind::ServerName),
        {u"streams-limit"_s, u"N"_s, u"Most main streams of each member; none: each its own."_s},
        {u"bitrate-limit"_s, u"N"_s,
         u"Most incoming traffic of each member in kbit/s; none: each its own."_s},
        {u"api-port"_s, u"PORT"_s, u"Internal port of all members; none: each its own."_s},
        {u"hls-port"_s, u"PORT"_s, u"External port of all members; none: each its own."_s},
        {u"rtsp-port"_s, u"PORT"_s, u"RTSP port of all members; none: each its own."_s}};
    std::vector<OptionSpec> editOptions{{u"name"_s, u"NAME"_s, u"The new name."_s}};
    editOptions.insert(editOptions.end(), settings.begin(), settings.end());
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"The clusters of media servers."_s,
         listOptions(),
         listClusters},
        {noun, u"show"_s, u"NAME"_s, 1, 1, named, u"One cluster."_s, {}, showCluster},
        {noun, u"add"_s, u"NAME"_s, 1, 1, ValueKind::Text,
         u"Makes a cluster of servers that are in none; common settings overwrite those of its members."_s,
         settings, addCluster},
        {noun, u"edit"_s, u"NAME"_s, 1, 1, named, u"Changes a cluster."_s, editOptions, editCluster},
        {noun,
         u"remove"_s,
         u"NAME"_s,
         1,
         1,
         named,
         u"Deletes a cluster; its servers and their streams stay where they are."_s,
         {},
         removeCluster}};
}

std::vector<VerbSpec> groupVerbs()
{
    const QString noun = u"groups"_s;
    const auto named = ValueKind::ServerGroupName;
    const std::vector<OptionSpec> settings{
        {u"parent"_s, u"GROUP"_s, u"The group above it, or none."_s, named},
        repeatable(u"cluster"_s, u"CLUSTER"_s,
                   u"A cluster of the group; all of them, each with its option, or none."_s,
                   ValueKind::ClusterName),
        repeatable(
            u"subnet"_s, u"NET"_s,
            u"A subnet whose cameras belong to the group; all of them, each with its option, or none."_s,
            ValueKind::Text)};
    std::vector<OptionSpec> editOptions{{u"name"_s, u"NAME"_s, u"The new name."_s}};
    editOptions.insert(editOptions.end(), settings.begin(), settings.end());
    return {{noun,
             u"list"_s,
             {},
             0,
             0,
             ValueKind::Text,
             u"The groups of media servers."_s,
             listOptions(),
             listGroups},
            {noun, u"show"_s, u"NAME"_s, 1, 1, named, u"One server group."_s, {}, showGroup},
            {noun, u"add"_s, u"NAME"_s, 1, 1, ValueKind::Text,
             u"Makes a server group: where the streams of its cameras may be."_s, settings, addGroup},
            {noun, u"edit"_s, u"NAME"_s, 1, 1, named, u"Changes a server group."_s, editOptions, editGroup},
            {noun,
             u"remove"_s,
             u"NAME"_s,
             1,
             1,
             named,
             u"Deletes a server group; its cameras are in no group then, groups below it go to its parent."_s,
             {},
             removeGroup}};
}

} // namespace streamkeeper
