#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"

#include "app/mediaserver/JsonReading.h"
#include "app/mediaserver/mediamtx/PlaybackTime.h"
#include "models/domain/CredentialMask.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;
using json::Array;
using json::Object;
using json::Value;
using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxDecoder)
};

/// ":8554", "127.0.0.1:8554", "[::]:8554"
void readRtspEncryption(const QString &word, GlobalConfig &config)
{
    config.isRtspEncryptedOnly = word == u"strict";
    config.isRtspEncrypted = config.isRtspEncryptedOnly || word == u"optional";
}

quint16 portOf(const QString &address)
{
    bool isNumber = false;
    const uint port = address.section(u':', -1).toUInt(&isNumber);
    return isNumber && port <= 65535 ? quint16(port) : quint16(0);
}

qint64 counter(Value &value)
{
    const auto number = json::toInteger(value);
    return number && *number >= 0 ? *number : -1;
}

error_code readPathConfig(Object object, PathConfig &path)
{
    std::string_view whole;
    if (auto code = object.raw_json().get(whole); code != SUCCESS)
        return code;
    if (auto code = object.reset().error(); code != SUCCESS)
        return code;
    path.mark = qHash(QByteArrayView(whole.data(), qsizetype(whole.size())), QHashSeed::globalSeed());
    path.told = QByteArray(whole.data(), qsizetype(whole.size()));
    QString source;
    bool isSourceTooLong = false;
    const auto code = json::eachField(object, [&](std::string_view key, Value &value) {
        if (key == "name")
            path.name = json::toBoundedText(value, limits::maxNameLength);
        else if (key == "source") {
            source = json::toShortText(value, limits::maxAddressLength + 1);
            isSourceTooLong = source.size() > limits::maxAddressLength;
        } else if (key == "sourceOnDemand")
            path.isOnDemand = json::toBool(value).value_or(false);
        else if (key == "record")
            path.isRecording = json::toBool(value).value_or(false);
        return SUCCESS;
    });
    // Half of what it is would be written back as all of it.
    if (isSourceTooLong || whole.size() > size_t(limits::maxSettingsBytes))
        path.name.clear();
    path.isPublisher = source.isEmpty() || source == u"publisher";
    path.isCatchAll = path.name.startsWith(u'~') || path.name == u"all_others" || path.name == u"all";
    path.isRedirect = source == u"redirect";
    path.isBuiltInCamera = source.startsWith(u"rpiCamera");
    if (!path.isPublisher && !path.isRedirect && !path.isBuiltInCamera)
        path.address = StreamAddress::fromText(source);
    return code;
}

/// Resolution and codec parameters; 0 means "not known yet".
error_code readCodecProperties(Object properties, PathState &path)
{
    return json::eachField(properties, [&](std::string_view key, Value &value) {
        const auto number = key == "width" || key == "height" ? json::toInteger(value) : std::nullopt;
        if (number && *number > 0 && *number <= 32'768)
            (key == "width" ? path.width : path.height) = int(*number);
        return SUCCESS;
    });
}

bool isAudioCodec(const QString &codec)
{
    static const QStringList names{u"opus"_s, u"vorbis"_s, u"lpcm"_s, u"ac-3"_s, u"e-ac-3"_s, u"speex"_s};
    const QString name = codec.toLower();
    return name.contains(u"audio") || name.startsWith(u"g7") || names.contains(name);
}

/// `tracks2` (from 1.17 on): objects; `tracks` (deprecated): codec names.
error_code readTracks(Array tracks, PathState &path)
{
    return json::eachElement(tracks, [&](Value &track) -> error_code {
        path.hasTracks = true;
        Object object;
        if (track.get_object().get(object) != SUCCESS) {
            path.hasAudio = path.hasAudio || isAudioCodec(json::toShortText(track));
            return SUCCESS;
        }
        return json::eachField(object, [&](std::string_view key, Value &value) -> error_code {
            Object properties;
            if (key == "codec")
                path.hasAudio = path.hasAudio || isAudioCodec(json::toShortText(value));
            else if (key == "codecProps" && value.get_object().get(properties) == SUCCESS)
                return readCodecProperties(properties, path);
            return SUCCESS;
        });
    });
}

struct StateReader
{
    PathState path;
    std::optional<bool> available; ///< from 1.16 on; `ready` before
    std::optional<qint64> availableSinceMs;
    std::optional<bool> online; ///< a path with a slate (alwaysAvailable) is available without its source
    std::optional<qint64> onlineSinceMs;

    error_code read(std::string_view key, Value &value)
    {
        Array array;
        Object object;
        if (key == "name")
            path.name = json::toBoundedText(value, limits::maxNameLength);
        else if (key == "confName")
            path.configName = json::toShortText(value, limits::maxNameLength);
        else if (key == "ready")
            path.isReady = json::toBool(value).value_or(false);
        else if (key == "readyTime")
            path.readySinceMs = json::toTimeMs(value);
        else if (key == "available")
            available = json::toBool(value);
        else if (key == "availableTime")
            availableSinceMs = json::toTimeMs(value);
        else if (key == "online")
            online = json::toBool(value);
        else if (key == "onlineTime")
            onlineSinceMs = json::toTimeMs(value);
        else if (key == "inboundBytes" || (key == "bytesReceived" && path.inboundBytes < 0))
            path.inboundBytes = counter(value);
        else if (key == "outboundBytes" || (key == "bytesSent" && path.outboundBytes < 0))
            path.outboundBytes = counter(value);
        else if (key == "readers" && value.get_array().get(array) == SUCCESS)
            return json::eachElement(array, [this](Value &) {
                ++path.readers;
                return SUCCESS;
            });
        else if ((key == "tracks2" || key == "tracks") && value.get_array().get(array) == SUCCESS)
            return readTracks(array, path);
        else if (key == "source" && value.get_object().get(object) == SUCCESS)
            return json::eachField(object, [this](std::string_view field, Value &inner) {
                if (field == "type")
                    path.sourceType = json::toShortText(inner);
                return SUCCESS;
            });
        return SUCCESS;
    }

    [[nodiscard]] PathState take()
    {
        if (available) {
            path.isReady = *available;
            path.readySinceMs = availableSinceMs;
        }
        path.isReady = path.isReady && online.value_or(true);
        // Of a slate's path the later one tells when its source came; else both begin before there is media.
        if (path.readySinceMs && onlineSinceMs)
            path.readySinceMs = std::max(*path.readySinceMs, *onlineSinceMs);
        if (path.width <= 0 || path.height <= 0)
            path.width = path.height = -1;
        return std::move(path);
    }
};

error_code readState(Object object, PathState &path)
{
    StateReader reader;
    const auto code =
        json::eachField(object, [&](std::string_view key, Value &value) { return reader.read(key, value); });
    path = reader.take();
    return code;
}

/// The frame that all lists share: {itemCount, pageCount, items: [...]}.
struct PageFrame
{
    int pageCount = -1;
    int leftOut = 0; ///< entries without a name that can be one
};

template <typename Item, typename ReadItem>
Result<PageFrame> readPage(const QByteArray &body, const QString &attempt, std::vector<Item> &items,
                           ReadItem readItem)
{
    PageFrame frame;
    bool hasItems = false;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) {
        return json::eachField(document, [&](std::string_view key, Value &value) -> error_code {
            Array array;
            if (key == "pageCount") {
                const qint64 count = json::toInteger(value).value_or(-1);
                frame.pageCount = count <= std::numeric_limits<int>::max() ? int(count) : -1;
            } else if (key == "items" && value.get_array().get(array) == SUCCESS) {
                hasItems = true;
                return json::eachElement(array, [&](Value &element) -> error_code {
                    Object object;
                    if (element.get_object().get(object) != SUCCESS)
                        return SUCCESS;
                    Item item;
                    if (auto code = readItem(object, item); code != SUCCESS)
                        return code;
                    if (items.size() >= limits::maxStreams)
                        return simdjson::CAPACITY;
                    if (item.name.isEmpty())
                        ++frame.leftOut;
                    else
                        items.push_back(std::move(item));
                    return SUCCESS;
                });
            }
            return SUCCESS;
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!hasItems || frame.pageCount < 0)
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer is not that of a MediaMTX. Check the type of the server.")
                        .arg(attempt));
    return frame;
}

} // namespace

Result<Info> decodeInfo(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the version");
    Info info;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) {
        return json::eachField(document, [&](std::string_view key, Value &value) {
            if (key == "version")
                info.version = json::toShortText(value);
            else if (key == "started")
                info.startedMs = json::toTimeMs(value);
            return SUCCESS;
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (info.version.isEmpty())
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer is not that of a MediaMTX. Check the type of the server.")
                        .arg(attempt));
    return info;
}

Result<GlobalConfig> decodeGlobalConfig(const QByteArray &body)
{
    GlobalConfig config;
    auto done = json::readDocument(
        body, Texts::tr("Reading the configuration"), [&](simdjson::ondemand::document &document) {
            return json::eachField(document, [&](std::string_view key, Value &value) {
                if (key == "authMethod")
                    config.authMethod = json::toShortText(value);
                else if (key == "rtsp")
                    config.isRtspOn = json::toBool(value).value_or(true);
                else if (key == "rtspEncryption")
                    readRtspEncryption(json::toText(value), config);
                else if (key == "hls")
                    config.isHlsOn = json::toBool(value).value_or(true);
                else if (key == "hlsEncryption")
                    config.isHlsEncrypted = json::toBool(value).value_or(false);
                else if (key == "rtspAddress")
                    config.rtspPort = portOf(json::toText(value));
                else if (key == "rtspsAddress")
                    config.rtspsPort = portOf(json::toText(value));
                else if (key == "hlsAddress")
                    config.hlsPort = portOf(json::toText(value));
                else if (key == "playback")
                    config.isPlaybackOn = json::toBool(value).value_or(false);
                else if (key == "playbackEncryption")
                    config.isPlaybackEncrypted = json::toBool(value).value_or(false);
                else if (key == "playbackAddress")
                    config.playbackPort = portOf(json::toText(value));
                return SUCCESS;
            });
        });
    if (!done)
        return tl::unexpected(done.error());
    return config;
}

Result<ConfigPage> decodeConfigPage(const QByteArray &body, const PathMarks &known)
{
    ConfigPage page;
    const auto read = [&known](Object object, PathConfig &path) {
        const error_code code = readPathConfig(object, path);
        if (known.value(path.name) == path.mark)
            path.told.clear();
        return code;
    };
    const auto frame = readPage(body, Texts::tr("Reading the configured paths"), page.paths, read);
    if (!frame)
        return tl::unexpected(frame.error());
    page.pageCount = frame->pageCount;
    page.leftOut = frame->leftOut;
    return page;
}

Result<StatePage> decodeStatePage(const QByteArray &body)
{
    StatePage page;
    const auto frame = readPage(body, Texts::tr("Reading the running paths"), page.paths, readState);
    if (!frame)
        return tl::unexpected(frame.error());
    page.pageCount = frame->pageCount;
    page.leftOut = frame->leftOut;
    return page;
}

Result<PathConfig> decodeConfigPath(const QByteArray &body)
{
    PathConfig path;
    auto done = json::readDocument(body, Texts::tr("Reading a configured path"),
                                   [&](simdjson::ondemand::document &document) {
                                       Object object;
                                       const auto code = document.get_object().get(object);
                                       return code == SUCCESS ? readPathConfig(object, path) : code;
                                   });
    if (!done)
        return tl::unexpected(done.error());
    if (path.name.isEmpty())
        return fail(ErrorCategory::Protocol, Texts::tr("The answer does not describe a path."));
    return path;
}

Result<PathDetails> decodePathDetails(const QByteArray &body)
{
    auto path = decodeConfigPath(body);
    if (!path)
        return tl::unexpected(path.error());
    const QJsonObject told = QJsonDocument::fromJson(body).object();
    return PathDetails{std::move(*path), told};
}

Result<QStringList> decodeSegments(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the recordings of a path");
    QStringList starts;
    bool hasSegments = false;
    const auto readSegment = [&](Value &segment) -> error_code {
        Object object;
        if (segment.get_object().get(object) != SUCCESS)
            return SUCCESS;
        return json::eachField(object, [&](std::string_view key, Value &value) {
            if (key == "start")
                starts.append(json::toShortText(value));
            return SUCCESS;
        });
    };
    const auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) {
        return json::eachField(document, [&](std::string_view key, Value &value) -> error_code {
            if (key != "segments")
                return SUCCESS;
            hasSegments = true;
            Array array;
            // Go writes an empty list as null.
            return value.get_array().get(array) == SUCCESS ? json::eachElement(array, readSegment) : SUCCESS;
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!hasSegments)
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer is not that of a MediaMTX. Check the type of the server.")
                        .arg(attempt));
    starts.removeAll(QString());
    return starts;
}

Result<PathState> decodeState(const QByteArray &body)
{
    PathState path;
    auto done =
        json::readDocument(body, Texts::tr("Reading a path"), [&](simdjson::ondemand::document &document) {
            Object object;
            const auto code = document.get_object().get(object);
            return code == SUCCESS ? readState(object, path) : code;
        });
    if (!done)
        return tl::unexpected(done.error());
    if (path.name.isEmpty())
        return fail(ErrorCategory::Protocol, Texts::tr("The answer does not describe a path."));
    return path;
}

QString decodeRefusal(const QByteArray &body)
{
    if (body.size() > limits::maxRefusalBytes)
        return {};
    QString error;
    const auto done = json::readDocument(body, {}, [&](simdjson::ondemand::document &document) {
        return json::eachField(document, [&](std::string_view key, Value &value) {
            if (key == "error")
                error = json::toText(value);
            return SUCCESS;
        });
    });
    return done ? maskCredentials(error).left(300) : QString();
}

Result<std::vector<RecordedPeriod>> decodePlaybackList(const QByteArray &body)
{
    std::vector<RecordedPeriod> periods;
    const auto readPiece = [&](Value &piece) -> error_code {
        Object object;
        if (piece.get_object().get(object) != SUCCESS)
            return SUCCESS;
        QString start;
        double seconds = 0;
        const auto code = json::eachField(object, [&](std::string_view key, Value &value) {
            if (key == "start")
                start = json::toShortText(value);
            else if (key == "duration" && value.get_double().get(seconds) != SUCCESS)
                seconds = 0;
            return SUCCESS;
        });
        constexpr double longestSeconds =
            1e9; // beyond it a length is nonsense, and no qint64 of milliseconds
        const auto startUs = readPlaybackTime(start);
        if (periods.size() >= limits::maxPeriods)
            return simdjson::CAPACITY;
        if (!startUs || seconds <= 0 || seconds >= longestSeconds)
            return code;
        const qint64 fromMs = *startUs / 1000;
        const qint64 untilMs = fromMs + qint64(seconds * 1000);
        if (fromMs >= 0 && untilMs <= limits::latestMs)
            periods.push_back({fromMs, untilMs, start});
        return code;
    };
    const auto done =
        json::readDocument(body, Texts::tr("Reading what is recorded"),
                           [&](simdjson::ondemand::document &document) -> error_code {
                               Array pieces;
                               if (const auto code = document.get_array().get(pieces); code != SUCCESS)
                                   return code;
                               return json::eachElement(pieces, readPiece);
                           });
    if (!done)
        return tl::unexpected(done.error());
    std::ranges::sort(periods, {}, &RecordedPeriod::fromMs);
    return periods;
}

} // namespace streamkeeper::mediamtx
