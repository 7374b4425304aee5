#pragma once

#include <QString>

#include <optional>

namespace streamkeeper::mediamtx {

// Times of the playback server (media-server-apis.md B.5): RFC 3339 with microseconds, which QDateTime does
// not keep, and which the server insists on.

/// Microseconds since 1970, UTC; what is finer is rounded up, so that it is not before the time told. None:
/// no such time.
[[nodiscard]] std::optional<qint64> readPlaybackTime(const QString &text);
[[nodiscard]] QString playbackTime(qint64 us);

} // namespace streamkeeper::mediamtx
