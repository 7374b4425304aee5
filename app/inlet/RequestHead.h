#pragma once

#include <QByteArray>

#include <optional>
#include <tl/expected.hpp>

namespace streamkeeper {

/// What a request says before its body, as far as the inlet looks at it.
struct RequestHead
{
    QByteArray method;
    QByteArray path; ///< as sent, without the query
    QByteArray authorization;
    QByteArray contentType;
    std::optional<qint64> contentLength; ///< none: not told
    bool isChunked = false;              ///< or encoded in another way that has no length
    bool expectsContinue = false;        ///< the body comes when it was asked for
};

/// Reads the lines before the empty one, which is left out. A pure function, as strict as RFC 9112: whoever
/// reads a doubtful head in another way than a proxy before it does lets requests be smuggled. What cannot be
/// read is 400, another version 505.
[[nodiscard]] tl::expected<RequestHead, int> readRequestHead(const QByteArray &lines);

} // namespace streamkeeper
