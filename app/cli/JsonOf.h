#pragma once

#include "models/fleet/FleetState.h"

#include <QJsonArray>
#include <QJsonObject>

namespace streamkeeper {

// How things are told to scripts. Unknown values are null, addresses masked, times ISO 8601 in UTC, words
// those of the registry. Keys are stable: they may be added, never renamed.

namespace json {

/// Null for none (0).
[[nodiscard]] QJsonValue moment(qint64 utcMs);
/// Kbit/s of 1,000 bit/s; null if negative.
[[nodiscard]] QJsonValue kbps(qint64 bps);
[[nodiscard]] QJsonValue known(qint64 number);      ///< null if negative
[[nodiscard]] QJsonValue text(const QString &text); ///< null if empty
[[nodiscard]] QJsonValue tristate(Tristate value);

[[nodiscard]] QString word(StreamStatus status);
[[nodiscard]] QString word(Drift drift); ///< "none", "unmanaged", "missing", "different"
[[nodiscard]] QString word(Characteristic characteristic);

/// The row of `streams list`: exactly the keys that scripts rely on.
[[nodiscard]] QJsonObject streamRow(const FleetState &fleet, const FleetRow &row);
/// The same with everything else that is known.
[[nodiscard]] QJsonObject streamDetails(const FleetState &fleet, const FleetRow &row);
/// `isLocked`: its token cannot be unsealed. State: "answering", "failing", "locked", "unknown" (never
/// polled).
[[nodiscard]] QJsonObject server(const FleetState &fleet, const FleetServer &server, bool isLocked);
[[nodiscard]] QJsonObject serverDetails(const FleetState &fleet, const FleetServer &server, bool isLocked);
/// `rows` are those of its streams.
[[nodiscard]] QJsonObject camera(const FleetState &fleet, const Camera &camera, const QList<int> &rows);
[[nodiscard]] QJsonObject operation(const Operation &operation);
[[nodiscard]] QJsonArray events(const std::vector<OperationEvent> &events);

} // namespace json

/// The rows of all cameras, gathered in one pass.
[[nodiscard]] QHash<CameraId, QList<int>> rowsByCamera(const FleetState &fleet);
/// The status of a camera by those of its streams (domain.md 6).
[[nodiscard]] QString cameraStatusWord(const FleetState &fleet, const QList<int> &rows);
/// "https://host:port" of a server's API.
[[nodiscard]] QString apiUrl(const MediaServer &server);

} // namespace streamkeeper
