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
                                               {"drop", Kind::Drop},
                                               {"hang", Kind::Hang},
                                               {"late", Kind::Late},
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

std::optional<Fault::Scope> Fault::scopeFromName(const QByteArray &name)
{
    static const QHash<QByteArray, Scope> scopes{
        {"all", Scope::All}, {"reads", Scope::Reads}, {"writes", Scope::Writes}};
    const auto found = scopes.constFind(name);
    return found == scopes.constEnd() ? std::nullopt : std::optional(*found);
}

bool Fault::concerns(const QByteArray &path, bool isWrite) const
{
    const bool isInScope = scope == Scope::All || (scope == Scope::Writes) == isWrite;
    return kind != Kind::None && !closesPort() && kind != Kind::Skew && isInScope &&
           path.startsWith(pathPrefix);
}

bool Fault::letsHappen() const
{
    const bool isUsual = kind != Kind::Refuse && kind != Kind::Drop && kind != Kind::Hang &&
                         kind != Kind::Status && kind != Kind::Html;
    return effect.value_or(isUsual);
}

int Fault::statusFor(const HttpAnswer &proper) const
{
    switch (kind) {
    case Kind::Refuse:
    case Kind::Drop:
    case Kind::Hang:
        return 0;
    case Kind::Status:
        return status;
    case Kind::Html:
    case Kind::Garbage:
    case Kind::Huge:
        return 200;
    case Kind::None:
    case Kind::Late:
    case Kind::Slow:
    case Kind::Cut:
    case Kind::Truncated:
    case Kind::WrongTypes:
    case Kind::Skew:
        break;
    }
    return proper.status;
}

void Fault::answer(const HttpAnswer &proper, const HttpAnswer &refusal,
                   const test::HttpResponder &responder) const
{
    const int sent = statusFor(proper);
    switch (kind) {
    case Kind::Refuse:
    case Kind::Drop:
        responder.close();
        return;
    case Kind::Hang:
        responder.hang();
        return;
    case Kind::Slow:
        responder.answerSlowly(sent, proper.body, qMax<qsizetype>(1, proper.body.size() / 50),
                               delay.count() > 0 ? delay : SlowStep, proper.headers);
        return;
    case Kind::Cut:
        responder.answerCut(sent, proper.body, proper.body.size() / 2, proper.headers);
        return;
    case Kind::Status:
        responder.answer(sent, refusal.body, refusal.headers);
        return;
    case Kind::Html: {
        const HttpAnswer page = HttpAnswer::htmlError(sent, "Gateway");
        responder.answer(sent, page.body, page.headers);
        return;
    }
    case Kind::Garbage:
        responder.answer(sent, garbage(), proper.headers);
        return;
    case Kind::Truncated:
        responder.answer(sent, proper.body.left(proper.body.size() / 2), proper.headers);
        return;
    case Kind::Huge:
        responder.answerHuge(sent, HugeBytes, "[[[[[[[[", proper.headers);
        return;
    case Kind::WrongTypes: {
        const QJsonDocument document = QJsonDocument::fromJson(proper.body);
        const QByteArray body =
            document.isObject()
                ? QJsonDocument(mistyped(document.object()).toObject()).toJson(QJsonDocument::Compact)
                : QByteArray("[1,2,3]");
        responder.answer(sent, body, proper.headers);
        return;
    }
    case Kind::None:
    case Kind::Late:
    case Kind::Skew:
        responder.answer(sent, proper.body, proper.headers);
        return;
    }
}

} // namespace streamkeeper::fleet
