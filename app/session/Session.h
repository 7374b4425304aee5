#pragma once

#include "app/dhcp/DhcpDesk.h"
#include "app/edits/RegistryEdits.h"
#include "app/edits/RetentionKeeper.h"
#include "app/inlet/Inlet.h"
#include "app/operations/CopyKeeper.h"
#include "app/operations/OperationRunner.h"
#include "app/operations/StreamOrders.h"
#include "app/provisioning/DeviceKeeper.h"
#include "app/secrets/VaultOpener.h"
#include "app/servers/ArchiveReader.h"
#include "app/servers/NetworkThread.h"
#include "app/servers/PolledServers.h"
#include "app/session/AlarmKeeper.h"
#include "app/session/EventLog.h"
#include "app/session/FleetPolling.h"
#include "app/session/HistoryKeeper.h"
#include "app/session/SwitchOffKeeper.h"
#include "app/session/TransferLosses.h"
#include "app/session/TransferSearch.h"
#include "app/sharing/LinkKeeper.h"
#include "app/sharing/Sharing.h"
#include "app/sharing/SigningKeys.h"
#include "models/domain/Clock.h"
#include "models/registry/RegistryContent.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <stop_token>

namespace streamkeeper {

/// One open registry with everything that works on it: the headless composition root, which makes the
/// services and ties them to each other. Lives on the GUI thread (or the command line's only one); answers
/// come there, never after `context` is gone.
class Session : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Progress = std::function<void(int done, int total)>;

    /// What a program does besides what it is asked to.
    struct Behaviour
    {
        bool pollsAlways = true; ///< false: only when told to
        /// Finishes at its start what dead processes left behind; the command line takes over nothing
        /// unasked.
        bool takesOver = true;
        /// False: operations end once the servers have taken the request (OperationTools::confirms).
        bool confirms = true;
        /// How long a copy that could not be released is left alone (CopyKeeper).
        std::chrono::milliseconds copyPause = std::chrono::minutes(1);
        Clock clock = {}; ///< what all that it owns decides by
    };
    /// A token that is not in the registry; none: the registry's own counts.
    using SecretSource = std::function<std::optional<SecretText>(const MediaServer &)>;

    explicit Session(Keychain &keychain, QObject *parent = nullptr);
    Session(Keychain &keychain, Behaviour behaviour, QObject *parent = nullptr);
    ~Session() override;

    /// Asked before the sealed store for the token of each server. To be set before open().
    void setSecretSource(SecretSource source) { m_secretSource = std::move(source); }
    /// Answers with opened() or openFailed().
    void open(const QString &registryPath);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const QString &registryPath() const { return m_path; }
    [[nodiscard]] VaultOpener &vaultOpener() { return m_vaultOpener; }

    /// What time it is for everything on this session, presenters and views too.
    [[nodiscard]] const Clock &clock() const { return m_behaviour.clock; }

    // State: what is known.
    [[nodiscard]] FleetState &fleet() { return m_memory.fleet; }
    [[nodiscard]] ClusterState &clusters() { return m_memory.clusters; }
    /// What this registry's operators have decided for all searches.
    [[nodiscard]] const PlacementPolicy &placementPolicy() const { return m_memory.policy; }
    /// Network devices on their way to cameras.
    [[nodiscard]] DeviceState &devices() { return m_memory.devices; }
    /// Where orders of other programs are taken.
    [[nodiscard]] const InletSettings &inletSettings() const { return m_memory.inlet; }
    /// Where the DHCP server of the cameras is.
    [[nodiscard]] const DhcpSettings &dhcpSettings() const { return m_memory.dhcp; }
    /// The same with the password in clear. Invalid: there is none; Secret: it cannot be unsealed.
    [[nodiscard]] Result<DhcpAccess> dhcpAccess() const;
    /// Where the stream may go, as of the last polls; asks no server. Invalid: no such stream or cluster.
    [[nodiscard]] Result<PlacementResult> searchTransfer(const StreamId &stream,
                                                         const std::optional<ClusterId> &picked = {}) const;
    /// The token of a registered server, lent or sealed; empty if there is none or it cannot be unsealed.
    [[nodiscard]] SecretText secretOf(const MediaServer &server) const;
    /// How many secrets the registry has sealed for a purpose.
    [[nodiscard]] int countSecrets(QLatin1StringView purpose) const
    {
        return m_memory.secrets.count(purpose);
    }
    /// For a camera that is about to be added (NewCamera).
    [[nodiscard]] Result<SealedSecret> sealOnvifPassword(const SecretText &password);
    /// The complete address of a stream.
    [[nodiscard]] Result<SecretText> fullAddress(const StreamId &id) const;

    // Services, by what they do.
    [[nodiscard]] FleetPolling &polling() { return *m_polling; }
    /// Changes of the registry alone.
    [[nodiscard]] RegistryEdits &edits() { return *m_edits; }
    /// Lets go of what has ended long ago; works by itself where this program takes over.
    [[nodiscard]] RetentionKeeper &retention() { return *m_retention; }
    [[nodiscard]] OperationRunner &operations() { return *m_operations; }
    [[nodiscard]] TransferLosses &transferLosses() { return *m_losses; }
    [[nodiscard]] ArchiveReader &archive() { return *m_archive; }
    /// Sees to what transfers have left on servers, with every poll.
    [[nodiscard]] CopyKeeper &copyKeeper() { return *m_copies; }
    /// Links for outsiders.
    [[nodiscard]] Sharing &sharing() { return *m_sharing; }
    /// Ends what links that are over have opened; works by itself where this program takes over.
    [[nodiscard]] LinkKeeper &linkKeeper() { return *m_links; }
    /// What operators have to hear of; works by itself where this program takes over.
    [[nodiscard]] AlarmKeeper &alarms() { return *m_alarms; }
    /// Brings network devices on air; works by itself where this program takes over.
    [[nodiscard]] DeviceKeeper &deviceKeeper() { return *m_devices; }
    /// Switches off what is in too much trouble, where it may.
    [[nodiscard]] SwitchOffKeeper &switchOff() { return *m_switchOff; }
    /// What happened to cameras, streams, media servers and network devices.
    [[nodiscard]] EventLog &events() { return *m_events; }
    /// How servers and streams were over the last days.
    [[nodiscard]] HistoryKeeper &history() { return *m_history; }
    /// The keys that sign tokens for servers which check them.
    [[nodiscard]] SigningKeys &signingKeys() { return *m_signingKeys; }
    [[nodiscard]] const SigningKeys &signingKeys() const { return *m_signingKeys; }
    /// Leases and reservations of the DHCP server.
    [[nodiscard]] DhcpDesk &dhcp() { return *m_dhcp; }
    /// Takes orders of other programs, where this program takes over and the settings say so.
    [[nodiscard]] Inlet &inlet() { return *m_inlet; }
    /// For media over http(s), which has to go through the same transport.
    [[nodiscard]] NetworkThread &network() { return *m_network; }

    /// Begins operations as one batch; those that cannot be begun are reported by the runner.
    BatchId runCommands(const std::vector<StreamCommand> &commands);
    /// Changes the camera's External access, then has its media servers let people in accordingly, as one
    /// batch of operations; answers with it once they have begun.
    void setExternalAccess(const CameraId &camera, bool isPublic, QObject *context, Done<BatchId> done);
    void latestOperations(int count, QObject *context, Done<std::vector<Operation>> done);
    void operationEvents(const OperationId &id, QObject *context, Done<std::vector<OperationEvent>> done);

    /// "Test connection" for settings that are not saved.
    void testConnection(const MediaServer &draft, const SecretText &secret, QObject *context,
                        std::function<void(ProbeReport)> done, std::stop_token stop = {});
    void readRemoteStreams(const MediaServer &server, const SecretText &secret, QObject *context,
                           Progress progress, Done<std::vector<RemoteStream>> done,
                           std::stop_token stop = {});
    /// No request to a server waits longer for its answer than this.
    void limitDeadlines(std::chrono::milliseconds longest) { m_network->limitDeadlines(longest); }
    /// None that begins before then, from now, waits longer than until then.
    void answerBy(std::chrono::milliseconds end) { m_network->answerBy(end); }
    /// Playback addresses of one row, with an access token where the stream is private.
    void liveUrls(int fleetRow, QObject *context, Done<LiveUrls> done);
    /// Reads one stream from its server now, so that its address is fresh.
    void refreshStream(int fleetRow);

Q_SIGNALS:
    void opened();
    void openFailed(const streamkeeper::Error &error);
    /// Something could not be written; the operator has to know.
    void registryFailed(const streamkeeper::Error &error);
    /// Something was written to the registry by this session that is no operation of its runner.
    void registryWritten();
    /// Another program changed the registry, and what is in memory is up to date again.
    void registryChanged();

private:
    void connectServices();
    void load();
    void takeLoaded(RegistryContent loaded);
    void watchRegistry();
    void takeOthersChange(RegistryContent content);
    void handleVaultState();
    /// One that another program has left behind.
    void finishKeyChange();
    void followInlet();
    [[nodiscard]] OperationTools operationTools();
    [[nodiscard]] DeviceTools deviceTools();

    QString m_path;
    VaultOpener m_vaultOpener;
    RegistryMemory m_memory{m_vaultOpener.vault()};
    Behaviour m_behaviour;
    SecretSource m_secretSource;
    QTimer m_watchTimer;
    qint64 m_othersChangeMark = 0;
    bool m_isWatching = false; ///< a look at the registry is under way
    bool m_isOpen = false;
    // Each needs those above it, and ends before them; but the network ends before those who only listen to
    // it, so that nothing arrives any more while they are taken apart.
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<RegistryEditor> m_editor;
    std::unique_ptr<RetentionKeeper> m_retention;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<HistoryKeeper> m_history;
    std::unique_ptr<NetworkThread> m_network;
    std::unique_ptr<DhcpDesk> m_dhcp;
    std::unique_ptr<PolledServers> m_servers;
    std::unique_ptr<FleetPolling> m_polling;
    std::unique_ptr<ArchiveReader> m_archive;
    std::unique_ptr<RegistryEdits> m_edits;
    std::unique_ptr<OperationRunner> m_operations;
    std::unique_ptr<CopyKeeper> m_copies;
    std::unique_ptr<TransferLosses> m_losses;
    std::unique_ptr<SigningKeys> m_signingKeys;
    std::unique_ptr<Sharing> m_sharing;
    std::unique_ptr<LinkKeeper> m_links;
    std::unique_ptr<AlarmKeeper> m_alarms;
    std::unique_ptr<DeviceKeeper> m_devices;
    std::unique_ptr<SwitchOffKeeper> m_switchOff;
    std::unique_ptr<Inlet> m_inlet;
};

} // namespace streamkeeper
