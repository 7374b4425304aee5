#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/Verbs.h"
#include "models/fleet/TroublePlaces.h"
#include "models/registry/StoredNames.h"
#include "models/rules/IpPattern.h"
#include "models/texts/Formatting.h"

#include <QRegularExpression>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualHours = 24;
constexpr int mostHours = longestTroubleMinutes / 60;
constexpr qint64 msPerHour = 3'600'000;

QJsonObject troubleJson(CliContext &context, const FleetRow &row, const TroubleVerdict &verdict)
{
    const TroubleHistory &history = context.fleet().troubles().of(row.id);
    const TroubleMark mark = context.fleet().troubles().markOf(row.id);
    const bool isSeen = isAcknowledged(mark, verdict);
    const bool isQuiet = isSilenced(mark, context.nowMs());
    const QJsonObject stream = json::streamRow(context.fleet(), row);
    QJsonObject object{{u"characteristic"_s, json::word(verdict.characteristic)},
                       {u"sinceAt"_s, json::moment(verdict.sinceMs)},
                       {u"reconnects"_s, verdict.reconnects},
                       {u"windowMinutes"_s, verdict.windowMinutes},
                       {u"lastEventAt"_s, json::moment(history.empty() ? 0 : history.back().atMs)},
                       {u"acknowledgedBy"_s, json::text(isSeen ? mark.acknowledgedBy : QString())},
                       {u"acknowledgedAt"_s, json::moment(isSeen ? mark.acknowledgedAtMs : 0)},
                       {u"note"_s, json::text(isSeen ? mark.note : QString())},
                       {u"silencedBy"_s, json::text(isQuiet ? mark.silencedBy : QString())},
                       {u"silencedUntilAt"_s, json::moment(isQuiet ? mark.silencedUntilMs : 0)},
                       {u"location"_s, json::text(row.location)},
                       {u"ip"_s, json::text(row.ipAddress)}};
    for (const QString &key :
         {u"uuid"_s, u"camera"_s, u"quality"_s, u"status"_s, u"stale"_s, u"mainServer"_s})
        object.insert(key, stream[key]);
    return object;
}

Tone toneOf(Characteristic characteristic)
{
    return characteristic == Characteristic::Incorrect ? Tone::Warning : Tone::Bad;
}

ListAnswer troubleList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"uuid"_s, u"UUID"_s, Left, Wide},
                       {u"camera"_s, u"CAMERA"_s},
                       {u"quality"_s, u"QUALITY"_s},
                       {u"characteristic"_s, u"IS"_s},
                       {u"sinceAt"_s, u"SINCE"_s},
                       {u"reconnects"_s, u"RECONNECTS"_s, Right},
                       {u"windowMinutes"_s, u"IN MINUTES"_s, Right},
                       {u"status"_s, u"STATUS"_s},
                       {u"mainServer"_s, u"SERVER"_s},
                       {u"ip"_s, u"IP"_s},
                       {u"location"_s, u"LOCATION"_s},
                       {u"acknowledgedBy"_s, u"ACKNOWLEDGED BY"_s},
                       {u"note"_s, u"NOTE"_s, Left, Wide},
                       {u"acknowledgedAt"_s, u"ACKNOWLEDGED"_s, Left, Wide},
                       {u"silencedUntilAt"_s, u"SILENCED UNTIL"_s, Left, Wide},
                       {u"silencedBy"_s, u"SILENCED BY"_s, Left, Wide},
                       {u"lastEventAt"_s, u"LAST EVENT"_s, Left, Wide},
                       {u"stale"_s, u"STALE"_s, Left, Wide}});
}

CliResult listTroubles(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = troubleList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    IpPattern ip; // any
    if (auto taken = takeOption(command, u"ip"_s, IpPattern::fromText(command.value(u"ip"_s)), ip); !taken)
        return tl::unexpected(taken.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto filter = filterOf(context);
    if (!filter)
        return tl::unexpected(filter.error());
    const ExitCode code = command.isSet(u"poll"_s) ? pollFor(context, *filter) : ExitCode::Done;
    const qint64 nowMs = context.nowMs();
    for (const FleetRow *row : rowsOf(context.fleet(), *filter)) {
        const TroubleVerdict verdict = context.fleet().troubleOf(*row, nowMs);
        const Characteristic is = verdict.characteristic;
        const auto address = IpAddress::fromText(row->ipAddress);
        const bool isMeant = !command.isSet(u"kind"_s) || command.value(u"kind"_s) == json::word(is);
        if (is == Characteristic::None || !isMeant ||
            (command.isSet(u"ip"_s) && !(address && ip.matches(*address))))
            continue;
        const QJsonObject object = troubleJson(context, *row, verdict);
        const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
        list.add(object, {text(u"uuid"_s),
                          text(u"camera"_s),
                          text(u"quality"_s),
                          {text(u"characteristic"_s), toneOf(is)},
                          format::age(verdict.sinceMs, nowMs)});
    }
    return list.answer(command, u"No stream is in trouble.\n"_s, code);
}

CliResult showTrouble(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto id = streamOf(context, context.command().arguments.first());
    if (!id)
        return tl::unexpected(id.error());
    const FleetRow &row = rowOf(context, *id);
    QJsonObject object = troubleJson(context, row, context.fleet().troubleOf(row, context.nowMs()));
    QJsonArray events;
    TextTable table({{u"WHEN"_s}, {u"WHAT"_s}, {u"HOW OFTEN"_s, TextTable::Align::Right}});
    for (const TroubleEvent &event : context.fleet().troubles().of(*id)) {
        const QString kind = stored::word(stored::troubleKinds, event.kind);
        const bool isCounted = event.kind == TroubleKind::Reconnects;
        events.append(QJsonObject{{u"happenedAt"_s, json::moment(event.atMs)},
                                  {u"kind"_s, kind},
                                  {u"count"_s, isCounted ? QJsonValue(event.count) : QJsonValue()}});
        table.add({format::moment(event.atMs), kind, isCounted ? QString::number(event.count) : QString()});
    }
    object.insert(u"events"_s, events);
    QList<std::pair<QString, QString>> fields;
    for (const QString &key : {u"camera"_s, u"quality"_s, u"characteristic"_s, u"sinceAt"_s, u"reconnects"_s,
                               u"windowMinutes"_s, u"status"_s, u"mainServer"_s, u"ip"_s, u"acknowledgedBy"_s,
                               u"note"_s, u"silencedUntilAt"_s, u"uuid"_s})
        fields.append({key, object[key].toVariant().toString()});
    return CliAnswer{object, textFields(fields) + (events.isEmpty() ? QString() : u'\n' + table.text()),
                     ExitCode::Done};
}

QString causeWord(CauseKind kind)
{
    switch (kind) {
    case CauseKind::SwitchPort:
        return u"switch_port"_s;
    case CauseKind::Switch:
        return u"switch"_s;
    case CauseKind::Subnet:
        return u"subnet"_s;
    case CauseKind::ServerGroup:
        return u"server_group"_s;
    case CauseKind::Make:
        return u"make"_s;
    case CauseKind::Server:
        return u"server"_s;
    }
    return {};
}

CliResult listCauses(CliContext &context)
{
    using enum TextTable::Align;
    const ParsedCommand &command = context.command();
    ListAnswer list({{u"kind"_s, u"WHAT"_s},
                     {u"name"_s, u"WHICH"_s},
                     {u"lost"_s, u"LOST"_s, Right},
                     {u"total"_s, u"OF"_s, Right},
                     {u"fromAt"_s, u"FROM"_s},
                     {u"untilAt"_s, u"UNTIL"_s},
                     {u"streams"_s, u"STREAMS"_s, Left, ListAnswer::Shown::Wide}});
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    qint64 hours = usualHours;
    if (command.isSet(u"hours"_s)) {
        const auto number = numberOption(command, u"hours"_s, 1, mostHours);
        if (!number)
            return tl::unexpected(number.error());
        hours = *number;
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    TroublePlaces places =
        troublePlaces(context.fleet(), context.session().devices(), context.nowMs() - hours * msPerHour);
    for (const RootCause &cause : rootCausesOf(places.places, std::move(places.losses))) {
        QJsonArray streams;
        for (const StreamId &stream : cause.streams)
            streams.append(stream.toString());
        list.add({{u"kind"_s, causeWord(cause.kind)},
                  {u"name"_s, causeName(cause, context.fleet(), context.session().clusters())},
                  {u"lost"_s, cause.lost},
                  {u"total"_s, cause.total},
                  {u"fromAt"_s, json::moment(cause.fromMs)},
                  {u"untilAt"_s, json::moment(cause.untilMs)},
                  {u"streams"_s, streams}},
                 {causeWord(cause.kind), causeName(cause, context.fleet(), context.session().clusters()),
                  QString::number(cause.lost), QString::number(cause.total), format::moment(cause.fromMs),
                  format::moment(cause.untilMs)});
    }
    return list.answer(command, u"No losses have anything in common.\n"_s);
}

/// Every stream that was named, as it is now.
CliResult marked(CliContext &context, const std::vector<StreamId> &ids)
{
    ListAnswer list = troubleList();
    for (const StreamId &id : ids) {
        const FleetRow &row = rowOf(context, id);
        const QJsonObject object = troubleJson(context, row, context.fleet().troubleOf(row, context.nowMs()));
        list.add(object, {object[u"uuid"].toString(), row.cameraName});
    }
    return list.answer(context.command(), {});
}

template <typename Edit>
CliResult mark(CliContext &context, Edit edit)
{
    if (auto checked = troubleList().check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto ids = streamsOf(context, context.command().arguments);
    if (!ids)
        return tl::unexpected(ids.error());
    auto saved = context.await<void>([&](QObject *listener, auto done) {
        edit(context.session().edits().troubles, *ids, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    return marked(context, *ids);
}

CliResult acknowledgeTroubles(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const bool isWithdrawn = command.isSet(u"withdraw"_s);
    if (isWithdrawn && command.isSet(u"note"_s))
        return wrongUsage(u"Say one of --note and --withdraw: who withdraws has nothing to note."_s);
    return mark(context, [&](TroubleEdits &edits, const std::vector<StreamId> &ids, QObject *listener,
                             RegistryEditor::Done<void> done) {
        if (isWithdrawn)
            edits.withdraw(ids, listener, std::move(done));
        else
            edits.acknowledge(ids, command.value(u"note"_s), listener, std::move(done));
    });
}

CliResult silenceTroubles(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"hours"_s) == command.isSet(u"off"_s))
        return wrongUsage(u"Say how long: --hours N, or --off for alarms again."_s);
    qint64 hours = 0; // alarms again
    if (command.isSet(u"hours"_s)) {
        const auto number = numberOption(command, u"hours"_s, 1, mostHours);
        if (!number)
            return tl::unexpected(number.error());
        hours = *number;
    }
    return mark(context, [&](TroubleEdits &edits, const std::vector<StreamId> &ids, QObject *listener,
                             RegistryEditor::Done<void> done) {
        const qint64 untilMs = hours == 0 ? 0 : context.nowMs() + hours * msPerHour;
        edits.silence(ids, untilMs, listener, std::move(done));
    });
}

/// "10/60" or "10/60,20/180": so many reconnects in so many minutes, and with Increased reconnection time.
CliExpected<TroubleStep> stepFrom(const QString &typed)
{
    static const QRegularExpression pattern(u"^(\\d{1,5})/(\\d{1,5})(?:,(\\d{1,5})/(\\d{1,5}))?$"_s);
    const QRegularExpressionMatch match = pattern.match(typed);
    const bool hasExtended = match.hasMatch() && match.capturedLength(3) > 0;
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    const TroubleStep step{number(2), number(1), number(hasExtended ? 4 : 2), number(hasExtended ? 3 : 1)};
    const auto isCount = [](int count) { return count >= 1 && count <= mostTroubleReconnects; };
    const auto isWindow = [](int minutes) { return minutes >= 1 && minutes <= longestTroubleMinutes; };
    if (!match.hasMatch() || !isCount(step.count) || !isCount(step.extendedCount) ||
        !isWindow(step.windowMinutes) || !isWindow(step.extendedWindowMinutes))
        return wrongUsage(u"%1 is no step: say RECONNECTS/MINUTES, as 10/60, and after a comma the same with "
                          "Increased reconnection time, as 10/60,20/180; at most %2/%3."_s.arg(typed)
                              .arg(mostTroubleReconnects)
                              .arg(longestTroubleMinutes));
    return step;
}

CliExpected<TroublePolicy> policyFrom(const ParsedCommand &command, TroublePolicy policy)
{
    if (command.isSet(u"default"_s))
        return TroublePolicy();
    if (command.isSet(u"incorrect-minutes"_s)) {
        const auto minutes = numberOption(command, u"incorrect-minutes"_s, 1, longestTroubleMinutes);
        if (!minutes)
            return tl::unexpected(minutes.error());
        policy.incorrectMinutes = int(*minutes);
    }
    const QStringList typed = command.values(u"step"_s);
    if (typed.size() > mostTroubleSteps)
        return wrongUsage(u"At most %1 steps are taken."_s.arg(mostTroubleSteps));
    if (!typed.isEmpty())
        policy.steps.clear();
    for (const QString &word : typed) {
        const auto step = stepFrom(word);
        if (!step)
            return tl::unexpected(step.error());
        policy.steps.push_back(*step);
    }
    return policy;
}

CliResult editSteps(CliContext &context)
{
    // What is mistyped is told before anything is opened.
    if (const auto checked = policyFrom(context.command(), {}); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const TroublePolicy known = context.fleet().troubles().policy();
    const auto wanted = policyFrom(context.command(), known);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (*wanted != known) {
        auto saved = context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().troubles.savePolicy(*wanted, listener, std::move(done));
        });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    QJsonArray steps;
    TextTable table({{u"SWITCHED OFF BEFORE"_s},
                     {u"RECONNECTS"_s, TextTable::Align::Right},
                     {u"IN MINUTES"_s, TextTable::Align::Right},
                     {u"INCREASED: RECONNECTS"_s, TextTable::Align::Right},
                     {u"IN MINUTES"_s, TextTable::Align::Right}});
    for (const TroubleStep &step : wanted->steps) {
        const bool isLast = size_t(steps.size()) + 1 == wanted->steps.size();
        table.add({u"%1%2"_s.arg(steps.size()).arg(isLast ? u" or more times"_s : u" times"_s),
                   QString::number(step.count), QString::number(step.windowMinutes),
                   QString::number(step.extendedCount), QString::number(step.extendedWindowMinutes)});
        steps.append(QJsonObject{{u"reconnects"_s, step.count},
                                 {u"windowMinutes"_s, step.windowMinutes},
                                 {u"increasedReconnects"_s, step.extendedCount},
                                 {u"increasedWindowMinutes"_s, step.extendedWindowMinutes}});
    }
    const QJsonObject object{{u"incorrectMinutes"_s, wanted->incorrectMinutes},
                             {u"isDefault"_s, *wanted == TroublePolicy()},
                             {u"steps"_s, steps}};
    const QString text = u"Incorrect for %1 minutes after its last loss or reconnect; Problematic:\n\n"_s.arg(
                             wanted->incorrectMinutes) +
                         table.text();
    return CliAnswer{object, text, ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> troubleVerbs()
{
    const QString noun = u"incorrect"_s;
    std::vector<OptionSpec> options = filterOptions({u"missing"_s, u"different"_s});
    options.push_back({u"kind"_s,
                       u"KIND"_s,
                       u"Only incorrect, problematic or disconnected ones."_s,
                       ValueKind::Word,
                       {u"incorrect"_s, u"problematic"_s, u"disconnected"_s}});
    options.push_back(
        {u"ip"_s, u"PATTERN"_s, u"Only cameras with such an address: 10.20.3.4, 10.20.*.4 or 10.20."_s});
    options.push_back({u"poll"_s, {}, u"Ask the media servers now."_s});
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Streams in trouble, by their history that a running console keeps."_s,
         listOptions(options),
         listTroubles},
        {noun,
         u"show"_s,
         u"STREAM"_s,
         1,
         1,
         ValueKind::StreamName,
         u"What happened to a stream in the last seven days."_s,
         {},
         showTrouble},
        {noun,
         u"causes"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"What streams have in common that were lost together: a server, a server group, a subnet."_s,
         listOptions({{u"hours"_s, u"N"_s, u"Losses of the last N hours (default 24)."_s}}),
         listCauses},
        {noun, u"acknowledge"_s, u"STREAM ..."_s, 1, -1, ValueKind::StreamName,
         u"Tells the other operators that you have seen the trouble of streams; a later trouble is new."_s,
         listOptions({{u"note"_s, u"TEXT"_s, u"What is known of it, in one line."_s},
                      {u"withdraw"_s, {}, u"Nobody has seen it after all."_s}}),
         acknowledgeTroubles},
        {noun, u"silence"_s, u"STREAM ..."_s, 1, -1, ValueKind::StreamName,
         u"No alarms of streams for some time; they stay in the list."_s,
         listOptions({{u"hours"_s, u"N"_s, u"For so many hours from now, at most 168."_s},
                      {u"off"_s, {}, u"Alarms again, from now on."_s}}),
         silenceTroubles},
        {noun,
         u"steps"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"What counts as incorrect and as problematic, and changes it: project defaults, not the vendor's."_s,
         {{u"step"_s,
           u"STEP"_s,
           u"RECONNECTS/MINUTES, as 10/60, and after a comma with Increased reconnection time, as "
           u"10/60,20/180; "
           "the first for streams that were never switched off, the next for those that were once, and so on."_s,
           ValueKind::Text,
           {},
           true},
          {u"incorrect-minutes"_s, u"N"_s,
           u"So long a stream stays Incorrect after its last loss or reconnect (default 60)."_s},
          {u"default"_s, {}, u"The project's defaults again."_s}},
         editSteps},
    };
}

} // namespace streamkeeper
