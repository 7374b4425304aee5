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
#include <optional>

namespace streamkeeper::test {

/// A small media_server_v2: streams as the test sets them, the token checked where the test wants it. Takes
/// writes as the vendor's API describes them: the whole body creates or reconfigures, and is refused with 400
/// when a required member is missing.
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
        bool hasAudio = true;
        QStringList whitelist;
        bool isRecording = false;
        qint64 depthSeconds = 86'400;
        QString storage = QStringLiteral("/archive");
        QMap<QString, QString> otherKeys; ///< further lines of the ini text
        /// The ini text shown. Without one it is made of the members above; an empty one is not shown.
        std::optional<QString> ini;
    };
    /// A body that was taken, and for whom.
    struct Write
    {
        QString uid;
        QJsonObject body;
    };

    QByteArray token = "Tok-9f8e7d6c5b4a~";
    TokenPlace tokenPlace = TokenPlace::Header;
    QMap<QString, Stream> streams;
    QStringList requests; ///< "GET /api/streams/", in order, with refused ones
    int refused = 0;
    int refusal = 403;
    QList<Write> writes;
    QStringList restarted;
    QStringList removed;                                    ///< "uid true" when the archive went too
    QString createPrefix = QStringLiteral("/api/streams/"); ///< or "/streams/", as one page prints it
    QStringList storages = {QStringLiteral("/archive")};
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
                {QStringLiteral("track_audio"), stream.hasAudio},
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

    [[nodiscard]] static QString iniOf(const Stream &stream)
    {
        if (stream.ini)
            return *stream.ini;
        const auto word = [](bool truth) { return truth ? QStringLiteral("true") : QStringLiteral("false"); };
        QMap<QString, QString> lines = stream.otherKeys;
        lines[QStringLiteral("stream-url")] = stream.address;
        lines[QStringLiteral("stream-name")] = stream.name;
        lines[QStringLiteral("camera-uid")] = stream.cameraUid;
        lines[QStringLiteral("stream-enable")] = word(stream.isEnabled);
        lines[QStringLiteral("stream-tracks")] =
            stream.hasAudio ? QStringLiteral("video, audio") : QStringLiteral("video");
        lines[QStringLiteral("stream-access")] = stream.access;
        lines[QStringLiteral("stream-whitelist")] = stream.whitelist.join(QStringLiteral(", "));
        lines[QStringLiteral("dvr-enable")] = word(stream.isRecording);
        lines[QStringLiteral("dvr-archive")] = stream.storage;
        lines[QStringLiteral("dvr-duration")] = QString::number(stream.depthSeconds) + u's';
        lines[QStringLiteral("dvr-chunk")] = QStringLiteral("1m");
        lines[QStringLiteral("dvr-capacity")] = QStringLiteral("0");
        QString text = QStringLiteral("; kept by the server\n[stream]\n");
        for (auto it = lines.begin(); it != lines.end(); ++it)
            text += it.key() + QStringLiteral(" = ") + *it + u'\n';
        return text;
    }

    static QStringList texts(const QJsonValue &value)
    {
        QStringList all;
        for (const QJsonValue &one : value.toArray())
            all.append(one.toString());
        return all;
    }

    void take(const QString &uid, QJsonObject body)
    {
        writes.append({uid, body});
        Stream &stream = streams[uid];
        stream.ini.reset();
        stream.otherKeys.clear();
        const auto pick = [&](const char *key) { return body.take(QString::fromLatin1(key)); };
        stream.address = pick("stream-url").toString();
        stream.name = pick("stream-name").toString();
        stream.cameraUid = pick("camera-uid").toString();
        stream.isEnabled = pick("stream-enable").toBool(true);
        const QJsonValue tracks = pick("stream-tracks");
        stream.hasAudio = tracks.isUndefined() || texts(tracks).contains(QStringLiteral("audio"));
        stream.access = pick("stream-access").toString();
        stream.whitelist = texts(pick("stream-whitelist"));
        stream.isRecording = pick("dvr-enable").toBool();
        stream.storage = pick("dvr-archive").toString();
        stream.depthSeconds = pick("dvr-duration").toInteger();
        (void)pick("dvr-chunk");
        (void)pick("dvr-capacity");
        for (auto it = body.begin(); it != body.end(); ++it)
            stream.otherKeys[it.key()] = it->isArray() ? texts(*it).join(u',') : it->toVariant().toString();
        stream.status = stream.isEnabled ? QStringLiteral("active") : QStringLiteral("inactive");
    }

    static QString whatIsMissing(const QJsonObject &body)
    {
        for (const char *key : {"stream-url", "stream-access", "stream-whitelist", "dvr-enable",
                                "dvr-archive", "dvr-duration", "dvr-chunk", "dvr-capacity"}) {
            if (!body.contains(QString::fromLatin1(key)))
                return QString::fromLatin1(key);
        }
        return {};
    }

    /// Returns whether it was a write.
    bool answerWrite(const HttpRequest &request, const QString &path, const HttpResponder &responder)
    {
        const QString uid = path.section(u'/', createPrefix.count(u'/'), createPrefix.count(u'/'));
        if (request.method == "POST" && path == createPrefix + uid + u'/' && !uid.isEmpty()) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            const QString missing = whatIsMissing(body);
            if (!missing.isEmpty()) {
                responder.answer(400, "{\"error\":\"no " + missing.toUtf8() + "\"}");
                return true;
            }
            take(uid, body);
        } else if (request.method == "PUT" && path == QStringLiteral("/api/streams/%1/restart/").arg(uid) &&
                   streams.contains(uid)) {
            restarted.append(uid);
        } else if (request.method == "DELETE" && path == QStringLiteral("/api/streams/%1/").arg(uid) &&
                   streams.contains(uid)) {
            removed.append(uid + u' ' +
                           QString::fromUtf8(request.queryValue("erase_dvr").value_or("unsaid")));
            streams.remove(uid);
        } else {
            return false;
        }
        answerJson(responder, {{QStringLiteral("uid"), uid}});
        return true;
    }

    [[nodiscard]] QJsonObject serverInfo() const
    {
        QJsonObject mounts;
        for (const QString &mount : storages)
            mounts.insert(mount, QJsonObject{{QStringLiteral("capacity_total"), 1'000'000},
                                             {QStringLiteral("capacity_free"), 900'000},
                                             {QStringLiteral("err"), 0}});
        return {{QStringLiteral("server"), QJsonObject{{QStringLiteral("version"), QStringLiteral("24.03")},
                                                       {QStringLiteral("hostname"), QStringLiteral("ms")}}},
                {QStringLiteral("storages"), mounts}};
    }

    void answer(const HttpRequest &request, const HttpResponder &responder)
    {
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path));
        requests.append(QString::fromLatin1(request.method) + u' ' + path);
        if (intercept && intercept(request, responder))
            return;
        if (!isAllowed(request)) {
            ++refused;
            responder.answer(refusal);
            return;
        }
        if (request.method == "GET" && path == QStringLiteral("/api/streams/"))
            return answerJson(responder, list());
        if (request.method == "GET" && path == QStringLiteral("/api/streams/broadcast/"))
            return answerJson(responder, urls());
        if (request.method == "POST" && path == QStringLiteral("/api/server/"))
            return answerJson(responder, serverInfo());
        if (request.method == "POST" && path == QStringLiteral("/api/auth/token/access/"))
            return responder.answer(200, "\"view+" + request.body.mid(0, 0) + "er~\"");
        if (answerWrite(request, path, responder))
            return;
        const QString uid = path.section(u'/', 3, 3);
        if (request.method == "GET" && path == QStringLiteral("/api/streams/%1/").arg(uid) &&
            streams.contains(uid)) {
            QJsonObject body = entry(uid, streams[uid]);
            const Stream &stream = streams[uid];
            body.insert(QStringLiteral("source"), QJsonObject{{QStringLiteral("url"), stream.address}});
            body.insert(QStringLiteral("whitelist"), stream.whitelist.join(u','));
            body.insert(QStringLiteral("dvr"), QJsonObject{{QStringLiteral("enable"), stream.isRecording},
                                                           {QStringLiteral("storage"), stream.storage}});
            if (const QString ini = iniOf(stream); !ini.isEmpty())
                body.insert(QStringLiteral("config"), QJsonObject{{QStringLiteral("source"), ini}});
            return answerJson(responder, body);
        }
        responder.answer(404);
    }

    HttpServer m_server;
};

} // namespace streamkeeper::test
