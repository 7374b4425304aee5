#include "app/mediaserver/v2/MediaServerV2Decoder.h"

#include "app/mediaserver/JsonReading.h"
#include "app/mediaserver/v2/StreamIni.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <limits>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;
using json::Array;
using json::Object;
using json::Value;
using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

/// No stream carries more; larger numbers are a server's mistake and would spoil sums and charts.
constexpr qint64 maxPlausibleBps = 100'000'000'000;
constexpr qint64 maxPlausibleCount = 1'000'000'000;
constexpr qint64 maxPlausiblePixels = 32'768;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerV2Decoder)
};

/// Reads a number that has to lie in 0..max; what does not is unknown and noted once per field.
qint64 plausible(Value &value, qint64 max, const char *field, QSet<QString> &implausible)
{
    const auto number = json::toInteger(value);
    if (number && *number >= 0 && *number <= max)
        return *number;
    if (number)
        implausible.insert(QString::fromLatin1(field));
    return ObservedStream::unknown;
}

Tristate readTristate(Value &value)
{
    return toTristate(json::toBool(value));
}

/// Everything but `public` needs something of the viewer (media-server-v2-api.md 1.3); nothing said is
/// nothing known.
Tristate needsToken(const QString &access)
{
    const QString word = access.trimmed().toLower();
    return word.isEmpty() ? Tristate::Unknown : word == u"public" ? Tristate::No : Tristate::Yes;
}

struct EntryReader
{
    QSet<QString> &implausible;
    ObservedStream stream;
    QString status;
    bool isStream = false; ///< has a member that every stream has; else it is an entry of something else

    bool readNumbers(std::string_view key, Value &value)
    {
        if (key == "bitrate_in")
            stream.bitrateInBps = plausible(value, maxPlausibleBps, "bitrate_in", implausible);
        else if (key == "bitrate_out")
            stream.bitrateOutBps = plausible(value, maxPlausibleBps, "bitrate_out", implausible);
        else if (key == "clients_count")
            stream.clients = qint32(plausible(value, maxPlausibleCount, "clients_count", implausible));
        else if (key == "video_width")
            stream.width = qint32(plausible(value, maxPlausiblePixels, "video_width", implausible));
        else if (key == "video_height")
            stream.height = qint32(plausible(value, maxPlausiblePixels, "video_height", implausible));
        else if (key == "reconnect_attempt")
            stream.reconnectAttempts =
                qint32(plausible(value, maxPlausibleCount, "reconnect_attempt", implausible));
        else if (key == "reconnect_total")
            stream.reconnectTotal =
                qint32(plausible(value, maxPlausibleCount, "reconnect_total", implausible));
        else if (key == "reconnect_time")
            stream.nextReconnectMs = json::secondsToMs(value).value_or(ObservedStream::unknown);
        else if (key == "src_start_time")
            stream.sourceStartMs = json::secondsToMs(value).value_or(ObservedStream::unknown);
        else if (key == "src_ping_time")
            stream.lostSinceMs = json::secondsToMs(value).value_or(
                ObservedStream::unknown); // last contact; meaningless while active, see finish()
        else
            return false;
        return true;
    }

    void read(std::string_view key, Value &value)
    {
        isStream = isStream || key == "uid" || key == "status" || key == "state" || key == "enabled" ||
                   key == "entry";
        if (readNumbers(key, value))
            return;
        if (key == "uid")
            stream.remoteName = json::toBoundedText(value, limits::maxNameLength);
        else if (key == "stream_name")
            stream.displayName = json::toShortText(value, limits::maxNameLength);
        else if (key == "camera_uid")
            stream.cameraUid = json::toShortText(value, limits::maxNameLength);
        else if (key == "status" || key == "state")
            status = json::toShortText(value);
        else if (key == "enabled")
            stream.isEnabled = json::toBool(value).value_or(true);
        else if (key == "type")
            stream.role = json::toShortText(value).compare(u"secondary", Qt::CaseInsensitive) == 0
                              ? StreamRole::Additional
                              : StreamRole::Main;
        else if (key == "track_audio")
            stream.hasAudio = readTristate(value);
        else if (key == "dvr_enabled")
            stream.isRecording = readTristate(value);
        else if (key == "access")
            stream.isPrivate = needsToken(json::toShortText(value));
    }

    void finish()
    {
        applyStatus(stream, status);
        if (stream.width <= 0 || stream.height <= 0)
            stream.width = stream.height = ObservedStream::unknown; // 0 means unknown to the vendor
        if (stream.status == StreamStatus::Active) {
            stream.lostSinceMs = ObservedStream::unknown;
            stream.nextReconnectMs = ObservedStream::unknown;
        } else {
            // What a stream without a source reports about rate and picture is of the past.
            stream.bitrateInBps = stream.bitrateInBps == 0 ? ObservedStream::unknown : stream.bitrateInBps;
        }
        if (stream.displayName == stream.remoteName)
            stream.displayName.clear();
    }
};

error_code readEntry(Object entry, const QString &key, QSet<QString> &implausible, ObservedStream &out)
{
    EntryReader reader{implausible, {}, {}};
    const auto code = json::eachField(entry, [&](std::string_view name, Value &value) {
        reader.read(name, value);
        return SUCCESS;
    });
    if (code != SUCCESS)
        return code;
    if (!reader.isStream)
        reader.stream.remoteName.clear();
    else if (!key.isEmpty())
        reader.stream.remoteName = key; // the key of the list is what every other call takes
    reader.finish();
    out = std::move(reader.stream);
    return SUCCESS;
}

void addWarnings(StreamList &list, const QSet<QString> &implausible, int unreadable)
{
    if (!implausible.isEmpty()) {
        QStringList fields(implausible.cbegin(), implausible.cend());
        fields.sort();
        list.warnings.append(
            Texts::tr("The server reports impossible numbers (%1); they are shown as unknown.")
                .arg(fields.join(u", ")));
    }
    if (unreadable > 0)
        list.warnings.append(
            Texts::tr("%1 entries of the stream list could not be read and were left out.").arg(unreadable));
    std::ranges::stable_sort(list.streams, {}, &ObservedStream::remoteName);
    // Named before they are thrown out: std::unique leaves nothing readable behind.
    const auto first = std::ranges::adjacent_find(list.streams, {}, &ObservedStream::remoteName);
    if (first != list.streams.end()) {
        list.warnings.append(
            Texts::tr("The server lists %1 several times; the first entry is used.").arg(first->remoteName));
        const auto isSame = [](const ObservedStream &left, const ObservedStream &right) {
            return left.remoteName == right.remoteName;
        };
        list.streams.erase(std::unique(list.streams.begin(), list.streams.end(), isSame), list.streams.end());
    }
}

} // namespace

void applyStatus(ObservedStream &stream, const QString &word)
{
    const QString status = word.trimmed().toLower();
    stream.rawStatus.clear();
    if (!stream.isEnabled) {
        stream.status = StreamStatus::Inactive;
    } else if (status == u"active") {
        stream.status = StreamStatus::Active;
    } else if (status == u"inactive") {
        stream.status = StreamStatus::Inactive;
    } else if (status == u"pending" || status == u"warming" || status == u"undefined" ||
               status.startsWith(u"init")) {
        stream.status = StreamStatus::Initialization;
    } else {
        stream.status = StreamStatus::Inactive;
        stream.rawStatus = word.trimmed().left(200);
    }
}

Result<StreamList> decodeStreams(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the list of streams");
    StreamList list;
    QSet<QString> implausible;
    int unreadable = 0;
    const auto take = [&](Value &value, const QString &key) {
        Object entry;
        if (value.get_object().get(entry) != SUCCESS) {
            ++unreadable;
            return SUCCESS;
        }
        ObservedStream stream;
        if (auto code = readEntry(entry, key, implausible, stream); code != SUCCESS)
            return code;
        // A part of them would make all others look as if they were gone.
        if (list.streams.size() >= limits::maxStreams)
            return simdjson::CAPACITY;
        if (stream.remoteName.isEmpty())
            ++unreadable;
        else
            list.streams.push_back(std::move(stream));
        return SUCCESS;
    };
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) -> error_code {
        simdjson::ondemand::json_type type{};
        if (auto code = document.type().get(type); code != SUCCESS)
            return code;
        if (type == simdjson::ondemand::json_type::array) {
            Array array;
            if (auto code = document.get_array().get(array); code != SUCCESS)
                return code;
            return json::eachElement(array, [&](Value &value) { return take(value, {}); });
        }
        return json::eachField(document, [&](std::string_view uid, Value &value) {
            return take(value, json::toBoundedText(uid, limits::maxNameLength));
        });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (list.streams.empty() && unreadable > 0)
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer is not a list of streams. Check address and type of "
                              "the server.")
                        .arg(attempt));
    addWarnings(list, implausible, unreadable);
    return list;
}

namespace {

struct StreamInfoReader
{
    RemoteStream stream;
    StreamIni ini;
    std::optional<bool> enabled;
    QString sourceAddress;

    error_code readSource(Object source)
    {
        return json::eachField(source, [&](std::string_view key, Value &value) {
            if (key == "url")
                sourceAddress = json::toBoundedText(value, limits::maxAddressLength);
            return SUCCESS;
        });
    }

    error_code readConfig(Object config)
    {
        return json::eachField(config, [&](std::string_view key, Value &value) {
            if (key == "source")
                ini = StreamIni::fromText(json::toText(value));
            return SUCCESS;
        });
    }

    error_code readTracks(Object tracks)
    {
        return json::eachField(tracks, [&](std::string_view key, Value &value) {
            Object track;
            if (key == "audio" && value.get_object().get(track) == SUCCESS)
                stream.audio = Tristate::Yes;
            return SUCCESS;
        });
    }

    error_code readDvr(Object dvr)
    {
        return json::eachField(dvr, [&](std::string_view key, Value &value) {
            if (key == "enable")
                stream.recording = readTristate(value);
            return SUCCESS;
        });
    }

    error_code read(std::string_view key, Value &value)
    {
        Object object;
        if (key == "uid")
            stream.remoteName = json::toBoundedText(value, limits::maxNameLength);
        else if (key == "stream_name")
            stream.displayName = json::toShortText(value, limits::maxNameLength);
        else if (key == "camera_uid")
            stream.cameraUid = json::toShortText(value, limits::maxNameLength);
        else if (key == "enabled")
            enabled = json::toBool(value);
        else if (key == "access")
            stream.isPrivate = needsToken(json::toShortText(value));
        else if (key == "source" && value.get_object().get(object) == SUCCESS)
            return readSource(object);
        else if (key == "config" && value.get_object().get(object) == SUCCESS)
            return readConfig(object);
        else if (key == "dvr" && value.get_object().get(object) == SUCCESS)
            return readDvr(object);
        else if (key == "tracks" && value.get_object().get(object) == SUCCESS)
            return readTracks(object);
        return SUCCESS;
    }

    /// The configuration is what was written and what stays; what runs may differ from it for a while. Only
    /// `enabled` is taken as the server says it: a stream can be switched off without its configuration.
    [[nodiscard]] RemoteStream take()
    {
        const QString address = ini.value(u"stream-url"_s).value_or(QString());
        stream.address = StreamAddress::fromText(address.isEmpty() ? sourceAddress : address);
        stream.isEnabled = enabled.value_or(ini.flag(u"stream-enable"_s).value_or(true));
        if (const QStringList tracks = ini.list(u"stream-tracks"_s); !tracks.isEmpty())
            stream.audio = toTristate(tracks.contains(u"audio"_s, Qt::CaseInsensitive));
        if (const auto isRecording = ini.flag(u"dvr-enable"_s))
            stream.recording = toTristate(isRecording);
        return std::move(stream);
    }
};

} // namespace

Result<RemoteStream> decodeStreamInfo(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading a stream");
    StreamInfoReader reader;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) {
        return json::eachField(document,
                               [&](std::string_view key, Value &value) { return reader.read(key, value); });
    });
    if (!done)
        return tl::unexpected(done.error());
    if (reader.stream.remoteName.isEmpty())
        return fail(ErrorCategory::Protocol,
                    Texts::tr("%1: the answer does not describe a stream.").arg(attempt));
    return reader.take();
}

Result<std::vector<RecordedPeriod>> decodeRanges(const QByteArray &body)
{
    std::vector<RecordedPeriod> periods;
    const auto readRange = [&](Value &range) -> error_code {
        Object object;
        if (range.get_object().get(object) != SUCCESS)
            return SUCCESS;
        RecordedPeriod period;
        qint64 lengthMs = 0;
        const auto code = json::eachField(object, [&](std::string_view key, Value &value) {
            if (key == "from")
                period.fromMs = json::secondsToMs(value).value_or(ObservedStream::unknown);
            else if (key == "end" || key == "to")
                period.untilMs = json::secondsToMs(value).value_or(ObservedStream::unknown);
            else if (key == "duration")
                lengthMs = json::secondsToMs(value).value_or(ObservedStream::unknown);
            return SUCCESS;
        });
        if (period.untilMs <= 0 && lengthMs > 0)
            period.untilMs = period.fromMs + lengthMs;
        if (periods.size() >= limits::maxPeriods)
            return simdjson::CAPACITY;
        if (period.fromMs > 0 && period.untilMs > period.fromMs && period.untilMs <= limits::latestMs)
            periods.push_back(period);
        return code;
    };
    const auto done = json::readDocument(
        body, Texts::tr("Reading what is recorded"), [&](simdjson::ondemand::document &document) {
            return json::eachField(document, [&](std::string_view key, Value &value) -> error_code {
                Array ranges;
                if (key != "ranges" || value.get_array().get(ranges) != SUCCESS)
                    return SUCCESS;
                return json::eachElement(ranges, readRange);
            });
        });
    if (!done)
        return tl::unexpected(done.error());
    std::ranges::sort(periods, {}, &RecordedPeriod::fromMs);
    return periods;
}

Result<QHash<QString, BroadcastUrls>> decodeBroadcastUrls(const QByteArray &body)
{
    QHash<QString, BroadcastUrls> all;
    // `false` stands for what is not allowed; it is no address.
    const auto stringOnly = [](Value &value) {
        std::string_view text;
        return value.get_string().get(text) == SUCCESS ? json::toBoundedText(text, limits::maxAddressLength)
                                                       : QString();
    };
    const auto readUrls = [&](Object urls, BroadcastUrls &out) {
        return json::eachField(urls, [&](std::string_view key, Value &value) -> error_code {
            QString url;
            Object object;
            if (value.get_object().get(object) == SUCCESS) {
                const auto code = json::eachField(object, [&](std::string_view field, Value &inner) {
                    if (field == "url")
                        url = stringOnly(inner);
                    return SUCCESS;
                });
                if (code != SUCCESS)
                    return code;
            } else {
                url = stringOnly(value);
            }
            // What a server names goes into links and players: nothing but media may come of it.
            const bool isRtsp = url.startsWith(u"rtsp://") || url.startsWith(u"rtsps://");
            const bool isHttp = url.startsWith(u"http://") || url.startsWith(u"https://");
            if (!(key.starts_with("rtsp") ? isRtsp : isHttp))
                return SUCCESS;
            if (key == "rtsp_live")
                out.rtspLive = url;
            else if (key == "hls_live" || (key == "hls_live_ios" && out.hlsLive.isEmpty()))
                out.hlsLive = url;
            else if (key == "rtsp_dvr")
                out.rtspDvr = url;
            else if (key == "hls_dvr" || (key.starts_with("hls_dvr_io") && out.hlsDvr.isEmpty()))
                out.hlsDvr = url;
            else if (key == "export")
                out.dvrFile = url;
            return SUCCESS;
        });
    };
    auto done = json::readDocument(
        body, Texts::tr("Reading the playback addresses"),
        [&](simdjson::ondemand::document &document) -> error_code {
            return json::eachField(document, [&](std::string_view key, Value &value) -> error_code {
                const QString uid = json::toBoundedText(key, limits::maxNameLength);
                Object entry;
                if (value.get_object().get(entry) != SUCCESS || uid.isEmpty() ||
                    all.size() >= qsizetype(limits::maxStreams))
                    return SUCCESS;
                BroadcastUrls urls;
                const auto code =
                    json::eachField(entry, [&](std::string_view field, Value &inner) -> error_code {
                        Object nested;
                        if (field == "access")
                            urls.access = json::toShortText(inner);
                        else if (field == "urls" && inner.get_object().get(nested) == SUCCESS)
                            return readUrls(nested, urls);
                        return SUCCESS;
                    });
                all.insert(uid, urls);
                return code;
            });
        });
    if (!done)
        return tl::unexpected(done.error());
    return all;
}

Result<QString> decodeToken(const QByteArray &body)
{
    const QString attempt = Texts::tr("Asking for an access token");
    QString token;
    auto done = json::readDocument(body, attempt, [&](simdjson::ondemand::document &document) -> error_code {
        std::string_view text;
        if (auto code = document.get_string().get(text); code != SUCCESS)
            return code;
        token = json::toBoundedText(text, limits::maxAddressLength);
        return SUCCESS;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (token.isEmpty())
        return fail(ErrorCategory::Protocol, Texts::tr("%1: the server gave an empty token.").arg(attempt));
    return token;
}

} // namespace streamkeeper::v2
