#include "app/cli/AdoptVerb.h"
#include "app/cli/CliContext.h"
#include "app/cli/ClusterJson.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/SignedServer.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/registry/StoredNames.h"
#include "models/rules/ServerEditRule.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const FleetServer &entryOf(CliContext &context, const ServerId &id)
{
    return *context.fleet().server(id);
}

QString serverText(const QJsonObject &object)
{
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    return textFields({{u"Name"_s, text(u"name"_s)},
                       {u"Type"_s, text(u"type"_s)},
                       {u"Cluster"_s, text(u"cluster"_s)},
                       {u"API"_s, text(u"url"_s)},
                       {u"User"_s, text(u"user"_s)},
                       {u"Sign in by"_s, text(u"auth"_s)},
                       {u"Issuer of tokens"_s, object[u"jwt"][u"issuer"].toString()},
                       {u"Audience of tokens"_s, object[u"jwt"][u"audience"].toString()},
                       {u"Claim of permissions"_s, object[u"jwt"][u"claimKey"].toString()},
                       {u"External host"_s, text(u"externalHost"_s)},
                       {u"RTSP port"_s, text(u"rtspPort"_s)},
                       {u"HLS port"_s, text(u"hlsPort"_s)},
                       {u"Fingerprint"_s, text(u"fingerprint"_s)},
                       {u"Account in clear"_s, text(u"accountInClear"_s)},
                       {u"Group type"_s, text(u"groupType"_s)},
                       {u"Streams limit"_s, text(u"streamsLimit"_s)},
                       {u"Traffic limit, kbit/s"_s, text(u"bitrateLimitKbps"_s)},
                       {u"Active"_s, object[u"active"].toBool() ? u"on"_s : u"off"_s},
                       {u"Incorrect cameras"_s, object[u"incorrectCameras"].toBool() ? u"on"_s : u"off"_s},
                       {u"Node name"_s, text(u"nodeName"_s)},
                       {u"Storages"_s, object[u"storages"].toVariant().toStringList().join(u", "_s)},
                       {u"Main streams"_s, text(u"mainStreams"_s)},
                       {u"Additional streams"_s, text(u"additionalStreams"_s)},
                       {u"State"_s, text(u"state"_s)},
                       {u"Problem"_s, text(u"problem"_s)},
                       {u"Version"_s, object[u"load"][u"version"].toString()},
                       {u"CPU, %"_s, object[u"load"][u"cpuPercent"].toVariant().toString()},
                       {u"Incoming, kbit/s"_s, object[u"load"][u"trafficInKbps"].toVariant().toString()},
                       {u"Outgoing, kbit/s"_s, object[u"load"][u"trafficOutKbps"].toVariant().toString()},
                       {u"Polled"_s, text(u"polledAt"_s)},
                       {u"Id"_s, text(u"id"_s)}});
}

CliAnswer serverAnswer(CliContext &context, const ServerId &id)
{
    QJsonObject object = json::serverDetails(context.fleet(), entryOf(context, id),
                                             context.isLocked(entryOf(context, id).server));
    object.insert(u"cluster"_s, json::clusterName(context.session().clusters(), id));
    return {object, serverText(object), ExitCode::Done};
}

// ---- the connection

tl::unexpected<CliFailure> probeFailure(const ProbeReport &report, const MediaServer &server)
{
    const Error &error = report.facts.error();
    QString message = error.message;
    QJsonObject details{{u"server"_s, server.name}, {u"url"_s, apiUrl(server)}};
    if (error.category == ErrorCategory::Tls && report.certificate) {
        const PresentedCertificate &seen = *report.certificate;
        const QString fingerprint = QString::fromLatin1(seen.sha256.toHex());
        message +=
            u"\nIts certificate: %1, signed by %2, valid until %3.\nSHA-256 fingerprint: %4\nIf this is the "
            "certificate of your server, accept it: --accept-fingerprint %5"_s.arg(
                seen.subject, seen.issuer, seen.expires.date().toString(Qt::ISODate),
                formatFingerprint(seen.sha256), fingerprint);
        details.insert(u"fingerprint"_s, fingerprint);
        details.insert(u"subject"_s, seen.subject);
        details.insert(u"issuer"_s, seen.issuer);
    }
    if (report.looksLike)
        details.insert(u"looksLike"_s, stored::word(stored::serverTypes, *report.looksLike));
    return cliFailure(message, details);
}

CliExpected<ServerFacts> probe(CliContext &context, const MediaServer &server, const SecretText &secret)
{
    auto report = context.await<ProbeReport>([&](QObject *listener, auto done) {
        context.session().testConnection(server, secret, listener,
                                         [done](ProbeReport result) { done(std::move(result)); });
    });
    if (!report)
        return tl::unexpected(report.error());
    if (!report->facts)
        return probeFailure(*report, server);
    return *report->facts;
}

void takeFacts(const ServerFacts &facts, MediaServer &server)
{
    if (server.rtspPort == 0)
        server.rtspPort = facts.rtspPort;
    if (server.hlsPort == 0)
        server.hlsPort = facts.hlsPort;
    server.mediaUsesTls = facts.mediaUsesTls;
}

/// The new token of `add` and `edit`.
CliExpected<std::optional<SecretText>> newSecret(CliContext &context)
{
    const bool isPlainSet = std::ranges::any_of(context.command().values(u"secret-env"_s),
                                                [](const QString &value) { return !value.contains(u'='); });
    if (isPlainSet && context.command().isSet(u"secret-stdin"_s))
        return wrongUsage(u"--secret-stdin and --secret-env exclude each other."_s);
    context.keepPlainSecret();
    if (isPlainSet) {
        auto lent = context.secrets().lent();
        if (!lent)
            return tl::unexpected(lent.error());
        return lent->plain;
    }
    if (!context.command().isSet(u"secret-stdin"_s))
        return std::nullopt;
    return context.secrets().secret(u"secret"_s);
}

CliExpected<void> save(CliContext &context, const MediaServer &server,
                       const std::optional<SecretText> &secret)
{
    const bool keeps = secret && context.isUnsealed();
    if (secret && !keeps)
        context.note(
            u"The token of %1 is not stored. %2 Until then give --secret-env %1=VAR with each command."_s.arg(
                server.name, context.lockedReason()));
    return context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().servers.save(server, keeps ? *secret : SecretText(), listener,
                                               std::move(done));
    });
}

std::vector<MediaServer> serversOf(CliContext &context)
{
    std::vector<MediaServer> servers;
    for (const FleetServer &entry : context.fleet().servers())
        servers.push_back(entry.server);
    return servers;
}

CliResult addServer(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (!command.isSet(u"type"_s) || !command.isSet(u"url"_s))
        return wrongUsage(u"servers add needs --type and --url."_s);
    MediaServer server;
    server.id = ServerId::create();
    server.type = stored::fromWord(stored::serverTypes, command.value(u"type"_s));
    if (auto applied = applyServerOptions(command, server); !applied)
        return tl::unexpected(applied.error());
    if (auto applied = applyAuth(command, server); !applied)
        return tl::unexpected(applied.error());
    if (server.name.isEmpty())
        server.name = server.internalHost;
    const auto secret = newSecret(context);
    if (!secret)
        return tl::unexpected(secret.error());
    if (!*secret && capabilitiesOf(server.type).testFlag(Capability::ApiToken))
        return wrongUsage(u"A %1 needs its token: --secret-stdin or --secret-env VAR."_s.arg(
            texts::serverType(server.type)));
    if (auto opened = context.open(true, CliContext::Missing::Create); !opened)
        return tl::unexpected(opened.error());
    for (const FleetServer &known : context.fleet().servers()) {
        if (known.server.name == server.name)
            return cliFailure(
                u"There is already a media server named %1. Give another --name."_s.arg(server.name));
    }
    if (const QString taken = whyAddressIsTaken(server, serversOf(context)); !taken.isEmpty())
        return cliFailure(taken);
    if (needsSigningCheck(nullptr, server)) {
        if (auto prepared = prepareSignedServer(context, server); !prepared)
            return tl::unexpected(prepared.error());
    }
    if (!command.isSet(u"no-probe"_s)) {
        const auto facts = probe(context, server, secret->value_or(SecretText()));
        if (!facts)
            return tl::unexpected(facts.error());
        takeFacts(*facts, server);
        for (const QString &line : facts->notes)
            context.note(line);
    }
    if (*secret)
        context.lend(server.name, **secret);
    if (auto saved = save(context, server, *secret); !saved)
        return tl::unexpected(saved.error());
    return serverAnswer(context, server.id);
}

/// What the console had switched off there stays off, or is enabled again, as the operator says.
CliResult endSwitchingOff(CliContext &context, const MediaServer &server)
{
    const std::vector<StreamId> streams = context.session().switchOff().switchedOffOn(server.id);
    if (streams.empty())
        return serverAnswer(context, server.id);
    if (context.command().isSet(u"enable-again"_s))
        return CommandRun(context).run(context.session().switchOff().enablingOf(streams));
    context.note(
        u"%1 streams that the console had switched off on %2 stay off: \"streams enable\" enables them."_s
            .arg(streams.size())
            .arg(server.name));
    return serverAnswer(context, server.id);
}

CliResult editServer(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const auto secret = newSecret(context);
    if (!secret)
        return tl::unexpected(secret.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto known = context.findServer(command.arguments.first());
    if (!known)
        return tl::unexpected(known.error());
    MediaServer server = *known;
    if (auto applied = applyServerOptions(command, server); !applied)
        return tl::unexpected(applied.error());
    if (auto applied = applyAuth(command, server); !applied)
        return tl::unexpected(applied.error());
    if (server == *known && !*secret)
        return wrongUsage(
            u"Say what to change: \"streamkeeper-cli servers edit --help\" lists the options."_s);
    const QJsonObject before = json::server(context.fleet(), entryOf(context, known->id), false);
    const int streams = before[u"mainStreams"].toInt() + before[u"additionalStreams"].toInt();
    if (const QString locked = lockedServerChange(*known, server, streams); !locked.isEmpty())
        return cliFailure(u"While streams are on %1, this cannot be changed: %2."_s.arg(known->name, locked));
    if (const QString taken = whyAddressIsTaken(server, serversOf(context)); !taken.isEmpty())
        return cliFailure(taken);
    const QString place = *secret ? QString() : newPlaceOfSecret(*known, server);
    if (!place.isEmpty() && !command.isSet(u"move-passwords"_s))
        return cliFailure(u"%1 --move-passwords says so."_s.arg(movedSecretSentence(*known, place)));
    if (*secret && !context.isUnsealed())
        return cliFailure(u"The new token cannot be stored. "_s + context.lockedReason());
    if (needsSigningCheck(&*known, server)) {
        if (auto prepared = prepareSignedServer(context, server); !prepared)
            return tl::unexpected(prepared.error());
    }
    if ((isConnectionChanged(*known, server) || *secret) && !command.isSet(u"no-probe"_s)) {
        const auto facts = probe(context, server, *secret ? **secret : context.session().secretOf(*known));
        if (!facts)
            return tl::unexpected(facts.error());
    }
    if (auto saved = save(context, server, *secret); !saved)
        return tl::unexpected(saved.error());
    if (known->switchesOff() && !server.switchesOff())
        return endSwitchingOff(context, server);
    return serverAnswer(context, server.id);
}

CliResult probeServerNow(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto server = context.findServer(context.command().arguments.first());
    if (!server)
        return tl::unexpected(server.error());
    const auto facts = probe(context, *server, context.session().secretOf(*server));
    if (!facts)
        return tl::unexpected(facts.error());
    const QJsonObject object{{u"name"_s, server->name},
                             {u"url"_s, apiUrl(*server)},
                             {u"type"_s, stored::word(stored::serverTypes, facts->type)},
                             {u"version"_s, json::text(facts->version)},
                             {u"nodeName"_s, json::text(facts->nodeName)},
                             {u"streams"_s, json::known(facts->streamCount)},
                             {u"rtspPort"_s, facts->rtspPort ? QJsonValue(facts->rtspPort) : QJsonValue()},
                             {u"hlsPort"_s, facts->hlsPort ? QJsonValue(facts->hlsPort) : QJsonValue()},
                             {u"notes"_s, QJsonArray::fromStringList(facts->notes)}};
    const QString text = textFields({{u"Name"_s, server->name},
                                     {u"API"_s, apiUrl(*server)},
                                     {u"Type"_s, object[u"type"].toString()},
                                     {u"Version"_s, facts->version},
                                     {u"Node name"_s, facts->nodeName},
                                     {u"Streams"_s, object[u"streams"].toVariant().toString()},
                                     {u"Notes"_s, facts->notes.join(u' ')}});
    return CliAnswer{object, text, ExitCode::Done};
}

// ---- looking

/// With --poll asks the servers; tells on standard error which did not answer.
ExitCode pollIfWanted(CliContext &context, const std::vector<ServerId> &servers)
{
    if (!context.command().isSet(u"poll"_s))
        return ExitCode::Done;
    const auto failures = context.poll(servers);
    return context.tellFailures(failures);
}

CliResult listServers(CliContext &context)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"name"_s, u"NAME"_s},
                     {u"type"_s, u"TYPE"_s},
                     {u"url"_s, u"API"_s},
                     {u"active"_s, u"ACTIVE"_s},
                     {u"mainStreams"_s, u"MAIN"_s, Right},
                     {u"additionalStreams"_s, u"ADDITIONAL"_s, Right},
                     {u"state"_s, u"STATE"_s},
                     {u"polledAt"_s, u"POLLED"_s},
                     {u"cluster"_s, u"CLUSTER"_s, Left, Wide},
                     {u"problem"_s, u"PROBLEM"_s, Left, Wide},
                     {u"auth"_s, u"SIGN IN"_s, Left, Wide},
                     {u"user"_s, u"USER"_s, Left, Wide},
                     {u"externalHost"_s, u"EXTERNAL HOST"_s, Left, Wide},
                     {u"rtspPort"_s, u"RTSP PORT"_s, Right, Wide},
                     {u"hlsPort"_s, u"HLS PORT"_s, Right, Wide},
                     {u"groupType"_s, u"GROUP TYPE"_s, Left, Wide},
                     {u"streamsLimit"_s, u"STREAMS LIMIT"_s, Right, Wide},
                     {u"bitrateLimitKbps"_s, u"TRAFFIC LIMIT"_s, Right, Wide},
                     {u"incorrectCameras"_s, u"INCORRECT CAMERAS"_s, Left, Wide},
                     {u"nodeName"_s, u"NODE"_s, Left, Wide},
                     {u"id"_s, u"ID"_s, Left, Wide}});
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const ExitCode code = pollIfWanted(context, context.allServers());
    for (const FleetServer &entry : context.fleet().servers()) {
        QJsonObject object = json::server(context.fleet(), entry, context.isLocked(entry.server));
        object.insert(u"cluster"_s, json::clusterName(context.session().clusters(), entry.server.id));
        const QString state = object[u"state"].toString();
        list.add(object, {entry.server.name,
                          object[u"type"].toString(),
                          object[u"url"].toString(),
                          entry.server.isActive ? u"on"_s : u"off"_s,
                          object[u"mainStreams"].toVariant().toString(),
                          object[u"additionalStreams"].toVariant().toString(),
                          {state, state == u"answering" ? Tone::Good
                                  : state == u"failing" ? Tone::Bad
                                                        : Tone::Warning},
                          format::age(entry.snapshot ? entry.snapshot->polledAtMs : 0, context.nowMs())});
    }
    return list.answer(context.command(), u"The registry has no media server yet.\n"_s, code);
}

CliResult showServer(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto server = context.findServer(context.command().arguments.first());
    if (!server)
        return tl::unexpected(server.error());
    const ExitCode code = pollIfWanted(context, {server->id});
    CliAnswer answer = serverAnswer(context, server->id);
    answer.exitCode = code;
    return answer;
}

// ---- removing

CliResult removeServer(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const bool keeps = command.isSet(u"keep-streams"_s);
    const bool removes = command.isSet(u"remove-streams"_s);
    if (keeps && removes)
        return wrongUsage(u"--keep-streams and --remove-streams exclude each other."_s);
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto server = context.findServer(command.arguments.first(), Shortening::Refused);
    if (!server)
        return tl::unexpected(server.error());
    const QJsonObject object = json::server(context.fleet(), entryOf(context, server->id), false);
    const int streams = object[u"mainStreams"].toInt() + object[u"additionalStreams"].toInt();
    if (streams > 0 && !keeps && !removes)
        return cliFailure(
            u"%1 has %2 stream(s) in the registry. Say what becomes of them: --remove-streams takes them "
            "out of the registry, --keep-streams leaves them there without a media server. The server "
            "itself is not touched."_s.arg(server->name)
                .arg(streams));
    auto removed = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().servers.remove(
            server->id, keeps ? StreamsOfRemovedServer::Keep : StreamsOfRemovedServer::Remove, listener,
            std::move(done));
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return CliAnswer{QJsonObject{{u"removed"_s, server->name}, {u"id"_s, server->id.toString()}},
                     u"Removed %1 from the registry.\n"_s.arg(server->name), ExitCode::Done};
}

const OptionSpec pollOption{u"poll"_s, {}, u"Ask the media servers now."_s};

} // namespace

std::vector<VerbSpec> serverVerbs()
{
    const QString noun = u"servers"_s;
    const OptionSpec url{u"url"_s, u"URL"_s, u"Address of the API: scheme, host and port."_s};
    QStringList makes;
    for (const ServerMake &make : serverMakes)
        makes.append(QString::fromLatin1(make.word));
    std::vector<OptionSpec> addOptions{
        {u"type"_s, u"TYPE"_s, u"The make of the server."_s, ValueKind::Word, makes}, url};
    std::vector<OptionSpec> editOptions{
        url,
        {u"move-passwords"_s, {}, u"The stored token or password may go to the new address."_s},
        {u"enable-again"_s, {}, u"With --switch-off off: what the console had switched off is enabled."_s}};
    std::vector<OptionSpec> settings = serverSettingOptions();
    for (const OptionSpec &option : signingOptions())
        settings.push_back(option);
    for (const OptionSpec &option : settings) {
        addOptions.push_back(option);
        editOptions.push_back(option);
    }
    const auto named = ValueKind::ServerName;
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"The media servers of the registry."_s,
         listOptions({pollOption}),
         listServers},
        {noun,
         u"show"_s,
         u"NAME"_s,
         1,
         1,
         named,
         u"One media server with its load."_s,
         {pollOption},
         showServer},
        {noun,
         u"add"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Tests the connection and adds the media server; creates the registry if there is none."_s,
         addOptions,
         addServer},
        {noun, u"edit"_s, u"NAME"_s, 1, 1, named,
         u"Changes settings of a media server; a changed address or token is tested first."_s, editOptions,
         editServer},
        {noun,
         u"remove"_s,
         u"NAME"_s,
         1,
         1,
         named,
         u"Takes a media server out of the registry; the server itself is not touched."_s,
         {{u"keep-streams"_s, {}, u"Its streams stay in the registry without a media server."_s},
          {u"remove-streams"_s, {}, u"Its streams leave the registry."_s}},
         removeServer},
        {noun,
         u"probe"_s,
         u"NAME"_s,
         1,
         1,
         named,
         u"Tests the connection to a media server."_s,
         {},
         probeServerNow},
        {noun,
         u"adopt"_s,
         u"NAME"_s,
         1,
         1,
         named,
         u"Takes streams that a media server has into the registry; without options lists what could be."_s,
         {{u"all"_s, {}, u"Adopt everything that can be."_s},
          {u"stream"_s,
           u"REMOTE"_s,
           u"Adopt the stream with this name on the server."_s,
           ValueKind::Text,
           {},
           true}},
         adoptFrom},
    };
}

} // namespace streamkeeper
