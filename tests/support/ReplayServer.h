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

private:
    void answer(const HttpRequest &request, const HttpResponder &responder);

    QHash<QByteArray, QList<Recording>> m_recordings;
    QHash<QByteArray, std::pair<int, QByteArray>> m_answers;
    QByteArray m_authorization;
    int m_round = 0;
    HttpServer m_server;
};

} // namespace streamkeeper::test
