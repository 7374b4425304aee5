#include "tests/fleet/MediaMtxHls.h"

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

MediaMtxHls::MediaMtxHls(MediaServer &server)
    : m_server(server)
{
}

HttpAnswer MediaMtxHls::deliver(const test::HttpRequest &request)
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

HttpAnswer MediaMtxHls::deliverPlaylist(const test::HttpRequest &request, const Target &target)
{
    Session *session = findSession(request, target.path);
    if (session == nullptr && !request.queryValue("cookieCheck")) {
        const Session &opened = openSession(request, target.path);
        QByteArray location = "index.m3u8?cookieCheck=1";
        if (!request.query.isEmpty()) {
            location += '&' + request.query;
        }
        HttpAnswer answer = plain(302, "");
        answer.headers.append({"Location", location});
        answer.headers.append({"Set-Cookie", QByteArray(CookieName) + '=' + opened.id + "; Path=/" +
                                                 target.path.toPercentEncoding("/") + "/; HttpOnly"});
        return answer;
    }
    QByteArray query;
    if (cookieOf(request).isEmpty()) { // it keeps no cookies
        session = session != nullptr ? session : &openSession(request, target.path);
        query = "session=" + session->id;
    }
    const auto body = target.stream->hls()->playlist(query);
    if (!body || !target.stream->hasVideo()) {
        return plain(404, "404 page not found");
    }
    if (session != nullptr) {
        count(*session, body->size());
    }
    return media(*body, "application/vnd.apple.mpegurl");
}

HttpAnswer MediaMtxHls::deliverSegment(const test::HttpRequest &request, const Target &target)
{
    Session *const session = findSession(request, target.path);
    bool ok = false;
    const qint64 sequence = target.file.endsWith(".ts") ? target.file.chopped(3).toLongLong(&ok) : 0;
    const auto body = ok && session != nullptr ? target.stream->hls()->segment(sequence) : std::nullopt;
    if (!body) {
        return plain(404, "404 page not found");
    }
    count(*session, body->size());
    return media(*body, "video/mp2t");
}

MediaMtxHls::Session *MediaMtxHls::findSession(const test::HttpRequest &request, const QByteArray &path)
{
    const QByteArray cookie = cookieOf(request);
    const QByteArray id = cookie.isEmpty() ? request.queryValue("session").value_or(QByteArray()) : cookie;
    const auto found = m_sessions.find(id);
    return found != m_sessions.end() && found->path == path ? &*found : nullptr;
}

MediaMtxHls::Session &MediaMtxHls::openSession(const test::HttpRequest &request, const QByteArray &path)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    Session session;
    session.id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    session.path = path;
    session.remoteAddress = request.remoteAddress;
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
