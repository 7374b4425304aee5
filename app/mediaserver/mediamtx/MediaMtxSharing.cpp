// What the client does for share links, and how it signs in; the rest is in MediaMtxClient.cpp.
#include "app/mediaserver/mediamtx/AccessDecoder.h"
#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "models/domain/AnswerLimits.h"
#include "models/rules/ShareRule.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUuid>

#include <cmath>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// Lists of sessions are asked page by page; more would be a server in trouble.
constexpr int maxSessionPages = 100;
/// For a try whether a token is taken where it is written.
constexpr std::chrono::seconds trialLife{30};

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxClient)
};

} // namespace

// ---- signing in

QByteArray MediaMtxClient::accountHeader() const
{
    const QByteArray account = server().userName.toUtf8() + ':' + secret().reveal();
    return "Basic " + account.toBase64();
}

Result<HttpRequest> MediaMtxClient::signedIn(HttpRequest request)
{
    if (m_entry) {
        const auto authorization = m_entry->authorization();
        if (!authorization)
            return tl::unexpected(authorization.error());
        request.headers.emplace_back("Authorization", *authorization);
    } else if (!secret().isEmpty()) {
        request.headers.emplace_back("Authorization", accountHeader());
    }
    return request;
}

QCoro::Task<Result<HttpResponse>> MediaMtxClient::send(HttpRequest request, std::stop_token stop)
{
    const auto first = signedIn(request);
    if (!first)
        co_return tl::unexpected(first.error());
    auto answer = co_await channel().send(*first, stop);
    if (answer)
        m_clock.note(*answer);
    // A refusal changes nothing on the server, so that a write may be asked again, too.
    const bool isRefused = answer && answer->status == 401;
    if (!isRefused || !m_entry || !m_entry->learnClock(clockOffset(*answer)))
        co_return answer;
    const auto second = signedIn(std::move(request));
    if (!second)
        co_return tl::unexpected(second.error());
    co_return co_await channel().send(*second, stop);
}

QString MediaMtxClient::refusedEntry(const HttpResponse &response) const
{
    if (!m_entry && response.status == 403 && !server().userName.isEmpty())
        return Texts::tr(
                   "%1 does not allow this to the account %2 (HTTP 403). Give it the permission “api” there, "
                   "or look at what stands before the server.")
            .arg(where(), server().userName);
    if (!m_entry)
        return MediaServerClient::refusedEntry(response);
    const qint64 offsetMs = clockOffset(response);
    if (TokenIssuer::believed(offsetMs) != offsetMs)
        return Texts::tr(
                   "The clock of %1 differs from this computer's by %n minute(s). Tokens are signed for "
                   "a difference of up to %2 minutes: set both clocks.",
                   nullptr, int((std::abs(offsetMs) + 30'000) / 60'000))
            .arg(where())
            .arg(TokenIssuer::believedMinutes);
    return Texts::tr(
               "%1 does not accept the tokens that this console signs. Either it does not check tokens any "
               "more (authMethod), or it has other keys than the registry (authJWTJWKS), or it looks for "
               "another issuer (authJWTIssuer), audience (authJWTAudience) or claim of permissions "
               "(authJWTClaimKey) than was entered here, or its clock is wrong.")
        .arg(where());
}

Result<SecretText> MediaMtxClient::viewerToken(const QString &remoteName, bool mayPlayBack,
                                               std::chrono::seconds life, const QString &tokenId) const
{
    return m_entry->viewerToken(remoteName, mayPlayBack, life, tokenId, m_clock.offsetMs());
}

// ---- addresses

QCoro::Task<Result<AccessConfig>> MediaMtxClient::readAccess(std::stop_token stop)
{
    const auto answer = co_await call(u"/v3/config/global/get"_s, {}, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto access = co_await decoded(answer->body, &decodeAccess);
    if (!access)
        co_return tl::unexpected(located(access.error()));
    co_return access;
}

/// For an outsider RTSP is encrypted only where nothing else is given: few players take it. The console does,
/// and what it sends with it is not to be read where its API calls cannot be.
quint16 MediaMtxClient::rtspsPort(Viewer viewer) const
{
    if (!m_listeners || !m_listeners->isRtspEncrypted)
        return 0;
    const bool isWanted = viewer == Viewer::Console && server().useTls;
    return m_listeners->isRtspEncryptedOnly || isWanted ? m_listeners->rtspsPort : quint16(0);
}

LiveUrls MediaMtxClient::plainUrls(const QString &remoteName, Viewer viewer) const
{
    LiveUrls live;
    const std::optional<GlobalConfig> &config = m_listeners;
    const quint16 encryptedPort = rtspsPort(viewer);
    const quint16 port = encryptedPort != 0 ? encryptedPort : server().rtspPort;
    if (config && !config->isRtspOn) {
        live.rtspReason = Texts::tr("RTSP is turned off on this server.");
    } else if (config && config->isRtspEncryptedOnly && encryptedPort == 0) {
        live.rtspReason = Texts::tr("This server gives RTSP only encrypted, and does not tell on which port "
                                    "(rtspsAddress).");
    } else if (port != 0) {
        live.rtsp.setScheme(encryptedPort != 0 ? u"rtsps"_s : u"rtsp"_s);
        live.rtsp.setHost(server().mediaHost());
        live.rtsp.setPort(port);
        live.rtsp.setPath(u'/' + remoteName);
    } else {
        live.rtspReason =
            Texts::tr("The RTSP port of this server is not known. Enter it on the card of the server.");
    }
    if (config && !config->isHlsOn) {
        live.hlsReason = Texts::tr("HLS is turned off on this server.");
    } else if (server().hlsPort != 0) {
        live.hls.setScheme(server().mediaUsesTls ? u"https"_s : u"http"_s);
        live.hls.setHost(server().mediaHost());
        live.hls.setPort(server().hlsPort);
        live.hls.setPath(u'/' + remoteName + u"/index.m3u8"_s);
    } else {
        live.hlsReason =
            Texts::tr("The HLS port of this server is not known. Enter it on the card of the server.");
    }
    return live;
}

// ---- the account, for viewing

bool MediaMtxClient::hasAccount() const
{
    return !m_entry && !server().userName.isEmpty() && !secret().isEmpty();
}

// It goes the way that the API goes: where that is encrypted, nobody shall read it beside.
bool MediaMtxClient::mayGo(bool isEncrypted) const
{
    return isEncrypted || !server().useTls || server().unencryptedAccount == UnencryptedAccount::Send;
}

QStringList MediaMtxClient::openWays(const GlobalConfig &config) const
{
    QStringList ways;
    if (!server().useTls)
        return ways;
    if (config.isPlaybackOn && !config.isPlaybackEncrypted)
        ways.append(u"playbackEncryption"_s);
    if (config.isHlsOn && !config.isHlsEncrypted)
        ways.append(u"hlsEncryption"_s);
    if (config.isRtspOn && !config.isRtspEncrypted)
        ways.append(u"rtspEncryption"_s);
    return ways;
}

void MediaMtxClient::offerAccount(LiveUrls &live) const
{
    const bool mayGoByHls = mayGo(live.hls.scheme() == "https"_L1);
    const bool mayGoByRtsp = mayGo(live.rtsp.scheme() == "rtsps"_L1);
    if (hasAccount() && mayGoByHls)
        live.hlsAuthorization = accountHeader();
    if (hasAccount() && mayGoByRtsp)
        live.rtspAccount = ViewerAccount{server().userName, secret()};
    live.hlsRefusal = refusal(u"read"_s, mayGoByHls, Texts::tr("HLS (hlsEncryption)"));
    live.rtspRefusal = refusal(u"read"_s, mayGoByRtsp, Texts::tr("RTSP (rtspEncryption)"));
}

Error MediaMtxClient::refusal(const QString &permission, bool mayGo, const QString &way) const
{
    const QString &account = server().userName;
    if (!hasAccount())
        return {
            ErrorCategory::Authentication,
            Texts::tr("%1 lets nobody watch without an account. Enter one that has the permission “%2” on "
                      "the card of the server.")
                .arg(server().name, permission),
            {}};
    if (!mayGo)
        return withheld(way);
    return {ErrorCategory::Authentication,
            Texts::tr("The account %1 of %2 has no permission “%3” for this stream. Give it that permission "
                      "there (authInternalUsers).")
                .arg(account, server().name, permission),
            {}};
}

Error MediaMtxClient::withheld(const QString &way) const
{
    const bool isAsked = server().unencryptedAccount == UnencryptedAccount::Ask;
    return {isAsked ? ErrorCategory::AccountWithheld : ErrorCategory::Authentication,
            Texts::tr(
                "%1 asks for an account, and %2 was not sent: the API of the server is encrypted, and %3 is "
                "not, so that others could read the password. Turn encryption on there, or let the account "
                "be sent all the same, on the card of the server.")
                .arg(server().name, server().userName, way),
            {}};
}

QCoro::Task<Result<LiveUrls>> MediaMtxClient::liveUrls(QString remoteName, bool, std::stop_token stop)
{
    if (!m_listeners)
        co_await readListeners(stop);
    LiveUrls live = plainUrls(remoteName, Viewer::Console);
    if (!m_entry) {
        offerAccount(live);
        co_return live;
    }
    const auto access = co_await readAccess(stop);
    if (!access)
        co_return tl::unexpected(access.error());
    const QString tokenId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto token = viewerToken(remoteName, false, viewingLife, tokenId);
    if (!token)
        co_return tl::unexpected(token.error());
    if (!live.rtsp.isEmpty())
        live.rtsp = withQueryItem(live.rtsp, u"token"_s, token->revealText());
    if (!live.hls.isEmpty() && access->takesQueryTokens) {
        live.hls = withQueryItem(live.hls, u"token"_s, token->revealText());
    } else if (!live.hls.isEmpty()) {
        live.hlsAuthorization = "Bearer " + token->reveal();
    }
    co_return live;
}

QString MediaMtxClient::noHlsTokens() const
{
    return Texts::tr(
        "This server takes no token in an HLS address (authJWTInHTTPQuery is off there). Use RTSP.");
}

// ---- what can be shared

QCoro::Task<Result<bool>> MediaMtxClient::takesPlaybackTokens(GlobalConfig config, QString remoteName,
                                                              std::stop_token stop)
{
    // Never told by the configuration, so it is tried: without a token it has to be refused, with one it is
    // not.
    HttpRequest request = listRequest(config, remoteName);
    const auto bare = co_await channel().send(request, stop);
    if (!bare)
        co_return tl::unexpected(bare.error());
    if (bare->status != 401 && bare->status != 403)
        co_return false;
    const QString tokenId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto token = viewerToken(remoteName, true, trialLife, tokenId);
    if (!token)
        co_return tl::unexpected(token.error());
    request.query.emplace_back(u"token"_s, token->revealText());
    const auto answer = co_await channel().send(std::move(request), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return answer->status != 401 && answer->status != 403;
}

QCoro::Task<Result<ShareAbilities>> MediaMtxClient::readShareAbilities(QString remoteName,
                                                                       std::stop_token stop)
{
    const auto answer = co_await call(u"/v3/config/global/get"_s, {}, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto access = co_await decoded(answer->body, &decodeAccess);
    const auto config = co_await decoded(answer->body, &decodeGlobalConfig);
    if (!access || !config)
        co_return tl::unexpected(located(access ? config.error() : access.error()));
    m_listeners = *config;
    const LiveUrls live = plainUrls(remoteName, Viewer::Outsider);
    ShareAbilities abilities;
    if (live.rtsp.scheme() == "rtsps"_L1)
        abilities.notes.append(
            Texts::tr("This server gives RTSP only encrypted (rtsps): not every player can "
                      "open such a link."));
    abilities.clockOffsetMs = m_entry ? TokenIssuer::believed(m_clock.offsetMs()) : m_clock.offsetMs();
    abilities.liveRtspReason = live.rtspReason;
    abilities.liveHlsReason = live.hlsReason;
    abilities.archiveRtspReason = Texts::tr("MediaMTX delivers no recordings by RTSP.");
    abilities.archiveHlsReason = Texts::tr("MediaMTX delivers no recordings by HLS.");
    const bool hasPlayback = config->isPlaybackOn && config->playbackPort != 0;
    if (!hasPlayback)
        abilities.archiveFileReason =
            Texts::tr("The playback server of this MediaMTX is off (setting \"playback\").");
    const bool isOpen = access->isOpen(u"read"_s, remoteName);
    if (m_entry) {
        abilities.endsSessions = true;
        abilities.isPrivateThere = !isOpen;
        if (!isOpen)
            abilities.publicReason =
                Texts::tr("This server asks every viewer for a token, so a link without one opens nothing.");
        else
            abilities.notes.append(Texts::tr("This server lets everybody watch the stream, also without a "
                                             "token (authJWTExclude), and after the token has ended."));
        if (abilities.liveHlsReason.isEmpty() && !access->takesQueryTokens)
            abilities.liveHlsReason = noHlsTokens();
        if (hasPlayback) {
            const auto isTaken = co_await takesPlaybackTokens(*config, remoteName, stop);
            if (!isTaken)
                co_return tl::unexpected(isTaken.error());
            if (!*isTaken)
                abilities.archiveFileReason = Texts::tr(
                    "The playback server of this MediaMTX takes no token in an address, so a file of the "
                    "period cannot be protected.");
        }
        abilities.notes.append(Texts::tr(
            "The end is checked when somebody begins to watch. When the link ends, this console ends the "
            "sessions that were opened with it, if it runs then."));
    } else if (isOpen) {
        abilities.tokenReason =
            Texts::tr("This server checks no tokens: everybody may watch its streams, so a link that ends "
                      "cannot be made. Only public links are possible. For others, set authMethod: jwt there "
                      "and sign in by tokens on the card of the server.");
        if (hasPlayback && !access->isOpen(u"playback"_s, remoteName))
            abilities.archiveFileReason =
                Texts::tr("The playback server of this MediaMTX asks for an account, so a file of the period "
                          "cannot be handed out.");
    } else {
        abilities.tokenReason = abilities.publicReason =
            access->authMethod == u"http"
                ? Texts::tr(
                      "Another program decides who may watch on this server (authMethod: http), so that "
                      "this console can make no links.")
                : Texts::tr("This server asks every viewer for an account. A link would have to carry a "
                            "password that never ends, so none is made.");
        abilities.isPrivateThere = true;
    }
    co_return abilities;
}

QCoro::Task<Result<MadeLink>> MediaMtxClient::makeLink(LinkOrder order, std::stop_token stop)
{
    if (const auto checked = checkName(order.remoteName); !checked)
        co_return tl::unexpected(checked.error());
    const auto abilities = co_await readShareAbilities(order.remoteName, stop);
    if (!abilities)
        co_return tl::unexpected(abilities.error());
    if (const QString reason = abilities->reasonAgainst(order); !reason.isEmpty())
        co_return fail(ErrorCategory::Unsupported, reason);
    MadeLink link;
    link.clockOffsetMs = abilities->clockOffsetMs;
    if (order.mode == ShareMode::Archive) {
        const auto config = co_await readPlaybackConfig(stop);
        if (!config)
            co_return tl::unexpected(config.error());
        RecordedPart part{order.archiveFromMs, order.archiveFromMs + archiveReachMs, order.within};
        const auto told = co_await partAsTold(order.remoteName, std::move(part), stop);
        if (!told)
            co_return tl::unexpected(told.error());
        link.url = playbackUrl(*config, order.remoteName, *told);
        link.url.setHost(server().mediaHost());
    } else {
        const LiveUrls live = plainUrls(order.remoteName, Viewer::Outsider);
        link.url = order.protocol == ShareProtocol::Hls ? live.hls : live.rtsp;
    }
    if (!order.isPublic) {
        const bool mayPlayBack = order.mode == ShareMode::Archive;
        const auto token = viewerToken(order.remoteName, mayPlayBack, order.duration, order.viewer);
        if (!token)
            co_return tl::unexpected(token.error());
        link.url = withQueryItem(link.url, u"token"_s, token->revealText());
        link.keyId = m_entry->keyId();
        link.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + order.duration.count() * 1000;
    }
    co_return link;
}

// ---- ending

QCoro::Task<Result<int>> MediaMtxClient::endSessions(QString remoteName, SecretText token,
                                                     std::stop_token stop)
{
    const SessionFilter isMeant = [remoteName, token](const ViewerSession &session) {
        return session.path == remoteName && carriesToken(session, token.reveal());
    };
    co_return co_await endSessionsThat(isMeant, stop);
}

QCoro::Task<Result<int>> MediaMtxClient::endSessionsOfKey(QString keyId, std::stop_token stop)
{
    const SessionFilter isMeant = [keyId](const ViewerSession &session) {
        return carriesTokenOf(session, keyId);
    };
    co_return co_await endSessionsThat(isMeant, stop);
}

QCoro::Task<Result<int>> MediaMtxClient::endSessionsThat(SessionFilter isMeant, std::stop_token stop)
{
    int ended = 0;
    for (const QString &kind : {u"rtspsessions"_s, u"rtspssessions"_s, u"hlssessions"_s}) {
        const auto sessions = co_await readSessions(kind, stop);
        if (!sessions)
            co_return tl::unexpected(sessions.error());
        for (const ViewerSession &session : *sessions) {
            if (!isMeant(session))
                continue;
            const HttpRequest request = writeRequest("POST", u"/v3/"_s + kind + u"/kick/"_s + session.id);
            const auto answer = co_await send(request, stop);
            if (!answer)
                co_return tl::unexpected(answer.error());
            if (answer->isOk())
                ++ended;
            else if (answer->status != 404) // 404: it has gone by itself
                co_return tl::unexpected(statusError(*answer, decodeRefusal(answer->body)));
        }
    }
    co_return ended;
}

/// Not every server has both kinds: what is off there is a 404.
QCoro::Task<Result<std::vector<ViewerSession>>> MediaMtxClient::readSessions(QString kind,
                                                                             std::stop_token stop)
{
    std::vector<ViewerSession> all;
    for (int page = 0, pages = 1; page < pages && page < maxSessionPages; ++page) {
        const Query query{{u"page"_s, QString::number(page)}};
        const QString list = u"/v3/"_s + kind + u"/list"_s;
        const auto answer = co_await call(list, query, stop);
        if (!answer && answer.error().httpStatus == 404)
            break;
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto read = co_await decoded(answer->body, &decodeSessions);
        if (!read)
            co_return tl::unexpected(located(read.error()));
        pages = read->pageCount;
        if (all.size() + read->sessions.size() > limits::maxStreams)
            co_return fail(ErrorCategory::Protocol,
                           Texts::tr("%1 tells of more viewers than any server has. Nothing of it was used.")
                               .arg(where()));
        all.insert(all.end(), read->sessions.begin(), read->sessions.end());
    }
    co_return all;
}

QCoro::Task<Result<QString>> MediaMtxClient::readKeysAddress(std::stop_token stop)
{
    const auto access = co_await readAccess(stop);
    if (!access)
        co_return tl::unexpected(access.error());
    co_return access->keysAddress;
}

QCoro::Task<VoidResult> MediaMtxClient::refreshKeys(std::stop_token stop)
{
    if (!m_entry)
        co_return co_await MediaServerClient::refreshKeys(stop);
    const HttpRequest request = writeRequest("POST", u"/v3/auth/jwks/refresh"_s);
    const auto answer = co_await send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, decodeRefusal(answer->body)));
    co_return VoidResult();
}

} // namespace streamkeeper::mediamtx
