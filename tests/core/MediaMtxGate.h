#pragma once

#include "models/domain/MediaServer.h"
#include "tests/support/HttpServer.h"
#include "tests/support/Recording.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper::test {

/// What the MediaMTX of tests about links and tokens have in common: the recorded global configuration, which
/// a test may change, and the words of their answers.
class MediaMtxGate
{
public:
    QJsonObject global =
        QJsonDocument::fromJson(
            Recording::load(QStringLiteral("mediamtx"), QStringLiteral("087-global-get.json")).body)
            .object();

    /// From now on it is signed in to by tokens.
    void checkTokens()
    {
        global[QStringLiteral("authMethod")] = QStringLiteral("jwt");
        global[QStringLiteral("authInternalUsers")] = QJsonArray();
    }

protected:
    /// The card of a server whose API is at this port, as an operator would fill it in.
    [[nodiscard]] static MediaServer cardAt(quint16 apiPort)
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = QStringLiteral("gate");
        server.type = ServerType::MediaMtx;
        server.useTls = false;
        server.internalHost = QStringLiteral("127.0.0.1");
        server.apiPort = apiPort;
        return server;
    }

    static void answerJson(const HttpResponder &responder, int status, const QByteArray &body)
    {
        responder.answer(status, body, {{"Content-Type", "application/json"}});
    }
    void answerGlobal(const HttpResponder &responder) const
    {
        answerJson(responder, 200, QJsonDocument(global).toJson());
    }
    static void refuse(const HttpResponder &responder, int status)
    {
        answerJson(responder, status, R"({"status":"error","error":"authentication error"})");
    }
    static void answerNotFound(const HttpResponder &responder)
    {
        answerJson(responder, 404, R"({"status":"error","error":"not found"})");
    }
};

} // namespace streamkeeper::test
