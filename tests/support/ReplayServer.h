#pragma once

#include "tests/support/HttpServer.h"
#include "tests/support/Recording.h"

#include <QHash>

namespace streamkeeper::test {

/// Answers GETs from recordings by their path (the query is ignored), with the recorded status, body and
/// Date, behind basic authentication. A path that was recorded several times is answered in that order;
/// the last one goes on. What was not recorded is 404, as from the real server.
class ReplayServer
{
public:
    ReplayServer(const QList<Recording> &recordings, const QByteArray &user, const QByteArray &password);

    [[nodiscard]] bool listen() { return m_server.listen(); }
    [[nodiscard]] HttpServer &http() { return m_server; }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    /// From now on every path is answered with its n-th recording (0: the first), or its last.
    void setRound(int round) { m_round = round; }
    /// Answers this path with something else than recorded; status 0 takes it back.
    void setAnswer(const QByteArray &path, int status, const QByteArray &body);
    /// From now on this recording, and no other, answers its path.
    void play(const Recording &recording);
    /// Everybody else is 401 from now on.
    void setAccount(const QByteArray &user, const QByteArray &password);
    /// Paths asked for so far, refused ones included, in order.
    [[nodiscard]] const QList<QByteArray> &requests() const { return m_requests; }

private:
    void answer(const HttpRequest &request, const HttpResponder &responder);

    QHash<QByteArray, QList<Recording>> m_recordings;
    QHash<QByteArray, std::pair<int, QByteArray>> m_answers;
    QList<QByteArray> m_requests;
    QByteArray m_authorization;
    int m_round = 0;
    HttpServer m_server;
};

} // namespace streamkeeper::test
