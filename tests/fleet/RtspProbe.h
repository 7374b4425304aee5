#pragma once

#include <QString>

namespace streamkeeper::fleet {

/// For tests: what an RTSP server answers to DESCRIBE, without a player in between.
namespace rtspProbe {
struct Answer
{
    int status = 0; ///< 0: none
    QByteArray headers;
    QByteArray description; ///< SDP, whole as Content-Length tells
};
/// `authorization` is sent as it is, if there is any.
[[nodiscard]] Answer describe(const QString &url, const QByteArray &authorization = {});
} // namespace rtspProbe

} // namespace streamkeeper::fleet
