#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace streamkeeper {

/// Where a value stands in a JSON text, so that it can be replaced while every other byte stays as it is.
struct JsonPart
{
    QByteArray key; ///< of a member, as written; empty in arrays
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind its last byte

    [[nodiscard]] QByteArrayView in(const QByteArray &text) const
    {
        return QByteArrayView(text).sliced(begin, end - begin);
    }
};

// For texts that QJsonDocument has taken before: nothing is checked here.

/// All of the text without the blanks around it.
[[nodiscard]] JsonPart jsonWhole(const QByteArray &text);
/// The members of an object, or the elements of an array; none of anything else.
[[nodiscard]] std::vector<JsonPart> jsonParts(const QByteArray &text, const JsonPart &whole);
/// The last member of that name, which is the one that counts.
[[nodiscard]] std::optional<JsonPart> jsonMember(const QByteArray &text, const JsonPart &object,
                                                 const QByteArray &key);

} // namespace streamkeeper
