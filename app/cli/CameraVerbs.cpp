#include "app/cli/CameraForm.h"
#include "app/cli/CliContext.h"
#include "app/cli/ClusterJson.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "app/operations/StreamOrders.h"
#include "models/domain/SearchText.h"
#include "models/tables/StreamFilter.h"
#include "models/texts/StreamActionTexts.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// As the window's search, which looks for streams; a camera without any is found by what it has itself.
bool matches(const FleetState &fleet, const Camera &camera, const QList<int> &rows, const QStringList &words)
{
    const auto hasAll = [&](const QString &text) {
        return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word); });
    };
    if (std::ranges::any_of(rows, [&](int row) { return hasAll(fleet.row(row).searchText); }))
        return true;
    return hasAll(foldedForSearch(QStringList{camera.name, camera.location, camera.ipAddress,
                                              camera.macAddress, withoutSeparators(camera.macAddress)}
                                      .join(u' ')));
}

QJsonObject cameraJson(CliContext &context, const Camera &camera, const QList<int> &rows)
{
    QJsonObject object = json::camera(context.fleet(), camera, rows);
    object.insert(u"serverGroup"_s, json::groupName(context.session().clusters(), camera.serverGroup));
    return object;
}

/// After the registry was opened: its groups are known by name then.
CliExpected<void> applyServerGroup(CliContext &context, const QString &name, Camera &camera)
{
    if (name.isEmpty())
        return {};
    camera.serverGroup.reset();
    if (name == u"none")
        return {};
    const auto group = context.findServerGroup(name);
    if (!group)
        return tl::unexpected(group.error());
    camera.serverGroup = group->id;
    return {};
}

CliResult listCameras(CliContext &context)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"id"_s, u"ID"_s},
                     {u"name"_s, u"NAME"_s},
                     {u"status"_s, u"STATUS"_s},
                     {u"location"_s, u"LOCATION"_s},
                     {u"ip"_s, u"IP"_s},
                     {u"streams"_s, u"STREAMS"_s, Right},
                     {u"mac"_s, u"MAC"_s, Left, Wide},
                     {u"serial"_s, u"SERIAL"_s, Left, Wide},
                     {u"addition"_s, u"ADDITION"_s, Left, Wide},
                     {u"groupType"_s, u"GROUP TYPE"_s, Left, Wide},
                     {u"serverGroup"_s, u"SERVER GROUP"_s, Left, Wide},
                     {u"externalAccess"_s, u"EXTERNAL ACCESS"_s, Left, Wide},
                     {u"subnets"_s, u"SUBNETS"_s, Left, Wide},
                     {u"increasedReconnectionTime"_s, u"LONG RECONNECTION"_s, Left, Wide},
                     {u"singleSession"_s, u"SINGLE SESSION"_s, Left, Wide},
                     {u"sound"_s, u"SOUND"_s, Left, Wide},
                     {u"recording"_s, u"RECORDING"_s, Left, Wide},
                     {u"archiveDays"_s, u"ARCHIVE DAYS"_s, Right, Wide},
                     {u"onvifUser"_s, u"ONVIF USER"_s, Left, Wide},
                     {u"onvifPort"_s, u"ONVIF PORT"_s, Right, Wide},
                     {u"createdAt"_s, u"CREATED"_s, Left, Wide}});
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const QStringList words = searchWords(context.command().value(u"filter"_s));
    const FleetState &fleet = context.fleet();
    std::vector<const Camera *> cameras;
    const auto rows = rowsByCamera(fleet);
    for (const Camera &camera : fleet.cameras()) {
        if (matches(fleet, camera, rows.value(camera.id), words))
            cameras.push_back(&camera);
    }
    std::ranges::sort(cameras, [](const Camera *left, const Camera *right) {
        return std::pair(left->name, left->id.toString()) < std::pair(right->name, right->id.toString());
    });
    for (const Camera *camera : cameras) {
        const QList<int> ofCamera = rows.value(camera->id);
        list.add(cameraJson(context, *camera, ofCamera),
                 {camera->id.toString(), camera->name, cameraStatusWord(fleet, ofCamera), camera->location,
                  camera->ipAddress, QString::number(ofCamera.size())});
    }
    return list.answer(context.command(), u"No camera matches.\n"_s);
}

CliAnswer cameraAnswer(CliContext &context, const CameraId &id)
{
    const FleetState &fleet = context.fleet();
    const QJsonObject object = cameraJson(context, *fleet.camera(id), rowsByCamera(fleet).value(id));
    QList<std::pair<QString, QString>> fields;
    for (const QString &key :
         {u"name"_s,          u"status"_s,         u"location"_s,  u"ip"_s,
          u"mac"_s,           u"serial"_s,         u"addition"_s,  u"groupType"_s,
          u"serverGroup"_s,   u"externalAccess"_s, u"subnets"_s,   u"increasedReconnectionTime"_s,
          u"singleSession"_s, u"sound"_s,          u"recording"_s, u"archiveDays"_s,
          u"onvifUser"_s,     u"onvifPort"_s,      u"createdAt"_s, u"id"_s}) {
        const QJsonValue value = object[key];
        fields.append({key, value.isBool()    ? (value.toBool() ? u"on"_s : u"off"_s)
                            : value.isArray() ? value.toVariant().toStringList().join(u", "_s)
                                              : value.toVariant().toString()});
    }
    TextTable table({{u"UUID"_s}, {u"QUALITY"_s}, {u"STATUS"_s}, {u"SERVER"_s}, {u"ADDRESS"_s}});
    for (const QJsonValue &stream : object[u"streams"].toArray())
        table.add({stream[u"uuid"].toString(), stream[u"quality"].toString(), stream[u"status"].toString(),
                   stream[u"mainServer"].toString(), stream[u"address"].toString()});
    return {object, textFields(fields) + u'\n' + table.text(), ExitCode::Done};
}

CliResult showCamera(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto camera = findCamera(context, context.command().arguments.first());
    if (!camera)
        return tl::unexpected(camera.error());
    return cameraAnswer(context, camera->id);
}

/// The camera of the options, or of the JSON document on standard input.
CliExpected<CameraDocument> wantedCamera(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"stdin"_s)) {
        const bool hasOther = std::ranges::any_of(command.options, [](const auto &option) {
            static const QStringList allowed{u"stdin"_s, u"wait"_s, u"timeout"_s, u"server"_s};
            return !allowed.contains(option.first) &&
                   std::ranges::none_of(globalOptions(), [&](const OptionSpec &global) {
                       return global.name == option.first;
                   });
        });
        if (hasOther)
            return wrongUsage(u"With --stdin the camera is described by the JSON document alone."_s);
        return readCameraDocument(SecretInput::readAll());
    }
    CameraDocument document;
    if (auto applied = applyCameraOptions(command, document.camera.camera); !applied)
        return tl::unexpected(applied.error());
    for (auto [name, target] :
         {std::pair(u"high"_s, &document.camera.high), std::pair(u"low"_s, &document.camera.low)}) {
        auto address = context.secrets().address(name);
        if (!address)
            return tl::unexpected(address.error());
        *target = std::move(*address);
    }
    document.notices = context.secrets().notices();
    auto password = context.secrets().secret(u"onvif-password"_s);
    if (!password)
        return tl::unexpected(password.error());
    document.onvifPassword = std::move(*password);
    document.serverGroup = command.value(u"server-group"_s);
    return document;
}

CliExpected<void> saveCamera(CliContext &context, const Camera &camera,
                             const std::optional<SecretText> &password)
{
    if (password && !context.isUnsealed())
        return cliFailure(u"The ONVIF password cannot be sealed. "_s + context.lockedReason());
    return context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().cameras.save(camera, password, listener, std::move(done));
    });
}

CliResult addCamera(CliContext &context)
{
    auto document = wantedCamera(context);
    if (!document)
        return tl::unexpected(document.error());
    if (document->camera.camera.name.isEmpty())
        return wrongUsage(u"A camera needs a name."_s);
    if (!document->camera.high && !document->camera.low)
        return wrongUsage(u"A camera needs the address of at least one stream: high, low or both."_s);
    if (auto opened = context.open(context.command().isSet(u"wait"_s)); !opened)
        return tl::unexpected(opened.error());
    if (auto applied = applyServerGroup(context, document->serverGroup, document->camera.camera); !applied)
        return tl::unexpected(applied.error());
    for (const QString &notice : std::as_const(document->notices))
        context.note(notice);
    if (document->onvifPassword && !context.isUnsealed())
        return cliFailure(u"The ONVIF password cannot be sealed. "_s + context.lockedReason());
    auto added = addStreams(context, document->camera, document->server);
    if (!added || !document->onvifPassword)
        return added;
    // Its own step: the password is the camera's, and no server is asked for it.
    const Camera *camera = context.fleet().camera(CameraId::fromString(added->json[u"cameraId"].toString()));
    if (!camera)
        return added; // it could not be added; the answer says why
    const Camera known = *camera;
    if (auto saved = saveCamera(context, known, document->onvifPassword); !saved) {
        context.note(saved.error().message);
        added->exitCode = ExitCode::Failed;
    }
    return added;
}

CliResult editCamera(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const auto password = context.secrets().secret(u"onvif-password"_s);
    if (!password)
        return tl::unexpected(password.error());
    // Checked before anything is opened: wrong usage is told at once.
    Camera scratch;
    scratch.isPublic = true;
    scratch.name = command.value(u"name"_s).trimmed(); // how long the stored one is, only the registry knows
    if (auto applied = applyCameraOptions(command, scratch); !applied)
        return tl::unexpected(applied.error());
    if (auto opened = context.open(command.isSet(u"wait"_s)); !opened)
        return tl::unexpected(opened.error());
    const auto known = findCamera(context, command.arguments.first());
    if (!known)
        return tl::unexpected(known.error());
    Camera camera = *known;
    if (auto applied = applyCameraOptions(command, camera); !applied)
        return tl::unexpected(applied.error());
    if (auto applied = applyServerGroup(context, command.value(u"server-group"_s), camera); !applied)
        return tl::unexpected(applied.error());
    if (camera == *known && !*password)
        return wrongUsage(
            u"Say what to change: \"streamkeeper-cli cameras edit --help\" lists the options."_s);
    const bool isAccessNew = isAccessChanged(*known, camera);
    if (auto saved = saveCamera(context, camera, *password); !saved)
        return tl::unexpected(saved.error());
    CliAnswer answer = cameraAnswer(context, camera.id);
    const auto commands =
        isAccessNew ? accessCommands(context.fleet(), {camera.id}) : std::vector<StreamCommand>();
    if (commands.empty())
        return answer;
    auto run = CommandRun(context).run(commands, answer.json.toObject());
    if (run)
        run->text.prepend(answer.text + u'\n');
    return run;
}

CliResult deleteCameras(CliContext &context)
{
    const bool waits = context.command().isSet(u"wait"_s);
    if (auto opened = context.open(waits); !opened)
        return tl::unexpected(opened.error());
    const auto rows = rowsByCamera(context.fleet());
    std::vector<StreamCommand> commands;
    std::vector<CameraId> empty;
    std::vector<CameraId> automatic;
    for (const QString &argument : context.command().arguments) {
        const auto camera = findCamera(context, argument, Shortening::Refused);
        if (!camera)
            return tl::unexpected(camera.error());
        if (!rows.contains(camera->id))
            empty.push_back(camera->id);
        else if (camera->addition == Addition::Auto)
            automatic.push_back(camera->id);
        for (const int index : rows.value(camera->id)) {
            const FleetRow &row = context.fleet().row(index);
            StreamFacts facts = factsOf(context.fleet(), row, context.nowMs());
            facts.serverAnswers = true; // or the request itself says so
            facts.isPending = false;
            const Obstacle obstacle = obstacleFor(StreamAction::Delete, facts);
            // Streams of an automatic camera are not deleted by hand, but they go with it.
            if (obstacle != Obstacle::None && obstacle != Obstacle::AutoStream)
                return cliFailure(u"%1: %2"_s.arg(row.cameraName, texts::obstacle(obstacle)));
            StreamCommand command;
            command.kind = OperationKind::DeleteStream;
            command.stream = row.id;
            command.wanted.seenRevision = context.fleet().stream(row.id)->revision;
            command.wanted.erasesRecordings = context.command().isSet(u"erase-recordings"_s);
            commands.push_back(command);
        }
    }
    const auto remove = [&](const CameraId &id) {
        return context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().cameras.removeEmpty(id, listener, std::move(done));
        });
    };
    for (const CameraId &id : empty) {
        if (auto removed = remove(id); !removed)
            return tl::unexpected(removed.error());
    }
    if (commands.empty())
        return CliAnswer{QJsonObject{{u"outcome"_s, u"confirmed"_s}, {u"operations"_s, QJsonArray()}},
                         u"Removed from the registry.\n"_s, ExitCode::Done};
    CliResult result = CommandRun(context).run(commands);
    for (const CameraId &id : automatic) {
        if (!context.fleet().camera(id) || !context.fleet().rowsOf(id).isEmpty())
            continue; // what could not be deleted is told, and keeps it
        if (auto removed = remove(id); !removed)
            return tl::unexpected(removed.error());
    }
    return result;
}

} // namespace

std::vector<VerbSpec> cameraVerbs()
{
    const QString noun = u"cameras"_s;
    const auto named = ValueKind::CameraName;
    std::vector<OptionSpec> addOptions = cameraSettingOptions();
    std::vector<OptionSpec> editOptions = addOptions;
    for (const OptionSpec &option : waitingOptions())
        editOptions.push_back(option);
    for (const auto &group :
         {addressOptionsOf(u"high"_s, u"of the high-quality stream"_s),
          addressOptionsOf(u"low"_s, u"of the low-quality stream"_s),
          std::vector<OptionSpec>{
              {u"stdin"_s, {}, u"The camera is one JSON object on standard input, addresses included."_s},
              {u"server"_s, u"NAME"_s,
               u"The media server; without it the least loaded one that passes all checks."_s,
               ValueKind::ServerName}},
          waitingOptions()})
        addOptions.insert(addOptions.end(), group.begin(), group.end());
    std::vector<OptionSpec> deleteOptions{
        {u"erase-recordings"_s, {}, u"Erase the recordings on the servers too."_s}};
    for (const OptionSpec &option : waitingOptions())
        deleteOptions.push_back(option);
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Cameras with the status of their streams."_s,
         listOptions({{u"filter"_s, u"TEXT"_s,
                       u"Only cameras in which, or in a stream of which, all these words occur."_s}}),
         listCameras},
        {noun, u"show"_s, u"NAME"_s, 1, 1, named, u"One camera with its streams."_s, {}, showCamera},
        {noun,
         u"add"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Adds a camera with its streams to a media server."_s,
         addOptions,
         addCamera},
        {noun, u"edit"_s, u"NAME"_s, 1, 1, named,
         u"Changes settings of a camera; of its streams on the servers only who may watch them is changed."_s,
         editOptions, editCamera},
        {noun, u"delete"_s, u"NAME ..."_s, 1, -1, named,
         u"Deletes cameras and their streams, on the servers too; recordings are kept."_s, deleteOptions,
         deleteCameras},
    };
}

} // namespace streamkeeper
