#pragma once

#include "models/domain/HolderCopy.h"
#include "models/fleet/FleetCounts.h"
#include "models/fleet/FleetRow.h"
#include "models/fleet/TroubleMemory.h"
#include "models/fleet/WatchMemory.h"
#include "models/rules/TroubleRule.h"

#include <QCollator>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QVarLengthArray>

#include <chrono>
#include <unordered_map>
#include <vector>

namespace streamkeeper {

/// All streams in memory: desired state joined with the last snapshots, addressed by a dense row
/// number; stream id → row is O(1). Lives on the GUI thread (or the command line's only one).
///
/// A snapshot touches the rows of its server and tells which really changed. When streams come or
/// go, everything is joined anew and `structureChanged` maps old rows to new ones, so that a view
/// keeps its selection.
class FleetState : public QObject
{
    Q_OBJECT

public:
    explicit FleetState(QObject *parent = nullptr);

    /// Desired state from the registry. Observations and histories of what stays are kept.
    void setFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras, std::vector<Stream> streams);
    /// New settings of one stream. Cheap unless it moves to other servers.
    void updateStream(const Stream &stream); ///< but for its `othersSecret`
    void setOthers(const std::vector<std::pair<StreamId, SecretId>> &others);
    /// New settings of one camera; all rows are joined anew.
    void updateCamera(const Camera &camera);
    void updateCameras(const std::vector<Camera> &cameras);
    void addStreams(const std::vector<Camera> &cameras, const std::vector<Stream> &streams);
    /// A camera whose last stream goes is gone too, as in the registry, but for one that was added
    /// automatically.
    void removeStreams(const std::vector<StreamId> &ids);
    /// What is under way on a stream; none: nothing any more.
    void setPending(const StreamId &id, const std::optional<PendingOperation> &pending);
    /// Observations of an earlier run: shown as stale until the first poll.
    void restore(const std::vector<SnapshotPtr> &snapshots, const std::vector<PollFailure> &failures = {});
    void applySnapshot(const SnapshotPtr &snapshot);
    void applyFailure(const PollFailure &failure);

    [[nodiscard]] int rowCount() const { return int(m_rows.size()); }
    [[nodiscard]] const FleetRow &row(int index) const { return m_rows[size_t(index)]; }
    [[nodiscard]] const std::vector<FleetRow> &rows() const { return m_rows; }
    [[nodiscard]] const std::vector<FleetServer> &servers() const { return m_servers; }
    [[nodiscard]] const std::vector<Camera> &cameras() const { return m_cameras; }
    [[nodiscard]] const std::vector<Stream> &streams() const { return m_streams; }

    [[nodiscard]] int rowOf(const StreamId &id) const { return m_rowById.value(id, -1); }
    [[nodiscard]] int serverIndex(const ServerId &id) const { return m_serverById.value(id, -1); }
    // By id; null if the registry does not have it.
    [[nodiscard]] const FleetServer *server(const ServerId &id) const;
    [[nodiscard]] const MediaServer *mediaServer(const ServerId &id) const; ///< its settings
    [[nodiscard]] const Camera *camera(const CameraId &id) const;
    [[nodiscard]] const Stream *stream(const StreamId &id) const;
    /// Empty if the registry does not have it.
    [[nodiscard]] QString serverName(const ServerId &id) const;
    /// The row of the camera's other quality; -1 if there is none.
    [[nodiscard]] int siblingOf(int row) const;
    /// Rows of the camera's streams.
    [[nodiscard]] QVarLengthArray<int, 2> rowsOf(const CameraId &camera) const
    {
        return m_rowsByCamera.value(camera);
    }

    /// What is shown of a stream: the main server's word, or the additional one's while only that one
    /// has picture. Null if no server said anything.
    [[nodiscard]] const ObservedStream *observed(const FleetRow &row) const;
    /// The server whose word that is; -1 if none.
    [[nodiscard]] int observedServer(const FleetRow &row) const;
    /// What one of its two servers (an index) says of it; null if that one said nothing.
    [[nodiscard]] const ObservedStream *observedOn(const FleetRow &row, int server) const;
    /// UTC of the poll behind observed(); 0 if there was none.
    [[nodiscard]] qint64 polledAtMs(const FleetRow &row) const;

    /// Copies that transfers left on servers: no streams of their own.
    void setHolderCopies(std::vector<HolderCopy> copies);
    [[nodiscard]] const std::vector<HolderCopy> &holderCopies() const { return m_copies; }
    [[nodiscard]] bool isHolderCopy(const ServerId &server, const QString &remoteName) const;
    /// How long a stream stays where a transfer has put it; 0: no lock (PlacementPolicy).
    void setTransferLock(std::chrono::minutes lock);
    [[nodiscard]] std::chrono::minutes transferLock() const { return m_transferLock; }
    /// What was wrong with streams; judged with every snapshot.
    [[nodiscard]] TroubleMemory &troubles() { return m_troubles; }
    [[nodiscard]] const TroubleMemory &troubles() const { return m_troubles; }
    /// When media servers were heard; goes on with every snapshot.
    [[nodiscard]] WatchMemory &watch() { return m_watch; }
    [[nodiscard]] const WatchMemory &watch() const { return m_watch; }
    /// Judges all streams anew.
    void setTroublePolicy(const TroublePolicy &policy);
    /// What the stream is in by now, and why; None where the server's Incorrect cameras is off.
    [[nodiscard]] TroubleVerdict troubleOf(const FleetRow &row, qint64 nowMs) const;
    [[nodiscard]] const FleetCounts &counts() const { return m_counts; }

Q_SIGNALS:
    /// Cells of these rows changed, nothing else.
    void rowsChanged(const std::vector<int> &rows);
    /// Rows came or went; oldToNew[old] is the new row or -1.
    void structureAboutToChange();
    void structureChanged(const std::vector<int> &oldToNew);
    /// State of servers (answering or not, load, settings), or the lock of transfers, changed.
    void serversChanged();

private:
    /// A camera's name as it sorts; making the key is the dear part, so keys are kept over a rebuild.
    struct NameKey
    {
        QCollatorSortKey key;
        int rank = 0;
    };

    [[nodiscard]] std::vector<int> rebuild();
    void restructure();
    [[nodiscard]] std::vector<quint64> fingerprintsOf(const std::vector<Stream> &streams) const;
    [[nodiscard]] std::vector<FleetServer> joinServers();
    void addManagedRows(std::vector<FleetRow> &rows, const QHash<StreamId, int> &oldById,
                        const std::vector<FleetServer> &oldServers) const;
    [[nodiscard]] QString searchTextOf(const FleetRow &row) const;
    void addUnmanagedRows(std::vector<FleetRow> &rows);
    void rankNames(std::vector<FleetRow> &rows);
    void linkServer(int serverIndex);
    /// True if the rows of unmanaged streams are not those of the server's snapshot any more.
    [[nodiscard]] bool hasOtherUnmanaged(int serverIndex) const;
    /// What streams on their way to other servers are called, there and where they come from: the copies that
    /// a transfer makes and leaves are no streams of their own.
    [[nodiscard]] QSet<QString> namesInTransfer() const;
    [[nodiscard]] bool isMainElsewhere(const QString &remoteName) const;
    /// Judges the row; true if anything shown changed.
    bool judge(FleetRow &row) const;
    /// The same for a row that is counted already, and goes on being so.
    bool judgeAnew(FleetRow &row);
    /// What the poll of its main server tells beside the one before goes into its history.
    void noteTrouble(FleetRow &row, const FleetServer &server, const SnapshotPtr &previous,
                     const ObservedStream *before, const ObservedStream *now);
    /// What its last poll tells of a server goes into its history.
    void noteServer(int index);
    /// Since when the row is as it is now. `before`: status and isOff before it was judged.
    static void noteState(FleetRow &row, const std::pair<StreamStatus, bool> &before, qint64 previousMs,
                          qint64 polledAtMs);
    void setDesired(FleetRow &row, const Stream &stream, quint64 fingerprint) const;
    void showTouched();
    void countStreams();
    void count(const FleetRow &row, int sign);

    std::vector<MediaServer> m_desiredServers;
    std::vector<FleetServer> m_servers;
    std::vector<Camera> m_cameras;
    std::vector<Stream> m_streams;
    std::vector<quint64> m_fingerprints; ///< of the addresses of m_streams
    std::unordered_map<QString, NameKey> m_nameKeys;
    std::vector<FleetRow> m_rows;
    QHash<StreamId, int> m_rowById;
    QHash<ServerId, int> m_serverById;
    QHash<CameraId, int> m_cameraById;
    QHash<StreamId, int> m_streamById;
    QHash<CameraId, QVarLengthArray<int, 2>> m_rowsByCamera;
    FleetCounts m_counts;
    std::vector<HolderCopy> m_copies;
    QHash<ServerId, QSet<QString>> m_copyNames;
    std::chrono::minutes m_transferLock{60};
    QTimer m_restructureTimer;
    QHash<StreamId, PendingOperation> m_pending;
    QSet<StreamId> m_handled; ///< something was under way on them since their last poll
    TroubleMemory m_troubles;
    WatchMemory m_watch;
    QSet<StreamId> m_touched; ///< judged and shown together a moment later: mass operations touch many
    QTimer m_touchedTimer;
};

} // namespace streamkeeper
