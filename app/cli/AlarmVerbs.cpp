#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/Verbs.h"
#include "models/registry/StoredNames.h"
#include "models/texts/AlarmTexts.h"
#include "models/texts/Formatting.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QJsonObject alarmJson(const Alarm &alarm)
{
    return {{u"kind"_s, stored::word(stored::alarmKinds, alarm.kind)},
            {u"text"_s, texts::alarm(alarm)},
            {u"name"_s, json::text(alarm.name)},
            {u"count"_s, alarm.count},
            {u"beganAt"_s, json::moment(alarm.atMs)},
            {u"endedAt"_s, json::moment(alarm.endMs)},
            {u"seenBy"_s, json::text(alarm.seenBy)},
            {u"seenAt"_s, json::moment(alarm.seenAtMs)}};
}

ListAnswer alarmList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"beganAt"_s, u"BEGAN"_s},
                       {u"text"_s, u"WHAT"_s},
                       {u"endedAt"_s, u"ENDED"_s},
                       {u"seenBy"_s, u"SEEN BY"_s},
                       {u"kind"_s, u"KIND"_s, Left, Wide},
                       {u"name"_s, u"NAME"_s, Left, Wide},
                       {u"count"_s, u"COUNT"_s, Right, Wide},
                       {u"seenAt"_s, u"SEEN"_s, Left, Wide}});
}

CliResult answer(CliContext &context, const std::vector<Alarm> &alarms)
{
    ListAnswer list = alarmList();
    for (const Alarm &alarm : alarms)
        list.add(alarmJson(alarm), {format::moment(alarm.atMs),
                                    {texts::alarm(alarm), alarm.endMs == 0 ? Tone::Bad : Tone::Plain},
                                    alarm.endMs == 0 ? u"goes on"_s : format::moment(alarm.endMs)});
    return list.answer(context.command(), u"No alarm.\n"_s);
}

std::vector<Alarm> newAlarms(CliContext &context)
{
    std::vector<Alarm> alarms;
    std::ranges::copy_if(context.session().alarms().alarms(), std::back_inserter(alarms), &Alarm::isNew);
    return alarms;
}

CliResult listAlarms(CliContext &context)
{
    if (auto checked = alarmList().check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    return answer(context, context.command().isSet(u"new"_s) ? newAlarms(context)
                                                             : context.session().alarms().alarms());
}

CliResult markAlarmsSeen(CliContext &context)
{
    if (auto checked = alarmList().check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    std::vector<Alarm> alarms = newAlarms(context);
    auto saved = context.await<void>([&](QObject *listener, auto done) {
        context.session().alarms().markSeen(alarms, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    std::vector<Alarm> seen;
    for (const Alarm &alarm : context.session().alarms().alarms()) {
        const bool wasNew =
            std::ranges::any_of(alarms, [&](const Alarm &other) { return other.isSameAs(alarm); });
        if (wasNew)
            seen.push_back(alarm);
    }
    return answer(context, seen);
}

/// One rule: its option, what it sets, and the limits of its number.
struct RuleOption
{
    const char *option;
    bool AlarmPolicy::*isOn;
    int AlarmPolicy::*number;
    int least;
    int most;
    const char *help;
};

constexpr RuleOption ruleOptions[] = {
    {"server-down", &AlarmPolicy::isServerDownOn, &AlarmPolicy::serverDownMinutes, 0, 1'440,
     "Minutes for which a media server has not answered, or off."},
    {"storage", &AlarmPolicy::isStorageOn, &AlarmPolicy::storagePercent, 1, 99,
     "Percent above which a disk is nearly full, or off."},
    {"link-ending", &AlarmPolicy::isLinkEndingOn, &AlarmPolicy::linkHours, 1, 720,
     "Hours before the end of a share link, or off."},
    {"streams-lost", &AlarmPolicy::isStreamsLostOn, &AlarmPolicy::lostCount, 1, 100'000,
     "So many streams lost with nothing in common, or off."},
};

CliExpected<AlarmPolicy> rulesFrom(const ParsedCommand &command, AlarmPolicy policy)
{
    for (const RuleOption &rule : ruleOptions) {
        const QString name = QString::fromLatin1(rule.option);
        if (!command.isSet(name))
            continue;
        policy.*rule.isOn = command.value(name) != u"off";
        if (!(policy.*rule.isOn))
            continue;
        const auto number = numberOption(command, name, rule.least, rule.most);
        if (!number)
            return tl::unexpected(number.error());
        policy.*rule.number = int(*number);
    }
    if (command.isSet(u"lost-minutes"_s)) {
        const auto minutes = numberOption(command, u"lost-minutes"_s, 1, 1'440);
        if (!minutes)
            return tl::unexpected(minutes.error());
        policy.lostMinutes = int(*minutes);
    }
    if (command.isSet(u"root-cause"_s))
        policy.isRootCauseOn = command.value(u"root-cause"_s) == u"on";
    return policy;
}

CliResult editRules(CliContext &context)
{
    // What is mistyped is told before anything is opened.
    if (const auto checked = rulesFrom(context.command(), {}); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const AlarmPolicy known = context.session().alarms().policy();
    const auto wanted = rulesFrom(context.command(), known);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (*wanted != known) {
        auto saved = context.await<void>([&](QObject *listener, auto done) {
            context.session().alarms().savePolicy(*wanted, listener, std::move(done));
        });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    const auto value = [](bool isOn, int number) { return isOn ? QJsonValue(number) : QJsonValue(); };
    const QJsonObject object{
        {u"serverDownMinutes"_s, value(wanted->isServerDownOn, wanted->serverDownMinutes)},
        {u"rootCause"_s, wanted->isRootCauseOn},
        {u"streamsLost"_s, value(wanted->isStreamsLostOn, wanted->lostCount)},
        {u"lostMinutes"_s, wanted->lostMinutes},
        {u"storagePercent"_s, value(wanted->isStorageOn, wanted->storagePercent)},
        {u"linkHours"_s, value(wanted->isLinkEndingOn, wanted->linkHours)}};
    const auto word = [](bool isOn, int number) { return isOn ? QString::number(number) : u"off"_s; };
    return CliAnswer{
        object,
        textFields({{u"A media server is silent, minutes"_s,
                     word(wanted->isServerDownOn, wanted->serverDownMinutes)},
                    {u"Losses with a root cause"_s, wanted->isRootCauseOn ? u"on"_s : u"off"_s},
                    {u"Streams lost without one"_s, word(wanted->isStreamsLostOn, wanted->lostCount)},
                    {u"Within minutes"_s, QString::number(wanted->lostMinutes)},
                    {u"A disk is full above, percent"_s, word(wanted->isStorageOn, wanted->storagePercent)},
                    {u"A link ends in hours"_s, word(wanted->isLinkEndingOn, wanted->linkHours)}}),
        ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> alarmVerbs()
{
    const QString noun = u"alarms"_s;
    std::vector<OptionSpec> rules;
    for (const RuleOption &rule : ruleOptions)
        rules.push_back({QString::fromLatin1(rule.option), u"N|off"_s, QString::fromLatin1(rule.help)});
    rules.push_back({u"lost-minutes"_s, u"N"_s, u"The time in which so many streams have to be lost."_s});
    rules.push_back({u"root-cause"_s, u"on|off"_s, u"Losses that have something in common, as one alarm."_s,
                     ValueKind::OnOff});
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"What operators had to hear of; a running console keeps the list."_s,
         listOptions({{u"new"_s, {}, u"Only what nobody has seen."_s}}),
         listAlarms},
        {noun,
         u"seen"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"You have seen all that is new; tells what that was."_s,
         listOptions({}),
         markAlarmsSeen},
        {noun,
         u"rules"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"When there is an alarm, and changes it."_s,
         rules,
         editRules},
    };
}

} // namespace streamkeeper
