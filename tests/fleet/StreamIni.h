#pragma once

#include "tests/fleet/StreamSettings.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace streamkeeper::fleet {

/// The configuration of a stream as media_server_v2 takes it (body of CreateStream, vendor documentation
/// 23.09 to 24.03, media-server-v2-api.md 2.4) and keeps it (one stream.ini for each stream). Pure.
namespace streamIni {
/// What the fleet's own streams have besides their settings; shared by all of them.
[[nodiscard]] const QMap<QByteArray, QByteArray> &startUpKeys();
/// Reads a body strictly: required keys, types and values, and no unknown keys. False with `problem` filled.
[[nodiscard]] bool read(const QByteArray &uid, const QJsonObject &body, StreamSettings &settings,
                        QString &problem);
/// The text of the stream's ini file: every key that was written, and no others.
[[nodiscard]] QByteArray text(const StreamSettings &settings);
/// The protocols by which viewers may have the stream.
[[nodiscard]] QList<QByteArray> protocols(const StreamSettings &settings);
/// Seconds of "3600", "10s", "2m", "1h" or "10d"; 0 if there is none.
[[nodiscard]] qint64 seconds(const QByteArray &value);
/// Whether viewers from 127.0.0.1 are on the stream's whitelist.
[[nodiscard]] bool whitelistHasLoopback(const StreamSettings &settings);
} // namespace streamIni

/// Whether an RTSP address is of a camera that does not exist (Fleet::addressOf).
[[nodiscard]] bool isSyntheticAddress(const QByteArray &address);
/// Whether an address names the better one of a camera's streams.
[[nodiscard]] bool isHighAddress(const QByteArray &address);

} // namespace streamkeeper::fleet
