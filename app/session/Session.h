#pragma once

#include "app/secrets/VaultOpener.h"
#include "app/session/AdoptionPlan.h"
#include "app/session/ArchiveReading.h"
#include "app/session/HolderKeeper.h"
#include "app/session/NetworkThread.h"
#include "app/session/RegistryContent.h"
#include "app/session/SealedSecrets.h"
#include "app/session/SessionServers.h"
#include "app/session/StreamOrders.h"
#include "app/session/TransferSearch.h"
#include "app/sharing/KeyChange.h"
#include "app/sharing/LinkKeeper.h"
#include "app/sharing/Sharing.h"
#include "app/sharing/SigningKeys.h"
#include "app/sharing/SwitchOver.h"
#include "models/domain/ArchiveHolder.h"
#include "models/fleet/ClusterState.h"
#include "models/fleet/FleetState.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"

#include <QHash>
#include <QLoggingCategory>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <stop_token>

namespace streamkeeper {

Q_DECLARE_LOGGING_CATEGORY(logSession)

class ClusterRepository;

/// One open registry with everything that works on it: the headless composition root. Opens the
/// registry, unseals, owns the fleet state and the poller, and carries out what changes the registry.
/// Lives on the GUI thread (or the command line's only one); answers come there, never after
/// `context` is gone.
class Session : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Progress = std::function<void(int done, int total)>;

    /// What a program does besides what it is asked to.
    struct Habits
    {
        bool pollsAlways = true; ///< false: only when told to
        /// Finishes at its start what dead processes left behind; the command line takes over nothing
        /// unasked.
        bool takesOver = true;
        /// False: operations end once the servers have taken the request (OperationTools::confirms).
        bool confirms = true;
        /// How long a copy that could not be released is left alone (HolderKeeper).
        std::chrono::milliseconds copyPause = std::chrono::minutes(1);
    };
    /// A token that is not in the registry; none: the registry's own counts.
    using SecretSource = std::function<std::optional<SecretText>(const MediaServer &)>;

    explicit Session(Keychain &keychain, QObject *parent = nullptr);
    Session(Keychain &keychain, Habits habits, QObject *parent = nullptr);
    ~Session() override;

    /// Asked before the sealed store for the token of each server. To be set before open().
    void setSecretSource(SecretSource source) { m_secretSource = std::move(source); }
    /// Answers with opened() or openFailed().
    void open(const QString &registryPath);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const QString &registryPath() const { return m_path; }

    [[nodiscard]] FleetState &fleet() { return m_fleet; }
    [[nodiscard]] ClusterState &clusters() { return m_clusters; }
    /// What this registry's operators have decided for all searches.
    [[nodiscard]] const PlacementPolicy &placementPolicy() const { return m_policy; }
    [[nodiscard]] VaultOpener &vaultOpener() { return m_vaultOpener; }

    void setPollInterval(std::chrono::milliseconds interval);
    /// No request to a server waits longer for its answer than this.
    void limitDeadlines(std::chrono::milliseconds longest) { m_network->limitDeadlines(longest); }
    void pollNow(const ServerId &server);
    void pollAllNow();
    /// While paused, answers are kept and shown when it ends; polling goes on.
    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

    /// "Test connection" for settings that are not saved.
    void testConnection(const MediaServer &draft, const SecretText &secret, QObject *context,
                        std::function<void(ProbeReport)> done, std::stop_token stop = {});
    void readRemoteStreams(const MediaServer &server, const SecretText &secret, QObject *context,
                           Progress progress, Done<std::vector<RemoteStream>> done,
                           std::stop_token stop = {});
    /// Writes a new server, or changed settings of a known one, and polls it. An empty secret keeps
    /// the stored one.
    void saveServer(MediaServer server, const SecretText &secret, QObject *context, Done<void> done);
    void removeServer(const ServerId &server, StreamsOfRemovedServer fate, QObject *context, Done<void> done);
    /// Takes streams over into the registry, all or none. Answers with the number of new streams.
    void adopt(const ServerId &server, const std::vector<RemoteStream> &found,
               const std::vector<AdoptionProposal> &chosen, QObject *context, Done<int> done);
    /// New settings of a known camera; a null `onvifPassword` keeps the stored one. Its streams on the
    /// servers are not touched.
    void saveCamera(Camera camera, const std::optional<SecretText> &onvifPassword, QObject *context,
                    Done<void> done);
    /// Settings of many known cameras, each on its own: what becomes of each is told in their order (a
    /// conflict, cancelled by `stop`). The passwords stay.
    void saveCameras(std::vector<Camera> cameras, const Progress &progress, std::stop_token stop,
                     QObject *context, Done<std::vector<VoidResult>> done);
    /// A camera without streams leaves the registry; one that has streams goes with the last of them.
    void removeEmptyCamera(const CameraId &camera, QObject *context, Done<void> done);
    /// A new cluster, or changed settings of a known one; its common settings go to its members.
    void saveCluster(const Cluster &cluster, QObject *context, Done<void> done);
    void removeCluster(const ClusterId &cluster, QObject *context, Done<void> done);
    void saveServerGroup(const ServerGroup &group, QObject *context, Done<void> done);
    /// Its cameras are in no group then; groups below it go to its parent.
    void removeServerGroup(const ServerGroupId &group, QObject *context, Done<void> done);
    void savePlacementPolicy(const PlacementPolicy &policy, QObject *context, Done<void> done);
    /// Where the stream may go, as of the last polls; asks no server. Invalid: no such stream or cluster.
    [[nodiscard]] Result<PlacementResult> searchTransfer(const StreamId &stream,
                                                         const std::optional<ClusterId> &picked = {}) const;
    /// The registry takes what the server has: the way out of "different" that asks no server to change.
    void takeTheirs(const StreamId &stream, QObject *context, Done<void> done);
    /// Streams leave the registry; no server is asked. Their cameras go with the last of them.
    void forgetStreams(const std::vector<StreamId> &streams, QObject *context, Done<void> done);
    /// Begins operations as one batch; those that cannot be begun are reported by the runner.
    BatchId runCommands(const std::vector<StreamCommand> &commands);
    [[nodiscard]] OperationRunner &operations() { return *m_operations; }
    /// Finishes or undoes what dead processes left behind.
    void resumeAbandoned() { m_operations->resumeAbandoned(); }
    void latestOperations(int count, QObject *context, Done<std::vector<Operation>> done);
    /// Which server holds which period of a stream's recordings, by time, as it was read last.
    void archiveIndex(const StreamId &stream, QObject *context, Done<std::vector<ArchiveHolder>> done);
    /// The same, read anew from every server that the index names or that has the stream now, as far as they
    /// answer. The registry is not changed: that is Update indexes.
    void readArchive(const StreamId &stream, const Progress &progress, QObject *context,
                     Done<ArchiveReading> done);
    /// Where a period can be had from a server that has recorded it, with a token where one is needed.
    void archiveUrls(const ServerId &server, const QString &remoteName, const RecordedPeriod &period,
                     QObject *context, Done<ArchiveUrls> done);
    void operationEvents(const OperationId &id, QObject *context, Done<std::vector<OperationEvent>> done);

    /// Links for outsiders.
    [[nodiscard]] Sharing &sharing() { return *m_sharing; }
    /// Ends what links that are over have opened; works by itself where this program takes over.
    [[nodiscard]] LinkKeeper &linkKeeper() { return *m_links; }
    /// The keys that sign tokens for servers which check them.
    [[nodiscard]] SigningKeys &signingKeys() { return *m_signingKeys; }
    /// Whether a MediaMTX takes tokens of this registry, before anything is saved.
    void checkSwitchOver(const MediaServer &draft, QObject *context, SwitchOver::Done done);
    /// Puts another signing key in the place of the present one; links that it has signed end (KeyChange).
    void changeSigningKey(QObject *context, KeyChange::Done done);
    /// Changes the camera's External access, then has its media servers let people in accordingly, as one
    /// batch of operations; answers with it once they have begun.
    void setExternalAccess(const CameraId &camera, bool isPublic, QObject *context, Done<BatchId> done);

    /// Playback addresses of one row, with an access token where the stream is private.
    void liveUrls(int fleetRow, QObject *context, Done<LiveUrls> done);
    /// Reads one stream from its server now, so that its address is fresh.
    void refreshStream(int fleetRow);

    /// For media over http(s), which has to go through the same transport.
    [[nodiscard]] NetworkThread &network() { return *m_network; }

    /// The token of a registered server, lent or sealed; empty if there is none or it cannot be unsealed.
    [[nodiscard]] SecretText secretOf(const MediaServer &server) const;
    /// The complete address of a stream.
    [[nodiscard]] Result<SecretText> fullAddress(const StreamId &id) const;

Q_SIGNALS:
    void opened();
    void openFailed(const streamkeeper::Error &error);
    /// Something could not be written; the operator has to know.
    void registryFailed(const streamkeeper::Error &error);
    void snapshotApplied(const streamkeeper::SnapshotPtr &snapshot);
    void pollFailed(const streamkeeper::PollFailure &failure);
    /// Something was written to the registry by this session that is no operation of its runner.
    void registryWritten();
    /// Another program changed the registry, and what is in memory is up to date again.
    void registryChanged();

private:
    /// An order of saveCameras() on its way.
    struct ManyCameras
    {
        std::vector<Camera> cameras;
        std::vector<VoidResult> results; ///< of the first ones, as far as it is
        std::vector<Camera> saved;       ///< with their new revisions
        Progress progress;
        std::stop_token stop;
        QPointer<QObject> context;
        Done<std::vector<VoidResult>> done;
    };
    void saveNextCameras(const std::shared_ptr<ManyCameras> &work);
    void load();
    void takeLoaded(RegistryContent loaded);
    void watchRegistry();
    void takeForeignChange(RegistryContent content);
    void takePolicy(const PlacementPolicy &policy);
    void handleVaultState();
    void startPolling();
    void startServer(const MediaServer &server);
    void restartSignedServers();
    void reloadFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras,
                     std::vector<Stream> streams);
    /// Runs `change` with its entry in the journal, and takes over what it changed.
    void changeClusters(const Operation &entry, std::function<VoidResult(ClusterRepository &)> change,
                        QObject *context, Done<void> done);
    void handleSnapshot(const SnapshotPtr &snapshot);
    void saveObservations();
    [[nodiscard]] OperationTools operationTools();
    /// Runs a job on the registry and answers here.
    template <typename T, typename Job>
    void onRegistry(QObject *context, Job job, std::function<void(Result<T>)> done);

    QString m_path;
    VaultOpener m_vaultOpener;
    FleetState m_fleet;
    ClusterState m_clusters;
    PlacementPolicy m_policy;
    std::vector<MediaServer> m_servers;
    SealedSecrets m_secrets{m_vaultOpener.vault()};
    QHash<ServerId, SnapshotPtr> m_unsaved; ///< observations that the registry does not have yet
    QHash<ServerId, SnapshotPtr> m_held;    ///< arrived while paused
    Habits m_habits;
    SecretSource m_secretSource;
    QTimer m_saveTimer;
    QTimer m_watchTimer;
    qint64 m_foreignVersion = 0;
    bool m_isWatching = false; ///< a look at the registry is under way
    bool m_isOpen = false;
    bool m_isPaused = false;
    bool m_isPolling = false;
    // Last, so that they end first: nothing arrives any more while the rest is taken apart.
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<NetworkThread> m_network;
    std::unique_ptr<SessionServers> m_serverCalls;
    std::unique_ptr<OperationRunner> m_operations;
    std::unique_ptr<HolderKeeper> m_holders;
    std::unique_ptr<SigningKeys> m_signingKeys;
    std::unique_ptr<Sharing> m_sharing;
    std::unique_ptr<LinkKeeper> m_links;
};

template <typename T, typename Job>
void Session::onRegistry(QObject *context, Job job, std::function<void(Result<T>)> done)
{
    const bool isHeard = bool(done);
    const auto answer = [this, isHeard, done = std::move(done),
                         guard = QPointer<QObject>(context)](const Result<T> &result) {
        if (!result) {
            qCWarning(logSession).noquote() << result.error().message << result.error().detail;
            if (!isHeard)
                Q_EMIT registryFailed(result.error());
        }
        if (isHeard && guard)
            done(result);
    };
    m_registry->run(this, std::move(job), answer);
}

} // namespace streamkeeper
