#pragma once

#include "models/domain/ShareLink.h"
#include "models/rules/ShareRule.h"

#include <QString>

namespace streamkeeper::texts {

/// Words for people about share links.

[[nodiscard]] QString shareMode(ShareMode mode);
[[nodiscard]] QString shareProtocol(ShareProtocol protocol);
[[nodiscard]] QString shareState(ShareState state);
[[nodiscard]] QString shareObstacle(ShareObstacle obstacle);
/// "in 3 h 10 min"; "never"; "expired".
[[nodiscard]] QString expiresIn(const ShareLink &link, qint64 nowMs);
/// What revoking this link means, and what else would work.
[[nodiscard]] QString revocation(Revocation revocation, const ShareLink &link);
/// Why the archive link begins at another moment than was asked for; empty: it does not. The moment is told
/// in the operator's zone, with the zone.
[[nodiscard]] QString movedStart(const ArchiveStart &start);
/// A moment in the operator's zone: "23 Nov 2026 10:15:00 (UTC+3)".
[[nodiscard]] QString moment(qint64 utcMs);
/// "UTC+5:30".
[[nodiscard]] QString zoneOffset(int secondsFromUtc);
/// One line for the journal: "live by RTSP, for 2 days, for Smith".
[[nodiscard]] QString linkSummary(const ShareLink &link);
/// The clocks of console and server differ by more than a minute; empty: they do not.
[[nodiscard]] QString clockWarning(qint64 clockOffsetMs, const QString &serverName);

[[nodiscard]] QString noStream();
[[nodiscard]] QString noServer();
[[nodiscard]] QString tokenDropped();

} // namespace streamkeeper::texts
