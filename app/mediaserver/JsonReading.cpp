#include "app/mediaserver/JsonReading.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace streamkeeper::json {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JsonReading)
};

std::optional<double> fromText(std::string_view text)
{
    bool isNumber = false;
    const double number =
        QByteArray::fromRawData(text.data(), qsizetype(text.size())).trimmed().toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<double> toNumber(Value &value)
{
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return {};
    if (type == simdjson::ondemand::json_type::number) {
        double number = 0;
        if (value.get_double().get(number) == simdjson::SUCCESS && std::isfinite(number))
            return number;
        return {};
    }
    if (type == simdjson::ondemand::json_type::string) {
        std::string_view text;
        return value.get_string().get(text) == simdjson::SUCCESS ? fromText(text) : std::nullopt;
    }
    if (type == simdjson::ondemand::json_type::boolean) {
        bool truth = false;
        if (value.get_bool().get(truth) == simdjson::SUCCESS)
            return truth ? 1 : 0;
    }
    return {};
}

std::optional<qint64> toInteger(Value &value)
{
    int64_t exact = 0;
    if (value.get_int64().get(exact) == simdjson::SUCCESS)
        return exact;
    const auto number = toNumber(value);
    // 2^63 itself is the first double that does not fit.
    constexpr double limit = 9223372036854775808.0;
    if (!number || *number >= limit || *number < -limit)
        return {};
    return qint64(*number);
}

std::optional<bool> toBool(Value &value)
{
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return {};
    if (type == simdjson::ondemand::json_type::string) {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            return {};
        const QString word = toText(text).trimmed().toLower();
        if (word == u"true" || word == u"1" || word == u"yes" || word == u"on")
            return true;
        if (word == u"false" || word == u"0" || word == u"no" || word == u"off")
            return false;
        return {};
    }
    const auto number = toNumber(value);
    return number ? std::optional(*number != 0) : std::nullopt;
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString toShortText(std::string_view utf8, qsizetype maxLength)
{
    // No character takes more than four bytes, and one that is cut in the middle lies beyond the length.
    const QString text = toText(utf8.substr(0, size_t(4 * maxLength))).left(maxLength);
    return !text.isEmpty() && text.back().isHighSurrogate() ? text.chopped(1) : text;
}

/// A string is converted no further than needed; what else is written as a text is short or garbage.
QString toShortText(Value &value, qsizetype maxLength)
{
    simdjson::ondemand::json_type type{};
    std::string_view text;
    if (value.type().get(type) == simdjson::SUCCESS && type == simdjson::ondemand::json_type::string)
        return value.get_string().get(text) == simdjson::SUCCESS ? toShortText(text, maxLength) : QString();
    return toText(value).left(maxLength);
}

QString toBoundedText(std::string_view utf8, qsizetype maxLength)
{
    const QString text = toShortText(utf8, maxLength + 1);
    return text.size() <= maxLength ? text : QString();
}

QString toBoundedText(Value &value, qsizetype maxLength)
{
    const QString text = toShortText(value, maxLength + 1);
    return text.size() <= maxLength ? text : QString();
}

QString toText(Value &value)
{
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return {};
    switch (type) {
    case simdjson::ondemand::json_type::string: {
        std::string_view text;
        return value.get_string().get(text) == simdjson::SUCCESS ? toText(text) : QString();
    }
    case simdjson::ondemand::json_type::number:
    case simdjson::ondemand::json_type::boolean:
        return toText(value.raw_json_token()).trimmed();
    case simdjson::ondemand::json_type::array:
    case simdjson::ondemand::json_type::object:
    case simdjson::ondemand::json_type::null:
        break;
    }
    return {};
}

std::optional<qint64> secondsToMs(Value &value)
{
    const auto seconds = toInteger(value);
    return seconds && *seconds > 0 && *seconds < 100'000'000'000 ? std::optional(*seconds * 1000)
                                                                 : std::nullopt;
}

std::optional<qint64> toTimeMs(Value &value)
{
    const QString text = toText(value);
    if (text.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.date().year() < 1970)
        return {};
    return time.toMSecsSinceEpoch();
}

std::optional<Error> refuseNonJson(const QByteArray &body, const QString &attempt)
{
    const QByteArray start = body.left(512).trimmed();
    if (start.isEmpty())
        return Error{ErrorCategory::Protocol, Texts::tr("%1: the answer is empty.").arg(attempt), {}, 0};
    if (start.startsWith('<'))
        return Error{
            ErrorCategory::Protocol,
            Texts::tr("%1: the answer is a web page, not the data of a media server. Check address and port.")
                .arg(attempt),
            QString::fromUtf8(start.left(120)), 0};
    return {};
}

namespace {

QString sentenceIn(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QJsonObject object = value.toObject();
    for (const auto &key : {u"error"_s, u"message"_s, u"detail"_s, u"title"_s}) {
        const QJsonValue inner = object.value(key);
        if (inner.isString())
            return inner.toString();
        if (inner.isObject() && inner.toObject().value(u"message"_s).isString())
            return inner.toObject().value(u"message"_s).toString();
    }
    return {};
}

} // namespace

QString refusalSentence(const QByteArray &body)
{
    const QByteArray text = body.left(limits::maxRefusalBytes).trimmed();
    if (text.isEmpty() || text.startsWith('<'))
        return {};
    // In brackets, so that a bare string is a document too.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']');
    const QString sentence = document.isArray() ? sentenceIn(document.array().at(0)) : QString();
    return (sentence.isEmpty() ? QString::fromUtf8(text) : sentence).section(u'\n', 0, 0).trimmed();
}

Error syntaxError(const QString &attempt, simdjson::error_code code)
{
    if (code == simdjson::CAPACITY)
        return {
            ErrorCategory::Protocol,
            Texts::tr("%1: the answer lists more than any server has. Nothing of it was used.").arg(attempt),
            QString::fromLatin1(simdjson::error_message(code)), 0};
    return {ErrorCategory::Parse,
            Texts::tr("%1: the answer is damaged or cut off and was not used.").arg(attempt),
            QString::fromLatin1(simdjson::error_message(code)), 0};
}

} // namespace streamkeeper::json
