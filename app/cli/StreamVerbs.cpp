#include "app/cli/CliContext.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/StreamArguments.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/registry/StoredNames.h"
#include "models/tables/StreamFilter.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"

#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- looking

void addTextRow(TextTable &table, const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    const ObservedStream *seen = fleet.observed(row);
    const auto serverName = [&](int index) {
        return index < 0 ? QString() : fleet.servers()[size_t(index)].server.name;
    };
    table.add({row.isManaged() ? row.id.toString() : row.remoteName, row.cameraName,
               row.isManaged() ? stored::word(stored::qualities, row.quality) : QString(),
               texts::statusOf(row, fleet.polledAtMs(row), nowMs),
               format::kbps(seen ? seen->bitrateInBps : -1), format::kbps(seen ? seen->bitrateOutBps : -1),
               seen ? format::resolution(seen->width, seen->height) : QString(),
               format::count(seen ? seen->clients : -1), serverName(row.mainServer), texts::drift(row.drift),
               row.maskedAddress});
}

/// Addresses that polls do not tell are read one by one, when drift is asked for; a second poll joins them
/// in.
void readAddresses(CliContext &context, const StreamFilter &filter)
{
    FleetState &fleet = context.fleet();
    QSet<ServerId> servers;
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const FleetRow &row = fleet.row(i);
        const bool isTold =
            row.mainServer < 0 ||
            fleet.servers()[size_t(row.mainServer)].capabilities().testFlag(Capability::AddressInPoll);
        if (isTold || !row.isManaged() || !filter.accepts(row, -1))
            continue;
        context.session().refreshStream(i);
        servers.insert(fleet.servers()[size_t(row.mainServer)].server.id);
    }
    // Requests to a server wait in one queue, so this poll ends with the last readings, and the next one is
    // later.
    if (!servers.isEmpty()) {
        (void)context.poll({servers.begin(), servers.end()});
        (void)context.poll({servers.begin(), servers.end()});
    }
}

ExitCode pollFor(CliContext &context, const StreamFilter &textFilter, bool wantsAddresses)
{
    const auto failures = context.poll(context.allServers(), true);
    for (const Error &error : failures)
        context.note(error.message);
    if (wantsAddresses && !context.isInterrupted())
        readAddresses(context, textFilter);
    return context.isInterrupted() ? ExitCode::Interrupted
           : failures.isEmpty()    ? ExitCode::Done
                                   : ExitCode::Failed;
}

Drift driftFromWord(const QString &word)
{
    for (const Drift drift : {Drift::Unmanaged, Drift::Missing, Drift::Different}) {
        if (json::word(drift) == word)
            return drift;
    }
    return Drift::None;
}

CliResult listStreams(CliContext &context)
{
    const ParsedCommand &command = context.command();
    StreamFilter textFilter;
    textFilter.words = StreamFilter::wordsOf(command.value(u"filter"_s));
    StreamFilter filter = textFilter;
    if (command.isSet(u"drift"_s))
        filter.drift = driftFromWord(command.value(u"drift"_s));
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    ExitCode code = ExitCode::Done;
    if (command.isSet(u"poll"_s))
        code = pollFor(context, textFilter, filter.drift == Drift::Different);
    const FleetState &fleet = context.fleet();
    std::vector<const FleetRow *> rows;
    for (const FleetRow &row : fleet.rows()) {
        const bool isWanted = row.isManaged() || filter.drift == Drift::Unmanaged;
        if (isWanted && filter.accepts(row, -1))
            rows.push_back(&row);
    }
    std::ranges::stable_sort(rows, [](const FleetRow *left, const FleetRow *right) {
        return std::tuple(left->nameRank, left->quality) < std::tuple(right->nameRank, right->quality);
    });
    QJsonArray array;
    TextTable table({{u"UUID"_s},
                     {u"CAMERA"_s},
                     {u"QUALITY"_s},
                     {u"STATUS"_s},
                     {u"IN"_s, TextTable::Align::Right},
                     {u"OUT"_s, TextTable::Align::Right},
                     {u"RESOLUTION"_s},
                     {u"CLIENTS"_s, TextTable::Align::Right},
                     {u"SERVER"_s},
                     {u"DRIFT"_s},
                     {u"ADDRESS"_s}});
    const bool isJson = command.isSet(u"json"_s);
    const qint64 nowMs = context.nowMs();
    for (const FleetRow *row : rows) {
        if (isJson)
            array.append(json::streamRow(fleet, *row));
        else
            addTextRow(table, fleet, *row, nowMs);
    }
    return CliAnswer{array, rows.empty() ? u"No stream matches.\n"_s : table.text(), code};
}

QString streamText(const QJsonObject &object)
{
    QList<std::pair<QString, QString>> fields;
    static const QStringList order{u"uuid"_s,
                                   u"camera"_s,
                                   u"quality"_s,
                                   u"status"_s,
                                   u"since"_s,
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
                                   u"capturedSince"_s,
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
        for (const Error &error : failures)
            context.note(error.message);
        code = context.isInterrupted() ? ExitCode::Interrupted
               : failures.isEmpty()    ? ExitCode::Done
                                       : ExitCode::Failed;
    }
    QJsonArray array;
    QString text;
    for (const StreamId &id : *ids) {
        const QJsonObject object = json::streamDetails(context.fleet(), rowOf(context, id));
        array.append(object);
        text += (text.isEmpty() ? QString() : u"\n"_s) + streamText(object);
    }
    return CliAnswer{array.size() == 1 ? array.first() : QJsonValue(array), text, code};
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

CliResult act(CliContext &context, OperationKind kind, const QStringList &arguments)
{
    const bool waits = context.command().isSet(u"wait"_s);
    if (auto opened = context.open(waits); !opened)
        return tl::unexpected(opened.error());
    const auto ids = streamsOf(context, arguments);
    if (!ids)
        return tl::unexpected(ids.error());
    if ((kind == OperationKind::Restart && waits) || kind == OperationKind::Recreate)
        lookBefore(context, *ids);
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    if (context.isLate())
        return cliFailure(u"The time of --timeout was over before anything was asked."_s);
    const auto commands = commandsFor(kind, context, *ids);
    if (!commands)
        return tl::unexpected(commands.error());
    return CommandRun(context).run(*commands);
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
    const QString word = arguments.takeLast();
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
    const auto ids = streamsOf(context, context.command().arguments);
    if (!ids)
        return tl::unexpected(ids.error());
    for (const StreamId &id : *ids) {
        // What only some servers pull is taken where the stream came such a way before.
        const Stream *stream = context.session().fleet().stream(id);
        const auto checked =
            stream ? fields::checkEditedAddress((*address)->full().revealText(), stream->address)
                   : Result<StreamAddress>(**address);
        if (!checked)
            return wrongUsage(checked.error().message);
    }
    auto commands = commandsFor(OperationKind::ChangeAddress, context, *ids);
    if (!commands)
        return tl::unexpected(commands.error());
    if ((*address)->hasSecret() && !context.isUnsealed())
        return cliFailure(u"The address holds a password, which cannot be sealed. "_s +
                          context.lockedReason());
    tellNotices(context);
    warnOfUsers(context, **address, ids->front());
    commands->front().address = **address;
    return CommandRun(context).run(*commands);
}

CliResult takeTheirs(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto ids = streamsOf(context, context.command().arguments);
    if (!ids)
        return tl::unexpected(ids.error());
    QJsonArray results;
    TextTable table({{u"OUTCOME"_s}, {u"TARGET"_s}, {u"UUID"_s}, {u"MESSAGE"_s}});
    bool hasFailed = false;
    for (const StreamId &id : *ids) {
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

std::vector<OptionSpec> with(std::vector<OptionSpec> options, const std::vector<OptionSpec> &more)
{
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

} // namespace

std::vector<VerbSpec> streamVerbs()
{
    const QString noun = u"streams"_s;
    const auto uuid = ValueKind::StreamUuid;
    const QString many = u"UUID ..."_s;
    const OptionSpec poll{
        u"poll"_s, {}, u"Ask the media servers now; counters are read twice, so that rates exist."_s};
    const auto waiting = waitingOptions();
    const auto addressOptions = addressOptionsOf(u"address"_s, u"of the stream"_s);
    const std::vector<OptionSpec> listOptions{
        {u"filter"_s, u"TEXT"_s, u"Only streams in which all these words occur."_s},
        {u"drift"_s,
         u"KIND"_s,
         u"Only streams that are unmanaged, missing or different."_s,
         ValueKind::Word,
         {u"unmanaged"_s, u"missing"_s, u"different"_s}},
        poll};
    const std::vector<OptionSpec> addOptions{
        {u"camera"_s, u"NAME"_s, u"The camera, by name or id."_s, ValueKind::CameraName},
        {u"quality"_s, u"QUALITY"_s, u"high or low."_s, ValueKind::Word, {u"high"_s, u"low"_s}},
        {u"server"_s, u"NAME"_s,
         u"The media server; without it the least loaded one that passes all checks."_s,
         ValueKind::ServerName}};
    const OptionSpec erase{u"erase-recordings"_s, {}, u"Erase the recordings on the server too."_s};
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Streams with their last observation."_s,
         listOptions,
         listStreams},
        {noun, u"show"_s, many, 1, -1, uuid, u"Everything that is known of streams."_s, {poll}, showStreams},
        {noun,
         u"add"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Adds the missing stream of a camera."_s,
         with(with(addOptions, addressOptions), waiting),
         addStream},
        {noun, u"edit"_s, u"UUID"_s, 1, 1, uuid, u"Changes the address of a stream."_s,
         with(addressOptions, waiting), editStream},
        {noun, u"delete"_s, many, 1, -1, uuid,
         u"Deletes streams on their servers and in the registry; recordings are kept."_s,
         with({erase}, waiting), actOnArguments<OperationKind::DeleteStream>},
        {noun, u"restart"_s, many, 1, -1, uuid,
         u"Drops the connections to the cameras and makes them anew."_s, waiting,
         actOnArguments<OperationKind::Restart>},
        {noun, u"enable"_s, many, 1, -1, uuid, u"Switches streams on."_s, waiting,
         actOnArguments<OperationKind::Enable>},
        {noun, u"disable"_s, many, 1, -1, uuid, u"Switches streams off."_s, waiting,
         actOnArguments<OperationKind::Disable>},
        {noun, u"audio"_s, u"UUID ... on|off"_s, 2, -1, uuid, u"Switches the capture of the audio track."_s,
         waiting, switchAudio},
        {noun, u"push"_s, many, 1, -1, uuid, u"The servers take the registry's settings."_s, waiting,
         actOnArguments<OperationKind::Push>},
        {noun, u"recreate"_s, many, 1, -1, uuid, u"Makes missing streams anew on their servers."_s, waiting,
         actOnArguments<OperationKind::Recreate>},
        {noun,
         u"take-theirs"_s,
         many,
         1,
         -1,
         uuid,
         u"The registry takes the servers' settings."_s,
         {},
         takeTheirs},
    };
}

} // namespace streamkeeper
