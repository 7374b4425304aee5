#include "app/cli/StreamSelection.h"

#include "app/cli/JsonOf.h"
#include "models/domain/CredentialMask.h"
#include "models/registry/StoredNames.h"

#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t namedInQuestion = 5;

template <typename Enum, size_t N>
QStringList wordsOf(const stored::Words<Enum, N> &words)
{
    QStringList all;
    for (const auto &[value, word] : words)
        all.append(QString::fromLatin1(word));
    return all;
}

Drift driftFromWord(const QString &word)
{
    for (const Drift drift : {Drift::Unmanaged, Drift::Missing, Drift::Different}) {
        if (json::word(drift) == word)
            return drift;
    }
    return Drift::None;
}

/// Addresses that polls do not tell are read one by one, when drift is asked for; a second poll joins them
/// in.
void readAddresses(CliContext &context, StreamFilter filter)
{
    FleetState &fleet = context.fleet();
    filter.drift.reset(); // what is different is known only then
    const StreamMatcher matcher(filter, fleet);
    QSet<ServerId> servers;
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const FleetRow &row = fleet.row(i);
        const bool isTold =
            row.mainServer < 0 ||
            fleet.servers()[size_t(row.mainServer)].capabilities().testFlag(Capability::AddressInPoll);
        if (isTold || !row.isManaged() || !matcher.accepts(row))
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

/// "Lobby/high" taken apart; no quality: it is not written like that.
std::pair<QString, std::optional<Quality>> splitQuality(const QString &typed)
{
    for (const Quality quality : {Quality::High, Quality::Low}) {
        const QString ending = u'/' + stored::word(stored::qualities, quality);
        if (typed.endsWith(ending, Qt::CaseInsensitive))
            return {typed.chopped(ending.size()), quality};
    }
    return {typed, std::nullopt};
}

std::vector<StreamId> streamsOfCamera(const FleetState &fleet, const CameraId &camera,
                                      const std::optional<Quality> &quality)
{
    std::vector<StreamId> ids;
    for (const FleetRow &row : fleet.rows()) {
        if (row.isManaged() && row.camera == camera && (!quality || row.quality == *quality))
            ids.push_back(row.id);
    }
    return ids;
}

/// By the beginning of its UUID.
std::vector<StreamId> streamsBeginning(const FleetState &fleet, const QString &typed)
{
    std::vector<StreamId> ids;
    if (!isBeginningOfId(typed))
        return ids;
    for (const FleetRow &row : fleet.rows()) {
        if (row.isManaged() && row.id.toString().startsWith(typed, Qt::CaseInsensitive))
            ids.push_back(row.id);
    }
    return ids;
}

bool isCameraInFull(const FleetState &fleet, const QString &typed)
{
    return std::ranges::any_of(fleet.cameras(), [&](const Camera &camera) {
        return camera.name.compare(typed, Qt::CaseInsensitive) == 0 ||
               camera.id.toString() == typed.toLower();
    });
}

bool isBeginningOfName(const FleetState &fleet, const QString &typed)
{
    return std::ranges::any_of(fleet.cameras(), [&](const Camera &camera) {
        return camera.name.startsWith(typed, Qt::CaseInsensitive);
    });
}

tl::unexpected<CliFailure> severalBegin(CliContext &context, const std::vector<StreamId> &ids,
                                        const QString &typed)
{
    QStringList names;
    for (size_t i = 0; i < std::min(ids.size(), namedInQuestion); ++i)
        names.append(u"%1 %2"_s.arg(ids[i].toString(), nameOf(rowOf(context, ids[i]))));
    if (isBeginningOfName(context.fleet(), typed))
        names.append(u"cameras whose names begin so"_s);
    return cliFailure(u"\"%1\" may mean several streams: %2%3. Say more of it."_s.arg(
        typed, names.join(u", "_s), ids.size() > namedInQuestion ? u" …"_s : QString()));
}

bool isChosenByOptions(const ParsedCommand &command)
{
    static const QStringList names{u"filter"_s, u"server"_s, u"status"_s, u"quality"_s, u"drift"_s, u"all"_s};
    return std::ranges::any_of(names, [&](const QString &name) { return command.isSet(name); });
}

QString listOf(CliContext &context, const std::vector<StreamId> &ids)
{
    QStringList names;
    for (size_t i = 0; i < std::min(ids.size(), namedInQuestion); ++i)
        names.append(nameOf(rowOf(context, ids[i])));
    const size_t more = ids.size() - size_t(names.size());
    return names.join(u", "_s) + (more > 0 ? u" and %1 more"_s.arg(more) : QString());
}

/// On the terminal; whoever is not there has to have said --yes.
CliExpected<void> askForMany(CliContext &context, const std::vector<StreamId> &ids)
{
    const VerbSpec &verb = *context.command().spec;
    const QString what =
        u"%1 %2: %3 stream(s): %4."_s.arg(verb.noun, verb.verb).arg(ids.size()).arg(listOf(context, ids));
    if (!CliContext::isAttended())
        return wrongUsage(what + u" These are more than were named: say --yes."_s);
    const auto isWanted = context.ask(what + u" Go on?"_s);
    if (!isWanted)
        return tl::unexpected(isWanted.error());
    if (!*isWanted)
        return cliFailure(u"Nothing was done."_s);
    return {};
}

CliAnswer dryRun(CliContext &context, const std::vector<StreamId> &ids)
{
    QJsonArray streams;
    QString text;
    for (const StreamId &id : ids) {
        const FleetRow &row = rowOf(context, id);
        streams.append(QJsonObject{{u"uuid"_s, id.toString()},
                                   {u"camera"_s, row.cameraName},
                                   {u"quality"_s, stored::word(stored::qualities, row.quality)}});
        text += u"%1  %2\n"_s.arg(id.toString(), nameOf(row));
    }
    return {
        QJsonObject{{u"outcome"_s, u"nothing"_s}, {u"operations"_s, QJsonArray()}, {u"streams"_s, streams}},
        text, ExitCode::Done};
}

/// What is meant, and how well that is known.
struct ChosenStreams
{
    std::vector<StreamId> ids;
    ExitCode code = ExitCode::Done; ///< Failed: some server did not tell how its streams are
};

/// Names or options, not both and not neither.
CliExpected<void> checkSelection(const ParsedCommand &command, const QStringList &typed)
{
    const bool isByOptions = isChosenByOptions(command);
    if (isByOptions && !typed.isEmpty())
        return wrongUsage(
            u"Streams are named one by one, or chosen by options such as --server, not both."_s);
    if (!isByOptions && typed.isEmpty())
        return wrongUsage(
            u"%1 %2 needs streams: STREAM ..., or --filter, --server, --status, --quality, --drift or --all."_s
                .arg(command.spec->noun, command.spec->verb));
    return {};
}

CliExpected<ChosenStreams> chooseByOptions(CliContext &context)
{
    const auto filter = filterOf(context);
    if (!filter)
        return tl::unexpected(filter.error());
    ChosenStreams chosen;
    if (filter->state || filter->drift)
        chosen.code = pollFor(context, *filter);
    const StreamMatcher matcher(*filter, context.fleet());
    for (const FleetRow *row : rowsOf(context.fleet(), *filter)) {
        if (!matcher.isOfThePast(*row)) // of a server that is silent nobody knows
            chosen.ids.push_back(row->id);
    }
    return chosen;
}

CliExpected<ChosenStreams> choose(CliContext &context, const StreamChoice &choice)
{
    if (choice.typed.isEmpty())
        return chooseByOptions(context);
    auto named = streamsOf(context, choice.typed, choice.shortening);
    if (!named)
        return tl::unexpected(named.error());
    return ChosenStreams{std::move(*named)};
}

CliAnswer nothingMeant(ExitCode code)
{
    return {QJsonObject{{u"outcome"_s, u"nothing"_s}, {u"operations"_s, QJsonArray()}},
            u"No stream matches.\n"_s, code};
}

} // namespace

std::vector<OptionSpec> filterOptions(const QStringList &drifts)
{
    return {{u"filter"_s, u"TEXT"_s,
             u"Only streams in which all these words occur, as in the window's search."_s},
            {u"server"_s, u"NAME"_s, u"Only streams whose main or additional media server it is."_s,
             ValueKind::ServerName},
            {u"status"_s, u"STATUS"_s,
             u"Only streams with this status; stale: their server does not answer."_s, ValueKind::Word,
             wordsOf(stored::states)},
            {u"quality"_s, u"QUALITY"_s, u"Only high or low ones."_s, ValueKind::Word,
             wordsOf(stored::qualities)},
            {u"drift"_s, u"KIND"_s, u"Only streams that are %1."_s.arg(drifts.join(u" or "_s)),
             ValueKind::Word, drifts}};
}

CliExpected<StreamFilter> filterOf(CliContext &context)
{
    const ParsedCommand &command = context.command();
    StreamFilter filter;
    filter.search = command.value(u"filter"_s);
    if (const QString error = parseStreamQuery(filter.search).error; !error.isEmpty())
        return wrongUsage(error);
    if (command.isSet(u"server"_s)) {
        const auto server = context.findServer(command.value(u"server"_s));
        if (!server)
            return tl::unexpected(server.error());
        filter.server = server->id;
    }
    if (command.isSet(u"status"_s))
        filter.state = stored::fromWord(stored::states, command.value(u"status"_s));
    if (command.isSet(u"quality"_s))
        filter.quality = stored::fromWord(stored::qualities, command.value(u"quality"_s));
    if (command.isSet(u"drift"_s))
        filter.drift = driftFromWord(command.value(u"drift"_s));
    return filter;
}

std::vector<const FleetRow *> rowsOf(const FleetState &fleet, const StreamFilter &filter)
{
    const StreamMatcher matcher(filter, fleet);
    std::vector<const FleetRow *> rows;
    for (const FleetRow &row : fleet.rows()) {
        const bool isWanted = row.isManaged() || filter.drift == Drift::Unmanaged;
        if (isWanted && matcher.accepts(row))
            rows.push_back(&row);
    }
    std::ranges::stable_sort(rows, [](const FleetRow *left, const FleetRow *right) {
        return std::tuple(left->nameRank, left->quality) < std::tuple(right->nameRank, right->quality);
    });
    return rows;
}

ExitCode pollFor(CliContext &context, const StreamFilter &filter)
{
    const auto servers = filter.server ? std::vector{*filter.server} : context.allServers();
    const auto failures = context.poll(servers, true);
    if (filter.drift == Drift::Different && !context.isInterrupted())
        readAddresses(context, filter);
    return context.tellFailures(failures);
}

CliExpected<std::vector<StreamId>> streamsNamed(CliContext &context, const QString &typed,
                                                Shortening shortening)
{
    const FleetState &fleet = context.fleet();
    if (const StreamId id = StreamId::fromString(typed); !id.isNull()) {
        if (fleet.rowOf(id) < 0)
            return cliFailure(u"There is no stream %1 in the registry."_s.arg(id.toString()));
        return std::vector{id};
    }
    const bool isInFull = isCameraInFull(fleet, typed);
    if (!isInFull && shortening == Shortening::Allowed) {
        const std::vector<StreamId> beginning = streamsBeginning(fleet, typed);
        if (beginning.size() > 1 || (!beginning.empty() && isBeginningOfName(fleet, typed)))
            return severalBegin(context, beginning, typed);
        if (!beginning.empty())
            return beginning;
    }
    // A camera may have a name that ends like that itself.
    const auto [name, quality] = isInFull ? std::pair(typed, std::optional<Quality>()) : splitQuality(typed);
    const auto camera = findNamed(fleet.cameras(), name, u"camera"_s, shortening);
    if (!camera)
        return tl::unexpected(camera.error());
    std::vector<StreamId> ids = streamsOfCamera(fleet, camera->id, quality);
    if (ids.empty())
        return cliFailure(
            quality ? u"%1 has no %2 stream."_s.arg(camera->name, stored::word(stored::qualities, *quality))
                    : u"%1 has no stream."_s.arg(camera->name));
    return ids;
}

CliExpected<std::vector<StreamId>> streamsOf(CliContext &context, const QStringList &typed,
                                             Shortening shortening)
{
    std::vector<StreamId> ids;
    QSet<StreamId> known;
    for (const QString &word : typed) {
        const auto named = streamsNamed(context, word, shortening);
        if (!named)
            return tl::unexpected(named.error());
        for (const StreamId &id : *named) {
            if (!known.contains(id))
                ids.push_back(id);
            known.insert(id);
        }
    }
    return ids;
}

CliExpected<StreamId> streamOf(CliContext &context, const QString &typed)
{
    const auto ids = streamsNamed(context, typed);
    if (!ids)
        return tl::unexpected(ids.error());
    if (ids->size() > 1)
        return wrongUsage(
            u"\"%1\" has several streams: say %1/high or %1/low."_s.arg(maskCredentials(typed)));
    return ids->front();
}

std::vector<OptionSpec> selectionOptions()
{
    std::vector<OptionSpec> options = filterOptions({u"missing"_s, u"different"_s});
    options.push_back({u"all"_s, {}, u"All streams of the registry."_s});
    options.push_back(
        {u"yes"_s, {}, u"Do not ask, however many they are."_s, ValueKind::Text, {}, false, u'y'});
    options.push_back({u"dry-run"_s, {}, u"Tell which streams are meant, and do nothing."_s});
    return options;
}

CliResult withStreams(CliContext &context, const StreamChoice &choice,
                      const std::function<CliResult(const std::vector<StreamId> &)> &work)
{
    const ParsedCommand &command = context.command();
    if (auto checked = checkSelection(command, choice.typed); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(choice.confirms); !opened)
        return tl::unexpected(opened.error());
    const auto chosen = choose(context, choice);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const bool isMore = chosen->ids.size() > size_t(choice.typed.size());
    if (!command.isSet(u"dry-run"_s) && isMore && choice.asking == Asking::ForMany &&
        !command.isSet(u"yes"_s)) {
        if (auto asked = askForMany(context, chosen->ids); !asked)
            return tl::unexpected(asked.error());
    }
    CliResult done = chosen->ids.empty()           ? nothingMeant(chosen->code)
                     : command.isSet(u"dry-run"_s) ? dryRun(context, chosen->ids)
                                                   : work(chosen->ids);
    if (done && done->exitCode == ExitCode::Done)
        done->exitCode = chosen->code;
    return done;
}

const FleetRow &rowOf(CliContext &context, const StreamId &id)
{
    return context.fleet().row(context.fleet().rowOf(id));
}

QString nameOf(const FleetRow &row)
{
    return u"%1 (%2)"_s.arg(row.cameraName, stored::word(stored::qualities, row.quality));
}

} // namespace streamkeeper
