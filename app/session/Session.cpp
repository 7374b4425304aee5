#include "app/session/Session.h"

#include "app/session/NewStreams.h"
#include "models/registry/OperationRepository.h"

#include <QLoggingCategory>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logSession, "streamkeeper.session", QtInfoMsg)

/// How soon changes of other programs are seen.
constexpr auto watchInterval = 1s;
constexpr auto vaultKey = "vault";

} // namespace

Session::Session(Keychain &keychain, QObject *parent)
    : Session(keychain, Behaviour(), parent)
{
}

Session::Session(Keychain &keychain, Behaviour behaviour, QObject *parent)
    : QObject(parent)
    , m_vaultOpener(keychain,
                    [this](const QString &expected, const QString &record, QObject *context, auto done) {
                        // No edit: nobody is shown it.
                        const auto job = [expected, record](RegistryDatabase &database) {
                            return database.exchangeMeta(QString::fromLatin1(vaultKey), expected, record);
                        };
                        m_registry->run(context, job, std::move(done));
                    })
    , m_behaviour(std::move(behaviour))
    , m_registry(std::make_unique<Registry>())
    , m_editor(std::make_unique<RegistryEditor>(*m_registry, m_memory, m_behaviour.clock))
    , m_retention(std::make_unique<RetentionKeeper>(*m_editor))
    , m_events(std::make_unique<EventLog>(*m_editor))
    , m_history(std::make_unique<HistoryKeeper>(*m_editor))
    , m_network(std::make_unique<NetworkThread>())
    , m_dhcp(std::make_unique<DhcpDesk>(*m_network, [this] { return dhcpAccess(); }))
    , m_servers(std::make_unique<PolledServers>(*m_network))
    , m_polling(std::make_unique<FleetPolling>(
          *m_network, *m_servers, *m_editor, [this](const MediaServer &server) { return secretOf(server); }))
    , m_archive(std::make_unique<ArchiveReader>(*m_registry, m_memory.fleet, *m_servers, m_behaviour.clock))
    , m_edits(std::make_unique<RegistryEdits>(*m_editor, *m_servers))
    , m_operations(std::make_unique<OperationRunner>(operationTools()))
    , m_copies(std::make_unique<CopyKeeper>(
          m_memory.fleet, *m_servers, *m_registry,
          [this](const SecretId &id) { return m_memory.secrets.unseal(id); }, m_behaviour.clock,
          m_behaviour.copyPause))
    , m_losses(std::make_unique<TransferLosses>(m_memory.fleet, m_memory.secrets, *m_servers))
    , m_signingKeys(std::make_unique<SigningKeys>(*m_editor, *m_network, *m_servers))
    , m_sharing(std::make_unique<Sharing>(*m_editor, *m_servers, *m_archive))
    , m_links(std::make_unique<LinkKeeper>(*m_editor, *m_sharing, *m_servers))
    , m_alarms(std::make_unique<AlarmKeeper>(*m_editor, *m_sharing))
    , m_devices(std::make_unique<DeviceKeeper>(deviceTools()))
    , m_switchOff(std::make_unique<SwitchOffKeeper>(*m_editor, *m_operations))
    , m_inlet(std::make_unique<Inlet>())
{
    if (!m_behaviour.pollsAlways)
        m_polling->setQuiet(true);
    else
        m_polling->keepTroubles();
    m_watchTimer.setInterval(watchInterval);
    connectServices();
}

Session::~Session()
{
    m_inlet.reset();
    m_switchOff.reset();
    m_devices.reset(); // stops where it is; the registry knows
    m_alarms.reset();
    m_links.reset();
    m_sharing.reset();
    m_signingKeys.reset();
    m_losses.reset();
    m_copies.reset();
    m_operations.reset(); // stops where it is; the journal knows
    m_edits.reset();
    m_archive.reset();
    m_network.reset();
    m_dhcp.reset();
    m_polling.reset(); // writes down what was seen last
    m_servers.reset();
    m_history.reset(); // likewise how it was
    m_events.reset();  // and what happened
    m_retention.reset();
    m_editor.reset();
    m_registry.reset(); // waits for what was accepted
}

void Session::connectServices()
{
    m_inlet->setHandler([this](const ProvisioningOrder &order, const ProvisioningDone &done) {
        m_edits->devices.carryOut(order, tr("inlet"), this, done);
    });
    connect(m_editor.get(), &RegistryEditor::written, m_polling.get(), &FleetPolling::follow);
    connect(m_editor.get(), &RegistryEditor::written, this, &Session::followInlet);
    connect(m_inlet.get(), &Inlet::failed, this, &Session::registryFailed);
    connect(m_editor.get(), &RegistryEditor::written, this, &Session::registryWritten);
    connect(m_editor.get(), &RegistryEditor::failed, this, &Session::registryFailed);
    connect(m_operations.get(), &OperationRunner::journalFailed, this, &Session::registryFailed);
    connect(m_operations.get(), &OperationRunner::streamsAdded, &m_memory.fleet, &FleetState::addStreams);
    connect(m_polling.get(), &FleetPolling::snapshotTaken, this,
            [this](const SnapshotPtr &snapshot) { m_edits->streams.keepOthers(*snapshot); });
    connect(m_polling.get(), &FleetPolling::snapshotTaken, m_copies.get(), &CopyKeeper::look);
    // Edits and operations write their events with themselves.
    connect(m_editor.get(), &RegistryEditor::written, m_events.get(), &EventLog::changed);
    connect(m_operations.get(), &OperationRunner::operationChanged, m_events.get(), &EventLog::changed);
    connect(this, &Session::registryChanged, m_events.get(), &EventLog::changed);
    connect(&m_watchTimer, &QTimer::timeout, this, &Session::watchRegistry);
    connect(&m_vaultOpener, &VaultOpener::stateChanged, this, &Session::handleVaultState);
}

OperationTools Session::operationTools()
{
    return {*m_registry,
            m_memory.fleet,
            *m_servers,
            {},
            [this](const SecretId &id) { return m_memory.secrets.unseal(id); },
            [this](const SecretText &address) {
                auto sealed = m_memory.secrets.seal(addressPurpose, address);
                if (sealed)
                    m_memory.secrets.insert(*sealed);
                return sealed;
            },
            [this](const Operation &operation, const Stream &stream) {
                return checkTransfer(operation, stream, m_memory.fleet,
                                     placementField(m_memory.fleet, m_memory.clusters, m_memory.policy),
                                     m_behaviour.clock.nowMs());
            },
            [this](const StreamId &id, const std::optional<Stream> &stream) {
                if (stream)
                    m_memory.fleet.updateStream(*stream);
                else
                    m_memory.fleet.removeStreams({id});
            },
            {},
            m_behaviour.confirms,
            m_behaviour.clock,
            [this](const std::vector<std::pair<StreamId, SecretText>> &others, QObject *context, auto done) {
                m_edits->streams.keepOthers(others, context, std::move(done));
            }};
}

DeviceTools Session::deviceTools()
{
    return {*m_editor,
            m_edits->devices,
            *m_network,
            *m_dhcp,
            *m_operations,
            [this](const Camera &camera, const std::optional<StreamAddress> &high,
                   const std::optional<StreamAddress> &low) -> Result<std::vector<StreamCommand>> {
                const NewCamera wanted{camera, high, low};
                const auto server = chooseServer(m_memory.fleet, m_memory.clusters, m_memory.policy, wanted);
                if (!server)
                    return fail(ErrorCategory::Conflict,
                                tr("No media server can take the streams of %1 now.").arg(camera.name));
                return planNewCamera(wanted, *server, m_memory.fleet, m_behaviour.clock.nowUtc());
            }};
}

void Session::open(const QString &registryPath)
{
    m_path = registryPath;
    m_registry->open(registryPath, this, [this](const VoidResult &result) {
        if (!result)
            Q_EMIT openFailed(result.error());
        else
            load();
    });
}

void Session::load()
{
    const auto job = [](RegistryDatabase &database) { return readRegistry(database, true); };
    m_registry->run(this, job, [this](const Result<std::shared_ptr<RegistryContent>> &loaded) {
        if (!loaded)
            Q_EMIT openFailed(loaded.error());
        else
            takeLoaded(std::move(**loaded));
    });
}

void Session::takeLoaded(RegistryContent loaded)
{
    m_memory.secrets.set(loaded.secrets);
    m_signingKeys->set(std::move(loaded.signingKeys), std::move(loaded.keyExportTarget));
    for (const SnapshotPtr &snapshot : loaded.observations)
        m_servers->setLastSnapshot(snapshot);
    // The window shows the last state at once; the keychain may take its time.
    m_memory.setFleet(std::move(loaded.servers), std::move(loaded.cameras), std::move(loaded.streams));
    m_memory.fleet.setHolderCopies(std::move(loaded.copies));
    m_memory.setPolicy(loaded.policy);
    m_memory.dhcp = loaded.dhcp;
    m_memory.devices.set(std::move(loaded.devices), loaded.provisioning);
    m_memory.inlet = loaded.inlet;
    m_memory.clusters.set(std::move(loaded.clusters), std::move(loaded.groups));
    m_memory.fleet.setTroublePolicy(loaded.troublePolicy);
    m_memory.fleet.troubles().setMarks(std::move(loaded.troubleMarks));
    m_memory.fleet.troubles().setSwitchedOff(std::move(loaded.switchedOff));
    m_alarms->set(std::move(loaded.alarms), loaded.alarmPolicy);
    m_memory.fleet.troubles().restore(std::move(loaded.troubles));
    m_memory.fleet.watch().restore(loaded.heard);
    m_memory.fleet.restore(loaded.observations, loaded.pollFailures);
    m_operations->showOthers(loaded.openOperations);
    m_othersChangeMark = loaded.othersChangeMark;
    m_isOpen = true;
    m_watchTimer.start();
    Q_EMIT opened();
    if (m_behaviour.takesOver)
        m_retention->start();
    if (m_behaviour.takesOver && m_behaviour.pollsAlways) {
        m_alarms->start();
        m_events->watch(*m_polling);
    }
    if (m_behaviour.pollsAlways)
        m_history->start();
    m_vaultOpener.start(loaded.registryId, loaded.vaultRecord);
}

void Session::watchRegistry()
{
    if (m_isWatching)
        return;
    m_isWatching = true;
    // Looks and, if there is something new, reads in one job: no write of ours can come in between.
    using Content = std::shared_ptr<RegistryContent>;
    const auto job = [known = m_othersChangeMark](RegistryDatabase &database) -> Result<Content> {
        const auto mark = database.othersChangeMark();
        if (!mark)
            return tl::unexpected(mark.error());
        return *mark == known ? Result<Content>() : readRegistry(database, false);
    };
    m_registry->run(this, job, [this](const Result<Content> &content) {
        m_isWatching = false;
        if (!content)
            qCWarning(logSession).noquote() << content.error().message << content.error().detail; // next look
        else if (*content)
            takeOthersChange(std::move(**content));
    });
}

void Session::takeOthersChange(RegistryContent content)
{
    m_othersChangeMark = content.othersChangeMark;
    m_memory.secrets.set(content.secrets);
    m_memory.secrets.unsealAddresses(content.streams);
    std::ranges::sort(content.servers, {}, &MediaServer::name);
    if (m_memory.servers() != content.servers || m_memory.fleet.cameras() != content.cameras ||
        m_memory.fleet.streams() != content.streams)
        m_memory.setFleet(std::move(content.servers), std::move(content.cameras), std::move(content.streams));
    m_memory.fleet.setHolderCopies(std::move(content.copies));
    m_memory.setPolicy(content.policy);
    m_memory.dhcp = content.dhcp;
    m_memory.devices.set(std::move(content.devices), content.provisioning);
    m_memory.inlet = content.inlet;
    m_memory.fleet.setTroublePolicy(content.troublePolicy);
    m_memory.fleet.troubles().setMarks(std::move(content.troubleMarks));
    m_memory.fleet.troubles().setSwitchedOff(std::move(content.switchedOff));
    m_alarms->set(std::move(content.alarms), content.alarmPolicy);
    m_memory.clusters.set(std::move(content.clusters), std::move(content.groups));
    m_signingKeys->set(std::move(content.signingKeys), std::move(content.keyExportTarget));
    m_operations->showOthers(content.openOperations);
    m_polling->follow();
    // Of its secrets nothing can be read with another key than the registry's.
    m_vaultOpener.follow(content.vaultRecord);
    followInlet();
    Q_EMIT registryChanged();
}

void Session::handleVaultState()
{
    const auto state = m_vaultOpener.state();
    if (state == VaultOpener::State::Waiting || state == VaultOpener::State::Closed)
        return;
    const bool isUnsealed = m_vaultOpener.vault().isOpen();
    if (isUnsealed)
        m_memory.setServers(m_memory.servers()); // with their addresses
    if (isUnsealed)
        m_edits->streams.keepUnsealed();
    if (isUnsealed && !m_vaultOpener.vault().isForThisRun()) // else nobody could open them any more
        m_edits->streams.sealStoredInClear();
    m_polling->start();
    if (m_behaviour.takesOver && isUnsealed) {
        m_operations->resumeAbandoned();
        finishKeyChange();
    }
    if (m_behaviour.takesOver) {
        m_links->start();
        m_devices->start();
    }
    if (m_behaviour.takesOver && m_behaviour.pollsAlways && isUnsealed)
        m_switchOff->start();
    followInlet();
}

void Session::followInlet()
{
    const auto state = m_vaultOpener.state();
    const bool isKeyAwaited = state == VaultOpener::State::Waiting || state == VaultOpener::State::Closed;
    if (!m_behaviour.takesOver || isKeyAwaited)
        return;
    const InletSettings &settings = m_memory.inlet;
    m_inlet->follow(settings,
                    settings.isOn ? m_memory.secrets.unseal(settings.tokenSecret) : Result<SecretText>());
}

void Session::finishKeyChange()
{
    m_signingKeys->finishChange(this, [this](const Result<KeyChange::Report> &report) {
        if (!report && report.error().category == ErrorCategory::Conflict)
            return; // another console sees to it
        Error told = report ? Error() : report.error();
        const QString message = report ? report->notes.join(u' ') : told.message;
        told.message = tr("A change of the signing key was left unfinished. %1").arg(message);
        if (!message.isEmpty())
            Q_EMIT registryFailed(told);
    });
}

SecretText Session::secretOf(const MediaServer &server) const
{
    if (m_secretSource) {
        if (const auto lent = m_secretSource(server))
            return *lent;
    }
    if (server.auth == ServerAuth::Jwt)
        return m_signingKeys->privatePem().value_or(SecretText());
    return m_memory.secrets.unseal(server.tokenSecret).value_or(SecretText());
}

Result<SealedSecret> Session::sealOnvifPassword(const SecretText &password)
{
    auto sealed = m_memory.secrets.seal(onvifPurpose, password);
    if (sealed)
        m_memory.secrets.insert(*sealed);
    return sealed;
}

Result<DhcpAccess> Session::dhcpAccess() const
{
    const DhcpSettings &settings = m_memory.dhcp;
    if (!settings.isOn())
        return fail(ErrorCategory::Invalid, tr("The registry has no DHCP server."));
    if (settings.passwordSecret.isNull())
        return DhcpAccess{settings, {}};
    auto password = m_memory.secrets.unseal(settings.passwordSecret);
    if (!password)
        return tl::unexpected(password.error());
    return DhcpAccess{settings, std::move(*password)};
}

Result<SecretText> Session::fullAddress(const StreamId &id) const
{
    const Stream *stream = m_memory.fleet.stream(id);
    if (!stream)
        return fail(ErrorCategory::Invalid, tr("The stream is not in the registry."));
    if (stream->address.full().isEmpty() && stream->address.hasSecret())
        return fail(ErrorCategory::Secret,
                    tr("The address cannot be unsealed. Unlock the secrets of this registry."));
    return stream->address.full();
}

Result<PlacementResult> Session::searchTransfer(const StreamId &id,
                                                const std::optional<ClusterId> &picked) const
{
    const Stream *stream = m_memory.fleet.stream(id);
    if (!stream)
        return fail(ErrorCategory::Invalid, tr("The stream is not in the registry."));
    if (picked && !m_memory.clusters.cluster(*picked))
        return fail(ErrorCategory::Invalid, tr("The cluster is not in the registry any more."));
    return findPlace(placedStream(m_memory.fleet, *stream),
                     placementField(m_memory.fleet, m_memory.clusters, m_memory.policy), picked);
}

BatchId Session::runCommands(const std::vector<StreamCommand> &commands)
{
    return m_operations->start(commands);
}

void Session::setExternalAccess(const CameraId &id, bool isPublic, QObject *context, Done<BatchId> done)
{
    const Camera *known = m_memory.fleet.camera(id);
    if (!known) {
        done(fail(ErrorCategory::Invalid, tr("The camera is not in the registry any more.")));
        return;
    }
    Camera camera = *known;
    camera.isPublic = isPublic;
    if (!isPublic)
        camera.allowedSubnets.clear(); // they exist with External access only (domain.md 6)
    const auto saved = [this, id, guard = QPointer<QObject>(context),
                        done = std::move(done)](const VoidResult &result) {
        const auto commands = result ? accessCommands(m_memory.fleet, {id}) : std::vector<StreamCommand>();
        const BatchId batch = commands.empty() ? BatchId() : runCommands(commands);
        if (guard)
            done(result ? Result<BatchId>(batch) : tl::unexpected(result.error()));
    };
    m_edits->cameras.save(camera, std::nullopt, this, saved);
}

void Session::latestOperations(int count, QObject *context, Done<std::vector<Operation>> done)
{
    m_registry->run(
        context, [count](RegistryDatabase &database) { return OperationRepository(database).latest(count); },
        std::move(done));
}

void Session::operationEvents(const OperationId &id, QObject *context, Done<std::vector<OperationEvent>> done)
{
    m_registry->run(
        context, [id](RegistryDatabase &database) { return OperationRepository(database).events(id); },
        std::move(done));
}

void Session::testConnection(const MediaServer &draft, const SecretText &secret, QObject *context,
                             std::function<void(ProbeReport)> done, std::stop_token stop)
{
    m_network->runWithClient<ProbeReport>(
        context, draft,
        draft.auth == ServerAuth::Jwt ? m_signingKeys->privatePem().value_or(SecretText()) : secret,
        [stop](MediaServerClient &client) { return probeServer(client, stop); }, std::move(done));
}

void Session::readRemoteStreams(const MediaServer &server, const SecretText &secret, QObject *context,
                                Progress progress, Done<std::vector<RemoteStream>> done, std::stop_token stop)
{
    QPointer<QObject> guard(context);
    auto report = [this, guard, progress = std::move(progress)](int count, int total) {
        QMetaObject::invokeMethod(
            this,
            [guard, progress, count, total] {
                if (guard && progress)
                    progress(count, total);
            },
            Qt::QueuedConnection);
    };
    m_network->runWithClient<Result<std::vector<RemoteStream>>>(
        context, server, secret,
        [report, stop](MediaServerClient &client) { return client.readStreams(report, stop); },
        std::move(done));
}

void Session::liveUrls(int fleetRow, QObject *context, Done<LiveUrls> done)
{
    const FleetState &fleet = m_memory.fleet;
    const FleetRow &row = fleet.row(fleetRow);
    const int server = fleet.observedServer(row) >= 0 ? fleet.observedServer(row) : row.mainServer;
    if (server < 0) {
        done(fail(ErrorCategory::Invalid, tr("The stream has no media server.")));
        return;
    }
    const ObservedStream *seen = fleet.observed(row);
    m_servers->liveUrls(fleet.servers()[size_t(server)].server.id, row.remoteName,
                        seen && seen->isPrivate == Tristate::Yes, context, std::move(done));
}

void Session::refreshStream(int fleetRow)
{
    const FleetRow &row = m_memory.fleet.row(fleetRow);
    if (row.mainServer < 0)
        return;
    m_servers->read(m_memory.fleet.servers()[size_t(row.mainServer)].server.id, row.remoteName, this,
                    [](const Result<RemoteStream> &) {
                        // The client keeps what it read and joins it into the next poll.
                    });
}

} // namespace streamkeeper
