#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/Verbs.h"
#include "app/onvif/Discovery.h"
#include "app/onvif/OnvifReading.h"
#include "models/rules/OnvifStreams.h"
#include "models/texts/OnvifTexts.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- searching the network

constexpr qint64 usualSeconds = 4;
constexpr qint64 mostSeconds = 60;

ListAnswer foundList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"address"_s, u"ADDRESS"_s},
                       {u"name"_s, u"NAME"_s},
                       {u"hardware"_s, u"HARDWARE"_s},
                       {u"location"_s, u"LOCATION"_s},
                       {u"answeredFrom"_s, u"ANSWERED FROM"_s, Left, Wide},
                       {u"otherAddresses"_s, u"OTHER ADDRESSES"_s, Left, Wide},
                       {u"endpoint"_s, u"ENDPOINT"_s, Left, Wide}});
}

QJsonObject jsonOf(const OnvifFound &device)
{
    return {{u"address"_s, device.services.value(0)},
            {u"name"_s, json::text(device.name)},
            {u"hardware"_s, json::text(device.hardware)},
            {u"location"_s, json::text(device.location)},
            {u"answeredFrom"_s, device.host},
            {u"otherAddresses"_s, QJsonArray::fromStringList(device.services.mid(1))},
            {u"endpoint"_s, device.endpoint}};
}

CliExpected<std::optional<onvif::Discovery::Place>> searchedPlace(const ParsedCommand &command)
{
    if (!command.isSet(u"address"_s))
        return std::nullopt;
    const auto place = ofOption(u"address"_s, onvif::Discovery::placeOf(command.value(u"address"_s)));
    if (!place)
        return tl::unexpected(place.error());
    return std::optional(*place);
}

/// Runs to the end of its time, or until Ctrl-C.
CliExpected<void> search(CliContext &context, std::chrono::seconds time,
                         const std::optional<onvif::Discovery::Place> &place,
                         const std::function<void(const OnvifFound &)> &take)
{
    onvif::Discovery discovery;
    bool isOver = false;
    std::optional<Error> failure;
    qint64 count = 0;
    QObject::connect(&discovery, &onvif::Discovery::found, &discovery, [&](const OnvifFound &device) {
        take(device);
        context.progress().show(u"%1 devices have answered"_s.arg(++count));
    });
    QObject::connect(&discovery, &onvif::Discovery::finished, &discovery, [&] { isOver = true; });
    QObject::connect(&discovery, &onvif::Discovery::failed, &discovery,
                     [&](const Error &error) { failure = error; });
    discovery.start(time, place);
    if (!context.waitUntil([&] { return isOver || failure; }))
        return CliContext::interruptedFailure();
    if (failure)
        return cliFailure(*failure);
    return {};
}

CliResult discover(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = foundList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    CliExpected<qint64> seconds = usualSeconds;
    if (command.isSet(u"seconds"_s))
        seconds = numberOption(command, u"seconds"_s, 1, mostSeconds);
    if (!seconds)
        return tl::unexpected(seconds.error());
    const auto place = searchedPlace(command);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = search(context, std::chrono::seconds(*seconds), *place,
                              [&](const OnvifFound &device) { list.add(jsonOf(device)); });
    if (!found)
        return tl::unexpected(found.error());
    return list.answer(command, u"No device has answered.\n"_s);
}

// ---- one device

QString remarkWord(OnvifRemark remark)
{
    switch (remark) {
    case OnvifRemark::ClockOff:
        return u"clock_off"_s;
    case OnvifRemark::ClockUnknown:
        return u"clock_unknown"_s;
    case OnvifRemark::OtherPlace:
        return u"other_place"_s;
    case OnvifRemark::OldCalls:
        return u"old_calls"_s;
    case OnvifRemark::Media2Fails:
        return u"media2_fails"_s;
    case OnvifRemark::ProfilesLeftOut:
        return u"profiles_left_out"_s;
    case OnvifRemark::AddressesMissing:
        return u"addresses_missing"_s;
    }
    return {};
}

ListAnswer profileList()
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"channel"_s, u"CHANNEL"_s, Right},
                       {u"quality"_s, u"QUALITY"_s},
                       {u"name"_s, u"NAME"_s},
                       {u"encoding"_s, u"ENCODING"_s},
                       {u"resolution"_s, u"RESOLUTION"_s},
                       {u"framesPerSecond"_s, u"FRAMES/S"_s, Right},
                       {u"bitrateKbps"_s, u"KBIT/S"_s, Right},
                       {u"hasAudio"_s, u"AUDIO"_s},
                       {u"address"_s, u"ADDRESS"_s},
                       {u"token"_s, u"TOKEN"_s, Left, Wide},
                       {u"videoSource"_s, u"VIDEO SOURCE"_s, Left, Wide},
                       {u"snapshotAddress"_s, u"SNAPSHOT"_s, Left, Wide}});
}

QJsonObject jsonOf(const OnvifProfile &profile)
{
    const bool isSizeKnown = profile.width > 0 && profile.height > 0;
    return {{u"token"_s, profile.token},
            {u"name"_s, json::text(profile.name)},
            {u"videoSource"_s, json::text(profile.videoSource)},
            {u"encoding"_s, json::text(profile.encoding)},
            {u"resolution"_s,
             isSizeKnown ? QJsonValue(u"%1x%2"_s.arg(profile.width).arg(profile.height)) : QJsonValue()},
            {u"framesPerSecond"_s, profile.frameRate > 0 ? QJsonValue(profile.frameRate) : QJsonValue()},
            {u"bitrateKbps"_s, json::known(profile.bitrateKbps)},
            {u"hasAudio"_s, profile.hasAudio},
            {u"address"_s, json::text(profile.address.masked())},
            {u"snapshotAddress"_s, json::text(profile.snapshot.masked())},
            {u"channel"_s, QJsonValue()},
            {u"quality"_s, QJsonValue()}};
}

/// Profiles as the device has them, those that are proposed as streams with channel and quality.
void addProfiles(const OnvifDevice &device, ListAnswer &list)
{
    const std::vector<OnvifChannel> channels = onvifChannels(device.information, device.profiles);
    for (std::size_t index = 0; index < device.profiles.size(); ++index) {
        QJsonObject object = jsonOf(device.profiles[index]);
        for (std::size_t channel = 0; channel < channels.size(); ++channel) {
            const bool isHigh = channels[channel].high == index;
            if (!isHigh && channels[channel].low != index)
                continue;
            object.insert(u"channel"_s, qint64(channel) + 1);
            object.insert(u"quality"_s, isHigh ? u"high"_s : u"low"_s);
        }
        list.add(object);
    }
}

QJsonObject jsonOf(const OnvifDevice &device, const onvif::DevicePlace &place)
{
    const OnvifInformation &is = device.information;
    QJsonArray remarks;
    for (const OnvifRemark remark : device.remarks)
        remarks.append(remarkWord(remark));
    return {{u"host"_s, place.host},
            {u"port"_s, place.port},
            {u"manufacturer"_s, json::text(is.manufacturer)},
            {u"model"_s, json::text(is.model)},
            {u"firmware"_s, json::text(is.firmware)},
            {u"serialNumber"_s, json::text(is.serialNumber)},
            {u"hardwareId"_s, json::text(is.hardwareId)},
            {u"macAddress"_s, json::text(is.macAddress)},
            {u"clockOffsetMs"_s, device.clockOffsetMs ? QJsonValue(*device.clockOffsetMs) : QJsonValue()},
            {u"remarks"_s, remarks}};
}

QString textOf(const OnvifInformation &is)
{
    return textFields({{u"Manufacturer"_s, is.manufacturer},
                       {u"Model"_s, is.model},
                       {u"Firmware"_s, is.firmware},
                       {u"Serial number"_s, is.serialNumber},
                       {u"Hardware"_s, is.hardwareId},
                       {u"MAC address"_s, is.macAddress}});
}

CliExpected<onvif::DevicePlace> placeOf(const ParsedCommand &command)
{
    const auto typed = onvif::devicePlaceOf(command.arguments.first());
    if (!typed)
        return wrongUsage(typed.error().message);
    onvif::DevicePlace place = *typed;
    if (!command.isSet(u"accept-fingerprint"_s))
        return place;
    place.pinnedSha256 = parseFingerprint(command.value(u"accept-fingerprint"_s));
    if (place.pinnedSha256.isEmpty() || !place.useTls)
        return wrongUsage(u"--accept-fingerprint takes the 64 hexadecimal digits of a SHA-256, for https."_s);
    return place;
}

CliExpected<onvif::Account> accountOf(CliContext &context)
{
    const auto password = context.secrets().secret(u"password"_s);
    if (!password)
        return tl::unexpected(password.error());
    const onvif::Account account{context.command().value(u"user"_s).trimmed(),
                                 password->value_or(SecretText())};
    if (account.user.isEmpty() && *password)
        return wrongUsage(u"A password needs --user."_s);
    return account;
}

tl::unexpected<CliFailure> probeFailure(const onvif::DeviceReport &report)
{
    const Error &error = report.device.error();
    if (error.category != ErrorCategory::Tls || !report.certificate)
        return cliFailure(error);
    const QString fingerprint = QString::fromLatin1(report.certificate->sha256.toHex());
    return cliFailure(error.message + u"\nIf this is the certificate of your device, accept it: "
                                      "--accept-fingerprint %1"_s.arg(fingerprint),
                      {{u"fingerprint"_s, fingerprint}});
}

CliExpected<OnvifDevice> read(CliContext &context, const onvif::DevicePlace &place,
                              const onvif::Account &account)
{
    NetworkThread network;
    const auto report = context.await<onvif::DeviceReport>([&](QObject *listener, auto done) {
        onvif::readDevice(network, place, account, listener,
                          [done](onvif::DeviceReport answer) { done(std::move(answer)); });
    });
    if (!report)
        return tl::unexpected(report.error());
    if (!report->device)
        return probeFailure(*report);
    return *report->device;
}

CliResult probeDevice(CliContext &context)
{
    const ParsedCommand &command = context.command();
    ListAnswer list = profileList();
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    const auto place = placeOf(command);
    if (!place)
        return tl::unexpected(place.error());
    const auto account = accountOf(context);
    if (!account)
        return tl::unexpected(account.error());
    const auto device = read(context, *place, *account);
    if (!device)
        return tl::unexpected(device.error());
    for (const QString &remark : texts::onvifRemarks(*device))
        context.note(remark);
    addProfiles(*device, list);
    CliAnswer answer = list.answer(command, {});
    QJsonObject object = jsonOf(*device, *place);
    object.insert(u"profiles"_s, answer.json.toArray());
    answer.json = object;
    if (command.format != OutputFormat::Csv)
        answer.text.prepend(textOf(device->information) + u'\n');
    return answer;
}

} // namespace

std::vector<VerbSpec> deviceVerbs()
{
    const QString noun = u"devices"_s;
    return {
        {noun,
         u"discover"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Searches the network for ONVIF devices: asks everybody, and lists who answers. Nobody is logged "
         "in to."_s,
         listOptions({{u"seconds"_s, u"N"_s, u"Wait so long for answers; 4 unless set, at most 60."_s},
                      {u"address"_s, u"HOST:PORT"_s,
                       u"Ask this IP address alone, as behind a router that passes no multicast. The port is "
                       "3702 unless said."_s}}),
         discover},
        {noun, u"probe"_s, u"ADDRESS"_s, 1, 1, ValueKind::Text,
         u"Asks an ONVIF device what it is and where its streams are, and proposes which are high and low. "
         "ADDRESS is a host with or without a port, or the address that discover tells."_s,
         listOptions({{u"user"_s, u"USER"_s, u"The ONVIF user of the device."_s},
                      {u"password-env"_s, u"VAR"_s, u"The password is in this environment variable."_s},
                      {u"password-stdin"_s, {}, u"The password is the next line of standard input."_s},
                      {u"accept-fingerprint"_s, u"SHA256"_s,
                       u"Accept exactly the certificate with this SHA-256 fingerprint."_s}}),
         probeDevice}};
}

} // namespace streamkeeper
