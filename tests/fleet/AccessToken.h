#pragma once

#include <QByteArray>

namespace streamkeeper::fleet {

/// Tokens to watch a private stream: self-contained (stream, viewer, expiry, signature), so that every server
/// with the same secret accepts them and none can withdraw them, as with the vendor's servers.
namespace accessToken {
/// `durationSeconds` 0: no expiry.
[[nodiscard]] QByteArray create(const QByteArray &secret, const QByteArray &streamUid, const QByteArray &user,
                                qint64 durationSeconds, qint64 nowUtcMs);
[[nodiscard]] bool isValid(const QByteArray &token, const QByteArray &secret, const QByteArray &streamUid,
                           qint64 nowUtcMs);
} // namespace accessToken

} // namespace streamkeeper::fleet
