#include "app/session/Session.h"

#include "models/registry/ObservationRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(logSession, "streamkeeper.session", QtInfoMsg)

namespace {

constexpr auto saveInterval = 30s;
/// How soon changes of other programs are seen.
constexpr auto watchInterval = 1s;

VoidResult note(RegistryDatabase &database, const Operation &entry)
{
    return OperationRepository(database).addFinished(entry, QDateTime::currentMSecsSinceEpoch());
}

} // namespace

Session::Session(Keychain &keychain, QObject *parent)
    : Session(keychain, Habits(), parent)
{
}

Session::Session(Keychain &keychain, Habits habits, QObject *parent)
    : QObject(parent)
    , m_vaultOpener(keychain)
    , m_habits(habits)
    , m_registry(std::make_unique<Registry>())
    , m_network(std::make_unique<NetworkThread>())
    , m_serverCalls(std::make_unique<SessionServers>(*m_network))
    , m_operations(std::make_unique<OperationRunner>(operationTools()))
    , m_holders(std::make_unique<HolderKeeper>(m_fleet, *m_serverCalls, *m_registry, m_habits.copyPause))
    , m_signingKeys(std::make_unique<SigningKeys>(*m_registry, m_secrets, *m_network))
    , m_sharing(std::make_unique<Sharing>(
          *m_registry, m_fleet, m_secrets, *m_serverCalls,
          [this](const StreamId &stream, QObject *context, Done<ArchiveReading> done) {
              readArchive(stream, {}, context, std::move(done));
          }))
    , m_links(std::make_unique<LinkKeeper>(*m_registry, *m_sharing, *m_serverCalls))
{
    connect(m_signingKeys.get(), &SigningKeys::currentChanged, this, &Session::restartSignedServers);

    connect(m_operations.get(), &OperationRunner::streamsAdded, this,
            [this](const std::vector<Camera> &cameras, const std::vector<Stream> &streams) {
                m_fleet.addStreams(cameras, streams);
            });
    connect(m_operations.get(), &OperationRunner::journalFailed, this, &Session::registryFailed);
    m_operations->setConfirms(m_habits.confirms);
    if (!m_habits.pollsAlways)
        m_network->post([](Poller &poller) { poller.setQuiet(true); });
    m_watchTimer.setInterval(watchInterval);
    connect(&m_watchTimer, &QTimer::timeout, this, &Session::watchRegistry);
    m_saveTimer.setInterval(saveInterval);
    connect(&m_saveTimer, &QTimer::timeout, this, &Session::saveObservations);
    connect(&m_vaultOpener, &VaultOpener::stateChanged, this, &Session::handleVaultState);
    connect(&m_vaultOpener, &VaultOpener::recordChanged, this, [this](const QString &record) {
        onRegistry<void>(
            this, [record](RegistryDatabase &database) { return database.setMeta(u"vault"_s, record); }, {});
    });
    connect(m_network.get(), &NetworkThread::snapshotReady, this, &Session::handleSnapshot);
    connect(m_network.get(), &NetworkThread::pollFailed, this, [this](const PollFailure &failure) {
        m_fleet.applyFailure(failure);
        Q_EMIT pollFailed(failure);
    });
}

Session::~Session()
{
    m_links.reset();
    m_sharing.reset();
    m_signingKeys.reset();
    m_holders.reset();
    m_operations.reset(); // stops where it is; the journal knows
    m_network.reset();
    saveObservations();
    m_registry.reset(); // waits for what was accepted
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

OperationTools Session::operationTools()
{
    return {*m_registry,
            m_fleet,
            *m_serverCalls,
            {},
            [this](const SecretId &id) { return m_secrets.unseal(id); },
            [this](const Operation &operation, const Stream &stream) {
                return checkTransfer(operation, stream, m_fleet,
                                     placementField(m_fleet, m_clusters, m_policy));
            },
            [this](const StreamId &id, const std::optional<Stream> &stream) {
                if (stream)
                    m_fleet.updateStream(*stream);
                else
                    m_fleet.removeStreams({id});
            },
            {}};
}

void Session::load()
{
    const auto job = [](RegistryDatabase &database) { return readRegistry(database, true); };
    onRegistry<std::shared_ptr<RegistryContent>>(
        this, job, [this](const Result<std::shared_ptr<RegistryContent>> &loaded) {
            if (!loaded)
                Q_EMIT openFailed(loaded.error());
            else
                takeLoaded(std::move(**loaded));
        });
}

void Session::takePolicy(const PlacementPolicy &policy)
{
    m_policy = policy;
    m_fleet.setTransferLock(std::chrono::minutes(policy.transferLockMinutes));
}

void Session::takeLoaded(RegistryContent loaded)
{
    m_servers = std::move(loaded.servers);
    m_secrets.set(loaded.secrets);
    m_signingKeys->set(std::move(loaded.signingKeys), std::move(loaded.keyExportTarget));
    for (const SnapshotPtr &snapshot : loaded.observations)
        m_serverCalls->setLastSnapshot(snapshot);
    // The window shows the last state at once; the keychain may take its time.
    m_fleet.setFleet(m_servers, std::move(loaded.cameras), std::move(loaded.streams));
    m_fleet.setHolderCopies(std::move(loaded.copies));
    takePolicy(loaded.policy);
    m_clusters.set(std::move(loaded.clusters), std::move(loaded.groups));
    m_fleet.restore(loaded.observations);
    m_operations->showOthers(loaded.openOperations);
    m_foreignVersion = loaded.foreignVersion;
    m_isOpen = true;
    m_saveTimer.start();
    m_watchTimer.start();
    Q_EMIT opened();
    m_vaultOpener.start(loaded.registryId, loaded.vaultRecord);
}

void Session::watchRegistry()
{
    if (m_isWatching)
        return;
    m_isWatching = true;
    // Looks and, if there is something new, reads in one job: nothing can come in between.
    using Content = std::shared_ptr<RegistryContent>;
    const auto job = [known = m_foreignVersion](RegistryDatabase &database) -> Result<Content> {
        const auto version = foreignVersion(database);
        if (!version)
            return tl::unexpected(version.error());
        return *version == known ? Result<Content>() : readRegistry(database, false);
    };
    onRegistry<Content>(this, job, [this](const Result<Content> &content) {
        m_isWatching = false;
        // A failure is in the log, and the next look may work.
        if (content && *content)
            takeForeignChange(std::move(**content));
    });
}

void Session::takeForeignChange(RegistryContent content)
{
    m_foreignVersion = content.foreignVersion;
    m_secrets.set(content.secrets);
    for (const MediaServer &known : m_servers) {
        const bool isGone = std::ranges::none_of(
            content.servers, [&](const MediaServer &server) { return server.id == known.id; });
        if (isGone) {
            m_network->post([id = known.id](Poller &poller) { poller.removeServer(id); });
            m_serverCalls->forget(known.id);
        }
    }
    const std::vector<MediaServer> before = std::exchange(m_servers, content.servers);
    m_secrets.unsealAddresses(content.streams);
    if (before != content.servers || m_fleet.cameras() != content.cameras ||
        m_fleet.streams() != content.streams)
        reloadFleet(std::move(content.servers), std::move(content.cameras), std::move(content.streams));
    m_fleet.setHolderCopies(std::move(content.copies));
    takePolicy(content.policy);
    m_clusters.set(std::move(content.clusters), std::move(content.groups));
    for (const MediaServer &server : m_servers) {
        if (m_isPolling && std::ranges::find(before, server) == before.end())
            startServer(server);
    }
    m_signingKeys->set(std::move(content.signingKeys), std::move(content.keyExportTarget));
    m_operations->showOthers(content.openOperations);
    // A key that another program has made meanwhile is the registry's: a second one would make the first
    // one's secrets unreadable.
    const bool isWithoutKey = !m_vaultOpener.vault().isOpen() && !m_vaultOpener.hasKey();
    if (isWithoutKey && !content.vaultRecord.isEmpty())
        m_vaultOpener.start(content.registryId, content.vaultRecord);
    Q_EMIT registryChanged();
}

void Session::handleVaultState()
{
    const auto state = m_vaultOpener.state();
    if (state == VaultOpener::State::Waiting || state == VaultOpener::State::Closed)
        return;
    if (m_vaultOpener.vault().isOpen()) {
        std::vector<Stream> streams = m_fleet.streams();
        m_secrets.unsealAddresses(streams);
        reloadFleet(m_servers, m_fleet.cameras(), std::move(streams));
    }
    startPolling();
    if (m_habits.takesOver && m_vaultOpener.vault().isOpen())
        m_operations->resumeAbandoned();
    if (m_habits.takesOver)
        m_links->start();
}

void Session::startPolling()
{
    for (const MediaServer &server : m_servers)
        startServer(server);
    m_isPolling = true;
}

SecretText Session::secretOf(const MediaServer &server) const
{
    if (m_secretSource) {
        if (const auto lent = m_secretSource(server))
            return *lent;
    }
    if (server.auth == ServerAuth::Jwt)
        return m_signingKeys->privatePem().value_or(SecretText());
    return m_secrets.unseal(server.tokenSecret).value_or(SecretText());
}

void Session::restartSignedServers()
{
    for (const MediaServer &server : m_servers) {
        if (m_isPolling && server.auth == ServerAuth::Jwt)
            startServer(server);
    }
}

void Session::startServer(const MediaServer &server)
{
    const SecretText secret = secretOf(server);
    const bool needsSecret = !server.tokenSecret.isNull() || server.auth == ServerAuth::Jwt;
    if (needsSecret && secret.isEmpty()) {
        // Asking without the token would only show up as refusals in the server's log.
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const PollFailure locked{
            server.id, now, 0, 1,
            Error{ErrorCategory::Secret,
                  tr("The token of %1 cannot be unsealed. Unlock the secrets of this registry, or "
                     "enter the token again.")
                      .arg(server.name),
                  {},
                  0}};
        m_fleet.applyFailure(locked);
        return;
    }
    m_network->post([server, secret, last = m_serverCalls->lastSnapshot(server.id)](Poller &poller) {
        poller.setServer(server, secret, last);
    });
}

void Session::reloadFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras,
                          std::vector<Stream> streams)
{
    std::ranges::sort(
        servers, [](const MediaServer &left, const MediaServer &right) { return left.name < right.name; });
    m_servers = servers;
    m_fleet.setFleet(std::move(servers), std::move(cameras), std::move(streams));
}

void Session::handleSnapshot(const SnapshotPtr &snapshot)
{
    if (std::ranges::none_of(m_servers,
                             [&](const MediaServer &server) { return server.id == snapshot->server; }))
        return; // removed while the answer was on its way
    m_unsaved.insert(snapshot->server, snapshot);
    m_serverCalls->setLastSnapshot(snapshot);
    if (m_habits.takesOver)
        m_holders->look(snapshot);
    if (m_isPaused) {
        m_held.insert(snapshot->server, snapshot);
        return;
    }
    m_fleet.applySnapshot(snapshot);
    Q_EMIT snapshotApplied(snapshot);
}

void Session::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (isPaused)
        return;
    for (const SnapshotPtr &snapshot : std::exchange(m_held, {})) {
        m_fleet.applySnapshot(snapshot);
        Q_EMIT snapshotApplied(snapshot);
    }
}

void Session::saveObservations()
{
    if (m_unsaved.isEmpty() || !m_isOpen)
        return;
    std::vector<SnapshotPtr> snapshots;
    for (const SnapshotPtr &snapshot : std::exchange(m_unsaved, {}))
        snapshots.push_back(snapshot);
    onRegistry<void>(this,
                     [snapshots = std::move(snapshots)](RegistryDatabase &database) {
                         return database.inTransaction(
                             [&] { return ObservationRepository(database).save(snapshots); });
                     },
                     {});
}

void Session::setPollInterval(std::chrono::milliseconds interval)
{
    m_network->post([interval](Poller &poller) { poller.setInterval(interval); });
}

void Session::pollNow(const ServerId &server)
{
    m_network->post([server](Poller &poller) { poller.pollNow(server); });
}

void Session::pollAllNow()
{
    m_network->post([](Poller &poller) { poller.pollAllNow(); });
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

void Session::saveServer(MediaServer server, const SecretText &secret, QObject *context, Done<void> done)
{
    // As the registry does it, so that both keep the same.
    if (const Cluster *cluster = m_clusters.clusterOf(server.id))
        cluster->common.applyTo(server);
    std::vector<SealedSecret> secrets;
    SecretId replaced;
    if (!secret.isEmpty()) {
        // A new id for a new token: an old sealed value cannot be put back in its place.
        replaced = std::exchange(server.tokenSecret, SecretId::create());
        auto sealed = m_secrets.seal(server.tokenSecret, QString::fromLatin1(tokenPurpose), secret);
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
        secrets.push_back(std::move(*sealed));
    }
    const auto known = std::ranges::find(m_servers, server.id, &MediaServer::id);
    const bool isNew = known == m_servers.end();
    Operation entry = auditEntry(isNew ? OperationKind::AddServer : OperationKind::EditServer, server.name,
                                 m_operations->owner());
    entry.server = server.id;
    entry.place = server.name;
    const auto job = [server, secrets, entry](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            if (auto saved = SecretRepository(database).save(secrets); !saved)
                return saved;
            if (auto saved = ServerRepository(database).save(server); !saved)
                return saved;
            if (auto noted = note(database, entry); !noted)
                return noted;
            // The token that was replaced has nobody to refer to it any more.
            auto pruned =
                database.run(u"DELETE FROM secret WHERE purpose = 'token' AND id NOT IN"
                             " (SELECT token_secret FROM media_server WHERE token_secret IS NOT NULL)"_s);
            return pruned ? VoidResult() : tl::unexpected(pruned.error());
        });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(
        this, job,
        [this, server, isNew, secrets, replaced, guard,
         done = std::move(done)](const Result<void> &result) mutable {
            if (result) {
                server.revision += isNew ? 0 : 1;
                m_secrets.remove(replaced); // not before: if nothing was written, the old one still counts
                for (const SealedSecret &sealed : secrets)
                    m_secrets.insert(sealed);
                std::vector<MediaServer> servers = m_servers;
                std::erase_if(servers, [&](const MediaServer &known) { return known.id == server.id; });
                servers.push_back(server);
                reloadFleet(std::move(servers), m_fleet.cameras(), m_fleet.streams());
                Q_EMIT registryWritten();
                if (m_isPolling)
                    startServer(server);
            }
            if (guard)
                done(result);
        });
}

void Session::removeServer(const ServerId &id, StreamsOfRemovedServer fate, QObject *context, Done<void> done)
{
    m_network->post([id](Poller &poller) { poller.removeServer(id); });
    using Rest = std::shared_ptr<std::pair<std::vector<Camera>, std::vector<Stream>>>;
    const auto known = std::ranges::find(m_servers, id, &MediaServer::id);
    Operation entry = auditEntry(OperationKind::RemoveServer,
                                 known == m_servers.end() ? QString() : known->name, m_operations->owner());
    entry.server = id;
    entry.place = entry.target;
    const auto job = [id, fate, entry](RegistryDatabase &database) -> Result<Rest> {
        auto removed = database.inTransaction([&]() -> VoidResult {
            if (auto detached = FleetRepository(database).detachServer(id, fate); !detached)
                return detached;
            if (auto noted = note(database, entry); !noted)
                return noted;
            return ServerRepository(database).remove(id);
        });
        if (!removed)
            return tl::unexpected(removed.error());
        auto cameras = FleetRepository(database).cameras();
        auto streams = FleetRepository(database).streams();
        if (!cameras || !streams)
            return tl::unexpected(!cameras ? cameras.error() : streams.error());
        return std::make_shared<std::pair<std::vector<Camera>, std::vector<Stream>>>(std::move(*cameras),
                                                                                     std::move(*streams));
    };
    QPointer<QObject> guard(context);
    onRegistry<Rest>(this, job, [this, id, guard, done = std::move(done)](const Result<Rest> &rest) {
        if (!rest) {
            // Nothing was changed: go on polling it.
            for (const MediaServer &server : m_servers) {
                if (server.id == id)
                    startServer(server);
            }
        } else {
            m_serverCalls->forget(id);
            m_unsaved.remove(id);
            m_held.remove(id);
            std::vector<MediaServer> servers = m_servers;
            std::erase_if(servers, [&](const MediaServer &known) { return known.id == id; });
            m_secrets.unsealAddresses((*rest)->second);
            reloadFleet(std::move(servers), std::move((*rest)->first), std::move((*rest)->second));
            Q_EMIT registryWritten();
        }
        if (guard)
            done(rest ? Result<void>() : tl::unexpected(rest.error()));
    });
}

void Session::adopt(const ServerId &server, const std::vector<RemoteStream> &found,
                    const std::vector<AdoptionProposal> &chosen, QObject *context, Done<int> done)
{
    AdoptionPlan plan = planAdoption(server, found, chosen, m_fleet.cameras(), m_fleet.streams(),
                                     QDateTime::currentDateTimeUtc());
    std::vector<SealedSecret> secrets;
    for (Stream &stream : plan.newStreams) {
        if (!stream.address.hasSecret())
            continue;
        stream.addressSecret = SecretId::create();
        auto sealed =
            m_secrets.seal(stream.addressSecret, QString::fromLatin1(addressPurpose), stream.address.full());
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
        secrets.push_back(std::move(*sealed));
    }
    Operation entry =
        auditEntry(OperationKind::Adopt, tr("%n stream(s)", nullptr, int(plan.newStreams.size())),
                   m_operations->owner());
    entry.server = server;
    if (const int index = m_fleet.serverIndex(server); index >= 0)
        entry.place = m_fleet.servers()[size_t(index)].server.name;
    const auto job = [plan, secrets, entry](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            if (auto saved = SecretRepository(database).save(secrets); !saved)
                return saved;
            if (auto saved = FleetRepository(database).saveCameras(plan.newCameras); !saved)
                return saved;
            if (auto noted = note(database, entry); !noted)
                return noted;
            return FleetRepository(database).saveStreams(plan.newStreams);
        });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(
        this, job, [this, plan, secrets, guard, server, done = std::move(done)](const Result<void> &result) {
            if (result) {
                for (const SealedSecret &sealed : secrets)
                    m_secrets.insert(sealed);
                std::vector<Camera> cameras = m_fleet.cameras();
                std::vector<Stream> streams = m_fleet.streams();
                std::ranges::copy(plan.newCameras, std::back_inserter(cameras));
                std::ranges::copy(plan.newStreams, std::back_inserter(streams));
                reloadFleet(m_servers, std::move(cameras), std::move(streams));
                Q_EMIT registryWritten();
                pollNow(server);
            }
            if (guard)
                done(result ? Result<int>(int(plan.newStreams.size())) : tl::unexpected(result.error()));
        });
}

void Session::liveUrls(int fleetRow, QObject *context, Done<LiveUrls> done)
{
    const FleetRow &row = m_fleet.row(fleetRow);
    const int serverIndex = m_fleet.observedServer(row) >= 0 ? m_fleet.observedServer(row) : row.mainServer;
    if (serverIndex < 0) {
        done(fail(ErrorCategory::Invalid, tr("The stream has no media server.")));
        return;
    }
    const MediaServer &server = m_fleet.servers()[size_t(serverIndex)].server;
    const ObservedStream *seen = m_fleet.observed(row);
    const bool isPrivate = seen && seen->isPrivate == Tristate::Yes;
    m_network->run<Result<LiveUrls>>(
        context,
        [id = server.id, name = row.remoteName, isPrivate,
         serverName = server.name](Poller &poller) -> QCoro::Task<Result<LiveUrls>> {
            if (MediaServerClient *client = poller.client(id))
                return client->liveUrls(name, isPrivate, {});
            return [](QString missing) -> QCoro::Task<Result<LiveUrls>> {
                co_return fail(ErrorCategory::Invalid, tr("%1 is not connected.").arg(missing));
            }(serverName);
        },
        std::move(done));
}

void Session::refreshStream(int fleetRow)
{
    const FleetRow &row = m_fleet.row(fleetRow);
    if (row.mainServer < 0)
        return;
    const ServerId id = m_fleet.servers()[size_t(row.mainServer)].server.id;
    m_network->run<Result<RemoteStream>>(
        this,
        [id, name = row.remoteName](Poller &poller) -> QCoro::Task<Result<RemoteStream>> {
            if (MediaServerClient *client = poller.client(id))
                return client->readStream(name, {});
            return
                []() -> QCoro::Task<Result<RemoteStream>> { co_return fail(ErrorCategory::Invalid, {}); }();
        },
        [](const Result<RemoteStream> &) {
            // The client keeps what it read and joins it into the next poll.
        });
}

Result<SecretText> Session::fullAddress(const StreamId &id) const
{
    const Stream *stream = m_fleet.stream(id);
    if (!stream)
        return fail(ErrorCategory::Invalid, tr("The stream is not in the registry."));
    if (stream->address.full().isEmpty() && stream->address.hasSecret())
        return fail(ErrorCategory::Secret,
                    tr("The address cannot be unsealed. Unlock the secrets of this registry."));
    return stream->address.full();
}

} // namespace streamkeeper
