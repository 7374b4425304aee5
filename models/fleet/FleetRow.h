#pragma once

#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Operation.h"
#include "models/domain/ServerMakes.h"
#include "models/domain/ServerSnapshot.h"
#include "models/domain/Stream.h"
#include "models/fleet/FleetCounts.h"
#include "models/fleet/ServerHistory.h"
#include "models/fleet/ServerTotals.h"
#include "models/fleet/StreamHistory.h"
#include "models/rules/DriftRule.h"

#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper {

/// An operation that is under way on a stream: its row says so until a poll confirms the effect.
struct PendingOperation
{
    OperationKind kind = OperationKind::Unknown;
    OperationPhase phase = OperationPhase::Prepared;

    bool operator==(const PendingOperation &) const = default;
};

/// What this program saw of a stream's state over time. UTC; 0: nothing.
struct SeenState
{
    qint64 sinceMs = 0;     ///< in its present state in every poll from then on, without a break
    qint64 changedAtMs = 0; ///< came into it then; 0: it was in it when we looked first
};

/// One row of the table: a desired stream joined with the last observation of it, or a stream that a
/// server has and the registry does not (`id` is null then).
struct FleetRow
{
    StreamId id;
    CameraId camera;
    QString remoteName;
    QString cameraName; ///< of an unmanaged stream: the server's name for it
    QString location;
    QString ipAddress;
    QString maskedAddress;
    quint64 addressFingerprint = 0;
    QString hardware;    ///< of its camera: MAC address and serial number, as they are searched
    QString searchText;  ///< folded (SearchText.h), everything the search box looks at
    int mainServer = -1; ///< index into FleetState::servers(); -1: none
    int additionalServer = -1;
    int observedOnMain = -1; ///< index into that server's snapshot; -1: not there
    int observedOnAdditional = -1;
    int nameRank = 0; ///< place of the camera's name in natural order
    Quality quality = Quality::High;
    Addition addition = Addition::Manual;
    Tristate audio = Tristate::Unknown;
    Tristate recording = Tristate::Unknown;
    bool isEnabled = true; ///< as the registry wants it
    qint64 createdAtMs = 0;

    // Judged anew with every snapshot:
    StreamStatus status = StreamStatus::Initialization;
    Characteristic characteristic = Characteristic::None;
    Drift drift = Drift::None;
    Differences differences;
    bool isOff = false;                      ///< switched off: Inactive with the word "off"
    bool isStale = false;                    ///< the observation is of the past: its server does not answer
    bool isOurDoing = false;                 ///< an operation was under way since the poll before
    std::optional<PendingOperation> pending; ///< no drift is shown meanwhile

    SeenState seen;
    StreamHistory history;

    [[nodiscard]] bool isManaged() const { return !id.isNull(); }
    [[nodiscard]] StreamState state() const { return isStale ? StreamState::Stale : toStreamState(status); }
};

/// A media server with what was last seen of it.
struct FleetServer
{
    MediaServer server;
    SnapshotPtr snapshot;                      ///< null before the first poll
    std::optional<PollFailure> failure;        ///< set while polls fail
    std::optional<PollFailure> earlierFailure; ///< of an earlier run, until it is asked anew
    bool isRestored = false;                   ///< the snapshot is of an earlier run
    std::vector<int> rows;                     ///< that refer to it, main or additional
    bool hasMoreUnmanaged = false;             ///< than have rows (limits::maxUnmanagedRows)
    ServerTotals totals;
    FleetCounts counts; ///< of the streams whose main server it is, and of unmanaged ones on it
    ServerHistory history;

    [[nodiscard]] Capabilities capabilities() const { return capabilitiesOf(server.type); }
    [[nodiscard]] bool isStale() const { return failure || earlierFailure || isRestored; }
};

} // namespace streamkeeper
