#include "app/mediaserver/v2/StreamBody.h"

#include "app/mediaserver/JsonReading.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;
using json::Object;
using json::Value;
using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

constexpr qint64 secondsPerDay = 86'400;
/// Segment length where nothing says another (media-server-v2-api.md 2.9).
constexpr qint64 defaultChunkSeconds = 60;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerV2StreamBody)
};

constexpr QLatin1StringView urlKey = "stream-url"_L1;
constexpr QLatin1StringView enableKey = "stream-enable"_L1;
constexpr QLatin1StringView tracksKey = "stream-tracks"_L1;
constexpr QLatin1StringView accessKey = "stream-access"_L1;
constexpr QLatin1StringView whitelistKey = "stream-whitelist"_L1;
constexpr QLatin1StringView dvrEnableKey = "dvr-enable"_L1;
constexpr QLatin1StringView dvrArchiveKey = "dvr-archive"_L1;
constexpr QLatin1StringView dvrDurationKey = "dvr-duration"_L1;
constexpr QLatin1StringView dvrChunkKey = "dvr-chunk"_L1;
constexpr QLatin1StringView dvrCapacityKey = "dvr-capacity"_L1;
constexpr QLatin1StringView primaryNodeKey = "primary-node"_L1;
constexpr QLatin1StringView secondaryNodeKey = "secondary-node"_L1;

bool isList(const QString &key)
{
    return key == tracksKey || key == u"stream-proto" || key == whitelistKey || key == secondaryNodeKey;
}

/// A value of the ini text as the body wants it. What we know nothing of stays the text it is: only the
/// server knows its type.
QJsonValue jsonOf(const StreamIni &ini, const StreamIni::Entry &entry)
{
    const QString &text = entry.values.last();
    if (isList(entry.key))
        return QJsonArray::fromStringList(ini.list(entry.key));
    if (entry.key == enableKey || entry.key == dvrEnableKey || entry.key == u"dvr-ondemand") {
        const auto flag = ini.flag(entry.key);
        return flag ? QJsonValue(*flag) : QJsonValue(text);
    }
    if (entry.key == dvrDurationKey || entry.key == dvrChunkKey) {
        const auto seconds = secondsFromIni(text);
        return seconds ? QJsonValue(*seconds) : QJsonValue(text);
    }
    if (entry.key == dvrCapacityKey) {
        const auto bytes = bytesFromIni(text);
        return bytes ? QJsonValue(*bytes) : QJsonValue(text);
    }
    if (entry.values.size() > 1 && !entry.key.startsWith(u"stream-") && !entry.key.startsWith(u"dvr-"))
        return QJsonArray::fromStringList(entry.values);
    return text;
}

/// "Who may reach it; only with External access": a private stream has no whitelist, which on some
/// servers would let its addresses in without a token.
void putAccess(QJsonObject &body, const StreamSettings &settings)
{
    const bool isLimited = settings.isPublic && !settings.allowedSubnets.isEmpty();
    body.insert(accessKey, !settings.isPublic ? u"private"_s : isLimited ? u"protected"_s : u"public"_s);
    body.insert(whitelistKey, isLimited ? QJsonArray::fromStringList(settings.allowedSubnets) : QJsonArray());
}

void putNodes(QJsonObject &body, const StreamSettings &settings)
{
    body.remove(primaryNodeKey);
    body.remove(secondaryNodeKey);
    if (!settings.mainNode.isEmpty())
        body.insert(primaryNodeKey, settings.mainNode);
    if (!settings.additionalNode.isEmpty())
        body.insert(secondaryNodeKey, QJsonArray{settings.additionalNode});
}

qint64 depthOf(const StreamSettings &settings)
{
    return std::max(1, settings.archiveDays) * secondsPerDay;
}

void putRecording(QJsonObject &body, const StreamSettings &settings)
{
    body.insert(dvrEnableKey, settings.isRecording);
    if (!settings.isRecording)
        return; // depth and folder stay: the old archive has to live as long as it was meant to
    body.insert(dvrDurationKey, depthOf(settings));
    if (!settings.storage.isEmpty())
        body.insert(dvrArchiveKey, settings.storage);
}

/// Without a list everything is captured; then it is made of what we know.
void putAudio(QJsonObject &body, const StreamSettings &settings, const QStringList &configured)
{
    if (settings.audio == Tristate::Unknown)
        return;
    QStringList tracks = configured.isEmpty() ? QStringList{u"video"_s, u"audio"_s} : configured;
    tracks.removeIf([](const QString &track) { return track.compare("audio"_L1, Qt::CaseInsensitive) == 0; });
    if (settings.audio == Tristate::Yes)
        tracks.append(u"audio"_s);
    body.insert(tracksKey, QJsonArray::fromStringList(tracks));
}

void fillIn(QJsonObject &body, QLatin1StringView key, const QJsonValue &value)
{
    const QJsonValue present = body.value(key);
    if (present.isUndefined() || (present.isString() && present.toString().isEmpty()))
        body.insert(key, value);
}

/// What the body has to name and the ini text may leave out (media-server-v2-api.md 2.4).
void fillInRequired(QJsonObject &body, const StreamConfig &config, const StreamSettings &settings)
{
    fillIn(body, accessKey, config.access.isEmpty() ? u"private"_s : config.access);
    fillIn(body, whitelistKey, QJsonArray::fromStringList(config.whitelist));
    fillIn(body, dvrEnableKey, false);
    fillIn(body, dvrArchiveKey, config.storage);
    fillIn(body, dvrDurationKey, config.depthSeconds > 0 ? config.depthSeconds : depthOf(settings));
    fillIn(body, dvrChunkKey, config.chunkSeconds > 0 ? config.chunkSeconds : defaultChunkSeconds);
    fillIn(body, dvrCapacityKey, 0);
}

/// Some servers show their configuration without the passwords.
bool isRedacted(const QString &address)
{
    static const QRegularExpression stars(uR"(://(?:[^/@]*:)?(?:\*+|•+|x{3,}|<[^>]*>)@)"_s);
    return stars.match(address).hasMatch();
}

struct ConfigReader
{
    StreamConfig config;
    QString storagePath;
    bool isStream = false;

    error_code readConfig(Object object)
    {
        return json::eachField(object, [&](std::string_view key, Value &value) {
            if (key == "source") {
                const QString text = json::toText(value);
                config.hasIni = !text.trimmed().isEmpty();
                config.ini = StreamIni::fromText(text);
            }
            return SUCCESS;
        });
    }

    error_code readDvr(Object object)
    {
        return json::eachField(object, [&](std::string_view key, Value &value) {
            if (key == "storage")
                config.storage = json::toText(value);
            else if (key == "storage_path")
                storagePath = json::toText(value);
            else if (key == "duration_archive")
                config.depthSeconds = json::toInteger(value).value_or(-1);
            else if (key == "duration_chunk")
                config.chunkSeconds = json::toInteger(value).value_or(-1);
            return SUCCESS;
        });
    }

    error_code readWhitelist(Value &value)
    {
        json::Array array;
        if (value.get_array().get(array) == SUCCESS)
            return json::eachElement(array, [&](Value &element) {
                config.whitelist.append(json::toText(element));
                return SUCCESS;
            });
        config.whitelist =
            StreamIni::fromText(whitelistKey + u"="_s + json::toText(value)).list(whitelistKey);
        return SUCCESS;
    }

    error_code read(std::string_view key, Value &value)
    {
        Object object;
        if (key == "uid")
            isStream = !json::toText(value).isEmpty();
        else if (key == "access")
            config.access = json::toText(value);
        else if (key == "whitelist")
            return readWhitelist(value);
        else if (key == "config" && value.get_object().get(object) == SUCCESS)
            return readConfig(object);
        else if (key == "dvr" && value.get_object().get(object) == SUCCESS)
            return readDvr(object);
        return SUCCESS;
    }
};

} // namespace

Result<StreamConfig> decodeStreamConfig(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the configuration of a stream");
    ConfigReader reader;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) {
        return json::eachField(document,
                               [&](std::string_view key, Value &value) { return reader.read(key, value); });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!reader.isStream)
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer does not describe a stream.").arg(attempt));
    // `dvr-archive` is a folder; one of the two is, the other may be a name.
    if (!reader.config.storage.startsWith(u'/'))
        reader.config.storage = reader.storagePath;
    return reader.config;
}

QString whyNotWritable(const StreamConfig &config, StreamSettingFlags changed)
{
    if (!config.hasIni)
        return u"config.source is missing or empty"_s;
    if (!config.ini.isComplete())
        return u"config.source: line %1 was not understood"_s.arg(config.ini.badLine());
    if (changed.testFlag(StreamSetting::Address))
        return {};
    const QString address = config.ini.value(urlKey).value_or(QString());
    if (address.isEmpty())
        return u"config.source: there is no stream-url"_s;
    return isRedacted(address) ? u"config.source: the password of stream-url is not shown"_s : QString();
}

QJsonObject changedBody(const StreamConfig &config, const StreamWrite &write)
{
    const StreamSettings &settings = write.settings;
    QJsonObject body;
    for (const StreamIni::Entry &entry : config.ini.entries())
        body.insert(entry.key, jsonOf(config.ini, entry));
    const auto isChanged = [&](StreamSetting setting) { return write.changed.testFlag(setting); };
    if (isChanged(StreamSetting::Address))
        body.insert(urlKey, settings.address.full().revealText());
    // A stream that is captured on demand is switched on.
    const bool isOnDemand = body.value(enableKey) == QJsonValue("on-demand"_L1);
    if (isChanged(StreamSetting::Enabled) && !(settings.isEnabled && isOnDemand))
        body.insert(enableKey, settings.isEnabled);
    if (isChanged(StreamSetting::Audio))
        putAudio(body, settings, config.ini.list(tracksKey));
    if (isChanged(StreamSetting::Recording))
        putRecording(body, settings);
    if (isChanged(StreamSetting::Access))
        putAccess(body, settings);
    if (isChanged(StreamSetting::Nodes))
        putNodes(body, settings);
    fillInRequired(body, config, settings);
    return body;
}

QJsonObject newBody(const StreamSettings &settings)
{
    QJsonObject body;
    body.insert(urlKey, settings.address.full().revealText());
    if (!settings.displayName.isEmpty())
        body.insert(u"stream-name"_s, settings.displayName);
    if (!settings.cameraUid.isEmpty())
        body.insert(u"camera-uid"_s, settings.cameraUid);
    body.insert(enableKey, settings.isEnabled);
    putAudio(body, settings, {});
    putAccess(body, settings);
    putNodes(body, settings);
    body.insert(dvrEnableKey, settings.isRecording);
    body.insert(dvrArchiveKey, settings.storage);
    body.insert(dvrDurationKey, depthOf(settings));
    body.insert(dvrChunkKey, defaultChunkSeconds);
    body.insert(dvrCapacityKey, 0);
    return body;
}

bool needsStorage(const QJsonObject &body)
{
    return body.value(dvrArchiveKey).toString().isEmpty();
}

void setStorage(QJsonObject &body, const QString &storage)
{
    body.insert(dvrArchiveKey, storage);
}

} // namespace streamkeeper::v2
