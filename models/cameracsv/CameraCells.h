#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Stream.h"

#include <QStringList>

#include <optional>

namespace streamkeeper {

/// The columns of the file in which cameras are exported and imported: one line per camera. The names are
/// for machines and are never translated; in a file they may stand in any order.
enum class CsvColumn : quint8 {
    CameraId,
    Name,
    Location,
    Ip,
    Mac,
    Serial,
    GroupTypeColumn,
    ExternalAccess,
    AllowedSubnets,
    IncreasedReconnectionTime,
    SingleSession,
    Sound,
    Recording,
    ArchiveDays,
    OnvifUser,
    OnvifPort,
    HighUuid,
    HighAddress,
    HighServer,
    HighEnabled,
    HighAudio,
    LowUuid,
    LowAddress,
    LowServer,
    LowEnabled,
    LowAudio,
};
inline constexpr int csvColumnCount = 26;

/// What the file says of each of the two streams.
enum class StreamField : quint8 { Uuid, Address, Server, Enabled, Audio };

[[nodiscard]] constexpr CsvColumn columnOf(Quality quality, StreamField field)
{
    const int first = int(quality == Quality::High ? CsvColumn::HighUuid : CsvColumn::LowUuid);
    return CsvColumn(first + int(field));
}

[[nodiscard]] QString columnName(CsvColumn column);
[[nodiscard]] const QStringList &columnNames();
/// What counts of the name of a column: "High Address", "high-address" and "HighAddress" are one.
[[nodiscard]] QString columnKey(const QString &name);
/// Case, blanks and punctuation do not count: spreadsheets and people write "High Address".
[[nodiscard]] std::optional<CsvColumn> columnFromName(const QString &name);

/// What the columns of a camera hold, up to OnvifPort.
[[nodiscard]] QString cellOf(const Camera &camera, CsvColumn column);
/// What a column of a stream holds: never a password.
[[nodiscard]] QString cellOf(const Stream &stream, StreamField field, const QString &serverName);

/// "on" and "off"; also yes, no, true, false, 1, 0.
[[nodiscard]] std::optional<bool> flagFromCell(const QString &text);
[[nodiscard]] QString flagCell(bool value);

} // namespace streamkeeper
