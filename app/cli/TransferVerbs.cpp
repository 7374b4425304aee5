#include "app/cli/CliContext.h"
#include "app/cli/ClusterJson.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ServerForm.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/registry/StoredNames.h"
#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/TransferTexts.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString searchText(const QJsonObject &object, const PlacementResult &result)
{
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    QString lines = text(u"message"_s) + u".\n"_s + text(u"scopeText"_s) + u'\n';
    lines += textFields({{u"Main"_s, text(u"main"_s)},
                         {u"Additional"_s, text(u"additional"_s)},
                         {u"Cluster"_s, text(u"cluster"_s)}});
    for (const QString &sentence : texts::placementWarnings(result.warnings))
        lines += u"! "_s + sentence + u'\n';
    TextTable table({{u"SERVER"_s},
                     {u"CLUSTER"_s},
                     {u"LOAD, KBIT/S"_s, TextTable::Align::Right},
                     {u"MAIN"_s, TextTable::Align::Right},
                     {u"RESULT"_s}});
    const QJsonArray servers = object[u"servers"].toArray();
    for (qsizetype i = 0; i < servers.size(); ++i) {
        const QJsonValue server = servers[i];
        const QString role = server[u"role"].toString();
        table.add({server[u"name"].toString(), server[u"cluster"].toString(),
                   format::kbps(result.servers[size_t(i)].mainBitrateBps.value_or(-1)),
                   server[u"mainStreams"].toVariant().toString(),
                   role.isEmpty() ? server[u"reason"].toString() : role});
    }
    return lines + u'\n' + table.text();
}

CliResult searchTransfer(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto named = streamOf(context, context.command().arguments.first());
    if (!named)
        return tl::unexpected(named.error());
    const StreamId id = *named;
    std::optional<ClusterId> picked;
    if (context.command().isSet(u"cluster"_s)) {
        const auto cluster = context.findCluster(context.command().value(u"cluster"_s));
        if (!cluster)
            return tl::unexpected(cluster.error());
        picked = cluster->id;
    }
    // The choice is by what is, not by what was; a server that does not answer is no candidate.
    (void)context.tellFailures(context.poll(context.allServers(), true));
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    const auto result = context.session().searchTransfer(id, picked);
    if (!result)
        return cliFailure(result.error());
    QJsonObject object = json::placement(context.session().clusters(), *result);
    const FleetRow &found = context.fleet().row(context.fleet().rowOf(id));
    object.insert(u"uuid"_s, id.toString());
    object.insert(u"camera"_s, found.cameraName);
    object.insert(u"quality"_s, stored::word(stored::qualities, found.quality));
    return CliAnswer{object, searchText(object, *result),
                     result->state == PlacementState::NoneFound ? ExitCode::Failed : ExitCode::Done};
}

/// Where streams shall go: a server, a cluster, or wherever the search finds room.
struct Target
{
    std::optional<ServerId> server;
    std::optional<ClusterId> cluster;
};

CliExpected<Target> targetOf(CliContext &context)
{
    Target target;
    if (context.command().isSet(u"to"_s)) {
        const auto server = context.findServer(context.command().value(u"to"_s));
        if (!server)
            return tl::unexpected(server.error());
        target.server = server->id;
    }
    if (context.command().isSet(u"cluster"_s)) {
        const auto cluster = context.findCluster(context.command().value(u"cluster"_s));
        if (!cluster)
            return tl::unexpected(cluster.error());
        target.cluster = cluster->id;
    }
    return target;
}

/// By the window's rule; that somebody is at work on the stream is told by the journal, which names who.
CliExpected<void> checkMovable(CliContext &context, const FleetRow &row)
{
    StreamFacts facts = factsOf(context.fleet(), row, context.nowMs());
    facts.isPending = false;
    const Obstacle obstacle = obstacleFor(StreamAction::Transfer, facts);
    if (obstacle == Obstacle::None)
        return {};
    QString message = u"%1: %2"_s.arg(nameOf(row), texts::obstacle(obstacle, facts, context.nowMs()));
    if (obstacle == Obstacle::SecretsLocked)
        message += u' ' + context.lockedReason();
    return cliFailure(message);
}

CliExpected<PlacementResult> findTarget(const FleetRow &row, const PlacedStream &stream,
                                        const PlacementField &field, const Target &target)
{
    if (target.server) {
        PlacementResult placed = findPlaceOn(stream, field, *target.server);
        if (placed.main)
            return placed;
        const auto judged = std::ranges::find(placed.servers, *target.server, &JudgedServer::id);
        if (judged == placed.servers.end())
            return cliFailure(u"%1: The media server is not in the registry any more."_s.arg(nameOf(row)));
        return cliFailure(u"%1: %2 does not pass all checks: %3."_s.arg(
            nameOf(row), judged->name, texts::failedChecks(judged->verdict)));
    }
    PlacementResult found = findPlace(stream, field, target.cluster);
    if (!found.main)
        return cliFailure(
            u"%1: %2. %3"_s.arg(nameOf(row), texts::placementState(found.state), texts::whyNoneFits(found)));
    return found;
}

QJsonObject placeJson(CliContext &context, const FleetRow &row, const PlacementResult &found, bool isNamed)
{
    QJsonObject object = json::placement(context.session().clusters(), found);
    object.remove(u"servers"_s);
    if (isNamed) { // nothing was searched
        for (const QString &key :
             {u"scope"_s, u"scopeText"_s, u"group"_s, u"subnet"_s, u"searchedClusters"_s})
            object.remove(key);
    }
    object.insert(u"uuid"_s, row.id.toString());
    object.insert(u"camera"_s, row.cameraName);
    object.insert(u"quality"_s, stored::word(stored::qualities, row.quality));
    object.insert(u"from"_s, row.mainServer < 0
                                 ? QJsonValue()
                                 : QJsonValue(context.fleet().servers()[size_t(row.mainServer)].server.name));
    return object;
}

/// All of them or none are begun: what stands in the way of one is told before anything is moved.
CliResult transfer(CliContext &context, const std::vector<StreamId> &ids)
{
    const auto target = targetOf(context);
    if (!target)
        return tl::unexpected(target.error());
    for (const StreamId &id : ids) {
        if (auto movable = checkMovable(context, rowOf(context, id)); !movable)
            return tl::unexpected(movable.error());
    }
    // The choice is by what is, not by what was; a server that does not answer is no candidate.
    (void)context.tellFailures(context.poll(context.allServers(), true));
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    PlacementField field =
        placementField(context.fleet(), context.session().clusters(), context.session().placementPolicy());
    std::vector<StreamCommand> commands;
    TransferLosses::Moves moves;
    QJsonArray places;
    for (const StreamId &id : ids) {
        const FleetRow &row = rowOf(context, id);
        const Stream *stream = context.fleet().stream(id);
        if (!stream)
            return cliFailure(u"There is no stream %1 in the registry."_s.arg(id.toString()));
        const PlacedStream placed = placedStream(context.fleet(), *stream);
        const auto found = findTarget(row, placed, field, *target);
        if (!found)
            return tl::unexpected(found.error());
        countPlaced(field, placed, *found);
        for (const QString &sentence : texts::placementWarnings(found->warnings))
            context.note(u"%1: %2"_s.arg(nameOf(row), sentence));
        commands.push_back(transferCommand(*stream, *found));
        moves.emplace_back(id, *found->main);
        places.append(placeJson(context, row, *found, target->server.has_value()));
    }
    const auto losses = context.await<QStringList>([&](QObject *listener, auto done) {
        context.session().transferLosses().find(moves, listener, std::move(done));
    });
    for (const QString &sentence : losses ? *losses : QStringList())
        context.note(sentence);
    return CommandRun(context).run(commands, {{u"places"_s, places}});
}

/// Always to the end: the registry names the new servers only when they capture.
CliResult runTransfers(CliContext &context)
{
    if (context.command().isSet(u"to"_s) && context.command().isSet(u"cluster"_s))
        return wrongUsage(u"transfer run takes --to or --cluster, not both."_s);
    return withStreams(context, {context.command().arguments},
                       [&](const std::vector<StreamId> &ids) { return transfer(context, ids); });
}

CliResult changeSettings(CliContext &context)
{
    const ParsedCommand &command = context.command();
    std::optional<int> percent;
    if (command.isSet(u"storage-full"_s)) {
        const auto number = numberOption(command, u"storage-full"_s, 1, 100);
        if (!number)
            return tl::unexpected(number.error());
        percent = int(*number);
    }
    std::optional<int> lock;
    if (command.isSet(u"lock"_s)) {
        const auto number = numberOption(command, u"lock"_s, 0, longestTransferLockMinutes);
        if (!number)
            return tl::unexpected(number.error());
        lock = int(*number);
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    PlacementPolicy policy = context.session().placementPolicy();
    policy.storageFullPercent = percent.value_or(policy.storageFullPercent);
    policy.transferLockMinutes = lock.value_or(policy.transferLockMinutes);
    if (command.isSet(u"storage-unknown"_s))
        policy.isStorageUnknownAllowed = command.value(u"storage-unknown"_s) == u"allow";
    if (policy != context.session().placementPolicy()) {
        auto saved = context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().clusters.savePolicy(policy, listener, std::move(done));
        });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    const QString unknown = policy.isStorageUnknownAllowed ? u"allow"_s : u"refuse"_s;
    return CliAnswer{
        QJsonObject{{u"storageFullPercent"_s, policy.storageFullPercent},
                    {u"storageUnknown"_s, unknown},
                    {u"transferLockMinutes"_s, policy.transferLockMinutes}},
        textFields({{u"A disk is full above, %"_s, QString::number(policy.storageFullPercent)},
                    {u"Storage unknown"_s, unknown},
                    {u"Lock after a transfer, min"_s, QString::number(policy.transferLockMinutes)}}),
        ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> transferVerbs()
{
    const QString noun = u"transfer"_s;
    return {
        {noun,
         u"search"_s,
         u"STREAM"_s,
         1,
         1,
         ValueKind::StreamName,
         u"Asks all media servers and tells where a stream could go, with the reasons; changes nothing."_s,
         {{u"cluster"_s, u"NAME"_s, u"Search in this cluster, whatever the camera's group."_s,
           ValueKind::ClusterName}},
         searchTransfer},
        {noun, u"run"_s, u"STREAM ..."_s, 0, -1, ValueKind::StreamName,
         u"Moves streams to other media servers, make before break, and waits until that has ended."_s,
         with({{u"to"_s, u"SERVER"_s, u"The new main media server; it has to pass all checks."_s,
                ValueKind::ServerName},
               {u"cluster"_s, u"NAME"_s, u"Search in this cluster, whatever the camera's group."_s,
                ValueKind::ClusterName},
               {u"wait"_s, {}, u"Always so: a transfer cannot be asked and left. For scripts that say it."_s},
               {u"timeout"_s, u"SECONDS"_s,
                u"Stop waiting for the new server after this time; the stream then stays where it was."_s}},
              selectionOptions()),
         runTransfers},
        {noun,
         u"settings"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Shows, and with options changes, what counts for all searches on this registry."_s,
         {{u"storage-full"_s, u"PERCENT"_s, u"A disk above it is full; all of them full: no new stream."_s},
          {u"storage-unknown"_s,
           u"WHAT"_s,
           u"allow or refuse servers that do not tell how full their storage is."_s,
           ValueKind::Word,
           {u"allow"_s, u"refuse"_s}},
          {u"lock"_s, u"MINUTES"_s, u"How long a stream stays where a transfer has put it; 0: no lock."_s}},
         changeSettings}};
}

} // namespace streamkeeper
