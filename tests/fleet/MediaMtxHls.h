#pragma once

#include "tests/fleet/HttpAnswer.h"

#include <QByteArray>
#include <QHash>

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
    explicit MediaMtxHls(MediaServer &server);

    [[nodiscard]] HttpAnswer deliver(const test::HttpRequest &request);
    /// The readers of a path, or of all paths (empty), that were heard of lately.
    [[nodiscard]] std::vector<Session> sessions(const QByteArray &path = {});
    [[nodiscard]] const std::map<QByteArray, Muxer> &muxers();
    void closePath(const QByteArray &path);
    void closeAll();

private:
    struct Target
    {
        QByteArray path;
        QByteArray file;
        MediaStream *stream;
    };
    [[nodiscard]] HttpAnswer deliverPlaylist(const test::HttpRequest &request, const Target &target);
    [[nodiscard]] HttpAnswer deliverSegment(const test::HttpRequest &request, const Target &target);
    [[nodiscard]] Session *findSession(const test::HttpRequest &request, const QByteArray &path);
    Session &openSession(const test::HttpRequest &request, const QByteArray &path);
    void count(Session &session, qint64 bytes);
    void forgetIdle();

    MediaServer &m_server;
    QHash<QByteArray, Session> m_sessions;
    std::map<QByteArray, Muxer> m_muxers;
};

} // namespace streamkeeper::fleet
