#include "tests/fleet/Fault.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// More than any client should take for a list of streams.
constexpr qint64 HugeBytes = 512LL * 1024 * 1024;
constexpr std::chrono::milliseconds SlowStep{200};

QJsonValue mistyped(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        QJsonObject result;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            result.insert(it.key(), mistyped(it.value()));
        }
        return result;
    }
    case QJsonValue::Array:
        return u"not a list"_s;
    case QJsonValue::Double:
        return QJsonArray{value};
    case QJsonValue::String:
        return 12.5;
    case QJsonValue::Bool:
        return QJsonObject{{u"value"_s, value}};
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return true;
}

QByteArray garbage()
{
    QByteArray bytes("{\"\xff\xfe\x00\x01", 6);
    for (int i = 0; i < 500; ++i) {
        bytes += char(i * 73 + 19);
    }
    return bytes;
}
} // namespace

std::optional<Fault::Kind> Fault::kindFromName(const QByteArray &name)
{
    static const QHash<QByteArray, Kind> kinds{{"none", Kind::None},
                                               {"refuse", Kind::Refuse},
                                               {"hang", Kind::Hang},
                                               {"slow", Kind::Slow},
                                               {"cut", Kind::Cut},
                                               {"status", Kind::Status},
                                               {"html", Kind::Html},
                                               {"garbage", Kind::Garbage},
                                               {"truncated", Kind::Truncated},
                                               {"huge", Kind::Huge},
                                               {"wrongtypes", Kind::WrongTypes},
                                               {"skew", Kind::Skew}};
    const auto found = kinds.constFind(name);
    return found == kinds.constEnd() ? std::nullopt : std::optional(*found);
}

bool Fault::concerns(const QByteArray &path) const
{
    return kind != Kind::None && kind != Kind::Refuse && kind != Kind::Skew && path.startsWith(pathPrefix);
}

int Fault::answer(const HttpAnswer &proper, const test::HttpResponder &responder) const
{
    const auto send = [&](int status, const QByteArray &body, const test::HttpHeaders &headers) {
        responder.answer(status, body, headers);
        return status;
    };
    switch (kind) {
    case Kind::Hang:
        responder.hang();
        return 0;
    case Kind::Slow:
        responder.answerSlowly(proper.status, proper.body, qMax<qsizetype>(1, proper.body.size() / 50),
                               delay.count() > 0 ? delay : SlowStep, proper.headers);
        return proper.status;
    case Kind::Cut:
        responder.answerCut(proper.status, proper.body, proper.body.size() / 2, proper.headers);
        return proper.status;
    case Kind::Status: {
        const HttpAnswer error = HttpAnswer::jsonError(status, "fault");
        return send(error.status, error.body, error.headers);
    }
    case Kind::Html: {
        const HttpAnswer page = HttpAnswer::htmlError(200, "Gateway");
        return send(page.status, page.body, page.headers);
    }
    case Kind::Garbage:
        return send(200, garbage(), proper.headers);
    case Kind::Truncated:
        return send(proper.status, proper.body.left(proper.body.size() / 2), proper.headers);
    case Kind::Huge:
        responder.answerHuge(200, HugeBytes, "[[[[[[[[", proper.headers);
        return 200;
    case Kind::WrongTypes: {
        const QJsonDocument document = QJsonDocument::fromJson(proper.body);
        const QByteArray body =
            document.isObject()
                ? QJsonDocument(mistyped(document.object()).toObject()).toJson(QJsonDocument::Compact)
                : QByteArray("[1,2,3]");
        return send(proper.status, body, proper.headers);
    }
    case Kind::None:
    case Kind::Refuse:
    case Kind::Skew:
        break;
    }
    return send(proper.status, proper.body, proper.headers);
}

} // namespace streamkeeper::fleet
