#pragma once

#include "models/domain/MediaServer.h"
#include "models/domain/SecretText.h"
#include "tests/support/HttpServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>

namespace streamkeeper::test {

/// A small media_server_v2: streams as the test sets them, the token checked where the test wants it.
class FakeV2Server
{
public:
    enum class TokenPlace { Header, Bearer, Query };

    struct Stream
    {
        QString name;
        QString cameraUid;
        QString status = QStringLiteral("active");
        QString address;
        QString access = QStringLiteral("public");
        bool isEnabled = true;
        qint64 bitrateInBps = 1'000'000;
        int reconnectAttempts = 0;
    };

    QByteArray token = "Tok-9f8e7d6c5b4a~";
    TokenPlace tokenPlace = TokenPlace::Header;
    QMap<QString, Stream> streams;
    QStringList requests; ///< "GET /api/streams/", in order, with refused ones
    int refused = 0;
    /// Takes a request over; returns true if it did.
    std::function<bool(const HttpRequest &, const HttpResponder &)> intercept;

    FakeV2Server()
        : m_server([this](const HttpRequest &request, const HttpResponder &responder) {
            answer(request, responder);
        })
    {
    }

    [[nodiscard]] HttpServer &http() { return m_server; }
    [[nodiscard]] SecretText secret() const { return SecretText(token); }
    [[nodiscard]] int countOf(const QString &request) const { return int(requests.count(request)); }

    /// The card of this server, as an operator would fill it in.
    [[nodiscard]] MediaServer card(const QString &name = QStringLiteral("rack 1")) const
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = name;
        server.type = ServerType::MediaServerV2;
        server.useTls = !m_server.tlsIdentity().isNull();
        server.internalHost = QStringLiteral("127.0.0.1");
        server.apiPort = m_server.port();
        server.pinnedSha256 = QByteArray::fromHex(m_server.tlsIdentity().fingerprint());
        server.createdAt = QDateTime::currentDateTimeUtc();
        return server;
    }

private:
    [[nodiscard]] bool isAllowed(const HttpRequest &request) const
    {
        switch (tokenPlace) {
        case TokenPlace::Header:
            return request.header("authorization") == token;
        case TokenPlace::Bearer:
            return request.header("authorization") == "Bearer " + token;
        case TokenPlace::Query:
            return request.queryValue("token") == token;
        }
        return false;
    }

    static void answerJson(const HttpResponder &responder, const QJsonObject &body)
    {
        responder.answer(200, QJsonDocument(body).toJson(QJsonDocument::Compact),
                         {{"Content-Type", "application/json"}});
    }

    [[nodiscard]] static QJsonObject entry(const QString &uid, const Stream &stream)
    {
        return {{QStringLiteral("uid"), uid},
                {QStringLiteral("stream_name"), stream.name},
                {QStringLiteral("camera_uid"), stream.cameraUid},
                {QStringLiteral("entry"), QStringLiteral("stream")},
                {QStringLiteral("enabled"), stream.isEnabled},
                {QStringLiteral("status"), stream.status},
                {QStringLiteral("type"), QStringLiteral("primary")},
                {QStringLiteral("access"), stream.access},
                {QStringLiteral("track_audio"), true},
                {QStringLiteral("video_width"), 640},
                {QStringLiteral("video_height"), 360},
                {QStringLiteral("bitrate_in"), stream.bitrateInBps},
                {QStringLiteral("clients_count"), 1},
                {QStringLiteral("reconnect_attempt"), stream.reconnectAttempts},
                {QStringLiteral("reconnect_total"), 4}};
    }

    [[nodiscard]] QJsonObject list() const
    {
        QJsonObject body;
        for (auto it = streams.begin(); it != streams.end(); ++it)
            body.insert(it.key(), entry(it.key(), *it));
        return body;
    }

    [[nodiscard]] QJsonObject urls() const
    {
        QJsonObject body;
        for (auto it = streams.begin(); it != streams.end(); ++it) {
            const QString base = QStringLiteral("rtsp://127.0.0.1:5554/live/") + it.key() + u'/';
            const QString hls =
                QStringLiteral("https://127.0.0.1:8443/live/") + it.key() + QStringLiteral("/playlist.m3u8");
            const auto one = [](const QString &url) {
                return QJsonObject{{QStringLiteral("url"), url}, {QStringLiteral("args"), QJsonObject{}}};
            };
            body.insert(it.key(), QJsonObject{{QStringLiteral("access"), it->access},
                                              {QStringLiteral("urls"),
                                               QJsonObject{{QStringLiteral("rtsp_live"), one(base)},
                                                           {QStringLiteral("hls_live"), one(hls)}}}});
        }
        return body;
    }

    void answer(const HttpRequest &request, const HttpResponder &responder)
    {
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path));
        requests.append(QString::fromLatin1(request.method) + u' ' + path);
        if (intercept && intercept(request, responder))
            return;
        if (!isAllowed(request)) {
            ++refused;
            responder.answer(403);
            return;
        }
        if (request.method == "GET" && path == QStringLiteral("/api/streams/"))
            return answerJson(responder, list());
        if (request.method == "GET" && path == QStringLiteral("/api/streams/broadcast/"))
            return answerJson(responder, urls());
        if (request.method == "POST" && path == QStringLiteral("/api/server/"))
            return answerJson(responder, {{QStringLiteral("server"),
                                           QJsonObject{{QStringLiteral("version"), QStringLiteral("24.03")},
                                                       {QStringLiteral("hostname"), QStringLiteral("ms")}}}});
        if (request.method == "POST" && path == QStringLiteral("/api/auth/token/access/"))
            return responder.answer(200, "\"view+" + request.body.mid(0, 0) + "er~\"");
        const QString uid = path.section(u'/', 3, 3);
        if (request.method == "GET" && path == QStringLiteral("/api/streams/%1/").arg(uid) &&
            streams.contains(uid)) {
            QJsonObject body = entry(uid, streams[uid]);
            body.insert(QStringLiteral("source"), QJsonObject{{QStringLiteral("url"), streams[uid].address}});
            return answerJson(responder, body);
        }
        responder.answer(404);
    }

    HttpServer m_server;
};

} // namespace streamkeeper::test
