#pragma once

#include "models/domain/Recordings.h"
#include "models/domain/Result.h"
#include "models/domain/StreamAddress.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper::mediamtx {

// Decoders of the MediaMTX control API v3 (1.17 to 1.20): pure functions of bytes, tested on every
// recorded answer (media-server-apis.md B and I).

/// GET /v3/info
struct Info
{
    QString version;
    std::optional<qint64> startedMs; ///< UTC
};
[[nodiscard]] Result<Info> decodeInfo(const QByteArray &body);

/// GET /v3/config/global/get: the listeners and how callers are checked.
struct GlobalConfig
{
    QString authMethod; ///< "internal", "http", "jwt"
    bool isRtspOn = true;
    bool isRtspEncrypted = false;     ///< rtspEncryption: optional or strict
    bool isRtspEncryptedOnly = false; ///< strict
    bool isHlsOn = true;
    bool isHlsEncrypted = false;
    quint16 rtspPort = 0;
    quint16 rtspsPort = 0;
    quint16 hlsPort = 0;
    bool isPlaybackOn = false; ///< the server that tells and delivers what is recorded
    bool isPlaybackEncrypted = false;
    quint16 playbackPort = 0;
};
[[nodiscard]] Result<GlobalConfig> decodeGlobalConfig(const QByteArray &body);

/// One configured path. Credentials come back in clear from some versions.
struct PathConfig
{
    QString name;
    StreamAddress address; ///< empty where the server pulls nothing by an address
    bool isPublisher = false;
    bool isRedirect = false;      ///< sends its viewers elsewhere
    bool isBuiltInCamera = false; ///< "rpiCamera": of the server's own computer
    bool isCatchAll = false;      ///< a pattern (all_others, ~…), no stream of its own
    bool isOnDemand = false;
    bool isRecording = false;
    size_t mark = 0; ///< of its configuration: when it changes, something of it did
    QByteArray told; ///< the whole, as told; empty if its mark is the one that was known
};
/// Marks of paths, by name; they mean something in this run of the program only.
using PathMarks = QHash<QString, size_t>;
struct ConfigPage
{
    std::vector<PathConfig> paths;
    int pageCount = 0;
    int leftOut = 0; ///< entries that cannot be paths: no name, or texts beyond all limits
};
[[nodiscard]] Result<ConfigPage> decodeConfigPage(const QByteArray &body, const PathMarks &known = {});
/// GET /v3/config/paths/get/{name}
[[nodiscard]] Result<PathConfig> decodeConfigPath(const QByteArray &body);

/// One configured path with what a change of it has to know.
struct PathDetails
{
    PathConfig path;
    QJsonObject told; ///< all of it
};
[[nodiscard]] Result<PathDetails> decodePathDetails(const QByteArray &body);

/// GET /v3/recordings/get/{name}: the starts of its segments, as written (RFC 3339).
[[nodiscard]] Result<QStringList> decodeSegments(const QByteArray &body);

/// GET /list of the playback server: what is recorded, unbroken pieces joined.
[[nodiscard]] Result<std::vector<RecordedPeriod>> decodePlaybackList(const QByteArray &body);

/// One path as it runs.
struct PathState
{
    QString name;
    QString configName;
    QString sourceType;   ///< "rtspSource", "rtspSession" (pushed), empty when there is none
    bool isReady = false; ///< with a picture of its source: not with the slate of alwaysAvailable
    std::optional<qint64> readySinceMs; ///< UTC; a change means the source was lost and came back
    qint64 inboundBytes = -1;           ///< counters; back to 0 whenever the path goes away
    qint64 outboundBytes = -1;
    int readers = 0;
    int width = -1;
    int height = -1;
    bool hasAudio = false;
    bool hasTracks = false;
};
struct StatePage
{
    std::vector<PathState> paths;
    int pageCount = 0;
    int leftOut = 0;
};
[[nodiscard]] Result<StatePage> decodeStatePage(const QByteArray &body);
/// GET /v3/paths/get/{name}
[[nodiscard]] Result<PathState> decodeState(const QByteArray &body);

/// The `error` member of a refusal, masked; empty if there is none, and of what is too long for one.
[[nodiscard]] QString decodeRefusal(const QByteArray &body);

} // namespace streamkeeper::mediamtx
