#include "app/cli/ServerForm.h"

#include "app/mediaserver/HttpTransport.h"
#include "models/registry/StoredNames.h"
#include "models/rules/ServerEditRule.h"

#include <QUrl>

#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestHost = 255;

CliExpected<void> applyUrl(const QString &text, MediaServer &server)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.host().size() > longestHost)
        return wrongUsage(u"--url takes the address of the server's API, like https://media.example:8080."_s);
    if (!url.userInfo().isEmpty())
        return wrongUsage(
            u"--url holds a user or a password, and arguments are seen by every user of this machine: "
            "give --user, and the password by --secret-stdin or --secret-env VAR."_s);
    const bool hasMore = (!url.path().isEmpty() && url.path() != u"/") || url.hasQuery() || url.hasFragment();
    if (hasMore)
        return wrongUsage(u"--url takes scheme, host and port only."_s);
    server.useTls = url.scheme() == u"https";
    server.internalHost = url.host();
    server.apiPort = quint16(url.port(server.useTls ? 443 : 80));
    if (!server.useTls)
        server.pinnedSha256.clear();
    return {};
}

CliExpected<void> applyPort(const ParsedCommand &command, const QString &name, quint16 &port)
{
    if (!command.isSet(name))
        return {};
    const auto number = numberOption(command, name, 1, 65535);
    if (!number)
        return tl::unexpected(number.error());
    port = quint16(*number);
    return {};
}

template <typename Number>
CliExpected<void> applyLimit(const ParsedCommand &command, const QString &name, qint64 factor,
                             std::optional<Number> &limit)
{
    if (!command.isSet(name))
        return {};
    if (command.value(name) == u"none") {
        limit.reset();
        return {};
    }
    const auto number = numberOption(command, name, 1, std::numeric_limits<int>::max());
    if (!number)
        return wrongUsage(number.error().message.chopped(1) + u", or none."_s);
    limit = Number(*number * factor);
    return {};
}

} // namespace

CliExpected<qint64> numberOption(const ParsedCommand &command, const QString &name, qint64 minimum,
                                 qint64 maximum)
{
    bool isNumber = false;
    const qint64 number = command.value(name).toLongLong(&isNumber);
    if (!isNumber || number < minimum || number > maximum)
        return wrongUsage(u"--%1 takes a whole number from %2 to %3."_s.arg(name).arg(minimum).arg(maximum));
    return number;
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
        {u"external-host"_s, u"HOST"_s, u"Where viewers get streams; empty: the host of the API."_s},
        {u"rtsp-port"_s, u"PORT"_s, u"RTSP port for viewers."_s},
        {u"hls-port"_s, u"PORT"_s, u"HLS port for viewers."_s},
        {u"group-type"_s,
         u"TYPE"_s,
         u"Which cameras it takes: all, public or private."_s,
         ValueKind::Word,
         {u"all"_s, u"public"_s, u"private"_s}},
        {u"streams-limit"_s, u"N"_s, u"Most main streams, or none."_s},
        {u"bitrate-limit"_s, u"KBPS"_s, u"Most incoming traffic in kbit/s, or none."_s},
        {u"active"_s, u"on|off"_s, u"May receive new streams."_s, ValueKind::OnOff},
        {u"incorrect-cameras"_s, u"on|off"_s, u"Reconnects are judged and streams get badges."_s,
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
    if (command.isSet(u"name"_s)) {
        server.name = command.value(u"name"_s).trimmed();
        if (server.name.isEmpty())
            return wrongUsage(u"--name takes a name that is not empty."_s);
    }
    if (command.isSet(u"user"_s))
        server.userName = command.value(u"user"_s);
    if (!server.userName.isEmpty() && server.type != ServerType::MediaMtx)
        return wrongUsage(u"--user is for MediaMTX servers; media_server_v2 takes a token alone."_s);
    if (command.isSet(u"accept-fingerprint"_s)) {
        server.pinnedSha256 = parseFingerprint(command.value(u"accept-fingerprint"_s));
        if (server.pinnedSha256.isEmpty())
            return wrongUsage(u"--accept-fingerprint takes the 64 hexadecimal digits of a SHA-256."_s);
        if (!server.useTls)
            return wrongUsage(u"--accept-fingerprint is for https; this server is asked by http."_s);
    }
    if (command.isSet(u"external-host"_s))
        server.externalHost = command.value(u"external-host"_s).trimmed();
    if (auto applied = applyPort(command, u"rtsp-port"_s, server.rtspPort); !applied)
        return applied;
    if (auto applied = applyPort(command, u"hls-port"_s, server.hlsPort); !applied)
        return applied;
    if (command.isSet(u"group-type"_s))
        server.groupType = stored::fromWord(stored::groupTypes, command.value(u"group-type"_s));
    if (auto applied = applyLimit(command, u"streams-limit"_s, 1, server.streamsLimit); !applied)
        return applied;
    if (auto applied = applyLimit(command, u"bitrate-limit"_s, 1000, server.bitrateLimitBps); !applied)
        return applied;
    if (command.isSet(u"active"_s))
        server.isActive = command.value(u"active"_s) == u"on";
    if (command.isSet(u"incorrect-cameras"_s))
        server.isIncorrectCamerasEnabled = command.value(u"incorrect-cameras"_s) == u"on";
    if (command.isSet(u"node-name"_s))
        server.nodeName = command.value(u"node-name"_s).trimmed();
    if (command.isSet(u"storage"_s))
        server.storages = command.values(u"storage"_s);
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

bool needsProbe(const MediaServer &before, const MediaServer &after)
{
    return before.useTls != after.useTls || before.internalHost != after.internalHost ||
           before.apiPort != after.apiPort || before.auth != after.auth ||
           before.userName != after.userName || before.pinnedSha256 != after.pinnedSha256;
}

} // namespace streamkeeper
