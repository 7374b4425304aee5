#include "app/operations/CopyKeeper.h"

#include "app/async/ProcessIdentity.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/ArchiveRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"

#include <QLoggingCategory>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logCopies, "streamkeeper.copies")

bool captures(const ObservedStream *seen)
{
    return seen && seen->isEnabled && seen->status == StreamStatus::Active;
}

/// Nobody has changed the copy, and the witness is still who should capture. What is in memory may be a
/// second old.
VoidResult stillHolds(RegistryDatabase &database, const HolderCopy &copy, const ServerId &witness)
{
    const auto copies = ArchiveRepository(database).copies();
    if (!copies)
        return tl::unexpected(copies.error());
    const auto stream = FleetRepository(database).stream(copy.stream);
    if (!stream)
        return tl::unexpected(stream.error());
    const bool isKnown = std::ranges::find(*copies, copy) != copies->end();
    const bool isWitness =
        witness.isNull() ||
        (*stream && ((*stream)->mainServer == witness || (*stream)->additionalServer == witness));
    const bool isRegistered =
        *stream && (*stream)->remoteName == copy.remoteName &&
        ((*stream)->mainServer == copy.server || (*stream)->additionalServer == copy.server);
    if (isKnown && isWitness && !isRegistered)
        return {};
    return fail(ErrorCategory::Conflict, CopyKeeper::tr("Somebody else has seen to the copy."));
}

} // namespace

CopyKeeper::CopyKeeper(FleetState &fleet, ServerGateway &servers, Registry &registry, Unsealing unseal,
                       Clock clock, std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent)
    , m_fleet(fleet)
    , m_servers(servers)
    , m_registry(registry)
    , m_unseal(std::move(unseal))
    , m_clock(std::move(clock))
    , m_pause(pause)
{
}

void CopyKeeper::look(const SnapshotPtr &snapshot)
{
    const std::vector<HolderCopy> copies = m_fleet.holderCopies();
    for (const HolderCopy &copy : copies) {
        const bool isHere = copy.server == snapshot->server;
        // Nearly always: after the draining of a server there may be thousands of copies elsewhere.
        if (!isHere && m_captured.isEmpty())
            continue;
        if (isBusy(copy))
            continue;
        if (isHere)
            judge(copy, snapshot);
        const Stream *stream = m_fleet.stream(copy.stream);
        const bool isWitness = stream && (stream->mainServer == snapshot->server ||
                                          stream->additionalServer == snapshot->server);
        if (isWitness && m_captured.contains({copy.server, copy.remoteName}) &&
            captures(snapshot->find(stream->remoteName)))
            claim(copy, snapshot->server);
    }
}

void CopyKeeper::judge(const HolderCopy &copy, const SnapshotPtr &snapshot)
{
    const StreamOnServer key{copy.server, copy.remoteName};
    m_captured.remove(key);
    const ObservedStream *seen = snapshot->find(copy.remoteName);
    const bool hasExpired = m_clock.nowMs() >= copy.keepUntilMs;
    if (!seen && hasExpired)
        forget(copy);
    else if (m_pausedUntilMs.value(key) > m_clock.nowMs())
        return;
    else if (!seen && isForgetful(copy.server) && !isLocked(copy))
        restore(copy);
    else if (captures(seen) && isWanted(copy)) {
        m_captured.insert(key);
        m_servers.pollNow(m_fleet.stream(copy.stream)->mainServer);
    } else if (seen && (hasExpired || captures(seen)))
        claim(copy, {});
}

QSet<ServerId> CopyKeeper::witnesses() const
{
    QSet<ServerId> servers;
    for (const HolderCopy &copy : m_fleet.holderCopies()) {
        const Stream *stream = m_fleet.stream(copy.stream);
        if (stream && m_captured.contains({copy.server, copy.remoteName}))
            servers.insert(stream->mainServer);
    }
    return servers;
}

/// Such a server does not tell recordings of a stream that it does not know any more.
bool CopyKeeper::isForgetful(const ServerId &server) const
{
    const FleetServer *known = m_fleet.server(server);
    return known && known->capabilities().testFlag(Capability::ForgetsApiChanges);
}

void CopyKeeper::restore(const HolderCopy &copy)
{
    const StreamOnServer key{copy.server, copy.remoteName};
    m_asked.insert(key);
    m_servers.read(copy.server, copy.remoteName, this, [this, copy, key](const Result<RemoteStream> &read) {
        m_asked.remove(key);
        // The server itself has to say that it does not know it: a poll may have been cut.
        if (!read && read.error().httpStatus == 404 && !isBusy(copy))
            claim(copy, {}, true);
        else
            m_pausedUntilMs.insert(key, m_clock.nowMs() + m_pause.count());
    });
}

/// An operation that is under way knows better what becomes of the copy.
bool CopyKeeper::isBusy(const HolderCopy &copy) const
{
    const StreamOnServer key{copy.server, copy.remoteName};
    const int row = m_fleet.rowOf(copy.stream);
    return m_asked.contains(key) || (row >= 0 && m_fleet.row(row).pending);
}

bool CopyKeeper::isWanted(const HolderCopy &copy) const
{
    const Stream *stream = m_fleet.stream(copy.stream);
    return stream && stream->isEnabled;
}

/// Made anew as by default, its recordings would be neither found nor kept.
bool CopyKeeper::isLocked(const HolderCopy &copy) const
{
    const Stream *stream = m_fleet.stream(copy.stream);
    return stream && !stream->othersSecret.isNull() && !m_unseal(stream->othersSecret);
}

StreamWrite CopyKeeper::emptyPath(const HolderCopy &copy) const
{
    StreamWrite write;
    write.settings.remoteName = copy.remoteName;
    write.settings.isEnabled = false;
    if (const Stream *stream = m_fleet.stream(copy.stream); stream && !stream->othersSecret.isNull())
        write.settings.others = m_unseal(stream->othersSecret).value_or(SecretText());
    write.changed = allStreamSettings();
    write.mayCreate = true;
    return write;
}

Operation CopyKeeper::claimOf(const HolderCopy &copy) const
{
    const Stream *stream = m_fleet.stream(copy.stream);
    Operation claim = stream ? auditEntry(OperationKind::ReleaseCopy, *stream, m_fleet)
                             : auditEntry(OperationKind::ReleaseCopy, {});
    claim.stream = copy.stream;
    claim.server = copy.server;
    claim.serverName = m_fleet.serverName(copy.server);
    claim.state = OperationState::Running;
    claim.phase = OperationPhase::Asking;
    claim.createdAtMs = m_clock.nowMs();
    claim.payload.name = copy.remoteName;
    claim.payload.removesCopy = claim.createdAtMs >= copy.keepUntilMs;
    claim.startedAtMs = claim.createdAtMs;
    claim.leaseUntilMs = claim.createdAtMs + std::chrono::milliseconds(leaseTime).count();
    return claim;
}

void CopyKeeper::claim(const HolderCopy &copy, const ServerId &witness, bool restores)
{
    m_asked.insert({copy.server, copy.remoteName});
    Operation claim = claimOf(copy);
    claim.payload.restoresCopy = restores;
    const auto job = [copy, witness, claim](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            if (auto holds = stillHolds(database, copy, witness); !holds)
                return holds;
            return OperationRepository(database).add(claim);
        });
    };
    m_registry.run(this, job, [this, copy, claim](const VoidResult &claimed) {
        if (claimed)
            act(copy, claim);
        else
            m_asked.remove({copy.server, copy.remoteName});
    });
}

void CopyKeeper::act(const HolderCopy &copy, const Operation &claim)
{
    m_captured.remove({copy.server, copy.remoteName});
    if (*claim.payload.restoresCopy) {
        qCInfo(logCopies) << "making a path anew that holds recordings:" << copy.remoteName;
        m_servers.write(copy.server, emptyPath(copy), this,
                        [this, copy, claim](const Result<void> &done) { finish(copy, claim, done); });
        return;
    }
    const auto answer = [this, copy, claim](const Result<void> &done) {
        // A server that has forgotten it does not capture it either.
        const bool isGone = !done && done.error().httpStatus == 404;
        finish(copy, claim, isGone ? Result<void>() : done);
    };
    if (*claim.payload.removesCopy) {
        qCInfo(logCopies) << "removing a copy that a transfer left behind:" << copy.remoteName;
        m_servers.remove(copy.server, copy.remoteName, false, this, answer);
    } else {
        qCInfo(logCopies) << "stopping a capture that a transfer left behind:" << copy.remoteName;
        m_servers.hold(copy.server, copy.remoteName, this, answer);
    }
}

void CopyKeeper::finish(const HolderCopy &copy, Operation claim, const Result<void> &done)
{
    claim.state = done ? OperationState::Confirmed : OperationState::Failed;
    claim.phase = OperationPhase::Finished;
    claim.message = done ? QString() : done.error().message;
    claim.finishedAtMs = m_clock.nowMs();
    const auto job = [claim](RegistryDatabase &database) {
        return database.inTransaction([&]() {
            return OperationRepository(database).advance(claim, claim.message, *claim.finishedAtMs);
        });
    };
    // Servers answer before they act: it is a copy until a poll shows that it is gone, and is not asked for
    // twice meanwhile.
    const StreamOnServer key{copy.server, copy.remoteName};
    m_pausedUntilMs.insert(key, m_clock.nowMs() + m_pause.count());
    m_registry.run(this, job, [this, copy, claim, key](const VoidResult &written) {
        m_asked.remove(key);
        if (written)
            Q_EMIT seenTo(claim);
        else
            qCWarning(logCopies) << written.error().message;
    });
}

void CopyKeeper::forget(const HolderCopy &copy)
{
    const auto job = [copy](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            if (auto holds = stillHolds(database, copy, {}); !holds)
                return holds;
            return ArchiveRepository(database).removeCopy(copy.server, copy.remoteName);
        });
    };
    m_registry.run(this, job, [this, copy](const VoidResult &forgotten) {
        if (!forgotten)
            return;
        std::vector<HolderCopy> left = m_fleet.holderCopies();
        std::erase(left, copy);
        m_fleet.setHolderCopies(std::move(left));
    });
}

} // namespace streamkeeper
