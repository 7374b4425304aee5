#include "app/session/FleetPolling.h"

#include "app/edits/TroubleEdits.h"
#include "models/registry/ObservationRepository.h"

#include <QCryptographicHash>
#include <QLoggingCategory>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logPolling, "streamkeeper.polling", QtInfoMsg)

constexpr auto saveInterval = 30s;

QByteArray randomKey()
{
    QByteArray key(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(key.begin(), key.end());
    return key;
}

} // namespace

FleetPolling::FleetPolling(NetworkThread &network, PolledServers &servers, RegistryEditor &editor,
                           SecretOf secretOf, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_servers(servers)
    , m_editor(editor)
    , m_secretOf(std::move(secretOf))
    , m_markKey(randomKey())
{
    m_saveTimer.setInterval(saveInterval);
    connect(&m_saveTimer, &QTimer::timeout, this, &FleetPolling::saveObservations);
    connect(&network, &NetworkThread::snapshotReady, this, &FleetPolling::takeSnapshot);
    connect(&network, &NetworkThread::pollFailed, this, &FleetPolling::takeFailure);
}

FleetPolling::~FleetPolling()
{
    saveObservations();
}

void FleetPolling::start()
{
    m_isPolling = true;
    m_saveTimer.start();
    follow();
}

void FleetPolling::follow()
{
    if (!m_isPolling)
        return;
    const FleetState &fleet = m_editor.memory().fleet;
    const QList<ServerId> polled = m_polled.keys();
    for (const ServerId &id : polled) {
        if (fleet.server(id))
            continue;
        m_network.post([id](Poller &poller) { poller.removeServer(id); });
        m_servers.forget(id);
        m_polled.remove(id);
        m_unsaved.remove(id);
        m_unsavedFailures.remove(id);
        m_held.remove(id);
    }
    // A copy: a failure that is told may change what the fleet shows.
    for (const MediaServer &server : m_editor.memory().servers()) {
        const SecretText secret = m_secretOf(server);
        const Polled now{server, markOf(secret)};
        const auto before = m_polled.constFind(server.id);
        if (before != m_polled.cend() && *before == now)
            continue;
        m_polled.insert(server.id, now);
        begin(server, secret);
    }
}

QByteArray FleetPolling::markOf(const SecretText &secret) const
{
    return QMessageAuthenticationCode::hash(secret.reveal(), m_markKey, QCryptographicHash::Sha256);
}

void FleetPolling::begin(const MediaServer &server, const SecretText &secret)
{
    const bool needsSecret = !server.tokenSecret.isNull() || server.auth == ServerAuth::Jwt;
    if (needsSecret && secret.isEmpty()) {
        // A client with an earlier token would go on beside what is said here.
        m_network.post([id = server.id](Poller &poller) { poller.removeServer(id); });
        tellLocked(server);
        return;
    }
    m_network.post([server, secret, last = m_servers.lastSnapshot(server.id)](Poller &poller) {
        poller.setServer(server, secret, last);
    });
}

void FleetPolling::tellLocked(const MediaServer &server)
{
    // Asking without the token would only show up as refusals in the server's log.
    const PollFailure locked{
        server.id, m_editor.clock().nowMs(), 0, 1,
        Error{ErrorCategory::Secret,
              tr("The token of %1 cannot be unsealed. Unlock the secrets of this registry, or "
                 "enter the token again.")
                  .arg(server.name),
              {},
              0}};
    m_editor.memory().fleet.applyFailure(locked);
}

void FleetPolling::takeSnapshot(const SnapshotPtr &snapshot)
{
    if (!m_editor.memory().fleet.server(snapshot->server))
        return; // removed while the answer was on its way
    m_unsaved.insert(snapshot->server, snapshot);
    m_unsavedFailures.remove(snapshot->server);
    m_servers.setLastSnapshot(snapshot);
    Q_EMIT snapshotTaken(snapshot);
    if (m_isPaused)
        m_held.insert(snapshot->server, snapshot);
    else
        show(snapshot);
}

void FleetPolling::takeFailure(const PollFailure &failure)
{
    // Nobody was heard if we ourselves took the question back.
    if (m_editor.memory().fleet.server(failure.server) && failure.error.category != ErrorCategory::Cancelled)
        m_unsavedFailures.insert(failure.server, failure);
    m_editor.memory().fleet.applyFailure(failure);
    Q_EMIT pollFailed(failure);
}

void FleetPolling::show(const SnapshotPtr &snapshot)
{
    m_editor.memory().fleet.applySnapshot(snapshot);
    Q_EMIT snapshotApplied(snapshot);
}

void FleetPolling::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (isPaused)
        return;
    const QHash<ServerId, SnapshotPtr> held = std::exchange(m_held, {});
    for (const SnapshotPtr &snapshot : held)
        show(snapshot);
}

void FleetPolling::saveObservations()
{
    const TroubleMemory::Histories troubles =
        m_keepsTroubles ? m_editor.memory().fleet.troubles().takeNew() : TroubleMemory::Histories();
    if (m_unsaved.isEmpty() && m_unsavedFailures.isEmpty() && troubles.isEmpty())
        return;
    const QHash<ServerId, SnapshotPtr> unsaved = std::exchange(m_unsaved, {});
    const std::vector<SnapshotPtr> snapshots(unsaved.cbegin(), unsaved.cend());
    const QHash<ServerId, PollFailure> unsavedFailures = std::exchange(m_unsavedFailures, {});
    const std::vector<PollFailure> failures(unsavedFailures.cbegin(), unsavedFailures.cend());
    const auto job = [snapshots, failures, troubles,
                      nowMs = m_editor.clock().nowMs()](RegistryDatabase &database) {
        return database.inTransaction([&] {
            ObservationRepository observations(database);
            const auto leftOut = observations.save(snapshots);
            if (!leftOut)
                return VoidResult(tl::unexpected(leftOut.error()));
            for (const QString &sentence : *leftOut)
                qCWarning(logPolling).noquote() << sentence;
            if (auto saved = observations.saveFailures(failures); !saved)
                return saved;
            return TroubleEdits::keep(database, troubles, nowMs);
        });
    };
    // No edit: what was seen is nothing that anybody has changed.
    m_editor.registry().run(this, job, [this](const VoidResult &saved) {
        if (saved)
            return;
        qCWarning(logPolling).noquote() << saved.error().message << saved.error().detail;
        m_editor.tellFailure(saved.error());
    });
}

void FleetPolling::setInterval(std::chrono::milliseconds interval)
{
    m_network.post([interval](Poller &poller) { poller.setInterval(interval); });
}

void FleetPolling::setQuiet(bool isQuiet)
{
    m_network.post([isQuiet](Poller &poller) { poller.setQuiet(isQuiet); });
}

void FleetPolling::pollNow(const ServerId &server)
{
    m_network.post([server](Poller &poller) { poller.pollNow(server); });
}

void FleetPolling::pollAllNow()
{
    m_network.post([](Poller &poller) { poller.pollAllNow(); });
}

} // namespace streamkeeper
