#include "app/inlet/RequestHead.h"

#include "app/inlet/HttpStatus.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace streamkeeper {

namespace {

constexpr qsizetype maxHeaderLines = 100;
/// Beyond, no body is taken anyway, and the number might not fit.
constexpr qsizetype maxLengthDigits = 18;

/// "Token" in RFC 9110, 5.6.2.
bool isHeadToken(const QByteArray &text)
{
    const auto isAllowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::ranges::all_of(text, isAllowed);
}

bool hasControls(const QByteArray &text)
{
    return std::ranges::any_of(text, [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
}

tl::expected<void, int> readRequestLine(const QByteArray &line, RequestHead &head, bool &isHttp11)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isHeadToken(parts[0]) || !parts[1].startsWith('/') || hasControls(parts[1]))
        return tl::unexpected(httpstatus::badRequest);
    if (!parts[2].startsWith("HTTP/"))
        return tl::unexpected(httpstatus::badRequest);
    isHttp11 = parts[2] == "HTTP/1.1";
    if (!isHttp11 && parts[2] != "HTTP/1.0")
        return tl::unexpected(httpstatus::versionNotSupported);
    head.method = parts[0];
    head.path = parts[1].split('?').first();
    return {};
}

using Headers = QHash<QByteArray, QByteArray>; ///< by name in small letters

/// Twice what may be there once only is doubtful; of the others nobody looks at the second one.
bool mayBeThereOnce(const QByteArray &name)
{
    return name == "content-length" || name == "host" || name == "authorization" || name == "content-type" ||
           name == "transfer-encoding";
}

tl::expected<Headers, int> readHeaderLines(const QList<QByteArray> &lines)
{
    Headers headers;
    if (lines.size() > maxHeaderLines)
        return tl::unexpected(httpstatus::badRequest);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(0, colon)).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        // A line that goes on from the one before begins with a blank, and so is none.
        if (!isHeadToken(name) || hasControls(value))
            return tl::unexpected(httpstatus::badRequest);
        if (headers.contains(name) && mayBeThereOnce(name))
            return tl::unexpected(httpstatus::badRequest);
        headers.insert(name, value);
    }
    return headers;
}

tl::expected<void, int> takeLength(const Headers &headers, RequestHead &head)
{
    head.isChunked = headers.contains("transfer-encoding");
    if (!headers.contains("content-length"))
        return {};
    const QByteArray digits = headers.value("content-length");
    const bool isNumber = !digits.isEmpty() && digits.size() <= maxLengthDigits &&
                          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || head.isChunked)
        return tl::unexpected(httpstatus::badRequest);
    head.contentLength = digits.toLongLong();
    return {};
}

} // namespace

tl::expected<RequestHead, int> readRequestHead(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isLast = i + 1 == lines.size(); // its end is that of the head
        if (!isLast && !lines[i].endsWith('\r'))
            return tl::unexpected(httpstatus::badRequest);
        if (!isLast)
            lines[i].chop(1);
    }
    RequestHead head;
    bool isHttp11 = false;
    if (const auto read = readRequestLine(lines.takeFirst(), head, isHttp11); !read)
        return tl::unexpected(read.error());
    const auto headers = readHeaderLines(lines);
    if (!headers)
        return tl::unexpected(headers.error());
    if (isHttp11 && !headers->contains("host"))
        return tl::unexpected(httpstatus::badRequest);
    if (const auto taken = takeLength(*headers, head); !taken)
        return tl::unexpected(taken.error());
    head.authorization = headers->value("authorization");
    head.contentType = headers->value("content-type");
    head.expectsContinue = headers->value("expect").toLower() == "100-continue";
    return head;
}

} // namespace streamkeeper
