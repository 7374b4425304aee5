#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/ServerForm.h"
#include "app/cli/Verbs.h"
#include "models/cameracsv/OrderReader.h"
#include "models/registry/StoredNames.h"
#include "models/rules/FieldRules.h"
#include "models/texts/DeviceTexts.h"
#include "models/texts/Formatting.h"

#include <QFile>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- devices as they stand

DeviceFacts factsOf(CliContext &context, const NetworkDevice &device)
{
    return deviceFacts(device, context.fleet(), context.session().devices().settings(),
                       context.session().dhcpSettings().isOn());
}

QJsonObject deviceJson(CliContext &context, const NetworkDevice &device)
{
    const Camera *camera = context.fleet().camera(device.camera);
    const DeviceFacts facts = factsOf(context, device);
    return {{u"uuid"_s, device.id.toString()},
            {u"mac"_s, device.mac},
            {u"serialNumber"_s, json::text(device.serialNumber)},
            {u"manufacturer"_s, json::text(device.manufacturer)},
            {u"model"_s, json::text(device.model)},
            {u"ip"_s, json::text(device.ipAddress)},
            {u"reservedIp"_s, json::text(device.reservedAddress)},
            {u"switch"_s, json::text(device.option82.remoteId)},
            {u"port"_s, json::text(device.option82.circuitId)},
            {u"camera"_s, json::text(camera ? camera->name : QString())},
            {u"cameraId"_s, json::text(camera ? camera->id.toString() : QString())},
            {u"activation"_s,
             camera ? QJsonValue(stored::word(stored::activations, camera->activation)) : QJsonValue()},
            {u"streams"_s, facts.streams},
            {u"stage"_s, stored::word(stored::deviceStages, device.stage)},
            {u"state"_s, conditionWord(conditionOf(device, facts))},
            {u"attempts"_s, device.attempts},
            {u"dueAt"_s, json::moment(device.dueAtMs)},
            {u"lastEvent"_s, json::text(device.lastEvent)},
            {u"lastEventAt"_s, json::moment(device.lastEventAtMs)},
            {u"createdAt"_s, json::moment(device.createdAtMs)}};
}

ListAnswer deviceList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"mac"_s, u"MAC"_s},
                       {u"manufacturer"_s, u"MAKE"_s},
                       {u"model"_s, u"MODEL"_s},
                       {u"ip"_s, u"IP"_s},
                       {u"switch"_s, u"SWITCH"_s},
                       {u"port"_s, u"PORT"_s},
                       {u"camera"_s, u"CAMERA"_s},
                       {u"state"_s, u"STATE"_s},
                       {u"lastEvent"_s, u"LAST EVENT"_s},
                       {u"lastEventAt"_s, u"AT"_s, Left, Wide},
                       {u"serialNumber"_s, u"SERIAL"_s, Left, Wide},
                       {u"uuid"_s, u"UUID"_s, Left, Wide},
                       {u"reservedIp"_s, u"RESERVED"_s, Left, Wide},
                       {u"activation"_s, u"ACTIVATION"_s, Left, Wide}});
}

CliAnswer deviceAnswer(CliContext &context, const NetworkDevice &device)
{
    const QJsonObject object = deviceJson(context, device);
    const auto text = [&](const QString &key) { return object[key].toVariant().toString(); };
    return {object,
            textFields({{u"MAC"_s, device.mac},
                        {u"UUID"_s, text(u"uuid"_s)},
                        {u"Serial number"_s, device.serialNumber},
                        {u"Make"_s, device.manufacturer},
                        {u"Model"_s, device.model},
                        {u"IP address"_s, device.ipAddress},
                        {u"Reserved"_s, device.reservedAddress},
                        {u"Option 82"_s, texts::relayInformation(device.option82)},
                        {u"Camera"_s, text(u"camera"_s)},
                        {u"Activation"_s, text(u"activation"_s)},
                        {u"State"_s, text(u"state"_s)},
                        {u"Last event"_s, device.lastEvent}}),
            ExitCode::Done};
}

/// By MAC address, in any spelling, or by UUID.
CliExpected<NetworkDevice> findDevice(CliContext &context, const QString &typed)
{
    const DeviceState &devices = context.session().devices();
    const auto mac = fields::checkMacAddress(typed);
    const NetworkDevice *device = mac && !mac->isEmpty() ? devices.deviceByMac(*mac)
                                                         : devices.device(NetworkDeviceId::fromString(typed));
    if (!device)
        return cliFailure(u"There is no network device %1. \"devices list\" shows all."_s.arg(typed));
    return *device;
}

CliResult listDevices(CliContext &context)
{
    ListAnswer list = deviceList();
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const QString state = context.command().value(u"state"_s);
    for (const NetworkDevice &device : context.session().devices().devices()) {
        const QJsonObject object = deviceJson(context, device);
        if (state.isEmpty() || object[u"state"] == state)
            list.add(object);
    }
    return list.answer(context.command(), u"No network device.\n"_s);
}

CliResult showDevice(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto device = findDevice(context, context.command().arguments.first());
    if (!device)
        return tl::unexpected(device.error());
    return deviceAnswer(context, *device);
}

// ---- orders

CliExpected<ProvisioningReceipt> carryOut(CliContext &context, const ProvisioningOrder &order)
{
    return context.await<ProvisioningReceipt>([&](QObject *listener, auto done) {
        context.session().edits().devices.carryOut(order, {}, listener, std::move(done));
    });
}

CliResult answerOf(CliContext &context, const CliExpected<ProvisioningReceipt> &receipt)
{
    if (!receipt)
        return tl::unexpected(receipt.error());
    const auto device = findDevice(context, receipt->device);
    if (!device)
        return tl::unexpected(device.error());
    CliAnswer answer = deviceAnswer(context, *device);
    QJsonObject object = answer.json.toObject();
    object.insert(u"isChanged"_s, receipt->isChanged);
    answer.json = object;
    if (!receipt->isChanged)
        context.note(u"It was so already."_s);
    return answer;
}

CliResult addDevice(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    return answerOf(
        context,
        carryOut(context, NewCameraOrder{command.arguments.first(), command.value(u"serial"_s),
                                         command.value(u"manufacturer"_s), command.value(u"model"_s)}));
}

CliResult attachDevice(CliContext &context)
{
    const ParsedCommand &command = context.command();
    AttachCameraOrder order;
    order.mac = command.arguments.first();
    order.name = command.value(u"name"_s);
    order.location = command.value(u"location"_s);
    order.serverGroup = command.value(u"group"_s);
    order.userName = command.value(u"onvif-user"_s);
    order.isReplacement = command.isSet(u"replace"_s) || command.isSet(u"replaces"_s);
    order.replacedMac = command.value(u"replaces"_s);
    if (command.isSet(u"archive-days"_s)) {
        const auto days =
            numberOption(command, u"archive-days"_s, fields::minArchiveDays, fields::maxArchiveDays);
        if (!days)
            return tl::unexpected(days.error());
        order.archiveDays = int(*days);
    }
    if (command.isSet(u"onvif-port"_s)) {
        const auto port = numberOption(command, u"onvif-port"_s, 1, 65'535);
        if (!port)
            return tl::unexpected(port.error());
        order.onvifPort = int(*port);
    }
    const auto password = context.secrets().secret(u"onvif-password"_s);
    if (!password)
        return tl::unexpected(password.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (*password && !context.isUnsealed())
        return cliFailure(u"The password cannot be stored. "_s + context.lockedReason());
    order.password = password->value_or(SecretText());
    return answerOf(context, carryOut(context, order));
}

CliResult reportAddress(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    return answerOf(context,
                    carryOut(context, DhcpReport{command.arguments[0],
                                                 command.arguments[1],
                                                 {command.value(u"port"_s), command.value(u"switch"_s)}}));
}

CliResult importOrders(CliContext &context)
{
    QFile file(context.command().arguments.first());
    if (!file.open(QIODevice::ReadOnly))
        return cliFailure(u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString()));
    const auto lines = readOrders(file.readAll());
    if (!lines)
        return cliFailure(lines.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    QJsonArray refused;
    QString text;
    int done = 0;
    for (const OrderLine &line : *lines) {
        const auto receipt = line.order ? carryOut(context, *line.order)
                                        : CliExpected<ProvisioningReceipt>(cliFailure(line.order.error()));
        if (context.isInterrupted())
            return CliContext::interruptedFailure();
        if (receipt) {
            ++done;
            continue;
        }
        refused.append(QJsonObject{{u"line"_s, line.line}, {u"message"_s, receipt.error().message}});
        text += u"Line %1: %2\n"_s.arg(line.line).arg(receipt.error().message);
    }
    text += u"%1 orders were taken, %2 were not.\n"_s.arg(done).arg(refused.size());
    return CliAnswer{QJsonObject{{u"taken"_s, done}, {u"refused"_s, refused}}, text,
                     refused.isEmpty() ? ExitCode::Done : ExitCode::Failed};
}

CliResult retryDevices(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    std::vector<NetworkDeviceId> ids;
    for (const QString &typed : context.command().arguments) {
        const auto device = findDevice(context, typed);
        if (!device)
            return tl::unexpected(device.error());
        ids.push_back(device->id);
    }
    const auto saved = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().devices.resume(ids, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    QJsonArray devices;
    for (const NetworkDeviceId &id : ids)
        devices.append(deviceJson(context, *context.session().devices().device(id)));
    return CliAnswer{devices, u"It goes on: a console does the rest, or \"devices run\".\n"_s,
                     ExitCode::Done};
}

CliResult removeDevice(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto device = findDevice(context, context.command().arguments.first());
    if (!device)
        return tl::unexpected(device.error());
    const auto removed = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().devices.remove(device->id, listener, std::move(done));
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return CliAnswer{QJsonObject{{u"mac"_s, device->mac}}, u"%1 was removed.\n"_s.arg(device->mac),
                     ExitCode::Done};
}

// ---- doing the work

/// Whether a device is where it goes no further by itself.
bool isAtRest(CliContext &context, const NetworkDevice &device)
{
    switch (conditionOf(device, factsOf(context, device))) {
    case DeviceCondition::AwaitsCamera:
    case DeviceCondition::Stopped:
    case DeviceCondition::Manual:
    case DeviceCondition::Paused:
    case DeviceCondition::Done:
        return true;
    case DeviceCondition::AwaitsAddress:
        return !context.session().dhcpSettings().isOn();
    case DeviceCondition::Reserving:
    case DeviceCondition::MakingStreams:
    case DeviceCondition::Releasing:
    case DeviceCondition::Retrying:
        return false;
    }
    return true;
}

constexpr qint64 usualRunSeconds = 60;

CliResult runDevices(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = deviceList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    CliExpected<qint64> seconds = usualRunSeconds;
    if (command.isSet(u"seconds"_s))
        seconds = numberOption(command, u"seconds"_s, 1, 86'400);
    if (!seconds)
        return tl::unexpected(seconds.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    // Where streams go is decided by what the servers say of themselves.
    context.tellFailures(context.poll(context.allServers()));
    Session &session = context.session();
    session.deviceKeeper().start();
    const auto isOver = [&] {
        return session.deviceKeeper().isIdle() &&
               std::ranges::all_of(session.devices().devices(),
                                   [&](const NetworkDevice &device) { return isAtRest(context, device); });
    };
    context.waitUntil(isOver, std::chrono::seconds(*seconds));
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    if (!session.deviceKeeper().dhcpProblem().isEmpty())
        context.note(session.deviceKeeper().dhcpProblem());
    bool hasFailed = false;
    bool isHeldUp = false;
    for (const NetworkDevice &device : session.devices().devices())
        isHeldUp = isHeldUp || factsOf(context, device).isPending;
    if (isHeldUp)
        context.note(
            u"An operation on a stream is not over. If its program is dead: \"operations resume\"."_s);
    for (const NetworkDevice &device : session.devices().devices()) {
        list.add(deviceJson(context, device));
        hasFailed = hasFailed || device.isStopped || device.attempts > 0;
    }
    return list.answer(command, u"No network device.\n"_s, hasFailed ? ExitCode::Failed : ExitCode::Done);
}

// ---- settings

QString choiceText(const OnvifChoice &choice)
{
    return QStringList{choice.manufacturer, choice.model, choice.high, choice.low}.join(u';');
}

CliExpected<std::vector<OnvifChoice>> choicesFrom(const ParsedCommand &command)
{
    std::vector<OnvifChoice> choices;
    for (const QString &text : command.values(u"profile"_s)) {
        if (text == u"none")
            continue;
        const QStringList parts = text.split(u';');
        if (parts.size() != 4)
            return wrongUsage(u"--profile takes \"MAKE;MODEL;HIGH;LOW\", or none."_s);
        choices.push_back({parts[0].trimmed(), parts[1].trimmed(), parts[2].trimmed(), parts[3].trimmed()});
    }
    return choices;
}

CliResult provisioningSettings(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const auto choices = choicesFrom(command);
    if (!choices)
        return tl::unexpected(choices.error());
    CliExpected<qint64> minutes = 0;
    if (command.isSet(u"manual-lock"_s))
        minutes = numberOption(command, u"manual-lock"_s, 0, 1'440);
    if (!minutes)
        return tl::unexpected(minutes.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    ProvisioningSettings settings = context.session().devices().settings();
    if (command.isSet(u"active"_s))
        settings.isOn = command.value(u"active"_s) == u"on";
    if (command.isSet(u"manual-lock"_s))
        settings.manualLockMinutes = int(*minutes);
    if (command.isSet(u"profile"_s))
        settings.choices = *choices;
    if (settings != context.session().devices().settings()) {
        const auto saved = context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().devices.saveSettings(settings, listener, std::move(done));
        });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    QStringList profiles;
    for (const OnvifChoice &choice : settings.choices)
        profiles.append(choiceText(choice));
    return CliAnswer{QJsonObject{{u"active"_s, settings.isOn},
                                 {u"manualLockMinutes"_s, settings.manualLockMinutes},
                                 {u"profiles"_s, QJsonArray::fromStringList(profiles)}},
                     textFields({{u"Provisioning"_s, settings.isOn ? u"on"_s : u"off"_s},
                                 {u"Manual lock, minutes"_s, QString::number(settings.manualLockMinutes)},
                                 {u"Profiles"_s, profiles.join(u", "_s)}}),
                     ExitCode::Done};
}

CliResult setActivation(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const QString wanted = command.arguments.last();
    if (wanted != u"auto" && wanted != u"manual")
        return wrongUsage(u"The last word is auto or manual."_s);
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    std::vector<CameraId> ids;
    for (const QString &typed : command.arguments.mid(0, command.arguments.size() - 1)) {
        const auto camera = findCamera(context, typed);
        if (!camera)
            return tl::unexpected(camera.error());
        if (camera->addition != Addition::Auto)
            return cliFailure(u"%1 was added manually: there is nothing to switch."_s.arg(camera->name));
        ids.push_back(camera->id);
    }
    const bool isSo = std::ranges::all_of(ids, [&](const CameraId &id) {
        return stored::word(stored::activations, context.fleet().camera(id)->activation) == wanted;
    });
    if (!isSo) {
        const auto saved = context.await<void>([&](QObject *listener, auto done) {
            context.session().edits().devices.setActivation(
                ids, wanted == u"auto" ? Activation::Auto : Activation::Manual, listener, std::move(done));
        });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    QJsonArray cameras;
    QString text;
    for (const CameraId &id : ids) {
        const Camera &camera = *context.fleet().camera(id);
        cameras.append(QJsonObject{{u"id"_s, id.toString()},
                                   {u"name"_s, camera.name},
                                   {u"activation"_s, stored::word(stored::activations, camera.activation)}});
        text += u"%1: %2\n"_s.arg(camera.name, wanted);
    }
    return CliAnswer{cameras, text, ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> provisioningVerbs()
{
    const QString noun = u"devices"_s;
    const QString macs = u"MAC"_s;
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Lists the network devices that are cameras, or are to become some."_s,
         listOptions({{u"state"_s,
                       u"STATE"_s,
                       u"Only devices in this state."_s,
                       ValueKind::Word,
                       {u"awaits_camera"_s, u"awaits_address"_s, u"reserving"_s, u"making_streams"_s,
                        u"releasing"_s, u"retrying"_s, u"stopped"_s, u"manual"_s, u"paused"_s, u"done"_s}}}),
         listDevices},
        {noun, u"show"_s, macs, 1, 1, ValueKind::Text, u"Shows one network device."_s, {}, showDevice},
        {noun,
         u"add"_s,
         macs,
         1,
         1,
         ValueKind::Text,
         u"Tells of a new network device, as the order new_camera does."_s,
         {{u"serial"_s, u"NUMBER"_s, u"Its serial number; needed."_s},
          {u"manufacturer"_s, u"NAME"_s, u"Its make; the device tells it later."_s},
          {u"model"_s, u"NAME"_s, u"Its model; the device tells it later."_s}},
         addDevice},
        {noun,
         u"attach"_s,
         macs,
         1,
         1,
         ValueKind::Text,
         u"Makes the device a camera, as the order attach_camera does: it gets an address and streams by "
         "itself."_s,
         {{u"name"_s, u"NAME"_s, u"What the camera is called."_s},
          {u"location"_s, u"TEXT"_s, u"Where it hangs."_s},
          {u"group"_s, u"GROUP"_s, u"Its server group."_s, ValueKind::ServerGroupName},
          {u"archive-days"_s, u"DAYS"_s, u"It is recorded, and kept so long; not recorded unless set."_s},
          {u"onvif-user"_s, u"USER"_s, u"Its ONVIF account."_s},
          {u"onvif-password-env"_s, u"VAR"_s, u"The password is in this environment variable."_s},
          {u"onvif-password-stdin"_s, {}, u"The password is the next line of standard input."_s},
          {u"onvif-port"_s, u"PORT"_s, u"Where it speaks ONVIF; 80 unless set."_s},
          {u"replace"_s, {}, u"It takes the place of the camera with this name."_s},
          {u"replaces"_s, u"MAC"_s, u"It takes the place of this device."_s}},
         attachDevice},
        {noun,
         u"address"_s,
         u"MAC IP"_s,
         2,
         2,
         ValueKind::Text,
         u"Tells which IP address the device got, as the order dhcp does."_s,
         {{u"switch"_s, u"ID"_s, u"The switch that it hangs on (option 82)."_s},
          {u"port"_s, u"ID"_s, u"And the port."_s}},
         reportAddress},
        {noun,
         u"import"_s,
         u"FILE"_s,
         1,
         1,
         ValueKind::File,
         u"Carries out the orders of a CSV file, one line after the other: columns order (new_camera, "
         "attach_camera, dhcp), mac, and what the orders need."_s,
         {},
         importOrders},
        {noun,
         u"retry"_s,
         u"MAC ..."_s,
         1,
         -1,
         ValueKind::Text,
         u"Has devices that stopped go on."_s,
         {},
         retryDevices},
        {noun,
         u"remove"_s,
         macs,
         1,
         1,
         ValueKind::Text,
         u"Removes a device that is no camera's."_s,
         {},
         removeDevice},
        {noun,
         u"run"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Does what is to be done for devices now: leases, reservations, streams. A console that is open "
         "does that by itself."_s,
         listOptions({{u"seconds"_s, u"N"_s, u"At most so long; 60 unless set."_s}}),
         runDevices},
        {u"cameras"_s,
         u"activation"_s,
         u"CAMERA ... auto|manual"_s,
         2,
         -1,
         ValueKind::CameraName,
         u"Says who keeps the streams of cameras that were added automatically: provisioning, or people."_s,
         {},
         setActivation},
        {u"provisioning"_s,
         u"settings"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Shows or changes how cameras come by themselves."_s,
         {{u"active"_s, u"on|off"_s, u"Off: no order is taken, and no device goes on."_s, ValueKind::OnOff},
          {u"manual-lock"_s, u"MINUTES"_s,
           u"That a device has its address before streams are added by hand; 5 unless set."_s},
          {u"profile"_s,
           u"MAKE;MODEL;HIGH;LOW"_s,
           u"Which profiles of a model are its streams; * and ? stand for others. None takes all away."_s,
           ValueKind::Text,
           {},
           true}},
         provisioningSettings}};
}

} // namespace streamkeeper
