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

/// What one page adds to its list.
struct AddedPage
{
    int pageCount = 0;
    std::size_t paths = 0; ///< of the whole list, however often one is listed
};

template <typename Page>
Result<AddedPage> addPage(PathList<Page> &list, const std::function<Result<Page>(const QByteArray &)> &decode,
                          const QByteArray &body, bool isPlain)
{
    auto page = decode(body);
    if (!page)
        return tl::unexpected(page.error());
    AddedPage added{page->pageCount, list.paths.size() + page->paths.size()};
    if (isPlain && added.pageCount > 1)
        return added; // it is read anew
    if (page->paths.empty() && page->leftOut == 0)
        added.pageCount = 0; // whatever it says that is still to come
    list.add(std::move(*page));
    return added;
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
QCoro::Task<Result<PathList<Page>>>
MediaMtxClient::readList(QString path, std::function<Result<Page>(const QByteArray &)> decode,
                         std::stop_token stop)
{
    const auto list = std::make_shared<PathList<Page>>(); // its own, or that of the page which is being read
    for (int page = 0, pages = 1; page < pages; ++page) {
        const bool isPlain = !m_needsLargePages;
        const auto query = isPlain ? QList<std::pair<QString, QString>>() : pageQuery(page);
        auto answer = co_await call(path, query, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        list->bytes += answer->body.size();
        auto read = [list, decode, isPlain, body = answer->body] {
            return addPage(*list, decode, body, isPlain);
        };
        const auto added = co_await channel().compute(answer->body.size(), std::move(read));
        if (!added)
            co_return tl::unexpected(located(added.error()));
        if (isPlain && added->pageCount > 1) {
            m_needsLargePages = true;
            page = -1; // anew, in large pages
            continue;
        }
        pages = added->pageCount;
        // A part of them would make all others look as if they were gone.
        if (added->paths > limits::maxStreams || list->bytes > limits::maxListBytes || pages > maxPages)
            co_return fail(ErrorCategory::Protocol,
                           Texts::tr("%1 lists more than any server carries: %2 paths, %3. Nothing of it was "
                                     "used.")
                               .arg(where())
                               .arg(added->paths)
                               .arg(QLocale().formattedDataSize(list->bytes)));
        answer->body.clear();
        list->lastAnswer = std::move(*answer);
    }
    co_return std::move(*list);
}

QCoro::Task<Result<ConfigList>> MediaMtxClient::readConfigList(std::stop_token stop, PathMarks known)
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

QCoro::Task<QJsonObject> MediaMtxClient::defaultsForChanged(const std::vector<PathConfig> &paths,
                                                            std::stop_token stop)
{
    if (std::ranges::all_of(paths, [](const PathConfig &path) { return path.told.isEmpty(); }))
        co_return QJsonObject();
    // It may be they that have changed, and all paths with them.
    m_pathDefaults = {};
    co_return co_await pathDefaults(stop);
}

QCoro::Task<Result<StateList>> MediaMtxClient::readStateList(std::stop_token stop)
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
        const auto info = co_await decoded(answer->body, &decodeInfo);
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
        const auto config = co_await decoded(global->body, &decodeGlobalConfig);
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
    if (!answer || !answer->isOk())
        co_return;
    const auto config = co_await decoded(answer->body, &decodeGlobalConfig);
    if (config)
        m_listeners = *config;
}

QCoro::Task<Result<ServerSnapshot>> MediaMtxClient::poll(std::stop_token stop)
{
    const auto infoAnswer = co_await call(u"/v3/info"_s, {}, stop);
    if (!infoAnswer && infoAnswer.error().httpStatus != 404)
        co_return tl::unexpected(infoAnswer.error());
    Result<Info> info = tl::unexpected(infoAnswer ? Error() : infoAnswer.error());
    if (infoAnswer)
        info = co_await decoded(infoAnswer->body, &decodeInfo);
    if (!m_listeners || (info && info->startedMs != m_startedMs)) {
        m_pathDefaults = {};
        co_await readListeners(stop);
    }
    const PathMarks known = m_marks;
    auto configs = co_await readConfigList(stop, known);
    if (!configs)
        co_return tl::unexpected(configs.error());
    auto states = co_await readStateList(stop);
    if (!states)
        co_return tl::unexpected(states.error());
    const QJsonObject defaults = co_await defaultsForChanged(configs->paths, stop);

    ServerSnapshot snapshot;
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
    if (const int leftOut = std::max(configs->leftOut, states->leftOut); leftOut > 0)
        snapshot.warnings.append(
            Texts::tr("%1 entries of the list of paths could not be read and were left out.").arg(leftOut));
    const qsizetype bytes = configs->bytes + states->bytes;
    auto join = [polled = PolledPaths{std::move(*configs), std::move(*states), std::move(m_rates),
                                      defaults}]() mutable { return joinPaths(std::move(polled)); };
    auto joined = co_await channel().compute(bytes, std::move(join));
    if (!joined)
        co_return tl::unexpected(joined.error());
    m_rates = std::move(joined->rates);
    snapshot.streams = std::move(joined->streams);
    if (!defaults.isEmpty()) { // else by the next poll
        m_marks = std::move(joined->marks);
        snapshot.takenSettings = takenNames(defaults);
        snapshot.others = std::move(joined->others);
    }
    // The sum over the paths is all the traffic there is; the first poll has no rates yet.
    if (joined->areRatesKnown) {
        snapshot.load.trafficInBps = joined->trafficInBps;
        snapshot.load.trafficOutBps = joined->trafficOutBps;
    }
    snapshot.load.clients = joined->clients;
    co_return snapshot;
}

QCoro::Task<Result<std::vector<RemoteStream>>> MediaMtxClient::readStreams(Progress progress,
                                                                           std::stop_token stop)
{
    const PathMarks none;
    auto configs = co_await readConfigList(stop, none);
    if (!configs)
        co_return tl::unexpected(configs.error());
    auto states = co_await readStateList(stop);
    if (!states)
        co_return tl::unexpected(states.error());
    const QJsonObject defaults = co_await pathDefaults(stop);
    const qsizetype bytes = configs->bytes + states->bytes;
    auto join = [read = PolledPaths{std::move(*configs), std::move(*states), {}, defaults}] {
        return remoteStreams(read);
    };
    auto result = co_await channel().compute(bytes, std::move(join));
    if (result && progress)
        progress(int(result->size()), int(result->size()));
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
    const auto config = co_await decoded(answer->body, &decodeConfigPath);
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
