#pragma once

#include "app/operations/ServerGateway.h"
#include "models/fleet/FleetState.h"
#include "models/registry/Registry.h"

#include <QObject>
#include <QSet>

namespace streamkeeper {

/// Sees to the copies that transfers left on servers, as polls show them: one that is captured although the
/// stream has moved (its server was silent when it should have stopped) is stopped; one whose recordings
/// have expired is removed. Both are harmless to repeat. Lives on the session's thread.
class HolderKeeper : public QObject
{
    Q_OBJECT

public:
    HolderKeeper(FleetState &fleet, ServerGateway &servers, Registry &registry, QObject *parent = nullptr);

    void look(const SnapshotPtr &snapshot);

private:
    void stop(const HolderCopy &copy);
    void remove(const HolderCopy &copy);
    void forget(const HolderCopy &copy);
    [[nodiscard]] bool isBusy(const HolderCopy &copy) const;

    FleetState &m_fleet;
    ServerGateway &m_servers;
    Registry &m_registry;
    QSet<std::pair<ServerId, QString>> m_asked; ///< requests under way
};

} // namespace streamkeeper
