#include "app/mediaserver/v2/MediaServerV2Client.h"

#include "app/mediaserver/v2/ServerInfoDecoder.h"
#include "app/mediaserver/v2/StreamBody.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSysInfo>

#include <algorithm>
#include <array>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;

namespace {

constexpr int readsAtOnce = 4;
constexpr qint64 urlsLifeMs = 60'000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaServerV2Client)
};

HttpRequest get(QString path)
{
    HttpRequest request;
    request.path = std::move(path);
    request.retries = 1;
    return request;
}

HttpRequest post(QString path, QByteArray body = "{}")
{
    HttpRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = std::move(body);
    return request;
}

QString streamPath(const QString &remoteName)
{
    return u"/api/streams/%1/"_s.arg(remoteName);
}

/// Any stream's addresses tell the ports; they are the same for all of them.
struct MediaPorts
{
    quint16 rtsp = 0;
    quint16 hls = 0;
    bool usesTls = false;
};
Result<MediaPorts> mediaPorts(const QByteArray &body)
{
    const auto decoded = decodeBroadcastUrls(body);
    if (!decoded)
        return tl::unexpected(decoded.error());
    MediaPorts ports;
    for (const BroadcastUrls &one : *decoded) {
        const QUrl rtsp(one.rtspLive);
        const QUrl hls(one.hlsLive);
        if (!ports.rtsp && rtsp.isValid() && !one.rtspLive.isEmpty())
            ports.rtsp = quint16(rtsp.port(554));
        if (!ports.hls && hls.isValid() && !one.hlsLive.isEmpty()) {
            ports.usesTls = hls.scheme() == u"https";
            ports.hls = quint16(hls.port(ports.usesTls ? 443 : 80));
        }
    }
    return ports;
}

} // namespace

HttpRequest MediaServerV2Client::withToken(HttpRequest request, TokenPlace place) const
{
    // Without a content type the server may answer errors as a web page.
    request.headers.emplace_back("Content-Type", "application/json");
    if (secret().isEmpty())
        return request;
    switch (place) {
    case TokenPlace::Header:
        request.headers.emplace_back("Authorization", secret().reveal());
        break;
    case TokenPlace::Bearer:
        request.headers.emplace_back("Authorization", "Bearer " + secret().reveal());
        break;
    case TokenPlace::Query:
        request.query.emplace_back(u"token"_s, secret().revealText());
        break;
    }
    return request;
}

QCoro::Task<Result<HttpResponse>> MediaServerV2Client::call(HttpRequest request, std::stop_token stop,
                                                            StreamAddress hidden)
{
    constexpr std::array places{TokenPlace::Header, TokenPlace::Bearer, TokenPlace::Query};
    const auto known = m_tokenPlace;
    Result<HttpResponse> answer;
    bool isForbidden = false;
    for (const TokenPlace place : places) {
        if (known && *known != place)
            continue;
        if (place == TokenPlace::Query && !mayGoIntoAddress(isForbidden))
            break;
        answer = co_await channel().send(withToken(request, place), stop);
        if (!answer)
            co_return answer;
        m_clock.note(*answer);
        isForbidden = isForbidden || answer->status == 403;
        if (answer->isOk()) { // nothing less proves it: an error page of a proxy says nothing of the token
            m_tokenPlace = place;
            m_hasTakenHeader = m_hasTakenHeader || (place != TokenPlace::Query && !secret().isEmpty());
        }
        if ((answer->status != 401 && answer->status != 403) || secret().isEmpty())
            break;
    }
    // Refused where it used to work: the next call looks for the place again.
    if (answer->status == 401 || answer->status == 403)
        m_tokenPlace.reset();
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, {}, hidden));
    co_return answer;
}

QCoro::Task<Result<ServerFacts>> MediaServerV2Client::readFacts(std::stop_token stop)
{
    const auto info = co_await call(post(u"/api/server/"_s), stop);
    if (!info)
        co_return tl::unexpected(info.error());
    const auto state = co_await decoded(info->body, &decodeServerInfo);
    if (!state)
        co_return tl::unexpected(located(state.error()));
    const auto streams = co_await call(get(u"/api/streams/"_s), stop);
    if (!streams)
        co_return tl::unexpected(streams.error());
    const auto list = co_await decoded(streams->body, &decodeStreams);
    if (!list)
        co_return tl::unexpected(located(list.error()));

    ServerFacts facts;
    facts.type = ServerType::MediaServerV2;
    facts.version = state->load.version;
    facts.nodeName = state->load.nodeName;
    facts.streamCount = int(list->streams.size());
    facts.notes = list->warnings + state->warnings;
    const auto urls = co_await call(get(u"/api/streams/broadcast/"_s), stop);
    if (urls) {
        const auto ports = co_await decoded(urls->body, &mediaPorts);
        if (!ports && ports.error().category == ErrorCategory::Cancelled)
            co_return tl::unexpected(ports.error());
        const MediaPorts told = ports.value_or(MediaPorts());
        facts.rtspPort = told.rtsp;
        facts.hlsPort = told.hls;
        facts.mediaUsesTls = told.usesTls;
    }
    co_return facts;
}

QCoro::Task<Result<ServerSnapshot>> MediaServerV2Client::poll(std::stop_token stop)
{
    const auto streams = co_await call(get(u"/api/streams/"_s), stop);
    if (!streams)
        co_return tl::unexpected(streams.error());
    auto list = co_await decoded(streams->body, &decodeStreams);
    if (!list)
        co_return tl::unexpected(located(list.error()));

    ServerSnapshot snapshot;
    snapshot.server = server().id;
    snapshot.warnings = std::move(list->warnings);
    snapshot.clockOffsetMs = clockOffset(*streams);
    snapshot.polledAtMs = streams->receivedAtMs;
    snapshot.roundTripMs = streams->roundTripMs;
    const auto told = co_await readLoad(snapshot, stop);
    if (!told)
        co_return tl::unexpected(told.error());
    auto join = [listed = std::move(list->streams), known = m_addresses]() mutable {
        return joinAddresses(std::move(listed), known);
    };
    auto joined = co_await channel().compute(streams->body.size(), std::move(join));
    if (!joined)
        co_return tl::unexpected(joined.error());
    snapshot.streams = std::move(joined->streams);
    m_present = std::move(joined->present);
    for (const QString &name : joined->gone)
        m_addresses.remove(name);
    co_return snapshot;
}

QCoro::Task<VoidResult> MediaServerV2Client::readLoad(ServerSnapshot &snapshot, std::stop_token stop)
{
    const auto info = co_await call(post(u"/api/server/"_s), stop);
    if (!info && info.error().category == ErrorCategory::Cancelled)
        co_return tl::unexpected(info.error());
    if (!info) {
        // The streams are what matters; the load of the machine is missing and says so.
        snapshot.warnings.append(
            Texts::tr("The load of the server could not be read: %1").arg(info.error().message));
        co_return VoidResult();
    }
    auto state = co_await decoded(info->body, &decodeServerInfo);
    if (!state && state.error().category == ErrorCategory::Cancelled)
        co_return tl::unexpected(state.error());
    if (state)
        snapshot.load = std::move(state->load);
    snapshot.warnings += state ? state->warnings : QStringList(state.error().message);
    co_return VoidResult();
}

Result<MediaServerV2Client::JoinedAddresses>
MediaServerV2Client::joinAddresses(std::vector<ObservedStream> listed, const KnownAddresses &known)
{
    JoinedAddresses joined;
    joined.streams = std::move(listed);
    for (ObservedStream &stream : joined.streams) {
        joined.present.append(stream.remoteName);
        const auto found = known.constFind(stream.remoteName);
        if (found != known.cend()) {
            stream.maskedAddress = found->masked;
            stream.addressFingerprint = found->fingerprint;
        }
    }
    const QSet<QString> present(joined.present.cbegin(), joined.present.cend());
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (!present.contains(it.key()))
            joined.gone.append(it.key());
    }
    return joined;
}

QCoro::Task<Result<RemoteStream>> MediaServerV2Client::readStream(QString remoteName, std::stop_token stop)
{
    // Noted before the answer: a stream that cannot be read must not keep the sweep from all others.
    m_addresses[remoteName].triedAtMs = QDateTime::currentMSecsSinceEpoch();
    const quint64 writeCount = m_writeCounts.value(remoteName);
    const auto answer = co_await call(get(streamPath(remoteName)), stop);
    if (!answer) {
        if (answer.error().httpStatus == 404) {
            if (writeCount == m_writeCounts.value(remoteName))
                m_addresses[remoteName] = {{}, 0, QDateTime::currentMSecsSinceEpoch()};
            co_return missingStream(remoteName);
        }
        co_return tl::unexpected(answer.error());
    }
    auto stream = co_await decoded(answer->body, &decodeStreamInfo);
    if (!stream)
        co_return tl::unexpected(located(stream.error()));
    stream->remoteName = remoteName;
    if (writeCount == m_writeCounts.value(remoteName))
        m_addresses[remoteName] = {stream->address.masked(), stream->address.fingerprint(),
                                   QDateTime::currentMSecsSinceEpoch()};
    co_return *stream;
}

QCoro::Task<Result<std::vector<RemoteStream>>> MediaServerV2Client::readStreams(Progress progress,
                                                                                std::stop_token stop)
{
    const auto answer = co_await call(get(u"/api/streams/"_s), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto list = co_await decoded(answer->body, &decodeStreams);
    if (!list)
        co_return tl::unexpected(located(list.error()));
    const int total = int(list->streams.size());
    std::vector<RemoteStream> result;
    result.resize(list->streams.size());
    // GetStreams has no address, so each stream is asked for: four at a time (media-server-v2-api.md 2.9).
    for (int begin = 0; begin < total; begin += readsAtOnce) {
        std::vector<QCoro::Task<Result<RemoteStream>>> reads;
        const int end = std::min(total, begin + readsAtOnce);
        for (int i = begin; i < end; ++i)
            reads.push_back(readStream(list->streams[size_t(i)].remoteName, stop));
        // Every task is awaited, also after a failure: a dropped one would leak.
        std::optional<Error> error;
        for (int i = begin; i < end; ++i) {
            auto read = co_await reads[size_t(i - begin)];
            const ObservedStream &listed = list->streams[size_t(i)];
            if (!read && read.error().httpStatus != 404)
                error = read.error();
            RemoteStream &stream = result[size_t(i)];
            if (read)
                stream = std::move(*read);
            else
                stream.obstacle = Texts::tr("It was removed from the server meanwhile.");
            stream.remoteName = listed.remoteName;
            stream.displayName = listed.displayName;
            stream.cameraUid = listed.cameraUid;
            stream.width = listed.width;
            stream.height = listed.height;
            stream.audio = listed.hasAudio;
        }
        if (error)
            co_return tl::unexpected(*error);
        if (progress)
            progress(end, total);
    }
    co_return result;
}

QString MediaServerV2Client::ownViewer()
{
    return u"streamkeeper@"_s + QSysInfo::machineHostName();
}

QCoro::Task<Result<QString>> MediaServerV2Client::createAccessToken(QString remoteName, QString viewer,
                                                                    std::chrono::seconds duration,
                                                                    std::stop_token stop)
{
    Q_ASSERT(duration > std::chrono::seconds(0)); // 0 would be a token for ever
    const QJsonObject body{
        {u"uid"_s, remoteName}, {u"user"_s, viewer}, {u"duration"_s, qint64(duration.count())}};
    const auto answer = co_await call(
        post(u"/api/auth/token/access/"_s, QJsonDocument(body).toJson(QJsonDocument::Compact)), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto token = co_await decoded(answer->body, &decodeToken);
    if (!token)
        co_return tl::unexpected(located(token.error()));
    co_return *token;
}

QCoro::Task<Result<BroadcastUrls>> MediaServerV2Client::broadcastUrls(QString remoteName,
                                                                      std::stop_token stop)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!m_urls.contains(remoteName) || now - m_urlsReadAtMs > urlsLifeMs) {
        const auto answer = co_await call(get(u"/api/streams/broadcast/"_s), stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        auto urls = co_await decoded(answer->body, &decodeBroadcastUrls);
        if (!urls)
            co_return tl::unexpected(located(urls.error()));
        m_urls = std::move(*urls);
        m_urlsReadAtMs = now;
    }
    const auto found = m_urls.constFind(remoteName);
    if (found == m_urls.cend())
        co_return fail(ErrorCategory::Protocol,
                       Texts::tr("%1 does not offer the stream for playback.").arg(where()), remoteName);
    co_return *found;
}

QCoro::Task<Result<LiveUrls>> MediaServerV2Client::liveUrls(QString remoteName, bool isPrivate,
                                                            std::stop_token stop)
{
    const auto urls = co_await broadcastUrls(remoteName, stop);
    if (!urls)
        co_return tl::unexpected(urls.error());
    LiveUrls live;
    live.rtsp = QUrl(urls->rtspLive);
    live.hls = QUrl(urls->hlsLive);
    if (urls->rtspLive.isEmpty())
        live.rtspReason = Texts::tr("This server does not deliver the stream by RTSP.");
    if (urls->hlsLive.isEmpty())
        live.hlsReason = Texts::tr("This server does not deliver the stream by HLS.");
    if (isPrivate) {
        const auto token = co_await createAccessToken(remoteName, ownViewer(), viewingTokenLife, stop);
        if (!token)
            co_return tl::unexpected(token.error());
        for (QUrl *url : {&live.rtsp, &live.hls}) {
            if (!url->isEmpty())
                *url = withQueryItem(*url, u"token"_s, *token);
        }
    }
    co_return live;
}

tl::unexpected<Error> MediaServerV2Client::missingStream(const QString &remoteName) const
{
    return fail(ErrorCategory::HttpStatus, Texts::tr("%1 has no stream %2.").arg(where(), remoteName), {},
                404);
}

void MediaServerV2Client::forgetAddress(const QString &remoteName)
{
    m_addresses.remove(remoteName);
    m_urls.remove(remoteName);
    ++m_writeCounts[remoteName];
}

QCoro::Task<Result<QString>> MediaServerV2Client::firstStorage(std::stop_token stop)
{
    HttpRequest request = post(u"/api/server/"_s);
    request.deadline = writeDeadline();
    const auto answer = co_await call(std::move(request), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto state = co_await decoded(answer->body, &decodeServerInfo);
    if (!state)
        co_return tl::unexpected(located(state.error()));
    const auto &storages = state->load.storages;
    const auto usable = std::ranges::find(storages, true, &ServerStorage::isUsable);
    if (usable != storages.end())
        co_return usable->mount;
    co_return fail(ErrorCategory::Unsupported,
                   Texts::tr("%1 names no storage for the archive, and a stream cannot be configured without "
                             "one. Enter the folder of the archive.")
                       .arg(where()));
}

QCoro::Task<Result<QJsonObject>> MediaServerV2Client::composeBody(StreamWrite write, std::stop_token stop)
{
    const QString remoteName = write.settings.remoteName;
    bool isWhole = false;
    StreamConfig config;
    HttpRequest request = get(streamPath(remoteName));
    request.deadline = writeDeadline();
    const auto answer = co_await call(std::move(request), stop);
    if (answer) {
        auto read = co_await decoded(answer->body, &decodeStreamConfig);
        if (!read)
            co_return tl::unexpected(located(read.error()));
        config = std::move(*read);
        const QString obstacle = whyNotWritable(config, write.changed);
        isWhole = !obstacle.isEmpty();
        if (isWhole && !write.mayReplace)
            co_return fail(ErrorCategory::Unsupported,
                           Texts::tr("%1 does not show the configuration of this stream completely, so "
                                     "changing it could lose settings.")
                               .arg(where()),
                           obstacle);
    } else if (answer.error().httpStatus != 404) {
        co_return notSent(answer.error());
    } else if (!write.mayCreate) {
        co_return missingStream(remoteName);
    } else {
        isWhole = true;
    }
    if (write.settings.address.full().isEmpty() &&
        (isWhole || write.changed.testFlag(StreamSetting::Address)))
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("The complete address of the stream is not known. Enter it again."));
    QJsonObject body = isWhole ? newBody(write.settings) : changedBody(config, write);
    if (needsStorage(body) && !config.storage.isEmpty())
        setStorage(body, config.storage);
    if (needsStorage(body) && !isWhole && !write.settings.isRecording) {
        body.remove(u"dvr-archive"_s); // it lives without one, and that is not what is changed
    } else if (needsStorage(body)) {
        const auto storage = co_await firstStorage(stop);
        if (!storage)
            co_return notSent(storage.error());
        setStorage(body, *storage);
    }
    co_return body;
}

QCoro::Task<VoidResult> MediaServerV2Client::postBody(QString remoteName, QJsonObject body,
                                                      std::stop_token stop)
{
    const StreamAddress hidden = StreamAddress::fromText(body.value(u"stream-url"_s).toString());
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const bool triesWithoutApiFirst = m_isCreateWithoutApi;
    for (const bool isWithoutApi : {triesWithoutApiFirst, !triesWithoutApiFirst}) {
        const QString path = streamPath(remoteName).mid(isWithoutApi ? 4 : 0);
        const auto answer = co_await call(writeRequest("POST", path, text), stop, hidden);
        if (answer) {
            const auto written = checkWritten(*answer);
            if (written)
                m_isCreateWithoutApi = isWithoutApi;
            co_return written;
        }
        // Creating knows no missing stream, so this is about the call.
        if (answer.error().httpStatus != 404)
            co_return tl::unexpected(answer.error());
    }
    co_return fail(
        ErrorCategory::Unsupported,
        Texts::tr("%1 does not know the call that creates and changes streams (HTTP 404).").arg(where()));
}

QCoro::Task<VoidResult> MediaServerV2Client::writeStream(StreamWrite write, std::stop_token stop)
{
    const QString remoteName = write.settings.remoteName;
    if (const auto checked = checkPathName(remoteName, false); !checked)
        co_return checked;
    const auto body = co_await composeBody(write, stop);
    if (!body)
        co_return tl::unexpected(body.error());
    forgetAddress(remoteName);
    const auto written = co_await postBody(remoteName, *body, stop);
    forgetAddress(remoteName);
    co_return written;
}

QCoro::Task<VoidResult> MediaServerV2Client::restartStream(QString remoteName, std::stop_token stop)
{
    return command("PUT", remoteName, u"restart/"_s, {}, stop);
}

/// A command to one stream that has to be there.
QCoro::Task<VoidResult> MediaServerV2Client::command(QByteArray method, QString remoteName, QString call,
                                                     QByteArray body, std::stop_token stop)
{
    if (const auto checked = checkPathName(remoteName, false); !checked)
        co_return checked;
    const auto answer = co_await this->call(writeRequest(method, streamPath(remoteName) + call, body), stop);
    if (answer)
        co_return checkWritten(*answer);
    if (answer.error().httpStatus == 404)
        co_return missingStream(remoteName);
    co_return tl::unexpected(answer.error());
}

QCoro::Task<VoidResult> MediaServerV2Client::transferStream(QString remoteName, NodeTransfer nodes,
                                                            std::stop_token stop)
{
    const QJsonObject body{{u"current_primary"_s, nodes.currentMain},
                           {u"current_secondary"_s, QJsonArray::fromStringList(nodes.currentAdditional)},
                           {u"target_primary"_s, nodes.targetMain},
                           {u"target_secondary"_s, QJsonArray::fromStringList(nodes.targetAdditional)},
                           {u"is_save_current"_s, true}};
    return command("POST", remoteName, u"transfer/"_s, QJsonDocument(body).toJson(QJsonDocument::Compact),
                   stop);
}

QCoro::Task<VoidResult> MediaServerV2Client::holdStream(QString remoteName, std::stop_token stop)
{
    StreamWrite write;
    write.settings.remoteName = remoteName;
    write.settings.isEnabled = false;
    write.changed = StreamSetting::Enabled;
    return writeStream(write, stop);
}

QCoro::Task<VoidResult> MediaServerV2Client::reloadIndex(QString remoteName, std::stop_token stop)
{
    // One key per call: what several of them mean together is not described (media-server-v2-api.md 2.5).
    return command("PUT", remoteName, u"reconfigure/"_s, "{\"reload\":true}", stop);
}

QCoro::Task<VoidResult> MediaServerV2Client::removeStream(QString remoteName, bool eraseRecordings,
                                                          std::stop_token stop)
{
    if (const auto checked = checkPathName(remoteName, false); !checked)
        co_return checked;
    HttpRequest request = writeRequest("DELETE", streamPath(remoteName));
    request.query.emplace_back(u"erase_dvr"_s, eraseRecordings ? u"true"_s : u"false"_s);
    forgetAddress(remoteName);
    const auto answer = co_await call(std::move(request), stop);
    forgetAddress(remoteName);
    if (answer)
        co_return checkWritten(*answer);
    if (answer.error().httpStatus == 404)
        co_return VoidResult();
    co_return tl::unexpected(answer.error());
}

QString MediaServerV2Client::nextToSweep() const
{
    QString oldest;
    qint64 oldestTriedAt = 0;
    for (const QString &name : m_present) {
        const qint64 triedAt = m_addresses.value(name).triedAtMs;
        if (oldest.isEmpty() || triedAt < oldestTriedAt) {
            oldest = name;
            oldestTriedAt = triedAt;
        }
        if (triedAt == 0)
            break; // never tried: nothing is older
    }
    return oldest;
}

} // namespace streamkeeper::v2
