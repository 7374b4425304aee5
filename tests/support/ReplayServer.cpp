#include "tests/support/ReplayServer.h"

#include <algorithm>

namespace streamkeeper::test {

ReplayServer::ReplayServer(const QList<Recording> &recordings, const QByteArray &user,
                           const QByteArray &password)
    : m_server(
          [this](const HttpRequest &request, const HttpResponder &responder) { answer(request, responder); })
{
    setAccount(user, password);
    for (const Recording &recording : recordings) {
        if (recording.method == "GET")
            m_recordings[recording.path].append(recording);
    }
    m_server.setDateSkew(std::nullopt); // the recorded Date is sent
}

void ReplayServer::setAccount(const QByteArray &user, const QByteArray &password)
{
    m_authorization = "Basic " + (user + ':' + password).toBase64();
}

void ReplayServer::play(const Recording &recording)
{
    m_answers.remove(recording.path);
    m_recordings.insert(recording.path, {recording});
}

void ReplayServer::setAnswer(const QByteArray &path, int status, const QByteArray &body)
{
    if (status == 0)
        m_answers.remove(path);
    else
        m_answers.insert(path, {status, body});
}

void ReplayServer::answer(const HttpRequest &request, const HttpResponder &responder)
{
    const HttpHeaders json{{"Content-Type", "application/json; charset=utf-8"}};
    m_requests.append(request.path);
    if (request.header("authorization") != m_authorization) {
        responder.answer(401, R"({"status":"error","error":"authentication error"})", json);
        return;
    }
    if (const auto other = m_answers.constFind(request.path); other != m_answers.cend()) {
        responder.answer(other->first, other->second, json);
        return;
    }
    const auto recorded = m_recordings.constFind(request.path);
    if (request.method != "GET" || recorded == m_recordings.cend()) {
        responder.answer(404, "404 page not found", {{"Content-Type", "text/plain"}});
        return;
    }
    const Recording &recording = recorded->at(std::min<qsizetype>(m_round, recorded->size() - 1));
    HttpHeaders headers{{"Content-Type", recording.headers.value("content-type", "application/json")}};
    if (recording.headers.contains("date"))
        headers.append({"Date", recording.headers.value("date")});
    responder.answer(recording.status, recording.body, headers);
}

} // namespace streamkeeper::test
