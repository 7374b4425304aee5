#pragma once

#include "tests/support/HttpServer.h"
#include "tests/support/Recording.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// The configuration and recordings of a MediaMTX, with its recorded words for success and refusal.
class FakeMediaMtx
{
public:
    struct Call
    {
        QByteArray method;
        QString path; ///< behind "/v3/", decoded
        QJsonObject body;
    };

    QMap<QString, QJsonObject> paths;
    QMap<QString, QStringList> segments;
    QList<Call> calls;
    bool hasCatchAll = false;
    bool tellsDefaults = true;
    /// Refused members, by path: while there are any, every change is refused (media-server-apis.md B.6).
    QMap<QString, QJsonObject> stuck;
    /// Takes a request over; returns true if it did.
    std::function<bool(const HttpRequest &, const HttpResponder &)> intercept;
    /// Comes before a configuration is changed.
    std::function<void(const Call &)> beforeChange;

    FakeMediaMtx()
        : m_defaults(
              QJsonDocument::fromJson(Recording::load(u"mediamtx"_s, u"094-pathdefaults-get.json"_s).body)
                  .object())
        , m_server([this](const HttpRequest &request, const HttpResponder &responder) {
            answer(request, responder);
        })
    {
    }

    [[nodiscard]] HttpServer &http() { return m_server; }

    void addPath(const QString &name, const QJsonObject &members)
    {
        QJsonObject path = m_defaults;
        path[u"name"] = name;
        path[u"source"] = u"publisher"_s;
        path[u"sourceOnDemandCloseAfter"] = u"10s"_s;
        for (auto it = members.begin(); it != members.end(); ++it)
            path[it.key()] = *it;
        paths[name] = path;
    }

    [[nodiscard]] QString source(const QString &name) const { return paths[name][u"source"].toString(); }

    /// "PATCH config/paths/patch/yard", without what only reads.
    [[nodiscard]] QStringList changes() const
    {
        QStringList all;
        for (const Call &call : calls) {
            if (call.method != "GET")
                all.append(QString::fromLatin1(call.method) + u' ' + call.path);
        }
        return all;
    }

private:
    static void replay(const HttpResponder &responder, const char *name)
    {
        const Recording recording = Recording::load(u"mediamtx"_s, QString::fromLatin1(name));
        responder.answer(recording.status, recording.body,
                         {{"Content-Type", recording.headers.value("content-type", "application/json")}});
    }

    static void answerJson(const HttpResponder &responder, const QJsonObject &body)
    {
        responder.answer(200, QJsonDocument(body).toJson(), {{"Content-Type", "application/json"}});
    }

    /// What the server refuses, of what it is tested with.
    static bool isRefused(const QJsonObject &path) { return path[u"source"].toString().startsWith(u"bad:"); }

    /// Takes up a PATCH, or keeps what is refused of it.
    void patch(const QString &name, const QJsonObject &members)
    {
        QJsonObject wanted = stuck.value(name, paths[name]);
        for (auto it = members.begin(); it != members.end(); ++it)
            wanted[it.key()] = *it;
        stuck.remove(name);
        if (isRefused(wanted))
            stuck[name] = wanted;
        if (stuck.isEmpty())
            paths[name] = wanted;
    }

    static void refuse(const HttpResponder &responder, const QByteArray &why = "invalid source: 'bad:x'")
    {
        responder.answer(400, R"({"status":"error","error":")" + why + "\"}",
                         {{"Content-Type", "application/json"}});
    }

    void change(const Call &call, const HttpResponder &responder)
    {
        if (beforeChange)
            beforeChange(call);
        const QString verb = call.path.section(u'/', 2, 2);
        const QString name = call.path.section(u'/', 3);
        if (verb == u"get")
            return paths.contains(name) ? answerJson(responder, paths[name])
                                        : replay(responder, "034-config-get-missing.json");
        if (verb == u"add") {
            if (paths.contains(name))
                return replay(responder, "013-add-duplicate.json");
            if (!stuck.isEmpty() || isRefused(call.body))
                return refuse(responder);
            const QStringList given = call.body.keys();
            for (const QString &key : given) {
                if (!m_defaults.contains(key) && !key.startsWith(u"runOn"))
                    return refuse(responder, "json: unknown field \\\"" + key.toUtf8() + "\\\"");
            }
            addPath(name, call.body);
            return replay(responder, "008-add.json");
        }
        if (!paths.contains(name))
            return replay(responder, verb == u"patch" ? "041-patch-missing.json" : "104-delete-missing.json");
        if (verb == u"delete") {
            stuck.remove(name);
            if (!stuck.isEmpty())
                return refuse(responder);
            paths.remove(name);
            return replay(responder, "103-delete.json");
        }
        patch(name, call.body);
        if (!stuck.isEmpty())
            return refuse(responder);
        replay(responder, "035-patch.json");
    }

    void answerList(const HttpResponder &responder)
    {
        QJsonArray items;
        for (const QJsonObject &path : std::as_const(paths))
            items.append(path);
        answerJson(responder, {{u"itemCount"_s, items.size()}, {u"pageCount"_s, 1}, {u"items"_s, items}});
    }

    void answerRecordings(const HttpRequest &request, const Call &call, const HttpResponder &responder)
    {
        const bool isErasing = call.path == u"recordings/deletesegment";
        const QString name = isErasing ? QString::fromUtf8(request.queryValue("path").value_or(QByteArray()))
                                       : call.path.section(u'/', 2);
        if (!paths.contains(name) && !hasCatchAll) {
            responder.answer(400, "{\"status\":\"error\",\"error\":\"path '" + name.toUtf8() +
                                      "' is not configured\"}");
            return;
        }
        if (isErasing) {
            const QString start = QString::fromUtf8(request.queryValue("start").value_or(QByteArray()));
            const bool isThere = segments[name].removeAll(start) > 0;
            return replay(responder,
                          isThere ? "084-recordings-delete.json" : "085-recordings-delete-missing.json");
        }
        QJsonArray list;
        for (const QString &start : std::as_const(segments[name]))
            list.append(QJsonObject{{u"start"_s, start}});
        answerJson(responder, {{u"name"_s, name}, {u"segments"_s, list}});
    }

    void answer(const HttpRequest &request, const HttpResponder &responder)
    {
        const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)).mid(4);
        calls.append({request.method, path, QJsonDocument::fromJson(request.body).object()});
        if (request.header("authorization") != "Basic " + QByteArray("admin:adminpass").toBase64())
            return replay(responder, "005-auth-wrong.json");
        if (intercept && intercept(request, responder))
            return;
        const Call call = calls.last();
        if (path == u"config/paths/list")
            return answerList(responder);
        if (path == u"config/pathdefaults/get" && tellsDefaults)
            return replay(responder, "094-pathdefaults-get.json");
        if (path.startsWith(u"config/paths/"))
            return change(call, responder);
        if (path.startsWith(u"recordings/"))
            return answerRecordings(request, call, responder);
        replay(responder, "099-unknown-call.json");
    }

    QJsonObject m_defaults;
    HttpServer m_server;
};

} // namespace streamkeeper::test
