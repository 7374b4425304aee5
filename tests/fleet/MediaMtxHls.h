#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/fleet/MediaMtxAuth.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <map>
#include <vector>

namespace streamkeeper::fleet {

class MediaServer;
class MediaStream;

/// HLS as MediaMTX serves it since 1.18: `/<path>/index.m3u8` first answers 302 with `?cookieCheck=1` and a
/// cookie; clients without cookies get `?session=` in the addresses instead. Main thread.
class MediaMtxHls
{
public:
    struct Session
    {
        QByteArray id;
        QByteArray path;
        QByteArray remoteAddress;
        QByteArray query;
        QByteArray userAgent;
        QByteArray user;
        bool isAdmitted = false; ///< else it only got the redirect
        qint64 createdUtcMs = 0;
        qint64 lastRequestUtcMs = 0;
        qint64 bytes = 0;
    };
    /// One for each path that was asked for.
    struct Muxer
    {
        qint64 createdUtcMs = 0;
        qint64 lastRequestUtcMs = 0;
        qint64 bytes = 0;
    };
    MediaMtxHls(MediaServer &server, const MediaMtxAuth &auth);

    [[nodiscard]] static MediaMtxAuth::Question questionOf(const test::HttpRequest &request);
    [[nodiscard]] Delivery deliver(const test::HttpRequest &request);
    /// The readers of a path, or of all paths (empty), that were heard of lately.
    [[nodiscard]] std::vector<Session> sessions(const QByteArray &path = {});
    [[nodiscard]] const std::map<QByteArray, Muxer> &muxers();
    /// Its reader gets nothing more, unless it begins anew.
    void kick(const QByteArray &id);
    void closePath(const QByteArray &path);
    void closeAll();

private:
    struct Target
    {
        QByteArray path;
        QByteArray file;
        MediaStream *stream;
    };
    [[nodiscard]] Delivery deliverPlaylist(const test::HttpRequest &request, const Target &target);
    [[nodiscard]] HttpAnswer redirect(const test::HttpRequest &request, const Target &target);
    [[nodiscard]] Delivery deliverSegment(const test::HttpRequest &request, const Target &target);
    [[nodiscard]] bool isKicked(const test::HttpRequest &request) const;
    [[nodiscard]] Session *findSession(const test::HttpRequest &request, const QByteArray &path);
    Session &openSession(const test::HttpRequest &request, const QByteArray &path);
    void count(Session &session, qint64 bytes);
    void forgetIdle();

    MediaServer &m_server;
    const MediaMtxAuth &m_auth;
    QHash<QByteArray, Session> m_sessions;
    std::map<QByteArray, Muxer> m_muxers;
    QSet<QByteArray> m_kicked; ///< ids
};

} // namespace streamkeeper::fleet
