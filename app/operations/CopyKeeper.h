#pragma once

#include "app/operations/StreamChange.h"
#include "app/servers/ServerGateway.h"
#include "models/domain/Clock.h"
#include "models/domain/Operation.h"
#include "models/domain/StreamOnServer.h"
#include "models/fleet/FleetState.h"
#include "models/registry/Registry.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>

namespace streamkeeper {

/// Sees to the copies that transfers left on servers, as polls show them: one that is captured although the
/// stream has moved (its server was silent when it should have stopped) is stopped; one whose recordings
/// have expired is removed; one that its server has forgotten is made anew, so that its recordings can be
/// read. The one place that does, in every program that polls. Lives on the session's thread.
///
/// A copy that is captured is touched only at the moment when a poll shows that a registered server captures
/// the stream: else the copy may be the only one that does. And each time the stream is claimed in the
/// journal first, so that no transfer of any program makes the copy its target meanwhile.
class CopyKeeper : public QObject
{
    Q_OBJECT

public:
    /// What was asked for is left alone for `pause`, whatever came of it: each attempt is a line of the
    /// journal.
    CopyKeeper(FleetState &fleet, ServerGateway &servers, Registry &registry, Unsealing unseal,
               Clock clock = {}, std::chrono::milliseconds pause = std::chrono::minutes(1),
               QObject *parent = nullptr);

    void look(const SnapshotPtr &snapshot);
    /// Nothing is under way that a program which ends now would leave open in the journal.
    [[nodiscard]] bool isIdle() const { return m_asked.isEmpty(); }
    /// Servers that have to be seen capturing before a copy can be stopped: polls of them are what is
    /// missing.
    [[nodiscard]] QSet<ServerId> witnesses() const;

Q_SIGNALS:
    /// A copy was stopped, removed or made anew, or could not be: as the journal has it.
    void seenTo(const streamkeeper::Operation &ended);

private:
    void judge(const HolderCopy &copy, const SnapshotPtr &snapshot);
    /// `witness`: the server that was just seen capturing the stream; null: none has to.
    void claim(const HolderCopy &copy, const ServerId &witness, bool restores = false);
    void restore(const HolderCopy &copy);
    void act(const HolderCopy &copy, const Operation &claim);
    void finish(const HolderCopy &copy, Operation claim, const Result<void> &done);
    void forget(const HolderCopy &copy);
    [[nodiscard]] bool isLocked(const HolderCopy &copy) const;
    /// A path that holds recordings, where and as long as it did: it is there, and captures nothing.
    [[nodiscard]] StreamWrite emptyPath(const HolderCopy &copy) const;
    [[nodiscard]] Operation claimOf(const HolderCopy &copy) const;
    [[nodiscard]] bool isBusy(const HolderCopy &copy) const;
    [[nodiscard]] bool isForgetful(const ServerId &server) const;
    /// Somebody has to capture the stream.
    [[nodiscard]] bool isWanted(const HolderCopy &copy) const;

    FleetState &m_fleet;
    ServerGateway &m_servers;
    Registry &m_registry;
    Unsealing m_unseal;
    Clock m_clock;
    std::chrono::milliseconds m_pause;
    QSet<StreamOnServer> m_asked;    ///< under way
    QSet<StreamOnServer> m_captured; ///< to be touched when a registered server is seen capturing
    QHash<StreamOnServer, qint64> m_pausedUntilMs;
};

} // namespace streamkeeper
