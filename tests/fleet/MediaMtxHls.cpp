#include "tests/fleet/MediaMtxHls.h"

#include "tests/fleet/MediaMtxAnswer.h"
#include "tests/fleet/MediaServer.h"

#include <QDateTime>
#include <QUuid>

#include <algorithm>

namespace streamkeeper::fleet {

namespace {
constexpr qint64 SessionTimeoutMs = 30'000;
constexpr qint64 MuxerTimeoutMs = 60'000; // hlsMuxerCloseAfter
constexpr auto CookieName = "hlsSession";

HttpAnswer plain(int status, const QByteArray &text)
{
    return {status, text, {{"Content-Type", "text/plain"}, {"Server", "mediamtx"}}};
}

QPair<QByteArray, QByteArray> cookieFor(const MediaMtxHls::Session &session)
{
    return {"Set-Cookie", QByteArray(CookieName) + '=' + session.id + "; Path=/" +
                              session.path.toPercentEncoding("/") + "/; HttpOnly"};
}

/// An address may carry its token on to the addresses in a playlist.
QByteArray tokenArgument(const test::HttpRequest &request)
{
    for (const char *name : {"token", "jwt"}) {
        if (const auto token = request.queryValue(name)) {
            return QByteArray(name) + '=' + token->toPercentEncoding();
        }
    }
    return {};
}

HttpAnswer media(const QByteArray &body, const QByteArray &type)
{
    return {200,
            body,
            {{"Content-Type", type},
             {"Cache-Control", "no-cache"},
             {"Access-Control-Allow-Origin", "*"},
             {"Server", "mediamtx"}}};
}

QByteArray cookieOf(const test::HttpRequest &request)
{
    const QList<QByteArray> cookies = request.header("cookie").value_or(QByteArray()).split(';');
    for (const QByteArray &cookie : cookies) {
        const QByteArray text = cookie.trimmed();
        if (text.startsWith(CookieName) && text.mid(qsizetype(qstrlen(CookieName))).startsWith('=')) {
            return text.mid(text.indexOf('=') + 1);
        }
    }
    return {};
}
} // namespace

MediaMtxHls::MediaMtxHls(MediaServer &server, const MediaMtxAuth &auth)
    : m_server(server)
    , m_auth(auth)
{
}

MediaMtxAuth::Question MediaMtxHls::questionOf(const test::HttpRequest &request)
{
    const QByteArray path = QByteArray::fromPercentEncoding(request.path);
    return {MediaMtxAuth::Action::Read, path.mid(1, path.lastIndexOf('/') - 1),
            MediaMtxAuth::Credentials::fromHeader(request.header("authorization").value_or(QByteArray())),
            request.query};
}

Delivery MediaMtxHls::deliver(const test::HttpRequest &request)
{
    if (request.method != "GET") {
        return plain(404, "404 page not found");
    }
    forgetIdle();
    const QByteArray path = QByteArray::fromPercentEncoding(request.path);
    const qsizetype slash = path.lastIndexOf('/');
    const QByteArray name = path.mid(1, slash - 1);
    MediaStream *const stream = slash > 0 ? m_server.findStream(name) : nullptr;
    if (stream == nullptr || !stream->hls()) {
        return plain(404, "404 page not found");
    }
    stream->admission()->askedSteadyMs = g_get_monotonic_time() / 1000;
    const Target target{name, path.mid(slash + 1), stream};
    return target.file == "index.m3u8" ? deliverPlaylist(request, target) : deliverSegment(request, target);
}

Delivery MediaMtxHls::deliverPlaylist(const test::HttpRequest &request, const Target &target)
{
    Session *session = findSession(request, target.path);
    if (session == nullptr && !request.queryValue("cookieCheck")) {
        return redirect(request, target);
    }
    const bool isNew = session == nullptr;
    // Once: a session that has begun goes on when its token ends.
    if (session == nullptr || !session->isAdmitted) {
        const MediaMtxAuth::Verdict verdict = m_auth.check(questionOf(request));
        if (verdict.answer != MediaMtxAuth::Answer::Allowed || isKicked(request)) {
            return mediaMtx::unauthorized(verdict.answer != MediaMtxAuth::Answer::Refused);
        }
        session = session != nullptr ? session : &openSession(request, target.path);
        session->isAdmitted = true;
        session->user = verdict.user;
    }
    QByteArrayList arguments;
    const bool keepsCookies = cookieOf(request) == session->id;
    if (!keepsCookies) {
        arguments.append("session=" + session->id);
    }
    if (const QByteArray token = tokenArgument(request); !token.isEmpty() && m_auth.settings().inHttpQuery) {
        arguments.append(token);
    }
    const auto body = target.stream->hls()->playlist(arguments.join('&'));
    if (!body || !target.stream->hasVideo()) {
        return plain(404, "404 page not found");
    }
    count(*session, body->size());
    HttpAnswer answer = media(*body, "application/vnd.apple.mpegurl");
    if (isNew) {
        answer.headers.append(cookieFor(*session));
    }
    return answer;
}

HttpAnswer MediaMtxHls::redirect(const test::HttpRequest &request, const Target &target)
{
    const Session &opened = openSession(request, target.path);
    QByteArray location = "index.m3u8?cookieCheck=1";
    if (!request.query.isEmpty()) {
        location += '&' + request.query;
    }
    // Who keeps no cookies and reads the playlist again is the same reader all the same.
    location += "&session=" + opened.id;
    HttpAnswer answer = plain(302, "");
    answer.headers.append({"Location", location});
    answer.headers.append(cookieFor(opened));
    return answer;
}

Delivery MediaMtxHls::deliverSegment(const test::HttpRequest &request, const Target &target)
{
    Session *const session = findSession(request, target.path);
    if (session == nullptr || !session->isAdmitted) {
        return mediaMtx::error(401, "authentication error");
    }
    bool ok = false;
    const qint64 sequence = target.file.endsWith(".ts") ? target.file.chopped(3).toLongLong(&ok) : 0;
    const auto body = ok ? target.stream->hls()->segment(sequence) : std::nullopt;
    if (!body) {
        return plain(404, "404 page not found");
    }
    count(*session, body->size());
    return media(*body, "video/mp2t");
}

bool MediaMtxHls::isKicked(const test::HttpRequest &request) const
{
    return m_kicked.contains(cookieOf(request)) ||
           m_kicked.contains(request.queryValue("session").value_or(QByteArray()));
}

void MediaMtxHls::kick(const QByteArray &id)
{
    m_sessions.remove(id);
    m_kicked.insert(id);
}

MediaMtxHls::Session *MediaMtxHls::findSession(const test::HttpRequest &request, const QByteArray &path)
{
    for (const QByteArray &id : {cookieOf(request), request.queryValue("session").value_or(QByteArray())}) {
        const auto found = m_sessions.find(id);
        if (found != m_sessions.end() && found->path == path) {
            return &*found;
        }
    }
    return nullptr;
}

MediaMtxHls::Session &MediaMtxHls::openSession(const test::HttpRequest &request, const QByteArray &path)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    Session session;
    session.id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    session.path = path;
    session.remoteAddress = request.remoteAddress;
    QList<QByteArray> arguments = request.query.split('&');
    arguments.removeIf([](const QByteArray &argument) { return argument.startsWith("cookieCheck="); });
    session.query = arguments.join('&');
    session.userAgent = request.header("user-agent").value_or(QByteArray());
    session.createdUtcMs = now;
    session.lastRequestUtcMs = now;
    Muxer &muxer = m_muxers[path];
    muxer.createdUtcMs = muxer.createdUtcMs != 0 ? muxer.createdUtcMs : now;
    muxer.lastRequestUtcMs = now;
    return *m_sessions.insert(session.id, session);
}

void MediaMtxHls::count(Session &session, qint64 bytes)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    session.bytes += bytes;
    session.lastRequestUtcMs = now;
    Muxer &muxer = m_muxers[session.path];
    muxer.createdUtcMs = muxer.createdUtcMs != 0 ? muxer.createdUtcMs : now;
    muxer.bytes += bytes;
    muxer.lastRequestUtcMs = now;
}

void MediaMtxHls::forgetIdle()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_sessions.removeIf(
        [now](const auto &entry) { return now - entry.value().lastRequestUtcMs > SessionTimeoutMs; });
    std::erase_if(m_muxers,
                  [now](const auto &entry) { return now - entry.second.lastRequestUtcMs > MuxerTimeoutMs; });
}

std::vector<MediaMtxHls::Session> MediaMtxHls::sessions(const QByteArray &path)
{
    forgetIdle();
    std::vector<Session> result;
    for (const Session &session : m_sessions) {
        // One that only got the redirect reads nothing.
        if (session.bytes > 0 && (path.isEmpty() || session.path == path)) {
            result.push_back(session);
        }
    }
    std::sort(result.begin(), result.end(), [](const Session &left, const Session &right) {
        return std::tie(left.createdUtcMs, left.id) < std::tie(right.createdUtcMs, right.id);
    });
    return result;
}

const std::map<QByteArray, MediaMtxHls::Muxer> &MediaMtxHls::muxers()
{
    forgetIdle();
    return m_muxers;
}

void MediaMtxHls::closePath(const QByteArray &path)
{
    m_muxers.erase(path);
    m_sessions.removeIf([&path](const auto &entry) { return entry.value().path == path; });
}

void MediaMtxHls::closeAll()
{
    m_muxers.clear();
    m_sessions.clear();
}

} // namespace streamkeeper::fleet
