#include "app/cli/CliContext.h"
#include "app/cli/ClusterJson.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ServerForm.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/fleet/Formatting.h"
#include "models/fleet/PlacementTexts.h"
#include "models/registry/StoredNames.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString searchText(const QJsonObject &object, const PlacementResult &result)
{
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    QString lines = forTerminal(text(u"message"_s)) + u".\n"_s + forTerminal(text(u"scopeText"_s)) + u'\n';
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
    const QString given = context.command().arguments.first();
    const StreamId id = StreamId::fromString(given);
    if (id.isNull())
        return wrongUsage(u"\"%1\" is not a UUID."_s.arg(maskCredentials(given)));
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const int row = context.fleet().rowOf(id);
    if (row < 0)
        return cliFailure(u"There is no stream %1 in the registry."_s.arg(id.toString()));
    std::optional<ClusterId> picked;
    if (context.command().isSet(u"cluster"_s)) {
        const auto cluster = context.findCluster(context.command().value(u"cluster"_s));
        if (!cluster)
            return tl::unexpected(cluster.error());
        picked = cluster->id;
    }
    // The choice is by what is, not by what was; a server that does not answer is no candidate.
    for (const Error &error : context.poll(context.allServers(), true))
        context.note(error.message);
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
        const auto number = numberOption(command, u"lock"_s, 0, 1440);
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
            context.session().savePlacementPolicy(policy, listener, std::move(done));
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
         u"UUID"_s,
         1,
         1,
         ValueKind::StreamUuid,
         u"Asks all media servers and tells where a stream could go, with the reasons; changes nothing."_s,
         {{u"cluster"_s, u"NAME"_s, u"Search in this cluster, whatever the camera's group."_s,
           ValueKind::ClusterName}},
         searchTransfer},
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
