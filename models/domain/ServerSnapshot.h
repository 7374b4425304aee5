#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"
#include "models/domain/Types.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace streamkeeper {

/// What one server said of one stream in one poll: a compact row, no text made for people.
/// Unknown numbers are negative, so that a row stays small: 100,000 of them are kept and compared.
struct ObservedStream
{
    static constexpr qint64 unknown = -1;

    QString remoteName;    ///< uid or path: the key on that server
    QString displayName;   ///< the server's own name for people; empty if none
    QString cameraUid;     ///< groups low and high of one camera; empty if the server has no such thing
    QString rawStatus;     ///< the server's word when it is not one we know; empty otherwise
    QString maskedAddress; ///< source address without credentials; empty when this poll did not tell
    quint64 addressFingerprint = 0; ///< StreamAddress::fingerprint(); 0: not told
    qint64 bitrateInBps = unknown;
    qint64 bitrateOutBps = unknown;
    qint64 lostSinceMs = unknown;     ///< UTC; since when there is no video, where known
    qint64 nextReconnectMs = unknown; ///< UTC, server's plan
    qint64 sourceStartMs = unknown;   ///< UTC; start of the present capture
    qint32 width = unknown;
    qint32 height = unknown;
    qint32 clients = unknown;
    qint32 reconnectAttempts = unknown; ///< since the last loss
    qint32 reconnectTotal = unknown;
    StreamStatus status = StreamStatus::Initialization;
    StreamRole role = StreamRole::Main;
    bool isEnabled = true;
    Tristate hasAudio = Tristate::Unknown;
    Tristate isRecording = Tristate::Unknown;
    Tristate isPrivate = Tristate::Unknown; ///< viewers need a token

    bool operator==(const ObservedStream &) const = default;
};

/// Fullness of one archive storage. `isUsable` false: the server reports an error for it.
struct ServerStorage
{
    QString mount;
    qint64 totalBytes = -1;
    qint64 freeBytes = -1;
    bool isUsable = true;

    bool operator==(const ServerStorage &) const = default;
};

/// What a server says of itself. Everything is optional: see Capabilities for what never comes.
struct ServerLoad
{
    QString version;
    QString nodeName;
    std::optional<qint64> startedAtMs; ///< UTC; a change means the server was restarted
    std::optional<int> cpuPercent;
    std::optional<qint64> memoryBytes;
    std::optional<qint64> trafficInBps;
    std::optional<qint64> trafficOutBps;
    std::optional<int> clients;
    std::vector<ServerStorage> storages;

    bool operator==(const ServerLoad &) const = default;
};

/// The result of one complete poll of one server; immutable once handed over. A poll that failed
/// yields no snapshot but a PollFailure: the last snapshot stays, and goes stale.
struct ServerSnapshot
{
    ServerId server;
    qint64 polledAtMs = 0;    ///< UTC on our clock, when the last answer was complete
    qint64 clockOffsetMs = 0; ///< server clock minus ours, by the HTTP Date header (±1 s)
    int roundTripMs = 0;      ///< of the whole poll
    ServerLoad load;
    std::vector<ObservedStream> streams; ///< sorted by remoteName, each name once
    /// RemoteStream::others of streams for which it may be other than in the poll before, by remoteName.
    std::vector<std::pair<QString, SecretText>> others;
    /// Of all names in their order, as a poll of this run found them; 0: nobody reckoned it.
    size_t namesFingerprint = 0;
    QStringList takenSettings; ///< names of all that the server takes of such, if `others` has any
    QStringList warnings;      ///< what was odd in the answer and how it was read, for people

    /// Into `streams`; -1: the server does not have it.
    [[nodiscard]] int indexOf(const QString &remoteName) const
    {
        const auto found = std::ranges::lower_bound(streams, remoteName, {}, &ObservedStream::remoteName);
        return found != streams.end() && found->remoteName == remoteName ? int(found - streams.begin()) : -1;
    }
    /// Null: the server does not have it.
    [[nodiscard]] const ObservedStream *find(const QString &remoteName) const
    {
        const int index = indexOf(remoteName);
        return index < 0 ? nullptr : &streams[size_t(index)];
    }
};

using SnapshotPtr = std::shared_ptr<const ServerSnapshot>;

/// A poll that did not work out.
struct PollFailure
{
    ServerId server;
    qint64 failedAtMs = 0;    ///< UTC
    qint64 nextAttemptMs = 0; ///< UTC
    int consecutive = 0;      ///< failures in a row, this one included
    Error error;
};

} // namespace streamkeeper
