#include "app/dhcp/JsonParts.h"

namespace streamkeeper {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

qsizetype afterBlanks(const QByteArray &text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

qsizetype afterString(const QByteArray &text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

qsizetype afterValue(const QByteArray &text, qsizetype at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = afterString(text, at);
        } else if (c == '{' || c == '[') {
            ++depth;
            ++at;
            continue;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at; // of what the value stands in
            --depth;
            ++at;
        } else {
            if (depth == 0 && (c == ',' || isBlank(c)))
                return at;
            ++at;
            continue;
        }
        if (depth == 0)
            return at;
    }
    return text.size();
}

} // namespace

JsonPart jsonWhole(const QByteArray &text)
{
    const qsizetype begin = afterBlanks(text, 0);
    return {{}, begin, afterValue(text, begin)};
}

std::vector<JsonPart> jsonParts(const QByteArray &text, const JsonPart &whole)
{
    std::vector<JsonPart> parts;
    const bool isObject = whole.begin < whole.end && text[whole.begin] == '{';
    if (!isObject && !(whole.begin < whole.end && text[whole.begin] == '['))
        return parts;
    qsizetype at = afterBlanks(text, whole.begin + 1);
    while (at < whole.end - 1) {
        JsonPart part;
        if (isObject) {
            const qsizetype end = afterString(text, at);
            part.key = text.mid(at + 1, end - at - 2);
            at = afterBlanks(text, afterBlanks(text, end) + 1); // behind the colon
        }
        part.begin = at;
        part.end = afterValue(text, at);
        parts.push_back(part);
        at = afterBlanks(text, afterBlanks(text, part.end) + 1); // behind the comma
    }
    return parts;
}

std::optional<JsonPart> jsonMember(const QByteArray &text, const JsonPart &object, const QByteArray &key)
{
    std::optional<JsonPart> found;
    if (object.begin >= object.end || text[object.begin] != '{')
        return found;
    for (const JsonPart &part : jsonParts(text, object)) {
        if (part.key == key)
            found = part;
    }
    return found;
}

} // namespace streamkeeper
