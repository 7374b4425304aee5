#pragma once

#include "models/domain/SecretText.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace streamkeeper::mediamtx {

// What a path of MediaMTX is configured with beside StreamSettings (media-server-apis.md B.3, B.6): pure
// functions. The values may be secrets: hooks, passphrases, bearer tokens.

/// How long recordings are kept, a duration; its value for ever, as every version reads it.
inline constexpr QLatin1StringView keepingKey{"recordDeleteAfter"};
inline constexpr QLatin1StringView keptForEver{"0s"};

/// Members of a path as the server told them, such that it takes them again: older versions black out
/// credentials.
[[nodiscard]] QJsonObject tellable(QJsonObject told);

/// RemoteStream::others of a path: what is not as by default on its server (GET /v3/config/pathdefaults/get;
/// an empty object: not known, all is kept). How long recordings are kept is always among them where it
/// records.
[[nodiscard]] SecretText othersOf(const QJsonObject &told, const QJsonObject &defaults);

/// The same as a server with these defaults takes them: members that were renamed by a name that it knows,
/// and without those that it does not know.
[[nodiscard]] QJsonObject fitted(const SecretText &others, const QJsonObject &defaults);

/// The names of what such a server takes, by both names where a member was renamed.
[[nodiscard]] QStringList takenNames(const QJsonObject &defaults);

/// Go durations such as "1h0m0s", "1d", "500ms" in milliseconds; nothing for other text.
[[nodiscard]] std::optional<qint64> msFromDuration(const QString &text);
/// How long a path keeps recordings: whole days, rounded up, endlessArchiveDays at most; 0: not told.
[[nodiscard]] int daysKept(const QJsonObject &told);
/// Of two times to keep recordings the longer one; "0s", and "" as MediaMTX tells it, is for ever.
[[nodiscard]] QString longerKeeping(const QString &one, const QString &other);

} // namespace streamkeeper::mediamtx
