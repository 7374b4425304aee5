#pragma once

#include "models/domain/AnswerLimits.h"
#include "models/domain/Result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <simdjson.h>
#include <string_view>

namespace streamkeeper::json {

// Tolerant readers over simdjson's on-demand values: vendors print numbers as strings and booleans
// as 0/1 (domain.md 8.2, media-server-v2-api.md 7). Only services include this; no type of simdjson
// appears in an interface.
//
// On-demand parsing yields members before it meets a later syntax error, so a decoder collects into
// locals and hands over only after the whole document was read.

using Value = simdjson::ondemand::value;
using Object = simdjson::ondemand::object;
using Array = simdjson::ondemand::array;

/// Whole number from a number, a numeric string or a boolean; nothing for the rest and for what does
/// not fit. Fractions are cut.
[[nodiscard]] std::optional<qint64> toInteger(Value &value);
[[nodiscard]] std::optional<double> toNumber(Value &value);
[[nodiscard]] std::optional<bool> toBool(Value &value);
/// Strings as they are, numbers and booleans as written; empty for the rest.
[[nodiscard]] QString toText(Value &value);
[[nodiscard]] QString toText(std::string_view utf8);
/// Texts that are only shown: cut, so that no server's megabytes are kept.
[[nodiscard]] QString toShortText(Value &value, qsizetype maxLength = limits::maxTextLength);
[[nodiscard]] QString toShortText(std::string_view utf8, qsizetype maxLength = limits::maxTextLength);
/// Texts that are keys, addresses or tokens: a part of one would be another, so what is longer is empty.
[[nodiscard]] QString toBoundedText(Value &value, qsizetype maxLength);
[[nodiscard]] QString toBoundedText(std::string_view utf8, qsizetype maxLength);
/// Milliseconds since the epoch from RFC 3339; nothing for null, other text and the year 1, which Go
/// programs write for "never".
[[nodiscard]] std::optional<qint64> toTimeMs(Value &value);
/// The same from Unix seconds; 0 means "none", and so does what no clock tells.
[[nodiscard]] std::optional<qint64> secondsToMs(Value &value);

/// A sentence for an answer that is no JSON at all (a web page of something else, an empty body).
[[nodiscard]] std::optional<Error> refuseNonJson(const QByteArray &body, const QString &attempt);
/// What the server itself says in the body of a refusal: the `error`, `message`, `detail` or `title` of a
/// JSON object (also one level down), a bare JSON string, or the first line of plain text; empty for a
/// web page. As sent: mask it before anybody sees it.
[[nodiscard]] QString refusalSentence(const QByteArray &body);
/// CAPACITY is also what decoders return for more than limits:: allow.
[[nodiscard]] Error syntaxError(const QString &attempt, simdjson::error_code code);

/// Calls `take(key, value)` for each member; stops at the first error that it returns.
template <typename Take>
[[nodiscard]] simdjson::error_code eachField(Object object, Take take)
{
    for (auto field : object) {
        std::string_view key;
        if (auto code = field.unescaped_key().get(key); code != simdjson::SUCCESS)
            return code;
        Value value;
        if (auto code = field.value().get(value); code != simdjson::SUCCESS)
            return code;
        if (auto code = take(key, value); code != simdjson::SUCCESS)
            return code;
    }
    return simdjson::SUCCESS;
}

/// Calls `take(value)` for each element; stops at the first error that it returns.
template <typename Take>
[[nodiscard]] simdjson::error_code eachElement(Array array, Take take)
{
    for (auto element : array) {
        Value value;
        if (auto code = element.get(value); code != simdjson::SUCCESS)
            return code;
        if (auto code = take(value); code != simdjson::SUCCESS)
            return code;
    }
    return simdjson::SUCCESS;
}

/// eachField for a document that has to be an object.
template <typename Take>
[[nodiscard]] simdjson::error_code eachField(simdjson::ondemand::document &document, Take take)
{
    Object object;
    if (auto code = document.get_object().get(object); code != simdjson::SUCCESS)
        return code;
    return eachField(object, std::move(take));
}

/// Runs `read(document)` over the whole body. `read` returns a simdjson error; anything but SUCCESS,
/// and anything after the document, fails the whole.
template <typename Read>
[[nodiscard]] Result<void> readDocument(const QByteArray &body, const QString &attempt, Read read)
{
    if (auto refused = refuseNonJson(body, attempt))
        return tl::unexpected(*refused);
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    if (auto code = parser.iterate(padded).get(document); code != simdjson::SUCCESS)
        return tl::unexpected(syntaxError(attempt, code));
    if (auto code = read(document); code != simdjson::SUCCESS)
        return tl::unexpected(syntaxError(attempt, code));
    const char *rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS)
        return tl::unexpected(syntaxError(attempt, simdjson::TRAILING_CONTENT));
    return {};
}

} // namespace streamkeeper::json
