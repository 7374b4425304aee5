#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/ServerForm.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TypedMoment.h"
#include "app/cli/Verbs.h"
#include "app/files/WholeFile.h"
#include "models/texts/EventTexts.h"
#include "models/texts/Formatting.h"

#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualEvents = 100;
constexpr int mostListedEvents = 1'000'000;

constexpr std::array<std::pair<EventGroup, const char *>, size_t(EventGroup::Count)> groupWords{
    {{EventGroup::System, "system"},
     {EventGroup::Camera, "camera"},
     {EventGroup::Device, "device"},
     {EventGroup::MediaServer, "media_server"}}};

QString groupWord(EventGroup group)
{
    return QString::fromLatin1(groupWords[size_t(group)].second);
}

QString severityWord(EventSeverity severity)
{
    switch (severity) {
    case EventSeverity::Info:
        return u"info"_s;
    case EventSeverity::Warning:
        return u"warning"_s;
    case EventSeverity::Error:
        return u"error"_s;
    }
    return {};
}

Tone toneOf(const Event &event)
{
    switch (eventFacts(event.type).severity) {
    case EventSeverity::Info:
        return Tone::Plain;
    case EventSeverity::Warning:
        return Tone::Warning;
    case EventSeverity::Error:
        return eventFacts(event.type).shape == EventShape::Outage && !event.isGoingOn() ? Tone::Plain
                                                                                        : Tone::Bad;
    }
    return Tone::Plain;
}

template <typename IdType>
QJsonValue idJson(const IdType &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

QJsonObject eventJson(const Event &event)
{
    const EventFacts &facts = eventFacts(event.type);
    return {
        {u"id"_s, event.id},
        {u"beganAt"_s, json::moment(event.atMs)},
        {u"endedAt"_s, json::moment(event.untilMs)},
        {u"seconds"_s, event.untilMs > 0 ? QJsonValue((event.untilMs - event.atMs) / 1'000) : QJsonValue()},
        {u"goesOn"_s, event.isGoingOn()},
        {u"type"_s, QString::fromLatin1(facts.word)},
        {u"group"_s, groupWord(facts.group)},
        {u"severity"_s, severityWord(facts.severity)},
        {u"text"_s, texts::eventType(event.type)},
        {u"subject"_s, json::text(event.subject)},
        {u"server"_s, json::text(event.serverName)},
        {u"detail"_s, json::text(texts::eventDetail(event))},
        {u"author"_s, json::text(event.author)},
        {u"cameraId"_s, idJson(event.camera)},
        {u"streamId"_s, idJson(event.stream)},
        {u"serverId"_s, idJson(event.server)},
        {u"deviceId"_s, idJson(event.device)},
        {u"operation"_s, idJson(event.operation)}};
}

ListAnswer eventList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"beganAt"_s, u"WHEN"_s},
                       {u"text"_s, u"EVENT"_s},
                       {u"subject"_s, u"SUBJECT"_s},
                       {u"seconds"_s, u"LASTED"_s},
                       {u"server"_s, u"SERVER"_s},
                       {u"detail"_s, u"CAUSE OR DETAIL"_s},
                       {u"author"_s, u"BY"_s},
                       {u"type"_s, u"TYPE"_s, Left, Wide},
                       {u"group"_s, u"GROUP"_s, Left, Wide},
                       {u"severity"_s, u"SEVERITY"_s, Left, Wide},
                       {u"endedAt"_s, u"ENDED"_s, Left, Wide},
                       {u"goesOn"_s, u"GOES ON"_s, Left, Wide},
                       {u"cameraId"_s, u"CAMERA ID"_s, Left, Wide},
                       {u"streamId"_s, u"STREAM ID"_s, Left, Wide},
                       {u"serverId"_s, u"SERVER ID"_s, Left, Wide},
                       {u"deviceId"_s, u"DEVICE ID"_s, Left, Wide},
                       {u"operation"_s, u"OPERATION"_s, Left, Wide},
                       {u"id"_s, u"ID"_s, Right, Wide}});
}

/// Period, types and groups, text and device: what can be read before anything is opened.
CliExpected<EventFilter> filterFrom(const ParsedCommand &command)
{
    EventFilter filter;
    for (const auto &[option, moment] :
         {std::pair(u"from"_s, &filter.fromMs), std::pair(u"until"_s, &filter.untilMs)}) {
        if (!command.isSet(option))
            continue;
        const auto typed = typedMoment(option, command.value(option));
        if (!typed)
            return tl::unexpected(typed.error());
        *moment = *typed;
    }
    const QStringList types = command.values(u"type"_s);
    const QStringList groups = command.values(u"group"_s);
    for (const EventFacts &facts : eventTable) {
        if (types.contains(QLatin1StringView(facts.word)) || groups.contains(groupWord(facts.group)))
            filter.types.push_back(facts.type);
    }
    filter.text = command.value(u"filter"_s);
    if (command.isSet(u"device"_s)) {
        filter.device = NetworkDeviceId::fromString(command.value(u"device"_s));
        if (filter.device.isNull())
            return wrongUsage(u"--device takes the UUID of a network device."_s);
    }
    return filter;
}

/// Cameras, streams and media servers that are gone go by their UUIDs.
CliExpected<void> fillIds(CliContext &context, EventFilter &filter)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"camera"_s)) {
        filter.camera = CameraId::fromString(command.value(u"camera"_s));
        if (filter.camera.isNull()) {
            const auto camera = findCamera(context, command.value(u"camera"_s));
            if (!camera)
                return tl::unexpected(camera.error());
            filter.camera = camera->id;
        }
    }
    if (command.isSet(u"stream"_s)) {
        filter.stream = StreamId::fromString(command.value(u"stream"_s));
        if (filter.stream.isNull()) {
            const auto stream = streamOf(context, command.value(u"stream"_s));
            if (!stream)
                return tl::unexpected(stream.error());
            filter.stream = *stream;
        }
    }
    if (command.isSet(u"server"_s)) {
        filter.server = ServerId::fromString(command.value(u"server"_s));
        if (filter.server.isNull()) {
            const auto server = context.findServer(command.value(u"server"_s));
            if (!server)
                return tl::unexpected(server.error());
            filter.server = server->id;
        }
    }
    return {};
}

CliResult listEvents(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = eventList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    auto filter = filterFrom(command);
    if (!filter)
        return tl::unexpected(filter.error());
    qint64 limit = usualEvents;
    if (command.isSet(u"limit"_s)) {
        const auto number = numberOption(command, u"limit"_s, 1, mostListedEvents);
        if (!number)
            return tl::unexpected(number.error());
        limit = *number;
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (auto filled = fillIds(context, *filter); !filled)
        return tl::unexpected(filled.error());
    const auto events = context.await<std::vector<Event>>([&](QObject *listener, auto done) {
        context.session().events().read(*filter, int(limit), {}, listener, std::move(done));
    });
    if (!events)
        return tl::unexpected(events.error());
    for (const Event &event : *events)
        list.add(eventJson(event), {format::moment(event.atMs),
                                    {texts::eventType(event.type), toneOf(event)},
                                    event.subject,
                                    texts::eventDuration(event, context.nowMs()),
                                    event.serverName,
                                    texts::eventDetail(event),
                                    event.author});
    return list.answer(command, u"There are no such events.\n"_s);
}

CliResult exportEvents(CliContext &context)
{
    const QString target = context.command().arguments.first();
    auto filter = filterFrom(context.command());
    if (!filter)
        return tl::unexpected(filter.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (auto filled = fillIds(context, *filter); !filled)
        return tl::unexpected(filled.error());
    const auto made = context.await<EventExport>([&](QObject *listener, auto done) {
        context.session().events().exportCsv(*filter, listener, std::move(done));
    });
    if (!made)
        return tl::unexpected(made.error());
    if (const auto written = writeWholeFile(target, made->text, ownerOnly); !written)
        return cliFailure(u"The file %1 cannot be written: %2"_s.arg(target, written.error().message));
    return CliAnswer{QJsonObject{{u"file"_s, target}, {u"events"_s, made->count}},
                     u"%1 events written to %2\n"_s.arg(made->count).arg(target), ExitCode::Done};
}

std::vector<OptionSpec> eventFilterOptions()
{
    QStringList types;
    for (const EventFacts &facts : eventTable) {
        if (facts.type != EventType::Unknown)
            types.append(QString::fromLatin1(facts.word));
    }
    QStringList groups;
    for (const auto &[group, word] : groupWords)
        groups.append(QString::fromLatin1(word));
    return {
        {u"from"_s, u"TIME"_s,
         u"Only what happened, or went on, at this time or later: 2026-11-22T14:00 (local), or with Z or an offset."_s},
        {u"until"_s, u"TIME"_s, u"Only what began before this time."_s},
        {u"type"_s, u"TYPE"_s,
         u"Only of this type, by its word (-o wide has them); more than once: of these."_s, ValueKind::Word,
         types, true},
        {u"group"_s, u"GROUP"_s,
         u"Only of this group: system, camera, device or media_server; beside --type: of either."_s,
         ValueKind::Word, groups, true},
        {u"camera"_s, u"CAMERA"_s, u"Only of this camera and its streams; of one that is gone by its UUID."_s,
         ValueKind::CameraName},
        {u"stream"_s, u"STREAM"_s, u"Only of this stream; of one that is gone by its UUID."_s,
         ValueKind::StreamName},
        {u"server"_s, u"SERVER"_s, u"Only of this media server and the streams on it."_s,
         ValueKind::ServerName},
        {u"device"_s, u"UUID"_s, u"Only of this network device."_s},
        {u"filter"_s, u"TEXT"_s, u"Only where this is in a subject, server, detail or author."_s}};
}

} // namespace

std::vector<VerbSpec> eventVerbs()
{
    const QString noun = u"events"_s;
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"What happened to cameras, streams and media servers, the newest first."_s,
         listOptions(
             with(eventFilterOptions(),
                  {{u"limit"_s, u"N"_s, u"The newest so many (default 100); --sort then sorts those."_s}})),
         listEvents},
        {noun, u"export"_s, u"FILE"_s, 1, 1, ValueKind::File, u"Writes all of it as a CSV file."_s,
         eventFilterOptions(), exportEvents},
    };
}

} // namespace streamkeeper
