#pragma once

#include "models/domain/Recordings.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/Result.h"
#include "models/domain/ServerSnapshot.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <vector>

namespace streamkeeper::v2 {

// Decoders of the REST generation of media_server_v2: pure functions of bytes. Every field is
// optional, unknown ones are ignored (media-server-v2-api.md 2, 3, 7).

struct StreamList
{
    std::vector<ObservedStream> streams; ///< sorted by remoteName, each once
    QStringList warnings;
};

/// GetStreams (media-server-v2-api.md 2.1): an object keyed by uid, or an array of entries.
[[nodiscard]] Result<StreamList> decodeStreams(const QByteArray &body);

/// GetStreamInfo (media-server-v2-api.md 2.2): what adoption, the drift view and the read-back of a write
/// need. Address, audio (`stream-tracks`) and recording (`dvr-enable`) come from the ini text of
/// `config.source` where it tells them, so they are what is configured; else from `source.url`, `tracks` and
/// `dvr.enable`.
[[nodiscard]] Result<RemoteStream> decodeStreamInfo(const QByteArray &body);

/// GetDvrRanges (media-server-v2-api.md 2.3), by the server's clock. `length` counts gaps too and is not
/// used; no archive at all may come as zeros, null or nothing.
[[nodiscard]] Result<std::vector<RecordedPeriod>> decodeRanges(const QByteArray &body);

/// Playback addresses of one stream (media-server-v2-api.md 4.1).
struct BroadcastUrls
{
    QString access;
    QString rtspLive;
    QString hlsLive;
    QString rtspDvr;
    QString hlsDvr;
    QString dvrFile; ///< `export`: a period as one MP4
};
[[nodiscard]] Result<QHash<QString, BroadcastUrls>> decodeBroadcastUrls(const QByteArray &body);

/// A bare JSON string (media-server-v2-api.md 1.2).
[[nodiscard]] Result<QString> decodeToken(const QByteArray &body);

/// A status word (media-server-v2-api.md 3); the raw word is kept in `rawStatus` when it is not a known one.
void applyStatus(ObservedStream &stream, const QString &word);

} // namespace streamkeeper::v2
