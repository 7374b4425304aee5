#include "app/cli/ServerForm.h"

#include "app/mediaserver/ServerCertificate.h"
#include "models/registry/StoredNames.h"
#include "models/rules/FieldRules.h"
#include "models/rules/ServerEditRule.h"
#include "models/texts/StreamTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

CliExpected<void> applyUrl(const QString &text, MediaServer &server)
{
    const auto place = fields::checkApiUrl(text);
    const auto authority = authorityOf(text);
    if (!place && authority && authority->hasUserInfo)
        return wrongUsage(u"--url: "_s + place.error().message +
                          u" Arguments are seen by every user of this machine: give --user, and the password "
                          "by --secret-stdin or --secret-env VAR."_s);
    if (!place)
        return tl::unexpected(ofOption(u"url"_s, place).error());
    server.useTls = place->useTls;
    server.internalHost = place->host;
    server.apiPort = place->port;
    if (!server.useTls)
        server.pinnedSha256.clear();
    return {};
}

CliExpected<void> applyFingerprint(const ParsedCommand &command, MediaServer &server)
{
    if (!command.isSet(u"accept-fingerprint"_s))
        return {};
    server.pinnedSha256 = parseFingerprint(command.value(u"accept-fingerprint"_s));
    if (server.pinnedSha256.isEmpty())
        return wrongUsage(u"--accept-fingerprint takes the 64 hexadecimal digits of a SHA-256."_s);
    if (!server.useTls)
        return wrongUsage(u"--accept-fingerprint is for https; this server is asked by http."_s);
    return {};
}

} // namespace

QString valueOrNone(const ParsedCommand &command, const QString &name)
{
    const QString value = command.value(name);
    return value == u"none" ? QString() : value;
}

CliExpected<void> applyLimits(const ParsedCommand &command, std::optional<int> &streams,
                              std::optional<qint64> &bitrateBps)
{
    const auto taken =
        takeOption(command, u"streams-limit"_s,
                   fields::checkStreamsLimit(valueOrNone(command, u"streams-limit"_s), streams), streams);
    if (!taken)
        return taken;
    return takeOption(command, u"bitrate-limit"_s,
                      fields::checkTrafficLimit(valueOrNone(command, u"bitrate-limit"_s), bitrateBps),
                      bitrateBps);
}

CliExpected<qint64> numberOption(const ParsedCommand &command, const QString &name, qint64 minimum,
                                 qint64 maximum)
{
    const auto number =
        ofOption(name, fields::checkWholeNumber(command.value(name), int(minimum), int(maximum)));
    return number ? CliExpected<qint64>(*number) : tl::unexpected(number.error());
}

std::vector<OptionSpec> serverSettingOptions()
{
    return {
        {u"name"_s, u"NAME"_s, u"The name in the registry."_s},
        {u"user"_s, u"USER"_s, u"The internal user of a MediaMTX server that has the permission \"api\"."_s},
        {u"secret-stdin"_s, {}, u"The token (MediaMTX: the password) is the next line of standard input."_s},
        {u"secret-env"_s,
         u"VAR"_s,
         u"The token (MediaMTX: the password) is in this environment variable. SERVER=VAR lends one for this "
         "command."_s,
         ValueKind::Text,
         {},
         true},
        {u"accept-fingerprint"_s, u"SHA256"_s,
         u"Accept exactly the certificate with this SHA-256 fingerprint."_s},
        {u"account-in-clear"_s,
         u"ask|send|withhold"_s,
         u"Whether the password may go in clear where the API is encrypted, and recordings "
         u"(playbackEncryption) or "
         "streams (hlsEncryption, rtspEncryption) are not."_s,
         ValueKind::Word,
         {u"ask"_s, u"send"_s, u"withhold"_s}},
        {u"external-host"_s, u"HOST"_s, u"Where viewers get streams; empty: the host of the API."_s},
        {u"rtsp-port"_s, u"PORT"_s, u"RTSP port for viewers."_s},
        {u"hls-port"_s, u"PORT"_s, u"HLS port for viewers."_s},
        {u"group-type"_s,
         u"TYPE"_s,
         u"Which cameras it takes: all, public or private."_s,
         ValueKind::Word,
         {u"all"_s, u"public"_s, u"private"_s}},
        {u"streams-limit"_s, u"N"_s, u"Most main streams, or none."_s},
        {u"bitrate-limit"_s, u"N"_s, u"Most incoming traffic in kbit/s, or none."_s},
        {u"active"_s, u"on|off"_s, u"May receive new streams."_s, ValueKind::OnOff},
        {u"incorrect-cameras"_s, u"on|off"_s, u"Reconnects are judged and streams get badges."_s,
         ValueKind::OnOff},
        {u"switch-off"_s, u"on|off"_s, u"The console switches off what is Problematic, a few at a time."_s,
         ValueKind::OnOff},
        {u"node-name"_s, u"NAME"_s, u"The name of the server in its own cluster."_s},
        {u"storage"_s,
         u"PATH"_s,
         u"Root of an archive on the server, the first for new streams."_s,
         ValueKind::Text,
         {},
         true},
        {u"no-probe"_s, {}, u"Save without asking the server first."_s}};
}

CliExpected<void> applyServerOptions(const ParsedCommand &command, MediaServer &server)
{
    if (command.isSet(u"url"_s)) {
        if (auto applied = applyUrl(command.value(u"url"_s), server); !applied)
            return applied;
    }
    const auto value = [&](const QString &name) { return command.value(name); };
    for (const auto &taken :
         {takeOption(command, u"name"_s, fields::checkServerName(value(u"name"_s), server.name), server.name),
          takeOption(command, u"user"_s, fields::checkText(value(u"user"_s), server.userName),
                     server.userName),
          takeOption(command, u"external-host"_s,
                     fields::checkExternalHost(value(u"external-host"_s), server.externalHost),
                     server.externalHost),
          takeOption(command, u"rtsp-port"_s, fields::checkPort(value(u"rtsp-port"_s)), server.rtspPort),
          takeOption(command, u"hls-port"_s, fields::checkPort(value(u"hls-port"_s)), server.hlsPort),
          takeOption(command, u"storage"_s,
                     fields::checkStorages(command.values(u"storage"_s), server.storages), server.storages),
          applyLimits(command, server.streamsLimit, server.bitrateLimitBps),
          applyFingerprint(command, server)}) {
        if (!taken)
            return taken;
    }
    if (!server.userName.isEmpty() && !capabilitiesOf(server.type).testFlag(Capability::Accounts))
        return wrongUsage(u"--user is for %1; a %2 takes a token alone."_s.arg(
            texts::makesWith(Capability::Accounts), texts::serverType(server.type)));
    if (command.isSet(u"group-type"_s))
        server.groupType = stored::fromWord(stored::groupTypes, value(u"group-type"_s));
    if (command.isSet(u"account-in-clear"_s) && !capabilitiesOf(server.type).testFlag(Capability::Accounts))
        return wrongUsage(u"--account-in-clear is for %1; a %2 is signed in to by a token alone."_s.arg(
            texts::makesWith(Capability::Accounts), texts::serverType(server.type)));
    if (command.isSet(u"account-in-clear"_s))
        server.unencryptedAccount =
            stored::fromWord(stored::unencryptedAccounts, value(u"account-in-clear"_s));
    if (command.isSet(u"active"_s))
        server.isActive = value(u"active"_s) == u"on";
    if (command.isSet(u"incorrect-cameras"_s))
        server.isIncorrectCamerasEnabled = value(u"incorrect-cameras"_s) == u"on";
    if (command.isSet(u"switch-off"_s))
        server.isSwitchingOffIncorrect = value(u"switch-off"_s) == u"on";
    if (command.isSet(u"switch-off"_s) && server.isSwitchingOffIncorrect &&
        !capabilitiesOf(server.type).testFlag(Capability::SwitchOff))
        return wrongUsage(
            u"--switch-off: a %1 cannot switch streams off."_s.arg(texts::serverType(server.type)));
    if (command.isSet(u"node-name"_s))
        server.nodeName = value(u"node-name"_s).trimmed();
    return {};
}

QString lockedServerChange(const MediaServer &before, const MediaServer &after, int streamCount)
{
    QStringList locked;
    const auto check = [&](ServerField field, const auto &was, const auto &is, const QString &name) {
        if (was != is && !whyServerFieldIsLocked(field, streamCount).isEmpty())
            locked.append(name);
    };
    check(ServerField::ExternalHost, before.externalHost, after.externalHost, u"external address"_s);
    check(ServerField::RtspPort, before.rtspPort, after.rtspPort, u"RTSP port"_s);
    check(ServerField::HlsPort, before.hlsPort, after.hlsPort, u"HLS port"_s);
    check(ServerField::GroupType, before.groupType, after.groupType, u"group type"_s);
    check(ServerField::NodeName, before.nodeName, after.nodeName, u"node name"_s);
    check(ServerField::Storages, before.storages, after.storages, u"storages"_s);
    return locked.join(u", "_s);
}

} // namespace streamkeeper
