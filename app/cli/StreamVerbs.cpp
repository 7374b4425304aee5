#include "app/cli/CliContext.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/StreamList.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "app/cli/WatchVerb.h"
#include "models/registry/StoredNames.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"

#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- looking

CliResult listStreams(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = streamList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto filter = filterOf(context);
    if (!filter)
        return tl::unexpected(filter.error());
    const ExitCode code = command.isSet(u"poll"_s) ? pollFor(context, *filter) : ExitCode::Done;
    const qint64 nowMs = context.nowMs();
    for (const FleetRow *row : rowsOf(context.fleet(), *filter))
        addStreamRow(list, context.fleet(), *row, nowMs);
    for (const FleetServer &server : context.fleet().servers()) {
        if (filter->drift == Drift::Unmanaged && server.hasMoreUnmanaged)
            context.note(u"%1: "_s.arg(server.server.name) + texts::moreUnmanaged());
    }
    return list.answer(command, u"No stream matches.\n"_s, code);
}

QString streamText(const QJsonObject &object)
{
    QList<std::pair<QString, QString>> fields;
    static const QStringList order{u"uuid"_s,
                                   u"camera"_s,
                                   u"quality"_s,
                                   u"status"_s,
                                   u"sinceAt"_s,
                                   u"stale"_s,
                                   u"characteristic"_s,
                                   u"address"_s,
                                   u"bitrateKbps"_s,
                                   u"outputRateKbps"_s,
                                   u"width"_s,
                                   u"height"_s,
                                   u"clients"_s,
                                   u"mainServer"_s,
                                   u"additionalServer"_s,
                                   u"reconnectAttempts"_s,
                                   u"reconnectTotal"_s,
                                   u"audio"_s,
                                   u"enabled"_s,
                                   u"recording"_s,
                                   u"addition"_s,
                                   u"drift"_s,
                                   u"differences"_s,
                                   u"pending"_s,
                                   u"remoteName"_s,
                                   u"location"_s,
                                   u"ip"_s,
                                   u"capturedSinceAt"_s,
                                   u"createdAt"_s,
                                   u"polledAt"_s};
    for (const QString &key : order) {
        const QJsonValue value = object[key];
        fields.append(
            {key, value.isBool() ? (value.toBool() ? u"yes"_s : u"no"_s) : value.toVariant().toString()});
    }
    return textFields(fields);
}

CliResult showStreams(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto ids = streamsOf(context, context.command().arguments);
    if (!ids)
        return tl::unexpected(ids.error());
    ExitCode code = ExitCode::Done;
    if (context.command().isSet(u"poll"_s)) {
        QSet<ServerId> servers;
        for (const StreamId &id : *ids) {
            if (const FleetRow &row = rowOf(context, id); row.mainServer >= 0)
                servers.insert(context.fleet().servers()[size_t(row.mainServer)].server.id);
        }
        const auto failures = context.poll({servers.begin(), servers.end()}, true);
        code = context.tellFailures(failures);
    }
    QJsonArray array;
    QString text;
    for (const StreamId &id : *ids) {
        const QJsonObject object = json::streamDetails(context.fleet(), rowOf(context, id));
        array.append(object);
        text += (text.isEmpty() ? QString() : u"\n"_s) + streamText(object);
    }
    // One that was named alone is a thing; whatever may be several is a list.
    const bool isOne = array.size() == 1 && context.command().arguments.size() == 1;
    return CliAnswer{isOne ? array.first() : QJsonValue(array), text, code};
}

// ---- acting

/// Why this cannot be done with the stream, by the window's rule; empty: it can. A script may say the same
/// twice, and what was seen an hour ago decides nothing: the request itself is answered. But what is made
/// anew has to be missing, for settings that nobody here has seen would be lost otherwise.
QString obstacleTo(OperationKind kind, const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    StreamFacts facts = factsOf(fleet, row, nowMs);
    facts.serverAnswers = true;
    if (kind != OperationKind::Recreate) {
        facts.isPending = false; // the journal refuses, and names who is at work
        facts.drift = kind == OperationKind::Push ? Drift::Different : Drift::None;
    }
    if (kind == OperationKind::Enable || kind == OperationKind::Disable)
        facts.isEnabled = kind == OperationKind::Disable;
    if (kind == OperationKind::AudioOn && facts.audio == Tristate::Yes)
        facts.audio = Tristate::No;
    if (kind == OperationKind::AudioOff && facts.audio == Tristate::No)
        facts.audio = Tristate::Yes;
    const std::optional<StreamAction> action = operationFacts(kind).action;
    const Obstacle obstacle = action ? obstacleFor(*action, facts) : Obstacle::NotProvided;
    return obstacle == Obstacle::None ? QString() : u"%1: %2"_s.arg(nameOf(row), texts::obstacle(obstacle));
}

CliExpected<std::vector<StreamCommand>> commandsFor(OperationKind kind, CliContext &context,
                                                    const std::vector<StreamId> &ids)
{
    std::vector<StreamCommand> commands;
    for (const StreamId &id : ids) {
        const FleetRow &row = rowOf(context, id);
        const Stream *stream = context.fleet().stream(id);
        if (const QString obstacle = obstacleTo(kind, context.fleet(), row, context.nowMs());
            !obstacle.isEmpty())
            return cliFailure(context.isUnsealed() || context.session().fullAddress(id)
                                  ? obstacle
                                  : obstacle + u' ' + context.lockedReason());
        StreamCommand command;
        command.kind = kind;
        command.stream = id;
        command.wanted.seenRevision = stream->revision;
        if (kind == OperationKind::DeleteStream)
            command.wanted.erasesRecordings = context.command().isSet(u"erase-recordings"_s);
        commands.push_back(std::move(command));
    }
    return commands;
}

/// What a restart is confirmed by has to be compared with now, not with some earlier day; so has what is
/// missing.
void lookBefore(CliContext &context, const std::vector<StreamId> &ids)
{
    QSet<ServerId> servers;
    for (const StreamId &id : ids) {
        if (const FleetRow &row = rowOf(context, id); row.mainServer >= 0)
            servers.insert(context.fleet().servers()[size_t(row.mainServer)].server.id);
    }
    // A server that does not answer says so to the request itself.
    (void)context.poll({servers.begin(), servers.end()});
}

CliResult actOn(CliContext &context, OperationKind kind, const std::vector<StreamId> &ids)
{
    const bool waits = context.command().isSet(u"wait"_s);
    if ((kind == OperationKind::Restart && waits) || kind == OperationKind::Recreate)
        lookBefore(context, ids);
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    if (context.isLate())
        return cliFailure(u"The time of --timeout was over before anything was asked."_s);
    const auto commands = commandsFor(kind, context, ids);
    if (!commands)
        return tl::unexpected(commands.error());
    return CommandRun(context).run(*commands);
}

CliResult act(CliContext &context, OperationKind kind, const QStringList &arguments)
{
    StreamChoice choice{arguments, context.command().isSet(u"wait"_s)};
    if (kind == OperationKind::DeleteStream)
        choice.shortening = Shortening::Refused;
    return withStreams(context, choice,
                       [&](const std::vector<StreamId> &ids) { return actOn(context, kind, ids); });
}

template <OperationKind kind>
CliResult actOnArguments(CliContext &context)
{
    static_assert(isOrder(kind) && operationFacts(kind).action);
    return act(context, kind, context.command().arguments);
}

CliResult switchAudio(CliContext &context)
{
    QStringList arguments = context.command().arguments;
    const QString word = arguments.isEmpty() ? QString() : arguments.takeLast();
    if (word != u"on" && word != u"off")
        return wrongUsage(u"streams audio takes on or off as its last word."_s);
    return act(context, word == u"on" ? OperationKind::AudioOn : OperationKind::AudioOff, arguments);
}

void tellNotices(CliContext &context)
{
    for (const QString &notice : context.secrets().notices())
        context.note(notice);
}

CliResult editStream(CliContext &context)
{
    const auto address = context.secrets().address(u"address"_s, AddressWays::OfServers);
    if (!address)
        return tl::unexpected(address.error());
    if (!*address)
        return wrongUsage(
            u"streams edit needs the new address: --address URL, --address-stdin or --address-env VAR."_s);
    if (auto opened = context.open(context.command().isSet(u"wait"_s)); !opened)
        return tl::unexpected(opened.error());
    const auto id = streamOf(context, context.command().arguments.first());
    if (!id)
        return tl::unexpected(id.error());
    {
        // What only some servers pull is taken where the stream came such a way before.
        const Stream *stream = context.session().fleet().stream(*id);
        const auto checked =
            stream ? fields::checkEditedAddress((*address)->full().revealText(), stream->address)
                   : Result<StreamAddress>(**address);
        if (!checked)
            return wrongUsage(checked.error().message);
    }
    auto commands = commandsFor(OperationKind::ChangeAddress, context, {*id});
    if (!commands)
        return tl::unexpected(commands.error());
    if ((*address)->hasSecret() && !context.isUnsealed())
        return cliFailure(u"The address holds a password, which cannot be sealed. "_s +
                          context.lockedReason());
    tellNotices(context);
    warnOfUsers(context, **address, *id);
    commands->front().address = **address;
    return CommandRun(context).run(*commands);
}

CliResult takeTheirsOf(CliContext &context, const std::vector<StreamId> &ids)
{
    QJsonArray results;
    TextTable table({{u"OUTCOME"_s}, {u"TARGET"_s}, {u"UUID"_s}, {u"MESSAGE"_s}});
    bool hasFailed = false;
    for (const StreamId &id : ids) {
        const QString target = nameOf(rowOf(context, id));
        const auto taken = context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().streams.takeTheirs(id, listener, std::move(done));
        });
        if (!taken && taken.error().exitCode == ExitCode::Interrupted)
            return tl::unexpected(taken.error());
        hasFailed = hasFailed || !taken;
        const QString outcome = taken ? u"confirmed"_s : u"failed"_s;
        const QString message = taken ? QString() : taken.error().message;
        results.append(QJsonObject{{u"uuid"_s, id.toString()},
                                   {u"target"_s, target},
                                   {u"kind"_s, u"take_theirs"_s},
                                   {u"outcome"_s, outcome},
                                   {u"message"_s, json::text(message)}});
        table.add({outcome, target, id.toString(), message});
    }
    return CliAnswer{
        QJsonObject{{u"outcome"_s, hasFailed ? u"failed"_s : u"confirmed"_s}, {u"operations"_s, results}},
        table.text(), hasFailed ? ExitCode::Failed : ExitCode::Done};
}

CliResult takeTheirs(CliContext &context)
{
    return withStreams(context, {context.command().arguments},
                       [&](const std::vector<StreamId> &ids) { return takeTheirsOf(context, ids); });
}

CliResult addStream(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (!command.isSet(u"camera"_s) || !command.isSet(u"quality"_s))
        return wrongUsage(u"streams add needs --camera and --quality."_s);
    const auto address = context.secrets().address(u"address"_s);
    if (!address)
        return tl::unexpected(address.error());
    if (!*address)
        return wrongUsage(
            u"streams add needs the address: --address URL, --address-stdin or --address-env VAR."_s);
    if (auto opened = context.open(command.isSet(u"wait"_s)); !opened)
        return tl::unexpected(opened.error());
    const auto camera = findCamera(context, command.value(u"camera"_s));
    if (!camera)
        return tl::unexpected(camera.error());
    tellNotices(context);
    NewCamera wanted{*camera, {}, {}};
    (command.value(u"quality"_s) == u"high" ? wanted.high : wanted.low) = **address;
    return addStreams(context, wanted);
}

} // namespace

std::vector<VerbSpec> streamVerbs()
{
    const QString noun = u"streams"_s;
    const auto named = ValueKind::StreamName;
    const QString many = u"STREAM ..."_s;
    const OptionSpec poll{
        u"poll"_s, {}, u"Ask the media servers now; counters are read twice, so that rates exist."_s};
    const auto waiting = waitingOptions();
    const auto chosen = with(selectionOptions(), waiting);
    const auto addressOptions = addressOptionsOf(u"address"_s, u"of the stream"_s);
    const std::vector<OptionSpec> addOptions{
        {u"camera"_s, u"NAME"_s, u"The camera, by name or id."_s, ValueKind::CameraName},
        {u"quality"_s, u"QUALITY"_s, u"high or low."_s, ValueKind::Word, {u"high"_s, u"low"_s}},
        {u"server"_s, u"NAME"_s,
         u"The media server; without it the least loaded one that passes all checks."_s,
         ValueKind::ServerName}};
    const OptionSpec erase{u"erase-recordings"_s, {}, u"Erase the recordings on the server too."_s};
    const auto act = [&](const QString &verb, const QString &summary, CliResult (*run)(CliContext &)) {
        return VerbSpec{noun, verb, many, 0, -1, named, summary, chosen, run};
    };
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Streams with their last observation."_s,
         listOptions(with(filterOptions({u"unmanaged"_s, u"missing"_s, u"different"_s}), {poll})),
         listStreams},
        {noun, u"show"_s, many, 1, -1, named, u"Everything that is known of streams."_s, {poll}, showStreams},
        watchVerb(),
        {noun,
         u"add"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Adds the missing stream of a camera."_s,
         with(with(addOptions, addressOptions), waiting),
         addStream},
        {noun, u"edit"_s, u"STREAM"_s, 1, 1, named, u"Changes the address of a stream."_s,
         with(addressOptions, waiting), editStream},
        {noun, u"delete"_s, many, 0, -1, named,
         u"Deletes streams on their servers and in the registry; recordings are kept."_s,
         with({erase}, chosen), actOnArguments<OperationKind::DeleteStream>},
        act(u"restart"_s, u"Drops the connections to the cameras and makes them anew."_s,
            actOnArguments<OperationKind::Restart>),
        act(u"enable"_s, u"Switches streams on."_s, actOnArguments<OperationKind::Enable>),
        act(u"disable"_s, u"Switches streams off."_s, actOnArguments<OperationKind::Disable>),
        {noun, u"audio"_s, u"STREAM ... on|off"_s, 1, -1, named,
         u"Switches the capture of the audio track."_s, chosen, switchAudio},
        act(u"push"_s, u"The servers take the registry's settings."_s, actOnArguments<OperationKind::Push>),
        act(u"recreate"_s, u"Makes missing streams anew on their servers."_s,
            actOnArguments<OperationKind::Recreate>),
        {noun, u"take-theirs"_s, many, 0, -1, named, u"The registry takes the servers' settings."_s,
         selectionOptions(), takeTheirs},
    };
}

} // namespace streamkeeper
