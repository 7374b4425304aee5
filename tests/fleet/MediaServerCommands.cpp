#include "tests/fleet/MediaServerCommands.h"

#include "tests/fleet/MediaServer.h"
#include "tests/fleet/StreamIni.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr qsizetype MaximumUidLength = 36;

bool isUid(const QByteArray &uid)
{
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
               c == '_';
    };
    // "broadcast" stands where an uid would: /api/streams/broadcast/ is a call of its own.
    return !uid.isEmpty() && uid.size() <= MaximumUidLength && uid != "broadcast" &&
           std::all_of(uid.begin(), uid.end(), isPlain);
}

/// The body as an object, or what is wrong with it.
std::optional<QJsonObject> objectOf(const test::HttpRequest &request, HttpAnswer &problem)
{
    if (!request.header("content-type").value_or(QByteArray()).startsWith("application/json")) {
        problem = HttpAnswer::jsonError(400, "Content-Type must be application/json");
        return std::nullopt;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (!document.isObject()) {
        problem = HttpAnswer::jsonError(400, "The body is no JSON object: " + error.errorString().toUtf8());
        return std::nullopt;
    }
    return document.object();
}

std::optional<bool> booleanArgument(const test::HttpRequest &request, const QByteArray &name)
{
    const auto value = request.queryValue(name);
    return value == "true" ? std::optional(true) : value == "false" ? std::optional(false) : std::nullopt;
}

/// What is wrong with a body of ReconfigureStream; empty if nothing is.
QString reconfigureProblem(const QJsonObject &body)
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        const QString key = it.key();
        if (key == "enable"_L1 || key == "restart"_L1 || key == "reload"_L1 || key == "broadcast"_L1 ||
            key == "dvr"_L1) {
            if (!it->isBool()) {
                return key + u" must be true or false"_s;
            }
        } else if (key == "timeout"_L1) {
            const double seconds = it->toDouble(-1);
            if (!(seconds >= 0 && seconds < 1e9) || seconds != std::floor(seconds)) {
                return u"timeout must be a whole number of seconds"_s;
            }
        } else if (key == "secondary-url"_L1 || key == "secondary-duration"_L1) {
            if (!it->isString()) {
                return key + u" must be a string"_s;
            }
        } else {
            return key + u" is unknown"_s;
        }
    }
    return body.isEmpty() ? u"There is nothing to reconfigure"_s : QString();
}

struct Transfer
{
    QByteArray primary;
    QList<QByteArray> secondaries;
    QList<QByteArray> current;
    bool savesCurrent = false;

    [[nodiscard]] QList<QByteArray> targets() const { return QList<QByteArray>{primary} + secondaries; }
};

/// What is wrong with a body of TransferStream; empty if nothing is.
QString readTransfer(const QJsonObject &body, Transfer &transfer)
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        const QString key = it.key();
        QList<QByteArray> names;
        if (key == "is_save_current"_L1) {
            if (!it->isBool()) {
                return key + u" must be true or false"_s;
            }
            transfer.savesCurrent = it->toBool();
            continue;
        }
        if (key == "current_primary"_L1 || key == "target_primary"_L1 || key == "stream_config"_L1) {
            if (!it->isString()) {
                return key + u" must be a string"_s;
            }
            names.append(it->toString().toUtf8());
        } else if (key == "current_secondary"_L1 || key == "target_secondary"_L1) {
            const QJsonArray list = it->toArray();
            const bool areNames =
                it->isArray() &&
                std::all_of(list.begin(), list.end(), [](const QJsonValue &v) { return v.isString(); });
            if (!areNames) {
                return key + u" must be an array of names"_s;
            }
            for (const QJsonValue &name : list) {
                names.append(name.toString().toUtf8());
            }
        } else {
            return key + u" is unknown"_s;
        }
        if (key == "target_primary"_L1) {
            transfer.primary = names.first();
        } else if (key == "target_secondary"_L1) {
            transfer.secondaries = names;
        } else if (key.startsWith("current"_L1)) {
            transfer.current += names;
        }
    }
    return transfer.primary.isEmpty() ? u"target_primary is required"_s : QString();
}

void apply(MediaServer &receiver, const QByteArray &uid, const Transfer &transfer)
{
    const QList<QByteArray> targets = transfer.targets();
    const auto streamOn = [&receiver, &uid](const QByteArray &node) {
        MediaServer *const server = receiver.findNode(node);
        return server != nullptr && server->isRunning() ? server->findStream(uid) : nullptr;
    };
    for (const QByteArray &node : targets) {
        if (MediaStream *const stream = streamOn(node)) {
            stream->setNodes(transfer.primary, transfer.secondaries);
        }
    }
    for (const QByteArray &node : transfer.current) {
        MediaStream *const stream = targets.contains(node) ? nullptr : streamOn(node);
        if (stream == nullptr) {
            continue;
        }
        MediaServer &holder = *receiver.findNode(node);
        if (transfer.savesCurrent) {
            stream->becomeHolder(transfer.primary, transfer.secondaries);
            holder.closeViewers(*stream);
        } else {
            holder.removeStream(uid);
        }
    }
}

void reconfigure(MediaServer &server, MediaStream &stream, const QJsonObject &body)
{
    const auto flag = [&body](const QString &key) {
        return body.contains(key) ? std::optional(body[key].toBool()) : std::nullopt;
    };
    if (const auto enabled = flag(u"enable"_s)) {
        stream.setEnabledForNow(*enabled);
    }
    if (const auto isPaused = flag(u"broadcast"_s)) {
        stream.setBroadcastPaused(*isPaused);
    }
    if (const auto isPaused = flag(u"dvr"_s)) {
        stream.setRecordingPaused(*isPaused,
                                  body.contains(u"timeout"_s)
                                      ? std::optional(std::chrono::seconds(body[u"timeout"_s].toInteger()))
                                      : std::nullopt);
    }
    if (flag(u"reload"_s).value_or(false)) {
        stream.archive()->reload();
    }
    if (flag(u"restart"_s).value_or(false)) {
        stream.restart();
    }
    if (!stream.isWatchable()) {
        server.closeViewers(stream);
    }
    if (stream.isBroadcastPaused()) {
        server.closeArchiveViewers(stream);
    }
}
} // namespace

MediaServerCommands::MediaServerCommands(MediaServer &server)
    : m_server(server)
{
}

ApiAnswer MediaServerCommands::accept(const QByteArray &uid, std::function<void(MediaStream &)> effect)
{
    JsonWriter json;
    json.beginObject();
    json.member("uid", uid);
    json.endObject();
    ApiAnswer answer = HttpAnswer::json(json.bytes());
    answer.subject = uid;
    answer.effect = [this, uid, effect = std::move(effect)] {
        if (MediaStream *const stream = m_server.findStream(uid)) {
            effect(*stream);
        }
    };
    return answer;
}

ApiAnswer MediaServerCommands::createStream(const Call &call)
{
    if (!isUid(call.uid)) {
        return HttpAnswer::jsonError(400, "uid must be of letters, digits, - and _, at most 36");
    }
    HttpAnswer problem;
    const auto body = objectOf(call.request, problem);
    if (!body) {
        return problem;
    }
    StreamSettings settings;
    QString wrong;
    if (!streamIni::read(call.uid, *body, settings, wrong)) {
        return HttpAnswer::jsonError(400, wrong.toUtf8());
    }
    ApiAnswer answer = accept(call.uid, {});
    answer.effect = [this, settings] { m_server.writeStream(settings); };
    return answer;
}

ApiAnswer MediaServerCommands::restartStream(const Call &call)
{
    return accept(call.uid, [](MediaStream &stream) { stream.restart(); });
}

ApiAnswer MediaServerCommands::reconfigureStream(const Call &call)
{
    HttpAnswer problem;
    const auto body = objectOf(call.request, problem);
    if (!body) {
        return problem;
    }
    if (const QString wrong = reconfigureProblem(*body); !wrong.isEmpty()) {
        return HttpAnswer::jsonError(400, wrong.toUtf8());
    }
    return accept(call.uid, [this, body](MediaStream &stream) { reconfigure(m_server, stream, *body); });
}

ApiAnswer MediaServerCommands::enableRecording(const Call &call)
{
    const auto enable = booleanArgument(call.request, "enable");
    if (!enable) {
        return HttpAnswer::jsonError(400, "enable must be true or false");
    }
    return accept(call.uid, [enable](MediaStream &stream) { stream.setRecordingForNow(*enable); });
}

ApiAnswer MediaServerCommands::transferStream(const Call &call)
{
    HttpAnswer problem;
    const auto body = objectOf(call.request, problem);
    if (!body) {
        return problem;
    }
    Transfer transfer;
    if (const QString wrong = readTransfer(*body, transfer); !wrong.isEmpty()) {
        return HttpAnswer::jsonError(400, wrong.toUtf8());
    }
    for (const QByteArray &node : transfer.targets()) {
        const MediaServer *const server = m_server.findNode(node);
        if (server == nullptr || !server->isRunning() || server->findStream(call.uid) == nullptr) {
            return HttpAnswer::jsonError(409, "The node " + node + " does not have the stream");
        }
    }
    return accept(call.uid,
                  [this, transfer, uid = call.uid](MediaStream &) { apply(m_server, uid, transfer); });
}

ApiAnswer MediaServerCommands::deleteStream(const Call &call)
{
    const auto erases = booleanArgument(call.request, "erase_dvr");
    if (!erases) {
        return HttpAnswer::jsonError(400, "erase_dvr must be true or false");
    }
    return accept(call.uid, [this, uid = call.uid, erases](MediaStream &) {
        m_server.removeStream(uid);
        if (*erases) {
            m_server.archiveOf(uid)->erase();
        }
    });
}

} // namespace streamkeeper::fleet
