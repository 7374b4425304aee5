#include "app/mediaserver/mediamtx/MediaMtxClient.h"

#include "app/mediaserver/mediamtx/OtherSettings.h"
#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <utility>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

constexpr int itemsPerPage = 1000;
/// As many as limits::maxStreams fill where the server gives its own 100 a page: beyond it something loops.
constexpr int maxPages = int(limits::maxStreams) / 100;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxClient)
};

QList<std::pair<QString, QString>> pageQuery(int page)
{
    return {{u"itemsPerPage"_s, QString::number(itemsPerPage)}, {u"page"_s, QString::number(page)}};
}

/// Why a configured path cannot be taken over as a camera; empty if it can.
QString obstacleOf(const PathConfig &path)
{
    if (path.isPublisher)
        return Texts::tr("It is a path to publish to: it has no address that the server pulls.");
    if (path.isRedirect)
        return Texts::tr("It sends its viewers to another address: the server pulls nothing for it.");
    if (path.isBuiltInCamera)
        return Texts::tr("It is a camera of the server's own computer: it has no address.");
    return {};
}

bool isPushed(const PathState &state)
{
    return !state.sourceType.isEmpty() && !state.sourceType.endsWith(u"Source");
}

} // namespace

MediaMtxClient::MediaMtxClient(MediaServer server, SecretText secret, HttpTransport &transport)
    : MediaServerClient(std::move(server), std::move(secret), transport)
{
    if (this->server().auth == ServerAuth::Jwt)
        m_entry.emplace(this->secret(), this->server().tokens);
}

QCoro::Task<Result<HttpResponse>> MediaMtxClient::call(QString path, Query query, std::stop_token stop)
{
    HttpRequest request;
    request.path = std::move(path);
    request.query = std::move(query);
    request.retries = 1;
    auto answer = co_await send(std::move(request), stop);
    if (answer && !answer->isOk())
        co_return tl::unexpected(statusError(*answer, decodeRefusal(answer->body)));
    co_return answer;
}

template <typename Page>
QCoro::Task<Result<MediaMtxClient::List<Page>>>
MediaMtxClient::readList(QString path, std::function<Result<Page>(const QByteArray &)> decode,
                         std::stop_token stop)
{
    List<Page> list;
    QSet<QString> names;
    qint64 bytes = 0; // of all pages
    for (int page = 0, pages = 1; page < pages; ++page) {
        const bool isPlain = !m_needsLargePages;
        const auto query = isPlain ? QList<std::pair<QString, QString>>() : pageQuery(page);
        auto answer = co_await call(path, query, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        bytes += answer->body.size();
        auto decoded = decode(answer->body);
        if (!decoded)
            co_return tl::unexpected(located(decoded.error()));
        if (isPlain && decoded->pageCount > 1) {
            m_needsLargePages = true;
            page = -1; // anew, in large pages
            continue;
        }
        if (decoded->paths.empty() && decoded->leftOut == 0)
            pages = 0; // whatever it says that is still to come
        else
            pages = decoded->pageCount;
        // A part of them would make all others look as if they were gone.
        const size_t count = list.paths.size() + decoded->paths.size();
        if (count > limits::maxStreams || bytes > limits::maxListBytes || pages > maxPages)
            co_return fail(ErrorCategory::Protocol,
                           Texts::tr("%1 lists more than any server carries: %2 paths, %3. Nothing of it was "
                                     "used.")
                               .arg(where())
                               .arg(count)
                               .arg(QLocale().formattedDataSize(bytes)));
        list.leftOut += decoded->leftOut;
        // Paging over a list that changes can show a path twice.
        for (auto &item : decoded->paths) {
            if (const QString name = item.name; !names.contains(name)) {
                names.insert(name);
                list.paths.push_back(std::move(item));
            }
        }
        answer->body.clear();
        list.lastAnswer = std::move(*answer);
    }
    co_return list;
}

QCoro::Task<Result<MediaMtxClient::ConfigList>> MediaMtxClient::readConfigList(std::stop_token stop,
                                                                               PathMarks known)
{
    return readList<ConfigPage>(
        u"/v3/config/paths/list"_s, [known](const QByteArray &body) { return decodeConfigPage(body, known); },
        stop);
}

QCoro::Task<QJsonObject> MediaMtxClient::pathDefaults(std::stop_token stop)
{
    if (m_pathDefaults.isEmpty()) {
        const auto answer = co_await call(u"/v3/config/pathdefaults/get"_s, {}, stop);
        if (answer && answer->body.size() <= limits::maxSettingsBytes)
            m_pathDefaults = QJsonDocument::fromJson(answer->body).object();
        m_pathDefaults.remove(u"name"_s);
    }
    co_return m_pathDefaults;
}

QCoro::Task<Result<QStringList>> MediaMtxClient::takenSettings(std::stop_token stop)
{
    const QJsonObject defaults = co_await pathDefaults(stop);
    if (defaults.isEmpty())
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 does not tell what a path can be configured with.").arg(where()));
    co_return takenNames(defaults);
}

QCoro::Task<void> MediaMtxClient::tellOthers(ServerSnapshot &snapshot, const std::vector<PathConfig> &paths,
                                             std::stop_token stop)
{
    const auto hasChanged = [](const PathConfig &path) { return !path.told.isEmpty(); };
    if (std::ranges::none_of(paths, hasChanged))
        co_return;
    // It may be they that have changed, and all paths with them.
    m_pathDefaults = {};
    const QJsonObject defaults = co_await pathDefaults(stop);
    if (defaults.isEmpty())
        co_return; // by the next poll, then
    m_marks.clear();
    snapshot.takenSettings = takenNames(defaults);
    for (const PathConfig &path : paths) {
        m_marks.insert(path.name, path.mark);
        // What is switched off has lost what belongs to its source: what was known before is better.
        if (hasChanged(path) && !path.isCatchAll && !path.isPublisher)
            snapshot.others.emplace_back(path.name,
                                         othersOf(QJsonDocument::fromJson(path.told).object(), defaults));
    }
}

QCoro::Task<Result<MediaMtxClient::StateList>> MediaMtxClient::readStateList(std::stop_token stop)
{
    return readList<StatePage>(u"/v3/paths/list"_s, &decodeStatePage, stop);
}

QCoro::Task<Result<ServerFacts>> MediaMtxClient::readFacts(std::stop_token stop)
{
    ServerFacts facts;
    facts.type = ServerType::MediaMtx;
    const auto answer = co_await call(u"/v3/info"_s, {}, stop);
    if (!answer && answer.error().httpStatus != 404) {
        Error error = answer.error();
        if (error.category == ErrorCategory::Authentication && !m_entry)
            error.message +=
                u' ' +
                Texts::tr("The account needs the permission “api”. If the server checks tokens "
                          "(authMethod: jwt), user and password are refused for everything: let the console "
                          "sign its own tokens.");
        co_return tl::unexpected(error);
    }
    if (answer) {
        const auto info = decodeInfo(answer->body);
        if (!info)
            co_return tl::unexpected(located(info.error()));
        facts.version = info->version;
    } else {
        facts.notes.append(
            Texts::tr("The server does not tell its version, so it is older than 1.15.2: rates and "
                      "resolutions may be missing."));
    }
    const auto global = co_await call(u"/v3/config/global/get"_s, {}, stop);
    if (!global && global.error().httpStatus != 404)
        co_return tl::unexpected(global.error());
    if (global) {
        const auto config = decodeGlobalConfig(global->body);
        if (!config)
            co_return tl::unexpected(located(config.error()));
        facts.rtspPort = config->isRtspOn && !config->isRtspEncryptedOnly ? config->rtspPort : quint16(0);
        facts.hlsPort = config->isHlsOn ? config->hlsPort : quint16(0);
        facts.mediaUsesTls = config->isHlsEncrypted;
        if (const QStringList open = openWays(*config);
            !open.isEmpty() && hasAccount() && server().unencryptedAccount == UnencryptedAccount::Ask)
            facts.notes.append(
                Texts::tr(
                    "The API of this server is encrypted, and this is not: %1. The account %2 is not sent "
                    "there unless it is allowed (“Account in clear”).")
                    .arg(open.join(u", "_s), server().userName));
        if (config->authMethod == u"jwt" && !m_entry)
            facts.notes.append(
                Texts::tr("This server checks every caller by a signed token (authMethod: jwt). User and "
                          "password do not open it."));
    }
    facts.notes.append(
        Texts::tr("MediaMTX forgets what was added by its API when it is restarted; the console keeps it."));
    const PathMarks none;
    const auto configs = co_await readConfigList(stop, none);
    if (!configs)
        co_return tl::unexpected(configs.error());
    facts.streamCount =
        int(std::ranges::count_if(configs->paths, [](const PathConfig &path) { return !path.isCatchAll; }));
    co_return facts;
}

ObservedStream MediaMtxClient::observe(const PathConfig *config, const PathState *state,
                                       const StateList &list)
{
    ObservedStream stream;
    stream.remoteName = state ? state->name : config->name;
    if (config && !config->isCatchAll) {
        stream.maskedAddress = config->address.masked();
        stream.addressFingerprint = config->address.fingerprint();
        stream.isRecording = config->isRecording ? Tristate::Yes : Tristate::No;
    }
    // MediaMTX has no switch: a path without a source is how a stream is switched off there
    // (media-server-apis.md B.6). Somebody may push into it all the same, and then it runs.
    const bool isOff = config && config->isPublisher && !config->isCatchAll &&
                       (!state || !state->isReady || state->sourceType.isEmpty());
    if (!state) {
        // Configured, but not listed as running: the server has not taken it up yet.
        stream.status = isOff ? StreamStatus::Inactive : StreamStatus::Initialization;
        stream.isEnabled = !isOff;
        return stream;
    }
    const CounterSample sample{
        state->inboundBytes, state->outboundBytes,         state->isReady,
        state->readySinceMs, list.lastAnswer.serverTimeMs, list.lastAnswer.receivedAtMs};
    const DerivedFigures figures = m_rates.update(state->name, sample);
    stream.bitrateInBps = figures.inBps;
    stream.bitrateOutBps = figures.outBps;
    stream.reconnectTotal = figures.reconnectTotal;
    stream.lostSinceMs = figures.lostSinceMs;
    stream.sourceStartMs = state->readySinceMs.value_or(ObservedStream::unknown);
    stream.width = state->width;
    stream.height = state->height;
    stream.clients = state->readers;
    stream.hasAudio = !state->hasTracks ? Tristate::Unknown : state->hasAudio ? Tristate::Yes : Tristate::No;
    stream.status = state->isReady && !isOff ? StreamStatus::Active : StreamStatus::Inactive;
    if (isOff) {
        stream.isEnabled = false;
        stream.lostSinceMs = ObservedStream::unknown;
    }
    const bool isIdle = !state->isReady && config && config->isOnDemand && !config->isPublisher;
    if (isIdle) {
        stream.status = StreamStatus::Idle;
        stream.lostSinceMs = ObservedStream::unknown;
    }
    return stream;
}

void MediaMtxClient::checkRestart(const Info &info, QStringList &warnings)
{
    if (m_startedMs && info.startedMs && *m_startedMs != *info.startedMs)
        warnings.append(Texts::tr("The server was restarted. What had been added by its API is gone there."));
    if (info.startedMs)
        m_startedMs = info.startedMs;
}

QCoro::Task<void> MediaMtxClient::readListeners(std::stop_token stop)
{
    HttpRequest request;
    request.path = u"/v3/config/global/get"_s;
    request.deadline = std::chrono::seconds(5); // somebody may wait for his picture
    const auto answer = co_await send(std::move(request), stop);
    const auto config = answer ? decodeGlobalConfig(answer->body) : tl::unexpected(answer.error());
    if (config && answer->isOk())
        m_listeners = *config;
}

QCoro::Task<Result<ServerSnapshot>> MediaMtxClient::poll(std::stop_token stop)
{
    const auto infoAnswer = co_await call(u"/v3/info"_s, {}, stop);
    if (!infoAnswer && infoAnswer.error().httpStatus != 404)
        co_return tl::unexpected(infoAnswer.error());
    const auto info = infoAnswer ? decodeInfo(infoAnswer->body) : tl::unexpected(infoAnswer.error());
    if (!m_listeners || (info && info->startedMs != m_startedMs)) {
        m_pathDefaults = {};
        co_await readListeners(stop);
    }
    const PathMarks known = m_marks;
    const auto configs = co_await readConfigList(stop, known);
    if (!configs)
        co_return tl::unexpected(configs.error());
    const auto states = co_await readStateList(stop);
    if (!states)
        co_return tl::unexpected(states.error());

    ServerSnapshot snapshot;
    co_await tellOthers(snapshot, configs->paths, stop);
    snapshot.server = server().id;
    if (info) {
        snapshot.load.version = info->version;
        snapshot.load.startedAtMs = info->startedMs;
        checkRestart(*info, snapshot.warnings);
    }
    for (const QString &path : std::exchange(m_healedPaths, {}))
        snapshot.warnings.append(
            Texts::tr("An earlier refused change was stuck on the path %1 and made the server refuse every "
                      "other change. The path has its own values again.")
                .arg(path));
    snapshot.polledAtMs = states->lastAnswer.receivedAtMs;
    snapshot.clockOffsetMs = clockOffset(states->lastAnswer);
    snapshot.roundTripMs = states->lastAnswer.roundTripMs;
    QHash<QString, const PathConfig *> configByName;
    for (const PathConfig &config : configs->paths)
        configByName.insert(config.name, &config);
    QHash<QString, bool> present;
    qint64 trafficIn = 0;
    qint64 trafficOut = 0;
    int clients = 0;
    bool areRatesKnown = true;
    for (const PathState &state : states->paths) {
        const PathConfig *config = configByName.value(state.name);
        if (!config)
            config = configByName.value(state.configName);
        present.insert(state.name, true);
        ObservedStream stream = observe(config, &state, *states);
        areRatesKnown = areRatesKnown && (stream.bitrateInBps >= 0 || stream.status != StreamStatus::Active);
        trafficIn += std::max<qint64>(0, stream.bitrateInBps);
        trafficOut += std::max<qint64>(0, stream.bitrateOutBps);
        clients += std::max(0, stream.clients);
        snapshot.streams.push_back(std::move(stream));
    }
    for (const PathConfig &config : configs->paths) {
        if (!config.isCatchAll && !present.contains(config.name))
            snapshot.streams.push_back(observe(&config, nullptr, *states));
    }
    m_rates.retainOnly(present);
    if (const int leftOut = std::max(configs->leftOut, states->leftOut); leftOut > 0)
        snapshot.warnings.append(
            Texts::tr("%1 entries of the list of paths could not be read and were left out.").arg(leftOut));
    std::ranges::sort(snapshot.streams, {}, &ObservedStream::remoteName);
    // The sum over the paths is all the traffic there is; the first poll has no rates yet.
    if (areRatesKnown) {
        snapshot.load.trafficInBps = trafficIn;
        snapshot.load.trafficOutBps = trafficOut;
    }
    snapshot.load.clients = clients;
    co_return snapshot;
}

QCoro::Task<Result<std::vector<RemoteStream>>> MediaMtxClient::readStreams(Progress progress,
                                                                           std::stop_token stop)
{
    const PathMarks none;
    const auto configs = co_await readConfigList(stop, none);
    if (!configs)
        co_return tl::unexpected(configs.error());
    const auto states = co_await readStateList(stop);
    if (!states)
        co_return tl::unexpected(states.error());
    QHash<QString, const PathState *> stateByName;
    for (const PathState &state : states->paths)
        stateByName.insert(state.name, &state);
    const QJsonObject defaults = co_await pathDefaults(stop);
    std::vector<RemoteStream> result;
    QSet<QString> configured;
    for (const PathConfig &config : configs->paths) {
        configured.insert(config.name);
        if (config.isCatchAll)
            continue;
        RemoteStream stream;
        stream.remoteName = config.name;
        stream.address = config.address;
        stream.recording = config.isRecording ? Tristate::Yes : Tristate::No;
        if (const PathState *state = stateByName.value(config.name)) {
            stream.width = state->width;
            stream.height = state->height;
            if (state->hasTracks)
                stream.audio = state->hasAudio ? Tristate::Yes : Tristate::No;
        }
        const QJsonObject told = QJsonDocument::fromJson(config.told).object();
        stream.others = othersOf(told, defaults);
        if (config.isRecording)
            stream.archiveDays = daysKept(told);
        stream.obstacle = obstacleOf(config);
        result.push_back(std::move(stream));
    }
    for (const PathState &state : states->paths) {
        if (configured.contains(state.name))
            continue;
        RemoteStream stream;
        stream.remoteName = state.name;
        stream.obstacle = isPushed(state)
                              ? Texts::tr("It is pushed by a publisher: the server does not pull it.")
                              : Texts::tr("It comes from the pattern “%1” of the server and is no path of "
                                          "its own.")
                                    .arg(state.configName);
        result.push_back(std::move(stream));
    }
    std::ranges::sort(result, {}, &RemoteStream::remoteName);
    if (progress)
        progress(int(result.size()), int(result.size()));
    co_return result;
}

QCoro::Task<Result<RemoteStream>> MediaMtxClient::readStream(QString remoteName, std::stop_token stop)
{
    const auto answer = co_await call(u"/v3/config/paths/get/"_s + remoteName, {}, stop);
    if (!answer) {
        if (answer.error().httpStatus == 404)
            co_return missingPath(remoteName);
        co_return tl::unexpected(answer.error());
    }
    const auto config = decodeConfigPath(answer->body);
    if (!config)
        co_return tl::unexpected(located(config.error()));
    const QJsonObject defaults = co_await pathDefaults(stop);
    RemoteStream stream;
    // Without its source it is not as it was: see tellOthers().
    if (config->isRecording)
        stream.archiveDays = daysKept(QJsonDocument::fromJson(config->told).object());
    if (!config->isPublisher)
        stream.others = othersOf(QJsonDocument::fromJson(config->told).object(), defaults);
    stream.remoteName = config->name;
    stream.address = config->address;
    stream.isEnabled = !config->isPublisher;
    stream.recording = config->isRecording ? Tristate::Yes : Tristate::No;
    co_return stream;
}

tl::unexpected<Error> MediaMtxClient::missingPath(const QString &remoteName) const
{
    return fail(ErrorCategory::HttpStatus, Texts::tr("%1 has no path %2.").arg(where(), remoteName), {}, 404);
}

void MediaMtxClient::restoreCounters(const ServerSnapshot &last)
{
    for (const ObservedStream &stream : last.streams)
        m_rates.restore(stream.remoteName, stream.reconnectTotal);
}

} // namespace streamkeeper::mediamtx
