#include "app/mediaserver/v2/ServerInfoDecoder.h"

#include "app/mediaserver/JsonReading.h"
#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>

#include <limits>

namespace streamkeeper::v2 {

using json::Object;
using json::Value;
using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

/// No server has more viewers; larger numbers are its mistake.
constexpr qint64 maxPlausibleViewers = 1'000'000'000;
/// Some servers sum over all cores.
constexpr qint64 maxPlausiblePercent = 100'000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerInfoDecoder)
};

/// Nothing for what the server does not tell or cannot mean.
std::optional<qint64> told(Value &value, qint64 max = std::numeric_limits<qint64>::max())
{
    const auto number = json::toInteger(value);
    return number && *number >= 0 && *number <= max ? number : std::nullopt;
}

std::optional<int> toInt(std::optional<qint64> number)
{
    return number ? std::optional(int(*number)) : std::nullopt;
}

/// Of what a server says of itself.
struct ServerInfoReader
{
    ServerLoad load;
    int storagesLeftOut = 0;
};

error_code readStorage(Object object, const QString &mount, ServerLoad &load)
{
    ServerStorage storage;
    storage.mount = mount;
    const auto code = json::eachField(object, [&](std::string_view key, Value &value) {
        if (key == "capacity_total")
            storage.totalBytes = told(value).value_or(-1);
        else if (key == "capacity_free")
            storage.freeBytes = told(value).value_or(-1);
        else if (key == "err")
            storage.isUsable = json::toInteger(value).value_or(0) >= 0;
        return SUCCESS;
    });
    load.storages.push_back(std::move(storage));
    return code;
}

error_code readServerSection(std::string_view section, Object object, ServerInfoReader &reader)
{
    ServerLoad &load = reader.load;
    return json::eachField(object, [&](std::string_view key, Value &value) -> error_code {
        if (section == "server") {
            if (key == "version")
                load.version = json::toShortText(value);
            else if (key == "hostname" && load.nodeName.isEmpty())
                load.nodeName = json::toShortText(value, limits::maxNameLength);
            else if (key == "startat")
                load.startedAtMs = json::secondsToMs(value);
        } else if (section == "cluster") {
            if (key == "node") {
                if (const QString node = json::toShortText(value, limits::maxNameLength); !node.isEmpty())
                    load.nodeName = node;
            }
        } else if (section == "cpu") {
            if (key == "total")
                load.cpuPercent = toInt(told(value, maxPlausiblePercent));
        } else if (section == "mem") {
            if (key == "rss")
                load.memoryBytes = told(value);
        } else if (section == "net") {
            if (key == "in_bitrate")
                load.trafficInBps = told(value);
            else if (key == "out_bitrate")
                load.trafficOutBps = told(value);
        } else if (section == "streams") {
            if (key == "clients")
                load.clients = toInt(told(value, maxPlausibleViewers));
        } else if (section == "storages") {
            Object storage;
            if (value.get_object().get(storage) != SUCCESS)
                return SUCCESS;
            if (load.storages.size() < limits::maxStorages)
                return readStorage(storage, json::toShortText(key), load);
            ++reader.storagesLeftOut;
        }
        return SUCCESS;
    });
}

} // namespace

Result<ServerState> decodeServerInfo(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the state of the server");
    ServerInfoReader reader;
    bool hasServer = false;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) -> error_code {
        return json::eachField(document, [&](std::string_view key, Value &value) -> error_code {
            Object section;
            if (value.get_object().get(section) != SUCCESS)
                return SUCCESS;
            hasServer = hasServer || key == "server";
            return readServerSection(key, section, reader);
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!hasServer)
        return fail(
            ErrorCategory::Protocol,
            Texts::tr("%1: the answer is not that of a media_server_v2. Check the type of the server.")
                .arg(attempt));
    ServerState state{std::move(reader.load), {}};
    if (reader.storagesLeftOut > 0)
        state.warnings.append(Texts::tr("The server lists %1 storages; the first %2 are shown.")
                                  .arg(reader.storagesLeftOut + int(limits::maxStorages))
                                  .arg(limits::maxStorages));
    return state;
}

} // namespace streamkeeper::v2
