#include "app/dhcp/KeaAnswer.h"

#include "app/dhcp/JsonParts.h"
#include "models/domain/AnswerLimits.h"
#include "models/domain/CredentialMask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeaAnswer)
};

tl::unexpected<Error> noKea(const QString &where, const QString &detail)
{
    return fail(ErrorCategory::Protocol,
                Texts::tr("%1 does not answer as the control agent of a Kea does. Check address and port.")
                    .arg(where),
                detail);
}

std::optional<KeaAnswer::Outcome> outcomeOf(const QJsonValue &result)
{
    if (!result.isDouble())
        return {};
    const double number = result.toDouble();
    if (number == 0)
        return KeaAnswer::Outcome::Done;
    if (number == 1)
        return KeaAnswer::Outcome::Failed;
    if (number == 2)
        return KeaAnswer::Outcome::Unsupported;
    return number == 3 ? std::optional(KeaAnswer::Outcome::Empty) : std::nullopt;
}

/// As people may see it: short, in one line, without passwords of addresses.
QString sentenceOf(const QJsonValue &text)
{
    return maskCredentials(text.toString().simplified().left(limits::maxTextLength));
}

bool isFailure(KeaAnswer::Outcome outcome)
{
    return outcome == KeaAnswer::Outcome::Failed || outcome == KeaAnswer::Outcome::Unsupported;
}

} // namespace

QJsonValue KeaAnswer::value() const
{
    // In brackets, so that anything is a document.
    return QJsonDocument::fromJson('[' + arguments + ']').array().at(0);
}

Result<KeaAnswer> readKeaAnswer(const QByteArray &body, const QString &where)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError && body.trimmed().startsWith('['))
        return fail(ErrorCategory::Parse,
                    Texts::tr("The answer of %1 is damaged or cut off and was not used.").arg(where),
                    error.errorString());
    if (!document.isArray() || document.array().isEmpty())
        return noKea(where, error.errorString());
    const std::vector<JsonPart> parts = jsonParts(body, jsonWhole(body));
    std::optional<KeaAnswer> answer;
    for (qsizetype i = 0; i < document.array().size(); ++i) {
        const QJsonObject object = document.array().at(i).toObject();
        const auto outcome = outcomeOf(object[u"result"]);
        if (!outcome)
            return noKea(where, u"no result"_s);
        if (answer && !(isFailure(*outcome) && !isFailure(answer->outcome)))
            continue;
        const auto arguments = jsonMember(body, parts[size_t(i)], "arguments");
        answer = KeaAnswer{*outcome, sentenceOf(object[u"text"]),
                           arguments ? arguments->in(body).toByteArray() : QByteArray()};
    }
    return *answer;
}

QString keaRefusal(const QByteArray &body)
{
    return sentenceOf(QJsonDocument::fromJson(body.left(limits::maxRefusalBytes)).object()[u"text"]);
}

} // namespace streamkeeper
